"""Chinese in traditional characters: 「…」 and 『…』; all else as in simplified characters."""

from __future__ import annotations

from briefgen.passes.typography.chinese_simplified import TABLE
from briefgen.passes.typography.rules import Quotes, Rules

RULES = Rules(Quotes("「", "」", "『", "』", spaced=False), TABLE)
