"""Fonts and languages in Word's four slots: Latin, other, East Asian, complex script."""

from __future__ import annotations

from dataclasses import dataclass

from briefgen.theme import FontFamily, Theme
from briefgen.writers.docx.ooxml import Element, root, w
from briefgen.writers.docx.scripts import Script, base_language

_REGIONS = {
    "en": "en-GB", "fr": "fr-FR", "de": "de-DE", "es": "es-ES", "ar": "ar-SA", "ug": "ug-CN", "bo": "bo-CN",
    "zh": "zh-CN", "zh-Hans": "zh-CN", "zh-Hant": "zh-TW",
}  # fmt: skip
"""Word has no spelling for a language without a region; [MS-LCID] lists those it knows."""

_TRADITIONAL = ("zh-Hant", "zh-TW", "zh-HK", "zh-MO")
_EAST_ASIAN = ("zh", "ja", "ko")
_COMPLEX = ("ar", "ug", "bo", "dz", "fa", "he", "ur", "hi", "th")


def word_language(code: str) -> str:
    """Return the tag that Word expects for a BCP 47 code."""
    return _REGIONS.get(code, code)


def language_element(code: str, script: Script | None = None) -> Element:
    """Return `w:lang` for a language; the slot is that of its script, or of the script of the run."""
    tag, base = word_language(code), base_language(code)
    if script == "han" or (script is None and base in _EAST_ASIAN):
        return w("lang", eastAsia=tag)
    if script in ("rtl", "tibetan", "complex") or (script is None and base in _COMPLEX):
        return w("lang", bidi=tag)
    return w("lang", val=tag)


def document_language(code: str) -> Element:
    """Return the `w:lang` of the whole document: the slot of its own script says its language."""
    tag, base = word_language(code), base_language(code)
    return w(
        "lang",
        val=tag,
        eastAsia=tag if base in _EAST_ASIAN else "zh-CN",
        bidi=tag if base in _COMPLEX else "ar-SA",
    )


def family_element(family: FontFamily, language: str) -> Element:
    """Return `w:rFonts` of a voice, its slots chosen by the language of the document."""
    return w(
        "rFonts",
        ascii=family.latin,
        hAnsi=family.latin,
        eastAsia=family.hant if language.startswith(_TRADITIONAL) else family.hans,
        cs=family.tibetan if base_language(language) in ("bo", "dz") else family.arabic,
    )


def script_fonts(family: FontFamily, script: Script, language: str, document: str) -> Element | None:
    """Return the `w:rFonts` that a run of this script needs beyond what its style says."""
    tibetan_document = base_language(document) in ("bo", "dz")
    match script:
        case "han":
            traditional = language.startswith(_TRADITIONAL)
            same = traditional == document.startswith(_TRADITIONAL)
            font = family.hant if traditional else family.hans
            return w("rFonts", hint="eastAsia", eastAsia=None if same else font)
        case "tibetan":
            return w("rFonts", ascii=family.tibetan, hAnsi=family.tibetan, cs=family.tibetan)
        case "rtl":
            return w("rFonts", cs=family.arabic) if tibetan_document else None
        case "latin" | "complex":
            return None


@dataclass(frozen=True, slots=True)
class _Facts:
    """What Word wants to know of a font that may be missing (ISO/IEC 29500-1, 17.8.3)."""

    family: str
    panose: str | None
    alternative: str | None
    signature: str
    """The eight-digit numbers usb0 to usb3, csb0, csb1 of the font's OS/2 table."""
    charset: str = "00"


_LATIN = "E00002FF 4000201F 08000029 00100000 0000019F 00000000"
_HANS = "20000083 2ADF3C10 00000016 00000000 60060107 00000000"
_HANT = "20000083 2ADF3C10 00000016 00000000 60120107 00000000"
_ARABIC = "A000206F 8200204A 00000008 00000000 00000053 00080000"
_TIBETAN = "80000003 00006000 00000040 00000000 00000001 00000000"
_KNOWN = {
    "Noto Serif": _Facts("roman", "02020502060505020204", None, _LATIN),
    "Noto Sans": _Facts("swiss", "020B0502040504020204", None, _LATIN),
    "Noto Sans SC": _Facts("swiss", "020B0200000000000000", "Microsoft YaHei", _HANS, "86"),
    "Noto Sans TC": _Facts("swiss", "020B0200000000000000", "Microsoft JhengHei", _HANT, "88"),
    "Noto Naskh Arabic": _Facts("auto", None, "Traditional Arabic", _ARABIC, "B2"),
    "Noto Serif Tibetan": _Facts("roman", None, "Microsoft Himalaya", _TIBETAN),
}
"""Read from the OS/2 tables of the fonts that set-up installs."""


def font_table(theme: Theme) -> Element:
    """Return the part that names a replacement for each font, for machines that have not ours."""
    names: dict[str, str | None] = {}
    for family in (theme.text, theme.display):
        names.setdefault(family.latin, family.alternative)
        for name in (family.hans, family.hant, family.arabic, family.tibetan):
            names.setdefault(name, None)
    return root("fonts", *(_font(name, alternative) for name, alternative in sorted(names.items())))


def _font(name: str, alternative: str | None) -> Element:
    facts = _KNOWN.get(name, _Facts("auto", None, None, ""))
    font = w("font", name=name)
    if other := alternative or facts.alternative:
        font.append(w("altName", val=other))
    if facts.panose:
        font.append(w("panose1", val=facts.panose))
    font.append(w("charset", val=facts.charset))
    font.append(w("family", val=facts.family))
    font.append(w("pitch", val="variable"))
    if facts.signature:
        keys = ("usb0", "usb1", "usb2", "usb3", "csb0", "csb1")
        font.append(w("sig", **dict(zip(keys, facts.signature.split(), strict=True))))
    return font
