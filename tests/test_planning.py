"""From choices to jobs, and from jobs to the files they draw on."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefgen.audience import Audience
from briefgen.jobs import Edition, Format, Job
from briefgen.loading.loader import load
from briefgen.places import Place
from briefgen.planning import Choices, concerned, concerning, plan, sources
from briefgen.problems import ExitCode, Problem, Refusal

from .conftest import LETTER, Laid


def jobs(small: Laid, choices: Choices | None = None) -> list[Job]:
    return plan(load(small.root)[0], choices or Choices())


def refused(small: Laid, choices: Choices) -> Problem:
    with pytest.raises(Refusal) as caught:
        jobs(small, choices)
    return caught.value.problems[0]


def together(small: Laid) -> None:
    small.change(LETTER, "delivery: separately\n", "salutation: To both ministers,\n")


def test_every_recipient_of_a_separate_letter_gets_a_copy(small: Laid) -> None:
    assert jobs(small) == [
        Job("spring-letter", "en", Audience.PUBLIC, recipient="zenda"),
        Job("spring-letter", "en", Audience.PUBLIC, recipient="sylvania"),
    ]


def test_a_letter_to_all_is_one_job(small: Laid) -> None:
    together(small)

    assert jobs(small) == [Job("spring-letter", "en", Audience.PUBLIC)]


def test_a_letter_for_two_audiences_is_made_for_each(small: Laid) -> None:
    together(small)
    small.change(LETTER, "audience: public", "audience: [partners, governments]")

    assert [job.audience for job in jobs(small)] == [Audience.GOVERNMENTS, Audience.PARTNERS]


def test_a_document_is_made_in_each_of_its_languages(small: Laid) -> None:
    together(small)
    small.change(LETTER, "language: en\n", "language: en\ntranslations: [fr, de]\n")

    assert [job.language for job in jobs(small)] == ["en", "fr", "de"]
    assert [job.stem for job in jobs(small, Choices(languages=("fr",)))] == ["spring-letter.fr.draft"]
    problem = refused(small, Choices(languages=("es",)))
    assert (problem.message.strip(), problem.advice) == (
        "There is no language “es”.",
        "There is: de, en, fr.",
    )


def test_edition_formats_and_strictness_go_into_every_job(small: Laid) -> None:
    choices = Choices(formats=(Format.TXT,), edition=Edition.FINAL, strict=True, recipients=("zenda",))

    (job,) = jobs(small, choices)

    assert (job.formats, job.edition, job.strict) == ((Format.TXT,), Edition.FINAL, True)
    assert job.stem == "spring-letter.en.zenda"


def test_a_briefing_is_chosen_by_its_folder(small: Laid) -> None:
    assert len(jobs(small, Choices(briefings=("spring-2031",)))) == 2


@pytest.mark.parametrize(
    ("choices", "message", "advice"),
    [
        (
            Choices(documents=("spring-leter",)),
            "There is no document “spring-leter”. Did you mean “spring-letter”?",
            "There is: spring-letter.",
        ),
        (
            Choices(briefings=("sprung-2031",)),
            "There is no briefing “sprung-2031”. Did you mean “spring-2031”?",
            "There is: shared, spring-2031.",
        ),
        (Choices(languages=("fr",)), "There is no language “fr”.", "There is: en."),
        (
            Choices(recipients=("freedonia",)),
            "There is no recipient “freedonia”.",
            "There is: sylvania, zenda.",
        ),
        (Choices(briefings=("shared",)), "No document matches these choices", "Leave out one of them."),
    ],
)
def test_a_choice_that_names_nothing_is_refused(
    small: Laid, choices: Choices, message: str, advice: str
) -> None:
    problem = refused(small, choices)

    assert (problem.exit_code, problem.message.strip(), problem.advice) == (ExitCode.USAGE, message, advice)


def test_a_letter_is_made_only_for_those_for_whom_it_is_written(small: Laid) -> None:
    problem = refused(small, Choices(audience=Audience.PARTNERS))

    assert problem.exit_code is ExitCode.POLICY
    assert problem.message == "“spring-letter” is for public, not for partners"
    assert problem.place
    assert str(problem.place) == f"{LETTER}:4:11"


def test_an_empty_workspace_has_no_jobs(small: Laid) -> None:
    (small.root / LETTER).unlink()

    assert jobs(small) == []  # checking says what to do


@pytest.mark.parametrize("name", ["spring-letter", LETTER, "letter.yaml"])
def test_a_document_given_as_a_briefing_gets_the_right_option(small: Laid, name: str) -> None:
    problem = refused(small, Choices(briefings=(name,)))

    what = "a document" if name == "spring-letter" else "the file of a document"
    assert problem.message == f"“{name}” is {what}, not a briefing"
    assert problem.advice == "Write “briefgen build --document spring-letter”."


def test_an_unknown_file_given_as_a_briefing_is_told_what_a_briefing_is(small: Laid) -> None:
    assert refused(small, Choices(briefings=("autumn.yaml",))).advice == (
        "A briefing is a folder; to make one document, write “--document” and its id. "
        "There is: shared, spring-2031."
    )


def test_a_letter_to_all_has_no_copy_for_one(small: Laid) -> None:
    together(small)
    with pytest.raises(Refusal) as caught:
        jobs(small, Choices(recipients=("zenda",)))

    (problem,) = caught.value.problems
    assert problem.message == "“spring-letter” goes to all together; there is no copy for “zenda” alone"
    assert problem.advice == "Leave out “--recipient”, or write “delivery: separately” in the letter."


def test_of_choices_that_leave_nothing_only_the_reason_is_told(small: Laid) -> None:
    with pytest.raises(Refusal) as caught:
        jobs(small, Choices(languages=("fr",)))

    assert [problem.message for problem in caught.value.problems] == ["There is no language “fr”."]


def test_an_id_that_two_people_have_stops_every_document_that_names_it(small: Laid) -> None:
    small.write(
        "briefings/shared/more.yaml",
        "kind: people\nformat: 1\npeople:\n  - id: kim-ash\n    name: Kim Ashby\n    audience: internal\n",
    )
    workspace, problems = load(small.root)

    assert {problem.code for problem in concerning(workspace, "spring-letter", problems)} == {"duplicate-id"}


def test_of_two_documents_with_one_id_neither_is_built_and_both_are_told(small: Laid) -> None:
    small.write("briefings/autumn/letter.yaml", (small.root / LETTER).read_text(encoding="utf-8"))
    choices = Choices(documents=("spring-letter",))
    workspace, problems = load(small.root)

    assert plan(workspace, choices) == []
    assert [problem.code for problem in concerned(workspace, choices, [], problems)] == ["duplicate-id"] * 2


def test_a_problem_concerns_a_document_also_where_only_what_it_is_about_lies_there(small: Laid) -> None:
    workspace, _ = load(small.root)
    elsewhere = Problem("x", "m", "a", Place("y.yaml", 1, 1), related=(Place(LETTER, 3, 5, "id"),))

    assert concerning(workspace, "spring-letter", [elsewhere]) == [elsewhere]
    assert concerning(workspace, "spring-letter", [replace(elsewhere, related=())]) == []


def test_a_broken_workspace_file_stops_every_document(small: Laid) -> None:
    small.change("briefgen.yaml", "format: 1", "formt: 1")
    workspace, problems = load(small.root)

    assert concerning(workspace, "spring-letter", problems) == problems
    assert concerned(workspace, Choices(documents=("spring-letter",)), [], problems) == problems
    assert len(problems) == 2


def test_a_document_that_could_not_be_read_is_not_called_unknown(small: Laid) -> None:
    small.change(LETTER, "closing: Yours sincerely,\n", "")

    assert jobs(small, Choices(documents=("spring-letter",))) == []


def test_a_document_draws_on_its_file_and_on_those_of_whom_it_names(small: Laid) -> None:
    drawn = sources(load(small.root)[0], "spring-letter")

    assert drawn.complete
    assert drawn.files == (LETTER, "briefings/shared/organisations.yaml", "briefings/shared/people.yaml")


def test_only_problems_in_its_own_files_concern_a_document(small: Laid) -> None:
    workspace, _ = load(small.root)
    own, other = (
        Problem("x", "m", "a", Place(file, 1, 1)) for file in (LETTER, "briefings/autumn/letter.yaml")
    )

    assert concerning(workspace, "spring-letter", [own, other]) == [own]


def test_a_neighbour_in_the_same_list_does_not_concern_a_document(small: Laid) -> None:
    workspace, _ = load(small.root)
    people = "briefings/shared/people.yaml"
    own, neighbour, file = (
        Problem("x", "m", "a", Place(people, 1, 1, path))
        for path in ("people[0].name", "people[1].name", "kind")
    )

    assert concerning(workspace, "spring-letter", [own, neighbour, file]) == [own, file]


def test_where_an_entity_is_missing_any_file_may_be_to_blame(small: Laid) -> None:
    small.change("briefings/shared/people.yaml", "    name: Kim Ash\n", "")
    workspace, problems = load(small.root)
    other = Problem("x", "m", "a", Place("briefings/shared/more-people.yaml", 1, 1))

    assert concerning(workspace, "spring-letter", [*problems, other]) == [*problems, other]
