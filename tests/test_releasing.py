"""The end of a unit: what a build does to finals, to copies that are gone, to what hands have changed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefgen.jobs import Edition, Format
from briefgen.outcome import Report
from briefgen.pipeline import build, examine
from briefgen.planning import Choices
from briefgen.problems import ExitCode, Problem, Weight
from briefgen.worker import Limits

from .conftest import LETTER, Laid

DRAFT = Choices(formats=(Format.TXT,), recipients=("zenda",))
FINAL = replace(DRAFT, edition=Edition.FINAL)
STEM = "spring-letter.en.zenda"
STANDING = f"output/spring-letter/{STEM}"
ASIDE = f"output/spring-letter/withdrawn/{STEM}"
PEOPLE = "briefings/shared/people.yaml"


def made(small: Laid, choices: Choices = DRAFT) -> Report:
    return build(small.root, choices, Limits())


def notes(report: Report) -> list[Problem]:
    return [problem for problem in report.problems if problem.weight is Weight.NOTE]


def only_note(report: Report) -> Problem:
    (note,) = notes(report)
    return note


# ---- a final beside a draft -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "old", "new", "code", "reason"),
    [
        (PEOPLE, "audience: public", "audience: internal", ExitCode.OK, f"{LETTER}:24:13: withheld"),
        (LETTER, "agreement: agreed", "agreement: invited", ExitCode.OK, f"{LETTER}:26:16: not-agreed"),
        (
            LETTER,
            "an account of",
            "an [account](file:///x) of",
            ExitCode.INPUT,
            f"{LETTER}:21:27: bad-link",
        ),
    ],
    ids=["a name is internal now", "a signature is open again", "the text is broken"],
)
def test_a_final_that_would_not_pass_any_more_is_moved_aside_by_a_draft(
    small: Laid, file: str, old: str, new: str, code: ExitCode, reason: str
) -> None:
    made(small, FINAL)
    before = small.output()
    small.change(file, old, new)

    report = made(small)

    assert report.exit_code is code
    note = only_note(report)
    assert note.code == "final-withdrawn"
    assert note.message == f"The final “{STEM}” would not pass any more and was moved to “{ASIDE}”"
    assert note.advice == (
        "Do not send it. Mend what is reported for this document, then build the final again."
    )
    assert str(note.place) == f"{LETTER}:3:5"
    assert not (small.root / STANDING).exists()
    for name, data in before.items():
        assert small.output()[name.replace("spring-letter/", "spring-letter/withdrawn/", 1)] == data
    why = (small.root / ASIDE / "WHY.txt").read_text(encoding="utf-8")
    assert f"  {reason}\n" in why
    assert why.startswith(f"Do not send these files. They are an older {STEM}, moved here because")


def test_a_final_made_from_other_data_stays_and_is_named(small: Laid) -> None:
    made(small, FINAL)
    before = small.output()
    small.change(LETTER, "12 May 2031", "13 May 2031")

    report = made(small)

    note = only_note(report)
    assert report.exit_code is ExitCode.OK
    assert note.code == "final-outdated"
    assert note.message == f"The final in “{STANDING}” was made from other data than this draft"
    assert note.advice == "If it was sent, keep it. If it is still to be sent, build the final again."
    assert before.items() <= small.output().items()


def test_a_final_with_somebody_who_has_withdrawn_since_is_moved_aside(small: Laid) -> None:
    small.change(PEOPLE, "people:", "people:\n  - {id: ada-quay, name: Ada Quay, audience: public}")
    second = "    agreement: agreed\n  - {person: ada-quay, capacity: Chair, agreement: agreed}"
    small.change(LETTER, "    agreement: agreed", second)
    made(small, FINAL)
    small.change(LETTER, "capacity: Chair, agreement: agreed", "capacity: Chair, agreement: withdrawn")

    report = made(small)

    assert only_note(report).code == "final-withdrawn"
    assert not (small.root / STANDING).exists()


def test_a_final_that_says_what_the_draft_says_is_not_mentioned(small: Laid) -> None:
    made(small, FINAL)

    assert notes(made(small)) == []
    assert notes(made(small, FINAL)) == []
    assert (small.root / STANDING).exists()


def test_only_the_final_of_the_same_copy_is_looked_at(small: Laid) -> None:
    made(small, replace(FINAL, recipients=()))
    small.change(LETTER, "agreement: agreed", "agreement: invited")

    made(small)

    assert not (small.root / STANDING).exists()
    assert (small.root / "output/spring-letter/spring-letter.en.sylvania").exists()


def test_strictness_of_a_draft_says_nothing_about_the_final(small: Laid) -> None:
    small.change(LETTER, "an account of", "an *account* of")
    made(small, FINAL)

    report = made(small, replace(DRAFT, strict=True))

    assert report.exit_code is ExitCode.POLICY
    assert notes(report) == []
    assert (small.root / STANDING).exists()


def test_the_manifest_of_a_draft_does_not_tell_of_finals(small: Laid) -> None:
    made(small)
    alone = small.output()
    made(small, FINAL)
    made(small)

    assert alone.items() <= small.output().items()


# ---- documents that are gone ------------------------------------------------------------------------


def test_the_files_of_a_document_that_is_gone_are_named_and_left(small: Laid) -> None:
    made(small)
    before = small.output()
    small.change(LETTER, "id: spring-letter", "id: autumn-letter")

    report = made(small)

    note = only_note(report)
    assert report.exit_code is ExitCode.OK
    assert note.code == "orphaned"
    assert note.message == (
        "The files in “output/spring-letter” belong to no document: “spring-letter” is not in this workspace"
    )
    assert note.advice == (
        "If the document was renamed or deleted, move the folder away, so that nobody sends what is in it."
    )
    assert before.items() <= small.output().items()
    assert notes(made(small, replace(DRAFT, documents=("autumn-letter",)))) == []


def test_check_says_nothing_about_output(small: Laid) -> None:
    made(small, FINAL)
    small.change(LETTER, "id: spring-letter", "id: autumn-letter")

    assert examine(small.root).problems == ()


def test_the_files_of_a_document_that_was_moved_and_broken_are_moved_aside(small: Laid) -> None:
    made(small)
    text = (small.root / LETTER).read_text(encoding="utf-8")
    (small.root / LETTER).unlink()
    small.write("briefings/spring-2031/renamed.yaml", text.replace("title:", "titel:"))

    report = made(small, Choices(formats=(Format.TXT,)))

    assert report.exit_code is ExitCode.INPUT
    assert report.withdrawn == (f"{ASIDE}.draft",)


# ---- what somebody did by hand ----------------------------------------------------------------------


def test_an_edited_letter_outlives_the_next_build(small: Laid) -> None:
    made(small)
    folder = small.root / f"{STANDING}.draft"
    (folder / f"{STEM}.draft.txt").write_text("edited", encoding="utf-8")
    (folder / "comments.docx").write_bytes(b"added")

    report = made(small)

    kept = f"output/spring-letter/kept/{STEM}.draft"
    note = only_note(report)
    assert report.exit_code is ExitCode.OK
    assert note.code == "kept-changes"
    assert note.message == (
        f"In “{STANDING}.draft” somebody had changed or added “comments.docx”, “{STEM}.draft.txt”; "
        f"this was moved to “{kept}”"
    )
    assert note.advice == (
        "Take over into the data what shall stay; briefgen does not read the files that it makes."
    )
    assert (small.root / kept / f"{STEM}.draft.txt").read_text(encoding="utf-8") == "edited"
    assert notes(made(small)) == []


def test_formats_that_were_not_asked_for_again_are_removed_and_told(small: Laid) -> None:
    made(small, replace(DRAFT, formats=(Format.DOCX, Format.TXT)))

    note = only_note(made(small))

    assert note.code == "formats-removed"
    assert note.message == (
        f"“{STEM}.draft.docx” of an earlier build was removed: this build was asked for txt alone"
    )
    assert note.advice == (
        "A folder holds what one build made. To have them all, build with “--format docx --format txt”."
    )
    assert notes(made(small)) == []


# ---- the disk ---------------------------------------------------------------------------------------


def test_a_file_in_the_way_of_one_unit_does_not_stop_the_other(small: Laid) -> None:
    small.write(f"{STANDING}.draft", "notes")
    choices = replace(DRAFT, recipients=())

    for _ in range(2):
        report = made(small, choices)

        assert report.exit_code is ExitCode.PARTIAL
        (problem,) = report.problems
        assert problem.message == f"“{STANDING}.draft” should be a folder and is a file"
        assert (small.root / f"{STANDING}.draft").read_text(encoding="utf-8") == "notes"


def test_a_unit_that_cannot_be_moved_aside_does_not_hide_the_report(small: Laid) -> None:
    made(small, replace(DRAFT, recipients=()))
    small.write("output/spring-letter/withdrawn", "notes")
    small.change(LETTER, "closing: Yours sincerely,\n", "")

    report = made(small, replace(DRAFT, recipients=()))

    assert {problem.code for problem in report.problems} == {"missing-field", "not-a-folder"}
    assert report.exit_code is ExitCode.FILES
