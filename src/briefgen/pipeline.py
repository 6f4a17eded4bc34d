"""The way through, on one page: from a workspace to finished units.

    load → check → plan jobs, then for each job
    compose → read → resolve → typography → write → read back   (`_make`, in a supervised child)
    → publish, or withdraw what an earlier build left

Loading and checking are shared by all jobs; a job shares nothing with its neighbours.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from briefgen import publishing
from briefgen.checking import check, check_job
from briefgen.document import Document, size
from briefgen.formats import craft, warm_up
from briefgen.jobs import Format, Job
from briefgen.languages import language
from briefgen.loading.loader import load
from briefgen.loading.workspace import Workspace
from briefgen.manifest import Made, count_words
from briefgen.outcome import Report, Unit, once, stopping
from briefgen.planning import Choices, concerned, concerning, plan, sources
from briefgen.problems import Problem, Refusal, Weight
from briefgen.readback.passages import passages
from briefgen.releasing import refused, released, withdraw_orphans
from briefgen.theme import HOUSE
from briefgen.worker import Desk, Finished, Limits, Stopped, supervise
from briefgen.writers.written import Written

if TYPE_CHECKING:
    from briefgen.composing import Composed

# Composing (Jinja2), writers and their readers are imported where they are needed: `check` does without.

Progress = Callable[[int, int, Job, str], None]
"""Called with the number of the unit (from 1), the number of units, the job and its stage."""


def examine(root: Path) -> Report:
    """Load and check everything, make nothing: the problems of all files, and of all drafts."""
    workspace, problems = _checked(root)
    for job in plan(workspace, Choices()):
        problems += check_job(workspace, job)
    return Report(workspace, (), once(problems))


def build(root: Path, choices: Choices, limits: Limits, progress: Progress = lambda *_: None) -> Report:
    """Make the chosen units and publish those that nothing stops.

    Raises Refusal where nothing can be begun: wrong choices, no fonts, no output folder to write to.
    """
    publishing.check_output(root)
    publishing.tidy(root)
    workspace, problems = _checked(root)
    jobs = _planned(workspace, choices, problems)
    units = []
    for number, job in enumerate(jobs, start=1):
        found = [*concerning(workspace, job.document, problems), *check_job(workspace, job)]
        units.append(_unit(workspace, job, found, limits, partial(progress, number, len(jobs), job)))
    mine = concerned(workspace, choices, jobs, problems)
    return Report(
        workspace,
        tuple(units),
        once([*mine, *(one for unit in units for one in unit.problems)]),
        tuple(withdraw_orphans(workspace, choices, mine)),
        len(problems) - len(mine),
    )


def _checked(root: Path) -> tuple[Workspace, list[Problem]]:
    workspace, problems = load(root)
    return workspace, [*problems, *check(workspace)]


def _planned(workspace: Workspace, choices: Choices, problems: list[Problem]) -> list[Job]:
    try:
        return plan(workspace, choices)
    except Refusal as refusal:
        # What is not found may stand in a file that could not be read.
        broken = [problem for problem in problems if problem.weight is Weight.ERROR]
        raise Refusal(*once([*broken, *refusal.problems])) from None


# ---- one unit ---------------------------------------------------------------------------------------


def _unit(
    workspace: Workspace, job: Job, found: list[Problem], limits: Limits, on_stage: Callable[[str], None]
) -> Unit:
    if stopping(found, job):
        return refused(workspace, Unit(job, once(found)))
    try:
        warm_up(job.formats)
    except Refusal as refusal:
        return Unit(job, once([*found, *refusal.problems]))
    length = sum(len(workspace.texts.get(file, "")) for file in sources(workspace, job.document).files)
    outcome = supervise(partial(_make, workspace, job), limits=limits, size=length, on_stage=on_stage)
    match outcome:
        case Stopped(problems, details):
            here = workspace.documents[job.document].place("id")  # a limit or a fault has no better place
            placed = [one if one.place else replace(one, place=here) for one in problems]
            return refused(workspace, Unit(job, once([*found, *placed]), details=details))
        case Finished(made):
            unit = Unit(job, once([*found, *made.problems]))
            if stopping(unit.problems, job):
                return refused(workspace, unit)
            return released(workspace, unit, made)


def _make(workspace: Workspace, job: Job, desk: Desk) -> Made:
    """Make one job's files in memory. Runs in the child."""
    from briefgen.composing import compose, workspace_templates

    desk.stage("composing")
    composed = compose(workspace, job, workspace_templates(workspace.root))
    try:
        document = _document(workspace, job, composed, desk)
        written = {made: _written(document, made, desk) for made in job.formats}
    except Refusal as refusal:
        raise Refusal(*composed.problems, *refusal.problems) from None
    return Made(
        files={made: one.data for made, one in written.items()},
        pages=next((one.pages for one in written.values() if one.pages), None),
        words=count_words(document),
        problems=(*composed.problems, *(problem for one in written.values() for problem in one.problems)),
        templates=composed.texts,
    )


def _document(workspace: Workspace, job: Job, composed: Composed, desk: Desk) -> Document:
    """Return the tree, ready for every writer."""
    from briefgen.passes.resolve import resolve
    from briefgen.passes.typography import typeset
    from briefgen.pictures import load_picture
    from briefgen.reading.reader import read

    desk.stage("reading the markup")
    blocks = read(composed.markup, composed.origins, partial(load_picture, workspace.root))
    document = composed.head.document(blocks)
    desk.grow(size(document))
    desk.stage("setting numbers and references")
    document = resolve(document, language(job.language))
    desk.stage("setting the typography")
    return typeset(document, language(job.language))


def _written(document: Document, made: Format, desk: Desk) -> Written:
    """Write one format and read it back; what is not found in it again is a problem of the file."""
    from briefgen.readback.compare import compare, compare_furniture

    crafted = craft(made)
    desk.stage(f"writing the {crafted.name}")
    written = crafted.write(document, HOUSE)
    desk.stage(f"reading back the {crafted.name}")
    differences = compare(passages(document, made), crafted.read(written.data), made)
    differences += compare_furniture(document, crafted.furnish(written.data), made)
    return replace(written, problems=(*written.problems, *differences))
