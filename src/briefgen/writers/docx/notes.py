"""Real footnotes: their part, their marks, and the separators that Word asks for."""

from __future__ import annotations

from dataclasses import dataclass, field

from briefgen.roles import REGISTRY, Role
from briefgen.writers.docx.ooxml import Element, run, texts, w
from briefgen.writers.docx.styles import style_id

REFERENCE = "FootnoteReference"


def separators() -> list[Element]:
    """Return the two notes that hold the rule above the notes."""
    found = []
    for number, kind in ((-1, "separator"), (0, "continuationSeparator")):
        paragraph = w("p", w("pPr", w("spacing", line=240, lineRule="auto")), run(None, w(kind)))
        found.append(w("footnote", paragraph, type=kind, id=number))
    return found


def _reference() -> Element:
    return w("rPr", w("rStyle", val=REFERENCE))


@dataclass
class Notes:
    """The notes of one document, in the order of their marks: Word counts them itself."""

    elements: list[Element] = field(default_factory=list)

    def add(self, content: list[Element]) -> list[Element]:
        """Add a note and return the run of its mark."""
        number = len(self.elements) + 1
        properties = w("pPr", w("pStyle", val=style_id(REGISTRY[Role.FOOTNOTE].word_style)))
        paragraph = w(
            "p", properties, run(_reference(), w("footnoteRef")), run(None, *texts("\u00a0")), *content
        )
        self.elements.append(w("footnote", paragraph, id=number))
        return [run(_reference(), w("footnoteReference", id=number))]
