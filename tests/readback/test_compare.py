"""What counts as the same, and how a difference is told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefgen.document import Document, Mark, MarkKind
from briefgen.jobs import Format
from briefgen.places import Place
from briefgen.problems import ExitCode, Weight
from briefgen.readback.compare import compare, compare_furniture
from briefgen.readback.passages import Furniture, Passage


def same(ours: str, theirs: str, made: Format) -> bool:
    return compare([Passage("paragraph", ours)], [Passage("paragraph", theirs)], made) == []


PAIRS = (
    "()", "[]", "{}", "<>", "«»", "‹›", "“”", "‘’", "「」", "『』", "《》", "〈〉",
    "【】", "〔〕", "（）", "［］", "≤≥",
)  # fmt: skip
"""What opens and closes around words, in any script of the house."""


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
        *((f"見{a}أمل فتحي{b}。", f"見{a} يحتف لمأ {a}。") for a, b in map(tuple, PAIRS)),
        *((f"見{a}أمل فتحي{b}。", f"見{b} يحتف لمأ {a}。") for a, b in map(tuple, PAIRS)),
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


def test_word_alone_may_set_marks_of_direction() -> None:
    assert same("هاتف +00 1", "هاتف \u200e+00 1\u200e", Format.DOCX)
    for made in (Format.HTML, Format.TXT):
        assert not same("هاتف +00 1", "هاتف \u200e+00 1\u200e", made)


def test_the_words_of_a_link_are_in_any_order_where_those_around_them_are() -> None:
    def linked(words: str, theirs: str) -> bool:
        text = f"البريد: {words}"
        ours = Passage("paragraph", text, links=((words, "mailto:press@forum.example"),))
        other = Passage("paragraph", text, links=((theirs, "mailto:press@forum.example"),))
        return compare([ours], [other], Format.PDF) == []

    assert linked("press@forum.example", "example.forum@press ")
    assert not linked("press@forum.example", "forum.example")


def test_a_cell_is_in_any_order_where_another_of_its_row_runs_right_to_left() -> None:
    def read(neighbour: str, theirs: str) -> bool:
        row = (Passage("header-cell", neighbour, 1, "row"), Passage("cell", "https://w.example/", 2))
        ours = [*row, Passage("cell", "أحمد", 1)]
        found = [row[0], replace(row[1], text=theirs), ours[2]]
        return compare(ours, found, Format.PDF) == []

    assert read("أحمد", "/example.w://https ")
    assert not read("أحمد", "/example.w://http ")
    assert not read("Ahmad", "/example.w://https ")


def test_a_running_head_is_in_any_order_beside_a_page_number_that_runs_right_to_left() -> None:
    document = Document("report", "t", "ar", "rtl", "i", None, "Kim/Ash", "صفحة {page}", (), ())
    sheets = ("1 ةحفص", "Ash/Kim\n2 ةحفص")
    assert compare_furniture(document, Furniture("t", "ar", sheets), Format.PDF) == []


ARABIC_SHEET = "رشنلل تسيل :ةدوسم\n\nفلم - Kim Ash\n2\n3 نم\n ةحفص"


@pytest.mark.parametrize(
    ("sheet", "lost"),
    [
        (ARABIC_SHEET, ""),
        (ARABIC_SHEET.replace("رشنلل", "رشنل"), "the mark"),
        (ARABIC_SHEET.replace("Ash", "Asch"), "the running head"),
        (ARABIC_SHEET.replace("3", "4"), "the page number"),
        (ARABIC_SHEET.replace("\n3", "\nx\n3"), "the page number"),
    ],
)
def test_marks_and_page_lines_that_run_right_to_left_are_there_letter_by_letter(
    sheet: str, lost: str
) -> None:
    marks = (Mark(MarkKind.DRAFT, "مسودة: ليست للنشر"),)
    head, label = "ملف - Kim Ash", "صفحة {page} من {pages}"
    document = Document("report", "t", "ar", "rtl", "i", None, head, label, marks, ())
    first = ARABIC_SHEET.replace("2", "1")
    found = compare_furniture(document, Furniture("t", "ar", (first, sheet, "")), Format.PDF)
    said = [one.message for one in found if "on page 3" not in one.message]
    assert [lost in message for message in said] == ([True] if lost else [])


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


@pytest.mark.parametrize(
    ("made", "there", "told"),
    [
        (
            Format.PDF,
            "Held since\n May 1999; “in  Zenda”,\nby order of the count",
            "it should go on “the court” and goes on “the count”",
        ),
        (
            Format.DOCX,
            "Held since  May 1999; “in Zenda”, by order",
            "it should go on “by order of the court” and goes on “by order”",
        ),
        (
            Format.DOCX,
            "Held since \u200e May, 1999",
            "it should go on “since May 1999; “in Zenda”, by order of…” and goes on “since \u200e May, 1999”",
        ),
    ],
)
def test_the_message_passes_over_what_does_not_count(made: Format, there: str, told: str) -> None:
    ours = Passage("paragraph", "Held since May 1999; “in Zenda”, by order of the court")
    (problem,) = compare([ours], [Passage("paragraph", there)], made)
    assert problem.message.endswith(f": {told}")


def test_the_message_counts_letters_where_their_order_is_not_known() -> None:
    def said(theirs: str) -> str:
        (problem,) = compare([Passage("cell", "(أحمد) 12")], [Passage("cell", theirs)], Format.PDF)
        return problem.message.partition("12”: ")[2]

    assert said("13 (دمحأ(") == "it lacks “2” and it has too many “3”"
    assert said("12 (دمح(") == "it lacks “أ”"
