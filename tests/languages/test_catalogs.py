"""The catalogs that translators get: complete, alike, and set as each language is set."""

from __future__ import annotations

import re
import subprocess
import time
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

import briefgen.languages
from briefgen.languages import LANGUAGES, lookup_order
from briefgen.languages.catalog import MOST, read_catalog
from briefgen.problems import Refusal

FOLDER = Path(briefgen.languages.__file__).with_name("catalogs")
PATHS = sorted(FOLDER.glob("*.po"))
WHOLE = [path for path in PATHS if len(lookup_order(path.stem)) == 1 or path.stem.startswith("zh")]
HOLE = re.compile(r"\{[^}]*\}")
NAME = re.compile(r"\{[a-z]+\}")
SAME_EVERYWHERE = {"running-head", "issued-by"}
HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


def catalog(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, abort_invalid=True)


def entries(path: Path) -> dict[str, Message]:
    return {str(entry.context): entry for entry in catalog(path) if entry.id}


ENGLISH = entries(FOLDER / "en.po")
by_file = pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)


def test_every_language_has_a_catalog() -> None:
    assert {path.stem for path in WHOLE} == {
        code for code in LANGUAGES if code.startswith("zh") or "-" not in code
    }


@pytest.mark.parametrize("path", WHOLE, ids=lambda path: path.stem)
def test_every_catalog_has_the_same_keys_in_the_same_order(path: Path) -> None:
    assert list(entries(path)) == list(ENGLISH)


@by_file
def test_translators_see_the_english_words_and_the_same_notes(path: Path) -> None:
    for key, entry in entries(path).items():
        assert entry.id == ENGLISH[key].id, key
        assert entry.auto_comments == ENGLISH[key].auto_comments != [], key


def test_english_is_its_own_translation() -> None:
    assert [key for key, entry in ENGLISH.items() if entry.string != entry.id] == []


@by_file
def test_every_entry_is_translated_with_the_same_holes(path: Path) -> None:
    for key, entry in entries(path).items():
        words, english = str(entry.string), str(entry.id)
        assert words
        assert not entry.fuzzy
        assert sorted(HOLE.findall(words)) == sorted(HOLE.findall(english)), key
        assert all(NAME.fullmatch(hole) for hole in HOLE.findall(words)), key
        assert ("python-brace-format" in entry.flags) == bool(HOLE.search(english)), key


@by_file
def test_translations_have_no_stray_spaces_and_no_typewriter_marks(path: Path) -> None:
    for key, entry in entries(path).items():
        words = str(entry.string)
        assert words == words.strip() or key == "citation-separator", key
        assert not re.search(r"""["'<>&\\]|\.\.\.|  |--""", words), key


def test_no_language_borrows_english_sentences() -> None:
    for path in WHOLE:
        for key, entry in entries(path).items():
            sentence = len(re.findall(r"[A-Za-z]+", HOLE.sub("", str(entry.id)))) > 1
            if path.stem != "en" and sentence and key not in SAME_EVERYWHERE:
                assert entry.string != entry.id, key


def test_french_has_its_no_break_spaces() -> None:
    for key, entry in entries(FOLDER / "fr.po").items():
        words = str(entry.string)
        assert not re.search(r"[^\u00a0][:»]|[^\u202f][;!?]|«[^\u00a0]", words), key


def test_german_needs_no_sharp_s_so_that_it_does_for_switzerland_too() -> None:
    assert [key for key, entry in entries(FOLDER / "de.po").items() if "ß" in str(entry.string)] == []


def test_chinese_has_full_width_marks() -> None:
    for code in ("zh-Hans", "zh-Hant"):
        for key, entry in entries(FOLDER / f"{code}.po").items():
            assert not re.search(r"[,;:?!()\[\]]", str(entry.string)), key


@by_file
def test_headers_name_the_language_and_its_plural_forms(path: Path) -> None:
    found = catalog(path)
    forms = {"ar": 6, "de": 2, "en": 2, "es": 3, "fr": 3, "zh": 1}  # CLDR 47, plurals.xml

    assert found.locale_identifier == path.stem.replace("-", "_")
    assert found.num_plurals == forms[path.stem[:2]]
    assert found.charset == "utf-8"


@pytest.mark.slow
@by_file
def test_gettext_itself_finds_nothing_to_say(path: Path) -> None:
    done = subprocess.run(["msgfmt", "-c", "-o", "-", path], check=True, capture_output=True)

    assert done.stderr == b""


def test_what_nobody_has_approved_counts_as_missing() -> None:
    source = (
        'msgctxt "done"\nmsgid "a"\nmsgstr "b"\n\n'
        'msgctxt "empty"\nmsgid "a"\nmsgstr ""\n\n'
        '#, fuzzy\nmsgctxt "fuzzy"\nmsgid "a"\nmsgstr "b"\n\n'
        '#~ msgctxt "obsolete"\n#~ msgid "a"\n#~ msgstr "b"\n'
    )

    assert read_catalog((HEADER + source).encode(), "xx.po") == {"done": "b"}


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ("Dear translator,\n", "line 4 makes no sense"),
        ("", "it holds no words"),
        ('msgctxt "k"\n', "it holds no words"),
        ('msgid "a"\nmsgstr "b"\n', "the key (msgctxt) “” is missing or stands there twice"),
        (
            'msgctxt "k"\nmsgid "a"\nmsgstr "b"\n\nmsgctxt "k"\nmsgid "c"\nmsgstr "d"\n',
            "the key (msgctxt) “k” is missing or stands there twice",
        ),
        ('msgctxt "k"\nmsgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\n', "it has plural forms"),
        ("# " * MOST, "it is too long"),
    ],
)
def test_what_is_no_catalog_is_refused(source: str, why: str) -> None:
    with pytest.raises(Refusal) as refusal:
        read_catalog((HEADER + source).encode(), "xx.po")

    (problem,) = refusal.value.problems
    assert problem.code == "bad-catalog"
    assert problem.message == f"The wording in xx.po cannot be read: {why}"
    assert problem.advice == "Open it in a program for translators (Poedit), or run msgfmt --check on it."


def test_a_catalog_in_another_character_set_than_it_says_is_refused() -> None:
    source = (HEADER + 'msgctxt "k"\nmsgid "a"\nmsgstr "é"\n').encode("latin-1")

    with pytest.raises(Refusal, match="its header or its character set makes no sense"):
        read_catalog(source, "xx.po")
    with pytest.raises(Refusal, match="its header or its character set makes no sense"):
        read_catalog(source.replace(b"UTF-8", b"KLINGON"), "xx.po")


def test_a_header_that_asks_for_a_billion_plural_forms_costs_nothing() -> None:
    header = HEADER.replace("UTF-8\\n", 'UTF-8\\n"\n"Plural-Forms: nplurals=999999999; plural=0;\\n')
    before = time.process_time()

    assert read_catalog((header + 'msgctxt "k"\nmsgid "a"\nmsgstr "b"\n').encode(), "xx.po") == {"k": "b"}
    with pytest.raises(Refusal, match="plural forms"):
        read_catalog((header + 'msgctxt "k"\nmsgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\n').encode(), "xx.po")
    assert time.process_time() - before < 1
