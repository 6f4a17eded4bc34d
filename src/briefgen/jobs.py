"""A job: one frozen value that says which document is made, for whom, and how."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from briefgen.audience import Audience


class Edition(StrEnum):
    """Drafts are marked on every page; finals pass every gate."""

    DRAFT = "draft"
    FINAL = "final"


class Format(StrEnum):
    """The file formats that can be made; the value is the file's extension."""

    PDF = "pdf"
    DOCX = "docx"
    HTML = "html"
    TXT = "txt"


@dataclass(frozen=True, slots=True)
class Job:
    """One document for one recipient in one language, in all the formats asked for.

    It is the unit of building and of publishing: its files appear together or not at all.
    """

    document: str
    """Id of the document, unique in the workspace."""
    language: str
    """BCP 47 code of the language to print, e.g. `en`, `zh-Hant`."""
    audience: Audience
    edition: Edition = Edition.DRAFT
    formats: tuple[Format, ...] = (Format.PDF, Format.DOCX)
    recipient: str | None = None
    """Id of the one addressee of this copy; None for a document that goes to all alike."""
    strict: bool = False
    """Simplifications block too."""

    @property
    def stem(self) -> str:
        """File name without extension, e.g. `open-letter.fr.minister-a.governments.draft`.

        Everything that makes one job differ from another is in it, so that no two jobs ever
        write the same file, and nobody mails an internal draft for the public final.
        """
        parts = [self.document, self.language]
        if self.recipient:
            parts.append(self.recipient)
        if self.audience is not Audience.PUBLIC:
            parts.append(self.audience.value)
        if self.edition is Edition.DRAFT:
            parts.append(self.edition.value)
        return ".".join(parts)
