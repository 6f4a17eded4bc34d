"""The table of contents learns its pages."""

from __future__ import annotations

import pytest

from briefgen.document import Contents, ContentsEntry, walk
from briefgen.languages import language
from briefgen.passes.paging import paged
from briefgen.passes.resolve import resolve
from briefgen.passes.typography import typeset

from ..trees import PAGES, letter, report


def entries(document: object) -> list[ContentsEntry]:
    return [entry for node in walk(document.blocks) if isinstance(node, Contents) for entry in node.entries]  # type: ignore[attr-defined]


def test_every_line_of_the_contents_is_told_its_page() -> None:
    found = entries(paged(report(), PAGES | {"contents": 1, "heading-8": 6}))
    assert {entry.key: entry.page for entry in found} == PAGES


def test_paging_again_and_what_else_is_done_again_keeps_the_pages() -> None:
    document = paged(report(), PAGES)
    assert paged(document, PAGES) == document
    english = language("en")
    assert typeset(resolve(document, english), english) == typeset(document, english)
    assert entries(typeset(document, english)) == entries(document)


def test_a_document_without_contents_stays_as_it_is() -> None:
    assert paged(letter(), {}) == letter()


def test_a_heading_without_a_page_is_a_fault() -> None:
    with pytest.raises(KeyError, match="findings"):
        paged(report(), {})
