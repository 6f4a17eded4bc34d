"""A document as readable text, for golden files: one node a line, its place at the end."""

from __future__ import annotations

from briefgen.document import (
    Contents,
    CrossReference,
    Division,
    Document,
    Figure,
    Footnote,
    Heading,
    Link,
    List,
    ListItem,
    Node,
    NoteMark,
    Paragraph,
    Span,
    Table,
    TableNote,
    Text,
    children,
)
from briefgen.problems import visible


def dump(document: Document) -> str:
    """Return head and tree."""
    head = [
        f"{name}: {_shown(str(getattr(document, name)))}"
        for name in ("kind", "title", "language", "direction", "issuer", "date", "running_head", "page_label")
    ]
    marks = [f"mark {mark.kind.value}: {_shown(mark.text)}" for mark in document.marks]
    return "\n".join(
        [*head, *marks, "", *[line for block in document.blocks for line in _lines(block, 0)], ""]
    )


def _shown(text: str) -> str:
    return visible(text).replace(chr(0xA0), "~")


def _lines(node: Node, depth: int) -> list[str]:
    row = f"{'  ' * depth}{type(node).__name__}{_about(node)}"
    place = f"  <{node.origin}>" if node.origin else ""
    return [f"{row}{place}", *[line for child in children(node) for line in _lines(child, depth + 1)]]


def _about(node: Node) -> str:
    match node:
        case Text():
            return f" “{_shown(node.text)}”"
        case Heading():
            return f" {node.level} {node.label}".rstrip() + (f" #{node.key}" if node.key else "")
        case Paragraph() | Division():
            return f" {node.role.value}"
        case Span():
            return f" {node.role.value if node.role else node.language}"
        case Link():
            return f" {node.target}"
        case List():
            return " numbered" if node.ordered else " bulleted"
        case ListItem():
            return f" {node.label}" + (f" #{node.key}" if node.key else "")
        case Contents():
            return "".join(f"\n    {one.level} “{_shown(one.text)}” #{one.key}" for one in node.entries)
        case NoteMark() | TableNote():
            return f" {node.label}"
        case Table():
            return f" {node.label} #{node.key} {list(node.widths)}"
        case Figure():
            return f" {node.image.data.decode()} “{node.alt}” {node.width:g} mm"
        case Footnote():
            return f" {node.number}" + (f" #{node.key}" if node.key else "")
        case CrossReference():
            return f" {node.target} “{node.label}”"
        case _:
            return ""
