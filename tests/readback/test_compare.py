"""What counts as the same, and how a difference is told."""

from __future__ import annotations

import pytest

from briefgen.jobs import Format
from briefgen.places import Place
from briefgen.problems import ExitCode, Weight
from briefgen.readback.compare import compare
from briefgen.readback.passages import Passage


def same(ours: str, theirs: str, made: Format) -> bool:
    return compare([Passage("paragraph", ours)], [Passage("paragraph", theirs)], made) == []


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("one two", "one\ntwo"),
        ("one two", "one \n two"),
        ("onetwo", "one\ntwo"),
        ("well-known", "well\u0002\nknown"),
        ("a\u202f; b\u00a0c", "a ; b c"),
        ("cafe\u0301", "café"),
        ("Straßen\u00adbau", "Straßenbau"),
        ("(أحمد يوسف)", "(فسوي\nدمحأ("),
        ("𠮷 أحمد", "دمحأ"),
    ],
)
def test_a_pdf_may_lose_what_a_page_does_not_keep(ours: str, theirs: str) -> None:
    assert same(ours, theirs, Format.PDF)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("one two", "onetwo"),
        ("onetwo", "one two"),
        ("one two", "one\ntow"),
        ("1,500", "1.500"),
        ("well-known", "wellknown"),
        ("one two three", "one\nthree two"),
        ("أحمد يوسف", "أحمد يوس"),
        ("𠮷田", "田"),
        ("", "one"),
    ],
)
def test_a_pdf_may_lose_nothing_else(ours: str, theirs: str) -> None:
    assert not same(ours, theirs, Format.PDF)


@pytest.mark.parametrize("made", [Format.DOCX, Format.HTML, Format.TXT])
def test_other_formats_keep_every_character(made: Format) -> None:
    assert same("one  two\nthree", "one two three", made)
    for ours, theirs in (
        ("a b", "a\u00a0b"),
        ("a\u202f;", "a ;"),
        ("Straßen\u00adbau", "Straßenbau"),
        ("-", "\u2010"),
    ):
        assert not same(ours, theirs, made)


def test_one_missing_block_among_many_is_one_problem() -> None:
    ours = [
        Passage("paragraph", f"Paragraph number {n}", origin=Place("letter.yaml", n + 1, 3))
        for n in range(60)
    ]
    (problem,) = compare(ours, ours[:20] + ours[21:], Format.DOCX)
    assert problem.place == Place("letter.yaml", 21, 3)
    assert problem.message == "The Word file, read again, lacks the paragraph “Paragraph number 20”"
    assert problem.advice == (
        "Nothing was published. This is a fault of briefgen: please report it; until it is mended,"
        " writing the passage in another way may help."
    )
    assert (problem.code, problem.weight, problem.exit_code) == ("read-back", Weight.ERROR, ExitCode.FAULT)


def test_the_message_shows_where_two_texts_part() -> None:
    ours = Passage("paragraph", "The number of persons held has risen from 412 to 530 within a year")
    theirs = Passage("paragraph", "The number of persons held has risen from 412 to 580 within a year")
    (problem,) = compare([ours], [theirs], Format.PDF)
    assert problem.message == (
        "The PDF file, read again, differs in the paragraph “The number of persons held has risen fr…”:"
        " it should go on “412 to 530 within a year” and goes on “412 to 580 within a year”"
    )
