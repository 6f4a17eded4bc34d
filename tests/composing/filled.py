"""An entity of a kind with every field filled in, each text with a word of its own: for whatever is added."""

from __future__ import annotations

from enum import Enum
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from briefgen.model.claims import Claimed, Quantity
from briefgen.model.dialogues import Participation
from briefgen.model.profiles import Chart, Column, Profile
from briefgen.model.publications import Publication, Relation
from briefgen.model.shared import Government, Person
from briefgen.model.sources import Source
from briefgen.model.values import ByLanguage, Dated, Entity, Model, Refers

LEFT_OUT: dict[type[Model], tuple[str, ...]] = {
    Entity: ("audience", "audience_of"),
    Publication: ("translations",),
    Government: ("code",),  # CLDR would name the government where its name is withheld
    Source: ("description",),  # it has a title
    Person: ("family_name",),  # a part of the name, without a word of its own
}
"""Fields that no text stands in."""
_CODES = {"language": "en", "languages": "en", "order": "given-first", "width": "4", "partner_width": "4"}
_ADDRESSES = {"web": "https://{}.example/", "url": "https://{}.example/", "archived": "https://{}.example/",
              "email": "{}@zenda.example"}  # fmt: skip


class Filler:
    """Fills in; `ids` names the entity of a noun that others refer to."""

    def __init__(self, ids: dict[str, str]) -> None:
        self.ids = ids

    def entity(self, kind: str, model: type[Entity], ident: str) -> dict[str, Any]:
        """Return the fields of an entity, as they would stand in its file."""
        return {**self._model(model, kind.replace("-", "")), "id": ident}

    def _model(self, model: type[Model], path: str) -> dict[str, Any]:
        if issubclass(model, Participation | Relation):
            raise AssertionError("these come in two kinds")
        left_out = {name for holder, names in LEFT_OUT.items() if issubclass(model, holder) for name in names}
        return {
            name: self._special(model, name, path)
            or self._value(field.annotation, field.metadata, name, path)
            for name, field in model.model_fields.items()
            if name not in left_out
        }

    def _special(self, model: type[Model], name: str, path: str) -> Any:
        word = f"tok{path}{name.replace('_', '')}"
        match model, name:
            case (type() as column, "id") if issubclass(column, Column):
                return "full"
            case (type() as profile, "cells") if issubclass(profile, Profile):
                void = {"empty": "none", "printed": {"en": f"{word}voidx"}, "sources": [self._id("source")]}
                full = self._model(_cell(), f"{path}full")
                return {
                    "full": {key: full[key] for key in full if key not in ("empty", "printed")},
                    "void": void,
                }
            case (type() as chart, "panels") if issubclass(chart, Chart):
                panels = self._value(Chart.model_fields["panels"].annotation, [], name, path)
                panels[0]["columns"].append({"id": "void", "heading": {"en": f"{word}voidx"}})
                return panels
            case (type() as person, "scripts") if issubclass(person, Person):
                return {"zh-Hans": f"{word}x"}
            case _, "parties":
                return [self._id("government"), self._id("government")]
            case _, "relations":
                return [
                    {"kind": "follows", "document": self._id("document")},
                    {"kind": "corrects", "source": self._id("source")},
                ]
            case _, "let_in" | "kept_out":
                by = {"by": self._id("government"), "note": {"en": f"{word}notex"}}
                return [
                    {"organisation": self._id("organisation"), **by},
                    {"group": {"en": f"{word}groupx"}, "by": self._id("government")},
                ]
        return None

    def _value(self, annotation: Any, notes: list[Any], name: str, path: str) -> Any:
        kind, found = _bare(annotation)
        found = [*notes, *found]
        word = f"tok{path}{name.replace('_', '')}x"
        if any(isinstance(note, Refers) for note in found):
            return self._id(next(note.noun for note in found if isinstance(note, Refers)))
        if any(isinstance(note, ByLanguage) for note in found):
            return {"en": word}
        if get_origin(kind) is list:
            return [self._value(get_args(kind)[0], [], name, path)]
        if isinstance(kind, type) and issubclass(kind, Claimed):
            return self._value(*_claimed(kind), name, path)
        if isinstance(kind, type) and issubclass(kind, Dated):
            return {"edtf": "2031-05-12", "printed": {"en": word}}
        if isinstance(kind, type) and issubclass(kind, Quantity):
            return {"number": "20", "printed": {"en": word}}
        if isinstance(kind, type) and issubclass(kind, Model):
            return self._model(kind, f"{path}{name.replace('_', '')}")
        if isinstance(kind, type) and issubclass(kind, Enum):
            return next(iter(kind)).value
        if kind is bool:
            return "true"
        return _CODES.get(name) or _ADDRESSES.get(name, "{}").format(word)

    def _id(self, noun: str) -> str:
        return self.ids.get(noun, "one")


def _bare(annotation: Any) -> tuple[Any, list[Any]]:
    """Return a type without `| None` and what it is annotated with, and those notes."""
    if get_origin(annotation) is Annotated:
        inner, *notes = get_args(annotation)
        kind, found = _bare(inner)
        return kind, [*notes, *found]
    if get_origin(annotation) in (Union, UnionType):
        return _bare(next(one for one in get_args(annotation) if one is not type(None)))
    return annotation, []


def _claimed(kind: type[Claimed[Any]]) -> tuple[Any, list[Any]]:
    claim = get_args(kind.model_fields["claims"].annotation)[0]
    return claim.model_fields["value"].annotation, []


def _cell() -> type[Model]:
    kind, _ = _bare(get_args(Profile.model_fields["cells"].annotation)[1])
    assert isinstance(kind, type)
    assert issubclass(kind, Model)
    return kind
