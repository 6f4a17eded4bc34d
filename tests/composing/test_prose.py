"""Markdown in the data: what it becomes, and what is refused at its line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.composing.placed import Placed
from briefgen.composing.prose import prose_filter
from briefgen.document import (
    Block,
    CrossReference,
    Division,
    Footnote,
    Heading,
    Link,
    List,
    Paragraph,
    Table,
    Text,
    plain_text,
    walk,
)
from briefgen.places import Place
from briefgen.problems import Problem
from briefgen.reading.markers import Origins, without
from briefgen.reading.reader import read

from .desk import JOB, make_press, make_workspace, picture

PLACE = Place("letter.yaml", 10, 3, "body")


WORKSPACE = make_workspace(Path("/nowhere"))


def written(text: str, literal: bool = True, level: int = 2) -> tuple[str, Origins, list[Problem]]:
    press, problems = make_press(WORKSPACE, JOB), list[Problem]()
    markup = str(prose_filter(press, problems)(Placed(text, PLACE, literal), level))
    return markup, press.origins, problems


def blocks_of(text: str) -> tuple[Block, ...]:
    markup, origins, problems = written(text)
    assert not problems
    return read(f"<h1>Title</h1>{markup}", origins.places, picture)[1:]


def problem_of(text: str) -> Problem:
    *_, problems = written(text)
    (problem,) = problems
    return problem


@pytest.mark.parametrize(
    ("text", "markup"),
    [
        ("One\ntwo.", '<p class="body">One\ntwo.</p>'),
        ("One  \ntwo.", '<p class="body">One<br/>two.</p>'),
        ("*a* **b**", '<p class="body"><em>a</em> <strong>b</strong></p>'),
        ("# A\n\n## B {#b}", '<h2>A</h2><h3 id="b">B</h3>'),
        ("## A\n\n### B", "<h2>A</h2><h3>B</h3>"),
        ("> Words.", '<blockquote><p class="body">Words.</p></blockquote>'),
        (
            "[a](https://example.org/?a=1&b=2)",
            '<p class="body"><a href="https://example.org/?a=1&amp;b=2">a</a></p>',
        ),
        (
            "<mailto:a@example.org>",
            '<p class="body"><a href="mailto:a@example.org">mailto:a@example.org</a></p>',
        ),
        ("a^[b *c*]", '<p class="body">a<span class="footnote">b <em>c</em></span></p>'),
        ("See [[table:x]].", '<p class="body">See <a class="reference" href="#x"></a>.</p>'),
        ("我们\n要求", '<p class="body">我们要求</p>'),
        ("1. a\n2. b", '<ol><li><p class="body">a</p></li><li><p class="body">b</p></li></ol>'),
    ],
)
def test_markdown_becomes_the_vocabulary(text: str, markup: str) -> None:
    found, _, problems = written(text)
    assert not problems
    assert without(found) == markup


@pytest.mark.parametrize(
    "text",
    ["<b>x</b>", "<img src=file:///etc/passwd>", "&nbsp;&#x202e;", "{{ 7*7 }}", "a ]]> b", "5 < 6 & 7"],
)
def test_html_in_prose_stays_text_whether_it_is_refused_or_not(text: str) -> None:
    markup, origins, _ = written(text)
    (paragraph,) = read(markup, origins.places, picture)
    assert isinstance(paragraph, Paragraph)
    assert plain_text(paragraph.content) == text


TABLE = """\
Before, see [[table:fate]].

| Promise | Kept |
|---|---|
| Open the *prisons* | Partly\\|late |
| Repeal | No[^n] |

Table: What became of the promises {#fate}

[^n]: The bill lapsed.
"""


def test_a_table_has_caption_key_row_headers_and_widths_by_content() -> None:
    before, table = blocks_of(TABLE)
    assert isinstance(table, Table)
    assert (plain_text(table.caption), table.key) == ("What became of the promises", "fate")
    assert [cell.header is not None for cell in table.body[0].cells] == [True, False]
    assert table.widths == (19, 14)
    assert str(table.body[1].origin) == "letter.yaml:15:5"
    (note,) = [node for node in walk((table,)) if isinstance(node, Footnote)]
    assert str(note.origin) == "letter.yaml:19:9"
    assert [node.target for node in walk((before,)) if isinstance(node, CrossReference)] == ["fate"]


def test_every_line_of_prose_has_its_own_place() -> None:
    text = "First line\nsecond *word* line\n\n- item\n  goes on"
    found, origins, _ = written(text)
    nodes = walk(read(found, origins.places, picture))
    assert [(node.text, str(node.origin)) for node in nodes if isinstance(node, Text)] == [
        ("First line ", "letter.yaml:10:3"),
        ("second ", "letter.yaml:11:3"),
        ("word", "letter.yaml:11:11"),
        (" line", "letter.yaml:11:16"),
        ("item", "letter.yaml:13:5"),
        (" ", "letter.yaml:13:3"),
        ("goes on", "letter.yaml:14:5"),
    ]


def test_lines_of_a_text_that_is_folded_in_its_file_have_the_place_of_the_whole() -> None:
    found, origins, problems = written("One\n\ntwo `x`", literal=False)
    assert {str(node.origin) for node in walk(read(found, origins.places, picture))} == {"letter.yaml:10:3"}
    assert [problem.place for problem in problems] == [PLACE]


@pytest.mark.parametrize(
    ("text", "code", "line", "words"),
    [
        ("a\n\n![x](y.png)", "prose-not-allowed", 12, "A picture (y.png)"),
        ("a\nb `code`", "prose-not-allowed", 11, "`code` is code"),
        ("a\n\n    indented", "prose-not-allowed", 12, "four spaces"),
        ("```\nx\n```", "prose-not-allowed", 10, "Code between lines"),
        ("a\n\n---\n\nb", "prose-not-allowed", 12, "asks for a rule"),
        ("# a\n## b\n### c\n#### deep", "prose-not-allowed", 13, "three levels"),
        ("## a\n\n#### b", "skipped-heading", 12, "skips a level"),
        ("a\n\n1999. The year", "list-start", 12, "begins a numbered list at 1999"),
        ("a [b](page.html)", "bad-link", 10, "“page.html”"),
        ("a [b](javascript:alert)", "bad-link", 10, "“javascript:alert”"),
        ("a [b](file:///etc/passwd)", "bad-link", 10, "“file:///etc/passwd”"),
        ('a [b](https://example.org "t")', "prose-not-allowed", 10, "carries a title"),
        ("a\nb[^x]", "unknown-note", 11, "There is no note [^x]"),
        ("a\n\n[^x]: never", "unused-note", 12, "[^x] is never cited"),
        ("a[^x] b[^x]\n\n[^x]: twice", "note-cited-twice", 10, "cited twice"),
        ("a[^x]\n\n[^x]: one\n\n[^x]: two", "duplicate-note", 14, "written twice"),
        ("a[^x]\n\n[^x]: see^[more]", "bad-note", 12, "note stands inside a note"),
        ("| a | b |\n|---|---|\n| 1 | 2 |", "table-without-caption", 10, "This table has no caption"),
        (
            "| a | b |\n|---|---|\n| 1 | 2 | 3 |\n\nTable: x",
            "ragged-table",
            12,
            "has 3 cells, its headers are 2",
        ),
        ("| a | b |\n|---|--:|\n| 1 | 2 |\n\nTable: x", "prose-not-allowed", 11, "cannot be aligned"),
        ("- a\n\n  # b", "prose-not-allowed", 12, "A heading stands inside a list"),
        ("See [[chrt:x]]", "bad-reference", 10, "no kind of fact called “chrt”"),
        (">" * 30 + " a", "prose-too-deep", 10, "nested too deep"),
        ("*a **b " * 12 + "x" + "** c*" * 12, "prose-too-deep", 10, "nested too deep"),
    ],
)
def test_what_letters_cannot_hold_is_refused_at_its_line(text: str, code: str, line: int, words: str) -> None:
    problem = problem_of(text)
    assert problem.place is not None
    assert (problem.code, problem.place.line) == (code, line)
    assert words in problem.message


@pytest.mark.parametrize(
    "text", ["1999\\. The year", "a [b](https://example.org)", "- a\n\n  b", "a[^x]\n\n[^x]: note"]
)
def test_the_twins_of_what_is_refused_pass(text: str) -> None:
    assert not written(text)[2]


SIGNS = "a é 语 * ** _ ` # - 1. > | [ ] ( ) ^ \\ < & ! [^1] https://x.y --- ~~~ Table: {#k}"
WORDS = st.lists(st.sampled_from([*SIGNS.split(" "), "\n", "\n\n", "    "]), max_size=25)


@given(WORDS)
def test_no_letter_is_lost_whatever_is_typed(words: list[str]) -> None:
    text = " ".join(words)
    found, _, problems = written(text)
    if not problems and text.strip():
        letters = re.sub(r"[^aé语]", "", text.replace("Table", ""))
        shown = re.sub(r"<[^>]*>", "", without(found)).replace("&amp;", "&").replace("Table", "")
        assert re.sub(r"[^aé语]", "", shown) == letters


def test_blocks_are_what_they_look_like() -> None:
    kinds = [type(block) for block in blocks_of("# H\n\np [l](https://example.org)\n\n- i\n\n> q")]
    assert kinds == [Heading, Paragraph, List, Division]
    assert any(isinstance(node, Link) for node in walk(blocks_of("[l](https://example.org)")))


def test_no_word_of_a_table_is_broken_while_its_columns_have_room() -> None:
    long = "The joint account of the third round has not been published, though thirty days were agreed"
    _, table = blocks_of(
        f"x\n\n| What | Nordmarchean | c |\n|---|---|---|\n| {long} | {long} | {long} |\n\nTable: T\n"
    )

    assert isinstance(table, Table)
    assert sum(table.widths) <= 84
    assert min(table.widths) >= len("Nordmarchean") + 3
