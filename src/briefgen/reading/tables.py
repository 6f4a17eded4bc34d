"""Reading tables: a caption, header rows, body rows, every row as long as the others."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from briefgen.document import Block, Cell, Inline, Paragraph, Row, Scope, Table, plain_text, walk
from briefgen.problems import Problem
from briefgen.reading.inlines import Around, Inside, origin_of, read_inlines
from briefgen.reading.raw import Element
from briefgen.reading.vocabulary import attribute_problems

NARROWEST, WIDEST = 6, 40
"""Column widths that content can ask for, in characters."""
PADDING = 3
"""Room beside the words of a cell, in characters: padding, and letters wider than others."""
ROOM = 84
"""Characters on a line of a table that is as wide as the text."""


@dataclass(frozen=True, slots=True)
class CellReader:
    """What the reader of blocks lends to the reader of tables."""

    mixed: Callable[[Element], tuple[Block, ...]]
    no_text: Callable[[Element, str], None]
    key: Callable[[Element], str | None]


_SHAPES = (
    ["caption", "thead", "tbody"],
    ["caption", "colgroup", "thead", "tbody"],
)


def read_table(element: Element, inside: Inside, reader: CellReader) -> Table | None:
    """Return a table, or None after complaining of what it lacks."""
    reader.no_text(element, "<table>")
    parts = {child.name: child for child in element.elements}
    if [child.name for child in element.elements] not in _SHAPES:
        inside.add(
            "bad-table",
            "The table is not made as tables are",
            "It holds, in this order: <caption>, if wanted <colgroup>, <thead> with the header row, <tbody>.",
            element.place,
        )
        return None
    for part in parts.values():
        inside.problems += attribute_problems(part)
    caption = read_inlines(parts["caption"], inside, Around("caption"))
    head = _rows(parts["thead"], inside, reader, True)
    body = _rows(parts["tbody"], inside, reader, False)
    if not head or not body or not _even(head + body, inside):
        return None
    widths = _widths(parts.get("colgroup"), head + body, inside, reader)
    origin = origin_of(element.content, element.place)
    return Table(caption, head, body, widths, reader.key(element), origin=origin)


def _rows(part: Element, inside: Inside, reader: CellReader, head: bool) -> tuple[Row, ...]:
    reader.no_text(part, f"<{part.name}>")
    rows = []
    for child in part.elements:
        if child.name == "tr":
            inside.problems += attribute_problems(child)
            rows.append(_row(child, inside, reader, head))
        else:
            message = f"<{child.name}> cannot stand directly in <{part.name}>"
            inside.add("misplaced-element", message, "Put it into a row: <tr>…</tr>.", child.place)
    if not rows:
        advice = "A table needs at least one row of headers in <thead> and one row in <tbody>."
        inside.add("bad-table", f"<{part.name}> has no rows", advice, part.place)
    return tuple(rows)


def _row(element: Element, inside: Inside, reader: CellReader, head: bool) -> Row:
    reader.no_text(element, "<tr>")
    cells = []
    for child in element.elements:
        if child.name not in ("th", "td"):
            message = f"<{child.name}> cannot stand directly in <tr>"
            inside.add("misplaced-element", message, "Rows hold <th> and <td>.", child.place)
            continue
        inside.problems += attribute_problems(child)
        header = _scope(child, inside, head)
        cells.append(Cell(reader.mixed(child), header, origin=origin_of(child.content, child.place)))
    if not cells:
        inside.add("bad-table", "A row has no cells", "Delete it, or fill it.", element.place)
    return Row(tuple(cells), origin=origin_of(element.content, element.place))


def _scope(cell: Element, inside: Inside, head: bool) -> Scope | None:
    wanted = "col" if head else "row"
    scope = cell.attributes["scope"].text if "scope" in cell.attributes else None
    if (cell.name == "td" and head) or (cell.name == "th" and scope != wanted):
        inside.add(
            "bad-header",
            f"This cell of <{'thead' if head else 'tbody'}> does not say what it heads",
            f'Write <th scope="{wanted}">' + ("." if head else ", or <td> if it is not a header."),
            cell.place,
        )
    return Scope(wanted) if cell.name == "th" else None


def _even(rows: tuple[Row, ...], inside: Inside) -> bool:
    wanted = len(rows[0].cells)
    ragged = [row for row in rows if len(row.cells) != wanted]
    for row in ragged:
        inside.problems.append(
            Problem(
                "ragged-table",
                f"This row has {len(row.cells)} cells, the first row has {wanted}",
                "Give every row the same number of cells; write a dash “–” where there is nothing to say.",
                row.origin,
                related=(rows[0].origin,) if rows[0].origin else (),
            )
        )
    return not ragged


def _widths(
    group: Element | None, rows: tuple[Row, ...], inside: Inside, reader: CellReader
) -> tuple[int, ...]:
    columns = len(rows[0].cells)
    if group is None:
        return _shared_out([[row.cells[column] for row in rows] for column in range(columns)])
    reader.no_text(group, "<colgroup>")
    named = [child for child in group.elements if child.name == "col" and not attribute_problems(child)]
    widths = tuple(int(child.attributes["width"].text) for child in named if "width" in child.attributes)
    if len(widths) != columns or len(group.elements) != columns:
        message = f"<colgroup> gives the widths of {len(widths)} columns, the table has {columns}"
        inside.add("bad-table", message, 'Write one <col width="2"/> for each column.', group.place)
        return (1,) * columns
    return widths


def _words(cell: Cell) -> str:
    texts: list[tuple[Inline, ...]] = [
        node.content for node in walk(cell.blocks) if isinstance(node, Paragraph)
    ]
    return " ".join(plain_text(content) for content in texts)


def _shared_out(columns: list[list[Cell]]) -> tuple[int, ...]:
    """Share out a line: first its longest word to each column, so that none is broken, then the rest."""
    needs, wishes = zip(*map(_needs_and_wishes, columns), strict=True)
    if sum(wishes) <= ROOM:
        return tuple(wishes)
    left = max(0, ROOM - sum(needs))
    further = [wish - need for need, wish in zip(needs, wishes, strict=True)]
    total = sum(further) or 1
    return tuple(need + left * more // total for need, more in zip(needs, further, strict=True))


def _needs_and_wishes(cells: list[Cell]) -> tuple[int, int]:
    """Return the room for the longest word and, up to `WIDEST` characters, for the longest cell."""
    texts = [_words(cell) for cell in cells]
    word = max(len(word) for text in texts for word in [*re.split(r"\s+", text), ""])
    need = max(NARROWEST, min(word, WIDEST) + PADDING)
    return need, max(need, min(max(len(text) for text in texts), WIDEST) + PADDING)
