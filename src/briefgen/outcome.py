"""What became of a command, and what its problems mean for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from briefgen.jobs import Edition, Job
from briefgen.loading.workspace import Workspace
from briefgen.places import Place
from briefgen.problems import ExitCode, Problem, Weight


@dataclass(frozen=True, slots=True)
class Unit:
    """What became of one job."""

    job: Job
    problems: tuple[Problem, ...] = ()
    folder: str | None = None
    """Where its files are, relative to the workspace; None if it was not made."""
    withdrawn: str | None = None
    """Where the files of an earlier build were moved to, because this one was refused."""
    pages: int | None = None
    words: int = 0
    revision: str = ""
    """Hash of all that it was made from (`manifest.revision`), also if it was then refused."""
    details: str = ""
    """Traceback of a fault of ours, for the debug log alone."""


@dataclass(frozen=True, slots=True)
class Report:
    """What became of a command."""

    workspace: Workspace
    units: tuple[Unit, ...]
    """Of `check`, too: as far as they were made, and without folders."""
    problems: tuple[Problem, ...]
    """Everything there is to say, each thing once; those of the units among them."""
    withdrawn: tuple[str, ...] = ()
    """Folders moved aside because the workspace no longer makes them: a broken file, a recipient gone."""
    elsewhere: int = 0
    """Number of problems in files that none of the chosen documents uses."""

    @property
    def exit_code(self) -> ExitCode:
        """Return what the process tells its caller."""
        missed = [unit for unit in self.units if not unit.folder]
        unread = "document" in {*self.workspace.unread, *(noun for noun, _ in self.workspace.left_out)}
        against = [one for unit in missed for one in stopping(unit.problems, unit.job)]
        against += [one for one in self.problems if one.weight is Weight.ERROR]
        some_made = len(missed) < len(self.units)
        return ExitCode.PARTIAL if some_made and (missed or unread) and against else most_telling(against)


def stopping(problems: Iterable[Problem], job: Job) -> list[Problem]:
    """Return those problems that stop the job; those that only its edition or `--strict` minds are policy."""
    weights = {Weight.ERROR}
    weights |= {Weight.GATE} if job.edition is Edition.FINAL else set()
    weights |= {Weight.SIMPLIFICATION} if job.strict else set()
    return [
        one if one.weight is Weight.ERROR else replace(one, exit_code=ExitCode.POLICY)
        for one in problems
        if one.weight in weights
    ]


TELLING = (ExitCode.FAULT, ExitCode.FILES, ExitCode.LIMITS, ExitCode.INPUT, ExitCode.POLICY, ExitCode.USAGE)
"""Most telling first: what the user cannot mend in the data outweighs what can be."""


def most_telling(problems: Iterable[Problem]) -> ExitCode:
    """Return the one class that stands for them all; OK where there are none."""
    classes = {problem.exit_code for problem in problems}
    return next((code for code in TELLING if code in classes), ExitCode.OK)


WEIGHTS = (Weight.ERROR, Weight.GATE, Weight.SIMPLIFICATION, Weight.NOTE)


def once(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return each problem once, the heaviest first, then by place."""
    return tuple(
        sorted(
            dict.fromkeys(problems),
            key=lambda one: (WEIGHTS.index(one.weight), one.place or Place("", 0, 0), one.code, one.message),
        )
    )
