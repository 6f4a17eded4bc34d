"""The last words of passages, notes that nobody calls, numbers in numbers: what a finished file may lose."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest
from lxml import etree

from briefgen.document import (
    Block,
    Cell,
    Document,
    Emphasis,
    Figure,
    Footnote,
    Heading,
    List,
    ListItem,
    Paragraph,
    Row,
    Table,
    TableNote,
    Text,
)
from briefgen.jobs import Format
from briefgen.problems import Problem
from briefgen.readback.compare import compare
from briefgen.readback.docx import read_docx
from briefgen.readback.docx_parts import Counting
from briefgen.readback.html import read_html
from briefgen.readback.passages import Passage, passages
from briefgen.readback.pdf import read_pdf
from briefgen.readback.text import read_text
from briefgen.theme import HOUSE
from briefgen.writers.docx import write_docx
from briefgen.writers.html import write_html
from briefgen.writers.pdf import write_pdf
from briefgen.writers.text import write_text

from ..trees import letter, picture, report

LAST = ("lamp", "mast", "quay", "reef", "sail", "tide", "wake", "yawl", "buoy", "dock")
"""The last word of each passage below."""


def ending(last: tuple[str, ...]) -> Document:
    """Return a document whose passages end in these words, some of them behind other nodes."""
    words = [f" {word}" if word else "" for word in last]
    told = tuple(Text(f"Seen from{word}") for word in words)
    note = Footnote((Emphasis((Text("Told"),)), told[7]), 1)
    blocks: tuple[Block, ...] = (
        Paragraph((told[0],)),
        Paragraph((Emphasis((Text("Seen"),)), Text(f" from{words[1]}"))),
        Heading(2, (told[2],), "heading-1"),
        List((ListItem((Paragraph((told[3],)),), "•"),)),
        Table(
            (told[4],),
            (),
            (Row((Cell((Paragraph((told[5],)),)),)),),
            (1,),
            "held",
            "Table 1",
            (TableNote("a", (told[6],)),),
        ),
        Paragraph((Text("Noted"), note)),
        Figure(picture(), f"A bar{words[8]}", 20.0, (Text(f"The seal{words[9]}"),), "seal", "Figure 1"),
        Paragraph((Text("All of it."),)),
    )
    return letter(*blocks)


Change = Callable[[str], str]


def in_docx(data: bytes, change: Change) -> bytes:
    target = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(target, "w") as new:
        for name in old.namelist():
            member = old.read(name)
            text = name in ("word/document.xml", "word/footnotes.xml")
            new.writestr(name, change(member.decode()).encode() if text else member)
    return target.getvalue()


def in_text(data: bytes, change: Change) -> bytes:
    return change(data.decode()).encode()


WRITTEN: dict[Format, tuple[Callable[[Document], bytes], Callable[[bytes], tuple[Passage, ...]]]] = {
    Format.HTML: (lambda document: write_html(document, HOUSE).data, read_html),
    Format.TXT: (lambda document: write_text(document, HOUSE).data, read_text),
    Format.DOCX: (lambda document: write_docx(document, HOUSE).data, read_docx),
    Format.PDF: (lambda document: write_pdf(document, HOUSE).data, read_pdf),
}


@pytest.fixture(scope="module")
def files() -> dict[Format, bytes]:
    """The document in every format, whole."""
    return {made: write(ending(LAST)) for made, (write, _) in WRITTEN.items()}


def judge(made: Format, data: bytes, document: Document) -> list[Problem]:
    return compare(passages(document, made), WRITTEN[made][1](data), made)


@pytest.mark.parametrize("made", Format)
def test_a_file_with_all_its_last_words_is_sound(files: dict[Format, bytes], made: Format) -> None:
    assert judge(made, files[made], ending(LAST)) == []


@pytest.mark.parametrize("word", LAST)
@pytest.mark.parametrize("made", [Format.HTML, Format.TXT, Format.DOCX])
def test_a_file_that_has_lost_the_last_word_of_a_passage_is_caught(
    files: dict[Format, bytes], made: Format, word: str
) -> None:
    cut = in_docx if made is Format.DOCX else in_text
    data = cut(files[made], lambda text: text.replace(f" {word}", ""))

    (problem,) = judge(made, data, ending(LAST))
    assert "differs in" in problem.message
    assert word in problem.message


def test_every_last_word_that_a_pdf_has_lost_is_caught() -> None:
    bare = ending(("",) * len(LAST))

    found = judge(Format.PDF, WRITTEN[Format.PDF][0](bare), ending(LAST))

    assert ["differs in" in one.message for one in found] == [True] * len(LAST)
    assert {word for word in LAST for one in found if word in one.message} == set(LAST)


@pytest.mark.parametrize("made", Format)
def test_words_that_a_file_has_beyond_the_end_of_a_passage_are_caught(made: Format) -> None:
    shorter = letter(Paragraph((Text("Seen from the"),)))
    longer = letter(Paragraph((Text("Seen from the quay"),)))

    assert judge(made, WRITTEN[made][0](longer), shorter)
    assert judge(made, WRITTEN[made][0](longer), longer) == []


# ---- Word -------------------------------------------------------------------------------------------


def test_a_note_that_no_mark_calls_is_found() -> None:
    document = letter(Paragraph((Text("Noted"), Footnote((Text("Told."),), 1))))
    uncalled = '<w:footnote w:id="7"><w:p><w:r><w:t>Told to nobody.</w:t></w:r></w:p></w:footnote>'
    data = in_docx(
        write_docx(document, HOUSE).data,
        lambda text: text.replace("</w:footnotes>", f"{uncalled}</w:footnotes>"),
    )

    assert [(one.text, one.level) for one in read_docx(data) if one.kind == "note"] == [
        ("Told.", 1),
        ("Told to nobody.", 0),
    ]
    (problem,) = judge(Format.DOCX, data, document)
    assert problem.message == (
        "The Word file, read again, has the note “Told to nobody.”, which the document has not"
    )


NUMBERING = """\
<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%3)"/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
</w:numbering>"""


@pytest.mark.parametrize(
    ("levels", "printed"),
    [
        ((0, 1, 1, 0, 1), ["1.", "1.1", "1.2", "2.", "2.1"]),
        ((0, 1, 2, 2, 1, 2), ["1.", "1.1", "1)", "2)", "1.2", "1)"]),
        ((0, 1, 2, 0, 2), ["1.", "1.1", "1)", "2.", "1)"]),
        ((0, 2, 2, 1, 2, 0), ["1.", "1)", "2)", "1.1", "1)", "2."]),
    ],
)
def test_a_list_within_a_list_counts_anew_under_every_item(
    levels: tuple[int, ...], printed: list[str]
) -> None:
    counting = Counting(etree.fromstring(NUMBERING.encode()))

    assert [counting.label("1", level) for level in levels] == printed


# ---- HTML -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('class="cross-reference"', 'class="link"'),
        ('<a href="#held"', '<a href="#nowhere"'),
        ('<a href="#held"', '<a href="#seal"'),
        ('<a href="#held"', "<a"),
        ('<a href="#held"', '<a href="held"'),
    ],
)
def test_a_reference_that_leads_elsewhere_or_nowhere_is_caught(before: str, after: str) -> None:
    document = report()
    text = write_html(document, HOUSE).data.decode()
    assert before in text

    found = judge(Format.HTML, text.replace(before, after, 1).encode(), document)

    assert found
    assert all("leads elsewhere from" in one.message or "links" in one.message for one in found)


def test_a_reference_to_what_lost_its_name_is_caught_where_it_stands() -> None:
    text = write_html(letter(), HOUSE).data.decode()

    found = judge(Format.HTML, text.replace('id="held"', 'id="hold"').encode(), letter())

    named = ["Held since", "Persons held"]
    assert [next(one for one in named if one in problem.message) for problem in found] == named


# ---- links ------------------------------------------------------------------------------------------

TO = "https://harbour.example/"


@pytest.mark.parametrize("made", Format)
def test_two_links_to_one_address_are_one_link_that_wraps_in_a_pdf_alone(made: Format) -> None:
    two = Passage("paragraph", "one two", links=(("one", TO), (" two", TO)))
    joined = replace(two, links=(("one two", TO),))

    assert (compare([two], [joined], made) == []) == (made is Format.PDF)
    assert compare([two], [two], made) == []


@pytest.mark.parametrize("made", Format)
def test_links_to_two_addresses_are_never_one(made: Format) -> None:
    two = Passage("paragraph", "one two", links=(("one", TO), (" two", f"{TO}b")))
    joined, other = (replace(two, links=(("one two", to),)) for to in (TO, f"{TO}b"))
    swapped = replace(two, links=(("one", f"{TO}b"), (" two", TO)))

    for wrong in (joined, other, swapped):
        assert compare([two], [wrong], made)
