"""Marks and spaces as each language sets them, and what no rule may touch."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.document import (
    Block,
    Division,
    Document,
    Emphasis,
    Footnote,
    Inline,
    Link,
    Paragraph,
    Span,
    Strong,
    Text,
    plain_text,
    walk,
)
from briefgen.languages import LANGUAGES, language
from briefgen.passes.typography import typeset
from briefgen.passes.typography.rules import rules_for
from briefgen.places import Place
from briefgen.roles import Role

EMPTY = Document("open-letter", "t", "en", "ltr", "i", None, "", "", (), ())


def typeset_blocks(blocks: tuple[Block, ...], code: str) -> tuple[Block, ...]:
    return typeset(replace(EMPTY, blocks=blocks), language(code)).blocks


def line(code: str, *content: Inline | str) -> str:
    nodes = tuple(Text(node) if isinstance(node, str) else node for node in content)
    (paragraph,) = typeset_blocks((Paragraph(nodes),), code)
    assert isinstance(paragraph, Paragraph)
    return plain_text(paragraph.content)


@pytest.mark.parametrize(
    ("code", "typed", "printed"),
    [
        ("en", "He said \"no\" and 'left'.", "He said “no” and ‘left’."),
        ("en", "\"It's the workers' 'own' law,\" she said.", "“It’s the workers’ ‘own’ law,” she said."),
        ("en", "the '90s...", "the ’90s…"),
        (
            "en",
            "on 28-29 September 2000, pp. 14-18, 1914-18",
            "on 28–29\u00a0September 2000, pp.\u00a014–18, 1914–18",
        ),
        ("en", "a word - and another -- end", "a word\u00a0– and another\u00a0– end"),
        ("en", "No. 5 of 5 May", "No.\u00a05 of 5\u00a0May"),
        ("en", "5\" by 6'", "5\" by 6'"),
        ("en", "already “curly” – yes", "already “curly”\u00a0– yes"),
        ("fr", 'Il dit: "non!" Pourquoi?', "Il dit\u00a0: «\u00a0non\u202f!\u00a0» Pourquoi\u202f?"),
        ("fr", "l'Etat ; « déjà » : oui !", "l’Etat\u202f; «\u00a0déjà\u00a0»\u00a0: oui\u202f!"),
        (
            "fr",
            "le 1er mai, le 13 mai, 1 500 personnes",
            "le 1er\u00a0mai, le 13\u00a0mai, 1\u202f500 personnes",
        ),
        ("fr", "vraiment ?!", "vraiment\u202f?!"),
        ("de", "Er sagte \"nein\" und 'ja'.", "Er sagte „nein“ und ‚ja‘."),
        (
            "de",
            "am 13. Mai, z. B. Nr. 5 - und 28.-29. Mai",
            "am 13.\u00a0Mai, z.\u00a0B. Nr.\u00a05\u00a0– und 28.–29.\u00a0Mai",
        ),
        ("de", "Hans' Geht's", "Hans’ Geht’s"),
        ("de-CH", "Er sagte \"nein, 'ja'\".", "Er sagte «nein, ‹ja›»."),
        ("es", 'Dijo "no" el 28 de septiembre', "Dijo «no» el 28\u00a0de septiembre"),
        ("zh-Hans", '他说"不"...好吗? 是的, 好.', "他说“不”……好吗？是的，好。"),
        ("zh-Hant", '他說"不"', "他說「不」"),
        ("zh-Hans", "'西安'叫Xi'an", "‘西安’叫Xi’an"),
        ("zh-Hans", "人权 理事会 UN Human Rights, 2006", "人权理事会 UN Human Rights, 2006"),
        ("ar", 'قال "لا", لماذا?', "قال «لا»، لماذا؟"),
    ],
)
def test_typed_is_printed(code: str, typed: str, printed: str) -> None:
    assert line(code, typed) == printed


@pytest.mark.parametrize(
    "exact",
    [
        "https://example.org/a-b?x='1'&y=1-2...",
        "letters@lantern-watch.example",
        "A/HRC/27/2", "CCPR/C/108/2", "E/CN.4/2000/1-5", "LW/2031/17-18",
        "12:30", "2000-09-28", "+00 555 01-42", "+41 22 917 90 00", "(020) 7413-5500", "020 7413 5500",
    ],
)  # fmt: skip
@pytest.mark.parametrize("code", LANGUAGES)
def test_addresses_symbols_times_and_telephones_are_left_alone(code: str, exact: str) -> None:
    assert exact in line(code, f"x {exact} y")


@pytest.mark.parametrize("code", LANGUAGES)
def test_exact_spans_are_left_alone(code: str) -> None:
    exact = 'It\'s "1-2" ... - no : why? 5 May'
    assert exact in line(code, 'a "', Span((Text(exact),), Role.EXACT), '" b')


def test_rules_see_through_emphasis_links_and_notes() -> None:
    note = Footnote((Text('a "note"'),))
    assert (
        line("en", '"', Emphasis((Text('word" and "'),)), Link("https://x.y", (Text("z"),)), '"')
        == "“word” and “z”"
    )
    assert line("en", '"word', note, '" x') == "“word” x"
    assert line("fr", Strong((Text("Oui"),)), "!") == "Oui\u202f!"
    assert line("fr", "«", Emphasis((Text("oui"),)), "»") == "«\u00a0oui\u00a0»"
    (paragraph,) = typeset_blocks((Paragraph((Text("x"), note)),), "de")
    assert Footnote((Text("a „note“"),)) in list(walk((paragraph,)))


def test_words_of_another_language_follow_their_own_rules() -> None:
    french = Span((Text('dit "oui!"'),), None, "fr")
    assert line("en", 'She "', french, '"') == "She “dit «\u00a0oui\u202f!\u00a0»”"
    unknown = Span((Text('"x"...'),), None, "ug")
    assert line("en", unknown) == '"x"...'
    (quote,) = typeset_blocks((Division(Role.QUOTATION, (Paragraph((Text('"ja"'),)),), "de"),), "en")
    assert isinstance(quote, Division)
    assert quote.blocks == (Paragraph((Text("„ja“"),)),)


def test_the_running_head_is_set_too_and_places_stay() -> None:
    place = Place("letter.yaml", 3, 1)
    document = replace(
        EMPTY, running_head="It's", blocks=(Paragraph((Text("It's", origin=place),), origin=place),)
    )
    found = typeset(document, language("en"))
    assert found.running_head == "It’s"
    assert [node.origin for node in walk(found.blocks)] == [place, place]


def test_every_language_with_wording_has_rules() -> None:
    assert all(rules_for(code) is not None for code in LANGUAGES)


SIGNS = "\"'.-:;?!,%«»„“”‘’()/ \u00a0\u202f…–ab1290中文عر"
WORDS = ["...", "--", " - ", "12", "1er", "mai", "May", "No.", "z. B.", "https://a.b", "A/HRC/1"]
PIECES = st.sampled_from([*SIGNS, *WORDS])
TEXTS = st.lists(PIECES, max_size=14).map("".join)
INLINES = st.one_of(
    TEXTS.map(Text),
    TEXTS.map(lambda text: Emphasis((Text(text),))),
    TEXTS.map(lambda text: Span((Text(text),), Role.EXACT)),
    TEXTS.map(lambda text: Span((Text(text),), None, "fr")),
    TEXTS.map(lambda text: Footnote((Text(text),))),
)


@pytest.mark.parametrize("code", LANGUAGES)
@given(st.lists(INLINES, max_size=4))
def test_twice_is_once_and_no_letter_or_digit_ever_changes(code: str, content: list[Inline]) -> None:
    blocks: tuple[Block, ...] = (Paragraph(tuple(content)),)
    once = typeset_blocks(blocks, code)
    assert typeset_blocks(once, code) == once
    assert letters(once) == letters(blocks)


def letters(blocks: tuple[Block, ...]) -> str:
    text = "".join(node.text for node in walk(blocks) if isinstance(node, Text))
    return "".join(char for char in text if unicodedata.category(char)[0] in "LNM")


def test_rules_are_quick_on_long_text() -> None:
    text = "\"It's 5 - 6 'x' 1-2 ...\" " * 4000
    assert re.search("“It’s", line("en", text))
