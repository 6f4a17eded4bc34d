"""Charts: every partner once, and a cell for every column."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from briefgen.loading.workspace import Entry, Workspace
from briefgen.model.profiles import Chart, Profile
from briefgen.places import Place
from briefgen.problems import Problem, did_you_mean

_EMPTY = (
    "“{empty: none}” where there is none, “{empty: unpublished}” where none was published, "
    "“{empty: unknown}” where it could not be found out, “{empty: not-researched}” where nobody has looked"
)


def check_charts(workspace: Workspace) -> Iterator[Problem]:
    """Yield what is wrong with the charts of a workspace and the profiles that they show."""
    charts = cast("dict[str, Entry[Chart]]", workspace.entries["chart"])
    for chart in charts.values():
        yield from _columns(chart)
        yield from _rows(workspace, chart)
        for profile in _profiles(workspace, chart):
            yield from _missing_cells(chart, profile)
    unread = "chart" in workspace.unread or any(noun == "chart" for noun, _ in workspace.left_out)
    for profile in cast("dict[str, Entry[Profile]]", workspace.entries["profile"]).values():
        shown_in = [chart for chart in charts.values() if profile.value.id in chart.value.profiles]
        if shown_in and not unread:
            yield from _unknown_columns(shown_in, profile)
        yield from _inherited_cells(workspace, profile)


def _profiles(workspace: Workspace, chart: Entry[Chart]) -> Iterator[Entry[Profile]]:
    for ident in dict.fromkeys(chart.value.profiles):
        if found := workspace.find("profile", ident):
            yield cast("Entry[Profile]", found)


def _columns(chart: Entry[Chart]) -> Iterator[Problem]:
    seen: dict[str, Place] = {}
    for number, panel in enumerate(chart.value.panels):
        for column, one in enumerate(panel.columns):
            place = chart.place("panels", number, "columns", column, "id")
            if one.id in seen:
                message = f"The id “{one.id}” belongs to two columns"
                advice = "Give one of them another id."
                yield Problem("duplicate-id", message, advice, place, related=(seen[one.id],))
            seen.setdefault(one.id, place)


def _rows(workspace: Workspace, chart: Entry[Chart]) -> Iterator[Problem]:
    seen: dict[str, Place] = {}
    for number, ident in enumerate(chart.value.profiles):
        profile = workspace.find("profile", ident)
        if not profile:
            continue
        assert isinstance(profile.value, Profile)
        partner, place = profile.value.partner, chart.place("profiles", number)
        if partner in seen:
            message = f"“{partner}” has two rows in this chart"
            advice = "Leave one of them out."
            yield Problem("two-rows", message, advice, place, related=(seen[partner],))
        seen.setdefault(partner, place)


def _missing_cells(chart: Entry[Chart], profile: Entry[Profile]) -> Iterator[Problem]:
    missing = [column for column in chart.value.columns if column not in profile.value.cells]
    if missing:
        columns = " and ".join(f"“{column}”" for column in missing)
        message = (
            f"The profile “{profile.value.id}” has no cell for {columns} of the chart “{chart.value.id}”"
        )
        advice = (
            f"Add a line “{missing[0]}: …” to its cells. If there is nothing to enter, say why: {_EMPTY}."
        )
        place = profile.keys.get(("cells",), profile.place("cells"))
        yield Problem("missing-cell", message, advice, place, related=(chart.place("panels"),))


def _unknown_columns(charts: list[Entry[Chart]], profile: Entry[Profile]) -> Iterator[Problem]:
    known = [column for chart in charts for column in chart.value.columns]
    for column in profile.value.cells:
        if column not in known:
            where = " and ".join(f"“{chart.value.id}”" for chart in charts)
            message = f"The chart {where} has no column “{column}”"
            advice = f"{did_you_mean(column, known)} Columns are: {', '.join(known)}.".strip()
            place = profile.keys.get(("cells", column), profile.place("cells", column))
            yield Problem("unknown-column", message, advice, place)


def _inherited_cells(workspace: Workspace, profile: Entry[Profile]) -> Iterator[Problem]:
    for column, cell in profile.value.cells.items():
        other = workspace.find("profile", cell.same_as) if cell.same_as else None
        if other is None:
            continue
        assert isinstance(other.value, Profile)
        place = profile.place("cells", column, "same_as")
        if column not in other.value.cells:
            message = f"The profile “{other.value.id}” has no cell “{column}” that could be inherited"
            advice = "Add it there, or write here what stands in the cell."
            yield Problem("nothing-to-inherit", message, advice, place, related=(other.place("cells"),))
        elif circle := _circle(workspace, profile.value.id, column):
            message = f"These cells are the same as each other, in a circle: {' → '.join(circle)}"
            yield Problem("circle", message, "Write in one of them what stands there.", place)


def _circle(workspace: Workspace, start: str, column: str) -> list[str]:
    """Return the profiles by which a cell leads back to itself; none where it does not."""
    way = [start]
    while True:
        profile = workspace.find("profile", way[-1])
        cell = profile.value.cells.get(column) if profile and isinstance(profile.value, Profile) else None
        if cell is None or cell.same_as is None:
            return []
        way.append(cell.same_as)
        if cell.same_as in way[:-1]:
            return way if cell.same_as == start else []
