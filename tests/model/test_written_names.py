"""A name is found however somebody types it, and nothing else is."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.model.shared import NameOrder, Person
from briefgen.model.written_names import WrittenNames

WEI = Person(id="wei", name="Wei Guangling", family_name="Wei", order=NameOrder.FAMILY_FIRST)
ONES = {
    "wei": WEI,
    "mai": Person(id="mai", name="Mai-Lin O'Dare", family_name="O'Dare"),
    "soren": Person(id="soren", name="Søren Łaski", scripts={"uk": "Серен Ласкі", "zh-Hans": "索伦"}),
    "li": Person(id="li", name="Li Na"),
    "rashid": Person(id="rashid", name="Rashid", scripts={"ar": "أحمد راشد"}),
}
NAMES = WrittenNames()
for ident, person in ONES.items():
    NAMES.learn(ident, person)


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Wei Guang-ling", "wei"), ("WeiGuangling", "wei"), ("Wei Guànglíng", "wei"),
        ("WEI GUANGLING", "wei"), ("Wei G.", "wei"), ("G. Wei", "wei"), ("Wei, G.", "wei"),
        ("Guangling Wei", "wei"), ("Wei, Guangling", "wei"), ("Wei Guang Ling", "wei"),
        ("wei-guangling", "wei"), ("weiguangling@x.example", "wei"), ("wei.guangling@x.example", "wei"),
        ("wei_guangling", "wei"), ("#FreeWeiGuangling", "wei"), ("Wei\u00a0Guang\u2011ling", "wei"),
        ("Wei Guang\u00adling", "wei"), ("Wei\nGuangling’s", "wei"), ("在Wei Guangling家", "wei"),
        ("Ｗｅｉ Ｇｕａｎｇｌｉｎｇ", "wei"),
        ("Mai Lin O’Dare", "mai"), ("M.-L. O'Dare", "mai"), ("M. O’Dare", "mai"), ("ODare, M. L.", "mai"),
        ("Soren Laski", "soren"), ("СЕРЕН ЛАСКІ", "soren"), ("见索 伦。", "soren"),
        ("LiNa", "li"), ("Li Ná", "li"), ("واحمد راشد", "rashid"),
    ],
)  # fmt: skip
def test_a_name_is_found_however_it_is_typed(text: str, who: str) -> None:
    assert NAMES.named_in(f"We met {text} there.") == (who,)


@pytest.mark.parametrize(
    "text",
    ["Lina", "weiguanglings", "AWei Guanglinga", "Wei. Guangling", "Wei and Guangling", "Wei G",
     "wei g. and", "Weig.", "Guangling", "Li, Na", "Guangling and Wei", "Wei H.", "W. Guangling",
     "malina", "O’Dare M"],
)  # fmt: skip
def test_other_words_are_no_name(text: str) -> None:
    assert NAMES.named_in(f"We met {text} there.") == ()


letters = st.text("abcdefghijklmnopqrstuvwxyz", min_size=2, max_size=8).map(str.capitalize)
accents = st.sampled_from(["", "\u0301", "\u0308"])


@given(st.lists(letters, min_size=2, max_size=3), st.data())
def test_any_name_is_found_with_any_hyphens_accents_and_case(parts: list[str], data: st.DataObject) -> None:
    names = WrittenNames()
    names.learn("one", Person(id="one", name=" ".join(parts)))
    typed = [
        "".join(
            letter + data.draw(accents) + (data.draw(st.sampled_from(["", "-"])) if more else "")
            for letter, more in zip(part, [*[True] * (len(part) - 1), False], strict=True)
        )
        for part in parts
    ]
    between = data.draw(st.sampled_from([" ", "-", "\u00a0", "\n", "_", ""]))
    text = between.join(typed)
    shout = data.draw(st.booleans()) and bool(between)

    assert names.named_in(f"({text.upper() if shout else text})") == ("one",)
    assert names.named_in(f"x{text.lower()}") == names.named_in(f"{text}x") == ()


def test_ten_thousand_people_are_looked_for_in_sixty_pages_in_a_moment() -> None:
    syllables = [a + b for a in "bdfghklmnp" for b in ("a", "e", "i", "o", "u", "an", "en", "in", "on", "un")]
    names = WrittenNames()
    start = time.perf_counter()
    for number in range(10_000):
        name = f"Zor {(syllables[number // 100] + syllables[number % 100]).title()}"
        names.learn(str(number), Person(id=str(number), name=name, family_name="Zor"))
    words = [syllables[number * 7 % 100] + syllables[number % 97] for number in range(30_000)]

    assert names.named_in(" ".join(words)) == ()
    assert time.perf_counter() - start < 2
