"""Charts: every partner once, a cell for every column."""

from __future__ import annotations

import pytest

from .desk import Desk

CHART = """\
kind: chart
format: 1
id: partners
language: en
caption: What the partners do
partner_heading: Partner
profiles: [zenda, sylvania]
panels:
  - caption: First
    columns: [{id: level, heading: Level}, {id: account, heading: Account}]
  - caption: Second
    columns: [{id: experts, heading: Experts}]
"""
PROFILES = """\
  - id: zenda
    partner: zenda
    cells:
      level: Ministers
      account: {empty: unpublished}
      experts: {same_as: sylvania, items: [Two judges]}
  - id: sylvania
    partner: sylvania
    cells:
      level: Officials
      account: {empty: none, printed: None stated}
      experts: Twelve
"""
CHART_FILE, PROFILES_FILE = "briefings/chart.yaml", "briefings/profiles.yaml"


@pytest.fixture
def chart(desk: Desk) -> Desk:
    desk.write(CHART_FILE, CHART)
    desk.add("profiles", PROFILES)
    return desk


def test_a_sound_chart_has_nothing_to_complain_of(chart: Desk) -> None:
    assert chart.found() == []


def test_a_cell_that_is_missing_is_told_with_the_four_ways_to_leave_it_empty(chart: Desk) -> None:
    chart.change("      experts: Twelve\n", "", PROFILES_FILE)
    chart.change("      level: Officials\n", "", PROFILES_FILE)
    chart.change("experts: {same_as: sylvania, items: [Two judges]}", "experts: Two", PROFILES_FILE)

    assert (
        chart.told()
        == """\
briefings/profiles.yaml:13:5: error: The profile “sylvania” has no cell for “level” and “experts” of the \
chart “partners” (at profiles[1].cells)
  13 |     cells:
     |     ^^^^^
  see also briefings/chart.yaml:9:3
  to do: Add a line “level: …” to its cells. If there is nothing to enter, say why: “{empty: none}” \
where there is none, “{empty: unpublished}” where none was published, “{empty: unknown}” where it could not \
be found out, “{empty: not-researched}” where nobody has looked."""
    )


@pytest.mark.parametrize(
    ("file", "old", "new", "message", "advice"),
    [
        (PROFILES_FILE, "      level: Officials\n", "      level: Officials\n      expert: One\n",
         "The chart “partners” has no column “expert”",
         "Did you mean “experts”? Columns are: level, account, experts."),
        (CHART_FILE, "{id: account, heading: Account}", "{id: account, heading: A}, {id: level, heading: B}",
         "The id “level” belongs to two columns", "Give one of them another id."),
        (PROFILES_FILE, "    partner: sylvania", "    partner: zenda", "“zenda” has two rows in this chart",
         "Leave one of them out."),
        (PROFILES_FILE, "      experts: Twelve", "      experts: {same_as: zenda}",
         "These cells are the same as each other, in a circle: zenda → sylvania → zenda",
         "Write in one of them what stands there."),
        (CHART_FILE, "profiles: [zenda, sylvania]", "profiles: [zenda, sylvana]",
         "There is no profile with the id “sylvana”",
         "Did you mean “sylvania”? Profiles stand in briefings/profiles.yaml."),
    ],
)  # fmt: skip
def test_a_slip_in_a_chart_is_told(
    chart: Desk, file: str, old: str, new: str, message: str, advice: str
) -> None:
    chart.change(old, new, file)

    problem = chart.found()[0]
    assert (problem.message, problem.advice) == (message, advice)


def test_a_cell_inherits_only_what_is_there(chart: Desk) -> None:
    chart.change("      experts: Twelve\n", "", PROFILES_FILE)

    assert chart.codes() == ["missing-cell", "nothing-to-inherit"]


def test_a_thirteenth_partner_is_told_what_its_row_lacks(chart: Desk) -> None:
    chart.change("sylvania]", "sylvania, ruritania]", CHART_FILE)
    chart.change(
        "  - id: zenda\n",
        "  - {id: ruritania, partner: ruritania, cells: {}}\n  - id: zenda\n",
        PROFILES_FILE,
    )
    chart.change(
        "governments:\n", "governments:\n  - {id: ruritania, code: RO}\n", "briefings/governments.yaml"
    )

    (problem,) = chart.found()
    assert problem.message == (
        "The profile “ruritania” has no cell for “level” and “account” and “experts” of the chart “partners”"
    )
