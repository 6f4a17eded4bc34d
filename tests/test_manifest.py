"""The manifest tells from what a unit was made, and nothing that must not leave the house."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from briefgen import __version__
from briefgen.audience import Audience
from briefgen.document import Division, Document, Footnote, Heading, Paragraph, Text
from briefgen.jobs import Edition, Format, Job
from briefgen.loading.loader import load
from briefgen.manifest import Made, Standing, count_words, manifest, revision, standing, unseen_pictures
from briefgen.places import Place
from briefgen.problems import Problem, Weight
from briefgen.roles import Role

from .conftest import LETTER, Laid

JOB = Job("spring-letter", "en", Audience.PUBLIC, recipient="zenda", formats=(Format.TXT,))
NOTE = Problem("invited", "Kim Ash has not agreed", "Ask Kim Ash", Place(LETTER, 24, 5), Weight.GATE)
SIMPLER = Problem("no-table", "Words", "None", Place(LETTER, 20, 1), Weight.SIMPLIFICATION)
MADE = Made({Format.TXT: b"text"}, None, 40, (NOTE, SIMPLER), {"templates/letter.html": "<h1>"})


def told(small: Laid, made: Made = MADE, job: Job = JOB) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(manifest(load(small.root)[0], job, made))
    return answer


def sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def test_it_tells_what_went_in_and_what_came_out(small: Laid) -> None:
    answer = told(small)

    assert answer["briefgen"] == __version__
    assert answer["job"] == {
        "document": "spring-letter",
        "language": "en",
        "audience": "public",
        "edition": "draft",
        "recipient": "zenda",
        "formats": ["txt"],
    }
    assert answer["source"] == LETTER
    assert answer["inputs"] == {
        name: sha((small.root / name).read_bytes())
        for name in (LETTER, "briefings/shared/organisations.yaml", "briefings/shared/people.yaml")
    }
    assert answer["templates"] == {"templates/letter.html": sha(b"<h1>")}
    assert answer["outputs"] == {
        "spring-letter.en.zenda.draft.txt": {"sha256": sha(b"text"), "bytes": 4},
    }
    assert (answer["pages"], answer["words"]) == (None, 40)
    assert answer["warnings"] == [f"invited {LETTER}:24:5"]
    assert answer["simplifications"] == [f"no-table {LETTER}:20:1"]
    assert answer["libraries"]["jinja2"]


def test_fonts_are_named_where_they_are_in_the_file(small: Laid) -> None:
    assert told(small)["fonts"] == {}
    fonts = told(small, job=replace(JOB, formats=(Format.PDF,)))["fonts"]
    assert len(fonts["NotoSerif_400Regular.ttf"]) == 64


def test_it_is_the_same_in_another_folder(small: Laid, tmp_path_factory: pytest.TempPathFactory) -> None:
    other = Laid(tmp_path_factory.mktemp("elsewhere"))
    for name in (path.relative_to(small.root).as_posix() for path in small.root.rglob("*.yaml")):
        other.write(name, (small.root / name).read_text(encoding="utf-8"))

    assert told(small) == told(other)


def test_the_revision_changes_with_the_data_and_with_the_template(small: Laid) -> None:
    first = told(small)["revision"]
    template = told(small, replace(MADE, templates={"templates/letter.html": "<h2>"}))["revision"]
    small.change(LETTER, "12 May 2031", "13 May 2031")
    data = told(small)["revision"]

    assert len({first, template, data}) == 3


def test_it_holds_no_name_no_text_and_no_machine_path(small: Laid) -> None:
    text = json.dumps(told(small))

    assert "Kim" not in text
    assert "spring round" not in text
    assert str(small.root) not in text
    assert str(Path.home()) not in text


def test_pictures_count_among_the_inputs(small: Laid) -> None:
    (small.root / "briefings/shared/logo.png").write_bytes(b"PNG")
    small.change(
        "briefings/shared/organisations.yaml",
        "    email:",
        "    logo: {file: briefings/shared/logo.png, alt: {en: A lamp}, width: 12}\n    email:",
    )

    assert told(small)["inputs"]["briefings/shared/logo.png"] == sha(b"PNG")


def test_the_units_in_the_output_folder_are_found_by_their_manifests(small: Laid) -> None:
    ours = '{"source": "briefings/x/a.yaml", "revision": "0123"}'
    small.write("output/a/a.en.draft/manifest.json", ours)
    small.write("output/a/b.en.draft/manifest.json", "not ours")
    small.write("output/a/withdrawn/a.en.draft/manifest.json", ours)
    small.write("output/a/.removed-01/manifest.json", ours)

    assert standing(small.root) == [Standing("a", "a.en.draft", "briefings/x/a.yaml", "0123")]


def test_words_are_counted_as_word_does() -> None:
    blocks = (
        Heading(1, (Text("Two words"),)),
        Division(Role.QUOTATION, (Paragraph((Text("Three more words"), Footnote((Text("and a note"),)))),)),
        Paragraph((Text("人权对话 2000"),)),
    )
    document = Document("open-letter", "", "en", "ltr", "", None, "", "", (), blocks)

    assert count_words(document) == 2 + 3 + 3 + 5


# ---- what must not be told --------------------------------------------------------------------------

ORGANISATIONS = "briefings/shared/organisations.yaml"
UNSEEN = "briefings/shared/secret.yaml"


def with_a_secret_person(small: Laid) -> None:
    person = "kind: people\nformat: 1\npeople:\n  - id: lee-dune\n    name: Lee Dune\n"
    small.write(UNSEEN, person)
    small.change(LETTER, "signatories:\n", "signatories:\n  - person: lee-dune\n    capacity: Adviser\n")


def with_a_secret_logo(small: Laid) -> None:
    small.change(
        ORGANISATIONS,
        "    email:",
        "    audience_of: {logo: internal}\n"
        "    logo: {file: briefings/shared/secret.png, alt: {en: A lamp}, width: 12}\n    email:",
    )


def test_files_of_which_the_readers_may_see_nothing_are_not_named(small: Laid) -> None:
    with_a_secret_person(small)
    with_a_secret_logo(small)
    (small.root / "briefings/shared/secret.png").write_bytes(b"PNG")
    note = Problem("odd", "Words", "None", Place(UNSEEN, 4, 5), Weight.NOTE)

    public = told(small, replace(MADE, problems=(NOTE, note)))
    internal = told(small, job=replace(JOB, audience=Audience.INTERNAL))

    assert "secret" not in json.dumps(public)
    assert public["warnings"] == [f"invited {LETTER}:24:5", "odd"]
    assert {UNSEEN, "briefings/shared/secret.png"} < set(internal["inputs"])
    assert public["revision"] != internal["revision"]


def test_a_picture_of_a_field_that_is_shown_is_named_for_those_who_see_it(small: Laid) -> None:
    with_a_secret_logo(small)
    workspace = load(small.root)[0]

    place, _width = sorted(unseen_pictures(workspace, JOB))

    assert str(place) == f"{ORGANISATIONS}:7:18"
    assert unseen_pictures(workspace, replace(JOB, audience=Audience.INTERNAL)) == frozenset()


def test_who_withdrew_is_not_named(small: Laid) -> None:
    with_a_secret_person(small)
    small.change(LETTER, "capacity: Adviser\n", "capacity: Adviser\n    agreement: withdrawn\n")

    assert UNSEEN not in told(small, job=replace(JOB, audience=Audience.INTERNAL))["inputs"]


def test_drafts_and_finals_of_the_same_data_have_the_same_revision(small: Laid) -> None:
    final = replace(JOB, edition=Edition.FINAL, formats=(Format.PDF,))

    assert told(small)["revision"] == told(small, job=final)["revision"]
    assert told(small)["revision"] == revision(load(small.root)[0], final, MADE.templates)


def test_a_picture_that_leads_in_a_circle_is_no_input(small: Laid) -> None:
    with_a_secret_logo(small)
    small.change(ORGANISATIONS, "{logo: internal}", "{logo: public}")
    (small.root / "briefings/shared/secret.png").symlink_to("secret.png")

    assert "briefings/shared/secret.png" not in told(small)["inputs"]
