"""The command line: with `terminal` the only place that prints, and that ends the process.

What a command needs is imported when it runs, so that `--help` answers at once and `check` never
loads what only `build` needs.
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

import click

from briefgen import __version__
from briefgen.audience import Audience
from briefgen.jobs import Edition, Format
from briefgen.problems import ExitCode, Problem, render
from briefgen.terminal import Desk, Ended, Progress, in_the_way, mute, nowhere, say, stopped

if TYPE_CHECKING:
    from briefgen.outcome import Report

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


# ---- commands ---------------------------------------------------------------------------------------


@click.group(
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=EXIT_CODES,
)
@click.version_option(__version__, message="briefgen %(version)s")
@click.pass_context
def briefgen(context: click.Context) -> int:
    """Make letters, press releases and reports in PDF and Word from one set of facts.

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

    desk = Desk("check", as_json, debug_log)

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
    desk = Desk("build", as_json, debug_log)

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
        with Progress(sys.stderr) as progress:
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
    desk = Desk("schema", False, debug_log)

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


def _tell_build(desk: Desk, report: Report) -> int:
    from briefgen import reports

    desk.note("\n".join(unit.details for unit in report.units if unit.details))
    if desk.as_json:
        desk.say_json(reports.build_json(report))
    else:
        if report.problems:
            click.echo(reports.in_words(report.problems, desk.root, report.workspace.texts) + "\n", err=True)
        click.echo(reports.build_summary(report))
    return report.exit_code


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit code; nothing that goes wrong leaves it as a traceback."""
    if sys.stdout is None or sys.stderr is None:  # closed by who called us
        return nowhere()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # the terminal's locale must not decide whether “é” can be said
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    for number in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) is signal.SIG_DFL:  # nohup ignores SIGHUP, and so shall we
            signal.signal(number, _ended)
    try:
        return _run(arguments)
    except (KeyboardInterrupt, click.Abort) as interruption:
        return stopped(interruption)
    except BrokenPipeError:  # the reader of a pipe had enough
        mute()
        return ExitCode.OK
    except OSError as error:
        say(render(in_the_way(error), {}), mute())
        return ExitCode.FILES


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
        desk = Desk(path.rpartition(" ")[2], as_json, None)
        desk.refuse([problem])
    else:
        click.echo(render(problem, {}), err=True)


def _ended(_number: int, _frame: FrameType | None) -> None:
    raise Ended
