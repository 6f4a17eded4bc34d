"""Which letters the glyphs of the PDF stand for (ToUnicode; PDF/UA-1, 7.21.7).

The layout library takes a glyph for what it meant where it came first. Where one letter is drawn
with several glyphs (`e` and an acute accent), the glyph of `e` would then mean `é` everywhere, and
the accent nothing. Brackets among right-to-left words are drawn with the glyphs of their opposites, which
would then mean the wrong one everywhere. The fonts' own tables say better.
"""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from itertools import chain
from typing import Any

NOTHING = "\u200b"
"""For glyphs that are a part of the letter before them; a zero-width space, because empty is not allowed."""


@contextmanager
def mended() -> Iterator[None]:
    """Let the library write true letters while the context lasts."""
    from weasyprint import pdf

    build = pdf.build_fonts_dictionary

    def mend_and_build(target: Any, fonts: Any, *rest: Any) -> Any:
        said = [font.to_unicode.values() for font in fonts.values()]
        mirrors = any(unicodedata.bidirectional(char) in ("R", "AL") for char in "".join(chain(*said)))
        for font in fonts.values():
            if mirrors or any(len(text) != 1 for text in font.to_unicode.values()):
                font.to_unicode = _true_letters(font.to_unicode, _glyphs(bytes(font.file_content)))
        return build(target, fonts, *rest)

    pdf.build_fonts_dictionary = mend_and_build
    try:
        yield
    finally:
        pdf.build_fonts_dictionary = build


def _true_letters(said: dict[int, str], glyphs: dict[str, int]) -> dict[int, str]:
    """Correct what glyphs are said to mean by the table of the letters' own glyphs."""
    true = {glyph: text or NOTHING for glyph, text in said.items()}
    for letter in sorted({letter for text in said.values() for letter in text}):
        glyph = glyphs.get(letter)
        if glyph in true and glyphs.get(said[glyph]) != glyph:
            true[glyph] = letter
    own = {glyphs.get(letter): letter for letter in sorted(glyphs) if unicodedata.mirrored(letter)}
    bracket = {glyph for glyph, text in said.items() if len(text) == 1 and unicodedata.mirrored(text)}
    return true | {
        glyph: own[glyph] for glyph in bracket if glyph in own and glyphs.get(said[glyph]) != glyph
    }


@functools.lru_cache(maxsize=8)
def _glyphs(data: bytes) -> dict[str, int]:
    """The glyph of each letter, by the font file's own table."""
    from fontTools.ttLib import TTFont

    with TTFont(BytesIO(data), lazy=True) as font:
        return {chr(point): font.getGlyphID(name) for point, name in (font.getBestCmap() or {}).items()}
