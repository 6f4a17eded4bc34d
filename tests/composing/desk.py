"""A small workspace with the places of all its values, made without the loader."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

import yaml

from briefgen.audience import Audience
from briefgen.composing import Composed, TemplateSource, compose, packaged_templates
from briefgen.composing.press import Press
from briefgen.composing.view import View
from briefgen.composing.words import wording_function
from briefgen.document import Document, Image
from briefgen.jobs import Edition, Job
from briefgen.languages import language
from briefgen.loading.workspace import Entry, Path_, Workspace
from briefgen.model.files import FILE_KINDS
from briefgen.model.values import Entity
from briefgen.passes.resolve import resolve
from briefgen.passes.typography import typeset
from briefgen.places import Place
from briefgen.reading.markers import Origins
from briefgen.reading.reader import read

M = TypeVar("M", bound=Entity)

LETTER = """\
id: open-letter
audience: [public]
language: en
title: Open letter on the fourth round
subject: The "fourth round" & after
issuers: [lantern-watch]
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
  logo:
    file: briefings/lantern.png
    alt: {en: A lantern, fr: Une lanterne, de: Eine Laterne}
    width: 12
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
  dialogue: sylvania-freedonia
  dates: 2031-05-12/2031-05-13
  place: {en: Port Marrow, fr: Port-Marrow, de: Port Marrow}
"""
DIALOGUES = """\
- id: sylvania-freedonia
  name: {en: Sylvania–Freedonia dialogue, fr: Dialogue, de: Dialog}
  parties: [sylvania, freedonia]
"""
GOVERNMENTS = """\
- {id: sylvania, name: {en: Sylvania, fr: Sylvanie, de: Sylvanien}}
- {id: freedonia, name: {en: Freedonia, fr: Fridonie, de: Freedonien}}
"""
FILES = {
    "letter.yaml": LETTER,
    "organisations.yaml": ORGANISATIONS,
    "people.yaml": PEOPLE,
    "rounds.yaml": ROUNDS,
    "dialogues.yaml": DIALOGUES,
    "governments.yaml": GOVERNMENTS,
}
"""What lies on the desk, by file: a list of entities each, but for the document."""
KINDS = {f"{kind.kind}.yaml": kind for kind in FILE_KINDS.values()} | {
    "letter.yaml": FILE_KINDS["open-letter"],
    "rounds.yaml": FILE_KINDS["round"],
    "charts.yaml": FILE_KINDS["chart"],
}


def _tree(node: yaml.Node, path: Path_, file: str, places: dict[Path_, Place], literal: set[Path_]) -> object:
    line, column = node.start_mark.line + 1, node.start_mark.column + 1
    if isinstance(node, yaml.ScalarNode) and node.style == "|":
        lines = str(node.start_mark.buffer).splitlines()
        line, column = line + 1, len(lines[line]) - len(lines[line].lstrip()) + 1
        literal.add(path)
    dotted = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path).lstrip(".")
    places[path] = Place(file, line, column, dotted)
    match node:
        case yaml.MappingNode():
            return {
                key.value: _tree(value, (*path, key.value), file, places, literal)
                for key, value in node.value
            }
        case yaml.SequenceNode():
            return [
                _tree(item, (*path, number), file, places, literal) for number, item in enumerate(node.value)
            ]
        case _:
            return str(node.value)


def _entry(model: type[M], node: yaml.Node, file: str) -> Entry[M]:
    places: dict[Path_, Place] = {}
    literal: set[Path_] = set()
    value = model.model_validate(_tree(node, (), file, places, literal))
    return Entry(value, places, literal=frozenset(literal))


def _nodes(text: str) -> list[yaml.Node]:
    top = yaml.compose(text, Loader=yaml.SafeLoader)
    assert top is not None
    return list(top.value) if isinstance(top, yaml.SequenceNode) else [top]


def make_workspace(root: Path, files: Mapping[str, str] = FILES) -> Workspace:
    """Return the workspace of these files."""
    entries: dict[str, dict[str, Entry[Entity]]] = {kind.noun: {} for kind in FILE_KINDS.values()}
    for file, text in files.items():
        kind = KINDS[file]
        found = [_entry(kind.entity, node, file) for node in _nodes(text)]
        entries[kind.noun] |= {entry.value.id: entry for entry in found}
    return Workspace(root, entries, dict(files))


def make_press(workspace: Workspace, job: Job) -> Press:
    """Return what sets facts in markup for a job."""
    view, origins = View(workspace, job), Origins()
    return Press(view, wording_function(view.printing.language, origins), origins)


JOB = Job("open-letter", "en", Audience.PUBLIC, Edition.FINAL)


def picture(file: str, place: Place) -> Image:  # noqa: ARG001 - the shape of briefgen.pictures.load_picture
    return Image("picture-0123456789abcdef.png", file.encode(), 10, 10)


class Desk:
    """What a campaigner has on the desk: a workspace, and templates to change."""

    def __init__(self, root: Path, **files: str) -> None:
        """Lay out the usual files, and these: `sources="- id: …"` is the file `sources.yaml`."""
        self.root = root
        self.source = TemplateSource((root / "templates", packaged_templates()))
        self.files = FILES | {f"{name.replace('_', '-')}.yaml": text for name, text in files.items()}

    def add_names(self, language: str, name: str) -> None:
        """Give everything that has a name one in another language."""
        for file in self.files.keys() - {"letter.yaml"}:
            self.files[file] = self.files[file].replace("{en:", f"{{{language}: {name}, en:")

    def write_in(self, language: str) -> None:
        """Let the letter say that it is written in another language; its words stay as they are typed."""
        self.files["letter.yaml"] = self.files["letter.yaml"].replace("language: en", f"language: {language}")

    def template(self, text: str, name: str = "open-letter/letter.html") -> None:
        path = self.root / "templates" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def compose(
        self, job: Job = JOB, letter: str | None = None, organisations: str | None = None
    ) -> Composed:
        changed = {"letter.yaml": letter, "organisations.yaml": organisations}
        files = self.files | {name: text for name, text in changed.items() if text is not None}
        return compose(make_workspace(self.root, files), job, self.source)

    def document(self, job: Job = JOB, letter: str | None = None, finished: bool = False) -> Document:
        composed = self.compose(job, letter)
        assert composed.problems == ()
        document = composed.head.document(read(composed.markup, composed.origins, picture))
        if not finished:
            return document
        spoken = language(job.language)
        return typeset(resolve(document, spoken), spoken)
