"""Fields that are made of others keep what their readers may not see; small facts print as they should."""

from __future__ import annotations

import pytest

from briefgen.audience import Audience
from briefgen.composing.citations import citation
from briefgen.composing.head import iso_date
from briefgen.composing.view import Group, View
from briefgen.loading.workspace import Entry
from briefgen.model.values import Dated, Model, PersonId
from briefgen.model.walk import Found
from briefgen.places import Place
from briefgen.reading.markers import without

from .desk import LETTER, make_press
from .facts import FACTS, facts, job_in, prints, set_in

MIN = """\
- id: luo-min
  name: Luo Min
  scripts: {zh-Hans: 罗敏}
  order: family-first
  audience: [public]
"""
PARTNERS_ONLY = "  audience_of: {%s: [partners]}\n"


def seen(view: View, noun: str, ident: str) -> Group:
    found = view.entity(noun, ident)
    assert found is not None
    return found


def view_for(audience: Audience = Audience.PUBLIC, language: str = "en", **files: str) -> View:
    return View(facts(**files), job_in(language, audience))


# ---- for fewer eyes ---------------------------------------------------------------------------------


@pytest.mark.parametrize(("audience", "printed"), [(Audience.PUBLIC, "Luo Min"), (Audience.PARTNERS, "罗敏")])
def test_a_name_in_its_own_script_that_is_kept_back_is_printed_in_latin_letters(
    audience: Audience, printed: str
) -> None:
    people = MIN + PARTNERS_ONLY % "scripts"
    person = seen(view_for(audience, "zh-Hans", people=people), "person", "luo-min")

    assert person["name"] == printed


@pytest.mark.parametrize("field", ["scripts", "name"])
def test_behind_a_latin_name_stands_no_original_when_either_is_kept_back(field: str) -> None:
    people = MIN + PARTNERS_ONLY % field

    public, partners = (
        seen(view_for(audience, people=people), "person", "luo-min")
        for audience in (Audience.PUBLIC, Audience.PARTNERS)
    )

    assert public["original"] is None
    assert partners["original"] == {"text": "罗敏", "language": "zh-Hans"}


def test_a_name_that_is_kept_back_is_not_told_by_the_name_in_another_script() -> None:
    people = MIN + PARTNERS_ONLY % "name"

    assert seen(view_for(people=people), "person", "luo-min")["name"] is None
    markup, _, _ = set_in("By [[person:luo-min]].", workspace=facts(people=people))
    assert "Luo" not in markup
    assert "罗" not in markup


@pytest.mark.parametrize("name", ["", "  name: {fr: Norvège}\n"])
def test_a_country_code_that_is_kept_back_names_no_country(name: str) -> None:
    governments = f'- id: norway\n  code: "NO"\n{name}' + PARTNERS_ONLY % "code"
    ours = view_for(governments=governments)

    assert str(seen(ours, "government", "norway")["name"]) not in ("Norway", "NO")
    partners = view_for(Audience.PARTNERS, governments=governments)
    assert (seen(partners, "government", "norway")["name"], partners.problems) == ("Norway", [])


def test_a_code_of_which_there_is_no_name_is_not_told_to_those_from_whom_it_is_kept() -> None:
    governments = '- id: norway\n  code: "XJ"\n' + PARTNERS_ONLY % "code"
    ours = view_for(governments=governments)

    assert seen(ours, "government", "norway")["name"] is None or ours.problems
    assert not [one for one in ours.problems if "XJ" in one.message]


@pytest.mark.parametrize(
    ("audience", "told"), [(Audience.PUBLIC, None), (Audience.PARTNERS, "Lantern Watch")]
)
def test_an_issuer_that_is_kept_back_does_not_stand_in_for_a_signatory(
    audience: Audience, told: str | None
) -> None:
    letter = LETTER.replace("audience: [public]", "audience: [public]\naudience_of: {issuers: [partners]}")
    letter = letter.replace("person: ottilie-marsh", "person: kim-ash").replace(
        "  - {person: teodor-quill, capacity: Counsel, organisation: coast-law, agreement: invited}\n"
        "  - {person: bram-sorrel, capacity: Witness, agreement: withdrawn}\n",
        "",
    )
    view = view_for(audience, letter=letter)

    signatories = view.document["signatories"]
    assert isinstance(signatories, list)
    (signatory,) = signatories
    assert isinstance(signatory, Group)
    organisation = signatory["organisation"]
    assert (organisation["name"] if isinstance(organisation, Group) else organisation) == told


class _Visit(Model):
    """What nobody can print without the visitor."""

    visitor: PersonId


class _Report(Model):
    """What nobody can print without the visit."""

    visit: _Visit
    aside: _Visit | None = None


@pytest.mark.parametrize(("visitor", "there"), [("kim-ash", True), ("hidden-one", False)])
def test_a_part_is_left_out_with_the_person_deep_inside_it(visitor: str, there: bool) -> None:
    report = _Report(visit=_Visit(visitor=visitor), aside=_Visit(visitor="hidden-one"))
    view = view_for()
    entry = Entry(seen(view, "person", "kim-ash").entry.value, {(): Place("people.yaml", 1, 1)})

    shown = view.value(entry, Found(("report",), report, _Report))

    assert isinstance(shown, Group) == there
    assert not isinstance(shown, Group) or shown["aside"] is None


def test_a_member_that_may_not_be_shown_is_left_out_of_its_bloc() -> None:
    governments = FACTS["governments.yaml"].replace('code: "NO"}', 'code: "NO", audience: [partners]}')
    governments = governments.replace("  code: EU\n", "  code: EU\n  members: [{government: norway}]\n")

    assert seen(view_for(governments=governments), "government", "bloc")["members"] == []


# ---- dates ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("date", "to_the_day"),
    [
        ('"2031-04-28"', True),
        ("2031-04", False),
        ("2031", False),
        ("2031-04-28~", False),
        ("2031-04-28/2031-04-29", False),
        ("{edtf: 2031-04-28, printed: the last Monday of April}", False),
        ("{edtf: 2031-04, printed: late April 2031}", False),
    ],
)
def test_a_document_is_dated_to_the_day_where_its_date_is_one_day_in_figures(
    date: str, to_the_day: bool
) -> None:
    view = view_for(letter=LETTER.replace('date: "2031-04-28"', f"date: {date}"))

    assert view.document["is_dated_to_the_day"] is to_the_day


@pytest.mark.parametrize(
    ("edtf", "iso"),
    [
        ("2031-04-28", "2031-04-28"),
        ("2031-04~", "2031-04"),
        ("2031?", "2031"),
        ("2031-04-28%", "2031-04-28"),
        ("2031-04~/2031-05", "2031-04"),
        ("/2031", None),
        ("../2031", None),
    ],
)
def test_the_date_in_the_properties_of_a_file_has_no_signs_of_doubt(edtf: str, iso: str | None) -> None:
    assert iso_date(Dated(edtf=edtf)) == iso


# ---- charts -----------------------------------------------------------------------------------------

CHART = """\
- id: partners
  caption: {en: Partners}
  partner_heading: {en: Partner}
  profiles: [norway, bloc]
  panels:
    - caption: {en: Aims}
      columns:
        - {id: aims, heading: {en: Aims}}
        - {id: budget, heading: {en: Budget}}
"""
PROFILES = """\
- id: norway
  partner: norway
  cells:
    aims: {empty: unknown}
    budget: {empty: unknown}
    staff: {empty: unpublished}
- id: bloc
  partner: bloc
  cells:
    aims: {empty: unknown, printed: {en: Nobody knows}}
    budget: {empty: unknown, printed: {en: Nobody knows}}
"""


def test_the_legend_says_once_what_stands_in_several_cells() -> None:
    chart = seen(view_for(charts=CHART, profiles=PROFILES), "chart", "partners")

    assert chart["legend"] == [{"kind": "unknown", "wordings": ["Unknown", "Nobody knows"]}]


# ---- citations and references -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "slants"),
    [
        ("Ten years", True),
        ("Δέκα χρόνια", True),
        ("Десять лет", True),
        ("1984", True),
        ("2031 年报告", False),
        ("十年", False),
        ("عشر سنوات", False),
        ("ལོ་བཅུ།", False),
    ],
)
def test_titles_are_set_in_italics_where_their_letters_have_some(title: str, slants: bool) -> None:
    sources = f'- {{id: any, language: en, type: report, title: "{title}"}}\n'
    press = make_press(facts(sources=sources), job_in("en"))
    markup = without(citation(press, seen(press.view, "source", "any")))

    assert title in markup
    assert ("<em>" in markup) == slants


ORGANISATIONS = FACTS["organisations.yaml"].replace(
    "  phone: +00 555 0142\n", "  phone: +00 555 0142\n  email: letters@lantern-watch.example\n"
)
ADDRESS = '<span class="exact" dir="ltr">https://lantern-watch.example/</span>'


def test_a_web_address_leads_there_but_within_a_link_it_leads_where_the_link_does() -> None:
    assert prints("[[organisation:lantern-watch.web]]") == (
        f'<a href="https://lantern-watch.example/">{ADDRESS}</a>'
    )
    assert prints("[see [[organisation:lantern-watch.web]]](https://zenda.example/)") == (
        f'<a href="https://zenda.example/">see {ADDRESS}</a>'
    )


@pytest.mark.parametrize(
    ("reference", "words"),
    [
        ("organisation:lantern-watch.email", "letters@lantern-watch.example"),
        ("organisation:lantern-watch.phone", "+00 555 0142"),
        ("government:norway.code", "NO"),
        ("term:covenant.symbol", "CC/2031/4"),
    ],
)
@pytest.mark.parametrize("language", ["en", "ar"])
def test_addresses_numbers_and_symbols_run_from_left_to_right_in_every_language(
    reference: str, words: str, language: str
) -> None:
    markup, _, problems = set_in(f"[[{reference}]]", language, workspace=facts(organisations=ORGANISATIONS))

    assert problems == []
    assert f'<span class="exact" dir="ltr">{words}</span>' in without(markup)
