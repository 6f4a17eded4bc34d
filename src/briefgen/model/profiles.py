"""The comparison chart: what each dialogue partner does, column by column.

A chart names its columns and its rows; each row is the profile of one partner with a cell for every
column. An empty cell says why it is empty; a cell may be the same as another partner's, with more added.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Annotated, ClassVar, Self

from pydantic import BeforeValidator, Field, model_validator

from briefgen.model.values import (
    BenchmarkId,
    Date,
    DialogueId,
    Entity,
    GovernmentId,
    Id,
    Line,
    LocalLine,
    Model,
    ProfileId,
    ShortFor,
    SourceId,
    WebAddress,
    refuse,
)
from briefgen.problems import quote


class Empty(StrEnum):
    """Why a cell holds nothing."""

    NONE = "none"
    """There is none, as far as the source tells."""
    UNPUBLISHED = "unpublished"
    """There may be one, but none was published or stated."""
    UNKNOWN = "unknown"
    """It was looked for, and could not be found out."""
    NOT_RESEARCHED = "not-researched"
    """Nobody has looked."""


FILLING = ("text", "items", "benchmarks", "same_as", "web")
"""Fields of a cell of which at least one is there unless it is empty."""


class ChartCell(Model):
    """A cell: a text, a list, both, or a reason why it is empty. A plain text is one line."""

    text: LocalLine | None = None
    """What stands in the cell."""
    items: list[LocalLine] = []
    """What stands in the cell as a list; with `same_as`, what is added."""
    benchmarks: list[BenchmarkId] = []
    """Ids of benchmarks, whose indicators stand in the cell as a list, before the items."""
    same_as: ProfileId | None = None
    """Id of the profile whose cell of this column is inherited."""
    empty: Empty | None = None
    """Why there is nothing."""
    printed: LocalLine | None = None
    """Words to print for an empty cell instead of the usual ones."""
    web: WebAddress | None = None
    """Web address at which this can be read."""
    locator: Line | None = None
    """Page there, e.g. "p. 31"."""
    updated: Date | None = None
    """When that page was last updated."""
    sources: list[SourceId] = []
    """Ids of the sources, printed as notes beneath the chart."""

    @model_validator(mode="after")
    def _one_of(self) -> Self:
        filled = any(getattr(self, name) for name in FILLING)
        if filled == bool(self.empty):
            message = "This cell holds both something and nothing" if filled else "This cell says nothing"
            advice = (
                f"Write either what stands in it ({', '.join(FILLING)}) or why it is empty: “empty: none”, "
                "“unpublished”, “unknown” or “not-researched”."
            )
            raise refuse("cell-undecided", message, advice)
        if self.printed and not self.empty:
            advice = "Write it as “text”, or say with “empty” why there is nothing."
            raise refuse("printed-without-empty", "“printed” is for empty cells only", advice)
        return self


Cell = Annotated[ChartCell, ShortFor(("text",), "a text or fields")]
"""A cell, or its text alone."""


class Profile(Entity):
    """What is known of one dialogue partner, for one chart."""

    partner: GovernmentId
    """Id of the government."""
    dialogue: DialogueId | None = None
    """Id of the dialogue; its history and frequency stand beside the partner's name."""
    as_of: Date | None = None
    """The date for which the cells hold. Kept for the record."""
    cells: dict[Id, Cell]
    """The cells, by the id of the column."""


def _share(value: object) -> object:
    if not (isinstance(value, str) and re.fullmatch(r"[1-9]|1[0-9]|20", value)):
        found = quote(value) if isinstance(value, str) and value else "This"
        message = f"{found} is not the width of a column"
        raise refuse(
            "bad-share", message, "Write a whole number from 1 to 20; twice as much is twice as wide."
        )
    return int(value)


Share = Annotated[int, BeforeValidator(_share)]
"""Width of a column against its neighbours, 1 to 20."""


class Column(Model):
    """A column of a chart."""

    id: Id
    """Unique in the chart; profiles name their cells by it."""
    heading: LocalLine
    """What stands at its head."""
    width: Share = 4
    """Relative width in its panel."""


class Panel(Model):
    """Columns that are printed side by side; every panel repeats the partners."""

    caption: LocalLine
    """Caption of the panel."""
    columns: list[Column] = Field(min_length=1)
    """Its columns, in order."""
    partner_width: Share = 3
    """Relative width of the column with the partners."""


class Chart(Entity):
    """A chart of dialogue partners, printed in landscape panels."""

    ABOUT: ClassVar[tuple[str, ...]] = ("profiles",)

    caption: LocalLine
    """What the whole chart shows."""
    partner_heading: LocalLine
    """Head of the first column."""
    profiles: list[ProfileId] = Field(min_length=1)
    """Ids of the profiles, one for each row, in order."""
    panels: list[Panel] = Field(min_length=1)
    """The panels, one after the other."""
    as_of: Date | None = None
    """The date for which it holds."""
    sources: list[SourceId] = []
    """Ids of the sources of the whole chart."""

    @property
    def columns(self) -> dict[str, Column]:
        """All columns of all panels, by id."""
        return {column.id: column for panel in self.panels for column in panel.columns}
