"""Lists and headings that Word itself numbers: one `w:num` per list, each counting from its own start.

Word keeps one counter per abstract definition, so every ordered list, and every run of numbered headings
under one heading, has a definition of its own (and says `startOverride` too, for readers that count per
`w:num`); bulleted lists share one. Indents of lists stand in the levels, because there they win over the
paragraph style; headings keep those of their style.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from briefgen.document import List
from briefgen.theme import Look
from briefgen.writers.docx.ooxml import Element, root, w
from briefgen.writers.docx.properties import indent

LEVELS = 9
"""Word has nine levels, 0 to 8 (ISO/IEC 29500-1, 17.9.6)."""

_NUMBER = re.compile(r"^(?P<before>[^0-9%]*)(?P<number>[1-9][0-9]*)(?P<after>[^0-9%]*)$")


@dataclass(frozen=True, slots=True)
class Number:
    """The list that numbers a paragraph: `w:numId` and level from 0."""

    list_id: int
    level: int


@dataclass(frozen=True, slots=True)
class _Definition:
    pattern: str
    """`w:lvlText` of its own level: `%n` stands for the number."""
    level: int
    look: Look | None
    """Of a list: its indents. None for headings."""
    offset: float
    """What surrounds the list has moved its start edge by so many millimetres."""
    serial: int
    """Keeps counted lists apart; 0 for bullets."""
    start: int = 1

    @property
    def ordered(self) -> bool:
        return self.serial > 0


def pattern_of(block: List, level: int) -> str | None:
    """Return the `w:lvlText` by which Word counts the labels of the list, None where it cannot.

    Labels that are not set yet count as the house's `1.` and `•`.
    """
    labels = [item.label for item in block.items]
    if not any(labels):
        return f"%{level + 1}." if block.ordered else "•"
    if not block.ordered:
        return labels[0] if len(set(labels)) == 1 and "%" not in labels[0] else None
    found = _NUMBER.match(labels[0])
    if not found:
        return None
    before, after = found["before"], found["after"]
    counted = [f"{before}{number}{after}" for number in range(1, len(labels) + 1)]
    return f"{before}%{level + 1}{after}" if counted == labels else None


@dataclass
class Numbering:
    """The lists of one document, collected while its body is written."""

    _lists: dict[_Definition, int] = field(default_factory=dict)
    _headings: dict[int, tuple[Number, str, int]] = field(default_factory=dict)
    """For each level of heading the list that counts it at present, its pattern and its last number."""

    def add(self, ordered: bool, pattern: str, level: int, look: Look, offset: float) -> Number:
        """Add a list; `level` counts from 0, `offset` is in millimetres."""
        serial = len(self._lists) + 1 if ordered else 0
        return self._number(_Definition(pattern, level, look, offset, serial))

    def heading(self, label: str, level: int) -> Number | None:
        """Return what numbers a heading, so that Word prints this label; None where Word cannot count it.

        It goes on with its neighbours' list where the label follows theirs, and begins a new one else.
        """
        found = _NUMBER.match(label)
        if not found:
            return None
        pattern, count = f"{found['before']}%1{found['after']}", int(found["number"])
        number, same, last = self._headings.get(level, (None, "", 0))
        if number is None or (same, last + 1) != (pattern, count):
            number = self._number(_Definition(pattern, 0, None, 0.0, len(self._lists) + 1, count))
        self._headings[level] = number, pattern, count
        return number

    def _number(self, definition: _Definition) -> Number:
        return Number(self._lists.setdefault(definition, len(self._lists) + 1), definition.level)

    def part(self) -> Element:
        """Return `numbering.xml`."""
        numbering = root("numbering")
        numbering.extend([self._abstract(number, one) for number, one in enumerate(self._lists)])
        for number, one in enumerate(self._lists):
            num = w("num", w("abstractNumId", val=number), numId=number + 1)
            if one.ordered:
                num.append(w("lvlOverride", w("startOverride", val=one.start), ilvl=one.level))
            numbering.append(num)
        return numbering

    def _abstract(self, number: int, one: _Definition) -> Element:
        abstract = w("abstractNum", abstractNumId=number)
        abstract.append(w("nsid", val=f"{0x4B000000 + number:08X}"))
        abstract.append(w("multiLevelType", val="hybridMultilevel" if one.look else "singleLevel"))
        abstract.append(w("tmpl", val=f"{0x4C000000 + number:08X}"))
        if one.look:
            abstract.extend([self._level(one, one.look, level) for level in range(LEVELS)])
        else:
            abstract.append(self._heading_level(one))
        return abstract

    @staticmethod
    def _level(one: _Definition, look: Look, level: int) -> Element:
        text = one.pattern if level == one.level or not one.ordered else f"%{level + 1}."
        start = max(one.offset + look.indent * (1 + level - one.level), look.hanging)
        element = w("lvl", w("start", val=1), ilvl=level)
        element.append(w("numFmt", val="decimal" if one.ordered else "bullet"))
        element.append(w("lvlText", val=text))
        element.append(w("lvlJc", val="left"))
        element.append(w("pPr", indent(start, look.hanging)))
        return element

    @staticmethod
    def _heading_level(one: _Definition) -> Element:
        """A space parts number and words, as in print (ISO/IEC 29500-1, 17.9.28)."""
        element = w("lvl", w("start", val=one.start), ilvl=0)
        element.extend([w("numFmt", val="decimal"), w("suff", val="space")])
        element.extend([w("lvlText", val=one.pattern), w("lvlJc", val="left")])
        return element
