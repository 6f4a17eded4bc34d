"""What the entities of a workspace must be to each other, and what a job may make of them.

`check` holds for the workspace whatever is built; `check_job` for one document, one audience, one
recipient. Neither repeats what loading has reported: an entity that was left out there is not
missed here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import cast

from briefgen.audience import Audience, Classification, may_see
from briefgen.checking.letters import check_letter, gate_letter
from briefgen.jobs import Job
from briefgen.languages import language, lookup_order
from briefgen.loading.workspace import Entry, Workspace
from briefgen.model.files import FILE_KINDS
from briefgen.model.letters import OpenLetter
from briefgen.model.publications import Publication
from briefgen.model.shared import Picture
from briefgen.model.values import ByLanguage, Entity
from briefgen.model.walk import everything, references
from briefgen.pictures import examine_picture
from briefgen.places import Place
from briefgen.problems import ExitCode, Problem, Refusal, Weight, did_you_mean, quote

_KINDS = {kind.noun: kind for kind in FILE_KINDS.values()}
_BOOKKEEPING = ("id", "audience", "audience_of")
"""Fields that say who may see others, and cannot be narrowed themselves."""


def check(workspace: Workspace) -> list[Problem]:
    """Return what is wrong between the entities of a workspace, in the order of their ids."""
    problems: list[Problem] = []
    for entries in workspace.entries.values():
        for entry in entries.values():
            problems += [
                *_narrowed_fields(entry),
                *_pictures(workspace, entry),
                *_references(workspace, entry),
            ]
    for document in workspace.documents.values():
        own, _ = _of_kind(document)
        unprintable = _unprintable(document)
        problems += [*own, *unprintable, *([] if unprintable else _languages(workspace, document))]
    return [*problems, *_no_documents(workspace)]


def check_job(workspace: Workspace, job: Job) -> list[Problem]:
    """Return what stands in the way of one job: wrong choices, policy, and the gates of finals."""
    document = workspace.documents.get(job.document)
    if document is None:
        return [_no_document(workspace, job)]
    problems = [*_wrong_recipient(document, job), *_wrong_language(document, job)]
    if not document.value.shown_to(job.audience):
        return [*problems, _wrong_audience(document, job)]
    _, gates = _of_kind(document)
    told = {problem.place for problem in _narrowed_fields(document)}
    hidden = [problem for problem in withheld(workspace, job) if problem.place not in told]
    return [*problems, *hidden, *gates]


def _of_kind(document: Entry[Publication]) -> tuple[Iterable[Problem], Iterable[Problem]]:
    """Return what is wrong by the rules of the document's kind, and what keeps it from being final."""
    match document.value:
        case OpenLetter():
            letter = cast("Entry[OpenLetter]", document)
            return check_letter(letter), gate_letter(letter)
    return (), ()


# ---- references -------------------------------------------------------------------------------------


def _references(workspace: Workspace, entry: Entry[Entity]) -> Iterator[Problem]:
    for noun, ident, path in references(entry.value):
        entries = workspace.entries[noun]
        if ident not in entries and not workspace.excuses(noun, ident):
            advice = f"{did_you_mean(ident, entries)} {_where(noun, entries)}".strip()
            message = f"There is no {noun} with the id “{ident}”"
            yield Problem("dangling-reference", message, advice, entry.place(*path))


def _where(noun: str, entries: Mapping[str, Entry[Entity]]) -> str:
    """Say where entities of a kind stand, so that one can be looked up or added."""
    kind = _KINDS[noun]
    files = sorted({entry.place().file for entry in entries.values()})
    if not files:
        return f"No {noun} is entered yet: make a file with “kind: {kind.kind}” below briefings/."
    more = f" and {len(files) - 3} more files" if len(files) > 3 else ""
    return f"{kind.plural.capitalize()} stand in {', '.join(files[:3])}{more}."


# ---- audiences of fields ----------------------------------------------------------------------------


def _narrowed_fields(entry: Entry[Entity]) -> Iterator[Problem]:
    entity = entry.value
    known = {name: field for name, field in type(entity).model_fields.items() if name not in _BOOKKEEPING}
    for name, classification in entity.audience_of.items():
        place = entry.keys.get(("audience_of", name), entry.place("audience_of", name))
        gained = _audiences(classification) - _audiences(entity.audience)
        lost = _audiences(entity.audience) - _audiences(classification)
        if name not in known:
            advice = f"{did_you_mean(name, known)} Fields here are: {', '.join(known)}.".strip()
            yield Problem("unknown-field", f"There is no field {quote(name)} here", advice, place)
        elif gained:
            message = f"“{name}” is cleared for {_list(gained)}, but what it belongs to is not"
            advice = f"Add {_list(gained)} to “audience”, or take it out here."
            yield Problem("wider-than-entity", message, advice, place)
        elif lost and known[name].is_required():
            message = f"“{name}” cannot be kept from {_list(lost)}: nothing can be printed without it"
            advice = "Narrow “audience” itself, or delete this line."
            yield Problem("narrowed-required-field", message, advice, place)


def _audiences(classification: Classification) -> frozenset[Audience]:
    return frozenset(audience for audience in Audience if may_see(audience, classification))


def _list(audiences: Iterable[Audience]) -> str:
    return " and ".join(audience.value for audience in Audience if audience in set(audiences))


# ---- documents --------------------------------------------------------------------------------------


def _no_documents(workspace: Workspace) -> Iterator[Problem]:
    broken = any(noun == "document" for noun, _ in workspace.left_out)
    if not workspace.documents and not broken and "document" not in workspace.unread:
        message = "There is no document in this workspace yet"
        advice = "Put the file of a document into a folder below “briefings”; the sample letters show how."
        yield Problem("no-documents", message, advice, exit_code=ExitCode.USAGE)


def _unprintable(document: Entry[Publication]) -> list[Problem]:
    """Return that briefgen has no wording for the document's language, at the line that names it."""
    try:
        language(document.value.language)
    except Refusal as refusal:
        place = document.place("language")
        return [replace(one, advice=one.advice.strip(), place=place) for one in refusal.problems]
    return []


def _languages(workspace: Workspace, document: Entry[Publication]) -> Iterator[Problem]:
    """Names that a document prints exist in its language, or in a parent of it (`de` for `de-CH`)."""
    written = document.value.language
    for named, related in _drawn_on(workspace, document):
        for found in everything(named.value):
            names = found.value if found.note(ByLanguage) else None
            if isinstance(names, dict) and names and not set(lookup_order(written)) & set(names):
                message = (
                    f"“{found.path[-1]}” of “{named.value.id}” has no text in “{written}”, the language of "
                    "a document that names it"
                )
                advice = f"Add “{written}: …” here; there is: {', '.join(sorted(names))}."
                place = named.place(*found.path)
                yield Problem("name-missing-in-language", message, advice, place, related=(related,))


def _drawn_on(workspace: Workspace, document: Entry[Publication]) -> Iterator[tuple[Entry[Entity], Place]]:
    """Yield the entities that a document names, and where; those who withdrew are not printed."""
    withdrawn = document.value.withdrawn()
    for entry, path in workspace.drawn_on(document):
        if entry and path[:2] not in withdrawn:
            yield entry, document.place(*path)


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
    written = entry.value.language
    if job.language != written:
        message = f"“{job.document}” is written in “{written}”; there is no text in “{job.language}”"
        advice = f"Choose “{written}”. A document is printed in the language in which it is written."
        yield Problem("no-such-language", message, advice, entry.place("language"), exit_code=ExitCode.USAGE)


def _wrong_audience(entry: Entry[Publication], job: Job) -> Problem:
    allowed = _list(entry.value.audience)
    message = f"“{job.document}” is for {allowed}, not for {job.audience.value}"
    advice = "Build it for those for whom it is written, or let whoever decides that add them here."
    return Problem("not-for-audience", message, advice, entry.place("audience"), exit_code=ExitCode.POLICY)


def withheld(workspace: Workspace, job: Job) -> list[Problem]:
    """Return what a document needs but the job's audience may not see.

    Entities are named by their ids, and the places are those where the document names them: neither
    the message nor the excerpt shows what is withheld.
    """
    document = workspace.documents[job.document]
    problems = [
        _withheld_field(document, field, job)
        for field in document.value.needed()
        if field not in _BOOKKEEPING and not document.value.shows(field, job.audience)
    ]
    withdrawn = document.value.withdrawn()
    for noun, ident, path in references(document.value):
        entry = workspace.find(noun, ident)
        unseen = entry is not None and not entry.value.shown_to(job.audience)
        if unseen and path[:2] not in withdrawn and document.value.shows(str(path[0]), job.audience):
            problems.append(_withheld_entity(noun, ident, document.place(*path), job))
    return problems


def _withheld_entity(noun: str, ident: str, place: Place, job: Job) -> Problem:
    who = "who" if noun == "person" else "which"
    message = f"The document names the {noun} “{ident}”, {who} may not be shown to {job.audience.value}"
    advice = (
        "Drafts are made without it. Leave it out of the document, or let whoever decides that clear the "
        f"{noun} for this audience."
    )
    return Problem("withheld", message, advice, place, Weight.GATE, ExitCode.POLICY)


def _withheld_field(document: Entry[Publication], field: str, job: Job) -> Problem:
    message = f"The document cannot do without “{field}”, which may not be shown to {job.audience.value}"
    advice = "Narrow “audience” itself, or delete this line."
    place = document.keys.get(("audience_of", field), document.place("audience_of", field))
    return Problem("withheld", message, advice, place, exit_code=ExitCode.POLICY)
