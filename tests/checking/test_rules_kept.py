"""The edges of the rules: what is just allowed, and what is told only where it must be."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefgen.checking import check, check_job
from briefgen.checking.charts import check_charts
from briefgen.checking.sight import sight
from briefgen.loading.loader import load

from .desk import JOB, LETTER_FILE, Desk

BODY = "body: We write before the round.\n"
DIALOGUES_FILE, PROFILES_FILE = "briefings/dialogues.yaml", "briefings/profiles.yaml"
CHART = """\
kind: chart
format: 1
id: {id}
language: en
caption: What the partners do
partner_heading: Partner
profiles: [{profiles}]
panels:
  - caption: All
    columns: [{{id: {column}, heading: Column}}]
"""


def add_chart(desk: Desk, ident: str, profiles: str, column: str) -> None:
    text = CHART.format(id=ident, profiles=profiles, column=column)
    desk.write(f"briefings/chart-{ident}.yaml", text)


def profile(ident: str, cell: str, column: str = "level") -> str:
    return f"  - {{id: {ident}, partner: {ident}, cells: {{{column}: {cell}}}}}\n"


# ---- charts -----------------------------------------------------------------------------------------


def test_cells_that_lead_into_a_circle_are_not_a_part_of_it(desk: Desk) -> None:
    desk.change(
        "governments:\n", "governments:\n  - {id: ruritania, code: RO}\n", "briefings/governments.yaml"
    )
    desk.add(
        "profiles",
        profile("ruritania", "{same_as: zenda}")
        + profile("zenda", "{same_as: sylvania}")
        + profile("sylvania", "{same_as: zenda}"),
    )

    assert desk.messages() == [
        "These cells are the same as each other, in a circle: zenda → sylvania → zenda",
        "These cells are the same as each other, in a circle: sylvania → zenda → sylvania",
    ]


def test_a_cell_that_is_the_same_as_itself_is_told(desk: Desk) -> None:
    desk.add("profiles", profile("zenda", "{same_as: zenda}"))

    assert desk.messages() == ["These cells are the same as each other, in a circle: zenda → zenda"]


def test_a_cell_may_inherit_through_several_others(desk: Desk) -> None:
    desk.change(
        "governments:\n", "governments:\n  - {id: ruritania, code: RO}\n", "briefings/governments.yaml"
    )
    desk.add(
        "profiles",
        profile("ruritania", "{same_as: zenda}")
        + profile("zenda", "{same_as: sylvania}")
        + profile("sylvania", "Officials"),
    )

    assert desk.found() == []


def test_one_profile_stands_in_two_charts_with_the_columns_of_both(desk: Desk) -> None:
    desk.add("profiles", "  - {id: zenda, partner: zenda, cells: {level: Ministers, experts: Twelve}}\n")
    add_chart(desk, "first", "zenda", "level")
    add_chart(desk, "second", "zenda", "experts")
    assert desk.found() == []

    desk.change("experts: Twelve", "experts: Twelve, budget: None", PROFILES_FILE)
    (problem,) = desk.found()
    assert problem.message == "The chart “first” and “second” has no column “budget”"
    assert problem.advice == "Columns are: level, experts."


def test_a_chart_that_shows_a_profile_no_more_lends_it_no_columns(desk: Desk) -> None:
    desk.add(
        "profiles",
        "  - {id: zenda, partner: zenda, cells: {level: Ministers, experts: Twelve}}\n"
        + profile("sylvania", "Six", "experts"),
    )
    add_chart(desk, "first", "zenda", "level")
    add_chart(desk, "second", "sylvania", "experts")

    assert desk.messages() == ["The chart “first” has no column “experts”"]


def test_a_profile_that_no_chart_shows_has_no_unknown_columns(desk: Desk) -> None:
    desk.add("profiles", profile("zenda", "Ministers", "anything"))

    assert desk.found() == []


def test_a_column_is_not_unknown_as_long_as_some_chart_cannot_be_read(desk: Desk) -> None:
    desk.add("profiles", "  - {id: zenda, partner: zenda, cells: {level: Ministers, experts: Twelve}}\n")
    add_chart(desk, "first", "zenda", "level")
    workspace, _ = load(desk.root)

    assert [one.code for one in check_charts(workspace)] == ["unknown-column"]
    unread = replace(workspace, unread=frozenset({"chart"}))
    left_out = replace(workspace, left_out=frozenset({("chart", "second")}))
    elsewhere = replace(workspace, unread=frozenset({"term"}), left_out=frozenset({("term", "second")}))
    assert [*check_charts(unread), *check_charts(left_out)] == []
    assert [one.code for one in check_charts(elsewhere)] == ["unknown-column"]


def test_what_a_file_that_cannot_be_read_may_hold_is_not_missed(desk: Desk) -> None:
    desk.change("issuers: [harbour-watch]", "issuers: [quay-watch]")
    desk.change("round: spring-2031", "round: autumn-2031")
    workspace, _ = load(desk.root)

    assert [one.code for one in check(workspace)] == ["dangling-reference", "dangling-reference"]
    excused = replace(
        workspace, unread=frozenset({"organisation"}), left_out=frozenset({("round", "autumn-2031")})
    )
    assert check(excused) == []
    other = replace(workspace, left_out=frozenset({("round", "winter-2031"), ("organisation", "quay-watch")}))
    assert [one.message for one in check(other)] == ["There is no round with the id “autumn-2031”"]


# ---- order ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("history", "messages"),
    [
        ("{state: begun, date: 1999-06}, {state: suspended, date: 1999}", []),
        ("{state: begun, date: 1999}, {state: suspended, date: 1999-05}", []),
        ("{state: begun, date: 1999-06-30}, {state: suspended, date: 1999-06}", []),
        ("{state: begun, date: 1999-06-30}, {state: suspended, date: 1999-06-30}", []),
        ("{state: begun, date: 1998/1999}, {state: suspended, date: 1998-03}", []),
        ("{state: begun, date: 1999-06}, {state: suspended, date: 1998/..}", []),
        ("{state: begun, date: 1999-06}, {state: suspended, date: 1998/1999}", []),
        (
            "{state: begun, date: 1999-06}, {state: suspended, date: 1998}",
            ["“1998” is earlier than “1999-06”, which stands before it"],
        ),
        (
            "{state: begun, date: 1999-06-30}, {state: suspended, date: 1999-06-29}",
            ["“1999-06-29” is earlier than “1999-06-30”, which stands before it"],
        ),
        ("{state: begun, date: 1997}, {state: resumed, date: 1999}", []),
        ("{state: begun, date: 1997}, {state: resumed, date: 1999}, {state: ended, date: 2000}", []),
        (
            "{state: begun, date: 1997}, {state: resumed, date: 1998}, {state: resumed, date: 1999}",
            ["A dialogue cannot be resumed after it was resumed"],
        ),
        ("{state: resumed, date: 1999}", ["A dialogue cannot be resumed first"]),
    ],
)
def test_turns_are_out_of_order_only_where_no_reading_of_their_dates_fits(
    desk: Desk, history: str, messages: list[str]
) -> None:
    desk.change("sylvania]\n", f"sylvania]\n    history: [{history}]\n", DIALOGUES_FILE)

    assert desk.messages() == messages


def test_a_turn_whose_date_nobody_has_decided_does_not_hide_the_order_of_the_others(desk: Desk) -> None:
    desk.add("sources", "  - {id: a, type: report, title: A}\n  - {id: b, type: report, title: B}\n")
    open_date = "{claims: [{value: 1990, source: a}, {value: 1991, source: b}]}"
    history = (
        f"[{{state: begun, date: 1999}}, {{state: suspended, date: {open_date}}}, "
        "{state: resumed, date: 1998}]"
    )
    desk.change("sylvania]\n", f"sylvania]\n    history: {history}\n", DIALOGUES_FILE)

    assert desk.messages() == ["“1998” is earlier than “1999”, which stands before it"]


@pytest.mark.parametrize(
    ("since", "until", "told"),
    [
        ("2030", "2030", False),
        ("2030-05-01", "2030-05-01", False),
        ("2030-05", "2030", False),
        ("2030", "2030-05", False),
        ("2030-05", "2030-04", True),
        ("2030-05-02", "2030-05-01", True),
    ],
)
def test_a_term_of_office_may_end_on_the_day_on_which_it_began(
    desk: Desk, since: str, until: str, told: bool
) -> None:
    roles = f"    roles: [{{capacity: {{en: Chair}}, since: {since}, until: {until}}}]\n"
    desk.change("    name: Kim Ash\n", f"    name: Kim Ash\n{roles}", "briefings/people.yaml")

    assert desk.messages() == ([f"This ends ({until}) before it begins ({since})"] if told else [])


THREE = "People stand in briefings/people-1.yaml, briefings/people-2.yaml, briefings/people"


@pytest.mark.parametrize(
    ("files", "advice"),
    [
        (3, f"{THREE}.yaml."),
        (4, f"{THREE}-3.yaml and 1 more file."),
        (5, f"{THREE}-3.yaml and 2 more files."),
    ],
)
def test_the_advice_names_three_files_and_counts_the_others(desk: Desk, files: int, advice: str) -> None:
    for number in range(1, files):
        desk.add("people", f"  - {{id: guest-{number}, name: Guest}}\n", f"people-{number}")
    desk.change("  - person: kim-ash", "  - person: nobody-else")

    (problem,) = desk.found()
    assert problem.advice.startswith(advice)


# ---- sections ---------------------------------------------------------------------------------------

RELEASE_FILE = "briefings/release.yaml"
RELEASE_JOB = replace(JOB, document="spring-release")
RELEASE = """\
kind: press-release
format: 1
id: spring-release
audience: public
language: en
title: Partners ask for an agenda
issuers: [harbour-watch]
date: 2031-03-01
lead: They ask for it.
sections:
  - heading: The cases
    cases: [ill]
  - heading: The partners
    chart: partners
"""


@pytest.fixture
def release(desk: Desk) -> Desk:
    desk.add("profiles", profile("zenda", "Ministers"))
    add_chart(desk, "partners", "zenda", "level")
    add_chart(desk, "others", "zenda", "level")
    desk.add("findings", "  - {id: doors, heading: Doors, text: They are shut.}\n")
    desk.add(
        "cases",
        "  - {id: weaver, group: A weaver, acts: Held., audience: [public]}\n"
        "  - {id: baker, group: A baker, acts: Held too., audience: [public]}\n",
    )
    desk.add(
        "case-groups",
        "  - {id: ill, reason: Gravely ill, cases: [weaver]}\n  - {id: old, reason: Old, cases: [baker]}\n",
    )
    desk.write(RELEASE_FILE, RELEASE)
    return desk


def test_a_release_with_cases_and_a_chart_has_nothing_to_complain_of(release: Desk) -> None:
    assert release.found() == []
    assert release.found(RELEASE_JOB) == []


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("[ill]", "[ill, ill]", "The case-group “ill” is printed twice in this document"),
        ("[ill]", "[ill]\n    chart: partners", "The chart “partners” is printed twice in this document"),
    ],
)
def test_cases_and_charts_are_printed_once(release: Desk, old: str, new: str, message: str) -> None:
    release.change(old, new, RELEASE_FILE)

    (problem,) = release.found()
    assert (problem.code, problem.message) == ("printed-twice", message)
    assert [place.file for place in problem.related] == [RELEASE_FILE]


def test_two_charts_and_two_groups_may_stand_in_one_document(release: Desk) -> None:
    release.change("[ill]", "[ill, old]\n    chart: others", RELEASE_FILE)

    assert release.found() == []


@pytest.mark.parametrize(
    ("there", "elsewhere", "noun", "field", "told"),
    [
        ("chart:partners", "chart:others", "chart", "chart", "caption"),
        ("case-group:ill", "case-group:old", "case-group", "cases", "reason"),
    ],
)
def test_what_a_text_points_to_stands_in_the_document(
    release: Desk, there: str, elsewhere: str, noun: str, field: str, told: str
) -> None:
    release.change("They ask for it.", f"They ask, see [[{there}]].", RELEASE_FILE)
    assert release.found(RELEASE_JOB) == []

    release.change(there, elsewhere, RELEASE_FILE)
    (problem,) = release.found(RELEASE_JOB)
    ident = elsewhere.split(":")[1]
    assert problem.message == (
        f"The {noun} “{ident}” is not printed in “spring-release”, so that nobody finds it"
    )
    assert problem.advice == (
        f"Add it to “{field}” of a section, or print a field of it, such as “[[{elsewhere}.{told}]]”."
    )
    release.change(f"[[{elsewhere}]]", f"[[{elsewhere}.{told}]]", RELEASE_FILE)
    assert release.found(RELEASE_JOB) == []


def test_the_texts_of_printed_cases_point_only_to_what_is_printed_too(release: Desk) -> None:
    release.change("acts: Held.,", "acts: 'See [[finding:doors]].',", "briefings/cases.yaml")
    (problem,) = release.found(RELEASE_JOB)
    assert problem.place
    assert (problem.code, problem.place.file) == ("not-printed", "briefings/cases.yaml")

    release.change("    cases: [ill]", "    cases: [ill]\n    findings: [doors]", RELEASE_FILE)
    assert release.found(RELEASE_JOB) == []


def test_the_texts_of_what_is_only_named_may_point_elsewhere(release: Desk) -> None:
    release.change("acts: Held too.,", "acts: 'See [[finding:doors]].',", "briefings/cases.yaml")
    release.change("They ask for it.", "They ask, see [[case-group:old.reason]].", RELEASE_FILE)

    assert release.found(RELEASE_JOB) == []


# ---- sight ------------------------------------------------------------------------------------------

FIGURES = """\
  - id: there
    label: governments
    value:
      claims:
        - {value: {number: 11, printed: eleven}, source: a, locator: p. 3, as_of: 2030}
        - {value: {number: 10, printed: ten}, source: b, locator: p. 9, as_of: 2031, preferred: true}
"""
SOURCES = """\
  - {id: a, type: report, title: A, audience: internal}
  - {id: b, type: report, title: B, audience: internal}
"""


def test_of_claims_readers_see_the_value_that_is_printed_and_nothing_else(desk: Desk) -> None:
    desk.add("sources", SOURCES)
    desk.add("figures", FIGURES)
    desk.change(BODY, "body: See [[figure:there]].\n")
    workspace, problems = load(desk.root)
    assert problems == []

    seen = sight(workspace, JOB)

    below = {one.found.path[3:] for one in seen.seen if one.found.path[:2] == ("value", "claims")}
    assert {path[0] for path in below if path} == {"value"}
    told = [one.found.value for one in seen.seen if one.of.noun == "figure"]
    assert "ten" in told
    assert not {"eleven", "p. 3", "p. 9", "a", "b"} & {value for value in told if isinstance(value, str)}
    assert seen.hidden == []


def test_a_figure_whose_value_is_kept_back_shows_none_of_its_claims(desk: Desk) -> None:
    desk.add("sources", SOURCES)
    desk.add("figures", FIGURES.replace("label:", "audience_of: {value: internal}\n    label:"))
    desk.change(BODY, "body: See [[figure:there.label]].\n")
    workspace, _ = load(desk.root)

    seen = sight(workspace, JOB)

    assert not [one for one in seen.seen if one.of.noun == "figure" and one.found.path[0] == "value"]


# ---- languages --------------------------------------------------------------------------------------


def test_a_text_of_which_nothing_says_its_language_is_told_once(desk: Desk) -> None:
    desk.change("kind: dialogues\nformat: 1\nlanguage: en\n", "kind: dialogues\nformat: 1\n", DIALOGUES_FILE)
    desk.change(BODY, "body: See [[dialogue:zenda-sylvania]].\n")
    workspace, _ = load(desk.root)

    assert [one.code for one in check(workspace)] == ["text-without-language"]
    assert check_job(workspace, JOB) == []


def test_a_text_in_another_language_than_the_document_is_told(desk: Desk) -> None:
    desk.change("kind: dialogues\nformat: 1\nlanguage: en\n", "kind: dialogues\nformat: 1\nlanguage: fr\n",
                DIALOGUES_FILE)  # fmt: skip
    desk.change(BODY, "body: See [[dialogue:zenda-sylvania]].\n")

    assert desk.codes(JOB) == ["text-missing-in-language"]


@pytest.mark.parametrize(
    ("government", "codes"),
    [
        ("{id: zenda, code: NO, name: {fr: Norvège}}", []),
        ("{id: zenda, code: NO}", []),
        ("{id: zenda, name: {fr: Norvège}}", ["text-missing-in-language"]),
        ("{id: zenda, code: XJ, name: {fr: Norvège}}", ["text-missing-in-language"]),
        ("{id: zenda, code: XJ, name: {en: Zenda}}", []),
        ("{id: zenda, code: XJ}", ["text-missing-in-language"]),
    ],
)
def test_a_government_whose_code_has_a_name_needs_none_of_its_own(
    desk: Desk, government: str, codes: list[str]
) -> None:
    desk.change("{id: zenda, name: {en: Zenda}}", government, "briefings/governments.yaml")
    desk.change(BODY, "body: See [[government:zenda]].\n")

    assert desk.codes(JOB) == codes


# ---- signatures -------------------------------------------------------------------------------------


def test_whoever_has_withdrawn_need_not_say_for_whom_they_would_have_signed(desk: Desk) -> None:
    desk.change("issuers: [harbour-watch]", "issuers: [harbour-watch, coast-clinic]")
    desk.change("    audience: [partners]\n", "", "briefings/organisations.yaml")
    desk.change("    capacity: Director", "    capacity: Director\n    organisation: coast-clinic")
    desk.change(
        "    agreement: agreed\n",
        "    agreement: agreed\n  - {person: source-nine, capacity: Witness, agreement: withdrawn}\n",
    )
    assert desk.found() == []

    desk.change("agreement: withdrawn", "agreement: invited")
    assert desk.codes() == ["signs-for-nobody"]
    assert LETTER_FILE in desk.told()
