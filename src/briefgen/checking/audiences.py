"""Who may see what: fields for fewer eyes, and what a document needs but its readers may not see."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from briefgen.audience import Audience, Classification, may_see
from briefgen.checking.sight import Hidden, Sight
from briefgen.jobs import Job
from briefgen.loading.workspace import Entry
from briefgen.model.publications import Publication
from briefgen.model.values import Entity
from briefgen.problems import ExitCode, Problem, Weight, did_you_mean, quote

_NAME = "name"
"""The field without which nothing can be mentioned, also where it may be made from a country code."""


def check_audiences(entry: Entry[Entity]) -> Iterator[Problem]:
    """Yield fields that are cleared for others than the entity, or that cannot be kept from anybody."""
    entity = entry.value
    known = {
        name: field for name, field in type(entity).model_fields.items() if name not in Entity.BOOKKEEPING
    }
    for name, classification in entity.audience_of.items():
        place = entry.keys.get(("audience_of", name), entry.place("audience_of", name))
        gained = _audiences(classification) - _audiences(entity.audience)
        lost = _audiences(entity.audience) - _audiences(classification)
        if name not in known:
            advice = f"{did_you_mean(name, known)} Fields here are: {', '.join(known)}.".strip()
            yield Problem("unknown-field", f"There is no field {quote(name)} here", advice, place)
        elif gained:
            message = f"“{name}” is cleared for {listed(gained)}, but what it belongs to is not"
            advice = f"Add {listed(gained)} to “audience”, or take it out here."
            yield Problem("wider-than-entity", message, advice, place)
        elif lost and (known[name].is_required() or name == _NAME):
            message = f"“{name}” cannot be kept from {listed(lost)}: nothing can be printed without it"
            advice = "Narrow “audience” itself, or delete this line."
            yield Problem("narrowed-required-field", message, advice, place)


def _audiences(classification: Classification) -> frozenset[Audience]:
    return frozenset(audience for audience in Audience if may_see(audience, classification))


def listed(audiences: Iterable[Audience]) -> str:
    """Return audiences in words."""
    return " and ".join(audience.value for audience in Audience if audience in set(audiences))


def withheld(document: Entry[Publication], job: Job, sight: Sight) -> Iterator[Problem]:
    """Yield what a document needs but the job's audience may not see.

    Entities are named by their ids, and the places are those where they are named: neither the message nor
    the excerpt shows what is withheld.
    """
    for field in document.value.needed():
        if field not in Entity.BOOKKEEPING and not document.value.shows(field, job.audience):
            yield _withheld_field(document, field, job)
    for hidden in sight.hidden:
        yield _withheld_entity(hidden, job)


def _withheld_entity(hidden: Hidden, job: Job) -> Problem:
    who = "who" if hidden.noun == "person" else "which"
    by = hidden.named_by.of
    what = "The document" if by.is_document else f"The {by.noun} “{by.id}”, on which the document draws,"
    message = f"{what} names the {hidden.noun} “{hidden.id}”, {who} may not be shown to {job.audience.value}"
    decide = f"let whoever decides that clear the {hidden.noun} for this audience"
    advice = f"Drafts are made without it. Leave it out of the document, or {decide}."
    if not by.is_document:
        name = hidden.named_by.found.path[0]
        keep = f"keep the field from it (“audience_of: {{{name}: …}}”)"
        advice = f"Drafts are made without it. Leave it out, {keep}, or {decide}."
    related = () if by.is_document else (by.led_by,)
    return Problem("withheld", message, advice, hidden.place, Weight.GATE, ExitCode.POLICY, related=related)


def _withheld_field(document: Entry[Publication], field: str, job: Job) -> Problem:
    message = f"The document cannot do without “{field}”, which may not be shown to {job.audience.value}"
    advice = "Narrow “audience” itself, or delete this line."
    place = document.keys.get(("audience_of", field), document.place("audience_of", field))
    return Problem("withheld", message, advice, place, exit_code=ExitCode.POLICY)
