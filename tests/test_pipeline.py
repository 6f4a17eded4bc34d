"""The way through: what is made, what stops a unit, and what then becomes of its older files."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace

import pytest

from briefgen.audience import Audience
from briefgen.jobs import Edition, Format, Job
from briefgen.outcome import Report, Unit, most_telling, once, stopping
from briefgen.pipeline import build, examine
from briefgen.places import Place
from briefgen.planning import Choices
from briefgen.problems import ExitCode, Problem, Refusal, Weight
from briefgen.worker import Limits

from .conftest import LETTER, Laid

TEXT = Choices(formats=(Format.TXT,))
FINAL = replace(TEXT, edition=Edition.FINAL)
JOB = Job("spring-letter", "en", Audience.PUBLIC)
UGARITIC = "\U00010380"


def made(small: Laid, choices: Choices = TEXT) -> Report:
    return build(small.root, choices, Limits())


def codes(report: Report) -> set[str]:
    return {problem.code for problem in report.problems}


# ---- a good day -----------------------------------------------------------------------------------


def test_every_unit_is_a_folder_with_its_files_and_their_hashes(small: Laid) -> None:
    report = made(small, Choices(formats=(Format.TXT, Format.HTML, Format.DOCX)))

    assert report.exit_code is ExitCode.OK
    assert [unit.folder for unit in report.units] == [
        "output/spring-letter/spring-letter.en.zenda.draft",
        "output/spring-letter/spring-letter.en.sylvania.draft",
    ]
    files = small.output()
    assert len(files) == 8
    for name, data in files.items():
        if name.endswith("manifest.json"):
            for output, facts in json.loads(data)["outputs"].items():
                stored = files[name.replace("manifest.json", output)]
                assert facts == {"sha256": hashlib.sha256(stored).hexdigest(), "bytes": len(stored)}


def test_each_copy_has_the_salutation_of_its_recipient_alone(small: Laid) -> None:
    made(small)

    files = small.output()
    zenda = files["spring-letter/spring-letter.en.zenda.draft/spring-letter.en.zenda.draft.txt"].decode()
    assert "Dear Minister Rass," in zenda
    assert "Thorne" not in zenda


def test_a_second_build_makes_the_same_bytes(small: Laid) -> None:
    choices = Choices(formats=tuple(Format))
    made(small, choices)
    first = small.output()

    made(small, choices)

    assert small.output() == first


def test_stages_are_told_as_they_come(small: Laid) -> None:
    seen: list[tuple[int, int, str | None, str]] = []

    build(
        small.root,
        replace(TEXT, recipients=("zenda",)),
        Limits(),
        lambda number, total, job, stage: seen.append((number, total, job.recipient, stage)),
    )

    assert {entry[:3] for entry in seen} == {(1, 1, "zenda")}
    assert [stage for *_, stage in seen] == [
        "composing",
        "reading the markup",
        "setting numbers and references",
        "setting the typography",
        "writing the plain text",
        "reading back the plain text",
    ]


def test_checking_makes_nothing(small: Laid) -> None:
    report = examine(small.root)

    assert report.exit_code is ExitCode.OK
    assert not (small.root / "output").exists()


def test_checking_reads_the_prose_too_and_tells_all_that_is_wrong_at_once(small: Laid) -> None:
    small.change(LETTER, "an account of", "an [account](file:///x) of")
    small.change(LETTER, "the round of", f"the {UGARITIC} round [^1] of")
    small.change(LETTER, "issuers: [harbour-watch]", "issuers: [harbor-watch]")

    report = examine(small.root)

    assert report.exit_code is ExitCode.INPUT
    assert [(problem.code, str(problem.place)) for problem in report.problems] == [
        ("dangling-reference", f"{LETTER}:8:11"),
        ("missing-glyph", f"{LETTER}:19:3"),
        ("unknown-note", f"{LETTER}:19:31"),
        ("bad-link", f"{LETTER}:21:27"),
    ]


def test_checking_finds_letters_that_no_font_has(small: Laid) -> None:
    small.change(LETTER, "Dear Minister Rass,", f"Dear {UGARITIC},")

    (problem,) = examine(small.root).problems

    assert (problem.code, str(problem.place)) == ("missing-glyph", f"{LETTER}:14:17")


def test_checking_without_fonts_is_possible(small: Laid, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFGEN_FONTS", str(small.root / "nowhere"))
    small.change(LETTER, "the round of", "the “round” of")

    report = examine(small.root)

    assert report.exit_code is ExitCode.OK
    assert [(problem.code, problem.weight) for problem in report.problems] == [("missing-font", Weight.NOTE)]


def test_checking_finds_what_is_wrong_with_a_template(small: Laid) -> None:
    small.write("templates/open-letter/letter.html", '<p class="body">{{ letter.titel }}</p>')

    (problem,) = examine(small.root).problems

    assert str(problem.place) == "templates/open-letter/letter.html:1:27"


def test_a_template_that_hangs_is_stopped_while_checking(small: Laid) -> None:
    loops = "{% for a in range(1000) %}{% for b in range(1000) %}{% for c in range(1000) %}"
    small.write("templates/open-letter/letter.html", f"<p class='body'>{loops}{'{% endfor %}' * 3}</p>")

    report = examine(small.root, Limits(time_limit=1))

    assert report.exit_code is ExitCode.LIMITS
    assert {str(problem.place) for problem in report.problems} == {f"{LETTER}:3:5"}


def test_what_a_missing_entity_brings_with_it_is_not_told_a_second_time(small: Laid) -> None:
    small.change(LETTER, "issuers: [harbour-watch]", "issuers: [harbor-watch]")

    assert codes(examine(small.root)) == {"dangling-reference"}


def test_where_there_is_no_document_what_is_wrong_elsewhere_is_told_too(small: Laid) -> None:
    (small.root / LETTER).rename(small.root / f"{LETTER}.txt")
    small.change("briefings/shared/people.yaml", "    name: Kim Ash\n", "")

    report = examine(small.root)

    assert report.exit_code is ExitCode.INPUT
    assert codes(report) == {"missing-field", "not-read", "no-documents"}


# ---- pictures that are not for the readers ----------------------------------------------------------


def test_a_missing_picture_stops_only_those_who_may_see_it(small: Laid) -> None:
    small.change(
        "briefings/shared/organisations.yaml",
        "    email:",
        "    audience_of: {logo: internal}\n"
        "    logo: {file: briefings/shared/gone.png, alt: {en: A lamp}, width: 12}\n    email:",
    )
    small.change(LETTER, "audience: public", "audience: [public, internal]")

    report = made(small)

    assert codes(report) == {"no-picture"}
    assert {(unit.job.audience, bool(unit.folder)) for unit in report.units} == {
        (Audience.PUBLIC, True),
        (Audience.INTERNAL, False),
    }


# ---- partial success ------------------------------------------------------------------------------


def test_one_bad_copy_does_not_stop_the_other(small: Laid) -> None:
    small.change(LETTER, "Dear Minister Rass,", f"Dear {UGARITIC},")

    report = made(small, Choices(formats=(Format.PDF,)))

    assert report.exit_code is ExitCode.PARTIAL
    assert [bool(unit.folder) for unit in report.units] == [False, True]
    (problem,) = report.problems
    assert problem.code == "missing-glyph"
    assert str(problem.place) == f"{LETTER}:14:17"


def test_a_broken_file_stops_the_documents_that_use_it_and_no_others(small: Laid) -> None:
    small.write("briefings/autumn/letter.yaml", (small.root / LETTER).read_text(encoding="utf-8"))
    small.change("briefings/autumn/letter.yaml", "spring-letter", "autumn-letter")
    small.change("briefings/autumn/letter.yaml", "audience: public", "audience: pubic")

    report = made(small)

    assert report.exit_code is ExitCode.PARTIAL
    assert {unit.job.document for unit in report.units} == {"spring-letter"}
    assert made(small, replace(TEXT, documents=("spring-letter",))).exit_code is ExitCode.OK
    assert made(small, replace(TEXT, documents=("spring-letter",))).elsewhere == 1
    assert made(small, replace(TEXT, documents=("autumn-letter",))).exit_code is ExitCode.INPUT
    assert made(small, replace(TEXT, briefings=("autumn",))).exit_code is ExitCode.INPUT


def test_a_broken_shared_file_stops_who_draws_on_it(small: Laid) -> None:
    small.change("briefings/shared/people.yaml", "    name: Kim Ash\n", "")

    report = made(small)

    assert report.exit_code is ExitCode.INPUT
    assert not any(unit.folder for unit in report.units)
    assert codes(report) == {"missing-field"}


# ---- refused units leave nothing stale ------------------------------------------------------------


def test_an_older_final_is_moved_aside_when_a_signature_is_open_again(small: Laid) -> None:
    made(small, FINAL)
    before = small.output()
    small.change(LETTER, "agreement: agreed", "agreement: invited")

    report = made(small, FINAL)

    assert report.exit_code is ExitCode.POLICY
    assert {unit.withdrawn for unit in report.units} == {
        "output/spring-letter/withdrawn/spring-letter.en.zenda",
        "output/spring-letter/withdrawn/spring-letter.en.sylvania",
    }
    after = small.output()
    for name, data in before.items():
        assert name not in after
        assert after[name.replace("spring-letter/", "spring-letter/withdrawn/", 1)] == data


def test_an_open_signature_is_only_reported_in_drafts(small: Laid) -> None:
    small.change(LETTER, "agreement: agreed", "agreement: invited")

    report = made(small)

    assert report.exit_code is ExitCode.OK
    assert [problem.weight for problem in report.problems] == [Weight.GATE]
    assert "warnings" in json.loads(next(d for n, d in small.output().items() if n.endswith("manifest.json")))


def test_strict_refuses_what_a_format_shows_more_simply(small: Laid) -> None:
    small.change(LETTER, "an account of", "an *account* of")
    assert made(small).exit_code is ExitCode.OK

    report = made(small, replace(TEXT, strict=True))

    assert report.exit_code is ExitCode.POLICY
    assert {problem.weight for problem in report.problems} == {Weight.SIMPLIFICATION}
    assert all(unit.withdrawn for unit in report.units)


def test_the_files_of_a_document_that_can_no_longer_be_read_are_moved_aside(small: Laid) -> None:
    made(small)
    small.change(LETTER, "closing: Yours sincerely,\n", "")

    report = made(small)

    assert report.exit_code is ExitCode.INPUT
    assert sorted(report.withdrawn) == [
        "output/spring-letter/withdrawn/spring-letter.en.sylvania.draft",
        "output/spring-letter/withdrawn/spring-letter.en.zenda.draft",
    ]
    assert all("/withdrawn/" in name for name in small.output())


def test_the_copy_for_a_recipient_who_was_taken_out_is_moved_aside(small: Laid) -> None:
    made(small)
    made(small, FINAL)
    small.change(LETTER, "  - id: sylvania\n", "  - id: freedonia\n")

    report = made(small, replace(TEXT, recipients=("freedonia",)))

    assert sorted(report.withdrawn) == [
        "output/spring-letter/withdrawn/spring-letter.en.sylvania",
        "output/spring-letter/withdrawn/spring-letter.en.sylvania.draft",
    ]
    assert "spring-letter/spring-letter.en.zenda/manifest.json" in small.output()


def test_a_wrong_choice_moves_nothing(small: Laid) -> None:
    made(small)
    before = small.output()

    with pytest.raises(Refusal):
        made(small, replace(TEXT, documents=("spring-leter",)))

    assert small.output() == before


def test_limits_are_named_with_the_document_and_the_older_files_moved(small: Laid) -> None:
    made(small)
    loops = "{% for a in range(1000) %}{% for b in range(1000) %}{% for c in range(1000) %}"
    small.write("templates/open-letter/letter.html", f"<p class='body'>{loops}{'{% endfor %}' * 3}</p>")

    report = build(small.root, replace(TEXT, recipients=("zenda",)), Limits(time_limit=1))

    (problem,) = report.problems
    assert report.exit_code is ExitCode.LIMITS
    assert problem.message.startswith(
        "Making this document was stopped while it was composing: it reached its"
    )
    assert str(problem.place) == f"{LETTER}:3:5"
    assert report.units[0].withdrawn


# ---- what problems mean ---------------------------------------------------------------------------

HERE = Place("a.yaml", 2, 1)


@pytest.mark.parametrize(
    ("weight", "job", "stops"),
    [
        (Weight.ERROR, JOB, ExitCode.INPUT),
        (Weight.GATE, JOB, None),
        (Weight.GATE, replace(JOB, edition=Edition.FINAL), ExitCode.POLICY),
        (Weight.SIMPLIFICATION, replace(JOB, edition=Edition.FINAL), None),
        (Weight.SIMPLIFICATION, replace(JOB, strict=True), ExitCode.POLICY),
        (Weight.NOTE, replace(JOB, strict=True, edition=Edition.FINAL), None),
    ],
)
def test_what_a_problem_stops_depends_on_the_job(weight: Weight, job: Job, stops: ExitCode | None) -> None:
    found = stopping([Problem("x", "m", "a", HERE, weight)], job)

    assert [problem.exit_code for problem in found] == ([stops] if stops else [])


def test_the_most_telling_class_stands_for_them_all() -> None:
    problems = [Problem("x", "m", "a", exit_code=code) for code in (ExitCode.POLICY, ExitCode.INPUT)]

    assert most_telling(problems) is ExitCode.INPUT
    assert most_telling([*problems, Problem("x", "m", "a", exit_code=ExitCode.FAULT)]) is ExitCode.FAULT
    assert most_telling([]) is ExitCode.OK


def test_each_problem_is_told_once_the_heaviest_first_then_by_place() -> None:
    gate = Problem("g", "m", "a", Place("a.yaml", 1, 1), Weight.GATE)
    late, early = (Problem("e", "m", "a", Place("b.yaml", line, 1)) for line in (9, 2))

    assert once([gate, late, early, late]) == (early, late, gate)


def test_a_unit_that_is_refused_beside_one_that_is_made_is_partial_success(small: Laid) -> None:
    problem = Problem("x", "m", "a", HERE)
    units = (Unit(JOB, folder="output/a"), Unit(replace(JOB, recipient="b"), (problem,)))

    assert Report(examine(small.root).workspace, units, ()).exit_code is ExitCode.PARTIAL


def test_an_error_in_a_file_that_no_document_uses_is_no_partial_success(small: Laid) -> None:
    small.write("briefings/shared/more.yaml", "kind: people\nformat: 1\npeople:\n  - id: ada-quay\n")

    report = made(small)

    assert all(unit.folder for unit in report.units)
    assert report.exit_code is ExitCode.INPUT
