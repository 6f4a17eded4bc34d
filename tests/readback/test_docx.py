"""Reading a Word file back: all that was written is found, and whatever is changed is noticed."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.document import (
    Block,
    Cell,
    Contents,
    ContentsEntry,
    CrossReference,
    Division,
    Document,
    Emphasis,
    Footnote,
    Heading,
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
    Table,
    TableNote,
    Text,
)
from briefgen.jobs import Format
from briefgen.languages import LANGUAGES, language
from briefgen.passes.paging import paged
from briefgen.passes.resolve import resolve
from briefgen.problems import Problem
from briefgen.readback.compare import compare, compare_furniture
from briefgen.readback.docx import furniture_docx, read_docx
from briefgen.readback.passages import passages
from briefgen.roles import Role
from briefgen.theme import HOUSE
from briefgen.writers.docx import write_docx

from ..trees import report


def p(text: str, role: Role = Role.BODY) -> Paragraph:
    return Paragraph((Text(text),), role)


def numbered(*blocks: tuple[Block, ...]) -> List:
    return List(tuple(ListItem(inner, f"{n}.") for n, inner in enumerate(blocks, 1)), True)


def _blocks() -> tuple[Block, ...]:
    inner = List((ListItem((p("in writing"), p("and by name")), "•"), ListItem((p("soon"),), "•")))
    decree = Footnote((Text("Decree 14, "), Link("https://zenda.example/d", (Text("text"),))), 1)
    desk = Link("mailto:desk@zenda.example", (Text("write to "), Emphasis((Text("us"),))))
    promise = Division(Role.QUOTATION, (p("as promised"),))
    head = Row((Cell((p("Prison"),), Scope.COLUMN), Cell((), Scope.COLUMN)))
    row = Row((Cell((p("Zenda"),), Scope.ROW), Cell((p("two"), numbered((p("north"),), (p("south"),))))))
    return (
        Division(Role.ADDRESSEE, (p("The Minister", Role.ADDRESS_LINE), p("Strelsau", Role.ADDRESS_LINE))),
        Heading(1, (Text("The ninth round"),), "subject"),
        Paragraph((Text("First"), decree, LineBreak(), Text("see "), CrossReference("visits", "Table 1"),
                   Footnote((Text("Ibid."),), 2))),
        numbered((p("publish the list"), inner), (p("answer us"), promise)),
        numbered((p("a second list"),), (p("starts anew"),)),
        Heading(2, (Text("Figures"),)),
        Table((Text("Visits"),), (head,), (row,), (1, 2), "visits", "Table 1"),
        Paragraph((desk, Text("."))),
        Division(Role.QUOTATION, (p("المادة 14 (CCPR) من العهد"),), "ar", "rtl"),
    )  # fmt: skip


LETTER = Document(
    kind="open-letter",
    title="Letter on the ninth round",
    language="en",
    direction="ltr",
    issuer="Zenda Rights Watch",
    date="2000-09-28",
    running_head="The ninth round",
    page_label="Page {page} of {pages}",
    marks=(Mark(MarkKind.DRAFT, "Draft"),),
    blocks=_blocks(),
)


def _report() -> tuple[Block, ...]:
    entries = (ContentsEntry(2, "1. Aims", "aims", 3), ContentsEntry(3, "Means", "means", 12))
    wang = Span((Text("王建国"),), Role.NAME, "zh-Hans")
    decree = Footnote((Text("Decree 14."),), 1, "source-decree")
    again = Footnote((Text("See note "), CrossReference("source-decree", "1"), Text(".")), 2)
    asks = numbered((p("publish the list"),), (p("answer us"),))
    asks = replace(asks, items=tuple(replace(item, key=f"ask-{item.label}") for item in asks.items))
    cells = (Cell((p("Zenda"),), Scope.ROW), Cell((Paragraph((Text("two"), NoteMark("a"))),)))
    chart = Table((Text("Visits"),), (), (Row(cells),), (1, 2), "chart", "Table 1",
                  (TableNote("a", (Text("Counted by "), wang)),))  # fmt: skip
    return (
        Contents(3, entries),
        Heading(2, (Text("Aims"),), "aims", True, "1."),
        Paragraph((Text("Decree"), decree, Text(" again"), again)),
        Heading(3, (Text("Means"),), "means"),
        Landscape((chart,)),
        Heading(2, (Text("Asks"),), "asks", True, "2."),
        asks,
        Paragraph((Text("see "), CrossReference("ask-2.", "2"), Text(" and "), wang)),
    )


def judge(data: bytes, document: Document = LETTER) -> list[Problem]:
    expected = passages(document, Format.DOCX)
    problems = compare(expected, read_docx(data), Format.DOCX)
    return problems + compare_furniture(document, furniture_docx(data), Format.DOCX)


REPORT = replace(LETTER, blocks=_report())


def altered(change: Callable[[str], str], member: str, document: Document = LETTER) -> bytes:
    """The written letter with one member changed by a hand that knows its XML."""
    source, target = BytesIO(write_docx(document, HOUSE).data), BytesIO()
    with ZipFile(source) as old, ZipFile(target, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if name == member:
                changed = change(text.decode())
                assert changed != text.decode(), "the change found nothing to change"
                text = changed.encode()
            new.writestr(name, text)
    return target.getvalue()


def drop(pattern: str) -> Callable[[str], str]:
    return lambda text: re.sub(pattern, "", text, count=1)


def swap(old: str, new: str) -> Callable[[str], str]:
    return lambda text: text.replace(old, new, 1)


def every(old: str, new: str) -> Callable[[str], str]:
    return lambda text: text.replace(old, new)


DOCUMENT, NOTES, NUMBERS = "word/document.xml", "word/footnotes.xml", "word/numbering.xml"
RELATIONS, NOTE_RELATIONS = "word/_rels/document.xml.rels", "word/_rels/footnotes.xml.rels"

CHANGES: dict[str, tuple[str, Callable[[str], str]]] = {
    "a paragraph is dropped": (DOCUMENT, drop(r"<w:p>(?:(?!</w:p>).)*Strelsau.*?</w:p>")),
    "two paragraphs are swapped": (
        DOCUMENT,
        lambda s: s.replace("The Minister", "#").replace("Strelsau", "The Minister").replace("#", "Strelsau"),
    ),
    "a word is changed": (DOCUMENT, swap("answer us", "answer me")),
    "a no-break space becomes a space": (DOCUMENT, swap("publish the list", "publish the\u00a0list")),
    "a word is hidden": (
        DOCUMENT,
        lambda s: re.sub("<w:r>(<w:t[^>]*>First)", r"<w:r><w:rPr><w:vanish/></w:rPr>\1", s),
    ),
    "a heading becomes a paragraph": (DOCUMENT, swap('w:val="Heading2"', 'w:val="BodyText"')),
    "a heading changes its level": (DOCUMENT, swap('w:val="Heading2"', 'w:val="Heading3"')),
    "a line break is lost": (DOCUMENT, drop("<w:br/>")),
    "a note is lost": (NOTES, drop(r'<w:footnote w:id="2">.*?</w:footnote>')),
    "a note's mark is lost": (DOCUMENT, drop(r'<w:footnoteReference w:id="1"/>')),
    "two notes are swapped": (
        DOCUMENT,
        lambda s: re.sub(r'(footnoteReference w:id=")(\d)', lambda m: m[1] + str(3 - int(m[2])), s),
    ),
    "a note's words change": (NOTES, swap("Ibid.", "Idem.")),
    "a link leads elsewhere": (RELATIONS, swap("mailto:desk@zenda.example", "mailto:mole@zenda.example")),
    "a note's link leads elsewhere": (NOTE_RELATIONS, swap("zenda.example/d", "zenda.example/e")),
    "a link becomes words": (DOCUMENT, lambda s: re.sub(r"</?w:hyperlink[^>]*>", "", s)),
    "a list goes on counting": (
        DOCUMENT,
        lambda s: re.sub(r'(?s)w:numId w:val="3"(?=.*second list|.*starts anew)', 'w:numId w:val="1"', s),
    ),
    "a list starts at two": (NUMBERS, every('startOverride w:val="1"', 'startOverride w:val="2"')),
    "a list has other labels": (NUMBERS, every('w:lvlText w:val="%1."', 'w:lvlText w:val="%1)"')),
    "letters instead of numbers": (NUMBERS, every('numFmt w:val="decimal"', 'numFmt w:val="lowerRoman"')),
    "an item is no item any more": (DOCUMENT, drop(r"<w:numPr>.*?</w:numPr>")),
    "a header cell becomes a data cell": (DOCUMENT, drop(r"<w:cnfStyle[^>]*/>")),
    "a column is lost": (DOCUMENT, drop(r"<w:tc>.*?</w:tc>")),
    "a reference is cached wrongly": (DOCUMENT, lambda s: s.replace(">Table 1<", ">Table 2<", 1)),
    "a bookmark is lost": (DOCUMENT, lambda s: re.sub(r"<w:bookmark(Start|End)[^>]*/>", "", s)),
    "the title is another": ("docProps/core.xml", swap("Letter on the ninth", "Draft of the ninth")),
    "the language is another": ("docProps/core.xml", swap("<dc:language>en<", "<dc:language>fr<")),
    "the text is set in another language": ("word/styles.xml", swap('w:val="en-GB"', 'w:val="fr-FR"')),
    "the mark is lost on the first page": ("word/header2.xml", swap("Draft", "")),
    "the mark is lost on other pages": ("word/header1.xml", swap("Draft", "")),
    "the running head is lost": ("word/header1.xml", swap("The ninth round", "")),
    "the page number is lost": ("word/footer1.xml", swap(" PAGE ", " DATE ")),
}  # fmt: skip


def test_the_letter_reads_back_as_it_was_written() -> None:
    assert judge(write_docx(LETTER, HOUSE).data) == []


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_is_noticed_when(name: str) -> None:
    member, change = CHANGES[name]
    assert judge(altered(change, member)) != []


REPORT_CHANGES: dict[str, tuple[str, Callable[[str], str]]] = {
    "a page of the contents is another": (DOCUMENT, swap(">12<", ">13<")),
    "words of the contents change": (DOCUMENT, swap("1. Aims", "1. Claims")),
    "a line of the contents leads elsewhere": (
        DOCUMENT, swap("PAGEREF _Ref00000003", "PAGEREF _Ref00000001")
    ),
    "a line of the contents leads nowhere": (DOCUMENT, swap("PAGEREF _Ref00000003", "PAGEREF _Ref99")),
    "the contents lose a line": (DOCUMENT, drop(r'<w:p><w:pPr><w:pStyle w:val="TOC3".*?</w:p>')),
    "a line of the contents changes its level": (DOCUMENT, swap("TOC3", "TOC2")),
    "a heading loses its number": (DOCUMENT, drop(r"<w:numPr>.*?</w:numPr>")),
    "headings are counted in letters": (NUMBERS, swap('"decimal"', '"upperLetter"')),
    "headings begin with four": (NUMBERS, swap('startOverride w:val="1"', 'startOverride w:val="4"')),
    "a note of the table is lost": (DOCUMENT, drop(r'<w:p><w:pPr><w:pStyle w:val="TableNote.*?</w:p>')),
    "a mark in the table is lost": (
        DOCUMENT, drop(r'<w:r><w:rPr><w:rStyle w:val="TableNoteMark"/></w:rPr><w:t[^>]*>a</w:t></w:r>')
    ),
    "a reference shows another item": (DOCUMENT, swap(r"\n \h", r"\h")),
    "a reference to an item is cached wrongly": (
        DOCUMENT, lambda s: re.sub(r"(\\n \\h .*?>)2<", r"\g<1>3<", s)
    ),
    "a note refers to no note": (NOTES, lambda s: re.sub(r"NOTEREF _Ref0+\d", "NOTEREF _Ref00000001", s)),
    "a name is set in another language": (DOCUMENT, swap('eastAsia="zh-CN"', 'eastAsia="zh-TW"')),
    "a name is set in no language": (DOCUMENT, drop(r'<w:lang w:eastAsia="zh-CN"/>')),
}  # fmt: skip


def test_a_report_reads_back_as_it_was_written() -> None:
    assert judge(write_docx(REPORT, HOUSE).data, REPORT) == []


def test_the_report_with_every_node_and_role_reads_back_as_it_was_written() -> None:
    assert judge(write_docx(report(), HOUSE).data, report()) == []


@pytest.mark.parametrize("name", REPORT_CHANGES)
def test_a_change_in_a_report_is_noticed_when(name: str) -> None:
    member, change = REPORT_CHANGES[name]
    assert judge(altered(change, member, REPORT), REPORT) != []


LYING_HEAD = r'<w:headerReference w:type="default" r:id="rId\d"/>(?=(?:(?!</w:sectPr>).)*landscape)'


def test_a_section_without_a_head_has_the_one_before_it() -> None:
    def last_head(text: str) -> str:
        return re.sub(f"(.*){LYING_HEAD}", r"\1", text, count=1, flags=re.DOTALL)

    assert judge(altered(last_head, DOCUMENT, REPORT), REPORT) == []


def test_pages_on_their_side_need_their_running_head_too() -> None:
    first = package_id("header2")

    def last_head(text: str) -> str:
        return re.sub(
            f"(.*){LYING_HEAD}",
            rf'\1<w:headerReference w:type="default" r:id="{first}"/>',
            text,
            flags=re.DOTALL,
        )

    (problem,) = judge(altered(last_head, DOCUMENT, REPORT), REPORT)
    assert "lost the running head on page kind 3" in problem.message


def package_id(part: str) -> str:
    """The id of the relation from the written document to one of its parts."""
    with ZipFile(BytesIO(write_docx(REPORT, HOUSE).data)) as archive:
        relations = archive.read(RELATIONS).decode()
    (found,) = re.findall(rf'<Relationship [^>]*Target="{part}.xml"[^>]*>', relations)
    return str(re.findall(r'Id="(\w+)"', found)[0])


def test_a_caption_that_word_would_count_otherwise_is_noticed() -> None:
    end = '</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:bookmarkEnd'
    found = read_docx(altered(swap(f">1{end}", f">7{end}"), DOCUMENT))
    assert next(one.text for one in found if one.kind == "caption") == "Table 7 (Word: 1). Visits"


def test_lists_are_counted_as_word_counts_them() -> None:
    found = [
        (one.level, one.label) for one in read_docx(write_docx(LETTER, HOUSE).data) if one.kind == "list-item"
    ]
    assert found == [(1, "1."), (2, "•"), (2, ""), (2, "•"), (1, "2."), (1, ""), (1, "1."), (1, "2.")]


LETTERS = st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Cn", "Zl", "Zp"), exclude_characters="\ufffe\uffff\ufffc"),
    min_size=1,
    max_size=40,
)


@settings(max_examples=50, deadline=None)
@given(LETTERS, LETTERS, LETTERS)
def test_any_text_comes_through_exactly(body: str, note: str, cell: str) -> None:
    content = (Text(body), Footnote((Text(note),), 1), Span((Text(cell),), None, "ar", "rtl"))
    table = Table((Text("Caption"),), (), (Row((Cell((p(cell),)),)),), (1,), None, "Table 1")
    document = replace(LETTER, blocks=(Paragraph(content), List((ListItem((p(cell),), "•"),)), table))
    found, expected = read_docx(write_docx(document, HOUSE).data), passages(document, Format.DOCX)
    assert compare(expected, found, Format.DOCX) == []
    assert [unmarked(one.text) for one in found] == [unmarked(one.text) for one in expected]


def unmarked(text: str) -> str:
    """The text without marks of direction: at the ends of a span, they are Word's only isolates."""
    return text.replace("\u200e", "").replace("\u200f", "")


def test_a_telephone_number_in_a_heading_is_the_same_in_the_contents_and_in_references() -> None:
    number = Span((Text("+00 555 0177"),), Role.EXACT, None, "ltr")
    heading = Heading(2, (Text("هاتف "), number), key="phone")
    blocks = (Contents(), heading, Paragraph((CrossReference("phone"),)))
    bare = replace(LETTER, language="ar", direction="rtl", blocks=blocks)
    document = paged(resolve(bare, language("ar")), {"phone": 1})

    found = read_docx(write_docx(document, HOUSE).data)
    assert compare(passages(document, Format.DOCX), found, Format.DOCX) == []


CODES = sorted({*LANGUAGES, "ug", "bo", "fr-FR", "de-DE", "es-ES", "ar-SA", "zh-CN", "zh-TW", "en-US"})


@pytest.mark.parametrize("code", CODES)
def test_words_in_any_language_are_told_in_a_letter_in_any_other(code: str) -> None:
    texts = {"zh": "王建国", "ar": "أحمد", "ug": "ئىلھام", "bo": "བོད"}
    own = texts.get(code[:2], "One")
    spans = [Span((Text(texts.get(other[:2], "two")),), None, other) for other in CODES]
    blocks = tuple(Paragraph((Text(f"{own} "), span, Text(f" {own}"))) for span in spans)
    document = replace(LETTER, language=code, blocks=blocks)
    assert judge(write_docx(document, HOUSE).data, document) == []


WORDS = st.sampled_from(["one", "two words", "瑪麗", "المادة 14", "a “b” (c)"]).map(
    lambda text: (Text(text),)
)
ROLES = st.sampled_from([Role.BODY, Role.BODY, Role.ADDRESS_LINE, Role.COPY_LINE])
PARAGRAPHS = st.builds(Paragraph, WORDS, ROLES)


def _grow(inner: st.SearchStrategy[Block]) -> st.SearchStrategy[Block]:
    some = st.lists(inner, min_size=1, max_size=3).map(tuple)
    lines = st.lists(PARAGRAPHS, max_size=2).map(tuple)
    items = st.lists(st.builds(ListItem, some), min_size=1, max_size=3).map(tuple)
    rows = st.lists(
        st.builds(Cell, lines, st.sampled_from([None, *Scope])).map(lambda cell: Row((cell,))), max_size=3
    )
    tables = st.builds(Table, WORDS | st.just(()), st.just(()), rows.map(tuple), st.just((1,)))
    divisions = st.builds(Division, st.sampled_from([Role.QUOTATION, Role.SIGNATURE, Role.LETTERHEAD]), some)
    return st.builds(List, items, st.booleans()) | divisions | tables


BLOCKS = st.recursive(PARAGRAPHS | st.builds(Heading, st.integers(1, 4), WORDS), _grow, max_leaves=12)


SPANS = st.builds(
    lambda content, code: (Text("of "), Span(content, None, code), Text(".")),
    WORDS,
    st.sampled_from(["zh-Hans", "zh-Hant", "fr", "bo"]),
)
HEADINGS = st.builds(Heading, st.integers(2, 4), WORDS, st.none(), st.booleans())
CITED = st.sampled_from(["source-one", "source-two"]).map(
    lambda key: Paragraph(
        (
            Text("Cited"),
            Footnote((Text("Whole."),), 0, key, (Text("See note "), CrossReference(key), Text("."))),
        )
    )
)
TOPS = BLOCKS | HEADINGS | CITED | st.builds(Paragraph, SPANS)
LYING = st.lists(TOPS, min_size=1, max_size=3).map(lambda blocks: Landscape(tuple(blocks)))


@settings(max_examples=80, deadline=None)
@given(st.lists(TOPS | LYING | st.builds(Contents, st.integers(2, 4)), max_size=6))
def test_any_tree_reads_back_as_it_was_written(blocks: list[Block]) -> None:
    document = resolve(replace(LETTER, blocks=tuple(blocks)), language("en"))
    written = write_docx(document, HOUSE)
    assert [problem.message for problem in judge(written.data, document)] == []
    assert written.problems == ()


def test_hand_made_word_features_are_read_as_word_shows_them() -> None:
    words = "<w:t>non</w:t><w:noBreakHyphen/><w:t>stop</w:t><w:softHyphen/><w:tab/><w:t>x</w:t>"
    insert = swap('<w:t xml:space="preserve">answer us</w:t>', words)
    texts = [one.text for one in read_docx(altered(insert, DOCUMENT))]
    assert "non\u2011stop\u00ad\tx" in texts
