"""Citations: the order of their parts, in the words of four languages, and no comma too many."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.audience import Audience
from briefgen.composing.citations import citation, ended, located, note
from briefgen.composing.press import words_of
from briefgen.composing.view import Group
from briefgen.loading.workspace import Entry, Workspace
from briefgen.model.sources import Source, SourceType
from briefgen.reading.markers import without
from briefgen.reading.reader import read

from .desk import make_press, picture
from .facts import facts, job_in

UN = """\
- id: un
  language: en
  type: un-document
  organisations: [lantern-watch]
  title: Report of the expert
  symbol: A/CC/108/2
  issued: 2031-02
  url: https://zenda.example/un?a=1&b=2
- id: page
  language: en
  type: webpage
  title: What we do
  container: Coast Pages
  updated: 2031-02-01
  accessed: 2031-03-02
  url: https://zenda.example/page
  archived: https://archive.example/page
  note: in English only
- {id: talk, language: en, type: speech, authors: [A. Vale, B. Thorne, C. Rass], title: "Why now?"}
- {id: third-hand, language: en, type: interview, title: What I saw, via: article}
- {id: article, language: en, type: article-newspaper, title: A week, container: Coast Daily, via: un}
- {id: hen, language: en, type: book, title: Hen, via: egg}
- {id: egg, language: en, type: book, title: Egg, via: hen}
- {id: quoted, language: en, type: book, title: Shown, via: closed}
- {id: closed, language: en, type: report, title: Closed, audience: [internal]}
"""


def cited(ident: str, language: str = "en", locator: str | None = None) -> str:
    """Return the markup of a citation."""
    press = make_press(facts(sources=UN), job_in(language))
    source = press.view.entity("source", ident)
    assert source is not None
    return without(citation(press, source, locator))


UN_WEB = "https://zenda.example/un?a=1&b=2"
IN_WORDS = {
    ("un", "en"): f"Lantern Watch, Report of the expert, A/CC/108/2, February 2031, {UN_WEB}",
    ("un", "fr"): f"Veille Lanterne, Report of the expert, A/CC/108/2, février 2031, {UN_WEB}",
    ("un", "zh-Hans"): f"灯笼观察，《Report of the expert》，A/CC/108/2，2031年2月，{UN_WEB}",
    ("page", "en"): (
        "“What we do”, Coast Pages, last updated 1 February 2031, accessed 2 March 2031, "
        "https://zenda.example/page, archived at https://archive.example/page (in English only)"
    ),
    ("talk", "en"): "A. Vale, B. Thorne and C. Rass, “Why now?”, speech",
    ("third-hand", "en"): (
        "“What I saw”, interview, quoted in “A week”, Coast Daily, quoted in Lantern Watch, "
        f"Report of the expert, A/CC/108/2, February 2031, {UN_WEB}"
    ),
    ("hen", "en"): "Hen, quoted in Egg",
    ("quoted", "en"): "Shown",
}


@pytest.mark.parametrize(("source", "words"), IN_WORDS.items())
def test_a_citation_says_everything_in_the_order_of_the_house(source: tuple[str, str], words: str) -> None:
    assert words_of(cited(*source)) == words


def test_titles_and_symbols_stay_as_they_are_and_addresses_lead_there() -> None:
    assert cited("un") == (
        'Lantern Watch, <em><span class="exact">Report of the expert</span></em>, '
        '<span class="exact" dir="ltr">A/CC/108/2</span>, February 2031, '
        '<a href="https://zenda.example/un?a=1&amp;b=2">'
        '<span class="exact" dir="ltr">https://zenda.example/un?a=1&amp;b=2</span></a>'
    )


@pytest.mark.parametrize(
    ("language", "locator", "words"),
    [
        ("en", "p. 31", "p.\u00a031"),
        ("en", "pp. 31–33", "pp.\u00a031–33"),
        ("de", "p. 31", "S.\u00a031"),
        ("de", "para. 12", "Ziff.\u00a012"),
        ("zh-Hans", "para 12", "第12段"),
        ("fr", "fold-out map", "fold-out map"),
        ("en", "paragraph on trees", "paragraph on trees"),
    ],
)
def test_pages_and_paragraphs_are_said_in_the_language_of_the_document(
    language: str, locator: str, words: str
) -> None:
    press = make_press(facts(), job_in(language))
    assert words_of(located(press, locator)).replace(" ", "\u00a0") == words.replace(" ", "\u00a0")


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "an editorial, Coast Daily, February 2031"), ("fr", "un éditorial, Coast Daily, février 2031")],
)
def test_what_has_no_title_is_described_without_quotation_marks(language: str, words: str) -> None:
    press = make_press(facts(), job_in(language))
    source = press.view.entity("source", "untitled")
    assert source is not None
    assert words_of(citation(press, source)) == words


def test_the_page_of_a_reference_wins_over_that_of_the_source() -> None:
    press = make_press(facts(), job_in("en"))
    source = press.view.entity("source", "first-report")
    assert source is not None
    assert words_of(citation(press, source)).endswith("March 2031, p. 9")
    assert words_of(citation(press, source, "p. 31")).endswith("March 2031, p. 31")


# ---- laws -------------------------------------------------------------------------------------------

WORDS = ["Coast", "Daily", "Inc.", "海岸", "ساحل", "now?", "Vol. 2", "Oh!", "so:", "and,", "e.g."]
LINES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)
NAMES = LINES.filter(lambda name: name[-1].isalnum())
"""In a list of names a comma may follow the full stop of an abbreviation."""
TITLES = st.fixed_dictionaries({"en": LINES}, optional={"fr": LINES, "zh-Hans": LINES})
DATES = st.sampled_from(["2031", "2031-02", "2031-02-03", "2031-02-03/2031-02-05"])
WEB = st.sampled_from(["https://zenda.example/", "https://zenda.example/a?b=c"])
OPTIONAL = {
    "authors": st.lists(NAMES, max_size=3),
    "organisations": st.lists(st.sampled_from(["lantern-watch", "coast-law"]), max_size=2, unique=True),
    "container": TITLES,
    "publisher": TITLES,
    "symbol": LINES,
    "issued": DATES,
    "updated": DATES,
    "accessed": DATES,
    "url": WEB,
    "archived": WEB,
    "locator": LINES,
    "via": st.just("first-report"),
    "note": st.fixed_dictionaries({"en": LINES, "fr": LINES, "zh-Hans": LINES, "ar": LINES}),
}
SOURCES = st.fixed_dictionaries(
    {"id": st.just("any"), "type": st.sampled_from(SourceType), "title": TITLES, "language": st.just("en")},
    optional=OPTIONAL,
).map(Source.model_validate)
LANGUAGES = st.sampled_from(["en", "fr", "zh-Hans", "ar"])
FACTS = facts()


def _with(source: Source) -> Workspace:
    place = next(iter(FACTS.entries["source"].values())).place()
    entries = {**FACTS.entries["source"], "any": Entry(source, {(): place})}
    return replace(FACTS, entries={**FACTS.entries, "source": entries})


MARKS = ",;:，；：、،؛"


@given(SOURCES, LANGUAGES)
def test_no_mark_is_doubled_or_left_over_whatever_is_missing(source: Source, language: str) -> None:
    press = make_press(_with(source), job_in(language, Audience.INTERNAL))
    group = press.view.entity("source", "any")
    assert isinstance(group, Group)
    words = words_of(ended(press, citation(press, group)))

    assert words == words.strip()
    assert words[0] not in f"{MARKS}."
    assert words[-1] not in MARKS
    assert not re.search(rf" [{MARKS}]|[.?!。？！{MARKS}][{MARKS}]|[.。?!] ?[.。]", words)
    assert "()" not in words
    assert "[]" not in words


@given(SOURCES, LANGUAGES)
def test_every_citation_can_be_read_and_holds_the_title_of_the_source(source: Source, language: str) -> None:
    press = make_press(_with(source), job_in(language, Audience.INTERNAL))
    group = press.view.entity("source", "any")
    assert isinstance(group, Group)
    markup = f'<p class="body">x{note(press, group)}</p>'
    assert len(read(markup, press.origins.places, picture)) == 1
    entered = (source.title or {})["en"]
    title = entered.strip(f"{MARKS} ") or entered
    assert title in words_of(markup)
