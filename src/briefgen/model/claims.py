"""What is asserted: values with their sources, several for one thing where sources contradict each other.

A field of type `Claimed[…]` takes the plain value, or `claims:` with a list of who says what. Where there
are several, one is preferred and printed; as long as none is, no document that prints the value is final.
"""

from __future__ import annotations

import re
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Generic, TypeVar

from pydantic import BeforeValidator, Field

from briefgen.model.values import (
    Date,
    Entity,
    Flag,
    Line,
    LocalLine,
    Model,
    ShortFor,
    SourceId,
    refuse,
)
from briefgen.problems import quote

T = TypeVar("T")


class Claim(Model, Generic[T]):
    """One assertion of a value."""

    value: T
    """What is asserted."""
    source: SourceId | None = None
    """Id of the source that asserts it; each of several claims has one. Kept for the record."""
    locator: Line | None = None
    """Where in the source, e.g. "p. 31" or "para. 12". Kept for the record."""
    as_of: Date | None = None
    """The date for which it holds. Kept for the record."""
    preferred: Flag = False
    """True for the one of several claims that is printed."""


class Claimed(Model, Generic[T]):
    """A value on which sources may differ."""

    claims: list[Claim[T]] = Field(min_length=1)
    """Who asserts what, at least one."""

    @property
    def settled(self) -> Claim[T] | None:
        """The claim that is printed: the only one, or the preferred one; None where nobody has decided."""
        if len(self.claims) == 1:
            return self.claims[0]
        preferred = [claim for claim in self.claims if claim.preferred]
        return preferred[0] if len(preferred) == 1 else None


_PLAIN_OR_CLAIMS = ShortFor(("claims", 0, "value"), "a value or claims", of_anything=True)


def _number(value: object) -> object:
    text = value if isinstance(value, str) else ""
    if not re.fullmatch(r"-?[0-9]{1,15}(\.[0-9]{1,6})?", text):
        message = f"{quote(text) if text else 'This'} is not a number"
        advice = (
            "Write digits only, with a point before decimals and nothing between thousands: 400000000, 0.5."
        )
        raise refuse("bad-number", message, advice)
    return Decimal(text)


Number = Annotated[Decimal, BeforeValidator(_number)]
"""A number in digits, exact."""


class Constraint(StrEnum):
    """How a number is meant."""

    EXACTLY = "exactly"
    ABOUT = "about"
    AT_LEAST = "at-least"
    AT_MOST = "at-most"
    MORE_THAN = "more-than"
    FEWER_THAN = "fewer-than"
    ALMOST = "almost"


class Quantity(Model):
    """A number and how it is meant; a plain number is exact."""

    number: Number
    """The number in digits."""
    constraint: Constraint = Constraint.EXACTLY
    """How the number is meant."""
    printed: LocalLine | None = None
    """Words to print instead of the formatted number and of how it is meant, e.g. "eleven", "about a dozen".

    Nothing checks them against the number: whoever changes one changes the other.
    """


Amount = Annotated[Quantity, ShortFor(("number",), "a number")]
"""`20`, or a mapping with `number`, `constraint` and `printed`."""
ClaimedDate = Annotated[Claimed[Date], _PLAIN_OR_CLAIMS]
"""A date, or claims about it."""
ClaimedAmount = Annotated[Claimed[Amount], _PLAIN_OR_CLAIMS]
"""A number, or claims about it."""


class Figure(Entity):
    """A number that documents print: entered once, never typed into a text."""

    label: LocalLine
    """What is counted, e.g. "governments at the round-table"."""
    value: ClaimedAmount
    """The number, or claims about it."""
    unit: LocalLine | None = None
    """Unit that is printed after the number, e.g. "km"."""
