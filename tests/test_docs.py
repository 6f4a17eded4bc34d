"""The pages in docs/ are true: what they show can be typed, and works."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document as WordFile

from .conftest import Result
from .documents_page import PAGE, type_in


@pytest.fixture
def typed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace into which somebody has typed every example of the page."""
    type_in(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.usefixtures("typed")
def test_the_examples_of_the_page_are_a_workspace_without_a_mistake(briefgen: Callable[..., Result]) -> None:
    result = briefgen("check")

    assert (result.code, result.err) == (0, "")
    assert result.out.endswith("2 documents: nothing wrong\n")


def test_the_commands_of_the_page_make_the_documents(typed: Path, briefgen: Callable[..., Result]) -> None:
    commands = re.findall(r"^briefgen (.*)$", PAGE, re.MULTILINE)
    assert len(commands) == 2

    for command in commands:
        assert briefgen(*command.split()).code == 0

    assert {path.suffix for path in (typed / "output/graustark-report").rglob("*.*")} >= {".pdf", ".docx"}


def test_the_facts_of_the_page_are_printed(typed: Path, briefgen: Callable[..., Result]) -> None:
    assert briefgen("build", "--format", "txt", "--format", "docx", "--final").code == 0

    report = next((typed / "output").rglob("graustark-report.en.txt")).read_text(encoding="utf-8")
    report = " ".join(report.split())
    for words in (
        "struck about 40 lawyers off its roll",
        "dialogue-specific recommendation 1",
        "“the frankest talks we have had”",
        "Began: 2027",
        "Suspended: spring 2029",
        "Same as Ruritania",
        "No information",
        "quoted in",
    ):
        assert words in report
    assert "2026" not in report  # the claim that is not preferred
    word = WordFile(str(next((typed / "output").rglob("graustark-release.en.docx"))))
    text = " ".join(paragraph.text for paragraph in word.paragraphs)
    assert "Harbour Forum (HF) and Strelsau Law Centre ask the governments" in text
