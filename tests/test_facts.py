"""The samples hold the facts of the documents on which they rest: told from the PDF, and from the Word file.

Both are read by programs that share nothing with briefgen: poppler and pandoc.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from briefgen.cli import main
from briefgen.loading.loader import load
from briefgen.model.profiles import Chart, Profile
from briefgen.model.values import ByLanguage
from briefgen.model.walk import everything

REPOSITORY = Path(__file__).parents[1]
FACTS = {path.stem: path for path in sorted((REPOSITORY / "tests/facts").glob("*.txt"))}
CHART = "dialogues-with-china-2003"
COUNTRIES = (
    "Australia", "Brazil", "Canada", "Chile", "European Union", "Germany", "Hungary", "Japan", "Norway",
    "Switzerland", "United Kingdom", "United States",
)  # fmt: skip

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output folder of a workspace with the samples, made as finals."""
    folder = tmp_path_factory.mktemp("facts")
    shutil.copy(REPOSITORY / "briefgen.yaml", folder)
    shutil.copytree(REPOSITORY / "briefings", folder / "briefings")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        assert main(["build", "--final"]) == 0
    return folder / "output"


def file_of(made: Path, document: str, extension: str) -> Path:
    (found,) = made.rglob(f"{document}.en.{extension}")
    return found


def told_by_poppler(path: Path) -> str:
    return told_by("pdftotext", "-layout", path, "-")


def told_by_pandoc(path: Path) -> str:
    return told_by("pandoc", "--wrap=none", "-t", "plain", path)


def told_by(*command: str | Path) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True, encoding="utf-8").stdout


def plain(text: str) -> str:
    """Letters alone: line breaks, hyphens at line ends and spaces fall differently in every format."""
    return re.sub(r"[\s\u00ad]+", "", text.replace("\u2011", "-")).casefold()


def facts() -> list[tuple[str, str]]:
    return [
        (document, line)
        for document, path in FACTS.items()
        for line in path.read_text(encoding="utf-8").splitlines()
        if not line.startswith("#")
    ]


@pytest.mark.parametrize("document", FACTS)
def test_every_fact_stands_in_the_pdf_and_in_the_word_file(made: Path, document: str) -> None:
    pdf = plain(told_by_poppler(file_of(made, document, "pdf")))
    word = plain(told_by_pandoc(file_of(made, document, "docx")))
    wanted = [fact for name, fact in facts() if name == document]
    assert len(wanted) >= 10

    assert [fact for fact in wanted if plain(fact) not in pdf] == []
    assert [fact for fact in wanted if plain(fact) not in word] == []


# ---- the chart ------------------------------------------------------------------------------------


def tables_of(path: Path) -> list[Any]:
    """Return the tables of a Word file as pandoc tells them: rows of cells of text."""
    told = json.loads(told_by("pandoc", "-t", "json", path))
    tables = [block for block in told["blocks"] if block["t"] == "Table"]
    return [[[words(cell[4]) for cell in row[1]] for row in rows_of(table)] for table in tables]


def rows_of(table: Any) -> list[Any]:
    _, _, _, head, bodies, _ = table["c"]
    return [*head[1], *(row for body in bodies for row in (*body[2], *body[3]))]


def words(blocks: Any) -> str:
    """Return the text of pandoc's blocks."""
    match blocks:
        case {"t": "Str", "c": text}:
            return str(text)
        case {"t": "Space" | "SoftBreak" | "LineBreak"}:
            return " "
        case {"t": _, "c": inner}:
            return words(inner)
        case list():
            return (
                " ".join(words(one) for one in blocks)
                if any(isinstance(one, dict) and one["t"] in ("Para", "Plain") for one in blocks)
                else "".join(words(one) for one in blocks)
            )
    return ""


def test_the_chart_has_84_cells_and_all_of_them_are_in_the_word_file(made: Path) -> None:
    first, second = tables_of(file_of(made, CHART, "docx"))[-2:]

    assert (len(first[0]), len(second[0])) == (3, 5)
    for table in (first, second):
        assert [row[0][: len(name)] for row, name in zip(table[1:], COUNTRIES, strict=True)] == list(
            COUNTRIES
        )
    filled = [cell for row in first[1:] for cell in row] + [cell for row in second[1:] for cell in row[1:]]
    assert len(filled) == 84
    assert all(filled)


def test_every_word_that_was_entered_for_the_chart_is_on_the_page(made: Path) -> None:
    workspace, _ = load(REPOSITORY)
    chart = workspace.entries["chart"][CHART].value
    assert isinstance(chart, Chart)
    pdf = plain(told_by_tagged_text(file_of(made, CHART, "pdf")))

    for ident in chart.profiles:
        profile = workspace.entries["profile"][ident].value
        assert isinstance(profile, Profile)
        assert set(profile.cells) == set(chart.columns)
        for found in everything(profile):
            if found.note(ByLanguage) and isinstance(found.value, dict):
                (text,) = found.value.values()
                assert plain(text).replace('"', "“") in pdf or plain(text) in pdf, (ident, text)


def told_by_tagged_text(path: Path) -> str:
    """The text in reading order, cell by cell, which a layout of columns would tear apart."""
    return told_by("pdftotext", "-raw", path, "-")


def test_the_chart_is_printed_large_enough_to_be_read(made: Path) -> None:
    told = told_by("pdftohtml", "-xml", "-stdout", "-i", file_of(made, CHART, "pdf"))
    sizes = {ident: int(size) for ident, size in re.findall(r'<fontspec id="(\d+)" size="(\d+)"', told)}
    wide = re.findall(r'<page [^>]*height="892" width="126\d">.*?</page>', told, re.DOTALL)
    assert len(wide) >= 4

    texts = [text for page in wide for text in re.findall(r'<text [^>]*font="(\d+)">(.*?)</text>', page)]
    # poppler tells whole units of 1/108 inch: 8.5 points are 12.75; marks of notes are raised and smaller
    assert {text for ident, text in texts if sizes[ident] < 12} <= {"<b>a</b>", "a"}
    assert len(texts) > 200
