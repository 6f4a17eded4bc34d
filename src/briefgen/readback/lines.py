"""What plain text must show, line by line: the Document told once more, without the writer's code."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from briefgen.document import (
    Block,
    Cell,
    Contents,
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
    NoteMark,
    Paragraph,
    Row,
    Scope,
    Span,
    Strong,
    Table,
    Text,
    walk,
)
from briefgen.places import Place

Line = tuple[str, Place | None]


def lines(document: Document) -> Iterator[Line]:
    """Yield every line that holds text, with where it comes from; the marks come first and last."""
    marks: list[Line] = [(mark.text, None) for mark in document.marks]
    yield from marks
    for block in document.blocks:
        yield from _filled(_block(block))
    notes = [node for node in walk(document.blocks) if isinstance(node, Footnote)]
    for note in sorted(notes, key=lambda node: node.number):
        yield from _filled(_split(f"[{note.number}] " + said(note.content), note.origin))
    yield from marks


def _filled(found: Iterator[Line]) -> Iterator[Line]:
    return (line for line in found if line[0].strip())


def _split(text: str, origin: Place | None) -> Iterator[Line]:
    return ((line, origin) for line in text.split("\n"))


def _block(block: Block) -> Iterator[Line]:
    match block:
        case Heading():
            number = f"{block.label} " if block.label else ""
            yield from _split(number + said(block.content), block.origin)
        case Paragraph():
            yield from _split(said(block.content), block.origin)
        case Contents():
            yield from ((entry.text, block.origin) for entry in block.entries)
        case List():
            for item in block.items:
                yield from _item(item)
        case Table():
            yield from _split(_caption(block), block.origin)
            tops = [[_flat(cell) for cell in row.cells] for row in block.head]
            for row in block.body:
                yield from _values(row, tops)
            for note in block.notes:
                yield from _split(f"[{note.label}] {said(note.content)}", note.origin)
        case Figure():
            yield f"[{block.alt}]", block.origin
            yield from _split(_caption(block), block.origin)
        case Division() | Landscape():
            for inner in block.blocks:
                yield from _block(inner)
        case _:
            assert_never(block)


def _item(item: ListItem) -> Iterator[Line]:
    first, rest = item.blocks[:1], item.blocks[1:]
    if first and isinstance(first[0], Paragraph):
        yield from _split(f"{item.label} {said(first[0].content)}", first[0].origin or item.origin)
    else:
        yield item.label, item.origin
        rest = item.blocks
    for block in rest:
        yield from _block(block)


def _caption(block: Table | Figure) -> str:
    text = said(block.caption)
    return f"{block.label}. {text}" if text and block.label else text


def _values(row: Row, tops: list[list[str]]) -> Iterator[Line]:
    """A value of one line goes on after its name, one of several stands below it."""
    row_name = " ".join(_flat(cell) for cell in row.cells if cell.header is Scope.ROW)
    for index, cell in enumerate(row.cells):
        if cell.header is Scope.ROW:
            continue
        column_name = " ".join(top[index] for top in tops if index < len(top) and top[index])
        name = f"{row_name} — {column_name}" if row_name and column_name else row_name or column_name
        value = _inside(cell)
        if len(value) == 1:
            yield (f"{name}: {value[0]}" if name else value[0]), cell.origin
        else:
            yield (f"{name}:" if name else ""), cell.origin
            yield from ((line, cell.origin) for line in value)


def _inside(cell: Cell) -> list[str]:
    return [text.strip() for block in cell.blocks for text, _ in _filled(_block(block))]


def _flat(cell: Cell) -> str:
    return "; ".join(_inside(cell))


def said(content: tuple[Inline, ...]) -> str:
    """Return inline content as plain text says it: addresses in angle brackets, notes in square ones."""
    return "".join(_said(node) for node in content)


def _said(node: Inline) -> str:
    match node:
        case Text():
            return node.text
        case Emphasis() | Strong() | Span():
            return said(node.content)
        case Link():
            text, address = said(node.content), node.target.removeprefix("mailto:")
            return text if text in (node.target, address) else f"{text} <{address}>"
        case LineBreak():
            return "\n"
        case Footnote():
            return f"[{node.number}]"
        case NoteMark():
            return f"[{node.label}]"
        case CrossReference():
            return node.label
        case _:
            assert_never(node)
