"""Wording and dates in German."""

from __future__ import annotations

from briefgen.languages.dates import DatePatterns
from briefgen.languages.wording import Wording, Words

WORDS: Words = {
    Wording.MARK_DRAFT: "Entwurf: nicht zur Weitergabe",
    Wording.MARK_SAMPLE: (
        "Muster, nach öffentlich bekannten Tatsachen neu verfasst; kein Text der genannten Organisationen"
    ),
    Wording.MARK_PARTNERS: "Vertraulich: nur für Partnerorganisationen",
    Wording.MARK_GOVERNMENTS: "Nur für Regierungen; nicht zur Veröffentlichung",
    Wording.MARK_INTERNAL: "Intern: nicht weitergeben",
    Wording.PAGE_LABEL: "Seite {page} von {pages}",
    Wording.TABLE_LABEL: "Tabelle {number}",
    Wording.FIGURE_LABEL: "Abbildung {number}",
    Wording.SUBJECT: "Betreff: {subject}",
    Wording.REFERENCE: "Aktenzeichen: {reference}",
    Wording.ROUND: "{dialogue}, {dates}",
    Wording.ROUND_WITH_PLACE: "{dialogue}, {place}, {dates}",
    Wording.RUNNING_HEAD: "{issuer} · {subject}",
    Wording.PLACE_AND_DATE: "{place}, {date}",
    Wording.PLACE_AND_DAY: "{place}, {date}",
    Wording.INVITED: "(hat der Unterschrift noch nicht zugestimmt)",
    Wording.COPIES: "Kopien an:",
    Wording.ENCLOSURES: "Anlagen:",
    Wording.PHONE: "Telefon: {phone}",
    Wording.EMAIL: "E-Mail: {email}",
    Wording.WEB: "Internet: {web}",
}

DATES = DatePatterns(
    day="{day}. {month} {year}",
    month="{month} {year}",
    year="{year}",
    days="{day}.–{day2}. {month} {year}",
    days_months="{day}. {month} – {day2}. {month2} {year}",
    months="{month}–{month2} {year}",
    years="{year}–{year2}",
    other="{start} – {end}",
)
