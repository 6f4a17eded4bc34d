"""How a command talks: its two streams, what it says when something goes wrong, its progress."""

from __future__ import annotations

import contextlib
import json
import os
import sys
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TextIO

import click

from briefgen import __version__
from briefgen.jobs import Job
from briefgen.problems import ExitCode, Problem, Refusal, render

INTERRUPTED = 130
"""Ctrl-C, as shells count it (128 + SIGINT)."""
TERMINATED = 143


class Ended(KeyboardInterrupt):
    """SIGTERM or SIGHUP: like Ctrl-C, the way out clears up."""


class Desk:
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
            return stopped(interruption)
        except BrokenPipeError:  # the reader of a pipe had enough
            mute()
            return ExitCode.OK
        except OSError as error:
            self.note(traceback.format_exc())
            return self.refuse((in_the_way(error),))
        except Exception:  # noqa: BLE001 # nobody outside should ever see a traceback
            self.note(traceback.format_exc())
            return self.refuse((_fault(),))

    def refuse(self, problems: Sequence[Problem]) -> int:
        """Say why the command could not be carried out."""
        from briefgen.outcome import most_telling
        from briefgen.reports import in_words, refusal_json

        code = most_telling(problems)
        deaf = mute()
        if self.as_json and sys.stdout not in deaf:
            self.say_json(refusal_json(self.command, code, problems))
        else:
            say(in_words(problems, self.root, {}), deaf)
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


def mute() -> list[TextIO]:
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


def say(text: str, deaf: list[TextIO]) -> None:
    """Print to standard error, or to standard output where that is among the `deaf` or proves to be so."""
    any(_written(stream, f"{text}\n") for stream in (sys.stderr, sys.stdout) if stream not in deaf)


def in_the_way(error: OSError) -> Problem:
    """Return in words what the system refused."""
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


class Progress:
    """A line that follows the work on a terminal; a plain line for each document elsewhere."""

    def __init__(self, stream: TextIO) -> None:
        self.stream, self.live = stream, stream.isatty() and os.environ.get("TERM") != "dumb"
        self.shown = 0

    def __enter__(self) -> Progress:
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


def stopped(interruption: BaseException) -> int:
    """Say that the work was stopped; return the exit code that shells expect."""
    say("Stopped. What was finished before stands; nothing half-made is left.", mute())
    return TERMINATED if isinstance(interruption, Ended) else INTERRUPTED


def nowhere() -> int:
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
