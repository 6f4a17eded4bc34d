"""How single values are printed in the language of a document: texts, dates, numbers, names of countries."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from briefgen.composing.placed import Placed
from briefgen.languages import Language, language, lookup_order
from briefgen.loading.workspace import Entry
from briefgen.model.claims import Quantity
from briefgen.model.publications import Publication
from briefgen.model.values import OWN, Dated, Entity
from briefgen.model.walk import Path_
from briefgen.places import Place
from briefgen.problems import Problem, Refusal
from briefgen.reading.markers import ANY


class Printing:
    """Prints in one language; notes what cannot be printed."""

    def __init__(self, code: str, problems: list[Problem], document: Entry[Publication]) -> None:
        self.language: Language = language(code)
        self.problems = problems
        self.document = document

    def entered(self, text: str, entry: Entry[Entity], path: Path_) -> Placed:
        """Return text with the place of a path; raises Refusal for characters that would forge a place."""
        place = entry.place(*path)
        if found := ANY.search(text):
            message = f"The text holds the noncharacter U+{ord(found[0]):04X}"
            advice = "Delete it; it is no letter of any script."
            raise Refusal(Problem("forbidden-character", message, advice, place))
        return Placed(text, place, entry.stands_literally(*path))

    def text(self, texts: Mapping[str, str], entry: Entry[Entity], path: Path_) -> Placed | None:
        """Return the text in the document's language; never one in another language."""
        key = self.chosen(texts, entry.value.language)
        if key is not None:
            return self.by_key(texts, key, entry, path)
        return self.missing(texts, entry, path) if texts else None

    def chosen(self, texts: Mapping[str, str], own: str | None) -> str | None:
        """Return the key of the text in the document's language, or in a parent of it (`de` for `de-CH`).

        `own` is the language of a text that does not say its own.
        """
        for code in lookup_order(self.language.code):
            if code in texts:
                return code
            if OWN in texts and own == code:
                return OWN
        return None

    def as_it_stands(self, texts: Mapping[str, str], own: str | None) -> tuple[str, str | None]:
        """Return the key and the language of a title or name that needs no translation.

        It is printed in the document's language where somebody entered it so, else as its bearer has it.
        """
        key = self.chosen(texts, own) or next(iter(texts))
        return key, own if key == OWN else key

    def by_key(self, texts: Mapping[str, str], key: str, entry: Entry[Entity], path: Path_) -> Placed:
        """Return one of the texts, with its place."""
        return self.entered(texts[key], entry, path if key == OWN else (*path, key))

    def missing(self, texts: Mapping[str, str], entry: Entry[Entity], path: Path_) -> Placed:
        """Note that there is no text in the document's language; return what stands in for it."""
        own, wanted = entry.value.language, self.language
        there = ", ".join(
            sorted(own or "a text without its language" if code == OWN else code for code in texts)
        )
        message = f"There is no {wanted.name} text here ({there} only)"
        advice = f"Add a line for “{wanted.code}”."
        if OWN in texts:
            advice = f"Write the text by language: “{own or '…'}: …” for this one, and “{wanted.code}: …”."
        return self.lacking(message, advice, entry, path)

    def lacking(self, message: str, advice: str, entry: Entry[Entity], path: Path_) -> Placed:
        """Note that the language of the document lacks something; tell which document wants it."""
        related: tuple[Place, ...] = ()
        if entry is not self.document:
            message += f", wanted by “{self.document.value.id}”, printed in {self.language.name}"
            related = (self._where_language(),)
        place = entry.place(*path)
        return self.unprintable(Problem("text-missing-in-language", message, advice, place, related=related))

    def _where_language(self) -> Place:
        """Return where the document says that it is printed in this language."""
        translations = self.document.value.translations
        if self.language.code in translations:
            return self.document.place("translations", translations.index(self.language.code))
        return self.document.place("language")

    def unprintable(self, *problems: Problem) -> Placed:
        """Note why something cannot be printed, and return a sign that stands in for it.

        The document is refused; the sign lets its template go on, so that all that is missing is told.
        """
        self.problems += problems
        place = problems[0].place
        assert place is not None
        return Placed("…", place)

    def date(self, dated: Dated, entry: Entry[Entity], path: Path_, cited: bool = False) -> Placed | None:
        """Return a date in words; `cited` dates do without words of their own in another language."""
        own = entry.value.language
        if dated.printed is not None and not (cited and self.chosen(dated.printed, own) is None):
            return self.text(dated.printed, entry, (*path, "printed"))
        return self._formatted(lambda: self.language.date(dated.edtf), entry, path)

    def quantity(self, quantity: Quantity, entry: Entry[Entity], path: Path_) -> Placed | None:
        """Return a number in words: “about 20”."""
        if quantity.printed is not None:
            return self.text(quantity.printed, entry, (*path, "printed"))
        number, constraint = quantity.number, quantity.constraint
        return self._formatted(lambda: self.language.quantity(number, constraint), entry, path)

    def _formatted(self, words: Callable[[], str], entry: Entry[Entity], path: Path_) -> Placed:
        try:
            return self.entered(words(), entry, path)
        except Refusal as refusal:
            place = entry.place(*path)
            return self.unprintable(*(replace(problem, place=place) for problem in refusal.problems))
