"""Pictures in line with the text, under a neutral name and with their text alternative."""

from __future__ import annotations

from briefgen.document import Figure
from briefgen.writers.docx.ooxml import PIC, Element, emu, plain, related, w


def picture(figure: Figure, relation: str, number: int, available: float) -> Element:
    """Return `w:drawing` for a figure; no wider than the `available` millimetres, in its own proportions."""
    width = min(figure.width, available)
    height = width * figure.image.height / figure.image.width
    size = {"cx": emu(width), "cy": emu(height)}
    graphic_data = plain("a:graphicData", _pic(figure, relation, size), uri=PIC)
    return w(
        "drawing",
        plain(
            "wp:inline",
            plain("wp:extent", **size),
            plain("wp:docPr", id=number, name=f"Picture {number}", descr=figure.alt),
            plain("wp:cNvGraphicFramePr", plain("a:graphicFrameLocks", noChangeAspect=1)),
            plain("a:graphic", graphic_data),
            distT=0, distB=0, distL=0, distR=0,
        ),
    )  # fmt: skip


def _pic(figure: Figure, relation: str, size: dict[str, int]) -> Element:
    blip = related(plain("a:blip"), relation, "embed")
    shape = plain("a:xfrm", plain("a:off", x=0, y=0), plain("a:ext", **size))
    return plain(
        "pic:pic",
        plain("pic:nvPicPr", plain("pic:cNvPr", id=0, name=figure.image.name), plain("pic:cNvPicPr")),
        plain("pic:blipFill", blip, plain("a:stretch", plain("a:fillRect"))),
        plain("pic:spPr", shape, plain("a:prstGeom", plain("a:avLst"), prst="rect")),
    )
