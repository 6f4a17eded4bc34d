"""What reports need of Word: contents, numbered headings, pages on their side, notes of tables."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

import pytest
from lxml import etree

from briefgen.document import (
    Block,
    Contents,
    ContentsEntry,
    CrossReference,
    Division,
    Emphasis,
    Footnote,
    Heading,
    Landscape,
    Link,
    List,
    ListItem,
    Paragraph,
    Span,
    Strong,
    Table,
    TableNote,
    Text,
)
from briefgen.places import Place
from briefgen.problems import Weight
from briefgen.roles import Role
from briefgen.theme import HOUSE

from ..trees import chart, report
from .docx_letter import Opened, W, p, shown, style, t, value, with_blocks


def twips(millimetres: float) -> str:
    return str(round(millimetres / 25.4 * 1440))


def codes(opened: Opened, part: str = "document") -> list[str]:
    return re.findall(r"<w:instrText[^>]*> ([^<]+) <", opened.members[f"word/{part}.xml"].decode())


# ---- pages on their side --------------------------------------------------------------------------


def sections(opened: Opened) -> list[etree._Element]:
    return list(opened.body().iter(f"{W}sectPr"))


def pages(opened: Opened) -> list[tuple[str | None, str | None, str | None]]:
    return [
        (value(one, "pgSz", "orient"), value(one, "pgSz", "w"), value(one, "pgSz", "h"))
        for one in sections(opened)
    ]


UPRIGHT, LYING = (None, twips(210), twips(297)), ("landscape", twips(297), twips(210))


def test_a_chart_lies_on_pages_of_its_own_and_the_text_goes_on_upright() -> None:
    opened = Opened(with_blocks(p("before"), Landscape((chart(),)), p("after")))

    assert pages(opened) == [UPRIGHT, LYING, UPRIGHT]
    holders = [list(one.iterancestors(f"{W}p")) for one in sections(opened)]
    assert [[shown(paragraph) for paragraph in found] for found in holders] == [
        ["before"],
        [shown(opened.paragraphs()[-2])],
        [],
    ]


def test_a_document_may_begin_and_end_on_its_side() -> None:
    opened = Opened(with_blocks(Landscape((p("one"),)), Landscape((chart(),))))
    assert pages(opened) == [LYING, LYING]


def test_every_section_has_heads_and_feet_and_only_the_first_a_first_page() -> None:
    found = sections(Opened(report()))
    kinds = [(tag, kind) for tag in ("header", "footer") for kind in ("default", "first")]
    for section in found:
        named = [(one.tag[len(W) : -9], one.get(f"{W}type")) for one in section[:4]]  # type: ignore[index]
        assert named == kinds
    assert [one.find(f"{W}titlePg") is not None for one in found] == [True, False, False]


def test_margins_and_widths_are_those_of_the_page_that_lies() -> None:
    opened, page = Opened(with_blocks(p("before"), Landscape((chart(),)))), HOUSE.page.landscape
    margins = [value(sections(opened)[1], "pgMar", side) for side in ("top", "right", "bottom", "left")]
    assert margins == [twips(one) for one in (page.top, page.outer, page.bottom, page.inner)]
    table = opened.body().find(f"{W}tbl")
    assert table is not None
    assert value(table, "tblPr/tblW", "w") == twips(page.text_width)


def test_a_section_that_ends_with_a_table_ends_with_a_line_that_takes_no_room() -> None:
    opened = Opened(with_blocks(Landscape((replace(chart(), notes=()),)), p("after")))
    closing = sections(opened)[0].getparent()
    assert closing is not None
    assert value(closing, "pStyle") == "AfterTable"


# ---- contents -------------------------------------------------------------------------------------


def entries() -> tuple[Block, ...]:
    return (
        Contents(3, (ContentsEntry(2, "1. Aims", "aims", 3), ContentsEntry(3, "Means", "means", 12))),
        Heading(2, t("Aims"), "aims", True, "1."),
        Heading(3, t("Means"), "means"),
    )


def test_the_contents_are_a_field_that_is_filled_in() -> None:
    opened = Opened(with_blocks(*entries()))
    assert codes(opened) == [
        'TOC \\o "2-3" \\h \\z \\u',
        "PAGEREF _Ref00000001 \\h",
        "PAGEREF _Ref00000002 \\h",
    ]
    lines = opened.paragraphs()[:2]
    assert [style(line) for line in lines] == ["TOC2", "TOC3"]
    assert [shown(line) for line in lines] == ["1. Aims3", "Means12"]
    assert all(line.find(f"{W}hyperlink/{W}r/{W}tab") is not None for line in lines)


def test_a_line_of_the_contents_leads_to_its_heading() -> None:
    opened = Opened(with_blocks(*entries()))
    anchors = [link.get(f"{W}anchor") for link in opened.body().iter(f"{W}hyperlink")]
    headings = [one for one in opened.paragraphs() if (style(one) or "").startswith("Heading")]
    assert anchors == [value(one, "bookmarkStart", "name") for one in headings]


def test_every_field_that_begins_ends() -> None:
    kinds = [one.get(f"{W}fldCharType") for one in Opened(report()).body().iter(f"{W}fldChar")]
    depth = 0
    for kind in kinds:
        depth += {"begin": 1, "end": -1}.get(str(kind), 0)
        assert depth in (0, 1, 2)
    assert depth == 0


def test_contents_that_are_not_laid_out_yet_show_no_page() -> None:
    opened = Opened(
        with_blocks(Contents(2, (ContentsEntry(2, "Aims", "aims"),)), Heading(2, t("Aims"), "aims"))
    )
    assert shown(opened.paragraphs()[0]) == "Aims"


def test_names_of_bookmarks_are_short_and_differ_and_so_do_their_numbers() -> None:
    starts = list(Opened(report()).body().iter(f"{W}bookmarkStart"))
    names = [str(one.get(f"{W}name")) for one in starts]
    assert all(re.fullmatch(r"_Ref\d{8}", name) for name in names)
    assert len(set(names)) == len({one.get(f"{W}id") for one in starts}) == len(starts) > 8


# ---- numbered headings ----------------------------------------------------------------------------


def headings(*rows: tuple[int, str]) -> tuple[Heading, ...]:
    return tuple(Heading(level, t(f"Heading {at}"), None, bool(label), label)
                 for at, (level, label) in enumerate(rows))  # fmt: skip


def test_headings_are_counted_by_word_and_begin_anew_under_every_higher_one() -> None:
    rows = ((2, "1."), (3, "1."), (3, "2."), (2, "2."), (3, "1."), (2, ""), (2, "3."))
    opened = Opened(with_blocks(*headings(*rows)))
    ids = [value(one, "pPr/numPr/numId") for one in opened.paragraphs()]
    assert ids == ["1", "2", "2", "1", "3", None, "1"]
    assert all(shown(one).startswith("Heading") for one in opened.paragraphs())


def test_a_heading_keeps_the_indent_of_its_style_and_a_space_after_its_number() -> None:
    level = Opened(with_blocks(*headings((2, "1.")))).part("numbering").find(f"{W}abstractNum/{W}lvl")
    assert level is not None
    assert (value(level, "suff"), value(level, "lvlText"), level.find(f"{W}pPr")) == ("space", "%1.", None)


def test_a_heading_that_word_cannot_count_is_refused_with_its_place() -> None:
    place = Place("report.yaml", 4, 1)
    opened = Opened(with_blocks(Heading(2, t("Aims"), None, True, "IV.", origin=place)))
    (problem,) = opened.written.problems
    assert (problem.code, problem.place, problem.weight) == ("heading-not-countable", place, Weight.ERROR)
    assert problem.message == "Word cannot count the number of this heading: “IV.”"
    assert shown(opened.paragraphs()[0]) == "IV. Aims"


# ---- references -----------------------------------------------------------------------------------


def test_a_reference_to_an_item_of_a_list_shows_its_number() -> None:
    asks = List((ListItem((p("one"),), "1.", "first"), ListItem((p("two"),), "2.", "second")), True)
    opened = Opened(with_blocks(asks, Paragraph((Text("recommendation "), CrossReference("second", "2")))))
    assert codes(opened) == ["REF _Ref00000002 \\n \\h"]
    assert value(opened.paragraphs()[1], "bookmarkStart", "name") == "_Ref00000002"


def test_a_reference_to_an_item_with_a_sign_is_a_link() -> None:
    asks = List((ListItem((p("one"),), "•", "first"),))
    opened = Opened(with_blocks(asks, Paragraph((CrossReference("first", "•"),))))
    assert codes(opened) == []
    assert [one.get(f"{W}anchor") for one in opened.body().iter(f"{W}hyperlink")] == ["_Ref00000001"]


def test_a_note_that_cites_a_source_again_refers_to_the_first_note() -> None:
    first = Footnote(t("Yearbook 1998."), 1, "source-yearbook")
    again = Footnote((Text("See note "), CrossReference("source-yearbook", "1"), Text(".")), 2)
    opened = Opened(with_blocks(Paragraph((Text("one"), first, Text(" two"), again))))
    assert codes(opened, "footnotes") == ["NOTEREF _Ref00000001 \\h"]
    (start,) = opened.body().iter(f"{W}bookmarkStart")
    following = start.getnext()
    assert following is not None
    assert following.find(f"{W}footnoteReference") is not None


# ---- tables ---------------------------------------------------------------------------------------


def test_notes_of_a_table_stand_beneath_it_and_are_no_notes_of_word() -> None:
    opened = Opened(with_blocks(chart(), p("after")))
    assert not list(opened.body().iter(f"{W}footnoteReference"))
    beneath = [one for one in opened.body().iterfind(f"{W}p") if (style(one) or "").startswith("TableNote")]
    assert [shown(one)[:3] for one in beneath] == ["a\u00a0M", "b\u00a0C"]
    marks = [shown(run) for run in opened.body().iter(f"{W}r") if value(run, "rPr/rStyle") == "TableNoteMark"]
    assert set(marks[:-2]) == {"a", "b"}
    assert marks[-2:] == ["a", "b"]


def test_notes_of_a_table_cling_to_its_last_row_and_bring_the_space_after_it() -> None:
    notes = (TableNote("a", t("one")), TableNote("b", t("two")))
    opened = Opened(with_blocks(Table((), (), chart().body[:2], (1,) * 7, notes=notes), p("after")))
    styles = {str(one.get(f"{W}styleId")): one for one in opened.part("styles").iterfind(f"{W}style")}
    kept = [styles[style(one) or ""].find(f"{W}pPr/{W}keepNext") is not None for one in opened.paragraphs()]
    (*_, cell, one, two, _after) = kept
    assert (cell, one, two) == (True, True, False)
    last = styles[style(opened.paragraphs()[-2]) or ""]
    assert value(last, "pPr/spacing", "after") == str(round(HOUSE.look(Role.TABLE).after * 20))


# ---- words ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", [Role.NAME, Role.EXACT, Role.EMPTY])
def test_a_span_inside_a_link_keeps_its_nature(role: Role) -> None:
    opened = Opened(with_blocks(Paragraph((Link("https://zenda.example/", (Span(t("words"), role),)),))))
    run = next(opened.body().iter(f"{W}r"))
    styles = {str(one.get(f"{W}styleId")): one for one in opened.part("styles").iterfind(f"{W}style")}
    found = styles[str(value(run, "rPr/rStyle"))]
    assert value(found, "basedOn") == "Hyperlink"
    assert (found.find(f"{W}rPr/{W}noProof") is not None) is (role is Role.EXACT)
    assert (found.find(f"{W}rPr/{W}i") is not None) is (role is Role.EMPTY)


def test_words_of_weight_inside_a_span_stay_so() -> None:
    content = (Span((Strong((Text("a "), Emphasis(t("b")))),), Role.NAME),)
    runs = Opened(with_blocks(Paragraph(content))).paragraphs()[0].findall(f"{W}r")
    assert [[one.find(f"{W}rPr/{W}{tag}") is not None for tag in ("b", "i")] for one in runs] == [
        [True, False],
        [True, True],
    ]


def test_every_run_says_its_language_in_the_slot_of_its_script() -> None:
    names = (Span(t("王建国"), Role.NAME, "zh-Hans"), Text(" "), Span(t("bonjour"), None, "fr"), Text(" "),
             Span(t("أحمد"), None, "ar", "rtl"), Text(" "), Span(t("བསྟན"), None, "bo"))  # fmt: skip
    runs = Opened(with_blocks(Paragraph(names))).body().iter(f"{W}r")
    said = [dict(lang.attrib) for run in runs if (lang := run.find(f"{W}rPr/{W}lang")) is not None]
    assert said == [
        {f"{W}eastAsia": "zh-CN"},
        {f"{W}val": "fr-FR"},
        {f"{W}bidi": "ar-SA"},
        {f"{W}bidi": "bo-CN"},
    ]


def test_the_label_of_a_caption_is_in_the_document_s_language_wherever_it_stands() -> None:
    table = Table(t("Détenus"), (), chart().body[:1], (1,) * 7, None, "Table 1")
    opened = Opened(with_blocks(Division(Role.QUOTATION, (table,), "fr")))
    runs = opened.paragraphs()[0].findall(f"{W}r")
    told = [(shown(run), value(run, "rPr/lang")) for run in runs if shown(run)]
    assert told == [("Table ", None), ("1", None), (". ", None), ("Détenus", "fr-FR")]


def test_two_tables_side_by_side_stay_two_without_an_empty_line() -> None:
    table = Table((), (), chart().body[:1], (1,) * 7)
    children = [str(one.tag).removeprefix(W) for one in Opened(with_blocks(table, table)).body()]
    assert children == ["tbl", "p", "tbl", "p", "sectPr"]
    assert all(a != b for a, b in pairwise(children))


def test_the_report_asks_word_for_nothing_when_it_is_opened() -> None:
    opened = Opened(report())
    assert b"updateFields" not in opened.members["word/settings.xml"]
    assert opened.written.problems == ()
