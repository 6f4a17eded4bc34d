"""What all documents have in common, whatever their kind."""

from __future__ import annotations

from typing import ClassVar

from briefgen.model.values import (
    Cleared,
    Date,
    Entity,
    FileId,
    Flag,
    LanguageCode,
    Line,
    OrganisationId,
    RoundId,
)

Path_ = tuple[str | int, ...]
"""Steps from a document to a value: `("signatories", 0, "person")`."""


class Publication(Entity):
    """A document that an organisation issues: the base of every kind of document."""

    template: ClassVar[str]
    """The template that makes it, below `templates/`."""
    name_in_template: ClassVar[str]
    """What the template calls it, e.g. `letter`."""

    id: FileId
    """Stable id, unique among documents of the workspace; files are named after it."""
    audience: Cleared
    """For whom it is written; it can be built for no one else. No default: somebody decides."""
    language: LanguageCode
    """The language in which its texts are written."""
    title: Line
    """Title in lists, window titles and the files' properties."""
    issuer: OrganisationId
    """Id of the organisation that issues it."""
    round: RoundId | None = None
    """Id of the dialogue round that it concerns."""
    date: Date
    """Date of the document."""
    sample: Flag = False
    """True for texts written from public facts that are not the issuer's: every page says so."""

    def separate_recipients(self) -> list[str | None]:
        """Return the recipients who get a copy of their own; None stands for one document for all."""
        return [None]

    def withdrawn(self) -> frozenset[Path_]:
        """Return the paths of what is kept for the record and never printed."""
        return frozenset()

    def left_out(self, recipient: str | None) -> frozenset[Path_]:
        """Return the paths of what a recipient's copy leaves out, whoever reads it."""
        return self.withdrawn()

    def needed(self) -> list[str]:
        """Return the fields without which the document cannot be printed."""
        return [name for name, field in type(self).model_fields.items() if field.is_required()]
