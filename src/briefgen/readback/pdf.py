"""Reads a finished PDF along its tags, with PDFium; shares nothing with the writer.

What PDFium does to text, and `compare` makes good: the space at the end of a wrapped line is gone,
a hyphen there reads as U+0002, spaces may be doubled between pieces; no-break spaces may read as
spaces. Right-to-left pieces come in the order of their glyphs. Words that wrap cannot tell a
space from a break inside a long word, so pieces are joined with a newline where a line may end,
and the comparison decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pypdfium2

from briefgen.readback.passages import Furniture, Passage
from briefgen.readback.structure import Element, Piece, cut, tree, untagged

_HEADING = re.compile(r"H[1-6]")
_ROWS = ("THead", "TBody", "TFoot")


def read_pdf(data: bytes) -> tuple[Passage, ...]:
    """Return the passages of a PDF in the order of its tags."""
    document = pypdfium2.PdfDocument(data)
    try:
        root = tree(document)
    finally:
        document.close()
    found: list[Passage] = []
    notes: list[Passage] = []
    for kid in _elements(root):
        _read(kid, 0, found, notes)
    return (*found, *sorted(notes, key=lambda note: note.level))


def furniture_pdf(data: bytes) -> Furniture:
    """Return what the PDF says beside its passages: title, language, and each page's artifacts."""
    document = pypdfium2.PdfDocument(data)
    try:
        language = tree_language(document)
        title = document.get_metadata_value("Title")
        return Furniture(title, language, untagged(document), cut(document))
    finally:
        document.close()


def tree_language(document: pypdfium2.PdfDocument) -> str:
    """Return the language in the document's catalogue."""
    import ctypes

    import pypdfium2.raw as pdfium

    size = pdfium.FPDFCatalog_GetLanguage(document.raw, None, 0)
    buffer = (ctypes.c_ushort * (size // 2 + 1))()
    pdfium.FPDFCatalog_GetLanguage(document.raw, buffer, size)
    return bytes(buffer)[: max(size - 2, 0)].decode("utf-16-le")


# ---- passages -------------------------------------------------------------------------------------


def _elements(element: Element) -> Iterator[Element]:
    return (kid for kid in element.kids if isinstance(kid, Element))


def _read(element: Element, depth: int, found: list[Passage], notes: list[Passage]) -> None:
    """Append the passages below an element; `depth` counts the lists around it."""
    kind = element.kind
    if _HEADING.fullmatch(kind):
        _append(found, Passage("heading", _text(element), int(kind[1]), links=_links(element)))
    elif kind == "P":
        _append(
            found,
            Passage("list-item" if depth else "paragraph", _text(element), depth, links=_links(element)),
        )
    elif kind == "Caption":
        _append(found, Passage("caption", _text(element), links=_links(element)))
    elif kind == "L":
        for item in _elements(element):
            _item(item, depth + 1, found, notes)
    elif kind == "Table":
        _table(element, found, notes)
    elif kind == "Figure":
        found.append(Passage("figure", element.alt))
    elif kind == "Note":
        notes.append(_note(element))
    else:
        for kid in _elements(element):
            _read(kid, depth, found, notes)


def _append(found: list[Passage], passage: Passage) -> None:
    if passage.text.strip():
        found.append(passage)


def _item(item: Element, depth: int, found: list[Passage], notes: list[Passage]) -> None:
    label = "".join(_text(kid).strip() for kid in _elements(item) if kid.kind == "Lbl")
    inside: list[Passage] = []
    for kid in _elements(item):
        if kid.kind != "Lbl":
            _read(kid, depth, inside, notes)
    if inside and inside[0].kind == "list-item" and inside[0].level == depth and not inside[0].label:
        first = inside.pop(0)
        found.append(Passage("list-item", first.text, depth, label, first.links))
    else:
        found.append(Passage("list-item", "", depth, label))
    found += inside


def _table(table: Element, found: list[Passage], notes: list[Passage]) -> None:
    for part in _elements(table):
        if part.kind in _ROWS:
            _table(part, found, notes)
        elif part.kind == "TR":
            for column, cell in enumerate(part.kids, 1):
                found.append(_cell(cell, column))
        else:
            _read(part, 0, found, notes)


def _cell(cell: Element | Piece | None, column: int) -> Passage:
    if not isinstance(cell, Element):
        return Passage("cell", "", column)
    text = "\n".join(_text(kid) for kid in cell.kids if isinstance(kid, Element))
    if cell.kind == "TH":
        scope = {"Column": "col", "Row": "row"}.get(cell.scope, "")
        return Passage("header-cell", text, column, scope, _links(cell))
    return Passage("cell", text, column, links=_links(cell))


def _note(note: Element) -> Passage:
    label = "".join(_text(kid) for kid in _elements(note) if kid.kind == "Lbl").strip()
    body = Element(
        "Note", kids=[kid for kid in note.kids if not (isinstance(kid, Element) and kid.kind == "Lbl")]
    )
    return Passage("note", _text(body), int(label) if label.isdecimal() else 0, links=_links(body))


# ---- words ----------------------------------------------------------------------------------------


def _pieces(element: Element) -> Iterator[Piece]:
    for kid in element.kids:
        if isinstance(kid, Piece):
            yield kid
        elif kid is not None and kid.kind == "Reference":
            yield Piece("[" + "".join(piece.text.strip() for piece in _pieces(kid)) + "]")
        elif kid is not None and kid.kind == "Figure":
            yield Piece(kid.alt)
        elif kid is not None:
            yield from _pieces(kid)


def _text(element: Element) -> str:
    return "\n".join(piece.text for piece in _pieces(element))


def _links(element: Element) -> tuple[tuple[str, str], ...]:
    """Words and addresses of the links in an element. A link that wraps is one Link for each line."""
    found: list[tuple[str, str]] = []
    open_link = False
    for kid in element.kids:
        if not isinstance(kid, Element):
            open_link = open_link and kid is None
            continue
        pieces = list(_pieces(kid))
        address = next((piece.address for piece in pieces if piece.address), "") if kid.kind == "Link" else ""
        text = "\n".join(piece.text for piece in pieces)
        if address and open_link and found[-1][1] == address:
            found[-1] = (f"{found[-1][0]}\n{text}", address)
        elif address:
            found.append((text, address))
        elif kid.kind not in ("Link", "Note"):
            found += _links(kid)
        open_link = bool(address) or (open_link and not text.strip())
    return tuple(found)
