"""What names something names something that is there: in fields, and in texts."""

from __future__ import annotations

import types
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Annotated, Any, Union, get_args, get_origin

from briefgen.loading.workspace import Entry, Path_, Workspace
from briefgen.model.claims import Claimed, Quantity
from briefgen.model.files import FILE_KINDS
from briefgen.model.mentions import KEYS, Mentioned, mentions
from briefgen.model.values import Dated, Entity, Markdown, Refers
from briefgen.model.walk import everything
from briefgen.places import Place
from briefgen.problems import Problem, did_you_mean, quote

NOUNS = tuple(dict.fromkeys(kind.noun for kind in FILE_KINDS.values()))
"""What entities are called, and what references in texts begin with."""
_OF_ALL = frozenset(Entity.model_fields)
"""Fields that no text prints."""


def check_references(workspace: Workspace, entry: Entry[Entity]) -> Iterator[Problem]:
    """Yield the references of an entity that lead nowhere."""
    for found in everything(entry.value):
        if not isinstance(found.value, str):
            continue
        if refers := found.note(Refers):
            yield from _dangling(workspace, refers.noun, found.value, entry.place(*found.path))
        elif found.note(Markdown):
            for one in mentions(found.value):
                yield from _in_text(workspace, one, mention_place(workspace, entry, found.path, one))


def mention_place(workspace: Workspace, entry: Entry[Entity], path: Path_, mentioned: Mentioned) -> Place:
    """Return the place of a reference in a text.

    It is exact where the text stands in the file line for line or on one line; else it is the beginning of
    the text.
    """
    start = entry.line_place(mentioned.line, *path)
    if not entry.stands_literally(*path) and mentioned.line:
        return entry.place(*path)
    lines = workspace.texts.get(start.file, "").split("\n")
    line = lines[start.line - 1] if start.line <= len(lines) else ""
    column = line.find(mentioned.text, start.column - 1)
    for _ in range(mentioned.before):
        column = line.find(mentioned.text, column + 1) if column >= 0 else column
    if column < 0:
        return entry.place(*path)
    return replace(start, column=column + 1, length=len(mentioned.text))


def _dangling(workspace: Workspace, noun: str, ident: str, place: Place) -> Iterator[Problem]:
    entries = workspace.entries.get(noun, {})
    if ident not in entries and not workspace.excuses(noun, ident):
        advice = f"{did_you_mean(ident, entries)} {_where(noun, entries)}".strip()
        message = f"There is no {noun} with the id {quote(ident)}"
        yield Problem("dangling-reference", message, advice, place)


def _where(noun: str, entries: Mapping[str, Entry[Entity]]) -> str:
    """Say where entities of a kind stand, so that one can be looked up or added."""
    kinds = [kind for kind in FILE_KINDS.values() if kind.noun == noun]
    files = sorted({entry.place().file for entry in entries.values()})
    if not files:
        which = _or(f"“kind: {kind.kind}”" for kind in kinds)
        return f"No {noun} is entered yet: make a file with {which} below briefings/."
    more = f" and {len(files) - 3} more files" if len(files) > 3 else ""
    return f"{kinds[0].plural.capitalize()} stand in {', '.join(files[:3])}{more}."


def _or(words: Iterable[str]) -> str:
    *some, last = words
    return f"{', '.join(some)} or {last}" if some else last


# ---- references in texts ------------------------------------------------------------------------------


def _in_text(workspace: Workspace, mentioned: Mentioned, place: Place) -> Iterator[Problem]:
    if mentioned.noun in KEYS:
        return
    if mentioned.noun not in NOUNS:
        known = (*NOUNS, *KEYS)
        message = f"{quote(mentioned.noun)} is nothing that a text can refer to"
        advice = f"{did_you_mean(mentioned.noun, known)} Texts refer to: {', '.join(known)}.".strip()
        yield Problem("bad-reference", message, advice, place)
        return
    entry = workspace.find(mentioned.noun, mentioned.id)
    if entry is None:
        yield from _dangling(workspace, mentioned.noun, mentioned.id, place)
    elif mentioned.field is not None:
        yield from _field(entry, mentioned, mentioned.field, place)


def _field(entry: Entry[Entity], mentioned: Mentioned, name: str, place: Place) -> Iterator[Problem]:
    fields = type(entry.value).model_fields
    known = [
        one
        for one, field in fields.items()
        if one not in _OF_ALL and _printable(Annotated[field.annotation, *field.metadata, None])
    ]
    if name not in known:
        message = f"There is no field {quote(name)} of the {mentioned.noun} that a text could print"
        if name in fields:
            message = f"The field “{name}” of the {mentioned.noun} is no text, name, date or number"
        advice = f"{did_you_mean(name, known)} A text can print: {', '.join(known)}.".strip()
        yield Problem("bad-reference", message, advice, place)
    elif not getattr(entry.value, name):
        message = f"Nothing is entered as “{name}” of the {mentioned.noun} “{mentioned.id}”"
        advice = "Enter it there, or take the reference out of the text."
        yield Problem("bad-reference", message, advice, place, related=(entry.place(),))


def _printable(annotation: Any) -> bool:
    """Tell whether a field is a text, a name, a date or a number, or claims about one."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return not any(isinstance(note, Refers) for note in arguments[1:]) and _printable(arguments[0])
    if origin in (Union, types.UnionType):
        return any(_printable(one) for one in arguments)
    if origin is dict:
        return _printable(arguments[1])
    return isinstance(annotation, type) and (
        annotation is str or issubclass(annotation, (Claimed, Dated, Quantity))
    )
