"""Claims, numbers, and references in texts."""

from __future__ import annotations

import string
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from briefgen.model.claims import Amount, ClaimedAmount, Constraint
from briefgen.model.edtf import earliest, latest
from briefgen.model.files import FILE_KINDS
from briefgen.model.mentions import mentions
from briefgen.model.values import OWN, LocalLine
from briefgen.model.walk import references, type_name

AMOUNT: TypeAdapter[Any] = TypeAdapter(Amount)
CLAIMED: TypeAdapter[Any] = TypeAdapter(ClaimedAmount)
LINE: TypeAdapter[Any] = TypeAdapter(LocalLine)
NUMBERS = st.from_regex(r"-?[0-9]{1,15}(\.[0-9]{1,6})?", fullmatch=True)
IDS = st.from_regex(r"[a-z0-9]+(-[a-z0-9]+){0,3}", fullmatch=True)
FORMS = st.text(st.characters(exclude_characters="]|\n", exclude_categories=("Cs", "Cc")), max_size=12)


@given(NUMBERS.filter(str.isascii))
def test_a_plain_number_is_exact_and_the_only_claim(number: str) -> None:
    claimed = CLAIMED.validate_python(number)

    assert claimed.settled is claimed.claims[0]
    assert claimed.claims[0].value.number == Decimal(number)
    assert claimed.claims[0].value.constraint is Constraint.EXACTLY
    assert CLAIMED.validate_python({"claims": [{"value": number}]}) == claimed
    assert CLAIMED.validate_python({"number": number}) == claimed


@given(st.lists(st.booleans(), min_size=2, max_size=5))
def test_several_claims_are_settled_by_the_one_that_is_preferred(preferred: list[bool]) -> None:
    claims = [{"value": str(n), "preferred": str(one).lower()} for n, one in enumerate(preferred)]
    settled = CLAIMED.validate_python({"claims": claims}).settled

    assert (settled is not None) == (sum(preferred) == 1)
    if settled:
        assert settled.value.number == preferred.index(True)


@pytest.mark.parametrize("bad", ["twelve", "1,000", "1 000", "1e3", ".5", "", [], "٢", "400 million"])
def test_what_is_no_number_is_refused(bad: object) -> None:
    with pytest.raises(ValidationError) as refused:
        AMOUNT.validate_python({"number": bad})

    (error,) = refused.value.errors()
    assert error["msg"] == (f"“{bad}” is not a number" if bad else "This is not a number")


def test_a_plain_text_is_in_the_language_of_its_entity() -> None:
    assert LINE.validate_python("Strelsau") == {OWN: "Strelsau"}
    assert LINE.validate_python({"fr": "Strelsau"}) == {"fr": "Strelsau"}
    with pytest.raises(ValidationError, match="says of no text in which language it is"):
        LINE.validate_python({OWN: "Strelsau"})


@given(
    noun=st.from_regex(r"[a-z]+(-[a-z]+)?", fullmatch=True),
    ident=IDS.filter(str.isascii),
    field=st.none() | st.from_regex(r"[a-z_]+", fullmatch=True),
    form=st.none() | FORMS,
    before=st.text(string.ascii_letters + " \n.", max_size=20),
)
def test_a_reference_is_found_in_any_text(
    noun: str, ident: str, field: str | None, form: str | None, before: str
) -> None:
    written = f"[[{noun}:{ident}{f'.{field}' if field else ''}{f'|{form}' if form is not None else ''}]]"

    (found,) = mentions(f"{before}{written} and so on")

    assert (found.noun, found.id, found.field, found.form) == (noun, ident, field, form)
    assert (found.line, found.text, found.before) == (before.count("\n"), written, 0)


@given(st.text())
def test_no_text_breaks_the_search_for_references(text: str) -> None:
    for found in mentions(text):
        assert found.text in text


@pytest.mark.parametrize(
    "text", [r"\[[person:x]]", "[person:x]", "[[person]]", "[[:x]]", "[[person:x]", "[[person:a b]]"]
)
def test_what_is_no_reference_is_not_taken_for_one(text: str) -> None:
    assert list(mentions(text)) == []


def test_references_are_counted_in_their_line() -> None:
    found = mentions("[[term:a]]\n[[term:a]] [[term:a]]")

    assert [(one.line, one.before) for one in found] == [(0, 0), (1, 0), (1, 1)]


def test_what_a_text_names_counts_as_named() -> None:
    finding = FILE_KINDS["findings"].entity.model_validate(
        {
            "id": "a",
            "heading": "A",
            "text": {"en": "See [[figure:b]] and [[table:t]]."},
            "sources": ["c"],
        }
    )

    assert list(references(finding)) == [("figure", "b", ("text", "en")), ("source", "c", ("sources", 0))]


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("2000-09-28", "2000-09-28", "2000-09-28"),
        ("2000~", "2000-00-00", "2000-99-99"),
        ("1996-03/1996-05", "1996-03-00", "1996-05-99"),
        ("/2000", "", "2000-99-99"),
        ("2000/..", "2000-00-00", "9999-99-99"),
    ],
)
def test_a_date_has_a_first_and_a_last_day(edtf: str, first: str, last: str) -> None:
    assert (earliest(edtf), latest(edtf)) == (first, last)


def test_claims_are_called_by_what_is_claimed() -> None:
    claimed = FILE_KINDS["figures"].entity.model_fields["value"].annotation

    assert isinstance(claimed, type)
    assert type_name(claimed) == "ClaimedQuantity"
