"""A report and a press release from data to the finished tree, as the golden files have them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from briefgen.audience import Audience
from briefgen.composing import compose, workspace_templates
from briefgen.document import Document
from briefgen.jobs import Edition, Job
from briefgen.languages import language
from briefgen.loading.loader import load
from briefgen.passes.resolve import resolve
from briefgen.passes.typography import typeset
from briefgen.reading.reader import read
from tests.documents_page import type_in

from .dump import dump

GOLDEN = Path(__file__).parent.parent / "golden"


def tree(folder: Path, document: str) -> Document:
    type_in(folder)
    workspace, problems = load(folder)
    assert problems == []
    job = Job(document, "en", Audience.PUBLIC, Edition.FINAL)
    composed = compose(workspace, job, workspace_templates(folder))
    assert composed.problems == ()
    blocks = read(composed.markup, composed.origins, lambda file, place: pytest.fail(f"{file} {place}"))
    english = language("en")
    return typeset(resolve(composed.head.document(blocks), english), english)


@pytest.mark.parametrize("document", ["graustark-report", "graustark-release"])
def test_the_document_is_what_the_golden_file_says(document: str, tmp_path: Path) -> None:
    golden = GOLDEN / f"{document}.en.txt"
    told = dump(tree(tmp_path, document))
    if os.environ.get("BRIEFGEN_GOLDEN") == "write":
        golden.write_text(told, encoding="utf-8")
    assert told == golden.read_text(encoding="utf-8")
