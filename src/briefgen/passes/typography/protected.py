"""What no rule of typography touches, in any language."""

from __future__ import annotations

import re

_URL = r"(?:https?://|mailto:|www\.)[^\s<>“”«»„\"]+"
_MAIL = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
_DOMAIN = r"\b[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}/[^\s\"]*"
_UN_SYMBOL = r"\b(?:A|E|S|ST|CCPR|CEDAW|CAT|CRC|CERD|CMW|CED|CESCR|CRPD|HRI|HRC)(?:/[\w.()-]+)+"
"""Symbols of United Nations documents: A/HRC/27/2, CCPR/C/108/2, E/CN.4/2000/1, S/2001/5."""
_TIME = r"\b\d{1,2}[:.]\d{2}(?::\d{2})?(?!\d)(?=\s*(?:[hH]\b|[ap]\.?m\b|Uhr\b|UTC|GMT|CET|CEST))"
_CLOCK = r"\b\d{1,2}:\d{2}(?::\d{2})?\b"
_ISO_DATE = r"\b\d{4}-\d{2}-\d{2}\b"
_PHONE = r"\+\d[\d\s\u00a0\u202f()./-]{4,}\d|\(0\d+\)[\d\s\u00a0\u202f./-]{4,}\d"
_LOCAL_PHONE = r"\b0\d[\d\s\u00a0\u202f()./-]{5,}\d"
_CODE = r"\b[A-Z][A-Z0-9]*(?:[-/][A-Z0-9]*\d[A-Z0-9]*)+\b"
"""References and symbols such as LW/2031/17 or ISO-8601."""

PROTECTED = re.compile(
    "|".join((_URL, _MAIL, _DOMAIN, _UN_SYMBOL, _TIME, _CLOCK, _ISO_DATE, _PHONE, _LOCAL_PHONE, _CODE))
)
