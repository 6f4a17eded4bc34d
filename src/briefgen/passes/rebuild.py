"""Making a changed copy of a tree: inline contents and blocks, from the leaves up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import assert_never

from briefgen.document import (
    Block,
    Contents,
    CrossReference,
    Division,
    Emphasis,
    Figure,
    Footnote,
    Heading,
    Inline,
    Landscape,
    LineBreak,
    Link,
    List,
    NoteMark,
    Paragraph,
    Row,
    Span,
    Strong,
    Table,
    Text,
)

Content = tuple[Inline, ...]


def map_inlines(content: Content, change: Callable[[Inline], Inline]) -> Content:
    """Return the content with every node changed; a node's own content is changed before it is."""
    return tuple(_inline(node, change) for node in content)


def _inline(node: Inline, change: Callable[[Inline], Inline]) -> Inline:
    match node:
        case Text() | LineBreak() | CrossReference() | NoteMark():
            return change(node)
        case Emphasis() | Strong() | Link():
            return change(replace(node, content=map_inlines(node.content, change)))
        case Span() | Footnote():
            content, later = map_inlines(node.content, change), map_inlines(node.later, change)
            return change(replace(node, content=content, later=later))
        case _:
            assert_never(node)


def map_contents(block: Block, change: Callable[[Content, Block], Content]) -> Block:
    """Return a block with the inline content of itself and of all below it changed, in reading order."""
    match block:
        case Heading() | Paragraph():
            return replace(block, content=change(block.content, block))
        case List():
            items = tuple(replace(item, blocks=_blocks(item.blocks, change)) for item in block.items)
            return replace(block, items=items)
        case Table():
            caption = change(block.caption, block)
            head, body = _rows(block.head, change), _rows(block.body, change)
            notes = tuple(replace(note, content=change(note.content, block)) for note in block.notes)
            return replace(block, caption=caption, head=head, body=body, notes=notes)
        case Figure():
            return replace(block, caption=change(block.caption, block)) if block.caption else block
        case Division() | Landscape():
            return replace(block, blocks=_blocks(block.blocks, change))
        case Contents():
            return block
        case _:
            assert_never(block)


def _blocks(blocks: tuple[Block, ...], change: Callable[[Content, Block], Content]) -> tuple[Block, ...]:
    return tuple(map_contents(block, change) for block in blocks)


def _rows(rows: tuple[Row, ...], change: Callable[[Content, Block], Content]) -> tuple[Row, ...]:
    return tuple(
        replace(row, cells=tuple(replace(cell, blocks=_blocks(cell.blocks, change)) for cell in row.cells))
        for row in rows
    )


def map_blocks(blocks: tuple[Block, ...], change: Callable[[Block], Block]) -> tuple[Block, ...]:
    """Return the blocks with each changed, before what is below it, in reading order."""
    return tuple(_below(change(block), change) for block in blocks)


def _below(block: Block, change: Callable[[Block], Block]) -> Block:
    match block:
        case Heading() | Paragraph() | Figure() | Contents():
            return block
        case List():
            items = tuple(replace(item, blocks=map_blocks(item.blocks, change)) for item in block.items)
            return replace(block, items=items)
        case Table():
            head, body = (
                tuple(
                    replace(
                        row,
                        cells=tuple(
                            replace(cell, blocks=map_blocks(cell.blocks, change)) for cell in row.cells
                        ),
                    )
                    for row in rows
                )
                for rows in (block.head, block.body)
            )
            return replace(block, head=head, body=body)
        case Division() | Landscape():
            return replace(block, blocks=map_blocks(block.blocks, change))
        case _:
            assert_never(block)
