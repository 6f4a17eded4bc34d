"""The Document as a tagged PDF (PDF/UA-1), laid out by WeasyPrint from the HTML of `html.sheets`."""

from __future__ import annotations

import atexit
import ctypes.util
import functools
import hashlib
import logging
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from briefgen import fonts
from briefgen.document import Document, Figure, Heading, walk
from briefgen.problems import ExitCode, Problem, Refusal
from briefgen.theme import Theme
from briefgen.writers import fetching, html, pdf_letters, pdf_tags, stylesheet
from briefgen.writers.written import Written

MAKER = "briefgen"
"""What the file's metadata name as its producer: no version, so that an update alone changes no file."""


def write_pdf(document: Document, theme: Theme) -> Written:
    """Lay the document out and return the PDF.

    Problems: `missing-glyph` for characters that no font can print; `outside-fetch` and
    `layout-warning` (class `FAULT`) where the layout did what it never should.

    Raises
    ------
    Refusal
        Where a font file is missing (class `FILES`).
    """
    sheets = _sheets(document, theme)
    laid = _laid_out.pop(sheets.name, None) or _lay_out(sheets)
    with _listening(laid.said), pdf_tags.mended(), pdf_letters.mended():
        data = laid.rendering.write_pdf(
            finisher=_finish, pdf_variant="pdf/ua-1", pdf_identifier=sheets.name.encode("ascii")
        )
    glyphs = fonts.uncovered(document, theme)
    problems = (*glyphs, *fetching.problems(laid.refused), *_complaints(laid.said, bool(glyphs)))
    return Written(data, problems, len(laid.rendering.pages))


def page_numbers(document: Document, theme: Theme) -> dict[str, int]:
    """Return the page, counted from 1, on which each heading with a key begins.

    The layout is kept for `write_pdf`: the layout prints the numbers of a table of contents by itself,
    so that a document whose entries know their pages is laid out the same.

    Raises
    ------
    Refusal
        As `write_pdf` does.
    """
    sheets = _sheets(document, theme)
    laid = _laid_out.get(sheets.name) or _lay_out(sheets)
    _laid_out.clear()  # one is enough, and it is large
    _laid_out[sheets.name] = laid
    headings = {node.key for node in walk(document.blocks) if isinstance(node, Heading)}
    found: dict[str, int] = {}
    for number, page in enumerate(laid.rendering.pages, start=1):
        for key in page.anchors:
            if key in headings:
                found.setdefault(key, number)
    return found


def warm_up() -> None:
    """Import the layout library and read the fonts, which costs most of a letter's time.

    A parent process calls it before it forks workers; `write_pdf` calls it anyway.
    """
    fonts.use_only_ours()
    _font_configuration(str(fonts.folder()))


# ---- layout ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Sheets:
    """All that a layout is made from."""

    markup: str
    looks: str
    pages: str
    """What stands on every page, as CSS."""
    pictures: Mapping[str, bytes]
    """By address; the address tells what is in it."""

    @property
    def name(self) -> str:
        """The file's lasting identifier (ISO 32000-1, 14.4): of what it shows, not of when it was made."""
        parts = repr((self.markup, self.looks, self.pages)).encode("utf-8")
        return hashlib.sha256(parts).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class _Laid:
    """Pages laid out, to be painted once."""

    rendering: Any
    said: list[logging.LogRecord]
    refused: list[str]


_laid_out: dict[str, _Laid] = {}
"""The last layout that was asked for its pages, by the name of its sheets."""


def _sheets(document: Document, theme: Theme) -> _Sheets:
    warm_up()
    pictures = {
        html.PREPARED + node.image.name: node.image.data
        for node in walk(document.blocks)
        if isinstance(node, Figure)
    }
    return _Sheets(
        html.sheets(document), stylesheet.looks(theme), stylesheet.sheets(document, theme), pictures
    )


def _lay_out(sheets: _Sheets) -> _Laid:
    from weasyprint import CSS, HTML
    from weasyprint.urls import URLFetchingError

    fetcher, refused = fetching.prepared_only(sheets.pictures)
    folder, said = str(fonts.folder()), list[logging.LogRecord]()
    configuration = _font_configuration(folder)
    try:
        with _listening(said):
            css = CSS(
                string=sheets.pages, url_fetcher=fetcher, font_config=configuration, base_url="about:blank"
            )
            rendering = HTML(string=sheets.markup, base_url="about:blank", url_fetcher=fetcher).render(
                font_config=configuration,
                stylesheets=[_parsed(sheets.looks, folder), css],
                presentational_hints=False,
            )
    except URLFetchingError:
        raise Refusal(*fetching.problems(refused)) from None
    pdf_tags.note_artifacts(rendering.pages)
    return _Laid(rendering, said, refused)


# ---- the library ----------------------------------------------------------------------------------


@functools.cache
def _font_configuration(_folder: str) -> Any:
    """The fonts of a folder, read once."""
    with _no_search_for_compilers():
        from weasyprint.text.fonts import FontConfiguration
    atexit.register(_font_configuration.cache_clear)  # it cannot be taken apart after its own module is gone
    return FontConfiguration()


@functools.lru_cache(maxsize=4)
def _parsed(css: str, folder: str) -> Any:
    from weasyprint import CSS

    return CSS(string=css, font_config=_font_configuration(folder), base_url="about:blank")


@contextmanager
def _no_search_for_compilers() -> Iterator[None]:
    """On Linux the library first asks for Windows' names, and Python looks for those with a compiler.

    The names that Linux has are found without; elsewhere the search is needed.
    """
    search = ctypes.util.find_library
    if sys.platform == "linux":
        ctypes.util.find_library = lambda name: None
    try:
        yield
    finally:
        ctypes.util.find_library = search


def _finish(_laid: Any, pdf: Any) -> None:
    import pydyf

    pdf_tags.finish(pdf)
    theirs = str(pdf.info["Producer"].string)
    pdf.info["Producer"] = pdf.info["Creator"] = pydyf.String(MAKER)
    for part in pdf.objects:
        if isinstance(part, pydyf.Stream) and part.extra.get("Type") == "/Metadata":
            part.stream = [line.replace(theirs.encode(), MAKER.encode()) for line in part.stream]
            part.compress = False  # metadata stand open in the file, for those who search it


# ---- what the library says ------------------------------------------------------------------------


class _Listener(logging.Handler):
    def __init__(self, records: list[logging.LogRecord]) -> None:
        super().__init__(logging.WARNING)
        self.records = records

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@contextmanager
def _listening(records: list[logging.LogRecord]) -> Iterator[None]:
    """Take what the library logs; its words quote the document and must reach no log."""
    logger = logging.getLogger("weasyprint")
    before = logger.handlers, logger.propagate
    logger.handlers, logger.propagate = [_Listener(records)], False
    try:
        yield
    finally:
        logger.handlers, logger.propagate = before


def _complaints(said: list[logging.LogRecord], glyphs_known: bool) -> tuple[Problem, ...]:
    """Turn the library's warnings into problems, without a word of the document."""
    found: dict[str, Problem] = {}
    for record in said:
        if not str(record.msg).startswith(".notdef glyph"):
            where = f"{record.module}.{record.funcName}"
            found[where] = Problem(
                code="layout-warning",
                message=f"The layout of the PDF met something it does not expect (in {where})",
                advice="This is a fault of briefgen, not of your text. Please report it, with the document.",
                exit_code=ExitCode.FAULT,
            )
        elif not glyphs_known:
            found["glyph"] = Problem(
                code="missing-glyph",
                message="A character of the document has no glyph in the fonts",
                advice="Look for an unusual sign or accent and write it in another way.",
            )
    return tuple(found.values())
