"""References in texts, claims, order, and what sections print."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefgen.audience import Audience
from briefgen.problems import ExitCode, Weight

from .desk import JOB, LETTER_FILE, Desk

BODY = "body: We write before the round.\n"
SOURCES = """\
  - {id: report-2030, type: report, title: Ten Years of Talking}
  - {id: gazette, type: article-newspaper, title: Minister speaks, audience: internal}
"""
RECOMMENDATIONS = """\
  - {id: publish, scope: general, heading: Publish, text: Publish the agenda.}
  - {id: answer, scope: dialogue, text: "Answer what [[recommendation:publish]] asks for."}
"""
RELEASE = """\
kind: press-release
format: 1
id: spring-release
audience: public
language: en
title: Partners ask for an agenda
issuers: [harbour-watch]
date: 2031-03-01
lead: They ask for it.
sections:
  - heading: Asks
    recommendations: [publish]
"""
RELEASE_FILE = "briefings/release.yaml"
RELEASE_JOB = replace(JOB, document="spring-release")


# ---- references in texts ------------------------------------------------------------------------------


def test_a_reference_in_a_text_that_leads_nowhere_is_told_at_its_words(desk: Desk) -> None:
    desk.change(
        BODY,
        "body: |\n  We write before the round.\n\n  Then [[person:kim-ash]] spoke to [[person:kim-asch]].\n",
    )

    assert (
        desk.told()
        == """\
briefings/letter.yaml:18:36: error: There is no person with the id “kim-asch” (at body)
  18 |   Then [[person:kim-ash]] spoke to [[person:kim-asch]].
     |                                    ^^^^^^^^^^^^^^^^^^^
  to do: Did you mean “kim-ash”? People stand in briefings/people.yaml."""
    )


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("body: See [[person:x]].", 11),
        ('body: "See [[person:x]]."', 12),
        ("body: '[[person:kim-ash]] saw [[person:x]].'", 31),
    ],
)
def test_on_one_line_too_the_words_themselves_are_pointed_at(desk: Desk, text: str, column: int) -> None:
    desk.change(BODY, f"{text}\n")

    (problem,) = desk.found()
    assert problem.place
    assert (problem.place.line, problem.place.column) == (15, column)


def test_the_second_of_two_equal_references_is_told_at_its_own_place(desk: Desk) -> None:
    desk.change(BODY, "body: See [[person:x]] and [[person:x]].\n")

    assert [str(one.place) for one in desk.found()] == [f"{LETTER_FILE}:15:11", f"{LETTER_FILE}:15:28"]


def test_a_folded_text_is_told_from_its_beginning(desk: Desk) -> None:
    desk.change(BODY, "body: >\n  We write\n  to [[person:x]].\n")

    assert [str(one.place) for one in desk.found()] == [f"{LETTER_FILE}:16:3"]


@pytest.mark.parametrize(
    ("reference", "code", "message", "advice"),
    [
        ("[[persn:kim-ash]]", "bad-reference", "There is no kind of fact called “persn”",
         "Did you mean “person”? Use one of: benchmark, case,"),
        ("[[round:spring-2031.datse]]", "bad-reference",
         "There is no field “datse” of the round that a text could print",
         "Did you mean “dates”? A text can print: ordinal, dates, place."),
        ("[[round:spring-2031.host]]", "bad-reference",
         "The field “host” of the round is no text on one line, name, date or number",
         "A text can print: ordinal, dates, place."),
        ("[[round:spring-2031.place]]", "bad-reference",
         "Nothing is entered as “place” of the round “spring-2031”",
         "Enter it there, or take the reference out of the text."),
        ("[[document:autumn-letter.title]]", "dangling-reference",
         "There is no document with the id “autumn-letter”",
         "Documents stand in briefings/letter.yaml."),
        ("[[chart:partners]]", "dangling-reference", "There is no chart with the id “partners”",
         "No chart is entered yet: make a file with “kind: chart” below briefings/."),
    ],
)  # fmt: skip
def test_what_a_reference_names_is_there(
    desk: Desk, reference: str, code: str, message: str, advice: str
) -> None:
    desk.change(BODY, f"body: See {reference}.\n")

    (problem,) = desk.found()
    assert (problem.code, problem.message) == (code, message)
    assert problem.advice.startswith(advice)


@pytest.mark.parametrize(
    "reference",
    ["[[round:spring-2031.dates]]", "[[person:kim-ash]]", "[[table:promises]]", "[[heading:asks]]",
     r"\[[persn:x]]", "[[dialogue:zenda-sylvania]]", "[[government:zenda.name]]"],
)  # fmt: skip
def test_references_that_lead_somewhere_pass(desk: Desk, reference: str) -> None:
    desk.change(BODY, f"body: See {reference}.\n")

    assert desk.found() == []


def test_the_advice_names_every_kind_of_document(desk: Desk) -> None:
    desk.add("sources", SOURCES)
    (desk.root / LETTER_FILE).unlink()
    desk.add("events", "  - {id: talk, name: Talk, date: 2030, text: 'See [[document:x.title]].'}\n")

    (advice,) = (one.advice for one in desk.found() if one.code == "dangling-reference")
    assert advice == (
        "No document is entered yet: make a file with “kind: open-letter”, “kind: press-release” or "
        "“kind: report” below briefings/."
    )


# ---- claims -------------------------------------------------------------------------------------------


def claimed(desk: Desk, *claims: str, reference: str = "[[event:talk.date]]") -> None:
    desk.add("sources", SOURCES)
    listed = "".join(f"        - {one}\n" for one in claims)
    desk.add("events", f"  - id: talk\n    name: Talk\n    date:\n      claims:\n{listed}")
    desk.change(BODY, f"body: See {reference}.\n")


@pytest.mark.parametrize("backslashes", ["\\\\", "\\\\\\\\"])
def test_an_even_number_of_backslashes_hides_no_reference(desk: Desk, backslashes: str) -> None:
    sources = "{value: 2029, source: report-2030}", "{value: 2028, source: gazette}"
    claimed(desk, *sources, reference=f"{backslashes}[[event:talk.date]]")

    assert [one.code for one in desk.found(JOB)] == ["undecided-claim"]


def test_brackets_behind_one_backslash_are_no_reference(desk: Desk) -> None:
    sources = "{value: 2029, source: report-2030}", "{value: 2028, source: gazette}"
    claimed(desk, *sources, reference="\\[[event:talk.date]]")

    assert desk.found(JOB) == []


def test_where_nobody_has_decided_between_claims_no_final_is_made(desk: Desk) -> None:
    claimed(desk, "{value: 2029, source: report-2030}", "{value: 2028, source: gazette}")

    assert desk.found() == []
    (problem,) = desk.found(JOB)
    assert problem.message == (
        "Sources differ on “date” of the event “talk”, and none is preferred: “2029” (“Ten Years of "
        "Talking”) and “2028” (“gazette”)"
    )
    assert problem.advice == (
        "Write “preferred: true” in the claim that is to be printed. Drafts print the first."
    )
    assert (problem.code, problem.weight, problem.exit_code) == (
        "undecided-claim",
        Weight.GATE,
        ExitCode.POLICY,
    )
    assert [str(place) for place in problem.related] == [f"{LETTER_FILE}:15:11"]
    internal = desk.messages(replace(JOB, audience=Audience.INTERNAL))
    assert "“Minister speaks”" in internal[0]


@pytest.mark.parametrize(
    "claims",
    [
        ("{value: 2029, source: report-2030, preferred: true}", "{value: 2028, source: gazette}"),
        ("{value: 2029}",),
        ("{value: 2029, source: report-2030, as_of: 2030}",),
    ],
)
def test_a_claim_that_is_preferred_or_alone_settles_it(desk: Desk, claims: tuple[str, ...]) -> None:
    claimed(desk, *claims)

    assert desk.found() == []
    assert desk.found(JOB) == []


def test_what_a_document_does_not_draw_on_holds_it_back_from_nothing(desk: Desk) -> None:
    claimed(desk, "{value: 2029, source: report-2030}", "{value: 2028, source: gazette}", reference="this")

    assert desk.found(JOB) == []


def test_two_claims_of_one_source_are_told_apart_by_what_they_say_and_where(desk: Desk) -> None:
    desk.add("sources", SOURCES)
    desk.add(
        "figures",
        "  - id: there\n    label: governments\n    value:\n      claims:\n"
        "        - {value: 11, source: report-2030, locator: p. 3}\n"
        "        - {value: {number: 10, constraint: about}, source: report-2030, locator: p. 9}\n"
        "        - {value: 9, source: gazette}\n",
    )
    desk.change(BODY, "body: See [[figure:there]].\n")

    (message,) = desk.messages(JOB)
    assert message == (
        "Sources differ on “value” of the figure “there”, and none is preferred: “11” (“Ten Years of "
        "Talking”, p. 3), “about 10” (“Ten Years of Talking”, p. 9) and “9” (“gazette”)"
    )


def test_each_of_several_claims_has_a_source_and_one_is_preferred(desk: Desk) -> None:
    claimed(
        desk,
        "{value: 2029, source: report-2030, preferred: true}",
        "{value: 2028, preferred: true}",
    )

    assert desk.messages() == [
        "Several claims stand here, and this one does not say from which source it is",
        "2 of these claims are preferred, but only one can be printed",
    ]
    assert [one.code for one in desk.found(JOB)] == []  # said already, as errors


# ---- order --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("history", "messages"),
    [
        ("{state: begun, date: 1997}, {state: suspended, date: 1999}, {state: resumed, date: 2000-02}", []),
        ("{state: begun, date: 1997}, {state: ended, date: 1997-11}", []),
        ("{state: suspended, date: 1997}", ["A dialogue cannot be suspended first"]),
        (
            "{state: begun, date: 1997}, {state: suspended, date: 1998}, {state: suspended, date: 1999}",
            ["A dialogue cannot be suspended after it was suspended"],
        ),
        (
            "{state: begun, date: 1997}, {state: ended, date: 1999}, {state: begun, date: 2000}",
            ["A dialogue cannot be begun after it was ended"],
        ),
        (
            "{state: begun, date: 1999-06}, {state: suspended, date: 1999-05}",
            ["“1999-05” is earlier than “1999-06”, which stands before it"],
        ),
    ],
)
def test_the_history_of_a_dialogue_runs_forward(desk: Desk, history: str, messages: list[str]) -> None:
    desk.change("sylvania]\n", f"sylvania]\n    history: [{history}]\n", "briefings/dialogues.yaml")

    assert desk.messages() == messages


@pytest.mark.parametrize(
    ("kind", "items", "message"),
    [
        ("sources", """\
  - {id: a, type: report, title: A, via: b}
  - {id: b, type: report, title: B, via: a}
""",
         "“via” leads in a circle: a → b → a"),
        ("recommendations", "  - {id: a, scope: general, text: A, supersedes: [a]}\n",
         "“supersedes” leads in a circle: a → a"),
        ("governments", """\
  - {id: zenda, name: {en: Z}, members: [{government: sylvania}]}
  - {id: sylvania, name: {en: S}, members: [{government: zenda}]}
""",
         "“members” leads in a circle: zenda → sylvania → zenda"),
    ],
)  # fmt: skip
def test_nothing_leads_back_to_itself(desk: Desk, kind: str, items: str, message: str) -> None:
    desk.add(kind, items)

    assert desk.messages() == [message]


def test_a_term_of_office_ends_after_it_began(desk: Desk) -> None:
    roles = "    roles: [{capacity: {en: Chair}, since: 2030, until: 2029}]\n"
    desk.change("    name: Kim Ash\n", f"    name: Kim Ash\n{roles}", "briefings/people.yaml")

    assert desk.messages() == ["This ends (2029) before it begins (2030)"]


def test_a_relation_leads_to_another_document_once(desk: Desk) -> None:
    desk.write(RELEASE_FILE, RELEASE)
    desk.add("recommendations", RECOMMENDATIONS)
    desk.change("recipients:", "relations: [{kind: replies-to, document: spring-letter}]\nrecipients:")
    assert desk.messages() == ["This relation leads to the document itself"]

    twice = "{kind: follows, document: spring-release}"
    desk.change("{kind: replies-to, document: spring-letter}", f"{twice}, {twice}")
    assert desk.messages() == ["This relation stands twice"]

    desk.change(f"{twice}, {twice}", twice)
    assert desk.found() == []


# ---- sections -----------------------------------------------------------------------------------------


@pytest.fixture
def release(desk: Desk) -> Desk:
    desk.add("recommendations", RECOMMENDATIONS)
    desk.write(RELEASE_FILE, RELEASE)
    return desk


def test_a_sound_release_has_nothing_to_complain_of(release: Desk) -> None:
    assert release.found() == []
    assert release.found(RELEASE_JOB) == []


def test_a_section_with_nothing_but_a_heading_is_told(release: Desk) -> None:
    release.change("    recommendations: [publish]\n", "    key: asks\n", RELEASE_FILE)

    (problem,) = release.found()
    assert (problem.code, problem.message) == ("empty-section", "This section holds nothing but its heading")


def test_what_is_printed_twice_is_told(release: Desk) -> None:
    release.change("[publish]", "[publish, publish]", RELEASE_FILE)

    assert release.messages() == ["The recommendation “publish” is printed twice in this document"]


def test_what_is_kept_from_the_readers_is_not_there_to_point_to(release: Desk) -> None:
    release.change("They ask for it.", "They ask, see [[recommendation:publish]].", RELEASE_FILE)
    assert release.found(RELEASE_JOB) == []

    release.change(
        "audience: public\n", "audience: public\naudience_of: {sections: internal}\n", RELEASE_FILE
    )
    codes = {one.code for one in release.found(replace(RELEASE_JOB, audience=Audience.PUBLIC))}
    assert codes == {"not-printed"}


def test_what_a_text_points_to_is_printed_in_the_same_document(release: Desk) -> None:
    release.change("They ask for it.", "They ask, see [[recommendation:answer]].", RELEASE_FILE)

    (problem,) = release.found(RELEASE_JOB)
    assert problem.message == (
        "The recommendation “answer” is not printed in “spring-release”, so that nobody finds it"
    )
    assert problem.advice == (
        "Add it to “recommendations” of a section, or print a field of it, such as "
        "“[[recommendation:answer.text]]”."
    )
    assert str(problem.place) == f"{RELEASE_FILE}:9:21"
    release.change("[publish]", "[publish, answer]", RELEASE_FILE)
    assert release.found(RELEASE_JOB) == []


def test_a_printed_recommendation_points_only_to_what_is_printed_too(release: Desk) -> None:
    release.change("[publish]", "[answer]", RELEASE_FILE)

    (problem,) = release.found(RELEASE_JOB)
    assert problem.place
    assert (problem.code, problem.place.file) == ("not-printed", "briefings/recommendations.yaml")
    assert [str(place) for place in problem.related] == [f"{RELEASE_FILE}:12:23"]


# ---- signatures ---------------------------------------------------------------------------------------


def test_with_two_issuers_every_signatory_says_for_whom(desk: Desk) -> None:
    desk.change("issuers: [harbour-watch]", "issuers: [harbour-watch, coast-clinic]")
    desk.change("    audience: [partners]\n", "", "briefings/organisations.yaml")

    (problem,) = desk.found()
    assert problem.message == "Nothing says for which of the 2 issuers “kim-ash” signs"
    assert problem.advice == "Add a line “organisation: …” with one of: harbour-watch, coast-clinic."
    desk.change("    capacity: Director", "    capacity: Director\n    organisation: coast-clinic")
    assert desk.found() == []


def test_the_rules_of_signing_hold_for_releases_too(release: Desk) -> None:
    signatories = "signatories:\n  - {person: kim-ash, capacity: Director}\nsections:"
    release.change("sections:", signatories, RELEASE_FILE)
    assert release.found() == []
    assert release.codes(RELEASE_JOB) == ["not-agreed"]

    release.change("Director}", "Director, agreement: withdrawn}", RELEASE_FILE)
    (problem,) = release.found()
    assert problem.advice == "Add somebody who signs, or delete “signatories”."


# ---- audiences ----------------------------------------------------------------------------------------


def test_what_is_reached_through_others_is_withheld_too_and_never_named(desk: Desk) -> None:
    desk.add("sources", SOURCES)
    desk.add("findings", "  - {id: talk, heading: Talk, text: It is., sources: [gazette]}\n")
    desk.change(BODY, "body: See [[finding:talk.heading]].\n")

    assert desk.found() == []
    (problem,) = desk.found(JOB)
    assert problem.message == (
        "The finding “talk”, on which the document draws, names the source “gazette”, which may not be shown "
        "to public"
    )
    assert problem.advice == (
        "Drafts are made without it. Leave it out, keep the field from it (“audience_of: {sources: …}”), or "
        "let whoever decides that clear the source for this audience."
    )
    assert "Minister" not in desk.told(JOB)
    assert [str(place) for place in problem.related] == [f"{LETTER_FILE}:15:11"]
    desk.change(
        "sources: [gazette]",
        "sources: [gazette], audience_of: {sources: internal}",
        "briefings/findings.yaml",
    )
    assert desk.found(JOB) == []


def test_somebody_withheld_is_told_where_a_long_text_names_them(desk: Desk) -> None:
    desk.change(BODY, "body: |\n  We write.\n\n  To [[person:source-nine]], and [[person:source-nine]].\n")

    first, second = desk.found(JOB)
    assert (first.code, str(first.place)) == ("withheld", f"{LETTER_FILE}:18:6")
    assert first.place
    assert first.place.length == len("[[person:source-nine]]")
    assert str(second.place) == f"{LETTER_FILE}:18:34"


def test_of_a_related_document_only_what_identifies_it_counts(release: Desk) -> None:
    release.change(
        "[publish]", "[publish]\nsignatories: [{person: source-nine, capacity: Witness}]", RELEASE_FILE
    )
    release.change("recipients:", "relations: [{kind: follows, document: spring-release}]\nrecipients:")

    assert release.found(JOB) == []
    assert release.codes(RELEASE_JOB) == ["withheld", "not-agreed"]


def test_a_claim_that_is_not_printed_withholds_nothing(desk: Desk) -> None:
    claimed(desk, "{value: 2029, source: report-2030, preferred: true}", "{value: 2028, source: gazette}")

    assert desk.found(JOB) == []


# ---- languages ----------------------------------------------------------------------------------------


def test_a_text_says_in_which_language_it_is(desk: Desk) -> None:
    desk.change("dates: 2031-05-12", "dates: 2031-05-12\nplace: Strelsau", "briefings/round.yaml")

    (problem,) = desk.found()
    assert (problem.code, problem.message) == (
        "text-without-language",
        "Nothing says in which language “Strelsau” is written",
    )
    assert str(problem.place) == "briefings/round.yaml:6:8"
    desk.change("place: Strelsau", "language: en\nplace: Strelsau", "briefings/round.yaml")
    assert desk.found() == []


def test_a_translation_lacks_none_of_its_own_texts_and_no_name(desk: Desk) -> None:
    desk.change("language: en", "language: en\ntranslations: [fr]")

    assert desk.found() == []
    assert desk.found(JOB) == []
    found = desk.found(replace(JOB, language="fr"))
    assert {one.code for one in found} == {"text-missing-in-language"}
    assert (found[0].message, found[0].advice) == (
        "“title” has no text in “fr”",
        "Write it by language here, “en: …” and “fr: …”; there is: en.",
    )
    (name,) = (one for one in found if one.place and one.place.file.endswith("organisations.yaml"))
    assert name.message == (
        "“name” of the organisation “harbour-watch” has no text in “fr”, but “spring-letter”, printed in it, "
        "names the organisation"
    )
    assert name.advice == "Add “fr: …” here; there is: en."


def test_a_government_is_called_by_its_code_where_no_name_is_entered(desk: Desk) -> None:
    desk.change("{id: zenda, name: {en: Zenda}}", "{id: zenda, code: NO}", "briefings/governments.yaml")
    desk.change(BODY, "body: See [[government:zenda]].\n")
    assert desk.found(JOB) == []

    desk.change("code: NO", "code: XJ", "briefings/governments.yaml")
    (problem,) = desk.found(JOB)
    assert (
        problem.message
        == "Nothing is known of how “XJ” is called in “en”, but “spring-letter”, printed in it, names it"
    )
    assert problem.advice == "Add a line “name: {en: …}” to the government “zenda”."


def test_a_government_is_not_kept_apart_from_its_name(desk: Desk) -> None:
    named = "{id: zenda, name: {en: Zenda}, audience_of: {name: internal}}"
    desk.change("{id: zenda, name: {en: Zenda}}", named, "briefings/governments.yaml")

    assert desk.messages() == [
        "“name” cannot be kept from public and partners and governments: nothing can be printed without it"
    ]
