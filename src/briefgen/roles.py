"""The closed registry of roles: what a piece of a document is, in the words of each format.

Templates name roles (as HTML classes), never looks. The theme gives every role its look; the
registry gives it its CSS class, its named Word style and its PDF structure tag. A test holds
that registry, theme, stylesheet and Word styles are complete.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, StrEnum


class Where(Enum):
    """What kind of node carries the role."""

    PARAGRAPH = "p"
    DIVISION = "div"
    SPAN = "span"
    STRUCTURE = "structure"
    """Belongs to a node of its own (heading, list, cell …) or to the page; templates cannot name it."""


class Role(StrEnum):
    """Names are those of letters and publishing; the value is the HTML class."""

    # paragraphs
    BODY = "body"
    DATE = "date"
    REFERENCE = "reference"
    SALUTATION = "salutation"
    CLOSING = "closing"
    ADDRESS_LINE = "address-line"
    ISSUER_NAME = "issuer-name"
    ISSUER_LINE = "issuer-line"
    SIGNATORY_NAME = "signatory-name"
    SIGNATORY_CAPACITY = "signatory-capacity"
    COPY_LINE = "copy-line"
    KIND_LINE = "kind-line"
    SUBTITLE = "subtitle"
    BYLINE = "byline"
    LABEL = "label"
    PARTICULAR = "particular"
    END_MARK = "end-mark"
    CONTACT_LINE = "contact-line"
    LEGEND_LINE = "legend-line"
    # divisions
    LETTERHEAD = "letterhead"
    ADDRESSEE = "addressee"
    PARTICULARS = "particulars"
    SIGNATURE = "signature"
    COPIES = "copies"
    QUOTATION = "quotation"
    MASTHEAD = "masthead"
    SUMMARY = "summary"
    CLAIM = "claim"
    CONCERN = "concern"
    CASE = "case"
    CONTACTS = "contacts"
    CONTACT = "contact"
    LEGEND = "legend"
    NOTES_TO_EDITORS = "notes-to-editors"
    BOILERPLATE = "boilerplate"
    APPENDIX = "appendix"
    # spans
    NAME = "name"
    EXACT = "exact"
    EMPTY = "empty"
    # structure
    HEADING_1 = "heading-1"
    HEADING_2 = "heading-2"
    HEADING_3 = "heading-3"
    HEADING_4 = "heading-4"
    LIST_BULLET = "list-bullet"
    LIST_NUMBER = "list-number"
    TABLE = "table"
    TABLE_HEADER = "table-header"
    TABLE_CELL = "table-cell"
    CAPTION = "caption"
    FIGURE = "figure"
    FOOTNOTE = "footnote"
    TABLE_NOTE = "table-note"
    CONTENTS_2 = "contents-2"
    CONTENTS_3 = "contents-3"
    CONTENTS_4 = "contents-4"
    LINK = "link"
    RUNNING_HEAD = "running-head"
    PAGE_LABEL = "page-label"
    MARK = "mark"


@dataclass(frozen=True, slots=True)
class Forms:
    """How one role is called in each format."""

    where: Where
    meaning: str
    """For template authors; printed in the reference of the vocabulary."""
    word_style: str
    """Name of the Word style; a built-in name where Word has one, so that its own tools know it."""
    pdf_tag: str
    """Standard structure type of ISO 32000-1, 14.8.4; `Artifact` for what is not content."""
    html: str
    """HTML element that carries it."""


def _p(meaning: str, word_style: str) -> Forms:
    return Forms(Where.PARAGRAPH, meaning, word_style, "P", "p")


def _div(meaning: str, word_style: str) -> Forms:
    return Forms(Where.DIVISION, meaning, word_style, "Div", "div")


def _structure(meaning: str, word_style: str, pdf_tag: str, html: str) -> Forms:
    return Forms(Where.STRUCTURE, meaning, word_style, pdf_tag, html)


REGISTRY: dict[Role, Forms] = {
    Role.BODY: _p("ordinary text", "Body Text"),
    Role.DATE: _p("place and date", "Date"),
    Role.REFERENCE: _p("reference of the document", "Reference Line"),
    Role.SALUTATION: _p("form of address that opens a letter", "Salutation"),
    Role.CLOSING: _p("words that close a letter", "Closing"),
    Role.ADDRESS_LINE: _p("one line of an address", "Inside Address"),
    Role.ISSUER_NAME: _p("name of the organisation in the letterhead", "Letterhead Name"),
    Role.ISSUER_LINE: _p("address, telephone or web line in the letterhead", "Letterhead Line"),
    Role.SIGNATORY_NAME: _p("name of a person who signs", "Signature"),
    Role.SIGNATORY_CAPACITY: _p("capacity and organisation of a person who signs", "Signature Capacity"),
    Role.COPY_LINE: _p("who receives a copy, or what is enclosed", "Copy Line"),
    Role.KIND_LINE: _p("what kind of document it is, above its title", "Kind Line"),
    Role.SUBTITLE: _p("line below the title", "Subtitle"),
    Role.BYLINE: _p("who issues it, and when, in a masthead", "Byline"),
    Role.LABEL: _p("a word that says what follows, such as “Concern”", "Label"),
    Role.PARTICULAR: _p("time frame, benchmark or actor of a recommendation", "Particular"),
    Role.END_MARK: _p("end of the text for the press", "End Mark"),
    Role.CONTACT_LINE: _p("a line of a contact: name, languages, telephone", "Contact Line"),
    Role.LEGEND_LINE: _p("a line that explains signs of a chart", "Legend Line"),
    Role.LETTERHEAD: _div("who writes: name, logo, address", "Letterhead"),
    Role.ADDRESSEE: _div("to whom the letter goes", "Addressee"),
    Role.PARTICULARS: _div("date and reference", "Particulars"),
    Role.SIGNATURE: _div("one signature with name and capacity", "Signature Block"),
    Role.COPIES: _div("copies and enclosures", "Copies"),
    Role.QUOTATION: Forms(Where.DIVISION, "words of another, set apart", "Quote", "BlockQuote", "blockquote"),
    Role.MASTHEAD: _div("title, issuers and date at the head of a report or release", "Masthead"),
    Role.SUMMARY: _div("what the document says, in a few lines", "Summary"),
    Role.CLAIM: _div("an outcome that governments claim", "Claim"),
    Role.CONCERN: _div("what answers a claimed outcome", "Concern"),
    Role.CASE: _div("cases that belong together", "Case"),
    Role.CONTACTS: _div("whom the press may call", "Contacts"),
    Role.CONTACT: _div("one person whom the press may call", "Contact"),
    Role.LEGEND: _div("what the signs of a chart mean", "Legend"),
    Role.NOTES_TO_EDITORS: _div("background for editors", "Notes to Editors"),
    Role.BOILERPLATE: _div("what the issuers are", "Boilerplate"),
    Role.APPENDIX: _div("an appendix, on a page of its own", "Appendix"),
    Role.NAME: Forms(Where.SPAN, "name of a person or body", "Name", "Span", "span"),
    Role.EXACT: Forms(Where.SPAN, "exact words or symbols: typography keeps away", "Exact", "Span", "span"),
    Role.EMPTY: Forms(Where.SPAN, "why a cell of a chart is empty", "Empty Cell", "Span", "span"),
    Role.HEADING_1: _structure("title of the document", "Heading 1", "H1", "h1"),
    Role.HEADING_2: _structure("heading", "Heading 2", "H2", "h2"),
    Role.HEADING_3: _structure("heading", "Heading 3", "H3", "h3"),
    Role.HEADING_4: _structure("heading", "Heading 4", "H4", "h4"),
    Role.LIST_BULLET: _structure("item of a bulleted list", "List Bullet", "LI", "li"),
    Role.LIST_NUMBER: _structure("item of a numbered list", "List Number", "LI", "li"),
    Role.TABLE: _structure("table", "Briefing Table", "Table", "table"),
    Role.TABLE_HEADER: _structure("header cell", "Table Header", "TH", "th"),
    Role.TABLE_CELL: _structure("data cell", "Table Text", "TD", "td"),
    Role.CAPTION: _structure("caption of a table or figure", "Caption", "Caption", "caption"),
    Role.FIGURE: _structure("picture", "Figure", "Figure", "img"),
    Role.FOOTNOTE: _structure("note at the foot of the page", "footnote text", "Note", "span"),
    Role.TABLE_NOTE: _structure("note beneath a table", "Table Note", "Note", "p"),
    Role.CONTENTS_2: _structure("line of the contents for a heading of level 2", "toc 2", "TOCI", "p"),
    Role.CONTENTS_3: _structure("line of the contents for a heading of level 3", "toc 3", "TOCI", "p"),
    Role.CONTENTS_4: _structure("line of the contents for a heading of level 4", "toc 4", "TOCI", "p"),
    Role.LINK: _structure("link", "Hyperlink", "Link", "a"),
    Role.RUNNING_HEAD: _structure("head of every page but the first", "header", "Artifact", "div"),
    Role.PAGE_LABEL: _structure("page x of y", "footer", "Artifact", "div"),
    Role.MARK: _structure("draft, audience or sample mark", "Page Mark", "Artifact", "div"),
}
