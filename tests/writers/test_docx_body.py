"""What stands in the body of the Word file."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from lxml import etree

from briefgen.document import (
    Cell,
    CrossReference,
    Division,
    Emphasis,
    Figure,
    Footnote,
    Heading,
    LineBreak,
    Link,
    List,
    ListItem,
    Paragraph,
    Row,
    Span,
    Strong,
    Table,
    Text,
)
from briefgen.places import Place
from briefgen.problems import Weight
from briefgen.roles import Role

from ..trees import report
from .docx_letter import LETTER, PICTURE, Opened, W, p, shown, style, t, value, with_blocks

GOLDEN = """\
p BodyText
  r "We write about "
  r Strong "three hundred"
  r " people"
  r FootnoteReference footnote 1
  r ", see "
  a https://zenda.example/ Hyperlink "our site"
  r br
  r Name lang(eastAsia=zh-TW) hint(eastAsia) "瑪麗"
p ListNumber num(1 0)
  r "first"
p ListNumberListEnd num(1 0)
  r "second"
"""


def outline(body: etree._Element) -> str:
    """The body in a form that a person can check."""
    lines = []
    for paragraph in body.iterfind(f"{W}p"):
        number = paragraph.find(f"{W}pPr/{W}numPr")
        listed = "" if number is None else " num({} {})".format(value(number, "numId"), value(number, "ilvl"))
        lines.append(f"p {style(paragraph)}{listed}")
        for child in paragraph:
            if child.tag == f"{W}r":
                lines.append(f"  r {_run(child)}")
            elif child.tag == f"{W}hyperlink":
                lines += [f"  a https://zenda.example/ {_run(run)}" for run in child]
    return "\n".join(lines) + "\n"


def _run(run: etree._Element) -> str:
    words = []
    for one in run.iter():
        name = str(one.tag).removeprefix(W)
        match name:
            case "rStyle":
                words.append(str(one.get(f"{W}val")))
            case "lang":
                words.append(
                    "lang(" + ",".join(f"{str(k)[len(W) :]}={v}" for k, v in one.attrib.items()) + ")"
                )
            case "rFonts":
                words.insert(2, f"hint({one.get(f'{W}hint')})")
            case "t":
                words.append(f'"{one.text}"')
            case "br":
                words.append("br")
            case "footnoteReference":
                words.append(f"footnote {one.get(f'{W}id')}")
    order = sorted(words, key=lambda word: (word.startswith('"'), word.startswith("hint")))
    return " ".join(order)


def test_a_small_letter_looks_like_this() -> None:
    opened = Opened(
        with_blocks(
            Paragraph(
                (
                    Text("We write about "), Strong(t("three hundred")), Text(" people"),
                    Footnote(t("A note."), 1), Text(", see "),
                    Link("https://zenda.example/", t("our site")), LineBreak(),
                    Span(t("瑪麗"), Role.NAME, "zh-Hant"),
                )
            ),
            List((ListItem((p("first"),), "1."), ListItem((p("second"),), "2.")), True),
        )
    )  # fmt: skip
    assert outline(opened.body()) == GOLDEN


def test_properties_stand_in_the_order_of_the_schema() -> None:
    runs = "rStyle rFonts b bCs i iCs noProof color sz szCs u vertAlign rtl cs lang"
    paragraphs = (
        "pStyle keepNext keepLines pageBreakBefore widowControl numPr pBdr tabs bidi spacing ind jc"
        " outlineLvl rPr sectPr"
    )
    order = f"{runs} {paragraphs}".split()
    for opened in (Opened(LETTER), Opened(report())):
        for part in ("document", "styles", "footnotes", "numbering", "header1", "footer1"):
            for properties in opened.part(part).iter(f"{W}rPr", f"{W}pPr"):
                ranks = [order.index(str(child.tag).removeprefix(W)) for child in properties]
                assert ranks == sorted(ranks), etree.tostring(properties)


def test_two_lists_each_count_from_one() -> None:
    one = List((ListItem((p("a"),), "1."), ListItem((p("b"),), "2.")), True)
    opened = Opened(with_blocks(one, p("between"), one))
    ids = [value(paragraph, "pPr/numPr/numId") for paragraph in opened.paragraphs()]
    assert ids == ["1", "1", None, "2", "2"]
    numbering = opened.part("numbering")
    overrides = [value(num, "lvlOverride/startOverride") for num in numbering.iterfind(f"{W}num")]
    assert overrides == ["1", "1"]
    assert len({value(num, "abstractNumId") for num in numbering.iterfind(f"{W}num")}) == 2


def test_a_list_whose_labels_word_cannot_count_is_refused_with_its_place() -> None:
    place = Place("letter.yaml", 3, 1)
    odd = List((ListItem((p("a"),), "1."), ListItem((p("b"),), "3.")), True, origin=place)
    (problem,) = Opened(with_blocks(odd)).written.problems
    assert (problem.code, problem.place, problem.weight) == ("list-not-countable", place, Weight.ERROR)
    assert problem.message == "Word cannot count the labels of this list: “1.” and those that follow"


def test_lists_deeper_than_word_can_number_are_refused() -> None:
    block = List((ListItem((p("deep"),), "•"),))
    for _ in range(9):
        block = List((ListItem((p("outer"), block), "•"),))
    assert {problem.code for problem in Opened(with_blocks(block)).written.problems} == {"list-too-deep"}


def test_caption_labels_are_counted_by_word_and_references_show_them() -> None:
    opened = Opened(LETTER)
    text = opened.members["word/document.xml"].decode()
    assert re.findall(r"<w:instrText[^>]*> ([^<]+) <", text) == [
        "REF _Ref00000002 \\h",
        "SEQ Table \\* ARABIC",
        "SEQ Figure \\* ARABIC",
    ]
    captions = [shown(one) for one in opened.paragraphs() if (style(one) or "").startswith("Caption")]
    assert captions == ["Table 1. Visits to prisons, January to September", "Figure 1. Requests and answers"]


def test_a_reference_to_a_heading_shows_its_words() -> None:
    opened = Opened(with_blocks(Heading(1, t("Aims"), "aims"), Paragraph((CrossReference("aims", "Aims"),))))
    assert b"REF _Ref00000001" in opened.members["word/document.xml"]


def test_a_reference_that_leads_nowhere_stays_words_and_is_reported() -> None:
    opened = Opened(with_blocks(Paragraph((Text("see "), CrossReference("gone", "Table 9")))))
    assert shown(opened.paragraphs()[0]) == "see Table 9"
    assert [problem.code for problem in opened.written.problems] == ["reference-without-target"]


def test_no_key_of_the_data_reaches_the_file() -> None:
    opened = Opened(with_blocks(Heading(1, t("Aims"), "case-4711-secret")))
    assert not any(b"4711" in data for data in opened.members.values())


def test_table_headers_repeat_and_rows_stay_whole() -> None:
    rows = Opened(LETTER).body().findall(f"{W}tbl/{W}tr")
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True, False, False, False]
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)


def test_a_table_is_as_wide_as_the_text_and_names_its_headers() -> None:
    table = Opened(LETTER).body().find(f"{W}tbl")
    assert table is not None
    widths = [int(str(column.get(f"{W}w"))) for column in table.iterfind(f"{W}tblGrid/{W}gridCol")]
    assert sum(widths) == round(150 / 25.4 * 1440)
    look = table.find(f"{W}tblPr/{W}tblLook")
    assert look is not None
    assert (look.get(f"{W}firstRow"), look.get(f"{W}firstColumn")) == ("1", "1")


def test_a_paragraph_after_a_table_brings_the_space_that_the_table_asks() -> None:
    table = Table(t("Caption"), (), (Row((Cell((p("x"),)),)),), (1,))
    opened = Opened(with_blocks(table, p("after"), p("later")))
    assert [style(one) for one in opened.body().iterfind(f"{W}p")] == [
        "CaptionAboveATableStart",
        "BodyTextAfterATable",
        "BodyText",
    ]


def test_pictures_have_their_text_alternative_and_a_neutral_name() -> None:
    opened = Opened(LETTER)
    text = opened.members["word/document.xml"].decode()
    assert 'descr="A white square, which stands for nothing"' in text
    assert re.findall(r'pic:cNvPr id="0" name="([^"]*)"', text) == [PICTURE.name, PICTURE.name]
    assert [name for name in opened.members if "media" in name] == ["word/media/image1.png"]


def test_a_picture_is_never_wider_than_its_column() -> None:
    opened = Opened(with_blocks(Figure(PICTURE, "A square", 400)))
    assert f'cx="{150 * 36000}"' in opened.members["word/document.xml"].decode()


def test_strong_words_in_a_bold_heading_stay_bold() -> None:
    opened = Opened(with_blocks(Heading(1, (Text("So "), Strong(t("many"))))))
    run = opened.paragraphs()[0].findall(f"{W}r")[1]
    assert value(run, "rPr/rStyle") == "Strong"
    assert run.find(f"{W}rPr/{W}b") is not None  # a second toggle would switch bold off


def test_stress_within_stress_stands_upright() -> None:
    opened = Opened(with_blocks(Paragraph((Emphasis((Text("a "), Emphasis(t("b")))),))))
    assert [value(run, "rPr/rStyle") for run in opened.paragraphs()[0].iterfind(f"{W}r")] == [
        "Emphasis",
        None,
    ]


def test_runs_are_split_where_the_direction_changes() -> None:
    opened = Opened(with_blocks(Division(Role.QUOTATION, (p("المادة (CCPR) من"),), "ar", "rtl")))
    (paragraph,) = opened.paragraphs()
    assert paragraph.find(f"{W}pPr/{W}bidi") is not None
    runs = [(shown(run), run.find(f"{W}rPr/{W}rtl") is not None) for run in paragraph.iterfind(f"{W}r")]
    assert runs == [("المادة (", True), ("CCPR", False), (") من", True)]


def test_a_right_to_left_document_runs_right_to_left_by_its_styles() -> None:
    opened = Opened(replace(LETTER, language="ar", direction="rtl"))
    normal = opened.part("styles").find(f"{W}style[@{W}styleId='Normal']/{W}pPr/{W}bidi")
    assert normal is not None
    assert opened.body().find(f"{W}sectPr/{W}bidi") is not None
    assert opened.body().find(f"{W}tbl/{W}tblPr/{W}bidiVisual") is not None


def test_a_phrase_of_both_directions_against_its_paragraph_is_reported() -> None:
    place = Place("letter.yaml", 7, 3)
    phrase = Span(t("المادة (CCPR) من"), None, "ar", "rtl", origin=place)
    (problem,) = Opened(with_blocks(Paragraph((Text("it says "), phrase)))).written.problems
    assert (problem.weight, problem.place) == (Weight.SIMPLIFICATION, place)
    alone = Span(t("المادة 14"), None, "ar", "rtl")
    assert not Opened(with_blocks(Paragraph((Text("it says "), alone)))).written.problems


@pytest.mark.parametrize("target", ["mailto:desk@zenda.example", "https://zenda.example/?a=1&b=ü#x"])
def test_links_are_relations_to_the_outside(target: str) -> None:
    opened = Opened(with_blocks(Paragraph((Link(target, t("here")),))))
    relations = etree.fromstring(opened.members["word/_rels/document.xml.rels"])
    outside = [one.get("Target") for one in relations if one.get("TargetMode") == "External"]
    assert outside == [target]


def test_heads_carry_the_marks_on_every_page_and_the_running_head_from_the_second() -> None:
    opened = Opened(LETTER)
    others, first = (opened.part(name) for name in ("header1", "header2"))
    assert [shown(line) for line in first] == ["Draft", "Sample, all of it invented"]
    assert [shown(line) for line in others] == [*(shown(line) for line in first), LETTER.running_head]
    assert {style(line) for line in first} == {"PageMark"}
    assert opened.body().find(f"{W}sectPr/{W}titlePg") is not None


def test_page_numbers_are_fields() -> None:
    text = Opened(LETTER).members["word/footer1.xml"].decode()
    assert re.findall(r"> (PAGE|NUMPAGES) <", text) == ["PAGE", "NUMPAGES"]


def test_labels_of_pages_and_captions_run_right_to_left_too() -> None:
    table = Table(t("زيارات"), (), (Row((Cell((p("س"),)),)),), (1,), None, "الجدول 1")
    letter = replace(
        with_blocks(table), language="ar", direction="rtl", page_label="الصفحة {page} من {pages}"
    )
    opened = Opened(letter)
    for paragraph in (opened.paragraphs()[0], opened.part("footer1")):
        arabic = [run for run in paragraph.iter(f"{W}r") if any(char > "\u0600" for char in shown(run))]
        assert len(arabic) >= 2
        assert all(run.find(f"{W}rPr/{W}rtl") is not None for run in arabic)
