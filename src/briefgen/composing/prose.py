"""Markdown in texts of the data, turned into the same vocabulary that templates render.

CommonMark with tables and footnotes. Raw HTML, named characters (`&nbsp;`), underlined headings and
reference links are switched off, and their signs are refused (`prose_slips`). What Markdown allows
and the vocabulary does not (pictures, code, rules, alignment) is a problem at its line, never dropped.

The highest level of heading in a text, # or ##, stands below the title of the document, or where the
template says: `{{ finding.text|prose(4) }}`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup
from mdit_py_plugins.footnote import footnote_plugin

from briefgen.composing.marking import PlainError, printable
from briefgen.composing.placed import is_literal, place_of
from briefgen.composing.press import Press
from briefgen.composing.prose_inlines import PARAGRAPH, Inlines, Note, Source, key_at_end
from briefgen.composing.prose_tables import caption_after, row_problem
from briefgen.problems import Problem
from briefgen.reading.vocabulary import KEY

DEEPEST = 14
"""Nesting of blocks and words; from 20 on the Markdown library drops text without a word."""


def _any_link(url: str) -> bool:  # noqa: ARG001 - the signature is markdown-it's
    return True


@cache
def _markdown() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}).enable("table").use(footnote_plugin)
    parser.disable(["entity", "reference", "lheading", "footnote_tail", "text_join"])
    parser.validateLink = _any_link  # type: ignore[method-assign]  # links are checked here, with a place
    return parser


def prose_filter(press: Press, problems: list[Problem]) -> Callable[..., Markup]:
    """Return the filter `prose`; what is wrong in the text is added to `problems`."""

    def prose(value: object, level: object = 2) -> Markup:
        if level not in _LEVELS:
            raise PlainError(f"prose() takes the level of the highest heading, {_LEVELS[0]} to {_LEVELS[-1]}")
        value = printable(value)
        source = Source(str(value), place_of(value), is_literal(value), press.origins, problems)
        environment: dict[str, object] = {}
        tokens = _markdown().parse(str(value), environment)
        written = _Prose(source, tokens, environment, press, int(str(level))).write()
        return Markup(written)  # noqa: S704 - every text in it was escaped

    return prose


_LEVELS = (2, 3, 4, 5)
"""Levels at which the headings of a text may begin; from 5 on it has none."""
_COUNTS = {3: "three levels", 2: "two levels", 1: "one level"}


_OPENING = {
    "paragraph_open": '<p class="body">',
    "bullet_list_open": "<ul>",
    "ordered_list_open": "<ol>",
    "list_item_open": "<li>",
    "blockquote_open": "<blockquote>",
    "thead_open": "<thead>",
    "tbody_open": "<tbody>",
    "tr_open": "<tr>",
}
_CLOSING = {
    "paragraph_close": "</p>",
    "bullet_list_close": "</ul>",
    "ordered_list_close": "</ol>",
    "list_item_close": "</li>",
    "blockquote_close": "</blockquote>",
    "table_close": "</table>",
    "thead_close": "</thead>",
    "tbody_close": "</tbody>",
    "tr_close": "</tr>",
    "th_close": "</th>",
}
_IN_ITEMS = frozenset({"paragraph_open", "bullet_list_open", "ordered_list_open"})
_REFUSED = {
    "code_block": (
        "A line here is indented by four spaces or more, which Markdown reads as code",
        "Indent it less.",
    ),
    "fence": ("Code between lines of ``` or ~~~ has no place in a document", "Write it as ordinary text."),
    "hr": (
        "A line of ---, *** or ___ asks for a rule, which documents do not have",
        "Delete it, or begin a new heading.",
    ),
}


_DASH = "Write a dash “–” where there is nothing to say."
_EMPTY = {
    "list_item_open": ("This list item is empty", "Write its words, or delete the line."),
    "heading_open": ("This heading is empty", "Write its words behind the signs, or delete the line."),
    "blockquote_open": ("This quotation is empty", "Write its words behind the >, or delete the line."),
    "th_open": ("A cell of this row is empty", _DASH),
    "td_open": ("A cell of this row is empty", _DASH),
}


class _Prose:
    """Writes one text."""

    def __init__(
        self, source: Source, tokens: list[Token], environment: dict[str, object], press: Press, top: int
    ) -> None:
        self.source, self.tokens, self.top = source, tokens, top
        self.inlines = Inlines(source, self._notes(environment), press)
        self.written: list[str] = []
        self.parents: list[str] = []
        self.captioned_above: set[int] = set()
        self.cell = self.row = self.columns = 0
        self.highest = min((int(token.tag[1]) for token in tokens if token.type == "heading_open"), default=1)
        self.level = top - 1

    def write(self) -> str:
        """Return the markup."""
        if deep := next((token for token in self.tokens if _depth(token) > DEEPEST), None):
            message, advice = (
                "Text is nested too deep here",
                "Use fewer levels of lists, quotations or emphasis.",
            )
            self.source.refuse("prose-too-deep", message, advice, _line(deep))
            return self._as_typed()
        position = 0
        while position < len(self.tokens):
            position = self._token(position)
        self.inlines.report_unused()
        return self._as_typed() if self.source.unreadable else "".join(self.written)

    def _as_typed(self) -> str:
        """Return the text as it was typed: for a text that is refused, so that the rest can be checked."""
        lines = [self.source.words(f"{line}\n", number) for number, line in enumerate(self.source.lines)]
        return f'{self.source.tag(0)}<p class="body">{"".join(lines)}</p>'

    def _notes(self, environment: dict[str, object]) -> dict[str | int, Note]:
        """Collect the notes: those defined apart, by label, and those written in place, by number."""
        notes: dict[str | int, Note] = {}
        position = 0
        while position < len(self.tokens):
            token = self.tokens[position]
            if token.type == "footnote_reference_open":
                end = self._matching(position)
                label = str(token.meta["label"])
                if label in notes:
                    message, advice = (
                        f"The note [^{label}] is written twice",
                        "Give the second one another label.",
                    )
                    self.source.refuse("duplicate-note", message, advice, _line(token))
                notes[label] = self._note(label, self.tokens[position + 1 : end], _line(token))
                self.tokens = self.tokens[:position] + self.tokens[end + 1 :]
            else:
                position += 1
        footnotes = environment.get("footnotes", {})
        assert isinstance(footnotes, dict)
        for number, note in footnotes.get("list", {}).items():
            if "tokens" in note:
                notes[number] = Note("", note["tokens"], None)
        return notes

    def _note(self, label: str, tokens: Sequence[Token], line: int) -> Note:
        if [token.type for token in tokens] != ["paragraph_open", "inline", "paragraph_close"]:
            message, advice = (
                f"The note [^{label}] is not one paragraph",
                "Write each note as one paragraph of words.",
            )
            self.source.refuse("bad-note", message, advice, line)
            return Note(label, (), line)
        return Note(label, tokens[1].children or (), _line(tokens[1]))

    def _matching(self, position: int) -> int:
        opening = self.tokens[position]
        closing = opening.type.removesuffix("_open") + "_close"
        for index in range(position + 1, len(self.tokens)):
            if self.tokens[index].type == closing and self.tokens[index].level == opening.level:
                return index
        return len(self.tokens) - 1

    # ---- tokens ---------------------------------------------------------------------------------

    def _token(self, position: int) -> int:
        """Write one token; return the position of the next."""
        token = self.tokens[position]
        if token.nesting == 1:
            self._check_parent(token)
            self._check_empty(position)
            self.parents.append(token.type)
        elif token.nesting == -1:
            self.parents.pop()
        if token.type in _REFUSED:
            self.source.refuse("prose-not-allowed", *_REFUSED[token.type], _line(token))
            self.source.unreadable = True  # it may have stood alone in an item or a quotation
        elif token.type == "heading_open":
            return self._heading(position)
        elif token.type == "table_open":
            return self._table(position)
        elif token.type in ("th_open", "td_open"):
            self._cell(token)
        elif token.type == "td_close":
            self.written.append("</th>" if self.cell == 1 else "</td>")
        elif token.type == "paragraph_open" and self._is_caption(position):
            return position + 3
        elif token.type in _OPENING:
            self._open(token)
        elif token.type in _CLOSING:
            self.written.append(_CLOSING[token.type])
        elif token.type == "inline":
            inside = PARAGRAPH if self.parents[-1:] == ["paragraph_open"] else ""
            self.written.append(self.inlines.write(token.children or (), _line(token), inside))
        else:
            raise AssertionError(f"Markdown made a token that is not known here: {token.type}")
        return position + 1

    def _check_parent(self, token: Token) -> None:
        parent = self.parents[-1] if self.parents else ""
        if parent == "list_item_open" and token.type not in _IN_ITEMS:
            what = token.type.removesuffix("_open")
            message, advice = (
                f"A {what} stands inside a list",
                "Lists hold paragraphs and lists; end the list before it.",
            )
            self.source.refuse_structure("prose-not-allowed", message, advice, _line(token))

    def _check_empty(self, position: int) -> None:
        token, following = self.tokens[position : position + 2]
        inline = following.type == "inline" and not (following.children or following.content.strip())
        if token.type in _EMPTY and (following.nesting == -1 or inline):
            message, advice = _EMPTY[token.type]
            self.source.refuse_structure("empty-element", message, advice, _line(token) or self.row)

    def _open(self, token: Token) -> None:
        if token.type == "ordered_list_open" and token.attrs.get("start", 1) != 1:
            number = token.attrs["start"]
            message = f"This line begins a numbered list at {number}; lists are numbered from 1"
            advice = f"If it is no list, write “{number}\\.” with a backslash; if it is, begin at 1."
            self.source.refuse("list-start", message, advice, _line(token))
        if token.type == "tr_open":
            self.cell, self.row = 0, _line(token)
            if wrong := row_problem(self.source.line(_line(token)), self.columns):
                self.source.refuse("ragged-table", *wrong, _line(token))
        self.written.append(self.source.tag(_line(token)) + _OPENING[token.type])

    def _heading(self, position: int) -> int:
        token, inline = self.tokens[position : position + 2]
        self.parents.pop()
        line, level = _line(token), int(token.tag[1]) - self.highest + self.top
        if level > 4:
            self.source.refuse("prose-not-allowed", *self._too_deep(), line)
        elif level > self.level + 1:
            signs = "#" * (self.level + 1 - self.top + self.highest)
            message, advice = "This heading skips a level", f"Write it with “{signs}”."
            self.source.refuse("skipped-heading", message, advice, line)
        level = min(level, self.level + 1, 4)
        self.level = level
        children = list(inline.children or ())
        key = key_at_end(children)
        attribute = self._key(key, line)
        name = f"h{level}"
        words = self.inlines.write(children, line, "a heading")
        self.written.append(f"{self.source.tag(line)}<{name}{attribute}>{words}</{name}>")
        return position + 3

    def _too_deep(self) -> tuple[str, str]:
        """Return message and advice for a heading that is too deep where this text stands."""
        levels = _COUNTS.get(5 - self.top)
        if levels is None:
            return "A text here has no headings", "Set the words in bold instead: **words**."
        return f"The headings of this text have more than {levels}", f"Use at most {levels.split()[0]}."

    def _table(self, position: int) -> int:
        token = self.tokens[position]
        end, line = self._matching(position), _line(token)
        self.columns = sum(cell.type == "th_open" for cell in self.tokens[position:end])
        if any("style" in cell.attrs for cell in self.tokens[position:end]):
            message, advice = (
                "Columns cannot be aligned in the text",
                "Write the line of dashes without colons.",
            )
            self.source.refuse("prose-not-allowed", message, advice, line + 1)
        caption = caption_after(self.tokens[end + 1 : end + 4])
        if not any(child.type == "tbody_open" for child in self.tokens[position:end]):
            message, advice = (
                "This table has headers, but no rows",
                "Write at least one row below the dashes.",
            )
            self.source.refuse_structure("bad-table", message, advice, line)
        if caption is None:
            if line not in self.captioned_above:
                message = "This table has no caption"
                advice = "Leave a line empty below it, then write a line “Table: …” with the caption."
                self.source.refuse("table-without-caption", message, advice, line)
            self.source.unreadable = True
            self.written.append(f"{self.source.tag(line)}<table>")
            return position + 1
        if not caption.content:
            message, advice = "This caption is empty", "Write what the table shows behind “Table:”."
            self.source.refuse_structure("empty-element", message, advice, caption.line)
        del self.tokens[end + 1 : end + 4]
        attribute = self._key(caption.key, caption.line)
        words = self.inlines.write(caption.content, caption.line, "a caption")
        self.written.append(f"{self.source.tag(line)}<table{attribute}>{self.source.tag(caption.line)}")
        self.written.append(f"<caption>{words}</caption>")
        return position + 1

    def _key(self, key: str | None, line: int) -> str:
        """Return the attribute for the key of a heading or table."""
        if key is None:
            return ""
        if KEY.fullmatch(key):
            return f' id="{key}"'
        message = f"The key {{#{key}}} cannot be read"
        advice = "Use small letters a to z, digits and single hyphens, e.g. {#main-findings}."
        self.source.refuse("bad-key", message, advice, line, f"{{#{key}}}")
        return ""

    def _is_caption(self, position: int) -> bool:
        """Tell whether a paragraph is the caption of no table, and complain of it."""
        if (caption := caption_after(self.tokens[position : position + 3])) is None:
            return False
        self.parents.pop()
        after = self.tokens[position + 3] if position + 3 < len(self.tokens) else None
        above = after is not None and after.type == "table_open"
        if above and after is not None:
            self.captioned_above.add(_line(after))
        message = "This caption stands above its table" if above else "This caption follows no table"
        advice = "Write “Table: …” below its table, with an empty line between them."
        self.source.refuse_structure("stray-caption", message, advice, caption.line)
        return True

    def _cell(self, token: Token) -> None:
        self.cell += 1
        line = self.row  # cells carry no line of their own
        opening = (
            '<th scope="col">'
            if token.type == "th_open"
            else '<th scope="row">'
            if self.cell == 1
            else "<td>"
        )
        self.written.append(self.source.tag(line) + opening)


def _line(token: Token) -> int:
    return token.map[0] if token.map else 0


def _depth(token: Token) -> int:
    return max([token.level, *(child.level for child in token.children or ())])
