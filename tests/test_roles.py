"""Registry, theme, stylesheet and Word styles know every role."""

from __future__ import annotations

import re

import pytest

from briefgen.document import Heading
from briefgen.roles import REGISTRY, Role, Where
from briefgen.theme import HOUSE

PDF_TAGS = {"Artifact", "Caption", "Div", "Figure", "H1", "H2", "H3", "H4", "LI", "Link", "Note", "P", "Span"}
PDF_TAGS |= {"BlockQuote", "TD", "TH", "TOCI", "Table"}


@pytest.mark.parametrize("role", Role)
def test_every_role_is_registered_and_has_a_look(role: Role) -> None:
    forms = REGISTRY[role]
    look = HOUSE.look(role)

    assert forms.meaning
    assert forms.word_style
    assert forms.pdf_tag in PDF_TAGS
    assert re.fullmatch("[a-z][a-z0-9]*", forms.html)
    assert look.size > 0
    assert look.line >= look.size
    assert re.fullmatch("[0-9A-F]{6}", look.colour)


def test_the_registry_holds_nothing_else() -> None:
    assert list(REGISTRY) == list(Role)
    assert set(HOUSE.looks) == set(Role)


def test_no_two_roles_share_a_word_style() -> None:
    styles = [forms.word_style.lower() for forms in REGISTRY.values()]

    assert len(set(styles)) == len(styles)


@pytest.mark.parametrize("role", Role)
def test_a_role_can_be_a_class_of_html(role: Role) -> None:
    assert re.fullmatch("[a-z]+(-[a-z0-9]+)*", role.value)


@pytest.mark.parametrize("role", [role for role in Role if REGISTRY[role].where is not Where.STRUCTURE])
def test_what_templates_may_name_stands_in_its_own_element(role: Role) -> None:
    own = {Role.QUOTATION: "blockquote"}  # HTML has an element for it

    assert REGISTRY[role].html == own.get(role, REGISTRY[role].where.value)


@pytest.mark.parametrize("level", [1, 2, 3, 4])
def test_every_level_of_heading_has_its_role(level: int) -> None:
    role = Heading(level, ()).role

    assert (REGISTRY[role].html, REGISTRY[role].pdf_tag) == (f"h{level}", f"H{level}")


@pytest.mark.parametrize("role", Role)
def test_text_can_be_read_against_white_paper(role: Role) -> None:
    """WCAG 2.1, 1.4.3 (AA): 4.5 to 1."""
    channels = [int(HOUSE.look(role).colour[start : start + 2], 16) / 255 for start in (0, 2, 4)]
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in channels)

    assert 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05) >= 4.5
