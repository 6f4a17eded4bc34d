"""Facts for texts to refer to, in four languages; all names are invented."""

from __future__ import annotations

from pathlib import Path

from briefgen.audience import Audience
from briefgen.composing.placed import Placed
from briefgen.composing.press import Press
from briefgen.composing.prose import prose_filter
from briefgen.jobs import Edition, Job
from briefgen.loading.workspace import Workspace
from briefgen.places import Place
from briefgen.problems import Problem
from briefgen.reading.markers import without

from .desk import FILES, make_press, make_workspace

ORGANISATIONS = """\
- id: lantern-watch
  name: {en: Lantern Watch, fr: Veille Lanterne, zh-Hans: 灯笼观察, ar: مرصد الفانوس}
  acronym: {en: LW, fr: VL, zh-Hans: 灯观, ar: م.ف}
  web: https://lantern-watch.example/
  phone: +00 555 0142
- id: coast-law
  name: {en: Coast Law Clinic, fr: Clinique de la Côte, zh-Hans: 海岸诊所, ar: عيادة الساحل}
"""
PEOPLE = """\
- id: luo-min
  name: Luo Min
  scripts: {zh-Hans: 罗敏, zh-Hant: 羅敏}
  order: family-first
  audience: [public]
- {id: kim-ash, name: Kim Ash, audience: [public]}
- {id: hidden-one, name: Hidden One}
"""
GOVERNMENTS = """\
- {id: norway, code: "NO"}
- {id: sylvania, name: {en: Sylvania, fr: Sylvanie, zh-Hans: 西尔瓦, ar: سيلفانيا}}
- id: bloc
  code: EU
  short: {en: EU, fr: UE, zh-Hans: 欧盟, ar: الاتحاد}
- id: freedonia
  name: {en: Freedonia, fr: Fridonie, zh-Hans: 自由国, ar: فريدونيا}
"""
DIALOGUES = """\
- id: sylvania-freedonia
  name: {en: Port Marrow dialogue, fr: dialogue de Port-Marrow, zh-Hans: 马罗对话, ar: حوار بورت مارو}
  parties: [sylvania, freedonia]
  history:
    - {state: begun, date: 2029}
    - {state: suspended, date: 2029-11}
    - {state: resumed, date: 2030-02}
    - {state: suspended, date: 2030-06}
    - state: resumed
      date:
        claims:
          - {value: 2031-01, source: first-report}
          - {value: 2031-02, source: second-hand, preferred: true}
"""
ROUNDS = """\
- id: fourth-round
  dialogue: sylvania-freedonia
  dates: 2031-05-12/2031-05-13
  place: {en: Port Marrow, fr: Port-Marrow, zh-Hans: 马罗港, ar: بورت مارو}
"""
TERMS = """\
- id: covenant
  name: {en: Coast Covenant, fr: Pacte de la Côte, zh-Hans: 海岸公约, ar: ميثاق الساحل}
  short: {en: CC, fr: PC, zh-Hans: 海约, ar: م.س}
  symbol: CC/2031/4
"""
FIGURES = """\
- {id: people, label: {en: people}, value: "400000000"}
- {id: guests, label: {en: guests}, value: {number: "20", constraint: about}}
- id: eleven
  label: {en: cells}
  value: {number: "11", printed: {en: eleven, fr: onze, zh-Hans: 十一, ar: أحد عشر}}
- {id: distance, label: {en: distance}, value: "1500", unit: {en: km, fr: km, zh-Hans: 公里, ar: كم}}
- {id: share, label: {en: share}, value: "12.5", unit: {en: "%", fr: "%", zh-Hans: "%", ar: "%"}}
- id: governments
  label: {en: governments}
  value:
    claims:
      - {value: "11", source: first-report}
      - {value: "10", source: second-hand, preferred: "true"}
- id: undecided
  label: {en: governments}
  value:
    claims:
      - {value: "11", source: first-report}
      - {value: "10", source: second-hand}
- {id: secret, label: {en: secret}, value: "3", audience: [internal]}
"""
SOURCES = """\
- id: untitled
  type: press-release
  language: en
  description: {en: an editorial, fr: un éditorial}
  container: Coast Daily
  issued: 2031-02
- id: first-report
  language: en
  type: report
  organisations: [lantern-watch]
  title: {en: The Long Night, fr: La longue nuit, zh-Hans: 长夜, ar: الليل الطويل}
  issued: 2031-03
  locator: p. 9
- id: second-hand
  language: zh-Hant
  type: article-newspaper
  authors: [Luo Min]
  title: {zh-Hant: 長夜, en: Long night}
  container: {zh-Hant: 海岸報, en: Coast Daily}
  issued: 2031-03-04
  via: first-report
- {id: secret-paper, language: en, type: report, title: Secret, audience: [internal]}
"""
STATEMENTS = """\
- {id: promise, language: en, words: "we will open the doors", speaker: kim-ash}
- {id: vow, language: ar, words: "سنفتح الأبواب", government: sylvania}
"""
FINDINGS = """\
- id: doors
  heading: {en: Doors}
  text: {en: They are shut.}
  as_of: {edtf: 2031-04, printed: {en: late April 2031}}
"""
OUTCOMES = """\
- {id: fewer, heading: {en: Fewer}, concerns: [{text: {en: More.}}]}
"""
EVENTS = """\
- {id: round-table, name: {en: Round-table}, date: 2031-02-07}
"""
RECOMMENDATIONS = """\
- {id: open-doors, scope: general, text: {en: Open.}, supersedes: [publish]}
- {id: publish, scope: dialogue, text: {en: Publish.}, supersedes: [open-doors]}
- {id: free-her, scope: case, text: {en: Free her.}}
"""
COMMITMENTS = """\
- {id: doors-open, by: sylvania, date: 2030-10-01, text: {en: The doors open.}}
"""

FACTS = {
    **FILES,
    "organisations.yaml": ORGANISATIONS,
    "people.yaml": PEOPLE,
    "governments.yaml": GOVERNMENTS,
    "dialogues.yaml": DIALOGUES,
    "rounds.yaml": ROUNDS,
    "terms.yaml": TERMS,
    "figures.yaml": FIGURES,
    "sources.yaml": SOURCES,
    "statements.yaml": STATEMENTS,
    "findings.yaml": FINDINGS,
    "outcomes.yaml": OUTCOMES,
    "events.yaml": EVENTS,
    "recommendations.yaml": RECOMMENDATIONS,
    "commitments.yaml": COMMITMENTS,
}
PLACE = Place("letter.yaml", 10, 3, "body")


def facts(**changed: str) -> Workspace:
    """Return the workspace of the facts; `sources="…"` replaces a file."""
    files = FACTS | {f"{name.replace('_', '-')}.yaml": text for name, text in changed.items()}
    return make_workspace(Path("/nowhere"), files)


def job_in(language: str, audience: Audience = Audience.PUBLIC) -> Job:
    return Job("open-letter", language, audience, Edition.DRAFT)


def set_in(
    text: str, language: str = "en", audience: Audience = Audience.PUBLIC, workspace: Workspace | None = None
) -> tuple[str, Press, list[Problem]]:
    """Return the markup of a text with its markers, the press that set it, and what is wrong with it."""
    press = make_press(workspace or facts(), job_in(language, audience))
    problems = press.view.problems
    return str(prose_filter(press, problems)(Placed(text, PLACE, literal=True))), press, problems


def prints(text: str, language: str = "en", audience: Audience = Audience.PUBLIC) -> str:
    """Return what a paragraph prints, as markup without markers."""
    markup, _, problems = set_in(text, language, audience)
    assert problems == []
    return without(markup).removeprefix('<p class="body">').removesuffix("</p>")


def told(text: str, language: str = "en") -> Problem:
    """Return the one thing that is wrong with a text."""
    (problem,) = set_in(text, language)[2]
    return problem
