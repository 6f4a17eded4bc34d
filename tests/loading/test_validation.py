"""Whatever stands where something else is wanted, it is said in our words."""

from __future__ import annotations

from typing import Any

import pytest

from briefgen.loading.validation import validate
from briefgen.loading.yaml_tree import Data, Tree
from briefgen.model.files import FILE_KINDS, WorkspaceFile
from briefgen.model.values import Model
from briefgen.places import Place

SOUND: dict[type[Model], dict[str, Any]] = {
    FILE_KINDS["organisations"].entity: {
        "id": "a",
        "name": {"en": "A"},
        "address": ["x"],
        "phone": "1",
        "email": "a@b.example",
        "web": "https://b.example",
        "logo": {"file": "a.png", "alt": "A", "width": "30"},
        "audience": ["public"],
        "audience_of": {"phone": ["internal"]},
    },
    FILE_KINDS["people"].entity: {"id": "a", "name": "A", "audience": "public"},
    FILE_KINDS["round"].entity: {
        "id": "a",
        "dialogue": {"en": "A"},
        "dates": {"edtf": "2000", "printed": "then"},
        "place": {"en": "B"},
    },
    FILE_KINDS["open-letter"].entity: {
        "id": "a",
        "audience": "public",
        "language": "en",
        "title": "A",
        "subject": "A",
        "issuer": "a",
        "round": "a",
        "date": "2000",
        "place": "A",
        "reference": "A",
        "recipients": [{"id": "a", "address": ["A"], "salutation": "A"}],
        "delivery": "together",
        "salutation": "A",
        "body": "A",
        "closing": "A",
        "signatories": [{"person": "a", "capacity": "A", "organisation": "a", "agreement": "agreed"}],
        "copies": ["A"],
        "enclosures": ["A"],
        "sample": "true",
    },
    WorkspaceFile: {"kind": "workspace", "format": "1", "name": "A"},
}

WRONG: tuple[Data, ...] = (
    "",
    "?!",
    "a\nb",
    "NaN",
    "1e999",
    [],
    {},
    ["?!"],
    [[]],
    {"?!": "x"},
    {"en": []},
    [{}],
)


def variants(value: Any) -> list[Any]:
    """The value with one piece after the other replaced by something else, or left out."""
    made: list[Any] = list(WRONG)
    if isinstance(value, dict):
        for key, inner in value.items():
            made += [{**value, key: other} for other in variants(inner)]
            made.append({name: one for name, one in value.items() if name != key})
        made.append({**value, "surplus": "x"})
    if isinstance(value, list):
        made += [[other] for other in variants(value[0])]
    return made


@pytest.mark.parametrize("model", SOUND, ids=lambda model: model.__name__)
def test_every_wrong_input_of_every_model_is_explained_in_our_words(model: type[Model]) -> None:
    tree = Tree("a.yaml", {}, {(): Place("a.yaml", 1, 1)}, {}, frozenset(), frozenset(), ())
    assert set(SOUND[model]) <= set(model.model_fields)
    assert validate(model, SOUND[model], (), tree)[1] == []

    for data in variants(SOUND[model]):
        for problem in validate(model, data, (), tree)[1]:
            assert problem.code != "wrong-value", problem
            assert len(problem.message) < 200
            assert not problem.message.endswith(".")
            assert problem.advice.endswith((".", "…”."))


def test_every_field_of_every_model_is_tried() -> None:
    for kind in FILE_KINDS.values():
        assert set(kind.entity.model_fields) - set(SOUND[kind.entity]) <= {"audience", "audience_of"}
