"""Who signs a document."""

from __future__ import annotations

from enum import StrEnum

from briefgen.model.values import LocalLine, Model, OrganisationId, PersonId


class Agreement(StrEnum):
    """Where a signature stands."""

    INVITED = "invited"
    """Asked, not answered: drafts show the name, finals are blocked."""
    AGREED = "agreed"
    WITHDRAWN = "withdrawn"
    """Never printed again, in drafts neither."""


class Signatory(Model):
    """A person who signs, in a capacity."""

    person: PersonId
    """Id of the person."""
    capacity: LocalLine
    """The capacity in which the person signs, e.g. "for the Secretary General"."""
    organisation: OrganisationId | None = None
    """Id of the organisation; the issuer where there is only one and no other is named."""
    agreement: Agreement = Agreement.INVITED
    """Only `agreed` lets a final pass; `withdrawn` is never printed; nothing said means `invited`."""
