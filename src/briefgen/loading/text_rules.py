"""Which characters no text may hold, and why.

The rules are about the characters alone, whatever language a text is in, and hold for whole
files, comments included, as for every value that an escape (`"\\u202e"`) brings in.

Refused are:

- controls, apart from the newline (they crash Word writers; a tab has no width on a page);
- surrogates and noncharacters (not text; U+FDD0–U+FDEF also carry the provenance of values);
- bidirectional embeddings, overrides and isolates (they make a text read as another one);
- all other invisible format characters (zero-width space, word joiner, soft hyphen, tags, a byte
  order mark inside): they hide differences between two names and split words for a search;
- private-use characters (only the one font they were made for shows them);
- code points that Unicode has not assigned (no font shows them), except in the planes of Chinese
  characters, which grow with every version while Python's tables lag behind;
- U+FFFC and U+FFFD, the traces of a lost picture and of a lost letter;
- U+2028 and U+2029, which some readers take for the end of a line and others do not.

Kept are the joiners U+200C and U+200D, which Arabic-script and Indic writing need; the marks
U+061C, U+200E and U+200F, which only settle where neutral characters stand beside right-to-left
words; the visible number signs of Arabic script that Unicode calls format characters; variation
selectors, which belong to Chinese characters in names; and all kinds of space.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

_KEPT_FORMAT = frozenset({0x061C, 0x200C, 0x200D, 0x200E, 0x200F})
"""ALM, ZWNJ, ZWJ, LRM, RLM."""
_VISIBLE_FORMAT = frozenset(
    {*range(0x0600, 0x0606), 0x06DD, 0x070F, 0x0890, 0x0891, 0x08E2, 0x110BD, 0x110CD}
)
"""Prepended concatenation marks (Unicode Standard 9.2): format characters by category, but printed."""
_BIDI = frozenset({*range(0x202A, 0x202F), *range(0x2066, 0x206A)})
_IDEOGRAPHS = range(0x20000, 0x3FFFE)
"""Planes 2 and 3, reserved for Chinese characters."""

_DELETE = "Delete the character; if you cannot see it, type the words around it anew."
_LOST = "Look the word up in the source and type it anew."
_TAB = "Replace the tab by spaces; lines are indented with two spaces for each step."

_WHY_BY_CODE = {
    0x09: ("programs disagree how wide a tab is", _TAB),
    0xFFFC: ("it stands for a picture or object that was lost when text was pasted", _DELETE),
    0xFFFD: ("it stands for a letter that was lost when the text was converted", _LOST),
    0x00AD: ("hyphenation is not stored in the text", _DELETE),
}
_WHY_BIDI = ("it makes words read in another order than they are written", _DELETE)
_SHAPES = ("<isolated>", "<initial>", "<medial>", "<final>")
_WHY_SHAPE = (
    "it is a letter's shape in one position (a presentation form), which programs read differently",
    "Type the ordinary letter; it takes the right form by itself.",
)
_WHY_BY_CATEGORY = {
    "Cc": ("control characters cannot be printed", _DELETE),
    "Cs": ("it is half a character", _LOST),
    "Co": (
        "it shows only with the one font it was made for",
        "Replace it by the Unicode character that is meant.",
    ),
    "Cn": ("Unicode has no such character, so no font shows it", _LOST),
    "Cf": ("it is invisible and makes equal words differ", _DELETE),
    "Zl": ("programs disagree whether it ends a line", "Replace it by an ordinary line break."),
    "Zp": ("programs disagree whether it ends a line", "Replace it by an ordinary line break."),
}
_CONTROL_NAMES = {
    0x00: "NULL",
    0x07: "BELL",
    0x08: "BACKSPACE",
    0x09: "TAB",
    0x0A: "LINE FEED",
    0x0B: "VERTICAL TAB",
    0x0C: "FORM FEED",
    0x0D: "CARRIAGE RETURN",
    0x1B: "ESCAPE",
    0x7F: "DELETE",
    0x85: "NEXT LINE",
}
_NAMES_BY_CATEGORY = {
    "Cc": "control character",
    "Cs": "surrogate",
    "Co": "private-use character",
    "Cn": "unassigned character",
}


@dataclass(frozen=True, slots=True)
class Refused:
    """Why one character may not stand in a text."""

    name: str
    """Code point and name, e.g. `U+202E RIGHT-TO-LEFT OVERRIDE`."""
    why: str
    """Half a sentence that explains the refusal."""
    advice: str

    @property
    def message(self) -> str:
        """The refusal as a sentence."""
        return f"{self.name} is not allowed: {self.why}"


@dataclass(frozen=True, slots=True)
class Fault:
    """A refused character at its offset (in code points, from 0) in a text."""

    offset: int
    refused: Refused


def name_of(char: str) -> str:
    """Return the code point and the name of a character, e.g. `U+000B VERTICAL TAB`."""
    code = ord(char)
    if code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF:
        return f"U+{code:04X} noncharacter"
    fallback = _CONTROL_NAMES.get(code) or _NAMES_BY_CATEGORY.get(unicodedata.category(char), "character")
    return f"U+{code:04X} {unicodedata.name(char, fallback)}"


def _is_kept(code: int, category: str) -> bool:
    kept = code == 0x0A or code in _KEPT_FORMAT or code in _VISIBLE_FORMAT
    return kept or (category == "Cn" and code in _IDEOGRAPHS and code & 0xFFFE != 0xFFFE)


def refused(char: str) -> Refused | None:
    """Return why this character may stand in no text, or None if it may."""
    code = ord(char)
    category = unicodedata.category(char)
    if code in _BIDI:
        why, advice = _WHY_BIDI
    elif unicodedata.decomposition(char).startswith(_SHAPES):
        why, advice = _WHY_SHAPE
    elif code in _WHY_BY_CODE:
        why, advice = _WHY_BY_CODE[code]
    elif category in _WHY_BY_CATEGORY and not _is_kept(code, category):
        why, advice = _WHY_BY_CATEGORY[category]
    else:
        return None
    return Refused(name_of(char), why, advice)


def faults(text: str) -> list[Fault]:
    """Return every refused character of a text, in order."""
    bad = {char: why for char in set(text) if (why := refused(char))}
    if not bad:
        return []
    return [Fault(offset, bad[char]) for offset, char in enumerate(text) if char in bad]
