"""Which characters a text may hold."""

from __future__ import annotations

import unicodedata

import pytest

from briefgen.loading.text_rules import faults, refused

REFUSED = {
    "\x00": "U+0000 NULL is not allowed: control characters cannot be printed",
    "\t": "U+0009 TAB is not allowed: programs disagree how wide a tab is",
    "\x0b": "U+000B VERTICAL TAB is not allowed: control characters cannot be printed",
    "\x1b": "U+001B ESCAPE is not allowed: control characters cannot be printed",
    "\x85": "U+0085 NEXT LINE is not allowed: control characters cannot be printed",
    "\x9b": "U+009B control character is not allowed: control characters cannot be printed",
    "\xad": "U+00AD SOFT HYPHEN is not allowed: hyphenation is not stored in the text",
    "\u200b": "U+200B ZERO WIDTH SPACE is not allowed: it is invisible and makes equal words differ",
    "\u2028": "U+2028 LINE SEPARATOR is not allowed: programs disagree whether it ends a line",
    "\u202e": (
        "U+202E RIGHT-TO-LEFT OVERRIDE is not allowed: it makes words read in another order than they are "
        "written"
    ),
    "\u2067": (
        "U+2067 RIGHT-TO-LEFT ISOLATE is not allowed: it makes words read in another order than they are "
        "written"
    ),
    "\u2060": "U+2060 WORD JOINER is not allowed: it is invisible and makes equal words differ",
    "\ufeff": "U+FEFF ZERO WIDTH NO-BREAK SPACE is not allowed: it is invisible and makes equal words differ",
    "\ue000": "U+E000 private-use character is not allowed: it shows only with the one font it was made for",
    "\u0378": "U+0378 unassigned character is not allowed: Unicode has no such character, so no font "
    "shows it",
    "\ufdd0": "U+FDD0 noncharacter is not allowed: Unicode has no such character, so no font shows it",
    "\ufdef": "U+FDEF noncharacter is not allowed: Unicode has no such character, so no font shows it",
    "\uffff": "U+FFFF noncharacter is not allowed: Unicode has no such character, so no font shows it",
    "\U0002fffe": "U+2FFFE noncharacter is not allowed: Unicode has no such character, so no font shows it",
    "\ufffd": (
        "U+FFFD REPLACEMENT CHARACTER is not allowed: it stands for a letter that was lost when the text "
        "was converted"
    ),
    "\U000e0041": (
        "U+E0041 TAG LATIN CAPITAL LETTER A is not allowed: it is invisible and makes equal words differ"
    ),
}

ACCEPTED = [
    "Two lines\nof text",
    "François d’Exemple — 1\u202f500 ; «\u00a0oui\u00a0»",
    "人权对话，第十七轮。",
    "བོད་ཡིག།",
    "ئۇيغۇرچە\u200cتېكىست",
    "می\u200cخواهم",
    "العربية (CCPR/C/108/2)\u200f؟",
    "क्\u200dष",
    "葛\U000e0100飾",
    "\U00031350",  # a Chinese character that is younger than the tables of Python 3.11
    "👩\u200d⚖️",
]


@pytest.mark.parametrize(("char", "message"), REFUSED.items(), ids=lambda one: ascii(one)[:12])
def test_characters_that_no_text_may_hold(char: str, message: str) -> None:
    why = refused(char)

    assert why
    assert why.message == message
    assert why.advice.endswith(".")


@pytest.mark.parametrize("text", ACCEPTED)
def test_text_in_every_language_is_accepted(text: str) -> None:
    assert faults(text) == []


def test_half_a_character_is_refused() -> None:
    why = refused(chr(0xD800))

    assert why
    assert why.message == "U+D800 surrogate is not allowed: it is half a character"


def test_every_fault_has_its_offset() -> None:
    assert [fault.offset for fault in faults("a\u202eb\u202cc")] == [1, 3]


def test_nothing_that_provenance_uses_as_a_marker_gets_through() -> None:
    assert all(refused(chr(code)) for code in range(0xFDD0, 0xFDF0))


def test_every_control_and_every_bidirectional_control_is_refused_but_the_newline() -> None:
    bidi = {"LRE", "RLE", "PDF", "LRO", "RLO", "LRI", "RLI", "FSI", "PDI"}
    hostile = [
        char
        for char in map(chr, range(0x3000))
        if unicodedata.category(char) == "Cc" or unicodedata.bidirectional(char) in bidi
    ]

    assert [char for char in hostile if not refused(char)] == ["\n"]


@pytest.mark.parametrize("shape", ["\ufb50", "\ufe8d", "\ufdf2"])
def test_a_presentation_form_is_refused_and_the_ordinary_letter_passes(shape: str) -> None:
    found = refused(shape)

    assert found
    assert "presentation form" in found.why
    assert refused("\u0671") is None
