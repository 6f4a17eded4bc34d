"""A letter and a report with every kind of passage in them, made by hand, as resolving leaves them."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from io import BytesIO

from PIL import Image as Pixels

from briefgen.document import (
    Block,
    Cell,
    Contents,
    ContentsEntry,
    CrossReference,
    Division,
    Document,
    Emphasis,
    Figure,
    Footnote,
    Heading,
    Image,
    Inline,
    Landscape,
    LineBreak,
    Link,
    List,
    ListItem,
    Mark,
    MarkKind,
    NoteMark,
    Paragraph,
    Row,
    Scope,
    Span,
    Strong,
    Table,
    TableNote,
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


# ---- a report: every node, every role ---------------------------------------------------------------

GULNAR = Span((Text("گۈلنار"),), Role.NAME, "ug", "rtl")
HEADLINE = Span((Text("人權對話的真相"),), None, "zh-Hant")
COLUMNS = ("Began", "Rounds", "Experts", "Held at", "Reports", "Cases raised")
PAGES = {
    "findings": 2, "promises": 2, "prisons": 3, "recommendations": 3, "chart": 4, "heading-5": 5,
    "heading-6": 6, "heading-7": 6,
}  # fmt: skip
"""Pages of the report's headings, for formats that are told them; the layout has the last word in a PDF."""


def h(level: int, text: str, key: str, label: str = "") -> Heading:
    return Heading(level, (Text(text, origin=at(level)),), key, bool(label), label, origin=at(level))


def empty(text: str) -> Cell:
    return Cell((p(Span((Text(text),), Role.EMPTY)),))


def cells(*content: str | Inline, points: tuple[str, ...] = ()) -> Cell:
    listed = List(tuple(ListItem((p(point),), "•") for point in points))
    return Cell((p(*content), *((listed,) if points else ())))


def chart() -> Table:
    """Seven columns; notes beneath it; a note with a letter used twice, and one of two languages."""
    head = Row(tuple(cell(text, Scope.COLUMN) for text in ("Government", *COLUMNS)))
    ruritania = Row(
        (
            cell("Ruritania", Scope.ROW),
            cells("1997, resumed in 1998", NoteMark("a")),
            cells("Eight: ", NoteMark("b"), points=("Zenda, 1997;", "Strelsau, 1998.")),
            cells("About 20"),
            empty("None exists"),
            empty("None published"),
            empty("Unknown"),
        )
    )
    others = [
        Row(
            (
                cell(name, Scope.ROW),
                cells("Spring 1996"),
                cells("Same as Ruritania, and:", points=("seminars on the law, in Strelsau.",)),
                cells("6"),
                cells("The capital in turn"),
                cells("The page of the round", NoteMark("a")),
                empty("Not researched"),
            )
        )
        for name in ("Sylvania", "Borduria", "Graustark")
    ]
    notes = (
        TableNote("a", (Text("Ministry of Justice, "), Emphasis((Text("Yearbook"),)), Text(" 1998, p. 31."))),
        TableNote("b", (Text("Counted by "), WANG, Text("; see "), HEADLINE, Text("."))),
    )
    return Table(
        (Text("Dialogues at a glance"),),
        (head,),
        (ruritania, *others),
        (3, 4, 5, 3, 4, 4, 4),
        "chart-dialogues",
        "Table 2",
        notes,
    )


def recommendations() -> List:
    texts = ("to publish the number of death sentences", "to open two prisons", "to answer every list")
    return List(
        tuple(
            ListItem(
                (p(f"{text};"), p("Within a year; the Ministry of Justice.", role=Role.PARTICULAR)),
                f"{number}.",
                f"recommendation-{number}",
            )
            for number, text in enumerate(texts, 1)
        ),
        ordered=True,
    )


def _opening() -> tuple[Block, ...]:
    entries = (
        ContentsEntry(2, "1. What was found", "findings"),
        ContentsEntry(3, "1. What was promised", "promises"),
        ContentsEntry(3, "2. What the prisons show", "prisons"),
        ContentsEntry(2, "2. What we ask for", "recommendations"),
        ContentsEntry(2, "The chart", "chart"),
        ContentsEntry(3, "Gravely ill", "heading-5"),
        ContentsEntry(2, "Appendix: 王建国", "heading-6"),
        ContentsEntry(3, "The lawyers", "heading-7"),
    )
    return (
        Division(
            Role.MASTHEAD,
            (
                p("Report", role=Role.KIND_LINE),
                h(1, "What eight rounds have changed", "heading-1"),
                p("A dialogue measured by its promises", role=Role.SUBTITLE),
                p("Friends of Zenda and Lantern Watch, 28 September 2000", role=Role.BYLINE),
            ),
        ),
        p("Zenda, 28 September 2000", role=Role.DATE),
        Division(Role.SUMMARY, (p("Eight rounds; no list was answered."),)),
        h(2, "Contents", "contents"),
        Contents(3, entries),
    )


def _findings() -> tuple[Block, ...]:
    source = (Text("Lantern Watch, "), Emphasis((Text("Eight Winters"),)), Text(", 1998."))
    return (
        h(2, "What was found", "findings", "1."),
        p("Lantern Watch (LW) counted 530 persons.", Footnote(source, 1, "source-winters"), " LW goes on."),
        h(3, "What was promised", "promises", "1."),
        Division(
            Role.CLAIM,
            (
                p("Stated outcome", role=Role.LABEL),
                p("Experts met."),
                List((ListItem((p("in Zenda;"),), "•"), ListItem((p("in Strelsau."),), "•"))),
            ),
        ),
        Division(Role.CONCERN, (p("Concern", role=Role.LABEL), p("Nobody else was let in."))),
        Division(
            Role.QUOTATION,
            (p("Aucune lettre ne restera sans réponse\u202f!"),),
            language="fr",
        ),
        h(3, "What the prisons show", "prisons", "2."),
        p(
            SEAL,
            Footnote(
                (
                    Text("See note "),
                    CrossReference("source-winters", "1"),
                    Text(", and "),
                    HEADLINE,
                    Text("."),
                ),
                2,
            ),
            " See ",
            CrossReference("held", "Table 1"),
            ", ",
            CrossReference("seal", "Figure 1"),
            ", recommendation ",
            CrossReference("recommendation-2", "2"),
            " and “",
            CrossReference("promises", "What was promised"),
            "”.",
        ),
        table(),
        Figure(picture(), "A red bar", 60.0, (Text("The seal of the dialogue"),), "seal", "Figure 1"),
        h(2, "What we ask for", "recommendations", "2."),
        recommendations(),
    )


def _closing() -> tuple[Block, ...]:
    legend = [
        p("None exists: ", Span((Text("there is no such thing"),), Role.EMPTY), role=Role.LEGEND_LINE),
        p("Unknown: nobody could say", role=Role.LEGEND_LINE),
    ]
    telephone = Span((Text("+00 555 01-42"),), Role.EXACT, None, "ltr")
    contact = (
        p(Strong((Text("Flavia Elphberg"),)), ", English and French", role=Role.CONTACT_LINE),
        p(telephone, role=Role.CONTACT_LINE),
        p(Link("mailto:press@example.org", (Text("press@example.org"),)), role=Role.CONTACT_LINE),
    )
    return (
        Landscape((h(2, "The chart", "chart"), chart(), Division(Role.LEGEND, tuple(legend)))),
        Division(Role.CASE, (h(3, "Gravely ill", "heading-5"), p(YUSUF, ", ", GULNAR, " and ", TENZIN, "."))),
        p("ENDS", role=Role.END_MARK),
        Division(
            Role.NOTES_TO_EDITORS, (p("Notes to editors", role=Role.LABEL), p("The next is the ninth."))
        ),
        Division(Role.BOILERPLATE, (p("Friends of Zenda is a friend of Zenda."),)),
        Division(Role.CONTACTS, (p("For the press", role=Role.LABEL), Division(Role.CONTACT, contact))),
        Division(
            Role.APPENDIX,
            (
                Heading(2, (Text("Appendix: "), WANG), "heading-6"),
                h(3, "The lawyers", "heading-7"),
                h(4, "Dated facts", "heading-8"),
                p("Six lawyers wrote on 5 May 1999."),
            ),
        ),
    )


def report() -> Document:
    """One tree with everything, resolved; pages of its contents are 0 until `paged` fills them in."""
    made = letter(*_opening(), *_findings(), *_closing())
    return replace(made, kind="report", title="What eight rounds have changed")
