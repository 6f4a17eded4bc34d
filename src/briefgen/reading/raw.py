"""First half of reading: well-formed markup to elements and pieces of text that know their places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from xml.parsers import expat

from briefgen.places import Place
from briefgen.problems import Problem, Refusal
from briefgen.reading.markers import ANY, TOKEN, number, without

DEEPEST = 40
"""Elements within elements; a letter needs ten. Keeps the recursion of every later stage harmless."""

_ROOT = "briefgen"


@dataclass(slots=True)
class Piece:
    """Text from one place; `value` where it comes from data, not from the template itself."""

    text: str
    place: Place | None
    value: bool
    printed_at: Place | None = None
    """Where the template says it, whatever the text is."""


@dataclass(slots=True)
class Attribute:
    """The value of an attribute, and the place of the data it shows, if it shows any."""

    text: str
    place: Place | None


@dataclass(slots=True)
class Element:
    """An element as written."""

    name: str
    attributes: dict[str, Attribute]
    place: Place | None
    content: list[Element | Piece] = field(default_factory=list)

    @property
    def elements(self) -> list[Element]:
        """The elements directly inside."""
        return [child for child in self.content if isinstance(child, Element)]


class _Builder:
    def __init__(self, origins: Sequence[Place]) -> None:
        self.origins = origins
        self.root = Element(_ROOT, {}, None)
        self.open: list[Element] = []
        self.tag_place: Place | None = None
        self.value_place: Place | None = None
        self.problems: list[Problem] = []
        self.tail = ""  # expat may hand out half a marker

    def _place(self, digits: str) -> Place | None:
        index = number(digits)
        return self.origins[index] if index < len(self.origins) else None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.flush()
        self.value_place = None
        element = self.root if not self.open else Element(name, {}, self.tag_place)
        for key, text in attributes.items():
            value = next((found[1] for found in TOKEN.finditer(text) if found[1]), None)
            place = self._place(value) if value else None
            element.attributes[key] = Attribute(without(text), place)
        if self.open:
            self.open[-1].content.append(element)
        self.open.append(element)
        if len(self.open) > DEEPEST:
            raise Refusal(
                Problem(
                    "too-deep",
                    f"Elements stand more than {DEEPEST - 1} deep inside one another here",
                    "Look for a macro that calls itself, or for an element that is opened again and again.",
                    self.tag_place,
                )
            )

    def end(self, _name: str) -> None:
        self.flush()
        self.value_place = None
        self.open.pop()
        if self.open:
            self.tag_place = self.open[-1].place or self.tag_place

    def text(self, data: str) -> None:
        self.tail += data

    def flush(self) -> None:
        data, self.tail = self.tail, ""
        position = 0
        for found in TOKEN.finditer(data):
            self._piece(data[position : found.start()])
            position = found.end()
            if found[2]:
                self.tag_place = self._place(found[2])
            self.value_place = self._place(found[1]) if found[1] else None
        self._piece(data[position:])

    def _piece(self, text: str) -> None:
        text = ANY.sub("", text)
        if text:
            place = self.value_place or self.tag_place
            value = self.value_place is not None
            self.open[-1].content.append(Piece(text, place, value, self.tag_place))

    def refuse(self, what: str) -> None:
        self.flush()  # a marker before it says where it stands
        self.problems.append(
            Problem(
                "markup-not-allowed",
                f"{what} is not part of the vocabulary of templates",
                "Delete it; the reference of the vocabulary lists what there is.",
                self.tag_place,
            )
        )


def _before(markup: str, line: int, column: int) -> str:
    """Return what stands before a position."""
    lines = markup.split("\n")
    return "\n".join([*lines[: line - 1], lines[line - 1][:column]]) if line <= len(lines) else markup


def _position(before: str, origins: Sequence[Place]) -> Place | None:
    """Return the place of the last template marker, or of what follows it on its line of the template."""
    found = [match for match in TOKEN.finditer(before) if match[2]]
    index = number(found[-1][2]) if found else len(origins)
    if index >= len(origins):
        return None
    since = before[found[-1].end() :]
    place = origins[index]
    if "\n" in since or ANY.search(since):
        return place
    return replace(place, column=place.column + len(since.lstrip()))


def _broken(builder: _Builder, error: expat.ExpatError, markup: str) -> Problem:
    builder.flush()
    inner = builder.open[-1] if builder.open else None
    name = f"<{inner.name}>" if inner and inner.name != _ROOT else "the template"
    message, advice = (
        f"The markup is broken inside {name}",
        ("Close every element that is opened, in the reverse order, and write empty ones as <br/>."),
    )
    if error.code == expat.errors.codes[expat.errors.XML_ERROR_UNDEFINED_ENTITY]:
        message = "A named character such as &nbsp; is not known here"
        advice = "Write the character itself, or its number, e.g. &#160; for a no-break space."
    elif error.code == expat.errors.codes[expat.errors.XML_ERROR_TAG_MISMATCH]:
        message = f"{name} is not closed, or something else is closed before it"
        if not inner or inner.name == _ROOT:
            message = "An element is closed here that was never opened"
    elif error.code == expat.errors.codes[expat.errors.XML_ERROR_INVALID_TOKEN]:
        advice = (
            'Write & as &amp; and < as &lt;, and attributes as name="value". Control characters are refused.'
        )
    before = _before(markup, error.lineno - 1, error.offset)
    if before.endswith("<!"):  # where expat stops at a document type
        before = before.removesuffix("<!")
        message = "<!… is not part of the vocabulary of templates"
        advice = "Delete the document type or declaration; comments are written {# … #}."
    place = _position(before, builder.origins)
    if error.code == expat.errors.codes[expat.errors.XML_ERROR_TAG_MISMATCH] and inner and inner.place:
        place = inner.place
    return Problem("broken-markup", message, advice, place)


def read_elements(markup: str, origins: Sequence[Place]) -> tuple[Element, list[Problem]]:
    """Return the root of the rendered markup and what was refused on the way.

    Raises Refusal where the markup is not well-formed, or nested beyond reason.
    """
    builder = _Builder(origins)
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.text
    parser.ProcessingInstructionHandler = lambda target, _: builder.refuse(f"<?{target}?>")
    parser.StartCdataSectionHandler = lambda: builder.refuse("<![CDATA[")
    try:
        # A document type inside the root is an error of well-formedness: no entity can be declared.
        parser.Parse(f"<{_ROOT}>\n{markup}</{_ROOT}>", True)
    except expat.ExpatError as error:
        raise Refusal(*builder.problems, _broken(builder, error, markup)) from None
    return builder.root, builder.problems
