"""Reads a finished plain text: it has lines and nothing else."""

from __future__ import annotations

from briefgen.readback.passages import Furniture, Passage


def read_text(data: bytes) -> tuple[Passage, ...]:
    """Return every line that holds text as a paragraph; its indent is white space and does not count."""
    return tuple(
        Passage("paragraph", line.strip(" ")) for line in data.decode("utf-8").split("\n") if line.strip()
    )


def furniture_text(data: bytes) -> Furniture:
    """Return the whole text as its one sheet; plain text has no title and no language."""
    return Furniture("", "", (data.decode("utf-8"),))
