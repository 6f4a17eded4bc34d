"""Sections of documents: none is empty, and what texts point to is printed in the same document."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.checking.references import mention_place
from briefgen.checking.sight import Known, Sight
from briefgen.loading.workspace import Entry, Path_, Workspace
from briefgen.model.cases import CaseGroup
from briefgen.model.mentions import mentions
from briefgen.model.publications import Publication, Section
from briefgen.model.values import Entity, Markdown, Refers
from briefgen.model.walk import Found, everything, fields
from briefgen.places import Place
from briefgen.problems import Problem

POINTED_TO = {
    "finding": "findings",
    "outcome": "outcomes",
    "recommendation": "recommendations",
    "event": "event",
    "case-group": "cases",
    "chart": "chart",
}
"""What a text points to as a part of the same document, and the field of a section that prints it."""
_HEAD = ("key", "heading", "numbered")


def check_sections(document: Entry[Publication]) -> Iterator[Problem]:
    """Yield empty sections, and what is printed twice."""
    for found in everything(document.value):
        if isinstance(found.value, Section) and not _holds_something(found.value):
            message = (
                "This section holds nothing but its heading"
                if found.value.heading
                else "This section is empty"
            )
            advice = "Add “text”, or what is to be printed: findings, outcomes, recommendations and so on."
            yield Problem("empty-section", message, advice, document.place(*found.path))
    seen: dict[tuple[str, str], Place] = {}
    for noun, ident, path in _printed(document.value):
        place = document.place(*path)
        if (noun, ident) in seen:
            message = f"The {noun} “{ident}” is printed twice in this document"
            related = (seen[noun, ident],)
            yield Problem("printed-twice", message, "Delete one of the two.", place, related=related)
        seen.setdefault((noun, ident), place)


def _holds_something(section: Section) -> bool:
    return any(found.value for found in fields(section) if found.path[0] not in _HEAD)


def _printed(document: Publication) -> Iterator[tuple[str, str, Path_]]:
    """Yield noun, id and path of what the sections of a document print."""
    for found in everything(document):
        if isinstance(found.value, Section):
            for below in everything(found.value):
                refers = below.note(Refers)
                if refers and isinstance(below.value, str):
                    yield refers.noun, below.value, (*found.path, *below.path)


def check_pointers(workspace: Workspace, document: Entry[Publication], sight: Sight) -> Iterator[Problem]:
    """Yield references in the texts of a job to parts that its document does not print."""
    in_sight = {seen.found.path for seen in sight.seen if seen.of.is_document}
    printed = {(noun, ident) for noun, ident, path in _printed(document.value) if path in in_sight}
    issuers = {("organisation", issuer) for issuer in document.value.issuers}
    texts_of = {*printed, *_cases(workspace, printed), *issuers}
    for seen in sight.seen:
        if seen.of.is_document or (seen.of.noun, seen.of.id) in texts_of:
            yield from _pointers(workspace, document, seen.of, seen.found, printed)


def _cases(workspace: Workspace, printed: set[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    for noun, ident in printed:
        group = workspace.find(noun, ident)
        if group and isinstance(group.value, CaseGroup):
            yield from (("case", one) for one in group.value.cases)


def _pointers(
    workspace: Workspace,
    document: Entry[Publication],
    of: Known,
    found: Found,
    printed: set[tuple[str, str]],
) -> Iterator[Problem]:
    if not isinstance(found.value, str) or not found.note(Markdown):
        return
    entry: Entry[Entity] = of.entry
    for one in mentions(found.value):
        points = one.noun in POINTED_TO and one.field is None
        if points and (one.noun, one.id) not in printed and workspace.find(one.noun, one.id):
            message = (
                f"The {one.noun} “{one.id}” is not printed in “{document.value.id}”, so that nobody finds it"
            )
            advice = (
                f"Add it to “{POINTED_TO[one.noun]}” of a section, or print a field of it, such as "
                f"“[[{one.noun}:{one.id}.{_told(workspace, one.noun, one.id)}]]”."
            )
            place = mention_place(workspace, entry, found.path, one)
            related = () if of.is_document else (of.led_by,)
            yield Problem("not-printed", message, advice, place, related=related)


def _told(workspace: Workspace, noun: str, ident: str) -> str:
    """Return the field that names an entity best."""
    entry = workspace.find(noun, ident)
    names = ("heading", "name", "caption", "reason", "text")
    return next(name for name in names if entry and getattr(entry.value, name, None))
