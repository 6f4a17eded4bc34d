"""What reading a YAML file gives: its data as text, lists and mappings, and where everything stands.

What places mean:

- a plain or quoted value: its first character, the quotation mark included; `length` reaches to
  its end, or to the end of the line where it has several;
- a literal text (after `|`): the first line of the text, at the column of its indentation, so
  that line n of the text (from 0) stands at `place.line + n`, same column; its path is in `Tree.literal`;
- a folded text (after `>`): the same start, but lines do not map; a text in quotes or without
  them that runs over several lines: its start only;
- a list: its first item; a mapping: its first key.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from briefgen.loading.workspace import Path_
from briefgen.places import Place
from briefgen.problems import Problem

MAX_PROBLEMS = 100
"""Most problems that one file reports."""


class Broken(Enum):
    """What stands in the data for a value whose problem has been reported."""

    BROKEN = "broken"


BROKEN = Broken.BROKEN
Data = str | list["Data"] | dict[str, "Data"] | Broken


@dataclass(frozen=True, slots=True)
class Tree:
    """A file as read: its data as text, lists and mappings, and where everything stands."""

    file: str
    data: Data
    """`BROKEN` where the file as a whole could not be read."""
    places: Mapping[Path_, Place]
    """Place of every value; `()` is the whole."""
    keys: Mapping[Path_, Place]
    """Place of the name of every field, by the path of its value."""
    literal: frozenset[Path_]
    """Paths of the texts that stand in the file line for line."""
    broken: frozenset[Path_]
    """Paths of values and mappings in which something was refused."""
    problems: tuple[Problem, ...]

    def place(self, path: Path_) -> Place:
        """Return the place of a value, or of the nearest thing around it that stands in the file."""
        while path not in self.places:
            path = path[:-1]
        return self.places[path]


def path_text(path: Path_) -> str:
    """Return a path as people write it: `signatories[0].person`."""
    words = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)
    return words.removeprefix(".")


def shortened(problems: list[Problem], file: str) -> tuple[Problem, ...]:
    """Return at most `MAX_PROBLEMS` of a file's problems, and one that says that there are more."""
    if len(problems) <= MAX_PROBLEMS:
        return tuple(problems)
    more = Problem(
        "more-problems",
        f"There are more than {MAX_PROBLEMS} problems in this file; the rest is not shown",
        "Mend these first and check again.",
        problems[MAX_PROBLEMS].place or Place(file, 1, 1),
    )
    return (*problems[:MAX_PROBLEMS], more)
