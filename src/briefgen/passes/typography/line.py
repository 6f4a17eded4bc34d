"""Applying rules to the words of a block as a reader sees them, across the borders of nodes.

The leaves are laid out as one line of characters; each remembers its leaf, and whether rules may
touch it. Rules change the line, and the leaves are cut out of it again.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import assert_never

from briefgen.document import (
    CrossReference,
    Emphasis,
    Footnote,
    Inline,
    LineBreak,
    Link,
    NoteMark,
    Span,
    Strong,
    Text,
)
from briefgen.passes.typography.protected import PROTECTED
from briefgen.passes.typography.rules import Quotes, Rules
from briefgen.roles import Role

Content = tuple[Inline, ...]
RulesFor = Callable[[str], Rules | None]

_FROZEN = -1


@dataclass(slots=True)
class _Char:
    char: str
    leaf: int
    free: bool


class _Line:
    """The characters of a block in reading order."""

    def __init__(self) -> None:
        self.chars: list[_Char] = []
        self.leaves = 0

    def lay(self, content: Content, free: bool) -> None:
        """Append the words of some content."""
        for node in content:
            match node:
                case Text():
                    self.chars += [_Char(char, self.leaves, free) for char in node.text]
                    self.leaves += 1
                case LineBreak():
                    self.chars.append(_Char("\n", _FROZEN, False))
                case CrossReference():
                    self.chars += [_Char(char, _FROZEN, False) for char in node.label]
                case Footnote() | NoteMark():
                    pass  # its mark is not part of the sentence; its words are a line of their own
                case Span():
                    own = node.role is Role.EXACT or node.language is not None
                    self.lay(node.content, free and not own)
                case Emphasis() | Strong() | Link():
                    self.lay(node.content, free)
                case _:
                    assert_never(node)

    @property
    def text(self) -> str:
        """The line as a string."""
        return "".join(char.char for char in self.chars)

    def protect(self) -> None:
        """Freeze addresses, numbers of telephones and symbols."""
        for found in PROTECTED.finditer(self.text):
            for char in self.chars[found.start() : found.end()]:
                char.free = False

    def replace(self, start: int, end: int, new: str) -> None:
        """Put new characters for those of a range, unless one of them is frozen.

        What is inserted where nothing was belongs to a free neighbour.
        """
        old = self.chars[start:end]
        if not all(char.free for char in old):
            return
        neighbours = old or [char for char in self.chars[max(start - 1, 0) : start + 1] if char.free]
        if neighbours:
            leaf = neighbours[0].leaf
            self.chars[start:end] = [_Char(char, leaf, True) for char in new]

    def apply(self, pattern: re.Pattern[str], new: str) -> None:
        """Apply one rule to the whole line, from its end to its start."""
        for found in reversed(list(pattern.finditer(self.text))):
            self.replace(found.start(), found.end(), new)

    def leaf_texts(self) -> list[str]:
        """Return the text of each leaf."""
        texts = [""] * self.leaves
        for char in self.chars:
            if char.leaf != _FROZEN:
                texts[char.leaf] += char.char
        return texts


_OPENS_AFTER = re.compile(r"[\s(\[{–—/“‘«‹„‚「『¿¡-]")


_CLOSING_SINGLE = re.compile(r"[^\W_]'(?!\w)|[.,!?…]'(?!\w)")


def _opens(before: str, after: str) -> bool:
    return (not before or bool(_OPENS_AFTER.fullmatch(before))) and bool(after) and not after.isspace()


def _latin(char: str) -> bool:
    return char.isascii() and char.isalnum()


def _set_quotes(line: _Line, quotes: Quotes) -> None:
    """Replace straight quotation marks and apostrophes; curly ones are left as they were written."""
    text, outer, inner = line.text, 0, 0
    for position, char in enumerate(line.chars):
        if char.char not in "\"'" or not char.free:
            continue
        before = line.chars[position - 1].char if position else ""
        after = text[position + 1 : position + 2]
        if char.char == '"':
            if _opens(before, after) if quotes.spaced else not outer:
                char.char, outer = quotes.opening, outer + 1
            elif outer or not before.isdigit():  # else inches: 5"
                char.char, outer = quotes.closing, max(0, outer - 1)
        elif _latin(before) and _latin(after):
            char.char = "’"
        elif _opens_single(text, position, before, after) if quotes.spaced else not inner:
            char.char, inner = quotes.inner_opening, inner + 1
        elif inner and (not after.isalnum() or not quotes.spaced):
            char.char, inner = quotes.inner_closing, inner - 1
        elif not before.isdigit():  # else feet: 6'
            char.char = "’"


def _opens_single(text: str, position: int, before: str, after: str) -> bool:
    return (
        _opens(before, after) and after.isalpha() and _CLOSING_SINGLE.search(text, position + 1) is not None
    )


def typeset_content(content: Content, rules: Rules | None, rules_for: RulesFor) -> Content:
    """Return the content set by the rules; parts in another language by the rules of that one.

    None for the rules means that nobody has written any for the language: its words stay as they are.
    """
    content = _foreign(content, rules_for)  # first, so that the rules see it as it will be printed
    line = _Line()
    line.lay(content, free=True)
    if rules is not None:
        line.protect()
        _set_quotes(line, rules.quotes)
        for pattern, new in rules.table:
            line.apply(pattern, new)
    return _cut(content, iter(line.leaf_texts()).__next__, rules, rules_for)


def _foreign(content: Content, rules_for: RulesFor) -> Content:
    """Set the parts in another language, each by the rules of its own."""
    nodes: list[Inline] = []
    for node in content:
        match node:
            case Span(role=Role.EXACT) | Text() | LineBreak() | CrossReference() | NoteMark() | Footnote():
                nodes.append(node)
            case Span(language=str(code)):
                nodes.append(replace(node, content=typeset_content(node.content, rules_for(code), rules_for)))
            case Emphasis() | Strong() | Span() | Link():
                nodes.append(replace(node, content=_foreign(node.content, rules_for)))
            case _:
                assert_never(node)
    return tuple(nodes)


def _cut(content: Content, take: Callable[[], str], rules: Rules | None, rules_for: RulesFor) -> Content:
    nodes: list[Inline] = []
    for node in content:
        match node:
            case Text():
                nodes.append(replace(node, text=take()))
            case LineBreak() | CrossReference() | NoteMark():
                nodes.append(node)
            case Footnote():
                nodes.append(replace(node, content=typeset_content(node.content, rules, rules_for)))
            case Span():
                own = None if node.role is Role.EXACT or node.language is not None else rules
                nodes.append(replace(node, content=_cut(node.content, take, own, rules_for)))
            case Emphasis() | Strong() | Link():
                nodes.append(replace(node, content=_cut(node.content, take, rules, rules_for)))
            case _:
                assert_never(node)
    return tuple(nodes)
