"""Walks over an entity by its types: which other entities it names, which pictures it shows.

A field that names another entity says so in its type (`Refers`), so that checking, the view for
templates and the planning of jobs all follow the same references, and a new field is followed
without anybody having to remember it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from types import UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from briefgen.model.mentions import KEYS, mentions
from briefgen.model.values import OWN, Markdown, Model, Refers

Path_ = tuple[str | int, ...]
N = TypeVar("N")


@dataclass(frozen=True, slots=True)
class Found:
    """A value below an entity: where it is, and what its type says of it."""

    path: Path_
    value: object
    annotation: Any
    notes: tuple[object, ...] = ()

    def note(self, kind: type[N]) -> N | None:
        """Return what the type says of the value in words of this kind, e.g. `Refers("person")`."""
        here = (*self.notes, *_notes(self.annotation))
        return next((note for note in here if isinstance(note, kind)), None)

    @property
    def below(self) -> tuple[Found, ...]:
        """Fields of a model, items of a list, values of a mapping, in their order; else nothing.

        A text that stands without its language has the path of its field.
        """
        if isinstance(self.value, Model):
            return fields(self.value, self.path)
        if isinstance(self.value, list):
            inner = _item_type(self.annotation)
            return tuple(Found((*self.path, number), one, inner) for number, one in enumerate(self.value))
        if isinstance(self.value, dict):
            inner = _item_type(self.annotation)
            return tuple(
                Found(self.path if key == OWN else (*self.path, key), one, inner)
                for key, one in self.value.items()
            )
        return ()


def fields(model: Model, path: Path_ = ()) -> tuple[Found, ...]:
    """Return the fields of a model in the order in which they are declared."""
    return tuple(
        Found((*path, name), getattr(model, name), field.annotation, tuple(field.metadata))
        for name, field in type(model).model_fields.items()
    )


def everything(model: Model) -> Iterator[Found]:
    """Yield all that is below a model, parents first."""
    stack = list(reversed(fields(model)))
    while stack:
        found = stack.pop()
        yield found
        stack += reversed(found.below)


def named(found: Found) -> Iterator[tuple[str, str]]:
    """Yield noun and id of the entities that a value itself names: one by its id, or those in a text."""
    if not isinstance(found.value, str):
        return
    if refers := found.note(Refers):
        yield refers.noun, found.value
    elif found.note(Markdown):
        yield from ((one.noun, one.id) for one in mentions(found.value) if one.noun not in KEYS)


def references(model: Model) -> Iterator[tuple[str, str, Path_]]:
    """Yield noun, id and path of every entity that a model names, in its fields and in its texts."""
    for found in everything(model):
        yield from ((noun, ident, found.path) for noun, ident in named(found))


def type_name(model: type[Model]) -> str:
    """Return what a model is called; of `Claimed[Date]` and the like with what is claimed: `ClaimedDated`."""
    generic = model.__pydantic_generic_metadata__
    if not generic["origin"]:
        return model.__name__
    inner = [get_args(one)[0] if get_origin(one) is Annotated else one for one in generic["args"]]
    return generic["origin"].__name__ + "".join(one.__name__ for one in inner)


def described(model: type[Model]) -> str | None:
    """Return what a model says of itself."""
    return (model.__pydantic_generic_metadata__["origin"] or model).__doc__


def _notes(annotation: Any) -> tuple[object, ...]:
    """Return what a type is annotated with, looking through `| None` and `Annotated`, not into lists."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return (*_notes(arguments[0]), *arguments[1:])
    if origin in (Union, UnionType):
        return tuple(note for argument in arguments for note in _notes(argument))
    return ()


def _item_type(annotation: Any) -> Any:
    """Return the type of the items of a list type, looking through `| None` and `Annotated`."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is list:
        return arguments[0]
    if origin is dict:
        return arguments[1]
    inner = (_item_type(argument) for argument in arguments)
    return next((found for found in inner if found is not None), None)
