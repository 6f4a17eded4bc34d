"""Typography: quotation marks, dashes, ellipses and no-break spaces, as each language sets them.

Rules see the words of a whole block, through emphasis and links, and change marks and spaces only:
never a letter, never a digit. They keep away from exact spans, addresses of the web and of mail,
times, telephone numbers and UN symbols. Applying them twice changes nothing.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from briefgen.document import Block, Division, Document, Landscape, Text, plain_text
from briefgen.languages import Language
from briefgen.passes.rebuild import Content, map_contents
from briefgen.passes.references import filled
from briefgen.passes.typography.line import typeset_content
from briefgen.passes.typography.rules import rules_for

__all__ = ["typeset", "typeset_content"]


def typeset(document: Document, language: Language) -> Document:
    """Return the document with its final marks and spaces, the running head included.

    The title stays as it was entered (it is metadata); briefgen's own marks are set already. Contents and
    references that repeat a heading's words repeat them as they are set.
    """
    head = typeset_content((Text(document.running_head),), rules_for(language.code), rules_for)
    return replace(document, running_head=plain_text(head), blocks=_blocks(document.blocks, language.code))


def _blocks(blocks: tuple[Block, ...], code: str) -> tuple[Block, ...]:
    """Set the blocks, and again as long as a heading that was set changes what a reference to it prints.

    That ends, because headings do not refer to each other in circles.
    """
    blocks = tuple(_block(block, code) for block in blocks)
    repeated, _ = filled(blocks)
    return blocks if repeated == blocks else _blocks(repeated, code)


def _block(block: Block, code: str) -> Block:
    if isinstance(block, Division | Landscape):
        inner = (block.language if isinstance(block, Division) else None) or code
        return replace(block, blocks=tuple(_block(child, inner) for child in block.blocks))
    return map_contents(block, partial(_content, code=code))


def _content(content: Content, block: Block, code: str) -> Content:  # noqa: ARG001 - every block is treated alike
    return typeset_content(content, rules_for(code), rules_for)
