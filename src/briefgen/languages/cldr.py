"""Numbers, lists and names as the Unicode Common Locale Data Repository (CLDR) has them, through Babel.

Everything takes the name of a CLDR locale, e.g. `de_CH`. Babel is imported where it is used: it costs 15 ms,
and `briefgen --help` prints nothing in any language.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from babel import Locale

_GROUPED_FROM = {"es": 10_000}
"""From which number on digits are grouped, by language, where that is not 1000: `1500`, but `15.000`.

CLDR, `minimumGroupingDigits`, which Babel does not read.
"""
_COMPACT_FROM = {"zh": 10_000}
"""From which number on a short form is usual in print, by language, where that is not a million (万)."""
_COMPACT_DECIMALS = 2
_ALL_DECIMALS = 20
"""More than any number of the model has after division by a million or more."""
_NO_TERRITORIES = frozenset({"QO", "XA", "XB", "ZZ"})
"""Codes that CLDR uses for its own ends ("Unknown Region")."""
_NO_LANGUAGES = frozenset({"mul", "und", "zxx"})
"""Codes of ISO 639-2 for what is no one language."""


@cache
def _locale(name: str) -> Locale:
    from babel import Locale

    return Locale.parse(name)


@cache
def month_names(locale: str) -> tuple[str, ...]:
    """Return the names of the twelve months as they stand in a date with a day."""
    names = _locale(locale).months["format"]["wide"]
    return tuple(str(names[number]) for number in range(1, 13))


def number(value: Decimal, locale: str) -> str:
    """Return a number in digits, with as many decimals as it was entered with."""
    from babel.numbers import format_decimal

    exponent = value.as_tuple().exponent
    assert isinstance(exponent, int), "an infinite number is none of the model's"
    integer = "#,##0" if abs(value) >= _GROUPED_FROM.get(_locale(locale).language, 1_000) else "0"
    pattern = f"{integer}.{'0' * -exponent}" if exponent < 0 else integer
    return format_decimal(value, pattern, locale=_locale(locale))


def compact(value: Decimal, locale: str) -> str | None:
    """Return a number in its short form ("400 million"), None where it has none that says all of it."""
    if abs(value) < _COMPACT_FROM.get(_locale(locale).language, 1_000_000):
        return None
    short = _short(value, locale, _COMPACT_DECIMALS)
    return short if short == _short(value, locale, _ALL_DECIMALS) else None


def _short(value: Decimal, locale: str, decimals: int) -> str:
    from babel.numbers import format_compact_decimal

    found = _locale(locale)
    # Chinese has one short form for print and for narrow columns, and CLDR keeps it under "short".
    kind: Literal["long", "short"] = "long" if "long" in found.compact_decimal_formats else "short"
    return format_compact_decimal(value, format_type=kind, locale=found, fraction_digits=decimals)


def separators(count: int, locale: str) -> tuple[str, ...]:
    """Return what stands between the items of a list of so many items."""
    patterns: Mapping[str, str] = _locale(locale).list_patterns["standard"]
    if count < 2:
        return ()
    kinds = ("2",) if count == 2 else ("start", *["middle"] * (count - 3), "end")
    return tuple(patterns[kind].removeprefix("{0}").removesuffix("{1}") for kind in kinds)


def territory(code: str, locale: str) -> str | None:
    """Return the name of a country by ISO 3166-1 alpha-2, None where CLDR has none."""
    return None if code in _NO_TERRITORIES else _locale(locale).territories.get(code)


def language_name(code: str, locale: str) -> str | None:
    """Return the name of a language by BCP 47 code, None where CLDR has none."""
    return None if code in _NO_LANGUAGES else _locale(locale).languages.get(code.replace("-", "_"))
