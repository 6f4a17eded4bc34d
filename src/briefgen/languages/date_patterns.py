"""How each language orders a date. Month names are CLDR's; the order is ours, as print has it."""

from __future__ import annotations

from dataclasses import replace

from briefgen.languages.dates import DatePatterns

_CHINESE = DatePatterns(
    day="{year}年{month_number}月{day}日",
    month="{year}年{month_number}月",
    year="{year}年",
    days="{year}年{month_number}月{day}日至{day2}日",
    days_months="{year}年{month_number}月{day}日至{month_number2}月{day2}日",
    months="{year}年{month_number}月至{month_number2}月",
    years="{year}年至{year2}年",
    other="{start}至{end}",
)
_DAY_MONTH_YEAR = DatePatterns(
    day="{day} {month} {year}",
    month="{month} {year}",
    year="{year}",
    days="{day}–{day2} {month} {year}",
    days_months="{day} {month} – {day2} {month2} {year}",
    months="{month}–{month2} {year}",
    years="{year}–{year2}",
    other="{start} – {end}",
)

DATE_PATTERNS = {
    "ar": _DAY_MONTH_YEAR,
    "de": replace(
        _DAY_MONTH_YEAR,
        day="{day}. {month} {year}",
        days="{day}.–{day2}. {month} {year}",
        days_months="{day}. {month} – {day2}. {month2} {year}",
    ),
    "en": _DAY_MONTH_YEAR,
    "es": replace(
        _DAY_MONTH_YEAR,
        day="{day} de {month} de {year}",
        month="{month} de {year}",
        days="{day}–{day2} de {month} de {year}",
        days_months="{day} de {month} – {day2} de {month2} de {year}",
        months="{month}–{month2} de {year}",
    ),
    "fr": replace(_DAY_MONTH_YEAR, first_day="1er"),
    "zh-Hans": _CHINESE,
    "zh-Hant": _CHINESE,
}
"""By the language that has them; regional variants use those of their language."""
