"""Whatever stands where something else is wanted, it is said in our words."""

from __future__ import annotations

from typing import Any

import pytest

from briefgen.loading.validation import validate
from briefgen.loading.yaml_reader import read_yaml
from briefgen.loading.yaml_tree import Data, Tree
from briefgen.model.files import FILE_KINDS, WorkspaceFile
from briefgen.model.values import Model
from briefgen.places import Place
from briefgen.problems import Problem

from ..sound import sound

SOUND: dict[type[Model], dict[str, Any]] = {
    **{kind.entity: sound(kind.entity) for kind in FILE_KINDS.values()},
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


def tree_of(text: str) -> Tree:
    return read_yaml(text, "a.yaml")


def problem_of(kind: str, text: str) -> Problem:
    tree = tree_of(text)
    (problem,) = validate(FILE_KINDS[kind].entity, tree.data, (), tree)[1]
    return problem


CHART = """\
id: a
caption: A
partner_heading: B
profiles: [p]
panels:
- caption: C
  partner_width: 0
  columns: [{id: c, heading: D}]
"""


@pytest.mark.parametrize(
    ("kind", "text", "place", "path", "message"),
    [
        ("figures", "id: a\nlabel: {en: A}\nvalue: twelve", "a.yaml:3:8", "value",
         "“twelve” is not a number"),
        ("figures", "id: a\nlabel: {en: A}\nvalue: {number: twelve}", "a.yaml:3:17", "value.number",
         "“twelve” is not a number"),
        ("figures", "id: a\nlabel: {en: A}\nvalue: {constraint: about}", "a.yaml:3:8", "value.number",
         "The field “number” is missing"),
        ("figures", "id: a\nlabel: {en: A}\nvalue: {number: 20, constrant: about}", "a.yaml:3:21",
         "value.constrant", "There is no field “constrant” here"),
        ("figures", "id: a\nlabel: {en: A}\nvalue:\n  claims:\n    - value: 20\n      source: B/C",
         "a.yaml:6:15", "value.claims[0].source", "“B/C” is not an id"),
        ("figures", "id: a\nlabel: {en: A}\nvalue:\n  claims:\n    - value: [20]", "a.yaml:5:14",
         "value.claims[0].value", "Here a list stands, but a number is wanted"),
        ("figures", "id: a\nlabel: [A]\nvalue: 20", "a.yaml:2:8", "label",
         "Here a list stands, but one text is wanted"),
        ("figures", "id: a\nlabel: {und: A}\nvalue: 20", "a.yaml:2:8", "label",
         "“und” says of no text in which language it is"),
        ("figures", "id: a\nlabel: {english: A}\nvalue: 20", "a.yaml:2:9", "label.english",
         "“english” is not a language code"),
        ("figures", "id: a\nlabel: {}\nvalue: 20", "a.yaml:2:8", "label", "Here stands no text"),
        ("events", "id: a\nname: A\ndate: late 2000", "a.yaml:3:7", "date",
         "“late 2000” is not a date that briefgen reads"),
        ("events", "id: a\nname: A\ndate: {edtf: 2000-13}", "a.yaml:3:14", "date.edtf",
         "There is no month 13 in “2000-13”"),
        ("events", "id: a\nname: A\ndate: [2000]", "a.yaml:3:7", "date",
         "Here a list stands, but a date is wanted"),
        ("events", "id: a\nname: A\ndate: {claims: []}", "a.yaml:3:16", "date.claims",
         "This list is empty, but at least one item is wanted"),
        ("profiles", "id: a\npartner: b\ncells: {c: [x]}", "a.yaml:3:12", "cells.c",
         "Here a list stands, but a text or fields are wanted"),
        ("profiles", "id: a\npartner: b\ncells: {c: {same_as: d, empty: none}}", "a.yaml:3:12", "cells.c",
         "This cell holds both something and nothing"),
        ("profiles", "id: a\npartner: b\ncells: {c: {empty: nothing}}", "a.yaml:3:20", "cells.c.empty",
         "Here the text “nothing” stands, but one of a few words is wanted"),
        ("profiles", "id: a\npartner: b\ncells: {c: {printed: No}}", "a.yaml:3:12", "cells.c",
         "This cell says nothing"),
        ("profiles", "id: a\npartner: b\ncells: {C: x}", "a.yaml:3:9", "cells.C", "“C” is not an id"),
        ("chart", CHART, "a.yaml:7:18", "panels[0].partner_width",
         "“0” is not the width of a column"),
        ("governments", "id: a", "a.yaml:1:1", "", "“a” has neither a name nor a country code"),
        ("governments", "id: a\ncode: Norway", "a.yaml:2:7", "code", "“Norway” is not a country code"),
        ("statements", "id: a\nlanguage: en\nwords: so far", "a.yaml:1:1", "",
         "Nothing says whose words “a” are"),
        ("cases", "id: a\nhealth: {en: ill}", "a.yaml:1:1", "", "The case “a” is about nobody"),
        ("people", "id: a\nname: Liu Qing\nfamily_name: Qing\norder: family-first", "a.yaml:1:1", "",
         "The family name “Qing” does not stand at the beginning of the name"),
    ],
)  # fmt: skip
def test_a_slip_is_told_where_it_stands_however_short_it_is_written(
    kind: str, text: str, place: str, path: str, message: str
) -> None:
    problem = problem_of(kind, text)

    assert problem.place
    assert (str(problem.place), problem.place.path, problem.message) == (place, path, message)


def test_who_forgets_the_word_claims_is_told_of_it() -> None:
    tree = tree_of("id: a\nname: A\ndate: {claim: [{value: 1997}]}")
    unknown = [
        one
        for one in validate(FILE_KINDS["events"].entity, tree.data, (), tree)[1]
        if one.code == "unknown-field"
    ]

    assert [one.advice for one in unknown] == [
        "Did you mean “claims”? Fields here are: edtf, printed, claims."
    ]


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("figures", "id: a\nlabel: {en: A}\nvalue: 12"),
        ("figures", "id: a\nlabel: A\nvalue: {number: 0.5, constraint: about}"),
        ("figures", "id: a\nlabel: A\nvalue:\n  claims: [{value: 12, source: b}, {value: {number: 13}}]"),
        ("events", "id: a\nname: A\ndate: {edtf: 2000-10/2000-12, printed: late 2000}"),
        ("profiles", "id: a\npartner: b\ncells: {c: x, d: {same_as: e, items: [y]}, f: {empty: none}}"),
        ("governments", "{id: norway, code: NO}"),
        ("statements", "id: a\nlanguage: en\nwords: so far\nspeaker: b"),
        ("cases", "id: a\ngroup: {en: twelve miners}"),
        ("people", "id: a\nname: Liu Qing\nfamily_name: Liu\norder: family-first"),
    ],
)
def test_what_is_right_passes(kind: str, text: str) -> None:
    tree = tree_of(text)

    assert validate(FILE_KINDS[kind].entity, tree.data, (), tree)[1] == []
