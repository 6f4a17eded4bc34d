"""Every role in the finished files: its tag as PDFium reads it, stress as letters, nothing left alone."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from lxml import etree

from briefgen.document import (
    Block,
    Cell,
    Contents,
    ContentsEntry,
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
    Paragraph,
    Row,
    Scope,
    Span,
    Strong,
    Table,
    TableNote,
    Text,
)
from briefgen.readback.structure import Element, Piece, tree, untagged
from briefgen.roles import REGISTRY, Role, Where
from briefgen.theme import HOUSE
from briefgen.writers.docx import write_docx
from briefgen.writers.html import write_html
from briefgen.writers.pdf import write_pdf

from ..trees import letter, p, picture

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ALT = "word figure"


def of(where: Where) -> list[Role]:
    return [role for role in Role if REGISTRY[role].where is where]


def word(role: Role) -> str:
    """Return what the node of a role says, and no other."""
    return f"word {role.value.replace('-', ' ')} end"


def every_role() -> Document:
    """Return a letter with one node of every role; page furniture comes with the document."""
    headings = [
        Heading(level, (Text(word(Role(f"heading-{level}"))),), f"key-{level}") for level in (1, 2, 3, 4)
    ]
    contents = Contents(
        4,
        tuple(ContentsEntry(level, word(Role(f"contents-{level}")), f"key-{level}") for level in (2, 3, 4)),
    )
    lists = [
        List((ListItem((p(word(role)),), label),), role is Role.LIST_NUMBER)
        for role, label in ((Role.LIST_BULLET, "•"), (Role.LIST_NUMBER, "1."))
    ]
    table = Table(
        (Text(word(Role.CAPTION)),),
        (Row((Cell((p(word(Role.TABLE_HEADER)),), Scope.COLUMN),)),),
        (Row((Cell((p(word(Role.TABLE_CELL)),)),)),),
        (1,),
        "held",
        "Table 1",
        (TableNote("a", (Text(word(Role.TABLE_NOTE)),)),),
    )
    document = letter(
        contents,
        *headings,
        *(p(word(role), role=role) for role in of(Where.PARAGRAPH)),
        *(Division(role, (p(word(role)),)) for role in of(Where.DIVISION)),
        *(p("A ", Span((Text(word(role)),), role), ".") for role in of(Where.SPAN)),
        *lists,
        table,
        Figure(picture(), ALT, 20.0),
        p("A ", Link("https://zenda.example/", (Text(word(Role.LINK)),)), "."),
        p("A note.", Footnote((Text(word(Role.FOOTNOTE)),), 1)),
        *(p("A line of many, which fill the page.") for _ in range(30)),
    )
    mark = replace(document.marks[0], text=word(Role.MARK))
    return replace(
        document,
        running_head=word(Role.RUNNING_HEAD),
        page_label=f"{word(Role.PAGE_LABEL)} {{page}}",
        marks=(mark,),
    )


@pytest.fixture(scope="module")
def printed() -> pypdfium2.PdfDocument:
    return pypdfium2.PdfDocument(write_pdf(every_role(), HOUSE).data)


def paths(element: Element, above: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield every text (a figure's is its alternative) with the tags around it, outermost first."""
    here = (*above, element.kind)
    if element.alt:
        yield here, element.alt
    for kid in element.kids:
        if isinstance(kid, Element):
            yield from paths(kid, here)
        elif isinstance(kid, Piece):
            yield here, kid.text


def tags_around(printed: pypdfium2.PdfDocument, text: str) -> tuple[str, ...]:
    (found,) = {tags for tags, said in paths(tree(printed)) if text in said}
    return found


EXPECTED: dict[Role, tuple[str, ...]] = {
    **dict.fromkeys(of(Where.PARAGRAPH), ("P",)),
    **dict.fromkeys(of(Where.DIVISION), ("Div", "P")),
    Role.QUOTATION: ("BlockQuote", "P"),
    **dict.fromkeys(of(Where.SPAN), ("P", "Span")),
    **{Role(f"heading-{level}"): (f"H{level}",) for level in (1, 2, 3, 4)},
    Role.LIST_BULLET: ("L", "LI", "LBody", "P"),
    Role.LIST_NUMBER: ("L", "LI", "LBody", "P"),
    Role.TABLE: ("Div", "Table", "TBody", "TR", "TD", "P"),
    Role.TABLE_HEADER: ("Div", "Table", "THead", "TR", "TH", "P"),
    Role.TABLE_CELL: ("Div", "Table", "TBody", "TR", "TD", "P"),
    Role.CAPTION: ("Div", "Table", "Caption"),
    Role.TABLE_NOTE: ("Div", "Note"),
    **{
        Role(f"contents-{level}"): (*["TOC"] * (level - 1), "TOCI", "Reference", "Link")
        for level in (2, 3, 4)
    },
    Role.FIGURE: ("Figure",),
    Role.FOOTNOTE: ("Note",),
    Role.LINK: ("P", "Link"),
}
"""The tags around the words of each role, below the document, as ISO 32000-1 (14.8.4) has them."""


@pytest.mark.parametrize("role", [role for role in Role if REGISTRY[role].pdf_tag != "Artifact"])
def test_the_words_of_a_role_stand_in_the_tags_that_it_has(
    printed: pypdfium2.PdfDocument, role: Role
) -> None:
    said = {Role.FIGURE: ALT, Role.TABLE: word(Role.TABLE_CELL)}.get(role, word(role))

    around = tags_around(printed, said)

    kinds = [kind for kind in around if kind not in ("Root", "Document", "NonStruct", "Sect")]
    assert [kind for kind in kinds if kind != "Span"] == [kind for kind in EXPECTED[role] if kind != "Span"]
    assert REGISTRY[role].pdf_tag in around


@pytest.mark.parametrize("role", [role for role in Role if REGISTRY[role].pdf_tag == "Artifact"])
def test_what_stands_on_every_page_is_no_content(printed: pypdfium2.PdfDocument, role: Role) -> None:
    assert [said for _, said in paths(tree(printed)) if word(role) in said] == []
    on_pages = [word(role) in said for said in untagged(printed)]
    assert len(on_pages) > 1
    assert on_pages == [role is not Role.RUNNING_HEAD, *(True for _ in on_pages[1:])]


def test_artifacts_are_the_three_that_come_with_the_page() -> None:
    artifacts = {role for role in Role if REGISTRY[role].pdf_tag == "Artifact"}

    assert artifacts == {Role.RUNNING_HEAD, Role.PAGE_LABEL, Role.MARK}
    assert set(EXPECTED) == set(Role) - artifacts


# ---- stress ---------------------------------------------------------------------------------------

STRESSED = letter(
    p(
        "plain ", Emphasis((Text("stressed"),)), " and ", Strong((Text("weighty"),)), " and ",
        Strong((Text("heavy "), Emphasis((Text("both"),)))), " after",
    )
)  # fmt: skip


def fonts_of(data: bytes) -> dict[str, str]:
    """Return for the pieces of the first page's text the fonts in which they are painted."""
    sheet = pypdfium2.PdfDocument(data)[0]
    text = sheet.get_textpage()
    found = {}
    for at in range(pdfium.FPDFPage_CountObjects(sheet.raw)):
        item = pdfium.FPDFPage_GetObject(sheet.raw, at)
        if pdfium.FPDFPageObj_GetType(item) == pdfium.FPDF_PAGEOBJ_TEXT:
            size = pdfium.FPDFTextObj_GetText(item, text.raw, None, 0)
            said = (ctypes.c_ushort * (size // 2))()
            pdfium.FPDFTextObj_GetText(item, text.raw, said, size)
            name = ctypes.create_string_buffer(200)
            pdfium.FPDFFont_GetBaseFontName(pdfium.FPDFTextObj_GetFont(item), name, 200)
            found[bytes(said)[: size - 2].decode("utf-16-le").strip()] = name.value.decode()
    return found


def test_stressed_words_are_painted_in_italic_and_weighty_ones_in_bold() -> None:
    fonts = fonts_of(write_pdf(STRESSED, HOUSE).data)

    looks = {said: ("italic" in name.lower(), "bold" in name.lower()) for said, name in fonts.items()}
    assert {said: looks[said] for said in ("plain", "stressed", "weighty", "heavy", "both", "after")} == {
        "plain": (False, False),
        "stressed": (True, False),
        "weighty": (False, True),
        "heavy": (False, True),
        "both": (True, True),
        "after": (False, False),
    }


def test_stressed_words_are_italic_in_word_and_weighty_ones_bold() -> None:
    with ZipFile(BytesIO(write_docx(STRESSED, HOUSE).data)) as package:
        body, styles = (etree.fromstring(package.read(f"word/{part}.xml")) for part in ("document", "styles"))
    by_id = {style.get(f"{W}styleId"): style for style in styles.iter(f"{W}style")}

    looks = {}
    for run in body.iter(f"{W}r"):
        said = "".join(node.text or "" for node in run.iter(f"{W}t")).strip()
        looks[said] = tuple(switched_on(run, tag, by_id) for tag in ("i", "b"))
    wanted = {"plain": (False, False), "stressed": (True, False), "weighty": (False, True)}
    wanted |= {"heavy": (False, True), "both": (True, True), "after": (False, False)}
    assert {said: looks[said] for said in wanted} == wanted


def switched_on(run: Any, tag: str, styles: dict[Any, Any]) -> bool:
    """Tell whether Word shows a run so: by its own property, else by that of its character style."""
    named = run.find(f"{W}rPr/{W}rStyle")
    style = styles[named.get(f"{W}val")] if named is not None else None
    found = [one.find(f"{W}rPr/{W}{tag}") for one in (run, style) if one is not None]
    values = [one.get(f"{W}val", "1") for one in found if one is not None]
    return bool(values) and values[0] not in ("0", "false")


def test_stressed_words_are_em_and_weighty_ones_strong_in_html() -> None:
    html = write_html(STRESSED, HOUSE).data.decode()

    assert (
        "plain <em>stressed</em> and <strong>weighty</strong> and <strong>heavy <em>both</em></strong> after"
        in html
    )


# ---- page ends ------------------------------------------------------------------------------------


def lines(count: int, last: str = "so it goes on") -> Paragraph:
    """Return a paragraph of short lines, which fill a page line by line."""
    content: list[Any] = []
    for _ in range(count - 1):
        content += ["a line that fills the page", LineBreak()]
    return p(*content, last)


def pages_with(document: Document, *words: str) -> list[int]:
    """Return on which page (from 0) each of the words is painted."""
    sheets = pypdfium2.PdfDocument(write_pdf(document, HOUSE).data)
    texts = [sheet.get_textpage().get_text_range() for sheet in sheets]
    return [next(at for at, text in enumerate(texts) if one in text) for one in words]


def slide(make: Callable[[int], Document], *words: str, start: int) -> list[list[int]]:
    """Lay out twelve variants that grow by a line; the words must cross the end of a page on the way."""
    found = [pages_with(make(start + count), *words) for count in range(12)]
    assert found[0] == [0] * len(words), "begin with less"
    assert found[-1] == [1] * len(words), "begin with more"
    return found


@pytest.mark.parametrize("level", [2, 3, 4])
def test_a_heading_never_stands_alone_at_the_end_of_a_page(level: int) -> None:
    def make(count: int) -> Document:
        heading = Heading(level, (Text("What we ask"),))
        return letter(lines(count), heading, p("Publish the list", *lines(3).content))

    for heading, text in slide(make, "What we ask", "Publish the list", start=32):
        assert heading == text


def test_a_closing_never_stands_alone_at_either_end_of_a_page() -> None:
    def make(count: int) -> Document:
        return letter(
            lines(count, "the last words of the letter"),
            p("Yours sincerely,", role=Role.CLOSING),
            Division(
                Role.SIGNATURE,
                (p("Kim Ash", role=Role.SIGNATORY_NAME), p("Director", role=Role.SIGNATORY_CAPACITY)),
            ),
        )

    words = ("the last words", "Yours sincerely", "Kim Ash", "Director")
    for before, closing, name, capacity in slide(make, *words, start=32):
        assert before == closing == name == capacity


def test_a_salutation_never_stands_alone_at_the_end_of_a_page() -> None:
    def make(count: int) -> Document:
        return letter(
            lines(count), p("Dear Ministers,", role=Role.SALUTATION), p("We write", *lines(3).content)
        )

    for salutation, text in slide(make, "Dear Ministers,", "We write", start=33):
        assert salutation == text


def test_a_caption_stays_with_its_table() -> None:
    def make(count: int) -> Document:
        row = Row((Cell((p("four hundred"),)),))
        head = Row((Cell((p("Held"),), Scope.COLUMN),))
        return letter(
            lines(count), Table((Text("Persons"),), (head,), (row, row, row), (1,), "held", "Table 1")
        )

    for caption, head, first in slide(make, "Persons", "Held", "four hundred", start=32):
        assert caption == head == first


def test_the_end_of_a_heading_s_line_of_particulars_is_not_the_end_of_a_page() -> None:
    def make(count: int) -> Document:
        place = p("Strelsau, 3 May 1999", role=Role.PARTICULAR)
        return letter(
            lines(count), Heading(3, (Text("The round table"),)), place, p("We met", *lines(3).content)
        )

    for heading, place, text in slide(make, "The round table", "Strelsau, 3 May", "We met", start=31):
        assert heading == place == text


def test_a_label_and_its_heading_stay_with_what_they_announce() -> None:
    def make(count: int) -> Document:
        said = p("Experts met", *lines(3).content)
        claim = Division(Role.CLAIM, (p("Stated outcome", role=Role.LABEL), said))
        return letter(lines(count), Heading(3, (Text("A seminar"),)), claim)

    for heading, label, text in slide(make, "A seminar", "Stated outcome", "Experts met", start=31):
        assert heading == label == text


def test_the_name_of_a_recommendation_stays_with_its_text() -> None:
    def make(count: int) -> Document:
        name = p(Strong((Text("Publish the list"),)))
        return letter(
            lines(count), List((ListItem((name, p("Governments", *lines(3).content)), "1."),), True)
        )

    for name, text in slide(make, "Publish the list", "Governments", start=33):
        assert name == text


def table_of(rows: int, text: str, notes: tuple[TableNote, ...] = ()) -> Table:
    """Return a table whose rows, after a head, are numbered from 1."""
    body = tuple(
        Row(
            (
                Cell(
                    (p(f"Row {n}."), *(p(text) for _ in range(3))),
                ),
            )
        )
        for n in range(1, rows + 1)
    )
    head = Row((Cell((p("What is told"),), Scope.COLUMN),))
    return Table((Text("Persons"),), (head,), body, (1,), "held", "Table 1", notes)


def test_the_notes_of_a_table_begin_under_its_last_row() -> None:
    notes = (TableNote("a", (Text("Counted twice."),)), TableNote("b", (Text("Counted once."),)))

    def make(count: int) -> Document:
        return letter(lines(count), table_of(4, "A line", notes))

    for row, note in slide(make, "Row 4.", "Counted twice.", start=22):
        assert row == note


def on_their_side(*blocks: Block) -> pypdfium2.PdfDocument:
    return pypdfium2.PdfDocument(write_pdf(letter(p("Before"), Landscape(blocks), p("After")), HOUSE).data)


def test_a_landscape_section_begins_and_ends_on_a_new_page() -> None:
    sheets = on_their_side(p("The chart"))

    sizes = [tuple(round(side / 72 * 25.4) for side in sheet.get_size()) for sheet in sheets]
    assert sizes == [(210, 297), (297, 210), (210, 297)]
    texts = [sheet.get_textpage().get_text_range() for sheet in sheets]
    assert [word in text for word, text in zip(("Before", "The chart", "After"), texts, strict=True)] == [
        True
    ] * 3


def test_a_chart_repeats_its_head_and_breaks_no_row() -> None:
    sheets = on_their_side(table_of(14, "spoken " * 120))

    texts = [sheet.get_textpage().get_text_range() for sheet in sheets][1:-1]
    assert len(texts) > 2
    assert all("What is told" in text for text in texts)
    for text in texts:
        assert text.count("spoken") == 3 * 120 * text.count("Row ")


def test_a_row_that_is_taller_than_a_landscape_page_goes_on_to_the_next() -> None:
    sheets = on_their_side(table_of(1, "spoken " * 1200))

    texts = [sheet.get_textpage().get_text_range() for sheet in sheets]
    assert sum(text.count("spoken") for text in texts) == 3 * 1200
