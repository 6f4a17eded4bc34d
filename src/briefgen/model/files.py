"""The files of a workspace: which kind of file holds what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import BeforeValidator

from briefgen.model.letters import OpenLetter
from briefgen.model.shared import Organisation, Person, Round
from briefgen.model.values import Entity, Line, Model, refuse
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


class OrganisationsFile(FileHeader):
    """A file with organisations."""

    organisations: list[Organisation]
    """The organisations, a list."""


class PeopleFile(FileHeader):
    """A file with people."""

    people: list[Person]
    """The people, a list."""


@dataclass(frozen=True, slots=True)
class FileKind:
    """One kind of file below `briefings/`."""

    kind: str
    """The word after `kind:`."""
    noun: str
    """What one of its entities is called; also the key of `Workspace.left_out`."""
    plural: str
    entity: type[Entity]
    header: type[FileHeader] = FileHeader
    many: str | None = None
    """Field that holds a list of entities; None where the file is one entity."""


FILE_KINDS: dict[str, FileKind] = {
    kind.kind: kind
    for kind in (
        FileKind(
            "organisations", "organisation", "organisations", Organisation, OrganisationsFile, "organisations"
        ),
        FileKind("people", "person", "people", Person, PeopleFile, "people"),
        FileKind("round", "round", "rounds", Round),
        FileKind("open-letter", "document", "documents", OpenLetter),
    )
}
"""Every kind of file; a new document type adds a line here."""
