"""Schemas for editors: they let pass what is right, and mark what briefgen would refuse."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from briefgen.loading.validation import validate
from briefgen.loading.yaml_reader import read_yaml
from briefgen.model.files import FILE_KINDS
from briefgen.schema import FOLDER, KINDS, WORKSPACE, schema, text

from .conftest import Laid, Result
from .sound import sound

REPOSITORY = Path(__file__).parents[1]
SAMPLES = [REPOSITORY / "briefgen.yaml", *sorted((REPOSITORY / "briefings").rglob("*.yaml"))]


class Editor(yaml.SafeLoader):
    """Reads YAML as editors do, by the core schema of YAML 1.2: `NO` is text, and so is a date."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012 # as PyYAML has it


for tag, pattern, first in (
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("null", r"~|null|Null|NULL|", "~nN"),
    ("int", r"[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", "-+.0123456789"),
):
    Editor.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{pattern})$"), list(first))


@cache
def judge(kind: str) -> Draft202012Validator:
    return Draft202012Validator(schema(kind))


def marks(kind: str, data: Any) -> list[str]:
    """Return what an editor would mark."""
    return [f"{list(error.absolute_path)}: {error.message[:120]}" for error in judge(kind).iter_errors(data)]


@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_is_one(kind: str) -> None:
    Draft202012Validator.check_schema(schema(kind))


@pytest.mark.parametrize("kind", KINDS)
def test_the_schemas_of_the_samples_are_up_to_date(kind: str) -> None:
    path = REPOSITORY / FOLDER / f"{kind}.json"

    assert path.read_text(encoding="utf-8") == text(kind), "run: briefgen schema --write"


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.relative_to(REPOSITORY).as_posix())
def test_an_editor_finds_nothing_to_mark_in_a_sample(path: Path) -> None:
    written = path.read_text(encoding="utf-8")
    data = yaml.load(written, Editor)  # noqa: S506 # a safe loader, with other rules for plain words

    assert marks(data["kind"], data) == []
    named = re.match(r"# yaml-language-server: \$schema=(\S+)\n", written)
    assert named
    assert (path.parent / named[1]).resolve() == REPOSITORY / FOLDER / f"{data['kind']}.json"


def of_file(kind: str, entity: Any) -> Any:
    """Return an entity as it stands in a file."""
    many = FILE_KINDS[kind].many
    return {"kind": kind, "format": 1, **({many: [entity]} if many else entity)}


@pytest.mark.parametrize("kind", FILE_KINDS)
def test_every_field_of_every_kind_has_its_place(kind: str) -> None:
    data = sound(FILE_KINDS[kind].entity)
    data["audience_of"] = {}

    assert marks(kind, of_file(kind, data)) == []
    assert marks(kind, of_file(kind, {**data, "surplus": "x"})) != []


TWINS: tuple[tuple[str, str, str], ...] = (
    ("governments", "{id: norway, code: NO}", "{id: norway}"),
    ("governments", "{id: norway, name: {en: Norway}}", "{id: norway, name: Norway}"),
    ("people", "{id: a, name: A, gender: x}", "{id: a, name: A, gender: woman}"),
    ("people", "{id: a, name: A, audience: [partners, governments]}", "{id: a, name: A, audience: all}"),
    ("people", "{id: a, name: A, audience_of: {roles: internal}}",
     "{id: a, name: A, audience_of: {roles: nobody}}"),
    ("people", "{id: 2031, name: A}", "{id: A_B, name: A}"),
    ("contacts", "{id: a, person: b, phones: [5550142, +00 555 0177]}",
     "{id: a, person: b, phones: 5550142}"),
    ("contacts", "{id: a, person: b, email: a@b.example}", "{id: a, person: b, email: a at b}"),
    ("figures", "{id: a, label: {en: A}, value: 20}", "{id: a, label: {en: A}, value: twenty}"),
    ("figures", "{id: a, label: A, value: {number: 0.5, constraint: about}}",
     "{id: a, label: A, value: {constraint: about}}"),
    ("figures", "{id: a, label: A, value: {claims: [{value: 20, source: b, preferred: true}, {value: 21}]}}",
     "{id: a, label: A, value: {claims: []}}"),
    ("figures", "{id: a, label: {fr: A, zh-Hant: B}, value: 20}", "{id: a, label: {french: A}, value: 20}"),
    ("figures", "{id: a, label: A, value: 20}", "{id: a, label: [A], value: 20}"),
    ("figures", "{id: a, label: A, value: -20.5}", "{id: a, label: {und: A}, value: 20}"),
    ("figures", "{id: a, label: '20', value: 20}", "{id: a, label: {}, value: 20}"),
    ("figures", "{id: a, label: 20, value: 20}", "{id: a, label: '', value: 20}"),
    ("events", "{id: a, name: A, date: 1997}", "{id: a, name: A, date: late 1997}"),
    ("events", "{id: a, name: A, date: 1997-11}", "{id: a, name: A, date: 1997-13}"),
    ("events", "{id: a, name: A, date: /2000-09-28}", "{id: a, name: A, date: 28.9.2000}"),
    ("events", "{id: a, name: A, date: {edtf: 2000-10/2000-12, printed: late 2000}}",
     "{id: a, name: A, date: {printed: late 2000}}"),
    ("events", "{id: a, name: A, date: {claims: [{value: 1997~}]}}",
     "{id: a, name: A, date: {claims: [{source: b}]}}"),
    ("profiles", "{id: a, partner: b, cells: {c: x, d: {empty: none}}}",
     "{id: a, partner: b, cells: {c: {empty: nothing}}}"),
    ("profiles", "{id: a, partner: b, cells: {c: {same_as: d, items: [e]}}}",
     "{id: a, partner: b, cells: {c: {same_as: d, empty: none}}}"),
    ("profiles", "{id: a, partner: b, cells: {c: {empty: none, printed: None stated}}}",
     "{id: a, partner: b, cells: {c: {text: x, printed: None stated}}}"),
    ("sources", "{id: a, type: webpage, title: A, url: 'https://b.example'}",
     "{id: a, type: webpage, title: A, url: b.example}"),
    ("dialogues", "{id: a, name: A, parties: [b, c]}", "{id: a, name: A, parties: [b]}"),
    ("organisations", "{id: a, name: {en: A}, logo: {file: b.png, alt: C, width: 12}}",
     "{id: a, name: {en: A}, logo: {file: b.png, alt: C, width: 151}}"),
    ("statements", "{id: a, language: en, words: so far, speaker: b}",
     "{id: a, language: en, words: so far}"),
    ("cases", "{id: a, group: {en: miners}}", "{id: a, health: {en: ill}}"),
    ("round", "{id: a, dialogue: b, dates: 2031}", "{id: a, dialogue: b, dates: 2031, surplus: x}"),
    ("terms", "{id: a, name: {en: A}, symbol: CCPR/C/108/2}", "{id: a, name: {en: A}, symbl: x}"),
)  # fmt: skip


@pytest.mark.parametrize(("kind", "good", "bad"), TWINS)
def test_an_editor_and_briefgen_are_of_one_mind(kind: str, good: str, bad: str) -> None:
    for words, right in ((good, True), (bad, False)):
        tree = read_yaml(words, "a.yaml")
        problems = [*tree.problems, *validate(FILE_KINDS[kind].entity, tree.data, (), tree)[1]]
        data = yaml.load(words, Editor)  # noqa: S506 # as above
        assert (problems == [], marks(kind, of_file(kind, data)) == []) == (right, right), words


# ---- the command --------------------------------------------------------------------------------------


def test_without_a_kind_it_says_what_kinds_there_are(briefgen: Callable[..., Result]) -> None:
    said = briefgen("schema").out.splitlines()

    assert [line.split()[0] for line in said] == list(KINDS)
    assert said[1] == "organisations    a list of organisations"


def test_it_prints_the_schema_of_a_kind(briefgen: Callable[..., Result]) -> None:
    result = briefgen("schema", "people")

    assert result.code == 0
    assert json.loads(result.out) == schema("people")


def test_an_unknown_kind_is_refused(briefgen: Callable[..., Result]) -> None:
    result = briefgen("schema", "peple")

    assert (result.code, result.out) == (2, "")
    assert "“peple” is not a kind of file" in result.err
    assert "Did you mean “people”?" in result.err


def test_it_writes_the_schemas_of_all_kinds_which_are_no_data(
    small: Laid, briefgen: Callable[..., Result]
) -> None:
    every = sorted(f"{kind}.json" for kind in KINDS)
    assert briefgen("schema", "--write").out == (
        f"{len(every)} of {len(every)} schemas in briefings/schemas/ are new or changed\n"
    )
    small.write(f"{FOLDER}/people.json", "{}")
    assert briefgen("schema", "--write").out.startswith("1 of ")
    assert (small.root / FOLDER / f"{WORKSPACE}.json").read_text(encoding="utf-8") == text(WORKSPACE)
    assert sorted(path.name for path in (small.root / FOLDER).iterdir()) == every
    assert briefgen("check").code == 0


def test_it_writes_nothing_outside_the_workspace(
    small: Laid, briefgen: Callable[..., Result], tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside")
    (small.root / FOLDER).symlink_to(outside)

    assert briefgen("schema", "--write").code == 1
    assert not any(outside.iterdir())
