"""Dates in words: the order of the parts stands in `date_patterns`, the month names in CLDR."""

from __future__ import annotations

import re
from dataclasses import dataclass

from briefgen.languages.cldr import month_names


@dataclass(frozen=True, slots=True)
class DatePatterns:
    """How a language orders a date; the names in braces are those of `_parts`."""

    day: str
    month: str
    year: str
    days: str
    """Two days of one month."""
    days_months: str
    """Two days in two months of one year."""
    months: str
    """Two months of one year."""
    years: str
    other: str
    """Any other interval, from two finished dates `{start}` and `{end}`."""
    first_day: str = "1"
    """The first of a month ("1er" in French)."""


_EXACT = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?(?:/\d{4}(?:-\d\d(?:-\d\d)?)?)?")


def needs_words(edtf: str) -> bool:
    """Tell whether a date is open or approximate, so that only a person can say what to print for it."""
    return not _EXACT.fullmatch(edtf)


def _parts(edtf: str, patterns: DatePatterns, locale: str, suffix: str = "") -> dict[str, str]:
    year, month, day = (*(int(part) for part in edtf.split("-")), 0, 0)[:3]
    parts = {"year": str(year)}
    if month:
        parts |= {"month": month_names(locale)[month - 1], "month_number": str(month)}
    if day:
        parts["day"] = patterns.first_day if day == 1 else str(day)
    return {name + suffix: value for name, value in parts.items()}


def _single(edtf: str, patterns: DatePatterns, locale: str) -> str:
    pattern = (patterns.year, patterns.month, patterns.day)[edtf.count("-")]
    return pattern.format_map(_parts(edtf, patterns, locale))


def in_words(edtf: str, patterns: DatePatterns, locale: str) -> str:
    """Return an exact date or interval in words; call `needs_words` first."""
    start, _, end = edtf.partition("/")
    if not end or start == end:
        return _single(start, patterns, locale)
    both = _parts(start, patterns, locale) | _parts(end, patterns, locale, "2")
    match start.count("-"), end.count("-"):
        case 2, 2 if start[:7] == end[:7]:
            return patterns.days.format_map(both)
        case 2, 2 if start[:4] == end[:4]:
            return patterns.days_months.format_map(both)
        case 1, 1 if start[:4] == end[:4]:
            return patterns.months.format_map(both)
        case 0, 0:
            return patterns.years.format_map(both)
        case _:
            ends = {"start": _single(start, patterns, locale), "end": _single(end, patterns, locale)}
            return patterns.other.format_map(ends)
