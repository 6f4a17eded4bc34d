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
from dataclasses import replace

import pypdfium2

from briefgen.readback.passages import Furniture, Kind, Passage, stretches
from briefgen.readback.structure import Element, Piece, cut, tree, untagged

_HEADING = re.compile(r"H[1-6]")
_ROWS = ("THead", "TBody", "TFoot")


def read_pdf(data: bytes) -> tuple[Passage, ...]:
    """Return the passages of a PDF in the order of its tags."""
    document = pypdfium2.PdfDocument(data)
    try:
        root, language = tree(document), tree_language(document)
    finally:
        document.close()
    found: list[Passage] = []
    notes: list[Passage] = []
    for kid in _elements(root):
        _read(kid, 0, found, notes)
    passages = (*found, *sorted(notes, key=lambda note: note.level))
    return tuple(_apart_from(language, passage) for passage in passages)


def _apart_from(language: str, passage: Passage) -> Passage:
    """Leave out the words that are in the document's own language."""
    others = tuple(
        (words, code) for words, code in passage.languages if code and code.lower() != language.lower()
    )
    return replace(passage, languages=others)


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
        label, words = _labelled(element)
        _append(found, _passage("heading", words, int(kind[1]), label))
    elif kind == "P":
        _append(found, _passage("list-item" if depth else "paragraph", element, depth))
    elif kind == "Caption":
        _append(found, _passage("caption", element))
    elif kind == "L":
        for item in _elements(element):
            _item(item, depth + 1, found, notes)
    elif kind == "Table":
        _table(element, found, notes)
    elif kind == "Figure":
        found.append(Passage("figure", element.alt))
    elif kind == "TOC":
        found += _contents(element, 2)
    elif kind == "Note":
        note = _note(element)
        (notes if note.kind == "note" else found).append(note)
    else:
        for kid in _elements(element):
            _read(kid, depth, found, notes)


def _passage(kind: Kind, element: Element, level: int = 0, label: str = "") -> Passage:
    return Passage(kind, _text(element), level, label, _links(element), stretches(_spoken(element)))


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
        found.append(replace(first, label=label))
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
    if cell.kind == "TH":
        return _passage("header-cell", cell, column, {"Column": "col", "Row": "row"}.get(cell.scope, ""))
    return _passage("cell", cell, column)


def _note(note: Element) -> Passage:
    """A note at the foot of the page is called by its number, one beneath a table by a letter."""
    label, words = _labelled(note)
    if label.isdecimal():
        return _passage("note", words, int(label))
    return _passage("table-note", words, 0, label)


def _labelled(element: Element) -> tuple[str, Element]:
    """The label of an element, and the element without it."""
    label = "".join(_text(kid) for kid in _elements(element) if kid.kind == "Lbl").strip()
    rest = [kid for kid in element.kids if not (isinstance(kid, Element) and kid.kind == "Lbl")]
    return label, replace(element, kids=rest)


def _contents(contents: Element, level: int) -> Iterator[Passage]:
    """The lines of the contents; in a line's link, the page is set apart from the words."""
    for line in _elements(contents):
        if line.kind == "TOC":
            yield from _contents(line, level + 1)
        else:
            links = [link for reference in _elements(line) for link in _elements(reference)]
            words = [kid for link in links for kid in link.kids if isinstance(kid, Piece)]
            pages = [_text(kid).strip() for link in links for kid in _elements(link)]
            yield Passage("contents", "\n".join(piece.text for piece in words), level, "".join(pages))


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


def _spoken(element: Element) -> Iterator[tuple[str, str]]:
    for kid in element.kids:
        if isinstance(kid, Piece):
            yield kid.text, element.language
        elif kid is not None and kid.kind not in ("Reference", "Lbl", "Figure", "Note"):
            yield from _spoken(kid)
