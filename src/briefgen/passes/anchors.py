"""Anchors: what links inside a finished file lead to gets names that tell nothing.

Keys are made of ids, and an id can hold what must not leave the house: `source-interview-with-…`. They would
stand in the addresses of a web page and among the destinations of a PDF, where no page shows them.
"""

from __future__ import annotations

from dataclasses import replace

from briefgen.document import (
    Block,
    Contents,
    CrossReference,
    Document,
    Figure,
    Footnote,
    Heading,
    Inline,
    List,
    ListItem,
    Table,
    walk,
)
from briefgen.passes.rebuild import Content, map_blocks, map_contents, map_inlines

_KEYED = Heading | Table | Figure | ListItem | Footnote


def unnamed(document: Document) -> Document:
    """Return a resolved document whose keys are counted in reading order: `anchor-1`, `anchor-2`, …"""
    keys = (node.key for node in walk(document.blocks) if isinstance(node, _KEYED) and node.key)
    names = {key: f"anchor-{number}" for number, key in enumerate(dict.fromkeys(keys), start=1)}

    def named(key: str | None) -> str | None:
        return names[key] if key else None

    def inline(node: Inline) -> Inline:
        if isinstance(node, CrossReference):
            return replace(node, target=names[node.target])
        return replace(node, key=named(node.key)) if isinstance(node, Footnote) else node

    def contents(content: Content, _block: Block) -> Content:
        return map_inlines(content, inline)

    def block(node: Block) -> Block:
        if isinstance(node, Heading | Table | Figure):
            return replace(node, key=named(node.key))
        if isinstance(node, List):
            return replace(node, items=tuple(replace(item, key=named(item.key)) for item in node.items))
        if isinstance(node, Contents):
            return replace(node, entries=tuple(replace(one, key=names[one.key]) for one in node.entries))
        return node

    blocks = (map_contents(one, contents) for one in map_blocks(document.blocks, block))
    return replace(document, blocks=tuple(blocks))
