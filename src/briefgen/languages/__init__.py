"""The languages in which briefgen can print, with every word that it adds of its own.

A language whose wording is not complete is not here, and asking for it is refused: nothing is
ever printed in English because a translation was missing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from briefgen.document import Direction
from briefgen.languages import (
    arabic,
    english,
    french,
    german,
    spanish,
)
from briefgen.languages import (
    chinese_simplified as simplified,
)
from briefgen.languages import (
    chinese_traditional as traditional,
)
from briefgen.languages.dates import DatePatterns, in_words, needs_words
from briefgen.languages.wording import Wording, Words
from briefgen.model.values import Dated
from briefgen.problems import Problem, Refusal, did_you_mean

__all__ = ["LANGUAGES", "WORDINGS", "Language", "Wording", "language", "lookup_order"]

WORDINGS = Wording


_PLACEHOLDER = re.compile(r"\{(\w+)\}")


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
    """The CLDR locale whose month names are used."""
    words: Words
    dates: DatePatterns

    def pattern(self, key: Wording) -> str:
        """Return the wording with its placeholders in braces."""
        return self.words[key]

    def wording(self, key: Wording, **values: str | int) -> str:
        """Return the wording with its placeholders filled; those without a value stay as they are."""
        return _PLACEHOLDER.sub(lambda found: str(values.get(found[1], found[0])), self.words[key])

    def date(self, dated: Dated) -> str:
        """Return the words for a date: `printed` where it is given, else formatted.

        Raises Refusal (without a place) for open and approximate dates that have no `printed`.
        """
        if dated.printed is not None:
            return dated.printed
        if needs_words(dated.edtf):
            raise Refusal(
                Problem(
                    "date-needs-words",
                    f"The date “{dated.edtf}” is open or approximate, and nothing says how to print it",
                    "Add “printed” with the words to print, in the document’s language, e.g. “late 2000”.",
                )
            )
        return in_words(dated.edtf, self.dates, self.locale)


def _table() -> dict[str, Language]:
    rows: tuple[tuple[str, str, str, Direction, str, Words, DatePatterns], ...] = (
        ("en", "English", "Latn", "ltr", "en", english.WORDS, english.DATES),
        ("en-GB", "British English", "Latn", "ltr", "en_GB", english.WORDS, english.DATES),
        ("fr", "French", "Latn", "ltr", "fr", french.WORDS, french.DATES),
        ("fr-BE", "Belgian French", "Latn", "ltr", "fr_BE", french.WORDS, french.DATES),
        ("fr-CH", "Swiss French", "Latn", "ltr", "fr_CH", french.WORDS, french.DATES),
        ("de", "German", "Latn", "ltr", "de", german.WORDS, german.DATES),
        ("de-AT", "Austrian German", "Latn", "ltr", "de_AT", german.WORDS, german.DATES),
        ("de-CH", "Swiss German", "Latn", "ltr", "de_CH", german.WORDS, german.DATES),
        ("es", "Spanish", "Latn", "ltr", "es", spanish.WORDS, spanish.DATES),
        ("ar", "Arabic", "Arab", "rtl", "ar", arabic.WORDS, arabic.DATES),
        ("zh-Hans", "Chinese (simplified)", "Hans", "ltr", "zh_Hans", simplified.WORDS, simplified.DATES),
        ("zh-Hant", "Chinese (traditional)", "Hant", "ltr", "zh_Hant", traditional.WORDS, traditional.DATES),
    )  # fmt: skip
    return {row[0]: Language(*row) for row in rows}


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


def lookup_order(code: str) -> tuple[str, ...]:
    """Return the code and its parents, nearest first (`de-CH`, `de`): the lookup of RFC 4647, 3.4.

    Chinese stops at its script: who has only simplified characters has no traditional text.
    """
    parts = code.split("-")
    return tuple("-".join(parts[:count]) for count in range(len(parts), 0, -1))
