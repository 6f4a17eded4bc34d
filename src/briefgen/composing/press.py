"""What it takes to set a fact in markup: the job's view, the words of its language, marks for places."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup, escape

from briefgen.composing.marking import marked, printable
from briefgen.composing.placed import Placed, place_of
from briefgen.composing.view import View
from briefgen.document import Direction
from briefgen.languages import Language
from briefgen.reading.markers import Origins, without

_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Press:
    """Sets facts in the vocabulary that the reader reads; every value keeps its place."""

    view: View
    wording: Callable[..., Markup]
    """briefgen's own words in the job's language, with values filled in."""
    origins: Origins
    tag: str = ""
    """Marker for the tags that are set, where their place is known."""

    @property
    def language(self) -> Language:
        """The language of the document."""
        return self.view.printing.language

    def standing(self, tag: str) -> Press:
        """Return a press whose tags stand at the place of this marker."""
        return replace(self, tag=tag)

    def text(self, value: object) -> Markup:
        """Return a text or number, escaped, with its place; raises EmptyValueError for anything else."""
        return marked(printable(value), self.origins)

    def element(self, name: str, content: str = "", **attributes: object) -> Markup:
        """Return an element; `class_` is its class, an attribute that is None is left out."""
        given = "".join(
            f' {key.rstrip("_")}="{self.text(value)}"'
            for key, value in attributes.items()
            if value is not None
        )
        made = f"{self.tag}<{name}{given}>{escape(content)}</{name}>{self.tag}"
        return Markup(made)  # noqa: S704 - all of it is escaped

    def foreign(self, text: object, code: str | None, exact: bool = False) -> Markup:
        """Return words that may be of another language than the document; `exact` keeps typography away."""
        language = code if code != self.language.code else None
        towards = direction(str(text))
        if towards == self.language.direction:
            towards = None
        kept = "exact" if exact else None
        if not (language or towards or kept):
            return self.text(text)
        return self.element("span", self.text(text), class_=kept, lang=language, dir=towards)

    def exact(self, value: object) -> Markup:
        """Return a symbol or telephone number: from left to right in every language, never changed."""
        return self.element("span", self.text(value), class_="exact", dir="ltr")

    def web(self, address: object) -> Markup:
        """Return a web address that leads there."""
        return self.element("a", self.exact(address), href=address)

    def reference(self, key: str) -> Markup:
        """Return a cross-reference, whose words are set once the document is numbered."""
        return self.element("a", class_="reference", href=f"#{key}")

    def listed(self, items: Sequence[object]) -> Markup:
        """Return items as a list in words: “a, b and c”."""
        shown = [self.text(item) for item in items]
        between = self.language.list_pattern(len(shown), words_of(shown[-1])) if shown else ()
        return Markup("").join(
            part for pair in zip(shown, (*map(escape, between), ""), strict=True) for part in pair
        )


def words_of(markup: str) -> str:
    """Return what a reader sees of markup: the words without tags and markers."""
    return html.unescape(without(_TAG.sub("", markup)))


def capital(words: Markup) -> Markup:
    """Return words that begin a sentence."""
    return Markup(_FIRST_LETTER.sub(lambda found: found[1] + found[2].upper(), words, count=1))  # noqa: S704


_FIRST_LETTER = re.compile(r"^((?:<[^>]*>|[^\w<])*)(\w)")


def direction(text: str) -> Direction | None:
    """Return how a text runs by its first letter (Unicode Standard Annex 9, P2); None without a letter."""
    kinds = (unicodedata.bidirectional(char) for char in text)
    found = next((kind for kind in kinds if kind in ("L", "R", "AL")), None)
    return {"L": "ltr", "R": "rtl", "AL": "rtl"}[found] if found else None  # type: ignore[return-value]


def part(value: str, text: str) -> str:
    """Return a part of a text, with the place of the whole."""
    place = place_of(value)
    return Placed(text, place) if place else text
