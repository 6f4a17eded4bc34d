"""Which script each character belongs to, so that every run has one direction and one set of fonts.

A single `w:rtl` run garbles the Latin words in it, so runs are split where direction or script
changes. Neutral characters (spaces, brackets, digits after Arabic) go where the bidirectional
algorithm sends them: rules W7, N1 and N2 of UAX #9, with each `Span` that has a direction of its
own as an isolate.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from briefgen.document import Direction

Script = Literal["latin", "han", "tibetan", "complex", "rtl"]
"""`latin` stands for all that Word sets from its first font slot (also Greek, Cyrillic);
`complex` for left-to-right scripts of the complex slot without a font of their own here."""

OBJECT = "\ufffc"
"""Stands for whatever is no text: a footnote's mark, an isolate seen from outside."""

_RTL = {"R", "AL", "AN"}
_HAN_EXTRA = ((0x2E80, 0x303E), (0x3040, 0xA4CF), (0xAC00, 0xD7A3), (0xF900, 0xFAFF), (0x20000, 0x3FFFF))
_COMPLEX = ((0x0900, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0xA8E0, 0xA8FF))


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text inside a paragraph, as the tree has it."""

    text: str
    language: str
    direction: Direction
    isolate: int
    """Number of the isolate it belongs to; 0 is the paragraph itself."""


def base_language(code: str) -> str:
    """Return the language without script and region."""
    return code.split("-", maxsplit=1)[0].lower()


def _within(char: str, ranges: tuple[tuple[int, int], ...]) -> bool:
    return any(low <= ord(char) <= high for low, high in ranges)


def _strong(char: str) -> bool | None:
    """True for right to left, False for left to right, None for what follows its neighbours."""
    kind = unicodedata.bidirectional(char)
    if kind in _RTL:
        return True
    return False if kind == "L" else None


def is_strong(char: str) -> bool:
    """Whether a character has a direction of its own, whatever stands around it."""
    return unicodedata.bidirectional(char) in ("L", "R", "AL")


def _fills(char: str) -> bool:
    """Combining marks and joiners never leave the character before them."""
    return unicodedata.category(char) in ("Mn", "Me", "Mc") or char in "\u200c\u200d"


def _directions(text: str, base: bool) -> list[bool]:
    """Return for each character whether it runs right to left; `base` is the surrounding direction."""
    found: list[bool | None] = []
    last = base
    for index, char in enumerate(text):
        strong = found[index - 1] if index and _fills(char) else _strong(char)
        if strong is None and unicodedata.bidirectional(char) == "EN":
            strong = last  # W7, and the like for right-to-left text
        last = last if strong is None else strong
        found.append(strong)
    return _neutrals_settled(found, base)


def _neutrals_settled(found: Sequence[bool | None], base: bool) -> list[bool]:
    """N1 and N2: neutrals between two of a kind take that kind, others the direction around them."""
    settled: list[bool] = []
    before = base
    for kind, group in groupby(found):
        length = len(list(group))
        if kind is None:
            end = len(settled) + length
            after = found[end] if end < len(found) else base
            settled += [before if before == after else base] * length
        else:
            settled += [kind] * length
            before = kind
    return settled


def _own_script(char: str) -> Script | None:
    if unicodedata.category(char)[0] in "ZC" or char == OBJECT:
        return None
    if _within(char, ((0x0F00, 0x0FFF),)):
        return "tibetan"
    if _within(char, _COMPLEX):
        return "complex"
    if unicodedata.east_asian_width(char) in "WF" or _within(char, _HAN_EXTRA):
        return "han"
    return "latin" if unicodedata.category(char)[0] == "L" else None


_SURROUNDING: dict[str, Script] = {"zh": "han", "ja": "han", "ko": "han", "bo": "tibetan", "dz": "tibetan"}


def _scripts(text: str, languages: Sequence[str]) -> list[Script]:
    """Return the script of each character of left-to-right text."""
    own = [_own_script(char) for char in text]
    found: list[Script] = []
    for index, script in enumerate(own):
        found.append(script or _neutral_script(text, own, index, found, languages[index]))
    return found


def _neutral_script(
    text: str, own: Sequence[Script | None], index: int, found: Sequence[Script], language: str
) -> Script:
    """Return the script of a neutral character: that of both neighbours, else that of the language."""
    around: Script = _SURROUNDING.get(base_language(language), "latin")
    before = found[-1] if found else around
    if before == around or _fills(text[index]):
        return before
    after = next((script for script in own[index + 1 :] if script), around)
    return before if before == after else around


def split(pieces: Sequence[Piece]) -> list[list[tuple[str, Script]]]:
    """Return for each piece its text in stretches of one script each; nothing is lost or added."""
    marks: list[list[Script]] = [[] for _ in pieces]
    for isolate in sorted({piece.isolate for piece in pieces}):
        members = [index for index, piece in enumerate(pieces) if piece.isolate == isolate]
        for index, script in _of_isolate(pieces, members):
            marks[index].append(script)
    return [list(_stretches(piece.text, mark)) for piece, mark in zip(pieces, marks, strict=True)]


def _of_isolate(pieces: Sequence[Piece], members: list[int]) -> Iterator[tuple[int, Script]]:
    """Yield (index of the piece, script) for each character of one isolate, in order."""
    text, owners, languages = "", list[int](), list[str]()
    for index in range(members[0], members[-1] + 1):
        inside = pieces[index].isolate == pieces[members[0]].isolate
        part = pieces[index].text if inside else OBJECT
        text += part
        owners += [index if inside else -1] * len(part)
        languages += [pieces[index].language] * len(part)
    right = _directions(text, pieces[members[0]].direction == "rtl")
    scripts = _scripts(text, languages)
    for owner, is_right, script in zip(owners, right, scripts, strict=True):
        if owner >= 0:
            yield owner, "rtl" if is_right else script


def _stretches(text: str, scripts: list[Script]) -> Iterator[tuple[str, Script]]:
    position = 0
    for script, group in groupby(scripts):
        end = position + len(list(group))
        yield text[position:end], script
        position = end
