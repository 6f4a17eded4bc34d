"""Format → what writes it and what reads it back. Imported when a format is made, because both are heavy."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import assert_never

from briefgen.document import Document
from briefgen.jobs import Format
from briefgen.readback.passages import Furniture, Passage
from briefgen.theme import Theme
from briefgen.writers.written import Written


@dataclass(frozen=True, slots=True)
class Craft:
    """How a format is made and proved."""

    name: str
    """For people, after “the”."""
    write: Callable[[Document, Theme], Written]
    read: Callable[[bytes], tuple[Passage, ...]]
    """The passages that a finished file holds; shares no code with `write`."""
    furnish: Callable[[bytes], Furniture]
    """What it says beside them: properties, marks, running heads."""


def craft(made: Format) -> Craft:
    """Return how a format is made and read back."""
    match made:
        case Format.PDF:
            from briefgen.readback.pdf import furniture_pdf, read_pdf
            from briefgen.writers.pdf import write_pdf

            return Craft("PDF", write_pdf, read_pdf, furniture_pdf)
        case Format.DOCX:
            from briefgen.readback.docx import furniture_docx, read_docx
            from briefgen.writers.docx import write_docx

            return Craft("Word file", write_docx, read_docx, furniture_docx)
        case Format.HTML:
            from briefgen.readback.html import furniture_html, read_html
            from briefgen.writers.html import write_html

            return Craft("web page", write_html, read_html, furniture_html)
        case Format.TXT:
            from briefgen.readback.text import furniture_text, read_text
            from briefgen.writers.text import write_text

            return Craft("plain text", write_text, read_text, furniture_text)
        case _:
            assert_never(made)


COMMON = (
    "briefgen.composing",
    "briefgen.reading.reader",
    "briefgen.passes.resolve",
    "briefgen.passes.typography",
    "briefgen.pictures",
)
"""What every document passes through, whatever its format. None of it loads a layout engine."""


def warm_up(formats: tuple[Format, ...]) -> None:
    """Import what every document and what the formats need, so that forked children start with it.

    Raises Refusal (class `FILES`) where fonts for a PDF are missing.
    """
    for name in COMMON:
        import_module(name)
    for one in formats:
        craft(one)
    if Format.PDF in formats:
        from briefgen.writers.pdf import warm_up as warm_up_pdf

        warm_up_pdf()
