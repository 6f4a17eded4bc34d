"""Notes: those of tables stand beneath them, a source cited again refers to its first, all are counted."""

from __future__ import annotations

from dataclasses import replace
from string import ascii_lowercase
from typing import assert_never

from briefgen.document import (
    Block,
    CrossReference,
    Emphasis,
    Footnote,
    Inline,
    LineBreak,
    Link,
    NoteMark,
    Span,
    Strong,
    Table,
    TableNote,
    Text,
)
from briefgen.passes.rebuild import Content, map_blocks, map_contents, map_inlines


def placed(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return the blocks with the notes of tables beneath them and all others numbered in reading order.

    The first note of a key keeps it. Later ones lose it and take their later words, if they have any. A
    note of a table always tells everything, because the table is read by itself; where two marks of one
    table lead to the same words, they share a letter. Marks side by side are kept apart: ¹² would be twelve.
    """
    numbers = _Numbers()
    blocks = map_blocks(blocks, _beneath)

    def change(content: Content, _: Block) -> Content:
        return _apart(numbers.content(content))

    return tuple(map_contents(block, change) for block in blocks)


def _beneath(block: Block) -> Block:
    if not isinstance(block, Table):
        return block
    notes = list(block.notes)

    def mark(node: Inline) -> Inline:
        if not isinstance(node, Footnote):
            return node
        same = next((note for note in notes if note.content == node.content), None)
        if same is None:
            same = TableNote(_letter(len(notes)), node.content, origin=node.origin)
            notes.append(same)
        return NoteMark(same.label, origin=node.origin)

    marked = map_contents(block, lambda content, _: map_inlines(content, mark))
    assert isinstance(marked, Table)
    return replace(marked, notes=tuple(notes))


def _letter(index: int) -> str:
    """Return a, b … z, aa, ab … for 0, 1 …"""
    before, last = divmod(index, len(ascii_lowercase))
    return (_letter(before - 1) if before else "") + ascii_lowercase[last]


_GAP = "\u202f"
"""Narrow, and no line ends in it."""


def _apart(content: Content, after_mark: bool = False) -> Content:
    """Return the content with a gap between marks that touch, also from one span to the next."""
    found: list[Inline] = []
    for node in content:
        if isinstance(node, Footnote | NoteMark) and after_mark:
            found.append(Text(_GAP))
        found.append(_apart_within(node, after_mark))
        after_mark = _ends_in_mark((node,), after_mark)
    return tuple(found)


def _apart_within(node: Inline, after_mark: bool) -> Inline:
    if isinstance(node, Emphasis | Strong | Link | Span):
        return replace(node, content=_apart(node.content, after_mark))
    return node


def _ends_in_mark(content: Content, before: bool) -> bool:
    """Whether the last thing printed is a mark; `before` where nothing is printed."""
    for node in content:
        match node:
            case Footnote() | NoteMark():
                before = True
            case Emphasis() | Strong() | Link() | Span():
                before = _ends_in_mark(node.content, before)
            case Text():
                before = before and not node.text
            case LineBreak() | CrossReference():
                before = False
            case _:
                assert_never(node)
    return before


class _Numbers:
    """Notes so far."""

    def __init__(self) -> None:
        self.count = 0
        self.keys: set[str] = set()

    def content(self, content: Content) -> Content:
        return map_inlines(content, self.note)

    def note(self, node: Inline) -> Inline:
        if not isinstance(node, Footnote):
            return node
        self.count += 1
        again = node.key in self.keys
        content = node.later if again and node.later else node.content
        self.keys |= {node.key} if node.key else set()
        return replace(node, content=content, number=self.count, key=None if again else node.key, later=())
