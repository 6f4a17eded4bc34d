"""What follows what: turns of a dialogue, terms of office, and chains that must not run in a circle."""

from __future__ import annotations

from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from typing import Any

from briefgen.loading.workspace import Entry, Path_, Workspace
from briefgen.model.claims import Claimed
from briefgen.model.dialogues import Dialogue, DialogueState
from briefgen.model.edtf import earliest, latest
from briefgen.model.findings import Assessment, Benchmark, Change
from briefgen.model.publications import Publication
from briefgen.model.values import Dated, Entity, Model
from briefgen.model.walk import everything
from briefgen.problems import Problem, did_you_mean, quote

CHAINS = (("source", "via"), ("recommendation", "supersedes"), ("government", "members"))
"""Nouns, and the field by which one of a kind leads to others of its kind; never back to itself."""

_MAY_FOLLOW = {
    DialogueState.BEGUN: (None,),
    DialogueState.SUSPENDED: (DialogueState.BEGUN, DialogueState.RESUMED),
    DialogueState.RESUMED: (DialogueState.BEGUN, DialogueState.SUSPENDED),  # when it broke off may be unknown
    DialogueState.ENDED: (DialogueState.BEGUN, DialogueState.SUSPENDED, DialogueState.RESUMED),
}


def check_order(entry: Entry[Entity]) -> Iterator[Problem]:
    """Yield what stands in the wrong order in an entity."""
    if isinstance(entry.value, Dialogue):
        yield from _history(entry, entry.value)
    if isinstance(entry.value, Publication):
        yield from _relations(entry, entry.value)
    if isinstance(entry.value, Benchmark):
        yield from _changes(entry, entry.value)
    for found in everything(entry.value):
        if isinstance(found.value, Model):
            yield from _term(entry, found.path, found.value)
        if isinstance(found.value, list):
            yield from _in_time(entry, found.path, found.value)


def _history(entry: Entry[Entity], dialogue: Dialogue) -> Iterator[Problem]:
    before: DialogueState | None = None
    for number, change in enumerate(dialogue.history):
        if before not in _MAY_FOLLOW[change.state]:
            message = f"A dialogue cannot be {change.state} {f'after it was {before}' if before else 'first'}"
            advice = (
                "Begin with “begun”. It is resumed after it was begun or suspended; nothing follows “ended”."
            )
            yield Problem("wrong-turn", message, advice, entry.place("history", number, "state"))
        before = change.state


def _in_time(entry: Entry[Entity], path: Path_, items: list[Any]) -> Iterator[Problem]:
    """Turns, assessments and changes stand in order of time."""
    before: Dated | None = None
    for number, item in enumerate(items):
        date, name = _date(item)
        if date and before and latest(date.edtf) < earliest(before.edtf):
            message = f"{quote(date.edtf)} is earlier than {quote(before.edtf)}, which stands before it"
            advice = "Put them in order of time, or mend the date."
            yield Problem("wrong-order", message, advice, entry.place(*path, number, name))
        before = date or before


def _date(item: object) -> tuple[Dated | None, str]:
    if isinstance(item, Assessment):
        return item.as_of, "as_of"
    date = getattr(item, "date", None) if hasattr(item, "state") or isinstance(item, Change) else None
    if isinstance(date, Claimed):
        return (date.settled.value if date.settled else None), "date"
    return date, "date"


def _term(entry: Entry[Entity], path: Path_, model: Model) -> Iterator[Problem]:
    since, until = getattr(model, "since", None), getattr(model, "until", None)
    if isinstance(since, Dated) and isinstance(until, Dated) and latest(until.edtf) < earliest(since.edtf):
        message = f"This ends ({until.edtf}) before it begins ({since.edtf})"
        yield Problem("wrong-order", message, "Mend one of the dates.", entry.place(*path, "until"))


def _changes(entry: Entry[Entity], benchmark: Benchmark) -> Iterator[Problem]:
    known = [name for name in Benchmark.model_fields if name not in {*Entity.model_fields, "changes"}]
    for number, change in enumerate(benchmark.changes):
        if change.field not in known:
            advice = f"{did_you_mean(change.field, known)} Fields are: {', '.join(known)}.".strip()
            message = f"A benchmark has no field {quote(change.field)}"
            yield Problem("unknown-field", message, advice, entry.place("changes", number, "field"))


def _relations(entry: Entry[Entity], document: Publication) -> Iterator[Problem]:
    seen = []
    for number, relation in enumerate(document.relations):
        place = entry.place("relations", number)
        if relation.document == document.id:
            message = "This relation leads to the document itself"
            yield Problem(
                "circle", message, "Name the other document.", entry.place("relations", number, "document")
            )
        if relation in seen:
            yield Problem("relation-twice", "This relation stands twice", "Delete one of the two.", place)
        seen.append(relation)


def check_chains(workspace: Workspace) -> Iterator[Problem]:
    """Yield chains that lead back to where they began, once each."""
    for noun, field in CHAINS:
        entries = workspace.entries[noun]
        links = {ident: _next(entry.value, field) for ident, entry in entries.items()}
        while circle := _circle(links):
            message = f"“{field}” leads in a circle: {' → '.join((*circle, circle[0]))}"
            advice = f"Take the wrong one out of “{field}”."
            yield Problem("circle", message, advice, entries[circle[0]].place(field))
            for ident in circle:
                del links[ident]


def _circle(links: dict[str, list[str]]) -> tuple[str, ...]:
    """Return the ids of a circle, from the one that was entered first; nothing where there is none."""
    try:
        TopologicalSorter(links).prepare()
    except CycleError as error:
        circle = list(reversed(error.args[1][1:]))  # told against the direction of the links, the first twice
        first = circle.index(next(ident for ident in links if ident in circle))
        return (*circle[first:], *circle[:first])
    return ()


def _next(entity: Entity, field: str) -> list[str]:
    value: Any = getattr(entity, field)
    values: list[Any] = value if isinstance(value, list) else [value]
    return [str(getattr(one, "government", one)) for one in values if one]
