"""German as set in Switzerland: «…» and ‹…› without spaces."""

from __future__ import annotations

from briefgen.passes.typography.german import german
from briefgen.passes.typography.rules import Quotes

RULES = german(Quotes("«", "»", "‹", "›"))
