"""What references in prose print: `[[person:liu-qing]]`, `[[round:spring.dates]]`, `[[source:x|p. 31]]`.

Every noun prints what is usual for it, or one of its fields. What the readers may not see is printed as
withheld, so that no draft reads as if the sentence were whole; checking keeps finals back.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from markupsafe import Markup

from briefgen.composing import citations, names
from briefgen.composing.press import Press
from briefgen.composing.view import Group, Plain, settled
from briefgen.model.claims import Claimed, Quantity
from briefgen.model.files import FILE_KINDS
from briefgen.model.findings import Recommendation
from briefgen.model.mentions import KEYS, Mentioned
from briefgen.model.values import ByLanguage, Dated, Markdown, Refers
from briefgen.model.walk import Found
from briefgen.problems import did_you_mean
from briefgen.reading.vocabulary import KEY

NOUNS = (*dict.fromkeys(kind.noun for kind in FILE_KINDS.values()), *KEYS)
"""What may stand before the colon."""
_BOOKKEEPING = ("id", "language")
"""Fields that are codes, and no words for readers."""


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


def makes_a_note(mentioned: Mentioned) -> bool:
    """Tell whether a reference prints a note."""
    return mentioned.noun == "source" and mentioned.field is None and mentioned.form != "title"


def printed(press: Press, mentioned: Mentioned, around: Around) -> Markup:
    """Return what a reference prints; raises BadReferenceError for one that cannot be read."""
    if mentioned.noun in KEYS:
        return _to_key(press, mentioned)
    if mentioned.noun not in NOUNS:
        message = f"There is no kind of fact called “{mentioned.noun}”"
        raise BadReferenceError(message, _one_of(mentioned.noun, NOUNS))
    _check_form(mentioned)
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


def _to_key(press: Press, mentioned: Mentioned) -> Markup:
    if mentioned.field or mentioned.form or not KEY.fullmatch(mentioned.id):
        advice = f"Write it as [[{mentioned.noun}:key]], with the key that stands in {{#key}}."
        raise BadReferenceError(f"The reference {mentioned.text} cannot be read", advice)
    return press.reference(mentioned.id)


def _check_form(mentioned: Mentioned) -> None:
    noun, form = mentioned.noun, mentioned.form
    if mentioned.field is None and noun not in _USUAL:
        message = f"The reference {mentioned.text} does not say what of the {noun} is to be printed"
        raise BadReferenceError(message, f"Name one of its fields: [[{noun}:{mentioned.id}.…]].")
    known = () if mentioned.field is not None else _FORMS.get(noun, ())
    if form is None or form in known or (makes_a_note(mentioned) and form.strip()):
        return
    what = "a field" if mentioned.field is not None else f"the {noun}"
    message = f"There is no form “{form}” in which {what} is printed"
    advice = _one_of(form, known) if known else "Delete it and the bar before it."
    raise BadReferenceError(message, advice)


def _found(press: Press, mentioned: Mentioned) -> Group:
    workspace, noun, ident = press.view.workspace, mentioned.noun, mentioned.id
    if workspace.find(noun, ident) is None:
        if workspace.excuses(noun, ident):
            raise _ToldError
        known = workspace.entries.get(noun, {})
        message = f"There is no {noun} with the id “{ident}”"
        advice = did_you_mean(ident, known).strip() or "Check the id, or add what is meant to the data."
        raise BadReferenceError(message, advice, "dangling-reference")
    group = press.view.entity(noun, ident)
    if group is None:
        raise _WithheldError
    return group


def _one_of(word: str, known: tuple[str, ...]) -> str:
    return f"{did_you_mean(word, known)} Use one of: {', '.join(sorted(known))}.".strip()


def _value(group: Group, name: str) -> Plain:
    """Return the value of a field that prints something."""
    value = group[name]
    if value is not None and value != []:
        return value
    if not group.shows(name):
        raise _WithheldError
    message = f"There is no “{name}” of the {group.noun} “{group['id']}”"
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


def _recommendation(press: Press, group: Group, form: str | None) -> Markup:  # noqa: ARG001
    model = group.model
    assert isinstance(model, Recommendation)
    number = press.reference(f"recommendation-{group['id']}")
    return press.wording(f"recommendation-{model.scope.value}", number=number)


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
_FORMS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(names.SHORT, ("name", "short")),
    "person": ("name",),
    "figure": ("compact",),
    "source": ("title",),
}


# ---- fields -----------------------------------------------------------------------------------------


def _field(press: Press, group: Group, mentioned: Mentioned, around: Around) -> Markup:
    name = mentioned.field
    assert name is not None
    if name not in group:
        message = f"There is no field “{name}” of the {group.noun}"
        raise BadReferenceError(message, _one_of(name, _with_words(group)))
    if not _has_words(group.entered.get(name)):
        message = f"“{name}” of the {group.noun} is not a text, name, date or number on one line"
        advice = "Name another field, or write the words themselves."
        raise BadReferenceError(message, advice)
    value = _value(group, name)
    if name in _EXACT:
        return press.exact(value)
    if name in _WEB:
        return press.exact(value) if around.link else press.web(value)
    return press.text(value)


_EXACT = ("code", "email", "phone", "reference", "symbol")
"""Fields that run from left to right in every language."""
_WEB = ("archived", "url", "web")


def _with_words(group: Group) -> tuple[str, ...]:
    return tuple(name for name in group if _has_words(group.entered.get(name)))


def _has_words(found: Found | None) -> bool:
    """Tell whether a field can stand in a sentence."""
    if found is None or found.path[-1] in _BOOKKEEPING:
        return False
    match found.value:
        case None:
            return not found.note(Refers)
        case dict():
            markdown = any(below.note(Markdown) for below in found.below)
            return found.note(ByLanguage) is not None and not markdown
        case Enum():
            return False
        case str():
            return not (found.note(Refers) or found.note(Markdown))
        case Dated() | Quantity() | Claimed():
            return True
    return False
