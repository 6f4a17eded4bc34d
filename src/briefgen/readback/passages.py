"""What a reader must find in a finished file: the Document as a flat list of passages.

Every format's reader (`readback/pdf.py`, `docx.py`, `html.py`, `text.py`) brings its file into the
same list, so that comparing is the same everywhere. The rules, for both sides:

- One passage per heading, paragraph, cell, caption, figure and note, in reading order. Notes come
  last, in the order of their numbers, because each format puts them somewhere else.
- `text` is what is printed. Where a note is called it holds the number in brackets, `[1]`; a line
  break is a newline. How much white space counts is for `compare` to say.
- A list item's first paragraph carries the item's `label`, further ones an empty label. An item that
  does not begin with a paragraph begins with a passage of empty text that carries the label.
- A cell is one passage, whatever it holds: paragraphs are joined with newlines, list items in it
  read `label text`, pictures read as their text alternative. Empty cells count.
- A caption reads `label. words`; without a label only the words. A table's caption comes before its
  cells, a figure's caption after the figure.
- Paragraphs and captions without a visible character are left out on both sides.
- Plain text has no structure: there every printed line is a paragraph, marks included (`lines`).
- Marks, running heads and page labels are no passages elsewhere; see `Furniture`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, assert_never

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
    Scope,
    Span,
    Strong,
    Table,
    Text,
    walk,
)
from briefgen.jobs import Format
from briefgen.places import Place
from briefgen.readback.lines import lines

Kind = Literal["heading", "paragraph", "list-item", "header-cell", "cell", "caption", "figure", "note"]


@dataclass(frozen=True, slots=True)
class Passage:
    """One piece of text that stands by itself."""

    kind: Kind
    text: str
    """What is printed; for a figure its text alternative."""
    level: int = 0
    """Of a heading 1 to 4; of a list item its depth from 1; of a cell its column from 1; of
    a note its number."""
    label: str = ""
    """What is printed before a list item (`•`, `1.`); of a header cell `col` or `row`."""
    links: tuple[tuple[str, str], ...] = ()
    """The links in it: the words that carry the link, and the address."""
    origin: Place | None = field(default=None, compare=False)
    """Where it comes from; None in what was read from a file."""


@dataclass(frozen=True, slots=True)
class Furniture:
    """What a finished file says beside its passages."""

    title: str
    """From the file's metadata."""
    language: str
    """BCP 47 code from the file's metadata or root element."""
    sheets: tuple[str, ...]
    """Text outside the passages: PDF, one string per page; Word, one per kind of page (first, others),
    header and footer joined with a newline, page fields written `{page}` and `{pages}`; HTML and
    plain text, one for the whole file."""
    cut: tuple[str, ...] = ()
    """Text that does not lie within its page; only a PDF can have such."""


def passages(document: Document, file_format: Format) -> tuple[Passage, ...]:
    """Return what a reader of this format must find in the document, in order."""
    if file_format is Format.TXT:
        return tuple(Passage("paragraph", text.strip(" "), origin=origin) for text, origin in lines(document))
    return (*_left_in(_blocks(document.blocks, 0)), *_notes(document))


def words(content: tuple[Inline, ...]) -> str:
    """Return the printed text of inline content: line breaks as newlines, calls of notes as `[1]`."""
    return "".join(_word(node) for node in content)


def _word(node: Inline) -> str:
    match node:
        case Text():
            return node.text
        case LineBreak():
            return "\n"
        case CrossReference():
            return node.label
        case Footnote():
            return f"[{node.number}]"
        case Emphasis() | Strong() | Span() | Link():
            return words(node.content)
        case _:
            assert_never(node)


def _links(nodes: tuple[Inline, ...] | tuple[Block, ...]) -> tuple[tuple[str, str], ...]:
    """The links below the nodes, without those inside notes, which belong to the note."""
    inside_notes = {id(n) for note in walk(nodes) if isinstance(note, Footnote) for n in walk(note.content)}
    return tuple(
        (words(node.content), node.target)
        for node in walk(nodes)
        if isinstance(node, Link) and id(node) not in inside_notes
    )


def _left_in(found: Iterator[Passage]) -> Iterator[Passage]:
    for passage in found:
        if passage.text.strip() or passage.kind in ("list-item", "cell", "header-cell", "figure"):
            yield passage


def _blocks(blocks: tuple[Block, ...], depth: int) -> Iterator[Passage]:
    for block in blocks:
        yield from _block(block, depth)


def _block(block: Block, depth: int) -> Iterator[Passage]:
    """`depth` is that of the list item around the block, 0 outside lists."""
    match block:
        case Heading():
            yield Passage(
                "heading", words(block.content), block.level, "", _links(block.content), block.origin
            )
        case Paragraph():
            yield _paragraph(block, depth)
        case List():
            for item in block.items:
                yield from _item(item, depth + 1)
        case Table():
            yield _caption(block)
            for row in (*block.head, *block.body):
                yield from _row(row)
        case Figure():
            yield Passage("figure", block.alt, origin=block.origin)
            yield _caption(block)
        case Division():
            yield from _blocks(block.blocks, depth)
        case _:
            assert_never(block)


def _paragraph(block: Paragraph, depth: int, label: str = "") -> Passage:
    kind: Kind = "list-item" if depth else "paragraph"
    return Passage(kind, words(block.content), depth, label, _links(block.content), block.origin)


def _item(item: ListItem, depth: int) -> Iterator[Passage]:
    first, rest = item.blocks[:1], item.blocks[1:]
    if first and isinstance(first[0], Paragraph):
        yield _paragraph(first[0], depth, item.label)
        yield from _blocks(rest, depth)
    else:
        yield Passage("list-item", "", depth, item.label, origin=item.origin)
        yield from _blocks(item.blocks, depth)


def _caption(block: Table | Figure) -> Passage:
    text = words(block.caption)
    if block.label and text:
        text = f"{block.label}. {text}"
    return Passage("caption", text, links=_links(block.caption), origin=block.origin)


def _row(row: Row) -> Iterator[Passage]:
    for column, cell in enumerate(row.cells, 1):
        yield _cell(cell, column)


def _cell(cell: Cell, column: int) -> Passage:
    kind: Kind = "cell" if cell.header is None else "header-cell"
    scope = {None: "", Scope.COLUMN: "col", Scope.ROW: "row"}[cell.header]
    text = "\n".join(_lines(cell.blocks))
    return Passage(kind, text, column, scope, _links(cell.blocks), cell.origin)


def _lines(blocks: tuple[Block, ...]) -> Iterator[str]:
    """The printed lines of blocks inside a cell."""
    for block in blocks:
        match block:
            case Heading() | Paragraph():
                yield words(block.content)
            case List():
                for item in block.items:
                    yield f"{item.label} " + "\n".join(_lines(item.blocks))
            case Table():
                yield from (
                    line for row in (*block.head, *block.body) for c in row.cells for line in _lines(c.blocks)
                )
            case Figure():
                yield block.alt
            case Division():
                yield from _lines(block.blocks)
            case _:
                assert_never(block)


def _notes(document: Document) -> Iterator[Passage]:
    notes = [node for node in walk(document.blocks) if isinstance(node, Footnote)]
    for note in sorted(notes, key=lambda node: node.number):
        yield Passage("note", words(note.content), note.number, "", _links(note.content), note.origin)
