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


def test_words_of_other_languages_are_compared_as_the_text_is() -> None:
    def told(words: str, code: str, made: Format, theirs: str = "أحمد", tongue: str = "ar") -> bool:
        ours = Passage("paragraph", "a أحمد 𠮷", languages=((words, code),))
        other = Passage("paragraph", "a أحمد 𠮷", languages=((theirs, tongue),))
        return compare([ours], [other], made) == []

    for made in (Format.PDF, Format.DOCX, Format.HTML):
        assert told("أحمد", "AR", made)
        assert not told("أحمد", "ug", made)
        assert not told("أحم", "ar", made)
    assert told("دمحأ", "ar", Format.PDF)
    assert not told("دمحأ", "ar", Format.HTML)
    assert told("أحمد𠮷", "ar", Format.PDF)
    assert not told("أحمد𠮷", "ar", Format.DOCX)


def test_the_message_names_what_a_table_and_the_contents_hold() -> None:
    entry, note = Passage("contents", "1. Findings", 2, "3"), Passage("table-note", "Source: x.", 0, "a")
    (page,) = compare([entry], [Passage("contents", "1. Findings", 2, "4")], Format.PDF)
    assert page.message == (
        "The PDF file, read again, shows the line of the contents “1. Findings” as line of the contents 4"
        " of level 2"
    )
    (lost,) = compare([entry, note], [entry], Format.DOCX)
    assert lost.message == "The Word file, read again, lacks the note beneath a table “Source: x.”"


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
