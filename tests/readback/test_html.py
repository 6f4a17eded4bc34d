"""The HTML page says what the tree says, to the character."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.document import Emphasis, LineBreak, Text
from briefgen.jobs import Format
from briefgen.problems import Problem
from briefgen.readback.compare import compare, compare_furniture
from briefgen.readback.html import furniture_html, read_html
from briefgen.readback.passages import passages
from briefgen.theme import HOUSE
from briefgen.writers.html import write_html

from ..trees import letter, p


def differences(data: bytes) -> list[Problem]:
    found = compare(passages(letter(), Format.HTML), read_html(data), Format.HTML)
    return found + compare_furniture(letter(), furniture_html(data), Format.HTML)


def test_a_letter_with_everything_in_it_reads_back_as_it_is() -> None:
    assert differences(write_html(letter(), HOUSE).data) == []


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("from 412 to 530", "from 412 to 580", "differs in the paragraph “The dialogue will be judged"),
        ("Dear Ministers", "Dear\u00a0Ministers", "differs in the paragraph “Dear Ministers,”"),
        ("Dear Ministers", "DearMinisters", "has other spaces in the paragraph “Dear Ministers,”"),
        ("round-eight", "round-nine", "has other links in the paragraph “Held since May 1999"),
        (
            "Square 1</p>",
            "Square 1</p><p>One more.</p>",
            "has the paragraph “One more.”, which the document has not",
        ),
        ('data-label="2."', 'data-label="9."', "as list item 9. of level 1"),
        ('scope="row"', 'scope="col"', "as header cell col of level 1"),
        ('value="2"', 'value="3"', "shows the note"),
        (">DRAFT<", "><", "has lost the mark “DRAFT” on its page"),
        ('<html lang="en"', '<html lang="de"', "says that its language is “de”"),
    ],
)
def test_a_writer_that_changes_something_is_caught(before: str, after: str, words: str) -> None:
    text = write_html(letter(), HOUSE).data.decode()
    assert before in text
    found = differences(text.replace(before, after).encode())
    assert words in "\n".join(problem.message for problem in found)


TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Zl", "Zp", "Zs")), min_size=1
)


@settings(max_examples=50, deadline=None)
@given(st.lists(TEXT, min_size=1, max_size=4))
def test_any_text_reads_back_exactly(texts: list[str]) -> None:
    document = letter(*(p(text, LineBreak(), Emphasis((Text(text),))) for text in texts))
    found = read_html(write_html(document, HOUSE).data)
    assert compare(passages(document, Format.HTML), found, Format.HTML) == []
    assert [passage.text for passage in found] == [f"{text}\n{text}" for text in texts if text.strip()]
