"""What a chart says beside its cells: from whom a cell inherits, and what its kinds of empty cells mean."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from briefgen.model.profiles import Chart, Empty

if TYPE_CHECKING:
    from briefgen.composing.view import Group, Plain


def partner_of_inherited(group: Group) -> Plain:
    """Return the partner whose cell is inherited: a row says “Same as …” by that name."""
    profile = group.as_entered("same_as")
    return profile["partner"] if isinstance(profile, Mapping) else None


def legend(group: Group) -> Plain:
    """Return the kinds of empty cells that occur, each with all words in which the chart says so."""
    found: dict[str, list[Plain]] = {kind.value: [] for kind in Empty}
    for cell in _cells(group):
        kind = cell["empty"]
        if isinstance(kind, str):
            words = cell["printed"] or group.view.printing.language.wording(f"empty-{kind}")
            if words not in found[kind]:
                found[kind].append(words)
    return [{"kind": kind, "wordings": words} for kind, words in found.items() if words]


def _cells(group: Group) -> Iterator[Mapping[str, Plain]]:
    """Yield the cells that a chart prints, row by row."""
    chart, profiles = group.model, group["profiles"]
    assert isinstance(chart, Chart)
    assert isinstance(profiles, list)
    for profile in profiles:
        cells = profile["cells"] if isinstance(profile, Mapping) else None
        if isinstance(cells, Mapping):
            named = (cells.get(column) for column in chart.columns)
            yield from (cell for cell in named if isinstance(cell, Mapping))
