"""What links lead to is called by names that tell nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given, settings

from briefgen.document import (
    Contents,
    CrossReference,
    Document,
    Figure,
    Footnote,
    Heading,
    ListItem,
    Table,
    walk,
)
from briefgen.languages import language
from briefgen.passes.anchors import unnamed
from briefgen.passes.resolve import resolve
from tests.conftest import Result
from tests.documents_page import type_in
from tests.growing import documents


@pytest.mark.parametrize("step", [unnamed, lambda document: unnamed(unnamed(document))])
@settings(max_examples=40)
@given(documents())
def test_every_link_still_leads_to_the_same_node(
    step: Callable[[Document], Document], grown: Document
) -> None:
    before = resolve(grown, language("en"))
    after = step(before)

    assert [pointed(before, node) for node in links(before)] == [
        pointed(after, node) for node in links(after)
    ]
    assert all(re.fullmatch(r"anchor-\d+", key) for key in keyed(after))


def links(document: Document) -> list[str]:
    nodes = walk(document.blocks)
    return [
        target
        for node in nodes
        for target in (
            [node.target]
            if isinstance(node, CrossReference)
            else [entry.key for entry in node.entries]
            if isinstance(node, Contents)
            else []
        )
    ]


def keyed(document: Document) -> dict[str, int]:
    return {
        node.key: number
        for number, node in enumerate(walk(document.blocks))
        if isinstance(node, Heading | Table | Figure | ListItem | Footnote) and node.key
    }


def pointed(document: Document, target: str) -> int:
    return keyed(document)[target]


def test_no_id_of_the_data_stands_in_a_finished_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, briefgen: Callable[..., Result]
) -> None:
    type_in(tmp_path)
    monkeypatch.chdir(tmp_path)
    assert (
        briefgen("build", "--format", "html", "--format", "pdf", "--document", "graustark-report").code == 0
    )

    (page,) = (tmp_path / "output").rglob("*.html")
    (pdf,) = (tmp_path / "output").rglob("*.pdf")
    ids = re.findall(r'(?:id="|href="#)([^"]*)"', page.read_text(encoding="utf-8"))
    assert not [one for one in ids if re.search("forum|gazette|frankness|readmit|asks|partners$", one)]
    with pikepdf.Pdf.open(pdf) as opened:
        names = opened.Root.Names.Dests.Names
        destinations = [str(one) for one in list(names)[::2]]
    assert len(destinations) > 5
    assert all(re.fullmatch(r"anchor-\d+", one) for one in destinations)
