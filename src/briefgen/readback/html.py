"""Reads a finished HTML page with a parser of its own (lxml's); shares nothing with the writer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from briefgen.readback.passages import Furniture, Kind, Passage, stretches

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
    """The page; links to places that it has not lead to `#`, which is nowhere."""
    page = etree.fromstring(data, etree.HTMLParser(encoding="utf-8", remove_comments=True))
    named = {f"#{element.get('id')}" for element in page.iter() if element.get("id")}
    for link in page.iter("a"):
        if (link.get("href") or "").startswith("#") and link.get("href") not in named:
            link.set("href", "#")
    return page


def _children(element: etree._Element) -> Iterator[etree._Element]:
    return (child for child in element if isinstance(child.tag, str))


# ---- passages -----------------------------------------------------------------------------------------


def _passage(
    kind: Kind, element: etree._Element, text: str, level: int = 0, label: str = "", key: str | None = None
) -> Passage:
    """A passage with everything that an element holds beside its text."""
    return Passage(
        kind, text, level, label, _links(element), _languages(element), key or "", _references(element)
    )


def _read(element: etree._Element, depth: int, found: list[Passage]) -> None:
    """Append the passages of a block; `depth` counts the lists around it."""
    tag = str(element.tag)
    if element.get("class") == "contents":
        found += (_entry(line) for line in element.iter("p"))
    elif tag in ("ul", "ol"):
        for item in _children(element):
            _item(item, depth + 1, found)
    elif tag == "tr":
        found += (_cell(cell, column) for column, cell in enumerate(_children(element), 1))
    elif tag == "img":
        figure = next(element.iterancestors("figure"), element)
        found.append(Passage("figure", element.get("alt") or "", key=figure.get("id") or ""))
    elif tag in _TEXT_BLOCKS:
        passage = _words(element, tag, depth)
        found += [passage] if passage.text.strip() else []
    else:
        for child in _children(element):
            _read(child, depth, found)


def _entry(line: etree._Element) -> Passage:
    """A line of the contents that leads nowhere is none: it comes back as a paragraph."""
    level = re.fullmatch("contents-([2-4])", line.get("class") or "")
    targets = {link.get("href") or "" for link in line.iter("a")}
    leads = any(re.match("#.", target) for target in targets)
    return Passage("contents" if leads else "paragraph", _text(line), int(level[1]) if level else 0)


def _words(element: etree._Element, tag: str, depth: int) -> Passage:
    if re.fullmatch("h[1-6]", tag):
        number = _labelled(element, "heading-label")
        return _passage("heading", element, _text(element), int(tag[1]), number, element.get("id"))
    if element.get("class") == "table-note":
        return _passage("table-note", element, _text(element), 0, _labelled(element, "note-label"))
    if tag == "caption":
        table = next(element.iterancestors("table"), element)
        return _passage("caption", element, _text(element), key=table.get("id"))
    if tag == "figcaption":
        return _passage("caption", element, _text(element))
    return _passage("list-item" if depth else "paragraph", element, _text(element), depth)


def _labelled(element: etree._Element, name: str) -> str:
    return "".join("".join(part.itertext()) for part in element.iterfind(f"span[@class='{name}']"))


def _item(item: etree._Element, depth: int, found: list[Passage]) -> None:
    inside: list[Passage] = []
    for child in _children(item):
        _read(child, depth, inside)
    label, key = item.get("data-label") or "", item.get("id") or ""
    first = next(_children(item), None)
    if inside and first is not None and first.tag == "p":
        found.append(replace(inside[0], kind="list-item", level=depth, label=label, key=key))
        found += inside[1:]
    else:
        found += [Passage("list-item", "", depth, label, key=key), *inside]


def _cell(cell: etree._Element, column: int) -> Passage:
    kind: Kind = "header-cell" if cell.tag == "th" else "cell"
    scope = cell.get("scope") or "" if cell.tag == "th" else ""
    return _passage(kind, cell, "\n".join(_cell_lines(cell)), column, scope)


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
                key = item.get("id") or ""
                key = "" if key.startswith("note_") else key
                yield _passage("note", item, _text(item), int(item.get("value") or number), key=key)


# ---- words --------------------------------------------------------------------------------------------


def _text(element: etree._Element) -> str:
    """The words below an element: `<br>` as a newline, calls of notes in brackets, ways back left out."""
    return "".join(_runs(element)).strip(" ")


def _runs(element: etree._Element) -> Iterator[str]:
    yield _SPACES.sub(" ", element.text or "")
    for child in element:
        if child.tag == "br":
            yield "\n"
        elif _calls(child):
            yield f"[{''.join(child.itertext())}]"
        elif not _aside(child):
            yield from _runs(child)
        yield _SPACES.sub(" ", child.tail or "")


def _calls(element: etree._Element) -> bool:
    return element.get("role") == "doc-noteref" or element.get("class") == "note-mark"


def _aside(element: etree._Element) -> bool:
    """Whether an element holds a label, or a way back, rather than words."""
    return element.get("role") == "doc-backlink" or element.get("class") in ("heading-label", "note-label")


def _links(element: etree._Element) -> tuple[tuple[str, str], ...]:
    links = [(_text(link), link.get("href") or "") for link in element.iter("a")]
    return tuple((text, target) for text, target in links if not target.startswith("#"))


def _references(element: etree._Element) -> tuple[tuple[str, str], ...]:
    """What links inside the page lead to; where nothing is called so, the key is empty."""
    return tuple(
        (_text(link), (link.get("href") or "").removeprefix("#"))
        for link in element.iter("a")
        if link.get("class") == "cross-reference"
    )


def _languages(element: etree._Element) -> tuple[tuple[str, str], ...]:
    """Words in another language than the page's, without white space, neighbours together."""
    own = (element.getroottree().getroot().get("lang") or "").lower()
    around = next((one.get("lang") for one in (element, *element.iterancestors()) if one.get("lang")), "")
    told = stretches(_spoken(element, around or ""))
    return tuple((text, code) for text, code in told if code.lower() != own)


def _spoken(element: etree._Element, language: str) -> Iterator[tuple[str, str]]:
    yield element.text or "", language
    for child in element:
        if not (_calls(child) or _aside(child)):
            yield from _spoken(child, child.get("lang") or language)
        yield child.tail or "", language
