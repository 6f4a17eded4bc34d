"""The shape of a language's rules, what languages share, and where each language's rules are."""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib import import_module

from briefgen.languages import lookup_order

NO_BREAK = "\u00a0"
NARROW = "\u202f"
"""Narrow no-break space, Unicode 16, 6.2."""

Rule = tuple[re.Pattern[str], str]
"""Pattern and what stands for all that it matches; what must stay is looked at from outside (lookaround)."""


@dataclass(frozen=True, slots=True)
class Quotes:
    """What straight quotation marks become."""

    opening: str
    closing: str
    inner_opening: str
    inner_closing: str
    spaced: bool = True
    """Whether words are spaced, so that a mark opens after a space; else marks open and close in turn."""


@dataclass(frozen=True, slots=True)
class Rules:
    """The typography of one language."""

    quotes: Quotes
    table: tuple[Rule, ...]


def rule(pattern: str, new: str) -> Rule:
    """Return a rule."""
    return re.compile(pattern), new


ELLIPSIS = rule(r"(?<!\.)\.\.\.(?!\.)", "…")


def _number_range() -> Rule:
    """A dash between two numbers: as long as one another, one digit longer, or a year cut short (1914-18)."""
    lengths = [(left, right) for left in range(1, 5) for right in (left, left + 1)] + [(4, 2)]
    ranges = [
        rf"(?<=(?<![\w.,/:+–-])[1-9]\d{{{left - 1}}})-(?=\d{{{right}}}(?![\w/–-]|[.,]\d))"
        for left, right in lengths
    ]
    return re.compile("|".join(ranges)), "–"


NUMBER_RANGE = _number_range()
SPACED_DASH = rule(r"(?<=[^\s\d-]) --? (?=[^\s-])|(?<=\d) --? (?=[^\s\d-])", " – ")
"""A hyphen between spaces is meant as a dash; between two numbers it may be a minus."""
NO_BREAK_BEFORE_DASH = rule(r"(?<=\S) (?=–\s)", NO_BREAK)


def day_and_month(months: str, after_day: str = "") -> Rule:
    """Return the rule that keeps a day with its month; `months` are separated by blanks."""
    names = "|".join(months.split())
    days = "|".join(rf"(?<=(?<!\d)\d{{{count}}}{after_day})" for count in (1, 2))
    return re.compile(rf"(?:{days}) (?=(?:{names})\b)"), NO_BREAK


def before_number(abbreviations: str) -> Rule:
    """Return the rule that keeps "No. 5" together; abbreviations are separated by blanks."""
    return re.compile(
        "|".join(rf"(?<=(?<!\w){re.escape(word)}) (?=\d)" for word in abbreviations.split())
    ), NO_BREAK


_FILES = {
    "en": "english",
    "fr": "french",
    "de": "german",
    "de-CH": "swiss_german",
    "es": "spanish",
    "ar": "arabic",
    "zh-Hans": "chinese_simplified",
    "zh-Hant": "chinese_traditional",
}


def rules_for(code: str) -> Rules | None:
    """Return the rules of a language or of the nearest parent that has some, None where nobody wrote any."""
    for parent in lookup_order(code):
        if parent in _FILES:
            rules = import_module(f"briefgen.passes.typography.{_FILES[parent]}").RULES
            assert isinstance(rules, Rules)
            return rules
    return None
