"""What a Word file is made of, beside its text: parts, styles, numbers, and where its bookmarks stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from io import BytesIO
from posixpath import dirname, join, normpath, relpath
from zipfile import ZipFile

from lxml import etree

Element = etree._Element  # lxml gives its type no public name

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
SPOKEN = {"br": "\n", "cr": "\n", "tab": "\t", "softHyphen": "\u00ad", "noBreakHyphen": "\u2011"}
"""Elements of a run that stand for characters."""

# ---- the package ----------------------------------------------------------------------------------


class Package:
    """The members of the package and the relations between them."""

    def __init__(self, data: bytes) -> None:
        self._zip = ZipFile(BytesIO(data))
        self._xml: dict[str, Element] = {}
        self.main_name = self.relation("", "officeDocument")
        self.main = self.xml(self.main_name)

    @cached_property
    def styles(self) -> Styles:
        """The styles of all parts."""
        return Styles(self.beside("styles"))

    @cached_property
    def places(self) -> Places:
        """What Word counts in the main part, and where its bookmarks stand."""
        return Places(self.main, Counting(self.beside("numbering")))

    def xml(self, name: str) -> Element:
        """Return the root of a part; raises KeyError where there is none."""
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


def value(element: Element | None, path: str, name: str = "val") -> str | None:
    """Return an attribute of the element at a path of names, None where it is not there."""
    found = element.find("/".join(W + step for step in path.split("/"))) if element is not None else None
    return None if found is None else found.get(W + name)


def is_on(element: Element, name: str) -> bool:
    """Whether an on/off property is there and on (ISO/IEC 29500-1, 17.17.4)."""
    found = element.find(W + name)
    return found is not None and found.get(f"{W}val", "1") not in ("0", "false", "off")


# ---- styles and numbers ---------------------------------------------------------------------------


class Styles:
    """Names of styles with those they are based on."""

    def __init__(self, part: Element) -> None:
        self._by_id = {style.get(f"{W}styleId"): style for style in part.iterfind(f"{W}style")}
        self._names: dict[str | None, list[str]] = {}

    def names(self, element: Element, path: str = "pPr/pStyle") -> list[str]:
        """Return the name of the element's style and of all it is based on, in lower case."""
        style_id = value(element, path)
        if style_id not in self._names:
            self._names[style_id] = list(self._chain(style_id))[:20]
        return self._names[style_id]

    def _chain(self, style_id: str | None) -> Iterator[str]:
        seen: set[str | None] = set()
        while style_id in self._by_id and style_id not in seen:
            seen.add(style_id)
            style = self._by_id[style_id]
            yield (value(style, "name") or "").lower()
            style_id = value(style, "basedOn")


@dataclass
class Counting:
    """Counts list paragraphs as Word does: one counter per abstract definition and level."""

    part: Element
    _nums: dict[str | None, Element] = field(default_factory=dict)
    _abstracts: dict[str | None, Element] = field(default_factory=dict)
    _counters: dict[str, dict[int, int]] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._nums = {one.get(f"{W}numId"): one for one in self.part.iterfind(f"{W}num")}
        self._abstracts = {one.get(f"{W}abstractNumId"): one for one in self.part.iterfind(f"{W}abstractNum")}

    def label_of(self, paragraph: Element) -> str:
        """Count a paragraph, if it is in a list, and return what is printed before it."""
        list_id = value(paragraph, "pPr/numPr/numId")
        if not list_id or list_id == "0":
            return ""
        return self.label(list_id, int(value(paragraph, "pPr/numPr/ilvl") or 0))

    def label(self, list_id: str, level: int) -> str:
        """Count one paragraph and return what is printed before it."""
        num = self._nums.get(list_id)
        abstract_id = value(num, "abstractNumId")
        abstract = self._abstracts.get(abstract_id)
        own = self._level(abstract, level)
        if abstract_id is None or own is None:
            return ""
        counters = self._counters.setdefault(abstract_id, {})
        start = self._start(num, own, list_id, level)
        counters[level] = start if start is not None else counters.get(level, self._first(own) - 1) + 1
        for deeper in [other for other in counters if other > level]:
            del counters[deeper]
        return self._text(abstract, own, counters)

    @staticmethod
    def _level(abstract: Element | None, level: int) -> Element | None:
        rows = abstract.iterfind(f"{W}lvl") if abstract is not None else ()
        return next((row for row in rows if row.get(f"{W}ilvl") == str(level)), None)

    @staticmethod
    def _first(level: Element) -> int:
        return int(value(level, "start") or 0)

    def _start(self, num: Element | None, own: Element, list_id: str, level: int) -> int | None:
        """Return the number to start with where this list is used on this level for the first time."""
        if (list_id, level) in self._begun:
            return None
        self._begun.add((list_id, level))
        for override in num.iterfind(f"{W}lvlOverride") if num is not None else ():
            if override.get(f"{W}ilvl") == str(level) and (start := value(override, "startOverride")):
                return int(start)
        return None

    def _text(self, abstract: Element | None, own: Element, counters: dict[int, int]) -> str:
        def number(found: re.Match[str]) -> str:
            level = self._level(abstract, int(found[1]) - 1)
            if level is None:
                return ""
            count = counters.get(int(found[1]) - 1, self._first(level))
            form = value(level, "numFmt") or "decimal"
            return str(count) if form == "decimal" else f"{count} ({form})"

        return re.sub(r"%([1-9])", number, value(own, "lvlText") or "")


# ---- bookmarks ------------------------------------------------------------------------------------


@dataclass
class Place:
    """What a field finds that refers to a bookmark."""

    words: str = ""
    """Between the ends of the bookmark, in its paragraph."""
    number: str = ""
    """Of its paragraph in a list, without trailing periods, as REF with `\\n` shows it."""
    note: int = 0
    """Number of the note that is called in it; 0 for none."""


class Places:
    """Numbers of paragraphs and notes, and all bookmarks, found in one walk through the main part."""

    def __init__(self, main: Element, counting: Counting) -> None:
        self.labels: dict[Element, str] = {}
        """By paragraph: what is printed before it."""
        self.note_ids: list[str] = []
        """In the order of their marks, by which Word numbers notes."""
        self.bookmarks: dict[str, Place] = {}
        for paragraph in main.iter(f"{W}p"):
            label = self.labels[paragraph] = counting.label_of(paragraph)
            self._read(paragraph, label.rstrip("."))

    def _read(self, paragraph: Element, number: str) -> None:
        opened: dict[str | None, Place] = {}
        for element in paragraph.iter():
            tag = str(element.tag).removeprefix(W)
            if tag == "bookmarkStart":
                place = self.bookmarks[str(element.get(f"{W}name"))] = Place(number=number)
                opened[element.get(f"{W}id")] = place
            elif tag == "bookmarkEnd":
                opened.pop(element.get(f"{W}id"), None)
            elif tag == "footnoteReference":
                self.note_ids.append(element.get(f"{W}id", ""))
                for place in opened.values():
                    place.note = len(self.note_ids)
            elif tag == "t" or tag in SPOKEN:
                for place in opened.values():
                    place.words += (element.text or "") if tag == "t" else SPOKEN[tag]
