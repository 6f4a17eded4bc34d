"""What is wrong, where, and what to do about it: the one kind of message of the whole tool.

Stages return problems, they never print or exit. Only a stage that cannot go on raises
`Refusal`, which carries problems too. The command line alone turns them into text and into
an exit code.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, IntEnum

from briefgen.places import Place


class ExitCode(IntEnum):
    """What the process tells its caller. Part of the public interface; see the README."""

    OK = 0
    """Everything asked for was made."""
    INPUT = 1
    """Problems in the data, templates or pictures."""
    USAGE = 2
    """The command itself was called wrongly (click's own code)."""
    POLICY = 3
    """The input is sound, but a rule (audience, sign-off, final gates) refuses the document."""
    LIMITS = 4
    """The time or memory limit of the worker was reached."""
    FILES = 5
    """The disk or a file stood in the way: full, unwritable, missing fonts."""
    PARTIAL = 6
    """Some documents were made, others were not."""
    FAULT = 70
    """A fault of briefgen itself (EX_SOFTWARE of sysexits.h)."""


class Weight(Enum):
    """What a problem stops."""

    ERROR = "error"
    """Stops every build of the document."""
    GATE = "blocks a final"
    """Reported in drafts, stops `build --final`."""
    SIMPLIFICATION = "simplified"
    """A format cannot show something as the others do; stops `--strict` only."""
    NOTE = "note"
    """Worth knowing, stops nothing."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, worded for somebody who is not a programmer."""

    code: str
    """Stable short name, e.g. `unknown-field`; tests and `--json` rely on it."""
    message: str
    """What is wrong, one sentence without a full stop at its end."""
    advice: str
    """What to do, one or two sentences."""
    place: Place | None = None
    """Where; None only where no file is to blame (a full disk)."""
    weight: Weight = Weight.ERROR
    exit_code: ExitCode = ExitCode.INPUT
    """The class of this problem, as the process would report it alone."""
    related: tuple[Place, ...] = ()
    """Other places that belong to it: the first of two duplicates, the template line that shows a value."""


class Refusal(Exception):
    """Raised where a stage cannot go on; carries every problem that the stage found."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(problem.message for problem in problems))
        self.problems = problems


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return ` Did you mean “x”?` for the nearest known word, or an empty string."""
    near = difflib.get_close_matches(word, sorted(known), n=1, cutoff=_NEAR)
    return f" Did you mean “{near[0]}”?" if near and _alike(word, near[0]) else ""


_NEAR = 0.7
"""How much of two words must be alike, of 1."""


def _alike(word: str, known: str) -> bool:
    """Tell whether words are alike without their numbers too: a year in common says nothing."""
    ours, theirs = (re.sub("[0-9-]+", "", one) for one in (word, known))
    return difflib.SequenceMatcher(None, ours, theirs).ratio() >= _NEAR


def quote(text: str) -> str:
    """Return the text in quotation marks, cut to 60 characters, for use in a message."""
    return f"“{text}”" if len(text) <= 60 else f"“{text[:59]}…”"


def visible(text: str) -> str:
    """Return the text with control, format and noncharacters written as `\\u{…}`, safe for a terminal."""
    return "".join(
        char if char.isprintable() or unicodedata.category(char) == "Zs" else f"\\u{{{ord(char):04x}}}"
        for char in text
    )


def _width(text: str) -> int:
    """Return the columns that a terminal gives to a text (Unicode Standard Annex 11)."""
    wide = sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)
    return wide - sum(1 for char in text if unicodedata.category(char) in ("Mn", "Me"))


_EXCERPT = 100
"""Widest excerpt, in terminal columns."""


def _caret_lines(place: Place, line: str) -> list[str]:
    start = max(0, place.column - 1)
    before = visible(line[:start].replace("\t", " "))
    marked = visible(line[start : start + place.length]) or " "
    after = visible(line[start + place.length :])
    lead = ""
    if _width(before) > _EXCERPT // 2:  # long lines: show the neighbourhood of the caret
        before, lead = before[-(_EXCERPT // 4) :], "…"
    indent = " " * _width(lead + before)
    marked = _cut(marked, _EXCERPT - len(indent))
    after = _cut(after, _EXCERPT - len(indent) - _width(marked))
    carets = "^" * max(1, _width(marked.rstrip()))
    number = str(place.line)
    excerpt = f"{lead}{before}{marked}{after}".rstrip()
    return [f"  {number} | {excerpt}", f"  {' ' * len(number)} | {indent}{carets}"]


def _cut(text: str, width: int) -> str:
    if _width(text) <= width:
        return text
    while text and _width(text) > width - 1:
        text = text[: min(len(text) - 1, width)]
    return f"{text}…"


def render(problem: Problem, line_of: dict[str, list[str]]) -> str:
    """Return the problem as plain text: place, what is wrong, the excerpt with a caret, what to do.

    `line_of` maps a file name (as in `Place.file`) to its lines; a file that is not in it gets no
    excerpt.
    """
    where = f"{visible(str(problem.place))}: " if problem.place else ""
    rows = [f"{where}{problem.weight.value}: {visible(problem.message)}"]
    if problem.place:
        if problem.place.path:
            rows[0] += f" (at {visible(problem.place.path)})"
        lines = line_of.get(problem.place.file, [])
        if problem.place.line <= len(lines):
            rows += _caret_lines(problem.place, lines[problem.place.line - 1])
    rows += [f"  see also {visible(str(place))}" for place in problem.related]
    rows.append(f"  to do: {visible(problem.advice)}")
    return "\n".join(rows)
