"""Numbers in each language: exact, grouped as in print, and with the words that say how they are meant."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.languages import LANGUAGES, language
from briefgen.model.claims import Constraint

ENTERED = st.from_regex(r"-?(0|[1-9][0-9]{0,14})(\.[0-9]{1,6})?", fullmatch=True, alphabet="-.0123456789")


@pytest.mark.parametrize(
    ("code", "entered", "printed"),
    [
        ("en", "1500", "1,500"),
        ("en", "400000000", "400,000,000"),
        ("en", "20", "20"),
        ("en", "0.5", "0.5"),
        ("en", "1.10", "1.10"),
        ("en", "0.123456", "0.123456"),
        ("en", "-5", "-5"),
        ("fr", "1500", "1\u202f500"),
        ("fr", "2.5", "2,5"),
        ("fr-CH", "1500", "1\u202f500"),
        ("de", "1500", "1.500"),
        ("de", "2.5", "2,5"),
        ("de-CH", "1500", "1’500"),
        ("de-CH", "2.5", "2.5"),
        ("es", "1500", "1500"),
        ("es", "1500.5", "1500,5"),
        ("es", "15000", "15.000"),
        ("ar", "1500", "1,500"),
        ("zh-Hans", "1500", "1,500"),
        ("zh-Hant", "400000000", "400,000,000"),
    ],
)
def test_numbers_in_digits(code: str, entered: str, printed: str) -> None:
    assert language(code).number(Decimal(entered)) == printed


@given(ENTERED, st.sampled_from(sorted(LANGUAGES)))
def test_no_number_is_ever_rounded(entered: str, code: str) -> None:
    printed = language(code).number(Decimal(entered))

    assert re.sub(r"\D", "", printed) == re.sub(r"\D", "", entered)


@pytest.mark.parametrize(
    ("code", "entered", "printed"),
    [
        ("en", "400000000", "400 million"),
        ("en", "1500000", "1.5 million"),
        ("en", "1250000", "1.25 million"),
        ("en", "1300000000", "1.3 billion"),
        ("en", "1234567", "1,234,567"),
        ("en", "8500", "8,500"),
        ("fr", "400000000", "400 millions"),
        ("fr", "1500000", "1,5 million"),
        ("fr", "1300000000", "1,3 milliard"),
        ("de", "400000000", "400 Millionen"),
        ("de", "1000000", "1 Million"),
        ("de-CH", "1500000", "1.5 Millionen"),
        ("es", "400000000", "400 millones"),
        ("ar", "400000000", "400 مليون"),
        ("zh-Hans", "400000000", "4亿"),
        ("zh-Hans", "85000", "8.5万"),
        ("zh-Hans", "8500", "8,500"),
        ("zh-Hans", "1234567", "1,234,567"),
        ("zh-Hant", "400000000", "4億"),
    ],
)
def test_short_forms_say_all_of_a_number_or_give_way_to_its_digits(
    code: str, entered: str, printed: str
) -> None:
    assert language(code).compact(Decimal(entered)) == printed


@pytest.mark.parametrize(
    ("code", "constraint", "printed"),
    [
        ("en", Constraint.EXACTLY, "20"),
        ("en", Constraint.ABOUT, "about 20"),
        ("en", Constraint.AT_LEAST, "at least 20"),
        ("en", Constraint.AT_MOST, "at most 20"),
        ("en", Constraint.MORE_THAN, "more than 20"),
        ("en", Constraint.FEWER_THAN, "fewer than 20"),
        ("en", Constraint.ALMOST, "almost 20"),
        ("fr", Constraint.ABOUT, "environ 20"),
        ("de", Constraint.AT_LEAST, "mindestens 20"),
        ("es", Constraint.AT_MOST, "como máximo 20"),
        ("ar", Constraint.MORE_THAN, "أكثر من 20"),
        ("zh-Hans", Constraint.ALMOST, "近20"),
    ],
)
def test_quantities_say_how_a_number_is_meant(code: str, constraint: Constraint, printed: str) -> None:
    assert language(code).quantity(Decimal(20), constraint) == printed


def test_quantities_have_a_short_form_too() -> None:
    amount = language("en").quantity(Decimal(400_000_000), Constraint.ABOUT, compact=True)

    assert amount == "about 400 million"


@pytest.mark.parametrize("code", LANGUAGES)
def test_arabic_prints_latin_digits_as_all_others_do(code: str) -> None:
    spoken = language(code)
    printed = (
        spoken.number(Decimal(1234567890)) + spoken.compact(Decimal(4_000_000)) + spoken.date("2000-09-28")
    )

    assert not re.search(r"[^\W\d_]", re.sub(r"[^\d]", "", printed))
    assert re.sub(r"\D", "", printed).isascii()
