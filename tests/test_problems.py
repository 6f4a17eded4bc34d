"""How a problem is told: place, what is wrong, the line with a caret, what to do."""

from __future__ import annotations

from briefgen.places import Place
from briefgen.problems import Problem, Weight, did_you_mean, quote, render, visible


def told(line: str, column: int, length: int = 1) -> list[str]:
    """Return the excerpt and its caret."""
    place = Place("a.yaml", 1, column, length=length)
    return render(Problem("x", "Wrong", "Mend it.", place), {"a.yaml": [line]}).split("\n")[1:3]


def test_a_problem_is_told_in_full() -> None:
    problem = Problem(
        "x",
        "There is no field “titel” here",
        "Did you mean “title”?",
        Place("briefings/a.yaml", 2, 1, "titel", 5),
        Weight.ERROR,
        related=(Place("briefings/b.yaml", 7, 3),),
    )

    assert (
        render(problem, {"briefings/a.yaml": ["kind: x", "titel: y"]})
        == """\
briefings/a.yaml:2:1: error: There is no field “titel” here (at titel)
  2 | titel: y
    | ^^^^^
  see also briefings/b.yaml:7:3
  to do: Did you mean “title”?"""
    )


def test_a_problem_without_a_file_is_told_too() -> None:
    assert (
        render(Problem("x", "The disk is full", "Make room.", weight=Weight.NOTE), {})
        == """\
note: The disk is full
  to do: Make room."""
    )


def test_the_caret_stands_under_wide_and_combining_characters() -> None:
    assert told("name: 人权 x", 10) == ["  1 | name: 人权 x", "    |            ^"]
    assert told("name: 人权", 7, 2) == ["  1 | name: 人权", "    |       ^^^^"]
    assert told("e\u0301: x", 5) == ["  1 | e\u0301: x", "    |    ^"]


def test_french_spaces_are_shown_as_they_are() -> None:
    assert told("« Oui\u202f! »", 8) == ["  1 | « Oui\u202f! »", "    |        ^"]


def test_long_lines_show_the_neighbourhood_of_the_caret() -> None:
    excerpt, caret = told("a" * 500 + "!" + "b" * 500, 501)

    assert len(excerpt) <= 110
    assert excerpt[caret.index("^")] == "!"
    assert excerpt.startswith("  1 | …aaa")
    assert excerpt.endswith("b…")


def test_a_place_beyond_the_line_still_has_a_caret() -> None:
    assert told("ab", 10) == ["  1 | ab", "    |   ^"]


def test_nothing_from_a_file_reaches_the_terminal_unseen() -> None:
    place = Place("a\x1b[31m.yaml", 1, 1, "k\x07")
    text = render(Problem("x", "Wrong \x1b]0;", "Mend \u202e it.", place, related=(place,)), {})

    assert "\x1b" not in text
    assert "\u202e" not in text
    assert text == visible(text.replace("\n", "\x00")).replace("\\u{0000}", "\n")


def test_long_words_are_cut_in_messages() -> None:
    assert quote("short") == "“short”"
    assert len(quote("x" * 1000)) == 62


def test_a_near_word_is_offered_and_a_far_one_not() -> None:
    assert did_you_mean("titel", ["title", "place"]) == " Did you mean “title”?"
    assert did_you_mean("zzz", ["title", "place"]) == ""


def test_a_year_in_common_makes_no_two_ids_alike() -> None:
    assert did_you_mean("bern-university-2000", ["amnesty-2000", "unchr-2000"]) == ""
    assert did_you_mean("amnsty-2000", ["amnesty-2000"]) == " Did you mean “amnesty-2000”?"
    assert did_you_mean("amnesty-2001", ["amnesty-2000"]) == " Did you mean “amnesty-2000”?"
    assert did_you_mean("a-2000-09-28", ["b-2000-09-28"]) == ""
