"""What went wrong in a template, in words for its author: file, line, expression, and what there is.

Names of data are told, values never: a message may end in a log.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from jinja2 import TemplateAssertionError, TemplateError, TemplateNotFound, TemplateSyntaxError
from jinja2.exceptions import SecurityError

from briefgen.composing.environment import LetterEnvironment, UnknownNameError
from briefgen.composing.marking import EmptyValueError
from briefgen.composing.sources import TemplateSource
from briefgen.composing.words import UnknownWordingError
from briefgen.places import Place
from briefgen.problems import Problem, Refusal, did_you_mean

RUNTIME = (TemplateError, TypeError, ValueError, ArithmeticError, RecursionError, LookupError, AttributeError)
"""What a template can provoke while it runs; `MemoryError` is for the worker."""

_TAG = re.compile(r"\{\{(.*?)\}\}|\{%(.*?)%\}")


def template_problem(
    error: Exception, environment: LetterEnvironment, template: str, names: Iterable[str] = ()
) -> Problem:
    """Return the problem of an error that compiling or running a template raised.

    `names` are the names that templates may use at the top.
    """
    source = environment.source
    if isinstance(error, TemplateSyntaxError):
        return _syntax(error, environment, template)
    file, line = _frame(error, source) or (source.file(template), 1)
    if isinstance(error, TemplateNotFound):
        return _missing(error, source, file, line)
    if isinstance(error, UnknownNameError):
        return _unknown(error, source, file, line, tuple(names))
    place, tag = _expression(source, file, line)
    shown = f" in “{tag}”" if tag else ""
    if isinstance(error, EmptyValueError):
        return _empty(error, place, shown)
    if isinstance(error, UnknownWordingError):
        message = f"There is no wording “{error.name}”"
        return Problem("unknown-wording", message, _there_are(error.name, error.known), place)
    if isinstance(error, SecurityError):
        message = f"The template does what templates may not{shown}: {_reason(error)}"
        return Problem(
            "template-forbidden", message, "Templates place data; they do not compute. Delete this.", place
        )
    if isinstance(error, RecursionError):
        advice = "Let no macro and no template call itself."
        return Problem("template-endless", f"The template calls itself again and again{shown}", advice, place)
    message = f"The template cannot be run{shown}: {_reason(error)}"
    return Problem(
        "template-fails", message, "Check the expression, and what kind of data it is used on.", place
    )


def refused_template(refusal: Refusal, environment: LetterEnvironment, template: str) -> tuple[Problem, ...]:
    """Return the problems of a template that could not be read, at the tag that asks for it."""
    source = environment.source
    found = _frame(refusal, source)
    place = _expression(source, *found)[0] if found else Place(source.file(template), 1, 1)
    return tuple(problem if problem.place else replace(problem, place=place) for problem in refusal.problems)


def _there_are(name: str, known: Iterable[str]) -> str:
    return f"{did_you_mean(name, known)} There are: {', '.join(sorted(known))}.".strip()


def _reason(error: Exception) -> str:
    text = str(error) if isinstance(error, TemplateError | TypeError) else type(error).__name__
    return text.rstrip(".") or type(error).__name__


def _frame(error: BaseException, source: TemplateSource) -> tuple[str, int] | None:
    """Return file and line of the innermost template frame of a traceback (Jinja2 rewrites them)."""
    found, trace = None, error.__traceback__
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        if file in source.texts:
            found = (file, trace.tb_lineno)
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


def _syntax(error: TemplateSyntaxError, environment: LetterEnvironment, template: str) -> Problem:
    file = environment.source.file(error.name or template)
    name = re.search(r"named '([^']+)'", error.message or "")
    place, _ = _expression(environment.source, file, error.lineno, name[1] if name else "")
    if isinstance(error, TemplateAssertionError) and name:
        known = environment.tests if "test named" in (error.message or "") else environment.filters
        kind = "test" if "test named" in (error.message or "") else "filter"
        message = f"There is no {kind} “{name[1]}” in templates"
        return Problem(f"unknown-{kind}", message, _there_are(name[1], known), place)
    message = f"The template cannot be read: {(error.message or '').rstrip('.')}"
    advice = "Check the tags on this line: {{ … }} prints a value, {% … %} steers, {# … #} is a comment."
    return Problem("template-syntax", message, advice, place)


def _missing(error: TemplateNotFound, source: TemplateSource, file: str, line: int) -> Problem:
    name = str(error.name)
    names = source.names()
    place, _ = _expression(source, file, line)
    message = f"There is no template “{name}”"
    known = file in source.texts
    return Problem("missing-template", message, _there_are(name, names), place if known else None)


def _unknown(
    error: UnknownNameError, source: TemplateSource, file: str, line: int, names: tuple[str, ...]
) -> Problem:
    known = error.known if error.holder else names
    place, tag = _expression(source, file, line, error.name)
    shown = f" in “{tag}”" if tag else ""
    message = f"There is nothing called “{error.name}”{shown}"
    if error.holder == "text":
        advice = "Texts and numbers have no parts; print them as they are."
    elif error.holder == "list":
        advice = "This is a list: go through it with {% for … in … %}."
    else:
        advice = _there_are(error.name, known)
    return Problem("unknown-name", message, advice, place)


def _empty(error: EmptyValueError, place: Place, shown: str) -> Problem:
    if str(error) == "nothing":
        advice = "Put {% if … %} around it: what is optional, or not for this audience, may hold nothing."
        return Problem("nothing-to-print", f"Nothing is there to print{shown}", advice, place)
    advice = (
        "Go through a list with {% for … in … %}, and name one field of a group, e.g. letter.issuer.name."
    )
    return Problem("not-a-text", f"This is not a text but a list or a group{shown}", advice, place)
