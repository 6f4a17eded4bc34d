"""From data to typed entities; what the schema refuses is said in our words, with its place."""

from __future__ import annotations

import re
import types
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import reduce
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from briefgen.loading.workspace import Path_
from briefgen.loading.yaml_tree import BROKEN, MAX_PROBLEMS, Data, Tree, path_text
from briefgen.model.values import OWN, ShortFor
from briefgen.places import Place
from briefgen.problems import Problem, did_you_mean, quote

M = TypeVar("M", bound=BaseModel)
N = TypeVar("N")

_CLAIMS = ("claims", 0, "value")
"""Where a value stands that is written without claims."""


def validate(model: type[M], data: Data, base: Path_, tree: Tree) -> tuple[M | None, list[Problem]]:
    """Type the data that stands at `base` in the tree.

    Returns the value, or None and its problems. Values that are broken in the tree have been
    reported and are not reported again.
    """
    try:
        return model.model_validate(data), []
    except ValidationError as error:
        details = ((one, _written(model, data, one["loc"])) for one in error.errors(include_url=False))
        wrong = [(detail, path) for detail, path in details if not _reported(data, path)]
        return None, [_problem(model, one, (*base, *path), tree) for one, path in wrong[: MAX_PROBLEMS + 1]]


def _reported(data: Data, path: Path_) -> bool:
    here: Any = data
    for part in path:
        if here is BROKEN:
            return True
        inside = isinstance(here, dict) and part in here
        inside = inside or (isinstance(here, list) and isinstance(part, int) and part < len(here))
        if not inside:
            return False
        here = here[part]
    return here is BROKEN or (isinstance(here, list) and BROKEN in here)


def _problem(model: type[BaseModel], detail: ErrorDetails, path: Path_, tree: Tree) -> Problem:
    in_key = path[-1:] == ("[key]",)
    path = path[:-1] if in_key else path
    of_key = in_key or detail["type"] == "extra_forbidden"
    place = tree.keys.get(path, tree.place(path)) if of_key else tree.place(path)
    context = detail.get("ctx", {})
    if "advice" in context:
        return Problem(detail["type"], context["message"], context["advice"], place)
    return WORDS.get(detail["type"], _unmapped)(_Wrong(model, detail, path, place))


@dataclass(frozen=True, slots=True)
class _Wrong:
    """What pydantic found, and where."""

    model: type[BaseModel]
    detail: ErrorDetails
    path: Path_
    """Where it stands in the file: as it is written, however short."""
    place: Place

    @property
    def loc(self) -> Path_:
        """Where it stands in the model: with all that is written in the short way spelt out."""
        return self.detail["loc"]

    @property
    def given(self) -> str:
        """The value in words."""
        match self.detail["input"]:
            case str() as text:
                return f"the text {quote(text)} stands"
            case list():
                return "a list stands"
            case _:
                return "fields stand"


def _unknown_field(wrong: _Wrong) -> Problem:
    name = str(wrong.path[-1])
    known = _fields(wrong.model, wrong.loc[:-1])
    if _CLAIMS == wrong.loc[-4:-1] != wrong.path[-4:-1]:
        known = [*known, "claims"]
    advice = f"{did_you_mean(name, known)} Fields here are: {', '.join(known)}.".strip()
    return Problem("unknown-field", f"There is no field {quote(name)} here", advice, wrong.place)


def _missing(wrong: _Wrong) -> Problem:
    name = str(wrong.path[-1])
    meaning = _meaning(wrong.model, wrong.loc)
    advice = f"Add a line “{name}: …”.{f' Its meaning: {meaning}' if meaning else ''}"
    place = replace(wrong.place, path=path_text(wrong.path))
    return Problem("missing-field", f"The field “{name}” is missing", advice, place)


_ONE_TEXT = (
    "Write one text; put it between double quotation marks if it begins with a bracket. A text of several "
    "lines stands below “name: |”, each line two spaces further right than the name."
)
_ITEMS = "Write each item on a line of its own below the field’s name, beginning with “- ”."
_BELOW = (
    "Write each field on a line of its own, below this one and two spaces further right, as “name: value”."
)
_WANTED = {
    "string_type": ("text-wanted", "one text is wanted", _ONE_TEXT),
    "list_type": ("list-wanted", "a list is wanted", _ITEMS),
    "frozen_set_type": ("list-wanted", "a list is wanted", _ITEMS),
    "model_type": ("fields-wanted", "fields are wanted", _BELOW),
    "dict_type": ("fields-wanted", "fields are wanted", _BELOW),
}
"""Code, words and advice by pydantic's error type."""


def _wrong_type(wrong: _Wrong) -> Problem:
    code, wanted, advice = _WANTED[wrong.detail["type"]]
    short = _note(_member(wrong.model, wrong.loc), ShortFor)
    known = [] if short and short.path == (OWN,) else _fields(wrong.model, wrong.loc)
    if short and short.path == (OWN,):
        code, wanted, advice = _WANTED["string_type"]
    elif short:
        wanted = f"{short.wanted} is wanted".replace("fields is", "fields are")
        advice = "Write it behind the name of the field, or several fields below that name."
    if known:
        advice = f"{advice} Fields here are: {', '.join(known)}."
    return Problem(code, f"Here {wrong.given}, but {wanted}", advice, wrong.place)


def _unknown_word(wrong: _Wrong) -> Problem:
    given = wrong.detail["input"]
    expected = str(wrong.detail.get("ctx", {}).get("expected", ""))  # 'a', 'b' or 'c'
    known = re.findall(r"'([^']*)'", expected)
    guess = did_you_mean(given, known) if isinstance(given, str) else ""
    message = f"Here {wrong.given}, but one of a few words is wanted"
    return Problem("unknown-word", message, f"{guess} Write one of: {', '.join(known)}.".strip(), wrong.place)


def _too_short(wrong: _Wrong) -> Problem:
    if isinstance(wrong.detail["input"], dict):
        advice = "Write one, or one for each language below the field’s name, e.g. “en: …”."
        return Problem("empty", "Here stands no text", advice, wrong.place)
    return Problem("empty-list", "This list is empty, but at least one item is wanted", _ITEMS, wrong.place)


def _unmapped(wrong: _Wrong) -> Problem:
    message = f"This value does not fit: {wrong.detail['msg']}"
    return Problem("wrong-value", message, "Look the field up in the reference.", wrong.place)


WORDS: Mapping[str, Callable[[_Wrong], Problem]] = {
    "extra_forbidden": _unknown_field,
    "missing": _missing,
    "enum": _unknown_word,
    "literal_error": _unknown_word,
    "too_short": _too_short,
    **dict.fromkeys(_WANTED, _wrong_type),
}
"""Our words for every error type of pydantic that our models can raise; a test tries them all."""


# ---- what the models say about themselves ----------------------------------------------------------


def _inner(annotation: Any) -> Any:
    """Return the annotation without `Annotated` and `| None`."""
    while get_origin(annotation) in (Annotated, Union, types.UnionType):
        annotation = next(arg for arg in get_args(annotation) if arg is not type(None))
    return annotation


def _below(annotation: Any, part: str | int) -> Any:
    """Return the annotation of a field, or of the items of a list or mapping; None where there is none."""
    annotation = _inner(annotation)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        field = annotation.model_fields.get(str(part))
        if field is None:
            return None
        return Annotated[field.annotation, *field.metadata] if field.metadata else field.annotation
    arguments = get_args(annotation)
    return arguments[-1] if arguments else None


def _member(model: type[BaseModel], loc: Path_) -> Any:
    return reduce(_below, loc, model)


def _note(annotation: Any, kind: type[N]) -> N | None:
    """Return what an annotation says in words of this kind, looking through `| None` and `Annotated`."""
    if get_origin(annotation) is Annotated:
        inner, *notes = get_args(annotation)
        return next((note for note in notes if isinstance(note, kind)), None) or _note(inner, kind)
    if get_origin(annotation) in (Union, types.UnionType):
        return next((note for one in get_args(annotation) if (note := _note(one, kind))), None)
    return None


def _written(model: type[BaseModel], data: Data, loc: Path_) -> Path_:
    """Return where something stands in the data, of which pydantic tells where it stands when spelt out."""
    path: list[str | int] = []
    here: Data | None = data
    annotation: Any = model
    parts = loc
    while parts:
        short = _note(annotation, ShortFor)
        if short and parts[: len(short.path)] == short.path and short.stands(here):
            annotation, parts = reduce(_below, short.path, annotation), parts[len(short.path) :]
        else:
            here, annotation = _step(here, parts[0]), _below(annotation, parts[0])
            path.append(parts[0])
            parts = parts[1:]
    return tuple(path)


def _step(data: Data | None, part: str | int) -> Data | None:
    if isinstance(data, dict):
        return data.get(str(part))
    if isinstance(data, list) and isinstance(part, int) and part < len(data):
        return data[part]
    return None


def _fields(model: type[BaseModel], loc: Path_) -> list[str]:
    here = _inner(_member(model, loc))
    return list(here.model_fields) if isinstance(here, type) and issubclass(here, BaseModel) else []


def _meaning(model: type[BaseModel], loc: Path_) -> str:
    here = _inner(_member(model, loc[:-1]))
    field = (
        here.model_fields.get(str(loc[-1]))
        if isinstance(here, type) and issubclass(here, BaseModel)
        else None
    )
    return " ".join((field.description or "").split()) if field else ""
