"""Reads a finished HTML page with a parser of its own (lxml's); shares nothing with the writer."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from briefgen.readback.passages import Furniture, Kind, Passage

_TEXT_BLOCKS = ("p", "h1", "h2", "h3", "h4", "h5", "h6", "figcaption", "caption")
_SPACES = re.compile(r"[ \t\r\n]+")


def read_html(data: bytes) -> tuple[Passage, ...]:
    """Return the passages of a page in reading order, notes last."""
    page = _parsed(data)
    found: list[Passage] = []
    for main in page.iter("main"):
        for child in _children(main):
            _read(child, 0, found)
    return (*found, *_notes(page))


def furniture_html(data: bytes) -> Furniture:
    """Return title, language and everything that stands outside the text and its notes."""
    page = _parsed(data)
    outside = [_text(part) for part in page.iterfind("body/header")]
    return Furniture(page.findtext("head/title") or "", page.get("lang") or "", ("\n".join(outside),))


def _parsed(data: bytes) -> etree._Element:
    return etree.fromstring(data, etree.HTMLParser(encoding="utf-8", remove_comments=True))


def _children(element: etree._Element) -> Iterator[etree._Element]:
    return (child for child in element if isinstance(child.tag, str))


# ---- passages -----------------------------------------------------------------------------------------


def _read(element: etree._Element, depth: int, found: list[Passage]) -> None:
    """Append the passages of a block; `depth` counts the lists around it."""
    tag = str(element.tag)
    if tag in ("ul", "ol"):
        for item in _children(element):
            _item(item, depth + 1, found)
    elif tag == "tr":
        found += (_cell(cell, column) for column, cell in enumerate(_children(element), 1))
    elif tag == "img":
        found.append(Passage("figure", element.get("alt") or ""))
    elif tag in _TEXT_BLOCKS:
        passage = _words(element, tag, depth)
        found += [passage] if passage.text.strip() else []
    else:
        for child in _children(element):
            _read(child, depth, found)


def _words(element: etree._Element, tag: str, depth: int) -> Passage:
    if re.fullmatch("h[1-6]", tag):
        return Passage("heading", _text(element), int(tag[1]), links=_links(element))
    kind: Kind = "list-item" if depth else "paragraph"
    if tag in ("caption", "figcaption"):
        kind, depth = "caption", 0
    return Passage(kind, _text(element), depth, links=_links(element))


def _item(item: etree._Element, depth: int, found: list[Passage]) -> None:
    inside: list[Passage] = []
    for child in _children(item):
        _read(child, depth, inside)
    label = item.get("data-label") or ""
    first = next(_children(item), None)
    if inside and first is not None and first.tag == "p":
        found.append(Passage("list-item", inside[0].text, depth, label, inside[0].links))
        found += inside[1:]
    else:
        found += [Passage("list-item", "", depth, label), *inside]


def _cell(cell: etree._Element, column: int) -> Passage:
    lines = "\n".join(_cell_lines(cell))
    if cell.tag == "th":
        return Passage("header-cell", lines, column, cell.get("scope") or "", _links(cell))
    return Passage("cell", lines, column, links=_links(cell))


def _cell_lines(element: etree._Element) -> Iterator[str]:
    for child in _children(element):
        if child.tag == "li":
            yield f"{child.get('data-label') or ''} " + "\n".join(_cell_lines(child))
        elif child.tag == "img":
            yield child.get("alt") or ""
        elif child.tag in _TEXT_BLOCKS:
            yield _text(child)
        else:
            yield from _cell_lines(child)


def _notes(page: etree._Element) -> Iterator[Passage]:
    for section in page.iter("section"):
        if section.get("role") == "doc-endnotes":
            for number, item in enumerate(section.iter("li"), 1):
                yield Passage("note", _text(item), int(item.get("value") or number), links=_links(item))


# ---- words --------------------------------------------------------------------------------------------


def _text(element: etree._Element) -> str:
    """The words below an element: `<br>` as a newline, calls of notes in brackets, ways back left out."""
    return "".join(_runs(element)).strip(" ")


def _runs(element: etree._Element) -> Iterator[str]:
    yield _SPACES.sub(" ", element.text or "")
    for child in element:
        if child.tag == "br":
            yield "\n"
        elif child.get("role") == "doc-noteref":
            yield f"[{''.join(child.itertext())}]"
        elif child.get("role") != "doc-backlink":
            yield from _runs(child)
        yield _SPACES.sub(" ", child.tail or "")


def _links(element: etree._Element) -> tuple[tuple[str, str], ...]:
    links = [(_text(link), link.get("href") or "") for link in element.iter("a")]
    return tuple((text, target) for text, target in links if not target.startswith("#"))
