"""Compares what a reader found in a finished file with what the document says.

How exact the comparison is, by format:

- Word, HTML, plain text: every character counts; a run of white space counts as one space, and a
  no-break space is not a space. In Word marks of direction (U+200E, U+200F) do not count: they stand in for
  the isolates that Word lacks.
- PDF: every character counts, but for what a page does not keep: white space where a piece of text
  ends (a line, a change of font) may come or go; all kinds of spaces are one kind; joiners,
  direction marks and soft hyphens leave no trace; a ligature is its letters; a hyphen at a line's end
  may be any hyphen.
- Arabic, Uyghur and Tibetan: in Word, HTML and plain text like everything else, to the character and in
  order. In a PDF a passage with a right-to-left or Tibetan letter in it, words of other scripts included,
  is compared as a bag: the same characters, each as often, in any order and without white space; brackets
  and quotation marks that mirror one another count as one, and compatibility forms as their letters. For
  readers disagree about the order of glyphs on a line with such letters; so a cell is such a bag too where
  another cell of its row has one. Letters beyond U+FFFF are left out there: PDFium drops them from lines
  that run both ways. The words of a link, or of another language, in such a passage are such a bag of their
  own. Marks, running heads and page labels, on a page where anything outside the passages has such a letter,
  must be found as neighbouring pieces of text that together are the bag: nothing lacking, and nothing
  between them. That the passages stand in order is still checked. All other passages of the same PDF, and
  all other documents, are compared exactly.
- Languages of words: which words are in which language, as above, the codes without regard to case.
  Plain text tells none.
- Where links inside the document lead: by name in HTML; in PDF and Word only their words are compared.
"""

from __future__ import annotations

import difflib
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from briefgen.document import Document
from briefgen.jobs import Format
from briefgen.places import Place
from briefgen.problems import ExitCode, Problem
from briefgen.readback.kept import mixes, same_spaces, solid, spaced
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
_CELLS = ("cell", "header-cell")
_SHOWN = 40
"""How many characters of a passage a message quotes."""
_BEFORE = 6
"""How many characters that count it quotes before a difference, at least."""


def compare(expected: Sequence[Passage], found: Sequence[Passage], file_format: Format) -> list[Problem]:
    """Return one problem for every passage that is missing, surplus or different."""
    ours, theirs = (_told(passages, file_format) for passages in (expected, found))
    problems: list[Problem] = []
    for tag, a, b, c, d in _steps([one.key for one in ours], [one.key for one in theirs]):
        if tag == "equal":
            for one, other in zip(ours[a:b], found[c:d], strict=True):
                problems += _finer(one, other)
        else:
            problems += _different(ours[a:b], theirs[c:d], ours[max(0, a - 1) : a])
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
    problems = [
        _fault(file_format, f"has lost the mark “{_short(mark.text)}” on {_sheet(file_format, number)}")
        for mark in document.marks
        for number, sheet in enumerate(found.sheets, 1)
        if not _says(sheet, mark.text, file_format)
    ]
    if file_format in (Format.PDF, Format.DOCX):
        problems += _page_lines(document, found.sheets, file_format)
    problems += [
        _fault(file_format, f"prints “{_short(text)}” over the edge of the page") for text in found.cut
    ]
    if file_format is not Format.TXT and found.title != document.title:
        problems.append(_fault(file_format, f"is called “{_short(found.title)}” in its metadata"))
    if file_format is not Format.TXT and found.language.lower() != document.language.lower():
        problems.append(_fault(file_format, f"says that its language is “{_short(found.language)}”"))
    return problems


def _page_lines(document: Document, sheets: tuple[str, ...], file_format: Format) -> Iterator[Problem]:
    for number, sheet in enumerate(sheets, 1):
        label = document.page_label
        if file_format is Format.PDF:
            label = label.replace("{page}", str(number)).replace("{pages}", str(len(sheets)))
        if not _says(sheet, label, file_format):
            yield _fault(file_format, f"has lost the page number on {_sheet(file_format, number)}")
        if number > 1 and not _says(sheet, document.running_head, file_format):
            yield _fault(file_format, f"has lost the running head on {_sheet(file_format, number)}")


def _says(sheet: str, text: str, file_format: Format) -> bool:
    """Whether a sheet says a text: all its characters, nothing between them, in the order that is known."""
    if file_format is not Format.PDF or not mixes(sheet + text):
        return solid(text, file_format, mixed=False) in solid(sheet, file_format, mixed=False)
    wanted = solid(text, file_format, mixed=True)
    pieces = [piece for piece in sheet.split("\n") if solid(piece, file_format, mixed=True)]
    return any(_begins(pieces[start:], wanted, file_format) for start in range(len(pieces)))


def _begins(pieces: list[str], wanted: str, file_format: Format) -> bool:
    """Whether the first pieces together are the bag of characters that is wanted."""
    together = ""
    for piece in pieces:
        together += piece
        bag = solid(together, file_format, mixed=True)
        if len(bag) >= len(wanted):
            return bag == wanted
    return False


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


@dataclass(frozen=True, slots=True)
class _Told:
    """A passage, and what of it can come back from a file."""

    passage: Passage
    format: Format
    mixed: bool
    """Whether it stands on lines with right-to-left or Tibetan letters."""

    def solid(self, text: str) -> str:
        return solid(text, self.format, mixed=self.mixed)

    @property
    def key(self) -> _Key:
        """What is alike in passages that are the same, but for spaces, links and languages."""
        passage, label = self.passage, self.passage.label
        if self.format is Format.PDF:
            label = "".join(sorted(solid(label, self.format, mixed=mixes(label))))
        return (passage.kind, self.solid(passage.text), passage.level, label)

    def spoken(self, passage: Passage) -> list[tuple[str, str]]:
        """Words and codes of other languages, without what a PDF drops from a passage like this."""
        told = ((self.solid(words), code.lower()) for words, code in passage.languages)
        return [(words, code) for words, code in told if words]

    def linked(self, passage: Passage) -> list[tuple[str, str]]:
        """Words and addresses of links; in a PDF, neighbours with one address look like one that wraps."""
        found: list[tuple[str, str]] = []
        for words, target in passage.links:
            continues = self.format is Format.PDF and found and found[-1][1] == _address(target)
            before = found.pop()[0] if continues else ""
            found.append((before + words, _address(target)))
        return [(self.solid(words), address) for words, address in found]


def _told(passages: Sequence[Passage], file_format: Format) -> list[_Told]:
    return [
        _Told(passage, file_format, mixed)
        for line in _side_by_side(passages)
        for mixed in [any(mixes(passage.text) for passage in line)]
        for passage in line
    ]


def _side_by_side(passages: Sequence[Passage]) -> Iterator[list[Passage]]:
    """The cells of a row together, everything else by itself."""
    row: list[Passage] = []
    for passage in passages:
        if row and not (passage.kind in _CELLS and row[-1].kind in _CELLS and passage.level > row[-1].level):
            yield row
            row = []
        row.append(passage)
    if row:
        yield row


def _address(target: str) -> str:
    return quote(target, safe="/:?#[]@!$&'()*+,;=~%")


def _finer(told: _Told, theirs: Passage) -> Iterator[Problem]:
    """What differs between two passages whose letters are the same."""
    ours = told.passage
    if not same_spaces(ours.text, theirs.text, told.format, mixed=told.mixed):
        yield _fault(told.format, f"has other spaces in {_named(ours)}", ours.origin)
    if told.linked(ours) != told.linked(theirs):
        yield _fault(told.format, f"has other links in {_named(ours)}", ours.origin)
    if told.spoken(ours) != told.spoken(theirs):
        yield _fault(told.format, f"tells other languages in {_named(ours)}", ours.origin)
    if (ours.key, ours.references) != (theirs.key, theirs.references):
        yield _fault(told.format, f"leads elsewhere from, or to, {_named(ours)}", ours.origin)


# ---- differences ----------------------------------------------------------------------------------


def _different(ours: Sequence[_Told], theirs: Sequence[_Told], before: Sequence[_Told]) -> Iterator[Problem]:
    """Pair what stands at the same place; what has no partner is missing or surplus."""
    for one, other in zip(ours, theirs, strict=False):
        yield _fault(one.format, _how(one, other), one.passage.origin)
    for one in ours[len(theirs) :]:
        yield _fault(one.format, f"lacks {_named(one.passage)}", one.passage.origin)
    origin = (ours or before)[-1].passage.origin if (ours or before) else None
    for other in theirs[len(ours) :]:
        what = f"has {_named(other.passage)}, which the document has not"
        yield _fault(other.format, what, origin)


def _how(ours: _Told, theirs: _Told) -> str:
    wanted, there = ours.solid(ours.passage.text), ours.solid(theirs.passage.text)
    if wanted == there:
        return f"shows {_named(ours.passage)} as {_nature(theirs.passage)}"
    how = (
        _other_letters(wanted, there) if ours.format is Format.PDF and ours.mixed else _parting(ours, theirs)
    )
    return f"differs in {_named(ours.passage)}: {how}"


def _other_letters(wanted: str, there: str) -> str:
    """What is too few and too many in a bag of characters."""
    lacking, surplus = Counter(wanted) - Counter(there), Counter(there) - Counter(wanted)
    told = [
        f"{what} “{_short(''.join(letters.elements()))}”"
        for what, letters in (("it lacks", lacking), ("it has too many", surplus))
        if letters
    ]
    return " and ".join(told)


def _parting(ours: _Told, theirs: _Told) -> str:
    """Where two texts part, some words before the first character that counts and differs."""
    one, other = (spaced(told.passage.text) for told in (ours, theirs))
    wanted, there = ours.solid(one), ours.solid(other)
    shorter = min(len(wanted), len(there))
    alike = next((i for i in range(shorter) if wanted[i] != there[i]), shorter)
    rest = (_from(ours, text, max(0, alike - _BEFORE)) for text in (one, other))
    return "it should go on “{}” and goes on “{}”".format(*map(_short, rest))


def _from(told: _Told, text: str, count: int) -> str:
    """The text from the word in which this many characters that count have gone by."""
    at = bisect_right(range(len(text)), count, key=lambda index: len(told.solid(text[: index + 1])))
    return text[text.rfind(" ", 0, at + 1) + 1 :]


def _nature(passage: Passage) -> str:
    more = f" {passage.label}" if passage.label else ""
    level = f" of level {passage.level}" if passage.level else ""
    return f"{_KINDS[passage.kind]}{more}{level}"


def _named(passage: Passage) -> str:
    return f"the {_KINDS[passage.kind]} “{_short(spaced(passage.text))}”"


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
