"""The HTML page says what the tree says, to the character."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefgen.document import Document, Emphasis, LineBreak, Text
from briefgen.jobs import Format
from briefgen.languages import language
from briefgen.passes.resolve import resolve
from briefgen.passes.typography import typeset
from briefgen.problems import Problem
from briefgen.readback.compare import compare, compare_furniture
from briefgen.readback.html import furniture_html, read_html
from briefgen.readback.passages import passages
from briefgen.theme import HOUSE
from briefgen.writers.html import write_html

from ..growing import documents
from ..trees import letter, p, report


def differences(data: bytes, document: Document | None = None) -> list[Problem]:
    document = document or letter()
    found = compare(passages(document, Format.HTML), read_html(data), Format.HTML)
    return found + compare_furniture(document, furniture_html(data), Format.HTML)


@pytest.mark.parametrize("document", [letter(), report()], ids=["letter", "report"])
def test_a_document_with_everything_in_it_reads_back_as_it_is(document: Document) -> None:
    assert differences(write_html(document, HOUSE).data, document) == []


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
        ('lang="zh-Hans"', 'lang="zh-Hant"', "tells other languages in the paragraph “Three names"),
        ('href="#held"', 'href="#seal"', "leads elsewhere from, or to, the paragraph “Held since"),
        ('id="seal"', 'id="sael"', "leads elsewhere from, or to, the picture “A red bar”"),
        (">DRAFT<", "><", "has lost the mark “DRAFT” on its page"),
        ('<html lang="en"', '<html lang="de"', "says that its language is “de”"),
    ],
)
def test_a_writer_that_changes_something_is_caught(before: str, after: str, words: str) -> None:
    text = write_html(letter(), HOUSE).data.decode()
    assert before in text
    found = differences(text.replace(before, after).encode())
    assert words in "\n".join(problem.message for problem in found)


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (
            '<span class="heading-label">1.</span> What was f',
            "What was f",
            "shows the heading “What was found”",
        ),
        (
            '<a href="#findings">',
            '<a href="#fundings">',
            "shows the line of the contents “1. What was found”",
        ),
        ('"contents-3"', '"contents-4"', "as line of the contents of level 4"),
        ('<span class="note-label">b</span>', "", "shows the note beneath a table “Counted by"),
        ('<sup class="note-mark">b', '<sup class="note-mark">a', "differs in the cell “Eight: [b]"),
        ('lang="zh-Hant"', 'lang="ja"', "tells other languages in the note beneath a table “Counted by"),
        (
            '<blockquote class="quotation" lang="fr">',
            "<blockquote>",
            "tells other languages in the paragraph",
        ),
        (
            'id="recommendation-2"',
            'id="x"',
            "leads elsewhere from, or to, the list item “to open two prisons",
        ),
        ('id="source-winters"', 'id="note_1"', "leads elsewhere from, or to, the note “Lantern Watch"),
    ],
)
def test_a_writer_that_changes_something_in_a_report_is_caught(before: str, after: str, words: str) -> None:
    text = write_html(report(), HOUSE).data.decode()
    assert before in text
    found = differences(text.replace(before, after, 1).encode(), report())
    assert words in "\n".join(problem.message for problem in found)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents())
def test_any_document_reads_back_exactly(document: Document) -> None:
    final = typeset(resolve(document, language("en")), language("en"))
    assert differences(write_html(final, HOUSE).data, final) == []


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
