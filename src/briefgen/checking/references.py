"""What names something names something that is there: in fields, and in texts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from briefgen.loading.referring import dangling, wrong_reference
from briefgen.loading.workspace import Entry, Path_, Workspace
from briefgen.model.mentions import KEYS, Mentioned, mentions
from briefgen.model.values import Entity, Markdown, Refers
from briefgen.model.walk import Found, everything, named
from briefgen.places import Place
from briefgen.problems import Problem


def check_references(workspace: Workspace, entry: Entry[Entity]) -> Iterator[Problem]:
    """Yield the references of an entity that lead nowhere."""
    for found in everything(entry.value):
        if not isinstance(found.value, str):
            continue
        if refers := found.note(Refers):
            if workspace.find(refers.noun, found.value) or workspace.excuses(refers.noun, found.value):
                continue
            what = dangling(workspace, refers.noun, found.value)
            yield Problem(what.code, what.message, what.advice, entry.place(*found.path))
        elif found.note(Markdown):
            for one in mentions(found.value):
                if wrong := wrong_reference(workspace, one):
                    place = mention_place(workspace, entry, found.path, one)
                    yield Problem(wrong.code, wrong.message, wrong.advice, place)


def named_at(workspace: Workspace, entry: Entry[Entity], found: Found) -> Iterator[tuple[str, str, Place]]:
    """Yield noun and id of the entities that a value names, each with the place where it does."""
    text = found.note(Markdown)
    if text and isinstance(found.value, str):
        for one in mentions(found.value):
            if one.noun not in KEYS:
                yield one.noun, one.id, mention_place(workspace, entry, found.path, one)
    else:
        yield from ((noun, ident, entry.place(*found.path)) for noun, ident in named(found))


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
