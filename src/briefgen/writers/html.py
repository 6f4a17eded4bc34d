"""The Document as HTML: a stand-alone page for readers, and the page that the PDF is laid out from.

One renderer makes both. They differ in where notes stand (a list at the end; the foot of the page), in
how pictures are brought (inside the page; by name, from memory), and in that only a screen scrolls.
Identifiers are the keys of the tree; those made here have an underscore, which no key has.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator
from enum import Enum
from html import escape
from typing import assert_never

from briefgen.document import (
    Block,
    Cell,
    Contents,
    ContentsEntry,
    CrossReference,
    Division,
    Document,
    Emphasis,
    Figure,
    Footnote,
    Heading,
    Inline,
    Landscape,
    LineBreak,
    Link,
    List,
    ListItem,
    Node,
    NoteMark,
    Paragraph,
    Row,
    Span,
    Strong,
    Table,
    TableNote,
    Text,
    children,
    may_break,
    plain_text,
)
from briefgen.roles import REGISTRY
from briefgen.theme import Theme
from briefgen.writers import stylesheet
from briefgen.writers.written import Written

WIDE = 4
"""Columns beyond which a table keeps a readable width on a narrow screen and scrolls instead."""
COLUMN = 30
"""That width, in millimetres for each column."""
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
            return _heading(block, medium)
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
        case Landscape():
            return f'<section class="landscape">\n{_blocks(block.blocks, medium)}\n</section>'
        case Contents():
            return _contents(block, medium)
        case _:
            assert_never(block)


def _heading(block: Heading, medium: Medium) -> str:
    more = _attributes(id=block.key, class_="numbered" if block.label else None)
    number = f'<span class="heading-label">{_e(block.label)}</span> ' if block.label else ""
    return f"<h{block.level}{more}>{number}{_inline(block.content, medium)}</h{block.level}>"


def _contents(block: Contents, medium: Medium) -> str:
    """The lines, without pages: the layout of the PDF counts them itself, a screen has none."""
    if medium is Medium.SHEETS:
        return _lines("nav", "contents", map(_entry, block.entries))
    items = "\n".join(f"<li>{_entry(entry)}</li>" for entry in block.entries)
    return f'<nav class="contents" role="doc-toc">\n<ul>\n{items}\n</ul>\n</nav>' if items else ""


def _entry(entry: ContentsEntry) -> str:
    return f'<p class="contents-{entry.level}"><a{_attributes(href="#" + entry.key)}>{_e(entry.text)}</a></p>'


def _lines(name: str, role: str, lines: Iterable[str]) -> str:
    inner = "\n".join(lines)
    return f'<{name} class="{role}">\n{inner}\n</{name}>' if inner else ""


def _list(block: List, medium: Medium) -> str:
    name = "ol" if block.ordered else "ul"
    return f"<{name}>\n" + "\n".join(_item(item, medium) for item in block.items) + f"\n</{name}>"


def _item(item: ListItem, medium: Medium) -> str:
    # The layout tags a list that stands directly in an item as its sibling; a division keeps it inside.
    blocks = "\n".join(
        f"<div>{_block(block, medium)}</div>" if isinstance(block, List) else _block(block, medium)
        for block in item.blocks
    )
    more = _attributes(id=item.key, data_label=item.label, style=_label(item.label))
    return f"<li{more}>{blocks}</li>"


def _label(label: str) -> str | None:
    """The label as the marker of its item: `content` on markers is beyond the layout, a string is not."""
    return f"list-style-type: {stylesheet.quoted(label + chr(0x2002))}" if label else None


def _table(table: Table, medium: Medium) -> str:
    inner = _grid(table, medium)
    if (
        medium is Medium.SCREEN
    ):  # a region that scrolls is reached by the keyboard and has a name (WCAG 2.1.1)
        name = _attributes(aria_label=plain_text(table.caption) or table.label)
        inner = f'<div class="wide" role="region" tabindex="0"{name}>\n{inner}\n</div>'
    return _lines("div", "table-block", [inner, *(_table_note(note, medium) for note in table.notes)])


def _table_note(note: TableNote, medium: Medium) -> str:
    label = f'<span class="note-label">{_e(note.label)}</span>'
    words = _inline(note.content, medium)
    return f'<p class="table-note"{_attributes(data_label=note.label)}>{label} {words}</p>'


def _grid(table: Table, medium: Medium) -> str:
    total = sum(table.widths)
    columns = "".join(
        f'<col style="width: {stylesheet.number(100 * width / total)}%">' for width in table.widths
    )
    caption = _caption(table, medium)
    wide = medium is Medium.SCREEN and len(table.widths) > WIDE
    width = f"--least: {COLUMN * len(table.widths)}mm" if wide else None
    parts = [
        f"<table{_attributes(id=table.key, style=width)}>",
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
            return "<br>" if medium is Medium.SCREEN else "<br> "  # the outline of a PDF knows no lines
        case Footnote():
            return _note_call(node, medium)
        case NoteMark():
            return f'<sup class="note-mark">{_e(node.label)}</sup>'
        case CrossReference():
            return f"<a{_attributes(href='#' + node.target, class_='cross-reference')}>{_e(node.label)}</a>"
        case _:
            assert_never(node)


def _note_call(note: Footnote, medium: Medium) -> str:
    number = note.number
    if medium is Medium.SHEETS:
        words = _inline(note.content, medium)
        return f'<span class="footnote" data-number="{number}"{_attributes(id=note.key)}>{words}</span>'
    more = _attributes(href="#" + _note_id(note), id=f"call_{number}", role="doc-noteref")
    return f"<sup><a{more}>{number}</a></sup>"


def _note_id(note: Footnote) -> str:
    return note.key or f"note_{note.number}"


def _notes(document: Document) -> str:
    found = sorted(_footnotes(document.blocks, {}), key=lambda one: one[0].number)
    if not found:
        return ""
    items = "\n".join(_note(note, around) for note, around in found)
    return f'<section class="notes" role="doc-endnotes">\n<ol>\n{items}\n</ol>\n</section>'


def _note(note: Footnote, around: dict[str, str | None]) -> str:
    number = str(note.number)
    more = _attributes(id=_note_id(note), data_label=number, value=number, **around)
    back = f'<a href="#call_{number}" role="doc-backlink">↩</a>'
    return f"<li{more}>{_inline(note.content, Medium.SCREEN)} {back}</li>"


def _footnotes(
    nodes: tuple[Node, ...], around: dict[str, str | None]
) -> Iterator[tuple[Footnote, dict[str, str | None]]]:
    """The notes, each with the language and direction of the words around its mark."""
    for node in nodes:
        if isinstance(node, Footnote):
            yield node, around
        elif isinstance(node, Span | Division) and (node.language or node.direction):
            own = {"lang": node.language, "dir": node.direction}
            yield from _footnotes(children(node), around | {k: v for k, v in own.items() if v})
        else:
            yield from _footnotes(children(node), around)
