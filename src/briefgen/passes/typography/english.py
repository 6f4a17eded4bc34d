"""English as set in Britain: curly double quotation marks, spaced en dashes."""

from __future__ import annotations

from briefgen.passes.typography.rules import (
    ELLIPSIS,
    NO_BREAK_BEFORE_DASH,
    NUMBER_RANGE,
    SPACED_DASH,
    Quotes,
    Rules,
    before_number,
    day_and_month,
)

RULES = Rules(
    Quotes("“", "”", "‘", "’"),
    (
        ELLIPSIS,
        NUMBER_RANGE,
        SPACED_DASH,
        NO_BREAK_BEFORE_DASH,
        day_and_month(
            "January February March April May June July August September October November December"
        ),
        before_number("No. Nos. p. pp. Art. Arts. para. paras. vol. §"),
    ),
)
