"""What loading hands on: the typed data of a workspace and where each value stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Generic, TypeVar

from briefgen.model.letters import OpenLetter
from briefgen.model.shared import Organisation, Person, Round
from briefgen.places import Place

T = TypeVar("T", covariant=True)
Path_ = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Entry(Generic[T]):
    """An entity and the places of all its values."""

    value: T
    places: Mapping[Path_, Place]
    """Path below the entity (`("signatories", 0, "person")`) → where that stands; `()` is the entity."""
    keys: Mapping[Path_, Place] = field(default_factory=dict)
    """Path of a value → where the name of its field stands."""
    literal: frozenset[Path_] = frozenset()
    """Paths of the texts that stand in the file line for line (after `|`)."""

    def place(self, *path: str | int) -> Place:
        """Return the place of a value, or of the nearest thing around it that stands in the file."""
        while path not in self.places:
            path = path[:-1]
        return self.places[path]

    def line_place(self, line: int, *path: str | int) -> Place:
        """Return the place of a line (from 0) of a text: exact for literal texts, else the text's start."""
        place = self.place(*path)
        return replace(place, line=place.line + line, length=1) if path in self.literal else place


@dataclass(frozen=True, slots=True)
class Workspace:
    """Everything loaded from a workspace: shared by all jobs, changed by none."""

    root: Path
    organisations: Mapping[str, Entry[Organisation]]
    people: Mapping[str, Entry[Person]]
    rounds: Mapping[str, Entry[Round]]
    letters: Mapping[str, Entry[OpenLetter]]
    texts: Mapping[str, str]
    """Text of every file read, by its path relative to the root: for excerpts and for the manifest's hashes.

    Without byte order mark, every line end a newline, so that a checkout on another system hashes alike.
    """
    name: str | None = None
    """Name of the workspace, from `briefgen.yaml`."""
    left_out: frozenset[tuple[str, str]] = frozenset()
    """Kind and id of the entities that were left out because of problems, which have been reported."""
    unread: frozenset[str] = frozenset()
    """Kinds of which some entities could not be read at all, so that their ids are not known."""

    def excuses(self, kind: str, ident: str) -> bool:
        """Tell whether a missing entity may be missing because of a problem that has been reported."""
        return kind in self.unread or (kind, ident) in self.left_out
