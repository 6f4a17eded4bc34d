"""What went wrong in a template, in words for its author: file, line, expression, and what there is.

Names of data are told, values never: a message may end in a log.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from jinja2 import TemplateAssertionError, TemplateError, TemplateNotFound, TemplateSyntaxError
from jinja2.exceptions import SecurityError

from briefgen.composing.environment import TemplateEnvironment, UnknownNameError
from briefgen.composing.marking import EmptyValueError, TagError
from briefgen.composing.reasons import reason
from briefgen.composing.sources import TemplateSource
from briefgen.composing.words import UnknownWordingError
from briefgen.places import Place
from briefgen.problems import Problem, Refusal, did_you_mean

RUNTIME = (
    TemplateError, TypeError, ValueError, ArithmeticError, RecursionError, LookupError, AttributeError,
    SyntaxError,
)  # fmt: skip
"""What a template can provoke (SyntaxError: loops too deep for Python); `MemoryError` is for the worker."""

TAGS = (
    "block", "call", "elif", "else", "extends", "filter", "for", "from", "if", "import", "include", "macro",
    "set", "with",
)  # fmt: skip
"""The tags that templates may use, but for those that close."""

_NOT_OURS = ("template-outside", "template-unreadable")
_CLOSED_BY = {"{{": "}}", "{%": "%}", "{#": "#}"}
_BRACES = re.compile(r"\{\{|\{%|\{#|\}\}|%\}|#\}")

_TAG = re.compile(r"\{\{(.*?)\}\}|\{%(.*?)%\}")


def template_problem(
    error: Exception, environment: TemplateEnvironment, template: str, names: Iterable[str] = ()
) -> Problem:
    """Return the problem of an error that compiling or running a template raised.

    `names` are the names that templates may use at the top.
    """
    source = environment.source
    if isinstance(error, TemplateSyntaxError):
        return _syntax(error, environment, template)
    frames = _frames(error, source)
    file, line = frames[-1] if frames else (source.file(template), 1)
    if isinstance(error, SyntaxError | RecursionError):
        return _too_much(source, frames, source.file(template))
    if isinstance(error, TemplateNotFound):
        return _missing(error, source, file, line)
    if isinstance(error, UnknownNameError):
        return _unknown(error, source, file, line, tuple(names))
    place, tag = _expression(source, file, line)
    shown = f" in “{tag}”" if tag else ""
    if isinstance(error, EmptyValueError):
        return _empty(error, place, shown)
    if isinstance(error, UnknownWordingError):
        message = f"There is no wording {_told(error.name, source, file)}"
        return Problem("unknown-wording", message, _there_are(error.name, error.known), place)
    if isinstance(error, SecurityError):
        message = f"The template does what templates may not{shown}: {reason(error)}"
        advice = "Templates place data; they do not compute. Delete this."
        return Problem("template-forbidden", message, advice, place)
    message = f"The template cannot be run{shown}: {reason(error)}"
    advice = "Check the expression, and what kind of data it is used on."
    return Problem("template-fails", message, advice, place)


def _too_much(source: TemplateSource, frames: list[tuple[str, int]], file: str) -> Problem:
    """Return the problem of a template that calls itself, or that is too deep to be understood."""
    if frames:
        # What calls itself stands in the traceback more often than anything that it calls.
        ((file, line), _), *_ = Counter(frames).most_common(1)
        place, tag = _expression(source, file, line)
        shown = f" in “{tag}”" if tag else ""
        message = f"The template calls itself again and again{shown}"
        return Problem("template-endless", message, "Let no macro and no template call itself.", place)
    file = next(reversed(source.texts), file)  # the one that was being read
    lines = source.texts.get(file, "").split("\n")
    deepest = max(range(len(lines)), key=lambda number: sum(map(lines[number].count, "([{")))
    message = "The template is nested too deep to be understood"
    advice = "Use fewer parentheses, or fewer {% for %} and {% if %} inside one another."
    return Problem("template-too-deep", message, advice, _expression(source, file, deepest + 1)[0])


def refused_template(
    refusal: Refusal, environment: TemplateEnvironment, template: str
) -> tuple[Problem, ...]:
    """Return the problems of a template that could not be read, at the tag that asks for it."""
    source = environment.source
    frames = _frames(refusal, source)
    own = Place(source.file(template), 1, 1)
    return tuple(
        problem
        # No place in a file that lies elsewhere: nothing of it may be shown.
        if problem.place or (not frames and problem.code in _NOT_OURS)
        else replace(problem, place=_expression(source, *frames[-1])[0] if frames else own)
        for problem in refusal.problems
    )


def _told(name: str, source: TemplateSource, file: str, before: str = "") -> str:
    """Return the name that a template uses; not one that it takes from the data."""
    return (
        f"{before}“{name}”" if name in source.texts.get(file, "") else "of the name that the data give here"
    )


def _there_are(name: str, known: Iterable[str]) -> str:
    return f"{did_you_mean(name, known)} There are: {', '.join(sorted(known))}.".strip()


def _frames(error: BaseException, source: TemplateSource) -> list[tuple[str, int]]:
    """Return file and line of the template frames of a traceback (Jinja2 rewrites them), innermost last."""
    found, trace = [], error.__traceback__
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        if file in source.texts:
            found.append((file, trace.tb_lineno))
        trace = trace.tb_next
    return found


def _line(source: TemplateSource, file: str, line: int) -> str:
    lines = source.texts.get(file, "").split("\n")
    return lines[line - 1] if 0 < line <= len(lines) else ""


def _expression(source: TemplateSource, file: str, line: int, name: str = "") -> tuple[Place, str]:
    """Return the place and text of the tag on a line that is to blame, as far as it can be told."""
    text = _line(source, file, line)
    word = re.compile(rf"(?<![\w.]){re.escape(name)}(?!\w)|(?<=\.){re.escape(name)}(?!\w)")
    tags = [tag for tag in _TAG.finditer(text) if not name or word.search(tag[0])]
    if len(tags) == 1 or (tags and name):
        tag = tags[0]
        found = word.search(text, tag.start()) if name else None
        start, end = found.span() if found else tag.span()
        return Place(file, line, start + 1, length=end - start), tag[0]
    indent = len(text) - len(text.lstrip())
    return Place(file, line, indent + 1, length=max(1, len(text.strip()))), ""


def _syntax(error: TemplateSyntaxError, environment: TemplateEnvironment, template: str) -> Problem:
    named = error.name or template  # the lexer of Jinja2 gives the file where its parser gives the name
    file = named if named in environment.source.texts else environment.source.file(named)
    name = re.search(r"named '([^']+)'", error.message or "")
    place, _ = _expression(environment.source, file, error.lineno, name[1] if name else "")
    if isinstance(error, TemplateAssertionError) and name:
        known = environment.tests if "test named" in (error.message or "") else environment.filters
        kind = "test" if "test named" in (error.message or "") else "filter"
        message = f"There is no {kind} “{name[1]}” in templates"
        return Problem(f"unknown-{kind}", message, _there_are(name[1], known), place)
    if twice := re.match(r"block '(\w+)' defined twice", error.message or ""):
        message = f"The template cannot be read: there are two blocks “{twice[1]}”"
        return Problem("template-syntax", message, "Give one of them another name.", place)
    if isinstance(error, TagError):
        return Problem(
            "template-syntax", f"The template cannot be read: {error.message}", error.advice, place
        )
    if left_open := _left_open(environment.source, file, error.lineno):
        return left_open
    if unknown := re.match(r"Encountered unknown tag '(\w+)'", error.message or ""):
        message = f"There is no tag {{% {unknown[1]} %}} in templates"
        return Problem("unknown-tag", message, _there_are(unknown[1], TAGS), place)
    message = "The template cannot be read: a tag here is incomplete, or holds signs that mean nothing there"
    advice = "Check the tags on this line: {{ … }} prints a value, {% … %} steers, {# … #} is a comment."
    return Problem("template-syntax", message, advice, place)


def _left_open(source: TemplateSource, file: str, line: int) -> Problem | None:
    """Return the problem of a `{{`, `{%` or `{#` that is still open on a line, None where none is."""
    text = source.texts.get(file, "")
    end = sum(len(one) + 1 for one in text.split("\n")[:line])
    opened: re.Match[str] | None = None
    for found in _BRACES.finditer(text, 0, end):
        if opened is None:
            opened = found if found[0] in _CLOSED_BY else None
        elif found[0] == _CLOSED_BY[opened[0]]:
            opened = None
        elif found[0] in _CLOSED_BY and opened[0] != "{#":
            break
    if opened is None:
        return None
    start = opened.start()
    column = start - (text.rfind("\n", 0, start) + 1) + 1
    place = Place(file, text.count("\n", 0, start) + 1, column, length=2)
    message = f"The template cannot be read: {opened[0]} is not closed"
    return Problem("template-syntax", message, f"Write {_CLOSED_BY[opened[0]]} where it ends.", place)


def _missing(error: TemplateNotFound, source: TemplateSource, file: str, line: int) -> Problem:
    name = str(error.name)
    names = source.names()
    place, _ = _expression(source, file, line)
    message = f"There is no template {_told(name, source, file)}"
    known = file in source.texts
    return Problem("missing-template", message, _there_are(name, names), place if known else None)


def _unknown(
    error: UnknownNameError, source: TemplateSource, file: str, line: int, names: tuple[str, ...]
) -> Problem:
    known = error.known if error.holder else names
    place, tag = _expression(source, file, line, error.name)
    shown = f" in “{tag}”" if tag else ""
    message = f"There is nothing {_told(error.name, source, file, 'called ')}{shown}"
    if error.holder == "text":
        advice = "Texts and numbers have no parts; print them as they are."
    elif error.holder == "nothing":
        advice = "What stands before the full stop holds nothing here: put {% if … %} around it."
    elif error.holder == "list":
        advice = "This is a list: go through it with {% for … in … %}."
    else:
        advice = _there_are(error.name, known)
    return Problem("unknown-name", message, advice, place)


def _empty(error: EmptyValueError, place: Place, shown: str) -> Problem:
    if str(error) == "nothing":
        advice = "Put {% if … %} around it: what is optional, or not for this audience, may hold nothing."
        return Problem("nothing-to-print", f"Nothing is there to print{shown}", advice, place)
    advice = "Go through a list with {% for … in … %}, and name one field of a group, e.g. organisation.name."
    return Problem("not-a-text", f"This is not a text but a list or a group{shown}", advice, place)
