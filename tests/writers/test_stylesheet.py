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
