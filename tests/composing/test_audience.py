"""What an audience may not see is in no markup and in no file: every field, every audience, every class.

Every text of the workspace below holds a word that stands nowhere else, so that a leak can be named.
A first test walks the model and fails for a field that has no such word yet.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from enum import Enum
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from briefgen.audience import Audience
from briefgen.composing import Composed, compose, workspace_templates
from briefgen.composing.view import Plain, View
from briefgen.jobs import Edition, Job
from briefgen.languages import language
from briefgen.loading.loader import load
from briefgen.loading.workspace import Workspace
from briefgen.model.cases import Case
from briefgen.model.dialogues import Round
from briefgen.model.files import FILE_KINDS, FileKind
from briefgen.model.shared import Person
from briefgen.model.values import Refers
from briefgen.model.walk import Found, everything
from briefgen.passes.resolve import resolve
from briefgen.passes.typography import typeset
from briefgen.problems import Refusal
from briefgen.reading.reader import read
from briefgen.theme import HOUSE
from briefgen.writers.text import write_text

from .desk import picture
from .filled import Filler

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


IDS = {"organisation": "issuer", "person": "witness", "round": "fourth", "document": "letter"}


def entities() -> Entities:
    """Return one entity of each kind and a few more, every field filled in: by kind of file."""
    given = letter_and_what_it_draws_on()
    filler = Filler(IDS)
    return {name: given.get(name) or [_filled(filler, kind)] for name, kind in FILE_KINDS.items()}


def _filled(filler: Filler, kind: FileKind) -> dict[str, Any]:
    if kind.noun != "document":
        return filler.entity(kind.kind, kind.entity, IDS.get(kind.noun, "one"))
    return {**filler.entity(kind.kind, kind.entity, kind.kind), "audience": "public"}


def letter_and_what_it_draws_on() -> Entities:
    """Return a letter, and what stands in it: the packaged template prints nearly all of it."""
    filler = Filler(IDS)
    return {
        "organisations": [
            {
                "id": "issuer",
                "name": {"en": "tokorgnamex"},
                "acronym": {"en": "tokorgacronymx"},
                "about": {"en": "tokorgaboutx"},
                "language": "en",
                "address": ["tokorgaddressx", "tokorgaddresstwox"],
                "phone": "tokorgphonex",
                "email": "tokorgemailx@zenda.example",
                "web": "https://tokorgwebx.example/",
                "logo": {"file": "briefings/tokorgfilex.png", "alt": "tokorgaltx", "width": "12"},
            },
            {
                "id": "clinic",
                "name": {"en": "tokclinicnamex"},
                "acronym": {"en": "tokclinicacronymx"},
                "about": {"en": "tokclinicaboutx"},
                "language": "en",
                "address": ["tokclinicaddressx"],
                "phone": "tokclinicphonex",
                "email": "tokclinicemailx@zenda.example",
                "web": "https://tokclinicwebx.example/",
                "logo": {"file": "briefings/tokclinicfilex.png", "alt": "tokclinicaltx", "width": "13"},
            },
        ],
        "people": [
            {**filler.entity("person", Person, "witness"), "name": "tokpersonnamex", "audience": "public"}
        ],
        "round": [
            {
                **filler.entity("round", Round, "fourth"),
                "dates": {"edtf": "2031-05-12", "printed": {"en": "tokrounddatesx"}},
                "place": {"en": "tokroundplacex"},
            }
        ],
        "cases": [{**filler.entity("case", Case, "one"), "audience": "public"}],
        "open-letter": [
            {
                "id": "letter",
                "audience": ["public"],
                "language": "en",
                "title": "toktitlex",
                "subject": "toksubjectx",
                "issuers": ["issuer"],
                "partners": ["clinic"],
                "relations": [{"kind": "follows", "document": "report"}],
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
        for number, entity in enumerate(found[kind.kind]):
            header = {"kind": kind.kind, "format": "1"}
            name = f"briefings/zenda/{kind.kind}-{number}.yaml"
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

    kind: str
    number: int
    name: str

    def __str__(self) -> str:
        return f"{self.kind}-{self.number}.{self.name}"


def all_fields() -> list[Field]:
    """Return every field that holds text, itself or below it."""
    return [
        Field(kind, number, name)
        for kind, some in entities().items()
        for number, entity in enumerate(some)
        for name in entity
        if TOKEN.search(str(entity[name]))
    ]


def tokens_of(field: Field) -> set[str]:
    """Return the words that stand in a field."""
    return set(TOKEN.findall(str(entities()[field.kind][field.number][field.name])))


def job_for(audience: Audience, document: str = "letter") -> Job:
    return Job(document, "en", audience, Edition.DRAFT)


def may(audience: Audience, classification: tuple[str, ...]) -> bool:
    return not SEEN_BY[audience].isdisjoint(classification)


def composed_for(workspace: Workspace, audience: Audience) -> Composed:
    return compose(workspace, job_for(audience), workspace_templates(workspace.root))


def said(value: Plain, met: set[int]) -> Iterator[str]:
    """Yield all text below a value of a view, as no template could say more; each group once."""
    match value:
        case Mapping():
            if id(value) not in met:
                met.add(id(value))
                for below in value.values():
                    yield from said(below, met)
        case list():
            for below in value:
                yield from said(below, met)
        case _:
            yield str(value)


def words_for_templates(workspace: Workspace, audience: Audience) -> set[str]:
    """Return the words of every entity that may be seen, whatever names it, and of every document."""
    views = [View(workspace, job_for(audience, document)) for document in workspace.documents]
    given: list[Plain] = [view.document for view in views]
    for noun, some in workspace.entries.items():
        given += [views[0].entity(noun, ident) for ident in some if noun != "document"]
    assert [problem for view in views for problem in view.problems] == []
    return set(TOKEN.findall(" ".join(said(given, set()))))


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
    return (
        isinstance(found.value, str)
        and not isinstance(found.value, Enum)
        and not found.note(Refers)
        and found.path[-1] not in ("id", "language", "languages", "edtf", "family_name", "code")
        and "languages" not in found.path
    )


def test_every_text_field_of_every_model_has_a_word_of_its_own_here(tmp_path: Path) -> None:
    workspace = lay(tmp_path, entities())
    words: Counter[str] = Counter()
    for some in workspace.entries.values():
        for entry in some.values():
            for found in everything(entry.value):
                if _is_text(found):
                    here = TOKEN.findall(str(found.value))
                    assert here, f"{entry.value.id}: {found.path} has no word of its own"
                    words.update(here)

    assert all(workspace.entries[kind.noun] for kind in FILE_KINDS.values())
    assert set(words.values()) == {1}


def test_a_template_is_given_every_word_when_nothing_is_kept_from_anybody(tmp_path: Path) -> None:
    workspace = lay(tmp_path, entities())
    every = set(TOKEN.findall(str(entities())))

    for audience in Audience:
        assert words_for_templates(workspace, audience) == every


# ---- fields for fewer eyes ------------------------------------------------------------------------


@pytest.fixture(scope="module")
def everything_entered(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """One entity of each kind, laid out once."""
    return lay(tmp_path_factory.mktemp("everything"), entities())


def narrowed(workspace: Workspace, fields: Iterable[Field]) -> Workspace:
    """Return a workspace in which these fields are for partners only."""
    entries = {noun: dict(some) for noun, some in workspace.entries.items()}
    for field in fields:
        noun = FILE_KINDS[field.kind].noun
        ident = entities()[field.kind][field.number]["id"]
        entry = entries[noun][ident]
        policy = {**entry.value.audience_of, field.name: frozenset({Audience.PARTNERS})}
        entries[noun][ident] = replace(entry, value=entry.value.model_copy(update={"audience_of": policy}))
    return replace(workspace, entries=entries)


def test_every_field_can_be_kept_from_those_who_may_not_see_it(everything_entered: Workspace) -> None:
    every = set(TOKEN.findall(str(entities())))
    for field in all_fields():
        given = words_for_templates(narrowed(everything_entered, [field]), Audience.PUBLIC)
        assert given == every - tokens_of(field), field


def test_every_field_is_there_for_those_for_whom_it_is_kept(everything_entered: Workspace) -> None:
    every = set(TOKEN.findall(str(entities())))
    workspace = narrowed(everything_entered, all_fields())
    assert words_for_templates(workspace, Audience.PARTNERS) == every
    assert words_for_templates(workspace, Audience.INTERNAL) == every
    assert words_for_templates(workspace, Audience.GOVERNMENTS) == set()


PRINTED = {
    "organisations": ("about", "acronym"),
    "people": ("roles", "scripts"),
    "open-letter": ("signatories",),
}
"""Kinds of what stands in a letter, and their fields that do not, or that would hide others with them."""
SHOWN = tuple(
    field
    for field in all_fields()
    if (field.kind in PRINTED and field.name not in PRINTED[field.kind])
    or (field.kind == "round" and field.name in ("dates", "place"))
)
"""Fields of text that a letter prints."""

INDISPENSABLE = ("name", "subject", "body", "closing")
"""Fields without which the packaged template makes no letter at all."""


def hiding(fields: Iterable[Field], classification: tuple[str, ...]) -> Entities:
    """Return the entities with these fields for fewer eyes."""
    found = entities()
    for field in fields:
        found[field.kind][field.number].setdefault("audience_of", {})[field.name] = list(classification)
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
    found["organisations"][0]["audience_of"] = {"phone": ["partners"], "email": ["governments"]}
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
    ("organisations", 0): {("organisations", 0)},
    ("organisations", 1): {("organisations", 1)},
    ("round", 0): {("round", 0)},
    ("people", 0): {("people", 0)},
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
    hidden |= {"tokcapacityx"} if noun == "people" else set()  # a signature cannot be without who signs
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
    del found["people"][0]["audience"]
    workspace = lay(tmp_path, found)

    told = {
        one: "tokpersonnamex" in words_in_the_finished_file(composed_for(workspace, one)) for one in Audience
    }

    assert [one.value for one, named in told.items() if named] == ["internal"]
