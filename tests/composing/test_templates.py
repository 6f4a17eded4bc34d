"""Broken and hostile templates: each is refused with its line, and each has a twin that works."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.composing import Composed
from briefgen.problems import Problem, Refusal, render

from .desk import LETTER, Desk


def refused(desk: Desk, template: str, letter: str = LETTER) -> Problem:
    desk.template(template)
    with pytest.raises(Refusal) as refusal:
        desk.compose(letter=letter)
    (problem,) = refusal.value.problems
    return problem


def made(desk: Desk, template: str) -> Composed:
    desk.template(template)
    return desk.compose()


def test_a_misspelt_field_is_named_with_what_there_is(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    problem = refused(desk, "{% if true %}\n<h1>{{ letter.subjct }}</h1>\n{% endif %}\n")
    shown = render(problem, {file: text.split("\n") for file, text in desk.source.texts.items()})
    assert shown.split("\n  to do:")[0] == (
        "templates/open-letter/letter.html:2:15: error: "
        "There is nothing called “subjct” in “{{ letter.subjct }}”\n"
        "  2 | <h1>{{ letter.subjct }}</h1>\n"
        "    |               ^^^^^^"
    )
    assert problem.advice.startswith("Did you mean “subject”? There are: body, closing, copies,")


def test_an_error_inside_a_macro_of_another_file_names_that_file_and_line(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.template('{% macro line(x) %}\n<p class="body">\n{{ x.nme }}</p>\n{% endmacro %}\n', "mine.html")
    problem = refused(desk, '{% import "mine.html" as mine %}\n\n{{ mine.line(letter.issuer) }}\n')
    assert str(problem.place) == "templates/mine.html:3:6"
    assert "Did you mean “name”?" in problem.advice


@pytest.mark.parametrize(
    ("template", "code", "position", "words"),
    [
        ("<p>\n{{ lettr.subject }}</p>", "unknown-name", "2:4", "Did you mean “letter”?"),
        ("{% if letter.plaec %}x{% endif %}", "unknown-name", "1:14", "Did you mean “place”?"),
        (
            "x\n{{ letter.subject|uper }}",
            "unknown-filter",
            "2:19",
            "There is no filter “uper” in templates. Did you mean “upper”?",
        ),
        ("{{ letter.subject|safe }}", "unknown-filter", "1:19", "There is no filter “safe”"),
        ("{{ letter.subject is defined }}", "unknown-test", "1:22", "There is no test “defined”"),
        ("{% for x in letter.copies %}\n<p>\n\n", "template-syntax", "1:1", "{% for %} is never closed"),
        ("x\n{% if %}y{% endif %}", "template-syntax", "2:1", "Expected an expression"),
        (
            "\n{% include 'open-letter/lettr.html' %}",
            "missing-template",
            "2:1",
            "Did you mean “open-letter/letter.html”?",
        ),
        ("{{ letter.round.place.x }}", "unknown-name", "1:23", "nothing called “x”"),
        ("{{ letter.copies }}", "not-a-text", "1:1", "a list or a group"),
        ("{{ letter.issuer }}", "not-a-text", "1:1", "a list or a group"),
        ("{{ none|prose }}", "nothing-to-print", "1:1", "Nothing is there to print in “{{ none|prose }}”"),
        ("{{ none|upper }}", "nothing-to-print", "1:1", "Nothing is there to print"),
        ("{{ [none]|join }}", "nothing-to-print", "1:1", "Nothing is there to print"),
        ("{{ letter.copies|prose }}", "not-a-text", "1:1", "a list or a group"),
        ("{% for x in 5 %}{% endfor %}", "template-fails", "1:1", "'int' object is not iterable"),
        ("{% import 'macros.html' as m %}{{ m.letterhad(1) }}", "unknown-name", "1:37", "mean “letterhead”?"),
        ("{{ none }}", "nothing-to-print", "1:1", "Nothing is there to print in “{{ none }}”"),
        ('{{ wording("subjct") }}', "unknown-wording", "1:1", "Did you mean “subject”?"),
        ('{{ wording("subject") }}', "template-fails", "1:1", "the wording “subject” takes subject"),
        ("\n<p>\ufdd0</p>", "bad-character", "2:4", "U+FDD0 noncharacter is not allowed"),
        ("<p>\u202e</p>", "bad-character", "1:4", "U+202E RIGHT-TO-LEFT OVERRIDE is not allowed"),
        (
            "{% autoescape false %}{{ letter.subject }}{% endautoescape %}",
            "template-syntax",
            "1:1",
            "always escaped",
        ),
        ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "template-endless", "1:1", "again and again"),
        ("{{ 1 / 0 }}", "template-fails", "1:1", "ZeroDivisionError"),
    ],
)
def test_a_broken_template_is_refused_at_its_place(
    template: str, code: str, position: str, words: str, tmp_path: Path
) -> None:
    problem = refused(Desk(tmp_path), template)
    assert (problem.code, str(problem.place)) == (code, f"templates/open-letter/letter.html:{position}")
    assert words in f"{problem.message}. {problem.advice}"


@pytest.mark.parametrize(
    ("hostile", "benign"),
    [
        ("{{ ''.__class__.__mro__[1].__subclasses__() }}", "{{ letter.subject }}"),
        ("{{ letter['__class__'] }}", "{{ letter['subject'] }}"),
        ("{{ letter.subject._place.file }}", "{{ letter.issuer.name }}"),
        ("{{ letter.subject.format(1) }}", "{{ letter.subject|upper }}"),
        ("{{ letter.keys() }}", "{% for key in letter %}{{ key }}{% endfor %}"),
        ("{{ letter.copies.append('x') }}", "{{ letter.copies|join(', ') }}"),
        ("{{ wording.__globals__ }}", "{{ wording('copies') }}"),
        ("{{ lipsum.__globals__['os'].popen('id').read() }}", "{{ wording('enclosures') }}"),
        ("{{ cycler.__init__.__globals__ }}", "{% for x in [1, 2] %}{{ loop.index }}{% endfor %}"),
        ("{{ self.__init__ }}", "{% block b %}x{% endblock %}"),
        ("{{ 'a' * 10**10 }}", "{{ 3 * 4 }}"),
        ("{% if false %}{{ 'a' * 10**10 }}{% endif %}{{ 'a' * 2 }}", "{{ 7 % 4 }}"),
        ("{{ '%9999999999d' % 1 }}", "{{ 'a' ~ 1 }}"),
        ("{{ 2 ** 9 }}", "{{ 2 + 9 }}"),
        ("{% for x in range(10**9) %}x{% endfor %}", "{% for x in range(3) %}x{% endfor %}"),
        ("{{ letter|attr('keys') }}", "{{ letter|length }}"),
        ("{{ (letter.copies|map('attr', '__class__')|list) }}", "{{ letter.copies|map('upper')|join }}"),
        ("{% include '../letter.yaml' %}", "{% include 'macros.html' %}"),
        ("{% include '/etc/passwd' %}", "{% import 'macros.html' as pieces %}x"),
    ],
)
def test_a_template_cannot_reach_out_of_the_sandbox(hostile: str, benign: str, tmp_path: Path) -> None:
    (tmp_path / "letter.yaml").write_text("secret", encoding="utf-8")
    problem = refused(Desk(tmp_path), hostile)
    assert problem.code in {
        "template-forbidden", "unknown-name", "unknown-filter", "missing-template", "template-fails",
        "template-outside",
    }  # fmt: skip
    assert "secret" not in made(Desk(tmp_path), benign).markup


def test_a_template_that_is_a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.template("<p>x</p>", "mine.html")
    (tmp_path / "secret").write_text("secret", encoding="utf-8")
    (tmp_path / "templates" / "leak.html").symlink_to(tmp_path / "secret")
    problem = refused(desk, "\n{% include 'leak.html' %}")
    assert (problem.code, str(problem.place)) == ("template-outside", "templates/open-letter/letter.html:2:1")
    assert "x" in made(desk, "{% include 'mine.html' %}").markup


def test_data_are_never_run_as_a_template_nor_read_as_markup(tmp_path: Path) -> None:
    letter = LETTER.replace(
        'The "fourth round" & after', "'{{ 7*7 }} <img src=file:///etc/passwd> ]]> {% if %} &nbsp;'"
    )
    document = Desk(tmp_path).document(letter=letter)
    (heading,) = [block for block in document.blocks if type(block).__name__ == "Heading"]
    from briefgen.document import Heading, plain_text

    assert isinstance(heading, Heading)
    assert plain_text(heading.content) == "Re: {{ 7*7 }} <img src=file:///etc/passwd> ]]> {% if %} &nbsp;"


def test_data_cannot_forge_a_marker(tmp_path: Path) -> None:
    with pytest.raises(Refusal) as refusal:
        Desk(tmp_path).compose(
            letter=LETTER.replace("closing: Yours", 'closing: "\\uFDD0Yours').replace(
                "faithfully,", 'faithfully,"'
            )
        )
    (problem,) = refusal.value.problems
    assert (problem.code, str(problem.place)) == ("forbidden-character", "letter.yaml:23:10")


def test_the_packaged_template_is_used_where_the_workspace_has_none(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    assert set(desk.compose().texts) == {"templates/open-letter/letter.html", "templates/macros.html"}


def test_what_is_missing_in_the_language_is_said_at_its_place(tmp_path: Path) -> None:
    from dataclasses import replace

    from .desk import JOB

    desk = Desk(tmp_path)
    desk.template("<h1>{{ letter.subject }}</h1>")
    problems = desk.compose(replace(JOB, language="es")).problems
    assert (problems[0].code, str(problems[0].place)) == (
        "name-missing-in-language",
        "organisations.yaml:2:9",
    )


def test_an_open_date_needs_words(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.template("<h1>{{ letter.subject }}</h1>")
    problems = desk.compose(letter=LETTER.replace('"2031-04-28"', "../2031-04-28")).problems
    assert [(problem.code, str(problem.place)) for problem in problems] == [
        ("date-needs-words", "letter.yaml:8:7")
    ]
