"""What counts and what refers: fields with their cached words, bookmarks, and the labels of captions.

Fields are those of ISO/IEC 29500-1, 17.16.5. What they show is written beside them, so that the file says
the right thing before Word counts for itself, and in programs that never do.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from dataclasses import field as field_of
from typing import Literal, assert_never

from briefgen.document import (
    Cell,
    Contents,
    CrossReference,
    Division,
    Document,
    Emphasis,
    Figure,
    Footnote,
    Heading,
    Landscape,
    LineBreak,
    Link,
    List,
    ListItem,
    Node,
    NoteMark,
    Paragraph,
    Row,
    Span,
    Strong,
    Table,
    TableNote,
    Text,
    plain_text,
    walk,
)
from briefgen.problems import Problem, Weight
from briefgen.writers.docx.ooxml import Element, run, texts, w

# ---- fields ---------------------------------------------------------------------------------------

Properties = Callable[[], Element | None]
"""Makes the run properties anew for every run, since an element can stand in one place only."""


def _no_properties() -> Element | None:
    return None


def field_begin(code: str) -> list[Element]:
    """Return the runs that open a complex field (17.16.18); what it shows comes next."""
    instruction = w("instrText")
    instruction.text = f" {code} "
    instruction.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return [
        run(None, w("fldChar", fldCharType="begin")),
        run(None, instruction),
        run(None, w("fldChar", fldCharType="separate")),
    ]


def field_end() -> Element:
    """Return the run that closes a complex field, maybe in a later paragraph."""
    return run(None, w("fldChar", fldCharType="end"))


def field(code: str, cached: list[Element]) -> list[Element]:
    """Return the runs of a complex field; `cached` are the runs it shows."""
    return [*field_begin(code), *cached, field_end()]


def simple_field(code: str, cached: str, properties: Properties = _no_properties) -> list[Element]:
    """Return the runs of a field that shows plain text."""
    return field(code, [run(properties(), *texts(cached))])


# ---- bookmarks ------------------------------------------------------------------------------------

Shows = Literal["words", "number", "note"]
"""What a field shows that refers to a bookmark: the words in it, the number of its paragraph in a list,
the number of the note that is called in it."""


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A named place; its name is a number, because keys may tell what the reader must not know."""

    number: int
    shows: Shows
    text: str
    """What a field that refers to it shows; empty where no field can."""

    @property
    def name(self) -> str:
        """Word hides bookmarks whose name begins with `_Ref` from its list; 40 characters are allowed."""
        return f"_Ref{self.number:08}"

    @property
    def code(self) -> str:
        r"""Return the field that refers to it: REF (17.16.5.51) or NOTEREF (17.16.5.43).

        `\n` is the number of the paragraph alone, without trailing periods; `\r` would add those of the
        items around it.
        """
        match self.shows:
            case "words":
                return f"REF {self.name} \\h"
            case "number":
                return f"REF {self.name} \\n \\h"
            case "note":
                return f"NOTEREF {self.name} \\h"
            case _:
                assert_never(self.shows)


def _shown(node: Node) -> tuple[str, Shows, str] | None:
    """Return key, kind and text of what a reference can name."""
    match node:
        case Heading(key=str(key)):
            return key, "words", plain_text(node.content)
        case Table(key=str(key)) | Figure(key=str(key)):
            return key, "words", node.label
        case ListItem(key=str(key)):
            number = any(char.isdigit() for char in node.label)
            return key, "number", node.label.rstrip(".") if number else ""
        case Footnote(key=str(key)):
            return key, "note", str(node.number)
        case Heading() | Table() | Figure() | ListItem() | Footnote():
            return None  # without a key
        case (
            Text() | Emphasis() | Strong() | Span() | Link() | LineBreak() | NoteMark() | CrossReference()
            | Paragraph() | List() | Row() | Cell() | TableNote() | Division() | Contents() | Landscape()
        ):  # fmt: skip
            return None
        case _:
            assert_never(node)


@dataclass
class Bookmarks:
    """The bookmarks of a document, one per key, known before the body is written."""

    _by_key: dict[str, Bookmark] = field_of(default_factory=dict)

    @staticmethod
    def of(document: Document) -> Bookmarks:
        """Find everything that cross-references and contents can name."""
        bookmarks = Bookmarks()
        for node in walk(document.blocks):
            if found := _shown(node):
                key, shows, text = found
                bookmarks._by_key.setdefault(key, Bookmark(len(bookmarks._by_key) + 1, shows, text))
        return bookmarks

    def find(self, key: str) -> Bookmark | None:
        """Return the bookmark of a key."""
        return self._by_key.get(key)

    def enclose(self, key: str | None, content: list[Element]) -> list[Element]:
        """Put the bookmark of the key around the content; without a key nothing changes."""
        found = self._by_key.get(key) if key else None
        if found is None:
            return content
        start = w("bookmarkStart", id=found.number, name=found.name)
        return [start, *content, w("bookmarkEnd", id=found.number)]


def inside_link(bookmark: Bookmark, content: list[Element]) -> Element:
    """Return a link to a place in this document."""
    return w("hyperlink", *content, anchor=bookmark.name, history=1)


def missing(node: CrossReference) -> Problem:
    """Return the problem of a reference that leads nowhere."""
    return Problem(
        "reference-without-target",
        f"In Word the reference “{node.label or node.target}” is plain words, because nothing has its name",
        "Give the table, figure or heading that is meant this name, or take the reference out.",
        node.origin,
        Weight.SIMPLIFICATION,
    )


# ---- captions -------------------------------------------------------------------------------------

BETWEEN = ". "
"""Printed between label and words of a caption, in every format."""

_NUMBERED = re.compile(r"^(\D*)(\d+)(\D*)$")

Write = Callable[[str], list[Element]]
"""Writes plain words as runs, as the caption's paragraph wants them."""


@dataclass
class Captions:
    """The captions of one document, counted as Word will count them."""

    bookmarks: Bookmarks
    _counted: dict[str, int] = field_of(default_factory=dict)

    def content(self, block: Table | Figure, words: list[Element], write: Write) -> list[Element]:
        """Return the content of a caption's paragraph; without a label it is words alone."""
        if not block.label:
            return self.bookmarks.enclose(block.key, words)
        sequence = "Table" if isinstance(block, Table) else "Figure"
        label = self.bookmarks.enclose(block.key, self._label(block.label, sequence, write))
        return [*label, *write(BETWEEN), *words]

    def _label(self, label: str, sequence: str, write: Write) -> list[Element]:
        """Word counts with a SEQ field (17.16.5.56); cached is the label's own number."""
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
