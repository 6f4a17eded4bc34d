"""What a template gets to see of a document: plain values, in one language, for one audience.

Whatever the audience may not see is left out here: it is None, or is missing from its list, as if nobody
had entered it. What cannot be without something that is left out (a signatory without the person, a
contact too) is left out with it. The view follows the types of the model, so that no field, old or new,
gets past the audience.

A group of fields is read field by field, when a template names one. So entities may name each other in
a circle (a recommendation that replaces another one, a government and its members) without end, only
what is printed costs time, and only what is printed must have a text in the document's language.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import Enum
from typing import NoReturn

from briefgen.composing.made import MADE, Made
from briefgen.composing.marking import EmptyValueError
from briefgen.composing.printing import Printing
from briefgen.jobs import Job
from briefgen.loading.workspace import Entry, Workspace
from briefgen.model.claims import Claimed, Quantity
from briefgen.model.publications import Publication
from briefgen.model.values import AsItStands, ByLanguage, Dated, Entity, Model, Refers
from briefgen.model.walk import Found, fields
from briefgen.problems import Problem

Plain = str | int | float | bool | None | list["Plain"] | Mapping[str, "Plain"]
"""All that a template can be given."""

POLICY_FIELDS = ("audience", "audience_of")
"""Fields that say who may see others; no template needs them."""


class Group(Mapping[str, Plain]):
    """The fields of an entity, or of a part of one; each is read when it is first named.

    Templates reach the fields and nothing else: the environment lets a dot lead to keys only.
    """

    def __init__(self, view: View, entry: Entry[Entity], found: Found, noun: str = "") -> None:
        assert isinstance(found.value, Model)
        self.view, self.entry, self.path, self.noun = view, entry, found.path, noun
        self.model: Model = found.value
        self.entered = {str(field.path[-1]): field for field in found.below}
        self._made = _made_for(type(self.model))
        names = view.fields_to_see(entry)
        self._names = [
            name
            for name in dict.fromkeys((*self.entered, *self._made))
            if name not in POLICY_FIELDS and (names is None or self.path or name in names)
        ]
        self._read: dict[str, Plain] = {}

    def __getitem__(self, name: str) -> Plain:
        if name not in self._read:
            if name not in self:
                raise KeyError(name)
            self._read[name] = self._value(name)
        return self._read[name]

    def _value(self, name: str) -> Plain:
        if not self.shows(name):
            return [] if isinstance(self.entered[name].value, list) else None
        return self._made[name](self) if name in self._made else self.as_entered(name)

    def as_entered(self, name: str) -> Plain:
        """Return a field as it stands in the data; `group[name]` may say it in another way."""
        return self.view.value(self.entry, self.entered[name])

    def shows(self, name: str) -> bool:
        """Tell whether the readers may see a field; those of a part go with the field that holds it."""
        return bool(self.path) or self.entry.value.shows(name, self.view.job.audience)

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def __eq__(self, other: object) -> bool:
        """A group is itself only: comparing fields would read them all, perhaps without end."""
        return self is other

    def __hash__(self) -> int:
        return id(self)

    def __str__(self) -> NoReturn:
        raise EmptyValueError("several")

    def __repr__(self) -> str:
        return f"<{self.noun or type(self.model).__name__}>"


class View:
    """The data of one job as a template sees them; gathers what is missing as it is read."""

    def __init__(self, workspace: Workspace, job: Job) -> None:
        """Take a job that `checking.check_job` lets pass."""
        self.workspace, self.job = workspace, job
        self.problems: list[Problem] = []
        """Texts that the language lacks, dates that cannot be printed."""
        entry = workspace.documents[job.document]
        self.printing = Printing(job.language, self.problems, entry)
        self._groups: dict[tuple[str, str], Group] = {}
        assert entry.value.shown_to(job.audience), "check_job refuses this"
        self._own: Entry[Entity] = entry
        self._left_out = entry.value.left_out(job.recipient)
        self.document = self._group("document", job.document, entry)

    def fields_to_see(self, entry: Entry[Entity]) -> frozenset[str] | None:
        """Return the fields that there are of an entity; None for all.

        Of another document there is what identifies it: its texts are for its own readers.
        """
        return Publication.CITED if self._is_cited(entry) else None

    def _is_cited(self, entry: Entry[Entity]) -> bool:
        """Tell whether it is another document, which is cited as it is."""
        return isinstance(entry.value, Publication) and entry is not self._own

    def stays_in(self, entry: Entry[Entity], found: Found) -> str | None:
        """Return the language in which a text is printed that may stay as it is; None for all others."""
        if isinstance(found.value, dict) and found.value and self._stays(entry, found):
            return self.printing.as_it_stands(found.value, entry.value.language)[1]
        return None

    def _stays(self, entry: Entry[Entity], found: Found) -> bool:
        localized = found.note(ByLanguage) is not None
        return found.note(AsItStands) is not None or (localized and self._is_cited(entry))

    def entity(self, noun: str, ident: str) -> Group | None:
        """Return an entity, None where it is not there or the audience may not see it."""
        entry = self.workspace.find(noun, ident)
        if entry is None or not self._seen(entry):
            return None
        return self._group(noun, ident, entry)

    def _group(self, noun: str, ident: str, entry: Entry[Entity]) -> Group:
        if (noun, ident) not in self._groups:
            whole = Found((), entry.value, type(entry.value))
            self._groups[noun, ident] = Group(self, entry, whole, noun)
        return self._groups[noun, ident]

    def _seen(self, entry: Entry[Entity]) -> bool:
        """Tell whether the audience may see an entity, and all that it cannot be without."""
        shown = entry.value.shown_to(self.job.audience)
        return (
            shown and self._complete(fields(entry.value), entry.value) and self._about_something(entry.value)
        )

    def _about_something(self, entity: Entity) -> bool:
        """Tell whether there is anything to see of what an entity is about; a field kept back is no gap."""
        about = [found for found in fields(entity) if found.path[-1] in entity.ABOUT and found.value]
        return not about or any(self._holds_something(entity, found) for found in about)

    def _holds_something(self, entity: Entity, found: Found) -> bool:
        if not entity.shows(str(found.path[-1]), self.job.audience):
            return True
        named = [(refers.noun, one.value) for one in found.below if (refers := one.note(Refers))]
        return not named or any(self.entity(noun, str(ident)) is not None for noun, ident in named)

    def _complete(self, below: tuple[Found, ...], model: Model) -> bool:
        for found in below:
            needed = type(model).model_fields[str(found.path[-1])].is_required()
            if needed and isinstance(found.value, str) and (refers := found.note(Refers)):
                entry = self.workspace.find(refers.noun, found.value)
                if entry is None or not self._seen(entry):
                    return False
            elif needed and isinstance(found.value, Model) and not self._complete(found.below, found.value):
                return False
        return True

    def value(self, entry: Entry[Entity], found: Found) -> Plain:
        """Return a value as a template gets it, with its place where it is text."""
        value = found.value
        match value:
            case Enum():
                return str(value.value)
            case str():
                refers = found.note(Refers)
                if refers:
                    return self.entity(refers.noun, value)
                return self.printing.entered(value, entry, found.path)
            case None | bool():
                return value
            case int() | float():
                return f"{value:g}"
            case Claimed():
                return self.value(entry, settled(found))
            case Dated():
                return self.printing.date(value, entry, found.path, self._is_cited(entry))
            case Quantity():
                return self.printing.quantity(value, entry, found.path)
            case Model():
                return Group(self, entry, found) if self._complete(found.below, value) else None
            case list():
                return list(self._items(entry, found))
            case dict() if value and self._stays(entry, found):
                key, _ = self.printing.as_it_stands(value, entry.value.language)
                return self.printing.by_key(value, key, entry, found.path)
            case dict() if found.note(ByLanguage):
                return self.printing.text(value, entry, found.path)
            case dict():
                return {str(below.path[-1]): self.value(entry, below) for below in found.below}
        raise TypeError(f"no view of {type(value).__name__}")

    def _items(self, entry: Entry[Entity], found: Found) -> Iterator[Plain]:
        """Yield the items of a list that there are to see."""
        for item in found.below:
            if entry is self._own and item.path in self._left_out:
                continue
            value = self.value(entry, item)
            if value is not None:
                yield value


def settled(found: Found) -> Found:
    """Return the value that is printed of a claimed one; checking sees to it that somebody decides.

    As long as nobody has, drafts print what the first claim says.
    """
    assert isinstance(found.value, Claimed)
    printed = found.value.settled or found.value.claims[0]
    claims = next(field for field in found.below if field.path[-1] == "claims")
    claim = next(one for one in claims.below if one.value is printed)
    return next(field for field in claim.below if field.path[-1] == "value")


def _made_for(model: type[Model]) -> dict[str, Made]:
    return {name: made for (holder, name), made in MADE.items() if issubclass(model, holder)}
