"""The Word writer: real styles, lists, notes, fields and headers, so that an editor can go on in Word."""

from __future__ import annotations

from functools import partial

from briefgen.document import Document, Footnote
from briefgen.problems import Problem
from briefgen.theme import Page, Theme
from briefgen.writers.docx import package, pages
from briefgen.writers.docx.body import BodyWriter
from briefgen.writers.docx.fonts import font_table
from briefgen.writers.docx.inline import InlineWriter, Words
from briefgen.writers.docx.notes import Notes, separators
from briefgen.writers.docx.numbering import Numbering
from briefgen.writers.docx.ooxml import Element
from briefgen.writers.docx.palette import theme_part
from briefgen.writers.docx.properties import Around
from briefgen.writers.docx.references import Bookmarks, Captions
from briefgen.writers.docx.styles import StyleBook
from briefgen.writers.written import Written

__all__ = ["write_docx"]


def write_docx(document: Document, theme: Theme) -> Written:
    """Write the document as a Word file (ISO/IEC 29500, transitional).

    What Word cannot show as the other formats do is among the problems of the result.
    """
    file = package.Package(document, _fixed_parts(document, theme))
    notes = Notes()
    writer = _body_writer(document, theme, file, notes)
    file.fill("document", _sections(document, theme, writer))
    file.fill("styles", list(writer.styles.part()))
    file.fill("numbering", list(writer.numbering.part()))
    file.fill("footnotes", [*separators(), *notes.elements])
    return Written(file.close(), tuple(writer.problems))


def _fixed_parts(document: Document, theme: Theme) -> dict[str, Element]:
    """Return the parts that do not depend on the body."""
    plain = InlineWriter(theme, document.language, Bookmarks(), lambda _: "", lambda _note, _words: [], [])
    return {
        "settings": package.settings((-1, 0)),
        "fontTable": font_table(theme),
        "theme/theme1": theme_part(theme),
        "header1": pages.header(document, theme, plain, first=False),
        "header2": pages.header(document, theme, plain, first=True),
        "footer1": pages.footer(document, theme, plain),
        "footer2": pages.footer(document, theme, plain),
    }


def _sections(document: Document, theme: Theme, writer: BodyWriter) -> list[Element]:
    """Return the body: what a section is stands in its last paragraph, or at the end of the body."""
    stretches, body = pages.sections(document), list[Element]()
    for index, (on_long_side, blocks) in enumerate(stretches):
        page = theme.page.landscape if on_long_side else theme.page
        body += writer.section(blocks, Around(document.language, document.direction, page.text_width))
        closing = _section(page, document, first=index == 0)
        if index < len(stretches) - 1:
            body[-1][0].append(closing)  # the properties of the paragraph
        else:
            body.append(closing)
    return body


def _section(page: Page, document: Document, first: bool) -> Element:
    names = {"header": "header1", "header-first": "header2", "footer": "footer1", "footer-first": "footer2"}
    relations = {key: package.relation_id(name) for key, name in names.items()}
    return pages.section(page, document.direction == "rtl", relations, first)


def _body_writer(document: Document, theme: Theme, file: package.Package, notes: Notes) -> BodyWriter:
    styles = StyleBook(theme, document.language, document.direction == "rtl")
    bookmarks = Bookmarks.of(document)
    problems: list[Problem] = []
    look = styles.setting("footnote text").look
    within_notes = InlineWriter(
        theme,
        document.language,
        bookmarks,
        partial(file.link, "footnotes"),
        lambda _note, _words: [],  # notes hold no notes
        problems,
    )

    def note(node: Footnote, words: Words) -> list[Element]:
        content = within_notes.write(node.content, Words(words.language, document.direction), look)
        return notes.add(content)

    inline = InlineWriter(theme, document.language, bookmarks, partial(file.link, "document"), note, problems)
    return BodyWriter(
        theme, document.direction, styles, Numbering(), Captions(bookmarks), inline, file.embed, problems
    )
