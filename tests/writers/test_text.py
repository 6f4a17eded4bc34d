"""Plain text for e-mail: everything is said, one paragraph a line."""

from __future__ import annotations

from briefgen.problems import Weight
from briefgen.theme import HOUSE
from briefgen.writers.text import write_text

from ..trees import SEAL, at, letter

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
Tarlenheim — Remarks: Partly published; • by age; • by sex

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


def test_what_plain_text_cannot_show_is_reported() -> None:
    problems = write_text(letter(), HOUSE).problems
    assert [problem.message for problem in problems] == [
        "Emphasis is lost in plain text",
        "Emphasis is lost in plain text",
        "A table becomes a list of its values in plain text",
        "A picture is only described in plain text",
    ]
    assert {problem.weight for problem in problems} == {Weight.SIMPLIFICATION}
    assert {problem.code for problem in problems} == {"plain-text"}


def test_a_letter_of_paragraphs_loses_nothing() -> None:
    from ..trees import p

    assert write_text(letter(p("One.", line=2)), HOUSE).problems == ()
    assert at(2).line == 2
