"""Parts of a tree that are easily passed over, and what typography leaves as it was typed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefgen.document import (
    Block,
    Contents,
    CrossReference,
    Division,
    Document,
    Footnote,
    Heading,
    Landscape,
    Paragraph,
    Table,
    TableNote,
    Text,
    plain_text,
    walk,
)
from briefgen.languages import language
from briefgen.passes.rebuild import map_contents
from briefgen.passes.references import filled
from briefgen.passes.resolve import resolve
from briefgen.passes.typography import typeset
from briefgen.passes.typography.protected import PROTECTED
from briefgen.roles import Role

from ..trees import letter, p, table

ENGLISH = language("en")
CONTENTS = (Heading(2, (Text("Contents"),), "contents"), Contents(3, ()))


def finished(*blocks: Block) -> Document:
    return typeset(resolve(letter(*blocks), ENGLISH), ENGLISH)


# ---- contents and references ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "around",
    [
        lambda *blocks: blocks,
        lambda *blocks: (Division(Role.SUMMARY, blocks),),
        lambda *blocks: (Landscape(blocks),),
        lambda *blocks: (Division(Role.SUMMARY, (Division(Role.CASE, blocks),)),),
    ],
    ids=["alone", "in a division", "on its side", "in a division of a division"],
)
def test_contents_do_not_list_the_heading_that_names_them(around) -> None:  # type: ignore[no-untyped-def]
    findings = Heading(2, (Text("Findings"),), "findings")
    document = finished(*around(*CONTENTS), findings, Division(Role.CASE, (Heading(3, (Text("Ill"),)),)))

    (contents,) = (node for node in walk(document.blocks) if isinstance(node, Contents))
    assert [entry.text for entry in contents.entries] == ["Findings", "Ill"]


def test_a_heading_with_something_between_it_and_the_contents_is_listed() -> None:
    document = finished(CONTENTS[0], p("All that follows."), CONTENTS[1])

    (contents,) = (node for node in walk(document.blocks) if isinstance(node, Contents))
    assert [entry.text for entry in contents.entries] == ["Contents"]


def test_a_reference_to_nothing_keeps_the_words_it_had_and_is_told() -> None:
    blocks, problems = filled((p("see ", CrossReference("lost", "Table 9")), p(CrossReference("new"))))

    labels = [node.label for node in walk(blocks) if isinstance(node, CrossReference)]
    assert labels == ["Table 9", ""]
    assert [problem.message for problem in problems] == [
        "There is nothing called “lost” in this document",
        "There is nothing called “new” in this document",
    ]


# ---- notes beneath tables ---------------------------------------------------------------------------


def noted(*note: Text | CrossReference) -> Table:
    return replace(table(1), notes=(TableNote("a", note),))


def test_every_part_of_a_table_is_changed_in_the_order_in_which_it_is_read() -> None:
    met: list[str] = []

    def change(content: tuple, _block: Block) -> tuple:  # type: ignore[type-arg]
        met.append(plain_text(content))
        return (Text(met[-1].upper()),)

    changed = map_contents(replace(noted(Text("Told.")), body=noted(Text("x")).body[:1]), change)

    assert met == ["Persons held", "District", "1999", "Remarks", "District 0", "100", "Told."]
    assert isinstance(changed, Table)
    assert [plain_text(note.content) for note in changed.notes] == ["TOLD."]


def test_typography_and_references_reach_the_notes_of_a_table() -> None:
    table_of_all = noted(Text('Told "by them" in 1996-1998, see '), CrossReference("held"))

    (found,) = (node for node in walk(finished(table_of_all).blocks) if isinstance(node, TableNote))

    assert plain_text(found.content) == "Told “by them” in 1996–1998, see Table 1"


def test_a_note_within_the_caption_of_a_table_is_set_like_all_others() -> None:
    caption = (Text("Visits"), Footnote((Text('"None" - so far'),)))
    small = replace(table(1), caption=caption, key=None, head=(), body=table(1).body[:1])

    (found,) = (node for node in walk(finished(small).blocks) if isinstance(node, TableNote))

    assert (found.label, plain_text(found.content)) == ("a", "“None”\u00a0– so far")


# ---- what stays as it was typed ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "exact"),
    [
        ("um 9.30 Uhr", ["9.30"]),
        ("at 9.30 a.m.", ["9.30"]),
        ("at 11:05 UTC", ["11:05"]),
        ("à 9:30 h", ["9:30"]),
        ("at 10:30", ["10:30"]),
        ("at 10:30:15 sharp", ["10:30:15"]),
        ("paragraph 9.30 of it", []),
        ("in 1996-1998", []),
        ("call 0551 12-34", ["0551 12-34"]),
        ("call 020 741 550", ["020 741 550"]),
        ("call 030/123-45", ["030/123-45"]),
        ("call (0551) 12-34", ["(0551) 12-34"]),
        ("call +00 555 01-42", ["+00 555 01-42"]),
        ("about 1 500 people", []),
    ],
)
def test_times_and_telephone_numbers_are_known_for_what_they_are(text: str, exact: list[str]) -> None:
    assert [found[0] for found in PROTECTED.finditer(text)] == exact


@pytest.mark.parametrize(
    ("code", "number"),
    [
        ("en", "0551 12-34"),
        ("en", "(0551) 12-34"),
        ("de", "030/1234 12-34"),
        ("es", "0551 12-34"),
        ("fr", "020 741 550"),
        ("fr", "0551 12-34"),
    ],
)
def test_local_telephone_numbers_are_printed_as_they_were_typed(code: str, number: str) -> None:
    document = replace(letter(p(f"x {number}")), language=code)
    (block,) = typeset(document, language(code)).blocks

    assert isinstance(block, Paragraph)
    assert plain_text(block.content) == f"x {number}"
