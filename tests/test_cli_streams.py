"""The command line where its output cannot be written, and what it says to other programs."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import LETTER, Laid, Result

Briefgen = Callable[..., Result]
FULL = """\
error: The disk, or a file or stream, stood in the way: no space left on device
  to do: See that the disk is not full and that you may read and write there; then run the command again.
"""

needs_full = pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")


def shell(command: str) -> Result:
    called = ["bash", "-c", f"{sys.executable} -m briefgen {command}"]
    done = subprocess.run(called, check=False, capture_output=True, text=True)
    return Result(done.returncode, done.stdout, done.stderr)


@needs_full
@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("command", ["check", "--help", "check --json", "check --json --bad"])
def test_output_to_a_full_disk_is_told_on_the_other_stream(command: str) -> None:
    assert shell(f"{command} > /dev/full") == Result(5, "", FULL)


@needs_full
@pytest.mark.usefixtures("small")
def test_errors_to_a_full_disk_are_told_on_standard_output() -> None:
    assert shell("build --document nix 2> /dev/full") == Result(
        2, "error: There is no document “nix”.\n  to do: There is: spring-letter.\n", ""
    )
    assert shell("check > /dev/full 2>&1") == Result(5, "", "")
    assert shell("check 2> /dev/full") == Result(0, "4 files, 1 document: nothing wrong\n", "")


@pytest.mark.usefixtures("small")
def test_a_closed_stream_is_told_on_the_other() -> None:
    todo = "  to do: Send it to a file or to /dev/null instead.\n"

    assert shell("check >&-") == Result(
        5, "", f"error: Standard output is closed, so that nothing could be told\n{todo}"
    )
    assert shell("build 2>&-") == Result(
        5, f"error: Standard error is closed, so that nothing could be told\n{todo}", ""
    )


@pytest.mark.usefixtures("small")
def test_a_wrong_call_answers_in_json_where_json_is_asked_for(briefgen: Briefgen) -> None:
    result = briefgen("build", "--json", "--format", "odt")

    assert (result.code, result.err) == (2, "")
    assert (result.told["command"], result.told["exit_code"]) == ("build", 2)
    (problem,) = result.told["problems"]
    assert (problem["code"], problem["advice"]) == (
        "usage",
        "“briefgen build --help” shows what can be asked for.",
    )


def test_a_workspace_without_documents_still_tells_everything_else(small: Laid, briefgen: Briefgen) -> None:
    (small.root / LETTER).rename(small.root / f"{LETTER}.txt")
    small.change("briefings/shared/people.yaml", "name: Kim Ash", "nmae: Kim Ash")

    for command in ("check", "build"):
        codes = [problem["code"] for problem in briefgen(command, "--json").told["problems"]]
        assert codes == ["no-documents", "missing-field", "unknown-field", "not-read"]


def test_a_file_given_as_a_briefing_by_its_path(small: Laid, briefgen: Briefgen) -> None:
    for path in (LETTER, f"./{LETTER}", small.root / LETTER):
        assert briefgen("build", path).err == (
            f"error: “{LETTER}” is the file of a document, not a briefing\n"
            "  to do: Write “briefgen build --document spring-letter”.\n"
        )


@pytest.mark.parametrize("name", ["templates/open-letter/letter.html", "briefgen.yaml"])
def test_no_excerpt_shows_what_lies_outside(
    small: Laid, briefgen: Briefgen, tmp_path_factory: pytest.TempPathFactory, name: str
) -> None:
    secret = tmp_path_factory.mktemp("outside") / "secret.txt"
    secret.write_text("a secret line\n")
    (small.root / name).parent.mkdir(parents=True, exist_ok=True)
    (small.root / name).unlink(missing_ok=True)
    (small.root / name).symlink_to(secret)

    result = briefgen("build", "--format", "txt")

    assert result.code == 1
    assert "a secret line" not in result.out + result.err
