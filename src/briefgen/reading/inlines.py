"""Reading what stands inside a block: words, emphasis, links, notes, references."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
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
    INLINES,
    KEY,
    ROLES,
    TOP,
    attribute_problems,
    link_problem,
    to_blame,
)
from briefgen.roles import Role, Where


@dataclass(slots=True)
class Inside:
    """Where inline content is being read, and what went wrong so far."""

    problems: list[Problem] = field(default_factory=list)
    notes: dict[str, Place | None] = field(default_factory=dict)
    """Keys of notes, each with the place of its first note; later notes of a key refer to that one."""

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
    content = _inlines(element.content, inside, around)
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


def _inlines(children: list[Element | Piece], inside: Inside, around: Around) -> tuple[Inline, ...]:
    nodes: list[Inline] = []
    for child in _pieces(children):
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
        where = "a block of its own" if element.name in TOP else f"part of {_home(element.name)}"
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
    content = _inlines(element.content, inside, around)
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


def _class(element: Element) -> str | None:
    return element.attributes["class"].text if "class" in element.attributes else None


def _span(element: Element, inside: Inside, around: Around) -> Inline | None:
    name = _class(element)
    if name == "footnote":
        return _footnote(element, inside, around)
    if name == "later":
        _misplaced_later(element, inside)
        return None
    if wrong := _wrong_span(element, name):
        inside.problems.append(wrong)
        return None
    first, later = _forms(element)
    # The later words stand in for the first ones, so that a note in these could get lost.
    around = Around(around.name, notes=False, links=around.links) if later else around
    content = _inlines(first, inside, around)
    if not content:
        return _empty(replace(element, content=first), inside)
    language, direction = local(element)
    return Span(
        content,
        ROLES[Where.SPAN][name] if name else None,
        language,
        direction,
        element.attributes["id"].text if "id" in element.attributes else None,
        _later(later, inside, around),
        origin=origin_of(first, element.place),
    )


def _wrong_span(element: Element, name: str | None) -> Problem | None:
    """Return what is wrong with a span that is no note."""
    if name is not None and name not in ROLES[Where.SPAN]:
        known = sorted([*ROLES[Where.SPAN], "footnote", "later"])
        message = f"<span> knows no class “{name}”"
        advice = f"{did_you_mean(name, known)} Use one of: {', '.join(known)}.".strip()
        return to_blame("unknown-class", message, advice, element, "class")
    if not element.attributes:
        advice = "Give it a class or a lang, or delete it."
        return Problem("bare-span", "<span> says nothing about its words", advice, element.place)
    if "id" in element.attributes and name != Role.NAME:
        message = "Only a name or a footnote has an id among spans"
        advice = 'Write <span class="name" id="…">, or delete the id.'
        return Problem("unknown-attribute", message, advice, element.place)
    return None


def _forms(element: Element) -> tuple[list[Element | Piece], Element | None]:
    """Return what a mention or note holds, and the span of its later words, which comes last."""
    last = element.content[-1] if element.content else None
    keyed = "id" in element.attributes
    if keyed and isinstance(last, Element) and last.name == "span" and _class(last) == "later":
        return element.content[:-1], last
    return element.content, None


def _later(element: Element | None, inside: Inside, around: Around) -> tuple[Inline, ...]:
    if element is None:
        return ()
    if problems := attribute_problems(element):
        inside.problems += problems
        return ()
    if extra := set(element.attributes) - {"class"}:
        inside.add(
            "unknown-attribute",
            f"The later words have no attribute “{min(extra)}”",
            "Put a <span> with it inside them.",
            element.place,
        )
    content = _inlines(element.content, inside, Around('span class="later"', notes=False, links=around.links))
    if not content:
        _empty(element, inside)
    return content


def _misplaced_later(element: Element, inside: Inside) -> None:
    inside.add(
        "misplaced-later",
        "Later words stand where nothing was mentioned first",
        'Put <span class="later"> at the very end of <span class="name" id="…"> or of'
        ' <span class="footnote" id="…">.',
        element.place,
    )


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
    if extra := set(element.attributes) - {"class", "id"}:
        inside.add(
            "unknown-attribute",
            f"A footnote has no attribute “{min(extra)}”",
            "Put a <span> with it inside the footnote.",
            element.place,
        )
    first, later = _forms(element)
    around = Around('span class="footnote"', notes=False, links=around.links)
    content = _inlines(first, inside, around)
    if not content:
        return _empty(replace(element, content=first), inside)
    return Footnote(
        content,
        key=_note_key(element, inside),
        later=_later(later, inside, around),
        origin=origin_of(first, element.place),
    )


def _note_key(element: Element, inside: Inside) -> str | None:
    if "id" not in element.attributes:
        return None
    key = element.attributes["id"]
    inside.notes.setdefault(key.text, key.place or element.place)
    return key.text


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
    content = _inlines(element.content, inside, Around(around.name, notes=False, links=False))
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
