"""Writing the marks that carry places through a template: around values, and before every tag."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from jinja2 import TemplateRuntimeError, TemplateSyntaxError, Undefined
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from markupsafe import Markup, escape

from briefgen.composing.placed import place_of
from briefgen.places import Place
from briefgen.reading.markers import Origins

if TYPE_CHECKING:
    from briefgen.composing.environment import LetterEnvironment

_TAG = re.compile(r"<(?=[A-Za-z])")
_BLOCKS = frozenset({"for", "if", "block", "macro", "call", "filter", "with"})


class EmptyValueError(TemplateRuntimeError):
    """A template prints what holds nothing, or a whole list or group."""


def printable(value: object) -> str:
    """Return what a template prints for a value; raises EmptyValueError for all but text and numbers."""
    if isinstance(value, Undefined):
        return str(value)  # raises, naming what is unknown
    if value is None or isinstance(value, bool):
        raise EmptyValueError("nothing")
    if isinstance(value, str | int):
        return value if isinstance(value, str) else str(value)
    raise EmptyValueError("several")


def marked(value: str, origins: Origins) -> Markup:
    """Return a value escaped and, where its place is known, between markers; markup stays as it is."""
    if isinstance(value, Markup):
        return value
    place = place_of(value)
    safe = str(escape(str(value)))
    return Markup(origins.value(safe, place) if place else safe)  # noqa: S704 - escaped in the line above


class _Columns:
    """Finds the column of a piece of template data, which Jinja2 does not tell, line by line."""

    def __init__(self, source: str) -> None:
        self.lines = source.split("\n")
        self.reached: dict[int, int] = {}

    def of(self, line: int, text: str) -> int:
        """Return the 0-based column at which the text, the rest of its line, begins."""
        start = self.reached.get(line, 0)
        if not text or line > len(self.lines):
            return start
        found = self.lines[line - 1].find(text, start)
        self.reached[line] = (found if found >= 0 else start) + len(text)
        return max(found, start)


class Markers(Extension):
    """Puts a marker before every tag of template data, and refuses what templates may not do."""

    environment: LetterEnvironment  # the one environment that loads this extension

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """Keep the text, for the columns; Jinja2 calls this first."""
        self.columns = _Columns(source)
        return source

    def filter_stream(self, stream: TokenStream) -> Iterable[Token]:
        """Mark the data; keep a stack of open tags, so that an unclosed one can be named."""
        opened: list[tuple[str, int]] = []
        tokens: Iterator[Token] = iter(stream)
        for token in tokens:
            if token.type == "data":
                yield Token(token.lineno, "data", self._mark(token, stream.name or ""))
            elif token.type == "block_begin":
                tag = list(_tag(tokens))
                self._note(tag, opened, stream.name)
                yield token
                yield from tag
            else:
                yield token
        if opened:
            name, line = opened[-1]
            raise TemplateSyntaxError(f"{{% {name} %}} is never closed", line, stream.name)

    def _mark(self, token: Token, name: str) -> str:
        origins, file = self.environment.origins, self.environment.source.file(name)
        columns = getattr(self, "columns", _Columns(""))
        marked_lines = []
        for offset, line in enumerate(str(token.value).split("\n")):
            number = token.lineno + offset
            start = columns.of(number, line)
            pieces, position = [], 0
            for found in _TAG.finditer(line):
                place = Place(file, number, start + found.start() + 1)
                pieces += [line[position : found.start()], origins.tag(place)]
                position = found.start()
            marked_lines.append("".join([*pieces, line[position:]]))
        return "\n".join(marked_lines)

    def _note(self, tag: list[Token], opened: list[tuple[str, int]], template: str | None) -> None:
        name, line = str(tag[0].value), tag[0].lineno
        if name in ("autoescape", "endautoescape"):
            raise TemplateSyntaxError(
                "{% autoescape %} is not allowed: data is always escaped", line, template
            )
        block_set = name == "set" and not any(token.type == "assign" for token in tag)
        if name in _BLOCKS or block_set:
            opened.append((name, line))
        elif name.startswith("end") and opened and name == f"end{opened[-1][0]}":
            opened.pop()


def _tag(tokens: Iterator[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        if token.type == "block_end":
            return
