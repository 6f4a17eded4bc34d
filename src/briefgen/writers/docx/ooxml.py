"""The floor of raw WordprocessingML: names, units and small element builders, nothing else.

Facts about order and meaning of elements are those of ISO/IEC 29500-1 (transitional), clause 17.
"""

from __future__ import annotations

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
SPACES = {"w": W, "r": R, "wp": WP, "a": A, "pic": PIC}

Element = etree._Element  # the type of lxml's elements has no public name

TWIPS_PER_POINT = 20
TWIPS_PER_MILLIMETRE = 1440 / 25.4
EMU_PER_MILLIMETRE = 36000


def w(name: str, /, *children: Element, **attributes: str | int | None) -> Element:
    """Return `<w:name>` with these children; attributes get the prefix `w`, None leaves one out."""
    element = etree.Element(f"{{{W}}}{name}", nsmap={"w": W})
    for key, value in attributes.items():
        if value is not None:
            element.set(f"{{{W}}}{key}", str(value))
    element.extend(children)
    return element


def plain(name: str, /, *children: Element, **attributes: str | int) -> Element:
    """Return an element of DrawingML, `prefix:name`, whose attributes have no prefix."""
    prefix, local = name.split(":")
    element = etree.Element(f"{{{SPACES[prefix]}}}{local}", nsmap={prefix: SPACES[prefix]})
    for key, value in attributes.items():
        element.set(key, str(value))
    element.extend(children)
    return element


def related(element: Element, relation: str, name: str = "id") -> Element:
    """Point the element to a relation (`r:id`, `r:embed`) and return it."""
    element.set(f"{{{R}}}{name}", relation)
    return element


def flag(name: str, value: bool = True) -> Element:
    """Return an on/off property: `<w:name/>`, or with `w:val="0"` where it switches something off."""
    return w(name) if value else w(name, val=0)


def root(name: str, *children: Element) -> Element:
    """Return the root element of a part, on which all prefixes are declared."""
    element = etree.Element(f"{{{W}}}{name}", nsmap=SPACES)
    element.extend(children)
    return element


def tidy(element: Element) -> None:
    """Take away declarations of prefixes that stand on the root already."""
    etree.cleanup_namespaces(element, keep_ns_prefixes=list(SPACES))


def text_of_part(element: Element) -> bytes:
    """Return the part as it goes into the package.

    All prefixes stay on the root: some readers (pandoc) look for them nowhere else.
    """
    tidy(element)
    return etree.tostring(element, xml_declaration=True, encoding="UTF-8", standalone=True)


def twips(points: float) -> int:
    """Points as twentieths of a point."""
    return round(points * TWIPS_PER_POINT)


def millimetres(length: float) -> int:
    """Millimetres as twentieths of a point."""
    return round(length * TWIPS_PER_MILLIMETRE)


def emu(length: float) -> int:
    """Millimetres as English Metric Units, the unit of drawings."""
    return round(length * EMU_PER_MILLIMETRE)


def texts(text: str) -> list[Element]:
    """Return the elements of a run that carry this text, exactly.

    Word has an element of its own for the soft hyphen; the character itself it may print.
    """
    parts = text.split("\u00ad")
    elements: list[Element] = []
    for index, part in enumerate(parts):
        if index:
            elements.append(w("softHyphen"))
        if part:
            element = w("t")
            element.text = part
            element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            elements.append(element)
    return elements


def run(properties: Element | None, *content: Element) -> Element:
    """Return `<w:r>`; empty properties are left out."""
    element = w("r")
    if properties is not None and len(properties):
        element.append(properties)
    element.extend(content)
    return element
