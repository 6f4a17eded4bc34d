"""Looks as paragraph and run properties; a style says only what differs from the style it is based on."""

from __future__ import annotations

from dataclasses import dataclass

from briefgen.theme import Look, Theme
from briefgen.writers.docx.fonts import family_element
from briefgen.writers.docx.ooxml import Element, flag, millimetres, twips, w

RULE_DISTANCE = 4
"""Points between a rule and its text."""


@dataclass(frozen=True, slots=True)
class Setting:
    """A look where it stands: what surrounds a paragraph (a division, a list) may change it."""

    look: Look
    rule_colour: str = ""
    """Of the rules; the colour of the text where empty."""
    loose: bool = False
    """The line grows with what stands in it, for pictures."""
    level: int | None = None
    """Outline level of a heading, from 0."""

    @property
    def colour_of_rules(self) -> str:
        """Colour of the rules above and below."""
        return self.rule_colour or self.look.colour


def paragraph_properties(setting: Setting, parent: Setting) -> list[Element]:
    """Return the children of `w:pPr` by which a setting differs from its parent, in the schema's order."""
    look, old = setting.look, parent.look
    found: list[Element] = []
    if look.keep_with_next != old.keep_with_next:
        found.append(flag("keepNext", look.keep_with_next))
    if look.keep_together != old.keep_together:
        found.append(flag("keepLines", look.keep_together))
    found += _borders(setting, parent)
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
    look, old = setting.look, parent.look
    if not (look.rule_above or look.rule_below or old.rule_above or old.rule_below):
        return []
    above = rule("top", look.rule_above, setting.colour_of_rules, RULE_DISTANCE)
    return [w("pBdr", above, rule("bottom", look.rule_below, setting.colour_of_rules, RULE_DISTANCE))]


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
