"""What every writer hands back: the bytes of one file and what had to be said about it."""

from __future__ import annotations

from dataclasses import dataclass, field

from briefgen.problems import Problem


@dataclass(frozen=True, slots=True)
class Written:
    """One finished file in memory; publishing puts it on the disk."""

    data: bytes = field(repr=False)
    """The whole file. The same document, theme, fonts and library versions give the same bytes."""
    problems: tuple[Problem, ...] = ()
    """What the format shows more simply than its siblings (`Weight.SIMPLIFICATION`), and what it
    cannot show at all, such as a character without a glyph (`Weight.ERROR`)."""
    pages: int | None = None
    """Number of pages; None for formats that only their reader breaks into pages."""
