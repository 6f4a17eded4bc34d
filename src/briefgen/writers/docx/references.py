"""Bookmarks: what a cross-reference finds, known before the body is written."""

from __future__ import annotations

from dataclasses import dataclass, field

from briefgen.document import CrossReference, Document, Figure, Heading, Table, plain_text, walk
from briefgen.problems import Problem, Weight
from briefgen.writers.docx.ooxml import Element, w


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A named place; its name is a number, because keys may tell what the reader must not know."""

    number: int
    words: str
    """What the bookmark encloses, and a field that refers to it shows."""

    @property
    def name(self) -> str:
        """Word hides bookmarks whose name begins with `_Ref` from its list."""
        return f"_Ref{self.number:08}"


@dataclass
class Bookmarks:
    """The bookmarks of a document, one per key."""

    _by_key: dict[str, Bookmark] = field(default_factory=dict)

    @staticmethod
    def of(document: Document) -> Bookmarks:
        """Find everything that cross-references can name."""
        bookmarks = Bookmarks()
        for node in walk(document.blocks):
            if isinstance(node, Heading | Table | Figure) and node.key:
                words = plain_text(node.content) if isinstance(node, Heading) else node.label
                bookmarks._by_key.setdefault(node.key, Bookmark(len(bookmarks._by_key) + 1, words))
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


def missing(node: CrossReference) -> Problem:
    """Return the problem of a reference that leads nowhere."""
    return Problem(
        "reference-without-target",
        f"In Word the reference “{node.label or node.target}” is plain words, because nothing has its name",
        "Give the table, figure or heading that is meant this name, or take the reference out.",
        node.origin,
        Weight.SIMPLIFICATION,
    )
