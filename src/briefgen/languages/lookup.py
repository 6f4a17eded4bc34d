"""Which languages stand in for one another."""

from __future__ import annotations


def lookup_order(code: str) -> tuple[str, ...]:
    """Return the code and its parents, nearest first (`de-CH`, `de`): the lookup of RFC 4647, 3.4.

    Chinese stops at its script: who has only simplified characters has no traditional text.
    """
    parts = code.split("-")
    return tuple("-".join(parts[:count]) for count in range(len(parts), 0, -1))
