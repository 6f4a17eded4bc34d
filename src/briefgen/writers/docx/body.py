"""Blocks as paragraphs, tables and pictures: the body of the Word file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import assert_never

from briefgen.document import (
    Block,
    Contents,
    Direction,
    Division,
    Figure,
    Heading,
    Image,
    Inline,
    Landscape,
    List,
    ListItem,
    Paragraph,
    Table,
    Text,
    plain_text,
)
from briefgen.problems import Problem
from briefgen.roles import REGISTRY, Role, Where
from briefgen.theme import Look, Theme
from briefgen.writers.docx.contents import EntryWriter, filled_in, style_of
from briefgen.writers.docx.inline import InlineWriter, Words, mark_of_table_note
from briefgen.writers.docx.numbering import LEVELS, Number, Numbering, pattern_of
from briefgen.writers.docx.ooxml import Element, flag, run, texts, w
from briefgen.writers.docx.pictures import picture
from briefgen.writers.docx.properties import Around, Setting
from briefgen.writers.docx.references import Captions
from briefgen.writers.docx.styles import StyleBook, style_id
from briefgen.writers.docx.tables import TableWriter


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

    def section(self, blocks: tuple[Block, ...], around: Around) -> list[Element]:
        """Return the elements of a section; the last is a paragraph, as Word wants it."""
        elements = self.write(blocks, around)
        if not elements or elements[-1].tag != w("p").tag:
            elements.append(self._after_table(0.0))
        self.pending = 0.0
        return elements

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
                return self.write(block.blocks, around.within(block, around.look(self.theme, block.role)))
            case Contents():
                return self._contents(block, around)
            case Landscape():  # its pages are those of its section
                return self.write(block.blocks, around)
            case _:
                assert_never(block)

    # ---- paragraphs ---------------------------------------------------------------------------

    def _heading(self, block: Heading, around: Around) -> Element:
        base = REGISTRY[block.role].word_style
        alone = self._of(block.role, around)
        around, name = self._placed(base, alone, around)
        content = self.inline.write(block.content, self._words(around), self.styles.setting(name).look)
        content = self.captions.bookmarks.enclose(block.key, content)
        number = self.numbering.heading(block.label, block.level) if block.label else None
        if block.label and number is None:
            self.problems.append(_uncounted_heading(block))
            content.insert(0, run(None, *texts(f"{block.label} ")))
        return self._p(name, content, around, number)

    def _of(self, role: Role, around: Around) -> Setting:
        """Return the setting of a role that stands alone but for its special look inside some divisions."""
        special, alone = around.special_look(self.theme, role), self.styles.of(role)
        return replace(alone, look=special) if special else alone

    def _paragraph_of_role(self, block: Paragraph, around: Around) -> Element:
        base, alone = self._base(block.role, around)
        return self._paragraph(base, alone, block.content, around)

    def _base(self, role: Role, around: Around) -> tuple[str, Setting]:
        """Return style and setting of a paragraph by its role and by the list or cell that holds it."""
        if around.lists:
            base = self.styles.continuing(around.lists)
            if role is Role.BODY and not around.special_look(self.theme, role):
                alone = self.styles.setting(base)
                alone = replace(alone, look=replace(alone.look, indent=0.0))
            else:
                alone = self._of(role, around)
            return base, self._in_cell(alone, role, around)
        if around.cell and not around.special_look(self.theme, role):
            return around.cell, self.styles.setting(around.cell)
        return REGISTRY[role].word_style, self._of(role, around)

    def _in_cell(self, alone: Setting, role: Role, around: Around) -> Setting:
        """Return a setting with the letters of the cell around it, unless the role has its own there."""
        if not around.cell or (role in _WORDS and around.special_look(self.theme, role)):
            return alone
        return replace(alone, look=_with_letters_of(alone.look, self.styles.setting(around.cell).look))

    def _placed(self, base: str, alone: Setting, around: Around) -> tuple[Around, str]:
        """Return the style in its surroundings, with the space that a table before it asks for."""
        reason = around.reason()
        if self.pending > max(alone.look.before, around.before):
            reason = " - ".join([*around.why, "after a table"])
            around = replace(around, before=self.pending)
        self.pending = 0.0
        setting = around.setting(alone)
        if base == REGISTRY[Role.BODY].word_style and around.roles and not around.cell:
            division = around.roles[-1]
            if setting == self.styles.of(division):  # a quotation, a claim: the style an editor looks for
                return around, REGISTRY[division].word_style
        return around, self.styles.variant(base, setting, reason)

    def _paragraph(
        self,
        base: str,
        alone: Setting,
        content: tuple[Inline, ...],
        around: Around,
        number: Number | None = None,
        key: str | None = None,
    ) -> Element:
        around, name = self._placed(base, alone, around)
        runs = self.inline.write(content, self._words(around), self.styles.setting(name).look)
        return self._p(name, self.captions.bookmarks.enclose(key, runs), around, number)

    def _p(self, name: str, content: list[Element], around: Around, number: Number | None = None) -> Element:
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

    # ---- contents -----------------------------------------------------------------------------

    def _contents(self, block: Contents, around: Around) -> list[Element]:
        """Return the lines of the contents as one element; no headings, no contents."""
        writer = EntryWriter(self.inline, self.captions.bookmarks)
        paragraphs = []
        for index, entry in enumerate(block.entries):
            part = around.part(index == 0, index == len(block.entries) - 1)
            base = style_of(entry)
            alone = replace(self.styles.setting(base), tab=around.width)
            part, name = self._placed(base, alone, part)
            content = writer.write(entry, self._words(part), self.styles.setting(name).look)
            paragraphs.append(self._p(name, content, part))
        return [filled_in(block, paragraphs)] if paragraphs else []

    # ---- lists --------------------------------------------------------------------------------

    def _list(self, block: List, around: Around) -> list[Element]:
        level, role = around.lists, Role.LIST_NUMBER if block.ordered else Role.LIST_BULLET
        pattern = pattern_of(block, level)
        if level >= LEVELS or pattern is None:
            self.problems.append(_uncounted(block, level))
            level, pattern = min(level, LEVELS - 1), pattern or "•"
        number = self.numbering.add(
            block.ordered, pattern, level, around.look(self.theme, role), around.indent
        )
        if not around.lists and not around.cell:  # a list ends as a paragraph of the text ends
            around = replace(around, after=max(around.after, self.theme.look(Role.BODY).after))
        outer = around.why[:-1] if level else around.why
        around = replace(around, why=(*outer, f"level {level + 1}" if level else "list"))
        elements: list[Element] = []
        for index, item in enumerate(block.items):
            inner = around.part(index == 0, index == len(block.items) - 1)
            elements += self._item(item, role, number, inner)
        return elements

    def _item(self, item: ListItem, role: Role, number: Number, around: Around) -> list[Element]:
        first = item.blocks[0] if item.blocks else None
        opening = first if isinstance(first, Paragraph) else Paragraph((), Role.BODY)
        rest = item.blocks[1:] if opening is first else item.blocks
        base, look, alone = REGISTRY[role].word_style, around.look(self.theme, role), self._of(role, around)
        if opening.role is not Role.BODY or around.special_look(self.theme, Role.BODY):
            own = around.look(self.theme, opening.role)
            alone = Setting(replace(own, indent=look.indent, hanging=look.hanging))
        alone = self._in_cell(alone, opening.role, around)
        if around.cell:
            around = replace(around, why=(*around.why, around.cell))
        upper = around.part(True, not rest)
        elements = [self._paragraph(base, alone, opening.content, upper, number, item.key)]
        if rest:
            inner = replace(
                around.part(False, True),
                indent=around.indent + look.indent,
                lists=around.lists + 1,
            )
            elements += self.write(rest, inner)
        return elements

    # ---- tables and figures -------------------------------------------------------------------

    def _table(self, block: Table, around: Around) -> list[Element]:
        look = around.look(self.theme, Role.TABLE)
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
        elif self.pending or around.on_new_page:  # tables without anything between them would become one
            elements.append(self._after_table(self.pending, around.on_new_page))
        self.pending = 0.0
        inside = replace(around, on_new_page=False)
        elements.append(TableWriter(self.theme, self.write, self.direction).write(block, inside))
        below = max(look.after, around.after)
        if block.notes:
            return elements + self._table_notes(block, replace(inside.part(False, True), after=below))
        self.pending = below
        return elements

    def _table_notes(self, block: Table, around: Around) -> list[Element]:
        """Notes of a table are paragraphs beneath it: Word sets its own notes at the foot of the page."""
        base, elements = REGISTRY[Role.TABLE_NOTE].word_style, []
        self.pending = 0.0
        for index, note in enumerate(block.notes):
            last = index == len(block.notes) - 1
            part = around.part(False, last)
            part = replace(part, keep_with_next=part.keep_with_next or not last)
            part, name = self._placed(base, self._of(Role.TABLE_NOTE, part), part)
            words = self.inline.write(note.content, self._words(part), self.styles.setting(name).look)
            mark = [mark_of_table_note(note.label), run(None, *texts("\u00a0"))]
            elements.append(self._p(name, [*mark, *words], part))
        return elements

    def _after_table(self, space: float, on_new_page: bool = False) -> Element:
        """Return an empty line that takes no room of its own."""
        return w("p", w("pPr", w("pStyle", val=style_id(self.styles.after_table(space, on_new_page)))))

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
        alone = self._of(Role.CAPTION, around)
        if isinstance(block, Figure):  # stands below its picture: nothing follows that it should cling to
            alone = replace(alone, look=replace(alone.look, keep_with_next=False))
        why = "below a figure" if isinstance(block, Figure) else "above a table"
        around = replace(around, why=(*around.why, why))
        around, name = self._placed(base, alone, around)
        look, words = self.styles.setting(name).look, self._words(around)
        runs = self.inline.write(block.caption, words, look)
        ours = replace(words, language=self.inline.language)  # the label is in the document's language
        content = self.captions.content(
            block, runs, lambda text: self.inline.write((Text(text),), ours, look)
        )
        return self._p(name, content, around)


_WORDS = tuple(role for role in Role if REGISTRY[role].where is Where.PARAGRAPH)


def _with_letters_of(look: Look, other: Look) -> Look:
    letters = {name: getattr(other, name) for name in ("voice", "size", "line", "bold", "italic", "colour")}
    return replace(look, **letters)


def _uncounted_heading(block: Heading) -> Problem:
    return Problem(
        "heading-not-countable",
        f"Word cannot count the number of this heading: “{block.label}”",
        "Use numbers like 1, 2, 3 for headings, or a heading without a number.",
        block.origin,
    )


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
