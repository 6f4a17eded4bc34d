"""What a document says of itself on every page and in the files' properties."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import assert_never

from briefgen.audience import Audience
from briefgen.composing.view import Group, Plain
from briefgen.document import Block, Direction, Document, Mark, MarkKind
from briefgen.jobs import Edition, Job
from briefgen.languages import Language, Wording
from briefgen.model.publications import Publication
from briefgen.model.values import Dated


@dataclass(frozen=True, slots=True)
class Head:
    """Everything of a Document but its blocks; the fields are the Document's."""

    kind: str
    title: str
    language: str
    direction: Direction
    issuer: str
    date: str | None
    running_head: str
    page_label: str
    marks: tuple[Mark, ...]

    def document(self, blocks: tuple[Block, ...]) -> Document:
        """Return the document that has this head."""
        return Document(
            self.kind, self.title, self.language, self.direction, self.issuer, self.date,
            self.running_head, self.page_label, self.marks, blocks,
        )  # fmt: skip


def head(publication: Publication, view: Group, job: Job, language: Language) -> Head:
    """Return the head of a document from what its audience may see."""
    title, issuer = _text(view["title"]), _issuer(view["issuers"], language)
    return Head(
        kind=publication.template.partition("/")[0],
        title=title,
        language=language.code,
        direction=language.direction,
        issuer=issuer,
        date=iso_date(publication.date) if view["date"] is not None else None,
        running_head=_running_head(view, title, language),
        page_label=language.pattern(Wording.PAGE_LABEL),
        marks=marks(publication, job, language),
    )


def _text(value: Plain) -> str:
    return str(value) if value is not None else ""


def _issuer(issuers: Plain, language: Language, *, briefly: bool = False) -> str:
    """Return the names of all issuers, in their order; `briefly` their short names where they have some."""
    assert isinstance(issuers, list)
    names = (
        _text((_field(issuer, "acronym") if briefly else None) or _field(issuer, "name"))
        for issuer in issuers
    )
    return language.listed([name for name in names if name])


def _field(group: Plain, name: str) -> Plain:
    return group[name] if isinstance(group, Mapping) else None


def _running_head(view: Group, title: str, language: Language) -> str:
    """Return what stands at the head of every page but the first: one line, if names allow."""
    issuers = view["issuers"]
    issuer = _issuer(issuers, language, briefly=isinstance(issuers, list) and len(issuers) > 1)
    dialogue, dates = _field(_field(view["round"], "dialogue"), "name"), _field(view["round"], "dates")
    subject = title
    if dialogue is not None and dates is not None:
        subject = language.wording(Wording.ROUND, dialogue=str(dialogue), dates=str(dates))
    return language.wording(Wording.RUNNING_HEAD, issuer=issuer, subject=subject) if issuer else subject


def iso_date(dated: Dated) -> str | None:
    """Return the start of a date as ISO 8601, without signs of doubt; None where it has no start."""
    start = dated.edtf.partition("/")[0].rstrip("~?%")
    return start if start[:4].isdigit() else None


def marks(publication: Publication, job: Job, language: Language) -> tuple[Mark, ...]:
    """Return what every page must say: draft, for whom, sample."""
    found = []
    if job.edition is Edition.DRAFT:
        found.append(Mark(MarkKind.DRAFT, language.wording(Wording.MARK_DRAFT)))
    if (key := _audience_mark(job.audience)) is not None:
        found.append(Mark(MarkKind.AUDIENCE, language.wording(key)))
    if publication.sample:
        found.append(Mark(MarkKind.SAMPLE, language.wording(Wording.MARK_SAMPLE)))
    return tuple(found)


def _audience_mark(audience: Audience) -> Wording | None:
    match audience:
        case Audience.PUBLIC:
            return None
        case Audience.PARTNERS:
            return Wording.MARK_PARTNERS
        case Audience.GOVERNMENTS:
            return Wording.MARK_GOVERNMENTS
        case Audience.INTERNAL:
            return Wording.MARK_INTERNAL
        case _:
            assert_never(audience)
