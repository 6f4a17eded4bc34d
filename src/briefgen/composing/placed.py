"""Text that remembers where it stands, for as long as nothing changes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.places import Place

if TYPE_CHECKING:
    from typing import Self


class Placed(str):
    """A plain `str` to templates; its place stands behind an underscore, where the sandbox refuses it."""

    __slots__ = ("_literal", "_place")
    _place: Place
    _literal: bool

    def __new__(cls, text: str, place: Place, literal: bool = False) -> Self:
        """Return the text with its place; `literal` where it stands in the file line for line."""
        placed = super().__new__(cls, text)
        placed._place = place
        placed._literal = literal
        return placed


def place_of(value: object) -> Place | None:
    """Return the place of a value, None for one that never had one or lost it."""
    return value._place if isinstance(value, Placed) else None


def is_literal(value: object) -> bool:
    """Tell whether each line of the value is a line of its file."""
    return isinstance(value, Placed) and value._literal
