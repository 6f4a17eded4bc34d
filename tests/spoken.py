"""A workspace with a letter, a press release and a report in any language.

The workspace is that of docs/documents.md, its English replaced phrase by phrase. What has no phrase stays
English: texts that run both ways, and mixed scripts, are part of the day's work.
"""

from __future__ import annotations

from pathlib import Path

from .documents_page import type_in

LETTER = """\
kind: open-letter
format: 1
id: graustark-letter
audience: public
language: en
title: Talks with Graustark
subject: Talks with Graustark
issuers: [harbour-forum, strelsau-law-centre]
round: graustark-2031
date: 2031-03-01
salutation: Minister,
recipients:
  - id: zenda
    address: [Minister, Strelsau 1234]
body: |
  Findings: [[figure:lawyers-barred]] (Harbour Forum, 12,
  Strelsau).[[source:forum-2030|p. 12]][[source:gazette-2030]]

  - Lawyers, [press](https://press.example/a)
  - Closed hearings (2030)
closing: Minister,
signatories:
  - {person: irma-holt, capacity: Spokesperson, organisation: harbour-forum, agreement: agreed}
"""

_REACHED = (
    "    email: press@harbour-forum.example\n  - id",
    "    phone: +00 555 0177\n    email: press@harbour-forum.example\n    web: http://forum.example\n  - id",
)
"""An organisation with every way to reach it."""

PHRASES: dict[str, dict[str, str]] = {
    "ar": {
        "Harbour Forum": "منتدى الميناء",
        "Strelsau Law Centre": "مركز القانون",
        "Ruritania": "روريتانيا",
        "Graustark": "غراوستارك",
        "Talks with": "محادثات مع",
        "Lawyers": "المحامون",
        "lawyers off its roll": "من المحامين من الجدول",
        "Closed hearings": "جلسات مغلقة",
        "Findings": "نتائج",
        "Minister": "الوزير",
        "Spokesperson": "المتحدثة باسم المنتدى",
        "Since 2029 the bar has struck": "منذ عام 2029 شطبت النقابة",
        "Publish the agenda": "نشر جدول الأعمال (قبل كل جولة)",
    },
    "en-GB": {},
    "fr": {"Lawyers": "Les avocats", "Findings": "Constatations et preuves", "Minister": "Ministre"},
    "de": {"Lawyers": "Anwälte", "Findings": "Ergebnisse", "Minister": "Ministerin"},
    "es": {"Lawyers": "Abogados", "Findings": "¿Qué sabemos?", "Minister": "Ministra"},
    "zh-Hans": {
        "Harbour Forum": "海港论坛",
        "Graustark": "格劳斯塔克",
        "Lawyers": "律师",
        "lawyers off its roll": "名律师",
        "Findings": "调查结果",
        "Closed hearings": "见“أمل فتحي «نص»”，〈نص (12)〉",
        "Minister": "部长",
    },
    "zh-Hant": {
        "Harbour Forum": "海港論壇",
        "Graustark": "格勞斯塔克",
        "Lawyers": "律師",
        "lawyers off its roll": "名律師",
        "Findings": "調查結果",
        "Closed hearings": "見「أمل فتحي «نص»」，《نص (12)》",
        "Minister": "部長",
    },
}


def tell(folder: Path, language: str) -> None:
    """Lay out the workspace in a language."""
    type_in(folder)
    (folder / "briefings/graustark-2031/letter.yaml").write_text(LETTER, encoding="utf-8")
    for path in folder.rglob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        text = (
            text.replace(*_REACHED)
            .replace("language: en", f"language: {language}")
            .replace("{en: ", f"{{{language}: ")
        )
        for phrase, translation in PHRASES[language].items():
            text = text.replace(phrase, translation)
        path.write_text(text, encoding="utf-8")
