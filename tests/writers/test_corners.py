"""Tables that are wide or long, cells that end in a list or table, edges of right-to-left text."""

from __future__ import annotations

from dataclasses import replace

import pytest
from lxml import etree

from briefgen.document import (
    Block,
    Cell,
    Division,
    Figure,
    Image,
    Landscape,
    List,
    ListItem,
    Row,
    Scope,
    Table,
    Text,
    may_break,
)
from briefgen.roles import Role
from briefgen.theme import HOUSE
from briefgen.writers.html import COLUMN, WIDE, page, sheets

from ..trees import letter, p, picture
from .docx_letter import Opened, W, style, with_blocks
from .docx_letter import p as paragraph
from .test_docx_styles import Sheet


def columns(count: int) -> Table:
    row = Row(tuple(Cell((p(f"cell {number}"),)) for number in range(count)))
    return Table((Text("Visits"),), (), (row,), (1,) * count, "visits", "Table 1")


def on_screen(*blocks: Block) -> etree._Element:
    return etree.fromstring(page(letter(*blocks), HOUSE), etree.HTMLParser())


def on_sheets(*blocks: Block) -> etree._Element:
    return etree.fromstring(sheets(letter(*blocks)), etree.HTMLParser())


# ---- pages for browsers -----------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, WIDE, WIDE + 1, 9])
def test_a_table_of_many_columns_keeps_a_readable_width_on_a_screen(count: int) -> None:
    (table,) = on_screen(columns(count)).iter("table")

    assert table.get("style") == (f"--least: {COLUMN * count}mm" if count > WIDE else None)
    around = table.getparent()
    assert around is not None
    assert (around.get("class"), around.get("role"), around.get("tabindex")) == ("wide", "region", "0")
    assert around.get("aria-label") == "Visits"


@pytest.mark.parametrize("count", [WIDE, 9])
def test_on_sheets_no_table_is_wider_than_the_page_or_scrolls(count: int) -> None:
    root = on_sheets(Landscape((columns(count),)))

    (table,) = root.iter("table")
    assert table.get("style") is None
    assert not root.xpath("//*[@class='wide'] | //*[@tabindex]")


def test_the_width_that_a_table_keeps_is_one_that_the_stylesheet_knows() -> None:
    text = page(letter(columns(9)), HOUSE)
    css = text.partition("<style>")[2].partition("</style>")[0]

    assert "var(--least" in css
    assert ".wide" in css


@pytest.mark.parametrize(
    ("name", "kind"), [("picture-0123456789abcdef.png", "png"), ("picture-0123456789abcdef.jpg", "jpeg")]
)
def test_a_picture_says_of_which_kind_it_is(name: str, kind: str) -> None:
    image = Image(name, picture().data, 30, 10)

    (shown,) = on_screen(Figure(image, "A red bar", 60.0)).iter("img")
    assert str(shown.get("src")).startswith(f"data:image/{kind};base64,")
    (laid,) = on_sheets(Figure(image, "A red bar", 60.0)).iter("img")
    assert laid.get("src") == f"prepared:{name}"


# ---- long rows --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lengths", "breaks"),
    [((600,), False), ((601,), True), ((300, 301), False), ((10, 601, 10), True), ((), False)],
)
def test_a_row_may_break_where_one_of_its_cells_has_more_than_six_hundred_letters(
    lengths: tuple[int, ...], breaks: bool
) -> None:
    row = Row(tuple(Cell((p("x" * length),)) for length in lengths))

    assert may_break(row) is breaks


def test_all_paragraphs_and_lists_of_a_cell_make_its_length() -> None:
    listed = List((ListItem((p("x" * 200),), "•"), ListItem((p("x" * 200),), "•")))

    assert not may_break(Row((Cell((p("x" * 200), listed)),)))
    assert may_break(Row((Cell((p("x" * 201), listed)),)))


@pytest.mark.parametrize(("length", "breaks"), [(600, False), (601, True)])
def test_both_formats_keep_short_rows_together_and_let_long_ones_break(length: int, breaks: bool) -> None:
    row = Row((Cell((p("x" * length),)),))
    table = Table((Text("Visits"),), (), (row,), (1,), "visits", "Table 1")

    (shown,) = on_sheets(table).iter("tr")
    assert shown.get("class") == ("long" if breaks else None)
    (written,) = Opened(with_blocks(table)).body().iter(f"{W}tr")
    assert (written.find(f"{W}trPr/{W}cantSplit") is None) is breaks


# ---- Word: what stands in cells ---------------------------------------------------------------------


def word(*blocks: Block, right_to_left: bool = False) -> Opened:
    document = with_blocks(*blocks)
    if right_to_left:
        document = replace(document, language="ar", direction="rtl")
    return Opened(document)


def cells(opened: Opened) -> list[etree._Element]:
    return list(opened.body().iter(f"{W}tc"))


LISTED = List((ListItem((paragraph("in writing"),), "•"),))
INNER = Table((), (), (Row((Cell((paragraph("inside"),)),)),), (1,))


@pytest.mark.parametrize(
    ("blocks", "tags"),
    [
        ((), ["p"]),
        ((paragraph("x"),), ["p"]),
        ((paragraph("x"), LISTED), ["p", "p"]),
        ((LISTED,), ["p"]),
        ((paragraph("x"), INNER), ["p", "tbl", "p"]),
        ((INNER,), ["tbl", "p"]),
        ((INNER, paragraph("x")), ["tbl", "p"]),
    ],
    ids=["nothing", "a paragraph", "a list behind it", "a list", "a table behind it", "a table", "text last"],
)
@pytest.mark.parametrize("header", [None, Scope.ROW])
def test_a_cell_ends_with_a_paragraph_whatever_it_holds(
    blocks: tuple[Block, ...], tags: list[str], header: Scope | None
) -> None:
    outer = Table((Text("Visits"),), (), (Row((Cell(blocks, header),)),), (1,), "visits", "Table 1")
    opened = word(outer)

    first = cells(opened)[0]
    assert [str(child.tag).removeprefix(W) for child in first if child.tag != f"{W}tcPr"] == tags
    for cell in cells(opened):
        assert cell[-1].tag == f"{W}p"


# ---- Word: edges ------------------------------------------------------------------------------------


@pytest.mark.parametrize("right_to_left", [False, True])
def test_labels_of_items_run_with_the_text(right_to_left: bool) -> None:
    words = "المادة" if right_to_left else "article"
    opened = word(List((ListItem((paragraph(words),), "1."),), True), paragraph(words),
                  right_to_left=right_to_left)  # fmt: skip

    item, other = opened.paragraphs()
    assert (item.find(f"{W}pPr/{W}rPr/{W}rtl") is not None) is right_to_left
    assert other.find(f"{W}pPr/{W}rPr/{W}rtl") is None


def test_the_label_of_an_item_in_a_part_that_runs_the_other_way_does_too() -> None:
    arabic = Division(Role.QUOTATION, (List((ListItem((paragraph("المادة"),), "1."),), True),), "ar", "rtl")
    (item,) = word(arabic).paragraphs()
    assert item.find(f"{W}pPr/{W}rPr/{W}rtl") is not None

    english = replace(
        arabic, blocks=(List((ListItem((paragraph("x"),), "1."),), True),), language="en", direction="ltr"
    )
    (item,) = word(english, right_to_left=True).paragraphs()
    assert item.find(f"{W}pPr/{W}rPr/{W}rtl") is None


def space_above(opened: Opened, which: int) -> int:
    sheet = Sheet(opened.part("styles"))
    return int(sheet.effective_by_id(style(opened.paragraphs()[which]) or "").get("spacing.before", "0"))


def points(role: Role) -> int:
    """Return the space above a role that stands alone, in twentieths of a point."""
    return round(HOUSE.look(role).before * 20)


@pytest.mark.parametrize("part", [Role.CLAIM, Role.CASE, Role.SUMMARY, Role.SIGNATURE, Role.CONTACTS])
def test_the_space_above_a_part_stands_above_its_first_paragraph_alone(part: Role) -> None:
    opened = word(paragraph("before"), Division(part, (paragraph("one"), paragraph("two"))))

    assert [space_above(opened, number) for number in (1, 2)] == [points(part), points(Role.BODY)]


def test_of_the_spaces_between_a_table_and_what_follows_the_larger_one_stands() -> None:
    after = round(HOUSE.look(Role.TABLE).after * 20)
    assert points(Role.BODY) < points(Role.CLAIM) < after < points(Role.SIGNATURE)

    assert space_above(word(INNER, paragraph("one")), -1) == after
    assert space_above(word(INNER, Division(Role.CLAIM, (paragraph("one"),))), -1) == after
    assert space_above(word(INNER, Division(Role.SIGNATURE, (paragraph("one"),))), -1) == points(
        Role.SIGNATURE
    )


def test_a_table_that_begins_a_part_has_the_space_of_the_part_above_its_caption() -> None:
    captioned = replace(INNER, caption=(Text("Visits"),), key="visits", label="Table 1")
    assert points(Role.CLAIM) < points(Role.TABLE) < points(Role.SIGNATURE)

    def above_caption(*blocks: Block) -> int:
        return space_above(word(paragraph("before"), *blocks), 1)

    alone = points(Role.TABLE) + points(Role.CAPTION)
    assert above_caption(captioned) == above_caption(Division(Role.CLAIM, (captioned,))) == alone
    signed = above_caption(Division(Role.SIGNATURE, (captioned,)))
    assert signed == points(Role.SIGNATURE) + points(Role.CAPTION)
