"""The Document as HTML: a stand-alone page for readers, and the page that the PDF is laid out from.

One renderer makes both. They differ in where notes stand (a list at the end; the foot of the page)
and in how pictures are brought (inside the page; by name, from memory).
"""

from __future__ import annotations

import base64
from collections.abc import Iterable
from enum import Enum
from html import escape
from typing import assert_never

from briefgen.document import (
    Block,
    Cell,
    CrossReference,
    Division,
    Document,
    Emphasis,
    Figure,
    Footnote,
    Heading,
    Inline,
    LineBreak,
    Link,
    List,
    ListItem,
    Paragraph,
    Row,
    Span,
    Strong,
    Table,
    Text,
    may_break,
    walk,
)
from briefgen.roles import REGISTRY
from briefgen.theme import Theme
from briefgen.writers import stylesheet
from briefgen.writers.written import Written

PREPARED = "prepared:"
"""Scheme of the addresses under which pictures wait in memory for the layout of the PDF."""


class Medium(Enum):
    """For what the page is made."""

    SCREEN = "screen"
    """One file that holds everything, for browsers and their printers."""
    SHEETS = "sheets"
    """The layout of the PDF: numbered sheets with notes at their foot."""


def write_html(document: Document, theme: Theme) -> Written:
    """Return the document as one accessible HTML5 page that needs nothing from outside."""
    return Written(page(document, theme).encode("utf-8"))


def page(document: Document, theme: Theme) -> str:
    """Return the stand-alone page."""
    css = stylesheet.looks(theme) + "\n" + stylesheet.screen(theme)
    parts = [
        *_head(document, f'<meta name="viewport" content="width=device-width">\n<style>\n{css}\n</style>'),
        f'<header class="marks">{_marks(document)}</header>' if document.marks else "",
        f"<main>\n{_blocks(document.blocks, Medium.SCREEN)}\n</main>",
        _notes(document),
        "</body>\n</html>\n",
    ]
    return "\n".join(part for part in parts if part)


def sheets(document: Document) -> str:
    """Return the page that is laid out on sheets; its stylesheets are handed to the layout apart."""
    running = f'<p class="running-head">{escape(document.running_head)}</p>' if document.running_head else ""
    return "\n".join(
        [
            *_head(document, ""),
            f'<div class="first-head">{_marks(document)}</div>',
            f'<div class="page-head">{_marks(document)}{running}</div>',
            '<div class="page-foot"><p class="page-label"></p></div>',
            _blocks(document.blocks, Medium.SHEETS),
            "</body>\n</html>\n",
        ]
    )


def _head(document: Document, more: str) -> list[str]:
    date = f'<meta name="dcterms.created" content="{_e(document.date)}">' if document.date else ""
    return [
        f'<!DOCTYPE html>\n<html lang="{_e(document.language)}" dir="{document.direction}">\n<head>',
        f'<meta charset="utf-8">\n<title>{_e(document.title)}</title>',
        f'<meta name="author" content="{_e(document.issuer)}">\n{date}\n{more}\n</head>\n<body>',
    ]


def _marks(document: Document) -> str:
    return "".join(f'<p class="mark">{_e(mark.text)}</p>' for mark in document.marks)


def _e(text: str | None) -> str:
    return escape(text or "", quote=True)


def _attributes(**values: str | None) -> str:
    """Attributes with a value; a trailing underscore in a name is for Python's sake."""
    return "".join(
        f' {name.rstrip("_").replace("_", "-")}="{_e(value)}"' for name, value in values.items() if value
    )


# ---- blocks ---------------------------------------------------------------------------------------


def _blocks(blocks: Iterable[Block], medium: Medium) -> str:
    return "\n".join(_block(block, medium) for block in blocks)


def _block(block: Block, medium: Medium) -> str:
    match block:
        case Heading():
            key = _attributes(id=block.key)
            return f"<h{block.level}{key}>{_inline(block.content, medium)}</h{block.level}>"
        case Paragraph():
            return f'<p class="{block.role.value}">{_inline(block.content, medium)}</p>'
        case List():
            return _list(block, medium)
        case Table():
            return _table(block, medium)
        case Figure():
            return _figure(block, medium)
        case Division():
            name = REGISTRY[block.role].html
            more = _attributes(class_=block.role.value, lang=block.language, dir=block.direction)
            return f"<{name}{more}>\n{_blocks(block.blocks, medium)}\n</{name}>"
        case _:
            assert_never(block)


def _list(block: List, medium: Medium) -> str:
    name = "ol" if block.ordered else "ul"
    return f"<{name}>\n" + "\n".join(_item(item, medium) for item in block.items) + f"\n</{name}>"


def _item(item: ListItem, medium: Medium) -> str:
    # The layout tags a list that stands directly in an item as its sibling; a division keeps it inside.
    blocks = "\n".join(
        f"<div>{_block(block, medium)}</div>" if isinstance(block, List) else _block(block, medium)
        for block in item.blocks
    )
    return f"<li{_attributes(data_label=item.label, style=_label(item.label))}>{blocks}</li>"


def _label(label: str) -> str | None:
    """The label as the marker of its item: `content` on markers is beyond the layout, a string is not."""
    return f"list-style-type: {stylesheet.quoted(label + chr(0x2002))}" if label else None


def _table(table: Table, medium: Medium) -> str:
    total = sum(table.widths)
    columns = "".join(
        f'<col style="width: {stylesheet.number(100 * width / total)}%">' for width in table.widths
    )
    caption = _caption(table, medium)
    parts = [
        f"<table{_attributes(id=table.key)}>",
        f"<caption>{caption}</caption>" if caption else "",
        f"<colgroup>{columns}</colgroup>" if columns else "",
        _rows("thead", table.head, medium),
        _rows("tbody", table.body, medium),
        "</table>",
    ]
    return "\n".join(part for part in parts if part)


def _caption(block: Table | Figure, medium: Medium) -> str:
    words = _inline(block.caption, medium)
    return f"{_e(block.label)}. {words}" if block.label and words else words


def _rows(name: str, rows: tuple[Row, ...], medium: Medium) -> str:
    inner = "\n".join(_row(row, medium) for row in rows)
    return f"<{name}>\n{inner}\n</{name}>" if rows else ""


def _row(row: Row, medium: Medium) -> str:
    cells = "".join(_cell(cell, medium) for cell in row.cells)
    return f'<tr class="long">{cells}</tr>' if may_break(row) else f"<tr>{cells}</tr>"


def _cell(cell: Cell, medium: Medium) -> str:
    inner = _blocks(cell.blocks, medium)
    return f"<td>{inner}</td>" if cell.header is None else f'<th scope="{cell.header.value}">{inner}</th>'


def _figure(figure: Figure, medium: Medium) -> str:
    image, caption = figure.image, _caption(figure, medium)
    picture = _attributes(
        src=_source(figure, medium),
        alt=figure.alt,
        width=str(image.width),
        height=str(image.height),
        style=f"width: {stylesheet.number(figure.width)}mm",
    )
    words = f"\n<figcaption>{caption}</figcaption>" if caption else ""
    return f"<figure{_attributes(id=figure.key)}>\n<img{picture}>{words}\n</figure>"


def _source(figure: Figure, medium: Medium) -> str:
    if medium is Medium.SHEETS:
        return PREPARED + figure.image.name
    kind = "png" if figure.image.name.endswith(".png") else "jpeg"
    return f"data:image/{kind};base64," + base64.b64encode(figure.image.data).decode("ascii")


# ---- words ----------------------------------------------------------------------------------------


def _inline(content: Iterable[Inline], medium: Medium) -> str:
    return "".join(_word(node, medium) for node in content)


def _word(node: Inline, medium: Medium) -> str:
    match node:
        case Text():
            return _e(node.text)
        case Emphasis():
            return f"<em>{_inline(node.content, medium)}</em>"
        case Strong():
            return f"<strong>{_inline(node.content, medium)}</strong>"
        case Span():
            role = node.role.value if node.role else None
            more = _attributes(class_=role, lang=node.language, dir=node.direction)
            return f"<span{more}>{_inline(node.content, medium)}</span>"
        case Link():
            return f"<a{_attributes(href=node.target)}>{_inline(node.content, medium)}</a>"
        case LineBreak():
            return "<br>"
        case Footnote():
            return _note_call(node, medium)
        case CrossReference():
            return f"<a{_attributes(href='#' + node.target, class_='reference')}>{_e(node.label)}</a>"
        case _:
            assert_never(node)


def _note_call(note: Footnote, medium: Medium) -> str:
    if medium is Medium.SHEETS:
        words = _inline(note.content, medium)
        return f'<span class="footnote" data-number="{note.number}">{words}</span>'
    number = note.number
    return f'<sup><a href="#note-{number}" id="call-{number}" role="doc-noteref">{number}</a></sup>'


def _notes(document: Document) -> str:
    notes = [node for node in walk(document.blocks) if isinstance(node, Footnote)]
    if not notes:
        return ""
    items = "\n".join(
        f'<li id="note-{note.number}" data-label="{note.number}" value="{note.number}">'
        f"{_inline(note.content, Medium.SCREEN)}"
        f' <a href="#call-{note.number}" role="doc-backlink">↩</a></li>'
        for note in sorted(notes, key=lambda note: note.number)
    )
    return f'<section class="notes" role="doc-endnotes">\n<ol>\n{items}\n</ol>\n</section>'
