"""Who may see what.

The four audiences are not a ladder: what is shared in confidence among partner organisations is
not for governments, and what is handed to governments is not for partners unless it says so.
Public text is for everybody, internal staff see everything, and each of the two groups between
sees the public text and its own.
"""

from __future__ import annotations

from enum import StrEnum


class Audience(StrEnum):
    """Those for whom a document is made."""

    PUBLIC = "public"
    PARTNERS = "partners"
    GOVERNMENTS = "governments"
    INTERNAL = "internal"


Classification = frozenset[Audience]
"""The audiences for whom a piece of data is cleared; never empty."""

PUBLIC: Classification = frozenset({Audience.PUBLIC})
INTERNAL: Classification = frozenset({Audience.INTERNAL})


def may_see(audience: Audience, classification: Classification) -> bool:
    """Tell whether a document for this audience may hold what is classified so."""
    return audience is Audience.INTERNAL or Audience.PUBLIC in classification or audience in classification
