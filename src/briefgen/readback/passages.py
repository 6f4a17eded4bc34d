"""What a reader must find in a finished file: the Document as a flat list of passages.

Every format's reader (`readback/pdf.py`, `docx.py`, `html.py`, `text.py`) brings its file into the
same list, so that comparing is the same everywhere. The rules, for both sides:

- One passage per heading, paragraph, cell, caption, figure, note and line of the contents, in reading
  order. Notes come last, in the order of their numbers, because each format puts them somewhere else.
- `text` is what is printed. Where a note is called it holds the number or letter in brackets, `[1]`,
  `[a]`; a line break is a newline. How much white space counts is for `compare` to say.
- The number of a heading is its `label`, not a part of `text`.
- A line of the contents reads as its heading does, number included. Where the format prints pages (PDF,
  Word) its `label` is the page.
- A list item's first paragraph carries the item's `label`, further ones an empty label. An item that
  does not begin with a paragraph begins with a passage of empty text that carries the label.
- A cell is one passage, whatever it holds: paragraphs are joined with newlines, list items in it
  read `label text`, pictures read as their text alternative. Empty cells count.
- A caption reads `label. words`; without a label only the words. A table's caption comes before its
  cells, a figure's caption after the figure.
- Notes of a table come after its cells; their `label` is the bare letter.
- Pages that lie on their side, and divisions, leave no trace: their blocks stand as if by themselves.
- `languages` tells what is in another language than the document: all characters but white space, each
  in the language of the nearest span or division that names one; neighbours of one language together.
  Marks of notes, and labels that are not part of `text`, are left out; contents and pictures have none.
  HTML, Word and PDF tell it.
- `key` and `references` tell where links inside the document lead; HTML alone tells them by name.
- Paragraphs and captions without a visible character are left out on both sides.
- Plain text has no structure: there every printed line is a paragraph, marks included (`lines`).
- Marks, running heads and page labels are no passages elsewhere; see `Furniture`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Literal, assert_never

from briefgen.document import (
    Block,
    Cell,
    Contents,
    CrossReference,
    Division,
    Document,
    Emphasis,
    Figure,
    Footnote,
    Heading,
    Inline,
    Landscape,
    LineBreak,
    Link,
    List,
    ListItem,
    Node,
    NoteMark,
    Paragraph,
    Row,
    Scope,
    Span,
    Strong,
    Table,
    TableNote,
    Text,
    children,
)
from briefgen.jobs import Format
from briefgen.places import Place
from briefgen.readback.lines import lines

Kind = Literal[
    "heading", "paragraph", "list-item", "header-cell", "cell", "caption", "figure", "note", "table-note",
    "contents",
]  # fmt: skip

NUMBERS_TOLD = frozenset({Format.PDF, Format.DOCX, Format.HTML})
"""Formats that tell a heading's number from its words."""
PAGES_TOLD = frozenset({Format.PDF, Format.DOCX})
"""Formats whose contents print pages."""
LANGUAGES_TOLD = frozenset({Format.PDF, Format.DOCX, Format.HTML})
"""Formats that tell the language of words."""
ONE_IN_WORD = {
    "en-gb": "en", "fr-fr": "fr", "de-de": "de", "es-es": "es", "ar-sa": "ar", "ug-cn": "ug", "bo-cn": "bo",
    "zh": "zh-hans", "zh-cn": "zh-hans", "zh-tw": "zh-hant",
}  # fmt: skip
"""Codes that are one in Word with the code that stands for them, in small letters."""
KEYS_TOLD = frozenset({Format.HTML})
"""Formats that tell by name what a link inside the document leads to."""


@dataclass(frozen=True, slots=True)
class Passage:
    """One piece of text that stands by itself."""

    kind: Kind
    text: str
    """What is printed; for a figure its text alternative."""
    level: int = 0
    """Of a heading 1 to 4, of a line of the contents that of its heading; of a list item its depth from 1;
    of a cell its column from 1; of a note its number."""
    label: str = ""
    """What is printed before a list item (`•`, `1.`), a heading (`1.`) or a note of a table (`a`); of a
    header cell `col` or `row`; of a line of the contents its page."""
    links: tuple[tuple[str, str], ...] = ()
    """The links in it that lead out of the document: the words that carry the link, and the address."""
    languages: tuple[tuple[str, str], ...] = ()
    """Words in another language than the document's, without white space, and their BCP 47 code."""
    key: str = ""
    """Name by which links inside the document find it; of a table that of its caption, of a figure that
    of the picture, of an item of a list that of its first paragraph."""
    references: tuple[tuple[str, str], ...] = ()
    """The links in it that lead to another place of the document: the words, and the key of the target."""
    origin: Place | None = field(default=None, compare=False)
    """Where it comes from; None in what was read from a file."""


@dataclass(frozen=True, slots=True)
class Furniture:
    """What a finished file says beside its passages."""

    title: str
    """From the file's metadata."""
    language: str
    """BCP 47 code from the file's metadata or root element."""
    sheets: tuple[str, ...]
    """Text outside the passages: PDF, one string per page; Word, one per kind of page (first, others),
    header and footer joined with a newline, page fields written `{page}` and `{pages}`; HTML and
    plain text, one for the whole file."""
    cut: tuple[str, ...] = ()
    """Text that does not lie within its page; only a PDF can have such."""


def passages(document: Document, file_format: Format) -> tuple[Passage, ...]:
    """Return what a reader of this format must find in the document, in order."""
    if file_format is Format.TXT:
        return tuple(Passage("paragraph", text.strip(" "), origin=origin) for text, origin in lines(document))
    teller = _Teller(document.language, file_format)
    return (*_left_in(teller.blocks(document.blocks, document.language, 0)), *teller.notes(document))


def words(content: tuple[Inline, ...]) -> str:
    """Return the printed text of inline content: line breaks as newlines, calls of notes as `[1]`."""
    return "".join(_word(node) for node in content)


def _word(node: Inline) -> str:
    match node:
        case Text():
            return node.text
        case LineBreak():
            return "\n"
        case CrossReference():
            return node.label
        case Footnote():
            return f"[{node.number}]"
        case NoteMark():
            return f"[{node.label}]"
        case Emphasis() | Strong() | Span() | Link():
            return words(node.content)
        case _:
            assert_never(node)


def _left_in(found: Iterator[Passage]) -> Iterator[Passage]:
    for passage in found:
        if passage.text.strip() or passage.kind in ("list-item", "cell", "header-cell", "figure"):
            yield passage


# ---- blocks -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Teller:
    """Tells the passages of a document, as far as one format can tell them."""

    language: str
    """The document's."""
    format: Format

    def passage(
        self,
        kind: Kind,
        text: str,
        level: int = 0,
        label: str = "",
        *,
        nodes: tuple[Inline, ...] | tuple[Block, ...],
        language: str,
        key: str | None = None,
        origin: Place | None,
    ) -> Passage:
        """Return a passage with what its nodes hold beside text; `language` is that around them."""
        told = stretches(_in_languages(nodes, language)) if self.format in LANGUAGES_TOLD else ()
        own = self.code(self.language)
        languages = tuple((text, self.code(code)) for text, code in told if self.code(code) != own)
        keyed = self.format in KEYS_TOLD
        references = _references(nodes) if keyed else ()
        key = (key or "") if keyed else ""
        return Passage(kind, text, level, label, _links(nodes), languages, key, references, origin)

    def code(self, language: str) -> str:
        """Return a language as the format can tell it; Word knows none without a region."""
        code = language.lower()
        return ONE_IN_WORD.get(code, code) if self.format is Format.DOCX else code

    def blocks(self, blocks: tuple[Block, ...], language: str, depth: int) -> Iterator[Passage]:
        for block in blocks:
            yield from self.block(block, language, depth)

    def block(self, block: Block, language: str, depth: int) -> Iterator[Passage]:
        """`depth` is that of the list item around the block, 0 outside lists."""
        match block:
            case Heading():
                yield self.heading(block, language)
            case Paragraph():
                yield self.paragraph(block, language, depth)
            case List():
                for item in block.items:
                    yield from self.item(item, language, depth + 1)
            case Table():
                yield from self.table(block, language)
            case Figure():
                key = block.key if self.format in KEYS_TOLD else None
                yield Passage("figure", block.alt, key=key or "", origin=block.origin)
                yield self.caption(block, language, None)
            case Division():
                yield from self.blocks(block.blocks, block.language or language, depth)
            case Landscape():
                yield from self.blocks(block.blocks, language, depth)
            case Contents():
                yield from self.contents(block)
            case _:
                assert_never(block)

    def heading(self, block: Heading, language: str) -> Passage:
        content, label = block.content, block.label
        if label and self.format not in NUMBERS_TOLD:
            content, label = (Text(f"{label} "), *content), ""
        return self.passage(
            "heading", words(content), block.level, label,
            nodes=content, language=language, key=block.key, origin=block.origin,
        )  # fmt: skip

    def contents(self, block: Contents) -> Iterator[Passage]:
        for entry in block.entries:
            page = str(entry.page) if entry.page and self.format in PAGES_TOLD else ""
            yield Passage("contents", entry.text, entry.level, page, origin=block.origin)

    def paragraph(
        self, block: Paragraph, language: str, depth: int, label: str = "", key: str | None = None
    ) -> Passage:
        kind: Kind = "list-item" if depth else "paragraph"
        return self.passage(
            kind, words(block.content), depth, label,
            nodes=block.content, language=language, key=key, origin=block.origin,
        )  # fmt: skip

    def item(self, item: ListItem, language: str, depth: int) -> Iterator[Passage]:
        first, rest = item.blocks[:1], item.blocks[1:]
        if first and isinstance(first[0], Paragraph):
            yield self.paragraph(first[0], language, depth, item.label, item.key)
            yield from self.blocks(rest, language, depth)
        else:
            nothing = Paragraph((), origin=item.origin)
            yield self.paragraph(nothing, language, depth, item.label, item.key)
            yield from self.blocks(item.blocks, language, depth)

    def table(self, table: Table, language: str) -> Iterator[Passage]:
        yield self.caption(table, language, table.key)
        for row in (*table.head, *table.body):
            for column, cell in enumerate(row.cells, 1):
                yield self.cell(cell, column, language)
        for note in table.notes:
            yield self.passage(
                "table-note", words(note.content), 0, note.label,
                nodes=note.content, language=language, origin=note.origin,
            )  # fmt: skip

    def caption(self, block: Table | Figure, language: str, key: str | None) -> Passage:
        content = block.caption
        if block.label and words(content):
            content = (Text(f"{block.label}. "), *content)
        return self.passage(
            "caption", words(content), nodes=content, language=language, key=key, origin=block.origin
        )

    def cell(self, cell: Cell, column: int, language: str) -> Passage:
        kind: Kind = "cell" if cell.header is None else "header-cell"
        scope = {None: "", Scope.COLUMN: "col", Scope.ROW: "row"}[cell.header]
        text = "\n".join(_lines(cell.blocks))
        return self.passage(
            kind, text, column, scope, nodes=cell.blocks, language=language, origin=cell.origin
        )

    def notes(self, document: Document) -> Iterator[Passage]:
        found = list(_footnotes(document.blocks, document.language))
        for note, language in sorted(found, key=lambda one: one[0].number):
            yield self.passage(
                "note", words(note.content), note.number,
                nodes=note.content, language=language, key=note.key, origin=note.origin,
            )  # fmt: skip


def _lines(blocks: tuple[Block, ...]) -> Iterator[str]:
    """The printed lines of blocks inside a cell."""
    for block in blocks:
        match block:
            case Heading() | Paragraph():
                yield words(block.content)
            case List():
                for item in block.items:
                    yield f"{item.label} " + "\n".join(_lines(item.blocks))
            case Table():
                yield from (
                    line for row in (*block.head, *block.body) for c in row.cells for line in _lines(c.blocks)
                )
            case Figure():
                yield block.alt
            case Division() | Landscape():
                yield from _lines(block.blocks)
            case Contents():
                yield from (entry.text for entry in block.entries)
            case _:
                assert_never(block)


# ---- what stands in a passage beside its text ---------------------------------------------------------


Nodes = tuple[Inline, ...] | tuple[Block, ...]


def _shown(nodes: tuple[Node, ...]) -> Iterator[Node]:
    """The nodes and all below them, without what is inside notes: that belongs to the note."""
    for node in nodes:
        yield node
        if not isinstance(node, Footnote | TableNote):
            yield from _shown(children(node))


def _links(nodes: Nodes) -> tuple[tuple[str, str], ...]:
    return tuple((words(node.content), node.target) for node in _shown(nodes) if isinstance(node, Link))


def _references(nodes: Nodes) -> tuple[tuple[str, str], ...]:
    return tuple((node.label, node.target) for node in _shown(nodes) if isinstance(node, CrossReference))


def stretches(spoken: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Return words and their languages without white space, neighbours of one language together."""
    solid = [("".join(text.split()), code) for text, code in spoken]
    together = groupby((one for one in solid if one[0]), key=lambda one: one[1])
    return tuple(("".join(text for text, _ in group), code) for code, group in together)


def _in_languages(nodes: tuple[Node, ...], language: str) -> Iterator[tuple[str, str]]:
    for node in nodes:
        match node:
            case Text():
                yield node.text, language
            case CrossReference():
                yield node.label, language
            case Span() | Division():
                yield from _in_languages(children(node), node.language or language)
            case Footnote() | TableNote() | LineBreak() | NoteMark() | Contents():
                pass
            case (
                Emphasis() | Strong() | Link() | Heading() | Paragraph() | List() | ListItem()
                | Table() | Row() | Cell() | Figure() | Landscape()
            ):  # fmt: skip
                yield from _in_languages(children(node), language)
            case _:
                assert_never(node)


def _footnotes(nodes: tuple[Node, ...], language: str) -> Iterator[tuple[Footnote, str]]:
    """The notes, each with the language of the words around its mark."""
    for node in nodes:
        if isinstance(node, Footnote):
            yield node, language
        else:
            own = node.language if isinstance(node, Span | Division) else None
            yield from _footnotes(children(node), own or language)
