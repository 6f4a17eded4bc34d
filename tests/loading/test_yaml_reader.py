"""A broken file tells its line in plain words; a hostile one harms nobody; all else is text."""

from __future__ import annotations

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.loading.text_rules import faults, refused
from briefgen.loading.yaml_builder import MAX_DEPTH, MAX_VALUES
from briefgen.loading.yaml_reader import MAX_BYTES, decode, read_yaml
from briefgen.loading.yaml_tree import BROKEN, MAX_PROBLEMS
from briefgen.problems import Refusal, render


def told(text: str) -> str:
    """What a user reads about a file."""
    tree = read_yaml(text, "letter.yaml")
    return "\n".join(render(problem, {"letter.yaml": text.split("\n")}) for problem in tree.problems)


def codes(text: str) -> list[str]:
    return [problem.code for problem in read_yaml(text, "letter.yaml").problems]


# ---- values ---------------------------------------------------------------------------------------


def test_nothing_is_typed() -> None:
    tree = read_yaml(
        "country: NO\non: 0123\ntime: 12:30\nversion: 1.10\nday: 2000-09-28\nyes: true\n", "a.yaml"
    )

    assert tree.data == {
        "country": "NO",
        "on": "0123",
        "time": "12:30",
        "version": "1.10",
        "day": "2000-09-28",
        "yes": "true",
    }
    assert tree.problems == ()


def test_every_value_and_every_name_knows_its_place() -> None:
    tree = read_yaml('title: A letter\nsignatories:\n  - person: kim-ash\n    capacity: "Chair"\n', "a.yaml")

    place = tree.places["signatories", 0, "person"]
    assert (str(place), place.path, place.length) == ("a.yaml:3:13", "signatories[0].person", 7)
    place = tree.places["signatories", 0, "capacity"]
    assert (str(place), place.length) == ("a.yaml:4:15", 7)
    assert str(tree.keys["signatories", 0, "capacity"]) == "a.yaml:4:5"
    assert str(tree.places["signatories", 0]) == "a.yaml:3:5"


def test_columns_count_characters_not_bytes() -> None:
    tree = read_yaml("name: {zh: 人权, 𝒳: x}\n", "a.yaml")

    assert str(tree.places["name", "zh"]) == "a.yaml:1:12"
    assert str(tree.places["name", "𝒳"]) == "a.yaml:1:19"


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("body: |\n  One\n  two\n", "a.yaml:2:3"),
        ("body: |\n\n  One\n", "a.yaml:2:3"),
        ("body: |2\n    One\n  two\n", "a.yaml:2:3"),
        ("list:\n- body: |-\n     One\n", "a.yaml:3:6"),
        ("body: | # a remark\n    One\n      two\n\n    three\n", "a.yaml:2:5"),
    ],
)
def test_line_n_of_a_literal_text_stands_n_lines_below_its_place(text: str, first: str) -> None:
    tree = read_yaml(text, "a.yaml")
    (path,) = tree.literal
    value: object = tree.data
    for part in path:
        value = value[part]  # type: ignore[index]  # walks lists and mappings alike
    place = tree.places[path]

    assert str(place) == first
    for number, line in enumerate(str(value).rstrip("\n").split("\n")):
        assert text.split("\n")[place.line - 1 + number][place.column - 1 :] == line


def test_folded_and_quoted_texts_know_only_where_they_begin() -> None:
    tree = read_yaml('a: >\n  One\n  two\nb: "three\n  four"\n', "a.yaml")

    assert tree.data == {"a": "One two\n", "b": "three four"}
    assert (str(tree.places[("a",)]), str(tree.places[("b",)])) == ("a.yaml:2:3", "a.yaml:4:4")
    assert tree.literal == frozenset()


TEXT = st.text(st.characters(exclude_categories=["Cs"]).filter(lambda char: not refused(char)))


@given(TEXT)
def test_any_text_that_the_rules_accept_comes_back_exactly_from_quotation_marks(text: str) -> None:
    tree = read_yaml(f"text: {json.dumps(text, ensure_ascii=False)}\n", "a.yaml")

    assert tree.data == {"text": text}
    assert tree.problems == ()


@given(TEXT)
def test_any_text_that_the_rules_accept_comes_back_exactly_from_a_literal(text: str) -> None:
    lines = "\n".join(f"  {line}" for line in text.split("\n"))
    tree = read_yaml(f"text: |2+\n{lines}\n", "a.yaml")

    assert tree.data == {"text": text + "\n"}
    assert tree.problems == ()


# ---- files that a hand has broken -------------------------------------------------------------------

BROKEN_FILES = {
    "a colon in a text without quotation marks": (
        "title: Re: your letter\n",
        """\
letter.yaml:1:10: error: This text holds a colon but stands without quotation marks
  1 | title: Re: your letter
    |          ^
  to do: Put the whole text between double quotation marks.""",
    ),
    "a quotation mark that is never closed": (
        'title: "A letter\nplace: Strelsau\n',
        """\
letter.yaml:1:8: error: The text in quotation marks that begins here is not closed (at title)
  1 | title: "A letter
    |        ^
  to do: Close it with " at the end of the text.""",
    ),
    "a quotation mark that the next one closes": (
        'title: "A letter\nplace: "Strelsau"\n',
        """\
letter.yaml:1:8: error: The text in quotation marks that begins here is not closed: it runs on to line 2
  1 | title: "A letter
    |        ^
  see also letter.yaml:2:9
  to do: Close it with " at the end of the text.""",
    ),
    "an apostrophe in single quotation marks": (
        "title: 'Zenda's letter'\n",
        """\
letter.yaml:1:15: error: There is more text after the closing quotation mark
  1 | title: 'Zenda's letter'
    |               ^
  to do: Put the whole text between the quotation marks; to print the mark ' itself, write two of them (''), \
or use typographic quotation marks.""",
    ),
    "a field too far right": (
        "title: A letter\n  place: Strelsau\n",
        """\
letter.yaml:2:3: error: “place:” cannot be a field here: it reads as part of the text above it
  2 |   place: Strelsau
    |   ^^^^^
  to do: If it is a field, begin it in the same column as the field above, and see that the field above \
has a \
colon and a space after its name. If it is text, put the whole text between double quotation marks.""",
    ),
    "a field in no column": (
        "date:\n    edtf: 2000\n  printed: then\n",
        """\
letter.yaml:3:3: error: This line begins in a column where no line above it begins
  3 |   printed: then
    |   ^
  to do: Fields that belong together begin in the same column; what belongs to a field stands two spaces \
further right.""",
    ),
    "a tab": (
        "date:\n\tedtf: 2000\n",
        """\
letter.yaml:2:1: error: U+0009 TAB is not allowed: programs disagree how wide a tab is
  2 | \\u{0009}edtf: 2000
    | ^^^^^^^^
  to do: Replace the tab by spaces; lines are indented with two spaces for each step.""",
    ),
    "a bracket that is never closed": (
        "audience: [public, partners\ntitle: A letter\n",
        """\
letter.yaml:1:11: error: The bracket “[” that opens here is not closed (at audience[2])
  1 | audience: [public, partners
    |           ^
  to do: Close it with “]”; a text that only begins with “[” stands between double quotation marks.""",
    ),
    "no space after the colon": (
        "title: A letter\nplace:Strelsau\n",
        """\
letter.yaml:2:1: error: This line is neither a field nor part of the text above it
  2 | place:Strelsau
    | ^^^^^^^^^^^^^^
  to do: After the name of a field come a colon and a space. Lines of a longer text stand after “|” and \
further \
right than the name of their field.""",
    ),
    "a sign that begins no text": (
        "title: @home\n",
        """\
letter.yaml:1:8: error: A text without quotation marks cannot begin with “@” (at title)
  1 | title: @home
    |        ^
  to do: Put the whole text between double quotation marks.""",
    ),
    "Markdown where YAML sees an alias": (
        "title: *A letter* to all\n",
        """\
letter.yaml:1:8: error: A “*” at the start of a value has a meaning in YAML that is not allowed here (at \
title)
  1 | title: *A letter* to all
    |        ^^
  to do: If the sign belongs to the text, put the whole text between double quotation marks; otherwise \
delete it.""",
    ),
    "a text on the line of its bar": (
        "body: | We write\n",
        """\
letter.yaml:1:9: error: After “|” or “>” the text begins on the next line (at body)
  1 | body: | We write
    |         ^
  to do: Move the text to the next line, two spaces further right than the field; or put it between double \
quotation marks.""",
    ),
    "a number that reads as a comment": (
        "subject: Your case #12\n",
        """\
letter.yaml:1:20: error: “#12” would be lost: after a space, “#” begins a comment (at subject)
  1 | subject: Your case #12
    |                    ^^^
  to do: Put the whole text between double quotation marks; if it is a comment, write a space after “#”.""",
    ),
    "a field without a value": (
        "place:\n",
        """\
letter.yaml:1:1: error: The field “place” has no value (at place)
  1 | place:
    | ^^^^^
  to do: Write the value, or delete the line.""",
    ),
    "an empty file": (
        "# nothing yet\n",
        """\
letter.yaml:1:1: error: This file is empty
  1 | # nothing yet
    | ^
  to do: Begin it with “kind:” and “format: 1”, or delete the file.""",
    ),
    "versions that were joined": (
        "<<<<<<< HEAD\ntitle: A\n=======\ntitle: B\n>>>>>>> other\n",
        """\
letter.yaml:1:1: error: Two versions of this file were joined and somebody still has to choose between them
  1 | <<<<<<< HEAD
    | ^^^^^^^
  to do: Between “<<<<<<<” and “>>>>>>>” keep the lines that are right, and delete the others and these \
marks.""",
    ),
    "two documents": (
        "title: A\n---\ntitle: B\n",
        """\
letter.yaml:2:1: error: A second document begins here
  2 | ---
    | ^
  to do: Keep one document in each file: delete the line “---”, or move the rest to another file.""",
    ),
    "a field that stands twice": (
        "title: A\nplace: Strelsau\ntitle: B\n",
        """\
letter.yaml:3:1: error: The field “title” stands twice (at title)
  3 | title: B
    | ^^^^^
  see also letter.yaml:1:1
  to do: Keep one of the two; the first stands on line 1.""",
    ),
}


@pytest.mark.parametrize("case", BROKEN_FILES)
def test_a_broken_file_is_explained_in_plain_words(case: str) -> None:
    text, explained = BROKEN_FILES[case]

    assert told(text) == explained


MORE_BROKEN_FILES = {
    "a: - b\n": "yaml-list",
    "a: x\n- b\n": "yaml-list",
    "a: b]\nc: [d]]\n": "yaml-bracket",
    "a: ]\n": "yaml-bracket",
    "a: [b, , c]\n": "yaml-bracket",
    'a: ["b" "c"]\n': "yaml-bracket",
    "a: {b: c\n": "yaml-bracket",
    'a: "C:\\dir"\n': "yaml-backslash",
    'a: "\\ud800"\n': "yaml-backslash",
    "%x\na: b\n": "yaml-directive",
    "%YAML 2.0\n---\na: b\n": "yaml-directive",
    "%TAG ! tag:x,2000:\n---\na: b\n": "yaml-directive",
    " a: b\nc: d\n": "yaml-indentation",
    "a: |\n    x\n  y\n": "yaml-indentation",
    "a: |\ntext\nb: c\n": "yaml-no-bar",
    "a: & Co\n": "yaml-sign",
    "a: !x!y z\n": "yaml-sign",
    "a: ? b\n": "yaml-sign",
    "a: **bold**\n": "yaml-sign",
    "a: |0\n  x\n": "yaml-block",
    "[a, b] c\n": "yaml-syntax",
    "a: 'x\n---\ny'\n": "yaml-quote",
}


@pytest.mark.parametrize(("text", "code"), MORE_BROKEN_FILES.items(), ids=ascii)
def test_no_jargon_of_the_parser_reaches_the_user(text: str, code: str) -> None:
    assert codes(text) == [code]
    assert not {"mapping", "scalar", "token", "node", "stream", "flow"} & set(
        told(text).split("\n")[0].split()
    )


@given(st.text(st.sampled_from("ab:-#[]{}|>'\"*&!%@? \n,.\\")))
def test_whatever_stands_in_a_file_it_is_read_or_explained(text: str) -> None:
    tree = read_yaml(text, "letter.yaml")

    assert tree.problems or tree.data is not BROKEN
    for problem in tree.problems:
        assert problem.place
        assert 1 <= problem.place.line <= len(text.split("\n"))
        assert told(text)


def test_all_that_is_wrong_is_said_in_one_go() -> None:
    text = 'a: &x 1\nb: *x\nc: !!int 2\nd:\nd: 3\ne: 4\u200b\nf: "\\u202e"\n<<: {g: 5}\n'

    assert codes(text) == [
        "bad-character",
        "anchor",
        "alias",
        "tag",
        "empty",
        "duplicate-key",
        "bad-character",
        "merge-key",
    ]


def test_a_character_that_an_escape_brings_in_is_found_where_it_is_written() -> None:
    assert (
        told('name: "Ot\\u202etilie"\n')
        == """\
letter.yaml:1:10: error: U+202E RIGHT-TO-LEFT OVERRIDE is not allowed: it makes words read in another \
order than \
they are written (at name)
  1 | name: "Ot\\u202etilie"
    |          ^^^^^^
  to do: Delete the character; if you cannot see it, type the words around it anew."""
    )


# ---- hostile files, and their benign twins ------------------------------------------------------------

HOSTILE = {
    "brackets without end": ("a: " + "[" * 200_000, "a: [[[[b]]]]\n", "too-deep"),
    "braces without end": ("{a: " * 100_000, "a: {b: {c: d}}\n", "too-deep"),
    "dashes without end": ("- " * 200_000, "a:\n  - - b\n", "too-deep"),
    "question marks without end": ("? " * 200_000, '"? a": b\n', "bad-key"),
    "merge keys": ("a: {<<: {b: c}}\n", 'a: {"<<": b}\n', "merge-key"),
    "laughs": ("a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n", "a: [x, x]\n", "anchor"),
    "an alias": ("a: *b\n", 'a: "*b"\n', "alias"),
    "an alias as a name": ("*b : c\n", '"*b": c\n', "bad-key"),
    "a Python object": ("a: !!python/object/apply:os.system [id]\n", 'a: "!!python"\n', "tag"),
    "a list as a name": ("[a, b]: c\n", '"[a, b]": c\n', "bad-key"),
    "duplicate names": ("a: b\na: c\n", "a: b\nA: c\n", "duplicate-key"),
    "too many values": ("- a\n" * (MAX_VALUES + 1), "- a\n" * 1000, "too-many-values"),
    "too large": ("a: " + "x" * MAX_BYTES, "a: " + "x" * 100_000, "file-too-large"),
    "a hidden override": ("a: b\u202ec\n", "a: عربي\u200f\n", "bad-character"),
    "a control character": ("a: b\x0bc\n", "a: b c\n", "bad-character"),
    "a terminal escape": ("a: \x1b[31m\n", 'a: "[31m"\n', "bad-character"),
    "a forged marker": ("a: \ufdd0\ufde0\ufdd1\n", "a: \u0671\n", "bad-character"),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_files_are_refused_quickly_and_their_twins_pass(case: str) -> None:
    hostile, benign, code = HOSTILE[case]

    begun = time.process_time()
    found = codes(hostile)
    assert time.process_time() - begun < 5
    assert code in found
    assert codes(benign) == []


def test_the_deepest_nesting_that_is_read() -> None:
    assert codes("[" * MAX_DEPTH + "a" + "]" * MAX_DEPTH) == []
    assert codes("[" * (MAX_DEPTH + 1) + "a" + "]" * (MAX_DEPTH + 1)) == ["too-deep"]


def test_problems_without_number_are_cut_off() -> None:
    found = codes("a: b\n" * 500)

    assert len(found) == MAX_PROBLEMS + 1
    assert found[-1] == "more-problems"


# ---- bytes --------------------------------------------------------------------------------------------


def test_a_byte_order_mark_and_line_ends_of_windows_are_welcome() -> None:
    assert decode(b"\xef\xbb\xbfa: b\r\nc: d\r", "a.yaml") == "a: b\nc: d\n"


@pytest.mark.parametrize(
    ("data", "place", "message"),
    [
        (b"a: b\nname: Fran\xe7ois\n", "a.yaml:2:11", "Byte E7 (hexadecimal) is not UTF-8"),
        ("à: b\n".encode() + b"\xff", "a.yaml:2:1", "Byte FF (hexadecimal) is not UTF-8"),
        ("a: b".encode("utf-16"), "a.yaml:1:1", "This file is stored as UTF-16 (“Unicode” in Windows)"),
    ],
)
def test_another_encoding_is_named_with_its_line(data: bytes, place: str, message: str) -> None:
    with pytest.raises(Refusal) as refusal:
        decode(data, "a.yaml")

    (problem,) = refusal.value.problems
    assert (str(problem.place), problem.message) == (place, message)


def test_a_mark_in_the_middle_of_a_file_is_no_byte_order_mark() -> None:
    assert codes("a: b\ufeffc\n") == ["bad-character"]
    assert not faults("a: b c")


def test_six_hundred_kilobytes_are_read_in_a_moment() -> None:
    person = "  - id: p-{0}\n    name: Person {0}\n    note: |\n      Some prose\n      and more prose\n"
    text = "people:\n" + "".join(person.format(number) for number in range(7500))
    assert len(text) > 600_000

    begun = time.process_time()
    tree = read_yaml(text, "people.yaml")
    assert time.process_time() - begun < 3  # 0.4 s on the machine where it was measured
    assert tree.problems == ()


# ---- longer texts ---------------------------------------------------------------------------------


BARLESS = {
    "not indented": "body:\nWe write to you.\n\nWe ask.\nclosing: x\n",
    "not indented after the bar": "body: |\nWe write to you.\nclosing: x\n",
    "not indented from the second line on": "body: To all.\nWe write to you.\nclosing: x\n",
    "with a heading": "body:\n  First.\n\n  ## Heading\n\n  We write to you.\nclosing: x\n",
}


@pytest.mark.parametrize("text", BARLESS.values(), ids=BARLESS)
def test_a_text_below_its_field_gets_the_advice_to_write_a_bar(text: str) -> None:
    (problem,) = read_yaml(text, "letter.yaml").problems

    assert problem.code == "yaml-no-bar"
    assert problem.place
    assert text.split("\n")[problem.place.line - 1].strip() == "We write to you."
    assert (problem.message, problem.advice) == (
        "This line reads neither as a field nor as part of the text of “body”",
        (
            "If it belongs to “body”, write “body: |” there, put the text on the lines below it, and begin "
            "each of them two spaces further right than the field’s name."
        ),
    )


def test_paragraphs_without_a_bar_are_not_joined_in_silence() -> None:
    assert (
        told("body:\n  One.\n\n  Two.\nclosing: x\n")
        == """\
letter.yaml:2:3: error: The text of “body” has several paragraphs, which YAML joins to one without a “|” \
(at body)
  2 |   One.
    |   ^^^^
  to do: Write “body: |”, put the text on the lines below it, and begin each of them two spaces further \
right than the field’s name."""
    )


def test_one_paragraph_needs_no_bar() -> None:
    assert read_yaml("body:\n  One\n  goes on.\n", "letter.yaml").data == {"body": "One goes on."}
    assert read_yaml("body: |\n  One.\n\n  Two.\n", "letter.yaml").data == {"body": "One.\n\nTwo.\n"}
