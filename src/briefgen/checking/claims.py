"""What sources contradict each other about: every claim has its source, and one is preferred."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from briefgen.checking.sight import Seen, Sight
from briefgen.jobs import Job
from briefgen.languages import lookup_order
from briefgen.loading.workspace import Entry, Workspace
from briefgen.model.claims import Claim, Claimed, Constraint, Quantity
from briefgen.model.sources import Source
from briefgen.model.values import OWN, Dated, Entity
from briefgen.model.walk import everything
from briefgen.problems import ExitCode, Problem, Weight, quote


def check_claims(entry: Entry[Entity]) -> Iterator[Problem]:
    """Yield what is wrong with the claims of an entity, whoever prints them."""
    for found in everything(entry.value):
        if not isinstance(found.value, Claimed) or len(found.value.claims) == 1:
            continue
        preferred = []
        for number, claim in enumerate(found.value.claims):
            place = entry.place(*found.path, "claims", number)
            if claim.source is None:
                message = "Several claims stand here, and this one does not say from which source it is"
                yield Problem("claim-without-source", message, "Add a line “source: …” with its id.", place)
            if claim.preferred:
                preferred.append(entry.place(*found.path, "claims", number, "preferred"))
        if len(preferred) > 1:
            message = f"{len(preferred)} of these claims are preferred, but only one can be printed"
            advice = "Leave “preferred: true” with one of them."
            yield Problem("two-preferred", message, advice, preferred[1], related=(preferred[0],))


def gate_claims(workspace: Workspace, job: Job, sight: Sight) -> Iterator[Problem]:
    """Yield what sources contradict each other about and nobody has decided, of all that a job draws on."""
    for seen in sight.seen:
        claimed = seen.found.value
        if isinstance(claimed, Claimed) and _open(claimed):
            yield _undecided(workspace, job, seen, claimed)


def _open(claimed: Claimed[Any]) -> bool:
    return len(claimed.claims) > 1 and not any(claim.preferred for claim in claimed.claims)


def _undecided(workspace: Workspace, job: Job, seen: Seen, claimed: Claimed[Any]) -> Problem:
    *some, last = (_told(workspace, job, claim) for claim in claimed.claims)
    what = f"“{seen.field}” of the {seen.of.noun} “{seen.of.id}”"
    message = f"Sources differ on {what}, and none is preferred: {', '.join(some)} and {last}"
    advice = "Write “preferred: true” in the claim that is to be printed. Drafts print the first."
    related = (seen.of.led_by,) if not seen.of.is_document else ()
    return Problem(
        "undecided-claim", message, advice, seen.place, Weight.GATE, ExitCode.POLICY, related=related
    )


def _told(workspace: Workspace, job: Job, claim: Claim[Any]) -> str:
    """Return what a claim says, who says so, and where: “11” (“Ten Years of Talking”, p. 3)."""
    where = f", {claim.locator}" if claim.locator and claim.source else ""
    return f"“{_value(claim.value)}” ({_source(workspace, job, claim)}{where})"


def _value(value: object) -> str:
    """Return a claimed value as it was entered."""
    match value:
        case Dated():
            return value.edtf
        case Quantity():
            exact = value.constraint is Constraint.EXACTLY
            return f"{value.number}" if exact else f"{value.constraint.value} {value.number}"
        case _:
            raise TypeError(f"nobody claims a {type(value).__name__}")


def _source(workspace: Workspace, job: Job, claim: Claim[Any]) -> str:
    """Return the title of a source; the id where the job's readers may not see it."""
    if claim.source is None:
        return "without source"
    entry = workspace.find("source", claim.source)
    if not entry or not isinstance(entry.value, Source) or not entry.value.shown_to(job.audience):
        return f"“{claim.source}”"
    title = entry.value.title or entry.value.description or {}
    return quote(next(title[code] for code in (*lookup_order(job.language), OWN, *title) if code in title))
