"""The tag tree of a PDF with its text, as PDFium sees it: one plain tree over all pages.

PDFium shows the tree page by page, each time with holes where another page's content hangs. The
pages' trees are laid over one another by position, which gives back the whole.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium


@dataclass(slots=True)
class Piece:
    """A run of text in the tree; what one line, or the part of a line in one font, shows."""

    text: str
    address: str = ""
    """The address behind it, where a link annotation lies over it."""


@dataclass(slots=True)
class Element:
    """An element of the tag tree."""

    kind: str
    """Structure type, e.g. `P`, `TH`."""
    alt: str = ""
    scope: str = ""
    """Of a header cell: `Column` or `Row`."""
    language: str = ""
    """BCP 47 code, its own or that of what is around it; empty where that is the document's."""
    kids: list[Element | Piece | None] = field(default_factory=list)
    """None where nothing is printed, as for an empty cell."""


def tree(document: pypdfium2.PdfDocument) -> Element:
    """Return the root of the tag tree; its kids are the document's top elements."""
    root = _whole(document)
    _hand_down(root, "")
    return root


def _hand_down(element: Element, language: str) -> None:
    element.language = element.language or language
    for kid in element.kids:
        if isinstance(kid, Element):
            _hand_down(kid, element.language)


def _whole(document: pypdfium2.PdfDocument) -> Element:
    root = Element("Root")
    for page in document:
        text = page.get_textpage()
        handle = pdfium.FPDF_StructTree_GetForPage(page.raw)
        if not handle:
            continue
        try:
            pieces = _pieces(document, page, text)
            count = pdfium.FPDF_StructTree_CountChildren(handle)
            tops = [pdfium.FPDF_StructTree_GetChildAtIndex(handle, i) for i in range(count)]
            _lay_over(root, Element("Root", kids=[_element(top, pieces) for top in tops if top]))
        finally:
            pdfium.FPDF_StructTree_Close(handle)
    return root


def untagged(document: pypdfium2.PdfDocument) -> tuple[str, ...]:
    """Return for each page the text that is no content: running heads, marks, page labels."""
    return tuple("\n".join(_outside(page)) for page in document)


def cut(document: pypdfium2.PdfDocument) -> tuple[str, ...]:
    """Return the text that does not lie within its page: nobody can read it there."""
    return tuple(text for page in document for text in _cut(page))


def _cut(page: Any) -> Iterator[str]:
    text = page.get_textpage()
    width, height = page.get_size()
    edges = [ctypes.c_float() for _ in range(4)]
    for item in _objects(page.raw, pdfium.FPDFPage_CountObjects, pdfium.FPDFPage_GetObject):
        if pdfium.FPDFPageObj_GetType(item) == pdfium.FPDF_PAGEOBJ_TEXT:
            pdfium.FPDFPageObj_GetBounds(item, *edges)
            left, bottom, right, top = (edge.value for edge in edges)
            if left < 0 or bottom < 0 or right > width or top > height:
                yield _utf16(pdfium.FPDFTextObj_GetText, item, text.raw).strip()


def _outside(page: Any) -> Iterator[str]:
    text = page.get_textpage()
    for item in _objects(page.raw, pdfium.FPDFPage_CountObjects, pdfium.FPDFPage_GetObject):
        is_text = pdfium.FPDFPageObj_GetType(item) == pdfium.FPDF_PAGEOBJ_TEXT
        if is_text and pdfium.FPDFPageObj_GetMarkedContentID(item) < 0:
            yield _utf16(pdfium.FPDFTextObj_GetText, item, text.raw).strip()


# ---- elements -------------------------------------------------------------------------------------


def _element(handle: Any, pieces: dict[int, Piece]) -> Element:
    kids: list[Element | Piece | None] = []
    for index in range(pdfium.FPDF_StructElement_CountChildren(handle)):
        child = pdfium.FPDF_StructElement_GetChildAtIndex(handle, index)
        content = pdfium.FPDF_StructElement_GetChildMarkedContentID(handle, index)
        if child:
            kids.append(_element(child, pieces))
        elif content >= 0:
            kids.append(pieces.get(content, Piece(" ")))  # PDFium drops runs of nothing but spaces
        else:
            kids.append(None)
    return Element(
        kind=_utf16(pdfium.FPDF_StructElement_GetType, handle),
        alt=_utf16(pdfium.FPDF_StructElement_GetAltText, handle),
        scope=_attribute(handle, b"Scope"),
        language=_utf16(pdfium.FPDF_StructElement_GetLang, handle),
        kids=kids,
    )


def _attribute(handle: Any, name: bytes) -> str:
    for index in range(pdfium.FPDF_StructElement_GetAttributeCount(handle)):
        attributes = pdfium.FPDF_StructElement_GetAttributeAtIndex(handle, index)
        value = pdfium.FPDF_StructElement_Attr_GetValue(attributes, name)
        if value:
            needed = ctypes.c_ulong()
            pdfium.FPDF_StructElement_Attr_GetStringValue(value, None, 0, needed)
            buffer = ctypes.create_string_buffer(needed.value)
            pdfium.FPDF_StructElement_Attr_GetStringValue(value, buffer, needed.value, needed)
            return buffer.raw.decode("utf-16-le").rstrip("\0")
    return ""


def _lay_over(below: Element, above: Element) -> None:
    """Fill the holes of one page's view of an element with what a later page shows there."""
    below.kids += [None] * (len(above.kids) - len(below.kids))
    for index, kid in enumerate(above.kids):
        there = below.kids[index]
        if there is None:
            below.kids[index] = kid
        elif isinstance(there, Element) and isinstance(kid, Element):
            _lay_over(there, kid)


# ---- text -----------------------------------------------------------------------------------------


def _pieces(document: Any, page: Any, text: Any) -> dict[int, Piece]:
    found: dict[int, Piece] = {}
    for item in _objects(page.raw, pdfium.FPDFPage_CountObjects, pdfium.FPDFPage_GetObject):
        content = pdfium.FPDFPageObj_GetMarkedContentID(item)
        if content >= 0 and pdfium.FPDFPageObj_GetType(item) == pdfium.FPDF_PAGEOBJ_TEXT:
            piece = found.setdefault(content, Piece(""))
            if not (piece.text and _states_itself(item)):
                piece.text += _utf16(pdfium.FPDFTextObj_GetText, item, text.raw)
            piece.address = piece.address or _address(document, page, item)
    return found


def _states_itself(item: Any) -> bool:
    """Whether a run brings its text along (ActualText, ISO 32000-1, 14.9.4).

    PDFium then gives the whole of it for every text object of the run: one is enough.
    """
    needed = ctypes.c_ulong()
    marks = (pdfium.FPDFPageObj_GetMark(item, index) for index in range(pdfium.FPDFPageObj_CountMarks(item)))
    return any(
        pdfium.FPDFPageObjMark_GetParamStringValue(mark, b"ActualText", None, 0, needed) and needed.value > 2
        for mark in marks
    )


def _objects(container: Any, count: Callable[..., int], get: Callable[..., Any]) -> Iterator[Any]:
    for index in range(count(container)):
        item = get(container, index)
        if pdfium.FPDFPageObj_GetType(item) == pdfium.FPDF_PAGEOBJ_FORM:
            yield from _objects(item, pdfium.FPDFFormObj_CountObjects, pdfium.FPDFFormObj_GetObject)
        else:
            yield item


def _address(document: Any, page: Any, item: Any) -> str:
    """The address of the annotation under the middle of a text; PDFium does not say which link owns it."""
    corners = pdfium.FS_QUADPOINTSF()
    if not pdfium.FPDFPageObj_GetRotatedBounds(item, corners):
        return ""
    link = pdfium.FPDFLink_GetLinkAtPoint(
        page.raw, (corners.x1 + corners.x3) / 2, (corners.y1 + corners.y3) / 2
    )
    action = pdfium.FPDFLink_GetAction(link) if link else None
    if not action:
        return ""
    size = pdfium.FPDFAction_GetURIPath(document.raw, action, None, 0)
    buffer = ctypes.create_string_buffer(size)
    pdfium.FPDFAction_GetURIPath(document.raw, action, buffer, size)
    return buffer.value.decode("utf-8", "replace")


def _utf16(function: Callable[..., int], *arguments: Any) -> str:
    """Call a function of PDFium that fills a buffer with UTF-16 and a final zero."""
    size = function(*arguments, None, 0)
    if size <= 2:
        return ""
    buffer = ctypes.create_string_buffer(size)
    units = ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort))
    try:
        function(*arguments, units, size)
    except ctypes.ArgumentError:
        function(*arguments, buffer, size)
    return buffer.raw[:size].decode("utf-16-le", "replace").rstrip("\0")
