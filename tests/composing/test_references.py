"""References in texts: what each prints in four languages, where it stands, and what is wrong with it."""

from __future__ import annotations

import pytest

from briefgen.audience import Audience
from briefgen.document import Block, CrossReference, Footnote, Span, Text, walk
from briefgen.problems import Problem
from briefgen.reading.markers import without
from briefgen.reading.reader import read

from .desk import LETTER, picture
from .facts import RECOMMENDATIONS, facts, prints, set_in, told


def blocks_of(text: str, language: str = "en") -> tuple[Block, ...]:
    markup, press, problems = set_in(text, language)
    assert problems == []
    return read(markup, press.origins.places, picture)


NOTE = '<span class="footnote" id="source-first-report">'
AGAIN = '<a class="reference" href="#source-first-report"></a>'
PRINTED = [
    ("[[person:luo-min]]", {
        "en": '<span class="name" id="person-luo-min">Luo Min (<span lang="zh-Hans">罗敏</span>)'
              '<span class="later">Luo Min</span></span>',
        "zh-Hans": '<span class="name">罗敏</span>',
        "ar": '<span class="name" id="person-luo-min">Luo Min (<span lang="zh-Hans" dir="ltr">罗敏</span>)'
              '<span class="later">Luo Min</span></span>',
    }),
    ("[[person:kim-ash]]", dict.fromkeys(("en", "ar"), '<span class="name">Kim Ash</span>')),
    ("[[organisation:lantern-watch]]", {
        "en": '<span class="name" id="organisation-lantern-watch">Lantern Watch (LW)'
              '<span class="later">LW</span></span>',
        "zh-Hans": '<span class="name" id="organisation-lantern-watch">灯笼观察（灯观）'
                   '<span class="later">灯观</span></span>',
    }),
    ("[[organisation:lantern-watch|name]]", {"fr": '<span class="name">Veille Lanterne</span>'}),
    ("[[organisation:lantern-watch|short]]", {"fr": '<span class="name">VL</span>'}),
    ("[[organisation:coast-law]]", {"ar": '<span class="name">عيادة الساحل</span>'}),
    ("[[government:norway]]", {
        "en": '<span class="name">Norway</span>', "fr": '<span class="name">Norvège</span>',
        "zh-Hans": '<span class="name">挪威</span>', "ar": '<span class="name">النرويج</span>',
    }),
    ("[[government:bloc]]", {
        "fr": '<span class="name" id="government-bloc">Union européenne (UE)'
              '<span class="later">UE</span></span>',
        "zh-Hans": '<span class="name">欧盟</span>',
    }),
    ("[[term:covenant]]", {
        "en": '<span class="name" id="term-covenant">Coast Covenant (CC)<span class="later">CC</span></span>',
    }),
    ("[[term:covenant.symbol]]", {"ar": '<span class="exact" dir="ltr">CC/2031/4</span>'}),
    ("[[dialogue:sylvania-freedonia]]", {"en": "Port Marrow dialogue", "zh-Hans": "马罗对话"}),
    ("[[figure:people]]", {"en": "400,000,000", "zh-Hans": "400,000,000"}),
    ("[[figure:people|compact]]", {"en": "400 million", "zh-Hans": "4亿", "ar": "400 مليون"}),
    ("[[figure:guests]]", {"en": "about 20", "fr": "environ 20", "zh-Hans": "约20", "ar": "نحو 20"}),
    ("[[figure:eleven]]", {"en": "eleven", "fr": "onze"}),
    ("[[figure:eleven|capital]]", {"en": "Eleven", "fr": "Onze"}),
    ("[[figure:guests|capital]]", {"en": "About 20"}),
    ("[[recommendation:open-doors|capital]]", {
        "en": 'General recommendation <a class="reference" href="#recommendation-open-doors"></a>',
    }),
    ("[[figure:distance]]", {"en": "1,500\u00a0km", "zh-Hans": "1,500公里"}),
    ("[[figure:share]]", {"en": "12.5%", "zh-Hans": "12.5%"}),
    ("[[figure:governments]]", {"en": "10"}),
    ("[[figure:undecided]]", {"en": "11"}),
    ("[[statement:promise]]", {
        "en": '“<span class="exact">we will open the doors</span>”',
        "fr": '«<span class="exact" lang="en">we will open the doors</span>»',
        "ar": '«<span class="exact" lang="en" dir="ltr">we will open the doors</span>»',
    }),
    ("[[statement:vow]]", {
        "zh-Hans": '“<span class="exact" lang="ar" dir="rtl">سنفتح الأبواب</span>”',
        "ar": '«<span class="exact">سنفتح الأبواب</span>»',
    }),
    ("[[round:fourth-round.dates]]", {"en": "12–13 May 2031", "zh-Hans": "2031年5月12日至13日"}),
    ("[[round:fourth-round.place]]", {"fr": "Port-Marrow", "ar": "بورت مارو"}),
    ("[[dialogue:sylvania-freedonia.begun]]", {"en": "2029"}),
    ("[[dialogue:sylvania-freedonia.resumed]]", {"en": "February 2031", "fr": "février 2031"}),
    ("[[event:round-table.date]]", {"fr": "7 février 2031"}),
    ("[[commitment:doors-open.date]]", {"fr": "1er octobre 2030", "ar": "1 أكتوبر 2030"}),
    ("[[finding:doors.as_of]]", {"en": "late April 2031"}),
    ("[[organisation:lantern-watch.web]]", {
        "en": '<a href="https://lantern-watch.example/">'
              '<span class="exact" dir="ltr">https://lantern-watch.example/</span></a>',
    }),
    ("[[organisation:lantern-watch.phone]]", {"ar": '<span class="exact" dir="ltr">+00 555 0142</span>'}),
    ("[[recommendation:open-doors]]", {
        "en": 'general recommendation <a class="reference" href="#recommendation-open-doors"></a>',
        "zh-Hans": '总体建议<a class="reference" href="#recommendation-open-doors"></a>',
    }),
    ("[[finding:doors]]", {"en": '<a class="reference" href="#finding-doors"></a>'}),
    ("[[outcome:fewer]]", {"en": '<a class="reference" href="#outcome-fewer"></a>'}),
    ("[[event:round-table]]", {"en": '<a class="reference" href="#event-round-table"></a>'}),
    ("[[heading:asks]]", {"en": '<a class="reference" href="#asks"></a>'}),
    ("[[source:first-report]]", {
        "en": f'{NOTE}Lantern Watch, <em><span class="exact">The Long Night</span></em>, March 2031, p. 9.'
              f'<span class="later">See note {AGAIN}.</span></span>',
    }),
    ("[[source:first-report|p. 31]]", {
        "fr": f'{NOTE}Veille Lanterne, <em><span class="exact" lang="en">The Long Night</span></em> '
              "[La longue nuit], mars 2031, p. 31."
              f'<span class="later">Voir la note {AGAIN}, p. 31.</span></span>',
        "zh-Hans": f'{NOTE}灯笼观察，《<span class="exact" lang="en">The Long Night</span>》［长夜］，'
                   f'2031年3月，第31页。<span class="later">见注{AGAIN}，第31页。</span></span>',
    }),
    ("[[source:second-hand|title]]", {"en": '“<span class="exact" lang="zh-Hant">長夜</span>” [Long night]'}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "language", "markup"),
    [(text, language, markup) for text, by_language in PRINTED for language, markup in by_language.items()],
)
def test_a_reference_prints_what_the_fact_says_in_the_language_of_the_document(
    text: str, language: str, markup: str
) -> None:
    assert prints(text, language) == markup


def test_a_second_hand_source_says_by_whom_it_is_quoted() -> None:
    assert prints("[[source:second-hand]]").startswith(
        '<span class="footnote" id="source-second-hand">Luo Min, '
        '“<span class="exact" lang="zh-Hant">長夜</span>” [Long night], '
        "<em>Coast Daily</em>, 4 March 2031, quoted in Lantern Watch, "
        '<em><span class="exact">The Long Night</span></em>, March 2031, p. 9.<span class="later">'
    )


def test_a_source_cited_in_a_note_is_cited_there_and_makes_no_further_note() -> None:
    (paragraph,) = blocks_of("Shut.[^1]\n\n[^1]: As said before: [[source:first-report|para. 3]].")
    (note,) = [node for node in walk((paragraph,)) if isinstance(node, Footnote)]
    words = "".join(node.text for node in walk(note.content) if isinstance(node, Text))
    assert words == "As said before: Lantern Watch, The Long Night, March 2031, para. 3."
    assert (note.key, note.later) == (None, ())


# ---- who may see it ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text", ["[[person:hidden-one]]", "[[figure:secret]]", "[[source:secret-paper|title]]"]
)
def test_what_the_readers_may_not_see_is_printed_as_withheld(text: str) -> None:
    assert prints(text) == "[withheld]"
    assert "withheld" not in prints(text, audience=Audience.INTERNAL)


def test_a_source_that_the_readers_may_not_see_leaves_a_note_without_a_name() -> None:
    assert prints("So[[source:secret-paper]].") == 'So<span class="footnote">[withheld]</span>.'


def test_a_field_for_fewer_eyes_is_withheld_and_one_that_nobody_filled_in_is_a_mistake() -> None:
    people = facts().texts["terms.yaml"]
    hidden = facts(terms=people.replace("symbol:", "audience_of: {symbol: [partners]}\n  symbol:"))
    assert "[withheld]" in set_in("[[term:covenant.symbol]]", workspace=hidden)[0]
    assert told("[[term:covenant.definition]]").message == (
        "Nothing is entered as “definition” of the term “covenant”"
    )


# ---- places -----------------------------------------------------------------------------------------


def test_every_reference_knows_its_column_also_where_it_stands_twice_on_a_line() -> None:
    (paragraph,) = blocks_of("One.\nSee [[finding:doors]], [[finding:doors]] and [[table:fate]].")
    found = [str(node.origin) for node in walk((paragraph,)) if isinstance(node, CrossReference)]
    assert found == ["letter.yaml:11:7", "letter.yaml:11:26", "letter.yaml:11:48"]


def test_words_around_a_fact_stand_where_the_reference_does_and_the_fact_where_it_was_entered() -> None:
    (paragraph,) = blocks_of("So [[statement:promise]], they said.")
    found = [(node.text, str(node.origin)) for node in walk((paragraph,)) if isinstance(node, Text)]
    assert found == [
        ("So ", "letter.yaml:10:3"),
        ("“", "letter.yaml:10:6"),
        ("we will open the doors", "statements.yaml:1:38"),
        ("”", "letter.yaml:10:6"),
        (", they said.", "letter.yaml:10:27"),
    ]


def test_a_name_in_the_middle_of_chinese_lines_brings_no_space() -> None:
    assert prints("我们向\n[[person:luo-min]]\n致敬", "zh-Hans") == '我们向<span class="name">罗敏</span>致敬'
    assert prints("我们\n[[person:kim-ash]]", "zh-Hans") == '我们\n<span class="name">Kim Ash</span>'


# ---- what is wrong with it --------------------------------------------------------------------------

AS_TEXT = "A [ that is meant as text is written \\[."
NOUNS = (
    "benchmark, case, case-group, chart, commitment, contact, dialogue, document, event, figure, finding, "
    "government, heading, organisation, outcome, person, profile, recommendation, round, source, statement, "
    "table, term"
)
FIELDS = "ordinal, dates, place"
ROUND = "[[round:fourth-round"
HOW = (
    "Write it on one line as [[noun:id]], [[noun:id.field]] or [[noun:id|form]]; before the colon stands one "
    f"of: {NOUNS}. Brackets that are meant as text are written \\[[."
)


@pytest.mark.parametrize(
    ("text", "code", "column", "message", "advice"),
    [
        ("a [[person:luo-mn]]", "dangling-reference", 5, "There is no person with the id “luo-mn”",
         "Did you mean “luo-min”? People stand in people.yaml."),
        ("a [[figure:xyz]]", "dangling-reference", 5, "There is no figure with the id “xyz”",
         "Figures stand in figures.yaml."),
        ("a [[persn:luo-min]]", "bad-reference", 5, "There is no kind of fact called “persn”",
         f"Did you mean “person”? Use one of: {NOUNS}."),
        ("a [[round:fourth-round.dtes]]", "bad-reference", 5,
         "There is no field “dtes” of the round that a text could print",
         f"Did you mean “dates”? A text can print: {FIELDS}."),
        ("a [[round:fourth-round]]", "bad-reference", 5,
         "The reference [[round:fourth-round]] does not say what of the round is to be printed",
         f"Name one of its fields: {ROUND}.ordinal]], {ROUND}.dates]] or {ROUND}.place]]."),
        ("a [[organisation:lantern-watch|shrt]]", "bad-reference", 5,
         "There is no form “shrt” in which the organisation is printed",
         "Did you mean “short”? Use one of: name, short."),
        ("a [[round:fourth-round.dates|long]]", "bad-reference", 5,
         "There is no form “long” in which a field is printed", "Delete it and the bar before it."),
        ("a [[organisation:coast-law|short]]", "bad-reference", 5,
         "The organisation “coast-law” has no short form",
         "Enter it, or write the reference without “|short”."),
        ("a [[person:kim-ash.gender]]", "bad-reference", 5,
         "The field “gender” of the person is no text on one line, name, date or number",
         "A text can print: name, scripts, family_name."),
        ("a [[finding:doors.text]]", "bad-reference", 5,
         "The field “text” of the finding is no text on one line, name, date or number",
         "A text can print: heading, as_of."),
        ("a [[table:Fate]]", "bad-reference", 5, "The reference [[table:Fate]] cannot be read",
         "Write it as [[table:key]], with the key that stands in {#key}."),
        ("a [[Luo Min]]", "bad-reference", 5, "The reference [[Luo Min]] cannot be read", HOW),
        ("a [[person:luo-min", "bad-reference", 5,
         "The reference that begins here with [[ cannot be read", HOW),
        ("a [source:first-report] b", "bad-reference", 5,
         "“[source:first-report]” looks like a reference to a fact, but is read as ordinary text",
         f"Write two brackets on either side: [[source:first-report]]. {AS_TEXT}"),
        ("## On [[source:first-report]]", "misplaced-note", 9,
         "A source is cited in a heading, where no note can stand",
         "Cite it in the text below, or write [[source:first-report|title]] for its title alone."),
        ("[see [[source:first-report]]](https://zenda.example)", "misplaced-note", 8,
         "A source is cited in a link, where no note can stand",
         "Cite it in the text below, or write [[source:first-report|title]] for its title alone."),
    ],
)  # fmt: skip
def test_a_reference_that_cannot_be_read_is_told_at_its_column(
    text: str, code: str, column: int, message: str, advice: str
) -> None:
    problem = told(text)
    assert (problem.code, problem.message, problem.advice) == (code, message, advice)
    assert str(problem.place) == f"letter.yaml:10:{column}"


def test_a_short_form_that_the_language_lacks_is_not_used() -> None:
    assert prints("[[government:bloc]]", "es") == '<span class="name">Unión Europea</span>'
    problem = told("a [[government:bloc|short]]", "es")
    assert (problem.code, problem.message, problem.advice) == (
        "text-missing-in-language",
        "There is no Spanish “short” of the government “bloc”",
        "Add a line for “es” there, or let the reference print the name.",
    )
    assert str(problem.place) == "letter.yaml:10:5"


EARLIER = LETTER.replace("id: open-letter", "id: earlier")


def test_the_title_of_another_document_stays_as_it_is_where_it_has_no_other() -> None:
    workspace = facts(**{"open-letter": EARLIER.replace("title: Open letter on", "title: Letter after")})
    text = "See [[document:earlier.title]] of [[document:earlier.date]]."
    english, french = (without(set_in(text, code, workspace=workspace)[0]) for code in ("en", "fr"))
    assert english == '<p class="body">See Letter after the fourth round of 28 April 2031.</p>'
    assert french == (
        '<p class="body">See <span class="exact" lang="en">Letter after the fourth round</span> '
        "of 28 avril 2031.</p>"
    )
    assert set_in(text, "fr", workspace=workspace)[2] == []


def test_a_date_of_another_document_does_without_words_in_another_language() -> None:
    dated = EARLIER.replace('date: "2031-04-28"', "date: {edtf: 2031-04, printed: {en: late April 2031}}")
    workspace = facts(**{"open-letter": dated})
    markup, _, problems = set_in("[[document:earlier.date]]", "fr", workspace=workspace)
    assert (without(markup), problems) == ('<p class="body">avril 2031</p>', [])


# ---- recommendations ----------------------------------------------------------------------------------

RELEASE = """\
id: open-letter
audience: [public]
language: en
title: Asks
issuers: [lantern-watch]
date: "2031-04-28"
lead: We ask.
sections:
"""
NUMBER = '<a class="reference" href="#recommendation-publish"></a>'


@pytest.mark.parametrize(
    ("sections", "words"),
    [
        ("- {heading: How, recommendations: [publish]}\n- {heading: What, recommendations: [open-doors]}",
         f"dialogue-specific recommendation {NUMBER}"),
        ("- {heading: How, recommendations: [open-doors, publish]}", f"recommendation {NUMBER} (“How”)"),
        ("- {recommendations: [open-doors, publish]}", f"recommendation {NUMBER}"),
        ("- {heading: How, recommendations: [publish]}\n- {heading: What, recommendations: [archive]}",
         f"recommendation {NUMBER} (“How”)"),
    ],
)  # fmt: skip
def test_a_recommendation_is_named_so_that_no_other_is_meant(sections: str, words: str) -> None:
    more = f"{RECOMMENDATIONS}- {{id: archive, scope: dialogue, text: {{en: Archive.}}}}\n"
    workspace = facts(recommendations=more, **{"press-release": RELEASE + sections})
    markup, _, problems = set_in("[[recommendation:publish]]", workspace=workspace)
    assert (without(markup), problems) == (f'<p class="body">{words}</p>', [])
    capital = without(set_in("[[recommendation:publish|capital]]", workspace=workspace)[0])
    assert capital == f'<p class="body">{words[0].upper()}{words[1:]}</p>'


def test_brackets_behind_a_backslash_are_text() -> None:
    assert prints("\\[[person:luo-min]] and \\[\\[x]]") == "[[person:luo-min]] and [[x]]"
    assert prints("*[[person:kim-ash]]*, [sic]") == '<em><span class="name">Kim Ash</span></em>, [sic]'


def test_pages_of_sources_make_no_table_of_a_paragraph() -> None:
    text = "One[[source:first-report|p. 1]]\nand two[[source:first-report|p. 2]].\n"
    assert sum(isinstance(node, Footnote) for node in walk(blocks_of(text))) == 2


def test_in_a_table_the_bar_of_a_reference_stands_behind_a_backslash() -> None:
    text = (
        "| Who | What |\n|---|---|\n"
        "| [[organisation:lantern-watch\\|short]] | So[[source:first-report\\|p. 3]] |\n\nTable: Words\n"
    )
    nodes = list(walk(blocks_of(text)))
    assert "LW" in [node.text for node in nodes if isinstance(node, Text)]
    (note,) = [node for node in nodes if isinstance(node, Footnote)]
    assert note.key == "source-first-report"


def test_a_heading_may_name_what_has_a_name() -> None:
    markup, press, _ = set_in("## What [[organisation:lantern-watch]] asks\n\nIt asks.")
    nodes = walk(read(f"<h1>Title</h1>{markup}", press.origins.places, picture))
    assert [node.mention for node in nodes if isinstance(node, Span) and node.mention] == [
        "organisation-lantern-watch"
    ]


def test_a_text_that_is_missing_in_the_language_is_told_where_it_is_missing() -> None:
    problem = told("[[event:round-table.name]]", "fr")
    assert isinstance(problem, Problem)
    assert (problem.code, str(problem.place)) == ("text-missing-in-language", "events.yaml:1:27")
    assert problem.message == (
        "There is no French text here (en only), wanted by “open-letter”, printed in French"
    )
    assert [str(place) for place in problem.related] == ["letter.yaml:3:11"]
    assert "Round-table" not in without(set_in("[[event:round-table.name]]", "fr")[0])
