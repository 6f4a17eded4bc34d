"""Runs are split by script and direction, and no character is lost on the way."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from briefgen.document import Direction, Document, Paragraph, Span, Text
from briefgen.roles import Role
from briefgen.theme import HOUSE
from briefgen.writers.docx import write_docx
from briefgen.writers.docx.scripts import Piece, Script, split


def parts(text: str, language: str = "en", direction: Direction = "ltr") -> list[tuple[str, Script]]:
    (found,) = split([Piece(text, language, direction, 0)])
    return found


@pytest.mark.parametrize(
    ("text", "language", "direction", "expected"),
    [
        ("plain words, 12.", "en", "ltr", [("plain words, 12.", "latin")]),
        ("he said 你好, twice", "en", "ltr", [("he said ", "latin"), ("你好", "han"), (", twice", "latin")]),
        ("法令“第14号”有效", "zh-Hans", "ltr", [("法令“第14号”有效", "han")]),
        ("المادة 14 (CCPR) من", "ar", "rtl", [("المادة 14 (", "rtl"), ("CCPR", "latin"), (") من", "rtl")]),
        ("see المادة 14, then", "en", "ltr", [("see ", "latin"), ("المادة 14", "rtl"), (", then", "latin")]),
        ("of བོད་ཡིག now", "en", "ltr", [("of ", "latin"), ("བོད་ཡིག", "tibetan"), (" now", "latin")]),
        ("é\u0301 x", "en", "ltr", [("é\u0301 x", "latin")]),
    ],
)
def test_text_is_split_where_a_reader_would_hear_another_language(
    text: str, language: str, direction: Direction, expected: list[tuple[str, Script]]
) -> None:
    assert parts(text, language, direction) == expected


def test_a_phrase_with_a_direction_of_its_own_keeps_its_signs_to_itself() -> None:
    phone = [
        Piece("هاتف ", "ar", "rtl", 0),
        Piece("+999 1 234", "ar", "ltr", 1),
        Piece(" (مكتب)", "ar", "rtl", 0),
    ]
    assert split(phone) == [[("هاتف ", "rtl")], [("+999 1 234", "latin")], [(" (مكتب)", "rtl")]]


@given(
    st.lists(st.tuples(st.text(max_size=20), st.sampled_from(["ltr", "rtl"]), st.integers(0, 2)), max_size=5)
)
def test_nothing_is_lost_added_or_moved(rows: list[tuple[str, Direction, int]]) -> None:
    pieces = [Piece(text, "en", direction, isolate) for text, direction, isolate in rows]
    assert ["".join(part for part, _ in found) for found in split(pieces)] == [text for text, _, _ in rows]


def written(span: Span, direction: Direction) -> str:
    code = "ar" if direction == "rtl" else "en"
    around = Text("هاتف " if direction == "rtl" else "by ")
    paragraph = Paragraph((around, span, Text(" · ")))
    document = Document("letter", "t", code, direction, "i", None, "", "", (), (paragraph,))
    with ZipFile(BytesIO(write_docx(document, HOUSE).data)) as package:
        body = etree.fromstring(package.read("word/document.xml"))
    return "".join(body.itertext())


@pytest.mark.parametrize(
    ("words", "own", "around", "expected"),
    [
        ("+00 555 0177", "ltr", "rtl", "هاتف \u200e+00 555 0177\u200e · "),
        ("https://forum.example/", "ltr", "rtl", "هاتف https://forum.example/\u200e · "),
        ("press@forum.example", "ltr", "rtl", "هاتف press@forum.example · "),
        ("(أحمد)", "rtl", "ltr", "by \u200f(أحمد)\u200f · "),
        ("+00 555 0177", "ltr", "ltr", "by +00 555 0177 · "),
    ],
)
def test_signs_and_digits_at_the_ends_of_a_phrase_keep_its_direction_in_word(
    words: str, own: Direction, around: Direction, expected: str
) -> None:
    assert written(Span((Text(words),), Role.EXACT, None, own), around) == expected
