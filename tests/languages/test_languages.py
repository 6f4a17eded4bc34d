"""Which languages there are, and the words that briefgen itself prints in them."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from briefgen.document import Text, plain_text
from briefgen.languages import LANGUAGES, Wording, language, lookup_order, wording_keys
from briefgen.languages.catalog import words
from briefgen.model.claims import Constraint
from briefgen.model.dialogues import DialogueState
from briefgen.model.findings import Scope
from briefgen.model.profiles import Empty
from briefgen.passes.typography import typeset_content
from briefgen.passes.typography.rules import rules_for
from briefgen.problems import Refusal

ROOT = Path(__file__).parents[2]
PATHS = [
    *sorted((ROOT / "templates").rglob("*.html")),
    *sorted((ROOT / "src" / "briefgen" / "composing").rglob("*.py")),
]
KEYS_BY_VALUE = [
    *(f"quantity-{constraint}" for constraint in Constraint if constraint is not Constraint.EXACTLY),
    *(f"{kind}-{empty}" for kind in ("empty", "legend") for empty in Empty),
    *(f"dialogue-{state}" for state in DialogueState),
    *(f"recommendation-{scope}" for scope in Scope),
]


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_language_has_every_word(code: str) -> None:
    assert set(words(code)) == wording_keys()


def test_every_wording_of_the_code_is_there_and_used() -> None:
    code = "".join(path.read_text("utf-8") for path in (ROOT / "src").rglob("*.py"))

    assert set(Wording) <= wording_keys()
    assert {name for name in Wording.__members__ if f"Wording.{name}" not in code} == set()


def test_every_key_that_is_made_from_a_value_is_there() -> None:
    assert set(KEYS_BY_VALUE) <= wording_keys()


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_key_that_templates_and_code_ask_for_is_there(path: Path) -> None:
    text = re.sub(r"\{#.*?#\}", "", path.read_text("utf-8"), flags=re.DOTALL)
    keys = re.findall(r"""\b(?:wording|pattern)\(\s*["']([^"']+)["']\s*([~+]?)""", text)

    for key, joined in keys:
        assert key in wording_keys() or (joined and any(known.startswith(key) for known in KEYS_BY_VALUE)), (
            key
        )


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


def test_a_word_that_nobody_has_translated_is_never_printed_in_english(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    translated = {key: text for key, text in words("fr-BE").items() if key != "report"}
    monkeypatch.setattr("briefgen.languages.words", lambda code: translated)

    with pytest.raises(Refusal) as refusal:
        language("fr-BE").wording("report")

    (problem,) = refusal.value.problems
    assert problem.code == "wording-missing"
    assert problem.message == "There is no Belgian French wording for “report”"
    assert problem.advice == "Have a native speaker write it in fr.po."


def test_a_key_of_no_catalog_is_a_slip_in_the_code() -> None:
    with pytest.raises(KeyError):
        language("fr").pattern("no-such-key")


def test_a_variant_has_the_words_of_its_language_but_for_its_own() -> None:
    assert language("de-CH").wording("report") == "Bericht"
    assert language("de-AT").wording("citation-piece", title="Zug") == "„Zug“"
    assert language("de-CH").wording("citation-piece", title="Zug") == "«Zug»"


def test_the_page_label_keeps_its_placeholders() -> None:
    assert language("de").wording(Wording.PAGE_LABEL) == "Seite {page} von {pages}"
    assert language("en").wording("subject", subject="a {b}") == "Re: a {b}"


def test_a_value_that_looks_like_a_placeholder_stays_what_it_is() -> None:
    head = language("en").wording(Wording.RUNNING_HEAD, issuer="Group {subject}", subject="Round 4")

    assert head == "Group {subject} · Round 4"


@pytest.mark.parametrize("code", LANGUAGES)
def test_quotation_marks_are_those_that_typography_sets(code: str) -> None:
    rules = rules_for(code)

    assert rules
    assert language(code).quotation_marks == (rules.quotes.opening, rules.quotes.closing)


@pytest.mark.parametrize("code", LANGUAGES)
def test_typography_finds_nothing_to_mend_in_the_words(code: str) -> None:
    rules = rules_for(code)

    for key, text in words(code).items():
        assert plain_text(typeset_content((Text(text),), rules, rules_for)) == text, key


def test_a_name_is_looked_up_in_the_language_and_its_parents() -> None:
    assert lookup_order("de-CH") == ("de-CH", "de")
    assert lookup_order("zh-Hant-TW") == ("zh-Hant-TW", "zh-Hant", "zh")


def test_help_waits_for_no_words_and_no_locale() -> None:
    code = "import briefgen.cli, sys; print([name for name in sys.modules if name.startswith('babel')])"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)

    assert done.stdout == "[]\n"
