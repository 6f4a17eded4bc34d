"""From data to typed entities; what the schema refuses is said in our words, with its place."""

from __future__ import annotations

import re
import types
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from briefgen.loading.workspace import Path_
from briefgen.loading.yaml_tree import BROKEN, MAX_PROBLEMS, Data, Tree, path_text
from briefgen.places import Place
from briefgen.problems import Problem, did_you_mean, quote

M = TypeVar("M", bound=BaseModel)


def validate(model: type[M], data: Data, base: Path_, tree: Tree) -> tuple[M | None, list[Problem]]:
    """Type the data that stands at `base` in the tree.

    Returns the value, or None and its problems. Values that are broken in the tree have been
    reported and are not reported again.
    """
    try:
        return model.model_validate(data), []
    except ValidationError as error:
        details = [detail for detail in error.errors(include_url=False) if not _reported(data, detail["loc"])]
        return None, [_problem(model, detail, base, tree) for detail in details[: MAX_PROBLEMS + 1]]


def _reported(data: Data, loc: Path_) -> bool:
    here: Any = data
    for part in loc:
        if here is BROKEN:
            return True
        inside = isinstance(here, dict) and part in here
        inside = inside or (isinstance(here, list) and isinstance(part, int) and part < len(here))
        if not inside:
            return False
        here = here[part]
    return here is BROKEN or (isinstance(here, list) and BROKEN in here)


def _problem(model: type[BaseModel], detail: ErrorDetails, base: Path_, tree: Tree) -> Problem:
    loc = detail["loc"]
    in_key = loc[-1:] == ("[key]",)
    path = (*base, *(loc[:-1] if in_key else loc))
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
    place: Place

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
    known = _fields(wrong.model, wrong.detail["loc"][:-1])
    advice = f"{did_you_mean(name, known)} Fields here are: {', '.join(known)}.".strip()
    return Problem("unknown-field", f"There is no field {quote(name)} here", advice, wrong.place)


def _missing(wrong: _Wrong) -> Problem:
    name = str(wrong.path[-1])
    meaning = _meaning(wrong.model, wrong.detail["loc"])
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
    known = _fields(wrong.model, wrong.detail["loc"])
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


def _inner(annotation: Any, part: str | int | None = None) -> Any:
    """Return the annotation without `Annotated` and `| None`; of one member where `part` is given."""
    while get_origin(annotation) in (Annotated, Union, types.UnionType):
        annotation = next(arg for arg in get_args(annotation) if arg is not type(None))
    if part is None:
        return annotation
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        field = annotation.model_fields.get(str(part))
        return _inner(field.annotation) if field else None
    arguments = get_args(annotation)
    return _inner(arguments[-1]) if arguments else None


def _at(model: type[BaseModel], loc: Path_) -> Any:
    here: Any = model
    for part in loc:
        here = _inner(here, part)
    return here


def _fields(model: type[BaseModel], loc: Path_) -> list[str]:
    here = _at(model, loc)
    return list(here.model_fields) if isinstance(here, type) and issubclass(here, BaseModel) else []


def _meaning(model: type[BaseModel], loc: Path_) -> str:
    here = _at(model, loc[:-1])
    field = (
        here.model_fields.get(str(loc[-1]))
        if isinstance(here, type) and issubclass(here, BaseModel)
        else None
    )
    return " ".join((field.description or "").split()) if field else ""
