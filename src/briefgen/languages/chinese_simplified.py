"""Wording and dates in Chinese in simplified characters."""

from __future__ import annotations

from briefgen.languages.dates import DatePatterns
from briefgen.languages.wording import Wording, Words

WORDS: Words = {
    Wording.MARK_DRAFT: "草稿：请勿外传",
    Wording.MARK_SAMPLE: "样本，根据公开事实重新撰写；并非文中所列组织的文本",
    Wording.MARK_PARTNERS: "保密：仅供合作组织使用",
    Wording.MARK_GOVERNMENTS: "仅供各国政府使用；不得公开发表",
    Wording.MARK_INTERNAL: "内部文件：请勿外传",
    Wording.PAGE_LABEL: "第{page}页，共{pages}页",
    Wording.TABLE_LABEL: "表{number}",
    Wording.FIGURE_LABEL: "图{number}",
    Wording.SUBJECT: "事由：{subject}",
    Wording.REFERENCE: "编号：{reference}",
    Wording.ROUND: "{dialogue}（{dates}）",
    Wording.ROUND_WITH_PLACE: "{dialogue}（{place}，{dates}）",
    Wording.RUNNING_HEAD: "{issuer} · {subject}",
    Wording.PLACE_AND_DATE: "{place}，{date}",
    Wording.PLACE_AND_DAY: "{place}，{date}",
    Wording.INVITED: "（尚未同意签署）",
    Wording.COPIES: "抄送：",
    Wording.ENCLOSURES: "附件：",
    Wording.PHONE: "电话：{phone}",
    Wording.EMAIL: "电子邮件：{email}",
    Wording.WEB: "网址：{web}",
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
