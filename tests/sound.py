"""Sound data for every model: every field filled in, everything spelt out."""

from __future__ import annotations

from enum import Enum
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from briefgen.audience import Classification
from briefgen.model import claims, profiles, shared, values
from briefgen.model.dialogues import Participation
from briefgen.model.publications import Relation
from briefgen.model.sources import Source
from briefgen.model.values import Model

_VALUES: tuple[tuple[Any, Any], ...] = (
    (values.Id, "a"),
    (values.FileId, "a"),
    (values.Line, "A"),
    (values.Prose, "A"),
    (values.LanguageCode, "en"),
    (values.TextLanguage, "en"),
    (values.Flag, "true"),
    (values.Edtf, "2000"),
    (claims.Number, "20"),
    (values.Millimetres, "30"),
    (profiles.Share, "3"),
    (values.WebAddress, "https://b.example"),
    (values.EmailAddress, "a@b.example"),
    (shared.CountryCode, "NO"),
    (Classification, ["public"]),
)
_WITHOUT: dict[type[Model], set[str]] = {
    profiles.ChartCell: {"empty", "printed"},
    Source: {"description"},
    Relation: {"source"},
    Participation: {"group"},
}
"""Fields that cannot stand beside the others."""


def sound(model: type[Model]) -> dict[str, Any]:
    """Return data for a model with all its fields."""
    return {
        name: "1" if name == "format" else of(Annotated[field.annotation, *field.metadata, None])
        for name, field in model.model_fields.items()
        if name not in _WITHOUT.get(model, ())
    }


def of(annotation: Any) -> Any:
    """Return a sound value of a type."""
    for known, value in _VALUES:
        if known == annotation:
            return value
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        *others, _ = arguments[1:]
        return of(Annotated[arguments[0], *others] if others else arguments[0])
    if origin in (Union, UnionType):
        return of(next(one for one in arguments if one is not NoneType))
    if origin is Literal:
        return arguments[0]
    if origin is list:
        return [of(arguments[0]), of(arguments[0])]
    if origin is dict:
        return {"phone" if arguments[0] is str else of(arguments[0]): of(arguments[1])}
    if issubclass(annotation, Enum):
        return next(iter(annotation)).value
    assert issubclass(annotation, Model), annotation
    return sound(annotation)
