"""The files of a workspace: which kind of file holds what."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, create_model

from briefgen.model.cases import Case, CaseGroup
from briefgen.model.claims import Figure
from briefgen.model.dialogues import Dialogue, Event, Round
from briefgen.model.findings import Benchmark, Commitment, Finding, Outcome, Recommendation
from briefgen.model.letters import OpenLetter
from briefgen.model.press_releases import PressRelease
from briefgen.model.profiles import Chart, Profile
from briefgen.model.reports import Report
from briefgen.model.shared import Contact, Government, Organisation, Person, Term
from briefgen.model.sources import Source, Statement
from briefgen.model.values import Entity, LanguageCode, Line, Model, refuse
from briefgen.problems import quote


def _format(value: object) -> object:
    if value != "1":
        found = quote(value) if isinstance(value, str) else "This"
        raise refuse(
            "bad-format",
            f"{found} is not a format that this version of briefgen reads",
            "Write “format: 1”; if the file was made for a newer briefgen, update briefgen.",
        )
    return value


class FileHeader(Model):
    """What every file begins with."""

    kind: Line
    """What the file holds."""
    format: Annotated[Literal["1"], BeforeValidator(_format)]
    """Version of the file's layout, so that later versions can read old files: 1."""


class WorkspaceFile(FileHeader):
    """`briefgen.yaml`, which makes a folder a workspace."""

    name: Line | None = None
    """Name of the workspace, for its people."""


class ListHeader(FileHeader):
    """What a file with a list begins with."""

    language: LanguageCode | None = None
    """Language of the texts in it that do not say theirs."""


@dataclass(frozen=True)
class FileKind:
    """One kind of file below `briefings/`."""

    kind: str
    """The word after `kind:`."""
    noun: str
    """What one of its entities is called; also the key of `Workspace.left_out`."""
    plural: str
    entity: type[Entity]
    many: str | None = None
    """Field that holds a list of entities; None where the file is one entity."""

    @cached_property
    def header(self) -> type[FileHeader]:
        """The header of its files, and the list of entities where they hold one."""
        if self.many is None:
            return FileHeader
        entities = (list[self.entity], Field(description=f"The {self.plural}, a list."))  # type: ignore[name-defined]
        return create_model(f"{self.entity.__name__}List", __base__=ListHeader, **{self.many: entities})  # type: ignore[call-overload, no-any-return]


def _list_of(entity: type[Entity], noun: str, plural: str) -> FileKind:
    kind = plural.replace(" ", "-")
    return FileKind(kind, noun, plural, entity, kind.replace("-", "_"))


FILE_KINDS: dict[str, FileKind] = {
    kind.kind: kind
    for kind in (
        _list_of(Organisation, "organisation", "organisations"),
        _list_of(Government, "government", "governments"),
        _list_of(Person, "person", "people"),
        _list_of(Contact, "contact", "contacts"),
        _list_of(Term, "term", "terms"),
        _list_of(Source, "source", "sources"),
        _list_of(Statement, "statement", "statements"),
        _list_of(Figure, "figure", "figures"),
        _list_of(Dialogue, "dialogue", "dialogues"),
        FileKind("round", "round", "rounds", Round),
        _list_of(Event, "event", "events"),
        _list_of(Finding, "finding", "findings"),
        _list_of(Outcome, "outcome", "outcomes"),
        _list_of(Commitment, "commitment", "commitments"),
        _list_of(Benchmark, "benchmark", "benchmarks"),
        _list_of(Recommendation, "recommendation", "recommendations"),
        _list_of(Case, "case", "cases"),
        _list_of(CaseGroup, "case-group", "case groups"),
        _list_of(Profile, "profile", "profiles"),
        FileKind("chart", "chart", "charts", Chart),
        FileKind("open-letter", "document", "documents", OpenLetter),
        FileKind("press-release", "document", "documents", PressRelease),
        FileKind("report", "document", "documents", Report),
    )
}
"""Every kind of file; a new document type adds a line here."""
