"""The lists of recommendations in a document: what tells two that have the same number apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from briefgen.composing.view import Group, Plain, View
from briefgen.model.findings import Recommendation, Scope
from briefgen.model.publications import Section
from briefgen.model.walk import everything


@dataclass(frozen=True, slots=True)
class Listed:
    """The recommendations of one section, numbered from 1."""

    heading: Plain
    """Heading of the section, None where it has none."""
    scopes: Mapping[str, Scope]
    """What each that the readers see is about, by its id."""


def lists(view: View) -> list[Listed]:
    """Return the lists of recommendations that a document prints."""
    entry = view.document.entry
    sections = [found for found in everything(entry.value) if isinstance(found.value, Section)]
    shown = [view.value(entry, found) for found in sections if view.document.shows(str(found.path[0]))]
    groups = [section for section in shown if isinstance(section, Group)]
    return [_listed(section) for section in groups if section["recommendations"]]


def _listed(section: Group) -> Listed:
    recommendations = section["recommendations"]
    assert isinstance(recommendations, list)
    models = [one.model for one in recommendations if isinstance(one, Group)]
    scopes = {one.id: one.scope for one in models if isinstance(one, Recommendation)}
    return Listed(section["heading"], scopes)


def scope_tells(own: Listed, lists: Sequence[Listed], scope: Scope) -> bool:
    """Tell whether what a recommendation is about says in which list it stands."""
    mixed = set(own.scopes.values()) != {scope}
    return not mixed and not any(scope in other.scopes.values() for other in lists if other is not own)
