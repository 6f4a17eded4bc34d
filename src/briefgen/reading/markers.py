"""Marks that carry places through a template: composing writes them, reading takes them out.

They are noncharacters (Unicode 16, 23.7), which no text of anybody's may hold, so that no value
can forge one; their digits are noncharacters too, so that no filter turns them into others.

    value:     START index MIDDLE text END    this text is the value of that place
    template:  TAG index CLOSE                the tag that follows stands at that place
"""

from __future__ import annotations

import re

from briefgen.places import Place

START, MIDDLE, END = "\ufdd0", "\ufdd1", "\ufdd2"
TAG, CLOSE = "\ufdd3", "\ufdd4"
_ZERO = 0xFDE0

ANY = re.compile("[\ufdd0-\ufdef]")
_DIGITS = "([\ufde0-\ufde9]{1,9})"
TOKEN = re.compile(f"{START}{_DIGITS}{MIDDLE}|{END}|{TAG}{_DIGITS}{CLOSE}")
"""A whole marker; group 1 is a value's index, group 2 a tag's, neither the end of a value."""


class Origins:
    """The places that markers point to, each once."""

    def __init__(self) -> None:
        self.places: list[Place] = []
        self._index: dict[Place, int] = {}

    def index(self, place: Place) -> str:
        """Return the digits that stand for a place in a marker."""
        if place not in self._index:
            self._index[place] = len(self.places)
            self.places.append(place)
        return "".join(chr(_ZERO + int(digit)) for digit in str(self._index[place]))

    def value(self, text: str, place: Place) -> str:
        """Return the text between markers that say where it comes from."""
        return f"{START}{self.index(place)}{MIDDLE}{text}{END}"

    def tag(self, place: Place) -> str:
        """Return the marker to put before a tag that stands at this place."""
        return f"{TAG}{self.index(place)}{CLOSE}"


def number(digits: str) -> int:
    """Return the index that a marker's digits write."""
    return int("".join(str(ord(digit) - _ZERO) for digit in digits))


def without(text: str) -> str:
    """Return the text without markers, whole or torn."""
    return ANY.sub("", TOKEN.sub("", text))
