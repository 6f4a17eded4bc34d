"""The open letter: to one, to all, or one copy for each recipient."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from briefgen.model.values import Cleared, Date, Entity, Flag, Id, LanguageCode, Line, Model, Prose


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

    person: Id
    """Id of a person."""
    capacity: Line
    """The capacity in which the person signs, e.g. "for the Secretary General"."""
    organisation: Id | None = None
    """Id of the organisation; the issuer unless another one is named."""
    agreement: Agreement = Agreement.INVITED


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
    issuer: Id
    """Id of the organisation that writes."""
    round: Id | None = None
    """Id of the dialogue round that the letter concerns."""
    date: Date
    place: Line | None = None
    """Place of the date line."""
    reference: Line | None = None
    """The issuer's own reference."""
    recipients: list[Recipient] = Field(min_length=1)
    delivery: Delivery = Delivery.TOGETHER
    salutation: Line | None = None
    """Form of address of a letter to all."""
    body: Prose
    closing: Line
    signatories: list[Signatory] = Field(min_length=1)
    copies: list[Line] = []
    """Who receives a copy."""
    enclosures: list[Line] = []
    """What is enclosed."""
    sample: Flag = False
    """True for texts written from public facts that are not the issuer's: every page says so."""
