"""Tables in prose: the caption that follows them, and rows that Markdown would mend in silence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from markdown_it.token import Token

from briefgen.composing.prose_inlines import key_at_end

_CAPTION = re.compile(r"Table:\s*")
_CELL_END = re.compile(r"(?<!\\)\|")


@dataclass(frozen=True, slots=True)
class Caption:
    """The caption of a table."""

    content: Sequence[Token]
    key: str | None
    line: int


def caption_after(tokens: Sequence[Token]) -> Caption | None:
    """Return the caption that a paragraph `Table: words {#key}` gives, None for any other paragraph."""
    if [token.type for token in tokens] != ["paragraph_open", "inline", "paragraph_close"]:
        return None
    children = list(tokens[1].children or ())
    if not children or children[0].type != "text" or not (found := _CAPTION.match(children[0].content)):
        return None
    children[0].content = children[0].content[found.end() :]
    key = key_at_end(children)
    return Caption(children, key, tokens[1].map[0] if tokens[1].map else 0)


def row_problem(line: str, columns: int) -> tuple[str, str] | None:
    """Return message and advice for a row with too few or too many cells."""
    cells = _CELL_END.split(line.strip().removeprefix(">").strip())
    cells = cells[1:] if cells and not cells[0].strip() else cells
    cells = cells[:-1] if len(cells) > 1 and not cells[-1].strip() else cells
    if len(cells) == columns:
        return None
    if _CAPTION.match(line.strip()):
        return "The caption follows the table without an empty line", "Leave a line empty between them."
    message = f"This row of the table has {len(cells)} cells, its headers are {columns}"
    return message, "Give every row the same number of cells; a | inside a cell is written \\|."
