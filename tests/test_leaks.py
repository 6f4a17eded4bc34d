"""A name that stays out stays out, even where somebody typed it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from briefgen.audience import Audience
from briefgen.document import (
    Block,
    Cell,
    Emphasis,
    Figure,
    Footnote,
    Heading,
    Image,
    Inline,
    Link,
    List,
    ListItem,
    Paragraph,
    Row,
    Table,
    TableNote,
    Text,
)
from briefgen.jobs import Edition, Format, Job
from briefgen.leaks import leaks
from briefgen.loading.workspace import Entry, Workspace
from briefgen.model.shared import Person
from briefgen.pipeline import build, examine
from briefgen.places import Place
from briefgen.planning import Choices
from briefgen.problems import ExitCode, Weight
from briefgen.worker import Limits

from .conftest import LETTER, Laid
from .trees import letter

ORIGIN = Place("briefings/x/letter.yaml", 7, 3, "body")
SECRET = Person(id="source-nine", name="Bram Sorrel")
KNOWN = Person(id="kim-ash", name="Kim Ash", audience=frozenset({Audience.PUBLIC}))
WORKSPACE = Workspace(
    Path(), {"person": {one.id: Entry(one, {(): ORIGIN}) for one in (SECRET, KNOWN)}}, {}
)  # fmt: skip
JOB = Job("letter", "en", Audience.PUBLIC)


def p(*content: Inline) -> Paragraph:
    return Paragraph(content)


def found(block: Block, job: Job = JOB) -> list[str]:
    return [problem.message for problem in leaks(WORKSPACE, job, replace(letter(), blocks=(block,)))]


WARNING = ["This text holds the name of the person “source-nine”, who may not be shown to public"]
PICTURE = Image("picture-0.png", b"", 1, 1)


@pytest.mark.parametrize(
    "block",
    [
        p(Text("We met Bram Sorrel there.")),
        p(Text("We met BRAM\u00a0SORREL there.")),
        p(Text("We met Bram "), Emphasis((Text("Sorrel"),)), Text("’s brother.")),
        Heading(2, (Text("Bram Sorrel"),)),
        List((ListItem((p(Text("Bram Sorrel")),)),)),
        p(Text("x"), Footnote((Text("Told by Bram Sorrel."),))),
        Figure(PICTURE, "Bram Sorrel at the quay", 20.0),
        p(Link("https://harbour.example/bram-sorrel", (Text("here"),))),
    ],
)
def test_a_protected_name_is_found_wherever_it_stands(block: Block) -> None:
    assert found(block) == WARNING


POET = Person(id="poet", name="Liu Mei", family_name="Liu", scripts={"zh-Hans": "刘梅", "bo": "ལིའུ་མེ"})


@pytest.mark.parametrize(
    "text", ["Liu Mei", "Mei Liu", "Liu, Mei", "LIU Mei", "见刘梅。", "刘 梅", "ལིའུ་མེ་ལགས"]
)
def test_a_name_is_found_in_every_script_and_with_its_parts_in_either_order(text: str) -> None:
    workspace = Workspace(Path(), {"person": {"poet": Entry(POET, {(): ORIGIN})}}, {})
    document = replace(letter(), blocks=(p(Text(f"We met {text} there.")),))

    assert [problem.code for problem in leaks(workspace, JOB, document)] == ["protected-name"]


def test_a_note_beneath_a_table_is_searched_too() -> None:
    cell = Row((Cell((p(Text("x")),)),))
    note = TableNote("a", (Text("Told by Bram Sorrel."),))

    assert found(Table((Text("Promises"),), (), (cell,), (1,), notes=(note,))) == WARNING


@pytest.mark.parametrize("text", ["We met Kim Ash there.", "Bram and Sorrel are towns.", "Abram Sorrels"])
def test_other_words_pass(text: str) -> None:
    assert found(p(Text(text))) == []


def test_whoever_may_see_the_person_may_read_the_name() -> None:
    assert found(p(Text("Bram Sorrel")), replace(JOB, audience=Audience.INTERNAL)) == []


def test_the_title_counts_too_and_a_final_is_stopped_at_the_place_of_the_words() -> None:
    document = replace(
        letter(), title="A letter for Bram Sorrel", blocks=(p(Text("Bram Sorrel", origin=ORIGIN)),)
    )

    title, body = leaks(WORKSPACE, JOB, document)

    assert (title.place, body.place) == (None, ORIGIN)
    assert {title.weight, body.weight} == {Weight.GATE}
    assert "Sorrel" not in title.message + title.advice


def test_a_name_typed_into_the_text_keeps_a_letter_from_being_final(small: Laid) -> None:
    small.change(
        "briefings/shared/people.yaml", "people:", "people:\n  - id: source-nine\n    name: Bram Sorrel"
    )
    small.change(LETTER, "We ask for", "Bram Sorrel told us. We ask for")
    final = Choices(formats=(Format.TXT,), edition=Edition.FINAL)

    draft, refused = (build(small.root, replace(final, edition=one), Limits()) for one in Edition)

    assert {problem.code for problem in draft.problems} == {"protected-name"}
    assert refused.exit_code is ExitCode.POLICY
    assert not [unit.folder for unit in refused.units if unit.folder]
    assert [str(problem.place) for problem in examine(small.root).problems] == [f"{LETTER}:21:3"]
