"""What a template gets to see of a letter: plain values, in one language, for one audience.

Whatever the audience may not see is left out here, before any template runs: it is None, or an
empty list, exactly as if nobody had entered it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from briefgen.audience import may_see
from briefgen.composing.placed import Placed
from briefgen.jobs import Job
from briefgen.languages import Language, language, lookup_order
from briefgen.loading.workspace import Entry, Path_, Workspace
from briefgen.model.letters import Agreement, Delivery, OpenLetter, Recipient, Signatory
from briefgen.model.shared import Organisation, Person, Round
from briefgen.model.values import Dated, Entity, Names
from briefgen.problems import ExitCode, Problem, Refusal
from briefgen.reading.markers import ANY

Plain = str | int | float | bool | None | list["Plain"] | dict[str, "Plain"]
"""All that a template can be given."""
Group = dict[str, Plain]
E = TypeVar("E", bound=Entity)


@dataclass(frozen=True, slots=True)
class View:
    """The data of one job as a template sees them."""

    letter: Group
    problems: tuple[Problem, ...]
    """Names that the language lacks, dates that cannot be printed."""


class _Viewer:
    """Reads entities for one job; gathers what is missing."""

    def __init__(self, workspace: Workspace, job: Job) -> None:
        self.workspace, self.job = workspace, job
        self.language: Language = language(job.language)
        self.problems: list[Problem] = []

    # ---- what may be seen -----------------------------------------------------------------------

    def sees(self, entry: Entry[Entity], field: str) -> bool:
        """Tell whether the job's audience may see a field."""
        classification = entry.value.audience_of.get(field)
        return classification is None or may_see(self.job.audience, classification)

    def find(self, entries: Mapping[str, Entry[E]], key: str | None) -> Entry[E] | None:
        """Return the entity of an id, None where there is none or the audience may not see it."""
        entry = entries.get(key) if key is not None else None
        return entry if entry and may_see(self.job.audience, entry.value.audience) else None

    # ---- values ---------------------------------------------------------------------------------

    def text(self, entry: Entry[Entity], *path: str | int) -> Plain:
        """Return the text at a path below the entity, with its place; None where there is none to see."""
        if not self.sees(entry, str(path[0])):
            return None
        value = _value(entry.value, path)
        return self.placed(str(value), entry, *path) if value is not None else None

    def placed(self, text: str, entry: Entry[Entity], *path: str | int) -> Placed:
        """Return text with the place of a path; raises Refusal for characters that would forge markers."""
        place = entry.place(*path)
        if found := ANY.search(text):
            raise Refusal(
                Problem(
                    "forbidden-character",
                    f"The text holds the noncharacter U+{ord(found[0]):04X}",
                    "Delete it; it is no letter of any script.",
                    place,
                )
            )
        return Placed(text, place, path in entry.literal)

    def lines(self, entry: Entry[Entity], *path: str | int) -> list[Plain]:
        """Return a list of texts; empty where the audience may not see it."""
        if not self.sees(entry, str(path[0])):
            return []
        value = _value(entry.value, path)
        assert isinstance(value, list)
        return [self.placed(line, entry, *path, number) for number, line in enumerate(value)]

    def name(self, entry: Entry[Entity], field: str, names: Names) -> Plain:
        """Return the name in the job's language or a parent of it, never in another language."""
        if not names or not self.sees(entry, field):
            return None
        for code in lookup_order(self.job.language):
            if code in names:
                return self.placed(names[code], entry, field, code)
        self.problems.append(
            Problem(
                "name-missing-in-language",
                f"There is no {self.language.name} name here ({', '.join(sorted(names))} only)",
                f"Add a line for “{self.job.language}”.",
                entry.place(field),
            )
        )
        return None

    def date(self, entry: Entry[Entity], field: str, dated: Dated) -> Plain:
        """Return a date in words."""
        if not self.sees(entry, field):
            return None
        try:
            words = self.language.date(dated)
        except Refusal as refusal:
            self.problems += [_at(problem, entry, field) for problem in refusal.problems]
            return None
        return self.placed(words, entry, field, *(("printed",) if dated.printed is not None else ()))

    # ---- entities -------------------------------------------------------------------------------

    def organisation(self, entry: Entry[Organisation] | None) -> Plain:
        """Return an organisation, None where there is none to see."""
        if entry is None:
            return None
        group: Group = {
            "id": entry.value.id,
            "name": self.name(entry, "names", entry.value.names),
            "address": self.lines(entry, "address"),
            "logo": None,
        }
        group |= {field: self.text(entry, field) for field in ("phone", "email", "web")}
        if entry.value.logo and self.sees(entry, "logo"):
            file, alt = self.text(entry, "logo", "file"), self.text(entry, "logo", "alt")
            group["logo"] = {
                "file": file,
                "alt": alt,
                "width": f"{entry.value.logo.width:.3f}".rstrip("0").rstrip("."),
            }
        return group

    def round(self, entry: Entry[Round] | None) -> Plain:
        """Return a round, None where there is none to see."""
        if entry is None:
            return None
        return {
            "id": entry.value.id,
            "dialogue": self.name(entry, "dialogue", entry.value.dialogue),
            "dates": self.date(entry, "dates", entry.value.dates),
            "place": self.name(entry, "place", entry.value.place),
        }

    def signatory(self, letter: Entry[OpenLetter], number: int, signatory: Signatory) -> Plain:
        """Return a signatory, None where the person may not be seen."""
        person: Entry[Person] | None = self.find(self.workspace.people, signatory.person)
        name = self.text(person, "name") if person else None
        if name is None:
            return None
        own = signatory.organisation not in (None, letter.value.issuer)
        other = self.find(self.workspace.organisations, signatory.organisation) if own else None
        return {
            "name": name,
            "capacity": self.text(letter, "signatories", number, "capacity"),
            "organisation": self.organisation(other),
            "agreed": signatory.agreement is Agreement.AGREED,
        }

    def signatories(self, letter: Entry[OpenLetter]) -> list[Plain]:
        """Return those who sign; who withdrew is never among them."""
        if not self.sees(letter, "signatories"):
            return []
        found = [
            self.signatory(letter, number, signatory)
            for number, signatory in enumerate(letter.value.signatories)
            if signatory.agreement is not Agreement.WITHDRAWN
        ]
        return [signatory for signatory in found if signatory is not None]

    def recipients(self, letter: Entry[OpenLetter]) -> list[Plain]:
        """Return the addressees of this copy: all, or the job's one."""
        if not self.sees(letter, "recipients"):
            return []
        return [
            {
                "id": recipient.id,
                "address": self.lines(letter, "recipients", number, "address"),
                "salutation": self.text(letter, "recipients", number, "salutation"),
            }
            for number, recipient in enumerate(letter.value.recipients)
            if self.is_addressed(letter.value, recipient)
        ]

    def is_addressed(self, letter: OpenLetter, recipient: Recipient) -> bool:
        """Tell whether this copy goes to a recipient."""
        return letter.delivery is Delivery.TOGETHER or recipient.id == self.job.recipient

    def letter(self, entry: Entry[OpenLetter]) -> Group:
        """Return the letter."""
        letter = entry.value
        recipients = self.recipients(entry)
        own = [recipient["salutation"] for recipient in recipients if isinstance(recipient, dict)]
        separate = letter.delivery is Delivery.SEPARATELY
        fields = ("title", "subject", "place", "reference", "body", "closing")
        group: Group = {field: self.text(entry, field) for field in fields}
        shared = self.text(entry, "salutation")
        return group | {
            "id": letter.id,
            "issuer": self.organisation(self.find(self.workspace.organisations, letter.issuer)),
            "round": self.round(self.find(self.workspace.rounds, letter.round))
            if self.sees(entry, "round")
            else None,
            "date": self.date(entry, "date", letter.date),
            "is_dated_to_the_day": letter.date.printed is None and len(letter.date.edtf) == len("2000-09-28"),
            "recipients": recipients,
            "separate": separate,
            "salutation": own[0] if separate and own and own[0] else shared,
            "signatories": self.signatories(entry),
            "copies": self.lines(entry, "copies"),
            "enclosures": self.lines(entry, "enclosures"),
            "sample": letter.sample,
        }


def _value(entity: Any, path: Path_) -> object:
    for step in path:
        entity = entity[step] if isinstance(step, int) else getattr(entity, step)
    found: object = entity
    return found


def _at(problem: Problem, entry: Entry[Entity], field: str) -> Problem:
    return replace(problem, place=entry.place(field))


def view(workspace: Workspace, job: Job) -> View:
    """Return what the templates of a job may use.

    Raises Refusal for a letter that does not exist or that is not for the job's audience, for a
    recipient that the letter has not, and for a language without wording.
    """
    entry = workspace.letters.get(job.document)
    if entry is None:
        message, advice = (
            f"There is no document “{job.document}”",
            "Run `briefgen check` to see what there is.",
        )
        raise Refusal(Problem("unknown-document", message, advice))
    if not may_see(job.audience, entry.value.audience):
        raise Refusal(
            Problem(
                "not-for-audience",
                f"The document “{job.document}” is not for the audience “{job.audience.value}”",
                "Build it for an audience that it is cleared for, or have its “audience” changed.",
                entry.place("audience"),
                exit_code=ExitCode.POLICY,
            )
        )
    known = [recipient.id for recipient in entry.value.recipients]
    if entry.value.delivery is Delivery.SEPARATELY and job.recipient not in known:
        raise Refusal(
            Problem(
                "unknown-recipient",
                f"The letter has no recipient “{job.recipient}”"
                if job.recipient
                else "The letter goes to each recipient separately, and no recipient was chosen",
                f"Choose one of: {', '.join(known)}.",
                entry.place("recipients"),
            )
        )
    viewer = _Viewer(workspace, job)
    letter = viewer.letter(entry)
    return View(letter, tuple(viewer.problems))
