"""The filters that templates may use: few, harmless, and keeping the place of a value where they can."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from jinja2.filters import FILTERS
from markupsafe import Markup

from briefgen.composing.marking import marked, printable
from briefgen.composing.placed import Placed, place_of
from briefgen.reading.markers import Origins

BUILT_IN = (
    "count", "first", "last", "length", "list", "map", "reject", "rejectattr", "reverse", "select",
    "selectattr", "sort", "unique",
)  # fmt: skip
"""Jinja2's own. Left out on purpose: `safe` (data is always escaped), `default` (it hides misspelt
names), `attr`, `format`, `replace`, `center`, `indent` (they reach or make what nobody asked for)."""


def keeping(change: Callable[[str], str]) -> Callable[[object], str]:
    """Return a filter that changes a text and keeps its place."""

    def changed(value: object) -> str:
        value = printable(value)
        if isinstance(value, Markup):
            return Markup(change(value))  # noqa: S704 - it was markup, and the changes are those of letters
        place, text = place_of(value), change(str(value))
        return Placed(text, place) if place else text

    return changed


TEXT: dict[str, Callable[[object], str]] = {
    "trim": keeping(str.strip),
    "upper": keeping(str.upper),
    "lower": keeping(str.lower),
    "capitalize": keeping(lambda text: text[:1].upper() + text[1:]),
}


def joining(origins: Origins) -> Callable[[Iterable[str], str], Markup]:
    """Return `join` as a filter whose parts keep their places."""

    def join(values: Iterable[str], separator: str = "") -> Markup:
        return marked(printable(separator), origins).join(
            marked(printable(value), origins) for value in values
        )

    return join


def built_in() -> dict[str, Callable[..., object]]:
    """Return the allowed ones of Jinja2's own filters."""
    return {name: FILTERS[name] for name in BUILT_IN}
