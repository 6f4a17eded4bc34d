"""Captions: a label that Word counts itself, enclosed in the bookmark that references show."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from briefgen.document import Figure, Table
from briefgen.writers.docx.fields import simple_field
from briefgen.writers.docx.ooxml import Element
from briefgen.writers.docx.references import Bookmarks

BETWEEN = ". "
"""Printed between label and words, in every format."""

_NUMBERED = re.compile(r"^(\D*)(\d+)(\D*)$")


Write = Callable[[str], list[Element]]
"""Writes plain words as runs, as the caption's paragraph wants them."""


@dataclass
class Captions:
    """The captions of one document, counted as Word will count them."""

    bookmarks: Bookmarks
    _counted: dict[str, int] = field(default_factory=dict)

    def content(self, block: Table | Figure, words: list[Element], write: Write) -> list[Element]:
        """Return the content of a caption's paragraph; without a label it is words alone."""
        if not block.label:
            return self.bookmarks.enclose(block.key, words)
        sequence = "Table" if isinstance(block, Table) else "Figure"
        label = self.bookmarks.enclose(block.key, self._label(block.label, sequence, write))
        return [*label, *write(BETWEEN), *words]

    def _label(self, label: str, sequence: str, write: Write) -> list[Element]:
        """Word counts with a SEQ field (ISO/IEC 29500-1, 17.16.5.56); cached is the label's own number."""
        found = _NUMBERED.match(label)
        if not found:
            return write(label)
        before, number, after = found[1], int(found[2]), found[3]
        expected = self._counted.get(sequence, 0) + 1
        self._counted[sequence] = number
        # a table without a caption is counted too, though nothing in Word shows it
        restart = "" if number == expected else f" \\r {number}"
        content = write(before)
        content += simple_field(f"SEQ {sequence} \\* ARABIC{restart}", found[2])
        return content + write(after)
