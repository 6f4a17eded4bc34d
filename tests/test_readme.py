"""What the README tells a newcomer to do works as it is written."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import Result

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
YAML = re.findall(r"^```yaml\n# (\S+)\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
MARKDOWN = re.findall(r"^```markdown\n(.*?)^```", README, re.MULTILINE | re.DOTALL)


@pytest.fixture
def newcomer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Follow the README in an otherwise empty workspace."""
    shutil.copy(ROOT / "briefgen.yaml", tmp_path)
    folder = tmp_path / "briefings" / "my-round"
    folder.mkdir(parents=True)
    for name, text in YAML:
        (folder / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return folder


@pytest.mark.usefixtures("newcomer")
def test_the_letter_of_the_readme_can_be_checked_drafted_and_made_final(
    briefgen: Callable[..., Result],
) -> None:
    assert [name for name, _ in YAML] == ["organisations.yaml", "people.yaml", "letter.yaml"]
    assert briefgen("check").code == 0
    assert briefgen("build", "my-round").code == 0
    assert briefgen("build", "my-round", "--final").code == 0


def test_the_markdown_of_the_readme_can_be_built(newcomer: Path, briefgen: Callable[..., Result]) -> None:
    (markdown,) = MARKDOWN
    letter = newcomer / "letter.yaml"
    text = letter.read_text(encoding="utf-8")
    body = "".join(f"  {line}\n" if line else "\n" for line in markdown.splitlines())
    letter.write_text(
        re.sub(r"^body: \|\n.*?(?=^closing)", f"body: |\n{body}", text, flags=re.MULTILINE | re.DOTALL),
        "utf-8",
    )

    result = briefgen("build", "my-round", "--final")

    assert (result.code, result.err.count("problem")) == (0, 0), result.err


def test_the_exit_codes_of_the_readme_are_those_of_the_help(briefgen: Callable[..., Result]) -> None:
    codes = re.findall(r"^\| ([\d, ]+) \|", README, re.MULTILINE)
    told = {code for row in codes for code in row.split(", ")}

    assert told == set(re.findall(r"^ +(\d+) +", briefgen("--help").out, re.MULTILINE))
