"""What somebody probably meant who did not write a date year first: for advice only, never used as data."""

from __future__ import annotations

import re

_MONTHS: tuple[tuple[str, ...], ...] = (
    ("january", "januar", "jänner", "janvier", "enero"),
    ("february", "februar", "feber", "février", "fevrier", "febrero"),
    ("march", "märz", "maerz", "mars", "marzo"),
    ("april", "avril", "abril"),
    ("may", "mai", "mayo"),
    ("june", "juni", "juin", "junio"),
    ("july", "juli", "juillet", "julio"),
    ("august", "août", "aout", "agosto"),
    ("september", "septembre", "septiembre"),
    ("october", "oktober", "octobre", "octubre"),
    ("november", "novembre", "noviembre"),
    ("december", "dezember", "décembre", "decembre", "diciembre"),
)
"""English, German, French and Spanish names of the months."""


def meant_dates(text: str) -> tuple[str, ...]:
    """Return the dates, year first, that a text can stand for: none, one, or two where it is open which.

    With a full stop the day comes first (12.5.2031); with a slash or hyphen either may, unless one of the
    numbers is above 12.
    """
    text = " ".join(text.lower().split())
    if found := re.fullmatch(r"(\d{4})[-./](\d{1,2})[-./](\d{1,2})(?:[t ]\d.*)?", text, re.ASCII):
        return (_date(found[1], found[2], found[3]),)
    if found := re.fullmatch(r"(\d{1,2})\. ?(\d{1,2})\. ?(\d{4})", text, re.ASCII):
        return (_date(found[3], found[2], found[1]),)
    if found := re.fullmatch(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})", text, re.ASCII):
        ways = {(found[2], found[1]), (found[1], found[2])}
        return tuple(sorted(_date(found[3], month, day) for month, day in ways if int(month) <= 12))
    return _in_words(text)


def _in_words(text: str) -> tuple[str, ...]:
    """Read `28 April 2031`, `April 28th, 2031`, `28. April 2031`, `28 de abril de 2031`, `April 2031`."""
    word = r"(?P<month>[^\W\d_]+)\.?"
    day = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|\.|º)?"
    ways = (
        rf"(?:{day} )?(?:of |de )?{word},? (?:de |del )?(?P<year>\d{{4}})",
        rf"{word} {day},? (?P<year>\d{{4}})",
    )
    for way in ways:
        found = re.fullmatch(way, text, re.ASCII if text.isascii() else 0)
        months = found and [
            number
            for number, names in enumerate(_MONTHS, start=1)
            if len(found["month"]) > 2 and any(name.startswith(found["month"]) for name in names)
        ]
        if found and months and len(months) == 1:
            return (_date(found["year"], str(months[0]), found["day"]),)
    return ()


def _date(year: str, month: str, day: str | None) -> str:
    return f"{year}-{int(month):02d}" + (f"-{int(day):02d}" if day else "")
