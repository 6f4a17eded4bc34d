"""The end of a unit: published, or refused and what an earlier build left moved aside.

And what a build means for units that it did not make: a final beside a draft, a document that is gone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from briefgen import publishing
from briefgen.jobs import Edition, Format
from briefgen.loading.workspace import Workspace
from briefgen.manifest import Made, Standing, manifest, standing, standing_at
from briefgen.outcome import Unit, once, stopping
from briefgen.places import Place
from briefgen.planning import Choices, briefing, broken_documents, stems
from briefgen.problems import ExitCode, Problem, Refusal, Weight
from briefgen.publishing import Exchanged


def released(workspace: Workspace, unit: Unit, made: Made) -> Unit:
    """Publish what was made; where the disk does not let it, what stood before stays."""
    job = unit.job
    files = {f"{job.stem}.{one.value}": data for one, data in made.files.items()}
    files[publishing.MANIFEST] = manifest(workspace, job, replace(made, problems=unit.problems))
    try:
        done = publishing.publish(workspace.root, job.document, job.stem, files)
    except Refusal as refusal:
        return _saying(unit, refusal.problems)
    where = done.folder.relative_to(workspace.root).as_posix()
    unit = replace(unit, folder=where, pages=made.pages, words=made.words)
    return _saying(unit, [*_kept(workspace, done), *_formats_removed(unit, done)])


def refused(workspace: Workspace, unit: Unit) -> Unit:
    """Move the unit's older files aside, unless only the disk or the fonts stood in the way."""
    reasons = stopping(unit.problems, unit.job)
    if all(reason.exit_code is ExitCode.FILES for reason in reasons):
        return unit
    try:
        done = publishing.withdraw(workspace.root, unit.job.document, unit.job.stem, reasons)
    except Refusal as refusal:
        return _saying(unit, refusal.problems)
    if not done:
        return unit
    unit = replace(unit, withdrawn=done.folder.relative_to(workspace.root).as_posix())
    return _saying(unit, _kept(workspace, done))


def compared_with_final(workspace: Workspace, unit: Unit) -> Unit:
    """See to the final that stands beside a draft: it must say what the draft says, and still pass.

    What would stop the final now moves it aside. If it only was made from other data, that may be
    meant (it was sent, the next one is being written): it stays, with a note.
    """
    if unit.job.edition is Edition.FINAL:
        return unit
    final = replace(unit.job, edition=Edition.FINAL, strict=False)
    older = standing_at(workspace.root, final.document, final.stem)
    reasons = [one for one in stopping(unit.problems, final) if one.exit_code is not ExitCode.FILES]
    entry = workspace.documents[final.document]
    place = entry.place("id")
    changed = older and unit.revision not in ("", older.revision)
    if changed and entry.value.withdrawn():
        reasons.append(_withdrawn_since(place))
    if reasons:
        return _without_final(workspace, unit, final.stem, reasons, place)
    if older and changed:
        return _saying(unit, [_outdated(older, place)])
    return unit


def _without_final(
    workspace: Workspace, unit: Unit, stem: str, reasons: Sequence[Problem], place: Place
) -> Unit:
    try:
        done = publishing.withdraw(workspace.root, unit.job.document, stem, reasons)
    except Refusal as refusal:
        return _saying(unit, refusal.problems)
    if not done:
        return unit
    moved = Problem(
        "final-withdrawn",
        f"The final “{stem}” would not pass any more and was moved to "
        f"“{done.folder.relative_to(workspace.root).as_posix()}”",
        "Do not send it. Mend what is reported for this document, then build the final again.",
        place,
        Weight.NOTE,
    )
    return _saying(unit, [moved, *_kept(workspace, done)])


def _withdrawn_since(place: Place) -> Problem:
    message = "Somebody has withdrawn from this document, and its final was made from other data"
    return Problem("withdrawn-since", message, "Build the final again.", place)


def _outdated(older: Standing, place: Place) -> Problem:
    return Problem(
        "final-outdated",
        f"The final in “{older.folder}” was made from other data than this draft",
        "If it was sent, keep it. If it is still to be sent, build the final again.",
        place,
        Weight.NOTE,
    )


def withdraw_orphans(
    workspace: Workspace, choices: Choices, problems: Sequence[Problem]
) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
    """Move aside the units that the workspace no longer makes, of the documents that were chosen.

    Their document's file is broken, or the document is no longer made for that recipient, audience
    or language. Units whose document is gone altogether are left alone: that was somebody's decision;
    but a note names them. Returns the folders moved to, and what there is to say.
    """
    moved: list[str] = []
    said: list[Problem] = []
    gone: set[str] = set()
    for unit in standing(workspace.root):
        reasons = list(_orphaned(workspace, choices, unit, problems))
        if not reasons and unit.document not in workspace.documents and _chosen(choices, unit):
            gone.add(unit.document)
        try:
            done = reasons and publishing.withdraw(workspace.root, unit.document, unit.stem, reasons)
        except Refusal as refusal:
            said += refusal.problems
            continue
        if done:
            moved.append(done.folder.relative_to(workspace.root).as_posix())
            said += _kept(workspace, done)
    return tuple(moved), (*said, *map(_orphans_of, sorted(gone)))


def _orphaned(
    workspace: Workspace, choices: Choices, unit: Standing, problems: Iterable[Problem]
) -> Iterator[Problem]:
    """Yield why a standing unit can no longer be made."""
    if entry := workspace.documents.get(unit.document):
        chosen = unit.document in choices.documents or not choices.documents
        chosen = chosen and (not choices.briefings or briefing(entry) in choices.briefings)
        if chosen and unit.stem not in stems(entry.value):
            message, advice = "This copy is no longer made", "Nothing needs to be done."
            yield Problem("no-longer-made", message, advice, entry.place("id"))
        return
    errors = [one for one in problems if one.place and one.weight is Weight.ERROR]
    yield from (one for one in errors if one.place and one.place.file == unit.source)
    if unit.document in broken_documents(workspace) and _chosen(choices, unit):
        yield Problem("unread-document", "The document could not be read", "Mend what is reported for it.")


def _chosen(choices: Choices, unit: Standing) -> bool:
    """Tell whether a unit whose document is not there belongs to what was asked for."""
    if choices.documents:
        return unit.document in choices.documents
    return not choices.briefings or unit.source.startswith(
        tuple(f"briefings/{name}/" for name in choices.briefings)
    )


def _orphans_of(document: str) -> Problem:
    return Problem(
        "orphaned",
        f"The files in “output/{document}” belong to no document: “{document}” is not in this workspace",
        "If the document was renamed or deleted, move the folder away, so that nobody sends what is in it.",
        weight=Weight.NOTE,
    )


# ---- what became of older files ---------------------------------------------------------------------


def _saying(unit: Unit, problems: Iterable[Problem]) -> Unit:
    return replace(unit, problems=once([*unit.problems, *problems]))


def _kept(workspace: Workspace, done: Exchanged) -> Iterator[Problem]:
    """Yield a note where somebody had worked in the folder that was replaced."""
    if done.kept:
        where, kept = (path.relative_to(workspace.root).as_posix() for path in (done.folder, done.kept))
        yield Problem(
            "kept-changes",
            f"In “{where}” somebody had changed or added {_listed(done.changed)}; this was moved to “{kept}”",
            "Take over into the data what shall stay; briefgen does not read the files that it makes.",
            weight=Weight.NOTE,
        )


def _formats_removed(unit: Unit, done: Exchanged) -> Iterator[Problem]:
    """Yield a note where an older build had made formats that this one was not asked for."""
    if done.gone:
        formats = unit.job.formats
        both = [one for one in Format if one in formats or f"{unit.job.stem}.{one.value}" in done.gone]
        were = "was" if len(done.gone) == 1 else "were"
        yield Problem(
            "formats-removed",
            f"{_listed(done.gone)} of an earlier build {were} removed: this build was asked for "
            f"{' and '.join(formats)} alone",
            "A folder holds what one build made. To have them all, build with "
            f"“{' '.join(f'--format {one.value}' for one in both)}”.",
            weight=Weight.NOTE,
        )


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"“{name}”" for name in names)
