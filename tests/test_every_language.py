"""Letters, press releases and reports in every language of the house, in all formats: each reads back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import Result
from .spoken import PHRASES, tell

FORMATS = tuple(word for name in ("pdf", "docx", "html", "txt") for word in ("--format", name))


@pytest.mark.parametrize("edition", [(), ("--final",)], ids=["draft", "final"])
@pytest.mark.parametrize("language", PHRASES)
def test_letter_release_and_report_are_made_in(
    language: str,
    edition: tuple[str, ...],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    briefgen: Callable[..., Result],
) -> None:
    tell(tmp_path, language)
    monkeypatch.chdir(tmp_path)

    result = briefgen("build", *FORMATS, *edition)

    assert result.code == 0, result.err
    made = {path.name.partition(".")[0] for path in (tmp_path / "output").rglob("*.pdf")}
    assert made == {"graustark-letter", "graustark-release", "graustark-report"}
