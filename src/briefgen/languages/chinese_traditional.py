"""Wording and dates in Chinese in traditional characters."""

from __future__ import annotations

from briefgen.languages.dates import DatePatterns
from briefgen.languages.wording import Wording, Words

WORDS: Words = {
    Wording.MARK_DRAFT: "草稿：請勿外傳",
    Wording.MARK_SAMPLE: "樣本，根據公開事實重新撰寫；並非文中所列組織的文本",
    Wording.MARK_PARTNERS: "保密：僅供合作組織使用",
    Wording.MARK_GOVERNMENTS: "僅供各國政府使用；不得公開發表",
    Wording.MARK_INTERNAL: "內部文件：請勿外傳",
    Wording.PAGE_LABEL: "第{page}頁，共{pages}頁",
    Wording.TABLE_LABEL: "表{number}",
    Wording.FIGURE_LABEL: "圖{number}",
    Wording.SUBJECT: "主旨：{subject}",
    Wording.REFERENCE: "編號：{reference}",
    Wording.ROUND: "{dialogue}（{dates}）",
    Wording.ROUND_WITH_PLACE: "{dialogue}（{place}，{dates}）",
    Wording.RUNNING_HEAD: "{issuer} · {subject}",
    Wording.PLACE_AND_DATE: "{place}，{date}",
    Wording.PLACE_AND_DAY: "{place}，{date}",
    Wording.INVITED: "（尚未同意簽署）",
    Wording.COPIES: "副本：",
    Wording.ENCLOSURES: "附件：",
    Wording.PHONE: "電話：{phone}",
    Wording.EMAIL: "電子郵件：{email}",
    Wording.WEB: "網址：{web}",
}

DATES = DatePatterns(
    day="{year}年{month_number}月{day}日",
    month="{year}年{month_number}月",
    year="{year}年",
    days="{year}年{month_number}月{day}日至{day2}日",
    days_months="{year}年{month_number}月{day}日至{month_number2}月{day2}日",
    months="{year}年{month_number}月至{month_number2}月",
    years="{year}年至{year2}年",
    other="{start}至{end}",
)
