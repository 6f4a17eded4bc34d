"""A letter with every kind of passage in it, made by hand."""

from __future__ import annotations

import hashlib
from io import BytesIO

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
from briefgen.places import Place
from briefgen.roles import Role

SEAL = (
    "The dialogue will be judged by what it changes: eleven months later the number of persons held without"
    " charge in Sylvania has risen from 412 to 530, and no list handed over in Zenda has been answered."
)
WANG = Span((Text("王建国"),), Role.NAME, "zh-Hans")
YUSUF = Span((Text("أحمد يوسف"),), Role.NAME, "ar", "rtl")
TENZIN = Span((Text("བསྟན་འཛིན"),), Role.NAME, "bo")


def at(line: int) -> Place:
    return Place("briefings/zenda/letter.yaml", line, 3, "body")


def p(*content: str | Inline, role: Role = Role.BODY, line: int = 1) -> Paragraph:
    nodes = tuple(Text(part, origin=at(line)) if isinstance(part, str) else part for part in content)
    return Paragraph(nodes, role, origin=at(line))


def cell(text: str, header: Scope | None = None) -> Cell:
    return Cell((p(text),) if text else (), header)


def picture() -> Image:
    buffer = BytesIO()
    Pixels.new("RGB", (30, 10), "#8A1538").save(buffer, "PNG")
    data = buffer.getvalue()
    return Image(f"picture-{hashlib.sha256(data).hexdigest()[:16]}.png", data, 30, 10)


def items() -> List:
    inner = List((ListItem((p("the prison of Hentzau;"),), "•"), ListItem((p(SEAL),), "•")))
    return List(
        (
            ListItem((p("to publish the number of death sentences;"),), "1."),
            ListItem((p("to open two prisons:"), inner, p("all this within a year.")), "2."),
        ),
        ordered=True,
    )


def table(rows: int = 3) -> Table:
    head = Row((cell("District", Scope.COLUMN), cell("1999", Scope.COLUMN), cell("Remarks", Scope.COLUMN)))
    body = [Row((cell(f"District {n}", Scope.ROW), cell(str(100 + n)), cell(""))) for n in range(rows)]
    lists = Cell(
        (p("Partly published"), List((ListItem((p("by age"),), "•"), ListItem((p("by sex"),), "•"))))
    )
    last = Row((cell("Tarlenheim", Scope.ROW), cell("7"), lists))
    return Table((Text("Persons held"),), (head,), (*body, last), (3, 1, 2), "held", "Table 1")


def blocks() -> tuple[Block, ...]:
    report = Link("https://www.example.org/reports?lang=en&part=2", (Text("the full report"),))
    lists = Link(
        "https://www.example.org/round-eight",
        (
            Text("the page of the "),
            Emphasis((Text("eighth round"),)),
            Text(" with every paper handed over there"),
        ),
    )
    return (
        Division(Role.LETTERHEAD, (p("Friends of Zenda", role=Role.ISSUER_NAME),)),
        Division(Role.ADDRESSEE, (p("The Ministers for Foreign Affairs", LineBreak(), "Council Square 1"),)),
        Heading(1, (Text("Re: The eighth round & what it left open"),)),
        p("Dear Ministers,", role=Role.SALUTATION),
        p(SEAL, Footnote((Text("Ministry of Justice, 2000; see "), report, Text(".")), 1), line=12),
        p("Three names: ", WANG, " (Wang Jianguo), ", YUSUF, " (Ahmed Yusuf) and ", TENZIN, ".", line=14),
        Heading(2, (Text("What was promised"),)),
        items(),
        Division(Role.QUOTATION, (p("We shall leave no letter unanswered; nor any <name> unspoken."),)),
        p(
            "Held since ",
            Strong((Text("May 1999"),)),
            ", see ",
            CrossReference("held", "Table 1"),
            "; ",
            lists,
            ".",
        ),
        table(),
        Figure(picture(), "A red bar", 60.0, (Text("The seal of the dialogue"),), "seal", "Figure 1"),
        p(
            "Their families know nothing.",
            Footnote((Text("Names: "), WANG, Text(" and "), YUSUF, Text(".")), 2),
        ),
        Division(Role.SIGNATURE, (p("Flavia Elphberg", role=Role.SIGNATORY_NAME),)),
    )


def letter(*content: Block, language: str = "en") -> Document:
    return Document(
        kind="open-letter",
        title="Open letter on the eighth round",
        language=language,
        direction="rtl" if language in ("ar", "ug") else "ltr",
        issuer="Friends of Zenda",
        date="2000-09-28",
        running_head="Friends of Zenda · Open letter",
        page_label="Page {page} of {pages}",
        marks=(Mark(MarkKind.DRAFT, "DRAFT"), Mark(MarkKind.SAMPLE, "Sample; not a text of those it names")),
        blocks=content or blocks(),
    )


def long_letter() -> Document:
    """Four pages: paragraphs, a list and a table that run over page breaks."""
    many = List(tuple(ListItem((p(SEAL, " ", SEAL),), f"{n}.") for n in range(1, 15)), ordered=True)
    return letter(*blocks()[:-1], *(p(SEAL, " ", SEAL) for _ in range(6)), many, table(40), blocks()[-1])
