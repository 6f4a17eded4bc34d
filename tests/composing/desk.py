"""A small workspace with the places of all its values, made without the loader."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import yaml

from briefgen.audience import Audience
from briefgen.composing import Composed, TemplateSource, compose, packaged_templates
from briefgen.document import Document, Image
from briefgen.jobs import Edition, Job
from briefgen.languages import language
from briefgen.loading.workspace import Entry, Path_, Workspace
from briefgen.model.letters import OpenLetter
from briefgen.model.shared import Organisation, Person, Round
from briefgen.model.values import Entity
from briefgen.passes.resolve import resolve
from briefgen.passes.typography import typeset
from briefgen.places import Place
from briefgen.reading.reader import read

M = TypeVar("M", bound=Entity)

LETTER = """\
id: open-letter
audience: [public]
language: en
title: Open letter on the fourth round
subject: The "fourth round" & after
issuer: lantern-watch
round: fourth-round
date: "2031-04-28"
place: Port Marrow
reference: LW/2031/17
recipients:
  - id: sylvania
    address: [Mirela Thorne, Minister for Foreign Affairs]
    salutation: Dear Minister Thorne,
salutation: Dear Ministers,
body: |
  We write *because* much was promised.[^1]

  - Open the prisons.
  - Repeal the Act.

  [^1]: See paragraph 7.
closing: Yours faithfully,
signatories:
  - {person: ottilie-marsh, capacity: Director, agreement: agreed}
  - {person: teodor-quill, capacity: Counsel, organisation: coast-law, agreement: invited}
  - {person: bram-sorrel, capacity: Witness, agreement: withdrawn}
copies: [The Ombudsman]
enclosures: [Record of promises]
"""
ORGANISATIONS = """\
- id: lantern-watch
  name: {en: Lantern Watch, fr: Veille Lanterne, de: Laternenwacht}
  address: [4 Harbour Steps, Port Marrow]
  phone: +00 555 0142
  email: letters@lantern-watch.example
  web: https://lantern-watch.example/
  logo: {file: briefings/lantern.png, alt: A lantern, width: 12}
- id: coast-law
  name: {en: Coast Law Clinic, fr: Clinique, de: Klinik}
"""
PEOPLE = """\
- {id: ottilie-marsh, name: Ottilie Marsh, audience: [public]}
- {id: teodor-quill, name: Teodor Quill, audience: [public]}
- {id: bram-sorrel, name: Bram Sorrel}
"""
ROUNDS = """\
- id: fourth-round
  dialogue: {en: Sylvania–Freedonia dialogue, fr: Dialogue, de: Dialog}
  dates: 2031-05-12/2031-05-13
  place: {en: Port Marrow, fr: Port-Marrow, de: Port Marrow}
"""


def _tree(node: yaml.Node, path: Path_, file: str, places: dict[Path_, Place]) -> object:
    line, column = node.start_mark.line + 1, node.start_mark.column + 1
    literal = isinstance(node, yaml.ScalarNode) and node.style == "|"
    if literal:
        line, column = line + 1, 3
    dotted = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path).lstrip(".")
    places[path] = Place(file, line, column, dotted)
    match node:
        case yaml.MappingNode():
            return {key.value: _tree(value, (*path, key.value), file, places) for key, value in node.value}
        case yaml.SequenceNode():
            return [_tree(item, (*path, number), file, places) for number, item in enumerate(node.value)]
        case _:
            return str(node.value)


def _entry(model: type[M], node: yaml.Node, file: str) -> Entry[M]:
    places: dict[Path_, Place] = {}
    value = model.model_validate(_tree(node, (), file, places))
    return Entry(value, places, literal=frozenset({("body",)}))


def make_workspace(
    root: Path, letter: str = LETTER, organisations: str = ORGANISATIONS, rounds: str = ROUNDS
) -> Workspace:
    """Return the workspace of these texts."""
    texts = {
        "letter.yaml": letter,
        "organisations.yaml": organisations,
        "people.yaml": PEOPLE,
        "rounds.yaml": rounds,
    }

    def nodes(file: str) -> list[yaml.Node]:
        top = yaml.compose(texts[file], Loader=yaml.SafeLoader)
        assert top is not None
        return list(top.value) if isinstance(top, yaml.SequenceNode) else [top]

    def entries(model: type[M], file: str) -> dict[str, Entry[M]]:
        found = [_entry(model, node, file) for node in nodes(file)]
        return {entry.value.id: entry for entry in found}

    return Workspace(
        root,
        {
            "organisation": entries(Organisation, "organisations.yaml"),
            "person": entries(Person, "people.yaml"),
            "round": entries(Round, "rounds.yaml"),
            "document": entries(OpenLetter, "letter.yaml"),
        },
        texts,
    )


JOB = Job("open-letter", "en", Audience.PUBLIC, Edition.FINAL)


def picture(file: str, place: Place) -> Image:  # noqa: ARG001 - the shape of briefgen.pictures.load_picture
    return Image("picture-0123456789abcdef.png", file.encode(), 10, 10)


class Desk:
    """What a campaigner has on the desk: a workspace, and templates to change."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.source = TemplateSource((root / "templates", packaged_templates()))
        self.names: dict[str, str] = {}

    def add_names(self, language: str, name: str) -> None:
        """Give everything that has a name one in another language."""
        self.names[language] = name

    def template(self, text: str, name: str = "open-letter/letter.html") -> None:
        path = self.root / "templates" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def compose(self, job: Job = JOB, letter: str = LETTER, organisations: str = ORGANISATIONS) -> Composed:
        rounds = ROUNDS
        for code, name in self.names.items():
            organisations = organisations.replace("{en:", f"{{{code}: {name}, en:")
            rounds = rounds.replace("{en:", f"{{{code}: {name}, en:")
        return compose(make_workspace(self.root, letter, organisations, rounds), job, self.source)

    def document(self, job: Job = JOB, letter: str = LETTER, finished: bool = False) -> Document:
        composed = self.compose(job, letter)
        assert not composed.problems
        document = composed.head.document(read(composed.markup, composed.origins, picture))
        if not finished:
            return document
        spoken = language(job.language)
        return typeset(resolve(document, spoken), spoken)
