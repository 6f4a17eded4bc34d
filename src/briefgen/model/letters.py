"""The open letter: to one, to all, or one copy for each recipient."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from briefgen.model.publications import Path_, Publication
from briefgen.model.signing import Signatory
from briefgen.model.values import FileId, Line, LocalLine, LocalProse, Model


class Delivery(StrEnum):
    """How many letters there are."""

    TOGETHER = "together"
    """One letter that names all recipients."""
    SEPARATELY = "separately"
    """One letter for each recipient, with that recipient's own salutation."""


class Recipient(Model):
    """An addressee, in the words of the envelope: forms of address are stored, never computed."""

    id: FileId
    """Unique in the letter; part of the file name of a separate copy."""
    address: list[LocalLine] = Field(min_length=1)
    """Address block, a line each."""
    salutation: LocalLine | None = None
    """Form of address of a separate letter ("Dear Minister,")."""


class OpenLetter(Publication):
    """An open letter."""

    template = "open-letter/letter.html"
    name_in_template = "letter"

    subject: LocalLine
    """The subject line, without "Re:"."""
    place: LocalLine | None = None
    """Place of the date line."""
    reference: Line | None = None
    """The issuer's own reference."""
    recipients: list[Recipient] = Field(min_length=1)
    """To whom it goes, at least one."""
    delivery: Delivery = Delivery.TOGETHER
    """One letter to all together (as long as nothing else is said), or one to each separately."""
    salutation: LocalLine | None = None
    """Form of address of a letter to all."""
    body: LocalProse
    """The letter itself, between salutation and closing."""
    closing: LocalLine
    """The words before the signature, e.g. "Yours sincerely,"."""
    signatories: list[Signatory] = Field(min_length=1)
    """Who signs, in order, at least one."""
    copies: list[LocalLine] = []
    """Who receives a copy."""
    enclosures: list[LocalLine] = []
    """What is enclosed."""

    def separate_recipients(self) -> list[str | None]:
        """Return the recipients of separate letters."""
        return [None] if self.delivery is Delivery.TOGETHER else [one.id for one in self.recipients]

    def left_out(self, recipient: str | None) -> frozenset[Path_]:
        """A separate letter names only its own recipient."""
        others = (number for number, one in enumerate(self.recipients) if one.id != recipient)
        separate = self.delivery is Delivery.SEPARATELY
        return self.withdrawn() | {("recipients", number) for number in others if separate}

    def needed(self) -> list[str]:
        """A letter to all needs its form of address too."""
        return [*super().needed(), *(["salutation"] if self.delivery is Delivery.TOGETHER else [])]
