"""Plain text says what the tree says, line by line."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefgen.document import Document
from briefgen.jobs import Format
from briefgen.languages import language
from briefgen.passes.resolve import resolve
from briefgen.passes.typography import typeset
from briefgen.problems import Problem
from briefgen.readback.compare import compare, compare_furniture
from briefgen.readback.passages import passages
from briefgen.readback.text import furniture_text, read_text
from briefgen.theme import HOUSE
from briefgen.writers.text import write_text

from ..growing import documents
from ..trees import letter, long_letter, p, report


def differences(data: bytes) -> list[Problem]:
    found = compare(passages(letter(), Format.TXT), read_text(data), Format.TXT)
    return found + compare_furniture(letter(), furniture_text(data), Format.TXT)


def test_a_letter_with_everything_in_it_reads_back_as_it_is() -> None:
    assert differences(write_text(letter(), HOUSE).data) == []


@pytest.mark.parametrize("document", [long_letter(), report()], ids=["long letter", "report"])
def test_a_long_document_reads_back_as_it_is(document: Document) -> None:
    found = read_text(write_text(document, HOUSE).data)
    assert compare(passages(document, Format.TXT), found, Format.TXT) == []


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents())
def test_any_document_reads_back_exactly(document: Document) -> None:
    final = typeset(resolve(document, language("en")), language("en"))
    found = read_text(write_text(final, HOUSE).data)
    assert compare(passages(final, Format.TXT), found, Format.TXT) == []


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("from 412 to 530", "from 412 to 580", "differs in the paragraph “The dialogue"),
        ("Dear Ministers,\n", "", "lacks the paragraph “Dear Ministers,”"),
        ("District 1 — 1999: 101\n", "", "lacks the paragraph “District 1 — 1999: 101”"),
        ("<https://www.example.org/round-eight>", "", "differs in the paragraph “Held since"),
        ("DRAFT\n", "", "lacks the paragraph “DRAFT”"),
        ("[2] Names", "[1] Names", "differs in the paragraph “[2] Names"),
    ],
)
def test_a_writer_that_changes_something_is_caught(before: str, after: str, words: str) -> None:
    text = write_text(letter(), HOUSE).data.decode()
    assert before in text
    found = differences(text.replace(before, after).encode())
    assert words in "\n".join(problem.message for problem in found)


TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Zl", "Zp", "Zs")), min_size=1
)


@settings(max_examples=50, deadline=None)
@given(st.lists(TEXT, min_size=1, max_size=4))
def test_any_text_reads_back_exactly(texts: list[str]) -> None:
    document = letter(*(p(text) for text in texts))
    found = read_text(write_text(document, HOUSE).data)
    assert compare(passages(document, Format.TXT), found, Format.TXT) == []
    assert [passage.text for passage in found][2:-2] == texts
