"""Tags that the layout library leaves out of the PDF, added while it builds its tag tree.

What is mended, and which clause asks for it (PDF/UA-1 is ISO 14289-1, PDF is ISO 32000-1):

- header cells get a Scope (PDF/UA-1, 7.5);
- parts in another language get a Lang (PDF/UA-1, 7.2);
- notes become Note with an ID of their own, their calls Reference (PDF/UA-1, 7.9), those of tables too;
- contents become TOC and TOCI, one inside the other by level (ISO 32000-1, 14.8.4.2);
- links inside the document are described by their words, not by their keys (PDF/UA-1, 7.18.5);
- running heads, marks and page labels become artifacts, as header or footer, and so do the dots of
  the contents (PDF/UA-1, 7.8);
- text whose glyphs do not tell its letters (right to left, combining marks, dots) says them itself
  (ActualText; PDF/UA-1, 7.21.7 and ISO 32000-1, 14.9.4);
- a list item holds only its label and its body (ISO 32000-1, 14.8.4.3.3);
- what runs over a page break stays one paragraph, list or table (ISO 32000-1, 14.8.4).

It leans on two private functions of WeasyPrint 70; `test_pdf_tags` fails when they change.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

JOINED = frozenset(
    f"/{name}"
    for name in (
        *("P", "H1", "H2", "H3", "H4", "L", "LI", "LBody", "Table", "THead", "TBody", "TR", "TH", "TD"),
        *("Div", "Sect", "BlockQuote", "Note", "Caption", "TOC", "TOCI"),
    )
)
"""Elements that are made one again after a page break."""


@contextmanager
def mended() -> Iterator[None]:
    """Let the library build complete tags while the context lasts."""
    from weasyprint.pdf import stream, tags

    build, marked = tags._build_box_tree, stream.Stream.marked
    mender = _Mender(build)
    tags._build_box_tree = mender.build
    stream.Stream.marked = _artifacts_apart(marked)
    try:
        yield
    finally:
        tags._build_box_tree, stream.Stream.marked = build, marked


# ---- what is on the page for the eye only --------------------------------------------------------


def note_artifacts(pages: Any) -> None:
    """Write on the boxes of the margins, and of repeated table heads, that they are artifacts.

    Call it between layout and painting. Words inside a link inherit it and would each become a link
    annotation of their own, outside the Link element (PDF/UA-1, 7.18.5): they are let off too.
    """
    from weasyprint.formatting_structure.boxes import MarginBox

    heads: set[int] = set()
    for page in pages:
        page.links = [link for link in page.links if link[3].element_tag == "a"]
        for box in page._page_box.descendants(placeholders=True):
            if isinstance(box, MarginBox):
                _note(box, {"Type": "/Pagination", "Subtype": _margin(box.at_keyword)})
            elif box.is_leader:
                _note(box, {"Type": "/Layout"})
            elif getattr(box, "is_header", False) and id(box.element) in heads:
                _note(box, {"Type": "/Pagination"})
            elif getattr(box, "is_header", False):
                heads.add(id(box.element))


def _margin(keyword: str) -> str:
    return "/Header" if keyword.startswith("@top") else "/Footer"


def _note(box: Any, kind: dict[str, str]) -> None:
    for child in box.descendants(placeholders=True):
        child.briefgen_artifact = kind


def _artifacts_apart(original: Any) -> Any:
    """Stand in for `Stream.marked`, which paints every text as content."""
    import pydyf

    @contextmanager
    def marked(self: Any, box: Any, tag: str) -> Iterator[None]:
        kind, text = getattr(box, "briefgen_artifact", None), getattr(box, "text", "")
        says_itself = bool(text) and (box.style["direction"] == "rtl" or _needs_words(text))
        if kind is None and not says_itself:
            with original(self, box, tag):
                yield
            return
        if kind is None:
            assert box not in self._tags
            self._tags[box] = {"tag": tag, "mcid": len(self._tags)}
        properties = {"MCID": self._tags[box]["mcid"]} if kind is None else dict(kind)
        if says_itself:
            properties["ActualText"] = pydyf.String(text)
        name = tag if kind is None else "Artifact"
        pydyf.Stream.begin_marked_content(self, name, pydyf.Dictionary(properties))
        try:
            yield
        finally:
            pydyf.Stream.end_marked_content(self)

    return marked


def _needs_words(text: str) -> bool:
    """Whether glyphs do not tell the letters: one letter may be drawn with several, or two with the same,
    or they do not stand in the order of reading."""
    return _shares_glyphs(text) or any(
        unicodedata.bidirectional(c) in ("R", "AL", "AN", "NSM") or unicodedata.combining(c)
        for c in text
        if not c.isascii()
    )


def _shares_glyphs(text: str) -> bool:
    """Chinese fonts draw the dot inside names and the bullet of lists alike.

    Letters beyond U+FFFF had better be told by their glyphs: PDFium loses them where text says itself.
    """
    return ("\u00b7" in text or "\u2022" in text) and max(text) <= "\uffff"


# ---- the tag tree ---------------------------------------------------------------------------------


class _Mender:
    """Stands in for `_build_box_tree`, which calls itself through its module and so comes by here."""

    def __init__(self, original: Any) -> None:
        self.original = original
        self.first: dict[tuple[int, str], Any] = {}
        """The element that a source element got on the page where it began."""
        self.bodies: dict[int, Any] = {}
        """The body of each list item."""
        self.table_notes: dict[int, str] = {}
        """The name of each note beneath a table."""

    def build(
        self, box: Any, parent: Any, pdf: Any, page: int, nums: Any, annotations: Any, tags: Any
    ) -> Iterator[Any]:
        """Yield the elements of a box, as the original does."""
        box = getattr(box, "_box", box)  # something absolutely positioned stands behind a placeholder
        if hasattr(box, "briefgen_artifact"):
            _excuse_header_cells(box)
            return
        for element in self.original(box, parent, pdf, page, nums, annotations, tags):
            if box.element is None or box.element_tag in ("html", "body"):
                yield element
                continue
            _name(box, element)
            if element["S"] == "/LI":
                self._wrap_body(box, element, pdf)
            elif element["S"] == "/TOCI":
                _wrap(element, "/Reference", list(element["K"]), pdf)
            elif element["S"] == "/Note":
                _name_note(box, element, pdf, self.table_notes)
            if not self._continues(box, element, pdf):
                yield element

    def _wrap_body(self, box: Any, item: Any, pdf: Any) -> None:
        labels = [kid for kid in item["K"] if _object(pdf, kid)["S"] == "/Lbl"]
        rest = [kid for kid in item["K"] if kid not in labels]
        if body := self.bodies.get(id(box.element)):
            _adopt(body, rest, pdf)
            item["K"] = type(item["K"])(labels)
        else:
            self.bodies[id(box.element)] = _wrap(item, "/LBody", rest, pdf)

    def _continues(self, box: Any, element: Any, pdf: Any) -> bool:
        """Join the part on a later page to its beginning; True where there was one."""
        if element["S"] not in JOINED:
            return False
        first = self.first.setdefault((id(box.element), element["S"]), element)
        if first is element or first["Pg"] == element["Pg"]:
            return False
        _adopt(first, element["K"], pdf)
        for key in [key for key in element if key != "A"]:
            del element[key]  # nothing leads to it any more, but the library still writes into its `A`
        return True


def _wrap(element: Any, kind: str, kids: list[Any], pdf: Any) -> Any:
    """Put some kids of an element into a new one, which becomes its last kid, and return that."""
    import pydyf

    wrapper = pydyf.Dictionary(
        {"Type": "/StructElem", "S": kind, "K": pydyf.Array(), "P": element.reference, "Pg": element["Pg"]}
    )
    pdf.add_object(wrapper)
    _adopt(wrapper, kids, pdf)
    element["K"] = pydyf.Array([*(kid for kid in element["K"] if kid not in kids), wrapper.reference])
    return wrapper


def _object(pdf: Any, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]


def _adopt(parent: Any, kids: Any, pdf: Any) -> None:
    parent["K"].extend(kids)
    for kid in kids:
        _object(pdf, kid)["P"] = parent.reference


def _excuse_header_cells(box: Any) -> None:
    """The library looks for the tag of every header cell, those of repeated heads too."""
    import pydyf

    for child in box.descendants(placeholders=True):
        if child.element_tag in ("th", "td"):
            child.mark = pydyf.Dictionary({"A": pydyf.Dictionary()})


_KINDS = {
    # element, class → tag
    ("nav", "contents"): "/TOC",
    **{("p", f"contents-{level}"): "/TOCI" for level in (2, 3, 4)},
    ("span", "footnote"): "/Note",
    ("p", "table-note"): "/Note",
    **{("span", f"{what}-label"): "/Lbl" for what in ("note", "heading")},
    ("sup", "note-mark"): "/Reference",
}
_PARTS = {"footnote-call": "/Reference", "footnote-marker": "/Lbl", "after": "/Span"}
"""Tags of what the stylesheet adds to an element."""


def _name(box: Any, element: Any) -> None:
    """Give an element of the tag tree the kind, scope, language and description that it lacks."""
    import pydyf

    source, (tag, _, part) = box.element, box.element_tag.partition("::")
    kind = _PARTS.get(part) if part else _KINDS.get((tag, source.get("class")))
    if kind:
        element["S"] = kind
    if kind == "/TOCI":
        element.briefgen_level = int(source.get("class")[-1])
    elif element["S"] == "/TH" and source.get("scope"):
        element["A"]["Scope"] = {"col": "/Column", "row": "/Row"}[source.get("scope")]
    if not part and source.get("lang") and element["S"] != "/NonStruct":
        element["Lang"] = pydyf.String(source.get("lang"))
    if box.link_annotation and source.get("href", "").startswith("#"):
        box.link_annotation["Contents"] = pydyf.String(" ".join("".join(source.itertext()).split()))


def _name_note(box: Any, note: Any, pdf: Any, table_notes: dict[int, str]) -> None:
    """Notes need names. Those at the foot of the page have left the words whose language they share."""
    import pydyf

    number = box.element.get("data-number")
    beneath = f"table-note-{len(table_notes) + 1}"
    name = f"note-{number}" if number else table_notes.setdefault(id(box.element), beneath)
    note["ID"] = pydyf.String(name)
    if number and box.style["lang"] and box.style["lang"] != pdf.catalog["Lang"].string:
        note["Lang"] = pydyf.String(box.style["lang"])


# ---- when all pages have their tags --------------------------------------------------------------------


def finish(pdf: Any) -> None:
    """Set right what can only be seen in the whole: contents, and header cells."""
    elements = [one for one in pdf.objects if isinstance(one, dict) and one.get("Type") == "/StructElem"]
    for element in elements:
        if element["S"] == "/TOC":
            _nest(element, pdf)
        elif element["S"] == "/TD":
            element.pop("A", None)  # header cells by number are needless beside Scope, and joined tables
        elif element["S"] == "/TH":  # would get them wrong
            element.pop("ID", None)


def _nest(contents: Any, pdf: Any) -> None:
    """Put lines of deeper levels into contents of their own: the tags know no other level."""
    import pydyf

    lines, contents["K"] = contents["K"], pydyf.Array()
    opened = [contents]
    for line in lines:
        depth = _object(pdf, line).briefgen_level - 1
        while len(opened) < depth:
            opened.append(_wrap(opened[-1], "/TOC", [], pdf))
        del opened[depth:]
        _adopt(opened[-1], [line], pdf)
