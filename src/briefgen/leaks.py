"""Looks for protected names in the words that a document would print.

What a field says of itself is filtered before any template runs; a name that somebody typed into
running text is not a field. So the finished tree is searched for the names of all people whom the
audience of the job may not see.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import assert_never

from briefgen.document import (
    Cell,
    Contents,
    CrossReference,
    Division,
    Document,
    Emphasis,
    Figure,
    Footnote,
    Heading,
    Landscape,
    LineBreak,
    Link,
    List,
    ListItem,
    Node,
    NoteMark,
    Paragraph,
    Row,
    Span,
    Strong,
    Table,
    TableNote,
    Text,
    plain_text,
    walk,
)
from briefgen.jobs import Job
from briefgen.loading.workspace import Workspace
from briefgen.model.shared import Person
from briefgen.places import Place
from briefgen.problems import ExitCode, Problem, Weight


def leaks(workspace: Workspace, job: Job, document: Document) -> list[Problem]:
    """Return a gate for every text of the document with the name of a person its audience may not see.

    Letter case, kinds of spaces, hyphens and accents typed in another way (Unicode NFKC) make no
    difference. The message names the person by the id, never by the name.
    """
    hidden = {
        ident: _pattern(entry.value)
        for ident, entry in workspace.entries["person"].items()
        if isinstance(entry.value, Person) and not entry.value.shown_to(job.audience)
    }
    return [
        _problem(ident, place, job)
        for text, place in _texts(document)
        for ident, pattern in hidden.items()
        if pattern.search(_plain(text))
    ]


_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff ]+")


def _plain(text: str) -> str:
    return re.sub(r"[\s\-\u2010\u2011]+", " ", unicodedata.normalize("NFKC", text).casefold())


def _pattern(person: Person) -> re.Pattern[str]:
    """Return what finds a person's name in every script, in either order of its parts."""
    names = dict.fromkeys((person.name, *_turned(person), *person.scripts.values()))
    return re.compile("|".join(map(_words, names)))


def _turned(person: Person) -> Iterator[str]:
    """Yield the name with its parts in the other order, as in lists: "Sorrel, Bram"."""
    family = person.family_name
    given = " ".join(person.name.replace(family, " ", 1).split()) if family else ""
    if family and given:
        yield from (f"{given} {family}", f"{family} {given}", f"{family}, {given}")


def _words(name: str) -> str:
    plain = _plain(name)
    if _HAN.fullmatch(plain):
        return " ?".join(map(re.escape, plain.replace(" ", "")))
    return rf"(?<!\w){re.escape(plain)}(?!\w)" if name.isascii() else re.escape(plain)


def _texts(document: Document) -> Iterator[tuple[str, Place | None]]:
    """Yield every text that is printed, or stands in the file unseen, with where it comes from."""
    for text in (document.title, document.running_head, document.issuer, *(m.text for m in document.marks)):
        yield text, None
    for node in walk(document.blocks):
        for text in _own_texts(node):
            yield text, _origin(node)


def _own_texts(node: Node) -> tuple[str, ...]:
    match node:
        case Heading() | Paragraph() | Footnote() | TableNote():
            return (plain_text(node.content),)
        case Table():
            return (plain_text(node.caption),)
        case Figure():
            return (node.alt, plain_text(node.caption))
        case Link():
            return (node.target,)
        case (
            Text() | Emphasis() | Strong() | Span() | LineBreak() | CrossReference()
            | NoteMark() | List() | ListItem() | Row() | Cell() | Division() | Contents() | Landscape()
        ):  # fmt: skip # contents repeat headings, which are looked through themselves
            return ()
        case _:
            assert_never(node)


def _origin(node: Node) -> Place | None:
    """Return where the node's first words come from, or the node itself."""
    return next((below.origin for below in walk((node,)) if isinstance(below, Text)), None) or node.origin


def _problem(ident: str, place: Place | None, job: Job) -> Problem:
    return Problem(
        "protected-name",
        f"This text holds the name of the person “{ident}”, who may not be shown to {job.audience.value}",
        "Take the name out, and whatever else tells who is meant; or let whoever decides that clear the "
        "person for this audience.",
        place,
        Weight.GATE,
        ExitCode.POLICY,
    )
