"""The strict reader: what templates may render, and how everything else is refused, with its place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape

from briefgen.document import (
    Block,
    Contents,
    CrossReference,
    Division,
    Emphasis,
    Figure,
    Footnote,
    Heading,
    Image,
    Landscape,
    LineBreak,
    Link,
    List,
    Paragraph,
    Scope,
    Span,
    Strong,
    Table,
    Text,
    plain_text,
)
from briefgen.places import Place
from briefgen.problems import Problem, Refusal
from briefgen.reading.markers import Origins
from briefgen.reading.reader import read
from briefgen.roles import REGISTRY, Role, Where


def picture(file: str, place: Place) -> Image:
    if file.startswith("missing"):
        raise Refusal(Problem("missing-picture", f"no {file}", "add it", place))
    return Image(file, b"")


def blocks(markup: str) -> tuple[Block, ...]:
    return read(markup, (), picture)


def problems(markup: str) -> list[tuple[str, str]]:
    with pytest.raises(Refusal) as refusal:
        blocks(markup)
    return [(problem.code, f"{problem.message}. {problem.advice}") for problem in refusal.value.problems]


def p(text: str) -> str:
    return f'<p class="body">{text}</p>'


def table(
    body: str,
    head: str = '<th scope="col">a</th><th scope="col">b</th>',
    before: str = "<caption>c</caption>",
) -> str:
    return f"<table>{before}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def test_every_element_of_the_vocabulary_becomes_its_node() -> None:
    markup = p(
        'a <em>b</em><strong>c</strong><br/><a href="https://example.org/">d</a>'
        '<span class="name">e</span><span lang="ar" dir="rtl">f</span><span class="footnote">g</span>'
        '<a class="reference" href="#h"></a>'
    )
    assert blocks(markup) == (
        Paragraph(
            (
                Text("a "),
                Emphasis((Text("b"),)),
                Strong((Text("c"),)),
                LineBreak(),
                Link("https://example.org/", (Text("d"),)),
                Span((Text("e"),), Role.NAME),
                Span((Text("f"),), None, "ar", "rtl"),
                Footnote((Text("g"),)),
                CrossReference("h"),
            )
        ),
    )


def test_blocks_of_the_vocabulary() -> None:
    markup = (
        '<h1 id="t">T</h1><h2>U</h2><ul><li>a</li><li><p class="body">b</p><ol><li>c</li></ol></li></ul>'
        '<blockquote lang="fr"><p class="body">q</p></blockquote>'
        '<div class="addressee"><p class="address-line">x</p></div>'
        '<figure id="f"><img src="a.png" alt=" A  b " width="40"/><figcaption>cap</figcaption></figure>'
    )
    title, heading, bullets, quote, address, figure = blocks(markup)
    assert (title, heading) == (Heading(1, (Text("T"),), "t"), Heading(2, (Text("U"),)))
    assert isinstance(bullets, List)
    assert [len(item.blocks) for item in bullets.items] == [1, 2]
    assert quote == Division(Role.QUOTATION, (Paragraph((Text("q"),)),), "fr")
    assert address == Division(Role.ADDRESSEE, (Paragraph((Text("x"),), Role.ADDRESS_LINE),))
    assert figure == Figure(Image("a.png", b""), "A b", 40.0, (Text("cap"),), "f")


def test_landscape_contents_numbers_and_keys() -> None:
    markup = (
        '<h1>T</h1><nav depth="2"/><h2 id="a" class="numbered">U</h2>'
        f'<section class="landscape"><h2>V</h2>{p("x")}</section><ol><li id="b">y</li></ol>'
    )
    _, contents, numbered, landscape, items = blocks(markup)
    assert contents == Contents(2)
    assert numbered == Heading(2, (Text("U"),), "a", True)
    assert landscape == Landscape((Heading(2, (Text("V"),)), Paragraph((Text("x"),))))
    assert isinstance(items, List)
    assert items.items[0].key == "b"
    assert blocks(f'<div class="summary"><nav/>{p("x")}</div>') == (
        Division(Role.SUMMARY, (Contents(3), Paragraph((Text("x"),)))),
    )


def test_mentions_and_notes_bring_their_later_words() -> None:
    name = (
        '<span class="name" id="organisation-hric">Human\n Rights <em>in</em> China'
        '<span class="later"> HRIC </span></span>'
    )
    note = (
        '<span class="footnote" id="source-x">Report. <span class="later">See note '
        '<a class="reference" href="#source-x"></a>.</span></span>'
    )
    (paragraph,) = blocks(p(f"The {name} said.{note} <span class='name' id='a'>A</span>"))
    assert isinstance(paragraph, Paragraph)
    assert paragraph.content == (
        Text("The "),
        Span(
            (Text("Human Rights "), Emphasis((Text("in"),)), Text(" China")),
            Role.NAME,
            mention="organisation-hric",
            later=(Text("HRIC"),),
        ),
        Text(" said."),
        Footnote(
            (Text("Report."),),
            key="source-x",
            later=(Text("See note "), CrossReference("source-x"), Text(".")),
        ),
        Text(" "),
        Span((Text("A"),), Role.NAME, mention="a"),
    )
    assert blocks(p(name) + p(name) + p(f"x{note}") + p(f"x{note}"))  # ids repeat on purpose


def test_a_note_may_stand_in_a_cell_and_in_the_caption_of_a_table() -> None:
    note = '<span class="footnote">n</span>'
    (found,) = blocks(table(f"<tr><td>x{note}</td><td>y</td></tr>", before=f"<caption>c{note}</caption>"))
    assert isinstance(found, Table)
    assert found.caption == (Text("c"), Footnote((Text("n"),)))


def test_a_table() -> None:
    (found,) = blocks(
        table('<tr><th scope="row">x</th><td><p class="body">y</p><ul><li>z</li></ul></td></tr>')
    )
    assert isinstance(found, Table)
    assert [cell.header for cell in found.head[0].cells] == [Scope.COLUMN, Scope.COLUMN]
    assert [cell.header for cell in found.body[0].cells] == [Scope.ROW, None]
    assert found.widths == (6, 6)
    (set_,) = blocks(
        table(
            "<tr><td>x</td><td>y</td></tr>",
            before='<caption>c</caption><colgroup><col width="2"/><col width="3"/></colgroup>',
        )
    )
    assert isinstance(set_, Table)
    assert set_.widths == (2, 3)


def test_roles_of_paragraphs_and_divisions_are_those_of_the_registry() -> None:
    for role, forms in REGISTRY.items():
        if forms.where is Where.PARAGRAPH:
            assert blocks(f'<p class="{role.value}">x</p>') == (Paragraph((Text("x"),), role),)
        elif forms.where is not Where.SPAN:
            assert problems(f'<p class="{role.value}">x</p>')[0][0] == "unknown-class"


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        (p("  a \n\t b  "), "a b"),
        (p("a <em> b </em> c"), "a b c"),
        (p("a <br/> b"), "a\nb"),
        (p("a\u00a0 \u202f\u3000b"), "a\u00a0 \u202f\u3000b"),
        (p("a <!-- gone --> b"), "a b"),
        (p("<em>a</em> <strong>b</strong> "), "a b"),
        (p('a <span class="footnote"> n </span> b'), "a  b"),
    ],
)
def test_white_space_is_that_of_html(markup: str, text: str) -> None:
    (paragraph,) = blocks(markup)
    assert isinstance(paragraph, Paragraph)
    assert plain_text(paragraph.content) == text


@pytest.mark.parametrize(
    ("markup", "code", "words"),
    [
        ("text", "loose-text", "The text “text” stands directly in the template"),
        ("<ul>x<li>a</li></ul>", "loose-text", "directly in <ul>"),
        ("<article/>", "unknown-element", "<article> is not part of the vocabulary"),
        ("<spam/>", "unknown-element", "Did you mean “span”?"),
        ("<script>1</script>", "unknown-element", "<script>"),
        ('<p class="body" style="color:red">x</p>', "unknown-attribute", "<p> has no attribute “style”"),
        ('<p clas="body">x</p>', "unknown-attribute", "Did you mean “class”?"),
        ('<p class="bdy">x</p>', "unknown-class", "Did you mean “body”?"),
        ("<p>x</p>", "missing-class", "<p> does not say what it is"),
        ('<p class="body"> </p>', "empty-element", "<p> is empty"),
        ('<p class="body"><br/></p>', "empty-element", "<p> is empty"),
        ("<h1> </h1>", "empty-element", "<h1> is empty"),
        (p("<em></em>x"), "empty-element", "<em> is empty"),
        (p("<span>x</span>"), "bare-span", "says nothing"),
        (p("<ul><li>x</li></ul>"), "misplaced-element", "<ul> cannot stand inside <p>"),
        (p("<td>x</td>"), "misplaced-element", "<td> cannot stand inside <p>"),
        ("<li>x</li>", "misplaced-element", "<li> cannot stand directly in the template"),
        ("<em>x</em>", "misplaced-element", "<em> cannot stand directly in the template"),
        ("<ul><li><table/></li></ul>", "misplaced-element", "<table> cannot stand directly in <li>"),
        ("<ul></ul>", "empty-element", "<ul> is empty"),
        ('<div class="copies"> </div>', "empty-element", "<div> is empty"),
        ('<h1>x<span class="footnote">n</span></h1>', "misplaced-note", "inside <h1>"),
        (
            p('<span class="footnote">a<span class="footnote">b</span></span>'),
            "misplaced-note",
            "cannot stand inside",
        ),
        (
            p('<a href="https://example.org">a<a href="https://example.org">b</a></a>'),
            "misplaced-link",
            "inside a link",
        ),
        (p('<a href="/page">x</a>'), "bad-link", "“/page”"),
        (p('<a href="javascript:x">x</a>'), "bad-link", "javascript"),
        (p('<a href="https:///x">x</a>'), "bad-link", "https:///x"),
        (p("<a>x</a>"), "bad-link", "“”"),
        (p('<a class="reference" href="#x">Table 1</a>'), "bad-reference", "cannot be read"),
        ("<h2>x</h2>", "skipped-heading", "<h2> skips a level: the heading above it is missing"),
        ("<h1>x</h1><h3>x</h3>", "skipped-heading", "the heading above it is <h1>"),
        ("<h1>x</h1><h1>x</h1>", "second-title", "second <h1>"),
        ('<h1 id="a">x</h1><h2 id="a">x</h2>', "duplicate-key", "“a” names two things"),
        ('<h1 id="A b">x</h1>', "bad-attribute", 'id="A b" on <h1>'),
        ('<div class="copies" dir="up"><p class="body">x</p></div>', "bad-attribute", 'dir="up"'),
        ('<figure><img src="a.png" alt=" " width="4"/></figure>', "bad-figure", "no alt"),
        ('<figure><img src="a.png" alt="a"/></figure>', "bad-figure", "no width"),
        ('<figure><img src="a.png" alt="a" width="0"/></figure>', "bad-attribute", 'width="0"'),
        ('<figure><img src="missing.png" alt="a" width="4"/></figure>', "missing-picture", "no missing.png"),
        ("<figure><figcaption>x</figcaption></figure>", "bad-figure", "one picture"),
        ("<table><caption>c</caption></table>", "bad-table", "not made as tables are"),
        (table("<tr><td>x</td></tr>"), "ragged-table", "This row has 1 cells, the first row has 2"),
        (table("<tr><td>x</td><td></td></tr>"), "empty-element", "<td> is empty"),
        (table("<tr><th>x</th><td>y</td></tr>"), "bad-header", "does not say what it heads"),
        (table("<tr><td>x</td><td>y</td></tr>", head="<td>a</td><td>b</td>"), "bad-header", "<thead>"),
        (table(""), "bad-table", "<tbody> has no rows"),
        ("<section/>", "missing-class", 'Write <section class="landscape">.'),
        ('<section class="wide"><h1>x</h1></section>', "unknown-class", "<section> knows no class “wide”"),
        ('<section class="landscape"> </section>', "empty-element", "<section> is empty"),
        ('<section class="landscape">x</section>', "loose-text", "stands directly in <section>"),
        (
            '<section class="landscape"><section class="landscape"><h1>x</h1></section></section>',
            "misplaced-element",
            "Pages that lie on their side stand at the top of a document: put it outside.",
        ),
        (
            '<div class="case"><section class="landscape"><h1>x</h1></section></div>',
            "misplaced-element",
            "<section> cannot stand directly in <div>",
        ),
        (
            '<ul><li><section class="landscape"><h1>x</h1></section></li></ul>',
            "misplaced-element",
            "<section> cannot stand directly in <li>",
        ),
        (p("<section/>"), "misplaced-element", "<section> cannot stand inside <p>. It is a block of its own"),
        ("<nav>x</nav>", "misplaced-element", "<nav> holds something. Write it as <nav/>"),
        ("<nav/><nav/>", "second-contents", "There is a second table of contents. Delete one <nav/>."),
        ('<nav depth="5"/>', "bad-attribute", 'depth="5" on <nav> cannot be read. Write the deepest level'),
        ("<ul><li><nav/></li></ul>", "misplaced-element", "<nav> cannot stand directly in <li>"),
        ('<h1 class="numbered">x</h1>', "unknown-class", "The title of a document has no number"),
        ('<h1>x</h1><h2 class="big">x</h2>', "unknown-class", "<h2> knows no class “big”"),
        ('<ol><li id="A">x</li></ol>', "bad-attribute", 'id="A" on <li>'),
        ('<h1 id="a">x</h1><ol><li id="a">x</li></ol>', "duplicate-key", "“a” names two things"),
        (
            f"""{p('x<span class="footnote" id="a">n</span>')}<ol><li id="a">x</li></ol>""",
            "duplicate-key",
            "“a” names two things",
        ),
        (
            p('<span class="name">a<span class="later">b</span></span>'),
            "misplaced-later",
            'Put <span class="later"> at the very end of <span class="name" id="…"> or of <span',
        ),
        (
            p('<span class="name" id="a">x<span class="later">b</span> </span>'),
            "misplaced-later",
            "Later words stand where",
        ),
        (p('x<span class="footnote">a<span class="later">b</span></span>'), "misplaced-later", "Later words"),
        (p('<span class="later">b</span>'), "misplaced-later", "Later words"),
        (
            p('<span class="name" id="a"><span class="later">b</span></span>'),
            "empty-element",
            "<span> is empty",
        ),
        (
            p('<span class="name" id="a">x<span class="later"></span></span>'),
            "empty-element",
            "<span> is empty",
        ),
        (
            p('<span class="name" id="a">x<span class="later" lang="fr">b</span></span>'),
            "unknown-attribute",
            "The later words have no attribute “lang”. Put a <span> with it inside them.",
        ),
        (
            p(
                '<span class="name" id="a">x<span class="footnote">n</span><span class="later">b</span>'
                "</span>"
            ),
            "misplaced-note",
            "A footnote cannot stand inside <p>",
        ),
        (
            p('<span class="exact" id="a">x</span>'),
            "unknown-attribute",
            'Only a name or a footnote has an id among spans. Write <span class="name" id="…">, or delete',
        ),
        (p('<span class="name" id="a b">x</span>'), "bad-attribute", 'id="a b" on <span>'),
        ("<?php x?>", "markup-not-allowed", "<?php?>"),
        (p("<![CDATA[x]]>"), "markup-not-allowed", "CDATA"),
        ("<!DOCTYPE x>", "broken-markup", "<!… is not part of the vocabulary"),
        (p("&nbsp;"), "broken-markup", "named character"),
        ("<p class='body'>x", "broken-markup", "<p> is not closed"),
        ("</p>", "broken-markup", "closed here that was never opened"),
        (p("a & b"), "broken-markup", "broken inside <p>"),
        (p("\x0b"), "broken-markup", "broken inside <p>"),
    ],
)
def test_what_is_not_in_the_vocabulary_is_refused(markup: str, code: str, words: str) -> None:
    found = problems(markup)
    assert found[0][0] == code
    assert words in found[0][1]


def test_an_entity_cannot_be_declared() -> None:
    assert problems('<!DOCTYPE a [<!ENTITY b "c">]><p class="body">&b;</p>')[0][0] == "broken-markup"


def test_all_problems_come_in_one_go() -> None:
    markup = '<p>x</p><h2>y</h2><spam/><p class="body"><a href="x">x</a><b>c</b></p>'
    assert [code for code, _ in problems(markup)] == [
        "missing-class", "skipped-heading", "unknown-element", "bad-link", "unknown-element",
    ]  # fmt: skip


@pytest.mark.parametrize("element", ["<em>", '<div class="copies">', "<blockquote>", "<ul><li>"])
def test_nesting_beyond_reason_is_refused_and_never_a_crash(element: str) -> None:
    assert problems(element * 50_000)[0][0] == "too-deep"
    blocks(p("<em>" * 30 + "x" + "</em>" * 30))


def test_the_value_is_to_blame_where_it_is_shown_and_the_template_is_related() -> None:
    origins = Origins()
    value, tag = Place("letter.yaml", 9, 3, "web"), Place("templates/t.html", 4, 5)
    markup = p(f'{origins.tag(tag)}<a href="{origins.value("page.html", value)}">x</a>')
    with pytest.raises(Refusal) as refusal:
        read(markup, origins.places, picture)
    (problem,) = refusal.value.problems
    assert (problem.place, problem.related) == (value, (tag,))
    assert problem.message == "The link leads to “page.html”, which is not an absolute web or mail address"


def test_broken_markup_names_the_tag_that_was_left_open() -> None:
    origins = Origins()
    first, second = Place("templates/t.html", 2, 1), Place("templates/t.html", 3, 1)
    markup = f'{origins.tag(first)}<p class="body">x\n{origins.tag(second)}<em>y</p>'
    with pytest.raises(Refusal) as refusal:
        read(markup, origins.places, picture)
    assert [(one.message, one.place) for one in refusal.value.problems] == [
        ("<em> is not closed, or something else is closed before it", second)
    ]


@pytest.mark.parametrize(
    "forged", ["\ufdd0", "\ufdd0\ufde9\ufde9\ufde9\ufdd1", "\ufdd3\ufde9\ufdd4", "\ufdd2\ufdd2", "&#xFDD0;"]
)
def test_markers_that_point_to_nothing_are_taken_out(forged: str) -> None:
    (paragraph,) = blocks(p(f"a{forged}b"))
    assert isinstance(paragraph, Paragraph)
    assert plain_text(paragraph.content) == "ab"
    assert {node.origin for node in paragraph.content} == {None}


@given(
    st.text(
        st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"),
        min_size=1,
        max_size=60,
    )
)
def test_escaped_text_is_read_exactly(text: str) -> None:
    if any("\ufdd0" <= char <= "\ufdef" for char in text):
        return
    (paragraph,) = blocks(p(f"x{escape(text)}x"))
    assert isinstance(paragraph, Paragraph)
    joined = f"x{text}x"
    while "  " in joined:
        joined = joined.replace("  ", " ")
    assert plain_text(paragraph.content) == joined


def test_an_address_with_a_password_is_refused_and_one_without_passes() -> None:
    advice = "Write it without what stands before the @."
    assert problems(p('<a href="https://user:pw@example.org/">x</a>')) == [
        ("bad-link", f"This address holds a user name or a password. {advice}")
    ]
    assert blocks(p('<a href="https://example.org/@user">x</a>'))
    assert blocks(p('<a href="mailto:user@example.org">x</a>'))


def test_loose_text_is_reported_where_the_template_prints_it_without_the_value() -> None:
    origins = Origins()
    value, tag = Place("letter.yaml", 9, 3, "closing"), Place("templates/t.html", 4, 5)
    with pytest.raises(Refusal) as refusal:
        read(f"{origins.tag(tag)}{origins.value('secret', value)}", origins.places, picture)
    assert [(one.message, one.place) for one in refusal.value.problems] == [
        ("What is printed here stands directly in the template", tag)
    ]
