"""Runs are split by script and direction, and no character is lost on the way."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.document import Direction
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
