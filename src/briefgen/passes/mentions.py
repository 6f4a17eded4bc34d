"""First and later mentions: a body is named in full once, and in short from then on."""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from briefgen.document import (
    Block,
    CrossReference,
    Division,
    Emphasis,
    Footnote,
    Inline,
    Landscape,
    LineBreak,
    Link,
    List,
    NoteMark,
    Paragraph,
    Span,
    Strong,
    Text,
)
from briefgen.passes.rebuild import Content, map_contents
from briefgen.roles import Role

ASIDE = frozenset({Role.LETTERHEAD, Role.MASTHEAD, Role.ADDRESSEE, Role.SIGNATURE})
"""Divisions beside the running text: who reads the text may have skipped them."""


def decided(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return the blocks with one form left of every mention, in reading order.

    A first mention is one in the running text. In headings, captions, notes, letterheads, mastheads,
    addresses and signatures a mention prints its later form if there was a first one, else its full form,
    and does not count as the first.
    """
    mentions = _Mentions()
    return tuple(mentions.block(block) for block in blocks)


class _Mentions:
    """What was mentioned so far."""

    def __init__(self) -> None:
        self.known: set[str] = set()

    def block(self, block: Block) -> Block:
        match block:
            case Division() if block.role in ASIDE:
                return map_contents(block, lambda content, _: self.words(content, False))
            case Division() | Landscape():
                return replace(block, blocks=tuple(self.block(inner) for inner in block.blocks))
            case List():
                items = (replace(one, blocks=tuple(map(self.block, one.blocks))) for one in block.items)
                return replace(block, items=tuple(items))
            case _:
                # Inside a table a paragraph is running text, the caption (content of the table) is not.
                return map_contents(block, lambda content, at: self.words(content, isinstance(at, Paragraph)))

    def words(self, content: Content, first: bool) -> Content:
        """Return the content decided; `first` where a mention may count as the first."""
        return tuple(self.word(node, first) for node in content)

    def word(self, node: Inline, first: bool) -> Inline:
        match node:
            case Span():
                again = node.mention in self.known and node.later
                content = self.words(node.later if again else node.content, first)
                if first and node.mention:
                    self.known.add(node.mention)
                return replace(node, content=content, mention=None, later=())
            case Emphasis() | Strong() | Link():
                return replace(node, content=self.words(node.content, first))
            case Footnote():
                later = self.words(node.later, False)
                return replace(node, content=self.words(node.content, False), later=later)
            case Text() | LineBreak() | CrossReference() | NoteMark():
                return node
            case _:
                assert_never(node)
