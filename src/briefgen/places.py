"""Where a piece of text comes from. The lowest floor: everything else may name a place."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A position in a file that a person wrote.

    It travels from the loaded value, through the template, into the nodes of the Document,
    so that whatever goes wrong later can still name its line.
    """

    file: str
    """Path relative to the workspace root, with forward slashes; never an absolute path."""
    line: int
    """1 for the first line."""
    column: int
    """1 for the first character of the line; characters (code points), not bytes."""
    path: str = ""
    """Path of the value inside its file, e.g. `signatories[0].person`; empty for templates."""
    length: int = 1
    """Number of characters the caret line underlines, at least 1."""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"
