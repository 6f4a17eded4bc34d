"""Trees of every shape, as reading makes them: for what must hold whatever is written."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from hypothesis import strategies as st

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
    Paragraph,
    Row,
    Scope,
    Span,
    Strong,
    Table,
    Text,
)
from briefgen.roles import REGISTRY, Role, Where

from .trees import letter, picture

T = TypeVar("T")
Draw = Callable[[st.SearchStrategy[T]], T]

WORD = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Zl", "Zp", "Zs")),
    min_size=1,
    max_size=5,
)
WORDS = st.lists(
    st.one_of(WORD, st.sampled_from(['"it\'s"', "1-2", "...", "5 May", "<b>"])), min_size=1, max_size=4
)
SENTENCE = WORDS.map(" ".join)
PARAGRAPHS = sorted(role for role in Role if REGISTRY[role].where is Where.PARAGRAPH)
DIVISIONS = sorted(role for role in Role if REGISTRY[role].where is Where.DIVISION)
LANGUAGES = st.sampled_from([None, "fr", "zh-Hans", "ar"])


class _Growth:
    """Draws nodes; remembers the keys that references may lead to."""

    def __init__(self, draw: Draw[object]) -> None:
        self.draw: Draw = draw  # type: ignore[type-arg]
        self.keys: list[str] = []
        self.has_contents = False

    def key(self) -> str | None:
        if not self.draw(st.booleans()):
            return None
        self.keys.append(f"key-{len(self.keys)}")
        return self.keys[-1]

    def words(self, notes: bool = True, depth: int = 0) -> tuple[Inline, ...]:
        count = self.draw(st.integers(0, 2))
        return (Text(self.draw(SENTENCE)), *(self.word(notes, depth) for _ in range(count)))

    def word(self, notes: bool, depth: int) -> Inline:
        kinds = ["text", "break"]
        kinds += ["emphasis", "strong", "link", "span", "mention"] if depth < 2 else []
        kinds += ["note", "source"] if notes else []
        kinds += ["reference"] if self.keys else []
        kind = self.draw(st.sampled_from(kinds))
        if kind == "text":
            return Text(self.draw(SENTENCE))
        if kind == "break":
            return LineBreak()
        if kind == "reference":
            return CrossReference(self.draw(st.sampled_from(self.keys)))
        if kind == "source":
            key = self.draw(st.sampled_from(["source-a", "source-b"]))
            return Footnote((Text(key),), key=key, later=(Text("See note "), CrossReference(key)))
        if kind == "mention":
            name = self.draw(st.sampled_from(["organisation-a", "organisation-b"]))
            return Span((Text(f"{name} in full"),), Role.NAME, mention=name, later=(Text(name),))
        content = self.words(False, depth + 1)
        if kind == "note":
            return Footnote(content)
        if kind == "link":
            return Link("https://example.org/", (Text(self.draw(SENTENCE)),))
        if kind == "span":
            role = self.draw(st.sampled_from([Role.NAME, Role.EXACT, Role.EMPTY]))
            return Span(content, role, self.draw(LANGUAGES))
        return Emphasis(content) if kind == "emphasis" else Strong(content)

    def blocks(self, depth: int = 0) -> tuple[Block, ...]:
        return tuple(self.block(depth) for _ in range(self.draw(st.integers(1, 3))))

    def block(self, depth: int) -> Block:
        kinds = ["paragraph", "heading", "list", "table", "figure"]
        kinds += ["division"] if depth < 2 else []
        kinds += ["contents"] if not self.has_contents else []
        return getattr(self, self.draw(st.sampled_from(kinds)))(depth)  # type: ignore[no-any-return]

    def paragraph(self, _depth: int) -> Block:
        return Paragraph(self.words(), self.draw(st.sampled_from(PARAGRAPHS)))

    def heading(self, _depth: int) -> Block:
        level = self.draw(st.integers(2, 4))
        return Heading(level, self.words(False), self.key(), self.draw(st.booleans()))

    def inner(self, depth: int) -> tuple[Block, ...]:
        """What an item or a cell holds."""
        first = Paragraph(self.words())
        return (first, self.list(depth + 1)) if depth < 2 and self.draw(st.booleans()) else (first,)

    def list(self, depth: int) -> Block:
        ordered = self.draw(st.booleans())
        count = self.draw(st.integers(1, 3))
        items = tuple(ListItem(self.inner(depth), key=self.key() if ordered else None) for _ in range(count))
        return List(items, ordered)

    def table(self, _depth: int) -> Block:
        columns, rows = self.draw(st.integers(1, 6)), self.draw(st.integers(1, 3))
        heads = tuple(Cell((Paragraph(self.words()),), Scope.COLUMN) for _ in range(columns))
        body = tuple(
            Row(
                (
                    Cell((Paragraph((Text(self.draw(SENTENCE)),)),), Scope.ROW),
                    *(Cell(self.inner(1)) for _ in range(columns - 1)),
                )
            )
            for _ in range(rows)
        )
        return Table(self.words(), (Row(heads),), body, (1,) * columns, self.key())

    def figure(self, _depth: int) -> Block:
        return Figure(picture(), self.draw(SENTENCE), 30.0, (Text(self.draw(SENTENCE)),), self.key())

    def division(self, depth: int) -> Block:
        role = self.draw(st.sampled_from(DIVISIONS))
        return Division(role, self.blocks(depth + 1), self.draw(LANGUAGES))

    def contents(self, _depth: int) -> Block:
        self.has_contents = True
        return Contents(self.draw(st.integers(2, 4)))

    def top(self) -> Block:
        return Landscape(self.blocks()) if self.draw(st.booleans()) else self.block(0)


@st.composite
def documents(draw: Draw[object]) -> Document:
    """Return documents as reading makes them, before anything is resolved."""
    growth = _Growth(draw)
    count = growth.draw(st.integers(1, 4))
    return letter(*(growth.top() for _ in range(count)))
