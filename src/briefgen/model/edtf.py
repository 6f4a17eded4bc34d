"""Dates as precise as they are known: EDTF (ISO 8601-2:2019), level 0 with `~ ? %` of level 1."""

from __future__ import annotations

import calendar
import re
from typing import Annotated

from pydantic import AfterValidator

from briefgen.model.meant_dates import meant_dates
from briefgen.model.refusals import refuse
from briefgen.problems import quote

_DAY = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?[~?%]?")


def _calendar_date(value: str) -> None:
    found = _DAY.fullmatch(value)
    if not found:
        raise refuse(
            "bad-date",
            f"{quote(value)} is not a date that briefgen reads",
            "Write it year first: 2000-09-28, 2000-09, 2000, or an interval such as 2000-09-28/2000-09-29; "
            "a slash with nothing before it means “by then” (EDTF, ISO 8601-2). The wording to print goes "
            "into “printed”.",
        )
    year, month, day = (int(part) if part else None for part in found.groups())
    if year == 0:
        raise refuse("impossible-date", "There is no year 0000", "Look the date up in the source.")
    if month is not None and not 1 <= month <= 12:
        raise refuse(
            "impossible-date", f"There is no month {month:02d} in “{value}”", "Months run from 01 to 12."
        )
    if year and month and day is not None and not 1 <= day <= calendar.monthrange(year, month)[1]:
        last = calendar.monthrange(year, month)[1]
        raise refuse(
            "impossible-date",
            f"There is no day {day:02d} in {calendar.month_name[month]} {year}",
            f"{calendar.month_name[month]} {year} has {last} days; look the date up in the source.",
        )


def _refuse_other_order(value: str) -> None:
    """Refuse dates that are not written year first, with the date that was probably meant."""
    meant = meant_dates(value)
    if not meant or value == meant[0]:
        return
    for one in meant:
        _calendar_date(one)
    if len(meant) == 1:
        advice = f"Write it year first: {meant[0]}."
    else:
        advice = f"Write it year first: {' or '.join(meant)}, whichever is meant."
    raise refuse("bad-date", f"{quote(value)} is not a date that briefgen reads", advice)


def _edtf(value: str) -> str:
    _refuse_other_order(value)
    start, slash, end = value.partition("/")
    for part in (start, end) if slash else (start,):
        if part not in ("", "..") or not slash:
            _calendar_date(part)
    if slash and latest(value) < earliest(value):
        raise refuse(
            "impossible-date", f"The interval “{value}” ends before it begins", "Swap the two dates."
        )
    return value


Edtf = Annotated[str, AfterValidator(_edtf)]
"""A date or interval as precise as it is known: EDTF level 0, with `~ ? %` of level 1 (ISO 8601-2:2019)."""


def earliest(edtf: str) -> str:
    """Return the first day that a date can mean, as text that sorts; of an open beginning, the empty text."""
    start = edtf.partition("/")[0].rstrip("~?%")
    return "" if start in ("", "..") else f"{start}-00-00"[:10] if len(start) < 10 else start


def latest(edtf: str) -> str:
    """Return the last day that a date can mean, as text that sorts after all earlier days."""
    start, slash, end = edtf.partition("/")
    last = (end if slash else start).rstrip("~?%")
    return "9999-99-99" if last in ("", "..") else last + "0000-99-99"[len(last) :]
