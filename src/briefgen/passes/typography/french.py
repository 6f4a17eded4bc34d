"""French as the Imprimerie nationale sets it: no-break spaces inside guillemets and before tall marks."""

from __future__ import annotations

from briefgen.passes.typography.rules import (
    ELLIPSIS,
    NARROW,
    NO_BREAK,
    NO_BREAK_BEFORE_DASH,
    NUMBER_RANGE,
    SPACED_DASH,
    Quotes,
    Rules,
    before_number,
    day_and_month,
    rule,
)

_MONTHS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
_WORD = r"(?<=[\w»”’)\]…%.])"
_GROUP = "|".join(rf"(?<=(?<![\w.,/-])\d{{{count}}})" for count in (1, 2, 3))

RULES = Rules(
    Quotes("«", "»", "“", "”"),
    (
        ELLIPSIS,
        NUMBER_RANGE,
        SPACED_DASH,
        day_and_month(_MONTHS),
        rule(rf"(?<=(?<!\w)1er) (?=(?:{'|'.join(_MONTHS.split())})\b)", NO_BREAK),
        before_number("n° nº p. pp. art. par. vol. §"),
        rule(r"(?<=«)[ \u202f](?=\S)|(?<=«)(?=[^\s\u00a0\u202f])", NO_BREAK),
        rule(r"(?<=[^\s«])[ \u202f](?=»)|(?<=[^\s\u00a0\u202f«])(?=»)", NO_BREAK),
        rule(rf"{_WORD}[ \u00a0](?=[;!?])|{_WORD}(?=[;!?])", NARROW),
        rule(rf"{_WORD}[ \u202f](?=:(?:\s|$))|{_WORD}(?=:(?:\s|$))", NO_BREAK),
        rule(rf"(?:{_GROUP})[ \u00a0](?=\d{{3}}(?!\d))", NARROW),
        rule(r"(?<=\d) (?=[%€])", NO_BREAK),
        NO_BREAK_BEFORE_DASH,  # last: the spaces inside guillemets count as spaces after a dash
    ),
)
