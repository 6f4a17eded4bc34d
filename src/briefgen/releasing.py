"""The end of a unit: published, or refused and what an earlier build left moved aside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from briefgen import publishing
from briefgen.loading.workspace import Workspace
from briefgen.manifest import Made, manifest, standing
from briefgen.outcome import Unit, once, stopping
from briefgen.places import Place
from briefgen.planning import Choices, stems
from briefgen.problems import ExitCode, Problem, Refusal, Weight


def released(workspace: Workspace, unit: Unit, made: Made) -> Unit:
    """Publish what was made; where the disk does not let it, what stood before stays."""
    job = unit.job
    files = {f"{job.stem}.{one.value}": data for one, data in made.files.items()}
    files[publishing.MANIFEST] = manifest(workspace, job, replace(made, problems=unit.problems))
    try:
        folder = publishing.publish(workspace.root, job.document, job.stem, files)
    except Refusal as refusal:
        return replace(unit, problems=once([*unit.problems, *refusal.problems]))
    where = folder.relative_to(workspace.root).as_posix()
    return replace(unit, folder=where, pages=made.pages, words=made.words)


def refused(workspace: Workspace, unit: Unit) -> Unit:
    """Move the unit's older files aside, unless only the disk or the fonts stood in the way."""
    reasons = stopping(unit.problems, unit.job)
    if all(reason.exit_code is ExitCode.FILES for reason in reasons):
        return unit
    try:
        aside = publishing.withdraw(workspace.root, unit.job.document, unit.job.stem, reasons)
    except Refusal as refusal:
        return replace(unit, problems=once([*unit.problems, *refusal.problems]))
    return replace(unit, withdrawn=aside.relative_to(workspace.root).as_posix() if aside else None)


def withdraw_orphans(workspace: Workspace, choices: Choices, problems: Iterable[Problem]) -> Iterator[str]:
    """Move aside the units that the workspace no longer makes, of the documents that were chosen.

    Their document's file is broken, or the document is no longer made for that recipient, audience
    or language. Units whose document is gone altogether are left alone: that was somebody's decision.
    """
    errors = [one for one in problems if one.place and one.weight is Weight.ERROR]
    for unit in standing(workspace.root):
        reasons = [one for one in errors if one.place and one.place.file == unit.source]
        if entry := workspace.documents.get(unit.document):
            chosen = unit.document in (choices.documents or workspace.documents)
            stale = chosen and unit.stem not in stems(entry.value)
            reasons = [_no_longer_made(entry.place("id"))] if stale else []
        aside = reasons and publishing.withdraw(workspace.root, unit.document, unit.stem, reasons)
        if aside:
            yield aside.relative_to(workspace.root).as_posix()


def _no_longer_made(place: Place) -> Problem:
    return Problem("no-longer-made", "This copy is no longer made", "Nothing needs to be done.", place)
