"""What references in prose print: `[[person:liu-qing]]`, `[[round:spring.dates]]`, `[[source:x|p. 31]]`.

Every noun prints what is usual for it, or one of its fields. What the readers may not see is printed as
withheld, so that no draft reads as if the sentence were whole; checking keeps finals back.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import Markup

from briefgen.composing import citations, names, recommended
from briefgen.composing.press import Press, capital
from briefgen.composing.view import Group, Plain, settled
from briefgen.loading.referring import makes_a_note, wrong_reference
from briefgen.model.claims import Quantity
from briefgen.model.dialogues import Dialogue
from briefgen.model.findings import Recommendation
from briefgen.model.mentions import KEYS, Mentioned


class BadReferenceError(Exception):
    """A reference that prints nothing, in words for whoever wrote it."""

    def __init__(self, message: str, advice: str, code: str = "bad-reference") -> None:
        super().__init__(message)
        self.message, self.advice, self.code = message, advice, code


class _WithheldError(Exception):
    """The readers may not see the fact."""


class _ToldError(Exception):
    """There is no such fact because its file cannot be read, and a problem says so."""


@dataclass(frozen=True, slots=True)
class Around:
    """Where a reference stands."""

    note: bool = False
    """In a note, which holds no further note."""
    link: bool = False
    """In the words of a link, which holds no further link."""


def printed(press: Press, mentioned: Mentioned, around: Around) -> Markup:
    """Return what a reference prints; raises BadReferenceError for one that cannot be read."""
    if wrong := wrong_reference(press.view.workspace, mentioned):
        raise BadReferenceError(wrong.message, wrong.advice, wrong.code)
    if mentioned.noun in KEYS:
        return press.reference(mentioned.id)
    try:
        group = _found(press, mentioned)
        if mentioned.field is not None:
            return _field(press, group, mentioned, around)
        if mentioned.noun == "source" and around.note:
            return citations.citation(press, group, mentioned.form)
        return _USUAL[mentioned.noun](press, group, mentioned.form)
    except _WithheldError:
        withheld = press.wording("withheld")
        note = makes_a_note(mentioned) and not around.note
        return press.element("span", withheld, class_="footnote") if note else withheld
    except _ToldError:
        return press.text(mentioned.text)


# ---- what is meant ----------------------------------------------------------------------------------


def _found(press: Press, mentioned: Mentioned) -> Group:
    noun, ident = mentioned.noun, mentioned.id
    if press.view.workspace.find(noun, ident) is None:
        raise _ToldError
    group = press.view.entity(noun, ident)
    if group is None:
        raise _WithheldError
    return group


def _value(group: Group, name: str) -> Plain:
    """Return the value of a field that prints something."""
    value = group[name]
    if value is not None and value != []:
        return value
    told_by = "history" if group.noun == "dialogue" and name in Dialogue.TURNS else name
    if not group.shows(told_by):
        raise _WithheldError
    language, ident = group.view.printing.language, group["id"]
    entered = group.entered.get(name)
    if entered and entered.value:
        message = f"There is no {language.name} “{name}” of the {group.noun} “{ident}”"
        advice = f"Add a line for “{language.code}” there, or let the reference print the name."
        raise BadReferenceError(message, advice, "text-missing-in-language")
    message = f"There is no “{name}” of the {group.noun} “{ident}”"
    raise BadReferenceError(message, "Enter it, or write the sentence without it.")


# ---- what is usual ----------------------------------------------------------------------------------


def _mention(press: Press, group: Group, form: str | None) -> Markup:
    name = _value(group, "name")
    if form == "name":
        return press.element("span", press.text(name), class_="name")
    if form == "short":
        short = _value(group, names.SHORT[group.noun])
        return press.element("span", press.text(short), class_="name")
    return names.mention(press, group)


def _figure(press: Press, group: Group, form: str | None) -> Markup:
    words = _number(press, group, form)
    return capital(words) if form == "capital" else words


def _number(press: Press, group: Group, form: str | None) -> Markup:
    number = press.text(_value(group, "value"))
    if form == "compact":
        quantity = settled(group.entered["value"]).value
        assert isinstance(quantity, Quantity)
        constraint = quantity.constraint
        number = press.text(press.language.quantity(quantity.number, constraint, compact=True))
    if not group.entered["unit"].value:
        return number
    unit = _value(group, "unit")
    if unit == "%":
        return press.wording("percent", number=number)
    return press.wording("number-and-unit", number=number, unit=unit)


def _source(press: Press, group: Group, form: str | None) -> Markup:
    return citations.title(press, group) if form == "title" else citations.note(press, group, form)


def _statement(press: Press, group: Group, form: str | None) -> Markup:  # noqa: ARG001 - one shape for all
    opening, closing = press.language.quotation_marks
    words = press.foreign(_value(group, "words"), group.entry.value.language, exact=True)
    return press.text(opening) + words + press.text(closing)


def _recommendation(press: Press, group: Group, form: str | None) -> Markup:
    model = group.model
    assert isinstance(model, Recommendation)
    number = press.reference(f"recommendation-{model.id}")
    lists = recommended.lists(press.view)
    own = next((one for one in lists if model.id in one.scopes), None)
    if own is None or recommended.scope_tells(own, lists, model.scope):
        words = press.wording(f"recommendation-{model.scope.value}", number=number)
    elif own.heading is None:
        words = press.wording("recommendation-numbered", number=number)
    else:
        words = press.wording("recommendation-in", number=number, heading=press.text(own.heading))
    return capital(words) if form == "capital" else words


def _elsewhere(press: Press, group: Group, form: str | None) -> Markup:  # noqa: ARG001
    return press.reference(f"{group.noun}-{group['id']}")


_USUAL: dict[str, Callable[[Press, Group, str | None], Markup]] = {
    **dict.fromkeys(names.NAMED, _mention),
    **dict.fromkeys(("finding", "outcome", "event", "case-group", "chart"), _elsewhere),
    "figure": _figure,
    "source": _source,
    "statement": _statement,
    "recommendation": _recommendation,
}
"""Noun → what is printed where no field is named."""


# ---- fields -----------------------------------------------------------------------------------------


def _field(press: Press, group: Group, mentioned: Mentioned, around: Around) -> Markup:
    name = mentioned.field
    assert name is not None
    value = _value(group, name)
    if name in _EXACT:
        return press.exact(value)
    if name in _WEB:
        return press.exact(value) if around.link else press.web(value)
    found = group.entered.get(name)
    language = press.view.stays_in(group.entry, found) if found else None
    if language not in (None, press.language.code):
        return press.foreign(value, language, exact=True)
    return press.text(value)


_EXACT = ("code", "email", "phone", "symbol")
"""Fields that run from left to right in every language."""
_WEB = ("archived", "url", "web")
