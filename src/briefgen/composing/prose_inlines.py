"""Words inside a block of prose: emphasis, links, notes, references, each line with its place."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from markdown_it.token import Token
from markupsafe import escape

from briefgen.composing.press import Press, words_of
from briefgen.composing.prose_mentions import Around, BadReferenceError, printed
from briefgen.composing.prose_slips import signs, slips
from briefgen.loading.referring import NOUNS, makes_a_note
from briefgen.model.mentions import Mentioned, mentions
from briefgen.places import Place
from briefgen.problems import ExitCode, Problem, Weight
from briefgen.reading.markers import Origins
from briefgen.reading.vocabulary import link_problem

_SPECIAL = re.compile(r"\[\[(?:[^\[\]]*\]\])?|\[\^(?P<note>[^\]\s]+)\]")
_KEY_AT_END = re.compile(r"\s*\{#([^}\s]*)\}\s*$")
_BRACKET = "\ue002"
"""Stands for a bracket behind a backslash, which begins no reference; no text holds this character."""


class Source:
    """The text being read, and the places of its lines.

    Line n (from 0) of a literal text stands in the file n lines below its place, at the same column;
    the lines of other texts are not those of the file, and have the place of the whole text.
    """

    def __init__(
        self, text: str, place: Place | None, literal: bool, origins: Origins, problems: list[Problem]
    ) -> None:
        self.lines = text.split("\n")
        self.place, self.literal = place, literal
        self.origins, self.problems = origins, problems
        self.unreadable = False
        self.printed: dict[int, int] = {}
        """Number of a line → column up to which its words have been printed."""

    def line(self, number: int) -> str:
        """Return a line of the text."""
        return self.lines[number] if number < len(self.lines) else ""

    def place_of(self, number: int, words: str = "") -> Place | None:
        """Return the place of a line, or of words on it: of the first that have not been printed yet."""
        if self.place is None or not self.literal:
            return self.place
        line, printed = self.line(number), self.printed.get(number, 0)
        found = line.find(words, printed) if words else -1
        if words and found < 0:
            found = line.find(words)
        text = words if found >= 0 else line
        start = found if found >= 0 else len(text) - len(text.lstrip())
        column, length = self.place.column + start, max(1, len(text.strip()))
        return replace(self.place, line=self.place.line + number, column=column, length=length)

    def tag(self, number: int) -> str:
        """Return the marker for a tag that begins on a line."""
        place = self.place_of(number)
        return self.origins.tag(place) if place else ""

    def words(self, text: str, number: int) -> str:
        """Return words of a line, escaped, with their place."""
        place = self.place_of(number, text)
        self.pass_by(text, number)
        return self.origins.value(self.safe(text), place) if place else self.safe(text)

    def pass_by(self, text: str, number: int) -> None:
        """Note that words of a line have been printed, so that the next ones are looked for behind them."""
        found = self.line(number).find(text, self.printed.get(number, 0))
        if found >= 0:
            self.printed[number] = found + len(text)

    def safe(self, text: str) -> str:
        """Return text that is never markup."""
        return str(escape(text))

    def refuse(
        self,
        code: str,
        message: str,
        advice: str,
        number: int,
        words: str = "",
        weight: Weight = Weight.ERROR,
    ) -> None:
        """Note a problem of a line."""
        code_of_exit = ExitCode.POLICY if weight is Weight.GATE else ExitCode.INPUT
        place = self.place_of(number, words)
        self.problems.append(Problem(code, message, advice, place, weight, code_of_exit))

    def refuse_structure(self, code: str, message: str, advice: str, number: int, words: str = "") -> None:
        """Note a problem for which no markup can be written that the reader takes."""
        self.unreadable = True
        self.refuse(code, message, advice, number, words)


@dataclass(frozen=True, slots=True)
class Note:
    """The words of a footnote; `line` where it stands apart, None where it is written in place."""

    label: str
    content: Sequence[Token]
    line: int | None


def key_at_end(children: list[Token]) -> str | None:
    """Take a `{#key}` off the end of a caption or heading and return the key."""
    if not children or children[-1].type != "text":
        return None
    found = _KEY_AT_END.search(children[-1].content)
    if not found:
        return None
    children[-1].content = children[-1].content[: found.start()]
    return found[1]


def _joined(children: Sequence[Token]) -> list[Token]:
    """Return the tokens with signs behind a backslash made text again."""
    joined: list[Token] = []
    for child in children:
        if child.type not in ("text", "text_special"):
            joined.append(child)
        else:
            escaped = child.type == "text_special" and child.content == "["
            text = _BRACKET if escaped else child.content
            if joined and joined[-1].type == "text":
                joined[-1] = joined[-1].copy(content=joined[-1].content + text)
            else:
                joined.append(child.copy(type="text", content=text))
    return joined


class _Piece(NamedTuple):
    """Markup of a part of a line."""

    markup: str
    is_note: bool = False
    ends_line: bool = False


def _run_on(pieces: Sequence[_Piece], number: int) -> bool:
    """Tell whether the lines around a line end join without a space: Chinese has none."""
    before, after = pieces[:number], pieces[number + 1 :]
    last = next(filter(None, (words_of(one.markup) for one in reversed(before) if not one.is_note)), "")
    first = next(filter(None, (words_of(one.markup) for one in after if not one.is_note)), "")
    return _wide(last[-1:]) and _wide(first[:1])


def _wide(char: str) -> bool:
    return bool(char) and unicodedata.east_asian_width(char) in "WF"


_PAIRS = {
    "em_open": "<em>",
    "em_close": "</em>",
    "strong_open": "<strong>",
    "strong_close": "</strong>",
    "link_close": "</a>",
}


PARAGRAPH = "a paragraph"
NO_NOTES = ("a heading", "a caption")


class Inlines:
    """Writes words; remembers which notes were cited."""

    def __init__(self, source: Source, notes: dict[str | int, Note], press: Press) -> None:
        self.source, self.notes, self.press = source, notes, press
        self.cited: set[str] = set()
        self.in_note = self.in_link = False
        self.inside = ""

    def write(self, children: Sequence[Token], line: int, inside: str = "") -> str:
        """Return the markup of a block's words; its first one stands on `line`.

        `inside` names what the words stand in, where it is something that holds no notes.
        """
        before, self.inside = self.inside, inside or self.inside
        for slip in slips(signs(children), inside == PARAGRAPH):
            number = line + slip.line
            self.source.refuse(slip.code, slip.message, slip.advice, number, slip.words, slip.weight)
        children = _joined(children)
        pieces: list[_Piece] = []
        for number, child in enumerate(children):
            if child.type == "text":
                pieces += self._text(child.content, line)
            elif child.type == "softbreak":
                pieces.append(_Piece(self.source.words("\n", line), ends_line=True))
            else:
                is_note = child.type == "footnote_ref"
                pieces.append(_Piece(self._child(child, line, children, number), is_note))
            line += child.type in ("softbreak", "hardbreak")
        self.inside = before
        return "".join(
            piece.markup
            for number, piece in enumerate(pieces)
            if not (piece.ends_line and _run_on(pieces, number))
        )

    def _child(self, child: Token, line: int, children: Sequence[Token], number: int) -> str:
        match child.type:
            case "hardbreak":
                return "<br/>"
            case "link_open":
                if children[number + 1].type == "link_close":
                    message, advice = "This link has no words", "Write them between the brackets: [words](…)."
                    self.source.refuse_structure("empty-link", message, advice, line, "[](")
                self.in_link = True
                return self._link(child, line)
            case "footnote_ref":
                return self._note(child, line)
            case "code_inline":
                message, advice = (
                    f"`{child.content}` is code, which documents do not have",
                    "Write it without backticks.",
                )
                self.source.refuse("prose-not-allowed", message, advice, line, child.content)
                return self.source.words(child.content, line)
            case "image":
                message = f"A picture ({child.attrs.get('src')}) stands in the text"
                advice = "Pictures belong to fields of their own, such as an organisation’s logo."
                self.source.refuse("prose-not-allowed", message, advice, line)
                return ""
            case name:
                self.in_link = self.in_link and name != "link_close"
                return _PAIRS[name]

    def _text(self, text: str, line: int) -> list[_Piece]:
        pieces, position = [], 0
        for found in _SPECIAL.finditer(text):
            pieces.append(self._plain(text[position : found.start()], line))
            if found["note"]:
                message = f"There is no note [^{found['note']}]"
                advice = f"Write it on a line of its own: “[^{found['note']}]: …”."
                self.source.refuse("unknown-note", message, advice, line, found[0])
            else:
                pieces.append(self._reference(found[0], line))
            position = found.end()
        return [*pieces, self._plain(text[position:], line)]

    def _plain(self, text: str, line: int) -> _Piece:
        text = text.replace(_BRACKET, "[")
        return _Piece(self.source.words(text, line) if text else "")

    def _reference(self, written: str, line: int) -> _Piece:
        """Return what a reference prints, as it is typed where it cannot be read."""
        mentioned = next(mentions(written), None)
        as_typed = written if written in self.source.line(line) else written.replace("|", "\\|")
        if mentioned is None:
            return self._refused(_unreadable(written), as_typed, line)
        note = makes_a_note(mentioned) and not self.in_note
        if note and (where := self._without_notes()):
            self.source.refuse_structure("misplaced-note", *_no_note_here(mentioned, where), line, as_typed)
            return _Piece("", is_note=True)
        place = self.source.place_of(line, as_typed)
        press = self.press.standing(self.source.origins.tag(place) if place else "")
        try:
            shown = printed(press, mentioned, Around(note=self.in_note, link=self.in_link))
        except BadReferenceError as error:
            return self._refused(error, as_typed, line)
        self.source.pass_by(as_typed, line)
        return _Piece(press.tag + shown, is_note=note)

    def _refused(self, error: BadReferenceError, written: str, line: int) -> _Piece:
        self.source.refuse(error.code, error.message, error.advice, line, written)
        return _Piece(self.source.words(written, line))

    def _without_notes(self) -> str:
        """Return what the words stand in if it is something that holds no notes."""
        return "a link" if self.in_link else self.inside if self.inside in NO_NOTES else ""

    def _link(self, child: Token, line: int) -> str:
        target = str(child.attrs.get("href", ""))
        if wrong := link_problem(target):
            self.source.refuse("bad-link", *wrong, line, target)
            target = "https://refused.invalid/"
        if "title" in child.attrs:
            message, advice = (
                "A link carries a title, which is printed nowhere",
                "Write only the address in brackets.",
            )
            self.source.refuse("prose-not-allowed", message, advice, line)
        return f'{self.source.tag(line)}<a href="{self.source.safe(target)}">'

    def _note(self, child: Token, line: int) -> str:
        label = child.meta.get("label")
        mark = f"[^{label}]" if label is not None else "^["
        if (where := self._without_notes()) and not self.in_note:
            self.cited |= {label} if label is not None else set()
            message, advice = f"A note stands in {where}", "Put it at the end of a sentence of ordinary text."
            self.source.refuse_structure("misplaced-note", message, advice, line, mark)
            return ""
        if self.in_note:
            message, advice = (
                "A note stands inside a note",
                "Put it into the same note, or cite both in the text.",
            )
            self.source.refuse("bad-note", message, advice, line, mark)
            return ""
        if label in self.cited:
            message = f"The note [^{label}] is cited twice"
            advice = "Write a second note that refers back to the first one."
            self.source.refuse("note-cited-twice", message, advice, line, mark)
            return ""
        note = self.notes[label if label is not None else child.meta["id"]]
        self.cited |= {label} if label is not None else set()
        self.in_note = True
        words = self.write(note.content, note.line if note.line is not None else line)
        self.in_note = False
        start = note.line if note.line is not None else line
        if not note.content:
            message, advice = "This note is empty", "Write its words, or delete it."
            self.source.refuse_structure("empty-note", message, advice, start, mark)
        return f'{self.source.tag(start)}<span class="footnote">{words}</span>'

    def report_unused(self) -> None:
        """Complain of notes that the text never cites: Markdown would drop them."""
        for note in self.notes.values():
            if note.line is not None and note.label not in self.cited:
                message = f"The note [^{note.label}] is never cited"
                advice = f"Write [^{note.label}] where it belongs, or delete the note."
                self.source.refuse("unused-note", message, advice, note.line)


def _unreadable(written: str) -> BadReferenceError:
    """Return the problem of brackets that begin a reference and do not end it, or that name no fact."""
    shown = written if written != "[[" else "that begins here with [["
    message = f"The reference {shown} cannot be read"
    advice = (
        "Write it on one line as [[noun:id]], [[noun:id.field]] or [[noun:id|form]]; before the colon stands "
        f"one of: {', '.join(sorted(NOUNS))}. Brackets that are meant as text are written \\[[."
    )
    return BadReferenceError(message, advice)


def _no_note_here(mentioned: Mentioned, where: str) -> tuple[str, str]:
    title = f"[[source:{mentioned.id}|title]]"
    message = f"A source is cited in {where}, where no note can stand"
    return message, f"Cite it in the text below, or write {title} for its title alone."
