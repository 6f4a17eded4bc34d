"""The scalar types of the model. Every value arrives as text (YAML is read as text) and is typed here.

A validator that refuses raises `PydanticCustomError(code, message, {"advice": …})`; the code,
message and advice reach the user as they stand.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from briefgen.audience import Audience, Classification, may_see
from briefgen.model.meant_dates import meant_dates
from briefgen.problems import quote


def refuse(code: str, message: str, advice: str) -> PydanticCustomError:
    """Return the error that a validator raises, in the words that the user will read."""
    return PydanticCustomError(code, "{message}", {"message": message, "advice": advice})


def is_id(value: str) -> bool:
    """Tell whether a text has the form of an id."""
    return bool(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", value)) and len(value) <= 64


def _identifier(value: str) -> str:
    if not is_id(value):
        raise refuse(
            "bad-id",
            f"{quote(value)} is not an id",
            "Use small letters a to z, digits and single hyphens, at most 64 characters, e.g. "
            "“eu-china-2000-09”.",
        )
    return value


Id = Annotated[str, AfterValidator(_identifier)]
"""A stable name written by people, unique among its kind, never reused."""


_SAID_OF_FILES = ("draft", "final", *Audience)
"""What the name of a finished file says of it (`Job.stem`)."""
_DEVICES = re.compile(r"con|prn|aux|nul|(com|lpt)[0-9]")
"""Names that Windows keeps for devices, whatever follows after a full stop."""


def _name_in_files(value: str) -> str:
    advice = f"Add a word or a year to it, e.g. “{value}-2031”."
    if value in _SAID_OF_FILES:
        message = f"The id “{value}” would make the names of files say something else than they mean"
        raise refuse("reserved-id", message, advice)
    if _DEVICES.fullmatch(value):
        raise refuse("reserved-id", f"Windows cannot have files named “{value}”", advice)
    return value


FileId = Annotated[Id, AfterValidator(_name_in_files)]
"""An id that stands in the names of finished files."""


def _line(value: str) -> str:
    if "\n" in value.strip():
        raise refuse(
            "not-one-line", "This text has several lines, but one line is wanted", "Join it to one line."
        )
    text = " ".join(value.split(" ")).strip()
    if not text:
        raise refuse("empty", "This text is empty", "Write the text, or delete the field if it is optional.")
    return text


Line = Annotated[str, AfterValidator(_line)]
"""Plain text on one line: a name, an address line, a subject."""


def _prose(value: str) -> str:
    if not value.strip():
        raise refuse("empty", "This text is empty", "Write the text, or delete the field if it is optional.")
    return value


Prose = Annotated[str, AfterValidator(_prose)]
"""Paragraphs in Markdown (raw HTML off): emphasis, lists, links, footnotes, tables."""


def _language(value: str) -> str:
    if not re.fullmatch(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?", value):
        raise refuse(
            "bad-language",
            f"{quote(value)} is not a language code",
            "Use a BCP 47 code such as “en”, “fr”, “zh-Hans” or “de-CH”.",
        )
    return value


LanguageCode = Annotated[str, AfterValidator(_language)]
"""BCP 47 language, script and region, e.g. `en`, `zh-Hant`, `de-CH`."""


@dataclass(frozen=True, slots=True)
class ByLanguage:
    """Says of a type that its values are texts by language, of which a document prints one."""


Names = Annotated[dict[LanguageCode, Line], ByLanguage()]
"""A name by language."""


@dataclass(frozen=True, slots=True)
class Refers:
    """Says of an id whose id it is."""

    noun: str
    """What the entity is called (`FileKind.noun`)."""


OrganisationId = Annotated[Id, Refers("organisation")]
PersonId = Annotated[Id, Refers("person")]
RoundId = Annotated[Id, Refers("round")]


def _flag(value: object) -> object:
    if value not in ("true", "false", True, False):
        found = quote(value) if isinstance(value, str) else "This"
        raise refuse("not-a-flag", f"{found} is neither “true” nor “false”", "Write true or false.")
    return value


Flag = Annotated[bool, BeforeValidator(_flag)]
"""`true` or `false`; nothing else counts, so that `NO` stays Norway."""


def _classification(value: object) -> object:
    if isinstance(value, list) and len(set(map(str, value))) < len(value):
        raise refuse("audience-twice", "An audience stands twice in this list", "Name every audience once.")
    return [value] if isinstance(value, str) else value


Cleared = Annotated[Classification, BeforeValidator(_classification), Field(min_length=1)]
"""One audience or a list of them: who may see this. See `briefgen.audience`."""


def _millimetres(value: object) -> object:
    text = value if isinstance(value, str) else str(value) if isinstance(value, (int, float)) else ""
    if not re.fullmatch(r"[0-9]{1,4}(\.[0-9]{1,3})?", text) or not float(text) > 0:
        found = quote(text) if text else "This"
        raise refuse(
            "bad-length", f"{found} is not a length", "Write millimetres as a number without unit, e.g. 35.5."
        )
    return float(text)


Millimetres = Annotated[float, BeforeValidator(_millimetres)]
"""A length above 0 in millimetres."""

COLUMN = 150
"""Width of the text column in millimetres; `theme` sets it, a test compares."""


def _within_column(value: float) -> float:
    if value > COLUMN:
        message = f"A width of {value:g} mm is more than the text column has, {COLUMN} mm"
        raise refuse(
            "too-wide", message, f"Write a width of at most {COLUMN}; a logo is seldom wider than 40."
        )
    return value


PrintedWidth = Annotated[Millimetres, AfterValidator(_within_column)]
"""A width in millimetres, no more than the text column."""


def _web(value: str) -> str:
    value = _line(value)
    if re.match(r"https?://[^/?#]*@", value, re.IGNORECASE):
        raise refuse(
            "web-with-password",
            "This web address holds a user name or password, which every reader would see",
            "Delete what stands between “//” and “@”, the “@” too.",
        )
    if not re.fullmatch(r"https?://[^\s/?#@:]+\.[^\s/?#@:.]+(:[0-9]{1,5})?([/?#]\S*)?", value, re.IGNORECASE):
        raise refuse(
            "bad-web",
            f"{quote(value)} is not a web address",
            "Write it in full, beginning with “https://” or “http://”.",
        )
    return value


WebAddress = Annotated[str, AfterValidator(_web)]
"""An absolute http or https address."""


def _email(value: str) -> str:
    value = _line(value)
    if not re.fullmatch(r"[^\s@<>,;:\"()]+@[^\s@<>,;:\"()]+\.[^\s@<>,;:\"().]+", value):
        raise refuse(
            "bad-email",
            f"{quote(value)} is not an email address",
            "Write the address alone: name@example.org.",
        )
    return value


EmailAddress = Annotated[str, AfterValidator(_email)]
"""An email address, without a name before it."""

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
    if (
        slash
        and start[:4].isdigit()
        and end[:4].isdigit()
        and end.rstrip("~?%") < start.rstrip("~?%")[: len(end)]
    ):
        raise refuse(
            "impossible-date", f"The interval “{value}” ends before it begins", "Swap the two dates."
        )
    return value


Edtf = Annotated[str, AfterValidator(_edtf)]
"""A date or interval as precise as it is known: EDTF level 0, with `~ ? %` of level 1 (ISO 8601-2:2019)."""


class Model(BaseModel):
    """Base of all that is loaded: frozen, and an unknown field is an error, never ignored.

    The docstring of a field is its meaning in error messages and in the reference.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class Entity(Model):
    """Base of what stands on its own and is found by its id."""

    id: Id
    """Stable id, unique among entities of its kind in the workspace."""
    audience: Cleared = frozenset({Audience.PUBLIC})
    """Who may see this entity at all."""
    audience_of: dict[str, Cleared] = {}
    """Fields for fewer eyes than the entity: field name → who may see it."""

    def shown_to(self, audience: Audience) -> bool:
        """Tell whether an audience may see this entity at all."""
        return may_see(audience, self.audience)

    def shows(self, field: str, audience: Audience) -> bool:
        """Tell whether an audience that may see this entity may see one of its fields."""
        classification = self.audience_of.get(field)
        return classification is None or may_see(audience, classification)


class Dated(Model):
    """A date as precise as it is known, and, where needed, the words to print for it."""

    edtf: Edtf
    """The date for sorting, comparing and the file's metadata."""
    printed: Line | None = None
    """Words to print instead of the formatted date, in the language of the document."""


def _dated(value: object) -> object:
    return {"edtf": value} if isinstance(value, str) else value


Date = Annotated[Dated, BeforeValidator(_dated)]
"""`2000-09-28`, or a mapping with `edtf` and `printed`."""
