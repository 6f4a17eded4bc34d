"""The open letter: to one, to all, or one copy for each recipient."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from briefgen.model.values import (
    Cleared,
    Date,
    Entity,
    Flag,
    Id,
    LanguageCode,
    Line,
    Model,
    OrganisationId,
    PersonId,
    Prose,
    RoundId,
)


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

    id: Id
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


class OpenLetter(Entity):
    """An open letter."""

    audience: Cleared
    """For whom the letter is written; it can be built for no one else. No default: somebody decides."""
    language: LanguageCode
    """The language in which its texts are written."""
    title: Line
    """Title in lists, window titles and the files' properties."""
    subject: Line
    """The subject line, without "Re:"."""
    issuer: OrganisationId
    """Id of the organisation that writes."""
    round: RoundId | None = None
    """Id of the dialogue round that the letter concerns."""
    date: Date
    """Date of the letter."""
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
    sample: Flag = False
    """True for texts written from public facts that are not the issuer's: every page says so."""

    def left_out(self, recipient: str | None) -> frozenset[tuple[str | int, ...]]:
        """Return the paths of what a copy leaves out, whoever reads it.

        Whoever withdrew never signs; a separate copy names only its own recipient.
        """
        withdrawn = {
            ("signatories", number)
            for number, one in enumerate(self.signatories)
            if one.agreement is Agreement.WITHDRAWN
        }
        others = {
            ("recipients", number)
            for number, one in enumerate(self.recipients)
            if self.delivery is Delivery.SEPARATELY and one.id != recipient
        }
        return frozenset(withdrawn | others)
