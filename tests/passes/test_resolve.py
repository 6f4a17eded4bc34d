"""Numbers, labels, mentions, notes and references."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from briefgen.document import (
    Block,
    Contents,
    CrossReference,
    Document,
    Figure,
    Footnote,
    Heading,
    Image,
    List,
    ListItem,
    NoteMark,
    Paragraph,
    Span,
    Table,
    TableNote,
    plain_text,
    walk,
)
from briefgen.languages import language
from briefgen.passes.resolve import resolve
from briefgen.passes.typography import typeset
from briefgen.places import Place
from briefgen.problems import Problem, Refusal
from briefgen.readback.passages import words
from briefgen.reading.markers import Origins
from briefgen.reading.reader import read

from ..growing import documents
from ..trees import report

ONE = '<p class="body">x</p>'
EMPTY = Document("open-letter", "t", "en", "ltr", "i", None, "", "", (), ())
ENGLISH = language("en")


def table(key: str, cell: str = "x", caption: str = "c") -> str:
    return (
        f'<table id="{key}"><caption>{caption}</caption><thead><tr><th scope="col">h</th></tr></thead>'
        f"<tbody><tr><td>{cell}</td></tr></tbody></table>"
    )


def resolved(markup: str, code: str = "en") -> tuple[Block, ...]:
    blocks = read(markup, (), lambda file, place: Image(file, b""))
    return resolve(replace(EMPTY, blocks=blocks), language(code)).blocks


def problems(markup: str) -> tuple[Problem, ...]:
    with pytest.raises(Refusal) as refusal:
        resolved(markup)
    return refusal.value.problems


def reference(key: str) -> str:
    return f'<p class="body">see <a class="reference" href="#{key}"></a></p>'


def p(text: str) -> str:
    return f'<p class="body">{text}</p>'


def references(blocks: tuple[Block, ...]) -> list[str]:
    return [node.label for node in walk(blocks) if isinstance(node, CrossReference)]


# ---- labels -----------------------------------------------------------------------------------------


def test_lists_get_labels_and_each_begins_at_one() -> None:
    blocks = resolved("<ol><li>a</li><li>b<em>c</em></li></ol><ul><li>c</li></ul><ol><li>d</li></ol>")
    labels = [[item.label for item in block.items] for block in blocks if isinstance(block, List)]
    assert labels == [["1.", "2."], ["•"], ["1."]]


def test_numbered_headings_are_counted_among_their_neighbours_and_afresh_below_the_next_higher_one() -> None:
    n = ' class="numbered"'
    blocks = resolved(
        f"<h1>T</h1><h2>Summary</h2><h2{n}>A</h2><h3{n}>B</h3><h3>C</h3><h3{n}>D</h3>"
        f"<h2{n}>E</h2><h3{n}>F</h3><h4{n}>G</h4><h2>H</h2><h3{n}>I</h3>"
    )
    labels = {plain_text(one.content): one.label for one in blocks if isinstance(one, Heading)}
    assert labels == {
        "T": "", "Summary": "", "A": "1.", "B": "1.", "C": "", "D": "2.", "E": "2.", "F": "1.", "G": "1.",
        "H": "", "I": "1.",
    }  # fmt: skip


def test_every_heading_has_a_key_of_its_own_and_keeps_the_one_it_was_given() -> None:
    markup = (
        '<h1>a</h1><h2 id="heading-1">b</h2><h2>c</h2><ol><li id="heading-2">x</li></ol>'
        '<p class="body">x<span class="footnote" id="heading-3">n</span></p><h2>d</h2>'
    )
    keys = [node.key for node in walk(resolved(markup)) if isinstance(node, Heading | ListItem | Footnote)]
    assert keys == ["heading-4", "heading-1", "heading-5", "heading-2", "heading-3", "heading-6"]


@pytest.mark.parametrize(
    ("code", "first", "figure"),
    [("en", "Table 1", "Figure 1"), ("de", "Tabelle 1", "Abbildung 1"), ("zh-Hans", "表1", "图1")],
)
def test_tables_figures_and_references_to_them_say_the_same_in_the_language(
    code: str, first: str, figure: str
) -> None:
    picture = '<figure id="f"><img src="a.png" alt="a" width="9"/><figcaption>c</figcaption></figure>'
    logo = '<figure><img src="a.png" alt="a" width="9"/></figure>'
    blocks = resolved(reference("t") + logo + picture + table("t") + table("u") + reference("f"), code)
    assert [block.label[-1] for block in blocks if isinstance(block, Table)] == ["1", "2"]
    assert [block.label for block in blocks if isinstance(block, Figure)] == ["", figure]
    assert references(blocks) == [first, figure]


# ---- mentions ---------------------------------------------------------------------------------------

HRIC = (
    '<span class="name" id="organisation-hric">Human Rights in China (HRIC)'
    '<span class="later">HRIC</span></span>'
)


def said(blocks: tuple[Block, ...]) -> list[str]:
    return [plain_text(node.content) for node in walk(blocks) if isinstance(node, Span)]


def test_the_first_mention_is_in_full_and_all_others_are_short_wherever_they_stand() -> None:
    blocks = resolved(p(HRIC) + f"<ul><li>{HRIC}</li></ul><h1>{HRIC}</h1>" + table("t", HRIC, HRIC))
    assert said(blocks) == ["Human Rights in China (HRIC)", *["HRIC"] * 4]
    assert all((node.mention, node.later) == (None, ()) for node in walk(blocks) if isinstance(node, Span))


def test_what_stands_beside_the_text_is_never_the_first_mention() -> None:
    aside = (
        f"<h1>{HRIC}</h1>"
        f'<div class="letterhead"><p class="issuer-name">{HRIC}</p></div>'
        f'<div class="masthead"><div class="contacts"><p class="byline">{HRIC}</p></div></div>'
        f'<div class="addressee"><p class="address-line">{HRIC}</p></div>'
        f'<div class="signature"><p class="signatory-name">{HRIC}</p></div>'
        f'<p class="body">x<span class="footnote">{HRIC}</span></p>'
        f"{table('t', 'x', HRIC)}"
        f'<figure><img src="a.png" alt="a" width="9"/><figcaption>{HRIC}</figcaption></figure>'
    )
    full = "Human Rights in China (HRIC)"
    assert said(resolved(aside + p(f"{HRIC} and {HRIC}"))) == [*[full] * 9, "HRIC"]
    assert said(resolved(p(HRIC) + aside.replace("h1>", "h2>").join(["<h1>T</h1>", ""]))) == [
        full,
        *["HRIC"] * 8,
    ]


def test_different_bodies_are_counted_apart_and_one_without_a_later_form_is_always_in_full() -> None:
    other = '<span class="name" id="organisation-lw">Lantern Watch (LW)<span class="later">LW</span></span>'
    plain = '<span class="name" id="person-a">Ada Brown</span>'
    assert said(resolved(p(f"{HRIC} {other} {plain} {other} {plain} {HRIC}"))) == [
        "Human Rights in China (HRIC)", "Lantern Watch (LW)", "Ada Brown", "LW", "Ada Brown", "HRIC",
    ]  # fmt: skip


def test_mentions_in_landscape_sections_and_divisions_follow_the_reading_order() -> None:
    blocks = resolved(
        f'<section class="landscape">{p(HRIC)}</section><div class="case">{p(HRIC)}</div>'
        f"{table('t', f'<ul><li>{HRIC}</li></ul>')}"
    )
    assert said(blocks) == ["Human Rights in China (HRIC)", "HRIC", "HRIC"]


# ---- notes ------------------------------------------------------------------------------------------


def source(page: int) -> str:
    return (
        f'a<span class="footnote" id="source-x">Report, p. {page}.<span class="later">See note '
        f'<a class="reference" href="#source-x"></a>, p. {page}.</span></span>'
    )


def notes(blocks: tuple[Block, ...]) -> list[tuple[int, str | None, str]]:
    found = (node for node in walk(blocks) if isinstance(node, Footnote))
    return [(note.number, note.key, plain_text(note.content)) for note in found]


def test_notes_are_numbered_in_reading_order_through_lists_and_divisions() -> None:
    note = 'a<span class="footnote">n</span>'
    blocks = resolved(f'{p(note)}<ul><li>{note}</li></ul><div class="case">{p(note)}</div>{p(note)}')
    assert [number for number, _, _ in notes(blocks)] == [1, 2, 3, 4]


def test_a_source_cited_again_refers_to_its_first_note() -> None:
    blocks = resolved(
        p('x<span class="footnote">n</span>') + p(source(3)) + p(source(9)) + reference("source-x")
    )
    assert notes(blocks) == [
        (1, None, "n"),
        (2, "source-x", "Report, p. 3."),
        (3, None, "See note 2, p. 9."),
    ]
    assert references(blocks) == ["2", "2"]


def test_a_note_cited_again_without_later_words_says_everything_again() -> None:
    note = 'a<span class="footnote" id="k">n</span>'
    assert notes(resolved(p(note) + p(note))) == [(1, "k", "n"), (2, None, "n")]


def test_notes_of_a_table_stand_beneath_it_in_full_and_are_not_counted_among_the_others() -> None:
    note = 'b<span class="footnote">n</span>'
    chart = table("t", f"<p class='body'>{source(3)}</p><ul><li>{note}</li></ul>", source(1))
    blocks = resolved(chart + p(source(5)) + table("u", note))
    found = [node for node in blocks if isinstance(node, Table)]
    assert [[(one.label, plain_text(one.content)) for one in each.notes] for each in found] == [
        [("a", "Report, p. 1."), ("b", "Report, p. 3."), ("c", "n")],
        [("a", "n")],
    ]
    assert [node.label for node in walk(blocks) if isinstance(node, NoteMark)] == ["a", "b", "c", "a"]
    assert notes(blocks) == [(1, "source-x", "Report, p. 5.")]


def test_marks_of_one_table_that_lead_to_the_same_words_share_a_letter() -> None:
    (found,) = resolved(
        table("t", f"<p class='body'>{source(3)}</p><p class='body'>{source(3)} {source(4)}</p>")
    )
    assert [node.label for node in walk((found,)) if isinstance(node, NoteMark)] == ["a", "a", "b"]
    assert len([node for node in walk((found,)) if isinstance(node, TableNote)]) == 2


def test_marks_side_by_side_are_kept_apart_and_words_between_them_suffice() -> None:
    one, two, three = (f'<span class="footnote">{word}</span>' for word in ("One", "Two", "Three"))

    def printed(markup: str) -> list[str]:
        return [words(node.content) for node in walk(resolved(markup)) if isinstance(node, Paragraph)]

    assert printed(f"<p class='body'>detention{one}{two}<em>{three}</em></p>") == [
        "detention[1]\u202f[2]\u202f[3]"
    ]
    assert printed(f"<p class='body'>detention{one}, release{two}</p>") == ["detention[1], release[2]"]
    assert "x[a]\u202f[b]" in printed(table("t", f"x{one}{two}"))


def test_the_twenty_seventh_note_of_a_table_is_aa() -> None:
    many = " ".join(f'x<span class="footnote">n{number}</span>' for number in range(28))
    (found,) = resolved(table("t", many))
    assert isinstance(found, Table)
    assert [note.label for note in found.notes][25:] == ["z", "aa", "ab"]


# ---- references -------------------------------------------------------------------------------------


def test_a_reference_to_a_heading_prints_its_words() -> None:
    markup = f'{table("t")}<h1 id="top">The <em>title</em><br/>of <a class="reference" href="#t"></a></h1>'
    assert references(resolved(markup + reference("top"))) == ["Table 1", "The title of Table 1"]


def test_a_reference_to_an_item_prints_its_number_without_the_full_stop() -> None:
    items = '<ol><li>a</li><li id="recommendation-b">b</li></ol>'
    assert references(resolved(reference("recommendation-b") + items)) == ["2"]


@pytest.mark.parametrize(
    ("markup", "message", "advice"),
    [
        (
            '<ul><li id="a">x</li></ul>' + reference("a"),
            "The reference “a” leads to an item of a list without numbers",
            "Number the list, or say in words what is meant.",
        ),
        (
            '<figure id="a"><img src="a.png" alt="a" width="9"/></figure>' + reference("a"),
            "The reference “a” leads to a picture without a caption, which has no label",
            "Give the picture a caption, or say in words what is meant.",
        ),
        (
            '<h1 id="a">x <a class="reference" href="#b"></a></h1>'
            '<h2 id="b">y <a class="reference" href="#c"></a></h2><h2 id="c">z</h2>' + reference("c"),
            "",
            "",
        ),
        (
            '<h1 id="a">x <a class="reference" href="#a"></a></h1>',
            "The reference “a” stands in the heading whose words it would print",
            "Write out what the heading is to say.",
        ),
    ],
)
def test_a_reference_to_what_has_no_label_is_a_problem(markup: str, message: str, advice: str) -> None:
    if not message:  # the benign twin
        assert references(resolved(markup)) == ["y z", "z", "z"]
        return
    assert {(one.code, one.message, one.advice) for one in problems(markup)} == {
        ("unknown-reference", message, advice)
    }


def test_every_reference_to_nothing_is_a_problem_at_its_place() -> None:
    origins = Origins()
    place = Place("letter.yaml", 12, 7)
    markup = (
        table("promises") + origins.tag(place) + reference("promisses").replace("see ", "") + reference("x")
    )
    blocks = read(
        markup.replace("<a", f"{origins.tag(place)}<a"), origins.places, lambda file, place: Image(file, b"")
    )
    with pytest.raises(Refusal) as refusal:
        resolve(replace(EMPTY, blocks=blocks), language("en"))
    first, second = refusal.value.problems
    assert (first.message, first.place) == (
        "There is nothing called “promisses” in this document",
        place,
    )
    assert first.advice.startswith("Did you mean “promises”? A table gets its key from {#key}")
    assert second.message == "There is nothing called “x” in this document"


# ---- contents ---------------------------------------------------------------------------------------


def entries(markup: str) -> list[tuple[int, str, str]]:
    (found,) = (node for node in walk(resolved(markup)) if isinstance(node, Contents))
    return [(entry.level, entry.text, entry.key) for entry in found.entries]


def test_contents_list_all_headings_of_their_depth_but_their_own() -> None:
    markup = (
        '<h1>T</h1><h2>Before</h2><h2>Contents</h2><nav depth="{}"/><h2 class="numbered" id="a">A</h2>'
        '<h3>B<br/>b</h3><h4>C</h4><section class="landscape"><div class="case"><h2 class="numbered">D'
        "</h2></div></section>"
    )
    whole = [
        (2, "Before", "heading-2"), (2, "1. A", "a"), (3, "B b", "heading-4"), (4, "C", "heading-5"),
        (2, "2. D", "heading-6"),
    ]  # fmt: skip
    assert entries(markup.format(4)) == whole
    assert entries(markup.replace(' depth="{}"', "")) == [one for one in whole if one[0] < 4]
    assert entries(markup.format(2)) == [one for one in whole if one[0] == 2]


def test_contents_and_references_repeat_headings_as_typography_sets_them() -> None:
    blocks = read(
        '<h1>T</h1><nav/><h2 id="a">It\'s "5 May"</h2>' + reference("a"),
        (),
        lambda file, place: Image(file, b""),
    )
    found = typeset(resolve(replace(EMPTY, blocks=blocks), ENGLISH), ENGLISH).blocks
    (contents,) = (node for node in found if isinstance(node, Contents))
    assert [entry.text for entry in contents.entries] == ["It’s “5\u00a0May”"]
    assert references(found) == ["It’s “5\u00a0May”"]


def test_typography_sees_the_words_that_a_reference_will_print() -> None:
    blocks = read(
        '<h1>T</h1><h2 id="a">...</h2>' + reference("a").replace("</a>", "</a>1-0"),
        (),
        lambda file, place: Image(file, b""),
    )
    once = typeset(resolve(replace(EMPTY, blocks=blocks), ENGLISH), ENGLISH)
    assert typeset(once, ENGLISH) == once


# ---- whatever is written ----------------------------------------------------------------------------


def test_the_report_of_these_tests_is_as_resolving_leaves_it() -> None:
    assert resolve(report(), ENGLISH) == report()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents())
def test_resolving_what_is_resolved_changes_nothing_before_typography_and_after(document: Document) -> None:
    once = resolve(document, ENGLISH)
    assert resolve(once, ENGLISH) == once
    final = typeset(once, ENGLISH)
    assert resolve(final, ENGLISH) == final
    assert typeset(final, ENGLISH) == final


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents())
def test_every_mark_leads_to_a_note_and_every_line_of_contents_to_a_heading(document: Document) -> None:
    final = typeset(resolve(document, ENGLISH), ENGLISH)
    nodes = list(walk(final.blocks))
    headings = {node.key: node for node in nodes if isinstance(node, Heading)}
    assert len(headings) == sum(isinstance(node, Heading) for node in nodes)
    for node in nodes:
        if isinstance(node, Contents):
            for entry in node.entries:
                words = plain_text(headings[entry.key].content).replace("\n", " ")
                assert entry.text == f"{headings[entry.key].label} {words}".strip()
        elif isinstance(node, Table):
            marks = {below.label for below in walk((node,)) if isinstance(below, NoteMark)}
            assert marks == {note.label for note in node.notes}
            assert not any(isinstance(below, Footnote) for below in walk((node,)))
    numbers = [node.number for node in nodes if isinstance(node, Footnote)]
    assert numbers == list(range(1, len(numbers) + 1))
