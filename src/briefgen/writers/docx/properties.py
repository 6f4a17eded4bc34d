"""Looks as Word's properties: a look where it stands, what stands around it, and how that is written.

A style says only what differs from the style it is based on.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from briefgen.document import Direction, Division
from briefgen.roles import REGISTRY, Role
from briefgen.theme import RULE_GAP, Look, Theme
from briefgen.writers.docx.fonts import family_element
from briefgen.writers.docx.ooxml import Element, flag, millimetres, twips, w

RULE_DISTANCE = 4
"""Points between a rule above or below and its text."""

FARTHEST_RULE = 31.0
"""Points: no rule stands farther from its text (ISO/IEC 29500-1, 17.18.2, `w:space`)."""

POINTS_PER_MILLIMETRE = 72 / 25.4


@dataclass(frozen=True, slots=True)
class Setting:
    """A look where it stands: what surrounds a paragraph (a division, a list) may change it."""

    look: Look
    rule_colour: str = ""
    """Of the rules above and below; the colour of the text where empty."""
    start_colour: str = ""
    """Of the rule along the start edge."""
    start_gap: float = 0.0
    """Millimetres between the rule along the start edge and the start of the first line."""
    right_to_left: bool = False
    """Matters to the rule along the start edge alone."""
    loose: bool = False
    """The line grows with what stands in it, for pictures."""
    level: int | None = None
    """Outline level of a heading, from 0."""
    tab: float | None = None
    """Millimetres from the start margin to where a page number ends, behind a row of dots."""


@dataclass(frozen=True, slots=True)
class Around:
    """The sum of the boxes around a block: divisions, lists, cells. Points and millimetres as in `Look`."""

    language: str
    direction: Direction
    width: float
    """Millimetres between the edges of what surrounds it, before `indent`."""
    indent: float = 0.0
    before: float = 0.0
    """At least so much space above."""
    after: float = 0.0
    on_new_page: bool = False
    keep_with_next: bool = False
    keep_together: bool = False
    keep_end: bool = False
    """What follows clings to the last paragraph."""
    rule_above: float = 0.0
    rule_below: float = 0.0
    rule_colour: str = ""
    rule_start: float = 0.0
    start_colour: str = ""
    start_at: float = 0.0
    """Where the rule along the start edge stands, millimetres like `indent`."""
    roles: tuple[Role, ...] = ()
    """Of the divisions and cells, the innermost last: inside some of them roles look otherwise."""
    why: tuple[str, ...] = ()
    """Words for the names of variants."""
    lists: int = 0
    """Number of lists around it."""
    cell: str | None = None
    """Style of the paragraphs of the cell that holds it."""

    def look(self, theme: Theme, role: Role) -> Look:
        """Return the look of a role in here."""
        found = self.special_look(theme, role)
        return theme.look(role) if found is None else found

    def special_look(self, theme: Theme, role: Role) -> Look | None:
        """Return the look of a role where it differs in here; the innermost box decides."""
        places = ((around, role) for around in reversed(self.roles))
        return next((theme.inside[place] for place in places if place in theme.inside), None)

    def setting(self, alone: Setting) -> Setting:
        """Return a setting as it is inside these boxes. Spaces collapse to the larger, as in CSS and Word."""
        look = replace(
            alone.look,
            indent=alone.look.indent + self.indent,
            before=max(alone.look.before, self.before),
            after=max(alone.look.after, self.after),
            on_new_page=alone.look.on_new_page or self.on_new_page,
            keep_with_next=alone.look.keep_with_next or self.keep_with_next or self.keep_end,
            keep_together=alone.look.keep_together or self.keep_together,
            rule_above=alone.look.rule_above or self.rule_above,
            rule_below=alone.look.rule_below or self.rule_below,
            rule_start=alone.look.rule_start or self.rule_start,
        )
        if self.rule_above or self.rule_below:
            alone = replace(alone, rule_colour=self.rule_colour)
        if self.rule_start:
            gap = round(look.indent - look.hanging - self.start_at, 3)
            alone = replace(alone, start_colour=self.start_colour, start_gap=gap)
            alone = replace(alone, right_to_left=self.direction == "rtl")
        return replace(alone, look=look)

    def reason(self) -> str:
        """Return the words for the name of a variant: the boxes, and whether it begins or ends them."""
        begins, ends = self.before or self.rule_above or self.on_new_page, self.after or self.rule_below
        place = {(True, False): " start", (False, True): " end"}.get((bool(begins), bool(ends)), "")
        return " - ".join(self.why) + (place if self.why else "") or "here"

    def part(self, first: bool, last: bool) -> Around:
        """Return the surroundings of one of several blocks: the first meets the top, the last the end."""
        return replace(
            self,
            before=self.before if first else 0.0,
            on_new_page=self.on_new_page and first,
            rule_above=self.rule_above if first else 0.0,
            after=self.after if last else 0.0,
            rule_below=self.rule_below if last else 0.0,
            keep_with_next=self.keep_with_next or (self.keep_together and not last),
            keep_end=self.keep_end and last,
        )

    def within(self, division: Division, look: Look) -> Around:
        """Return the surroundings of the blocks of a division, which has this look."""
        inside = replace(
            self,
            language=division.language or self.language,
            direction=division.direction or self.direction,
            indent=self.indent + look.indent,
            before=max(self.before, look.before),
            after=max(self.after, look.after),
            on_new_page=self.on_new_page or look.on_new_page,
            keep_with_next=self.keep_with_next or look.keep_with_next,
            keep_together=self.keep_together or look.keep_together,
            rule_above=self.rule_above or look.rule_above,
            rule_below=self.rule_below or look.rule_below,
            rule_colour=look.colour if look.rule_above or look.rule_below else self.rule_colour,
            roles=(*self.roles, division.role),
            why=(*self.why, REGISTRY[division.role].word_style),
        )
        return inside.beside_rule(look) if look.rule_start else inside

    def beside_rule(self, look: Look) -> Around:
        """Return the surroundings of what stands beside a rule at the present indent."""
        return replace(
            self,
            rule_start=look.rule_start,
            start_colour=look.colour,
            start_at=self.indent,
            indent=self.indent + RULE_GAP,
        )


# ---- as elements ----------------------------------------------------------------------------------


def paragraph_properties(setting: Setting, parent: Setting) -> list[Element]:
    """Return the children of `w:pPr` by which a setting differs from its parent, in the schema's order."""
    look, old = setting.look, parent.look
    found: list[Element] = []
    if look.keep_with_next != old.keep_with_next:
        found.append(flag("keepNext", look.keep_with_next))
    if look.keep_together != old.keep_together:
        found.append(flag("keepLines", look.keep_together))
    if look.on_new_page != old.on_new_page:
        found.append(flag("pageBreakBefore", look.on_new_page))
    found += _borders(setting, parent)
    if setting.tab is not None and setting.tab != parent.tab:
        found.append(w("tabs", w("tab", val="right", leader="dot", pos=millimetres(setting.tab))))
    found += _spacing(setting, parent)
    if (look.indent, look.hanging) != (old.indent, old.hanging):
        found.append(indent(look.indent, look.hanging))
    if look.align != old.align:
        # in transitional documents `left` means the start edge, in paragraphs of both directions
        found.append(w("jc", val={"start": "left", "end": "right", "center": "center"}[look.align]))
    if setting.level != parent.level and setting.level is not None:
        found.append(w("outlineLvl", val=setting.level))
    return found


def indent(start: float, hanging: float) -> Element:
    """Return `w:ind` for an indent at the start edge, millimetres; the first line hangs back into it."""
    return w("ind", left=millimetres(start), **{"hanging" if hanging else "firstLine": millimetres(hanging)})


def rule(side: str, thickness: float, colour: str, distance: int = 0) -> Element:
    """Return one border; thickness and distance from the text in points, no thickness is no border."""
    if not thickness:
        return w(side, val="nil")
    return w(side, val="single", sz=round(thickness * 8), space=distance, color=colour)


def _borders(setting: Setting, parent: Setting) -> list[Element]:
    """Rules of neighbours that are the same in everything are joined to one (ISO/IEC 29500-1, 17.3.1.24)."""
    rules = _rules(setting)
    if rules == _rules(parent):
        return []
    return [w("pBdr", *(rule(side, *rules.get(side, (0.0, "", 0))) for side in _sides(rules, parent)))]


def _rules(setting: Setting) -> dict[str, tuple[float, str, int]]:
    """Return thickness, colour and distance of the rules that there are, by side."""
    look, colour = setting.look, setting.rule_colour or setting.look.colour
    distance = round(min(setting.start_gap * POINTS_PER_MILLIMETRE, FARTHEST_RULE))
    start = "right" if setting.right_to_left else "left"
    rules = {
        "top": (look.rule_above, colour, RULE_DISTANCE),
        start: (look.rule_start, setting.start_colour, distance),
        "bottom": (look.rule_below, colour, RULE_DISTANCE),
    }
    return {side: one for side, one in rules.items() if one[0]}


def _sides(rules: dict[str, tuple[float, str, int]], parent: Setting) -> list[str]:
    """Return the sides to speak of, in the schema's order: those with a rule, and those that lose one."""
    spoken = rules.keys() | _rules(parent).keys()
    return [side for side in ("top", "left", "bottom", "right") if side in spoken]


def _spacing(setting: Setting, parent: Setting) -> list[Element]:
    look, old = setting.look, parent.look
    attributes: dict[str, str | int] = {}
    if look.before != old.before:
        attributes["before"] = twips(look.before)
    if look.after != old.after:
        attributes["after"] = twips(look.after)
    if (look.line, setting.loose) != (old.line, parent.loose):
        attributes["line"] = twips(look.line)
        attributes["lineRule"] = "atLeast" if setting.loose else "exact"
    return [w("spacing", **attributes)] if attributes else []


def run_properties(look: Look, old: Look, theme: Theme, language: str) -> list[Element]:
    """Return the children of `w:rPr` by which a look differs from another, in all four slots."""
    found: list[Element] = []
    if theme.family(look) != theme.family(old):
        found.append(family_element(theme.family(look), language))
    if look.bold != old.bold:
        found += [flag("b", look.bold), flag("bCs", look.bold)]
    if look.italic != old.italic:
        found += [flag("i", look.italic), flag("iCs", look.italic)]
    if look.colour != old.colour:
        found.append(w("color", val=look.colour))
    if look.size != old.size:
        found += [w("sz", val=round(look.size * 2)), w("szCs", val=round(look.size * 2))]
    return found
