"""Arabic: «…», and the comma, semicolon and question mark of the script after its letters."""

from __future__ import annotations

from briefgen.passes.typography.rules import ELLIPSIS, Quotes, Rules, rule

_AFTER = r"(?<=[\u0620-\u0669\u066e-\u06d3\u06d5-\u06ff\u0750-\u077f»])"

RULES = Rules(
    Quotes("«", "»", "“", "”"),
    (
        ELLIPSIS,
        rule(rf"{_AFTER},", "،"),
        rule(rf"{_AFTER};", "؛"),
        rule(rf"{_AFTER}\?", "؟"),
    ),
)
