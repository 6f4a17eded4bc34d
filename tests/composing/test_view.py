"""What templates are given beside plain fields: charts, contacts, issuers, and functions that set facts."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import pytest

from briefgen.audience import Audience
from briefgen.composing.view import Group, View
from briefgen.problems import Refusal
from briefgen.reading.markers import without

from .desk import JOB, LETTER, Desk, make_press
from .facts import FACTS, facts, job_in, set_in

CHARTS = """\
- id: partners
  caption: {en: Partners, fr: Partenaires}
  partner_heading: {en: Partner, fr: Partenaire}
  profiles: [norway, bloc]
  panels:
    - caption: {en: Aims, fr: Buts}
      columns:
        - {id: aims, heading: {en: Aims, fr: Buts}}
        - {id: budget, heading: {en: Budget, fr: Budget}}
"""
PROFILES = """\
- id: norway
  partner: norway
  cells:
    aims: {text: {en: Openness}}
    budget: {empty: not-researched}
- id: bloc
  partner: bloc
  cells:
    aims: {same_as: norway, items: [{en: visits}]}
    budget: {empty: none, printed: {en: None stated}}
- id: other
  partner: sylvania
  cells:
    aims: {empty: unknown}
    budget: {empty: none}
"""
CONTACTS = """\
- {id: press, person: luo-min, languages: [en, cmn, ug], phones: [+00 555 0143]}
- {id: quiet, person: hidden-one}
"""


def view_in(language: str = "en", audience: Audience = Audience.PUBLIC, **files: str) -> View:
    return View(facts(**files), job_in(language, audience))


def entity(view: View, noun: str, ident: str) -> Group:
    found = view.entity(noun, ident)
    assert found is not None
    return found


# ---- charts and contacts ----------------------------------------------------------------------------


def test_a_cell_that_inherits_names_the_partner_and_keeps_what_it_adds() -> None:
    profile = entity(view_in(profiles=PROFILES), "profile", "bloc")
    cells = profile["cells"]
    assert isinstance(cells, dict)
    cell = cells["aims"]
    assert isinstance(cell, Group)
    partner = cell["same_as"]
    assert isinstance(partner, Group)
    assert (partner.noun, partner["name"], cell["items"]) == ("government", "Norway", ["visits"])


def test_the_legend_tells_the_kinds_that_occur_in_the_chart_in_their_order() -> None:
    chart = entity(view_in(profiles=PROFILES, charts=CHARTS), "chart", "partners")
    assert chart["legend"] == [
        {"kind": "none", "wordings": ["None stated"]},
        {"kind": "not-researched", "wordings": ["Not researched"]},
    ]


def test_a_row_is_left_out_with_the_partner_that_the_readers_may_not_see() -> None:
    hidden = FACTS["governments.yaml"].replace('code: "NO"}', 'code: "NO", audience: [partners]}')
    chart = entity(view_in(profiles=PROFILES, charts=CHARTS, governments=hidden), "chart", "partners")
    rows = chart["profiles"]
    assert isinstance(rows, list)
    assert [row["id"] for row in rows if isinstance(row, Group)] == ["bloc"]


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("en", ["English", "Mandarin", "Uyghur"]),
        ("fr", ["anglais", "mandarin", "ouïghour"]),
    ],
)
def test_a_contact_speaks_languages_by_their_names(language: str, names: list[str]) -> None:
    assert entity(view_in(language, contacts=CONTACTS), "contact", "press")["languages"] == names


def test_a_contact_is_left_out_with_the_person_whom_the_readers_may_not_see() -> None:
    assert view_in(contacts=CONTACTS).entity("contact", "quiet") is None
    assert view_in(audience=Audience.INTERNAL, contacts=CONTACTS).entity("contact", "quiet") is not None


# ---- circles and speed ------------------------------------------------------------------------------


def test_recommendations_that_replace_each_other_are_read_without_end() -> None:
    first = entity(view_in(), "recommendation", "open-doors")
    second = first["supersedes"]
    assert isinstance(second, list)
    assert isinstance(second[0], Group)
    assert second[0]["supersedes"] == [first]


def test_twelve_partners_and_sixty_sources_are_set_in_a_moment() -> None:
    sources = FACTS["sources.yaml"] + "".join(
        f"- {{id: s{number}, language: en, type: report, title: Report {number}, via: first-report}}\n"
        for number in range(60)
    )
    profiles = "".join(
        f"- id: p{number}\n  partner: norway\n  cells:\n"
        + "".join(f"    c{column}: {{text: {{en: Words}}, sources: [s{column}]}}\n" for column in range(7))
        for number in range(12)
    )
    workspace = facts(sources=sources, profiles=profiles)
    text = "".join(f"Said[[source:s{number}]] by [[government:norway]].\n\n" for number in range(60))
    begun = time.process_time()
    view = View(workspace, job_in("en"))
    for number in range(12):
        cells = entity(view, "profile", f"p{number}")["cells"]
        assert isinstance(cells, dict)
        assert all(isinstance(cell, Group) and cell["sources"] for cell in cells.values())
    set_in(text, workspace=workspace)
    assert time.process_time() - begun < 0.3


# ---- documents --------------------------------------------------------------------------------------

TWO = "issuers: [lantern-watch, coast-law]"
SIGNED = """\
<h1>{{ letter.subject }}</h1>
{% for one in letter.signatories %}
<p class="body">{% if one.organisation %}{{ one.organisation.name }}{% else %}nobody{% endif %}</p>
{% endfor %}
"""


def test_joint_issuers_are_joined_in_the_words_of_the_language(tmp_path: Path) -> None:
    joint = LETTER.replace("issuers: [lantern-watch]", TWO)
    desk = Desk(tmp_path)
    assert desk.compose(letter=joint).head.issuer == "Lantern Watch and Coast Law Clinic"
    desk = Desk(tmp_path, letter=joint)
    desk.write_in("fr")
    head = desk.compose(replace(JOB, language="fr")).head
    assert head.issuer == "Veille Lanterne et Clinique"
    assert head.running_head == "Veille Lanterne et Clinique · Dialogue, 12–13\u00a0mai 2031".replace(
        "\u00a0", " "
    )


def test_of_several_issuers_none_stands_in_for_a_signatory(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.template(SIGNED)
    assert "Lantern Watch" in desk.compose().markup
    joint = desk.compose(letter=LETTER.replace("issuers: [lantern-watch]", TWO)).markup
    assert "nobody" in joint
    assert "Coast Law Clinic" in joint


def test_a_document_in_two_languages_says_in_each_only_what_was_written_in_it(tmp_path: Path) -> None:
    letter = (
        LETTER.replace('subject: The "fourth round" & after', "subject: {en: Open the doors, fr: Ouvrez}")
        .replace("title: Open letter on the fourth round", "title: {en: Letter, fr: Lettre}")
        .replace("language: en", "language: en\ntranslations: [fr]")
    )
    desk = Desk(tmp_path)
    desk.template("<h1>{{ letter.subject }}</h1>")
    assert "Open the doors" in desk.compose(letter=letter).markup
    french = desk.compose(replace(JOB, language="fr"), letter=letter)
    assert (french.problems, french.head.title) == ((), "Lettre")
    assert "Ouvrez" in french.markup
    assert "Open the doors" not in french.markup


def test_of_a_related_document_there_is_only_what_identifies_it() -> None:
    other = LETTER.replace("id: open-letter", "id: earlier")
    workspace = facts(**{"open-letter": other})
    related = View(workspace, job_in("en")).entity("document", "earlier")
    assert related is not None
    assert set(related) == {"id", "title", "issuers", "date"}
    assert related["title"] == "Open letter on the fourth round"


# ---- functions for templates ------------------------------------------------------------------------

USE = "<h1>{{ letter.subject }}</h1>"
RELATED = LETTER.replace("closing: ", "relations: [{kind: replies-to, source: first-report}]\nclosing: ")


SET = {
    "mention(letter.issuers[0])": (
        '<span class="name" id="organisation-lantern-watch">Lantern Watch (LW)'
        '<span class="later">LW</span></span>'
    ),
    "mention(letter.signatories[0].person)": '<span class="name">Kim Ash</span>',
    "citation(letter.relations[0].source)": (
        'Lantern Watch, <em><span class="exact">The Long Night</span></em>, March 2031, p. 9'
    ),
    "['x', 'y', letter.place]|listed": "x, y and Port Marrow",
    "letter.issuers|map(attribute='name')|listed": "Lantern Watch",
}


@pytest.mark.parametrize(("expression", "markup"), SET.items())
def test_templates_mention_cite_and_list(expression: str, markup: str, tmp_path: Path) -> None:
    assert f'<p class="body">{markup}</p>' in _used(tmp_path, f'<p class="body">{{{{ {expression} }}}}</p>')


def test_a_template_makes_notes_that_refer_back(tmp_path: Path) -> None:
    markup = _used(tmp_path, '<p class="body">x{{ note(letter.relations[0].source, "p. 31") }}</p>')
    assert '<span class="footnote" id="source-first-report">Lantern Watch, ' in markup
    assert (
        'See note <a class="reference" href="#source-first-report"></a>, p. 31.</span></span></p>' in markup
    )


@pytest.mark.parametrize(
    ("expression", "message"),
    [
        ("mention(letter.title)",
         "mention() takes a dialogue or government or organisation or person or term"),
        ("note(letter.issuers[0])", "note() takes a source"),
        ("letter.body|prose(7)", "prose() takes the level of the highest heading, 2 to 5"),
    ],
)  # fmt: skip
def test_a_function_that_is_given_something_else_says_what_it_takes(
    expression: str, message: str, tmp_path: Path
) -> None:
    with pytest.raises(Refusal) as caught:
        _used(tmp_path, f"{{{{ {expression} }}}}")
    assert [one.message for one in caught.value.problems] == [
        f"The template cannot be run in “{{{{ {expression} }}}}”: {message}"
    ]


def _used(folder: Path, text: str) -> str:
    files = {name.removesuffix(".yaml"): text for name, text in FACTS.items()}
    letter = RELATED.replace("person: ottilie-marsh", "person: kim-ash").replace(
        "person: teodor-quill", "person: luo-min"
    ).replace("person: bram-sorrel", "person: luo-min")  # fmt: skip
    desk = Desk(folder, **{**files, "letter": letter})
    desk.template(f"{USE}\n{text}")
    composed = desk.compose()
    assert composed.problems == ()
    return without(composed.markup)


def test_a_press_keeps_the_places_of_what_it_lists() -> None:
    press = make_press(facts(), job_in("en"))
    group = press.view.entity("organisation", "coast-law")
    assert group is not None
    assert str(press.listed([group["name"], "x"])) != without(str(press.listed([group["name"], "x"])))
