"""Spanish: «…» with “…” inside, as the Real Academia recommends; days and months kept together."""

from __future__ import annotations

from briefgen.passes.typography.rules import (
    ELLIPSIS,
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

_MONTHS = "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"
_DAY = day_and_month(" ".join(rf"de\x20{month}" for month in _MONTHS.split()))

RULES = Rules(
    Quotes("«", "»", "“", "”"),
    (
        ELLIPSIS,
        NUMBER_RANGE,
        SPACED_DASH,
        NO_BREAK_BEFORE_DASH,
        _DAY,
        before_number("n.º núm. p. pp. pág. art. párr. vol. §"),
        rule(r"(?<=\d) (?=[%€])", NO_BREAK),
    ),
)
