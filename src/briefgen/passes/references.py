"""What refers to other places of the tree: cross-references and the entries of a table of contents.

Both print words that stand elsewhere, so they are filled twice: when everything is numbered, and
again when typography has set the words they repeat.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from briefgen.document import (
    Block,
    Contents,
    ContentsEntry,
    CrossReference,
    Division,
    Figure,
    Footnote,
    Heading,
    Inline,
    Landscape,
    ListItem,
    Table,
    plain_text,
    walk,
)
from briefgen.passes.rebuild import map_blocks, map_contents, map_inlines
from briefgen.problems import Problem, did_you_mean

Target = Heading | Table | Figure | ListItem | Footnote


def filled(blocks: tuple[Block, ...]) -> tuple[tuple[Block, ...], list[Problem]]:
    """Return the blocks with every reference and table of contents saying what it leads to, as it stands.

    A reference prints the label of a table or figure, the words of a heading, the number of an item of
    a list or of a note. One that leads to nothing keeps its label and comes with a problem.
    """
    references = _References(blocks)

    def inline(node: Inline) -> Inline:
        return replace(node, label=references.label(node)) if isinstance(node, CrossReference) else node

    blocks = tuple(map_contents(block, lambda content, _: map_inlines(content, inline)) for block in blocks)
    return _with_contents(blocks), references.problems


# ---- references -------------------------------------------------------------------------------------


class _References:
    """What each key of the document names, and what went wrong."""

    def __init__(self, blocks: tuple[Block, ...]) -> None:
        self.targets = {node.key: node for node in walk(blocks) if isinstance(node, Target) and node.key}
        self.problems: list[Problem] = []

    def label(self, node: CrossReference) -> str:
        return self._label(node, ()) or node.label

    def _label(self, node: CrossReference, through: tuple[str, ...]) -> str:
        """`through` are the headings in whose words the reference stands, if it stands in some."""
        target = self.targets.get(node.target)
        match target:
            case None:
                return self._unknown(node)
            case Heading():
                if node.target in through:
                    return self._circle(node)
                return self._words(target, (*through, node.target))
            case Table() | ListItem() | Footnote():
                return self._number(target) or self._bulleted(node)
            case Figure():
                return target.label or self._uncaptioned(node)

    def _words(self, heading: Heading, through: tuple[str, ...]) -> str:
        def inline(node: Inline) -> Inline:
            return (
                replace(node, label=self._label(node, through)) if isinstance(node, CrossReference) else node
            )

        return _one_line(plain_text(map_inlines(heading.content, inline)))

    def _number(self, target: Table | ListItem | Footnote) -> str:
        match target:
            case Table():
                return target.label
            case ListItem():
                return target.label.removesuffix(".") if target.label.endswith(".") else ""
            case Footnote():
                return str(target.number)

    def _unknown(self, node: CrossReference) -> str:
        message = f"There is nothing called “{node.target}” in this document"
        keys = "A table gets its key from {#key} at the end of its caption, a heading likewise."
        return self._add(node, message, f"{did_you_mean(node.target, self.targets)} {keys}".strip())

    def _uncaptioned(self, node: CrossReference) -> str:
        message = f"The reference “{node.target}” leads to a picture without a caption, which has no label"
        return self._add(node, message, "Give the picture a caption, or say in words what is meant.")

    def _bulleted(self, node: CrossReference) -> str:
        message = f"The reference “{node.target}” leads to an item of a list without numbers"
        return self._add(node, message, "Number the list, or say in words what is meant.")

    def _circle(self, node: CrossReference) -> str:
        message = f"The reference “{node.target}” stands in the heading whose words it would print"
        return self._add(node, message, "Write out what the heading is to say.")

    def _add(self, node: CrossReference, message: str, advice: str) -> str:
        problem = Problem("unknown-reference", message, advice, node.origin)
        if problem not in self.problems:  # a heading's words may be asked for many times
            self.problems.append(problem)
        return ""


def _one_line(text: str) -> str:
    return " ".join(part for line in text.split("\n") if (part := line.strip(" ")))


# ---- contents ---------------------------------------------------------------------------------------


def _with_contents(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    headings = [node for node in walk(blocks) if isinstance(node, Heading)]
    own = set(_own_headings(blocks))
    listed = [heading for heading in headings if heading.key not in own]
    return map_blocks(blocks, lambda block: _listing(block, listed) if isinstance(block, Contents) else block)


def _own_headings(blocks: tuple[Block, ...]) -> Iterator[str | None]:
    """Yield the keys of the headings that stand right above a table of contents and name it."""
    for before, block in zip((None, *blocks), blocks, strict=False):
        if isinstance(block, Contents) and isinstance(before, Heading):
            yield before.key
        elif isinstance(block, Division | Landscape):
            yield from _own_headings(block.blocks)


def _listing(contents: Contents, headings: list[Heading]) -> Contents:
    """Fill in the entries; pages that are known stay."""
    pages = {entry.key: entry.page for entry in contents.entries}
    entries = tuple(
        ContentsEntry(heading.level, _entry(heading), heading.key or "", pages.get(heading.key or "", 0))
        for heading in headings
        if 2 <= heading.level <= contents.depth
    )
    return replace(contents, entries=entries)


def _entry(heading: Heading) -> str:
    return f"{heading.label} {_one_line(plain_text(heading.content))}".strip()
