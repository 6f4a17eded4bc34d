"""A letter with everything in it, and the tools to look into what was written."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

from lxml import etree
from PIL import Image as Pixels

from briefgen.document import (
    Block,
    Cell,
    CrossReference,
    Division,
    Document,
    Emphasis,
    Figure,
    Footnote,
    Heading,
    Image,
    Inline,
    LineBreak,
    Link,
    List,
    ListItem,
    Mark,
    MarkKind,
    Paragraph,
    Row,
    Scope,
    Span,
    Strong,
    Table,
    Text,
)
from briefgen.roles import Role
from briefgen.theme import HOUSE
from briefgen.writers.docx import write_docx

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def t(text: str) -> tuple[Inline, ...]:
    return (Text(text),)


def p(text: str, role: Role = Role.BODY) -> Paragraph:
    return Paragraph(t(text), role)


def _picture() -> Image:
    stream = BytesIO()
    pixels = Pixels.new("RGB", (240, 90), (138, 21, 56))
    pixels.paste((255, 255, 255), (20, 20, 70, 70))
    pixels.save(stream, "PNG")
    data = stream.getvalue()
    return Image(f"picture-{hashlib.sha256(data).hexdigest()[:16]}.png", data, 240, 90)


PICTURE = _picture()


def _cell(text: str, header: Scope | None = None) -> Cell:
    return Cell((p(text),), header)


def _table() -> Table:
    head = Row(tuple(_cell(text, Scope.COLUMN) for text in ("Prison", "Visits asked for", "Visits granted")))
    body = (
        Row((_cell("Strelsau", Scope.ROW), _cell("12"), _cell("3"))),
        Row((_cell("Hentzau", Scope.ROW), _cell("7"), _cell("none; two requests were not answered at all"))),
        Row((_cell("Zenda", Scope.ROW), _cell("4"), Cell((p("4, of which:"), _in_cell())))),
    )
    return Table(t("Visits to prisons, January to September"), (head,), body, (3, 2, 4), "visits", "Table 1")


def _in_cell() -> List:
    return List((ListItem((p("3 announced"),), "•"), ListItem((p("1 unannounced"),), "•")))


def _list() -> List:
    inner = List((ListItem((p("by name,"),), "•"), ListItem((p("and in writing;"),), "•")))
    return List(
        (
            ListItem((p("publish the list of those held under the decree,"), inner), "1."),
            ListItem(
                (p("let the special rapporteur in without conditions, to every place asked for;"),), "2."
            ),
            ListItem((p("answer the four questions of May."), p("They are attached once more.")), "3."),
        ),
        ordered=True,
    )


def _opening() -> tuple[Block, ...]:
    letterhead = (
        Figure(PICTURE, "Zenda Rights Watch, a white square on red", 24),
        p("Zenda Rights Watch", Role.ISSUER_NAME),
        p("12 Castle Road, Zenda · +999 1 234 56 · office@zenda.example", Role.ISSUER_LINE),
    )
    lines = ("Her Excellency Antoinette Mauban", "Minister for Foreign Affairs", "Strelsau", "Ruritania")
    return (
        Division(Role.LETTERHEAD, letterhead),
        Division(
            Role.PARTICULARS,
            (p("Zenda, 28 September 2000", Role.DATE), p("Reference: ZRW/14", Role.REFERENCE)),
        ),
        Division(Role.ADDRESSEE, tuple(p(line, Role.ADDRESS_LINE) for line in lines)),
        Heading(1, t("Re: The ninth round of the dialogue on human rights"), "subject"),
        p("Dear Minister,", Role.SALUTATION),
    )


def _middle() -> tuple[Block, ...]:
    note = Footnote(
        (Text("Decree 14, "), Link("https://zenda.example/decree?a=1&b=2", t("text of the decree"))), 1
    )
    name = Span(t("瑪麗·安托內"), Role.NAME, "zh-Hant")
    arabic = Span((Text("المادة 14 (CCPR) من العهد"),), None, "ar", "rtl")
    caption, alt = t("Requests and answers"), "A white square, which stands for nothing"
    mixed = "تنص المادة 14 من العهد (CCPR) على ذلك، الهاتف \u200e+999 1 234."
    return (
        Paragraph((Text("Before the round of 12 October we write about the decree"), note,
                   Text(" and about "), Strong(t("three hundred")), Text(" people who are "),
                   Emphasis(t("still")), Text(" held under it, among them Marie-Antoinette ("), name,
                   Text("). "), CrossReference("visits", "Table 1"),
                   Text(" has the figures; the covenant says "), arabic, Text(". More is at "),
                   Link("https://zenda.example/", t("our website")), Text("."))),
        p("We ask the government of Ruritania to"),
        _list(),
        Heading(2, t("What was promised")),
        p("In May the government told parliament:"),
        Division(Role.QUOTATION, (p("No one will be held for words alone. That is the rule from today."),
                                  p("And it will be kept."))),
        _table(),
        p("Since then little has moved, as the next figure shows."),
        Figure(PICTURE, alt, 60, caption, "chart", "Figure 1"),
        Division(Role.QUOTATION, (p(mixed),), "ar", "rtl"),
    )  # fmt: skip


def _closing() -> tuple[Block, ...]:
    def signature(name: str, capacity: str) -> Division:
        return Division(
            Role.SIGNATURE,
            (
                p(name, Role.SIGNATORY_NAME),
                Paragraph((*t(capacity), LineBreak(), *t("Zenda")), Role.SIGNATORY_CAPACITY),
            ),
        )

    return (
        p("Yours sincerely,", Role.CLOSING),
        signature("Rose Burlesdon", "Secretary General"),
        signature("Fritz von Tarlenheim", "Head of the Ruritania desk"),
        Division(
            Role.COPIES,
            (p("Copies: the embassy of Freedonia", Role.COPY_LINE), p("1 enclosure", Role.COPY_LINE)),
        ),
    )


def _letter() -> Document:
    return Document(
        kind="open-letter",
        title="Letter to the Minister for Foreign Affairs of Ruritania",
        language="en",
        direction="ltr",
        issuer="Zenda Rights Watch",
        date="2000-09-28",
        running_head="Zenda Rights Watch · The ninth round",
        page_label="Page {page} of {pages}",
        marks=(Mark(MarkKind.DRAFT, "Draft"), Mark(MarkKind.SAMPLE, "Sample, all of it invented")),
        blocks=(*_opening(), *_middle(), *_closing()),
    )


LETTER = _letter()


def with_blocks(*blocks: Block) -> Document:
    """The letter with these blocks alone."""
    return replace(LETTER, blocks=blocks)


class Opened:
    """A written file, opened with nothing but zip and XML."""

    def __init__(self, document: Document) -> None:
        self.written = write_docx(document, HOUSE)
        self.data = self.written.data
        with ZipFile(BytesIO(self.data)) as archive:
            self.members = {name: archive.read(name) for name in archive.namelist()}

    def part(self, name: str) -> etree._Element:
        return etree.fromstring(self.members[f"word/{name}.xml"])

    def body(self) -> etree._Element:
        body = self.part("document").find(f"{W}body")
        assert body is not None
        return body

    def paragraphs(self) -> list[etree._Element]:
        return list(self.body().iter(f"{W}p"))


def shown(paragraph: etree._Element) -> str:
    return "".join(text.text or "" for text in paragraph.iter(f"{W}t"))


def value(element: etree._Element, path: str, name: str = "val") -> str | None:
    found = element.find("/".join(W + step for step in path.split("/")))
    return None if found is None else found.get(W + name)


def style(paragraph: etree._Element) -> str | None:
    return value(paragraph, "pPr/pStyle")
