"""The samples that come with the repository: the first thing that somebody who tries briefgen makes."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import page
import pypdfium2
import pytest
from lxml import etree

REPOSITORY = Path(__file__).parents[1]
FORMATS = ("pdf", "docx", "html", "txt")
FIRST = "open-letter-eu-china.en"
SECOND = ("letter-to-ministers.en.sylvania", "letter-to-ministers.en.freedonia")
REPORT = "dialogues-with-china-2003.en"
RELEASES = (
    "press-release-eu-china-2000.en",
    "press-release-report-1998.en",
    "press-release-us-china-2010.en",
)
ALL = (FIRST, *SECOND, REPORT, *RELEASES)
FROM_PUBLIC_FACTS = (FIRST, REPORT, *RELEASES)
SAMPLE_MARK = "Sample, rewritten from public facts; not a text of the organisations named"
DRAFT_MARK = "Draft: not for distribution"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclass(frozen=True)
class Made:
    """What the two builds, of drafts and of finals, left and said."""

    files: dict[str, bytes]
    """By path below `output/`."""
    said: tuple[subprocess.CompletedProcess[str], ...]

    def file(self, stem: str, extension: str) -> bytes:
        return next(data for name, data in self.files.items() if name.endswith(f"/{stem}/{stem}.{extension}"))

    def manifest(self, stem: str) -> dict[str, object]:
        data = next(data for name, data in self.files.items() if name.endswith(f"/{stem}/manifest.json"))
        told: dict[str, object] = json.loads(data)
        return told

    def named(self, extension: str) -> Iterator[tuple[str, bytes]]:
        return ((name, data) for name, data in self.files.items() if name.endswith(f".{extension}"))


def copied(folder: Path) -> Path:
    """Copy what the repository has of a workspace."""
    shutil.copy(REPOSITORY / "briefgen.yaml", folder)
    shutil.copytree(REPOSITORY / "briefings", folder / "briefings")
    return folder


def run(folder: Path, *arguments: str, **surroundings: str) -> subprocess.CompletedProcess[str]:
    """Call the command in a workspace, as somebody with these surroundings."""
    return subprocess.run(
        [sys.executable, "-m", "briefgen", *arguments],
        cwd=folder, env={**os.environ, **surroundings}, capture_output=True, text=True,
        encoding="utf-8", check=False,
    )  # fmt: skip


def build_all(folder: Path, **surroundings: str) -> Made:
    formats = [word for one in FORMATS for word in ("--format", one)]
    said = tuple(run(folder, "build", *formats, *edition, **surroundings) for edition in ((), ("--final",)))
    output = folder / "output"
    paths = sorted(path for path in output.rglob("*") if path.is_file() and path.name != ".lock")
    return Made({path.relative_to(output).as_posix(): path.read_bytes() for path in paths}, said)


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Made:
    folder = copied(tmp_path_factory.mktemp("samples"))
    return build_all(folder, TZ="UTC", LANG="C.UTF-8", USER="ottilie", HOME=str(folder))


def test_nothing_is_wrong_with_them(tmp_path: Path) -> None:
    result = run(copied(tmp_path), "check")

    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.endswith(" 6 documents: nothing wrong\n")


def test_every_unit_is_made_as_draft_and_as_final_in_all_formats(samples: Made) -> None:
    assert [said.returncode for said in samples.said] == [0, 0], samples.said
    wanted = set()
    for stem in ALL:
        for unit in (stem, f"{stem}.draft"):
            folder = f"{stem.partition('.')[0]}/{unit}"
            wanted |= {f"{folder}/manifest.json", *(f"{folder}/{unit}.{form}" for form in FORMATS)}
    assert set(samples.files) == wanted


def test_nothing_is_open_in_the_finals(samples: Made) -> None:
    for stem in ALL:
        assert samples.manifest(stem)["warnings"] == []


@pytest.mark.parametrize("edition", ["", ".draft"])
@pytest.mark.parametrize("stem", FROM_PUBLIC_FACTS)
def test_what_is_rewritten_from_public_facts_says_so_on_every_page(
    samples: Made, stem: str, edition: str
) -> None:
    stem += edition
    pdf = pypdfium2.PdfDocument(samples.file(stem, "pdf"))
    assert len(pdf) == samples.manifest(stem)["pages"]
    for sheet in pdf:
        assert SAMPLE_MARK in words(sheet.get_textpage().get_text_range())
    headers = list(word_headers(samples.file(stem, "docx")))
    assert len(headers) >= 2  # of the first page and of the others
    assert all(SAMPLE_MARK in header for header in headers)
    assert SAMPLE_MARK in words(re.sub("<[^>]+>", " ", samples.file(stem, "html").decode()))
    assert SAMPLE_MARK in words(samples.file(stem, "txt").decode())


def test_drafts_say_so_on_every_page_and_finals_nowhere(samples: Made) -> None:
    for name, data in samples.named("pdf"):
        for sheet in pypdfium2.PdfDocument(data):
            assert ("Draft: not for distribution" in sheet.get_textpage().get_text_range()) is (
                ".draft" in name
            )
    for name, data in samples.named("docx"):
        assert {DRAFT_MARK in header for header in word_headers(data)} == {".draft" in name}


def word_headers(data: bytes) -> Iterator[str]:
    """Yield the text of every header that a section of a Word file uses."""
    with ZipFile(BytesIO(data)) as package:
        body = etree.fromstring(package.read("word/document.xml"))
        links = etree.fromstring(package.read("word/_rels/document.xml.rels"))
        targets = {link.get("Id"): link.get("Target") for link in links}
        for used in body.iter(f"{W}headerReference"):
            (ident,) = (value for key, value in used.attrib.items() if str(key).endswith("}id"))
            part = etree.fromstring(package.read(f"word/{targets[str(ident)]}"))
            yield words("".join(node.text or "" for node in part.iter(f"{W}t")))


def words(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("stem", SECOND)
def test_the_invented_letter_is_a_page_longer_and_shows_what_a_letter_can_hold(
    samples: Made, stem: str
) -> None:
    assert (samples.manifest(FIRST)["pages"], samples.manifest(stem)["pages"]) == (2, 3)
    with ZipFile(BytesIO(samples.file(stem, "docx"))) as package:
        body = etree.fromstring(package.read("word/document.xml"))
    for part in ("numPr", "footnoteReference", "hyperlink", "tbl", "drawing"):
        assert list(body.iter(f"{W}{part}")), part
    html = samples.file(stem, "html").decode()
    for part in ("<ol", "<ul", "<table", "<figure", 'href="https://lantern-watch.example/rounds"'):
        assert part in html, part
    assert "[1] The undertaking stands in paragraph 7" in words(samples.file(stem, "txt").decode())


def test_each_minister_is_addressed_alone(samples: Made) -> None:
    sylvania, freedonia = (samples.file(stem, "txt").decode() for stem in SECOND)

    assert "Dear Minister Thorne," in sylvania
    assert "Vale" not in sylvania
    assert "Dear Minister Vale," in freedonia
    assert "Thorne" not in freedonia


def test_nobody_who_is_internal_is_named_in_any_file(samples: Made) -> None:
    for name, data in samples.files.items():
        held = [data]
        if name.endswith(".docx"):
            with ZipFile(BytesIO(data)) as package:
                held = [package.read(part) for part in package.namelist()]
        if name.endswith(".pdf"):
            sheets = pypdfium2.PdfDocument(data)
            held = [sheet.get_textpage().get_text_range().encode() for sheet in sheets]
        assert not any(word in one for one in held for word in (b"Bram Sorrel", b"informant")), name


def test_a_checker_of_pdf_ua_finds_nothing_in_any_of_them(samples: Made) -> None:
    for name, data in samples.named("pdf"):
        report = page.validate_pdf_bytes(data, profile="ua1")
        assert [failure.rule_id for failure in report.failures] == [], name


@pytest.mark.slow
def test_qpdf_finds_no_fault_in_any_of_them(samples: Made, tmp_path: Path) -> None:
    for _, data in samples.named("pdf"):
        path = tmp_path / "letter.pdf"
        path.write_bytes(data)
        checked = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True, check=True)
        assert "No syntax or stream encoding errors" in checked.stdout


def test_another_person_in_another_place_makes_the_same_bytes(samples: Made, tmp_path: Path) -> None:
    folder = tmp_path / "Ünother folder with spaces"
    folder.mkdir()
    home = tmp_path / "home"
    home.mkdir()
    other = build_all(
        copied(folder), TZ="Pacific/Chatham", LANG="de_DE.UTF-8", LC_ALL="C", USER="teodor", LOGNAME="teodor",
        HOME=str(home), PYTHONHASHSEED="4321", SOURCE_DATE_EPOCH="1", COLUMNS="40",
    )  # fmt: skip

    assert set(other.files) == set(samples.files)
    different = [name for name, data in samples.files.items() if other.files[name] != data]
    assert different == []
    assert not any(home.iterdir())  # and leaves nothing in a home that is not asked for
