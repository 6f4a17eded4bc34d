"""The theme reaches the stylesheet whole, and nowhere else are looks written."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
import tinycss2

from briefgen.document import Document
from briefgen.roles import Role
from briefgen.theme import HOUSE
from briefgen.writers import stylesheet

from ..trees import letter


def rule(css: str, selector: str) -> str:
    return " ".join(re.findall(rf"^{re.escape(selector)} \{{ (.*) \}}$", css, re.MULTILINE))


@pytest.mark.parametrize("role", list(Role))
def test_every_role_has_a_rule(role: Role) -> None:
    assert rule(stylesheet.looks(HOUSE), stylesheet.selector(role))


@pytest.mark.parametrize(
    "role", [Role.BODY, Role.HEADING_1, Role.CAPTION, Role.TABLE_CELL, Role.FOOTNOTE, Role.MARK]
)
def test_a_change_of_the_theme_changes_the_rule(role: Role) -> None:
    look = replace(HOUSE.look(role), size=33.0, line=44.0, colour="123456", bold=True, italic=True)
    css = rule(stylesheet.looks(replace(HOUSE, looks={**HOUSE.looks, role: look})), stylesheet.selector(role))
    for declaration in (
        "font-size: 33pt",
        "line-height: 44pt",
        "color: #123456",
        "font-weight: bold",
        "italic",
    ):
        assert declaration in css


@pytest.mark.parametrize(("around", "role"), list(HOUSE.inside))
def test_a_look_inside_another_has_a_rule_of_its_own(around: Role, role: Role) -> None:
    look = replace(HOUSE.look(role, around), size=33.0, colour="123456")
    changed = replace(HOUSE, inside={**HOUSE.inside, (around, role): look})

    new = set(stylesheet.looks(changed).splitlines()) - set(stylesheet.looks(HOUSE).splitlines())

    (line,) = new
    assert line.startswith(f"{stylesheet.selector(around)} ")
    assert "font-size: 33pt" in line
    assert "color: #123456" in line


def test_a_look_is_the_common_one_where_nothing_else_is_said() -> None:
    assert HOUSE.look(Role.HEADING_1, Role.LETTERHEAD) == HOUSE.look(Role.HEADING_1)
    assert HOUSE.look(Role.HEADING_1, Role.MASTHEAD).size > HOUSE.look(Role.HEADING_1).size


@pytest.mark.parametrize("role", [Role.CLAIM, Role.CONCERN])
def test_a_rule_at_the_start_edge_keeps_its_distance_from_the_words(role: Role) -> None:
    css = rule(stylesheet.looks(HOUSE), stylesheet.selector(role))
    assert "border-inline-start: " in css
    assert "padding-inline-start: 3.5mm" in css


def test_an_appendix_begins_a_page() -> None:
    assert "break-before: page" in rule(stylesheet.looks(HOUSE), ".appendix")


def test_landscape_pages_are_the_paper_on_its_long_side() -> None:
    css = stylesheet.sheets(letter(), HOUSE)
    assert "@page landscape { size: 297mm 210mm; margin: 27mm 20mm 22mm 20mm; }" in css
    page = HOUSE.page.landscape
    assert min(page.top, page.bottom, page.inner, page.outer) >= 20


def test_text_is_never_justified_and_never_too_small_to_read_in_a_chart() -> None:
    css = stylesheet.looks(HOUSE) + stylesheet.sheets(letter(), HOUSE) + stylesheet.screen(HOUSE)
    assert "justify" not in css
    charts = [Role.TABLE_CELL, Role.TABLE_HEADER, Role.TABLE_NOTE, Role.CAPTION, Role.LEGEND_LINE]
    sizes = [HOUSE.look(role).size for role in charts] + [look.size for look in HOUSE.inside.values()]
    assert min(sizes) >= 8.5


IN_LINES = {Role.TABLE_CELL, Role.TABLE_HEADER, Role.FOOTNOTE}
"""Roles whose space is that between the rules of a table, or between notes."""


@pytest.mark.parametrize("role", [role for role in Role if role not in IN_LINES])
def test_spaces_are_parts_of_the_distance_of_lines(role: Role) -> None:
    for look in (HOUSE.look(role), *(look for (_, inner), look in HOUSE.inside.items() if inner is role)):
        assert look.before % (15 / 8) == 0
        assert look.after % (15 / 8) == 0


def test_the_stylesheets_are_sound_css() -> None:
    for css in (stylesheet.looks(HOUSE), stylesheet.sheets(letter(), HOUSE), stylesheet.screen(HOUSE)):
        rules = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
        assert rules
        assert [node for node in rules if node.type == "error"] == []


def test_the_page_label_counts_pages_and_cannot_break_out_of_its_string() -> None:
    hostile: Document = replace(letter(), page_label='Page "; } {page} \\ / {pages} *')
    css = stylesheet.sheets(hostile, HOUSE)
    content = rule(css, ".page-label::before")
    assert "counter(page)" in content
    assert "counter(pages)" in content
    assert content.count('"') == 6
    assert "\\000022" in content


def test_right_to_left_pages_have_their_inner_margin_on_the_right() -> None:
    wide = replace(HOUSE, page=replace(HOUSE.page, inner=40.0, outer=20.0))
    assert "margin: 30mm 20mm 28mm 40mm" in stylesheet.sheets(letter(), wide)
    assert "margin: 30mm 40mm 28mm 20mm" in stylesheet.sheets(letter(language="ar"), wide)


def test_chinese_comes_in_the_letters_of_its_place() -> None:
    css = stylesheet.looks(HOUSE)
    assert re.search(r":lang\(zh-Hant\).* \{ --text: \"Noto Sans TC\", \"Noto Serif\"", css)
    assert re.search(r":lang\(zh\).* \{ --text: \"Noto Sans SC\", \"Noto Serif\"", css)


def contrast(one: str, other: str) -> float:
    """WCAG 2.1, relative luminance and contrast ratio."""

    def luminance(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (0, 2, 4)]
        red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("role", list(Role))
def test_every_colour_can_be_read_on_white(role: Role) -> None:
    assert contrast(HOUSE.look(role).colour, "FFFFFF") >= 4.5
