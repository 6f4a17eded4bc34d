"""The closed list of words that briefgen itself prints; every language has every one of them."""

from __future__ import annotations

from enum import Enum


class Wording(Enum):
    """What is said; values in braces are filled in. The value of each is its name in templates."""

    MARK_DRAFT = "mark-draft"
    MARK_SAMPLE = "mark-sample"
    """Where texts bear real names but are not those bodies' own."""
    MARK_PARTNERS = "mark-partners"
    MARK_GOVERNMENTS = "mark-governments"
    MARK_INTERNAL = "mark-internal"
    PAGE_LABEL = "page-label"
    """Keeps `{page}` and `{pages}`: each format counts for itself."""
    TABLE_LABEL = "table-label"
    """`{number}`"""
    FIGURE_LABEL = "figure-label"
    """`{number}`"""
    SUBJECT = "subject"
    """`{subject}`"""
    REFERENCE = "reference"
    """`{reference}`"""
    ROUND = "round"
    """`{dialogue}` and `{dates}`"""
    ROUND_WITH_PLACE = "round-with-place"
    """`{dialogue}`, `{dates}` and `{place}`"""
    RUNNING_HEAD = "running-head"
    """`{issuer}` and `{subject}`"""
    PLACE_AND_DATE = "place-and-date"
    """`{place}` and `{date}`: the date line of a letter where the day is not known."""
    PLACE_AND_DAY = "place-and-day"
    """`{place}` and `{date}`: the date line of a letter of one day ("Paris, le 28 septembre")."""
    INVITED = "invited"
    """Beneath the name of somebody who was asked to sign and has not answered; drafts only."""
    COPIES = "copies"
    ENCLOSURES = "enclosures"
    PHONE = "phone"
    """`{phone}`"""
    EMAIL = "email"
    """`{email}`"""
    WEB = "web"
    """`{web}`"""


Words = dict[Wording, str]
