"""The strict reader: rendered markup in, blocks of the tree out, everything else refused with a place."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from briefgen.document import (
    Block,
    Contents,
    Division,
    Figure,
    Heading,
    Image,
    Landscape,
    List,
    ListItem,
    Paragraph,
)
from briefgen.places import Place
from briefgen.problems import Problem, Refusal, did_you_mean, quote
from briefgen.reading.inlines import Around, Inside, local, origin_of, read_inlines
from briefgen.reading.raw import Element, Piece, read_elements
from briefgen.reading.spaces import is_blank
from briefgen.reading.tables import CellReader, read_table
from briefgen.reading.vocabulary import (
    BLOCKS,
    HEADINGS,
    IN_ITEMS,
    ROLES,
    TOP,
    attribute_problems,
    to_blame,
)
from briefgen.roles import Role, Where

Pictures = Callable[[str, Place], Image]
"""Gives the picture of a file of the workspace, named at a place; raises Refusal."""


def read(markup: str, origins: Sequence[Place], pictures: Pictures) -> tuple[Block, ...]:
    """Return the blocks of a rendered template.

    Raises Refusal with every problem found: broken markup alone, else all that the vocabulary refuses.
    """
    root, problems = read_elements(markup, origins)
    if problems:
        raise Refusal(*problems)
    reader = _Reader(pictures, problems)
    blocks = reader.blocks(root, TOP, "the template")
    for key, place in reader.inside.notes.items():
        if key in reader.keys:
            reader.duplicate(key, place)
    if reader.inside.problems:
        raise Refusal(*reader.inside.problems)
    return blocks


class _Reader:
    """Reads blocks; keeps what holds for the whole document: headings so far, keys in use."""

    def __init__(self, pictures: Pictures, problems: list[Problem]) -> None:
        self.pictures = pictures
        self.inside = Inside(problems)
        self.level = 0
        self.keys: dict[str, Place | None] = {}
        self.has_contents = False

    # ---- containers -----------------------------------------------------------------------------

    def blocks(self, parent: Element, allowed: frozenset[str], name: str) -> tuple[Block, ...]:
        """Return the blocks of a container, which holds nothing else."""
        self.no_text(parent, name)
        found = [self.block(child, allowed, name) for child in parent.elements]
        return tuple(block for block in found if block is not None)

    def no_text(self, parent: Element, name: str) -> None:
        """Complain of text where only blocks may stand, once for each container."""
        for child in parent.content:
            if isinstance(child, Piece) and not is_blank(child.text):
                words = " ".join(child.text.split())
                shown = "What is printed here" if child.value else f"The text {quote(words)}"
                message = f"{shown} stands directly in {name}"
                self.inside.add(
                    "loose-text", message, 'Put it into a paragraph: <p class="body">…</p>.', child.printed_at
                )
                return

    def block(self, element: Element, allowed: frozenset[str], name: str) -> Block | None:
        """Return one block, or None after complaining."""
        if problems := attribute_problems(element):
            self.inside.problems += problems
            return None
        if element.name not in allowed:
            message = f"<{element.name}> cannot stand directly in {name}"
            advice = f"There may stand: {', '.join(sorted(allowed))}."
            if element.name in TOP - BLOCKS:
                advice = "Pages that lie on their side stand at the top of a document: put it outside."
            self.inside.add("misplaced-element", message, advice, element.place)
            return None
        if element.name in HEADINGS:
            return self.heading(element)
        return _READERS[element.name](self, element)

    # ---- blocks ---------------------------------------------------------------------------------

    def heading(self, element: Element) -> Block:
        level = int(element.name[1])
        if level == 1 and self.level:
            message = "There is a second <h1>, or one that comes after other headings"
            self.inside.add(
                "second-title", message, "A document has one title; use <h2> for its headings.", element.place
            )
        elif level > self.level + 1:
            message = f"<h{level}> skips a level: the heading above it is " + (
                f"<h{self.level}>" if self.level else "missing"
            )
            advice = f"Use <h{self.level + 1}> here."
            self.inside.add("skipped-heading", message, advice, element.place)
        self.level = max(level, 1)
        content = read_inlines(element, self.inside, Around(element.name, notes=False))
        numbered = self.one_class(element, "numbered")
        if numbered and level == 1:
            advice = "Delete the class; numbers begin with <h2>."
            self.inside.add("unknown-class", "The title of a document has no number", advice, element.place)
        return Heading(
            level, content, self.key(element), numbered, origin=origin_of(element.content, element.place)
        )

    def one_class(self, element: Element, known: str) -> bool:
        """Tell whether the element has the one class that it may have; complain of another."""
        if "class" not in element.attributes:
            return False
        name = element.attributes["class"].text
        if name != known:
            message = f"<{element.name}> knows no class “{name}”"
            advice = f'Write class="{known}", or delete the class.'
            self.inside.problems.append(to_blame("unknown-class", message, advice, element, "class"))
        return True

    def key(self, element: Element) -> str | None:
        if "id" not in element.attributes:
            return None
        key = element.attributes["id"].text
        place = element.attributes["id"].place or element.place
        if key in self.keys:
            self.duplicate(key, place)
        self.keys.setdefault(key, place)
        return key

    def duplicate(self, key: str, place: Place | None) -> None:
        """Complain of a key that names a second thing at this place."""
        first = self.keys[key]
        self.inside.problems.append(
            Problem(
                "duplicate-key",
                f"The key “{key}” names two things in this document",
                "Give one of them another key; references need to know which is meant.",
                place,
                related=(first,) if first else (),
            )
        )

    def role(self, element: Element, where: Where) -> Role | None:
        roles = ROLES[where]
        if "class" not in element.attributes:
            message = f"<{element.name}> does not say what it is"
            advice = f"Give it a class, one of: {', '.join(sorted(roles))}."
            self.inside.add("missing-class", message, advice, element.place)
            return None
        name = element.attributes["class"].text
        if name not in roles:
            message = f"<{element.name}> knows no class “{name}”"
            advice = f"{did_you_mean(name, roles)} Use one of: {', '.join(sorted(roles))}.".strip()
            self.inside.problems.append(to_blame("unknown-class", message, advice, element, "class"))
            return None
        return roles[name]

    def paragraph(self, element: Element) -> Block | None:
        role = self.role(element, Where.PARAGRAPH)
        content = read_inlines(element, self.inside, Around("p"))
        return Paragraph(content, role, origin=origin_of(element.content, element.place)) if role else None

    def division(self, element: Element) -> Block | None:
        role = Role.QUOTATION if element.name == "blockquote" else self.role(element, Where.DIVISION)
        blocks = self.blocks(element, BLOCKS, f"<{element.name}>")
        self.not_empty(element)
        language, direction = local(element)
        if role is None:
            return None
        return Division(role, blocks, language, direction, origin=origin_of(element.content, element.place))

    def section(self, element: Element) -> Block:
        if not self.one_class(element, "landscape"):
            message, advice = "<section> does not say what it is", 'Write <section class="landscape">.'
            self.inside.add("missing-class", message, advice, element.place)
        blocks = self.blocks(element, BLOCKS, "<section>")
        self.not_empty(element)
        return Landscape(blocks, origin=origin_of(element.content, element.place))

    def navigation(self, element: Element) -> Block:
        if element.content:
            message, advice = "<nav> holds something", "Write it as <nav/>; it is filled with the headings."
            self.inside.add("misplaced-element", message, advice, element.place)
        if self.has_contents:
            message = "There is a second table of contents"
            self.inside.add("second-contents", message, "Delete one <nav/>.", element.place)
        self.has_contents = True
        depth = int(element.attributes["depth"].text) if "depth" in element.attributes else 3
        return Contents(depth, origin=element.place)

    def not_empty(self, element: Element) -> None:
        if not element.elements and all(
            isinstance(child, Piece) and is_blank(child.text) for child in element.content
        ):
            advice = "Put something into it, or leave the whole element out with {% if … %}."
            self.inside.add("empty-element", f"<{element.name}> is empty", advice, element.place)

    def list(self, element: Element) -> Block:
        name = f"<{element.name}>"
        self.no_text(element, name)
        self.not_empty(element)
        items = []
        for child in element.elements:
            if child.name != "li":
                message = f"<{child.name}> cannot stand directly in {name}"
                self.inside.add("misplaced-element", message, "Lists hold items: <li>…</li>.", child.place)
                continue
            self.inside.problems += (wrong := attribute_problems(child))
            origin = origin_of(child.content, child.place)
            key = None if wrong else self.key(child)
            items.append(ListItem(self.mixed(child), key=key, origin=origin))
        return List(tuple(items), element.name == "ol", origin=origin_of(element.content, element.place))

    def mixed(self, element: Element) -> tuple[Block, ...]:
        """Return the blocks of an item or cell; bare words become one paragraph."""
        if any(child.name in TOP for child in element.elements):
            return self.blocks(element, IN_ITEMS, f"<{element.name}>")
        content = read_inlines(element, self.inside, Around(element.name))
        return (Paragraph(content, origin=origin_of(element.content, element.place)),)

    def table(self, element: Element) -> Block | None:
        return read_table(element, self.inside, CellReader(self.mixed, self.no_text, self.key))

    def figure(self, element: Element) -> Block | None:
        self.no_text(element, "<figure>")
        names = [child.name for child in element.elements]
        if names not in (["img"], ["img", "figcaption"]):
            advice = "Write <figure><img …/></figure>, with a <figcaption> after the picture if it needs one."
            self.inside.add("bad-figure", "A figure holds one picture", advice, element.place)
            return None
        picture = element.elements[0]
        caption: tuple[Element, ...] = tuple(element.elements[1:])
        for child in element.elements:
            self.inside.problems += attribute_problems(child)
        words = read_inlines(caption[0], self.inside, Around("figcaption")) if caption else ()
        image = self.image(picture)
        if image is None:
            return None
        key = self.key(element)
        alt = " ".join(picture.attributes["alt"].text.split())
        width = float(picture.attributes["width"].text)
        return Figure(image, alt, width, words, key, origin=picture.attributes["src"].place or picture.place)

    def image(self, picture: Element) -> Image | None:
        missing = [name for name in ("src", "alt", "width") if name not in picture.attributes]
        if "alt" in picture.attributes and is_blank(picture.attributes["alt"].text):
            missing.append("alt")
        if missing:
            message = f"The picture has no {' and no '.join(missing)}"
            advice = "Name its file (src), what it shows in words (alt), its width in millimetres (width)."
            self.inside.add("bad-figure", message, advice, picture.place)
            return None
        source = picture.attributes["src"]
        place = source.place or picture.place or Place("templates", 1, 1)
        try:
            return self.pictures(source.text, place)
        except Refusal as refusal:
            self.inside.problems += refusal.problems
            return None


_READERS: dict[str, Callable[[_Reader, Element], Block | None]] = {
    "p": _Reader.paragraph,
    "div": _Reader.division,
    "blockquote": _Reader.division,
    "ul": _Reader.list,
    "ol": _Reader.list,
    "table": _Reader.table,
    "figure": _Reader.figure,
    "section": _Reader.section,
    "nav": _Reader.navigation,
}
assert set(_READERS) | set(HEADINGS) == TOP
