"""Paging: the table of contents learns on which pages its headings came to stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from briefgen.document import Block, Contents, Document
from briefgen.passes.rebuild import map_blocks


def paged(document: Document, pages: Mapping[str, int]) -> Document:
    """Return the document with the page of every heading in its table of contents.

    `pages` gives the page of each key, counted from 1, as the PDF was laid out.

    Raises KeyError for a heading that has no page: the layout lost it.
    """

    def block(node: Block) -> Block:
        if not isinstance(node, Contents):
            return node
        entries = tuple(replace(entry, page=pages[entry.key]) for entry in node.entries)
        return replace(node, entries=entries)

    return replace(document, blocks=map_blocks(document.blocks, block))
