"""The fonts that set-up brought: where they stand, which letters they hold, and nothing but them.

Only these fonts are ever seen by the tool, so that a bare machine and one full of fonts make the
same bytes and the same line breaks.
"""

from __future__ import annotations

import atexit
import functools
import html
import os
import shutil
import sys
import tempfile
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import assert_never

from briefgen.document import (
    Cell,
    Contents,
    CrossReference,
    Division,
    Document,
    Emphasis,
    Figure,
    Footnote,
    Heading,
    Landscape,
    LineBreak,
    Link,
    List,
    ListItem,
    NoteMark,
    Paragraph,
    Row,
    Span,
    Strong,
    Table,
    TableNote,
    Text,
    walk,
)
from briefgen.places import Place
from briefgen.problems import ExitCode, Problem, Refusal
from briefgen.theme import FontFamily, Theme

FILES: dict[str, tuple[str, ...]] = {
    "Noto Serif": (
        "NotoSerif_400Regular.ttf",
        "NotoSerif_400Regular_Italic.ttf",
        "NotoSerif_700Bold.ttf",
        "NotoSerif_700Bold_Italic.ttf",
    ),
    "Noto Sans": (
        "NotoSans_400Regular.ttf",
        "NotoSans_400Regular_Italic.ttf",
        "NotoSans_600SemiBold.ttf",
        "NotoSans_700Bold.ttf",
        "NotoSans_700Bold_Italic.ttf",
    ),
    "Noto Sans SC": ("NotoSansSC_400Regular.ttf", "NotoSansSC_700Bold.ttf"),
    "Noto Sans TC": ("NotoSansTC_400Regular.ttf", "NotoSansTC_700Bold.ttf"),
    "Noto Naskh Arabic": ("NotoNaskhArabic_400Regular.ttf", "NotoNaskhArabic_700Bold.ttf"),
    "Noto Serif Tibetan": ("NotoSerifTibetan_400Regular.ttf", "NotoSerifTibetan_700Bold.ttf"),
}
"""The files of each family, the regular one first; the list that set-up follows (requirements/fonts.json)."""

FOLDER_VARIABLE = "BRIEFGEN_FONTS"

_UNSEEN_CATEGORIES = ("Cf", "Zs", "Zl", "Zp")
_MARK_CATEGORIES = ("Mn", "Mc", "Me")


def folder() -> Path:
    """Return the folder of the fonts: in this Python's environment, unless BRIEFGEN_FONTS names one."""
    named = os.environ.get(FOLDER_VARIABLE)
    return Path(named) if named else Path(sys.prefix) / "share" / "briefgen" / "fonts"


def require() -> None:
    """Raise a Refusal (class `FILES`) that names the font files which are not there."""
    missing = [name for names in FILES.values() for name in names if not (folder() / name).is_file()]
    if missing:
        raise Refusal(_missing_fonts(missing))


def _missing_fonts(names: list[str]) -> Problem:
    files = names[0] if len(names) == 1 else f"{names[0]} and {len(names) - 1} more"
    return Problem(
        code="missing-font",
        message=f"Fonts are missing: {files}",
        advice="Run `python3 bootstrap.py setup` in the folder of briefgen; it brings the fonts."
        f" If you keep them elsewhere, {FOLDER_VARIABLE} must name their folder.",
        exit_code=ExitCode.FILES,
    )


# ---- a world with no other fonts ------------------------------------------------------------------


def use_only_ours() -> None:
    """Let this process and its children see our fonts and no others.

    Must run before Pango is loaded, that is before WeasyPrint's first import. Writes fontconfig's
    configuration into a temporary folder, which goes when the process ends.

    Raises
    ------
    Refusal
        Where a font file is missing (class `FILES`).
    """
    require()
    os.environ["FONTCONFIG_FILE"] = str(_configuration(str(folder())))


@functools.cache
def _configuration(fonts: str) -> Path:
    home = Path(tempfile.mkdtemp(prefix="briefgen-fonts-"))
    atexit.register(_remove, home, os.getpid())
    path = home / "fonts.conf"
    folders = f"  <dir>{html.escape(fonts)}</dir>\n  <cachedir>{html.escape(str(home))}</cachedir>\n"
    path.write_text(
        '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">\n'
        f"<fontconfig>\n{folders}</fontconfig>\n",
        encoding="utf-8",
    )
    return path


def _remove(home: Path, owner: int) -> None:
    if os.getpid() == owner:  # a forked worker must not take the folder from its parent
        shutil.rmtree(home, ignore_errors=True)


# ---- which letters they hold ----------------------------------------------------------------------


def families(theme: Theme) -> tuple[str, ...]:
    """Return the families of a theme in the order in which letters are looked for, Latin first."""
    found: dict[str, None] = {}
    for family in (theme.text, theme.display):
        found |= dict.fromkeys(chain(family))
    return tuple(sorted(found, key=lambda name: name not in (theme.text.latin, theme.display.latin)))


def chain(family: FontFamily) -> tuple[str, ...]:
    """Return the families of one voice, Latin first."""
    return (family.latin, family.hans, family.hant, family.arabic, family.tibetan)


@functools.cache
def _letters(path: Path) -> frozenset[int]:
    """Code points for which a font file has a glyph."""
    from fontTools.ttLib import TTFont  # costs 0.1 s, which `check` need not pay

    with TTFont(path, lazy=True) as font:
        return frozenset(font.getBestCmap() or {})


def letters(family: str) -> frozenset[int]:
    """Return the code points that a family can print.

    Raises
    ------
    Refusal
        Where set-up knows no such family or its file is missing.
    """
    names = FILES.get(family, (f"{family}.ttf",))
    path = folder() / names[0]
    if not path.is_file():
        raise Refusal(_missing_fonts([names[0]]))
    return _letters(path)


def missing(text: str, theme: Theme) -> tuple[str, ...]:
    """Return the characters of a text that no font of the theme can print, each once, in order.

    Characters that leave no ink need no glyph: spaces, joiners, direction marks, variation
    selectors, soft hyphens. A combining mark must be in the same family as the letter it sits on,
    or form one letter with it (Unicode NFC), else it is torn from it.
    """
    pairs: dict[tuple[str, str], None] = {}
    base = ""
    for char in text:
        mark = unicodedata.category(char) in _MARK_CATEGORIES
        pairs[char, base if mark else ""] = None
        base = base if mark else char
    found = (char for char, under in pairs if not _unseen(char) and not _printable(char, under, theme))
    return tuple(dict.fromkeys(found))


def _unseen(char: str) -> bool:
    point = ord(char)
    selector = 0xFE00 <= point <= 0xFE0F or 0xE0100 <= point <= 0xE01EF or 0x180B <= point <= 0x180F
    return selector or char in "\n\t\u034f" or unicodedata.category(char) in _UNSEEN_CATEGORIES


def _printable(char: str, base: str, theme: Theme) -> bool:
    together = unicodedata.normalize("NFC", base + char) if base else ""
    wanted = {ord(char)} if not base else {ord(base), ord(char)}
    for family in families(theme):
        held = letters(family)
        if wanted <= held or (len(together) == 1 and ord(together) in held):
            return True
    return False


def uncovered(document: Document, theme: Theme) -> tuple[Problem, ...]:
    """Return a `missing-glyph` problem for every character of the document that no font can print.

    Its place is that of the first text that holds it; the others stand in `related`.
    """
    places: dict[str, list[Place | None]] = {}
    for text, origin in _printed(document):
        if not text.isascii():
            for char in missing(text, theme):
                places.setdefault(char, []).append(origin)
    return tuple(_missing_glyph(char, found) for char, found in places.items())


def _printed(document: Document) -> Iterator[tuple[str, Place | None]]:
    """Everything that is printed, with where it comes from."""
    for node in walk(document.blocks):
        match node:
            case Text():
                yield node.text, node.origin
            case CrossReference() | Heading() | Table() | Figure() | NoteMark() | TableNote():
                yield node.label, node.origin
            case Contents():
                yield from ((entry.text, node.origin) for entry in node.entries)
            case List():
                yield from ((item.label, item.origin) for item in node.items)
            case (
                LineBreak() | Footnote() | Emphasis() | Strong() | Span() | Link()
                | Paragraph() | Division() | Landscape() | ListItem() | Row() | Cell()
            ):  # fmt: skip
                pass  # their words are nodes of their own
            case _:
                assert_never(node)
    furniture: Iterable[str] = (
        document.running_head,
        document.page_label,
        *(mark.text for mark in document.marks),
    )
    yield from ((text, None) for text in furniture)


def _missing_glyph(char: str, places: list[Place | None]) -> Problem:
    name = unicodedata.name(char, "a character without a name")
    known = sorted({place for place in places if place})
    return Problem(
        code="missing-glyph",
        message=f"No font has the character U+{ord(char):04X} ({name})",
        advice="Write it in another way, or ask for a font that holds it to be added to the house style.",
        place=known[0] if known else None,
        related=tuple(known[1:5]),
    )
