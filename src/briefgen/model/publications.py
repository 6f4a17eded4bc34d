"""What all documents have in common, whatever their kind."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar, Self

from pydantic import Field, model_validator

from briefgen.model.signing import Agreement, Signatory
from briefgen.model.values import (
    CaseGroupId,
    ChartId,
    Cleared,
    Date,
    DocumentId,
    Entity,
    EventId,
    FileId,
    FindingId,
    Flag,
    Id,
    LanguageCode,
    LocalLine,
    LocalProse,
    Model,
    OrganisationId,
    OutcomeId,
    RecommendationId,
    RoundId,
    SourceId,
    refuse,
)

Path_ = tuple[str | int, ...]
"""Steps from a document to a value: `("signatories", 0, "person")`."""


class RelationKind(StrEnum):
    """What one document is to another."""

    ANNOUNCES = "announces"
    CORRECTS = "corrects"
    FOLLOWS = "follows"
    """Comes after it in a series, e.g. on the next round."""
    REPLIES_TO = "replies-to"
    SUMMARISES = "summarises"


class Relation(Model):
    """What a document is to another one, of this workspace or published elsewhere."""

    kind: RelationKind
    """What it is to the other."""
    document: DocumentId | None = None
    """Id of a document of this workspace."""
    source: SourceId | None = None
    """Id of a source, for a document published elsewhere."""

    @model_validator(mode="after")
    def _one(self) -> Self:
        if bool(self.document) == bool(self.source):
            message = "A relation names either a document or a source"
            raise refuse("relation-undecided", message, "Write one of them.")
        return self


class Section(Model):
    """A part of a document: a heading, a text, and what is drawn from the data beneath it."""

    key: Id | None = None
    """Name by which texts refer to it: `[[heading:key]]`."""
    heading: LocalLine | None = None
    """Its heading."""
    text: LocalProse | None = None
    """What stands beneath the heading."""
    numbered: Flag = False
    """True where its findings are numbered."""
    findings: list[FindingId] = []
    """Ids of findings, each printed with its heading."""
    outcomes: list[OutcomeId] = []
    """Ids of claimed outcomes, each printed against its concerns."""
    recommendations: list[RecommendationId] = []
    """Ids of recommendations, printed as one numbered list."""
    event: EventId | None = None
    """Id of an event whose questions and agreements are printed."""
    cases: list[CaseGroupId] = []
    """Ids of groups of cases."""
    chart: ChartId | None = None
    """Id of a chart, printed on landscape pages."""
    closing: LocalProse | None = None
    """What stands after all this."""


class Publication(Entity):
    """A document that organisations issue: the base of every kind of document."""

    template: ClassVar[str]
    """The template that makes it, below `templates/`."""
    name_in_template: ClassVar[str]
    """What the template calls it, e.g. `letter`."""
    CITED: ClassVar[frozenset[str]] = frozenset({"id", "title", "issuers", "date"})
    """Fields of it that a document may print which has to do with it (`relations`)."""

    id: FileId
    """Stable id, unique among documents of the workspace; files are named after it."""
    audience: Cleared
    """For whom it is written; it can be built for no one else. No default: somebody decides."""
    language: LanguageCode
    """The language in which its texts are written, where they do not say theirs."""
    translations: list[LanguageCode] = []
    """Further languages in which it appears; all that it prints has a text in each of them."""
    title: LocalLine
    """Title in lists, window titles and the files' properties."""
    issuers: list[OrganisationId] = Field(min_length=1)
    """Ids of the organisations that issue it, in the order in which they are named, at least one."""
    partners: list[OrganisationId] = []
    """Ids of the organisations in partnership with which it is issued."""
    round: RoundId | None = None
    """Id of the dialogue round that it concerns."""
    date: Date
    """Date of the document."""
    relations: list[Relation] = []
    """What it is to other documents. Kept for the record."""
    signatories: list[Signatory] = []
    """Who signs, in order."""
    sample: Flag = False
    """True for texts written from public facts that are not the issuer's: every page says so."""

    @property
    def languages(self) -> tuple[str, ...]:
        """All languages in which it appears, its own first."""
        return tuple(dict.fromkeys((self.language, *self.translations)))

    def separate_recipients(self) -> list[str | None]:
        """Return the recipients who get a copy of their own; None stands for one document for all."""
        return [None]

    def withdrawn(self) -> frozenset[Path_]:
        """Return the paths of what is kept for the record and never printed: whoever withdrew never signs."""
        signatories = enumerate(self.signatories)
        withdrew = (number for number, one in signatories if one.agreement is Agreement.WITHDRAWN)
        return frozenset(("signatories", number) for number in withdrew)

    def left_out(self, recipient: str | None) -> frozenset[Path_]:
        """Return the paths of what a recipient's copy leaves out, whoever reads it."""
        return self.withdrawn()

    def needed(self) -> list[str]:
        """Return the fields without which the document cannot be printed."""
        return [name for name, field in type(self).model_fields.items() if field.is_required()]
