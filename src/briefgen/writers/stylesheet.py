"""The theme as CSS: every look comes from the table of looks, nothing about appearance is written here twice.

Two parts, because the first depends on the theme alone and is parsed once: `looks` (fonts, roles,
blocks) and `pages` (the text that one document prints on every page).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.document import Direction, Document
from briefgen.roles import REGISTRY, Role, Where
from briefgen.theme import RULE_GAP, FontFamily, Look, Page, Theme

_SCRIPTS = (
    # languages, field of FontFamily that comes first for them
    (("zh", "zh-Hans"), "hans"),
    (("zh-Hant", "zh-TW", "zh-HK", "zh-MO"), "hant"),
    (("ar", "ug", "fa", "ur"), "arabic"),
    (("bo", "dz"), "tibetan"),
)

_SELECTORS: dict[Role, str] = {
    Role.HEADING_1: "h1",
    Role.HEADING_2: "h2",
    Role.HEADING_3: "h3",
    Role.HEADING_4: "h4",
    Role.LIST_BULLET: "ul > li",
    Role.LIST_NUMBER: "ol > li",
    Role.TABLE: ".table-block",
    Role.TABLE_HEADER: "th",
    Role.TABLE_CELL: "td",
    Role.CAPTION: "caption, figcaption",
    Role.FIGURE: "figure",
    Role.FOOTNOTE: ".footnote, .notes",
    Role.LINK: "a[href]",
    Role.RUNNING_HEAD: ".running-head",
    Role.PAGE_LABEL: ".page-label",
    Role.MARK: ".mark",
}


def selector(role: Role) -> str:
    """Return the CSS selector of a role: its class, or the element of its node."""
    return _SELECTORS.get(role, f".{role.value}")


def number(value: float) -> str:
    """Return a measure without needless zeros."""
    return f"{value:.3f}".rstrip("0").rstrip(".")


def quoted(text: str) -> str:
    """Return a text as a CSS string; every character beyond letters and digits is escaped."""
    return '"' + "".join(c if c.isascii() and c.isalnum() else f"\\{ord(c):06x}" for c in text) + '"'


# ---- looks ----------------------------------------------------------------------------------------


def looks(theme: Theme) -> str:
    """Return the looks of every role and block of a theme."""
    return "\n".join(
        [
            *_ground(theme),
            *_languages(theme),
            *(_rule(theme, role) for role in Role),
            _row_headers(theme),
            *_STRUCTURE,
            *(_rule(theme, role, around) for around, role in theme.inside),
        ]
    )


def _stack(theme: Theme, family: FontFamily, first: str = "latin") -> str:
    """Families in the order of preference; the other voice's Latin helps out with rare letters."""
    fields = [first, *(name for name in ("latin", "hans", "hant", "arabic", "tibetan") if name != first)]
    names = [getattr(family, field) for field in fields] + [theme.text.latin, theme.display.latin]
    return ", ".join(f'"{name}"' for name in dict.fromkeys(names))


def _ground(theme: Theme) -> Iterator[str]:
    body, item = theme.look(Role.BODY), theme.look(Role.LIST_BULLET)
    yield "*, *::before, *::after { box-sizing: border-box; }"
    yield f":root {{ --text: {_stack(theme, theme.text)}; --display: {_stack(theme, theme.display)}; }}"
    yield (
        f"body {{ margin: 0; font-family: var(--text); font-size: {number(body.size)}pt;"
        f" line-height: {number(body.line)}pt; color: #{body.colour}; text-align: start; hyphens: none;"
        " overflow-wrap: anywhere; orphans: 2; widows: 2; }"
    )
    yield f"ul, ol {{ margin-block-end: {number(body.after)}pt; }}"
    yield f"li > p[class] {{ margin-block-end: {number(item.after)}pt; }}"


def _languages(theme: Theme) -> Iterator[str]:
    for languages, field in _SCRIPTS:
        where = ", ".join(f":lang({language})" for language in languages)
        yield (
            f"{where} {{ --text: {_stack(theme, theme.text, field)};"
            f" --display: {_stack(theme, theme.display, field)}; }}"
        )
    yield "[lang] { font-family: var(--text); }"
    display = [selector(role) for role in Role if theme.look(role).voice == "display"]
    yield ", ".join(f"{part} [lang]" for group in display for part in group.split(", ")) + (
        " { font-family: var(--display); }"
    )
    yield '[dir="rtl"] { direction: rtl; } [dir="ltr"] { direction: ltr; }'


def _rule(theme: Theme, role: Role, around: Role | None = None) -> str:
    look, where = theme.look(role, around), REGISTRY[role].where
    if where is Where.SPAN or role is Role.LINK:
        declarations = _letters_that_differ(look)
    elif where is Where.DIVISION or role in (Role.TABLE, Role.FIGURE):
        declarations = _box(look)
    elif role in (Role.TABLE_HEADER, Role.TABLE_CELL):
        declarations = [*_letters(look), *_cell(look)]
    elif role in (Role.LIST_BULLET, Role.LIST_NUMBER):
        declarations = [*_letters(look), *_box(look), f"--hanging: {number(look.hanging)}mm"]
    else:
        declarations = [*_letters(look), *_box(look)]
    place = selector(role)
    if around:  # the element's name outweighs what cells say about all paragraphs in them
        element = "p" if where is Where.PARAGRAPH else ""
        place = f"{selector(around)} {element}{place}"
    return f"{place} {{ {'; '.join(declarations)}; }}"


def _row_headers(theme: Theme) -> str:
    """Headers of rows stand among data cells and share their rules."""
    below = theme.look(Role.TABLE_CELL)
    return f"tbody th {{ border-block-end: {number(below.rule_below)}pt solid #{below.colour}; }}"


def _letters(look: Look) -> list[str]:
    return [
        f"font-family: var(--{look.voice})",
        f"font-size: {number(look.size)}pt",
        f"line-height: {number(look.line)}pt",
        f"font-weight: {'bold' if look.bold else 'normal'}",
        f"font-style: {'italic' if look.italic else 'normal'}",
        f"color: #{look.colour}",
        f"text-align: {look.align}",
    ]


def _letters_that_differ(look: Look) -> list[str]:
    """Words inside a paragraph take its letters, but for what their own look changes."""
    plain = Look()
    changes = [
        ("font-weight: bold", look.bold),
        ("font-style: italic", look.italic),
        (f"color: #{look.colour}", look.colour != plain.colour),
    ]
    return [declaration for declaration, wanted in changes if wanted] or ["font-weight: inherit"]


def _box(look: Look) -> list[str]:
    declarations = [
        f"margin-block: {number(look.before)}pt {number(look.after)}pt",
        f"margin-inline: {number(look.indent)}mm 0",
    ]
    if look.rule_above:
        declarations += [
            f"border-block-start: {number(look.rule_above)}pt solid #{look.colour}",
            "padding-top: 7.5pt",
        ]
    if look.rule_below:
        declarations += [
            f"border-block-end: {number(look.rule_below)}pt solid #{look.colour}",
            "padding-bottom: 3.75pt",
        ]
    if look.rule_start:
        declarations += [
            f"border-inline-start: {number(look.rule_start)}pt solid #{look.colour}",
            f"padding-inline-start: {number(RULE_GAP)}mm",
        ]
    if look.on_new_page:
        declarations.append("break-before: page")
    if look.keep_with_next:
        declarations.append("break-after: avoid")
    if look.keep_with_previous:
        declarations.append("break-before: avoid")
    if look.keep_together:
        declarations.append("break-inside: avoid")
    return declarations


def _cell(look: Look) -> list[str]:
    return [
        f"padding-block: {number(look.before)}pt {number(look.after)}pt",
        f"padding-inline: 0 {number(look.indent)}mm",
        f"border-block-start: {number(look.rule_above)}pt solid #{look.colour}",
        f"border-block-end: {number(look.rule_below)}pt solid #{look.colour}",
        "vertical-align: top",
    ]


_STRUCTURE = (
    "h1, h2, h3, h4, p, figure, blockquote { margin-inline: 0; }",
    "em { font-style: italic; } em em { font-style: normal; } strong { font-weight: bold; }",
    "a[href] { text-decoration: underline; }",
    "ul, ol { list-style-position: outside; padding: 0; margin-block-start: 0; margin-inline: 0; }",
    "li ul, li ol { margin-block: 0; }",
    "td p[class], th p[class], td li, th li { font: inherit; line-height: inherit; color: inherit; }",
    "td p[class], th p[class], td ul, td ol, th ul, th ol { margin-block: 0; }",
    "li > p:first-child:not(:last-child) { break-after: avoid; }",
    "table { width: 100%; table-layout: fixed; border-collapse: collapse; }",
    "table + .table-note { break-before: avoid; }",
    ".note-mark, .note-label { font-size: 0.75em; line-height: 0; vertical-align: super; }",
    ".summary > :last-child { margin-block-end: 3.75pt; }",
    ".contents a { color: inherit; text-decoration: none; }",
    "h2 + .particular, h3 + .particular, h4 + .particular { break-after: avoid; }",
    "thead { display: table-header-group; } tr { break-inside: avoid; } tr.long { break-inside: auto; }",
    "tbody tr:first-child:not(:last-child), tbody tr:nth-last-child(2) { break-after: avoid; }",
    "th { text-align: start; }",
    "img { max-width: 100%; height: auto; display: block; }",
    "caption { caption-side: top; }",
)


# ---- the sheets of the PDF ------------------------------------------------------------------------


def sheets(document: Document, theme: Theme) -> str:
    """Return the page boxes: paper, margins, and what stands on every page of this document."""
    return "\n".join(
        [
            f"@page {{ {_paper(theme.page, document.direction)} }}",
            f"@page landscape {{ {_paper(theme.page.landscape, document.direction)} }}",
            "@page { @top-center { content: element(page-head); padding-top: 10mm; } }",
            "@page { @bottom-center { content: element(page-foot); padding-top: 7.5mm; } }",
            "@page { @top-center { width: 100%; vertical-align: top; } }",
            "@page { @bottom-center { width: 100%; vertical-align: top; } }",
            "@page { @footnote { margin-top: 15pt; padding-top: 3.75pt; } }",
            f"@page {{ @footnote {{ border-top: 0.5pt solid #{theme.look(Role.FOOTNOTE).colour}; }} }}",
            "@page :first { @top-center { content: element(first-head); } }",
            f".page-label::before {{ content: {_label(document.page_label)}; }}",
            *_SHEETS,
        ]
    )


def _paper(page: Page, direction: Direction) -> str:
    left, right = (page.inner, page.outer) if direction == "ltr" else (page.outer, page.inner)
    margins = " ".join(f"{number(side)}mm" for side in (page.top, right, page.bottom, left))
    return f"size: {number(page.width)}mm {number(page.height)}mm; margin: {margins};"


def _label(label: str) -> str:
    """The page label as CSS content: its two placeholders become counters."""
    counters = {"{page}": "counter(page)", "{pages}": "counter(pages)"}
    pieces = re.split(r"(\{pages?\})", label)
    return " ".join(counters.get(piece) or quoted(piece) for piece in pieces if piece) or '""'


_SHEETS = (
    ".first-head { position: running(first-head); } .page-head { position: running(page-head); }",
    ".page-foot { position: running(page-foot); }",
    ".running-head, .mark, .page-label { margin-block: 0; }",
    ".footnote { float: footnote; footnote-policy: line; }",
    '.footnote::footnote-call { content: "\\2060" attr(data-number); }',
    '.footnote::footnote-marker { content: attr(data-number) "\\00a0"; }',
    (
        ".footnote::footnote-call, .footnote::footnote-marker"
        " { font-size: 0.7em; line-height: 0; vertical-align: super; }"
    ),
    ".landscape { page: landscape; break-before: page; break-after: page; }",
    ".landscape > :first-child, .appendix > :first-child { margin-block-start: 0; }",
    # A row of a chart is broken only where it is taller than a page. Two may fill more than a page: held
    # together, they would leave the caption alone or go without their head.
    ".landscape tr.long { break-inside: avoid; }",
    ".landscape tbody tr:not(:last-child) { break-after: auto; }",
    "a.cross-reference { color: inherit; text-decoration: none; }",
    # Words that wrap leave room for the number, which stands at the end of the last line.
    ".contents p { padding-inline-end: 9mm; }",
    ".contents a::after { margin-inline-end: -9mm; }",
    ".contents p:first-child, .contents p:nth-last-child(2) { break-after: avoid; }",
    '.contents a::after { content: leader(" . .") target-counter(attr(href), page); }',
)


# ---- the page on the screen -----------------------------------------------------------------------


def screen(theme: Theme) -> str:
    """Return what a browser needs beside the looks, on the screen and on its printer."""
    page = theme.page
    return "\n".join(
        [
            f"body {{ max-width: {number(page.text_width)}mm; margin-inline: auto; padding: 15pt; }}",
            "[dir] { unicode-bidi: isolate; }",
            "sup { font-size: 0.7em; line-height: 0; }",
            (
                ".notes { margin-block-start: 30pt; padding-block-start: 7.5pt;"
                f" border-block-start: 0.5pt solid #{theme.look(Role.FOOTNOTE).colour}; }}"
            ),
            ".notes li { font: inherit; line-height: inherit; }",
            (
                f"@page {{ size: {number(page.width)}mm {number(page.height)}mm; margin: {number(page.top)}mm"
                f" {number(page.outer)}mm {number(page.bottom)}mm {number(page.inner)}mm; }}"
            ),
            ".contents ul { list-style: none; } .contents li { margin: 0; }",
            ".wide { overflow-x: auto; }",
            "@media screen { .wide table { min-width: var(--least, 0); } }",
            "@media print { body { max-width: none; padding: 0; } .marks { position: fixed; top: 0; } }",
        ]
    )
