"""Tags that the layout library leaves out of the PDF, added while it builds its tag tree.

What is mended, and which clause asks for it (PDF/UA-1 is ISO 14289-1, PDF is ISO 32000-1):

- header cells get a Scope (PDF/UA-1, 7.5);
- parts in another language get a Lang (PDF/UA-1, 7.2);
- notes become Note with an ID of their own, their calls Reference (PDF/UA-1, 7.9);
- running heads, marks and page labels become artifacts, as header or footer (PDF/UA-1, 7.8);
- text whose glyphs do not tell its letters (right to left, combining marks) says them itself
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
        *("Div", "BlockQuote", "Note", "Caption"),
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
        if kind is not None:
            pydyf.Stream.begin_marked_content(self, "Artifact", pydyf.Dictionary(kind))
        elif text and (box.style["direction"] == "rtl" or _needs_words(text)):
            assert box not in self._tags
            self._tags[box] = {"tag": tag, "mcid": len(self._tags)}
            words = {"MCID": self._tags[box]["mcid"], "ActualText": pydyf.String(text)}
            pydyf.Stream.begin_marked_content(self, tag, pydyf.Dictionary(words))
        else:
            with original(self, box, tag):
                yield
            return
        try:
            yield
        finally:
            pydyf.Stream.end_marked_content(self)

    return marked


def _needs_words(text: str) -> bool:
    """Whether one letter may be drawn with several glyphs, or glyphs do not stand in the order of reading."""
    return not text.isascii() and any(
        unicodedata.bidirectional(c) in ("R", "AL", "AN", "NSM") or unicodedata.combining(c) for c in text
    )


# ---- the tag tree ---------------------------------------------------------------------------------


class _Mender:
    """Stands in for `_build_box_tree`, which calls itself through its module and so comes by here."""

    def __init__(self, original: Any) -> None:
        self.original = original
        self.first: dict[tuple[int, str], Any] = {}
        """The element that a source element got on the page where it began."""
        self.bodies: dict[int, Any] = {}
        """The body of each list item."""

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
            if not self._continues(box, element, pdf):
                yield element

    def _wrap_body(self, box: Any, item: Any, pdf: Any) -> None:
        import pydyf

        labels = [kid for kid in item["K"] if _object(pdf, kid)["S"] == "/Lbl"]
        rest = [kid for kid in item["K"] if kid not in labels]
        body = self.bodies.get(id(box.element))
        if body is None:
            body = pydyf.Dictionary(
                {
                    "Type": "/StructElem",
                    "S": "/LBody",
                    "K": pydyf.Array(),
                    "P": item.reference,
                    "Pg": item["Pg"],
                }
            )
            pdf.add_object(body)
            self.bodies[id(box.element)] = body
            labels.append(body.reference)
        _adopt(body, rest, pdf)
        item["K"] = pydyf.Array(labels)

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


def _name(box: Any, element: Any) -> None:
    import pydyf

    source, tag = box.element, box.element_tag
    if tag.endswith("::footnote-call"):
        element["S"] = "/Reference"
    elif tag.endswith("::footnote-marker"):
        element["S"] = "/Lbl"
    elif tag == "span" and source.get("class") == "footnote":
        element["S"] = "/Note"
        element["ID"] = pydyf.String(f"note-{source.get('data-number')}")
    elif element["S"] == "/TH" and source.get("scope"):
        element["A"]["Scope"] = {"col": "/Column", "row": "/Row"}[source.get("scope")]
    if "::" not in tag and source.get("lang") and element["S"] != "/NonStruct":
        element["Lang"] = pydyf.String(source.get("lang"))


def finish(pdf: Any) -> None:
    """Take out what Scope makes needless: header cells by number, which a joined table would get wrong."""
    for element in pdf.objects:
        if isinstance(element, dict) and element.get("Type") == "/StructElem":
            if element["S"] == "/TD":
                element.pop("A", None)
            elif element["S"] == "/TH":
                element.pop("ID", None)
