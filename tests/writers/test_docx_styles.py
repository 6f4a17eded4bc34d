"""Word's styles say what the theme says, whatever they inherit."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest
from lxml import etree

from briefgen.document import Block, Cell, Division, Heading, List, ListItem, Row, Scope, Table
from briefgen.roles import REGISTRY, Role, Where
from briefgen.theme import HOUSE, RULE_GAP, Look
from briefgen.writers.docx import write_docx
from briefgen.writers.docx.styles import is_paragraph, stored_name

from ..trees import report
from .docx_letter import LETTER, Opened, W, p, shown, style, t, with_blocks

CELLS = (Role.TABLE_CELL, Role.TABLE_HEADER)
PARAGRAPHS = [role for role in Role if is_paragraph(role)]


class Sheet:
    """styles.xml with inheritance worked out, by code that knows nothing of the writer's."""

    def __init__(self, part: etree._Element) -> None:
        self.part = part
        self.by_id = {str(s.get(f"{W}styleId")): s for s in part.iterfind(f"{W}style")}
        self.by_name = {str(s.find(f"{W}name").get(f"{W}val")): s for s in self.by_id.values()}  # type: ignore[union-attr]

    def chain(self, name: str) -> list[etree._Element]:
        """The defaults, then the styles from the ground up to the one named."""
        found = [self.by_name[name]]
        while (base := found[0].find(f"{W}basedOn")) is not None:
            found.insert(0, self.by_id[str(base.get(f"{W}val"))])
        defaults = self.part.find(f"{W}docDefaults/{W}rPrDefault")
        return [*([defaults] if defaults is not None else []), *found]

    def effective_by_id(self, ident: str) -> dict[str, str]:
        return self.effective(next(name for name, one in self.by_name.items() if self.by_id[ident] is one))

    def effective(self, name: str) -> dict[str, str]:
        """Every attribute of every property, as `property.attribute`."""
        effective: dict[str, str] = {}
        for source in self.chain(name):
            for properties in (*source.iterfind(f"{W}pPr"), *source.iterfind(f"{W}rPr")):
                for one in properties.iter():
                    key = str(one.tag).removeprefix(W)
                    if not one.attrib and len(one) == 0:
                        effective[key] = "on"
                    effective |= {f"{key}.{str(n).removeprefix(W)}": str(v) for n, v in one.attrib.items()}
        return effective


@pytest.fixture(scope="module")
def sheet() -> Sheet:
    return Sheet(Opened(LETTER).part("styles"))


def on(effective: dict[str, str], name: str) -> bool:
    """Whether a switch is on: the nearest style that mentions it decides."""
    return effective.get(f"{name}.val", effective.get(name)) == "on"


def letters(look: Look) -> dict[str, str]:
    family = HOUSE.family(look)
    half_points = str(round(look.size * 2))
    return {
        "rFonts.ascii": family.latin,
        "rFonts.hAnsi": family.latin,
        "rFonts.eastAsia": family.hans,
        "rFonts.cs": family.arabic,
        "sz.val": half_points,
        "szCs.val": half_points,
        "color.val": look.colour,
    }


@pytest.mark.parametrize("role", PARAGRAPHS)
def test_letters_are_those_of_the_theme_in_every_slot(sheet: Sheet, role: Role) -> None:
    look = HOUSE.look(role)
    if REGISTRY[role].where is Where.DIVISION:  # its colour is that of its rules
        look = replace(look, colour=HOUSE.look(Role.BODY).colour)
    effective = sheet.effective(stored_name(REGISTRY[role].word_style))
    assert {key: effective[key] for key in letters(look)} == letters(look)
    assert [on(effective, name) for name in ("b", "bCs", "i", "iCs")] == [look.bold] * 2 + [look.italic] * 2


@pytest.mark.parametrize("role", PARAGRAPHS)
def test_lines_and_spaces_are_those_of_the_theme(sheet: Sheet, role: Role) -> None:
    look = HOUSE.look(role)
    if role in (Role.TABLE_HEADER, Role.TABLE_CELL):  # theirs belong to the cell
        look = replace(look, before=0, after=0, indent=0)
    effective = sheet.effective(stored_name(REGISTRY[role].word_style))
    assert effective["spacing.line"] == str(round(look.line * 20))
    assert effective["spacing.lineRule"] == ("atLeast" if role is Role.FIGURE else "exact")
    assert effective["spacing.before"] == str(round(look.before * 20))
    assert effective["spacing.after"] == str(round(look.after * 20))
    indent = look.indent + (RULE_GAP if look.rule_start else 0)  # the rule stands at the indent
    assert effective.get("ind.left", "0") == str(round(indent / 25.4 * 1440))
    assert effective.get("ind.hanging", "0") == str(round(look.hanging / 25.4 * 1440))
    assert on(effective, "keepNext") is look.keep_with_next
    assert on(effective, "keepLines") is look.keep_together
    assert on(effective, "widowControl")
    assert on(effective, "pageBreakBefore") is look.on_new_page


def rules(effective: dict[str, str]) -> dict[str, tuple[float, str]]:
    """Thickness in points and colour of the rules there are, by side."""
    sides = [side for side in ("top", "left", "bottom", "right") if effective.get(f"{side}.val") == "single"]
    return {side: (int(effective[f"{side}.sz"]) / 8, effective[f"{side}.color"]) for side in sides}


@pytest.mark.parametrize("role", [role for role in PARAGRAPHS if role not in CELLS])
def test_rules_are_those_of_the_theme(sheet: Sheet, role: Role) -> None:
    look = HOUSE.look(role)
    wanted = {"top": look.rule_above, "left": look.rule_start, "bottom": look.rule_below}
    found = rules(sheet.effective(stored_name(REGISTRY[role].word_style)))
    assert found == {side: (thickness, look.colour) for side, thickness in wanted.items() if thickness}


@pytest.mark.parametrize(("around", "role"), sorted(HOUSE.inside))
def test_what_looks_otherwise_inside_something_does_so_in_word(around: Role, role: Role) -> None:
    if role in (Role.LIST_BULLET, Role.LIST_NUMBER):
        ordered = role is Role.LIST_NUMBER
        block: Block = List((ListItem((p("words"),), "1." if ordered else "•"),), ordered)
    elif role.startswith("heading"):
        block = Heading(int(role[-1]), t("words"))
    else:
        block = p("words", role)
    if around in CELLS:
        scope = Scope.ROW if around is Role.TABLE_HEADER else None
        opened = Opened(with_blocks(Table((), (), (Row((Cell((block,), scope),)),), (1,))))
    else:
        opened = Opened(with_blocks(Division(around, (p("before"), block, p("after")))))
    (paragraph,) = (one for one in opened.paragraphs() if shown(one) == "words")
    effective = Sheet(opened.part("styles")).effective_by_id(style(paragraph) or "")
    look = HOUSE.look(role, around)
    if role in (Role.LIST_BULLET, Role.LIST_NUMBER):  # letters are those of the cell
        level = opened.part("numbering").find(f"{W}abstractNum/{W}lvl/{W}pPr/{W}ind")
        assert level is not None
        assert level.get(f"{W}hanging") == str(round(look.hanging / 25.4 * 1440))
    else:
        assert {key: effective[key] for key in letters(look)} == letters(look)
        assert effective["spacing.line"] == str(round(look.line * 20))


def test_the_table_style_reads_the_looks_of_cells_as_padding_and_rules(sheet: Sheet) -> None:
    table = sheet.by_name["Briefing Table"]
    cell, header = HOUSE.look(Role.TABLE_CELL), HOUSE.look(Role.TABLE_HEADER)
    margins = {
        str(m.tag).removeprefix(W): m.get(f"{W}w") for m in table.iterfind(f"{W}tblPr/{W}tblCellMar/*")
    }
    assert margins["top"] == str(round(cell.before * 20))
    assert margins["bottom"] == str(round(cell.after * 20))
    inside = table.find(f"{W}tblPr/{W}tblBorders/{W}insideH")
    assert inside is not None
    assert inside.get(f"{W}sz") == str(round(cell.rule_below * 8))
    below = table.find(f"{W}tblStylePr[@{W}type='firstRow']/{W}tcPr/{W}tcBorders/{W}bottom")
    assert below is not None
    assert below.get(f"{W}sz") == str(round(header.rule_below * 8))


def test_every_role_has_its_named_style(sheet: Sheet) -> None:
    wanted = {stored_name(forms.word_style) for forms in REGISTRY.values()}
    assert wanted <= set(sheet.by_name)


def test_words_know_the_built_in_styles_by_word_s_own_ids(sheet: Sheet) -> None:
    ids = {name: str(found.get(f"{W}styleId")) for name, found in sheet.by_name.items()}
    assert ids["heading 1"] == "Heading1"
    assert ids["Body Text"] == "BodyText"
    assert ids["footnote text"] == "FootnoteText"
    assert ids["List Bullet"] == "ListBullet"
    assert sheet.by_name["heading 1"].get(f"{W}customStyle") is None
    assert sheet.by_name["Inside Address"].get(f"{W}customStyle") == "1"


def test_headings_have_outline_levels(sheet: Sheet) -> None:
    assert [sheet.effective(f"heading {n}")["outlineLvl.val"] for n in (1, 2, 3, 4)] == ["0", "1", "2", "3"]


def test_every_style_that_the_letter_uses_is_defined(sheet: Sheet) -> None:
    used = {node.get(f"{W}val") for tag in ("pStyle", "rStyle", "tblStyle")
            for part in ("document", "footnotes", "header1", "footer1")
            for node in Opened(LETTER).part(part).iter(W + tag)}  # fmt: skip
    assert used <= set(sheet.by_id)


def test_an_address_ends_with_the_space_of_its_division_and_nothing_else_changes() -> None:
    lines = tuple(p(line, Role.ADDRESS_LINE) for line in ("one", "two", "three"))
    opened = Opened(with_blocks(Division(Role.ADDRESSEE, lines)))
    names = [style(paragraph) for paragraph in opened.paragraphs()]
    assert names == ["InsideAddress", "InsideAddress", "InsideAddressAddresseeEnd"]
    sheet = Sheet(opened.part("styles"))
    plain, last = sheet.effective("Inside Address"), sheet.effective("Inside Address (Addressee end)")
    assert last["spacing.after"] == str(round(HOUSE.look(Role.ADDRESSEE).after * 20))
    assert {key for key in last if last[key] != plain.get(key)} == {"spacing.after"}


def test_a_quotation_is_set_in_word_s_own_style_for_quotations() -> None:
    opened = Opened(with_blocks(Division(Role.QUOTATION, (p("one"), p("two")))))
    assert [style(paragraph) for paragraph in opened.paragraphs()] == ["Quote", "Quote"]


def test_claims_and_concerns_are_set_in_their_own_styles_with_a_rule_at_the_start_edge() -> None:
    opened = Opened(
        with_blocks(Division(Role.CLAIM, (p("one"), p("two"))), Division(Role.CONCERN, (p("no"),)))
    )
    assert [style(paragraph) for paragraph in opened.paragraphs()] == [
        "Claim", "BodyTextClaimEnd", "Concern",
    ]  # fmt: skip


def test_a_list_in_a_claim_keeps_the_rule_where_it_is() -> None:
    claim = Division(Role.CLAIM, (p("one"), List((ListItem((p("two"),), "•"),)), p("three")))
    opened = Opened(with_blocks(claim))
    sheet, edges = Sheet(opened.part("styles")), []
    look = HOUSE.look(Role.LIST_BULLET)
    for paragraph, start in zip(opened.paragraphs(), (0, look.indent - look.hanging, 0), strict=True):
        effective = sheet.effective_by_id(style(paragraph) or "")
        edges.append(round((start + RULE_GAP) / 25.4 * 72) - int(effective["left.space"]))
    assert edges == [0, 0, 0]


def test_in_right_to_left_documents_the_rule_stands_at_the_right() -> None:
    claim = Division(Role.CLAIM, (p("المادة"), p("الثانية")))
    opened = Opened(replace(with_blocks(claim), language="ar", direction="rtl"))
    effective = Sheet(opened.part("styles")).effective_by_id(style(opened.paragraphs()[1]) or "")
    assert list(rules(effective)) == ["right"]  # `left` is the left side of the page, 17.3.1.17


def test_only_the_first_paragraph_of_an_appendix_begins_a_page() -> None:
    appendix = Division(Role.APPENDIX, (Heading(2, t("Appendix")), p("one"), p("two")))
    opened = Opened(with_blocks(p("before"), appendix))
    sheet = Sheet(opened.part("styles"))
    effective = [sheet.effective_by_id(style(one) or "") for one in opened.paragraphs()]
    assert [on(one, "pageBreakBefore") for one in effective] == [False, True, False, False]


def test_a_table_that_begins_an_appendix_begins_a_page() -> None:
    table = Table((), (), (Row((Cell((p("x"),)),)),), (1,))
    opened = Opened(with_blocks(Division(Role.APPENDIX, (table,))))
    assert style(opened.paragraphs()[0]) == "AfterTableNewPage"


def test_lines_of_the_contents_end_at_the_edge_of_the_text_behind_dots(sheet: Sheet) -> None:
    for level in (2, 3, 4):
        effective = sheet.effective(f"toc {level}")
        assert effective["tab.pos"] == str(round(HOUSE.page.text_width / 25.4 * 1440))
        assert (effective["tab.val"], effective["tab.leader"]) == ("right", "dot")
    assert str(sheet.by_name["toc 2"].get(f"{W}styleId")) == "TOC2"


def test_no_paragraph_carries_looks_by_hand() -> None:
    allowed = {f"{W}{name}" for name in ("pStyle", "numPr", "bidi", "rPr", "sectPr")}
    for paragraph in (*Opened(LETTER).paragraphs(), *Opened(report()).paragraphs()):
        assert {child.tag for child in paragraph.iterfind(f"{W}pPr/*")} <= allowed


def test_divisions_are_paragraph_styles_too() -> None:
    assert all(is_paragraph(role) for role in Role if REGISTRY[role].where is Where.DIVISION)


def test_no_colour_is_a_default_of_the_document_because_libreoffice_lays_it_over_words_in_cells() -> None:
    with ZipFile(BytesIO(write_docx(report(), HOUSE).data)) as package:
        styles = package.read("word/styles.xml").decode("utf-8")
    defaults, rest = styles.split("</w:docDefaults>")
    assert "<w:color" not in defaults
    assert f'w:color w:val="{HOUSE.look(Role.BODY).colour}"' in rest
