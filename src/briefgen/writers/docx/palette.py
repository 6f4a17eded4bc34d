"""The theme part: the house's colours and fonts as Word's palette offers them to an editor.

Word opens files without it, but validators ask for it, and without it the palette shows Word's
own colours. Styles name their fonts and colours themselves and do not lean on it.
"""

from __future__ import annotations

from briefgen.roles import Role
from briefgen.theme import Theme
from briefgen.writers.docx.ooxml import Element, plain

_ACCENTS = ("1F4E79", "4A6B3A", "8A6D1B", "5B4A82")
"""Colours for an editor's own charts; each at least 4.5 to 1 against white."""


def theme_part(theme: Theme) -> Element:
    """Return word/theme/theme1.xml (ISO/IEC 29500-1, 20.1.6.9)."""
    return plain(
        "a:theme", plain("a:themeElements", _colours(theme), _fonts(theme), _formats()), name=theme.name
    )


def _colours(theme: Theme) -> Element:
    text, grey, link = (theme.look(role).colour for role in (Role.BODY, Role.PAGE_LABEL, Role.LINK))
    colours = {
        "dk1": text,
        "lt1": "FFFFFF",
        "dk2": grey,
        "lt2": "F2F2F2",
        "accent1": theme.accent,
        "accent2": grey,
    }
    colours |= {f"accent{number}": colour for number, colour in enumerate(_ACCENTS, 3)}
    colours |= {"hlink": link, "folHlink": link}
    rows = (plain(f"a:{name}", plain("a:srgbClr", val=colour)) for name, colour in colours.items())
    return plain("a:clrScheme", *rows, name=theme.name)


def _fonts(theme: Theme) -> Element:
    def slot(name: str, latin: str) -> Element:
        return plain(
            f"a:{name}",
            plain("a:latin", typeface=latin),
            plain("a:ea", typeface=""),
            plain("a:cs", typeface=""),
        )

    major, minor = slot("majorFont", theme.display.latin), slot("minorFont", theme.text.latin)
    return plain("a:fontScheme", major, minor, name=theme.name)


def _formats() -> Element:
    """Three plain fills, lines and effects each: the least that the schema allows."""

    def fill() -> Element:
        return plain("a:solidFill", plain("a:schemeClr", val="phClr"))

    return plain(
        "a:fmtScheme",
        plain("a:fillStyleLst", *(fill() for _ in range(3))),
        plain("a:lnStyleLst", *(plain("a:ln", fill(), w=6350 * number) for number in (1, 2, 3))),
        plain("a:effectStyleLst", *(plain("a:effectStyle", plain("a:effectLst")) for _ in range(3))),
        plain("a:bgFillStyleLst", *(fill() for _ in range(3))),
        name="Plain",
    )
