"""The keys of those words that Python code prints; templates use any key of the catalogs."""

from __future__ import annotations

from enum import StrEnum


class Wording(StrEnum):
    """Keys of the catalogs; what each says, and what its holes are, stands there (`catalogs/en.po`)."""

    MARK_DRAFT = "mark-draft"
    MARK_SAMPLE = "mark-sample"
    MARK_PARTNERS = "mark-partners"
    MARK_GOVERNMENTS = "mark-governments"
    MARK_INTERNAL = "mark-internal"
    PAGE_LABEL = "page-label"
    TABLE_LABEL = "table-label"
    FIGURE_LABEL = "figure-label"
    ROUND = "round"
    RUNNING_HEAD = "running-head"
