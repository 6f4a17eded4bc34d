"""Places in which nobody looks for a name, and names that hold themselves."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from briefgen.audience import Audience
from briefgen.document import Cell, Document, Figure, Image, Mark, MarkKind, Paragraph, Row, Table, Text
from briefgen.jobs import Job
from briefgen.leaks import leaks
from briefgen.loading.workspace import Entry, Workspace
from briefgen.model.shared import NameOrder, Person
from briefgen.places import Place

from .trees import letter

ORIGIN = Place("briefings/x/letter.yaml", 7, 3, "body")
JOB = Job("letter", "en", Audience.PUBLIC)
SECRET = Person(id="source-nine", name="Bram Sorrel")
PICTURE = Image("picture-0.png", b"", 1, 1)


def found(document: Document, person: Person = SECRET) -> list[str]:
    workspace = Workspace(Path(), {"person": {person.id: Entry(person, {(): ORIGIN})}}, {})
    return [problem.code for problem in leaks(workspace, JOB, document)]


def saying(text: str) -> Document:
    return replace(letter(), blocks=(Paragraph((Text(text),)),))


NAMED = (Text("Bram Sorrel"),)
CELL = Cell((Paragraph((Text("x"),)),))


@pytest.mark.parametrize(
    "block",
    [
        Figure(PICTURE, "A quay", 20.0, NAMED),
        Figure(PICTURE, "Bram Sorrel", 20.0, (Text("A quay"),)),
        Table(NAMED, (), (Row((CELL,)),), (1,)),
        Table((Text("Promises"),), (), (Row((Cell((Paragraph(NAMED),)),)),), (1,)),
        Table((Text("Promises"),), (Row((Cell((Paragraph(NAMED),)),)),), (Row((CELL,)),), (1,)),
    ],
    ids=["caption of a picture", "words for a picture", "caption of a table", "cell", "head of a table"],
)
def test_a_name_is_found_beside_the_running_text(block: Figure | Table) -> None:
    assert found(replace(letter(), blocks=(block,))) == ["protected-name"]


@pytest.mark.parametrize(
    "document",
    [
        replace(letter(), issuer="Friends of Bram Sorrel"),
        replace(letter(), title="For Bram Sorrel"),
        replace(letter(), running_head="Bram Sorrel · Open letter"),
        replace(letter(), marks=(Mark(MarkKind.SAMPLE, "Sample for Bram Sorrel"),)),
    ],
    ids=["issuer", "title", "running head", "mark"],
)
def test_a_name_is_found_in_what_a_document_says_of_itself(document: Document) -> None:
    assert found(document) == ["protected-name"]


GIVEN_FIRST = Person(id="poet", name="Lian Li", family_name="Li")
FAMILY_FIRST = Person(id="poet", name="Li Lian", family_name="Li", order=NameOrder.FAMILY_FIRST)


@pytest.mark.parametrize("person", [GIVEN_FIRST, FAMILY_FIRST], ids=["given first", "family first"])
@pytest.mark.parametrize("text", ["Lian Li", "Li Lian", "Li, Lian", "L. Li", "Li, L."])
def test_a_family_name_whose_letters_begin_the_other_name_is_still_turned(text: str, person: Person) -> None:
    assert found(saying(f"We met {text} there."), person) == ["protected-name"]


@pytest.mark.parametrize("person", [GIVEN_FIRST, FAMILY_FIRST], ids=["given first", "family first"])
@pytest.mark.parametrize("text", ["Li An", "Lian", "Li", "an Li", "Lian, Li and others"])
def test_parts_of_such_a_name_are_nobody(text: str, person: Person) -> None:
    assert found(saying(f"We met {text} there."), person) == []
