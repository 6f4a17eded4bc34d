"""The package: the same bytes everywhere, and nothing in it that tells on its maker."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from time import process_time
from zipfile import ZipFile

import docx
import openxml_audit
import pytest
from lxml import etree

from briefgen.document import Cell, Row, Table

from .docx_letter import LETTER, Opened, p, t, with_blocks

LEAKS = ("python", "libreoffice", "/home", "/work", "rsid", "lastmodifiedby", "updatefields")
HERE = Path(__file__).parent
SCRIPT = f"""
import hashlib, importlib, sys
sys.path.insert(0, {str(HERE)!r})
letter = importlib.import_module("docx_letter")
print(hashlib.sha256(letter.Opened(letter.LETTER).data).hexdigest())
"""


@pytest.mark.parametrize(
    "changes",
    [
        {"PYTHONHASHSEED": "1", "TZ": "Asia/Kathmandu", "LC_ALL": "C", "USER": "fritz", "LOGNAME": "fritz"},
        {
            "PYTHONHASHSEED": "2",
            "TZ": "America/St_Johns",
            "LC_ALL": "C.UTF-8",
            "HOME": "/nowhere",
            "USER": "rose",
        },
    ],
)
def test_the_bytes_are_the_same_for_every_user_zone_locale_and_hash_seed(
    changes: dict[str, str], tmp_path: Path
) -> None:
    run = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        env=os.environ | changes,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.strip() == hashlib.sha256(Opened(LETTER).data).hexdigest()


def test_members_have_no_times_no_system_and_no_doubles() -> None:
    with ZipFile(BytesIO(Opened(LETTER).data)) as archive:
        infos = archive.infolist()
    assert {info.date_time for info in infos} == {(1980, 1, 1, 0, 0, 0)}
    assert {(info.create_system, info.external_attr, info.extra) for info in infos} == {(0, 0o644 << 16, b"")}
    names = [info.filename for info in infos]
    assert names[:2] == ["[Content_Types].xml", "_rels/.rels"]
    assert len(set(names)) == len(names)


def test_no_member_names_a_tool_a_path_or_a_revision() -> None:
    for name, data in Opened(LETTER).members.items():
        text = data.decode("utf-8", "replace").lower()
        for leak in LEAKS:
            assert leak not in text, (name, leak)


def test_the_properties_are_those_of_the_document() -> None:
    properties = docx.Document(BytesIO(Opened(LETTER).data)).core_properties
    assert (properties.title, properties.author, properties.language) == (LETTER.title, LETTER.issuer, "en")
    assert (properties.created, properties.last_modified_by) == (properties.modified, "")
    assert str(properties.created).startswith("2000-09-28 00:00:00")


@pytest.mark.parametrize("date", [None, "2000-09", "2000"])
def test_a_date_that_is_not_known_to_the_day_is_left_out(date: str | None) -> None:
    assert b"dcterms:created" not in Opened(replace(LETTER, date=date)).members["docProps/core.xml"]


def test_every_part_has_a_type_and_every_relation_a_part() -> None:
    members = Opened(LETTER).members
    types = etree.fromstring(members["[Content_Types].xml"])
    named = {str(one.get("PartName"))[1:] for one in types if one.get("PartName")}
    endings = {str(one.get("Extension")) for one in types if one.get("Extension")}
    assert named <= set(members)
    assert {name for name in members if name.rsplit(".", 1)[-1] not in endings} <= named
    relations = etree.fromstring(members["word/_rels/document.xml.rels"])
    inside = [str(one.get("Target")) for one in relations if one.get("TargetMode") != "External"]
    assert all(f"word/{target}" in members for target in inside)


def test_nothing_in_the_file_reaches_out_but_its_links() -> None:
    for name, data in Opened(LETTER).members.items():
        if name.endswith(".rels"):
            for relation in etree.fromstring(data):
                if relation.get("TargetMode") == "External":
                    assert str(relation.get("Type")).endswith("/hyperlink")


def test_the_settings_are_word_2013_and_nothing_else() -> None:
    text = Opened(LETTER).members["word/settings.xml"].decode()
    assert text.count("compatSetting") == 1
    assert 'w:name="compatibilityMode"' in text
    assert 'w:val="15"' in text


def test_the_document_says_its_language_in_the_slot_of_its_script() -> None:
    def slots(language: str) -> dict[str, str]:
        (lang,) = (
            Opened(replace(LETTER, language=language)).part("styles").iterfind(".//{*}docDefaults//{*}lang")
        )
        return {etree.QName(str(key)).localname: str(value) for key, value in lang.attrib.items()}

    assert slots("en")["val"] == "en-GB"
    assert slots("de-CH")["val"] == "de-CH"
    assert slots("zh-Hant")["eastAsia"] == "zh-TW"
    assert slots("ug")["bidi"] == "ug-CN"


def test_fonts_that_may_be_missing_name_a_replacement() -> None:
    fonts = {str(font.get(next(iter(font.attrib)))): font for font in Opened(LETTER).part("fontTable")}
    serif = fonts["Noto Serif"].find("{*}altName")
    assert serif is not None
    assert list(serif.attrib.values()) == ["Cambria"]


def test_an_independent_validator_finds_nothing(tmp_path: Path) -> None:
    path = tmp_path / "letter.docx"
    path.write_bytes(Opened(LETTER).data)
    assert openxml_audit.OpenXmlValidator().validate(path).errors == []


def test_long_tables_take_seconds_not_minutes() -> None:
    row = Row(tuple(Cell((p(f"cell {column}"),)) for column in range(7)))
    start = process_time()
    Opened(with_blocks(Table(t("A long table"), (), (row,) * 2000, (1,) * 7, None, "Table 1")))
    assert process_time() - start < 10
