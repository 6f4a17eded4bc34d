"""The functions of the layout library that our tags lean on are still what they were."""

from __future__ import annotations

import inspect

from weasyprint import pdf as library
from weasyprint.document import Page
from weasyprint.formatting_structure import boxes
from weasyprint.pdf import anchors, stream, tags

from briefgen.theme import HOUSE
from briefgen.writers import pdf_letters, pdf_tags
from briefgen.writers.pdf import write_pdf

from ..trees import letter


def parameters(function: object) -> list[str]:
    assert callable(function)
    return list(inspect.signature(function).parameters)


def test_the_private_functions_that_we_stand_in_for_are_there() -> None:
    assert parameters(tags._build_box_tree) == [
        "box", "parent", "pdf", "page_number", "nums", "annotations", "tags",
    ]  # fmt: skip
    assert parameters(stream.Stream.marked) == ["self", "box", "tag"]
    assert parameters(library.build_fonts_dictionary) == ["pdf", "fonts", "compress", "subset", "options"]
    assert "self.links = []" in inspect.getsource(Page.__init__)
    assert boxes.Box.is_leader is False
    assert "Contents" in inspect.getsource(anchors.add_links)


def test_they_are_put_back_when_the_file_is_written() -> None:
    before = tags._build_box_tree, stream.Stream.marked, library.build_fonts_dictionary
    with pdf_tags.mended(), pdf_letters.mended():
        assert tags._build_box_tree is not before[0]
    write_pdf(letter(), HOUSE)
    assert (tags._build_box_tree, stream.Stream.marked, library.build_fonts_dictionary) == before
