"""What tests share: a small workspace, and the command as a user calls it."""

from __future__ import annotations

import json
import signal
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from briefgen.cli import main

LETTER = "briefings/spring-2031/letter.yaml"

SMALL: dict[str, str] = {
    "briefgen.yaml": """\
kind: workspace
format: 1
name: Test
""",
    "briefings/shared/organisations.yaml": """\
kind: organisations
format: 1
organisations:
  - id: harbour-watch
    name: {en: Harbour Watch}
    email: letters@harbour-watch.example
""",
    "briefings/shared/people.yaml": """\
kind: people
format: 1
people:
  - id: kim-ash
    name: Kim Ash
    audience: public
""",
    LETTER: """\
kind: open-letter
format: 1
id: spring-letter
audience: public
language: en
title: Letter on the spring round
subject: The spring round
issuers: [harbour-watch]
date: 2031-03-01
delivery: separately
recipients:
  - id: zenda
    address: [The Minister for Foreign Affairs of Zenda, Strelsau]
    salutation: Dear Minister Rass,
  - id: sylvania
    address: [The Minister for Foreign Affairs of Sylvania, Port Marrow]
    salutation: Dear Minister Thorne,
body: |
  We write before the round of 12 May 2031.

  We ask for an account of what was said.
closing: Yours sincerely,
signatories:
  - person: kim-ash
    capacity: Director
    agreement: agreed
""",
}
"""A whole workspace: one letter, in separate copies for two invented ministers."""


class Laid:
    """A workspace laid out in a temporary folder."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def write(self, name: str, text: str) -> None:
        """Write a file of the workspace, folders and all."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def change(self, name: str, old: str, new: str) -> None:
        """Replace words that stand in a file exactly once."""
        text = (self.root / name).read_text(encoding="utf-8")
        assert text.count(old) == 1
        self.write(name, text.replace(old, new))

    def output(self) -> dict[str, bytes]:
        """Return the files below `output/`, by their path from there."""
        output = self.root / "output"
        paths = sorted(path for path in output.rglob("*") if path.is_file() and path.name != ".lock")
        return {path.relative_to(output).as_posix(): path.read_bytes() for path in paths}


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Laid:
    """The small workspace; the current folder is its root."""
    laid = Laid(tmp_path.resolve())
    for name, text in SMALL.items():
        laid.write(name, text)
    monkeypatch.chdir(laid.root)
    return laid


@dataclass(frozen=True)
class Result:
    """What a user sees of a command."""

    code: int
    out: str
    err: str

    @property
    def told(self) -> Any:
        """What `--json` printed."""
        return json.loads(self.out)


@pytest.fixture
def briefgen(capfd: pytest.CaptureFixture[str]) -> Iterator[Callable[..., Result]]:
    """The command, in this process: `briefgen("build", "--format", "txt")`."""
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGHUP)}

    def call(*arguments: str | Path) -> Result:
        capfd.readouterr()
        code = main([str(argument) for argument in arguments])
        out, err = capfd.readouterr()
        return Result(code, out, err)

    yield call
    for number, handler in before.items():
        signal.signal(number, handler)
