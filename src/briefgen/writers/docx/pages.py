"""The page: its size, and what stands at its head and foot."""

from __future__ import annotations

import re
from itertools import groupby

from briefgen.document import Block, Document, Landscape, Text
from briefgen.roles import REGISTRY, Role
from briefgen.theme import Page, Theme
from briefgen.writers.docx.inline import InlineWriter, Words
from briefgen.writers.docx.ooxml import Element, millimetres, related, root, w
from briefgen.writers.docx.references import simple_field
from briefgen.writers.docx.styles import style_id

HEADER_DISTANCE = 10.0
"""Millimetres from the top of the sheet to its first line, as in the PDF."""
FOOTER_DISTANCE = 16.5
"""Millimetres from the foot of the sheet to the page label, as in the PDF."""

_PLACEHOLDER = re.compile(r"(\{pages?\})")
_CODES = {"{page}": "PAGE", "{pages}": "NUMPAGES"}


def _paragraph(role: Role, content: list[Element]) -> Element:
    return w("p", w("pPr", w("pStyle", val=style_id(REGISTRY[role].word_style))), *content)


def _marks(document: Document, inline: InlineWriter, theme: Theme) -> list[Element]:
    return [_line(document, Role.MARK, mark.text, inline, theme) for mark in document.marks]


def _line(document: Document, role: Role, text: str, inline: InlineWriter, theme: Theme) -> Element:
    words = Words(document.language, document.direction)
    return _paragraph(role, inline.write((Text(text),), words, theme.look(role)))


def header(document: Document, theme: Theme, inline: InlineWriter, first: bool) -> Element:
    """Return the header of the first page, which carries the marks alone, or of all others."""
    lines = _marks(document, inline, theme)
    if not first:
        lines.append(_line(document, Role.RUNNING_HEAD, document.running_head, inline, theme))
    return root("hdr", *(lines or [_paragraph(Role.RUNNING_HEAD, [])]))


def footer(document: Document, theme: Theme, inline: InlineWriter) -> Element:
    """Return the footer: the page label with fields that Word fills in as it breaks pages."""
    content: list[Element] = []
    for part in _PLACEHOLDER.split(document.page_label):
        if part in _CODES:
            content += simple_field(_CODES[part], "1")
        elif part:
            words = Words(document.language, document.direction)
            content += inline.write((Text(part),), words, theme.look(Role.PAGE_LABEL))
    return root("ftr", _paragraph(Role.PAGE_LABEL, content))


def sections(document: Document) -> list[tuple[bool, tuple[Block, ...]]]:
    """Return the blocks in stretches of upright pages (False) and pages on their long side (True)."""
    found: list[tuple[bool, tuple[Block, ...]]] = []
    for on_long_side, group in groupby(document.blocks, key=lambda block: isinstance(block, Landscape)):
        if on_long_side:
            found += [(True, block.blocks) for block in group if isinstance(block, Landscape)]
        else:
            found.append((False, tuple(group)))
    return found or [(False, ())]


def section(page: Page, rtl: bool, relations: dict[str, str], first: bool) -> Element:
    """Return `w:sectPr` (ISO/IEC 29500-1, 17.6.17); only the first section has a first page of its own.

    Relations are those of `header`, `header-first`, `footer`, `footer-first`. Every section names them:
    one without would lose them when an editor takes out the break before it.
    """
    left, right = (page.outer, page.inner) if rtl else (page.inner, page.outer)
    properties = w("sectPr")
    for name in ("header", "footer"):
        for kind, key in (("default", name), ("first", f"{name}-first")):
            properties.append(related(w(f"{name}Reference", type=kind), relations[key]))
    orientation = "landscape" if page.width > page.height else None
    size = w("pgSz", w=millimetres(page.width), h=millimetres(page.height), orient=orientation)
    properties.append(size)
    properties.append(
        w(
            "pgMar",
            top=millimetres(page.top),
            right=millimetres(right),
            bottom=millimetres(page.bottom),
            left=millimetres(left),
            header=millimetres(HEADER_DISTANCE),
            footer=millimetres(FOOTER_DISTANCE),
            gutter=0,
        )
    )
    if first:
        properties.append(w("titlePg"))
    if rtl:
        properties.append(w("bidi"))
    return properties
