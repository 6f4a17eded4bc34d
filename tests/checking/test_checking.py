"""What the entities of a workspace are to each other, and what a job may make of them."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from briefgen.audience import Audience
from briefgen.checking import check
from briefgen.jobs import Edition
from briefgen.loading.loader import load
from briefgen.problems import ExitCode, Weight

from .desk import JOB, LETTER_FILE, Desk


def test_a_sound_workspace_has_nothing_to_complain_of(desk: Desk) -> None:
    assert desk.found() == []
    assert desk.found(JOB) == []


@pytest.mark.parametrize(
    ("old", "new", "message", "advice"),
    [
        (
            "issuers: [harbour-watch]",
            "issuers: [harbor-watch]",
            "There is no organisation with the id “harbor-watch”",
            "Did you mean “harbour-watch”? Organisations stand in briefings/organisations.yaml.",
        ),
        (
            "round: spring-2031",
            "round: autumn",
            "There is no round with the id “autumn”",
            "Rounds stand in briefings/round.yaml.",
        ),
        (
            "    agreement: agreed",
            "    agreement: agreed\n    organisation: nobody",
            "There is no organisation with the id “nobody”",
            "Organisations stand in briefings/organisations.yaml.",
        ),
    ],
)
def test_a_reference_leads_to_something(desk: Desk, old: str, new: str, message: str, advice: str) -> None:
    desk.change(old, new)

    (problem,) = desk.found()
    assert (problem.code, problem.message, problem.advice) == ("dangling-reference", message, advice)


def test_the_first_reference_to_a_kind_says_how_to_enter_one(desk: Desk) -> None:
    (desk.root / "briefings/people.yaml").unlink()

    (problem,) = desk.found()
    assert problem.advice == "No person is entered yet: make a file with “kind: people” below briefings/."


FORMS = {
    "together without one": ("salutation: Dear Minister,\n", "", "missing-salutation"),
    "together with one of its own": (
        "[The Minister of Zenda]",
        "[The Minister of Zenda]\n    salutation: Dear Sir,",
        "unused-salutation",
    ),
    "two recipients with one id": (
        "[The Minister of Zenda]",
        "[The Minister of Zenda]\n  - id: zenda\n    address: [Another]",
        "duplicate-id",
    ),
    "nobody signs": ("agreement: agreed", "agreement: withdrawn", "no-signatory"),
    "one signs twice": (
        "  - person: kim-ash\n",
        "  - person: kim-ash\n    capacity: Chair\n    agreement: agreed\n  - person: kim-ash\n",
        "signs-twice",
    ),
    "an unknown field is narrowed": (
        "language: en",
        "language: en\naudience_of: {referense: internal}",
        "unknown-field",
    ),
    "a required field is narrowed": (
        "language: en",
        "language: en\naudience_of: {body: internal}",
        "narrowed-required-field",
    ),
}


@pytest.mark.parametrize("slip", FORMS)
def test_rules_across_fields(desk: Desk, slip: str) -> None:
    old, new, code = FORMS[slip]
    desk.change(old, new)

    assert {problem.code for problem in desk.found()} == {code}


def test_separate_letters_have_each_their_form_of_address(desk: Desk) -> None:
    desk.change("recipients:", "delivery: separately\nrecipients:")
    assert [problem.code for problem in desk.found()] == ["unused-salutation", "missing-salutation"]

    desk.change("salutation: Dear Minister,\n", "")
    desk.change("[The Minister of Zenda]", "[The Minister of Zenda]\n    salutation: Dear Minister,")
    assert desk.found() == []


def test_a_field_cannot_be_cleared_for_more_eyes_than_its_entity(desk: Desk) -> None:
    name = "briefings/organisations.yaml"
    desk.change(
        "    audience: [partners]", "    audience: [partners]\n    audience_of: {phone: governments}", name
    )

    assert (
        desk.told()
        == """\
briefings/organisations.yaml:9:19: error: “phone” is cleared for governments, but what it belongs to is not \
(at organisations[1].audience_of.phone)
  9 |     audience_of: {phone: governments}
    |                   ^^^^^
  to do: Add governments to “audience”, or take it out here."""
    )


def test_a_parent_language_serves_its_regions(desk: Desk) -> None:
    desk.change("language: en", "language: en-GB")

    assert desk.found() == []


def test_pictures_are_looked_at(desk: Desk) -> None:
    logo = "    name: {en: Harbour Watch}\n    logo: {file: logo.png, alt: {en: A lantern}, width: 12}"
    desk.change("    name: {en: Harbour Watch}", logo, "briefings/organisations.yaml")
    assert [(one.code, one.exit_code) for one in desk.found()] == [("no-picture", ExitCode.FILES)]

    (desk.root / "logo.png").write_bytes(b"%PDF-1.7 renamed")
    (problem,) = desk.found()
    assert problem.message == "“logo.png” is not a PNG or JPEG picture but a PDF file"

    sample = Path(__file__).parents[2] / "briefings/shared/pictures/lantern.png"
    shutil.copy(sample, desk.root / "logo.png")
    assert desk.found() == []


# ---- jobs ---------------------------------------------------------------------------------------------


def test_who_was_only_invited_blocks_the_final_and_is_reported_in_drafts(desk: Desk) -> None:
    desk.change("    agreement: agreed\n", "")

    for edition in Edition:
        assert (
            desk.told(replace(JOB, edition=edition))
            == """\
briefings/letter.yaml:18:5: blocks a final: “kim-ash” has not agreed to sign (at signatories[0])
  18 |   - person: kim-ash
     |     ^
  to do: Write “agreement: agreed” once they have; “withdrawn” if they will not."""
        )
    (problem,) = desk.found(JOB)
    assert (problem.weight, problem.exit_code) == (Weight.GATE, ExitCode.POLICY)


def test_what_is_withheld_is_named_by_its_id_and_never_shown(desk: Desk) -> None:
    desk.change("person: kim-ash", "person: source-nine")

    assert (
        desk.told(JOB)
        == """\
briefings/letter.yaml:18:13: blocks a final: The document names the person “source-nine”, who may not be \
shown to public (at signatories[0].person)
  18 |   - person: source-nine
     |             ^^^^^^^^^^^
  to do: Drafts are made without it. Leave it out of the document, or let whoever decides that clear the \
person for this audience."""
    )
    assert "Sorrel" not in desk.told(JOB)
    (problem,) = desk.found(JOB)
    assert problem.exit_code is ExitCode.POLICY
    assert desk.found(replace(JOB, audience=Audience.PARTNERS)) == []


def test_who_has_withdrawn_withholds_nothing(desk: Desk) -> None:
    more = "    agreement: agreed\n  - person: source-nine\n    capacity: Witness\n    agreement: withdrawn\n"
    desk.change("    agreement: agreed\n", more)

    assert desk.found(JOB) == []


def test_an_optional_field_that_is_narrowed_is_just_left_out_unless_it_is_needed(desk: Desk) -> None:
    desk.change("language: en", "language: en\naudience_of: {salutation: internal}")

    assert desk.found() == []
    (problem,) = desk.found(JOB)
    assert problem.message == "The document cannot do without “salutation”, which may not be shown to public"
    desk.change("{salutation: internal}", "{place: internal}")
    assert desk.found(JOB) == []


def test_a_language_without_wording_is_one_error_at_its_line(desk: Desk) -> None:
    desk.change("language: en", "language: xx")

    assert (
        desk.told()
        == """\
briefings/letter.yaml:5:11: error: briefgen has no wording for the language “xx” (at language)
  5 | language: xx
    |           ^^
  to do: Choose one of en, en-GB, fr, fr-BE, fr-CH, de, de-AT, de-CH, es, ar, zh-Hans, zh-Hant, or have a \
native speaker write the wording."""
    )


def test_a_workspace_without_documents_says_what_to_do(desk: Desk) -> None:
    (desk.root / LETTER_FILE).unlink()

    assert (
        desk.told()
        == """\
error: There is no document in this workspace yet
  to do: Put the file of a document into a folder below “briefings”; the sample letters show how."""
    )
    assert desk.found()[0].exit_code is ExitCode.USAGE


def test_a_document_that_was_left_out_is_not_called_missing(desk: Desk) -> None:
    desk.change("closing: Yours sincerely,\n", "")
    workspace, _ = load(desk.root)

    assert check(workspace) == []


def test_a_required_field_that_is_withheld_is_told_once(desk: Desk) -> None:
    desk.change("language: en", "audience_of: {body: internal}\nlanguage: en")

    assert [problem.code for problem in desk.found()] == ["narrowed-required-field"]
    assert desk.found(JOB) == []


def test_the_form_of_address_of_a_letter_to_all_that_is_withheld_is_told(desk: Desk) -> None:
    desk.change("language: en", "audience_of: {salutation: internal}\nlanguage: en")

    assert [problem.code for problem in (*desk.found(), *desk.found(JOB))] == ["withheld"]
