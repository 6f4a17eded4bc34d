"""Walks over an entity by its types: which other entities it names, which pictures it shows.

A field that names another entity says so in its type (`Refers`), so that checking, the view for
templates and the planning of jobs all follow the same references, and a new field is followed
without anybody having to remember it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from briefgen.model.values import Model, Refers

Path_ = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A value of an entity, where it stands below it, and what its type says of it."""

    path: Path_
    value: object
    notes: tuple[object, ...]
    """The annotations of its type, e.g. `Refers("person")`."""


def fields(model: Model, path: Path_ = ()) -> Iterator[tuple[str, Found]]:
    """Yield the fields of a model in the order in which they are declared, with what their types say."""
    for name, field in type(model).model_fields.items():
        value = getattr(model, name)
        yield name, Found((*path, name), value, (*field.metadata, *_notes(field.annotation, value)))


def items(found: Found, annotation: object) -> Iterator[Found]:
    """Yield the items of a list, with what the type of an item says."""
    assert isinstance(found.value, list)
    inner = _item_type(annotation)
    for number, value in enumerate(found.value):
        yield Found((*found.path, number), value, _notes(inner, value))


def values(model: Model, path: Path_ = ()) -> Iterator[Found]:
    """Yield everything below a model: models and scalars alike, parents first."""
    for name, found in fields(model, path):
        yield from _below(found, type(model).model_fields[name].annotation)


def _below(found: Found, annotation: object) -> Iterator[Found]:
    yield found
    if isinstance(found.value, Model):
        yield from values(found.value, found.path)
    elif isinstance(found.value, list):
        for item in items(found, annotation):
            yield from _below(item, _item_type(annotation))


def references(model: Model) -> Iterator[tuple[str, str, Path_]]:
    """Yield kind, id and path of every entity that a model names."""
    for found in values(model):
        for note in found.notes:
            if isinstance(note, Refers) and isinstance(found.value, str):
                yield note.noun, found.value, found.path


def _notes(annotation: object, value: object) -> tuple[object, ...]:
    """Return the annotations of a type, looking through `| None` and nested `Annotated`."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return (*_notes(arguments[0], value), *arguments[1:])
    if origin in (Union, UnionType) and value is not None:
        return tuple(note for argument in arguments for note in _notes(argument, value))
    return ()


def _item_type(annotation: Any) -> Any:
    """Return the type of the items of a list type, looking through `| None` and `Annotated`."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is list:
        return arguments[0]
    inner = (_item_type(argument) for argument in arguments)
    return next((found for found in inner if found is not None), None)
