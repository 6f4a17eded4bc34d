"""Labels: numbers of headings, lists, tables and figures, and a key for every heading."""

from __future__ import annotations

from dataclasses import replace
from itertools import count

from briefgen.document import Block, Figure, Footnote, Heading, List, ListItem, Table, walk
from briefgen.languages import Language, Wording
from briefgen.passes.rebuild import map_blocks

BULLET = "•"


def labelled(blocks: tuple[Block, ...], language: Language) -> tuple[Block, ...]:
    """Return the blocks with their labels.

    Tables and captioned figures are counted through the document, items through their list, numbered
    headings among those of their level, afresh after every higher heading. A heading without a key is
    given one (`heading-1` …) that nothing else in the document has.
    """
    return map_blocks(blocks, _Labels(language, _keys(blocks)).label)


def _keys(blocks: tuple[Block, ...]) -> set[str]:
    keyed = (Heading, Table, Figure, ListItem, Footnote)
    return {node.key for node in walk(blocks) if isinstance(node, keyed) and node.key}


class _Labels:
    """What was counted so far."""

    def __init__(self, language: Language, keys: set[str]) -> None:
        self.language = language
        self.tables = self.figures = 0
        self.headings: dict[int, int] = {}
        self.free = (key for number in count(1) if (key := f"heading-{number}") not in keys)

    def label(self, block: Block) -> Block:
        """Return the block with its label, lists with those of their items."""
        match block:
            case Heading():
                return self.heading(block)
            case Table():
                self.tables += 1
                return replace(block, label=self.language.wording(Wording.TABLE_LABEL, number=self.tables))
            case Figure() if block.caption:
                self.figures += 1
                return replace(block, label=self.language.wording(Wording.FIGURE_LABEL, number=self.figures))
            case List():
                items = tuple(
                    replace(item, label=f"{number}." if block.ordered else BULLET)
                    for number, item in enumerate(block.items, start=1)
                )
                return replace(block, items=items)
            case _:
                return block

    def heading(self, heading: Heading) -> Heading:
        level = heading.level
        self.headings = {other: number for other, number in self.headings.items() if other <= level}
        if heading.numbered:
            self.headings[level] = self.headings.get(level, 0) + 1
        label = f"{self.headings[level]}." if heading.numbered else ""
        return replace(heading, key=heading.key or next(self.free), label=label)
