"""Numbers, labels and references."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefgen.document import Block, CrossReference, Document, Figure, Footnote, Image, List, Table, walk
from briefgen.languages import language
from briefgen.passes.resolve import resolve
from briefgen.places import Place
from briefgen.problems import Refusal
from briefgen.reading.markers import Origins
from briefgen.reading.reader import read

ONE = '<p class="body">x</p>'
EMPTY = Document("open-letter", "t", "en", "ltr", "i", None, "", "", (), ())


def table(key: str, cell: str = "x") -> str:
    return (
        f'<table id="{key}"><caption>c</caption><thead><tr><th scope="col">h</th></tr></thead>'
        f"<tbody><tr><td>{cell}</td></tr></tbody></table>"
    )


def resolved(markup: str, code: str = "en") -> tuple[Block, ...]:
    blocks = read(markup, (), lambda file, place: Image(file, b""))
    return resolve(replace(EMPTY, blocks=blocks), language(code)).blocks


def reference(key: str) -> str:
    return f'<p class="body">see <a class="reference" href="#{key}"></a></p>'


def test_notes_are_numbered_in_reading_order_through_lists_and_tables() -> None:
    note = 'a<span class="footnote">n</span>'
    blocks = resolved(
        f'<p class="body">{note}</p><ul><li>{note}</li></ul>{table("t", note)}<p class="body">{note}</p>'
    )
    assert [node.number for node in walk(blocks) if isinstance(node, Footnote)] == [1, 2, 3, 4]


def test_lists_get_labels_and_each_begins_at_one() -> None:
    blocks = resolved("<ol><li>a</li><li>b<em>c</em></li></ol><ul><li>c</li></ul><ol><li>d</li></ol>")
    labels = [[item.label for item in block.items] for block in blocks if isinstance(block, List)]
    assert labels == [["1.", "2."], ["•"], ["1."]]


@pytest.mark.parametrize(
    ("code", "first", "figure"),
    [("en", "Table 1", "Figure 1"), ("de", "Tabelle 1", "Abbildung 1"), ("zh-Hans", "表1", "图1")],
)
def test_tables_figures_and_references_to_them_say_the_same_in_the_language(
    code: str, first: str, figure: str
) -> None:
    picture = '<figure id="f"><img src="a.png" alt="a" width="9"/><figcaption>c</figcaption></figure>'
    logo = '<figure><img src="a.png" alt="a" width="9"/></figure>'
    blocks = resolved(reference("t") + logo + picture + table("t") + table("u") + reference("f"), code)
    assert [block.label[-1] for block in blocks if isinstance(block, Table)] == ["1", "2"]
    assert [block.label for block in blocks if isinstance(block, Figure)] == ["", figure]
    assert [node.label for node in walk(blocks) if isinstance(node, CrossReference)] == [first, figure]


def test_a_reference_to_a_heading_prints_its_words() -> None:
    blocks = resolved('<h1 id="top">The <em>title</em></h1>' + reference("top"))
    assert [node.label for node in walk(blocks) if isinstance(node, CrossReference)] == ["The title"]


def test_every_reference_to_nothing_is_a_problem_at_its_place() -> None:
    origins = Origins()
    place = Place("letter.yaml", 12, 7)
    markup = (
        table("promises") + origins.tag(place) + reference("promisses").replace("see ", "") + reference("x")
    )
    blocks = read(
        markup.replace("<a", f"{origins.tag(place)}<a"), origins.places, lambda file, place: Image(file, b"")
    )
    with pytest.raises(Refusal) as refusal:
        resolve(replace(EMPTY, blocks=blocks), language("en"))
    first, second = refusal.value.problems
    assert (first.message, first.place) == (
        "There is nothing called “promisses” in this document",
        place,
    )
    assert first.advice.startswith("Did you mean “promises”? A table gets its key from {#key}")
    assert second.message == "There is nothing called “x” in this document"


def test_resolving_twice_changes_nothing() -> None:
    blocks = resolved(ONE + table("t") + reference("t"))
    again = resolve(replace(EMPTY, blocks=blocks), language("en"))
    assert again.blocks == blocks
