"""Tables: fixed widths, header rows that repeat, rows that do not break, cells of real paragraphs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from briefgen.document import Block, Cell, Direction, Row, Scope, Table, may_break
from briefgen.roles import REGISTRY, Role
from briefgen.theme import Theme
from briefgen.writers.docx.ooxml import TWIPS_PER_MILLIMETRE, Element, millimetres, w
from briefgen.writers.docx.properties import Around
from briefgen.writers.docx.styles import ROW_HEADER, style_id

_CONDITION = {Scope.COLUMN: "100000000000", Scope.ROW: "001000000000"}
"""`w:cnfStyle`: belongs to the header row, to the header column (ISO/IEC 29500-1, 17.4.7 and 17.18.7)."""


def column_widths(widths: tuple[int, ...], available: int) -> list[int]:
    """Share out so many twips by relative widths, without losing one to rounding."""
    total = sum(widths)
    edges = [round(available * so_far / total) for so_far in (0, *accumulate(widths))]
    return [end - start for start, end in pairwise(edges)]


@dataclass
class TableWriter:
    """Writes one table."""

    theme: Theme
    write_blocks: Callable[[tuple[Block, ...], Around], list[Element]]
    direction: Direction

    def write(self, table: Table, around: Around) -> Element:
        """Return `w:tbl`."""
        available = around.width - around.indent
        widths = column_widths(table.widths, millimetres(available))
        rows_in_head, first_column = len(table.head), self._has_row_headers(table)
        properties = w("tblPr", w("tblStyle", val=style_id(REGISTRY[Role.TABLE].word_style)))
        if around.direction == "rtl":
            properties.append(w("bidiVisual"))
        properties.append(w("tblW", w=sum(widths), type="dxa"))
        properties.append(w("tblInd", w=millimetres(around.indent), type="dxa"))
        properties.append(w("tblLayout", type="fixed"))
        properties.append(_look(bool(table.head), first_column))
        element = w("tbl", properties, w("tblGrid", *(w("gridCol", w=width) for width in widths)))
        rows = (*table.head, *table.body)
        for index, row in enumerate(rows):
            # A page neither begins with the last row alone nor ends with the first; notes cling to the last.
            last = index == len(rows) - 1
            kept = bool(table.notes) if last else index <= rows_in_head or index == len(rows) - 2
            inside = replace(around, keep_with_next=kept)
            element.append(self._row(row, index < rows_in_head, widths, inside))
        return element

    @staticmethod
    def _has_row_headers(table: Table) -> bool:
        return any(row.cells and row.cells[0].header is Scope.ROW for row in table.body)

    def _row(self, row: Row, head: bool, widths: list[int], around: Around) -> Element:
        properties = w("trPr") if may_break(row) else w("trPr", w("cantSplit"))
        if head:
            properties.append(w("tblHeader"))
        cells = (self._cell(cell, width, around) for cell, width in zip(row.cells, widths, strict=True))
        return w("tr", properties, *cells)

    def _cell(self, cell: Cell, width: int, around: Around) -> Element:
        properties = w("tcPr", w("tcW", w=width, type="dxa"))
        if cell.header:
            properties.insert(0, w("cnfStyle", val=_CONDITION[cell.header]))
        style = _style(cell)
        inside = Around(
            around.language,
            around.direction,
            width / TWIPS_PER_MILLIMETRE - self.theme.look(Role.TABLE_CELL).indent,
            keep_with_next=around.keep_with_next,
            why=("kept",) if around.keep_with_next else (),
            roles=(Role.TABLE_HEADER if cell.header else Role.TABLE_CELL,),
            cell=style,
        )
        content = self.write_blocks(cell.blocks, inside)
        if not content or content[-1].tag == w("tbl").tag:
            # a cell must end with a paragraph
            content.append(w("p", w("pPr", w("pStyle", val=style_id(style)))))
        return w("tc", properties, *content)


def _style(cell: Cell) -> str:
    match cell.header:
        case Scope.ROW:
            return ROW_HEADER
        case Scope.COLUMN:
            return REGISTRY[Role.TABLE_HEADER].word_style
        case None:
            return REGISTRY[Role.TABLE_CELL].word_style


def _look(first_row: bool, first_column: bool) -> Element:
    """Say which parts of the table are headers: assistive technology reads it."""
    bits = 0x0020 * first_row + 0x0080 * first_column + 0x0400 + 0x0200
    return w(
        "tblLook",
        val=f"{bits:04X}",
        firstRow=int(first_row),
        lastRow=0,
        firstColumn=int(first_column),
        lastColumn=0,
        noHBand=1,
        noVBand=1,
    )
