"""The named styles of a document: one per role of the registry, and variants for where paragraphs stand.

Word knows no boxes around paragraphs. What a division (an address, a signature) adds to its
blocks, space above its first and below its last, an indent, a rule, therefore goes into variants
of the paragraph styles: `Inside Address (Addressee end)` is based on `Inside Address` and differs
in the space below alone. So nothing is formatted by hand, a change of `Inside Address` reaches its
variants, and the space between two paragraphs is, in Word as in print, the larger of what the
first asks below and the second above. Only variants that a document uses are written.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from lxml import etree

from briefgen.roles import REGISTRY, Role, Where
from briefgen.theme import RULE_GAP, Look, Theme
from briefgen.writers.docx.fonts import document_language, family_element
from briefgen.writers.docx.ooxml import Element, W, millimetres, root, twips, w
from briefgen.writers.docx.properties import Setting, paragraph_properties, rule, run_properties

PARAGRAPH_ROLES = (
    Role.HEADING_1, Role.HEADING_2, Role.HEADING_3, Role.HEADING_4, Role.LIST_BULLET, Role.LIST_NUMBER,
    Role.TABLE_HEADER, Role.TABLE_CELL, Role.CAPTION, Role.FIGURE, Role.FOOTNOTE, Role.RUNNING_HEAD,
    Role.PAGE_LABEL, Role.MARK, Role.TABLE_NOTE, Role.CONTENTS_2, Role.CONTENTS_3, Role.CONTENTS_4,
)  # fmt: skip
"""Roles of `Where.STRUCTURE` that are paragraphs in Word."""

ROW_HEADER = "Table Row Header"
LIST_CONTINUE = "List Continue"
NORMAL = "Normal"
AFTER_TABLE = "After Table"
"""Of the empty line that Word wants where nothing follows a table; it takes no room."""
NOTE_MARK = "Table Note Mark"
"""Of the letters that call the notes beneath a table."""
SPANS = tuple(role for role in Role if REGISTRY[role].where is Where.SPAN)

_LOWER = ("Heading 1", "Heading 2", "Heading 3", "Heading 4", "Caption")
"""Built-in styles that Word shows with capitals but stores without."""
_BUILT_IN = {
    "Normal", "Heading 1", "Heading 2", "Heading 3", "Heading 4", "Body Text", "Date", "Salutation",
    "Closing", "Signature", "List Bullet", "List Number", "List Continue", "List Continue 2",
    "List Continue 3", "List Continue 4", "List Continue 5", "Caption", "Quote", "footnote text",
    "footnote reference", "header",
    "footer", "toc 2", "toc 3", "toc 4", "Hyperlink", "Strong", "Emphasis",
}  # fmt: skip
"""Names that Word knows itself; all others are marked as custom."""
_NEXT = {
    Role.HEADING_1: Role.BODY, Role.HEADING_2: Role.BODY, Role.HEADING_3: Role.BODY,
    Role.HEADING_4: Role.BODY, Role.SALUTATION: Role.BODY, Role.SIGNATORY_NAME: Role.SIGNATORY_CAPACITY,
    Role.ISSUER_NAME: Role.ISSUER_LINE, Role.FIGURE: Role.CAPTION, Role.CAPTION: Role.BODY,
}  # fmt: skip
"""The style of the paragraph that Word begins after one of these."""


def stored_name(name: str) -> str:
    """Return the style name as Word stores it."""
    return name.lower() if name in _LOWER else name


def style_id(name: str) -> str:
    """Return the id of a style; for built-in names the one that Word itself gives."""
    words = "".join(char if char.isalnum() else " " for char in name).split()
    if words[0] == "toc":  # the one name that Word shortens in capitals
        return "".join(words).upper()
    return "".join(word[:1].upper() + word[1:] for word in words)


def _custom(name: str) -> int | None:
    return None if name in _BUILT_IN else 1


def is_paragraph(role: Role) -> bool:
    """Tell whether a role is a paragraph style in Word (a division's is one too)."""
    return REGISTRY[role].where in (Where.PARAGRAPH, Where.DIVISION) or role in PARAGRAPH_ROLES


def plain_look(theme: Theme) -> Look:
    """Return the look of Word's `Normal`: body text without its spaces."""
    return replace(theme.look(Role.BODY), before=0.0, after=0.0, keep_with_next=False, keep_together=False)


def setting_of(theme: Theme, role: Role, right_to_left: bool = False) -> Setting:
    """Return the setting of a role that stands alone."""
    look = theme.look(role)
    if REGISTRY[role].where is Where.DIVISION:
        return _of_division(theme, look, right_to_left)
    if role in (Role.TABLE_HEADER, Role.TABLE_CELL):  # their spaces and rules are those of the cell
        look = replace(look, before=0.0, after=0.0, indent=0.0, rule_above=0.0, rule_below=0.0)
    level = int(role[-1]) - 1 if role.startswith("heading-") else None
    tab = theme.page.text_width if role.startswith("contents-") else None
    return Setting(look, loose=role is Role.FIGURE, level=level, tab=tab)


def _of_division(theme: Theme, look: Look, right_to_left: bool) -> Setting:
    """A paragraph that is a division by itself; the division's colour is that of its rules."""
    setting = Setting(replace(look, colour=theme.look(Role.BODY).colour))
    if look.rule_above or look.rule_below:
        setting = replace(setting, rule_colour=look.colour)
    if look.rule_start:
        beside = replace(setting.look, indent=look.indent + RULE_GAP)
        setting = replace(setting, look=beside, start_colour=look.colour, start_gap=RULE_GAP)
        setting = replace(setting, right_to_left=right_to_left)
    return setting


@dataclass(frozen=True, slots=True)
class _Style:
    name: str
    based_on: str
    setting: Setting
    next_name: str | None = None


@dataclass
class StyleBook:
    """The paragraph styles of one document, by name."""

    theme: Theme
    language: str
    rtl: bool
    _styles: dict[str, _Style] = field(default_factory=dict)
    _variants: dict[tuple[str, Setting], str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._styles[NORMAL] = _Style(NORMAL, "", Setting(plain_look(self.theme)))
        for role in filter(is_paragraph, Role):
            name, following = REGISTRY[role].word_style, _NEXT.get(role)
            next_name = REGISTRY[following].word_style if following else None
            self._styles[name] = _Style(name, NORMAL, setting_of(self.theme, role, self.rtl), next_name)
        header = self._styles[REGISTRY[Role.TABLE_HEADER].word_style]
        self._styles[ROW_HEADER] = _Style(ROW_HEADER, header.name, header.setting)

    def setting(self, name: str) -> Setting:
        """Return the setting of a style."""
        return self._styles[name].setting

    def of(self, role: Role) -> Setting:
        """Return the setting of a role that stands alone."""
        return self._styles[REGISTRY[role].word_style].setting

    def after_table(self, space: float, on_new_page: bool) -> str:
        """Return the style of an empty line after a table, with so many points of space above it."""
        if AFTER_TABLE not in self._styles:
            self._styles[AFTER_TABLE] = _Style(AFTER_TABLE, NORMAL, Setting(Look(size=1.0, line=1.0)))
        setting = self._styles[AFTER_TABLE].setting
        placed = replace(setting, look=replace(setting.look, before=space, on_new_page=on_new_page))
        return self.variant(AFTER_TABLE, placed, "new page" if on_new_page else "space")

    def continuing(self, level: int) -> str:
        """Return the style for further paragraphs of a list item, `List Continue 2` for the second level."""
        name = LIST_CONTINUE if level == 1 else f"{LIST_CONTINUE} {level}"
        if name not in self._styles:
            look = self.theme.look(Role.LIST_BULLET)
            setting = Setting(replace(look, indent=look.indent * level, hanging=0.0))
            self._styles[name] = _Style(name, NORMAL, setting)
        return name

    def variant(self, base: str, setting: Setting, why: str) -> str:
        """Return the name of the style with this setting: the base itself, or a variant named after `why`."""
        if setting == self._styles[base].setting:
            return base
        key = (base, setting)
        if key not in self._variants:
            wanted = f"{base} ({why})"
            name, count = wanted, 2
            while name in self._styles:
                name, count = f"{base} ({why} {count})", count + 1
            self._styles[name] = _Style(name, base, setting, self._styles[base].next_name)
            self._variants[key] = name
        return self._variants[key]

    def part(self) -> Element:
        """Return `styles.xml`."""
        styles = root("styles", _defaults(self.theme, self.language), _latent())
        for style in self._styles.values():
            styles.append(self._paragraph_style(style))
        styles.extend(_character_styles(self.theme, self.language))
        styles.extend(_table_styles(self.theme))
        return styles

    def _paragraph_style(self, style: _Style) -> Element:
        default = 1 if style.name == NORMAL else None
        element = w("style", type="paragraph", default=default, customStyle=_custom(style.name))
        element.set(f"{{{W}}}styleId", style_id(style.name))
        element.append(w("name", val=stored_name(style.name)))
        parent = Setting(plain_look(self.theme))
        if style.based_on:
            element.append(w("basedOn", val=style_id(style.based_on)))
            parent = self._styles[style.based_on].setting
        if style.next_name:
            element.append(w("next", val=style_id(style.next_name)))
        element.append(w("uiPriority", val=1 if "(" not in style.name else 90))
        element.append(w("qFormat"))
        properties = w("pPr", *paragraph_properties(style.setting, parent))
        if style.name == NORMAL:
            _say_everything(properties, style.setting.look, self.rtl)
        if len(properties):
            element.append(properties)
        differing = run_properties(style.setting.look, parent.look, self.theme, self.language)
        if style.name == NORMAL:
            # as a default of the document, LibreOffice would lay it over the colours of words in cells
            differing.append(w("color", val=style.setting.look.colour))
        if differing:
            element.append(w("rPr", *differing))
        return element


def _say_everything(properties: Element, look: Look, rtl: bool) -> None:
    """Normal alone is based on nothing: it says what all others then inherit."""
    properties.append(w("widowControl"))
    if rtl:
        properties.append(w("bidi"))
    properties.append(w("spacing", before=0, after=0, line=round(look.line * 20), lineRule="exact"))


def _defaults(theme: Theme, language: str) -> Element:
    look = plain_look(theme)
    size = round(look.size * 2)
    properties = w("rPr", family_element(theme.family(look), language))
    properties.extend([w("sz", val=size), w("szCs", val=size), document_language(language)])
    return w("docDefaults", w("rPrDefault", properties), w("pPrDefault"))


def _latent() -> Element:
    """Hide Word's other built-in styles from its gallery."""
    return w(
        "latentStyles",
        defLockedState=0,
        defUIPriority=99,
        defSemiHidden=1,
        defUnhideWhenUsed=1,
        defQFormat=0,
        count=376,
    )


def _character(name: str, *properties: Element, based_on: str = "Default Paragraph Font") -> Element:
    style = w(
        "style", w("name", val=name), type="character", customStyle=_custom(name), styleId=style_id(name)
    )
    style.append(w("basedOn", val=style_id(based_on)))
    style.append(w("uiPriority", val=2))
    style.append(w("qFormat"))
    if properties:
        style.append(w("rPr", *properties))
    return style


def _character_styles(theme: Theme, language: str) -> list[Element]:
    default = w("style", type="character", default=1, styleId="DefaultParagraphFont")
    default.extend([w("name", val="Default Paragraph Font"), w("uiPriority", val=1), w("semiHidden")])
    default.append(w("unhideWhenUsed"))
    plain = Look()
    styles = [
        default,
        _character("Emphasis", w("i"), w("iCs")),
        _character("Strong", w("b"), w("bCs")),
        _character("footnote reference", w("vertAlign", val="superscript")),
        _character(NOTE_MARK, w("vertAlign", val="superscript")),
    ]
    link = _span_properties(theme, Role.LINK, theme.look(Role.LINK), language)
    link.append(w("u", val="single"))  # colour alone must not tell a link (WCAG 1.4.1)
    styles.append(_character(link_style(None), *link))
    for role in SPANS:
        look = theme.look(role)
        styles.append(_character(REGISTRY[role].word_style, *_span_properties(theme, role, look, language)))
        uncoloured = _span_properties(theme, role, replace(look, colour=plain.colour), language)
        styles.append(_character(link_style(role), *uncoloured, based_on=link_style(None)))
    return styles


def link_style(role: Role | None) -> str:
    """Return the name of the character style of a link, or of a span inside a link."""
    link = REGISTRY[Role.LINK].word_style
    return f"{link} ({REGISTRY[role].word_style})" if role else link


def _span_properties(theme: Theme, role: Role, look: Look, language: str) -> list[Element]:
    """Size and line are those of the words around; only what sets the span apart counts."""
    plain = Look()
    differing = run_properties(replace(look, size=plain.size, voice=plain.voice), plain, theme, language)
    if role is Role.EXACT:
        before = sum(etree.QName(one).localname in ("rFonts", "b", "bCs", "i", "iCs") for one in differing)
        differing.insert(before, w("noProof"))  # in the schema's order
    return differing


def _table_styles(theme: Theme) -> list[Element]:
    normal = w("style", w("name", val="Table Normal"), type="table", default=1, styleId="TableNormal")
    normal.extend([w("uiPriority", val=99), w("semiHidden"), w("unhideWhenUsed")])
    normal.append(w("tblPr", w("tblInd", w=0, type="dxa"), _cell_margins(Look())))
    none = w("style", w("name", val="No List"), type="numbering", default=1, styleId="NoList")
    none.extend([w("uiPriority", val=99), w("semiHidden"), w("unhideWhenUsed")])
    return [normal, _briefing_table(theme), none]


def _cell_margins(look: Look) -> Element:
    """Return the space between the edges of a cell and its text: the cell's look read as padding."""
    measures = {
        "top": twips(look.before),
        "left": 0,
        "bottom": twips(look.after),
        "right": millimetres(look.indent),
    }
    return w("tblCellMar", *(w(side, w=measure, type="dxa") for side, measure in measures.items()))


def _briefing_table(theme: Theme) -> Element:
    name, cell, header = (
        REGISTRY[Role.TABLE].word_style,
        theme.look(Role.TABLE_CELL),
        theme.look(Role.TABLE_HEADER),
    )
    table = w("style", w("name", val=name), type="table", customStyle=1, styleId=style_id(name))
    table.extend([w("basedOn", val="TableNormal"), w("uiPriority", val=3), w("qFormat")])
    borders = w("tblBorders", rule("top", cell.rule_above, cell.colour))
    borders.extend([rule(side, cell.rule_below, cell.colour) for side in ("bottom", "insideH")])
    table.append(w("tblPr", borders, _cell_margins(cell)))
    for part, look in (("firstRow", header), ("firstCol", cell)):  # headers of rows stand among data cells
        lines = [rule("top", look.rule_above, look.colour), rule("bottom", look.rule_below, look.colour)]
        table.append(w("tblStylePr", w("tcPr", w("tcBorders", *lines)), type=part))
    return table
