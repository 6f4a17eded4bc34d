"""Blocks as paragraphs, tables and pictures: the body of the Word file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import assert_never

from briefgen.document import (
    Block,
    Direction,
    Division,
    Figure,
    Heading,
    Image,
    Inline,
    List,
    ListItem,
    Paragraph,
    Table,
    Text,
    plain_text,
)
from briefgen.problems import Problem
from briefgen.roles import REGISTRY, Role
from briefgen.theme import Theme
from briefgen.writers.docx.around import Around
from briefgen.writers.docx.captions import Captions
from briefgen.writers.docx.inline import InlineWriter, Words
from briefgen.writers.docx.numbering import LEVELS, Numbering, pattern_of
from briefgen.writers.docx.ooxml import Element, flag, w
from briefgen.writers.docx.pictures import picture
from briefgen.writers.docx.properties import Setting
from briefgen.writers.docx.styles import StyleBook, setting_of, style_id
from briefgen.writers.docx.tables import TableWriter


@dataclass(frozen=True, slots=True)
class _Number:
    """The list that numbers a paragraph: `w:numId` and level from 0."""

    list_id: int
    level: int


@dataclass
class BodyWriter:
    """Writes blocks in order; the collected styles, lists and notes become parts of their own."""

    theme: Theme
    direction: Direction
    """Of the document; paragraphs of the other direction say so."""
    styles: StyleBook
    numbering: Numbering
    captions: Captions
    inline: InlineWriter
    embed: Callable[[Image], str]
    """Puts a picture into the package and returns the id of the relation to it."""
    problems: list[Problem]
    pending: float = 0.0
    """Space that a table asks below: Word's tables have none, so the next paragraph brings it."""
    pictures: int = 0

    def write(self, blocks: tuple[Block, ...], around: Around) -> list[Element]:
        """Return the elements of the blocks, inside what surrounds them."""
        elements: list[Element] = []
        for index, block in enumerate(blocks):
            part = around.part(index == 0, index == len(blocks) - 1)
            if index + 1 < len(blocks) and self._clings(blocks[index + 1]):
                part = replace(part, keep_end=True, why=(*part.why, "kept"))
            elements += self._block(block, part)
        return elements

    def _clings(self, block: Block) -> bool:
        return isinstance(block, Paragraph) and self.theme.look(block.role).keep_with_previous

    def _block(self, block: Block, around: Around) -> list[Element]:
        match block:
            case Heading():
                return [self._heading(block, around)]
            case Paragraph():
                return [self._paragraph_of_role(block, around)]
            case List():
                return self._list(block, around)
            case Table():
                return self._table(block, around)
            case Figure():
                return self._figure(block, around)
            case Division():
                return self.write(block.blocks, around.within(block, self.theme.look(block.role)))
            case _:
                assert_never(block)

    # ---- paragraphs ---------------------------------------------------------------------------

    def _heading(self, block: Heading, around: Around) -> Element:
        base = REGISTRY[block.role].word_style
        around, name = self._placed(base, self.styles.setting(base), around)
        content = self.inline.write(block.content, self._words(around), self.styles.setting(name).look)
        return self._p(name, self.captions.bookmarks.enclose(block.key, content), around)

    def _paragraph_of_role(self, block: Paragraph, around: Around) -> Element:
        base, alone = self._base(block.role, around)
        return self._paragraph(base, alone, block.content, around)

    def _base(self, role: Role, around: Around) -> tuple[str, Setting]:
        """Return style and setting of a paragraph by its role and by the list or cell that holds it."""
        if around.lists:
            base = self.styles.continuing(around.lists)
            alone = replace(
                self.styles.setting(base), look=replace(self.styles.setting(base).look, indent=0.0)
            )
            if role is not Role.BODY:
                alone = setting_of(self.theme, role)
            return base, self._in_cell(alone, around)
        if around.cell:
            return around.cell, self.styles.setting(around.cell)
        return REGISTRY[role].word_style, setting_of(self.theme, role)

    def _in_cell(self, alone: Setting, around: Around) -> Setting:
        """Return a setting with the letters of the cell around it."""
        if not around.cell:
            return alone
        cell = self.styles.setting(around.cell).look
        letters = {
            name: getattr(cell, name) for name in ("voice", "size", "line", "bold", "italic", "colour")
        }
        return replace(alone, look=replace(alone.look, **letters))

    def _placed(self, base: str, alone: Setting, around: Around) -> tuple[Around, str]:
        """Return the style in its surroundings, with the space that a table before it asks for."""
        reason = around.reason()
        if self.pending > max(alone.look.before, around.before):
            reason = " - ".join([*around.why, "after a table"])
            around = replace(around, before=self.pending)
        self.pending = 0.0
        setting = around.setting(alone)
        if base == REGISTRY[Role.BODY].word_style and setting == setting_of(self.theme, Role.QUOTATION):
            return around, REGISTRY[Role.QUOTATION].word_style  # the style that an editor looks for
        return around, self.styles.variant(base, setting, reason)

    def _paragraph(
        self,
        base: str,
        alone: Setting,
        content: tuple[Inline, ...],
        around: Around,
        number: _Number | None = None,
    ) -> Element:
        around, name = self._placed(base, alone, around)
        runs = self.inline.write(content, self._words(around), self.styles.setting(name).look)
        return self._p(name, runs, around, number)

    def _p(self, name: str, content: list[Element], around: Around, number: _Number | None = None) -> Element:
        properties = w("pPr", w("pStyle", val=style_id(name)))
        if number:
            properties.append(w("numPr", w("ilvl", val=number.level), w("numId", val=number.list_id)))
        if around.direction != self.direction:
            properties.append(flag("bidi", around.direction == "rtl"))
        if number and around.direction == "rtl":
            properties.append(w("rPr", w("rtl")))  # the label runs with the text
        return w("p", properties, *content)

    @staticmethod
    def _words(around: Around) -> Words:
        return Words(around.language, around.direction)

    # ---- lists --------------------------------------------------------------------------------

    def _list(self, block: List, around: Around) -> list[Element]:
        level, role = around.lists, Role.LIST_NUMBER if block.ordered else Role.LIST_BULLET
        pattern = pattern_of(block, level)
        if level >= LEVELS or pattern is None:
            self.problems.append(_uncounted(block, level))
            level, pattern = min(level, LEVELS - 1), pattern or "•"
        number = _Number(self.numbering.add(block.ordered, pattern, level, around.indent), level)
        if not around.lists and not around.cell:  # a list ends as a paragraph of the text ends
            around = replace(around, after=max(around.after, self.theme.look(Role.BODY).after))
        outer = around.why[:-1] if level else around.why
        around = replace(around, why=(*outer, f"level {level + 1}" if level else "list"))
        elements: list[Element] = []
        for index, item in enumerate(block.items):
            inner = around.part(index == 0, index == len(block.items) - 1)
            elements += self._item(item, role, number, inner)
        return elements

    def _item(self, item: ListItem, role: Role, number: _Number, around: Around) -> list[Element]:
        first = item.blocks[0] if item.blocks else None
        opening = first if isinstance(first, Paragraph) else Paragraph((), Role.BODY)
        rest = item.blocks[1:] if opening is first else item.blocks
        base, alone = REGISTRY[role].word_style, setting_of(self.theme, role)
        if opening.role is not Role.BODY:
            own = self.theme.look(opening.role)
            alone = Setting(replace(own, indent=alone.look.indent, hanging=alone.look.hanging))
        alone = self._in_cell(alone, around)
        if around.cell:
            around = replace(around, why=(*around.why, around.cell))
        elements = [self._paragraph(base, alone, opening.content, around.part(True, not rest), number)]
        if rest:
            inner = replace(
                around.part(False, True),
                indent=around.indent + self.theme.look(role).indent,
                lists=around.lists + 1,
            )
            elements += self.write(rest, inner)
        return elements

    # ---- tables and figures -------------------------------------------------------------------

    def _table(self, block: Table, around: Around) -> list[Element]:
        look = self.theme.look(Role.TABLE)
        elements: list[Element] = []
        if plain_text(block.caption).strip():
            above = replace(
                around,
                before=max(look.before, around.before) + self.theme.look(Role.CAPTION).before,
                after=0.0,
                rule_below=0.0,
                keep_with_next=True,
            )
            elements.append(self._caption(block, above))
        elif self.pending:  # two tables without anything between them would become one
            elements.append(w("p"))
        self.pending = 0.0
        elements.append(TableWriter(self.theme, self.write, self.direction).write(block, around))
        self.pending = max(look.after, around.after)
        return elements

    def _figure(self, block: Figure, around: Around) -> list[Element]:
        captioned = bool(plain_text(block.caption).strip())
        base, look = REGISTRY[Role.FIGURE].word_style, self.theme.look(Role.FIGURE)
        above = around.part(True, not captioned)
        if captioned:
            above = replace(above, keep_with_next=True, why=(*above.why, "with a caption"))
        above, name = self._placed(base, self.styles.setting(base), above)
        self.pictures += 1
        drawing = picture(block, self.embed(block.image), self.pictures, around.width - around.indent)
        elements = [self._p(name, [w("r", drawing)], above)]
        if captioned:
            below = around.part(False, True)
            elements.append(self._caption(block, replace(below, after=max(below.after, look.after))))
        return elements

    def _caption(self, block: Table | Figure, around: Around) -> Element:
        base = REGISTRY[Role.CAPTION].word_style
        alone = setting_of(self.theme, Role.CAPTION)
        if isinstance(block, Figure):  # stands below its picture: nothing follows that it should cling to
            alone = replace(alone, look=replace(alone.look, keep_with_next=False))
        why = "below a figure" if isinstance(block, Figure) else "above a table"
        around = replace(around, why=(*around.why, why))
        around, name = self._placed(base, alone, around)
        look, words = self.styles.setting(name).look, self._words(around)
        runs = self.inline.write(block.caption, words, look)
        content = self.captions.content(
            block, runs, lambda text: self.inline.write((Text(text),), words, look)
        )
        return self._p(name, content, around)


def _uncounted(block: List, level: int) -> Problem:
    if level >= LEVELS:
        return Problem(
            "list-too-deep",
            f"A list stands inside {level} others, and Word numbers no more than {LEVELS} levels",
            "Make the list of one of the outer items a list of its own, after the other.",
            block.origin,
        )
    return Problem(
        "list-not-countable",
        f"Word cannot count the labels of this list: “{block.items[0].label}” and those that follow",
        "Use a list that is numbered 1, 2, 3 or one with the same sign before every item.",
        block.origin,
    )
