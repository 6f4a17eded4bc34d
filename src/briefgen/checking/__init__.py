"""What the entities of a workspace must be to each other, and what a job may make of them.

`check` holds for the workspace whatever is built; `check_job` for one document, one audience, one
language, one recipient. Neither repeats what loading has reported: an entity that was left out there is
not missed here.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from briefgen.checking.audiences import check_audiences, withheld
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
from briefgen.model.shared import Picture
from briefgen.model.values import Entity
from briefgen.model.walk import everything
from briefgen.pictures import examine_picture
from briefgen.problems import ExitCode, Problem


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
    """Return what stands in the way of one job: missing texts, policy, the gates of finals.

    The job is one that `planning.plan` makes: planning refuses what the document is not made for.
    """
    document = workspace.documents[job.document]
    assert document.value.shown_to(job.audience), "no job is planned for other readers"
    seen = sight(workspace, job)
    told = {problem.place for problem in check_audiences(document)}
    return [
        *(problem for problem in withheld(document, job, seen) if problem.place not in told),
        *gate_signing(document),
        *gate_claims(workspace, job, seen),
        *([] if list(check_wordings(document)) else check_texts(job, seen)),
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
