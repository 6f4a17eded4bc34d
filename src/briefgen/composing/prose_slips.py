"""Signs in prose that would be printed as they are typed, though somebody meant something by them.

What can only be a mistake is an error; what may be text is a gate, which a draft shows and a final
does not pass. A backslash before a sign says that it is meant as text: `\\<b>`, `\\[NAME]`.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html.entities import html5

from markdown_it.token import Token

from briefgen.loading.referring import NOUNS
from briefgen.model.mentions import PATTERN
from briefgen.problems import Weight, quote

ESCAPED, OTHER = "\ue000", "\ue001"
"""Stand for a sign behind a backslash, and for what Markdown understood; no text holds them."""


@dataclass(frozen=True, slots=True)
class Slip:
    """Signs that look like something else than text."""

    line: int
    """Of the block, from 0."""
    words: str
    code: str
    message: str
    advice: str
    weight: Weight


Made = Callable[[re.Match[str]], tuple[str, str] | None]
"""Message and advice for what a pattern found; None where it is text after all."""


def signs(children: Sequence[Token]) -> str:
    """Return the words of a block as Markdown left them, a line each."""
    shown = {"softbreak": "\n", "hardbreak": "\n", "text_special": ESCAPED}
    written, address = [], False  # <https://…> shows its address, which is looked at as a link
    for child in children:
        is_text = child.type == "text" and not address
        written.append(child.content if is_text else shown.get(child.type, OTHER))
        address = child.markup == "autolink" and child.type == "link_open"
    return "".join(written)


def slips(text: str, paragraph: bool) -> Iterator[Slip]:
    """Yield what looks wrong in a block; beginnings of lines tell something in paragraphs only."""
    text = PATTERN.sub(OTHER, text)  # what a reference prints is not typed, and its bar makes no table
    told: set[tuple[int, str]] = set()
    for number, line in enumerate(text.split("\n")):
        taken: list[tuple[int, int]] = []
        for pattern, code, weight, made, begins in _PATTERNS:
            if begins and not paragraph:
                continue
            for found in pattern.finditer(line):
                start, end = found.span()
                words = made(found)
                if words and not any(start < other_end and end > other for other, other_end in taken):
                    taken.append((start, end))
                    shown = re.split(f"[{ESCAPED}{OTHER}]", found[0])[0]
                    closes = shown[:2] == "</" and re.search(rf"<{shown[2:-1]}\b", text)
                    if (number, shown) not in told and not closes:
                        yield Slip(number, shown, code, *words, weight)
                    told.add((number, shown))
    if paragraph and (row := _half_made_table(text)) is not None:
        message = "This looks like a table, but Markdown reads it as ordinary text"
        advice = (
            "A table begins with a line of headers; the line below it has as many groups of dashes: "
            "“| --- | --- |”. A | that is meant as text is written \\|."
        )
        yield Slip(row, "", "half-made-table", message, advice, Weight.ERROR)


_DASHES = re.compile(r"\s*[|:]?\s*:?-+:?\s*\|[\s|:-]*|\s*\|[\s:-]*-[\s|:-]*")


def _half_made_table(text: str) -> int | None:
    lines = text.split("\n")
    for number, line in enumerate(lines):
        neighbour = lines[number + 1] if number + 1 < len(lines) else ""
        if line.lstrip().startswith("|") or ("|" in line and (_DASHES.fullmatch(line) or "|" in neighbour)):
            return number
        if "|" in line and number and _DASHES.fullmatch(lines[number - 1]):
            return number
    return None


# ---- what each looks like ---------------------------------------------------------------------------


def _tag(found: re.Match[str]) -> tuple[str, str]:
    emphasis = " *Words* are set in italics, **words** in bold." if found[1] else ""
    return (
        f"{quote(_shown(found[0]))} looks like HTML, which is not read here but printed as it stands",
        f"Delete it.{emphasis} A < that is meant as text is written \\<.",
    )


def _comment(_: re.Match[str]) -> tuple[str, str]:
    return (
        "“<!--” looks like a hidden comment; nothing is hidden here, it would be printed with its words",
        "Take it out of the text. Remarks stand on lines of the file that begin with #, outside the text.",
    )


def _entity(found: re.Match[str]) -> tuple[str, str] | None:
    if found[1] and f"{found[1]};" not in html5:
        return None
    char = html.unescape(found[0].rstrip(";") + ";")
    instead = f"“{char}”" if char.isprintable() and not char.isspace() else "an ordinary space"
    return (
        f"“{found[0]}” looks like the HTML name of a character; it would be printed as it stands",
        f"Write {instead} instead. An & that is meant as text is written \\&.",
    )


def _definition(found: re.Match[str]) -> tuple[str, str]:
    return (
        f"{quote(_shown(found[1]))} looks like the address of a link, given apart, which is not read here",
        "Write the address where the link stands: [words](https://…).",
    )


def _reference(found: re.Match[str]) -> tuple[str, str]:
    return (
        f"{quote(_shown(found[0]))} looks like a link whose address is given apart, which is not read here",
        "Write [words](https://…) with the address itself. A [ that is meant as text is written \\[.",
    )


def _broken_link(found: re.Match[str]) -> tuple[str, str]:
    return (
        f"{quote(_shown(found[0]))} looks like a link, but its address has a space or no closing bracket",
        "Write [words](https://…) with an address without spaces. A [ that is meant as text is written \\[.",
    )


def _password(_: re.Match[str]) -> tuple[str, str]:
    return "This address holds a user name or a password", "Write it without what stands before the @."


def _stray_key(found: re.Match[str]) -> tuple[str, str]:
    return (
        f"“{found[0]}” names nothing here: it would be printed as it stands",
        "A key stands at the end of a heading, or of the line “Table: …” below a table.",
    )


def _marks(found: re.Match[str]) -> tuple[str, str]:
    if found[0][0] == "~":
        return f"“{found[0]}” would be printed as it stands", "Nothing is struck through here; delete it."
    return (
        f"“{found[0]}” is left over: it would be printed as it stands",
        "Bold words have ** directly before and behind them: **words**. As text, stars are written \\*\\*.",
    )


def _hashes(found: re.Match[str]) -> tuple[str, str]:
    return (
        f"“{found[0].strip()}” looks like a heading, but is read as ordinary text",
        "Write a space behind the signs, and six of them at most: “## Heading”. As text it is written \\#.",
    )


def _bullet(found: re.Match[str]) -> tuple[str, str]:
    sign = found[0].strip()[-1]
    escaped = f"write \\{sign}" if sign in "-.)" else "put it where no line begins"
    return (
        f"“{found[0].strip()}” at the beginning of a line looks like a list, but is read as ordinary text",
        f"Write “- ” or “1. ” with a space behind it. If it is text, {escaped}.",
    )


def _open_point(found: re.Match[str]) -> tuple[str, str]:
    roman = " If the Roman numeral is meant, write 30." if found[0] == "XXX" else ""
    return f"“{found[0]}” looks like a point that is still open", f"Write what is to stand here.{roman}"


def _placeholder(found: re.Match[str]) -> tuple[str, str] | None:
    if not found[1].isupper() or sum(map(str.isalpha, found[1])) < 4:
        return None
    return (
        f"{quote(found[0])} looks like a place that is still to be filled in",
        "Write what is to stand here. If the bracket is meant as text, write \\[.",
    )


def _one_bracket(found: re.Match[str]) -> tuple[str, str]:
    return (
        f"{quote(_shown(found[0]))} looks like a reference to a fact, but is read as ordinary text",
        f"Write two brackets on either side: [{found[0]}]. A [ that is meant as text is written \\[.",
    )


def _braces(found: re.Match[str]) -> tuple[str, str]:
    return (
        f"“{found[0]}” looks like a tag of a template; in texts it is printed as it stands",
        "Write the words themselves. If braces are meant as text, write \\{.",
    )


def _shown(text: str) -> str:
    return text.replace(ESCAPED, "\\").replace(OTHER, "…")


_E, _G = Weight.ERROR, Weight.GATE
_LETTER = r"[^\W\d_]"
_PATTERNS: tuple[tuple[re.Pattern[str], str, Weight, Made, bool], ...] = (
    (re.compile(r"<!--"), "html-in-prose", _E, _comment, False),
    (
        re.compile(
            r"</?(b|i|u|em|strong)\s*>|</?[A-Za-z][A-Za-z0-9-]*(?:\s+[A-Za-z:-]+\s*=[^<>]*)?\s*/?>"
            r"|<[!?][A-Za-z\[][^<>]*>?"
        ),
        "html-in-prose",
        _E,
        _tag,
        False,
    ),
    (
        re.compile(
            r"&(?:([A-Za-z][A-Za-z0-9]{1,31});|(?:nbsp|amp|lt|gt|quot)\b|#\d{1,7};|#[xX][0-9A-Fa-f]{1,6};)"
        ),
        "entity-in-prose",
        _E,
        _entity,
        False,
    ),
    (
        re.compile(rf"^\s*(\[(?!\^)[^\[\]]+\]:)\s*(?:{OTHER}|<|[a-z][a-z0-9+.-]*:|www\.|/|#)", re.IGNORECASE),
        "link-given-apart",
        _E,
        _definition,
        True,
    ),
    (re.compile(r"\[(?!\^)[^\[\]]+\]\[(?!\^)[^\[\]]*\]"), "link-given-apart", _E, _reference, False),
    (re.compile(r"\[(?!\^)[^\[\]]*\]\([^()]*\)?"), "broken-link", _E, _broken_link, False),
    (
        re.compile(rf"(?<!\[)\[(?:{'|'.join(NOUNS)}):[a-z0-9][^\[\]]*\](?![\](])"),
        "bad-reference",
        _E,
        _one_bracket,
        False,
    ),
    (re.compile(r"https?://[^\s/?#@]*@", re.IGNORECASE), "bad-link", _E, _password, False),
    (re.compile(r"\{#[^{}\s]*\}"), "stray-key", _E, _stray_key, False),
    (re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{\{|\}\}|\{%|%\}"), "tag-in-prose", _G, _braces, False),
    (re.compile(r"\*\*+|~~+"), "left-over-signs", _G, _marks, False),
    (re.compile(r"^\s*(?:#{2,6}(?=[^\s#])|#{7,})"), "left-over-signs", _G, _hashes, True),
    (
        re.compile(rf"^\s*(?:-(?={_LETTER})|[•▪‣◦●○∙](?=\s|\w)|\d{{1,3}}[.)](?={_LETTER}))"),
        "left-over-signs",
        _G,
        _bullet,
        True,
    ),
    (
        re.compile(r"\b(?:TODO|TBC|TBD|FIXME)\b|(?<!\()\bXXX+\b|\bXXXX+\b"),
        "open-point",
        _G,
        _open_point,
        False,
    ),
    (re.compile(r"(?<!\[)\[([^\[\]]{2,60})\]"), "placeholder", _G, _placeholder, False),
)
