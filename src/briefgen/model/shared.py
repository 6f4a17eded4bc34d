"""Long-lived things, entered once and shared by all rounds: organisations, governments, people, terms."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Annotated, Self

from pydantic import AfterValidator, model_validator

from briefgen.audience import Audience
from briefgen.model.values import (
    AsItStands,
    Cleared,
    Date,
    EmailAddress,
    Entity,
    GovernmentId,
    LanguageCode,
    Line,
    LocalLine,
    LocalProse,
    Model,
    Names,
    OrganisationId,
    PersonId,
    PrintedWidth,
    WebAddress,
    refuse,
)
from briefgen.problems import quote


class Picture(Model):
    """A PNG or JPEG file of the workspace."""

    file: Line
    """Path relative to the workspace root."""
    alt: LocalLine
    """What the picture says, for those who cannot see it."""
    width: PrintedWidth
    """Printed width in millimetres, no more than the text column (150)."""


class Organisation(Entity):
    """A body that issues, signs or receives documents."""

    name: Names
    """Its name by language."""
    acronym: Names = {}
    """Short name by language, printed after the first mention, e.g. "HRIC"."""
    address: list[Line] = []
    """Postal address, a line each, as it is to be printed."""
    phone: Line | None = None
    """Telephone number, printed as it is written."""
    email: EmailAddress | None = None
    """Address for letters of reply."""
    web: WebAddress | None = None
    """Absolute http(s) address of its site."""
    logo: Picture | None = None
    """Picture in the letterhead."""
    about: LocalProse | None = None
    """A few lines on what it is, printed at the end of press releases (boilerplate)."""


def _territory(value: str) -> str:
    if not re.fullmatch(r"[A-Z]{2}", value):
        message = f"{quote(value)} is not a country code"
        raise refuse(
            "bad-country-code", message, "Use two capital letters of ISO 3166-1, e.g. NO for Norway."
        )
    return value


CountryCode = Annotated[str, AfterValidator(_territory)]
"""ISO 3166-1 alpha-2, e.g. `NO`; `EU` and `UN` are reserved there for the bodies."""


class Membership(Model):
    """A state that belongs to a bloc."""

    government: GovernmentId
    """Id of the state."""
    since: Date | None = None
    """When it joined."""
    until: Date | None = None
    """When it left."""


class Government(Entity):
    """A state, or a bloc of states, that leads dialogues."""

    code: CountryCode | None = None
    """Country code, from which CLDR gives the name in languages that are not entered."""
    name: Names = {}
    """Name by language; wins over that of CLDR."""
    short: Names = {}
    """Short name by language, printed after the first mention and in charts, e.g. "EU"."""
    members: list[Membership] = []
    """The states of a bloc. Kept for the record."""
    web: WebAddress | None = None
    """Absolute http(s) address of its foreign ministry. Kept for the record."""

    @model_validator(mode="after")
    def _named(self) -> Self:
        if not self.code and not self.name:
            raise refuse(
                "nameless-government",
                f"“{self.id}” has neither a name nor a country code",
                "Add a line “name: {en: …}”, or “code: …” with its country code.",
            )
        return self


class NameOrder(StrEnum):
    """Which part of a name comes first."""

    GIVEN_FIRST = "given-first"
    FAMILY_FIRST = "family-first"


class Gender(StrEnum):
    """Grammatical gender in which a person is spoken of."""

    FEMININE = "f"
    MASCULINE = "m"
    OTHER = "x"
    UNKNOWN = "unknown"


class PersonRole(Model):
    """What a person is somewhere, for a time."""

    capacity: LocalLine
    """Office or function, e.g. "Executive Director"."""
    organisation: OrganisationId | None = None
    """Id of the organisation."""
    government: GovernmentId | None = None
    """Id of the government."""
    since: Date | None = None
    """From when."""
    until: Date | None = None
    """Until when."""


class Person(Entity):
    """A human being. Internal unless somebody decided otherwise, for this name and this purpose."""

    name: Line
    """Name in Latin script as it is to be printed."""
    scripts: Annotated[Names, AsItStands()] = {}
    """Name in other scripts by language, e.g. `{zh-Hans: …}`; the first is the original.

    Printed behind the name at its first mention in a document of another script, and instead of it in
    documents of that language.
    """
    family_name: Line | None = None
    """The part of the name by which it is sorted; as it stands in `name`."""
    order: NameOrder = NameOrder.GIVEN_FIRST
    """Whether the family name comes first, as in Chinese, Tibetan aside. Kept for the record."""
    gender: Gender = Gender.UNKNOWN
    """Grammatical gender; unknown asks for neutral wording. Kept for the record."""
    roles: list[PersonRole] = []
    """What this person is or was, and when. Kept for the record."""
    audience: Cleared = frozenset({Audience.INTERNAL})
    """Who may see this name: internal, unless somebody decides otherwise."""

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        first, family = self.order is NameOrder.FAMILY_FIRST, self.family_name
        if family and not (self.name.startswith(family) if first else family in self.name):
            where = "at the beginning of" if first else "in"
            message = f"The family name {quote(family)} does not stand {where} the name"
            raise refuse("family-name-apart", message, "Write both alike, or mend “order”.")
        return self


class Contact(Entity):
    """Whom the press may call: printed in a block of contacts."""

    person: PersonId
    """Id of the person."""
    capacity: LocalLine | None = None
    """Function, e.g. "Researcher"."""
    organisation: OrganisationId | None = None
    """Id of the organisation."""
    languages: list[LanguageCode] = []
    """Languages spoken, as codes: `en`, `cmn` for Mandarin; printed by their names."""
    phones: list[Line] = []
    """Telephone numbers, printed as they are written."""
    email: EmailAddress | None = None
    """Email address."""
    hours: LocalLine | None = None
    """When calls are answered, with the time zone."""


class Term(Entity):
    """A term with one agreed wording in every language: a treaty, a body, a legal notion."""

    name: Names
    """The term by language."""
    short: Names = {}
    """Short form by language, printed after the first mention, e.g. "ICCPR"."""
    symbol: Line | None = None
    """UN document or treaty symbol. Kept for the record."""
    definition: LocalLine | None = None
    """What it means. Kept for the record."""
    valid_until: Date | None = None
    """When it ceased to be the right term, e.g. because the body ended. Kept for the record."""
