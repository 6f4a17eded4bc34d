"""A draft is made whatever its readers may not see, with the templates that come with briefgen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from briefgen.audience import Audience
from briefgen.composing import compose, workspace_templates
from briefgen.jobs import Edition, Job
from briefgen.loading.loader import load
from briefgen.loading.workspace import Entry, Workspace
from briefgen.model.publications import Publication
from briefgen.model.values import Entity
from briefgen.problems import Refusal, Weight
from briefgen.reading.markers import without
from briefgen.reading.reader import read
from tests.documents_page import type_in

from .desk import picture
from .facts import facts
from .test_view import CHARTS, PROFILES

DOCUMENTS = ("graustark-report", "graustark-release")
INTERNAL = frozenset({Audience.INTERNAL})
RELEASE = """\
id: open-letter
audience: [public]
language: en
title: Asks
issuers: [coast-law]
date: "2031-04-28"
lead: We ask.
sections:
  - {heading: Cases, cases: [ill, old]}
  - {heading: Chart, chart: partners}
"""
CASES = """\
- {id: nameless, people: [hidden-one], acts: {en: Beaten.}, audience: [public]}
- {id: group, people: [hidden-one], group: {en: Twelve monks}, audience: [public]}
- {id: known, people: [kim-ash, hidden-one], audience: [public]}
- {id: kept-back, people: [kim-ash], acts: {en: Jailed.}, audience: [public],
   audience_of: {people: [internal]}}
"""
GROUPS = """\
- {id: ill, reason: {en: Seriously ill}, cases: [nameless, group, known, kept-back]}
- {id: old, reason: {en: Of old age}, cases: [nameless]}
"""
HIDDEN_BLOC = """\
- {id: norway, code: "NO"}
- {id: bloc, code: EU, audience: [internal]}
- {id: sylvania, name: {en: Sylvania}}
- {id: freedonia, name: {en: Freedonia}}
"""


def release(**files: str) -> Workspace:
    files = {"cases": CASES, "case-groups": GROUPS, "charts": CHARTS, "profiles": PROFILES} | files
    return facts(**{"press-release": RELEASE, **files})


def printed(workspace: Workspace, document: str = "open-letter") -> str:
    """Return the markup of a draft that the reader takes."""
    job = Job(document, "en", Audience.PUBLIC, Edition.DRAFT)
    composed = compose(workspace, job, workspace_templates(workspace.root))
    read(composed.markup, composed.origins, picture)
    assert [one for one in composed.problems if one.weight is Weight.ERROR] == []
    return without(composed.markup)


def test_a_case_about_nobody_whom_the_readers_may_know_is_left_out_and_its_group_with_it() -> None:
    text = printed(release())
    assert "Beaten" not in text
    assert "Of old age" not in text
    assert "Twelve monks" in text
    assert '<span class="name">Kim Ash</span>' in text


def test_a_case_whose_people_are_kept_back_on_purpose_is_told_without_them() -> None:
    text = printed(release())
    assert "Jailed." in text
    assert text.count("Kim Ash") == 1


def test_a_row_is_left_out_with_its_partner_and_who_inherits_from_it_says_withheld() -> None:
    inherits = PROFILES.replace("{text: {en: Openness}}", "{same_as: bloc}").replace(
        "{same_as: norway, items: [{en: visits}]}", "{text: {en: Talks}}"
    )
    text = printed(release(governments=HIDDEN_BLOC, profiles=inherits))
    assert "Norway" in text
    assert "None stated" not in text
    assert "[withheld]" in text
    assert "Talks" not in text


def test_a_chart_without_rows_is_left_out() -> None:
    alone = CHARTS.replace("profiles: [norway, bloc]", "profiles: [bloc]")
    text = printed(release(charts=alone, governments=HIDDEN_BLOC))
    assert "<table" not in text


# ---- whatever it is ---------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def entered(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    folder = tmp_path_factory.mktemp("entered")
    type_in(folder)
    workspace, problems = load(folder)
    assert problems == []
    return workspace


def changed(workspace: Workspace, noun: str, entry: Entry[Entity], **fields: object) -> Workspace:
    value = entry.value.model_copy(update=fields)
    some = {**workspace.entries[noun], value.id: replace(entry, value=value)}
    return replace(workspace, entries={**workspace.entries, noun: some})


def drawn_on(workspace: Workspace) -> Iterator[tuple[str, Entry[Entity]]]:
    for noun, entries in workspace.entries.items():
        yield from ((noun, entry) for entry in entries.values() if not isinstance(entry.value, Publication))


def drafts(workspace: Workspace, what: str, ident: str) -> list[str]:
    refused = []
    for document in DOCUMENTS:
        drawn = (entry for entry, _ in workspace.drawn_on(workspace.documents[document]))
        if all(entry is None or entry.value.id != ident for entry in drawn):
            continue
        try:
            printed(workspace, document)
        except Refusal as refusal:
            refused += [f"{what}: {one.message}" for one in refusal.problems]
    return refused


def test_a_draft_is_made_without_any_one_thing(entered: Workspace) -> None:
    refused = [
        told
        for noun, entry in drawn_on(entered)
        for told in drafts(changed(entered, noun, entry, audience=INTERNAL), noun, entry.value.id)
    ]
    assert refused == []


def test_a_draft_is_made_without_any_one_field(entered: Workspace) -> None:
    refused = []
    for noun, entry in drawn_on(entered):
        for name, field in type(entry.value).model_fields.items():
            if name in ("id", "language", "audience", "audience_of", "name") or field.is_required():
                continue  # checking refuses to keep names and what is required from anybody
            if getattr(entry.value, name):
                kept = changed(entered, noun, entry, audience_of={name: INTERNAL})
                refused += drafts(kept, f"{noun}.{name}", entry.value.id)
    assert refused == []
