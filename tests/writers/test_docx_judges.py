"""Programs that share no code with ours open the file and find in it what the tree says."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path
from zipfile import ZipFile

import openxml_audit
import pytest
from lxml import etree

from briefgen.document import Contents, Document, Heading, plain_text, walk
from briefgen.passes.paging import paged

from ..trees import PAGES, report
from .docx_letter import LETTER, Opened, W, shown, style, value

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def letter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("docx") / "letter.docx"
    path.write_bytes(Opened(LETTER).data)
    return path


REPORT: Document = paged(report(), PAGES)


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("report") / "letter.docx"
    path.write_bytes(Opened(REPORT).data)
    return path


def test_an_independent_validator_finds_nothing_in_a_report(printed: Path) -> None:
    assert openxml_audit.OpenXmlValidator().validate(printed).errors == []


def convert(letter: Path, kind: str) -> Path:
    """Convert with LibreOffice, with a profile of its own."""
    folder = letter.parent / kind
    profile = (letter.parent / "profile").as_uri()
    subprocess.run(
        ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", kind,
         "--outdir", str(folder), str(letter)],
        check=True, capture_output=True, timeout=120, env=os.environ | {"HOME": str(letter.parent)},
    )  # fmt: skip
    return folder / f"letter.{kind}"


def pandoc(letter: Path, form: str) -> str:
    command = ["pandoc", "--wrap=none", "-t", form, str(letter)]
    return subprocess.run(command, check=True, capture_output=True, text=True, timeout=60).stdout


def words(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.skipif(not shutil.which("pandoc") and "CI" not in os.environ, reason="pandoc is not installed")
class TestPandoc:
    def test_finds_headings_lists_notes_links_and_tables(self, letter: Path) -> None:
        page = pandoc(letter, "html")
        counted = {tag: page.count(f"<{tag}") for tag in ("h1", "h2", "ol", "table", "th>", "thead")}
        # one of the ordered lists holds the notes
        assert counted == {"h1": 1, "h2": 1, "ol": 2, "table": 1, "th>": 3, "thead": 1}
        assert page.count('role="doc-noteref"') == 1
        assert 'href="https://zenda.example/decree?a=1&amp;b=2"' in page
        assert 'alt="A white square, which stands for nothing"' in page

    def test_reads_the_same_words(self, letter: Path) -> None:
        plain = words(pandoc(letter, "plain"))
        for part in (
            "Her Excellency Antoinette Mauban",
            "Before the round of 12 October we write about the decree",
            "among them Marie-Antoinette (瑪麗·安托內)",
            "Table 1. Visits to prisons, January to September",
            "المادة 14 (CCPR) من العهد",
            "none; two requests were not answered at all",
        ):
            assert part in plain

    def test_reads_contents_notes_and_the_chart_of_a_report(self, printed: Path) -> None:
        page = pandoc(printed, "html")
        assert [page.count(f"<{tag}") for tag in ("h1", "h2", "h3", "table", "thead")] == [1, 5, 4, 2, 2]
        assert page.count('role="doc-noteref"') == 2
        plain = words(pandoc(printed, "plain"))
        for part in ("1. What was found", "About 20", "Counted by 王建国; see 人權對話的真相.", "See note 1"):
            assert part in plain

    def test_counts_the_list_as_printed(self, letter: Path) -> None:
        plain = pandoc(letter, "plain")
        assert [f"{n}." in plain for n in (1, 2, 3)] == [True] * 3


@pytest.mark.skipif(not shutil.which("soffice") and "CI" not in os.environ, reason="no LibreOffice")
class TestLibreOffice:
    def test_prints_the_letter_with_its_numbers_heads_and_notes(self, letter: Path) -> None:
        pdf = convert(letter, "pdf")
        text = subprocess.run(
            ["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True, text=True, timeout=60
        ).stdout
        first, *others = text.rstrip("\f").split("\f")
        assert "Draft" in first
        assert LETTER.running_head not in first
        assert all("Draft" in page and LETTER.running_head in page for page in others)
        pages = len(others) + 1
        assert [f"Page {n} of {pages}" in page for n, page in enumerate((first, *others), 1)] == [
            True
        ] * pages
        assert "Decree 14, text of the decree" in words(first)
        assert [f"{n}." in first for n in (1, 2, 3)] == [True] * 3
        assert "Table 1. Visits" in text
        assert "Table 1 has the figures" in words(text)

    def test_keeps_styles_notes_and_numbers_when_it_saves_the_file_again(self, letter: Path) -> None:
        saved = convert(letter, "docx")
        with ZipFile(saved) as archive:
            styles = etree.fromstring(archive.read("word/styles.xml"))
            body = etree.fromstring(archive.read("word/document.xml"))
            notes = etree.fromstring(archive.read("word/footnotes.xml"))
        names = {str(name.get(f"{W}val")).lower() for name in styles.iterfind(f"{W}style/{W}name")}
        assert {
            "heading 1",
            "body text",
            "inside address",
            "table text",
            "footnote text",
            "page mark",
        } <= names
        assert len(list(body.iter(f"{W}footnoteReference"))) == 1
        assert "Decree 14" in "".join(text.text or "" for text in notes.iter(f"{W}t"))
        assert len(list(body.iter(f"{W}numPr"))) >= 7
        assert list(body.iter(f"{W}tblHeader"))

    def test_prints_the_headings_with_the_numbers_that_the_tree_gives_them(self, printed: Path) -> None:
        text = pdf_text(convert(printed, "pdf"))
        headings = [node for node in walk(REPORT.blocks) if isinstance(node, Heading) and node.level > 1]
        for heading in headings:
            line = f"{heading.label} {plain_text(heading.content)}".strip()
            assert re.search(rf"(?m)^ *{re.escape(line)} *$", text), line

    def test_prints_contents_with_their_pages_and_the_chart_on_its_side(self, printed: Path) -> None:
        pdf = convert(printed, "pdf")
        text = pdf_text(pdf)
        (contents,) = (node for node in walk(REPORT.blocks) if isinstance(node, Contents))
        for entry in contents.entries:
            assert re.search(rf"(?m)^ *{re.escape(entry.text)} ?\.\.+ ?{entry.page}$", text), entry.text
        said = ["pdfinfo", "-f", "1", "-l", "9", str(pdf)]
        info = subprocess.run(said, check=True, capture_output=True, text=True, timeout=60).stdout
        sizes = re.findall(r"size: +([\d.]+) x ([\d.]+)", info)
        assert [float(wide) > float(high) for wide, high in sizes] == [False, False, True, False, False]

    def test_shows_the_same_words_for_references(self, printed: Path) -> None:
        text = words(pdf_text(convert(printed, "pdf")))
        assert "See Table 1, Figure 1, recommendation 2 and “What was promised”." in text
        assert "See note 1, and 人權對話的真相." in text

    def test_keeps_contents_numbers_and_sections_when_it_saves_a_report_again(self, printed: Path) -> None:
        with ZipFile(convert(printed, "docx")) as archive:
            body = etree.fromstring(archive.read("word/document.xml"))
            notes = archive.read("word/footnotes.xml").decode()
            styles = etree.fromstring(archive.read("word/styles.xml"))
        codes = ["".join((one.text or "").split()) for one in body.iter(f"{W}instrText")]
        assert [code[:3] for code in codes].count("TOC") == 1
        assert sum(code.startswith("REF_Ref") for code in codes) == 4
        assert "NOTEREF" in notes
        assert len([one for one in body.iter(f"{W}hyperlink") if one.get(f"{W}anchor")]) == 8
        names = {str(one.get(f"{W}styleId")): value(one, "name") for one in styles.iterfind(f"{W}style")}
        used = {str(names.get(style(paragraph) or "")).lower() for paragraph in body.iter(f"{W}p")}
        assert {"toc 2", "toc 3", "concern", "heading 2", "kind line"} <= used
        assert any(name.startswith("table note (") for name in used)
        numbered = [
            shown(one)
            for one in body.iter(f"{W}p")
            if (style(one) or "").startswith("Heading") and one.find(f"{W}pPr/{W}numPr/{W}numId") is not None
        ]
        assert {"What was found", "What was promised", "What we ask for"} <= set(numbered)
        turned = [one.get(f"{W}orient") for one in body.iter(f"{W}pgSz")]
        assert "landscape" in turned
        assert len(turned) == 3


def pdf_text(pdf: Path) -> str:
    command = ["pdftotext", "-layout", str(pdf), "-"]
    return subprocess.run(command, check=True, capture_output=True, text=True, timeout=60).stdout
