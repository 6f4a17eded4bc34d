"""Notes: those of tables stand beneath them, a source cited again refers to its first, all are counted."""

from __future__ import annotations

from dataclasses import replace
from string import ascii_lowercase

from briefgen.document import Block, Footnote, Inline, NoteMark, Table, TableNote
from briefgen.passes.rebuild import Content, map_blocks, map_contents, map_inlines


def placed(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return the blocks with the notes of tables beneath them and all others numbered in reading order.

    The first note of a key keeps it. Later ones lose it and take their later words, if they have any. A
    note of a table always tells everything, because the table is read by itself; where two marks of one
    table lead to the same words, they share a letter.
    """
    numbers = _Numbers()
    blocks = map_blocks(blocks, _beneath)
    return tuple(map_contents(block, lambda content, _: numbers.content(content)) for block in blocks)


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
