"""The open letter: to one, to all, or one copy for each recipient."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from briefgen.model.publications import Path_, Publication
from briefgen.model.values import FileId, Line, Model, OrganisationId, PersonId, Prose


class Delivery(StrEnum):
    """How many letters there are."""

    TOGETHER = "together"
    """One letter that names all recipients."""
    SEPARATELY = "separately"
    """One letter for each recipient, with that recipient's own salutation."""


class Agreement(StrEnum):
    """Where a signature stands."""

    INVITED = "invited"
    """Asked, not answered: drafts show the name, finals are blocked."""
    AGREED = "agreed"
    WITHDRAWN = "withdrawn"
    """Never printed again, in drafts neither."""


class Recipient(Model):
    """An addressee, in the words of the envelope: forms of address are stored, never computed."""

    id: FileId
    """Unique in the letter; part of the file name of a separate copy."""
    address: list[Line] = Field(min_length=1)
    """Address block, a line each, in the language of the letter."""
    salutation: Line | None = None
    """Form of address of a separate letter ("Dear Minister,")."""


class Signatory(Model):
    """A person who signs, in a capacity."""

    person: PersonId
    """Id of the person."""
    capacity: Line
    """The capacity in which the person signs, e.g. "for the Secretary General"."""
    organisation: OrganisationId | None = None
    """Id of the organisation; the issuer unless another one is named."""
    agreement: Agreement = Agreement.INVITED
    """Only `agreed` lets a final pass; `withdrawn` is never printed; nothing said means `invited`."""


class OpenLetter(Publication):
    """An open letter."""

    template = "open-letter/letter.html"
    name_in_template = "letter"

    subject: Line
    """The subject line, without "Re:"."""
    place: Line | None = None
    """Place of the date line."""
    reference: Line | None = None
    """The issuer's own reference."""
    recipients: list[Recipient] = Field(min_length=1)
    """To whom it goes, at least one."""
    delivery: Delivery = Delivery.TOGETHER
    """One letter to all together (as long as nothing else is said), or one to each separately."""
    salutation: Line | None = None
    """Form of address of a letter to all."""
    body: Prose
    """The letter itself, between salutation and closing."""
    closing: Line
    """The words before the signature, e.g. "Yours sincerely,"."""
    signatories: list[Signatory] = Field(min_length=1)
    """Who signs, in order, at least one."""
    copies: list[Line] = []
    """Who receives a copy."""
    enclosures: list[Line] = []
    """What is enclosed."""

    def separate_recipients(self) -> list[str | None]:
        """Return the recipients of separate letters."""
        return [None] if self.delivery is Delivery.TOGETHER else [one.id for one in self.recipients]

    def withdrawn(self) -> frozenset[Path_]:
        """Whoever withdrew never signs."""
        signatories = enumerate(self.signatories)
        withdrew = (number for number, one in signatories if one.agreement is Agreement.WITHDRAWN)
        return frozenset(("signatories", number) for number in withdrew)

    def left_out(self, recipient: str | None) -> frozenset[Path_]:
        """A separate letter names only its own recipient."""
        others = (number for number, one in enumerate(self.recipients) if one.id != recipient)
        separate = self.delivery is Delivery.SEPARATELY
        return self.withdrawn() | {("recipients", number) for number in others if separate}

    def needed(self) -> list[str]:
        """A letter to all needs its form of address too."""
        return [*super().needed(), *(["salutation"] if self.delivery is Delivery.TOGETHER else [])]
