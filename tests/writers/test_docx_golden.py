"""The XML of a letter with everything in it, as text that a reviewer can read.

`BRIEFGEN_GOLDEN=write` writes the files anew; read the difference before it is committed.
"""

from __future__ import annotations

import os
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from lxml import etree

from briefgen.theme import HOUSE
from briefgen.writers.docx import write_docx

from ..trees import letter

GOLDEN = Path(__file__).parents[1] / "golden"


@pytest.mark.parametrize("name", ["document", "footnotes", "numbering", "header1", "footer1", "settings"])
def test_the_xml_is_what_the_golden_file_says(name: str) -> None:
    with ZipFile(BytesIO(write_docx(letter(), HOUSE).data)) as archive:
        tree = etree.fromstring(archive.read(f"word/{name}.xml"))
    etree.indent(tree)
    text = etree.tostring(tree, encoding="unicode") + "\n"
    golden = GOLDEN / f"letter.{name}.xml"
    if os.environ.get("BRIEFGEN_GOLDEN") == "write":
        golden.write_text(text, encoding="utf-8")

    assert text == golden.read_text(encoding="utf-8")
