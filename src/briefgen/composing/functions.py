"""Functions and filters for templates that set facts: mention(), note(), citation(), listed."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from jinja2 import Undefined
from markupsafe import Markup

from briefgen.composing import citations, names
from briefgen.composing.marking import EmptyValueError, PlainError
from briefgen.composing.press import Press
from briefgen.composing.view import Group


def functions(press: Press) -> dict[str, Callable[..., Markup]]:
    """Return the functions that templates call, by name."""

    def mention(group: object) -> Markup:
        return names.mention(press, _of_noun(group, "mention", names.NAMED))

    def note(source: object, locator: object = None) -> Markup:
        return citations.note(press, _of_noun(source, "note", ("source",)), locator)

    def citation(source: object, locator: object = None) -> Markup:
        return citations.citation(press, _of_noun(source, "citation", ("source",)), locator)

    return {"mention": mention, "note": note, "citation": citation}


def listing(press: Press) -> Callable[[Iterable[object]], Markup]:
    """Return the filter `listed`: “a, b and c” in the order of words and with the marks of the language."""

    def listed(values: Iterable[object]) -> Markup:
        return press.listed(list(values))

    return listed


def _of_noun(value: object, function: str, nouns: tuple[str, ...]) -> Group:
    if isinstance(value, Undefined):
        str(value)  # raises, naming what is unknown
    if value is None:
        raise EmptyValueError("nothing")
    if not isinstance(value, Group) or value.noun not in nouns:
        raise PlainError(f"{function}() takes a {' or '.join(sorted(nouns))}")
    return value
