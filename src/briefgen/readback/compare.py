"""Compares what a reader found in a finished file with what the document says.

How exact the comparison is, by format:

- Word, HTML, plain text: every character counts; a run of white space counts as one space, and a
  no-break space is not a space.
- PDF: every character counts, but for what a page does not keep: white space where a piece of text
  ends (a line, a change of font) may come or go; all kinds of spaces are one kind; joiners,
  direction marks and soft hyphens leave no trace; a ligature is its letters; a hyphen at a line's end
  may be any hyphen.
- Arabic, Uyghur and Tibetan: in Word, HTML and plain text like everything else, to the character and in
  order. In a PDF a passage with a right-to-left or Tibetan letter in it, words of other scripts included,
  is compared as a bag: the same characters, each as often, in any order and without white space; brackets
  and quotation marks that mirror one another count as one, and compatibility forms as their letters. For
  readers disagree about the order of such glyphs on a line. Letters beyond U+FFFF are left out there:
  PDFium drops them from lines that run both ways. That the passages stand in order is still checked. All
  other passages of the same PDF, and all other documents, are compared exactly.
- Languages of words: which words are in which language, as above, the codes without regard to case.
  Plain text tells none.
- Where links inside the document lead: by name in HTML; in PDF and Word only their words are compared.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterator, Sequence
from urllib.parse import quote

from briefgen.document import Document
from briefgen.jobs import Format
from briefgen.places import Place
from briefgen.problems import ExitCode, Problem
from briefgen.readback.passages import Furniture, Passage

_NAMES = {Format.PDF: "PDF", Format.DOCX: "Word", Format.HTML: "HTML", Format.TXT: "plain text"}
_KINDS = {
    "heading": "heading",
    "paragraph": "paragraph",
    "list-item": "list item",
    "header-cell": "header cell",
    "cell": "cell",
    "caption": "caption",
    "figure": "picture",
    "note": "note",
    "table-note": "note beneath a table",
    "contents": "line of the contents",
}
_HYPHENS = "-\u2010\u2011\u0002"
_MIRRORED = str.maketrans(")]}»›>”’", "([{«‹<“‘")
_SPACES = re.compile(r"\s+")
_PLAIN_SPACES = re.compile(r"[ \t\n\r]+")
_SHOWN = 40
"""How many characters of a passage a message quotes."""


def compare(expected: Sequence[Passage], found: Sequence[Passage], file_format: Format) -> list[Problem]:
    """Return one problem for every passage that is missing, surplus or different."""
    ours, theirs = ([_key(p, file_format) for p in passages] for passages in (expected, found))
    problems: list[Problem] = []
    for tag, a, b, c, d in _steps(ours, theirs):
        if tag == "equal":
            for one, other in zip(expected[a:b], found[c:d], strict=True):
                problems += _finer(one, other, file_format)
        else:
            problems += _different(expected[a:b], found[c:d], expected[max(0, a - 1) : a], file_format)
    return problems


def _steps(ours: list[_Key], theirs: list[_Key]) -> Iterator[tuple[str, int, int, int, int]]:
    """Align two lists as `difflib` does, which takes long over what is alike at both ends."""
    shorter = min(len(ours), len(theirs))
    start = next((i for i in range(shorter) if ours[i] != theirs[i]), shorter)
    left = shorter - start
    end = next((i for i in range(left) if ours[-1 - i] != theirs[-1 - i]), left)
    middle = ours[start : len(ours) - end], theirs[start : len(theirs) - end]
    yield "equal", 0, start, 0, start
    for tag, a, b, c, d in difflib.SequenceMatcher(None, *middle, autojunk=False).get_opcodes():
        yield tag, start + a, start + b, start + c, start + d
    yield "equal", len(ours) - end, len(ours), len(theirs) - end, len(theirs)


def compare_furniture(document: Document, found: Furniture, file_format: Format) -> list[Problem]:
    """Return a problem for every mark, page label, running head, title or language that is not there."""
    said = [_loose(sheet, file_format) for sheet in found.sheets]
    problems = [
        _fault(file_format, f"has lost the mark “{_short(mark.text)}” on {_sheet(file_format, number)}")
        for mark in document.marks
        for number, sheet in enumerate(said, 1)
        if _loose(mark.text, file_format) not in sheet
    ]
    if file_format in (Format.PDF, Format.DOCX):
        problems += _page_lines(document, said, file_format)
    problems += [
        _fault(file_format, f"prints “{_short(text)}” over the edge of the page") for text in found.cut
    ]
    if file_format is not Format.TXT and found.title != document.title:
        problems.append(_fault(file_format, f"is called “{_short(found.title)}” in its metadata"))
    if file_format is not Format.TXT and found.language.lower() != document.language.lower():
        problems.append(_fault(file_format, f"says that its language is “{_short(found.language)}”"))
    return problems


def _page_lines(document: Document, said: list[str], file_format: Format) -> Iterator[Problem]:
    for number, sheet in enumerate(said, 1):
        label = document.page_label
        if file_format is Format.PDF:
            label = label.replace("{page}", str(number)).replace("{pages}", str(len(said)))
        if _loose(label, file_format) not in sheet:
            yield _fault(file_format, f"has lost the page number on {_sheet(file_format, number)}")
        if number > 1 and _loose(document.running_head, file_format) not in sheet:
            yield _fault(file_format, f"has lost the running head on {_sheet(file_format, number)}")


def _sheet(file_format: Format, number: int) -> str:
    return (
        f"page {number}"
        if file_format is Format.PDF
        else f"page kind {number}"
        if file_format is Format.DOCX
        else "its page"
    )


# ---- sameness -------------------------------------------------------------------------------------


_Key = tuple[str, str, int, str]


def _key(passage: Passage, file_format: Format) -> _Key:
    label = (
        "".join(sorted(_loose(passage.label, file_format))) if file_format is Format.PDF else passage.label
    )
    return (passage.kind, _loose(passage.text, file_format), passage.level, label)


def _loose(text: str, file_format: Format) -> str:
    """The text for aligning: without white space, and as the format's reader can bring it."""
    if file_format is not Format.PDF:
        return _PLAIN_SPACES.sub("", text)
    bare = _SPACES.sub("", _kept(text))
    bare = "".join("-" if char in _HYPHENS else char for char in bare)
    if not _unordered(bare):
        return bare
    plain = _SPACES.sub("", unicodedata.normalize("NFKC", _readable(bare)))
    return "".join(sorted(_unmirrored(plain)))


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


def _unordered(text: str) -> bool:
    """Whether readers disagree about the order of this text's characters."""
    return any(unicodedata.bidirectional(c) in ("R", "AL", "AN") or "\u0f00" <= c <= "\u0fff" for c in text)


def _unmirrored(text: str) -> str:
    """Brackets and quotation marks of either direction as one: readers mirror them or do not."""
    return text.translate(_MIRRORED)


def _same_words(ours: str, theirs: str, file_format: Format) -> bool:
    """Whether white space between words is the same, as far as the format keeps it."""
    if file_format is not Format.PDF:
        return _PLAIN_SPACES.sub(" ", ours).strip(" ") == _PLAIN_SPACES.sub(" ", theirs).strip(" ")
    if _unordered(ours):
        return True
    return _pieces_fit(_SPACES.sub(" ", _kept(ours)).strip(), _kept(theirs).split("\n"))


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


def _address(target: str) -> str:
    return quote(target, safe="/:?#[]@!$&'()*+,;=~%")


def _finer(ours: Passage, theirs: Passage, file_format: Format) -> Iterator[Problem]:
    """What differs between two passages whose letters are the same."""
    if not _same_words(ours.text, theirs.text, file_format):
        yield _fault(file_format, f"has other spaces in {_named(ours)}", ours.origin)
    if _linked(ours, file_format) != _linked(theirs, file_format):
        yield _fault(file_format, f"has other links in {_named(ours)}", ours.origin)
    if _spoken(ours, file_format) != _spoken(theirs, file_format):
        yield _fault(file_format, f"tells other languages in {_named(ours)}", ours.origin)
    if (ours.key, ours.references) != (theirs.key, theirs.references):
        yield _fault(file_format, f"leads elsewhere from, or to, {_named(ours)}", ours.origin)


def _spoken(passage: Passage, file_format: Format) -> list[tuple[str, str]]:
    """Words and codes of other languages, without what a PDF drops from a passage like this."""
    dropping = file_format is Format.PDF and _unordered(passage.text)
    told = (
        (_loose(_readable(words) if dropping else words, file_format), code.lower())
        for words, code in passage.languages
    )
    return [(words, code) for words, code in told if words]


def _linked(passage: Passage, file_format: Format) -> list[tuple[str, str]]:
    """Words and addresses of links; in a PDF, neighbours with one address look like one that wraps."""
    found: list[tuple[str, str]] = []
    for words, target in passage.links:
        continues = file_format is Format.PDF and found and found[-1][1] == _address(target)
        before = found.pop()[0] if continues else ""
        found.append((before + words, _address(target)))
    return [(_loose(words, file_format), address) for words, address in found]


# ---- differences ----------------------------------------------------------------------------------


def _different(
    ours: Sequence[Passage], theirs: Sequence[Passage], before: Sequence[Passage], file_format: Format
) -> Iterator[Problem]:
    """Pair what stands at the same place; what has no partner is missing or surplus."""
    for one, other in zip(ours, theirs, strict=False):
        yield _fault(file_format, _how(one, other, file_format), one.origin)
    for one in ours[len(theirs) :]:
        yield _fault(file_format, f"lacks {_named(one)}", one.origin)
    origin = (ours or before)[-1].origin if (ours or before) else None
    for other in theirs[len(ours) :]:
        yield _fault(file_format, f"has {_named(other)}, which the document has not", origin)


def _how(ours: Passage, theirs: Passage, file_format: Format) -> str:
    if _loose(ours.text, file_format) == _loose(theirs.text, file_format):
        return f"shows {_named(ours)} as {_nature(theirs)}"
    wanted, there = _PLAIN_SPACES.sub(" ", ours.text), _PLAIN_SPACES.sub(" ", theirs.text)
    at = next(
        (i for i, (a, b) in enumerate(zip(wanted, there, strict=False)) if a != b),
        min(len(wanted), len(there)),
    )
    start = wanted.rfind(" ", 0, max(0, at - 8)) + 1  # some words before the difference
    return (
        f"differs in {_named(ours)}: it should go on “{_short(wanted[start:])}”"
        f" and goes on “{_short(there[start:])}”"
    )


def _nature(passage: Passage) -> str:
    more = f" {passage.label}" if passage.label else ""
    level = f" of level {passage.level}" if passage.level else ""
    return f"{_KINDS[passage.kind]}{more}{level}"


def _named(passage: Passage) -> str:
    return f"the {_KINDS[passage.kind]} “{_short(_PLAIN_SPACES.sub(' ', passage.text))}”"


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def _fault(file_format: Format, what: str, place: Place | None = None) -> Problem:
    return Problem(
        code="read-back",
        message=f"The {_NAMES[file_format]} file, read again, {what}",
        advice="Nothing was published. This is a fault of briefgen: please report it; until it is mended,"
        " writing the passage in another way may help.",
        place=place,
        exit_code=ExitCode.FAULT,
    )
