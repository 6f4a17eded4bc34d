"""The Document as plain text, for the body of an e-mail: one paragraph a line, a blank line between.

Lines are not wrapped, because every mail program wraps by itself. What plain text cannot show is
written in words where that is possible, and reported as a simplification.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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
    Node,
    NoteMark,
    Paragraph,
    Row,
    Scope,
    Span,
    Strong,
    Table,
    TableNote,
    Text,
    walk,
)
from briefgen.places import Place
from briefgen.problems import Problem, Weight
from briefgen.roles import Role
from briefgen.theme import Theme
from briefgen.writers.written import Written

INDENT = "    "
TOGETHER = (
    Role.LETTERHEAD, Role.ADDRESSEE, Role.PARTICULARS, Role.SIGNATURE, Role.COPIES, Role.CONTACT, Role.LEGEND,
)  # fmt: skip
"""Divisions whose lines follow one another without blank lines."""


def write_text(document: Document, theme: Theme) -> Written:  # noqa: ARG001  # every writer has this signature
    """Return the document as UTF-8 text with line feeds; the theme changes nothing in it.

    Problems: `plain-text` (simplifications) for emphasis, pictures and tables.
    """
    marks = "\n".join(mark.text for mark in document.marks)
    notes = [node for node in walk(document.blocks) if isinstance(node, Footnote)]
    paragraphs = [
        marks,
        *_blocks(document.blocks),
        *(f"[{note.number}] {_words(note.content)}" for note in sorted(notes, key=lambda note: note.number)),
        marks,
    ]
    text = "\n\n".join(paragraph for paragraph in paragraphs if paragraph.strip()) + "\n"
    return Written(text.encode("utf-8"), tuple(_simplifications(document)))


# ---- blocks: each yields paragraphs, which blank lines will part -------------------------------------


def _blocks(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        yield from _block(block)


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield f"{block.label} {_words(block.content)}" if block.label else _words(block.content)
        case Paragraph():
            yield _words(block.content)
        case Contents():
            yield "\n".join(INDENT * (entry.level - 2) + entry.text for entry in block.entries)
        case List():
            yield "\n".join(line for item in block.items for line in _item(item))
        case Table():
            yield _caption(block)
            yield from _table(block)
        case Figure():
            yield f"[{block.alt}]"
            yield _caption(block)
        case Division():
            yield from _division(block)
        case Landscape():
            yield from _blocks(block.blocks)
        case _:
            assert_never(block)


def _division(division: Division) -> Iterator[str]:
    inside = list(_blocks(division.blocks))
    if division.role is Role.QUOTATION:
        yield from (_indented(paragraph, INDENT) for paragraph in inside)
    elif division.role in TOGETHER:
        yield "\n".join(paragraph for paragraph in inside if paragraph.strip())
    else:
        yield from inside


def _indented(paragraph: str, by: str) -> str:
    return "\n".join(by + line for line in paragraph.split("\n"))


def _item(item: ListItem) -> Iterator[str]:
    inside = [line for paragraph in _blocks(item.blocks) for line in paragraph.split("\n")]
    first = inside[0] if item.blocks and isinstance(item.blocks[0], Paragraph) else ""
    rest = inside[1:] if item.blocks and isinstance(item.blocks[0], Paragraph) else inside
    yield f"{item.label} {first}".strip()
    yield from (INDENT + line for line in rest)


def _caption(block: Table | Figure) -> str:
    words = _words(block.caption)
    return f"{block.label}. {words}" if block.label and words else words


def _table(table: Table) -> Iterator[str]:
    """One paragraph for every row, one line for every value: `row — column: value`; then the notes."""
    heads = [["; ".join(_cell(cell)) for cell in row.cells] for row in table.head]
    columns = [" ".join(filter(None, parts)) for parts in zip(*heads, strict=False)]
    for row in table.body:
        yield "\n".join(_row(row, columns))
    yield "\n".join(f"[{note.label}] {_words(note.content)}" for note in table.notes)


def _row(row: Row, columns: list[str]) -> Iterator[str]:
    names = " ".join("; ".join(_cell(cell)) for cell in row.cells if cell.header is Scope.ROW)
    for number, cell in enumerate(row.cells):
        if cell.header is not Scope.ROW:
            column = columns[number] if number < len(columns) else ""
            yield from _value(" — ".join(filter(None, (names, column))), _cell(cell))


def _value(name: str, lines: list[str]) -> Iterator[str]:
    """One line, or where the value has several, its name with the lines indented below it."""
    if len(lines) > 1:
        yield from filter(None, [name and f"{name}:"])
        yield from (INDENT + line for line in lines)
    else:
        value = "".join(lines)
        yield f"{name}: {value}".rstrip() if name else value


def _cell(cell: Cell) -> list[str]:
    lines = [line.strip() for paragraph in _blocks(cell.blocks) for line in paragraph.split("\n")]
    return [line for line in lines if line]


# ---- words ------------------------------------------------------------------------------------------


def _words(content: Iterable[Inline]) -> str:
    return "".join(_word(node) for node in content)


def _word(node: Inline) -> str:
    match node:
        case Text():
            return node.text
        case Emphasis() | Strong() | Span():
            return _words(node.content)
        case Link():
            return _link(_words(node.content), node.target)
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


def _link(words: str, target: str) -> str:
    address = target.removeprefix("mailto:")
    return words if words in (target, address) else f"{words} <{address}>"


# ---- what plain text cannot show ----------------------------------------------------------------------


def _simplifications(document: Document) -> Iterator[Problem]:
    """Yield each kind of loss once, at its first place: a report has hundreds of stressed words."""
    places: dict[str, list[Place | None]] = {}
    for node in walk(document.blocks):
        if what := _lost(node):
            places.setdefault(what, []).append(node.origin)
    for what, found in places.items():
        others = f", here and in {_more(len(found) - 1)}" if len(found) > 1 else ""
        yield _simplified(f"{what}{others}", found[0])


def _more(count: int) -> str:
    return "one more place" if count == 1 else f"{count} more places"


def _lost(node: Node) -> str:
    match node:
        case Emphasis() | Strong():
            return "Emphasis is lost in plain text"
        case Figure():
            return "A picture is only described in plain text"
        case Table():
            return "A table becomes a list of its values in plain text"
        case (
            Text() | Span() | Link() | LineBreak() | Footnote() | NoteMark() | CrossReference() | TableNote()
            | Heading() | Paragraph() | List() | ListItem() | Row() | Cell()
            | Division() | Contents() | Landscape()
        ):  # fmt: skip
            return ""
        case _:
            assert_never(node)


def _simplified(what: str, place: Place | None) -> Problem:
    return Problem(
        code="plain-text",
        message=what,
        advice="Nothing needs to be done if the text is clear without it.",
        place=place,
        weight=Weight.SIMPLIFICATION,
    )
