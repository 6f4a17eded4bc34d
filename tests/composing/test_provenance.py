"""Every word of the tree knows the line that somebody wrote, whatever way it took through the template."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.composing import TemplateSource, render
from briefgen.composing.environment import TemplateEnvironment
from briefgen.composing.placed import Placed
from briefgen.document import Block, Paragraph, Text, plain_text, walk
from briefgen.places import Place
from briefgen.reading.markers import Origins
from briefgen.reading.reader import read

from .desk import Desk, picture

YAML = Place("letter.yaml", 7, 3, "subject")


def blocks_of(folder: Path, template: str, **data: str | list[str]) -> tuple[Block, ...]:
    """Return what a template makes of placed texts; the n-th text of a list stands n lines below."""
    folder.joinpath("t.html").write_text(template, encoding="utf-8")
    origins = Origins()
    environment = TemplateEnvironment(TemplateSource((folder,)), origins)
    placed = {
        name: Placed(value, YAML)
        if isinstance(value, str)
        else [Placed(text, Place("letter.yaml", 7 + number, 3)) for number, text in enumerate(value)]
        for name, value in data.items()
    }
    markup = render(environment, "t.html", placed)  # type: ignore[arg-type]  # lists of texts are plain values
    return read(markup, origins.places, picture)


def places(blocks: tuple[Block, ...]) -> list[tuple[str, str]]:
    return [(node.text, str(node.origin)) for node in walk(blocks) if isinstance(node, Text)]


@pytest.mark.parametrize(
    "template",
    [
        '<p class="body">{{ x }}</p>',
        '{% macro m(t) %}<p class="body">{{ t }}</p>{% endmacro %}{{ m(x) }}',
        '{% set s %}{{ x }}{% endset %}<p class="body">{{ s }}</p>',
        '{% set s = x %}<p class="body">{{ s }}</p>',
        '<p class="body">{% filter trim %}{{ x }}{% endfilter %}</p>',
        '<p class="body">{{ x|trim }}</p>',
        '<p class="body">{{ [x]|join(", ") }}</p>',
        '{% for one in [x] %}<p class="body">{{ one }}</p>{% endfor %}',
        '{% with s = x %}<p class="body">{{ s }}</p>{% endwith %}',
        '{% macro m() %}<p class="body">{{ caller() }}</p>{% endmacro %}{% call m() %}{{ x }}{% endcall %}',
        '{% block b %}<p class="body">{{ x }}</p>{% endblock %}',
    ],
)
def test_a_value_keeps_its_place(template: str, tmp_path: Path) -> None:
    assert places(blocks_of(tmp_path, template, x="A & B")) == [("A & B", "letter.yaml:7:3")]


def test_words_of_the_template_have_their_own_place(tmp_path: Path) -> None:
    template = (
        "\n{# a\ncomment #}\n  {% if true %}\n"
        '  <p class="body">Dear {{ x }} <em>and</em> all</p>\n  {% endif %}\n'
    )
    assert places(blocks_of(tmp_path, template, x="Minister")) == [
        ("Dear ", "templates/t.html:5:19"),
        ("Minister", "letter.yaml:7:3"),
        (" ", "templates/t.html:5:24"),
        ("and", "templates/t.html:5:36"),
        (" all", "templates/t.html:5:45"),
    ]


def test_each_turn_of_a_loop_has_its_own_place(tmp_path: Path) -> None:
    template = "<ul>{% for x in xs %}<li>{{ x }}</li>{% endfor %}</ul>"
    assert places(blocks_of(tmp_path, template, xs=["a", "b"])) == [
        ("a", "letter.yaml:7:3"),
        ("b", "letter.yaml:8:3"),
    ]


def test_a_value_that_a_filter_cut_up_has_the_place_where_it_is_printed(tmp_path: Path) -> None:
    for expression in ("x[:2]", "x ~ '!'", "x|first"):
        (text,) = places(blocks_of(tmp_path, f'<p class="body">{{{{ {expression} }}}}</p>', x="Abc"))
        assert text[1] == "templates/t.html:1:17"


def test_a_torn_marker_is_taken_out(tmp_path: Path) -> None:
    template = '{% set s %}{{ x }}{% endset %}<p class="body">{{ s|first }}{{ s|last }}B</p>'
    assert places(blocks_of(tmp_path, template, x="A")) == [("B", "templates/t.html:1:72")]


def test_a_line_of_prose_is_found_in_its_block_of_text(tmp_path: Path) -> None:
    found = dict(places(Desk(tmp_path).document().blocks))
    assert found["See paragraph 7."] == "letter.yaml:22:9"
    assert found["because"] == "letter.yaml:17:13"


plain = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Cn"], exclude_characters="\u2028\u2029\u0085"),
    min_size=1,
    max_size=40,
)


@given(plain)
def test_any_text_comes_out_as_it_went_in_but_for_runs_of_spaces(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    folder = tmp_path_factory.getbasetemp()
    blocks = blocks_of(folder, '<p class="body">x{{ x }}x</p>', x=text)
    (paragraph,) = blocks
    assert isinstance(paragraph, Paragraph)
    import re

    assert plain_text(paragraph.content) == re.sub(" +", " ", f"x{text}x")
