"""German as set in Germany and Austria: „…“ and ‚…‘, spaced en dashes."""

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

_MONTHS = "Januar Jänner Februar März April Mai Juni Juli August September Oktober November Dezember"


def german(quotes: Quotes) -> Rules:
    """Return the rules of German with the quotation marks of one country."""
    return Rules(
        quotes,
        (
            ELLIPSIS,
            NUMBER_RANGE,
            rule(r"(?<=(?<!\d)\d\.)-(?=\d{1,2}\.)|(?<=(?<!\d)\d\d\.)-(?=\d{1,2}\.)", "–"),
            SPACED_DASH,
            NO_BREAK_BEFORE_DASH,
            day_and_month(_MONTHS, after_day=r"\."),
            before_number("Nr. S. Art. Abs. Ziff. Bd. §"),
            rule(
                r"(?<=\bz\.) (?=B\.)|(?<=\bd\.) (?=h\.)|(?<=\bu\.) (?=a\.)|(?<=\bi\.) (?=d\. R\.)", NO_BREAK
            ),
            rule(r"(?<=\d) (?=[%€])", NO_BREAK),
        ),
    )


RULES = german(Quotes("„", "“", "‚", "‘"))
