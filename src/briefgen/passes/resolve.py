"""Resolving: numbers of notes, labels of lists, tables and figures, and what references print."""

from __future__ import annotations

from dataclasses import replace

from briefgen.document import (
    Block,
    CrossReference,
    Document,
    Figure,
    Footnote,
    Heading,
    Inline,
    List,
    Table,
    plain_text,
    walk,
)
from briefgen.languages import Language, Wording
from briefgen.passes.rebuild import Content, map_blocks, map_contents, map_inlines
from briefgen.problems import Problem, Refusal, did_you_mean

BULLET = "•"


def resolve(document: Document, language: Language) -> Document:
    """Return the document with everything numbered, labelled and referred to.

    Raises Refusal with a problem for every reference that leads to nothing.
    """
    blocks = map_blocks(document.blocks, _Labels(language).label)
    labels = _labels(blocks)
    problems: list[Problem] = []
    numbers = _Numbers(labels, problems)
    blocks = tuple(map_contents(block, numbers.contents) for block in blocks)
    if problems:
        raise Refusal(*problems)
    return replace(document, blocks=blocks)


class _Labels:
    """Counts tables and captioned figures, each on their own."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.tables = self.figures = 0

    def label(self, block: Block) -> Block:
        """Return the block with its label, lists with those of their items."""
        match block:
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


def _labels(blocks: tuple[Block, ...]) -> dict[str, str]:
    """Return what a reference to each key prints; empty for a figure without caption, which has no label."""
    labels = {}
    for node in walk(blocks):
        match node:
            case Table(key=str(key)) | Figure(key=str(key)):
                labels[key] = node.label
            case Heading(key=str(key)):
                labels[key] = plain_text(node.content)
            case _:
                pass
    return labels


class _Numbers:
    """Numbers notes in reading order and fills in references, those inside notes too."""

    def __init__(self, labels: dict[str, str], problems: list[Problem]) -> None:
        self.labels, self.problems = labels, problems
        self.notes = 0

    def contents(self, content: Content, block: Block) -> Content:
        return map_inlines(content, self.inline)

    def inline(self, node: Inline) -> Inline:
        match node:
            case Footnote():
                self.notes += 1
                return replace(node, number=self.notes)
            case CrossReference():
                return replace(node, label=self._label(node))
            case _:
                return node

    def _label(self, node: CrossReference) -> str:
        if label := self.labels.get(node.target):
            return label
        if node.target in self.labels:
            message = (
                f"The reference “{node.target}” leads to a picture without a caption, which has no label"
            )
            advice = "Give the picture a caption, or say in words what is meant."
        else:
            message = f"There is nothing called “{node.target}” in this document"
            keys = "A table gets its key from {#key} at the end of its caption, a heading likewise."
            advice = f"{did_you_mean(node.target, self.labels)} {keys}".strip()
        self.problems.append(Problem("unknown-reference", message, advice, node.origin))
        return ""
