"""briefgen's own words for templates: `{{ wording("subject", subject=letter.subject) }}`."""

from __future__ import annotations

import re
from collections.abc import Callable

from jinja2.exceptions import TemplateRuntimeError
from markupsafe import Markup

from briefgen.composing.marking import EmptyValueError, PlainError, marked, printable
from briefgen.languages import Language, wording_keys
from briefgen.reading.markers import Origins

_HOLE = re.compile(r"\{(\w+)\}")


class UnknownWordingError(TemplateRuntimeError):
    """A template asks for words that briefgen does not have."""

    def __init__(self, name: str) -> None:
        super().__init__("unknown wording")
        self.name, self.known = name, tuple(sorted(wording_keys()))


def wording_function(language: Language, origins: Origins) -> Callable[..., Markup]:
    """Return the function that templates call; the values it fills in keep their places."""

    def wording(key: str, /, **values: object) -> Markup:
        if key not in wording_keys():
            raise UnknownWordingError(key)
        pattern = language.pattern(key)
        wanted = set(_HOLE.findall(pattern))
        if wanted != set(values):
            names = ", ".join(sorted(wanted)) or "no values"
            raise PlainError(f"the wording “{key}” takes {names}")
        filled = {name: marked(_text(name, value), origins) for name, value in values.items()}
        parts = _HOLE.split(pattern)
        shown = [filled[part] if number % 2 else marked(part, origins) for number, part in enumerate(parts)]
        return Markup("").join(shown)

    return wording


def _text(name: str, value: object) -> str:
    try:
        return printable(value)
    except EmptyValueError:
        raise PlainError(f"“{name}” holds nothing to print, or not a text") from None
