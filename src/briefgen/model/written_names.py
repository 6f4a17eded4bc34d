"""How names of people are written in running text: which letters, what may stand between and around them.

Names are looked up, not tried one by one: how many people there are makes no difference to the time that a
text takes, only how long it is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum

from briefgen.model.shared import Person

_WORD = re.compile(r"[A-Za-z\u00c0-\u024f\u0370-\u052f\u1e00-\u1fff]+")
"""Letters of alphabets that set words apart: Latin, Greek, Cyrillic."""
_HUMP = re.compile(r"(?<=[^\W\d_A-Z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][^\W\d_A-Z])")
"""Where a word begins within others: `BramSorrel`."""
_HYPHENS = "[-\u2010\u2011]"
_ACCENTS = re.compile("[\u0300-\u036f\u0640\u064b-\u065f]+")
_STROKES = str.maketrans({"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i"})
_LONG = 8
"""Letters of a name that is found, too, where small letters run on without a hump: `bramsorrel`."""


class _Gap(Enum):
    """What stands between two words."""

    NOTHING = re.compile("")
    WITHIN = re.compile("(?:" + _HYPHENS + r"|[\u00ad\u200b-\u200d\u2060'\u2019\u02bc])\s*")
    STOP = re.compile(r"\.(?:\s*" + _HYPHENS + r"?\s*)")
    COMMA = re.compile(r"\s*,\s*")
    APART = re.compile(r"[\s_\u00b7+]+|\s*" + _HYPHENS + r"\s*")
    OTHER = re.compile(r".*", re.DOTALL)


def _gap(between: str) -> _Gap:
    return next(kind for kind in _Gap if kind.value.fullmatch(between))


@dataclass(frozen=True, slots=True)
class _Form:
    """One way to write a name; what it counts are letters, from the beginning."""

    ident: str
    ends: frozenset[int]
    """Where a part ends and another one begins."""
    comma: int | None
    """Where a comma may stand, as in lists: "Sorrel, Bram"."""
    initials: frozenset[int]
    """Where a part ends that is a first letter with a full stop."""


@dataclass(slots=True)
class WrittenNames:
    """Names of people, in every way in which they can be written; tells who is named in a text.

    Letter case and accents make no difference. Between the parts of a name there may be a space, a hyphen, or
    nothing where capitals show the parts or the name has eight letters; within a part a hyphen, or a space
    before a capital. Where the family name is known, the parts may be turned, and initials stand for the
    others. What stands before and behind is no letter of the same word. Names in scripts that do not set
    words apart are found wherever their signs follow each other, with or without spaces.
    """

    _forms: dict[str, dict[_Form, None]] = field(default_factory=dict)
    """Letters → names that have them."""
    _signs: dict[str, list[str]] = field(default_factory=dict)
    """Name in another script, without spaces → ids."""
    _lengths: dict[str, set[int]] = field(default_factory=dict)
    """First sign of such names → their lengths."""
    _longest: int = 0

    def learn(self, ident: str, person: Person) -> None:
        """Take in all names of a person."""
        for parts, comma in _ways(person):
            letters, form = _form(ident, parts, comma)
            self._forms.setdefault(letters, {})[form] = None
            self._longest = max(self._longest, len(letters))
        for name in (person.name, *person.scripts.values()):
            if not _is_alphabetic(name) and (signs := _solid(name)):
                self._signs.setdefault(signs, []).append(ident)
                self._lengths.setdefault(signs[0], set()).add(len(signs))

    def named_in(self, text: str) -> tuple[str, ...]:
        """Return the ids of those who are named in a text, each once."""
        return tuple(dict.fromkeys((*self._in_words(_folded(text)), *self._in_signs(text))))

    def _in_words(self, text: str) -> Iterator[str]:
        words = list(_words(text)) if self._forms else []
        for first in range(len(words)):
            for gaps, raw in _runs(text, words, first, self._longest):
                for form in self._forms.get(raw.casefold(), ()):
                    if _fits(form, gaps, raw):
                        yield form.ident

    def _in_signs(self, text: str) -> Iterator[str]:
        signs = _solid(text) if self._signs else ""
        for start, sign in enumerate(signs):
            for length in self._lengths.get(sign, ()):
                yield from self._signs.get(signs[start : start + length], ())


# ---- names ------------------------------------------------------------------------------------------


def _ways(person: Person) -> Iterator[tuple[Sequence[str], int | None]]:
    """Yield the parts of a person's name in every order, and before which one a comma may stand."""
    for name in (person.name, *person.scripts.values()):
        if _is_alphabetic(name):
            yield name.split(), None
    family = (person.family_name or "").split()
    given = _without(person.name.split(), family)
    if family and given and _is_alphabetic(person.name):
        initials = [f"{one[0]}." for part in given for one in re.split(_HYPHENS, part) if one]
        for others in (given, initials[:1], initials):
            yield [*others, *family], None
            yield [*family, *others], len(family)


def _without(parts: list[str], family: list[str]) -> list[str]:
    """Return the parts of a name that are not of the family name, which may be a part of one: `Ben-Ash`."""
    for start in range(len(parts)):
        if parts[start : start + len(family)] == family:
            return parts[:start] + parts[start + len(family) :]
    return " ".join(parts).replace(" ".join(family) or " ", " ", 1).split()


def _form(ident: str, parts: Sequence[str], comma: int | None) -> tuple[str, _Form]:
    """Return the letters of a name and its form; a part of one letter with a full stop is an initial."""
    letters, ends, initials = "", [0], []
    for part in parts:
        letters += "".join(_WORD.findall(_folded(part))).casefold()
        ends.append(len(letters))
        initials += [len(letters)] if part[1:] == "." else []
    at = ends[comma] if comma is not None else None
    return letters, _Form(ident, frozenset(ends[1:-1]), at, frozenset(initials))


def _is_alphabetic(name: str) -> bool:
    letters = "".join(filter(str.isalpha, _folded(name)))
    return _WORD.fullmatch(letters) is not None


def _folded(text: str) -> str:
    """Return a text without accents, with the usual one of letters and spaces of several kinds."""
    if text.isascii():
        return text
    return _ACCENTS.sub("", unicodedata.normalize("NFKD", text)).translate(_STROKES)


def _solid(text: str) -> str:
    return "".join(_folded(text).casefold().split())


# ---- texts ------------------------------------------------------------------------------------------


def _words(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each word begins and ends, humps apart."""
    for found in _WORD.finditer(text):
        start, word = found.start(), found[0]
        if not (word.islower() or word[1:].islower() or word.isupper()):
            for hump in _HUMP.finditer(word):
                yield start, found.start() + hump.start()
                start = found.start() + hump.start()
        yield start, found.end()


def _runs(
    text: str, words: Sequence[tuple[int, int]], first: int, longest: int
) -> Iterator[tuple[dict[int, str], str]]:
    """Yield words from one on, joined, with what stands after how many of their letters.

    The same mapping every time, which grows: it is to be read before the next.
    """
    raw, gaps = "", dict[int, str]()
    for number in range(first, len(words)):
        start, end = words[number]
        if len(raw) + end - start > longest:
            return
        raw += text[start:end]
        gap = text[end : words[number + 1][0]] if number + 1 < len(words) else text[end : end + 1]
        gaps[len(raw)] = gap
        yield gaps, raw
        if gap not in _USUAL and _gap(gap) is _Gap.OTHER:
            return


_USUAL = ("", " ", "-")
"""Gaps that end nothing, for speed."""


def _fits(form: _Form, gaps: dict[int, str], raw: str) -> bool:
    """Tell whether words that have the letters of a name are that name."""
    *inner, last = gaps
    if any(end not in gaps or not gaps[end].startswith(".") for end in form.initials):
        return False
    starts = (max((end for end in (0, *form.ends) if end < stop), default=0) for stop in form.initials)
    if any(not raw[start].isupper() for start in starts):
        return False
    if not form.ends <= set(inner) and (form.initials or last < _LONG):
        return False
    return all(_joins(form, end, _gap(gaps[end]), gaps[end], raw) for end in inner)


def _joins(form: _Form, end: int, gap: _Gap, between: str, raw: str) -> bool:
    at_end_of_part = end in form.ends
    match gap:
        case _Gap.NOTHING | _Gap.WITHIN:
            return True
        case _Gap.STOP:
            return end in form.initials or (at_end_of_part and between == ".")
        case _Gap.COMMA:
            return end == form.comma
        case _Gap.APART:
            return at_end_of_part or (raw[0].isupper() and raw[end].isupper())
        case _:
            return False
