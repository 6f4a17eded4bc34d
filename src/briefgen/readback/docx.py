"""Reads a Word file back with a zip and an XML reader: what Word would show, not what the writer meant.

Numbers are counted again as Word counts them: list labels from the numbering part, notes by the
order of their marks, captions by their SEQ fields, references by the bookmark they show. Where a
cached number is not the one that Word will count, both are in the text, so that comparing fails.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from posixpath import dirname, join, normpath, relpath
from zipfile import ZipFile

from lxml import etree

from briefgen.readback.passages import Furniture, Kind, Passage

Element = etree._Element  # lxml gives its type no public name

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_SPOKEN = {"br": "\n", "cr": "\n", "tab": "\t", "softHyphen": "\u00ad", "noBreakHyphen": "\u2011"}


def read_docx(data: bytes) -> tuple[Passage, ...]:
    """Return the passages of a Word file in reading order, the notes last.

    Raises BadZipFile, KeyError or lxml's XMLSyntaxError for what is no Word file.
    """
    reader = _Reader(_File(data))
    body = reader.file.main.find(f"{_W}body")
    found = list(reader.blocks(body)) if body is not None else []
    return (*found, *reader.notes())


def furniture_docx(data: bytes) -> Furniture:
    """Return title and language, and head and foot of the first page and of all others."""
    file = _File(data)
    core = file.xml(file.relation("", "metadata/core-properties"))
    said = core.findtext(f"{_DC}language") or ""
    section = file.main.find(f"{_W}body/{_W}sectPr")
    kinds = (
        ("first", "default") if section is not None and _on(section, "titlePg") else ("default", "default")
    )
    sheets = tuple(_sheet(file, section, kind) for kind in kinds)
    return Furniture(core.findtext(f"{_DC}title") or "", _confirmed(file, said), sheets)


# ---- the package ----------------------------------------------------------------------------------


class _File:
    """The members of the package and the relations between them."""

    def __init__(self, data: bytes) -> None:
        self._zip = ZipFile(BytesIO(data))
        self._xml: dict[str, Element] = {}
        self.main_name = self.relation("", "officeDocument")
        self.main = self.xml(self.main_name)

    def xml(self, name: str) -> Element:
        if name not in self._xml:
            parser = etree.XMLParser(resolve_entities=False, no_network=True)
            self._xml[name] = etree.fromstring(self._zip.read(name), parser)
        return self._xml[name]

    def relations(self, part: str) -> dict[str, tuple[str, str]]:
        """Return the kind and target of each relation of a part; targets inside are full names."""
        name = join(dirname(part), "_rels", f"{part.rsplit('/', 1)[-1]}.rels")
        if name not in self._zip.namelist():
            return {}
        found = {}
        for relation in self.xml(name):
            target = str(relation.get("Target"))
            if relation.get("TargetMode") != "External":
                target = relpath(normpath(join("/", dirname(part), target)), "/")
            found[str(relation.get("Id"))] = (str(relation.get("Type")), target)
        return found

    def relation(self, part: str, kind: str) -> str:
        """Return the target of the one relation of this kind; raises KeyError where there is none."""
        for full, target in self.relations(part).values():
            if full.endswith("/" + kind):
                return target
        raise KeyError(kind)

    def beside(self, kind: str) -> Element:
        """Return a part that belongs to the main part, or an empty element where there is none."""
        try:
            return self.xml(self.relation(self.main_name, kind))
        except KeyError:
            return etree.Element("none")


def _value(element: Element | None, path: str, name: str = "val") -> str | None:
    found = element.find("/".join(_W + step for step in path.split("/"))) if element is not None else None
    return None if found is None else found.get(_W + name)


def _on(element: Element, name: str) -> bool:
    """Whether an on/off property is there and on (ISO/IEC 29500-1, 17.17.4)."""
    found = element.find(_W + name)
    return found is not None and found.get(f"{_W}val", "1") not in ("0", "false", "off")


# ---- styles and numbers ---------------------------------------------------------------------------


class _Styles:
    """Names of paragraph styles with those they are based on."""

    def __init__(self, part: Element) -> None:
        self._by_id = {style.get(f"{_W}styleId"): style for style in part.iterfind(f"{_W}style")}

    def names(self, paragraph: Element) -> list[str]:
        """Return the name of the paragraph's style and of all it is based on, in lower case."""
        names: list[str] = []
        style_id = _value(paragraph, "pPr/pStyle")
        while style_id in self._by_id and len(names) < 20:
            style = self._by_id[style_id]
            names.append((_value(style, "name") or "").lower())
            style_id = _value(style, "basedOn")
        return names


@dataclass
class _Counting:
    """Counts list paragraphs as Word does: one counter per abstract definition and level."""

    part: Element
    _counters: dict[str, dict[int, int]] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)

    def label(self, list_id: str, level: int) -> str:
        """Count one paragraph and return what is printed before it."""
        num = self._find("num", "numId", list_id)
        abstract_id = _value(num, "abstractNumId")
        abstract = self._find("abstractNum", "abstractNumId", abstract_id)
        own = self._level(abstract, level)
        if abstract_id is None or own is None:
            return ""
        counters = self._counters.setdefault(abstract_id, {})
        start = self._start(num, own, list_id, level)
        counters[level] = start if start is not None else counters.get(level, self._first(own) - 1) + 1
        for deeper in [other for other in counters if other > level]:
            del counters[deeper]
        return self._text(abstract, own, counters)

    def _find(self, tag: str, name: str, value: str | None) -> Element | None:
        return next((row for row in self.part.iterfind(_W + tag) if row.get(_W + name) == value), None)

    @staticmethod
    def _level(abstract: Element | None, level: int) -> Element | None:
        rows = abstract.iterfind(f"{_W}lvl") if abstract is not None else ()
        return next((row for row in rows if row.get(f"{_W}ilvl") == str(level)), None)

    @staticmethod
    def _first(level: Element) -> int:
        return int(_value(level, "start") or 0)

    def _start(self, num: Element | None, own: Element, list_id: str, level: int) -> int | None:
        """Return the number to start with where this list is used on this level for the first time."""
        if (list_id, level) in self._begun:
            return None
        self._begun.add((list_id, level))
        for override in num.iterfind(f"{_W}lvlOverride") if num is not None else ():
            if override.get(f"{_W}ilvl") == str(level) and (start := _value(override, "startOverride")):
                return int(start)
        return None

    def _text(self, abstract: Element | None, own: Element, counters: dict[int, int]) -> str:
        def number(found: re.Match[str]) -> str:
            level = self._level(abstract, int(found[1]) - 1)
            if level is None:
                return ""
            value, form = (
                counters.get(int(found[1]) - 1, self._first(level)),
                _value(level, "numFmt") or "decimal",
            )
            return str(value) if form == "decimal" else f"{value} ({form})"

        return re.sub(r"%([1-9])", number, _value(own, "lvlText") or "")


# ---- text -----------------------------------------------------------------------------------------


@dataclass
class _Line:
    """The text of one paragraph with its links and pictures."""

    text: str = ""
    links: list[tuple[str, str]] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)


@dataclass
class _Field:
    """A field that is open: its instruction, whether the result has begun, and where it begins."""

    code: str = ""
    shown: bool = False
    start: int = 0


class _Reader:
    """Reads paragraphs in order and keeps the counts that run through the document."""

    def __init__(self, file: _File, part: str | None = None) -> None:
        self.file = file
        self.styles = _Styles(file.beside("styles"))
        self.counting = _Counting(file.beside("numbering"))
        self.note_ids: list[str] = []
        self._sequences: dict[str, int] = {}
        self._links = file.relations(part or file.main_name)

    def blocks(self, container: Element) -> Iterator[Passage]:
        for child in container:
            if child.tag == f"{_W}p":
                yield from self._paragraph(child)
            elif child.tag == f"{_W}tbl":
                yield from self._table(child)
            elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins"):
                yield from self.blocks(child)

    def _paragraph(self, element: Element) -> Iterator[Passage]:
        kind, level, label = self._nature(element)
        line = self.line(element)
        yield from (Passage("figure", alt) for alt in line.pictures)
        if line.text.strip() or (kind == "list-item" and not line.pictures):
            yield Passage(kind, line.text, level, label, tuple(line.links))

    def _nature(self, element: Element) -> tuple[Kind, int, str]:
        names = self.styles.names(element)
        list_id = _value(element, "pPr/numPr/numId")
        if list_id and list_id != "0":
            level = int(_value(element, "pPr/numPr/ilvl") or 0)
            return "list-item", level + 1, self.counting.label(list_id, level)
        for name in names:
            if found := re.fullmatch(r"heading (\d)", name):
                return "heading", int(found[1]), ""
            if found := re.fullmatch(r"list continue(?: (\d+))?", name):
                return "list-item", int(found[1] or 1), ""
        return ("caption" if "caption" in names else "paragraph"), 0, ""

    def _table(self, table: Element) -> Iterator[Passage]:
        for row in table.iterfind(f"{_W}tr"):
            column = 1
            for cell in row.iterfind(f"{_W}tc"):
                yield self._cell(cell, column)
                column += int(_value(cell, "tcPr/gridSpan") or 1)

    def _cell(self, cell: Element, column: int) -> Passage:
        condition = _value(cell, "tcPr/cnfStyle") or "0" * 12
        scope = "col" if condition[0] == "1" else "row" if condition[2] == "1" else ""
        lines = list(self._lines(cell))
        links = tuple(link for line in lines for link in line.links)
        text = "\n".join(line.text for line in lines)
        return Passage("header-cell" if scope else "cell", text, column, scope, links)

    def _lines(self, cell: Element) -> Iterator[_Line]:
        for child in cell:
            if child.tag == f"{_W}p":
                _, _, label = self._nature(child)
                line = self.line(child)
                yield from (_Line(alt) for alt in line.pictures)
                if not line.pictures:
                    line.text = f"{label} {line.text}" if label else line.text
                    yield line
            elif child.tag == f"{_W}tbl":
                for inner in child.iterfind(f"{_W}tr/{_W}tc"):
                    yield from self._lines(inner)

    def notes(self) -> Iterator[Passage]:
        """Yield the notes in the order of their marks, then those that no mark calls."""
        part = self.file.beside("footnotes")
        notes = {note.get(f"{_W}id"): note for note in part if note.get(f"{_W}type", "normal") == "normal"}
        reader = _Reader(self.file, self.file.relation(self.file.main_name, "footnotes") if notes else None)
        for number, note_id in enumerate(self.note_ids, 1):
            if note_id in notes:
                yield reader.note(notes.pop(note_id), number)
        yield from (reader.note(note, 0) for note in notes.values())

    def note(self, note: Element, number: int) -> Passage:
        lines = [self.line(paragraph) for paragraph in note.iterfind(f"{_W}p")]
        text = "\n".join(line.text for line in lines)
        text = text[1:] if text[:1] in (" ", "\u00a0", "\t") else text  # what stands after the number
        return Passage("note", text, number, "", tuple(link for line in lines for link in line.links))

    def line(self, paragraph: Element) -> _Line:
        """Return the text of a paragraph as Word shows it."""
        line = _Line()
        self._content(paragraph, line, [])
        return line

    def _content(self, element: Element, line: _Line, open_fields: list[_Field]) -> None:
        for child in element:
            if child.tag == f"{_W}r":
                self._run(child, line, open_fields)
            elif child.tag == f"{_W}hyperlink":
                start = len(line.text)
                self._content(child, line, open_fields)
                if (relation := child.get(f"{_R}id")) is not None:
                    target = self._links.get(relation, ("", ""))[1]
                    line.links.append((line.text[start:], target))
            elif child.tag not in (f"{_W}pPr", f"{_W}del", f"{_W}moveFrom"):
                self._content(child, line, open_fields)

    def _run(self, run: Element, line: _Line, open_fields: list[_Field]) -> None:
        properties = run.find(f"{_W}rPr")
        if properties is not None and _on(properties, "vanish"):
            return
        for child in run:
            tag = str(child.tag).removeprefix(_W)
            if tag == "fldChar":
                self._field(child.get(f"{_W}fldCharType"), line, open_fields)
            elif tag == "instrText" and open_fields:
                open_fields[-1].code += child.text or ""
            elif any(not one.shown for one in open_fields):
                continue
            elif tag == "t":
                line.text += child.text or ""
            elif tag in _SPOKEN:
                line.text += _SPOKEN[tag]
            elif tag == "footnoteReference":
                self.note_ids.append(child.get(f"{_W}id", ""))
                line.text += f"[{len(self.note_ids)}]"
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
            line.text = line.text[:start] + self._counted(closed.code.split(), line.text[start:])

    def _counted(self, code: list[str], cached: str) -> str:
        """Return what the field shows: the cached words, with what Word will count if that differs."""
        match code:
            case ["PAGE", *_]:
                return "{page}"
            case ["NUMPAGES", *_]:
                return "{pages}"
            case ["SEQ", name, *switches]:
                restart = switches[switches.index("\\r") + 1] if "\\r" in switches else None
                self._sequences[name] = int(restart) if restart else self._sequences.get(name, 0) + 1
                counted = str(self._sequences[name])
            case ["REF", name, *_]:
                counted = self._bookmarked(name)
            case _:
                return cached
        return cached if cached == counted else f"{cached} (Word: {counted})"

    def _bookmarked(self, name: str) -> str:
        """Return the words between the ends of a bookmark, empty where there is none."""
        words = ""
        for start in self.file.main.iter(f"{_W}bookmarkStart"):
            if start.get(f"{_W}name") == name:
                for sibling in start.itersiblings():
                    if sibling.tag == f"{_W}bookmarkEnd" and sibling.get(f"{_W}id") == start.get(f"{_W}id"):
                        return words
                    words += "".join(text.text or "" for text in sibling.iter(f"{_W}t"))
        return ""


# ---- heads and feet -------------------------------------------------------------------------------


def _sheet(file: _File, section: Element | None, kind: str) -> str:
    """Return the text at the head and at the foot of one kind of page."""
    lines: list[str] = []
    relations = file.relations(file.main_name)
    for tag in ("headerReference", "footerReference"):
        for reference in section.iterfind(_W + tag) if section is not None else ():
            if reference.get(f"{_W}type") == kind:
                name = relations[str(reference.get(f"{_R}id"))][1]
                reader = _Reader(file, name)
                lines += [reader.line(paragraph).text for paragraph in file.xml(name).iter(f"{_W}p")]
    return "\n".join(lines)


def _confirmed(file: _File, said: str) -> str:
    """Return the language of the properties if the text is set in it too, else that of the text."""
    slots = file.beside("styles").find(f"{_W}docDefaults/{_W}rPrDefault/{_W}rPr/{_W}lang")
    tags = [str(tag) for tag in slots.attrib.values()] if slots is not None else []
    if any(tag.split("-")[0].lower() == said.split("-")[0].lower() for tag in tags):
        return said
    return tags[0] if tags else ""
