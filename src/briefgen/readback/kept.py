"""What a finished file keeps of a text: as much of it as a reader of the format can bring back.

`mixed` says of a text that it stands on lines with right-to-left or Tibetan letters. In a PDF, readers
disagree about the order of all that is on such lines, so only the bag of characters is known.
"""

from __future__ import annotations

import functools
import re
import unicodedata

from briefgen.jobs import Format

_HYPHENS = "-\u2010\u2011\u0002"
_DIRECTION_MARKS = {0x200E: None, 0x200F: None}
_SPACES = re.compile(r"\s+")
_PLAIN_SPACES = re.compile(r"[ \t\n\r]+")


def mixes(text: str) -> bool:
    """Whether readers disagree about the order of what stands on a line with this text."""
    return any(unicodedata.bidirectional(c) in ("R", "AL", "AN") or "\u0f00" <= c <= "\u0fff" for c in text)


def spaced(text: str) -> str:
    """The text with a space for every run of white space; a no-break space is none."""
    return _PLAIN_SPACES.sub(" ", text)


def solid(text: str, file_format: Format, *, mixed: bool) -> str:
    """The text without white space, as the format's reader can bring it; a bag of characters is sorted."""
    if file_format is not Format.PDF:
        return _PLAIN_SPACES.sub("", _printed(text, file_format))
    bare = _bare(text)
    if not mixed:
        return bare
    plain = _SPACES.sub("", unicodedata.normalize("NFKC", _readable(bare)))
    return "".join(sorted(map(_unmirrored, plain)))


def same_spaces(ours: str, theirs: str, file_format: Format, *, mixed: bool) -> bool:
    """Whether white space between words is the same, as far as the format keeps it."""
    if file_format is not Format.PDF:
        one, other = (spaced(_printed(text, file_format)) for text in (ours, theirs))
        return one.strip(" ") == other.strip(" ")
    if mixed:
        return True
    return _pieces_fit(_SPACES.sub(" ", _kept(ours)).strip(), _kept(theirs).split("\n"))


def _printed(text: str, file_format: Format) -> str:
    return text.translate(_DIRECTION_MARKS) if file_format is Format.DOCX else text


def _bare(text: str) -> str:
    """What a page keeps of a text, without white space, all hyphens as one."""
    return "".join("-" if char in _HYPHENS else char for char in _SPACES.sub("", _kept(text)))


def _readable(text: str) -> str:
    """The text without letters beyond U+FFFF, which PDFium drops from lines that run both ways."""
    return "".join(char for char in text if char <= "\uffff")


def _kept(text: str) -> str:
    """What a page keeps of a text: no format characters, letters composed."""
    plain = "".join(_plain_form(char) for char in text if unicodedata.category(char) != "Cf")
    return unicodedata.normalize("NFC", plain)


def _plain_form(char: str) -> str:
    """The letters of a ligature or positional form (U+FB00–FDFF, U+FE70–FEFF), as PDFium reads it."""
    shaped = "\ufb00" <= char <= "\ufdff" or "\ufe70" <= char <= "\ufeff"
    return unicodedata.normalize("NFKC", char) if shaped else char


@functools.cache
def _unmirrored(char: str) -> str:
    """Brackets and quotation marks of either direction as one: readers mirror them or do not.

    Pairs are those whose names in Unicode differ by “left” and “right”, or by “less” and “greater”.
    """
    if not (unicodedata.mirrored(char) or unicodedata.category(char) in ("Pi", "Pf")):
        return char
    name = unicodedata.name(char).replace("RIGHT", "LEFT").replace("GREATER", "LESS")
    try:
        return unicodedata.lookup(name)
    except KeyError:
        return char


def _pieces_fit(text: str, pieces: list[str]) -> bool:
    """Whether the pieces are the text, white space allowed to come or go only where a piece ends."""
    at = 0
    for piece in pieces:
        words = _SPACES.sub(" ", piece).strip()
        at += text[at : at + 1] == " "
        there = text[at : at + len(words)]
        if len(there) != len(words) or not all(map(_same_character, there, words)):
            return False
        at += len(words)
    return text[at:].strip() == ""


def _same_character(one: str, other: str) -> bool:
    return one == other or (one in _HYPHENS and other in _HYPHENS)
