"""What a template gets to see of a document: plain values, in one language, for one audience.

Whatever the audience may not see is left out here, before any template runs: it is None, or is
missing from its list, as if nobody had entered it (`UNLESS_NAMED` says where that matters). A part
that cannot be without an entity that is left out (a signatory without the person) is left out with it.

The view follows the types of the model, so that no field, old or new, gets past the audience.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum

from briefgen.composing.placed import Placed
from briefgen.jobs import Job
from briefgen.languages import Language, language, lookup_order
from briefgen.loading.workspace import Entry, Workspace
from briefgen.model.letters import Signatory
from briefgen.model.values import ByLanguage, Dated, Entity, Model, Refers
from briefgen.model.walk import Found, Path_, fields
from briefgen.problems import Problem, Refusal
from briefgen.reading.markers import ANY

Plain = str | int | float | bool | None | list["Plain"] | dict[str, "Plain"]
"""All that a template can be given."""
Group = dict[str, Plain]

POLICY_FIELDS = ("audience", "audience_of")
"""Fields that say who may see others; no template needs them."""
UNLESS_NAMED: dict[tuple[type[Model], str], str] = {(Signatory, "organisation"): "issuer"}
"""Fields of parts that stand for a field of the document where nobody filled them in.

They are filled in here, not by templates: a template cannot tell what nobody entered from what its
readers may not see, and would put the issuer in the place of an organisation that is withheld.
"""


@dataclass(frozen=True, slots=True)
class View:
    """The data of one job as a template sees them."""

    document: Group
    problems: tuple[Problem, ...]
    """Names that the language lacks, dates that cannot be printed."""


class _Viewer:
    """Reads entities for one job; gathers what is missing."""

    def __init__(self, workspace: Workspace, job: Job) -> None:
        self.workspace, self.job = workspace, job
        self.language: Language = language(job.language)
        self.problems: list[Problem] = []

    def entity(self, entry: Entry[Entity], left_out: frozenset[Path_] = frozenset()) -> Group:
        """Return the fields of an entity; those that the audience may not see are empty."""
        group: Group = {}
        for found in fields(entry.value):
            name = str(found.path[0])
            if name not in POLICY_FIELDS:
                group[name] = self.field(entry, found, left_out)
        return group

    def field(self, entry: Entry[Entity], found: Found, left_out: frozenset[Path_]) -> Plain:
        """Return a field of an entity, empty where the audience may not see it."""
        if self.sees(entry, str(found.path[0])):
            return self.value(entry, found, left_out)
        return [] if isinstance(found.value, list) else None

    def sees(self, entry: Entry[Entity], field: str) -> bool:
        """Tell whether the job's audience may see a field."""
        return entry.value.shows(field, self.job.audience)

    def value(self, entry: Entry[Entity], found: Found, left_out: frozenset[Path_]) -> Plain:
        """Return a value as plain data, with its place where it is text."""
        value = found.value
        if isinstance(value, str) and not isinstance(value, Enum):
            refers = found.note(Refers)
            return self.named(refers.noun, value) if refers else placed(value, entry, found.path)
        match value:
            case None | bool():
                return value
            case Dated():
                return self.date(entry, found.path, value)
            case Model():
                return self.part(entry, found, left_out)
            case list():
                return list(self.parts(entry, found, left_out))
            case dict() if found.note(ByLanguage):
                return self.in_language(entry, found.path, value)
            case Enum():
                return str(value.value)
            case int() | float():
                return f"{value:g}"
        raise TypeError(f"no view of {type(value).__name__}")

    def part(self, entry: Entry[Entity], found: Found, left_out: frozenset[Path_]) -> Plain:
        """Return a part of an entity, None where it cannot be without what may not be seen."""
        group: Group = {}
        assert isinstance(found.value, Model)
        for field in found.below:
            name = str(field.path[-1])
            value = self.value(entry, self.unless_named(entry, found.value, field), left_out)
            if (
                value is None
                and field.value is not None
                and type(found.value).model_fields[name].is_required()
            ):
                return None
            group[name] = value
        return group

    def unless_named(self, entry: Entry[Entity], part: Model, field: Found) -> Found:
        """Return the field, or the document's field that it stands for where it is left empty."""
        other = UNLESS_NAMED.get((type(part), str(field.path[-1])))
        if other is None or field.value is not None or not self.sees(entry, other):
            return field
        return next(found for found in fields(entry.value) if found.path == (other,))

    def parts(self, entry: Entry[Entity], found: Found, left_out: frozenset[Path_]) -> Iterator[Plain]:
        """Yield the items of a list that there are to see."""
        for item in found.below:
            if item.path not in left_out:
                value = self.value(entry, item, left_out)
                if value is not None:
                    yield value

    def named(self, noun: str, ident: str) -> Plain:
        """Return the entity of an id, None where the audience may not see it."""
        entry = self.workspace.find(noun, ident)
        return self.entity(entry) if entry and entry.value.shown_to(self.job.audience) else None

    def in_language(self, entry: Entry[Entity], path: Path_, names: dict[str, str]) -> Plain:
        """Return the name in the job's language or a parent of it, never in another language."""
        for code in lookup_order(self.job.language):
            if code in names:
                return placed(names[code], entry, (*path, code))
        if names:
            there = ", ".join(sorted(names))
            message = f"There is no {self.language.name} name here ({there} only)"
            advice = f"Add a line for “{self.job.language}”."
            self.problems.append(Problem("name-missing-in-language", message, advice, entry.place(*path)))
        return None

    def date(self, entry: Entry[Entity], path: Path_, dated: Dated) -> Plain:
        """Return a date in words."""
        try:
            words = self.language.date(dated)
        except Refusal as refusal:
            self.problems += [replace(problem, place=entry.place(*path)) for problem in refusal.problems]
            return None
        return placed(words, entry, (*path, "printed") if dated.printed is not None else path)


def placed(text: str, entry: Entry[Entity], path: Path_) -> Placed:
    """Return text with the place of a path; raises Refusal for characters that would forge a place."""
    place = entry.place(*path)
    if found := ANY.search(text):
        message = f"The text holds the noncharacter U+{ord(found[0]):04X}"
        raise Refusal(
            Problem("forbidden-character", message, "Delete it; it is no letter of any script.", place)
        )
    return Placed(text, place, path in entry.literal)


def view(workspace: Workspace, job: Job) -> View:
    """Return what the templates of a job may use; the job is one that `checking.check_job` lets pass."""
    entry = workspace.documents[job.document]
    assert entry.value.shown_to(job.audience), "check_job refuses this"
    viewer = _Viewer(workspace, job)
    seen = viewer.entity(entry, entry.value.left_out(job.recipient))
    date = entry.value.date
    seen["is_dated_to_the_day"] = date.printed is None and len(date.edtf) == len("2000-09-28")
    return View(seen, tuple(viewer.problems))
