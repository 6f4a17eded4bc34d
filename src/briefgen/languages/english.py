"""Wording and dates in English."""

from __future__ import annotations

from briefgen.languages.dates import DatePatterns
from briefgen.languages.wording import Wording, Words

WORDS: Words = {
    Wording.MARK_DRAFT: "Draft: not for distribution",
    Wording.MARK_SAMPLE: "Sample, rewritten from public facts; not a text of the organisations named",
    Wording.MARK_PARTNERS: "Confidential: for partner organisations only",
    Wording.MARK_GOVERNMENTS: "For governments only; not for publication",
    Wording.MARK_INTERNAL: "Internal: not to be passed on",
    Wording.PAGE_LABEL: "Page {page} of {pages}",
    Wording.TABLE_LABEL: "Table {number}",
    Wording.FIGURE_LABEL: "Figure {number}",
    Wording.SUBJECT: "Re: {subject}",
    Wording.REFERENCE: "Reference: {reference}",
    Wording.ROUND: "{dialogue}, {dates}",
    Wording.ROUND_WITH_PLACE: "{dialogue}, {place}, {dates}",
    Wording.RUNNING_HEAD: "{issuer} · {subject}",
    Wording.PLACE_AND_DATE: "{place}, {date}",
    Wording.PLACE_AND_DAY: "{place}, {date}",
    Wording.INVITED: "(not yet agreed to sign)",
    Wording.COPIES: "Copies to:",
    Wording.ENCLOSURES: "Enclosures:",
    Wording.PHONE: "Telephone: {phone}",
    Wording.EMAIL: "Email: {email}",
    Wording.WEB: "Web: {web}",
}

DATES = DatePatterns(
    day="{day} {month} {year}",
    month="{month} {year}",
    year="{year}",
    days="{day}–{day2} {month} {year}",
    days_months="{day} {month} – {day2} {month2} {year}",
    months="{month}–{month2} {year}",
    years="{year}–{year2}",
    other="{start} – {end}",
)
