"""Wording and dates in Spanish."""

from __future__ import annotations

from briefgen.languages.dates import DatePatterns
from briefgen.languages.wording import Wording, Words

WORDS: Words = {
    Wording.MARK_DRAFT: "Borrador: no distribuir",
    Wording.MARK_SAMPLE: (
        "Muestra redactada de nuevo a partir de hechos públicos; no es un texto de las organizaciones citadas"
    ),
    Wording.MARK_PARTNERS: "Confidencial: solo para organizaciones asociadas",
    Wording.MARK_GOVERNMENTS: "Solo para gobiernos; prohibida su publicación",
    Wording.MARK_INTERNAL: "Documento interno: no difundir",
    Wording.PAGE_LABEL: "Página {page} de {pages}",
    Wording.TABLE_LABEL: "Tabla {number}",
    Wording.FIGURE_LABEL: "Figura {number}",
    Wording.SUBJECT: "Asunto: {subject}",
    Wording.REFERENCE: "Referencia: {reference}",
    Wording.ROUND: "{dialogue}, {dates}",
    Wording.ROUND_WITH_PLACE: "{dialogue}, {place}, {dates}",
    Wording.RUNNING_HEAD: "{issuer} · {subject}",
    Wording.PLACE_AND_DATE: "{place}, {date}",
    Wording.PLACE_AND_DAY: "{place}, {date}",
    Wording.INVITED: "(aún no ha aceptado firmar)",
    Wording.COPIES: "Copias a:",
    Wording.ENCLOSURES: "Documentos adjuntos:",
    Wording.PHONE: "Teléfono: {phone}",
    Wording.EMAIL: "Correo electrónico: {email}",
    Wording.WEB: "Sitio web: {web}",
}

DATES = DatePatterns(
    day="{day} de {month} de {year}",
    month="{month} de {year}",
    year="{year}",
    days="{day}–{day2} de {month} de {year}",
    days_months="{day} de {month} – {day2} de {month2} de {year}",
    months="{month}–{month2} de {year}",
    years="{year}–{year2}",
    other="{start} – {end}",
)
