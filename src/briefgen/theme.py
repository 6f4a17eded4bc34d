"""How things look: one table of looks by role that drives the stylesheet and the Word styles alike.

Units stand in the docstrings: points (1/72 inch) for type and spacing, millimetres for the page.
Vertical measures are multiples of half the body line, so that pages keep their rhythm.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal

from briefgen.roles import Role


@dataclass(frozen=True, slots=True)
class FontFamily:
    """The typefaces of one voice, by script; every name is a family that set-up installs."""

    latin: str
    hans: str = "Noto Sans SC"
    hant: str = "Noto Sans TC"
    arabic: str = "Noto Naskh Arabic"
    tibetan: str = "Noto Serif Tibetan"
    alternative: str = "Cambria"
    """What Word may use where the Latin family is not installed."""


@dataclass(frozen=True, slots=True)
class Look:
    """The look of a role. Sizes and spaces in points, indents in millimetres, colours as RRGGBB."""

    voice: Literal["text", "display"] = "text"
    size: float = 10.5
    line: float = 15.0
    """Distance of base lines, points."""
    bold: bool = False
    italic: bool = False
    colour: str = "1A1A1A"
    before: float = 0.0
    """Space above, points; none at the top of a page."""
    after: float = 0.0
    """Space below, points."""
    indent: float = 0.0
    """Indent at the start edge, millimetres."""
    hanging: float = 0.0
    """Width of the label that hangs in the indent, millimetres (lists)."""
    align: Literal["start", "end", "center"] = "start"
    keep_with_next: bool = False
    keep_with_previous: bool = False
    keep_together: bool = False
    rule_above: float = 0.0
    """Thickness of a rule above, points; 0 for none."""
    rule_below: float = 0.0


@dataclass(frozen=True, slots=True)
class Page:
    """Page and margins in millimetres."""

    name: str = "A4"
    width: float = 210.0
    height: float = 297.0
    top: float = 30.0
    bottom: float = 28.0
    inner: float = 30.0
    """Start-edge margin (left in left-to-right scripts)."""
    outer: float = 30.0

    @property
    def text_width(self) -> float:
        """Width of the text column, millimetres."""
        return self.width - self.inner - self.outer


ACCENT = "8A1538"
"""A deep red, 8.9 to 1 against white (WCAG 2.1, 1.4.3 asks 4.5)."""
GREY = "595959"
"""7.0 to 1 against white."""

_BODY = Look(after=7.5)
_LINE = Look()
_HEADING = Look(voice="display", bold=True, keep_with_next=True, keep_together=True, before=15.0, after=7.5)
_SMALL = Look(voice="display", size=8.5, line=11.25, colour=GREY)

HOUSE_LOOKS: dict[Role, Look] = {
    Role.BODY: _BODY,
    Role.DATE: _LINE,
    Role.REFERENCE: _LINE,
    Role.SALUTATION: replace(_BODY, keep_with_next=True),
    Role.CLOSING: replace(_BODY, before=7.5, keep_with_next=True, keep_with_previous=True),
    Role.ADDRESS_LINE: _LINE,
    Role.ISSUER_NAME: Look(voice="display", size=15.0, line=18.75, bold=True, colour=ACCENT),
    Role.ISSUER_LINE: _SMALL,
    Role.SIGNATORY_NAME: Look(bold=True, keep_with_next=True, keep_together=True),
    Role.SIGNATORY_CAPACITY: _LINE,
    Role.COPY_LINE: _SMALL,
    Role.LETTERHEAD: Look(after=22.5, rule_below=1.0, colour=ACCENT),
    Role.ADDRESSEE: Look(after=15.0),
    Role.PARTICULARS: Look(after=15.0),
    Role.SIGNATURE: Look(before=22.5, keep_together=True),
    Role.COPIES: Look(before=15.0),
    Role.QUOTATION: Look(indent=8.0, after=7.5),
    Role.NAME: _LINE,
    Role.EXACT: _LINE,
    Role.HEADING_1: replace(_HEADING, size=13.0, line=18.75, before=0.0, after=11.25),
    Role.HEADING_2: replace(_HEADING, size=11.5),
    Role.HEADING_3: replace(_HEADING, size=10.5, before=7.5, after=3.75),
    Role.HEADING_4: replace(_HEADING, size=10.5, bold=False, italic=True, before=7.5, after=3.75),
    Role.LIST_BULLET: Look(after=3.75, indent=7.0, hanging=5.0),
    Role.LIST_NUMBER: Look(after=3.75, indent=7.0, hanging=7.0),
    Role.TABLE: Look(before=7.5, after=15.0),
    Role.TABLE_HEADER: Look(
        voice="display", size=9.0, line=12.0, bold=True, before=2.0, after=2.0, indent=2.0, rule_below=0.75
    ),
    Role.TABLE_CELL: Look(
        voice="display", size=9.0, line=12.0, before=2.0, after=2.0, indent=2.0, rule_below=0.25
    ),
    Role.CAPTION: Look(
        voice="display", size=9.0, line=12.0, bold=True, after=3.75, before=7.5, keep_with_next=True
    ),
    Role.FIGURE: Look(after=7.5, keep_together=True),
    Role.FOOTNOTE: Look(size=8.5, line=11.25, after=2.0),
    Role.LINK: Look(colour=ACCENT),
    Role.RUNNING_HEAD: _SMALL,
    Role.PAGE_LABEL: replace(_SMALL, align="end"),
    Role.MARK: Look(voice="display", size=8.0, line=10.0, bold=True, colour=ACCENT),
}


@dataclass(frozen=True, slots=True)
class Theme:
    """A house style."""

    name: str = "house"
    text: FontFamily = FontFamily("Noto Serif")
    display: FontFamily = FontFamily("Noto Sans", alternative="Calibri")
    page: Page = Page()
    accent: str = ACCENT
    looks: dict[Role, Look] = field(default_factory=lambda: dict(HOUSE_LOOKS))

    def look(self, role: Role) -> Look:
        """Return the look of a role; every role has one (a test holds it)."""
        return self.looks[role]

    def family(self, look: Look) -> FontFamily:
        """Return the typefaces of a look's voice."""
        return self.text if look.voice == "text" else self.display


HOUSE = Theme()
