"""From what the user asked for to jobs: which documents, in which languages, for whom.

And the other way round: which files of the workspace a job draws on, so that a problem in one of
them stops this job and no other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import product

from briefgen.audience import Audience
from briefgen.jobs import Edition, Format, Job
from briefgen.loading.files import BRIEFINGS, MARKER
from briefgen.loading.workspace import Entry, Workspace
from briefgen.model.publications import Publication
from briefgen.model.shared import Picture
from briefgen.model.walk import everything
from briefgen.places import Place
from briefgen.problems import ExitCode, Problem, Refusal, did_you_mean


@dataclass(frozen=True, slots=True)
class Choices:
    """What to build; an empty choice means all there is."""

    briefings: tuple[str, ...] = ()
    """Names of folders below `briefings/`."""
    documents: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    audience: Audience | None = None
    formats: tuple[Format, ...] = (Format.PDF, Format.DOCX)
    edition: Edition = Edition.DRAFT
    strict: bool = False


def plan(workspace: Workspace, choices: Choices) -> list[Job]:
    """Return the jobs that the choices name, in the order of documents, languages and recipients.

    Raises
    ------
    Refusal
        Where a choice names nothing that the workspace has (class `USAGE`), or a document that is
        not written for the audience asked for (class `POLICY`).
    """
    chosen = _chosen(workspace, choices)
    jobs = [job for entry in chosen for job in _jobs(entry.value, choices)]
    if not jobs and chosen:
        raise Refusal(*_nothing_left(chosen, choices))
    return jobs


def _chosen(workspace: Workspace, choices: Choices) -> list[Entry[Publication]]:
    """Return those of the chosen briefings and documents, by id."""
    broken = broken_documents(workspace)
    folders = _folders(workspace)
    unknown = [
        *(_no_briefing(workspace, name, folders) for name in choices.briefings if name not in folders),
        *_unknown("document", choices.documents, {*workspace.documents, *broken}),
    ]
    if unknown:
        raise Refusal(*unknown)
    chosen = [
        entry
        for _, entry in sorted(workspace.documents.items())
        if (not choices.briefings or briefing(entry) in choices.briefings)
        and (not choices.documents or entry.value.id in choices.documents)
    ]
    if not chosen and workspace.documents and not broken and "document" not in workspace.unread:
        raise Refusal(_usage("No document matches these choices", "Leave out one of them."))
    return chosen


def broken_documents(workspace: Workspace) -> set[str]:
    """Return the ids of documents that were left out because something in their file is wrong."""
    return {name for noun, name in workspace.left_out if noun == "document"} - set(workspace.documents)


def _folders(workspace: Workspace) -> set[str]:
    files = (file.split("/") for file in workspace.texts)
    return {parts[1] for parts in files if parts[0] == BRIEFINGS and len(parts) > 2}


def _no_briefing(workspace: Workspace, name: str, folders: set[str]) -> Problem:
    """Say that there is no such folder; or that a document was named, and how documents are named."""
    files = {ident: f"/{entry.place().file}" for ident, entry in workspace.documents.items()}
    meant = sorted(ident for ident, file in files.items() if file.endswith(f"/{name}"))
    if name in {*workspace.documents, *broken_documents(workspace)} or meant:
        what = "the file of a document" if meant else "a document"
        advice = f"Write “briefgen build --document {'” or “--document '.join(meant or [name])}”."
        return _usage(f"“{name}” is {what}, not a briefing", advice, "unknown-briefing")
    (problem,) = _unknown("briefing", [name], folders)
    if name.endswith((".yaml", ".yml")):
        advice = (
            f"A briefing is a folder; to make one document, write “--document” and its id. {problem.advice}"
        )
        return replace(problem, advice=advice)
    return problem


def _jobs(publication: Publication, choices: Choices) -> Iterator[Job]:
    languages = [one for one in publication.languages if one in (choices.languages or (one,))]
    audiences = [one for one in sorted(publication.audience) if choices.audience in (None, one)]
    recipients = [
        one
        for one in publication.separate_recipients()
        if not choices.recipients or one in choices.recipients
    ]
    for language, audience, recipient in product(languages, audiences, recipients):
        yield Job(
            document=publication.id,
            language=language,
            audience=audience,
            edition=choices.edition,
            formats=choices.formats,
            recipient=recipient,
            strict=choices.strict,
        )


def stems(publication: Publication) -> set[str]:
    """Return the stems of all units that can be made of a document, drafts and finals."""
    jobs = (job for edition in Edition for job in _jobs(publication, Choices(edition=edition)))
    return {job.stem for job in jobs}


def _nothing_left(chosen: list[Entry[Publication]], choices: Choices) -> list[Problem]:
    """Say which choice left nothing over."""
    reasons = list(_reasons(chosen, choices))
    return reasons or [_usage("Nothing matches all these choices together", "Leave out one of them.")]


def _no_recipient(chosen: list[Entry[Publication]], choices: Choices) -> Iterator[Problem]:
    recipients = {one for entry in chosen for one in entry.value.separate_recipients() if one}
    if recipients or not choices.recipients:
        yield from _unknown("recipient", choices.recipients, recipients)
        return
    asked = " and ".join(f"“{name}”" for name in choices.recipients)
    for entry in chosen:
        message = f"“{entry.value.id}” goes to all together; there is no copy for {asked} alone"
        advice = "Leave out “--recipient”, or write “delivery: separately” in the letter."
        yield _usage(message, advice, "unknown-recipient")


def _reasons(chosen: list[Entry[Publication]], choices: Choices) -> Iterator[Problem]:
    languages = {language for entry in chosen for language in entry.value.languages}
    yield from _unknown("language", choices.languages, languages)
    yield from _no_recipient(chosen, choices)
    for entry in chosen:
        audiences = sorted(entry.value.audience)
        if choices.audience and choices.audience not in audiences:
            yield Problem(
                "not-for-this-audience",
                f"“{entry.value.id}” is for {' and '.join(audiences)}, not for {choices.audience.value}",
                "Build it for those for whom it is written. If it shall go to others too, let whoever "
                "decides that add them here.",
                entry.place("audience"),
                exit_code=ExitCode.POLICY,
            )


def _unknown(what: str, asked: Iterable[str], known: Iterable[str]) -> Iterator[Problem]:
    there = sorted(known)
    for name in asked:
        if name not in there:
            offer = f"There is: {', '.join(there)}." if there else f"There is no {what} yet."
            yield _usage(f"There is no {what} “{name}”.{did_you_mean(name, there)}", offer, f"unknown-{what}")


def _usage(message: str, advice: str, code: str = "nothing-to-build") -> Problem:
    return Problem(code, message, advice, exit_code=ExitCode.USAGE)


# ---- what a job draws on --------------------------------------------------------------------------


def briefing(entry: Entry[Publication]) -> str:
    """Return the folder below `briefings/` in which a document stands."""
    return entry.place().file.split("/")[1]


@dataclass(frozen=True, slots=True)
class Sources:
    """What a document draws on."""

    places: tuple[Place, ...]
    """Where the document stands and the entities that it names."""
    pictures: tuple[str, ...]
    complete: bool
    """False where it names an entity that was not loaded: then any file could be to blame."""

    @property
    def files(self) -> tuple[str, ...]:
        """All files, the document's own first."""
        own, *others = (place.file for place in self.places)
        return tuple(dict.fromkeys([own, *sorted(others), *self.pictures]))

    def touched_by(self, problem: Problem) -> bool:
        """Tell whether a problem, or what it is about, lies in what the document draws on."""
        about = (problem.place, *problem.related) if problem.place else ()
        return any(_within(one, place) for one in about for place in self.places)


def _within(inner: Place, outer: Place) -> bool:
    """Tell whether a place lies in an entity, or around it: a list's other entities are neither."""
    beside = re.match(r"\w+\[\d+\]", inner.path)
    return inner.file == outer.file and (not outer.path or not beside or beside[0] == outer.path)


def sources(workspace: Workspace, document: str) -> Sources:
    """Return what a document's text can come from."""
    entry = workspace.documents[document]
    named = [found for found, _ in workspace.drawn_on(entry)]
    there = [entry, *(one for one in named if one)]
    pictures = (
        found.value.file
        for one in there
        for found in everything(one.value)
        if isinstance(found.value, Picture)
    )
    return Sources(tuple(one.place() for one in there), tuple(sorted(set(pictures))), all(named))


def concerning(workspace: Workspace, document: str, problems: Iterable[Problem]) -> list[Problem]:
    """Return those problems of the workspace that lie in what the document draws on."""
    drawn = sources(workspace, document)
    others = {entry.place().file for name, entry in workspace.documents.items() if name != document}
    return [
        problem
        for problem in problems
        if not problem.place
        or problem.place.file == MARKER
        or drawn.touched_by(problem)
        or (not drawn.complete and problem.place.file not in others)
    ]


def concerned(
    workspace: Workspace, choices: Choices, jobs: Iterable[Job], problems: list[Problem]
) -> list[Problem]:
    """Return those problems that somebody who made these choices needs to hear of."""
    if not choices.briefings and not choices.documents:
        return problems
    folders = tuple(f"briefings/{name}/" for name in choices.briefings if not choices.documents)
    documents = {job.document for job in jobs}
    heard = {one for document in documents for one in concerning(workspace, document, problems)}
    files = {entry.place().file for entry in workspace.documents.values()}
    broken = not broken_documents(workspace).isdisjoint(choices.documents)
    return [
        one
        for one in problems
        if one in heard
        or (one.place and one.place.file == MARKER)
        or (one.place and one.place.file.startswith(folders))
        or (broken and one.place and one.place.file not in files)
    ]
