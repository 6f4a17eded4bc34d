"""Broken and hostile templates: each is refused with its line, and each has a twin that works."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from briefgen.composing import Composed
from briefgen.problems import Problem, Refusal, render

from .desk import LETTER, Desk


def refused(desk: Desk, template: str, letter: str | None = None) -> Problem:
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
    problem = refused(desk, '{% import "mine.html" as mine %}\n\n{{ mine.line(letter.issuers[0]) }}\n')
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
        (
            "{% for x in letter.copies %}\n<p>\n\n",
            "template-syntax",
            "1:1",
            "{% for %} on line 1 is never closed. Write {% endfor %} where it ends.",
        ),
        ("x\n{% if %}y{% endif %}", "template-syntax", "2:1", "a tag here is incomplete"),
        (
            "\n{% include 'open-letter/lettr.html' %}",
            "missing-template",
            "2:1",
            "Did you mean “open-letter/letter.html”?",
        ),
        ("{{ letter.round.place.x }}", "unknown-name", "1:23", "nothing called “x”"),
        ("{{ letter.copies }}", "not-a-text", "1:1", "a list or a group"),
        ("{{ letter.issuers[0] }}", "not-a-text", "1:1", "a list or a group"),
        ("{{ none|prose }}", "nothing-to-print", "1:1", "Nothing is there to print in “{{ none|prose }}”"),
        ("{{ none|upper }}", "nothing-to-print", "1:1", "Nothing is there to print"),
        ("{{ [none]|join }}", "nothing-to-print", "1:1", "Nothing is there to print"),
        ("{{ letter.copies|prose }}", "not-a-text", "1:1", "a list or a group"),
        ("{% for x in 5 %}{% endfor %}", "template-fails", "1:1", "a list is needed, and this is none"),
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
        ("{{ 1 / 0 }}", "template-fails", "1:1", "a number is divided by zero"),
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
        ("{{ letter.subject._place.file }}", "{{ letter.issuers[0].name }}"),
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
    desk.template("<h1>{{ letter.subject }}</h1>{% if letter.copies %}{{ letter.copies[0] }}{% endif %}")
    problems = desk.compose(replace(JOB, language="es")).problems
    assert [(problem.code, str(problem.place)) for problem in problems] == [
        ("text-missing-in-language", "letter.yaml:5:10"),
        ("text-missing-in-language", "letter.yaml:28:10"),
        ("text-missing-in-language", "letter.yaml:4:8"),
        ("text-missing-in-language", "organisations.yaml:2:9"),
        ("text-missing-in-language", "dialogues.yaml:2:9"),
    ]
    assert problems[0].message == "There is no Spanish text here (en only)"
    assert problems[0].advice == "Write the text by language: “en: …” for this one, and “es: …”."
    assert problems[3].message == (
        "There is no Spanish text here (de, en, fr only), wanted by “open-letter”, printed in Spanish"
    )
    assert problems[3].advice == "Add a line for “es”."


def test_an_open_date_needs_words(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.template("<h1>{{ letter.subject }}</h1>")
    problems = desk.compose(letter=LETTER.replace('"2031-04-28"', "../2031-04-28")).problems
    assert [(problem.code, str(problem.place)) for problem in problems] == [
        ("date-needs-words", "letter.yaml:8:7")
    ]


TAGS_ON_LINE = "Check the tags on this line: {{ … }} prints a value, {% … %} steers, {# … #} is a comment."
DELETE = "Templates place data; they do not compute. Delete this."
EXPRESSION = "Check the expression, and what kind of data it is used on."


@pytest.mark.parametrize(
    ("template", "position", "message", "advice"),
    [
        (
            "<p>\n{{ letter.title </p>",
            "2:1",
            "The template cannot be read: {{ is not closed",
            "Write }} where it ends.",
        ),
        (
            "\n{% if letter.title <p>x</p>",
            "2:1",
            "The template cannot be read: {% is not closed",
            "Write %} where it ends.",
        ),
        ("a {# b", "1:3", "The template cannot be read: {# is not closed", "Write #} where it ends."),
        (
            "\n{% endfor %}",
            "2:1",
            "The template cannot be read: {% endfor %} closes nothing: there is no {% for … %} open here",
            "Delete it, or write the tag that it closes before it.",
        ),
        (
            "{% for x in letter.copies %}\n{% if x %}\n{% endfor %}",
            "2:1",
            "The template cannot be read: {% if %} on line 2 is not closed before {% endfor %} on line 3",
            "Write {% endif %} where it ends.",
        ),
        (
            "a\n{% else %}",
            "2:1",
            "The template cannot be read: {% else %} belongs to no {% if %}",
            "Delete it, or write {% if … %} before it.",
        ),
        (
            "{{ 1 + }}",
            "1:1",
            "The template cannot be read: a tag here is incomplete, or holds signs that mean nothing there",
            TAGS_ON_LINE,
        ),
        (
            "{% import 'macros.html' as m %}\n{{ m.__dict__ }}",
            "2:1",
            (
                "The template does what templates may not in “{{ m.__dict__ }}”: "
                "“__dict__” begins with an underscore"
            ),
            DELETE,
        ),
        (
            "{{ letter.title() }}",
            "1:1",
            (
                "The template does what templates may not in “{{ letter.title() }}”: "
                "only macros and the functions given to templates take ( ), values do not"
            ),
            DELETE,
        ),
        (
            '{{ 1 + "a" }}',
            "1:1",
            (
                'The template cannot be run in “{{ 1 + "a" }}”: '
                "texts, numbers and lists cannot be mixed in a sum; ~ puts texts together"
            ),
            EXPRESSION,
        ),
        (
            "{% macro m(x) %}{% endmacro %}\n{{ m(1, 2) }}",
            "2:1",
            "The template cannot be run in “{{ m(1, 2) }}”: the macro “m” is given more values than it takes",
            EXPRESSION,
        ),
        (
            'x\n\n{% include "open-letter/letter.html" %}',
            "3:1",
            'The template calls itself again and again in “{% include "open-letter/letter.html" %}”',
            "Let no macro and no template call itself.",
        ),
        (
            "x\n{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}",
            "2:1",
            "The template is nested too deep to be understood",
            "Use fewer parentheses, or fewer {% for %} and {% if %} inside one another.",
        ),
        (
            "x\n" + "{% for a in [1] %}" * 30 + "{% endfor %}" * 30,
            "2:1",
            "The template is nested too deep to be understood",
            "Use fewer parentheses, or fewer {% for %} and {% if %} inside one another.",
        ),
    ],
)
def test_the_words_of_python_and_jinja_are_never_passed_on(
    template: str, position: str, message: str, advice: str, tmp_path: Path
) -> None:
    problem = refused(Desk(tmp_path), template)
    assert (problem.message, problem.advice) == (message, advice)
    assert str(problem.place) == f"templates/open-letter/letter.html:{position}"


@pytest.mark.parametrize("template", ["{% include letter.closing %}", "{{ letter[letter.closing] }}"])
def test_no_message_repeats_a_value(template: str, tmp_path: Path) -> None:
    problem = refused(Desk(tmp_path), template)
    assert "of the name that the data give here" in problem.message
    assert "faithfully" not in f"{problem.message} {problem.advice}"


@pytest.mark.parametrize(
    ("template", "position", "message"),
    [
        ("\n\n  Hello there", "4:3", "The text “Hello there” stands directly in the template"),
        ("\n  {{ letter.closing }}", "3:3", "What is printed here stands directly in the template"),
        ('\n{{ wording("copies") }}', "3:1", "The text “Copies to:” stands directly in the template"),
        ("\n <![CDATA[x]]>", "3:2", "<![CDATA[ is not part of the vocabulary of templates"),
        ("\n\n <!DOCTYPE html>", "4:2", "<!… is not part of the vocabulary of templates"),
        ("\n<?php echo 1 ?>", "3:1", "<?php?> is not part of the vocabulary of templates"),
        ('\n<p class="body">\n  a & b</p>', "4:6", "The markup is broken inside <p>"),
        ('\n<p class="body">a\n</p></div>', "4:7", "An element is closed here that was never opened"),
    ],
)
def test_an_error_in_the_markup_has_its_own_line_and_column(
    template: str, position: str, message: str, tmp_path: Path
) -> None:
    from briefgen.reading.reader import read

    from .desk import picture

    composed = made(Desk(tmp_path), f"<h1>T</h1>\n{template}")
    with pytest.raises(Refusal) as refusal:
        read(composed.markup, composed.origins, picture)
    assert [(one.message, str(one.place)) for one in refusal.value.problems] == [
        (message, f"templates/open-letter/letter.html:{position}")
    ]


def test_text_in_set_is_compared_without_markers(tmp_path: Path) -> None:
    markup = made(
        Desk(tmp_path), '{% set s %}yes{% endset %}{% if s == "yes" %}<p>same</p>{% endif %}'
    ).markup
    assert "same" in markup


def test_a_template_that_is_a_link_to_itself_is_a_matter_of_files(tmp_path: Path) -> None:
    from briefgen.problems import ExitCode

    desk = Desk(tmp_path)
    path = tmp_path / "templates" / "open-letter" / "letter.html"
    path.parent.mkdir(parents=True)
    for target in ("letter.html", "nowhere.html"):
        path.unlink(missing_ok=True)
        path.symlink_to(target)
        with pytest.raises(Refusal) as refusal:
            desk.compose()
        (problem,) = refusal.value.problems
        assert problem.message == (
            "The template “open-letter/letter.html” cannot be read: "
            "it is a link that leads nowhere or to itself"
        )
        assert (problem.advice, problem.exit_code) == ("Put the file itself in its place.", ExitCode.FILES)
    path.unlink()
    path.mkdir()
    with pytest.raises(Refusal, match="is a folder or a device, not a file"):
        desk.compose()
    path.rmdir()
    assert desk.compose().markup


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
@pytest.mark.parametrize("closed", ["templates/open-letter", "templates/open-letter/letter.html"])
def test_a_template_that_may_not_be_read_is_a_matter_of_files(closed: str, tmp_path: Path) -> None:
    from briefgen.problems import ExitCode

    desk = Desk(tmp_path)
    desk.template("<h1>{{ letter.subject }}</h1>")
    (tmp_path / closed).chmod(0)
    with pytest.raises(Refusal) as refusal:
        desk.compose()
    (tmp_path / closed).chmod(0o755)
    (problem,) = refusal.value.problems
    assert problem.message == (
        "The template “open-letter/letter.html” cannot be read: this user may not open the file or its folder"
    )
    assert problem.exit_code is ExitCode.FILES
    assert desk.compose().markup


def test_nothing_of_a_file_outside_the_folders_is_kept_for_excerpts(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    (tmp_path / "secret").write_text("secret", encoding="utf-8")
    path = tmp_path / "templates" / "open-letter" / "letter.html"
    path.parent.mkdir(parents=True)
    path.symlink_to(tmp_path / "secret")
    with pytest.raises(Refusal) as refusal:
        desk.compose()
    (problem,) = refusal.value.problems
    assert (problem.code, problem.place) == ("template-outside", None)
    assert desk.source.texts == {}
