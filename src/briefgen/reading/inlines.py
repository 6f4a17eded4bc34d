"""Reading what stands inside a block: words, emphasis, links, notes, references."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import cast

from briefgen.document import (
    CrossReference,
    Direction,
    Emphasis,
    Footnote,
    Inline,
    LineBreak,
    Link,
    Span,
    Strong,
    Text,
)
from briefgen.places import Place
from briefgen.problems import Problem, did_you_mean
from briefgen.reading.raw import Element, Piece
from briefgen.reading.spaces import collapse
from briefgen.reading.vocabulary import (
    ATTRIBUTES,
    BLOCKS,
    INLINES,
    KEY,
    ROLES,
    attribute_problems,
    link_problem,
    to_blame,
)
from briefgen.roles import Role, Where


@dataclass(slots=True)
class Inside:
    """Where inline content is being read, and what went wrong so far."""

    problems: list[Problem] = field(default_factory=list)

    def add(self, code: str, message: str, advice: str, place: Place | None) -> None:
        """Note a problem."""
        self.problems.append(Problem(code, message, advice, place))


@dataclass(frozen=True, slots=True)
class Around:
    """What the inline content stands in: notes hold no notes, headings and links hold neither."""

    name: str
    notes: bool = True
    links: bool = True


def origin_of(content: list[Element | Piece], own: Place | None) -> Place | None:
    """Return the place of the first value shown, else the place of the tag."""
    for child in content:
        if isinstance(child, Piece):
            if child.value and child.text.strip():
                return child.place
        elif (found := origin_of(child.content, None)) is not None:
            return found
    return own


def _pieces(content: list[Element | Piece]) -> list[Element | Piece]:
    """Join neighbouring pieces from one place, drop empty ones."""
    joined: list[Element | Piece] = []
    for child in content:
        before = joined[-1] if joined else None
        if not isinstance(child, Piece):
            joined.append(child)
        elif isinstance(before, Piece) and (before.place, before.value) == (child.place, child.value):
            joined[-1] = Piece(before.text + child.text, before.place, before.value)
        elif child.text:
            joined.append(child)
    return joined


def read_inlines(element: Element, inside: Inside, around: Around) -> tuple[Inline, ...]:
    """Return a block's content with its white space normalised; complains where nothing is left."""
    collapse(element.content)
    content = _inlines(element, inside, around)
    if all(child.name == "br" if isinstance(child, Element) else not child.text for child in element.content):
        inside.add(
            "empty-element",
            f"<{element.name}> is empty",
            "Write a dash “–” where there is nothing to say."
            if element.name in ("td", "th")
            else "Put the text into it, or leave the whole element out with {% if … %}.",
            element.place,
        )
    return content


def _inlines(element: Element, inside: Inside, around: Around) -> tuple[Inline, ...]:
    nodes: list[Inline] = []
    for child in _pieces(element.content):
        if isinstance(child, Piece):
            nodes.append(Text(child.text, origin=child.place))
        elif (node := _inline(child, inside, around)) is not None:
            nodes.append(node)
    return tuple(nodes)


def _inline(element: Element, inside: Inside, around: Around) -> Inline | None:
    if problems := attribute_problems(element):
        inside.problems += problems
        return None
    if element.name not in INLINES:
        where = "a block of its own" if element.name in BLOCKS else f"part of {_home(element.name)}"
        inside.add(
            "misplaced-element",
            f"<{element.name}> cannot stand inside <{around.name}>",
            f"It is {where}: close <{around.name}> first.",
            element.place,
        )
        return None
    return _READERS[element.name](element, inside, around)


def _home(name: str) -> str:
    homes = {"li": "a list", "img": "a <figure>", "figcaption": "a <figure>"}
    return homes.get(name, "a <table>")


def _break(element: Element, inside: Inside, around: Around) -> Inline:  # noqa: ARG001 - one shape for all
    if element.content:
        inside.add("misplaced-element", "<br> holds something", "Write it as <br/>.", element.place)
    return LineBreak(origin=element.place)


def _emphasis(element: Element, inside: Inside, around: Around) -> Inline | None:
    content = _inlines(element, inside, around)
    if not content:
        return _empty(element, inside)
    origin = origin_of(element.content, element.place)
    return Emphasis(content, origin=origin) if element.name == "em" else Strong(content, origin=origin)


def _empty(element: Element, inside: Inside) -> Inline | None:
    if element.elements:
        return None  # what stood in it was refused already
    inside.add(
        "empty-element",
        f"<{element.name}> is empty",
        "Put the text into it, or leave the whole element out with {% if … %}.",
        element.place,
    )
    return None


def _span(element: Element, inside: Inside, around: Around) -> Inline | None:
    name = element.attributes["class"].text if "class" in element.attributes else None
    if name == "footnote":
        return _footnote(element, inside, around)
    roles = ROLES[Where.SPAN]
    if name is not None and name not in roles:
        known = sorted([*roles, "footnote"])
        message = f"<span> knows no class “{name}”"
        advice = f"{did_you_mean(name, known)} Use one of: {', '.join(known)}.".strip()
        inside.problems.append(to_blame("unknown-class", message, advice, element, "class"))
        return None
    if not element.attributes:
        inside.add(
            "bare-span",
            "<span> says nothing about its words",
            "Give it a class or a lang, or delete it.",
            element.place,
        )
        return None
    content = _inlines(element, inside, around)
    if not content:
        return _empty(element, inside)
    role: Role | None = roles[name] if name else None
    language, direction = local(element)
    return Span(content, role, language, direction, origin=origin_of(element.content, element.place))


def local(element: Element) -> tuple[str | None, Direction | None]:
    """Return the language and the direction that an element names."""
    language = element.attributes["lang"].text if "lang" in element.attributes else None
    direction = element.attributes["dir"].text if "dir" in element.attributes else None
    return language, cast("Direction | None", direction)


def _footnote(element: Element, inside: Inside, around: Around) -> Inline | None:
    if not around.notes:
        inside.add(
            "misplaced-note",
            f"A footnote cannot stand inside <{around.name}>",
            "Put the note at the end of a sentence of ordinary text; notes hold no notes, headings neither.",
            element.place,
        )
        return None
    if extra := set(element.attributes) - {"class"}:
        inside.add(
            "unknown-attribute",
            f"A footnote has no attribute “{min(extra)}”",
            "Put a <span> with it inside the footnote.",
            element.place,
        )
    content = _inlines(element, inside, Around('span class="footnote"', notes=False, links=around.links))
    if not content:
        return _empty(element, inside)
    return Footnote(content, origin=origin_of(element.content, element.place))


def _anchor(element: Element, inside: Inside, around: Around) -> Inline | None:
    target = element.attributes["href"].text if "href" in element.attributes else ""
    if "class" in element.attributes:
        return _reference(element, target, inside)
    if not around.links:
        inside.add(
            "misplaced-link", "A link stands inside a link", "Close the first one before.", element.place
        )
        return None
    if wrong := link_problem(target):
        inside.problems.append(to_blame("bad-link", *wrong, element, "href"))
        return None
    content = _inlines(element, inside, Around(around.name, notes=False, links=False))
    if not content:
        return _empty(element, inside)
    return Link(target, content, origin=origin_of(element.content, element.place))


def _reference(element: Element, target: str, inside: Inside) -> Inline | None:
    place = element.attributes["href"].place if "href" in element.attributes else None
    if (
        element.attributes["class"].text == "reference"
        and not element.content
        and target.startswith("#")
        and KEY.fullmatch(target[1:])
    ):
        return CrossReference(target[1:], origin=place or element.place)
    inside.add(
        "bad-reference",
        "This reference cannot be read",
        'Write it empty, as <a class="reference" href="#key"></a>; the label is filled in.',
        element.place,
    )
    return None


_READERS: dict[str, Callable[[Element, Inside, Around], Inline | None]] = {
    "br": _break,
    "em": _emphasis,
    "strong": _emphasis,
    "span": _span,
    "a": _anchor,
}
assert set(_READERS) == INLINES <= set(ATTRIBUTES)
