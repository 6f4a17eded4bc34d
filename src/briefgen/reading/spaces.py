"""White space as HTML treats it: runs become one space, none at the edges of blocks and lines.

Only space, tab and line ends count; no-break and other special spaces are text and stay.
"""

from __future__ import annotations

import re

from briefgen.reading.raw import Element, Piece

BLANK = " \t\n\r\f"
_RUN = re.compile(f"[{BLANK}]+")


def is_blank(text: str) -> bool:
    """Tell whether there is nothing but white space."""
    return not text.strip(BLANK)


class _Line:
    """What the inline content of one block has shown so far."""

    def __init__(self) -> None:
        self.spaced = True  # at the edge, a space would be doubled by nothing at all
        self.last: Piece | None = None

    def trim(self) -> None:
        if self.last is not None and self.spaced:
            self.last.text = self.last.text.removesuffix(" ")
        self.spaced, self.last = True, None

    def add(self, piece: Piece) -> None:
        text = _RUN.sub(" ", piece.text)
        piece.text = text.removeprefix(" ") if self.spaced else text
        if piece.text:
            self.spaced, self.last = piece.text.endswith(" "), piece


def _collapse(content: list[Element | Piece], line: _Line) -> None:
    for child in content:
        if isinstance(child, Piece):
            line.add(child)
        elif child.name == "br":
            line.trim()
        elif _is_span(child, "later"):
            collapse(child.content)  # printed in the place of what stands before it
        elif _is_span(child, "footnote"):
            collapse(child.content)
            line.spaced, line.last = False, None
        elif child.name == "a" and not child.content:
            line.spaced, line.last = False, None
        else:
            _collapse(child.content, line)


def _is_span(element: Element, name: str) -> bool:
    return (
        element.name == "span" and "class" in element.attributes and element.attributes["class"].text == name
    )


def collapse(content: list[Element | Piece]) -> None:
    """Normalise the white space of a block's inline content, in place."""
    line = _Line()
    _collapse(content, line)
    line.trim()
