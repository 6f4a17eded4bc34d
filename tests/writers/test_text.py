"""Plain text for e-mail: everything is said, one paragraph a line."""

from __future__ import annotations

import pytest

from briefgen.problems import Weight
from briefgen.theme import HOUSE
from briefgen.writers.text import write_text

from ..trees import SEAL, at, letter, report

WHOLE = f"""\
DRAFT
Sample; not a text of those it names

Friends of Zenda

The Ministers for Foreign Affairs
Council Square 1

Re: The eighth round & what it left open

Dear Ministers,

{SEAL}[1]

Three names: 王建国 (Wang Jianguo), أحمد يوسف (Ahmed Yusuf) and བསྟན་འཛིན.

What was promised

1. to publish the number of death sentences;
2. to open two prisons:
    • the prison of Hentzau;
    • {SEAL}
    all this within a year.

    We shall leave no letter unanswered; nor any <name> unspoken.

Held since May 1999, see Table 1; the page of the eighth round with every paper handed over there \
<https://www.example.org/round-eight>.

Table 1. Persons held

District 0 — 1999: 100
District 0 — Remarks:

District 1 — 1999: 101
District 1 — Remarks:

District 2 — 1999: 102
District 2 — Remarks:

Tarlenheim — 1999: 7
Tarlenheim — Remarks:
    Partly published
    • by age
    • by sex

[A red bar]

Figure 1. The seal of the dialogue

Their families know nothing.[2]

Flavia Elphberg

[1] Ministry of Justice, 2000; see the full report <https://www.example.org/reports?lang=en&part=2>.

[2] Names: 王建国 and أحمد يوسف.

DRAFT
Sample; not a text of those it names
"""


def test_the_whole_letter_as_text() -> None:
    assert write_text(letter(), HOUSE).data.decode() == WHOLE


CHART = """\
Table 2. Dialogues at a glance

Ruritania — Began: 1997, resumed in 1998[a]
Ruritania — Rounds:
    Eight: [b]
    • Zenda, 1997;
    • Strelsau, 1998.
Ruritania — Experts: About 20
Ruritania — Held at: None exists
Ruritania — Reports: None published
Ruritania — Cases raised: Unknown

Sylvania — Began: Spring 1996
"""
CONTENTS = """\
Contents

1. What was found
    1. What was promised
    2. What the prisons show
2. What we ask for
The chart
    Gravely ill
Appendix: 王建国
    The lawyers

1. What was found

Lantern Watch (LW) counted 530 persons.[1] LW goes on.
"""
CONTACT = """\
For the press

Flavia Elphberg, English and French
+00 555 01-42
press@example.org

"""


@pytest.mark.parametrize(
    "part",
    [
        CHART,
        CONTENTS,
        CONTACT,
        "law, in Strelsau.\nGraustark — Experts: 6\n",
        "\n\n[a] Ministry of Justice, Yearbook 1998, p. 31.\n[b] Counted by 王建国; see 人權對話的真相.\n\n",
        "\n\nENDS\n\n",
        "\n\n[2] See note 1, and 人權對話的真相.\n\n",
    ],
)
def test_the_parts_of_a_report_as_text(part: str) -> None:
    assert part in write_text(report(), HOUSE).data.decode()


def test_what_plain_text_cannot_show_is_reported_once_for_each_kind() -> None:
    problems = write_text(letter(), HOUSE).problems
    assert [problem.message for problem in problems] == [
        "Emphasis is lost in plain text, here and in one more place",
        "A table becomes a list of its values in plain text",
        "A picture is only described in plain text",
    ]
    assert {problem.weight for problem in problems} == {Weight.SIMPLIFICATION}
    assert {problem.code for problem in problems} == {"plain-text"}


def test_a_letter_of_paragraphs_loses_nothing() -> None:
    from ..trees import p

    assert write_text(letter(p("One.", line=2)), HOUSE).problems == ()
    assert at(2).line == 2
