"""The stand-alone page: complete in itself, sound HTML, nothing of the text becomes markup."""

from __future__ import annotations

from dataclasses import replace

import pytest
from lxml import etree

from briefgen.document import Link, Span, Text
from briefgen.theme import HOUSE
from briefgen.writers.html import sheets, write_html

from ..trees import letter, p


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
        assert root.xpath(f"//a[@id='call-{number}']/@href") == [f"#note-{number}"]
        assert root.xpath(f"//li[@id='note-{number}']/a[last()]/@href") == [f"#call-{number}"]
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
