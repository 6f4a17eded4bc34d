"""A small workspace for tests of checking, and what checking says of it."""

from __future__ import annotations

from pathlib import Path

from briefgen.audience import Audience
from briefgen.checking import check, check_job
from briefgen.jobs import Job
from briefgen.loading.loader import load
from briefgen.problems import Problem, render

ORGANISATIONS = """\
kind: organisations
format: 1
organisations:
  - id: harbour-watch
    name: {en: Harbour Watch}
  - id: coast-clinic
    name: {en: Coast Clinic}
    audience: [partners]
"""
PEOPLE = """\
kind: people
format: 1
people:
  - id: kim-ash
    name: Kim Ash
    audience: public
  - id: source-nine
    name: Bram Sorrel
    audience: partners
"""
GOVERNMENTS = """\
kind: governments
format: 1
language: en
governments:
  - {id: zenda, name: {en: Zenda}}
  - {id: sylvania, name: {en: Sylvania}}
"""
DIALOGUES = """\
kind: dialogues
format: 1
language: en
dialogues:
  - id: zenda-sylvania
    name: Zenda–Sylvania dialogue
    parties: [zenda, sylvania]
"""
ROUND = """\
kind: round
format: 1
id: spring-2031
dialogue: zenda-sylvania
dates: 2031-05-12
"""
LETTER = """\
kind: open-letter
format: 1
id: spring-letter
audience: public
language: en
title: Letter on the spring round
subject: The spring round
issuers: [harbour-watch]
round: spring-2031
date: 2031-03-01
recipients:
  - id: zenda
    address: [The Minister of Zenda]
salutation: Dear Minister,
body: We write before the round.
closing: Yours sincerely,
signatories:
  - person: kim-ash
    capacity: Director
    agreement: agreed
"""
LETTER_FILE = "briefings/letter.yaml"
JOB = Job("spring-letter", "en", Audience.PUBLIC)


class Desk:
    """A workspace in a temporary folder, and what checking says of it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        (root / "briefings").mkdir()
        self.write("briefgen.yaml", "kind: workspace\nformat: 1\n")
        self.write("briefings/organisations.yaml", ORGANISATIONS)
        self.write("briefings/people.yaml", PEOPLE)
        self.write("briefings/governments.yaml", GOVERNMENTS)
        self.write("briefings/dialogues.yaml", DIALOGUES)
        self.write("briefings/round.yaml", ROUND)
        self.write(LETTER_FILE, LETTER)

    def write(self, name: str, text: str) -> None:
        (self.root / name).write_text(text, encoding="utf-8")

    def change(self, old: str, new: str, name: str = LETTER_FILE) -> None:
        text = (self.root / name).read_text(encoding="utf-8")
        assert text.count(old) == 1
        self.write(name, text.replace(old, new))

    def found(self, job: Job | None = None) -> list[Problem]:
        workspace, problems = load(self.root)
        assert problems == []
        return check_job(workspace, job) if job else check(workspace)

    def told(self, job: Job | None = None) -> str:
        workspace, _ = load(self.root)
        lines = {name: text.split("\n") for name, text in workspace.texts.items()}
        return "\n".join(render(problem, lines) for problem in self.found(job))

    def add(self, kind: str, items: str, name: str | None = None) -> None:
        """Write a file with a list of entities, in English."""
        text = f"kind: {kind}\nformat: 1\nlanguage: en\n{kind.replace('-', '_')}:\n{items}"
        self.write(f"briefings/{name or kind}.yaml", text)

    def codes(self, job: Job | None = None) -> list[str]:
        return [problem.code for problem in self.found(job)]

    def messages(self, job: Job | None = None) -> list[str]:
        return [problem.message for problem in self.found(job)]
