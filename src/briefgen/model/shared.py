"""Long-lived things, entered once and shared by all rounds: organisations, people, rounds of dialogues."""

from __future__ import annotations

from briefgen.audience import Audience
from briefgen.model.values import (
    Cleared,
    Date,
    EmailAddress,
    Entity,
    Line,
    Model,
    Names,
    PrintedWidth,
    WebAddress,
)


class Picture(Model):
    """A PNG or JPEG file of the workspace."""

    file: Line
    """Path relative to the workspace root."""
    alt: Line
    """What the picture says, for those who cannot see it."""
    width: PrintedWidth
    """Printed width in millimetres, no more than the text column (150)."""


class Organisation(Entity):
    """A body that issues, signs or receives documents."""

    name: Names
    """Its name by language."""
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


class Person(Entity):
    """A human being. Internal unless somebody decided otherwise, for this name and this purpose."""

    name: Line
    """Name as it is to be printed."""
    audience: Cleared = frozenset({Audience.INTERNAL})
    """Who may see this name: internal, unless somebody decides otherwise."""


class Round(Entity):
    """One round of a dialogue between governments."""

    dialogue: Names
    """Name of the dialogue by language."""
    dates: Date
    """The days on which it meets."""
    place: Names = {}
    """Where it meets, by language."""
