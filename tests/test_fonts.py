"""Our fonts and no others; and which letters they hold."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen import fonts
from briefgen.document import (
    Contents,
    ContentsEntry,
    Document,
    Heading,
    Mark,
    MarkKind,
    NoteMark,
    Paragraph,
    Table,
    TableNote,
    Text,
)
from briefgen.places import Place
from briefgen.problems import ExitCode, Refusal, Weight
from briefgen.theme import HOUSE

ROOT = Path(__file__).parents[1]


def document(text: str) -> Document:
    first = Heading(1, (Text("Title", origin=Place("letter.yaml", 1, 1)),))
    body = tuple(Paragraph((Text(text, origin=Place("letter.yaml", line, 5, "body")),)) for line in (3, 9))
    marks = (Mark(MarkKind.DRAFT, "DRAFT"),)
    return Document("letter", "T", "en", "ltr", "Z", None, "head", "Page {page}", marks, (first, *body))


def test_the_list_of_files_is_the_one_that_set_up_follows() -> None:
    wanted = json.loads((ROOT / "requirements/fonts.json").read_text(encoding="utf-8"))
    brought = {file["name"]: file["family"] for package in wanted for file in package["files"]}
    assert brought == {name: family for family, names in fonts.FILES.items() for name in names}


def test_every_family_of_the_theme_is_brought() -> None:
    assert set(fonts.families(HOUSE)) <= set(fonts.FILES)


def test_a_missing_font_file_is_refused_with_the_command_that_brings_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(fonts.FOLDER_VARIABLE, str(tmp_path))
    for names in fonts.FILES.values():
        for name in names:
            (tmp_path / name).touch()
    fonts.require()
    (tmp_path / "NotoSans_700Bold.ttf").unlink()
    with pytest.raises(Refusal) as caught:
        fonts.require()
    (problem,) = caught.value.problems
    assert problem.code == "missing-font"
    assert problem.exit_code is ExitCode.FILES
    assert problem.message == "Fonts are missing: NotoSans_700Bold.ttf"
    assert problem.advice == (
        "Run `python3 bootstrap.py setup` in the folder of briefgen; it brings the fonts."
        " If you keep them elsewhere, BRIEFGEN_FONTS must name their folder."
    )


SEEN = """
from briefgen import fonts
import os, subprocess
fonts.use_only_ours()
conf = os.environ["FONTCONFIG_FILE"]
from briefgen.writers.pdf import warm_up
warm_up()
import ctypes
fc = ctypes.CDLL("libfontconfig.so.1")
class Set(ctypes.Structure):
    _fields_ = [("nfont", ctypes.c_int), ("sfont", ctypes.c_int), ("fonts", ctypes.c_void_p)]
fc.FcInitLoadConfigAndFonts.restype = ctypes.c_void_p
fc.FcConfigGetFonts.restype = ctypes.POINTER(Set)
fc.FcConfigGetFonts.argtypes = [ctypes.c_void_p, ctypes.c_int]
print(fc.FcConfigGetFonts(fc.FcInitLoadConfigAndFonts(), 0).contents.nfont)
print(conf)
"""


def test_no_font_of_the_machine_is_seen_and_nothing_is_left_behind() -> None:
    made = subprocess.run([sys.executable, "-c", SEEN], capture_output=True, text=True, check=True)
    count, conf = made.stdout.split()
    assert int(count) == sum(len(names) for names in fonts.FILES.values())
    assert not Path(conf).parent.exists()


@pytest.mark.parametrize(
    "text",
    [
        "plain words",
        "ça œuvre ßẞ ŁódŹ “quotes” – — … • ↑",
        "王建国 覺醒 ، أحمد يوسف ئۇيغۇر བསྟན་འཛིན",
        "no\u00adbreak\u200b \u202f\u2067x\u2069 e\u200d\ufe0f",
        "cafe\u0301",
        "ན\u0f72ང་",
    ],
)
def test_what_the_fonts_hold_raises_nothing(text: str) -> None:
    assert fonts.missing(text, HOUSE) == ()


def test_each_missing_character_is_one_problem_with_all_its_places() -> None:
    emoji, linear = fonts.uncovered(document("a 😀 b 😀 \U00010600"), HOUSE)
    assert emoji.message == "No font has the character U+1F600 (GRINNING FACE)"
    assert emoji.code == "missing-glyph"
    assert emoji.weight is Weight.ERROR
    assert emoji.exit_code is ExitCode.INPUT
    assert emoji.place == Place("letter.yaml", 3, 5, "body")
    assert emoji.related == (Place("letter.yaml", 9, 5, "body"),)
    assert "U+10600" in linear.message


def test_words_that_the_document_makes_of_its_own_are_looked_at_too() -> None:
    blocks = (
        Contents(3, (ContentsEntry(2, "\U00010600", "a"),)),
        Heading(2, (Text("x"),), "a", True, "\U00010601"),
        Table((NoteMark("\U00010602"),), (), (), (), notes=(TableNote("\U00010603", (Text("\U00010604"),)),)),
    )
    found = fonts.uncovered(replace(document("x"), blocks=blocks), HOUSE)
    assert [problem.message.split()[5] for problem in found] == [f"U+1060{n}" for n in range(5)]


def test_a_mark_must_sit_on_a_letter_of_the_same_family() -> None:
    assert fonts.missing("王\u064b", HOUSE) == ("\u064b",)
    assert fonts.missing("e\u0301", HOUSE) == ()


@settings(max_examples=50, deadline=None)
@given(st.characters(codec="utf-8", exclude_categories=("C", "Z", "M")))
def test_a_character_is_either_in_a_font_or_a_problem(char: str) -> None:
    held = any(ord(char) in fonts.letters(family) for family in fonts.families(HOUSE))
    assert bool(fonts.missing(char, HOUSE)) is not held
