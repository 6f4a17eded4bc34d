"""What an audience may not see is in no markup and in no file: every field, every audience, every class.

Every text of the workspace below holds a word that stands nowhere else, so that a leak can be named.
A first test walks the model and fails for a field that has no such word yet.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from enum import Enum
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from briefgen.audience import Audience
from briefgen.composing import Composed, compose, workspace_templates
from briefgen.composing.view import Plain, view
from briefgen.jobs import Edition, Job
from briefgen.languages import language
from briefgen.loading.loader import load
from briefgen.loading.workspace import Workspace
from briefgen.model.files import FILE_KINDS
from briefgen.model.values import Refers
from briefgen.model.walk import Found, everything
from briefgen.passes.resolve import resolve
from briefgen.passes.typography import typeset
from briefgen.problems import Refusal
from briefgen.reading.reader import read
from briefgen.theme import HOUSE
from briefgen.writers.text import write_text

from .desk import picture

CLASSIFICATIONS: tuple[tuple[str, ...], ...] = (
    ("public",),
    ("partners",),
    ("governments",),
    ("partners", "governments"),
    ("internal",),
)
SEEN_BY: dict[Audience, frozenset[str]] = {
    Audience.PUBLIC: frozenset({"public"}),
    Audience.PARTNERS: frozenset({"public", "partners"}),
    Audience.GOVERNMENTS: frozenset({"public", "governments"}),
    Audience.INTERNAL: frozenset({"public", "partners", "governments", "internal"}),
}
"""What each audience sees, written out once more, without the code that is tested."""

Entities = dict[str, list[dict[str, Any]]]
TOKEN = re.compile(r"tok[a-z]+x")


def entities() -> Entities:
    """Return one entity of each kind, every field filled in."""
    return {
        "organisation": [
            {
                "id": "issuer",
                "name": {"en": "tokorgnamex"},
                "address": ["tokorgaddressx", "tokorgaddresstwox"],
                "phone": "tokorgphonex",
                "email": "tokorgemailx@zenda.example",
                "web": "https://tokorgwebx.example/",
                "logo": {"file": "briefings/tokorgfilex.png", "alt": "tokorgaltx", "width": "12"},
            },
            {
                "id": "clinic",
                "name": {"en": "tokclinicnamex"},
                "address": ["tokclinicaddressx"],
                "phone": "tokclinicphonex",
                "email": "tokclinicemailx@zenda.example",
                "web": "https://tokclinicwebx.example/",
                "logo": {"file": "briefings/tokclinicfilex.png", "alt": "tokclinicaltx", "width": "13"},
            },
        ],
        "person": [{"id": "witness", "name": "tokpersonnamex", "audience": "public"}],
        "round": [
            {
                "id": "fourth",
                "dialogue": {"en": "tokdialoguex"},
                "dates": {"edtf": "2031-05-12", "printed": "tokrounddatesx"},
                "place": {"en": "tokroundplacex"},
            }
        ],
        "document": [
            {
                "id": "letter",
                "audience": ["public"],
                "language": "en",
                "title": "toktitlex",
                "subject": "toksubjectx",
                "issuer": "issuer",
                "round": "fourth",
                "date": {"edtf": "2031-04-28", "printed": "tokdatex"},
                "sample": "true",
                "place": "tokplacex",
                "reference": "tokreferencex",
                "delivery": "together",
                "recipients": [
                    {"id": "all", "address": ["tokaddresseex"], "salutation": "tokownsalutationx"},
                ],
                "salutation": "toksalutationx",
                "body": "tokbodyx *tokemphasisx*\n\n- tokitemx\n",
                "closing": "tokclosingx",
                "signatories": [
                    {
                        "person": "witness",
                        "capacity": "tokcapacityx",
                        "organisation": "clinic",
                        "agreement": "agreed",
                    }
                ],
                "copies": ["tokcopyx"],
                "enclosures": ["tokenclosurex"],
            }
        ],
    }


def lay(root: Path, found: Entities) -> Workspace:
    """Write the entities into a workspace's files and load them."""
    files: dict[str, Any] = {"briefgen.yaml": {"kind": "workspace", "format": "1"}}
    for kind in FILE_KINDS.values():
        for number, entity in enumerate(found[kind.noun]):
            header = {"kind": kind.kind, "format": "1"}
            name = f"briefings/zenda/{kind.noun}-{number}.yaml"
            files[name] = {**header, kind.many: [entity]} if kind.many else {**header, **entity}
    for name, data in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    workspace, problems = load(root)
    assert problems == []
    return workspace


class Field(NamedTuple):
    """A field of one entity of the workspace."""

    noun: str
    number: int
    name: str

    def __str__(self) -> str:
        return f"{self.noun}-{self.number}.{self.name}"


def all_fields() -> list[Field]:
    """Return every field that holds text, itself or below it."""
    return [
        Field(noun, number, name)
        for noun, some in entities().items()
        for number, entity in enumerate(some)
        for name in entity
        if TOKEN.search(str(entity[name])) or name in ("issuer", "round", "signatories")
    ]


def tokens_of(field: Field) -> set[str]:
    """Return the words that stand in a field, and in what is reached through it alone."""
    found = entities()
    words = set(TOKEN.findall(str(found[field.noun][field.number][field.name])))
    reached = {
        "issuer": [("organisation", 0)],
        "round": [("round", 0)],
        "signatories": [("person", 0), ("organisation", 1)],
    }
    for noun, number in reached.get(field.name, []) if field.noun == "document" else []:
        words |= set(TOKEN.findall(str(found[noun][number])))
    return words


def job_for(audience: Audience) -> Job:
    return Job("letter", "en", audience, Edition.DRAFT)


def may(audience: Audience, classification: tuple[str, ...]) -> bool:
    return not SEEN_BY[audience].isdisjoint(classification)


def composed_for(workspace: Workspace, audience: Audience) -> Composed:
    return compose(workspace, job_for(audience), workspace_templates(workspace.root))


def said(value: Plain) -> Iterator[str]:
    """Yield all text below a value of a view, as no template could say more."""
    match value:
        case dict():
            for below in value.values():
                yield from said(below)
        case list():
            for below in value:
                yield from said(below)
        case _:
            yield str(value)


def words_for_templates(workspace: Workspace, audience: Audience) -> set[str]:
    return set(TOKEN.findall(" ".join(said(view(workspace, job_for(audience)).document))))


def words_in_the_finished_file(composed: Composed) -> set[str]:
    """Return the words of the plain text file, its head and the markup from which it was made."""
    document = composed.head.document(read(composed.markup, composed.origins, picture))
    spoken = language(document.language)
    text = write_text(typeset(resolve(document, spoken), spoken), HOUSE).data.decode()
    return set(TOKEN.findall(" ".join([composed.markup, text, str(composed.head)])))


Openly = dict[Audience, set[str]]


@pytest.fixture(scope="module")
def said_openly(tmp_path_factory: pytest.TempPathFactory) -> Openly:
    """What a letter says to each audience when nothing is kept from anybody."""
    workspace = lay(tmp_path_factory.mktemp("open"), entities())
    return {one: words_in_the_finished_file(composed_for(workspace, one)) for one in Audience}


# ---- the workspace of these tests -----------------------------------------------------------------


def _is_text(found: Found) -> bool:
    if isinstance(found.value, dict):
        return bool(found.value) or found.path[-1] != "audience_of"
    return (
        isinstance(found.value, str)
        and not isinstance(found.value, Enum)
        and not found.note(Refers)
        and found.path[-1] not in ("id", "language", "edtf")
    )


def test_every_text_field_of_every_model_has_a_word_of_its_own_here(tmp_path: Path) -> None:
    workspace = lay(tmp_path, entities())
    words: Counter[str] = Counter()
    for some in workspace.entries.values():
        for entry in some.values():
            for found in everything(entry.value):
                left_empty = found.value is None or (
                    found.value in ([], {}) and found.path[-1] != "audience_of"
                )
                assert not left_empty, f"{entry.value.id}: {found.path} is empty"
                if _is_text(found):
                    here = TOKEN.findall(str(found.value))
                    assert here, f"{entry.value.id}: {found.path} has no word of its own"
                    words.update(here)

    assert {noun for noun, some in workspace.entries.items() if some} == set(workspace.entries)
    assert set(words.values()) == {1}


def test_a_template_is_given_every_word_when_nothing_is_kept_from_anybody(tmp_path: Path) -> None:
    workspace = lay(tmp_path, entities())
    every = set(TOKEN.findall(str(entities())))

    for audience in Audience:
        assert words_for_templates(workspace, audience) == every


# ---- fields for fewer eyes ------------------------------------------------------------------------


@pytest.mark.parametrize("field", all_fields(), ids=str)
def test_a_field_is_there_for_those_who_may_see_it_and_for_nobody_else(tmp_path: Path, field: Field) -> None:
    every = set(TOKEN.findall(str(entities())))
    for classification in CLASSIFICATIONS:
        workspace = lay(tmp_path, hiding([field], classification))
        for audience in Audience:
            given = words_for_templates(workspace, audience)
            if may(audience, classification):
                assert given == every, (classification, audience)
            else:
                assert given == every - tokens_of(field), (classification, audience)


SHOWN = tuple(field for field in all_fields() if field.name not in ("issuer", "round", "signatories"))
"""Fields of text; those that name entities would hide the entities' fields with them."""

INDISPENSABLE = ("name", "subject", "body", "closing")
"""Fields without which the packaged template makes no letter at all."""


def hiding(fields: Iterable[Field], classification: tuple[str, ...]) -> Entities:
    """Return the entities with these fields for fewer eyes."""
    found = entities()
    for field in fields:
        found[field.noun][field.number].setdefault("audience_of", {})[field.name] = list(classification)
    return found


@pytest.mark.parametrize("classification", CLASSIFICATIONS, ids="-and-".join)
@pytest.mark.parametrize("audience", list(Audience))
def test_no_letter_says_in_markup_or_file_what_its_readers_may_not_see(
    tmp_path: Path, said_openly: Openly, audience: Audience, classification: tuple[str, ...]
) -> None:
    assert {"tokorgphonex", "tokpersonnamex", "tokenclosurex", "tokroundplacex"} <= said_openly[audience]
    if may(audience, classification):
        workspace = lay(tmp_path, hiding(SHOWN, classification))
        assert words_in_the_finished_file(composed_for(workspace, audience)) == said_openly[audience]
        return
    for field in SHOWN:
        workspace = lay(tmp_path, hiding([field], classification))
        assert said_or_refused(workspace, audience, field).isdisjoint(tokens_of(field)), field


def said_or_refused(workspace: Workspace, audience: Audience, hidden: Field) -> set[str]:
    """Return the words of the letter, or of its refusal where the template cannot do without the field."""
    if hidden.name not in INDISPENSABLE:
        return words_in_the_finished_file(composed_for(workspace, audience))
    with pytest.raises(Refusal) as caught:
        composed_for(workspace, audience)
    return set(TOKEN.findall(str(caught.value.problems)))


def test_two_fields_of_one_organisation_are_kept_from_different_readers(tmp_path: Path) -> None:
    found = entities()
    found["organisation"][0]["audience_of"] = {"phone": ["partners"], "email": ["governments"]}
    workspace = lay(tmp_path, found)

    told = {audience: words_in_the_finished_file(composed_for(workspace, audience)) for audience in Audience}

    kept = {"tokorgphonex", "tokorgemailx"}
    assert {audience.value: sorted(kept & words) for audience, words in told.items()} == {
        "public": [],
        "partners": ["tokorgphonex"],
        "governments": ["tokorgemailx"],
        "internal": ["tokorgemailx", "tokorgphonex"],
    }


# ---- whole entities -------------------------------------------------------------------------------

HIDDEN_WITH = {
    ("organisation", 0): {("organisation", 0)},
    ("organisation", 1): {("organisation", 1)},
    ("round", 0): {("round", 0)},
    ("person", 0): {("person", 0), ("organisation", 1)},  # a signature cannot be without who signs
}


@pytest.mark.parametrize("classification", CLASSIFICATIONS, ids="-and-".join)
@pytest.mark.parametrize("entity", HIDDEN_WITH, ids=lambda entity: f"{entity[0]}-{entity[1]}")
def test_a_person_organisation_or_round_is_named_only_to_those_who_may_know_of_it(
    tmp_path: Path, said_openly: Openly, entity: tuple[str, int], classification: tuple[str, ...]
) -> None:
    noun, number = entity
    found = entities()
    found[noun][number]["audience"] = list(classification)
    workspace = lay(tmp_path, found)
    hidden = {word for kind, at in HIDDEN_WITH[entity] for word in TOKEN.findall(str(found[kind][at]))}
    hidden |= {"tokcapacityx"} if noun == "person" else set()
    for audience in Audience:
        given = words_for_templates(workspace, audience)
        told = words_in_the_finished_file(composed_for(workspace, audience))
        if may(audience, classification):
            assert hidden <= given, audience
            assert told == said_openly[audience], audience
        else:
            assert given.isdisjoint(hidden), audience
            assert told.isdisjoint(hidden), audience


def test_a_person_of_whom_nothing_is_said_is_internal(tmp_path: Path) -> None:
    found = entities()
    del found["person"][0]["audience"]
    workspace = lay(tmp_path, found)

    told = {
        one: "tokpersonnamex" in words_in_the_finished_file(composed_for(workspace, one)) for one in Audience
    }

    assert [one.value for one, named in told.items() if named] == ["internal"]
