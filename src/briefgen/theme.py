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
    on_new_page: bool = False
    """Begins a page (divisions)."""
    rule_above: float = 0.0
    """Thickness of a rule above, points; 0 for none."""
    rule_below: float = 0.0
    rule_start: float = 0.0
    """Thickness of a rule along the start edge, points; it stands at the indent, the text beside it."""


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

    @property
    def landscape(self) -> Page:
        """The same paper on its long side, with narrower margins that still hold marks and running head."""
        return replace(
            self, width=self.height, height=self.width, top=27.0, bottom=22.0, inner=20.0, outer=20.0
        )


ACCENT = "8A1538"
"""A deep red, 8.9 to 1 against white (WCAG 2.1, 1.4.3 asks 4.5)."""
GREY = "595959"
"""7.0 to 1 against white."""

RULE_GAP = 3.5
"""Between a rule at the start edge and the text beside it, millimetres."""

_BODY = Look(after=7.5)
_LINE = Look()
_HEADING = Look(voice="display", bold=True, keep_with_next=True, keep_together=True, before=15.0, after=7.5)
_SMALL = Look(voice="display", size=8.5, line=11.25, colour=GREY)
_NOTE = Look(size=9.5, line=13.5, after=3.75)

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
    Role.KIND_LINE: Look(voice="display", size=9.5, line=15.0, bold=True, colour=ACCENT, after=7.5),
    Role.SUBTITLE: Look(voice="display", size=13.0, line=18.75, colour=GREY, after=7.5),
    Role.BYLINE: Look(voice="display", size=9.5, line=15.0, bold=True),
    Role.LABEL: Look(
        voice="display", size=8.5, line=11.25, bold=True, colour=GREY, after=3.75, keep_with_next=True
    ),
    Role.PARTICULAR: Look(voice="display", size=8.5, line=11.25, after=3.75),
    Role.END_MARK: Look(
        voice="display", size=9.5, line=15.0, bold=True, before=7.5, after=15.0, align="center"
    ),
    Role.CONTACT_LINE: Look(voice="display", size=9.5, line=13.5),
    Role.LEGEND_LINE: Look(voice="display", size=8.5, line=11.25),
    Role.LETTERHEAD: Look(after=22.5, rule_below=1.0, colour=ACCENT),
    Role.ADDRESSEE: Look(after=15.0),
    Role.PARTICULARS: Look(after=15.0),
    Role.SIGNATURE: Look(before=22.5, keep_together=True),
    Role.COPIES: Look(before=15.0),
    Role.QUOTATION: Look(indent=8.0, after=7.5),
    Role.MASTHEAD: Look(after=22.5, rule_below=1.0, colour=ACCENT),
    Role.SUMMARY: Look(before=15.0, after=22.5, rule_above=0.75, rule_below=0.75, colour=ACCENT),
    Role.CLAIM: Look(before=3.75, after=7.5, indent=0.0, rule_start=0.75, colour=GREY),
    Role.CONCERN: Look(after=7.5, indent=8.0, rule_start=2.25, colour=ACCENT),
    Role.CASE: Look(before=7.5, after=7.5),
    Role.CONTACTS: Look(before=22.5, rule_above=0.75, colour=GREY),
    Role.CONTACT: Look(after=7.5, keep_together=True),
    Role.LEGEND: Look(after=3.75, keep_together=True),
    Role.NOTES_TO_EDITORS: Look(before=15.0, rule_above=0.75, colour=GREY),
    Role.BOILERPLATE: Look(before=15.0, keep_together=True),
    Role.APPENDIX: Look(on_new_page=True),
    Role.NAME: _LINE,
    Role.EXACT: _LINE,
    Role.EMPTY: Look(italic=True, colour=GREY),
    Role.HEADING_1: replace(_HEADING, size=13.0, line=18.75, before=0.0, after=11.25),
    Role.HEADING_2: replace(_HEADING, size=12.0, before=22.5),
    Role.HEADING_3: replace(_HEADING, size=10.5, before=15.0, after=3.75),
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
    Role.TABLE_NOTE: Look(voice="display", size=8.5, line=11.25, before=3.75),
    Role.CONTENTS_2: Look(voice="display", size=10.0, line=15.0, before=1.875),
    Role.CONTENTS_3: Look(voice="display", size=9.5, line=12.0, indent=6.0),
    Role.CONTENTS_4: Look(voice="display", size=9.5, line=12.0, indent=12.0),
    Role.LINK: Look(colour=ACCENT),
    Role.RUNNING_HEAD: _SMALL,
    Role.PAGE_LABEL: replace(_SMALL, align="end"),
    Role.MARK: Look(voice="display", size=8.0, line=10.0, bold=True, colour=ACCENT),
}

_IN_CELL = replace(HOUSE_LOOKS[Role.TABLE_CELL], before=0.0, after=0.0, rule_below=0.0)
_SMALL_HEADING = replace(HOUSE_LOOKS[Role.HEADING_2], size=10.5, before=0.0, after=3.75)

HOUSE_LOOKS_INSIDE: dict[tuple[Role, Role], Look] = {
    # the title of a report or release; that of a letter is its subject line
    (Role.MASTHEAD, Role.HEADING_1): replace(
        HOUSE_LOOKS[Role.HEADING_1], size=24.0, line=30.0, bold=True, after=7.5
    ),
    (Role.NOTES_TO_EDITORS, Role.HEADING_2): _SMALL_HEADING,
    (Role.NOTES_TO_EDITORS, Role.BODY): _NOTE,
    (Role.BOILERPLATE, Role.BODY): _NOTE,
    (Role.LEGEND, Role.LABEL): replace(HOUSE_LOOKS[Role.LABEL], after=0.0),
    (Role.CONTACTS, Role.HEADING_2): replace(_SMALL_HEADING, after=7.5),
    (Role.TABLE_CELL, Role.PARTICULAR): _SMALL,
    (Role.TABLE_CELL, Role.LIST_BULLET): replace(_IN_CELL, indent=3.0, hanging=3.0),
    (Role.TABLE_CELL, Role.LIST_NUMBER): replace(_IN_CELL, indent=4.5, hanging=4.5),
    (Role.TABLE_HEADER, Role.PARTICULAR): _SMALL,
}
"""Looks that differ inside a division or cell: (what is around, what stands in it, at any depth)."""


@dataclass(frozen=True, slots=True)
class Theme:
    """A house style."""

    name: str = "house"
    text: FontFamily = FontFamily("Noto Serif")
    display: FontFamily = FontFamily("Noto Sans", alternative="Calibri")
    page: Page = Page()
    accent: str = ACCENT
    looks: dict[Role, Look] = field(default_factory=lambda: dict(HOUSE_LOOKS))
    inside: dict[tuple[Role, Role], Look] = field(default_factory=lambda: dict(HOUSE_LOOKS_INSIDE))

    def look(self, role: Role, around: Role | None = None) -> Look:
        """Return the look of a role, inside another where it differs there; every role has one."""
        there = self.inside.get((around, role)) if around else None
        return there or self.looks[role]

    def family(self, look: Look) -> FontFamily:
        """Return the typefaces of a look's voice."""
        return self.text if look.voice == "text" else self.display


HOUSE = Theme()
