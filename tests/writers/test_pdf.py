"""The PDF file itself: its bytes, its metadata, its tags, and what outside judges say of it."""

from __future__ import annotations

import logging
import os
import re
import subprocess
import sys
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import page
import pikepdf
import pypdfium2
import pytest

from briefgen.document import (
    CrossReference,
    Division,
    Footnote,
    Heading,
    LineBreak,
    Link,
    Paragraph,
    Text,
    walk,
)
from briefgen.passes.paging import paged
from briefgen.problems import ExitCode, Refusal
from briefgen.roles import Role
from briefgen.theme import HOUSE
from briefgen.writers import html
from briefgen.writers import pdf as pdf_writer
from briefgen.writers.pdf import page_numbers, write_pdf

from ..trees import HEADLINE, SEAL, letter, long_letter, p, report

TESTS = Path(__file__).parents[1]

MAKE = """
import hashlib, importlib.util, sys
spec = importlib.util.spec_from_file_location("trees", sys.argv[1])
trees = importlib.util.module_from_spec(spec)
spec.loader.exec_module(trees)
from briefgen.theme import HOUSE
from briefgen.writers.pdf import write_pdf
print(hashlib.sha256(write_pdf(trees.letter(), HOUSE).data).hexdigest())
"""


def opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(data))


def elements(pdf: pikepdf.Pdf) -> list[Any]:
    found: list[Any] = []

    def go(node: Any) -> None:
        if isinstance(node, pikepdf.Dictionary) and "/S" in node:
            found.append(node)
            for kid in as_list(node.get("/K")):
                go(kid)

    for top in pdf.Root.StructTreeRoot.K:
        go(top)
    return found


def test_the_bytes_are_the_same_for_every_user_folder_zone_and_run(tmp_path: Path) -> None:
    sums = set()
    for zone, seed, home, language in (
        ("UTC", "1", "/", "C"),
        ("Asia/Kathmandu", "77", str(tmp_path), "de_DE.UTF-8"),
    ):
        surroundings = {**os.environ, "TZ": zone, "PYTHONHASHSEED": seed, "HOME": home, "LANG": language}
        surroundings |= {"USER": f"user{seed}", "SOURCE_DATE_EPOCH": seed}
        surroundings.pop("FONTCONFIG_FILE", None)
        made = subprocess.run(
            [sys.executable, "-c", MAKE, str(TESTS / "trees.py")],
            env=surroundings, cwd=home, capture_output=True, text=True, check=True,
        )  # fmt: skip
        sums.add(made.stdout)
        assert made.stderr == ""
    assert len(sums) == 1


def test_the_metadata_name_the_issuer_and_no_tool_but_ours() -> None:
    pdf = opened(write_pdf(letter(), HOUSE).data)
    assert {key: str(value) for key, value in pdf.docinfo.items()} == {
        "/Title": "Open letter on the eighth round",
        "/Author": "Friends of Zenda",
        "/CreationDate": "D:20000928",
        "/Producer": "briefgen",
        "/Creator": "briefgen",
    }
    assert str(pdf.Root.Lang) == "en"
    xmp = pdf.Root.Metadata.read_raw_bytes()
    assert b"<pdf" not in xmp.lower() or b"WeasyPrint" not in xmp
    assert b"pdfuaid:part" in xmp


def test_no_trace_of_the_machine_is_in_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    pdf = opened(write_pdf(letter(), HOUSE).data)
    inside = b"".join(
        bytes(thing.read_bytes()) if isinstance(thing, pikepdf.Stream) else thing.unparse()
        for thing in pdf.objects
    )
    for trace in (str(tmp_path), str(Path.home()), sys.prefix, "WeasyPrint", "file:"):
        assert trace.encode() not in inside, trace


def test_header_cells_have_a_scope_and_parts_their_language() -> None:
    pdf = opened(write_pdf(letter(), HOUSE).data)
    scopes = [str(e.A.Scope) for e in elements(pdf) if e.S == "/TH"]
    assert scopes == ["/Column"] * 3 + ["/Row"] * 4
    assert {str(e.Lang) for e in elements(pdf) if "/Lang" in e} == {"zh-Hans", "ar", "bo"}


def test_notes_are_notes_with_names_and_their_calls_references() -> None:
    pdf = opened(write_pdf(letter(), HOUSE).data)
    assert [str(e.ID) for e in elements(pdf) if e.S == "/Note"] == ["note-1", "note-2"]
    assert sum(e.S == "/Reference" for e in elements(pdf)) == 2


def test_the_mark_of_a_note_never_begins_a_line_of_its_own() -> None:
    words = "words that go on and on until they come to the end of their line “here”."
    paragraphs = [
        Paragraph((Text(f"{'i' * length}{'.' * dots} {words}"), Footnote((Text("N."),), number=9)))
        for length in range(45)
        for dots in range(3)
    ]  # in every width that a line may have left over
    sheets = pypdfium2.PdfDocument(write_pdf(letter(*paragraphs), HOUSE).data)
    lines = [line.strip() for sheet in sheets for line in sheet.get_textpage().get_text_range().splitlines()]

    assert len(lines) > 300
    assert "9" not in lines


def test_a_reference_is_as_large_as_the_words_around_it_and_a_number_of_a_note_is_small() -> None:
    first = Footnote((Text("Ten Years."),), 1, key="source-years")
    again = Footnote((Text("See note "), CrossReference("source-years", "1"), Text(", p. 7.")), 2)
    document = replace(letter(), blocks=(Paragraph((Text("Said"), first, Text(" twice"), again)),))

    sizes = drawn(write_pdf(document, HOUSE).data)

    note = HOUSE.look(Role.FOOTNOTE).size
    assert sizes[-4:] == [("2", 5.9), ("See note", note), ("1", note), (", p. 7.", note)]


def drawn(data: bytes) -> list[tuple[str, float]]:
    """The content of the first page with sizes in points; the page counts in 1/96 inch."""
    page = pypdfium2.PdfDocument(data)[0]
    said = page.get_textpage()
    return [
        (one.extract().strip(), round(one.get_font_size() * 0.75, 1))
        for one in page.get_objects([pypdfium2.raw.FPDF_PAGEOBJ_TEXT], textpage=said)
        if pypdfium2.raw.FPDFPageObj_GetMarkedContentID(one.raw) >= 0
    ]


def test_list_items_hold_a_label_and_a_body() -> None:
    pdf = opened(write_pdf(letter(), HOUSE).data)
    for item in (e for e in elements(pdf) if e.S == "/LI"):
        assert [str(kid.S) for kid in item.K] == ["/Lbl", "/LBody"]


def test_running_heads_marks_and_repeated_table_heads_are_artifacts() -> None:
    pdf = opened(write_pdf(long_letter(), HOUSE).data)
    first, second = (sheet.Contents.read_bytes() for sheet in list(pdf.pages)[:2])
    assert first.count(b"/Subtype /Header") == 2
    assert second.count(b"/Subtype /Header") == 3
    assert first.count(b"/Subtype /Footer") == 1
    assert sum(e.S == "/THead" for e in elements(pdf)) == 2


def test_a_link_with_stressed_words_has_annotations_for_its_lines_only() -> None:
    pdf = opened(write_pdf(letter(), HOUSE).data)
    owners = {str(e.S) for e in elements(pdf) for kid in as_list(e.get("/K")) if is_reference(kid)}
    assert owners == {"/Link"}


def as_list(kids: Any) -> list[Any]:
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def is_reference(kid: Any) -> bool:
    return isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/OBJR"


def test_every_glyph_says_which_letter_it_is() -> None:
    text = "e a o cafe\u0301 ǟ naïve office"
    pdf = opened(write_pdf(letter(p(text), p("plain a and e")), HOUSE).data)
    maps = [thing.read_bytes() for thing in pdf.objects if isinstance(thing, pikepdf.Stream)]
    maps = [data for data in maps if b"beginbfchar" in data]
    assert maps
    assert not any(b" <>" in data for data in maps)


def test_a_character_without_a_glyph_is_named_with_its_place() -> None:
    written = write_pdf(letter(p("Linear A: \U00010600", line=7)), HOUSE)
    (problem,) = written.problems
    assert problem.code == "missing-glyph"
    assert problem.message == "No font has the character U+10600 (LINEAR A SIGN AB001)"
    assert problem.place is not None
    assert problem.place.line == 7


def test_missing_fonts_stop_with_the_way_to_get_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFGEN_FONTS", str(tmp_path))
    with pytest.raises(Refusal) as caught:
        write_pdf(letter(), HOUSE)
    assert {problem.exit_code for problem in caught.value.problems} == {ExitCode.FILES}
    assert "python3 bootstrap.py setup" in caught.value.problems[0].advice


def test_a_warning_of_the_layout_is_a_fault_and_quotes_nothing(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    true = html.sheets
    monkeypatch.setattr(html, "sheets", lambda doc: true(doc).replace("<h1>", '<h1 style="secret-Wang: 1">'))
    with caplog.at_level(logging.DEBUG):
        written = write_pdf(letter(), HOUSE)
    assert [problem.code for problem in written.problems] == ["layout-warning"]
    assert written.problems[0].exit_code is ExitCode.FAULT
    assert "secret" not in str(written.problems)
    assert "secret" not in caplog.text


def test_pages_are_counted() -> None:
    assert write_pdf(letter(p(SEAL)), HOUSE).pages == 1


# ---- reports -----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def report_data() -> bytes:
    return write_pdf(report(), HOUSE).data


def kind(element: Any) -> str:
    return str(element.S)[1:]


def said(pdf: pikepdf.Pdf, name: str) -> list[Any]:
    return [element for element in elements(pdf) if kind(element) == name]


def test_the_contents_are_lines_in_lines_of_links(report_data: bytes) -> None:
    def shape(element: Any) -> Any:
        kids = [kid for kid in as_list(element.K) if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]
        return {"TOC": [shape(kid) for kid in kids], "TOCI": "line"}.get(kind(element))

    pdf = opened(report_data)
    assert shape(said(pdf, "TOC")[0]) == [
        "line",
        ["line", "line"],
        "line",
        "line",
        ["line"],
        "line",
        ["line"],
    ]
    for line in said(pdf, "TOCI"):
        (reference,) = line.K
        assert kind(reference) == "Reference"
        assert {kind(link) for link in reference.K} == {"Link"}


def test_links_inside_the_document_lead_somewhere_and_say_where(report_data: bytes) -> None:
    pdf = opened(report_data)
    targets = {str(name) for name in list(pdf.Root.Names.Dests.Names)[::2]}
    inner = [one for sheet in pdf.pages for one in sheet.get("/Annots", []) if "/Dest" in one]
    found = {str(one.Dest): str(one.Contents) for one in inner}

    assert set(found) <= targets
    assert found["findings"] == "1. What was found"
    assert found["recommendation-2"] == "2"
    assert found["held"] == "Table 1"
    assert found["source-winters"] == "1"


def test_the_outline_has_every_heading_with_its_number(report_data: bytes) -> None:
    def titles(items: Any) -> list[Any]:
        return [(item.title, titles(item.children)) if len(item.children) else item.title for item in items]

    with opened(report_data).open_outline() as outline:
        ((title, chapters),) = titles(outline.root)
    assert title == "What eight rounds have changed"
    assert chapters[:3] == [
        "Contents",
        ("1. What was found", ["1. What was promised", "2. What the prisons show"]),
        "2. What we ask for",
    ]
    assert chapters[-1] == ("Appendix: 王建国", [("The lawyers", ["Dated facts"])])


def test_a_line_break_in_a_heading_is_a_space_in_the_outline() -> None:
    heading = Heading(2, (Text("What was"), LineBreak(), Text("found")), "found")
    with opened(write_pdf(letter(heading, p("It was.")), HOUSE).data).open_outline() as outline:
        assert [item.title for item in outline.root] == ["What was found"]


def test_notes_of_tables_are_notes_with_names_of_their_own(report_data: bytes) -> None:
    pdf = opened(report_data)
    names = [str(note.ID) for note in said(pdf, "Note")]
    assert sorted(names) == ["note-1", "note-2", "table-note-1", "table-note-2"]
    for note in said(pdf, "Note"):
        assert [kind(kid) for kid in note.K if "/S" in kid].count("Lbl") == 1
    marks = [element for element in said(pdf, "Reference") if kind(element.P) != "TOCI"]
    assert len(marks) == 2 + 5


def test_rows_and_columns_of_a_chart_have_headers(report_data: bytes) -> None:
    pdf = opened(report_data)
    chart = said(pdf, "Table")[-1]
    cells = [cell for part in chart.K for row in part.K if kind(part) in ("THead", "TBody") for cell in row.K]
    scopes = [str(cell.A.Scope) for cell in cells if kind(cell) == "TH"]
    assert scopes == ["/Column"] * 7 + ["/Row"] * 4


def test_a_note_keeps_the_language_of_the_words_around_its_mark() -> None:
    note = Footnote((Text("Le Monde, 4 mai 1999; voir "), HEADLINE, Text(".")), 1)
    data = write_pdf(letter(Division(Role.QUOTATION, (p("Nous viendrons.", note),), "fr")), HOUSE).data
    pdf = opened(data)
    (element,) = said(pdf, "Note")
    assert str(element.Lang) == "fr"


def test_the_dots_of_the_contents_are_no_text(report_data: bytes) -> None:
    pdf = opened(report_data)
    first = pdf.pages[0].Contents.read_bytes()
    assert first.count(b"/Type /Layout") > 50


def test_pages_are_numbered_as_they_are_printed(report_data: bytes) -> None:
    document = report()
    pages = page_numbers(document, HOUSE)

    headings = {node.key for node in walk(document.blocks) if isinstance(node, Heading)}
    assert set(pages) == headings
    texts = [sheet.get_textpage().get_text_range() for sheet in pypdfium2.PdfDocument(report_data)]
    for key, words in {
        "promises": "What was promised",
        "chart": "The chart",
        "heading-7": "The lawyers",
    }.items():
        assert words in texts[pages[key] - 1]
        assert not any(words in text for text in texts[1 : pages[key] - 1])


def test_what_was_laid_out_for_its_pages_is_not_laid_out_again(monkeypatch: pytest.MonkeyPatch) -> None:
    document, laid = report(), list[str]()
    true = pdf_writer._lay_out

    def counted(sheets: Any) -> Any:
        laid.append(sheets.name)
        return true(sheets)

    monkeypatch.setattr(pdf_writer, "_laid_out", {})
    monkeypatch.setattr(pdf_writer, "_lay_out", counted)

    pages = page_numbers(document, HOUSE)
    first = write_pdf(paged(document, pages), HOUSE)

    assert len(laid) == 1
    assert write_pdf(document, HOUSE).data == first.data
    assert len(laid) == 2, "pages are painted once"


def test_what_was_laid_out_is_never_taken_for_another_document() -> None:
    page_numbers(report(), HOUSE)
    other = write_pdf(letter(p("Quite another text.")), HOUSE)
    assert other.pages == 1
    assert write_pdf(report(), HOUSE).data != other.data


# ---- outside judges ----------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "fr", "de", "ar", "ug", "bo", "zh-Hans", "zh-Hant"])
def test_a_checker_of_pdf_ua_finds_nothing(language: str) -> None:
    data = write_pdf(letter(language=language), HOUSE).data
    report = page.validate_pdf_bytes(data, profile="ua1")
    assert [failure.rule_id for failure in report.failures] == []


def test_a_checker_of_pdf_ua_finds_nothing_over_many_pages() -> None:
    report = page.validate_pdf_bytes(write_pdf(long_letter(), HOUSE).data, profile="ua1")
    assert [failure.rule_id for failure in report.failures] == []


@pytest.mark.parametrize("language", ["en", "ar", "zh-Hant"])
def test_a_checker_of_pdf_ua_finds_nothing_in_a_report(language: str) -> None:
    document = replace(report(), language=language, direction="rtl" if language == "ar" else "ltr")
    result = page.validate_pdf_bytes(write_pdf(document, HOUSE).data, profile="ua1")
    assert [failure.rule_id for failure in result.failures] == []


@pytest.mark.slow
def test_poppler_sees_landscape_pages_with_their_heads_and_qpdf_finds_no_fault(
    tmp_path: Path, report_data: bytes
) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(report_data)
    ask = ["pdfinfo", "-f", "1", "-l", "9", str(path)]
    info = subprocess.run(ask, capture_output=True, text=True, check=True).stdout
    sizes = re.findall(r"Page +\d+ size: +([\d.]+) x ([\d.]+)", info)
    assert ("841.89", "595.276") in sizes
    assert sizes[0] == sizes[-1] == ("595.276", "841.89")
    text = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True).stdout
    assert "Dialogues at a glance" in text
    for number, sheet in enumerate(text.split("\f")[:-1], start=1):
        assert f"Page {number} of" in sheet
    subprocess.run(["qpdf", "--check", path], capture_output=True, check=True)


@pytest.mark.slow
def test_poppler_reads_the_words_and_qpdf_finds_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "letter.pdf"
    path.write_bytes(write_pdf(long_letter(), HOUSE).data)
    text = subprocess.run(
        ["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True
    ).stdout
    assert text.count("Sample; not a text of those it names") == text.count("\f")
    assert "王建国" in text
    assert "Page 2 of" in text
    assert "\ufffd" not in text
    info = subprocess.run(["pdfinfo", path], capture_output=True, text=True, check=True).stdout
    assert "Tagged:          yes" in info
    subprocess.run(["qpdf", "--check", path], capture_output=True, check=True)
    fonts = subprocess.run(["pdffonts", path], capture_output=True, text=True, check=True).stdout
    for row in fonts.splitlines()[2:]:
        assert row.split()[-5:-2] == ["yes", "yes", "yes"], row  # embedded, subset, with Unicode
        assert "Noto" in row


def test_a_link_keeps_its_address_to_the_letter() -> None:
    target = "https://www.example.org/a?b=1&c=%20d#part"
    pdf = opened(write_pdf(letter(p(Link(target, (Text("there"),)))), HOUSE).data)
    assert [str(a.A.URI) for a in pdf.pages[0].Annots] == [target]
