"""What loading hands on: the typed data of a workspace and where each value stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
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
    """Path below the entity (`("signatories", 0, "person")`) → where that value stands; `()` is the entity."""

    def place(self, *path: str | int) -> Place:
        """Return the place of a value, or of the nearest thing around it that stands in the file."""
        while path not in self.places:
            path = path[:-1]
        return self.places[path]


@dataclass(frozen=True, slots=True)
class Workspace:
    """Everything loaded from a workspace: shared by all jobs, changed by none."""

    root: Path
    organisations: Mapping[str, Entry[Organisation]]
    people: Mapping[str, Entry[Person]]
    rounds: Mapping[str, Entry[Round]]
    letters: Mapping[str, Entry[OpenLetter]]
    texts: Mapping[str, str]
    """Text of every file read, by its path relative to the root: for excerpts and for the manifest's hashes."""
