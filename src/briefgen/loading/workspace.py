"""What loading hands on: the typed data of a workspace and where each value stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Generic, TypeVar, cast

from briefgen.model.publications import Publication
from briefgen.model.values import Entity
from briefgen.model.walk import Path_, references
from briefgen.places import Place

__all__ = ["Entry", "Path_", "Workspace"]

T = TypeVar("T", covariant=True)


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
        return self.places[self._standing(path)]

    def line_place(self, line: int, *path: str | int) -> Place:
        """Return the place of a line (from 0) of a text: exact for literal texts, else the text's start."""
        place = self.place(*path)
        return replace(place, line=place.line + line, length=1) if self.stands_literally(*path) else place

    def stands_literally(self, *path: str | int) -> bool:
        """Tell whether a text stands in the file line for line."""
        return self._standing(path) in self.literal

    def _standing(self, path: Path_) -> Path_:
        while path not in self.places:
            path = path[:-1]
        return path


@dataclass(frozen=True, slots=True)
class Workspace:
    """Everything loaded from a workspace: shared by all jobs, changed by none."""

    root: Path
    entries: Mapping[str, Mapping[str, Entry[Entity]]]
    """Noun of a kind (`FileKind.noun`) → id → entity."""
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

    @property
    def documents(self) -> Mapping[str, Entry[Publication]]:
        """The documents of the workspace, by id."""
        return cast("Mapping[str, Entry[Publication]]", self.entries["document"])

    def find(self, noun: str, ident: str) -> Entry[Entity] | None:
        """Return an entity by what it is called and its id."""
        return self.entries.get(noun, {}).get(ident)

    def drawn_on(self, entry: Entry[Entity]) -> Iterator[tuple[Entry[Entity] | None, Path_]]:
        """Yield every entity that an entity names, itself or through others, each once.

        With each comes the path, below the entity itself, that leads there; an entity that is named
        but not there is None. Of another document only what identifies it counts (`Publication.CITED`).
        """
        met: set[tuple[str, str]] = set()
        waiting = [(noun, ident, path) for noun, ident, path in references(entry.value)]
        while waiting:
            noun, ident, path = waiting.pop(0)
            if (noun, ident) not in met:
                met.add((noun, ident))
                found = self.find(noun, ident)
                yield found, path
                if found:
                    cited = found.value.CITED if isinstance(found.value, Publication) else None
                    waiting += [
                        (further, name, path)
                        for further, name, below in references(found.value)
                        if cited is None or below[0] in cited
                    ]

    def excuses(self, kind: str, ident: str) -> bool:
        """Tell whether a missing entity may be missing because of a problem that has been reported."""
        return kind in self.unread or (kind, ident) in self.left_out
