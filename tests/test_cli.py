"""A user's day at the command line, with the exact words."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import LETTER, Laid, Result

Briefgen = Callable[..., Result]
COMMAND = (sys.executable, "-m", "briefgen")
UGARITIC = "\U00010380"


# ---- help -----------------------------------------------------------------------------------------


def test_the_command_alone_shows_the_help_with_examples_and_exit_codes(briefgen: Briefgen) -> None:
    result = briefgen()

    assert result.code == 0
    assert "briefgen check                          look for mistakes, make nothing" in result.out
    assert "6   some documents were made, others were not" in result.out
    assert result == briefgen("--help")


def test_the_version_is_told(briefgen: Briefgen) -> None:
    assert re.fullmatch(r"briefgen \d+\.\d+\.\d+\n", briefgen("--version").out)


def test_help_is_there_at_once() -> None:
    bare = min(seconds("-c", "import click") for _ in range(3))
    ours = min(seconds("-m", "briefgen", "--help") for _ in range(3))

    assert ours < 2 * bare + 0.1  # measured: 0.06 s against 0.04 s


def seconds(*arguments: str) -> float:
    started = time.monotonic()
    subprocess.run([sys.executable, *arguments], check=True, capture_output=True)
    return time.monotonic() - started


@pytest.mark.usefixtures("small")
def test_check_loads_neither_layout_engine_nor_writer() -> None:
    script = (
        "import sys; from briefgen.cli import main; main(['check']);"
        "print(sorted({'weasyprint', 'docx', 'pydyf', 'pypdfium2'} & set(sys.modules)))"
    )
    result = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)

    assert result.stdout.splitlines()[-1] == "[]"


# ---- calling it wrongly ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "message", "where"),
    [
        (["buidl"], "No such command 'buidl'. Did you mean 'build'?", "briefgen"),
        (
            ["build", "--fromat", "pdf"],
            "No such option '--fromat'. Did you mean '--format'?",
            "briefgen build",
        ),
        (
            ["build", "--format", "odt"],
            "Invalid value for '--format' / '-f': 'odt' is not one of 'pdf', 'docx', 'html', 'txt'",
            "briefgen build",
        ),
    ],
)
def test_a_slip_of_the_pen_gets_a_suggestion(
    briefgen: Briefgen, arguments: list[str], message: str, where: str
) -> None:
    assert briefgen(*arguments) == Result(
        2, "", f"error: {message}\n  to do: “{where} --help” shows what can be asked for.\n"
    )


def test_an_unknown_document_gets_a_suggestion(small: Laid, briefgen: Briefgen) -> None:
    assert briefgen("build", "--document", "spring-leter") == Result(
        2,
        "",
        "error: There is no document “spring-leter”. Did you mean “spring-letter”?\n"
        "  to do: There is: spring-letter.\n",
    )
    assert not (small.root / "output").exists()


def test_outside_a_workspace_it_says_what_one_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, briefgen: Briefgen
) -> None:
    monkeypatch.chdir(tmp_path)

    result = briefgen("build")

    assert (result.code, result.out) == (5, "")
    assert result.err.startswith("error: There is no workspace here: no “briefgen.yaml” in ")
    assert (
        "to do: Go to the folder of your briefings. A workspace is a folder with a file “briefgen.yaml”"
        in (result.err)
    )


# ---- check ----------------------------------------------------------------------------------------


@pytest.mark.usefixtures("small")
def test_check_finds_nothing_wrong(briefgen: Briefgen) -> None:
    assert briefgen("check") == Result(0, "4 files, 1 document: nothing wrong\n", "")


def test_check_works_from_any_folder_and_on_a_named_workspace(
    small: Laid, briefgen: Briefgen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(small.root / "briefings" / "shared")
    assert briefgen("check").code == 0
    monkeypatch.chdir("/")
    assert briefgen("check", "--workspace", small.root).code == 0


def test_check_tells_all_problems_of_all_files_at_once(small: Laid, briefgen: Briefgen) -> None:
    small.change(LETTER, "issuers: [harbour-watch]", "issuers: [harbor-watch]")
    small.change(LETTER, "agreement: agreed", "agreement: invited")

    result = briefgen("check")

    assert (result.code, result.err) == (1, "")
    assert f"{LETTER}:8:11: error: " in result.out
    assert "  8 | issuers: [harbor-watch]\n    |           ^^^^^^^^^^^^\n" in result.out
    assert f"{LETTER}:26:16: blocks a final: “kim-ash” has not agreed to sign" in result.out
    assert result.out.endswith("\n4 files, 1 document: 1 error, 1 point that blocks a final\n")


def test_check_tells_other_programs_in_json(small: Laid, briefgen: Briefgen) -> None:
    small.change(LETTER, "agreement: agreed", "agreement: invited")

    result = briefgen("check", "--json")

    assert (result.code, result.err) == (0, "")
    assert result.told == {
        "command": "check",
        "exit_code": 0,
        "files": 4,
        "documents": ["spring-letter"],
        "problems": [
            {
                "code": "not-agreed",
                "weight": "gate",
                "class": "policy",
                "message": "“kim-ash” has not agreed to sign",
                "advice": "Write “agreement: agreed” once they have; “withdrawn” if they will not.",
                "place": {
                    "file": LETTER,
                    "line": 26,
                    "column": 16,
                    "path": result.told["problems"][0]["place"]["path"],
                },
                "related": [],
            }
        ],
    }


# ---- build ----------------------------------------------------------------------------------------


@pytest.mark.usefixtures("small")
def test_build_makes_drafts_and_says_where_they_are(briefgen: Briefgen) -> None:
    result = briefgen("build", "--format", "txt", "--format", "docx")

    assert result == Result(
        0,
        "DOCUMENT       RECIPIENT  FORMATS   PAGES  WORDS  WARNINGS  WHERE\n"
        "spring-letter  zenda      docx txt  -      47     0         "
        "output/spring-letter/spring-letter.en.zenda.draft\n"
        "spring-letter  sylvania   docx txt  -      48     0         "
        "output/spring-letter/spring-letter.en.sylvania.draft\n"
        "2 of 2 documents made\n",
        "[1/2] spring-letter en zenda\n[2/2] spring-letter en sylvania\n",
    )


def test_build_makes_pdf_and_word_unless_told_otherwise(small: Laid, briefgen: Briefgen) -> None:
    result = briefgen("build", "spring-2031", "--recipient", "zenda", "--json")

    (unit,) = result.told["units"]
    assert unit["formats"] == ["pdf", "docx"]
    assert (unit["made"], unit["pages"], unit["words"]) == (True, 1, 47)
    assert sorted(path.suffix for path in (small.root / unit["folder"]).iterdir()) == [
        ".docx",
        ".json",
        ".pdf",
    ]


def test_when_one_copy_is_refused_the_other_is_made_and_the_code_says_so(
    small: Laid, briefgen: Briefgen
) -> None:
    briefgen("build", "--format", "pdf")
    small.change(LETTER, "Dear Minister Rass,", f"Dear {UGARITIC},")

    result = briefgen("build", "--format", "pdf")

    assert result.code == 6
    assert "error: No font has the character U+10380 (UGARITIC LETTER ALPA)" in result.err
    assert (
        "spring-letter  zenda      pdf      -      -      0         not made; older files moved to "
        "output/spring-letter/withdrawn/spring-letter.en.zenda.draft\n"
    ) in result.out
    assert result.out.endswith("1 of 2 documents made: 1 error\n")


def test_a_final_waits_for_every_signature_and_an_older_one_is_moved_aside(
    small: Laid, briefgen: Briefgen
) -> None:
    final = ("build", "--final", "--format", "txt", "--recipient", "zenda")
    assert briefgen(*final).code == 0
    small.change(LETTER, "agreement: agreed", "agreement: invited")

    result = briefgen(*final)

    assert result == Result(
        3,
        "DOCUMENT       RECIPIENT  FORMATS  PAGES  WORDS  WARNINGS  WHERE\n"
        "spring-letter  zenda      txt      -      -      1         not made; older files moved to "
        "output/spring-letter/withdrawn/spring-letter.en.zenda\n"
        "0 of 1 document made: 1 point that blocks a final\n",
        f"{LETTER}:26:16: blocks a final: “kim-ash” has not agreed to sign (at signatories[0].agreement)\n"
        "  26 |     agreement: invited\n"
        "     |                ^^^^^^^\n"
        "  to do: Write “agreement: agreed” once they have; “withdrawn” if they will not.\n\n",
    )


def test_strict_refuses_what_one_format_shows_more_simply(small: Laid, briefgen: Briefgen) -> None:
    small.change(LETTER, "an account of", "an *account* of")

    result = briefgen("build", "--strict", "--format", "txt", "--recipient", "zenda")

    assert result.code == 3
    assert "simplified: Emphasis is lost in plain text" in result.err
    assert result.out.endswith("0 of 1 document made: 1 simplification\n")


def test_a_limit_that_is_reached_is_named_with_the_option_that_raises_it(
    small: Laid, briefgen: Briefgen
) -> None:
    loops = "{% for a in range(1000) %}{% for b in range(1000) %}{% for c in range(1000) %}"
    small.write("templates/open-letter/letter.html", f"<p class='body'>{loops}{'{% endfor %}' * 3}</p>")

    result = briefgen("build", "--time-limit", "1", "--format", "txt", "--recipient", "zenda")

    assert result.code == 4
    by_the_clock = "3 seconds by the clock (1 of computing)"  # on a machine that has much else to do
    assert (
        f"{LETTER}:3:5: error: Making this document was stopped while it was composing: "
        "it reached its limit of 1 second of computing (at id)\n"
        "  3 | id: spring-letter\n"
        "    |     ^^^^^^^^^^^^^\n"
        "  to do: If the document is large, allow more with “--time-limit 2”."
    ) in result.err.replace(by_the_clock, "1 second of computing")
    assert not (small.root / "output").exists()


def test_an_output_folder_that_is_a_file_stops_everything_before_it_begins(
    small: Laid, briefgen: Briefgen
) -> None:
    small.write("output", "my notes")

    assert briefgen("build") == Result(
        5,
        "",
        "error: “output” should be a folder and is a file\n"
        "  to do: Move away the file that has this name. What stood there before is unchanged.\n",
    )
    assert (small.root / "output").read_text(encoding="utf-8") == "my notes"


def test_a_full_disk_is_named_and_the_old_files_stand(small: Laid, briefgen: Briefgen) -> None:
    briefgen("build", "--format", "txt", "--recipient", "zenda")
    before = small.output()
    limited = f"ulimit -f 1; exec {' '.join(COMMAND)} build --format docx --format txt --recipient zenda"

    result = subprocess.run(["bash", "-c", limited], check=False, capture_output=True, text=True)

    assert result.returncode == 5
    assert "error: There is no room left to write to “output”" in result.stderr
    assert "to do: Free some space. What stood there before is unchanged." in result.stderr
    assert small.output() == before


@pytest.mark.usefixtures("small")
def test_refusals_are_told_in_json_too(briefgen: Briefgen) -> None:
    result = briefgen("build", "--document", "nothing", "--json")

    assert result.code == 2
    assert (result.told["command"], result.told["exit_code"]) == ("build", 2)
    assert [problem["code"] for problem in result.told["problems"]] == ["unknown-document"]


# ---- our own faults, interruptions, odd terminals -------------------------------------------------


@pytest.mark.usefixtures("small")
def test_a_fault_of_ours_shows_no_traceback_and_goes_to_the_debug_log_alone(
    briefgen: Briefgen, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise KeyError("secret")

    monkeypatch.setattr("briefgen.pipeline.load", broken)

    result = briefgen("check", "--debug-log", "fault.txt")

    assert result.code == 70
    assert result.err.startswith(
        "error: briefgen itself failed\n  to do: This is a fault of briefgen, not of your"
    )
    assert "Traceback" not in result.err
    assert "secret" not in result.err
    assert "KeyError: 'secret'" in Path("fault.txt").read_text(encoding="utf-8")


def test_ctrl_c_stops_it_without_a_trace(small: Laid) -> None:
    loops = "{% for a in range(1000) %}{% for b in range(1000) %}{% for c in range(1000) %}"
    small.write("templates/open-letter/letter.html", f"<p class='body'>{loops}{'{% endfor %}' * 3}</p>")
    with subprocess.Popen(
        [*COMMAND, "build", "--format", "txt"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stderr is not None
        assert process.stderr.readline() == "[1/2] spring-letter en zenda\n"
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=10)
    assert (process.returncode, out) == (130, "")
    assert err == "Stopped. What was finished before stands; nothing half-made is left.\n"
    assert not (small.root / "output").exists()


def test_an_end_from_outside_is_told_apart_from_ctrl_c(small: Laid) -> None:
    loops = "{% for a in range(1000) %}{% for b in range(1000) %}{% for c in range(1000) %}"
    small.write("templates/open-letter/letter.html", f"<p class='body'>{loops}{'{% endfor %}' * 3}</p>")
    with subprocess.Popen([*COMMAND, "build"], stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        process.stderr.readline()
        process.terminate()
        process.communicate(timeout=10)
    assert process.returncode == 143


@pytest.mark.parametrize("locale", ["C", "POSIX", "en_US.ISO-8859-1"])
def test_a_terminal_without_utf_8_crashes_nothing(small: Laid, locale: str) -> None:
    small.change(LETTER, "issuers: [harbour-watch]", "issuers: [hafenwächter-人权]")
    environment = {**os.environ, "LC_ALL": locale, "PYTHONUTF8": "0", "PYTHONIOENCODING": ""}

    result = subprocess.run([*COMMAND, "check"], check=False, capture_output=True, env=environment)

    assert result.returncode == 1
    assert "“hafenwächter-人权”" in result.stdout.decode("utf-8")


@pytest.mark.usefixtures("small")
def test_no_colour_and_no_moving_line_leave_a_terminal(briefgen: Briefgen) -> None:
    result = briefgen("build", "--format", "txt")

    assert "\x1b" not in result.out + result.err


@pytest.mark.usefixtures("small")
def test_a_pipe_that_is_closed_early_is_no_fault() -> None:
    command = f"{' '.join(COMMAND)} check --json | head -c 1"

    result = subprocess.run(["bash", "-c", command], check=True, capture_output=True, text=True)

    assert (result.stdout, result.stderr) == ("{", "")
