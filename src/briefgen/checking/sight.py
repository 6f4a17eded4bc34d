"""What the readers of a job may see: of the document, and of what it draws on.

Only values that can be printed count: of several claims the one that is printed, of another document what
identifies it, and nothing of those who withdrew.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from briefgen.checking.references import named_at
from briefgen.jobs import Job
from briefgen.loading.workspace import Entry, Path_, Workspace
from briefgen.model.claims import Claimed
from briefgen.model.publications import Publication
from briefgen.model.values import Entity
from briefgen.model.walk import Found, everything
from briefgen.places import Place


@dataclass(frozen=True, slots=True)
class Known:
    """An entity that the readers may see, and how the document comes to it."""

    noun: str
    entry: Entry[Entity]
    led_by: Place
    """Where the document names it, or what leads there; of the document itself, its beginning."""
    distance: int
    """0 for the document itself, 1 for what it names, 2 for what that names, and so on."""

    @property
    def is_document(self) -> bool:
        """Whether it is the document itself."""
        return self.distance == 0

    @property
    def id(self) -> str:
        """Its id."""
        return self.entry.value.id


@dataclass(frozen=True, slots=True)
class Seen:
    """A value that the readers may see."""

    of: Known
    found: Found

    @property
    def place(self) -> Place:
        """Where the value stands."""
        return self.of.entry.place(*self.found.path)

    @property
    def field(self) -> str:
        """Name of the innermost field in which it stands."""
        return next(part for part in reversed(self.found.path) if isinstance(part, str))


@dataclass(frozen=True, slots=True)
class Hidden:
    """An entity that may not be shown to the readers, but is named where they may look."""

    noun: str
    id: str
    named_by: Seen
    place: Place
    """Where it is named; in a text, the reference itself."""


@dataclass(slots=True)
class Sight:
    """All that the readers of one job may see, the document first."""

    known: list[Known] = field(default_factory=list)
    seen: list[Seen] = field(default_factory=list)
    hidden: list[Hidden] = field(default_factory=list)


def sight(workspace: Workspace, job: Job) -> Sight:
    """Return what the readers of a job may see."""
    document = workspace.documents[job.document]
    all_of_it = Sight()
    waiting = [Known("document", document, document.place(), 0)]
    met = {("document", job.document)}
    while waiting:
        known = waiting.pop(0)
        all_of_it.known.append(known)
        for seen in _values(known, job):
            all_of_it.seen.append(seen)
            for noun, ident, where in named_at(workspace, known.entry, seen.found):
                entry = workspace.find(noun, ident)
                if entry and not entry.value.shown_to(job.audience):
                    all_of_it.hidden.append(Hidden(noun, ident, seen, where))
                elif entry and (noun, ident) not in met:
                    met.add((noun, ident))
                    place = where if known.is_document else known.led_by
                    waiting.append(Known(noun, entry, place, known.distance + 1))
    return all_of_it


def _values(known: Known, job: Job) -> Iterator[Seen]:
    entity = known.entry.value
    without: set[Path_] = set()
    if isinstance(entity, Publication) and known.is_document:
        without |= entity.left_out(job.recipient)
    cited = entity.CITED if isinstance(entity, Publication) and not known.is_document else None
    for found in everything(entity):
        name = str(found.path[0])
        unseen = not entity.shows(name, job.audience) or (cited is not None and name not in cited)
        if not unseen and not _below(found.path, without):
            yield Seen(known, found)
        if isinstance(found.value, Claimed):
            without.update(_unprinted(found))


def _unprinted(found: Found) -> Iterator[Path_]:
    """Yield the paths of what a view leaves out of claims: all but the value of the one that is printed."""
    claimed = found.value
    assert isinstance(claimed, Claimed)
    settled = claimed.settled or claimed.claims[0]
    for number, claim in enumerate(claimed.claims):
        path = (*found.path, "claims", number)
        if claim is not settled:
            yield path
        else:
            yield from ((*path, name) for name in type(claim).model_fields if name != "value")


def _below(path: Path_, without: set[Path_]) -> bool:
    return any(path[:length] in without for length in range(1, len(path) + 1))
