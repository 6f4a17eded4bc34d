"""The table of contents: a field that Word can fill in anew, filled in already."""

from __future__ import annotations

from dataclasses import dataclass

from briefgen.document import Contents, ContentsEntry, Text
from briefgen.roles import REGISTRY, Role
from briefgen.theme import Look
from briefgen.writers.docx.inline import InlineWriter, Words
from briefgen.writers.docx.ooxml import Element, run, texts, w
from briefgen.writers.docx.references import Bookmarks, field, field_begin, field_end, inside_link


def style_of(entry: ContentsEntry) -> str:
    """Return the style of an entry; Word takes the one of the heading's own level when it fills in anew."""
    return REGISTRY[Role(f"contents-{entry.level}")].word_style


def filled_in(block: Contents, paragraphs: list[Element]) -> Element:
    """Open the field in the first paragraph, close it in the last, and offer both as one piece to editors.

    TOC (ISO/IEC 29500-1, 17.16.5.68): headings of these levels (`o`), linked (`h`), without page numbers on
    web pages (`z`), variants of the heading styles known by their outline level (`u`). Nothing asks Word to
    fill it in when the file is opened: it would ask the reader first.
    """
    first, last = paragraphs[0], paragraphs[-1]
    opening = field_begin(f'TOC \\o "2-{block.depth}" \\h \\z \\u')
    first[1:1] = opening  # after the properties of the paragraph
    last.append(field_end())
    gallery = w("docPartObj", w("docPartGallery", val="Table of Contents"), w("docPartUnique"))
    return w("sdt", w("sdtPr", gallery), w("sdtContent", *paragraphs))


@dataclass(frozen=True, slots=True)
class EntryWriter:
    """Writes the lines of contents."""

    inline: InlineWriter
    bookmarks: Bookmarks

    def write(self, entry: ContentsEntry, words: Words, look: Look) -> list[Element]:
        """Return words, dots and page of an entry, as a link to its heading."""
        content = self.inline.write((Text(entry.text),), words, look)
        bookmark = self.bookmarks.find(entry.key)
        if bookmark is None:
            return content
        page = [run(None, *texts(str(entry.page)))] if entry.page else []
        content += [run(None, w("tab")), *field(f"PAGEREF {bookmark.name} \\h", page)]
        return [inside_link(bookmark, content)]
