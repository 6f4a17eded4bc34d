"""Wording and dates: complete in every language, and never silently English."""

from __future__ import annotations

import re
from dataclasses import fields

import pytest

from briefgen.languages import LANGUAGES, Wording, language, lookup_order
from briefgen.model.values import Dated
from briefgen.problems import Refusal

HOLE = re.compile(r"\{(\w+)\}")


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_language_has_every_word_with_the_same_placeholders(code: str) -> None:
    words, english = language(code).words, language("en").words
    assert set(words) == set(Wording)
    for key, text in words.items():
        assert set(HOLE.findall(text)) == set(HOLE.findall(english[key])), key
        assert text.strip() == text != ""


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_language_borrows_english_sentences(code: str) -> None:
    if not code.startswith("en"):
        for key in (
            Wording.MARK_SAMPLE,
            Wording.MARK_DRAFT,
            Wording.COPIES,
            Wording.REFERENCE,
            Wording.MARK_PARTNERS,
        ):
            assert language(code).words[key] != language("en").words[key]


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_pattern_of_dates_can_be_filled(code: str) -> None:
    patterns = language(code).dates
    known = {
        "day",
        "day2",
        "month",
        "month2",
        "month_number",
        "month_number2",
        "year",
        "year2",
        "start",
        "end",
    }
    for field in fields(patterns):
        assert set(HOLE.findall(getattr(patterns, field.name))) <= known


def test_a_language_without_wording_is_refused() -> None:
    with pytest.raises(Refusal) as refusal:
        language("bo")
    (problem,) = refusal.value.problems
    assert problem.code == "language-without-wording"
    assert problem.message == "briefgen has no wording for the language “bo”"
    assert "zh-Hant" in problem.advice
    with pytest.raises(Refusal) as refusal:
        language("zh-hant")
    assert refusal.value.problems[0].advice.startswith("Did you mean “zh-Hant”? Choose one of en, en-GB,")


def test_the_page_label_keeps_its_placeholders() -> None:
    assert language("de").wording(Wording.PAGE_LABEL) == "Seite {page} von {pages}"
    assert language("en").wording(Wording.SUBJECT, subject="a {b}") == "Re: a {b}"


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
        ("de-AT", "2010-01-13", "13. Jänner 2010"),
        ("es", "2010-05-13/2010-06-14", "13 de mayo – 14 de junio de 2010"),
        ("zh-Hans", "2010-05-13", "2010年5月13日"),
        ("zh-Hant", "2010-05-13/2010-05-14", "2010年5月13日至14日"),
        ("ar", "2000-09-28", "28 سبتمبر 2000"),
    ],
)
def test_dates_in_words(code: str, edtf: str, words: str) -> None:
    assert language(code).date(Dated(edtf=edtf)) == words


@pytest.mark.parametrize("edtf", ["2000~", "2000-09-28/..", "/2000-09-28", "2000-09?/2000-10"])
def test_open_and_approximate_dates_need_words_of_a_person(edtf: str) -> None:
    with pytest.raises(Refusal, match="open or approximate"):
        language("en").date(Dated(edtf=edtf))
    assert language("en").date(Dated(edtf=edtf, printed="about then")) == "about then"


def test_a_name_is_looked_up_in_the_language_and_its_parents() -> None:
    assert lookup_order("de-CH") == ("de-CH", "de")
    assert lookup_order("zh-Hant-TW") == ("zh-Hant-TW", "zh-Hant", "zh")


def test_a_value_that_looks_like_a_placeholder_stays_what_it_is() -> None:
    head = language("en").wording(Wording.RUNNING_HEAD, issuer="Group {subject}", subject="Round 4")

    assert head == "Group {subject} · Round 4"
