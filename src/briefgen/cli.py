"""The command line: the only place that prints and that ends the process.

What a command needs is imported when it runs, so that `--help` answers at once and `check` never
loads what only `build` needs.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import sys
import traceback
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any, TextIO

import click

from briefgen import __version__
from briefgen.audience import Audience
from briefgen.jobs import Edition, Format, Job
from briefgen.problems import ExitCode, Problem, Refusal, render

if TYPE_CHECKING:
    from briefgen.outcome import Report

INTERRUPTED = 130
"""Ctrl-C, as shells count it (128 + SIGINT)."""
TERMINATED = 143

EXIT_CODES = """\b
Exit codes:
  0   everything asked for was made, or nothing is wrong
  1   problems in the data, templates or pictures
  2   the command was called wrongly
  3   a rule refuses the document (audience, sign-off, final, strict)
  4   the time or memory limit was reached
  5   the disk or a file stood in the way (full, unwritable, missing fonts)
  6   some documents were made, others were not
  70  a fault of briefgen itself
  130 stopped with Ctrl-C
  143 stopped from outside (SIGTERM, SIGHUP)
"""


class Ended(KeyboardInterrupt):
    """SIGTERM or SIGHUP: like Ctrl-C, the way out clears up."""


# ---- commands ---------------------------------------------------------------------------------------


@click.group(
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=EXIT_CODES,
)
@click.version_option(__version__, message="briefgen %(version)s")
@click.pass_context
def briefgen(context: click.Context) -> int:
    """Make open letters in PDF and Word from one set of facts.

    Run it anywhere inside a workspace: the folder with briefgen.yaml, briefings/ and output/.

    \b
    Examples:
      briefgen check                          look for mistakes, make nothing
      briefgen build                          make drafts of everything
      briefgen build --document my-letter     make drafts of one document
    """
    if context.invoked_subcommand is None:
        click.echo(context.get_help())
    return ExitCode.OK


_several = partial(click.option, multiple=True)
_workspace = click.option(
    "--workspace",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Work on the workspace in this folder instead of the one you are in.",
)
_json = click.option("--json", "as_json", is_flag=True, help="Print the result as one JSON object.")
_debug_log = click.option(
    "--debug-log",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="If briefgen itself fails, write the details to this file. It can hold words of the documents.",
)


@briefgen.command(epilog=EXIT_CODES)
@_workspace
@_json
@_debug_log
def check(workspace: Path | None, as_json: bool, debug_log: Path | None) -> int:
    """Look through all files and report every mistake; make nothing.

    \b
    Examples:
      briefgen check
      briefgen check --workspace ~/letters
    """
    from briefgen import reports

    desk = _Desk("check", as_json, debug_log)

    def answer() -> int:
        from briefgen.pipeline import examine

        report = examine(desk.find(workspace))
        if as_json:
            desk.say_json(reports.check_json(report))
        else:
            found = reports.in_words(report.problems, desk.root, report.workspace.texts)
            click.echo("\n\n".join(filter(None, [found, reports.check_summary(report)])))
        return report.exit_code

    return desk.run(answer)


@briefgen.command(epilog=EXIT_CODES)
@click.argument("briefings", nargs=-1, metavar="[BRIEFING]...")
@_several("--document", "-d", "documents", metavar="ID", help="Only this document; repeatable.")
@_several("--language", "-l", "languages", metavar="CODE", help="Only this language, e.g. fr; repeatable.")
@_several("--recipient", "-r", "recipients", metavar="ID", help="Only this recipient's copy; repeatable.")
@click.option("--audience", type=click.Choice(list(map(str, Audience))), help="Only for these readers.")
@click.option(
    "--format",
    "-f",
    "formats",
    multiple=True,
    type=click.Choice(list(map(str, Format))),
    default=[Format.PDF.value, Format.DOCX.value],
    help="Make this format; repeatable. Without it: pdf and docx.",
)
@click.option("--final", is_flag=True, help="Make finals instead of drafts; every open point blocks them.")
@click.option("--strict", is_flag=True, help="Refuse a document where one format shows less than another.")
@click.option(
    "--time-limit",
    type=click.IntRange(min=1),
    metavar="SECONDS",
    help="Computing time for each document. Without it: 20, and more for a long one.",
)
@click.option(
    "--memory-limit",
    type=click.IntRange(min=64),
    metavar="MB",
    help="Memory for each document. Without it: 1024, and more for a long one.",
)
@_workspace
@_json
@_debug_log
def build(
    briefings: tuple[str, ...],
    documents: tuple[str, ...],
    languages: tuple[str, ...],
    recipients: tuple[str, ...],
    audience: str | None,
    formats: tuple[str, ...],
    final: bool,
    strict: bool,
    time_limit: int | None,
    memory_limit: int | None,
    workspace: Path | None,
    as_json: bool,
    debug_log: Path | None,
) -> int:
    """Make documents and put them into the folder output/.

    Without choices it makes drafts of every document; where each recipient gets a copy of their own, all
    copies. BRIEFING is the name of a folder in briefings/.

    \b
    Examples:
      briefgen build
      briefgen build eu-china-2000-09
      briefgen build --document my-letter --format pdf
      briefgen build --document my-letter --recipient sylvania --final
    """
    desk = _Desk("build", as_json, debug_log)

    def answer() -> int:
        from briefgen.pipeline import build as build_all
        from briefgen.planning import Choices
        from briefgen.worker import Limits

        choices = Choices(
            briefings=tuple(map(_briefing, briefings)),
            documents=documents,
            languages=languages,
            recipients=recipients,
            audience=Audience(audience) if audience else None,
            formats=tuple(one for one in Format if one.value in formats),
            edition=Edition.FINAL if final else Edition.DRAFT,
            strict=strict,
        )
        limits = Limits(time_limit=time_limit, memory_limit=memory_limit)
        with _Progress(sys.stderr) as progress:
            report = build_all(desk.find(workspace), choices, limits, progress.show)
        return _tell_build(desk, report)

    return desk.run(answer)


@briefgen.command(epilog=EXIT_CODES)
@click.argument("kind", required=False, metavar="[KIND]")
@click.option("--write", is_flag=True, help="Write the schemas of all kinds into briefings/schemas/.")
@_workspace
@_debug_log
def schema(kind: str | None, write: bool, workspace: Path | None, debug_log: Path | None) -> int:
    """Tell editors what a file may hold, so that they complete and check it while you write.

    Prints the JSON Schema of a KIND of file; without it, what kinds there are. With --write the schemas go
    into briefings/schemas/, where the first line of a file finds them:

    \b
      # yaml-language-server: $schema=../schemas/people.json

    \b
    Examples:
      briefgen schema
      briefgen schema people
      briefgen schema --write
    """
    desk = _Desk("schema", False, debug_log)

    def answer() -> int:
        from briefgen import schema as schemas

        if kind is not None:
            click.echo(schemas.text(kind), nl=False)
        if write:
            names = schemas.write(desk.find(workspace))
            click.echo(
                f"{len(names)} of {len(schemas.KINDS)} schemas in {schemas.FOLDER}/ are new or changed"
            )
        if kind is None and not write:
            width = max(map(len, schemas.KINDS)) + 2
            click.echo("\n".join(f"{one:<{width}}{schemas.summary(one)}" for one in schemas.KINDS))
        return ExitCode.OK

    return desk.run(answer)


def _briefing(name: str) -> str:
    """Return the folder's name from a path, as a shell completes it; of files, all from briefings/ on."""
    name = name.rstrip("/")
    if name.endswith((".yaml", ".yml")):
        return name[max(0, name.rfind("briefings/")) :].removeprefix("./")
    return name.rpartition("/")[2]


def _tell_build(desk: _Desk, report: Report) -> int:
    from briefgen import reports

    desk.note("\n".join(unit.details for unit in report.units if unit.details))
    if desk.as_json:
        desk.say_json(reports.build_json(report))
    else:
        if report.problems:
            click.echo(reports.in_words(report.problems, desk.root, report.workspace.texts) + "\n", err=True)
        click.echo(reports.build_summary(report))
    return report.exit_code


# ---- around every command ---------------------------------------------------------------------------


class _Desk:
    """What a command talks through: it knows the workspace, and turns what goes wrong into words."""

    def __init__(self, command: str, as_json: bool, debug_log: Path | None) -> None:
        self.command, self.as_json, self.debug_log = command, as_json, debug_log
        self.root: Path | None = None

    def find(self, workspace: Path | None) -> Path:
        """Return the root of the workspace asked for, or around the current folder."""
        from briefgen.loading.loader import find_root

        self.root = find_root(workspace or Path.cwd())
        return self.root

    def run(self, answer: Callable[[], int]) -> int:
        """Run a command; return its exit code whatever happens."""
        try:
            return answer()
        except Refusal as refusal:
            return self.refuse(refusal.problems)
        except KeyboardInterrupt as interruption:
            return _stopped(interruption)
        except BrokenPipeError:  # the reader of a pipe had enough
            _mute()
            return ExitCode.OK
        except OSError as error:
            self.note(traceback.format_exc())
            return self.refuse((_in_the_way(error),))
        except Exception:  # noqa: BLE001 # nobody outside should ever see a traceback
            self.note(traceback.format_exc())
            return self.refuse((_fault(),))

    def refuse(self, problems: Sequence[Problem]) -> int:
        """Say why the command could not be carried out."""
        from briefgen.outcome import most_telling
        from briefgen.reports import in_words, refusal_json

        code = most_telling(problems)
        deaf = _mute()
        if self.as_json and sys.stdout not in deaf:
            self.say_json(refusal_json(self.command, code, problems))
        else:
            _say(in_words(problems, self.root, {}), deaf)
        return code

    def say_json(self, told: dict[str, Any]) -> None:
        """Print one JSON object."""
        click.echo(json.dumps(told, indent=2, ensure_ascii=False))

    def note(self, details: str) -> None:
        """Write the details of a fault to the debug log, if one was asked for."""
        if details and self.debug_log:
            try:
                self.debug_log.write_text(f"briefgen {__version__}\n{details}", encoding="utf-8")
            except OSError as error:
                click.echo(f"The debug log could not be written: {error.strerror}", err=True)


def _mute() -> list[TextIO]:
    """Turn streams that cannot be written to into the void, or Python ends with a message of its own."""
    return [stream for stream in (sys.stdout, sys.stderr) if not _written(stream, "")]


def _written(stream: TextIO, text: str) -> bool:
    """Write; where that fails, write to the void from now on."""
    try:
        if text:
            stream.write(text)
        stream.flush()
    except OSError:
        with Path(os.devnull).open("w", encoding="utf-8") as void:
            os.dup2(void.fileno(), stream.fileno())
        return False
    return True


def _say(text: str, deaf: list[TextIO]) -> None:
    """Print to standard error, or to standard output where that is among the `deaf` or proves to be so."""
    any(_written(stream, f"{text}\n") for stream in (sys.stderr, sys.stdout) if stream not in deaf)


def _in_the_way(error: OSError) -> Problem:
    named = f" “{error.filename}”" if isinstance(error.filename, str) else ""
    reason = (error.strerror or "unknown reason").lower()
    return Problem(
        "file-in-the-way",
        f"The disk, or a file or stream{named}, stood in the way: {reason}",
        "See that the disk is not full and that you may read and write there; then run the command again.",
        exit_code=ExitCode.FILES,
    )


def _fault() -> Problem:
    return Problem(
        "fault",
        "briefgen itself failed",
        "This is a fault of briefgen, not of your texts. Run the command again with “--debug-log fault.txt” "
        "and send that file to those who look after briefgen; read it first, because it can hold words of "
        "the documents.",
        exit_code=ExitCode.FAULT,
    )


class _Progress:
    """A line that follows the work on a terminal; a plain line for each document elsewhere."""

    def __init__(self, stream: TextIO) -> None:
        self.stream, self.live = stream, stream.isatty() and os.environ.get("TERM") != "dumb"
        self.shown = 0

    def __enter__(self) -> _Progress:
        return self

    def __exit__(self, *_: object) -> None:
        if self.live and self.shown:
            self._write("\r\x1b[K")

    def show(self, number: int, total: int, job: Job, stage: str) -> None:
        """Show what the work has come to."""
        named = " ".join(filter(None, [job.document, job.language, job.recipient]))
        line = f"[{number}/{total}] {named}"
        if self.live:
            width = (os.get_terminal_size(self.stream.fileno()).columns or 80) - 1
            self._write(f"\r\x1b[K{f'{line}: {stage}'[:width]}")
        elif number != self.shown:
            self._write(line + "\n")
        self.shown = number

    def _write(self, text: str) -> None:
        with contextlib.suppress(OSError):  # progress is not worth an end; what counts is told afterwards
            self.stream.write(text)
            self.stream.flush()


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit code; nothing that goes wrong leaves it as a traceback."""
    if sys.stdout is None or sys.stderr is None:  # closed by who called us
        return _nowhere()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # the terminal's locale must not decide whether “é” can be said
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    for number in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) is signal.SIG_DFL:  # nohup ignores SIGHUP, and so shall we
            signal.signal(number, _ended)
    try:
        return _run(arguments)
    except (KeyboardInterrupt, click.Abort) as interruption:
        return _stopped(interruption)
    except BrokenPipeError:  # the reader of a pipe had enough
        _mute()
        return ExitCode.OK
    except OSError as error:
        _say(render(_in_the_way(error), {}), _mute())
        return ExitCode.FILES


def _nowhere() -> int:
    """Refuse to work where nothing could be told: the next file opened would take the stream's place."""
    name = "output" if sys.stdout is None else "error"
    problem = Problem(
        "stream-closed",
        f"Standard {name} is closed, so that nothing could be told",
        "Send it to a file or to /dev/null instead.",
        exit_code=ExitCode.FILES,
    )
    for stream in filter(None, (sys.stderr, sys.stdout)):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")
        stream.write(render(problem, {}) + "\n")
    return ExitCode.FILES


def _stopped(interruption: BaseException) -> int:
    _say("Stopped. What was finished before stands; nothing half-made is left.", _mute())
    return TERMINATED if isinstance(interruption, Ended) else INTERRUPTED


def _run(arguments: Sequence[str] | None) -> int:
    try:
        return int(briefgen.main(arguments, prog_name="briefgen", standalone_mode=False) or 0)
    except click.ClickException as error:
        _say_usage(error, "--json" in (sys.argv[1:] if arguments is None else arguments))
        return ExitCode.USAGE


def _say_usage(error: click.ClickException, as_json: bool) -> None:
    context = getattr(error, "ctx", None)
    path = context.command_path if context else "briefgen"
    problem = Problem(
        "usage",
        error.format_message().rstrip("."),
        f"“{path} --help” shows what can be asked for.",
        exit_code=ExitCode.USAGE,
    )
    if as_json:
        desk = _Desk(path.rpartition(" ")[2], as_json, None)
        desk.refuse([problem])
    else:
        click.echo(render(problem, {}), err=True)


def _ended(_number: int, _frame: FrameType | None) -> None:
    raise Ended
