"""Fields with their cached words: what Word shows until it counts for itself."""

from __future__ import annotations

from collections.abc import Callable

from briefgen.writers.docx.ooxml import Element, run, texts, w

Properties = Callable[[], Element | None]
"""Makes the run properties anew for every run, since an element can stand in one place only."""


def _no_properties() -> Element | None:
    return None


def field(code: str, cached: list[Element]) -> list[Element]:
    """Return the runs of a complex field; `cached` are the runs it shows."""
    instruction = w("instrText")
    instruction.text = f" {code} "
    instruction.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return [
        run(None, w("fldChar", fldCharType="begin")),
        run(None, instruction),
        run(None, w("fldChar", fldCharType="separate")),
        *cached,
        run(None, w("fldChar", fldCharType="end")),
    ]


def simple_field(code: str, cached: str, properties: Properties = _no_properties) -> list[Element]:
    """Return the runs of a field that shows plain text."""
    return field(code, [run(properties(), *texts(cached))])
