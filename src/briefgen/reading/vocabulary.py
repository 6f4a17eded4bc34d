"""The vocabulary of templates: which elements there are, what they may carry and what they may hold."""

from __future__ import annotations

import re

from briefgen.problems import Problem, did_you_mean
from briefgen.reading.raw import Element
from briefgen.roles import REGISTRY, Role, Where

HEADINGS = ("h1", "h2", "h3", "h4")
BLOCKS = frozenset({*HEADINGS, "p", "div", "ul", "ol", "blockquote", "table", "figure", "nav"})
TOP = BLOCKS | {"section"}
"""Blocks that may stand at the top of a document; pages that lie on their side only there."""
INLINES = frozenset({"em", "strong", "a", "br", "span"})
IN_ITEMS = frozenset({"p", "ul", "ol"})
"""Blocks that items of lists and cells of tables may hold."""

_LOCAL = {"lang", "dir"}
ATTRIBUTES: dict[str, frozenset[str]] = {
    **{name: frozenset({"id", "class"}) for name in HEADINGS},
    "section": frozenset({"class"}),
    "nav": frozenset({"depth"}),
    "p": frozenset({"class"}),
    "div": frozenset({"class", *_LOCAL}),
    "span": frozenset({"class", "id", *_LOCAL}),
    "li": frozenset({"id"}),
    "blockquote": frozenset(_LOCAL),
    "table": frozenset({"id"}),
    "figure": frozenset({"id"}),
    "img": frozenset({"src", "alt", "width"}),
    "col": frozenset({"width"}),
    "th": frozenset({"scope"}),
    "a": frozenset({"class", "href"}),
    **{
        name: frozenset()
        for name in ("ul", "ol", "caption", "colgroup", "thead", "tbody", "tr", "td", "figcaption")
    },
    **{name: frozenset() for name in ("em", "strong", "br")},
}

ROLES: dict[Where, dict[str, Role]] = {
    where: {role.value: role for role, forms in REGISTRY.items() if forms.where is where} for where in Where
}

KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?")
_TARGET = re.compile(r"https?://[^\s/?#]+[^\s]*|mailto:[^\s@]+@[^\s@]+", re.IGNORECASE)
PASSWORD = re.compile(r"https?://[^\s/?#@]*@", re.IGNORECASE)
"""An address with the user's part of RFC 3986, 3.2.1."""


def link_problem(target: str) -> tuple[str, str] | None:
    """Return message and advice where a link's target is no absolute address, or tells a password."""
    if PASSWORD.match(target):
        return "This address holds a user name or a password", "Write it without what stands before the @."
    if _TARGET.fullmatch(target):
        return None
    return (
        f"The link leads to “{target}”, which is not an absolute web or mail address",
        "Write the whole address, e.g. https://example.org/page or mailto:office@example.org.",
    )


def attribute_problems(element: Element) -> list[Problem]:
    """Return what is wrong with an element's name and attributes, values included."""
    if element.name not in ATTRIBUTES:
        message = f"<{element.name}> is not part of the vocabulary of templates"
        advice = (
            f"{did_you_mean(element.name, ATTRIBUTES)} Use one of: {', '.join(sorted(ATTRIBUTES))}.".strip()
        )
        return [Problem("unknown-element", message, advice, element.place)]
    known = ATTRIBUTES[element.name]
    problems = []
    for name, attribute in element.attributes.items():
        if name not in known:
            problems.append(_unknown_attribute(element, name, known))
            continue
        pattern, advice = _VALUES.get(name) or _VALUES.get(f"{element.name} {name}") or _ANYTHING
        if not pattern.fullmatch(attribute.text):
            message = f'{name}="{attribute.text}" on <{element.name}> cannot be read'
            problems.append(to_blame("bad-attribute", message, advice, element, name))
    return problems


def _unknown_attribute(element: Element, name: str, known: frozenset[str]) -> Problem:
    message = f"<{element.name}> has no attribute “{name}”"
    advice = (
        f"{did_you_mean(name, known)} It may have: {', '.join(sorted(known))}.".strip()
        if known
        else "It has no attributes; delete it."
    )
    if name in ("style", "align", "bgcolor", "color"):
        advice += " Looks are decided by the theme, not by templates."
    return Problem("unknown-attribute", message, advice, element.place)


_ANYTHING = (re.compile(".*", re.DOTALL), "")
_VALUES: dict[str, tuple[re.Pattern[str], str]] = {
    "id": (KEY, 'Use small letters a to z, digits and single hyphens, e.g. id="main-findings".'),
    "lang": (_LANGUAGE, "Use a BCP 47 code such as “en”, “zh-Hans” or “de-CH”."),
    "dir": (re.compile("ltr|rtl"), 'Write dir="ltr" or dir="rtl".'),
    "nav depth": (
        re.compile("[234]"),
        'Write the deepest level of heading that is listed, 2 to 4, e.g. depth="3".',
    ),
    "img width": (
        re.compile(r"(?=.*[1-9])\d{1,4}(\.\d{1,3})?"),
        'Write millimetres as a number without unit, e.g. width="35.5".',
    ),
    "col width": (
        re.compile(r"[1-9]\d{0,2}"),
        "Write the share of the column as a whole number from 1 to 999.",
    ),
}


def to_blame(code: str, message: str, advice: str, element: Element, attribute: str) -> Problem:
    """Return a problem of an attribute: at the data it shows, if it shows any, else at the template."""
    shown = element.attributes[attribute].place if attribute in element.attributes else None
    if shown and element.place:
        return Problem(code, message, advice, shown, related=(element.place,))
    return Problem(code, message, advice, shown or element.place)
