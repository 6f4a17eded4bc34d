"""Where facts come from: sources, first and second hand, and the exact words of others."""

from __future__ import annotations

from enum import StrEnum
from typing import Self

from pydantic import model_validator

from briefgen.model.values import (
    Date,
    Entity,
    GovernmentId,
    LanguageCode,
    Line,
    LocalLine,
    OrganisationId,
    PersonId,
    SourceId,
    Title,
    WebAddress,
    refuse,
)


class SourceType(StrEnum):
    """What a source is, in the words of CSL 1.0.2, appendix III, where it has one."""

    ARTICLE = "article-newspaper"
    BOOK = "book"
    INTERVIEW = "interview"
    LEGAL = "treaty"
    LETTER = "personal_communication"
    PRESS_RELEASE = "press-release"
    REPORT = "report"
    SPEECH = "speech"
    UN_DOCUMENT = "un-document"
    WEB_PAGE = "webpage"


class Source(Entity):
    """A document, page or talk from which a fact comes.

    Its title is printed as it stands in the source, with a translation beside it where there is one:
    `language` is the language of the original.
    """

    type: SourceType
    """What it is."""
    authors: list[Line] = []
    """Who wrote it, names as they are to be printed."""
    organisations: list[OrganisationId] = []
    """Ids of the organisations that issued it."""
    title: Title | None = None
    """Title in the original language and, where there are any, translations of it."""
    description: LocalLine | None = None
    """What it is, in our words, where it has no title: "editorial"; printed without quotation marks."""
    container: Title | None = None
    """The newspaper, journal or site in which it appeared."""
    publisher: Title | None = None
    """Who published it, where that is none of the organisations."""
    symbol: Line | None = None
    """UN document symbol, e.g. CCPR/C/108/2; printed as it stands."""
    issued: Date | None = None
    """When it appeared."""
    updated: Date | None = None
    """When a web page says that it was last updated."""
    accessed: Date | None = None
    """When a web page was read."""
    url: WebAddress | None = None
    """Web address."""
    archived: WebAddress | None = None
    """Web address of an archived copy."""
    locator: Line | None = None
    """Page or paragraph that is meant wherever it is cited, e.g. "p. 31"."""
    via: SourceId | None = None
    """Id of the source through which it is known, for second-hand evidence ("quoted by Reuters")."""
    note: LocalLine | None = None
    """What readers need to know of it."""

    @model_validator(mode="after")
    def _called(self) -> Self:
        if bool(self.title) == bool(self.description):
            message = "A source has either a title or, where it has none, a description"
            raise refuse("source-undecided", message, "Write “title: …” or “description: …”, one of them.")
        return self


class Statement(Entity):
    """Words that somebody said or wrote, exactly as the source has them; `language` is theirs."""

    language: LanguageCode
    """Language of the words."""
    words: Line
    """The exact words, without quotation marks; never changed, never translated in place."""
    speaker: PersonId | None = None
    """Id of the person who said it. Kept for the record."""
    organisation: OrganisationId | None = None
    """Id of the organisation that said it. Kept for the record."""
    government: GovernmentId | None = None
    """Id of the government or body that said it. Kept for the record."""
    capacity: LocalLine | None = None
    """In what capacity, e.g. "Foreign Secretary". Kept for the record."""
    date: Date | None = None
    """When. Kept for the record."""
    occasion: LocalLine | None = None
    """Where and at what occasion. Kept for the record."""
    source: SourceId | None = None
    """Id of the source of the words. Kept for the record."""
    locator: Line | None = None
    """Page or paragraph in the source. Kept for the record."""

    @model_validator(mode="after")
    def _said_by_somebody(self) -> Self:
        who = (self.speaker, self.organisation, self.government, self.capacity, self.source)
        if not any(who):
            message = f"Nothing says whose words “{self.id}” are"
            advice = (
                "Add “speaker”, “organisation”, “government” or “source” with an id, or “capacity” in words."
            )
            raise refuse("said-by-nobody", message, advice)
        return self
