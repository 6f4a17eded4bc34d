"""Words inside a block of prose: emphasis, links, notes, references, each line with its place."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

from markdown_it.token import Token
from markupsafe import escape

from briefgen.composing.prose_slips import signs, slips
from briefgen.places import Place
from briefgen.problems import ExitCode, Problem, Weight
from briefgen.reading.markers import Origins
from briefgen.reading.vocabulary import KEY, link_problem

_SPECIAL = re.compile(r"\[\[(?P<kind>[^\]:\s]*):(?P<key>[^\]\s]*)\]\]|\[\^(?P<note>[^\]\s]+)\]")
_KEY_AT_END = re.compile(r"\s*\{#([^}\s]*)\}\s*$")
KINDS = ("table", "figure", "heading")
"""What `[[kind:key]]` may refer to."""


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

    def line(self, number: int) -> str:
        """Return a line of the text."""
        return self.lines[number] if number < len(self.lines) else ""

    def place_of(self, number: int, words: str = "") -> Place | None:
        """Return the place of a line, or of words on it."""
        if self.place is None or not self.literal:
            return self.place
        found = self.line(number).find(words) if words else -1
        text = words if found >= 0 else self.line(number)
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
        return self.origins.value(self.safe(text), place) if place else self.safe(text)

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
        elif joined and joined[-1].type == "text":
            joined[-1] = joined[-1].copy(content=joined[-1].content + child.content)
        else:
            joined.append(child.copy(type="text"))
    return joined


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

    def __init__(self, source: Source, notes: dict[str | int, Note]) -> None:
        self.source, self.notes = source, notes
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
        written = []
        for number, child in enumerate(children):
            written.append(self._child(child, line, children, number))
            line += child.type in ("softbreak", "hardbreak")
        self.inside = before
        return "".join(written)

    def _child(self, child: Token, line: int, children: Sequence[Token], number: int) -> str:
        match child.type:
            case "text":
                return self._text(child.content, line)
            case "softbreak":
                before = children[number - 1].content[-1:] if number else ""
                after = children[number + 1].content[:1] if number + 1 < len(children) else ""
                chinese = _wide(before) and _wide(after)  # which has no spaces between its lines
                return "" if chinese else self.source.words("\n", line)
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
                    f"`{child.content}` is code, which letters do not have",
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

    def _text(self, text: str, line: int) -> str:
        written, position = [], 0
        for found in _SPECIAL.finditer(text):
            if found["note"]:
                message = f"There is no note [^{found['note']}]"
                advice = f"Write it on a line of its own: “[^{found['note']}]: …”."
                self.source.refuse("unknown-note", message, advice, line, found[0])
                continue
            written += [self._plain(text[position : found.start()], line), self._reference(found, line)]
            position = found.end()
        return "".join([*written, self._plain(text[position:], line)])

    def _plain(self, text: str, line: int) -> str:
        return self.source.words(text, line) if text else ""

    def _reference(self, found: re.Match[str], line: int) -> str:
        if found["kind"] not in KINDS or not KEY.fullmatch(found["key"]):
            message = f"The reference {found[0]} cannot be read"
            advice = f"Write it as [[table:key]]; before the colon stands one of: {', '.join(KINDS)}."
            self.source.refuse("bad-reference", message, advice, line, found[0])
            return self.source.words(found[0], line)
        place = self.source.place_of(line, found[0])
        marker = self.source.origins.tag(place) if place else ""
        return f'{marker}<a class="reference" href="#{found["key"]}"></a>'

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
        where = "a link" if self.in_link else self.inside
        if where in (*NO_NOTES, "a link") and not self.in_note:
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
