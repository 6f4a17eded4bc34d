"""What a YAML parser says about a broken file, in words for people who are not programmers.

The wording of libyaml (scanner.c, parser.c of 0.2.5) is mapped as a whole; what is not known
here still names its line.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from briefgen.places import Place
from briefgen.problems import Problem

_QUOTE_IT = "Put the whole text between double quotation marks."
_SAME_INDENT = (
    "Fields that belong together begin in the same column; what belongs to a field stands two spaces "
    "further right."
)


@dataclass(frozen=True, slots=True)
class Stumble:
    """Where and how the parser gave up, and what it had read just before."""

    said: str
    """The parser's own words."""
    line: int
    """From 0."""
    column: int
    """From 0."""
    began: tuple[int, int] | None
    """Line and column, from 0, of what the parser was reading, where it says so."""
    quoted: tuple[int, int, int, int] | None
    """Start and end (line, column, line, column; from 0) of the last value, if it was a quoted text."""
    lines: list[str]
    file: str
    path: str

    @property
    def text(self) -> str:
        """The line on which the parser gave up."""
        return self.lines[self.line] if self.line < len(self.lines) else ""

    def place(self, line: int | None = None, column: int | None = None, length: int = 1) -> Place:
        """Return the place of the stumble, or of another line and column (from 0)."""
        line, column = (self.line, self.column) if line is None or column is None else (line, column)
        if line >= len(self.lines) or (line == len(self.lines) - 1 and not self.lines[line] and line > 0):
            line, column = _last_text(self.lines)
        return Place(self.file, line + 1, column + 1, self.path, length)


def _last_text(lines: list[str]) -> tuple[int, int]:
    for number in range(len(lines) - 1, -1, -1):
        if lines[number].strip():
            return number, len(lines[number].rstrip())
    return 0, 0


def _syntax(code: str, message: str, advice: str, place: Place, *related: Place) -> Problem:
    return Problem(f"yaml-{code}", message, advice, place, related=related)


_FIELD = re.compile(r"( *)(?:- +)*([\w-]+):( .*)?")


def _text_without_bar(stumble: Stumble, number: int) -> Problem | None:
    """Return the advice for a longer text that stands below its field without “|” or without indentation."""
    line = stumble.lines[number] if number < len(stumble.lines) else ""
    if not line.strip() or re.match(r"\s*(- |%|[\w-]+:)", line):
        return None
    indent = len(line) - len(line.lstrip())
    for above in range(number - 1, -1, -1):
        field = _FIELD.fullmatch(stumble.lines[above].rstrip())
        if field and len(field[1]) <= indent:
            return _bar_wanted(stumble, number, indent, field)
    return None


def _bar_wanted(stumble: Stumble, number: int, indent: int, field: re.Match[str]) -> Problem | None:
    """Return the advice if the field's own line leaves the text, or the rest of it, to the lines below."""
    value, deeper = (field[3] or "").strip(), indent > len(field[1])
    begun = bool(value) and value[0] not in "\"'[{|>&*!"
    if begun and deeper:
        return None
    if value and not begun and (deeper or value[0] not in "|>"):
        return None
    return _syntax(
        "no-bar",
        f"This line reads neither as a field nor as part of the text of “{field[2]}”",
        f"If it belongs to “{field[2]}”, write “{field[2]}: |” there, put the text on the lines below it, "
        "and begin each of them two spaces further right than the field’s name.",
        stumble.place(number, indent, max(1, len(stumble.lines[number].strip()))),
    )


def _colon(stumble: Stumble) -> Problem:
    if re.match(r"\s*(- +)*[^\s:#][^:#]*:\s", stumble.text[: stumble.column]):
        return _syntax(
            "colon", "This text holds a colon but stands without quotation marks", _QUOTE_IT, stumble.place()
        )
    word = stumble.text[: stumble.column].strip()
    start = len(stumble.text) - len(stumble.text.lstrip())
    return _syntax(
        "indentation",
        f"“{word}:” cannot be a field here: it reads as part of the text above it",
        "If it is a field, begin it in the same column as the field above, and see that the field above "
        "has a "
        "colon and a space after its name. If it is text, put the whole text between double quotation marks.",
        stumble.place(stumble.line, start, max(1, stumble.column - start)),
    )


def _no_key(stumble: Stumble) -> Problem:
    rest = stumble.text[stumble.column :]
    if stumble.quoted and stumble.quoted[2] == stumble.line and rest[:1] not in ("]", "}"):
        return _after_quote(stumble, stumble.quoted)
    if rest[:1] in ("]", "}"):
        return _syntax(
            "bracket",
            f"This “{rest[0]}” closes nothing",
            "Delete it, or open the bracket before it.",
            stumble.place(),
        )
    if stumble.text[: stumble.column].strip():
        return _unknown(stumble)
    if rest.startswith("- "):
        return _syntax(
            "list",
            "This list item stands where a field is expected",
            "A list begins on the line after its field’s name, which ends with a colon and has no text of "
            "its own; "
            "all its “-” stand in one column.",
            stumble.place(),
        )
    if advised := _text_without_bar(stumble, stumble.line):
        return advised
    return _syntax(
        "indentation",
        "This line begins in a column where no line above it begins",
        _SAME_INDENT,
        stumble.place(),
    )


def _after_quote(stumble: Stumble, quoted: tuple[int, int, int, int]) -> Problem:
    mark = stumble.lines[quoted[0]][quoted[1]]
    began = stumble.place(quoted[0], quoted[1])
    if quoted[0] != quoted[2]:
        return _syntax(
            "quote",
            f"The text in quotation marks that begins here is not closed: it runs on to line {quoted[2] + 1}",
            f"Close it with {mark} at the end of the text.",
            began,
            stumble.place(),
        )
    inside = "two of them ('')" if mark == "'" else 'a backslash before it (\\")'
    return _syntax(
        "quote",
        "There is more text after the closing quotation mark",
        f"Put the whole text between the quotation marks; to print the mark {mark} itself, write {inside}, "
        "or use typographic quotation marks.",
        stumble.place(),
    )


def _unclosed_quote(stumble: Stumble) -> Problem:
    line, column = stumble.began or (stumble.line, stumble.column)
    mark = stumble.lines[line][column]
    return _syntax(
        "quote",
        "The text in quotation marks that begins here is not closed",
        f"Close it with {mark} at the end of the text.",
        stumble.place(line, column),
    )


def _bracket(stumble: Stumble) -> Problem:
    line, column = stumble.began or (stumble.line, stumble.column)
    opening = stumble.lines[line][column]
    closing = "]" if opening == "[" else "}"
    if line == stumble.line:
        return _syntax(
            "bracket",
            f"A comma or “{closing}” is missing before this",
            "Separate what stands between the brackets with commas; a text that only begins with "
            f"“{opening}” "
            "stands between double quotation marks.",
            stumble.place(),
        )
    return _syntax(
        "bracket",
        f"The bracket “{opening}” that opens here is not closed",
        f"Close it with “{closing}”; a text that only begins with “{opening}” stands between double "
        "quotation marks.",
        stumble.place(line, column),
    )


def _no_colon(stumble: Stumble) -> Problem:
    line, column = stumble.began or (stumble.line, stumble.column)
    if advised := _text_without_bar(stumble, line):
        return advised
    return _syntax(
        "no-field",
        "This line is neither a field nor part of the text above it",
        "After the name of a field come a colon and a space. Lines of a longer text stand after “|” and "
        "further "
        "right than the name of their field.",
        stumble.place(line, column, max(1, len(stumble.lines[line].rstrip()) - column)),
    )


def _first_sign(stumble: Stumble) -> Problem:
    line, column = stumble.began or (stumble.line, stumble.column)
    sign = stumble.lines[line][column : column + 1]
    return _syntax(
        "sign",
        f"A text without quotation marks cannot begin with “{sign}”",
        _QUOTE_IT,
        stumble.place(line, column),
    )


def _backslash(stumble: Stumble) -> Problem:
    return _syntax(
        "backslash",
        "A backslash between double quotation marks needs a sign after it that YAML knows",
        "Write two backslashes to print one.",
        stumble.place(),
    )


def _block(stumble: Stumble) -> Problem:
    return _syntax(
        "block",
        "After “|” or “>” the text begins on the next line",
        "Move the text to the next line, two spaces further right than the field; or put it between double "
        "quotation marks.",
        stumble.place(),
    )


def _list_here(stumble: Stumble) -> Problem:
    return _syntax(
        "list",
        "A list cannot begin on this line",
        "Begin the list on the next line, or put the text between double quotation marks if the dash "
        "belongs to it.",
        stumble.place(),
    )


def _missing_value(stumble: Stumble) -> Problem:
    sign = stumble.text[stumble.column : stumble.column + 1]
    if sign in ("]", "}"):
        return _syntax(
            "bracket",
            f"This “{sign}” closes nothing",
            "Delete it, or open the bracket before it.",
            stumble.place(),
        )
    return _syntax(
        "bracket",
        "Between these brackets something is missing",
        "Delete the extra comma, or close the bracket that is still open.",
        stumble.place(),
    )


def _after_document(stumble: Stumble) -> Problem:
    if not stumble.text[: stumble.column].strip():
        return _syntax(
            "indentation",
            "This line stands further left than the first line of the file",
            _SAME_INDENT,
            stumble.place(),
        )
    return _unknown(stumble)


def _directive(stumble: Stumble) -> Problem:
    line, _ = stumble.began or (stumble.line, 0)
    return _syntax(
        "directive",
        "A line that begins with “%” is not for briefgen",
        "Delete the line.",
        stumble.place(line, 0),
    )


def _unknown(stumble: Stumble) -> Problem:
    return _syntax(
        "syntax",
        "This line cannot be read as YAML",
        "Compare it with the lines around it: field names end with a colon and a space, and texts with "
        "signs such "
        "as : # [ ] { } in them stand between double quotation marks.",
        stumble.place(),
    )


_WORDS: tuple[tuple[str, Callable[[Stumble], Problem]], ...] = (
    ("mapping values are not allowed", _colon),
    ("did not find expected key", _no_key),
    ("did not find expected '-' indicator", _no_key),
    ("found unexpected end of stream", _unclosed_quote),
    ("found unexpected document indicator", _unclosed_quote),
    ("did not find expected ',' or", _bracket),
    ("could not find expected ':'", _no_colon),
    ("cannot start any token", _first_sign),
    ("did not find expected alphabetic or numeric character", _first_sign),
    ("found undefined tag handle", _first_sign),
    ("did not find expected tag", _first_sign),
    ("did not find expected '!'", _first_sign),
    ("did not find expected whitespace or line break", _first_sign),
    ("mapping keys are not allowed", _first_sign),
    ("found unknown escape character", _backslash),
    ("did not find expected hexdecimal number", _backslash),
    ("found invalid Unicode character escape code", _backslash),
    ("did not find expected comment or line break", _block),
    ("found an indentation indicator equal to 0", _block),
    ("block sequence entries are not allowed", _list_here),
    ("did not find expected node content", _missing_value),
    ("did not find expected <document start>", _after_document),
    ("directive", _directive),
    ("found incompatible YAML document", _directive),
)


def explain(stumble: Stumble) -> Problem:
    """Return the problem in our words."""
    for said, words in _WORDS:
        if said in stumble.said:
            return words(stumble)
    return _unknown(stumble)
