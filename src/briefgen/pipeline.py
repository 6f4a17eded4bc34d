"""The way through, on one page: from a workspace to finished units.

    load → check → plan jobs, then for each job
    compose → read → resolve → typography → paging → write → read back   (`_make`, in a supervised child)
    → publish, or withdraw what an earlier build left

Loading and checking are shared by all jobs; a job shares nothing with its neighbours. `check` goes
the same way as far as the tree (`_read_through`), without any writer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from briefgen import fonts, publishing
from briefgen.checking import check, check_job
from briefgen.document import Contents, Document, size, walk
from briefgen.formats import craft, warm_up
from briefgen.jobs import Format, Job
from briefgen.languages import language
from briefgen.leaks import leaks
from briefgen.loading.loader import load
from briefgen.loading.workspace import Workspace
from briefgen.manifest import Made, count_words, revision, unseen_pictures
from briefgen.outcome import Report, Unit, once, stopping
from briefgen.planning import Choices, concerned, concerning, plan, sources
from briefgen.problems import ExitCode, Problem, Refusal, Weight
from briefgen.readback.passages import passages
from briefgen.releasing import compared_with_final, refused, released, withdraw_orphans
from briefgen.theme import HOUSE
from briefgen.worker import Desk, Finished, Limits, Stopped, supervise
from briefgen.writers.written import Written

if TYPE_CHECKING:
    from briefgen.composing import Composed

# Composing (Jinja2), writers and their readers are imported where they are needed: `check` never loads a
# layout engine.

T = TypeVar("T")

Progress = Callable[[int, int, Job, str], None]
"""Called with the number of the unit (from 1), the number of units, the job and its stage."""


def examine(root: Path, limits: Limits = Limits()) -> Report:  # noqa: B008 # frozen
    """Load, check and read through everything, make nothing: the problems of all files, and of all drafts."""
    workspace, problems = _checked(root)
    try:
        jobs = plan(workspace, Choices())
    except Refusal as refusal:
        return Report(workspace, (), once([*problems, *refusal.problems]))
    units = tuple(_examined(workspace, job, _found(workspace, job, problems), limits) for job in jobs)
    return Report(workspace, units, once([*problems, *(one for unit in units for one in unit.problems)]))


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
        found = _found(workspace, job, problems)
        unit = _unit(workspace, job, found, limits, partial(progress, number, len(jobs), job))
        units.append(compared_with_final(workspace, unit))
    mine = concerned(workspace, choices, jobs, problems)
    moved, said = withdraw_orphans(workspace, choices, mine)
    return Report(
        workspace,
        tuple(units),
        once([*mine, *said, *(one for unit in units for one in unit.problems)]),
        moved,
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


def _found(workspace: Workspace, job: Job, problems: list[Problem]) -> list[Problem]:
    """Return what loading and checking found in what the job draws on, and what checks of the job find."""
    out_of_sight = unseen_pictures(workspace, job)
    shared = (one for one in concerning(workspace, job.document, problems) if one.place not in out_of_sight)
    return [*shared, *check_job(workspace, job)]


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
    match _supervised(_make, workspace, job, limits, on_stage):
        case Stopped(problems, details):
            return refused(workspace, Unit(job, once([*found, *problems]), details=details))
        case Finished(made):
            made_from = revision(workspace, job, made.templates)
            unit = Unit(job, once([*found, *made.problems]), revision=made_from)
            if stopping(unit.problems, job):
                return refused(workspace, unit)
            return released(workspace, unit, made)


def _examined(workspace: Workspace, job: Job, found: list[Problem], limits: Limits) -> Unit:
    """Read a document through; beside problems that stop it, only what its data alone is to blame for."""
    warm_up(())
    outcome = _supervised(_read_through, workspace, job, limits)
    problems = outcome.problems if isinstance(outcome, Stopped) else outcome.value
    if stopped := stopping(found, job):
        told = {one.place for one in stopped} | {one.code for one in stopped}
        further = (one for one in problems if _in_data(workspace, one) and not told & {one.place, one.code})
        return Unit(job, once([*found, *further]))
    details = outcome.details if isinstance(outcome, Stopped) else ""
    return Unit(job, once([*found, *problems]), details=details)


def _in_data(workspace: Workspace, problem: Problem) -> bool:
    place = problem.place
    return place is not None and place.file in workspace.texts and problem.exit_code is ExitCode.INPUT


def _supervised(
    work: Callable[[Workspace, Job, Desk], T],
    workspace: Workspace,
    job: Job,
    limits: Limits,
    on_stage: Callable[[str], None] = lambda _: None,
) -> Finished[T] | Stopped:
    """Work on a job in a child; what has no better place (a limit, a fault) gets the document's."""
    length = sum(len(workspace.texts.get(file, "")) for file in sources(workspace, job.document).files)
    outcome = supervise(partial(work, workspace, job), limits=limits, size=length, on_stage=on_stage)
    if isinstance(outcome, Stopped):
        here = workspace.documents[job.document].place("id")
        placed = tuple(one if one.place else replace(one, place=here) for one in outcome.problems)
        return replace(outcome, problems=placed)
    return outcome


def _make(workspace: Workspace, job: Job, desk: Desk) -> Made:
    """Make one job's files in memory. Runs in the child."""
    composed = _composed(workspace, job, desk)
    with _also(composed.problems):
        document = _paged(_document(workspace, job, composed, desk), job, desk)
        written = {made: _written(document, made, desk) for made in job.formats}
    return Made(
        files={made: one.data for made, one in written.items()},
        pages=next((one.pages for one in written.values() if one.pages), None),
        words=count_words(document),
        problems=(
            *composed.problems,
            *leaks(workspace, job, document),
            *(problem for one in written.values() for problem in one.problems),
        ),
        templates=composed.texts,
    )


def _read_through(workspace: Workspace, job: Job, desk: Desk) -> tuple[Problem, ...]:
    """Return the problems of one job as far as its tree, and the letters that no font has. In the child."""
    composed = _composed(workspace, job, desk)
    with _also(composed.problems):
        document = _document(workspace, job, composed, desk)
    found = (*composed.problems, *leaks(workspace, job, document))
    try:
        return (*found, *fonts.uncovered(document, HOUSE))
    except Refusal as refusal:  # no fonts: nothing is wrong with the data
        return (*found, *(replace(one, weight=Weight.NOTE) for one in refusal.problems))


@contextmanager
def _also(problems: Iterable[Problem]) -> Iterator[None]:
    """Let a refusal tell what was found before it, too."""
    try:
        yield
    except Refusal as refusal:
        raise Refusal(*problems, *refusal.problems) from None


def _composed(workspace: Workspace, job: Job, desk: Desk) -> Composed:
    from briefgen.composing import compose, workspace_templates

    desk.stage("composing")
    return compose(workspace, job, workspace_templates(workspace.root))


def _document(workspace: Workspace, job: Job, composed: Composed, desk: Desk) -> Document:
    """Return the tree, ready for every writer."""
    from briefgen.passes.anchors import unnamed
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
    return unnamed(typeset(document, language(job.language)))


def _paged(document: Document, job: Job, desk: Desk) -> Document:
    """Give the lines of a table of contents their pages: those of the PDF, in Word too."""
    listed = any(isinstance(node, Contents) for node in walk(document.blocks))
    if not listed or not {Format.PDF, Format.DOCX} & set(job.formats):
        return document
    from briefgen.passes.paging import paged
    from briefgen.writers.pdf import page_numbers

    desk.stage("laying out the pages")
    return paged(document, page_numbers(document, HOUSE))


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
