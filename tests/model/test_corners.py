"""Where a date ends, what a cell says, and what is either one thing or the other."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from briefgen.model.dialogues import Participation
from briefgen.model.edtf import earliest, latest
from briefgen.model.profiles import Cell
from briefgen.model.publications import Relation
from briefgen.model.values import Edtf

EDTF: TypeAdapter[Any] = TypeAdapter(Edtf)
CELL: TypeAdapter[Any] = TypeAdapter(Cell)


def refusal(kind: Any, value: object) -> tuple[str, str]:
    """Return what is wrong and what to do, in the words that the user reads."""
    with pytest.raises(ValidationError) as refused:
        TypeAdapter(kind).validate_python(value)
    (error,) = refused.value.errors()
    return error["msg"], error["ctx"]["advice"]


# ---- intervals --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "interval",
    [
        "2000-09-28/2000-09-28",
        "2000-09/2000-09",
        "2000/2000",
        "2000-09-28/2000-09",
        "2000-09/2000-09-01",
        "2000~/2000",
        "2000/2000?",
        "2000-09~/2000-09?",
        "2000-09-28%/2000-09~",
        "1999/2000",
        "../2000",
        "2000/..",
        "/2000",
        "2000/",
    ],
)
def test_an_interval_may_end_when_it_begins_or_later(interval: str) -> None:
    assert EDTF.validate_python(interval) == interval


@pytest.mark.parametrize(
    "interval",
    ["2000-09-28/2000-09-27", "2000-09/2000-08", "2000/1999", "2000-09-28/2000-08", "2000-09~/2000-08-31"],
)
def test_an_interval_does_not_end_before_it_begins(interval: str) -> None:
    assert refusal(Edtf, interval) == (
        f"The interval “{interval}” ends before it begins",
        "Swap the two dates.",
    )


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("../2000", "", "2000-99-99"),
        ("..", "", "9999-99-99"),
        ("2000-09?/..", "2000-09-00", "9999-99-99"),
        ("2000-09-28~", "2000-09-28", "2000-09-28"),
        ("2000-09%", "2000-09-00", "2000-09-99"),
        ("2000/", "2000-00-00", "9999-99-99"),
    ],
)
def test_an_open_end_is_never_reached(edtf: str, first: str, last: str) -> None:
    assert (earliest(edtf), latest(edtf)) == (first, last)


@given(st.dates(), st.sampled_from([4, 7, 10]), st.sampled_from(["", "~", "?", "%"]))
def test_every_day_lies_within_a_less_precise_date_of_it(day: Any, precision: int, doubt: str) -> None:
    date = day.isoformat()[:precision] + doubt

    assert earliest(date) <= day.isoformat() <= latest(date)
    assert earliest(f"../{date}") < earliest(date)
    assert latest(f"{date}/..") > latest(date)


# ---- cells ------------------------------------------------------------------------------------------


def test_words_for_an_empty_cell_stand_in_no_other() -> None:
    wrong = {"text": "Twelve", "printed": {"en": "None stated"}}

    assert refusal(Cell, wrong) == (
        "“printed” is for empty cells only",
        "Write it as “text”, or say with “empty” why there is nothing.",
    )
    assert CELL.validate_python({"empty": "none", "printed": {"en": "None stated"}}).printed == {
        "en": "None stated"
    }


# ---- one or the other -------------------------------------------------------------------------------

ONE_OF_TWO = [
    (
        Relation,
        {"kind": "follows"},
        {"document": "autumn-letter"},
        {"source": "gazette"},
        "A relation names either a document or a source",
    ),
    (
        Participation,
        {"by": "zenda"},
        {"organisation": "coast-clinic"},
        {"group": {"en": "other bodies"}},
        "Who was let in or kept out is either an organisation or a group",
    ),
]


@pytest.mark.parametrize(("kind", "rest", "one", "other", "message"), ONE_OF_TWO)
def test_what_is_one_thing_or_the_other_is_neither_both_nor_none(
    kind: Any, rest: dict[str, Any], one: dict[str, Any], other: dict[str, Any], message: str
) -> None:
    for wrong in (rest, rest | one | other):
        assert refusal(kind, wrong) == (message, "Write one of them.")
    for right in (rest | one, rest | other):
        assert kind.model_validate(right)
