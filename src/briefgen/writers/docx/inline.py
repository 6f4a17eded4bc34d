"""Inline content as runs: flattened first, split by script, then written with the fewest properties."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import assert_never

from briefgen.document import (
    CrossReference,
    Direction,
    Emphasis,
    Footnote,
    Inline,
    LineBreak,
    Link,
    NoteMark,
    Span,
    Strong,
    Text,
    plain_text,
)
from briefgen.problems import Problem, Weight
from briefgen.roles import REGISTRY, Role
from briefgen.theme import Look, Theme
from briefgen.writers.docx.fonts import language_element, script_fonts, word_language
from briefgen.writers.docx.ooxml import Element, related, run, texts, w
from briefgen.writers.docx.references import Bookmarks, field, inside_link, missing
from briefgen.writers.docx.scripts import OBJECT, Piece, Script, is_strong, split
from briefgen.writers.docx.styles import NOTE_MARK, link_style, style_id


@dataclass(frozen=True, slots=True)
class Words:
    """What the nodes around some words say about them."""

    language: str
    direction: Direction
    isolate: int = 0
    embedded: Span | None = None
    """The innermost span that runs against the direction around it."""
    strong: bool = False
    emphasis: bool = False
    role: Role | None = None
    """Of the innermost span."""
    link: tuple[int, str] | None = None
    """Serial number and target: two links side by side stay two."""
    reference: tuple[int, CrossReference] | None = None


@dataclass(frozen=True, slots=True)
class _Leaf:
    words: Words
    text: str
    node: LineBreak | Footnote | NoteMark | None = None


@dataclass
class _Counter:
    value: int = 0

    def next(self) -> int:
        self.value += 1
        return self.value


def _leaves(content: tuple[Inline, ...], around: Words, count: _Counter) -> Iterator[_Leaf]:
    for node in content:
        match node:
            case Text():
                yield _Leaf(around, node.text)
            case LineBreak() | Footnote() | NoteMark():
                yield _Leaf(around, OBJECT, node)
            case CrossReference():
                yield _Leaf(replace(around, reference=(count.next(), node)), node.label)
            case Emphasis():  # stress within stress stands upright
                yield from _leaves(node.content, replace(around, emphasis=not around.emphasis), count)
            case Strong():
                yield from _leaves(node.content, replace(around, strong=True), count)
            case Link():
                yield from _leaves(node.content, replace(around, link=(count.next(), node.target)), count)
            case Span():
                inside = _inside_span(node, around, count)
                before, after = _ends(node) if inside.direction != around.direction else ("", "")
                yield from (_Leaf(inside, mark) for mark in before)
                yield from _leaves(node.content, inside, count)
                yield from (_Leaf(inside, mark) for mark in after)
            case _:
                assert_never(node)


def _inside_span(node: Span, around: Words, count: _Counter) -> Words:
    """Only a span with a direction of its own stands apart from its neighbours (an isolate)."""
    return replace(
        around,
        role=node.role or around.role,
        language=node.language or around.language,
        direction=node.direction or around.direction,
        isolate=count.next() if node.direction else around.isolate,
        embedded=node if node.direction not in (None, around.direction) else around.embedded,
    )


def _ends(span: Span) -> tuple[str, str]:
    """Return the direction marks that a span needs against its surroundings, before it and after it.

    Word knows no isolates. Where a span begins with a digit or sign, that takes the direction of the words
    before it, unless a mark of the span's own direction stands between them (UAX #9, W4 to W7 and N1).
    """
    text, mark = plain_text(span.content), {"ltr": "\u200e", "rtl": "\u200f"}.get(span.direction or "", "")
    before, after = (mark if end and not is_strong(end) else "" for end in (text[:1], text[-1:]))
    return before, after


@dataclass
class InlineWriter:
    """Writes the runs of one part (the body, the notes), which owns its relations."""

    theme: Theme
    language: str
    """Of the document; runs in another language say so."""
    bookmarks: Bookmarks
    relate: Callable[[str], str]
    """Returns the id of the part's relation to an address."""
    note: Callable[[Footnote, Words], list[Element]]
    """Writes a note, which stands among these words, and returns the runs of its mark."""
    problems: list[Problem]
    """Collects what Word shows more simply."""

    def write(self, content: tuple[Inline, ...], around: Words, look: Look) -> list[Element]:
        """Return runs and hyperlinks for the content of a paragraph with this look."""
        leaves = list(_leaves(content, around, _Counter()))
        pieces = [_piece(leaf) for leaf in leaves]
        elements: list[Element] = []
        stretched = list(zip(leaves, split(pieces), strict=True))
        self._check_order(stretched)
        for (link, reference), group in groupby(stretched, key=lambda one: _container(one[0])):
            runs = [made for leaf, parts in group for made in self._runs(leaf, parts, look)]
            if reference:
                runs = self._reference(reference[1], runs)
            elements += self._link(link[1], runs) if link else runs
        return elements

    def _check_order(self, stretched: list[tuple[_Leaf, list[tuple[str, Script]]]]) -> None:
        """Report phrases of both directions inside a paragraph that runs the other way.

        Word would need `w:dir` to keep their parts in order, and readers that do not know it
        (pandoc 2, LibreOffice 7) drop the words or the order.
        """
        mixed: dict[int, tuple[Span, set[bool]]] = {}
        for leaf, parts in stretched:
            if span := leaf.words.embedded:
                mixed.setdefault(id(span), (span, set()))[1].update(script == "rtl" for _, script in parts)
        self.problems += [_out_of_order(span) for span, directions in mixed.values() if len(directions) == 2]

    def _runs(self, leaf: _Leaf, parts: list[tuple[str, Script]], look: Look) -> list[Element]:
        match leaf.node:
            case LineBreak():
                return [run(None, w("br"))]
            case Footnote():
                return self.bookmarks.enclose(leaf.node.key, self.note(leaf.node, leaf.words))
            case NoteMark():
                return [mark_of_table_note(leaf.node.label)]
            case None:
                return [
                    run(self._properties(leaf.words, script, look), *texts(part)) for part, script in parts
                ]
            case _:
                assert_never(leaf.node)

    def _properties(self, words: Words, script: Script, look: Look) -> Element:
        """Return `w:rPr`: one character style, and by hand only what that style cannot say as well."""
        style = _style(words)
        found = w("rPr")
        if style:
            found.append(w("rStyle", val=style_id(style)))
        fonts = script_fonts(self.theme.family(look), script, words.language, self.language)
        if fonts is not None:
            found.append(fonts)
        own = self.theme.look(words.role) if words.role else Look()
        # bold in a style of bold paragraphs would switch bold off: toggles, ISO/IEC 29500-1, 17.7.3
        if (words.strong and style != "Strong") or (look.bold and (words.strong or own.bold)):
            found.extend([w("b"), w("bCs")])
        if (words.emphasis and style != "Emphasis") or (look.italic and (words.emphasis or own.italic)):
            found.extend([w("i"), w("iCs")])
        if script == "rtl":
            found.append(w("rtl"))
        if script in ("tibetan", "complex"):
            found.append(w("cs"))
        if word_language(words.language) != word_language(self.language):
            found.append(language_element(words.language, script))
        return found

    def _link(self, target: str, runs: list[Element]) -> list[Element]:
        return [related(w("hyperlink", *runs, history=1), self.relate(target))]

    def _reference(self, node: CrossReference, runs: list[Element]) -> list[Element]:
        """A field where Word would fill in the same words, else a link inside the document."""
        found = self.bookmarks.find(node.target)
        if found is None:
            self.problems.append(missing(node))
            return runs
        return field(found.code, runs) if found.text == node.label else [inside_link(found, runs)]


def mark_of_table_note(label: str) -> Element:
    """Return the run of a mark that calls a note beneath the table, or stands before that note."""
    return run(w("rPr", w("rStyle", val=style_id(NOTE_MARK))), *texts(label))


def _container(leaf: _Leaf) -> tuple[tuple[int, str] | None, tuple[int, CrossReference] | None]:
    return leaf.words.link, leaf.words.reference


def _piece(leaf: _Leaf) -> Piece:
    return Piece(leaf.text, leaf.words.language, leaf.words.direction, leaf.words.isolate)


def _style(words: Words) -> str | None:
    if words.link:
        return link_style(words.role)
    if words.role:
        return REGISTRY[words.role].word_style
    if words.strong:
        return "Strong"
    return "Emphasis" if words.emphasis else None


def _out_of_order(span: Span) -> Problem:
    return Problem(
        "mixed-direction-in-word",
        "Word may show the parts of a phrase that mixes both directions of writing in another order",
        "Give the phrase a paragraph of its own in its language, or leave out what runs the other way.",
        span.origin,
        Weight.SIMPLIFICATION,
    )
