"""The languages in which briefgen can print, with every word that it adds of its own.

Its words stand in gettext catalogs (`catalogs/`), all else comes from CLDR. What a catalog lacks is a
problem: nothing is ever printed in English because a translation was missing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from briefgen.document import Direction
from briefgen.languages import cldr
from briefgen.languages.catalog import wording_keys, words
from briefgen.languages.date_patterns import DATE_PATTERNS
from briefgen.languages.dates import DatePatterns, in_words, needs_words
from briefgen.languages.lookup import lookup_order
from briefgen.languages.wording import Wording
from briefgen.model.claims import Constraint
from briefgen.problems import Problem, Refusal, did_you_mean

__all__ = ["LANGUAGES", "Language", "Wording", "language", "lookup_order", "wording_keys"]


_HOLE = re.compile(r"\{(\w+)\}")
_SOUNDS_LIKE_Y = re.compile(r"[ií]|h[ií](?![ae])", re.IGNORECASE)
"""Words before which Spanish says "e" for "y": Italia, Hispania, but hielo."""


@dataclass(frozen=True, slots=True)
class Language:
    """A language with its wording, or a regional variant of one."""

    code: str
    """BCP 47, as it goes into the files."""
    name: str
    """Its name in English, for messages."""
    script: str
    """ISO 15924."""
    direction: Direction
    locale: str
    """The CLDR locale of its numbers, lists and names. All are written in Latin digits.

    So is Arabic: CLDR gives them to the language as such (`ar`; only some countries have others), and UN
    symbols and telephone numbers beside them are in Latin digits anyhow.
    """
    quotation_marks: tuple[str, str]
    """Opening and closing mark; the no-break spaces of French are put in by typography."""
    base: str
    """The language of which it is a variant, else its own code."""
    dates: DatePatterns

    def pattern(self, key: str) -> str:
        """Return the wording of a key with its holes in braces.

        Raises Refusal (without a place) where it is not translated, KeyError for a key of no catalog.
        """
        found = words(self.code)
        if key not in found and key in wording_keys():
            advice = f"Have a native speaker write it in {self.base}.po."
            raise Refusal(Problem("wording-missing", f"There is no {self.name} wording for “{key}”", advice))
        return found[key]

    def wording(self, key: str, **values: str | int) -> str:
        """Return the wording with its holes filled; those without a value stay as they are."""
        return _HOLE.sub(lambda found: str(values.get(found[1], found[0])), self.pattern(key))

    def date(self, edtf: str) -> str:
        """Return the words for a date or interval (EDTF).

        Raises Refusal (without a place) for open and approximate ones, for which somebody has to say what
        to print.
        """
        if needs_words(edtf):
            raise Refusal(
                Problem(
                    "date-needs-words",
                    f"The date “{edtf}” is open or approximate, and nothing says how to print it",
                    "Add “printed” with the words to print, in the document’s language, e.g. “late 2000”.",
                )
            )
        return in_words(edtf, self.dates, self.locale)

    def number(self, number: Decimal) -> str:
        """Return a number in digits ("1,500"), with as many decimals as it was entered with."""
        return cldr.number(number, self.locale)

    def compact(self, number: Decimal) -> str:
        """Return a number in its short form ("400 million"); in full where that would lose digits."""
        return cldr.compact(number, self.locale) or self.number(number)

    def quantity(self, number: Decimal, constraint: Constraint, *, compact: bool = False) -> str:
        """Return a number in words that say how it is meant ("about 20")."""
        shown = self.compact(number) if compact else self.number(number)
        return (
            shown
            if constraint is Constraint.EXACTLY
            else self.wording(f"quantity-{constraint}", number=shown)
        )

    def list_pattern(self, count: int, last: str = "") -> tuple[str, ...]:
        """Return what stands between the items of a list of `count` items: `(", ", " and ")` for three.

        `last` are the words of the last item: in Spanish the word before it depends on its sound.
        """
        found = cldr.separators(count, self.locale)
        if found and self.base == "es" and _SOUNDS_LIKE_Y.match(last):
            return (*found[:-1], " e ")
        return found

    def listed(self, items: Sequence[str]) -> str:
        """Return the items as a list in words: "a, b and c"; nothing for none."""
        between = (*self.list_pattern(len(items), items[-1]), "") if items else ()
        return "".join(item + separator for item, separator in zip(items, between, strict=True))

    def territory(self, code: str) -> str | None:
        """Return the name of a country or of the European Union (ISO 3166-1), None where CLDR has none."""
        return cldr.territory(code, self.locale)

    def language_name(self, code: str) -> str | None:
        """Return the name of a language (BCP 47), None where neither the catalog nor CLDR has one."""
        return words(self.code).get(f"language-{code}") or cldr.language_name(code, self.locale)


def _table() -> dict[str, Language]:
    # “en” is written as in Britain: no comma before “and”.
    curly, angular, low = ("“", "”"), ("«", "»"), ("„", "“")
    rows: tuple[tuple[str, str, str, Direction, str, tuple[str, str]], ...] = (
        ("en", "English", "Latn", "ltr", "en_GB", curly),
        ("en-GB", "British English", "Latn", "ltr", "en_GB", curly),
        ("fr", "French", "Latn", "ltr", "fr", angular),
        ("fr-BE", "Belgian French", "Latn", "ltr", "fr_BE", angular),
        ("fr-CH", "Swiss French", "Latn", "ltr", "fr_CH", angular),
        ("de", "German", "Latn", "ltr", "de", low),
        ("de-AT", "Austrian German", "Latn", "ltr", "de_AT", low),
        ("de-CH", "Swiss German", "Latn", "ltr", "de_CH", angular),
        ("es", "Spanish", "Latn", "ltr", "es", angular),
        ("ar", "Arabic", "Arab", "rtl", "ar", angular),
        ("zh-Hans", "Chinese (simplified)", "Hans", "ltr", "zh_Hans", curly),
        ("zh-Hant", "Chinese (traditional)", "Hant", "ltr", "zh_Hant", ("「", "」")),
    )  # fmt: skip
    table = {}
    for code, name, script, direction, locale, marks in rows:
        base = next(parent for parent in lookup_order(code) if parent in DATE_PATTERNS)
        table[code] = Language(code, name, script, direction, locale, marks, base, DATE_PATTERNS[base])
    return table


LANGUAGES: dict[str, Language] = _table()


def language(code: str) -> Language:
    """Return the language of a BCP 47 code; raises Refusal for one that has no complete wording."""
    if code not in LANGUAGES:
        raise Refusal(
            Problem(
                "language-without-wording",
                f"briefgen has no wording for the language “{code}”",
                f"{did_you_mean(code, LANGUAGES)} Choose one of {', '.join(LANGUAGES)}, "
                "or have a native speaker write the wording.".strip(),
            )
        )
    return LANGUAGES[code]
