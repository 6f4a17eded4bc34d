"""Looks for protected names in the words that a document would print.

What a field says of itself is filtered before any template runs; a name that somebody typed into
running text is not a field. So the finished tree is searched for the names of all people whom the
audience of the job may not see.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never
from urllib.parse import unquote

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
from briefgen.model.written_names import WrittenNames
from briefgen.places import Place
from briefgen.problems import ExitCode, Problem, Weight


def leaks(workspace: Workspace, job: Job, document: Document) -> list[Problem]:
    """Return a gate for every text of the document with the name of a person its audience may not see.

    In which ways a name is found is said with `WrittenNames`. The message names the person by the id,
    never by the name.
    """
    hidden = WrittenNames()
    for ident, entry in workspace.entries["person"].items():
        if isinstance(entry.value, Person) and not entry.value.shown_to(job.audience):
            hidden.learn(ident, entry.value)
    return [
        _problem(ident, place, job) for text, place in _texts(document) for ident in hidden.named_in(text)
    ]


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
            return (unquote(node.target),)
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
