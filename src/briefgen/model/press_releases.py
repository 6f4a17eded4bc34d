"""The press release: from one organisation or several, with contacts, notes and an appendix."""

from __future__ import annotations

from enum import StrEnum

from briefgen.model.publications import Publication, Section
from briefgen.model.values import ContactId, LocalLine, LocalProse, Model


class Release(StrEnum):
    """When it may be used."""

    IMMEDIATE = "immediate"
    NOT_SAID = "not-said"
    """The release does not say; it may be used."""


class Appendix(Model):
    """What is attached to a document, with a heading of its own on a new page."""

    heading: LocalLine
    """Its heading."""
    sections: list[Section]
    """Its parts."""


class PressRelease(Publication):
    """A press release."""

    template = "press-release/release.html"
    name_in_template = "release"

    release: Release = Release.IMMEDIATE
    """When it may be used."""
    subtitle: LocalLine | None = None
    """Line below the headline; the headline is `title`."""
    place: LocalLine | None = None
    """Place of the date line."""
    lead: LocalProse
    """The first paragraphs: who says what, when and where."""
    sections: list[Section] = []
    """What follows, in order."""
    contacts: list[ContactId] = []
    """Ids of those whom the press may call."""
    notes_to_editors: LocalProse | None = None
    """Background for editors, printed after the end mark."""
    appendix: Appendix | None = None
    """What is attached."""
