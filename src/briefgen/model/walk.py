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

from briefgen.model.values import Model, Refers

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
        """The fields of a model or the items of a list, in their order; nothing below anything else."""
        if isinstance(self.value, Model):
            return fields(self.value, self.path)
        if isinstance(self.value, list):
            inner = _item_type(self.annotation)
            return tuple(Found((*self.path, number), one, inner) for number, one in enumerate(self.value))
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


def references(model: Model) -> Iterator[tuple[str, str, Path_]]:
    """Yield noun, id and path of every entity that a model names."""
    for found in everything(model):
        refers = found.note(Refers)
        if refers and isinstance(found.value, str):
            yield refers.noun, found.value, found.path


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
    inner = (_item_type(argument) for argument in arguments)
    return next((found for found in inner if found is not None), None)
