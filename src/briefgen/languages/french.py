"""Wording and dates in French."""

from __future__ import annotations

from briefgen.languages.dates import DatePatterns
from briefgen.languages.wording import Wording, Words

WORDS: Words = {
    Wording.MARK_DRAFT: "Projet : ne pas diffuser",
    Wording.MARK_SAMPLE: (
        "Exemple réécrit à partir de faits publics\u202f; n’est pas un texte des organisations citées"
    ),
    Wording.MARK_PARTNERS: "Confidentiel\u00a0: réservé aux organisations partenaires",
    Wording.MARK_GOVERNMENTS: "Réservé aux gouvernements\u202f; ne pas publier",
    Wording.MARK_INTERNAL: "Document interne\u00a0: ne pas diffuser",
    Wording.PAGE_LABEL: "Page {page} sur {pages}",
    Wording.TABLE_LABEL: "Tableau {number}",
    Wording.FIGURE_LABEL: "Figure {number}",
    Wording.SUBJECT: "Objet\u00a0: {subject}",
    Wording.REFERENCE: "Référence\u00a0: {reference}",
    Wording.ROUND: "{dialogue}, {dates}",
    Wording.ROUND_WITH_PLACE: "{dialogue}, {place}, {dates}",
    Wording.RUNNING_HEAD: "{issuer} · {subject}",
    Wording.PLACE_AND_DATE: "{place}, {date}",
    Wording.PLACE_AND_DAY: "{place}, le {date}",
    Wording.INVITED: "(n’a pas encore accepté de signer)",
    Wording.COPIES: "Copies à\u00a0:",
    Wording.ENCLOSURES: "Pièces jointes\u00a0:",
    Wording.PHONE: "Téléphone\u00a0: {phone}",
    Wording.EMAIL: "Courriel\u00a0: {email}",
    Wording.WEB: "Site web\u00a0: {web}",
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
    first_day="1er",
)
