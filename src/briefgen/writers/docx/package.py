"""The package: a base of our own, opened with python-docx, and closed as the same bytes every time.

python-docx keeps parts and relations and takes in pictures. Its default template is not used: it
brings dead styles, a thumbnail and its own name. The zip is written anew, because python-docx puts
the local clock into it.
"""

from __future__ import annotations

import re
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.part import PartFactory, XmlPart
from lxml import etree

from briefgen.document import Document, Image
from briefgen.writers.docx.ooxml import Element, root, text_of_part, tidy, w

_WORD = {
    "styles": (CONTENT_TYPE.WML_STYLES, RELATIONSHIP_TYPE.STYLES),
    "settings": (CONTENT_TYPE.WML_SETTINGS, RELATIONSHIP_TYPE.SETTINGS),
    "fontTable": (CONTENT_TYPE.WML_FONT_TABLE, RELATIONSHIP_TYPE.FONT_TABLE),
    "numbering": (CONTENT_TYPE.WML_NUMBERING, RELATIONSHIP_TYPE.NUMBERING),
    "footnotes": (CONTENT_TYPE.WML_FOOTNOTES, RELATIONSHIP_TYPE.FOOTNOTES),
    "header1": (CONTENT_TYPE.WML_HEADER, RELATIONSHIP_TYPE.HEADER),
    "header2": (CONTENT_TYPE.WML_HEADER, RELATIONSHIP_TYPE.HEADER),
    "footer1": (CONTENT_TYPE.WML_FOOTER, RELATIONSHIP_TYPE.FOOTER),
    "footer2": (CONTENT_TYPE.WML_FOOTER, RELATIONSHIP_TYPE.FOOTER),
    "theme/theme1": (CONTENT_TYPE.OFC_THEME, RELATIONSHIP_TYPE.THEME),
}
"""Parts of word/ beside the document: content type and relation; their relation ids count from 1."""
_CP = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_DC = "http://purl.org/dc/elements/1.1/"
_DCTERMS = "http://purl.org/dc/terms/"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_APP = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"

PartFactory.part_type_for[CONTENT_TYPE.WML_FOOTNOTES] = XmlPart  # so that notes can be appended to


def relation_id(part: str) -> str:
    """Return the id of the relation from the document to one of its base parts."""
    return f"rId{list(_WORD).index(part) + 1}"


def settings(separators: tuple[int, ...]) -> Element:
    """Return the settings: notes' separators and the mode of Word 2013 and later, nothing else."""
    compatibility = w(
        "compatSetting", name="compatibilityMode", uri="http://schemas.microsoft.com/office/word", val=15
    )
    return root(
        "settings",
        w("defaultTabStop", val=720),
        w("characterSpacingControl", val="doNotCompress"),
        w("footnotePr", *(w("footnote", id=number) for number in separators)),
        w("compat", compatibility),
    )


def core_properties(document: Document) -> bytes:
    """Return docProps/core.xml: title, issuer, language and, where it is known to the day, the date.

    A day alone is written as its midnight in UTC, since Word reads nothing shorter.
    """
    core = etree.Element(
        f"{{{_CP}}}coreProperties", nsmap={"cp": _CP, "dc": _DC, "dcterms": _DCTERMS, "xsi": _XSI}
    )
    rows = [
        (_DC, "title", document.title),
        (_DC, "creator", document.issuer),
        (_DC, "language", document.language),
    ]
    if document.date and re.fullmatch(r"\d{4}-\d\d-\d\d", document.date):
        rows += [(_DCTERMS, name, f"{document.date}T00:00:00Z") for name in ("created", "modified")]
    for space, name, value in rows:
        element = etree.SubElement(core, f"{{{space}}}{name}")
        element.text = value
        if space == _DCTERMS:
            element.set(f"{{{_XSI}}}type", "dcterms:W3CDTF")
    return etree.tostring(core, xml_declaration=True, encoding="UTF-8", standalone=True)


class Package:
    """One Word file in the making."""

    def __init__(self, document: Document, parts: dict[str, Element]) -> None:
        """`parts` are those of word/ that stand already, by name; styles, numbering and notes come later."""
        stream = BytesIO()
        with ZipFile(stream, "w") as archive:
            for name, data in _base_members(document, parts).items():
                archive.writestr(name, data)
        stream.seek(0)
        self._opened = docx.Document(stream)
        self._document = self._opened.part
        self._links: dict[tuple[str, str], str] = {}

    def _part(self, name: str) -> XmlPart:
        part = self._document if name == "document" else self._document.related_parts[relation_id(name)]
        if not isinstance(part, XmlPart):
            raise TypeError(f"{name} is no part of XML")
        return part

    def fill(self, name: str, content: list[Element]) -> None:
        """Append content to a part of word/; that of `document` goes into its body."""
        element = self._part(name).element
        (element[0] if name == "document" else element).extend(content)
        tidy(element)

    def link(self, name: str, address: str) -> str:
        """Return the id of the relation from a part of word/ to an address outside."""
        ident = self._links.get((name, address))
        if ident is None:
            ident = self._links[name, address] = f"link{len(self._links) + 1}"
            relations = self._part(name).rels
            relations.add_relationship(RELATIONSHIP_TYPE.HYPERLINK, address, ident, is_external=True)
        return ident

    def embed(self, image: Image) -> str:
        """Take in a picture and return the id of the relation from the document to it."""
        return self._document.get_or_add_image(BytesIO(image.data))[0]

    def close(self) -> bytes:
        """Return the finished bytes: fixed times, order and permissions, no trace of the machine."""
        stream = BytesIO()
        self._opened.save(stream)
        finished = BytesIO()
        with ZipFile(stream) as source, ZipFile(finished, "w", ZIP_DEFLATED) as target:
            for name in sorted(source.namelist(), key=_order):
                target.writestr(_neutral(name), source.read(name), ZIP_DEFLATED, 9)
        return finished.getvalue()


def _base_members(document: Document, parts: dict[str, Element]) -> dict[str, bytes]:
    members = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations(
            [
                (RELATIONSHIP_TYPE.OFFICE_DOCUMENT, "word/document.xml"),
                (RELATIONSHIP_TYPE.CORE_PROPERTIES, "docProps/core.xml"),
                (RELATIONSHIP_TYPE.EXTENDED_PROPERTIES, "docProps/app.xml"),
            ]
        ),
        "docProps/core.xml": core_properties(document),
        "docProps/app.xml": _app_properties(document),
        "word/document.xml": text_of_part(root("document", w("body"))),
        "word/_rels/document.xml.rels": _relations(
            [(kind, f"{name}.xml") for name, (_, kind) in _WORD.items()]
        ),
    }
    for name in _WORD:
        members[f"word/{name}.xml"] = text_of_part(parts[name] if name in parts else root(name))
    return members


def _content_types() -> bytes:
    types = etree.Element(f"{{{_TYPES}}}Types", nsmap={None: _TYPES})
    for extension, kind in (("rels", CONTENT_TYPE.OPC_RELATIONSHIPS), ("xml", CONTENT_TYPE.XML)):
        etree.SubElement(types, f"{{{_TYPES}}}Default", Extension=extension, ContentType=kind)
    named = {f"/word/{name}.xml": kind for name, (kind, _) in _WORD.items()}
    named["/word/document.xml"] = CONTENT_TYPE.WML_DOCUMENT_MAIN
    named["/docProps/core.xml"] = CONTENT_TYPE.OPC_CORE_PROPERTIES
    named["/docProps/app.xml"] = CONTENT_TYPE.OFC_EXTENDED_PROPERTIES
    for name, kind in named.items():
        etree.SubElement(types, f"{{{_TYPES}}}Override", PartName=name, ContentType=kind)
    return etree.tostring(types, xml_declaration=True, encoding="UTF-8", standalone=True)


def _relations(rows: list[tuple[str, str]]) -> bytes:
    relations = etree.Element(f"{{{_RELATIONS}}}Relationships", nsmap={None: _RELATIONS})
    for number, (kind, target) in enumerate(rows, 1):
        etree.SubElement(
            relations, f"{{{_RELATIONS}}}Relationship", Id=f"rId{number}", Type=kind, Target=target
        )
    return etree.tostring(relations, xml_declaration=True, encoding="UTF-8", standalone=True)


def _app_properties(document: Document) -> bytes:
    properties = etree.Element(f"{{{_APP}}}Properties", nsmap={None: _APP})
    etree.SubElement(properties, f"{{{_APP}}}Company").text = document.issuer
    return etree.tostring(properties, xml_declaration=True, encoding="UTF-8", standalone=True)


def _order(name: str) -> tuple[bool, bool, str]:
    """Content types first and package relations second, as readers of streams expect."""
    return name != "[Content_Types].xml", name != "_rels/.rels", name


def _neutral(name: str) -> ZipInfo:
    info = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    info.create_system = 0  # the default names the system it runs on
    info.external_attr = 0o644 << 16
    info.compress_type = ZIP_DEFLATED
    return info
