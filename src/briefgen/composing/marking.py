"""Writing the marks that carry places through a template: around values, before tags and texts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from jinja2 import TemplateRuntimeError, TemplateSyntaxError, Undefined
from jinja2.exceptions import SecurityError
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from markupsafe import Markup, escape

from briefgen.composing.placed import place_of
from briefgen.places import Place
from briefgen.reading.markers import Origins

if TYPE_CHECKING:
    from briefgen.composing.environment import TemplateEnvironment

_PIECE = re.compile(r"<(?=[A-Za-z/!?])[^<>]*>?|[^<>]+|[<>]")
"""A tag or its beginning, text or the middle of a tag, a sign by itself."""
_COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
_KEPT_AS_TEXT = ("set", "filter")
"""Tags whose content may be compared, measured or changed, which markers would spoil."""
_BLOCKS = frozenset({"for", "if", "block", "macro", "call", "filter", "with"})


class PlainError(TemplateRuntimeError):
    """A template uses something wrongly; the text is for its author, without any value."""


class ForbiddenError(SecurityError):
    """A template does what templates may not; the text is for its author, without any value."""


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


class TagError(TemplateSyntaxError):
    """Tags that do not belong together, in words for the author of the template."""

    def __init__(self, message: str, advice: str, line: int, template: str | None) -> None:
        super().__init__(message, line, template)
        self.advice = advice


class _Columns:
    """Finds the column of a piece of a template, which Jinja2 does not tell, line by line."""

    def __init__(self, source: str) -> None:
        self.lines = _COMMENT.sub(lambda found: re.sub(r"[^\n]", "\0", found[0]), source).split("\n")
        self.reached: dict[int, int] = {}

    def of(self, line: int, text: str) -> int:
        """Return the 0-based column at which the text begins, and go on behind it."""
        start = self.reached.get(line, 0)
        if not text or line > len(self.lines):
            return start
        found = self.lines[line - 1].find(text, start)
        self.reached[line] = (found if found >= 0 else start) + len(text)
        return max(found, start)


class _Data:
    """Marks the data of one template: every tag, every text and every `{{`, but nothing within a tag."""

    def __init__(self, source: str, file: str, origins: Origins) -> None:
        self.columns, self.file, self.origins = _Columns(source), file, origins
        self.within = False

    def marked(self, token: Token, texts: bool) -> str:
        """Return template data with markers; those of texts only where they are asked for."""
        lines = str(token.value).split("\n")
        return "\n".join(self._line(token.lineno + number, line, texts) for number, line in enumerate(lines))

    def _line(self, number: int, line: str, texts: bool) -> str:
        start = self.columns.of(number, line)
        pieces = []
        for found in _PIECE.finditer(line):
            piece, is_tag = found[0], len(found[0]) > 1 and found[0][0] == "<"
            if is_tag or (texts and not self.within and piece not in "<>" and not piece.isspace()):
                blank = len(piece) - len(piece.lstrip())
                pieces.append(self._tag(number, start + found.start() + blank))
            pieces.append(piece)
            self.within = not piece.endswith(">") if is_tag else self.within and piece != ">"
        return "".join(pieces)

    def opening(self, token: Token, texts: bool) -> str:
        """Return the marker for a `{{`, nothing where it stands within a tag."""
        column = self.columns.of(token.lineno, "{{")
        return self._tag(token.lineno, column) if texts and not self.within else ""

    def _tag(self, line: int, column: int) -> str:
        return self.origins.tag(Place(self.file, line, column + 1))


class Markers(Extension):
    """Puts markers into template data, and refuses what templates may not do."""

    environment: TemplateEnvironment  # the one environment that loads this extension

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """Keep the text, for the columns; Jinja2 calls this first."""
        self.source = source
        return source

    def filter_stream(self, stream: TokenStream) -> Iterable[Token]:
        """Mark the data; keep a stack of open tags, so that an unclosed one can be named."""
        file = self.environment.source.file(stream.name or "")
        data = _Data(getattr(self, "source", ""), file, self.environment.origins)
        opened: list[tuple[str, int]] = []
        tokens: Iterator[Token] = iter(stream)
        for token in tokens:
            texts = not any(name in _KEPT_AS_TEXT for name, _ in opened)
            if token.type == "data":
                yield Token(token.lineno, "data", data.marked(token, texts))
            elif token.type == "block_begin":
                tag = list(_tag(tokens))
                _note(tag, opened, stream.name)
                data.columns.of(tag[-1].lineno, "%}")
                yield token
                yield from tag
            elif token.type == "variable_begin":
                yield Token(token.lineno, "data", data.opening(token, texts))
                yield token
            else:
                if token.type == "variable_end":
                    data.columns.of(token.lineno, "}}")
                yield token
        if opened:
            raise _unclosed(*opened[-1], stream.name)


def _note(tag: list[Token], opened: list[tuple[str, int]], template: str | None) -> None:
    """Keep the stack of open tags; raises TagError for one that does not fit."""
    name, line = str(tag[0].value), tag[0].lineno
    inner = opened[-1] if opened else ("", 0)
    block_set = name == "set" and not any(token.type == "assign" for token in tag)
    if name in ("autoescape", "endautoescape"):
        message, advice = "{% autoescape %} is not allowed: data is always escaped", "Delete it."
        raise TagError(message, advice, line, template)
    if name in _BLOCKS or block_set:
        opened.append((name, line))
    elif name == f"end{inner[0]}":
        opened.pop()
    elif name in ("else", "elif") and inner[0] not in ("if", *(["for"] if name == "else" else [])):
        message = f"{{% {name} %}} belongs to no {{% if %}}"
        raise TagError(message, "Delete it, or write {% if … %} before it.", line, template)
    elif name.removeprefix("end") in {*_BLOCKS, "set"} and name.startswith("end"):
        if inner[0] and (name.removeprefix("end") in [one for one, _ in opened]):
            raise _unclosed(*inner, template, f" before {{% {name} %}} on line {line}")
        message = f"{{% {name} %}} closes nothing: there is no {{% {name.removeprefix('end')} … %}} open here"
        raise TagError(message, "Delete it, or write the tag that it closes before it.", line, template)


def _unclosed(name: str, line: int, template: str | None, where: str = "") -> TagError:
    message = f"{{% {name} %}} on line {line} is {'not' if where else 'never'} closed{where}"
    return TagError(message, f"Write {{% end{name} %}} where it ends.", line, template)


def _tag(tokens: Iterator[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        if token.type == "block_end":
            return
