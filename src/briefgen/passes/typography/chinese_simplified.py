"""Chinese in simplified characters: “…” and ‘…’, full-width marks, no spaces."""

from __future__ import annotations

from briefgen.passes.typography.rules import Quotes, Rules, rule

_HAN = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_MARKS = r"，。；：？！、（）「」『』《》〈〉“”‘’"
_AFTER_HAN = rf"(?<=[{_HAN}”」』》）])"

# Marks become full-width first: what follows looks at them.
TABLE = (
    *(
        rule(rf"{_AFTER_HAN}{half}(?!\w)|{_AFTER_HAN}{half}(?=[{_HAN}])", full)
        for half, full in ((",", "，"), (";", "；"), (":", "："), (r"\?", "？"), ("!", "！"))
    ),
    rule(rf"(?<=[{_HAN}])\.(?=$|[”」』\s])", "。"),
    rule(rf"(?<=[{_HAN}，。；：？！、])[ ]+(?=[{_HAN}，。；：？！、])", ""),
    rule(rf"(?<=[{_HAN}{_MARKS}])\.{{3,6}}", "……"),
    rule(rf"(?<=[{_HAN}{_MARKS}])--(?=[{_HAN}{_MARKS}])", "——"),
)

RULES = Rules(Quotes("“", "”", "‘", "’", spaced=False), TABLE)
