"""Whether a reference in a text can be printed: the one place that knows, for checking and for composing."""

from __future__ import annotations

import types
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Union, get_args, get_origin

from briefgen.loading.workspace import Entry, Workspace
from briefgen.model.claims import Claimed, Quantity
from briefgen.model.dialogues import Dialogue
from briefgen.model.files import FILE_KINDS
from briefgen.model.mentions import KEYS, Mentioned
from briefgen.model.publications import Publication
from briefgen.model.values import Dated, Entity, Markdown, Refers, is_id
from briefgen.problems import did_you_mean, quote

NOUNS = (*dict.fromkeys(kind.noun for kind in FILE_KINDS.values()), *KEYS)
"""What may stand before the colon."""
FORMS: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("organisation", "government", "term"), ("name", "short")),
    **dict.fromkeys(("dialogue", "statement"), ()),
    **dict.fromkeys(("finding", "outcome", "event", "case-group", "chart"), ()),
    "person": ("name",),
    "figure": ("compact", "capital"),
    "recommendation": ("capital",),
    "source": ("title",),
}
"""Nouns that print something without a field → the forms in which they do; of a source any page, too."""
_OF_ALL = frozenset(Entity.model_fields)
"""Fields that no text prints."""


@dataclass(frozen=True, slots=True)
class Wrong:
    """Why a reference prints nothing, in words for whoever wrote it."""

    code: str
    message: str
    advice: str


def makes_a_note(mentioned: Mentioned) -> bool:
    """Tell whether a reference prints a note."""
    return mentioned.noun == "source" and mentioned.field is None and mentioned.form != "title"


def wrong_reference(workspace: Workspace, mentioned: Mentioned) -> Wrong | None:
    """Return why a reference cannot be printed; None where it can, or where its file could not be read."""
    noun, ident, field = mentioned.noun, mentioned.id, mentioned.field
    if noun in KEYS:
        return _to_key(mentioned)
    if noun not in NOUNS:
        return Wrong(
            "bad-reference", f"There is no kind of fact called {quote(noun)}", _one_of(noun, sorted(NOUNS))
        )
    if field is None and noun not in FORMS:
        message = f"The reference {mentioned.text} does not say what of the {noun} is to be printed"
        known = _or(f"[[{noun}:{ident}.{name}]]" for name in _fields_of(workspace, noun, ident))
        return Wrong("bad-reference", message, f"Name one of its fields: {known}.")
    if form := _form(mentioned):
        return form
    entry = workspace.find(noun, ident)
    if entry is None:
        return None if workspace.excuses(noun, ident) else dangling(workspace, noun, ident)
    if field is None:
        return _no_short_form(entry, mentioned)
    return _field(entry, mentioned, field)


def dangling(workspace: Workspace, noun: str, ident: str) -> Wrong:
    """Return that an id belongs to nothing, and where things of this kind stand."""
    entries = workspace.entries.get(noun, {})
    advice = f"{did_you_mean(ident, entries)} {_where(noun, entries)}".strip()
    return Wrong("dangling-reference", f"There is no {noun} with the id {quote(ident)}", advice)


def _where(noun: str, entries: Mapping[str, Entry[Entity]]) -> str:
    """Say where entities of a kind stand, so that one can be looked up or added."""
    kinds = [kind for kind in FILE_KINDS.values() if kind.noun == noun]
    files = sorted({entry.place().file for entry in entries.values()})
    if not files:
        which = _or(f"“kind: {kind.kind}”" for kind in kinds)
        return f"No {noun} is entered yet: make a file with {which} below briefings/."
    over = len(files) - 3
    more = f" and {over} more file{'s' if over > 1 else ''}" if over > 0 else ""
    return f"{kinds[0].plural.capitalize()} stand in {', '.join(files[:3])}{more}."


def _or(words: Iterable[str]) -> str:
    *some, last = words
    return f"{', '.join(some)} or {last}" if some else last


def _one_of(word: str, known: Collection[str]) -> str:
    return f"{did_you_mean(word, known)} Use one of: {', '.join(known)}.".strip()


def _to_key(mentioned: Mentioned) -> Wrong | None:
    if not (mentioned.field or mentioned.form) and is_id(mentioned.id):
        return None
    advice = f"Write it as [[{mentioned.noun}:key]], with the key that stands in {{#key}}."
    return Wrong("bad-reference", f"The reference {mentioned.text} cannot be read", advice)


def _form(mentioned: Mentioned) -> Wrong | None:
    noun, form = mentioned.noun, mentioned.form
    known = () if mentioned.field is not None else FORMS[noun]
    if form is None or form in known or (makes_a_note(mentioned) and form.strip()):
        return None
    what = "a field" if mentioned.field is not None else f"the {noun}"
    message = f"There is no form {quote(form)} in which {what} is printed"
    return Wrong(
        "bad-reference", message, _one_of(form, known) if known else "Delete it and the bar before it."
    )


def _no_short_form(entry: Entry[Entity], mentioned: Mentioned) -> Wrong | None:
    short = getattr(entry.value, "acronym", None) or getattr(entry.value, "short", None)
    if mentioned.form != "short" or short:
        return None
    message = f"The {mentioned.noun} “{mentioned.id}” has no short form"
    return Wrong("bad-reference", message, "Enter it, or write the reference without “|short”.")


def _field(entry: Entry[Entity], mentioned: Mentioned, name: str) -> Wrong | None:
    entity, noun = entry.value, mentioned.noun
    known = printable_fields(type(entity))
    if name not in known:
        message = f"There is no field {quote(name)} of the {noun} that a text could print"
        if name in type(entity).model_fields:
            message = f"The field “{name}” of the {noun} is no text on one line, name, date or number"
        advice = f"{did_you_mean(name, known)} A text can print: {', '.join(known)}.".strip()
        return Wrong("bad-reference", message, advice)
    if not _is_entered(entity, name):
        message = f"Nothing is entered as “{name}” of the {noun} “{mentioned.id}”"
        return Wrong("bad-reference", message, "Enter it there, or take the reference out of the text.")
    return None


def _is_entered(entity: Entity, name: str) -> bool:
    if isinstance(entity, Dialogue) and name in Dialogue.TURNS:
        return entity.turn(name) is not None
    return bool(getattr(entity, name))


def _fields_of(workspace: Workspace, noun: str, ident: str) -> tuple[str, ...]:
    """Return what a text can print of an entity, whether it is there or not."""
    entry = workspace.find(noun, ident)
    return printable_fields(
        type(entry.value) if entry else next(one.entity for one in FILE_KINDS.values() if one.noun == noun)
    )


def printable_fields(entity: type[Entity]) -> tuple[str, ...]:
    """Return the fields of a kind of entity that can stand in a sentence; of documents those of `CITED`."""
    fields = (
        name
        for name, field in entity.model_fields.items()
        if name not in _OF_ALL
        and (not issubclass(entity, Publication) or name in entity.CITED)
        and _printable(Annotated[field.annotation, *field.metadata, None])
    )
    return (*fields, *(Dialogue.TURNS if entity is Dialogue else ()))


def _printable(annotation: Any) -> bool:
    """Tell whether a field is a text of one line, a name, a date or a number, or claims about one."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        unfit = any(isinstance(note, (Refers, Markdown)) for note in arguments[1:])
        return not unfit and _printable(arguments[0])
    if origin in (Union, types.UnionType):
        return any(_printable(one) for one in arguments)
    if origin is dict:
        return _printable(arguments[1])
    return isinstance(annotation, type) and (
        annotation is str or issubclass(annotation, (Claimed, Dated, Quantity))
    )
