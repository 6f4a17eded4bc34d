"""Dates in words, as print has them in each language."""

from __future__ import annotations

import re
from dataclasses import fields

import pytest

from briefgen.languages import LANGUAGES, language
from briefgen.problems import Refusal

HOLE = re.compile(r"\{(\w+)\}")


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_pattern_of_dates_can_be_filled(code: str) -> None:
    patterns = language(code).dates
    known = {"day", "month", "month_number", "year"}
    known |= {f"{name}2" for name in known} | {"start", "end"}
    for field in fields(patterns):
        assert set(HOLE.findall(getattr(patterns, field.name))) <= known


@pytest.mark.parametrize(
    ("code", "edtf", "words"),
    [
        ("en", "2000-09-28", "28 September 2000"),
        ("en", "2000-09-28/2000-09-29", "28–29 September 2000"),
        ("en", "2000-09-28/2000-10-03", "28 September – 3 October 2000"),
        ("en", "2000-12-28/2001-01-03", "28 December 2000 – 3 January 2001"),
        ("en", "2000-09", "September 2000"),
        ("en", "2000-09/2000-10", "September–October 2000"),
        ("en", "1998/2000", "1998–2000"),
        ("en", "2000-09-28/2000-09-28", "28 September 2000"),
        ("fr", "2010-05-01", "1er mai 2010"),
        ("fr", "2010-05-13/2010-05-14", "13–14 mai 2010"),
        ("de", "2010-05-13", "13. Mai 2010"),
        ("de", "2010-05-13/2010-05-14", "13.–14. Mai 2010"),
        ("de", "2010-05-30/2010-06-01", "30. Mai – 1. Juni 2010"),
        ("de-AT", "2010-01-13", "13. Jänner 2010"),
        ("es", "2010-05", "mayo de 2010"),
        ("es", "2010-05-13/2010-06-14", "13 de mayo – 14 de junio de 2010"),
        ("zh-Hans", "2010-05-13", "2010年5月13日"),
        ("zh-Hant", "2010-05-13/2010-05-14", "2010年5月13日至14日"),
        ("ar", "2000-09-28", "28 سبتمبر 2000"),
    ],
)
def test_dates_in_words(code: str, edtf: str, words: str) -> None:
    assert language(code).date(edtf) == words


@pytest.mark.parametrize("edtf", ["2000~", "2000-09-28/..", "/2000-09-28", "2000-09?/2000-10"])
def test_open_and_approximate_dates_need_words_of_a_person(edtf: str) -> None:
    with pytest.raises(Refusal) as refusal:
        language("en").date(edtf)

    (problem,) = refusal.value.problems
    assert problem.code == "date-needs-words"
    assert problem.message == f"The date “{edtf}” is open or approximate, and nothing says how to print it"
    assert problem.advice == (
        "Add “printed” with the words to print, in the document’s language, e.g. “late 2000”."
    )
