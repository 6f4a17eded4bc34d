"""The Document: one closed tree between every template and every format.

Readers make it, passes turn one tree into another, writers match it exhaustively. Nodes are
frozen, typed and know where they come from (`origin`, which does not count in comparisons).
Text in the tree is final as far as its stage goes: after typography no format may change a word.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from typing import Literal, assert_never

from briefgen.places import Place
from briefgen.roles import Role

Direction = Literal["ltr", "rtl"]


def _origin() -> Place | None:
    return field(default=None, compare=False, repr=False, kw_only=True)


# ---- inline nodes -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Text:
    """A run of characters; white space is single spaces, never a line break."""

    text: str
    origin: Place | None = _origin()


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Stressed words; italic in the house style."""

    content: tuple[Inline, ...]
    origin: Place | None = _origin()


@dataclass(frozen=True, slots=True)
class Strong:
    """Words of weight; bold in the house style."""

    content: tuple[Inline, ...]
    origin: Place | None = _origin()


@dataclass(frozen=True, slots=True)
class Span:
    """Words that differ in nature from their neighbours: a name, another language, an exact citation."""

    content: tuple[Inline, ...]
    role: Role | None = None
    """A role for spans (`Where.SPAN`); `Role.EXACT` keeps typography away. None: another language."""
    language: str | None = None
    """BCP 47 code where it differs from the surrounding text."""
    direction: Direction | None = None
    mention: str | None = None
    """What is mentioned, e.g. `organisation-hric`, where the words of the first mention in a document
    differ from those of all later ones; None once resolving has decided."""
    later: tuple[Inline, ...] = ()
    """The words of later mentions; empty once resolving has decided."""
    origin: Place | None = _origin()


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to an absolute http(s) or mailto address."""

    target: str
    content: tuple[Inline, ...]
    origin: Place | None = _origin()


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A line break inside one paragraph."""

    origin: Place | None = _origin()


@dataclass(frozen=True, slots=True)
class Footnote:
    """A note at the foot of the page; its mark stands where the node stands. Notes hold no notes.

    Resolving turns those inside a table into `NoteMark` and notes of the table.
    """

    content: tuple[Inline, ...]
    number: int = 0
    """Counted from 1 through the document; set by resolving, 0 before."""
    key: str | None = None
    """Name by which later notes refer to it, e.g. `source-hric-1998`; kept by the first note of that name."""
    later: tuple[Inline, ...] = ()
    """The words of a later note of the same key ("See note 3."); empty once resolving has decided."""
    origin: Place | None = _origin()


@dataclass(frozen=True, slots=True)
class NoteMark:
    """The mark of a note that stands beneath the table; made by resolving."""

    label: str
    """Small letters, counted from `a` in every table."""
    origin: Place | None = _origin()


@dataclass(frozen=True, slots=True)
class CrossReference:
    """A mention of a labelled node, printed as that node's label ("Table 1", "4")."""

    target: str
    """The `key` of a table, figure, heading, item of a list or note of this document."""
    label: str = ""
    """Set by resolving, empty before."""
    origin: Place | None = _origin()


Inline = Text | Emphasis | Strong | Span | Link | LineBreak | Footnote | NoteMark | CrossReference


# ---- block nodes ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 (one per document: its visible title) to 4. Headings hold no notes."""

    level: int
    content: tuple[Inline, ...]
    key: str | None = None
    """Name by which cross-references and the table of contents find it; unique in the document."""
    numbered: bool = False
    """Whether it is counted among its neighbours of the same level (Word: real numbering)."""
    label: str = ""
    """What is printed before it, e.g. `1.`; set by resolving where it is numbered."""
    origin: Place | None = _origin()

    @property
    def role(self) -> Role:
        """The role that gives this level its look."""
        return Role(f"heading-{self.level}")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; its role (`Where.PARAGRAPH`) says what it is in the document."""

    content: tuple[Inline, ...]
    role: Role = Role.BODY
    origin: Place | None = _origin()


@dataclass(frozen=True, slots=True)
class ListItem:
    """An item of a list."""

    blocks: tuple[Block, ...]
    label: str = ""
    """What is printed before it, e.g. `1.` or `•`; set by resolving."""
    key: str | None = None
    """Name by which cross-references find it; they print the number without its full stop."""
    origin: Place | None = _origin()


@dataclass(frozen=True, slots=True)
class List:
    """A bulleted or numbered list; numbering starts at 1 in every list."""

    items: tuple[ListItem, ...]
    ordered: bool = False
    origin: Place | None = _origin()


class Scope(Enum):
    """What a header cell is the header of (PDF/UA 7.5, HTML `scope`)."""

    COLUMN = "col"
    ROW = "row"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table."""

    blocks: tuple[Block, ...]
    header: Scope | None = None
    """None for a data cell."""
    origin: Place | None = _origin()


@dataclass(frozen=True, slots=True)
class Row:
    """A row; every row of a table has as many cells as the table has columns."""

    cells: tuple[Cell, ...]
    origin: Place | None = _origin()


@dataclass(frozen=True, slots=True)
class TableNote:
    """A note that stands beneath its table."""

    label: str
    """As on its `NoteMark`."""
    content: tuple[Inline, ...]
    origin: Place | None = _origin()


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a caption, header rows that repeat on every page, and body rows."""

    caption: tuple[Inline, ...]
    head: tuple[Row, ...]
    body: tuple[Row, ...]
    widths: tuple[int, ...]
    """Relative column widths, one per column, positive."""
    key: str | None = None
    label: str = ""
    """`Table 1`; set by resolving."""
    notes: tuple[TableNote, ...] = ()
    """What stands beneath it; set by resolving."""
    origin: Place | None = _origin()


@dataclass(frozen=True, slots=True)
class Image:
    """A raster picture rebuilt from its pixels: no metadata, a neutral name."""

    name: str
    """`picture-` + the first 16 hex digits of the SHA-256 of `data` + `.png` or `.jpg`."""
    data: bytes = field(repr=False)
    width: int = 0
    """Pixels."""
    height: int = 0
    """Pixels."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture with its text alternative and, unless it is a logo, a caption."""

    image: Image
    alt: str
    """Never empty."""
    width: float
    """Printed width in millimetres; the height follows from the pixels."""
    caption: tuple[Inline, ...] = ()
    key: str | None = None
    label: str = ""
    """`Figure 1` where there is a caption; set by resolving."""
    origin: Place | None = _origin()


@dataclass(frozen=True, slots=True)
class Division:
    """Blocks that belong together: an address, a signature, a quotation (`Where.DIVISION` roles)."""

    role: Role
    blocks: tuple[Block, ...]
    language: str | None = None
    direction: Direction | None = None
    origin: Place | None = _origin()


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """A line of a table of contents."""

    level: int
    """Level of the heading, 2 to 4."""
    text: str
    """Label and words of the heading."""
    key: str
    """Key of the heading."""
    page: int = 0
    """Page on which the heading stands in the laid-out PDF; 0 until it is laid out."""


@dataclass(frozen=True, slots=True)
class Contents:
    """A table of contents: headings with their pages, each leading there."""

    depth: int = 3
    """Deepest level of heading that is listed, 2 to 4."""
    entries: tuple[ContentsEntry, ...] = ()
    """Set by resolving."""
    origin: Place | None = _origin()


@dataclass(frozen=True, slots=True)
class Landscape:
    """Blocks on pages of their own that lie on their long side. Stands at the top of a document only."""

    blocks: tuple[Block, ...]
    origin: Place | None = _origin()


Block = Heading | Paragraph | List | Table | Figure | Division | Contents | Landscape


# ---- the whole ----------------------------------------------------------------------------------


class MarkKind(Enum):
    """Why something is printed on every page."""

    DRAFT = "draft"
    AUDIENCE = "audience"
    SAMPLE = "sample"


@dataclass(frozen=True, slots=True)
class Mark:
    """A line printed on every page, in every format, that no template can leave out."""

    kind: MarkKind
    text: str


@dataclass(frozen=True, slots=True)
class Document:
    """Everything a writer needs, and nothing else."""

    kind: str
    """Kind of document, e.g. `open-letter`."""
    title: str
    """Plain text for the file's metadata and the window title."""
    language: str
    """BCP 47."""
    direction: Direction
    issuer: str
    """Name of the issuing organisation(s): the author of the file, never a person or a computer user."""
    date: str | None
    """ISO date of the document (`2000-09-28`, `2000-09`, `2000`), the only time that its files tell."""
    running_head: str
    """Printed at the top of every page but the first."""
    page_label: str
    """Printed at the foot of every page, with the placeholders `{page}` and `{pages}`."""
    marks: tuple[Mark, ...]
    blocks: tuple[Block, ...]


Node = Inline | Block | ListItem | Row | Cell | TableNote


def children(node: Node) -> tuple[Node, ...]:
    """Return the direct children of a node, in reading order."""
    match node:
        case Text() | LineBreak() | CrossReference() | NoteMark() | Contents():
            return ()
        case Span() | Footnote():
            return (*node.content, *node.later)
        case Emphasis() | Strong() | Link() | Heading() | Paragraph() | TableNote():
            return node.content
        case List():
            return node.items
        case ListItem() | Cell() | Division() | Landscape():
            return node.blocks
        case Row():
            return node.cells
        case Table():
            return (*node.caption, *node.head, *node.body, *node.notes)
        case Figure():
            return node.caption
        case _:
            assert_never(node)


def walk(nodes: tuple[Node, ...]) -> Iterator[Node]:
    """Yield the nodes and all below them, in reading order, parents first."""
    for node in nodes:
        yield node
        yield from walk(children(node))


def plain_text(content: tuple[Inline, ...]) -> str:
    """Return the words without footnotes; line breaks become newlines."""
    words = []
    for node in content:
        match node:
            case Text():
                words.append(node.text)
            case LineBreak():
                words.append("\n")
            case CrossReference():
                words.append(node.label)
            case Footnote() | NoteMark():
                pass
            case Emphasis() | Strong() | Span() | Link():
                words.append(plain_text(node.content))
            case _:
                assert_never(node)
    return "".join(words)


def size(document: Document) -> int:
    """Return the number of nodes, the measure by which the worker's limits grow."""
    return sum(1 for _ in walk(document.blocks))


def may_break(row: Row) -> bool:
    """Tell whether a row of a table may break over pages: in a narrow column it could be taller than one."""
    lengths = (
        sum(len(node.text) for node in walk(cell.blocks) if isinstance(node, Text)) for cell in row.cells
    )
    return max(lengths, default=0) > 600
