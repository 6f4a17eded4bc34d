"""Lists that Word itself numbers: one `w:num` per list, each counting from its own start.

Word keeps one counter per abstract definition, so every ordered list has a definition of its own
(and says `startOverride` too, for readers that count per `w:num`); bulleted lists share one.
Indents stand in the levels, because there they win over the paragraph style.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from briefgen.document import List
from briefgen.roles import Role
from briefgen.theme import Theme
from briefgen.writers.docx.ooxml import Element, root, w
from briefgen.writers.docx.properties import indent

LEVELS = 9
"""Word has nine levels, 0 to 8 (ISO/IEC 29500-1, 17.9.6)."""

_NUMBER = re.compile(r"^(?P<before>[^0-9%]*)1(?P<after>[^0-9%]*)$")


@dataclass(frozen=True, slots=True)
class _Definition:
    ordered: bool
    pattern: str
    """`w:lvlText` of its own level: `%n` stands for the number."""
    level: int
    offset: float
    """What surrounds the list has moved its start edge by so many millimetres."""
    serial: int
    """Keeps ordered lists apart; 0 for bullets."""


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

    theme: Theme
    _lists: list[_Definition] = field(default_factory=list)

    def add(self, ordered: bool, pattern: str, level: int, offset: float) -> int:
        """Add a list and return its `w:numId`; `level` counts from 0, `offset` is in millimetres."""
        definition = _Definition(ordered, pattern, level, offset, len(self._lists) + 1 if ordered else 0)
        if definition in self._lists:
            return self._lists.index(definition) + 1
        self._lists.append(definition)
        return len(self._lists)

    def part(self) -> Element:
        """Return `numbering.xml`."""
        numbering = root("numbering")
        numbering.extend([self._abstract(number, one) for number, one in enumerate(self._lists)])
        for number, one in enumerate(self._lists):
            num = w("num", w("abstractNumId", val=number), numId=number + 1)
            if one.ordered:
                num.append(w("lvlOverride", w("startOverride", val=1), ilvl=one.level))
            numbering.append(num)
        return numbering

    def _abstract(self, number: int, one: _Definition) -> Element:
        abstract = w("abstractNum", abstractNumId=number)
        abstract.append(w("nsid", val=f"{0x4B000000 + number:08X}"))
        abstract.append(w("multiLevelType", val="hybridMultilevel"))
        abstract.append(w("tmpl", val=f"{0x4C000000 + number:08X}"))
        abstract.extend([self._level(one, level) for level in range(LEVELS)])
        return abstract

    def _level(self, one: _Definition, level: int) -> Element:
        look = self.theme.look(Role.LIST_NUMBER if one.ordered else Role.LIST_BULLET)
        text = one.pattern if level == one.level or not one.ordered else f"%{level + 1}."
        start = max(one.offset + look.indent * (1 + level - one.level), look.hanging)
        element = w("lvl", w("start", val=1), ilvl=level)
        element.append(w("numFmt", val="decimal" if one.ordered else "bullet"))
        element.append(w("lvlText", val=text))
        element.append(w("lvlJc", val="left"))
        element.append(w("pPr", indent(start, look.hanging)))
        return element
