"""Naming people, bodies and terms: in full at the first mention, in the short form afterwards.

Which mention is the first is not known here: the markup carries both forms, and resolving decides.
"""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from briefgen.composing.press import Press
from briefgen.composing.view import Group

SHORT = {"organisation": "acronym", "government": "short", "term": "short"}
"""Noun → the field with its short form."""
NAMED = (*SHORT, "person", "dialogue")
"""What has a name that is mentioned."""


def mention(press: Press, group: Group) -> Markup:
    """Return a mention of one of `NAMED`; raises EmptyValueError where its name may not be seen."""
    name = press.text(group["name"])
    if group.noun == "dialogue":
        return name
    if group.noun == "person":
        return _twofold(press, group, _with_original(press, group, name), name)
    short = group[SHORT[group.noun]]
    if short is None or short == group["name"]:
        return press.element("span", name, class_="name")
    later = press.text(short)
    return _twofold(press, group, press.wording("name-and-short", name=name, short=later), later)


def _with_original(press: Press, person: Group, name: Markup) -> Markup:
    original = person["original"]
    if not isinstance(original, Mapping):
        return name
    words = press.foreign(original["text"], str(original["language"]))
    return press.wording("name-and-original", name=name, original=words)


def _twofold(press: Press, group: Group, first: Markup, later: Markup) -> Markup:
    if first == later:
        return press.element("span", first, class_="name")
    afterwards = press.element("span", later, class_="later")
    return press.element("span", first + afterwards, class_="name", id=f"{group.noun}-{group['id']}")
