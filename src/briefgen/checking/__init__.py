"""What the entities of a workspace must be to each other, and what a job may make of them.

`check` holds for the workspace whatever is built; `check_job` for one document, one audience, one
language, one recipient. Neither repeats what loading has reported: an entity that was left out there is
not missed here.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from briefgen.checking.audiences import check_audiences, listed, withheld
from briefgen.checking.charts import check_charts
from briefgen.checking.claims import check_claims, gate_claims
from briefgen.checking.letters import check_letter
from briefgen.checking.order import check_chains, check_order
from briefgen.checking.references import check_references
from briefgen.checking.sections import check_pointers, check_sections
from briefgen.checking.sight import sight
from briefgen.checking.signing import check_signing, gate_signing
from briefgen.checking.texts import check_languages, check_texts, check_wordings
from briefgen.jobs import Job
from briefgen.loading.workspace import Entry, Workspace
from briefgen.model.letters import OpenLetter
from briefgen.model.publications import Publication
from briefgen.model.shared import Picture
from briefgen.model.values import Entity
from briefgen.model.walk import everything
from briefgen.pictures import examine_picture
from briefgen.problems import ExitCode, Problem, did_you_mean


def check(workspace: Workspace) -> list[Problem]:
    """Return what is wrong between the entities of a workspace, in the order of their ids."""
    problems: list[Problem] = []
    for entries in workspace.entries.values():
        for entry in entries.values():
            problems += [
                *check_audiences(entry),
                *_pictures(workspace, entry),
                *check_references(workspace, entry),
                *check_claims(entry),
                *check_languages(entry),
                *check_order(entry),
            ]
    for document in workspace.documents.values():
        problems += [*check_signing(document), *check_sections(document), *check_wordings(document)]
        if isinstance(document.value, OpenLetter):
            problems += check_letter(cast("Entry[OpenLetter]", document))
    return [*problems, *check_charts(workspace), *check_chains(workspace), *_no_documents(workspace)]


def check_job(workspace: Workspace, job: Job) -> list[Problem]:
    """Return what stands in the way of one job: wrong choices, missing texts, policy, the gates of finals."""
    document = workspace.documents.get(job.document)
    if document is None:
        return [_no_document(workspace, job)]
    problems = [*_wrong_recipient(document, job), *_wrong_language(document, job)]
    if not document.value.shown_to(job.audience):
        return [*problems, _wrong_audience(document, job)]
    seen = sight(workspace, job)
    told = {problem.place for problem in check_audiences(document)}
    problems += (problem for problem in withheld(document, job, seen) if problem.place not in told)
    problems += [*gate_signing(document), *gate_claims(workspace, job, seen)]
    printable = not list(check_wordings(document)) and job.language in document.value.languages
    return [
        *problems,
        *(check_texts(job, seen) if printable else ()),
        *check_pointers(workspace, document, seen),
    ]


def _no_documents(workspace: Workspace) -> Iterator[Problem]:
    broken = any(noun == "document" for noun, _ in workspace.left_out)
    if not workspace.documents and not broken and "document" not in workspace.unread:
        message = "There is no document in this workspace yet"
        advice = "Put the file of a document into a folder below “briefings”; the sample letters show how."
        yield Problem("no-documents", message, advice, exit_code=ExitCode.USAGE)


def _pictures(workspace: Workspace, entry: Entry[Entity]) -> Iterator[Problem]:
    for found in everything(entry.value):
        if isinstance(found.value, Picture):
            picture, place, width = found.value, entry.place(*found.path, "file"), (*found.path, "width")
            yield from examine_picture(
                workspace.root, picture.file, place, picture.width, entry.place(*width)
            )


# ---- jobs -------------------------------------------------------------------------------------------


def _no_document(workspace: Workspace, job: Job) -> Problem:
    if workspace.excuses("document", job.document):
        message = f"“{job.document}” could not be read"
        return Problem("unread-document", message, "Mend the problems that were reported for its file.")
    known = sorted(workspace.documents)
    there = f"There is: {', '.join(known)}." if known else "There is no document yet."
    message = f"There is no document “{job.document}”"
    advice = f"{did_you_mean(job.document, known)} {there}".strip()
    return Problem("unknown-document", message, advice, exit_code=ExitCode.USAGE)


def _wrong_recipient(entry: Entry[Publication], job: Job) -> Iterator[Problem]:
    recipients = entry.value.separate_recipients()
    known = [recipient for recipient in recipients if recipient is not None]
    place = entry.place("recipients")
    if job.recipient is not None and not known:
        message = f"“{job.document}” goes to all together; there is no copy for “{job.recipient}” alone"
        advice = "Leave the recipient out, or write “delivery: separately” in the letter."
        yield Problem("unknown-recipient", message, advice, place, exit_code=ExitCode.USAGE)
    elif job.recipient not in recipients:
        named = job.recipient is not None
        message = f"There is no recipient “{job.recipient}”" if named else "No recipient was chosen"
        advice = f"{did_you_mean(job.recipient or '', known)} Choose one of: {', '.join(known)}.".strip()
        yield Problem("unknown-recipient", message, advice, place, exit_code=ExitCode.USAGE)


def _wrong_language(entry: Entry[Publication], job: Job) -> Iterator[Problem]:
    there = entry.value.languages
    if job.language not in there:
        message = f"“{job.document}” does not appear in “{job.language}”"
        advice = f"Choose {' or '.join(f'“{code}”' for code in there)}, or add it to “translations”."
        yield Problem("no-such-language", message, advice, entry.place("language"), exit_code=ExitCode.USAGE)


def _wrong_audience(entry: Entry[Publication], job: Job) -> Problem:
    allowed = listed(entry.value.audience)
    message = f"“{job.document}” is for {allowed}, not for {job.audience.value}"
    advice = "Build it for those for whom it is written, or let whoever decides that add them here."
    return Problem("not-for-audience", message, advice, entry.place("audience"), exit_code=ExitCode.POLICY)
