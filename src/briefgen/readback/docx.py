"""Reads a Word file back with a zip and an XML reader: what Word would show, not what the writer meant.

Numbers are counted again as Word counts them: labels of lists and headings from the numbering part, notes
by the order of their marks, captions by their SEQ fields, references by the bookmark they show. Where a
cached number is not the one that Word will count, both are in the text, so that comparing fails. Pages in
the contents are those of the fields' cached results: nothing but a layout knows them.

Language is what a run itself says (`w:lang`), in the slot that Word reads for its script. Word has no
languages without a region; the house's bare codes are given back (`zh-Hans` for `zh-CN`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from briefgen.readback.docx_parts import SPOKEN, Element, Package, R, W, is_on, value
from briefgen.readback.passages import Furniture, Kind, Passage, stretches

_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_BARE = {
    "en-GB": "en", "fr-FR": "fr", "de-DE": "de", "es-ES": "es", "ar-SA": "ar", "ug-CN": "ug", "bo-CN": "bo",
    "zh-CN": "zh-Hans", "zh-TW": "zh-Hant",
}  # fmt: skip
_EAST_ASIAN = re.compile("[\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")
_AFTER_NUMBER = (" ", "\u00a0", "\t")
"""What stands between the number of a note and its words."""


def read_docx(data: bytes) -> tuple[Passage, ...]:
    """Return the passages of a Word file in reading order, the notes last.

    Raises BadZipFile, KeyError or lxml's XMLSyntaxError for what is no Word file.
    """
    package = Package(data)
    reader = _Reader(package)
    body = package.main.find(f"{W}body")
    found = list(reader.blocks(body)) if body is not None else []
    return (*found, *_notes(package))


def furniture_docx(data: bytes) -> Furniture:
    """Return title and language, and head and foot of the first page and of all kinds of others."""
    package = Package(data)
    core = package.xml(package.relation("", "metadata/core-properties"))
    said = core.findtext(f"{_DC}language") or ""
    sections = list(package.main.iter(f"{W}sectPr"))
    titled = bool(sections) and is_on(sections[0], "titlePg")
    sheets = [_sheet(package, sections[:1], "first" if titled else "default")]
    sheets += dict.fromkeys(_sheet(package, sections[: at + 1], "default") for at in range(len(sections)))
    return Furniture(core.findtext(f"{_DC}title") or "", _confirmed(package, said), tuple(sheets))


# ---- text -----------------------------------------------------------------------------------------


@dataclass
class _Line:
    """The text of one paragraph with its links, pictures and languages."""

    text: str = ""
    links: list[tuple[str, str]] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)
    spoken: list[tuple[str, str]] = field(default_factory=list)
    """Its words, each with the language that its run names; none is the document's."""
    pages: list[str] = field(default_factory=list)
    """What its PAGEREF fields show."""

    def passage(self, kind: Kind, level: int = 0, label: str = "") -> Passage:
        return Passage(kind, self.text, level, label, tuple(self.links), _languages(self.spoken))


def _solid(text: str) -> str:
    return "".join(text.split())


def _unmarked(text: str) -> str:
    """The text without marks of direction, which stand beside words that run against their surroundings."""
    return text.translate({0x200E: None, 0x200F: None})


def _languages(spoken: list[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Return what is in another language than the document, without white space."""
    return tuple((text, code) for text, code in stretches(spoken) if code)


@dataclass
class _Field:
    """A field that is open: its instruction, whether the result has begun, and where it begins."""

    code: str = ""
    shown: bool = False
    start: int = 0


class _Reader:
    """Reads paragraphs in order and keeps the counts that run through the document."""

    def __init__(self, package: Package, part: str | None = None) -> None:
        self.package = package
        self.styles, self.places = package.styles, package.places
        self._calls = 0
        self._sequences: dict[str, int] = {}
        self._links = package.relations(part or package.main_name)

    def blocks(self, container: Element) -> Iterator[Passage]:
        for child in container:
            if child.tag == f"{W}p":
                yield from self._paragraph(child)
            elif child.tag == f"{W}tbl":
                yield from self._table(child)
            elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins"):
                yield from self.blocks(child)

    def _paragraph(self, element: Element) -> Iterator[Passage]:
        kind, level, label = self._nature(element)
        line = self.line(element)
        yield from (Passage("figure", alt) for alt in line.pictures)
        if kind == "contents":
            yield _entry(line, level)
        elif kind == "table-note":
            yield _note_of_table(line)
        elif line.text.strip() or (kind == "list-item" and not line.pictures):
            yield line.passage(kind, level, label)

    def _nature(self, element: Element) -> tuple[Kind, int, str]:
        names, label = self.styles.names(element), self.places.labels.get(element, "")
        for name in names:
            if found := re.fullmatch(r"heading (\d)", name):
                return "heading", int(found[1]), label
        if label:
            return "list-item", int(value(element, "pPr/numPr/ilvl") or 0) + 1, label
        for name in names:
            if found := re.fullmatch(r"list continue(?: (\d+))?", name):
                return "list-item", int(found[1] or 1), ""
            if found := re.fullmatch(r"toc (\d)", name):
                return "contents", int(found[1]), ""
        kinds: dict[str, Kind] = {"caption": "caption", "table note": "table-note"}
        return next((kinds[name] for name in names if name in kinds), "paragraph"), 0, ""

    def _table(self, table: Element) -> Iterator[Passage]:
        for row in table.iterfind(f"{W}tr"):
            column = 1
            for cell in row.iterfind(f"{W}tc"):
                yield self._cell(cell, column)
                column += int(value(cell, "tcPr/gridSpan") or 1)

    def _cell(self, cell: Element, column: int) -> Passage:
        condition = value(cell, "tcPr/cnfStyle") or "0" * 12
        scope = "col" if condition[0] == "1" else "row" if condition[2] == "1" else ""
        lines = list(self._lines(cell))
        whole = _Line(
            "\n".join(line.text for line in lines),
            [link for line in lines for link in line.links],
            spoken=[words for line in lines for words in line.spoken],
        )
        return whole.passage("header-cell" if scope else "cell", column, scope)

    def _lines(self, cell: Element) -> Iterator[_Line]:
        for child in cell:
            if child.tag == f"{W}p":
                kind, _, label = self._nature(child)
                line = self.line(child)
                yield from (_Line(alt) for alt in line.pictures)
                if not line.pictures:
                    line.text = f"{label} {line.text}" if label and kind == "list-item" else line.text
                    yield line
            elif child.tag == f"{W}tbl":
                for inner in child.iterfind(f"{W}tr/{W}tc"):
                    yield from self._lines(inner)
            elif child.tag in (f"{W}sdt", f"{W}sdtContent"):
                yield from self._lines(child)

    def note(self, note: Element, number: int) -> Passage:
        lines = [self.line(paragraph) for paragraph in note.iterfind(f"{W}p")]
        text = "\n".join(line.text for line in lines)
        text = text[1:] if text.startswith(_AFTER_NUMBER) else text
        links = [link for line in lines for link in line.links]
        spoken = [words for line in lines for words in line.spoken]
        return _Line(text, links, spoken=spoken).passage("note", number)

    def line(self, paragraph: Element) -> _Line:
        """Return the text of a paragraph as Word shows it."""
        line = _Line()
        self._content(paragraph, line, [])
        return line

    def _content(self, element: Element, line: _Line, open_fields: list[_Field]) -> None:
        for child in element:
            if child.tag == f"{W}r":
                self._run(child, line, open_fields)
            elif child.tag == f"{W}hyperlink":
                start = len(line.text)
                self._content(child, line, open_fields)
                if (relation := child.get(f"{R}id")) is not None:
                    target = self._links.get(relation, ("", ""))[1]
                    line.links.append((line.text[start:], target))
            elif child.tag not in (f"{W}pPr", f"{W}del", f"{W}moveFrom"):
                self._content(child, line, open_fields)

    def _run(self, run: Element, line: _Line, open_fields: list[_Field]) -> None:
        properties = run.find(f"{W}rPr")
        if properties is not None and is_on(properties, "vanish"):
            return
        marks = "table note mark" in self.styles.names(run, "rPr/rStyle")
        for child in run:
            tag = str(child.tag).removeprefix(W)
            if tag == "fldChar":
                self._field(child.get(f"{W}fldCharType"), line, open_fields)
            elif tag == "instrText" and open_fields:
                open_fields[-1].code += child.text or ""
            elif any(not one.shown for one in open_fields):
                continue
            elif tag == "t" and marks:
                line.text += f"[{child.text}]"
            elif tag == "t" or tag in SPOKEN:
                said = (child.text or "") if tag == "t" else SPOKEN[tag]
                line.text += said
                line.spoken.append((said, _language(properties, said)))
            elif tag == "footnoteReference":
                self._calls += 1
                line.text += f"[{self._calls}]"
            elif tag == "drawing":
                line.pictures += [str(one.get("descr", "")) for one in child.iter(f"{_WP}docPr")]

    def _field(self, kind: str | None, line: _Line, open_fields: list[_Field]) -> None:
        if kind == "begin":
            open_fields.append(_Field())
        elif kind == "separate" and open_fields:
            open_fields[-1].shown, open_fields[-1].start = True, len(line.text)
        elif kind == "end" and open_fields:
            closed = open_fields.pop()
            start = closed.start if closed.shown else len(line.text)
            shown = self._counted(closed.code.split(), line.text[start:], line.text[:start])
            if closed.code.split()[:1] == ["PAGEREF"]:
                line.pages.append(shown)
                shown = ""
            line.text = line.text[:start] + shown

    def _counted(self, code: list[str], cached: str, before: str) -> str:
        """Return what the field shows: the cached words, with what Word will count if that differs.

        A page stands behind the words of the heading that it belongs to.
        """
        places = self.places.bookmarks
        match code:
            case ["PAGE", *_]:
                return "{page}"
            case ["NUMPAGES", *_]:
                return "{pages}"
            case ["SEQ", name, *switches]:
                restart = switches[switches.index("\\r") + 1] if "\\r" in switches else None
                self._sequences[name] = int(restart) if restart else self._sequences.get(name, 0) + 1
                counted = str(self._sequences[name])
            case ["REF", name, *switches]:
                place = places.get(name)
                by_number = "\\n" in switches
                counted = (place.number if by_number else place.words) if place else ""
            case ["NOTEREF", name, *_]:
                counted = str(places[name].note) if name in places else ""
            case ["PAGEREF", name, *_]:
                words = places[name].words if name in places else "nothing"
                there = _unmarked(_solid(before)).endswith(_unmarked(_solid(words)))
                counted = cached if there else f"page of “{words}”"
            case _:
                return cached
        return cached if _unmarked(cached) == _unmarked(counted) else f"{cached} (Word: {counted})"


def _language(properties: Element | None, text: str) -> str:
    """Return the language that a run names for this text; its slot is that of its script (17.3.2.20)."""
    named = properties.find(f"{W}lang") if properties is not None else None
    if properties is None or named is None:
        return ""
    fonts = properties.find(f"{W}rFonts")
    hint = fonts.get(f"{W}hint") if fonts is not None else None
    slot = "eastAsia" if hint == "eastAsia" or _EAST_ASIAN.search(text) else "val"
    if is_on(properties, "rtl") or is_on(properties, "cs"):
        slot = "bidi"
    tag = named.get(W + slot, "")
    return _BARE.get(tag, tag)


def _entry(line: _Line, level: int) -> Passage:
    """Return a line of the contents: its words, and the page behind the tab."""
    return Passage("contents", line.text.removesuffix("\t"), level, "".join(line.pages))


def _note_of_table(line: _Line) -> Passage:
    found = re.match(r"\[([^\]]*)\][ \u00a0\t]?", line.text)
    line.text = line.text[found.end() :] if found else line.text
    return line.passage("table-note", 0, found[1] if found else "")


def _notes(package: Package) -> Iterator[Passage]:
    """Yield the notes in the order of their marks, then those that no mark calls."""
    part = package.beside("footnotes")
    notes = {note.get(f"{W}id"): note for note in part if note.get(f"{W}type", "normal") == "normal"}
    reader = _Reader(package, package.relation(package.main_name, "footnotes") if notes else None)
    for number, note_id in enumerate(package.places.note_ids, 1):
        if note_id in notes:
            yield reader.note(notes.pop(note_id), number)
    yield from (reader.note(note, 0) for note in notes.values())


# ---- heads and feet -------------------------------------------------------------------------------


def _sheet(package: Package, sections: list[Element], kind: str) -> str:
    """Return the text at the head and foot of one kind of page in the last of these sections.

    A section that names none has those of the section before it (ISO/IEC 29500-1, 17.10.5).
    """
    lines: list[str] = []
    relations = package.relations(package.main_name)
    for tag in ("headerReference", "footerReference"):
        named = [
            one for section in sections for one in section.iterfind(W + tag) if one.get(f"{W}type") == kind
        ]
        if named:
            name = relations[str(named[-1].get(f"{R}id"))][1]
            reader = _Reader(package, name)
            lines += [reader.line(paragraph).text for paragraph in package.xml(name).iter(f"{W}p")]
    return "\n".join(lines)


def _confirmed(package: Package, said: str) -> str:
    """Return the language of the properties if the text is set in it too, else that of the text."""
    slots = package.beside("styles").find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    tags = [str(tag) for tag in slots.attrib.values()] if slots is not None else []
    if any(tag.split("-")[0].lower() == said.split("-")[0].lower() for tag in tags):
        return said
    return tags[0] if tags else ""
