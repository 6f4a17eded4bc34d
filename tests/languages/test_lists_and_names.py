"""Lists, and the names of countries and languages: CLDR's, unless a catalog knows better."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.languages import LANGUAGES, language

LETTERS = ("a", "b", "c", "d")


@pytest.mark.parametrize(
    ("code", "two", "three", "four"),
    [
        ("en", "a and b", "a, b and c", "a, b, c and d"),
        ("en-GB", "a and b", "a, b and c", "a, b, c and d"),
        ("fr", "a et b", "a, b et c", "a, b, c et d"),
        ("de-CH", "a und b", "a, b und c", "a, b, c und d"),
        ("es", "a y b", "a, b y c", "a, b, c y d"),
        ("ar", "a وb", "a وb وc", "a وb وc وd"),
        ("zh-Hans", "a和b", "a、b和c", "a、b、c和d"),
        ("zh-Hant", "a和b", "a、b和c", "a、b、c和d"),
    ],
)
def test_lists_in_words(code: str, two: str, three: str, four: str) -> None:
    listed = [language(code).listed(LETTERS[:count]) for count in range(5)]

    assert listed == ["", "a", two, three, four]


@pytest.mark.parametrize(
    ("last", "listed"),
    [
        ("Italia", "Francia e Italia"),
        ("Índice", "Francia e Índice"),
        ("Hispania", "Francia e Hispania"),
        ("hielo", "Francia y hielo"),
        ("Yemen", "Francia y Yemen"),
        ("España", "Francia y España"),
    ],
)
def test_spanish_lists_mind_the_sound_of_the_last_word(last: str, listed: str) -> None:
    assert language("es").listed(["Francia", last]) == listed


@given(st.integers(0, 40), st.sampled_from(sorted(LANGUAGES)))
def test_a_list_has_one_separator_fewer_than_items(count: int, code: str) -> None:
    between = language(code).list_pattern(count)

    assert len(between) == max(0, count - 1)
    assert not any("{" in separator for separator in between)


@pytest.mark.parametrize(
    ("code", "territory", "name"),
    [
        ("en", "NO", "Norway"),
        ("en", "EU", "European Union"),
        ("fr", "CN", "Chine"),
        ("de", "CH", "Schweiz"),
        ("es", "NO", "Noruega"),
        ("ar", "CN", "الصين"),
        ("zh-Hans", "NO", "挪威"),
        ("zh-Hant", "CN", "中國"),
        ("en", "XX", None),
        ("en", "ZZ", None),
    ],
)
def test_names_of_countries(code: str, territory: str, name: str | None) -> None:
    assert language(code).territory(territory) == name


@pytest.mark.parametrize(
    ("code", "spoken", "name"),
    [
        ("en", "fr", "French"),
        ("en", "zh-Hant", "Traditional Chinese"),
        ("fr", "en", "anglais"),
        ("de-CH", "en", "Englisch"),
        ("zh-Hant", "en", "英文"),
        ("en", "und", None),
        ("en", "qqq", None),
    ],
)
def test_names_of_languages(code: str, spoken: str, name: str | None) -> None:
    assert language(code).language_name(spoken) == name


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("en", "Mandarin, Tibetan and Uyghur"),
        ("fr", "mandarin, tibétain et ouïghour"),
        ("zh-Hans", "普通话、藏语和维吾尔语"),
        ("zh-Hant", "普通話、藏語和維吾爾語"),
    ],
)
def test_a_catalog_names_what_cldr_lacks_or_has_otherwise(code: str, names: str) -> None:
    spoken = language(code)

    assert spoken.listed([spoken.language_name(one) or "" for one in ("cmn", "bo", "ug")]) == names


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_languages_of_the_field_and_the_great_parties_have_names_everywhere(code: str) -> None:
    spoken = language(code)

    assert all(spoken.language_name(one) for one in ("ar", "bo", "cmn", "de", "en", "es", "fr", "ug", "zh"))
    assert all(
        spoken.territory(one) for one in ("AU", "BR", "CA", "CH", "CN", "EU", "GB", "JP", "NO", "UN", "US")
    )
