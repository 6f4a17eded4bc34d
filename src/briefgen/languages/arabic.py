"""Wording and dates in Arabic."""

from __future__ import annotations

from briefgen.languages.dates import DatePatterns
from briefgen.languages.wording import Wording, Words

WORDS: Words = {
    Wording.MARK_DRAFT: "مسودة: ليست للنشر",
    Wording.MARK_SAMPLE: "نموذج أُعيدت صياغته استنادًا إلى وقائع معلنة؛ وليس نصًا صادرًا عن المنظمات المذكورة",
    Wording.MARK_PARTNERS: "سري: للمنظمات الشريكة فقط",
    Wording.MARK_GOVERNMENTS: "للحكومات فقط؛ غير مخصص للنشر",
    Wording.MARK_INTERNAL: "وثيقة داخلية: يُرجى عدم تداولها",
    Wording.PAGE_LABEL: "صفحة {page} من {pages}",
    Wording.TABLE_LABEL: "الجدول {number}",
    Wording.FIGURE_LABEL: "الشكل {number}",
    Wording.SUBJECT: "الموضوع: {subject}",
    Wording.REFERENCE: "المرجع: {reference}",
    Wording.ROUND: "{dialogue}، {dates}",
    Wording.ROUND_WITH_PLACE: "{dialogue}، {place}، {dates}",
    Wording.RUNNING_HEAD: "{issuer} · {subject}",
    Wording.PLACE_AND_DATE: "{place}، {date}",
    Wording.PLACE_AND_DAY: "{place}، {date}",
    Wording.INVITED: "(لم يوافق بعد على التوقيع)",
    Wording.COPIES: "نسخة إلى:",
    Wording.ENCLOSURES: "المرفقات:",
    Wording.PHONE: "الهاتف: {phone}",
    Wording.EMAIL: "البريد الإلكتروني: {email}",
    Wording.WEB: "الموقع الإلكتروني: {web}",
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
