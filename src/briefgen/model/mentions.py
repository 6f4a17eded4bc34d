"""References to facts in Markdown.

For example `[[person:liu-qing]]`, `[[round:spring.dates]]`, `[[source:report|p. 31]]`.
Before the colon stands what is meant, then its id; a field of it may follow after a full stop, and how
it is to be printed, or a page of a source, after a bar. `[[table:key]]` and `[[heading:key]]` name a table
or heading of the same document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

KEYS = ("table", "heading")
"""References within a document, to a key and not to an entity."""

PATTERN = re.compile(
    r"(?<!\\)(?:\\\\)*"
    r"(?P<text>\[\[(?P<noun>[a-z-]+):(?P<id>[^\]|.\s\\]+)(?:\.(?P<field>[a-z_-]+))?"
    r"(?:\\?\|(?P<form>[^\]]*))?\]\])"
)
"""One backslash makes the brackets text; two are a backslash of the text (CommonMark 2.4). In a table the bar
stands behind a backslash, as every bar that is no border of a cell."""


@dataclass(frozen=True, slots=True)
class Mentioned:
    """A reference in a text."""

    noun: str
    """What is meant: a noun of `FILE_KINDS`, or one of `KEYS`."""
    id: str
    field: str | None
    """The field that is printed; None for what is usual for the noun."""
    form: str | None
    """How it is printed, e.g. `name`, `compact`; of a source the page."""
    line: int
    """Line of the text, from 0."""
    text: str
    """The reference as it is written."""
    before: int
    """How often the same reference stands before it in its line."""


def mentions(text: str) -> Iterator[Mentioned]:
    """Yield the references of a text in their order."""
    for found in PATTERN.finditer(text):
        start = found.start("text")
        line = text[text.rfind("\n", 0, start) + 1 : start]
        yield Mentioned(
            noun=found["noun"],
            id=found["id"],
            field=found["field"],
            form=found["form"],
            line=text.count("\n", 0, start),
            text=found["text"],
            before=line.count(found["text"]),
        )
