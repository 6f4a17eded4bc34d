"""The stand-alone page: complete in itself, sound HTML, nothing of the text becomes markup."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from lxml import etree

from briefgen.document import Division, Document, Footnote, Link, Span, Text
from briefgen.passes.paging import paged
from briefgen.roles import Role
from briefgen.theme import HOUSE
from briefgen.writers.html import sheets, write_html

from ..trees import PAGES, letter, p, report


def page(text: str) -> etree._Element:
    return etree.fromstring(text.encode(), etree.HTMLParser(encoding="utf-8"))


def made(**changes: object) -> tuple[str, etree._Element]:
    text = write_html(replace(letter(), **changes), HOUSE).data.decode()  # type: ignore[arg-type]
    return text, page(text)


def test_the_page_needs_nothing_from_outside() -> None:
    text, root = made()
    assert not root.xpath("//link | //script | //iframe | //object | //*[@onload or @onclick]")
    assert all(str(src).startswith("data:image/") for src in root.xpath("//@src"))
    assert "url(" not in text
    assert "@import" not in text


def test_the_page_says_title_language_direction_issuer_and_date() -> None:
    _, root = made(language="ar", direction="rtl")
    assert root.xpath("string(//title)") == "Open letter on the eighth round"
    assert (root.get("lang"), root.get("dir")) == ("ar", "rtl")
    assert root.xpath("string(//meta[@name='author']/@content)") == "Friends of Zenda"
    assert root.xpath("string(//meta[@name='dcterms.created']/@content)") == "2000-09-28"


def test_marks_stand_before_everything_else() -> None:
    _, root = made()
    assert root.xpath("name(//body/*[1])") == "header"
    assert root.xpath("//body/*[1]/p/text()") == ["DRAFT", "Sample; not a text of those it names"]


def test_landmarks_headers_and_texts_of_pictures_are_there() -> None:
    _, root = made()
    assert len(root.xpath("//main")) == 1
    assert root.xpath("//th/@scope") == ["col"] * 3 + ["row"] * 4
    assert root.xpath("//img/@alt") == ["A red bar"]


def test_notes_and_their_calls_lead_to_one_another() -> None:
    _, root = made()
    for number in ("1", "2"):
        assert root.xpath(f"//a[@id='call_{number}']/@href") == [f"#note_{number}"]
        assert root.xpath(f"//li[@id='note_{number}']/a[last()]/@href") == [f"#call_{number}"]
    targets = {str(href)[1:] for href in root.xpath("//a/@href") if str(href).startswith("#")}
    assert targets <= set(root.xpath("//@id"))


HOSTILE = "</p><script>alert(1)</script>\"'><img src=x onerror=y>&amp;&#0;<!--"


@pytest.mark.parametrize(
    "render", [lambda d: write_html(d, HOUSE).data.decode(), sheets], ids=["screen", "sheets"]
)
def test_no_text_becomes_markup(render) -> None:  # type: ignore[no-untyped-def]
    benign, hostile = (
        replace(
            letter(p(text, Span((Text(text),), None, text), Link("mailto:" + text, (Text(text),)))),
            title=text, issuer=text, running_head=text, language=text,
        )
        for text in ("plain", HOSTILE)
    )  # fmt: skip

    def tags(text: str) -> list[object]:
        return [element.tag for element in page(text).iter()]

    assert tags(render(hostile)) == tags(render(benign))
    assert HOSTILE in "".join(page(render(hostile)).itertext())


def test_the_same_letter_gives_the_same_bytes() -> None:
    assert write_html(letter(), HOUSE).data == write_html(letter(), HOUSE).data


# ---- a report ---------------------------------------------------------------------------------------


def reports(render: Callable[[Document], str]) -> etree._Element:
    return page(render(report()))


def on_screen(document: Document) -> str:
    return write_html(document, HOUSE).data.decode()


@pytest.mark.parametrize("render", [on_screen, sheets])
def test_identifiers_are_unique_and_every_link_inside_leads_to_one(render: Callable[[Document], str]) -> None:
    root = reports(render)
    names = [str(name) for name in root.xpath("//@id")]
    assert len(names) == len(set(names))
    targets = {str(href)[1:] for href in root.xpath("//a/@href") if str(href).startswith("#")}
    assert {"held", "seal", "recommendation-2", "promises", "source-winters", "heading-6"} <= targets
    assert targets <= set(names)


def test_contents_are_a_landmark_with_a_list_of_links_on_the_screen() -> None:
    root = reports(on_screen)
    (contents,) = root.xpath("//nav[@role='doc-toc']")
    links = contents.xpath("ul/li/p/a")
    assert [(link.get("href"), link.text) for link in links][:2] == [
        ("#findings", "1. What was found"),
        ("#promises", "1. What was promised"),
    ]
    assert [line.get("class") for line in contents.iter("p")][:2] == ["contents-2", "contents-3"]


def test_contents_are_lines_without_pages_on_sheets_where_the_layout_counts() -> None:
    known = sheets(paged(report(), PAGES))
    assert known == sheets(report())
    (contents,) = page(known).xpath("//nav")
    assert {line.tag for line in contents} == {"p"}


@pytest.mark.parametrize("render", [on_screen, sheets])
def test_numbers_of_headings_stand_apart_from_their_words(render: Callable[[Document], str]) -> None:
    (heading,) = reports(render).xpath("//h2[@id='findings']")
    assert (heading.get("class"), "".join(heading.itertext())) == ("numbered", "1. What was found")
    assert heading.xpath("string(span[@class='heading-label'])") == "1."


@pytest.mark.parametrize("render", [on_screen, sheets])
def test_the_chart_lies_on_its_side_with_its_notes_beneath_it(render: Callable[[Document], str]) -> None:
    (section,) = reports(render).xpath("//section[@class='landscape']")
    (block,) = section.xpath("div[@class='table-block']")
    assert len(block.xpath(".//table[@id='chart-dialogues']")) == 1
    assert ["".join(note.itertext()) for note in block.xpath("p[@class='table-note']")] == [
        "a Ministry of Justice, Yearbook 1998, p. 31.",
        "b Counted by 王建国; see 人權對話的真相.",
    ]
    assert block.xpath(".//td//sup[@class='note-mark']/text()") == ["a", "b", "a", "a", "a"]


def test_a_table_scrolls_on_the_screen_as_a_region_that_the_keyboard_reaches() -> None:
    root = reports(on_screen)
    regions = root.xpath("//table/parent::div")
    assert [(one.get("role"), one.get("tabindex"), one.get("aria-label")) for one in regions] == [
        ("region", "0", "Persons held"),
        ("region", "0", "Dialogues at a glance"),
    ]
    assert root.xpath("//table/@style") == ["--least: 210mm"]
    assert not page(sheets(report())).xpath("//*[@tabindex or @role='region']")


def test_a_note_in_words_of_another_language_keeps_it_at_the_end_of_the_page() -> None:
    note = Footnote((Text("Oui."),), 1)
    quoted = Division(Role.QUOTATION, (p("Non.", note),), "fr", "ltr")
    _, root = made(blocks=(quoted,))
    assert root.xpath("//li[@id='note_1']/@lang") == ["fr"]
    assert root.xpath("//li[@id='note_1']/@dir") == ["ltr"]


def test_a_report_makes_no_simplifications() -> None:
    assert write_html(report(), HOUSE).problems == ()
