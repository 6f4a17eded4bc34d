"""Loading a workspace: everything that is wrong, in all files, in one go, with its place."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from briefgen.audience import Audience
from briefgen.checking import check
from briefgen.loading.loader import find_root, load
from briefgen.loading.workspace import Workspace
from briefgen.problems import ExitCode, Problem, Refusal, Weight, render
from briefgen.reports import in_words

PEOPLE = """\
kind: people
format: 1
people:
  - id: kim-ash
    name: Kim Ash
    audience: public
  - id: bram-sorrel
    name: Bram Sorrel
"""
ORGANISATIONS = """\
kind: organisations
format: 1
organisations:
  - id: harbour-watch
    name: {en: Harbour Watch}
"""
LETTER = """\
kind: open-letter
format: 1
id: spring-letter
audience: public
language: en
title: Letter on the spring round
subject: The spring round
issuers: [harbour-watch]
date: 2031-03-01
recipients:
  - id: zenda
    address: [The Minister of Zenda]
salutation: Dear Minister,
body: |
  We write before the round.
closing: Yours sincerely,
signatories:
  - person: kim-ash
    capacity: Director
    agreement: agreed
"""


class Desk:
    """A workspace in a temporary folder, and what loading says of it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.write("briefgen.yaml", "kind: workspace\nformat: 1\n")
        self.write("briefings/people.yaml", PEOPLE)
        self.write("briefings/organisations.yaml", ORGANISATIONS)
        self.write("briefings/spring/letter.yaml", LETTER)

    def write(self, name: str, text: str | bytes) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())

    def change(self, name: str, old: str, new: str) -> None:
        text = (self.root / name).read_text(encoding="utf-8")
        assert text.count(old) == 1
        self.write(name, text.replace(old, new))

    def load(self) -> tuple[Workspace, list[Problem]]:
        workspace, problems = load(self.root)
        return workspace, [*problems, *check(workspace)]

    def told(self) -> str:
        """What a user reads."""
        workspace, problems = self.load()
        lines = {name: text.split("\n") for name, text in workspace.texts.items()}
        return "\n".join(render(problem, lines) for problem in problems)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


# ---- what is sound ------------------------------------------------------------------------------------


def test_a_sound_workspace_is_loaded_with_the_place_of_everything(desk: Desk) -> None:
    workspace, problems = desk.load()

    assert problems == []
    assert workspace.entries["person"]["bram-sorrel"].value.audience == {Audience.INTERNAL}
    assert workspace.entries["organisation"]["harbour-watch"].value.model_dump()["name"] == {
        "en": "Harbour Watch"
    }
    letter = workspace.documents["spring-letter"]
    place = letter.place("signatories", 0, "person")
    assert (str(place), place.path) == ("briefings/spring/letter.yaml:18:13", "signatories[0].person")
    assert letter.place("date", "edtf") == letter.place("date")
    assert str(letter.line_place(0, "body")) == "briefings/spring/letter.yaml:15:3"
    person = workspace.entries["person"]["bram-sorrel"]
    assert (str(person.place("name")), str(person.keys[("name",)])) == (
        "briefings/people.yaml:8:11",
        "briefings/people.yaml:8:5",
    )
    assert set(workspace.texts) == {
        "briefgen.yaml",
        "briefings/organisations.yaml",
        "briefings/people.yaml",
        "briefings/spring/letter.yaml",
    }


def test_the_workspace_is_found_from_any_folder_in_it(desk: Desk) -> None:
    assert find_root(desk.root / "briefings" / "spring") == desk.root
    assert find_root(desk.root) == desk.root


def test_outside_a_workspace_one_reads_what_a_workspace_is(tmp_path: Path) -> None:
    folder = tmp_path / "elsewhere"
    with pytest.raises(Refusal) as refusal:
        find_root(folder)

    (problem,) = refusal.value.problems
    assert problem.exit_code is ExitCode.FILES
    assert problem.message.startswith(
        f"There is no workspace here: no “briefgen.yaml” in {folder}, {tmp_path}, {tmp_path.parent}"
    )
    assert problem.advice == (
        "Go to the folder of your briefings. A workspace is a folder with a file “briefgen.yaml” (two lines: "
        "“kind: workspace” and “format: 1”) and a folder “briefings” that holds the data."
    )


def test_hidden_files_and_copies_of_editors_are_left_aside(desk: Desk) -> None:
    for name in (".letter.yaml.swp", ".hidden/letter.yaml", "letter.yaml~", "notes.md"):
        desk.write(f"briefings/{name}", "not: [yaml")

    assert desk.load()[1] == []


def test_windows_line_ends_and_capital_extensions_are_read(desk: Desk) -> None:
    (desk.root / "briefings/people.yaml").unlink()
    desk.write("briefings/PEOPLE.YML", b"\xef\xbb\xbf" + PEOPLE.replace("\n", "\r\n").encode())

    workspace, problems = desk.load()
    assert problems == []
    assert workspace.texts["briefings/PEOPLE.YML"] == PEOPLE


def test_loading_and_checking_are_light() -> None:
    code = """
import sys
from pathlib import Path
from briefgen.checking import check
from briefgen.loading.loader import load
workspace, problems = load(Path(sys.argv[1]))
assert not problems and not check(workspace) and workspace.documents
print(sorted({"weasyprint", "jinja2", "docx", "babel", "PIL.Image", "lxml"} & set(sys.modules)))
"""
    samples = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", code, samples], capture_output=True, text=True, check=False)

    assert done.stderr == ""
    assert done.stdout == "[]\n"


# ---- what hands get wrong -----------------------------------------------------------------------------

SLIPS = {
    "an unknown field": (
        ("capacity: Director", "capacity: Director\n    agrement: agreed", "agreement: agreed"),
        """\
briefings/spring/letter.yaml:20:5: error: There is no field “agrement” here (at signatories[0].agrement)
  20 |     agrement: agreed
     |     ^^^^^^^^
  to do: Did you mean “agreement”? Fields here are: person, capacity, organisation, agreement.""",
    ),
    "a missing field": (
        ("subject: The spring round\n", "", None),
        """\
briefings/spring/letter.yaml:1:1: error: The field “subject” is missing (at subject)
  1 | kind: open-letter
    | ^
  to do: Add a line “subject: …”. Its meaning: The subject line, without "Re:".""",
    ),
    "a missing field further down": (
        ("  - person: kim-ash\n    capacity", "  - capacity", None),
        """\
briefings/spring/letter.yaml:18:5: error: The field “person” is missing (at signatories[0].person)
  18 |   - capacity: Director
     |     ^
  to do: Add a line “person: …”. Its meaning: Id of the person.""",
    ),
    "a text where a list is wanted": (
        ("address: [The Minister of Zenda]", "address: The Minister of Zenda", None),
        """\
briefings/spring/letter.yaml:12:14: error: Here the text “The Minister of Zenda” stands, but a list is \
wanted \
(at recipients[0].address)
  12 |     address: The Minister of Zenda
     |              ^^^^^^^^^^^^^^^^^^^^^
  to do: Write each item on a line of its own below the field’s name, beginning with “- ”.""",
    ),
    "a list where a text is wanted": (
        (
            "title: Letter on the spring round",
            "title: [Sample] Letter".replace("] Letter", ", Letter]"),
            None,
        ),
        """\
briefings/spring/letter.yaml:6:8: error: Here a list stands, but one text is wanted (at title)
  6 | title: [Sample, Letter]
    |        ^
  to do: Write one text; put it between double quotation marks if it begins with a bracket. A text of \
several lines stands below “name: |”, each line two spaces further right than the name.""",
    ),
    "a text where fields are wanted": (
        ("  - person: kim-ash\n    capacity: Director\n    agreement: agreed", "  - kim-ash", None),
        """\
briefings/spring/letter.yaml:18:5: error: Here the text “kim-ash” stands, but fields are wanted (at \
signatories[0])
  18 |   - kim-ash
     |     ^^^^^^^
  to do: Write each field on a line of its own, below this one and two spaces further right, as “name: \
value”. \
Fields here are: person, capacity, organisation, agreement.""",
    ),
    "an unknown word": (
        ("agreement: agreed", "agreement: agree", None),
        """\
briefings/spring/letter.yaml:20:16: error: Here the text “agree” stands, but one of a few words is wanted \
(at signatories[0].agreement)
  20 |     agreement: agree
     |                ^^^^^
  to do: Did you mean “agreed”? Write one of: invited, agreed, withdrawn.""",
    ),
    "an unknown audience": (
        ("audience: public\nlanguage", "audience: [governments, NGOs]\nlanguage", None),
        """\
briefings/spring/letter.yaml:4:25: error: Here the text “NGOs” stands, but one of a few words is wanted \
(at audience[1])
  4 | audience: [governments, NGOs]
    |                         ^^^^
  to do: Write one of: public, partners, governments, internal.""",
    ),
    "an empty list": (
        (
            "signatories:\n  - person: kim-ash\n    capacity: Director\n    agreement: agreed",
            "signatories: []",
            None,
        ),
        """\
briefings/spring/letter.yaml:17:14: error: This list is empty, but at least one item is wanted (at \
signatories)
  17 | signatories: []
     |              ^
  to do: Write each item on a line of its own below the field’s name, beginning with “- ”.""",
    ),
    "an impossible date": (
        ("date: 2031-03-01", "date: 2031-02-29", None),
        """\
briefings/spring/letter.yaml:9:7: error: There is no day 29 in February 2031 (at date)
  9 | date: 2031-02-29
    |       ^^^^^^^^^^
  to do: February 2031 has 28 days; look the date up in the source.""",
    ),
    "a field that stands twice": (
        ("closing: Yours sincerely,", "title: Another\nclosing: Yours sincerely,", None),
        """\
briefings/spring/letter.yaml:16:1: error: The field “title” stands twice (at title)
  16 | title: Another
     | ^^^^^
  see also briefings/spring/letter.yaml:6:1
  to do: Keep one of the two; the first stands on line 6.""",
    ),
    "a reference to nobody": (
        ("person: kim-ash", "person: kim-ashe", None),
        """\
briefings/spring/letter.yaml:18:13: error: There is no person with the id “kim-ashe” (at \
signatories[0].person)
  18 |   - person: kim-ashe
     |             ^^^^^^^^
  to do: Did you mean “kim-ash”? People stand in briefings/people.yaml.""",
    ),
    "an unknown kind of file": (
        ("kind: open-letter", "kind: openletter", None),
        """\
briefings/spring/letter.yaml:1:7: error: “openletter” is not a kind of file (at kind)
  1 | kind: openletter
    |       ^^^^^^^^^^
  to do: Did you mean “open-letter”? Kinds of files are: organisations, governments, \
people, contacts, terms, sources, statements, figures, dialogues, round, events, findings, outcomes, \
commitments, benchmarks, recommendations, cases, case-groups, profiles, chart, open-letter, press-release, \
report.""",
    ),
    "a file without its kind": (
        ("kind: open-letter\n", "", None),
        """\
briefings/spring/letter.yaml:1:1: error: This file does not say what kind it is
  1 | format: 1
    | ^
  to do: Begin it with a line “kind: …”. Kinds of files are: organisations, governments, \
people, contacts, terms, sources, statements, figures, dialogues, round, events, findings, outcomes, \
commitments, benchmarks, recommendations, cases, case-groups, profiles, chart, open-letter, press-release, \
report.""",
    ),
    "a file of a later version": (
        ("format: 1", "format: 2", None),
        """\
briefings/spring/letter.yaml:2:9: error: “2” is not a format that this version of briefgen reads (at format)
  2 | format: 2
    |         ^
  to do: Write “format: 1”; if the file was made for a newer briefgen, update briefgen.""",
    ),
    "a language that is none": (
        ("language: en", "language: English", None),
        """\
briefings/spring/letter.yaml:5:11: error: “English” is not a language code (at language)
  5 | language: English
    |           ^^^^^^^
  to do: Use a BCP 47 code such as “en”, “fr”, “zh-Hans” or “de-CH”.""",
    ),
}


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_is_explained_where_it_was_made(desk: Desk, slip: str) -> None:
    (old, new, gone), explained = SLIPS[slip]
    if gone:
        desk.change("briefings/spring/letter.yaml", f"    {gone}\n", "")
    desk.change("briefings/spring/letter.yaml", old, new)

    assert desk.told() == explained


def test_two_problems_in_two_files_are_told_in_one_go(desk: Desk) -> None:
    desk.change("briefings/people.yaml", "audience: public", "audiense: public")
    desk.change("briefings/spring/letter.yaml", "title: Letter", "title: Letter: a letter")

    assert (
        desk.told()
        == """\
briefings/people.yaml:6:5: error: There is no field “audiense” here (at people[0].audiense)
  6 |     audiense: public
    |     ^^^^^^^^
  to do: Did you mean “audience”? Fields here are: id, language, audience, audience_of, name, \
scripts, family_name, order, gender, roles.
briefings/spring/letter.yaml:6:14: error: This text holds a colon but stands without quotation marks
  6 | title: Letter: a letter on the spring round
    |              ^
  to do: Put the whole text between double quotation marks."""
    )


def test_who_was_left_out_for_a_problem_is_not_missed_a_second_time(desk: Desk) -> None:
    desk.change("briefings/people.yaml", "name: Kim Ash", "name: Kim\u200b Ash")
    workspace, problems = desk.load()

    assert [problem.code for problem in problems] == ["bad-character"]
    assert set(workspace.entries["person"]) == {"bram-sorrel"}
    assert workspace.excuses("person", "kim-ash")
    assert not workspace.excuses("person", "somebody-else")


def test_a_file_that_cannot_be_read_is_not_missed_a_second_time(desk: Desk) -> None:
    desk.write("briefings/people.yaml", "kind: people\npeople: [")

    assert [problem.code for problem in desk.load()[1]] == ["yaml-bracket"]


SECOND_KIM = "kind: people\nformat: 1\npeople:\n- id: kim-ash\n  name: Kim Ashby\n"


def test_of_two_with_one_id_neither_is_used(desk: Desk) -> None:
    desk.write("briefings/spring/people.yaml", SECOND_KIM)
    workspace, _ = desk.load()

    assert set(workspace.entries["person"]) == {"bram-sorrel"}
    assert workspace.left_out == {("person", "kim-ash")}
    assert (
        desk.told()
        == """\
briefings/people.yaml:4:9: error: The id “kim-ash” belongs to two people (at people[0].id)
  4 |   - id: kim-ash
    |         ^^^^^^^
  see also briefings/spring/people.yaml:4:7
  to do: Give one of them another id; the other stands in briefings/spring/people.yaml on line 4. \
Neither is used until then.
briefings/spring/people.yaml:4:7: error: The id “kim-ash” belongs to two people (at people[0].id)
  4 | - id: kim-ash
    |       ^^^^^^^
  see also briefings/people.yaml:4:9
  to do: Give one of them another id; the other stands in briefings/people.yaml on line 4. \
Neither is used until then."""
    )


def test_of_two_in_one_file_the_second_is_told(desk: Desk) -> None:
    desk.write("briefings/people.yaml", PEOPLE + "  - id: kim-ash\n    name: Kim Ashby\n" * 2)
    _, problems = desk.load()

    assert [str(problem.place) for problem in problems] == [
        "briefings/people.yaml:9:9",
        "briefings/people.yaml:11:9",
    ]
    assert problems[0].message == "The id “kim-ash” belongs to 3 people"
    assert problems[0].advice == (
        "Give all but one of them another id; one stands in briefings/people.yaml on line 4. None is used "
        "until then."
    )


def test_a_holder_with_a_mistake_counts_as_a_holder(desk: Desk) -> None:
    desk.write("briefings/spring/people.yaml", SECOND_KIM.replace("name:", "nmae:"))
    workspace, problems = desk.load()

    assert "kim-ash" not in workspace.entries["person"]
    assert "duplicate-id" in {problem.code for problem in problems}


def test_of_two_documents_with_one_id_neither_is_there(desk: Desk) -> None:
    desk.write("briefings/spring/letter copy.yaml", LETTER)
    workspace, problems = desk.load()

    assert not workspace.documents
    assert {problem.place.file for problem in problems if problem.place} == {
        "briefings/spring/letter copy.yaml",
        "briefings/spring/letter.yaml",
    }


def test_things_of_two_kinds_may_share_an_id(desk: Desk) -> None:
    desk.change("briefings/people.yaml", "bram-sorrel", "harbour-watch")

    assert desk.load()[1] == []


def test_a_list_file_without_its_list(desk: Desk) -> None:
    desk.write("briefings/people.yaml", "kind: people\nformat: 1\n")

    assert (
        desk.told()
        == """\
briefings/people.yaml:1:1: error: The field “people” is missing (at people)
  1 | kind: people
    | ^
  to do: Add a line “people: …”. Its meaning: The people, a list."""
    )


def test_a_file_that_holds_no_fields(desk: Desk) -> None:
    desk.write("briefings/notes.yaml", "just some words\n")

    assert (
        desk.told()
        == """\
briefings/notes.yaml:1:1: error: This file holds only a text, but fields are wanted
  1 | just some words
    | ^^^^^^^^^^^^^^^
  to do: Begin it with “kind:” and “format: 1”; after the name of a field come a colon and a space."""
    )


def test_the_marker_file_is_checked_too(desk: Desk) -> None:
    desk.write("briefgen.yaml", "kind: workspaces\nformat: 1\nnames: Test\n")
    assert [problem.code for problem in desk.load()[1]] == ["unknown-field"]

    desk.write("briefgen.yaml", "kind: workspaces\nformat: 1\nname: Test\n")
    workspace, problems = desk.load()
    assert [problem.code for problem in problems] == ["unknown-kind"]
    assert workspace.name == "Test"


# ---- files --------------------------------------------------------------------------------------------


def test_a_workspace_without_briefings(tmp_path: Path) -> None:
    (tmp_path / "briefgen.yaml").write_text("kind: workspace\nformat: 1\n")
    _, (problem,) = load(tmp_path)

    assert problem.exit_code is ExitCode.FILES
    assert (
        render(problem, {})
        == """\
briefings:1:1: error: The workspace has no folder “briefings”
  to do: Make a folder “briefings” beside “briefgen.yaml” and put the data files there."""
    )


def test_a_file_in_another_encoding_shows_its_line(desk: Desk) -> None:
    desk.write("briefings/people.yaml", PEOPLE.replace("Kim Ash", "René Ash").encode("latin-1"))

    assert (
        desk.told()
        == """\
briefings/people.yaml:5:14: error: Byte E9 (hexadecimal) is not UTF-8
  5 |     name: Ren� Ash
    |              ^
  to do: Open the file in your editor and save it with the encoding “UTF-8”."""
    )


def test_a_missing_file_behind_a_link(desk: Desk) -> None:
    (desk.root / "briefings/people.yaml").unlink()
    (desk.root / "briefings/people.yaml").symlink_to(desk.root / "gone.yaml")
    _, problems = desk.load()

    assert problems[0].exit_code is ExitCode.FILES
    assert (
        desk.told()
        == """\
briefings/people.yaml:1:1: error: This cannot be read: no such file or directory
  to do: See that it exists and that you are allowed to read it."""
    )


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_one_may_not_read(desk: Desk) -> None:
    (desk.root / "briefings/people.yaml").chmod(0)

    assert desk.load()[1][0].exit_code is ExitCode.FILES


def test_links_out_of_the_workspace_are_refused_and_links_inside_followed(
    desk: Desk, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside")
    (outside / "people.yaml").write_text(PEOPLE)
    (desk.root / "briefings/linked.yaml").symlink_to(outside / "people.yaml")
    (desk.root / "briefings/folder").symlink_to(outside)
    workspace, problems = desk.load()
    assert [(problem.code, str(problem.place)) for problem in problems] == [
        ("outside", "briefings/folder:1:1"),
        ("outside", "briefings/linked.yaml:1:1"),
    ]
    assert "briefings/linked.yaml" not in workspace.texts

    (desk.root / "briefings/linked.yaml").unlink()
    (desk.root / "briefings/folder").unlink()
    (desk.root / "briefings/people.yaml").rename(desk.root / "people.yaml")
    (desk.root / "briefings/people.yaml").symlink_to(desk.root / "people.yaml")
    assert desk.load()[1] == []


def test_a_folder_behind_a_link_is_not_entered(desk: Desk) -> None:
    (desk.root / "briefings/again").symlink_to(desk.root / "briefings")

    assert [problem.code for problem in desk.load()[1]] == ["symlink"]


def test_a_pipe_does_not_hang_the_loader(desk: Desk) -> None:
    os.mkfifo(desk.root / "briefings/pipe.yaml")

    assert [problem.code for problem in desk.load()[1]] == ["not-a-file"]


def test_a_huge_file_is_refused_before_it_is_read_whole(desk: Desk) -> None:
    with (desk.root / "briefings/people.yaml").open("ab") as file:
        file.truncate(5_000_000_000)

    assert desk.told().startswith("briefings/people.yaml:1:1: error: This file is larger than 2 MB")


def test_a_data_file_under_another_name_is_noted(desk: Desk) -> None:
    desk.write("briefings/people.yaml.txt", PEOPLE)
    _, (problem,) = desk.load()

    assert (problem.code, problem.weight) == ("not-read", Weight.NOTE)


@pytest.mark.parametrize("name", ["letter.yaml.txt", "letter.yml.docx", "letter.yaml (1)", "LETTER.YAML.TXT"])
def test_what_looks_like_misnamed_data_is_noted(desk: Desk, name: str) -> None:
    desk.write(f"briefings/{name}", "x")
    desk.write("briefings/notes.txt", "x")

    assert [(problem.code, problem.weight) for problem in desk.load()[1]] == [("not-read", Weight.NOTE)]


# ---- links, circles, other kinds of file --------------------------------------------------------------


def test_the_file_that_makes_a_workspace_is_not_read_through_a_link_that_leads_out(
    desk: Desk, tmp_path_factory: pytest.TempPathFactory
) -> None:
    secret = tmp_path_factory.mktemp("outside") / "secret"
    secret.write_text("a secret line\n")
    (desk.root / "briefgen.yaml").unlink()
    (desk.root / "briefgen.yaml").symlink_to(secret)
    workspace, problems = desk.load()

    assert [(problem.code, str(problem.place)) for problem in problems] == [("outside", "briefgen.yaml:1:1")]
    assert "briefgen.yaml" not in workspace.texts
    assert "secret" not in in_words(problems, desk.root, workspace.texts)


def test_a_link_that_leads_in_a_circle_is_told(desk: Desk) -> None:
    (desk.root / "briefings/loop.yaml").symlink_to("loop.yaml")
    _, (problem,) = desk.load()

    assert problem.exit_code is ExitCode.FILES
    assert (
        desk.told()
        == """\
briefings/loop.yaml:1:1: error: This is a symbolic link that leads in a circle
  to do: Delete the link and put the file itself here."""
    )


def test_folders_in_folders_have_an_end(desk: Desk) -> None:
    desk.write("briefings/" + "a/" * 19 + "note.txt", "x")
    assert desk.load()[1] == []

    desk.write("briefings/" + "a/" * 60 + "note.txt", "x")
    (problem,) = desk.load()[1]
    assert (problem.message, problem.exit_code) == (
        "Folders are nested more than 20 deep here",
        ExitCode.FILES,
    )


def test_a_folder_that_one_may_not_look_into(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path) -> bool:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "is_file", refuse)
    with pytest.raises(Refusal) as refused:
        find_root(desk.root)

    (problem,) = refused.value.problems
    assert problem.exit_code is ExitCode.FILES
    assert problem.message == f"The folder {desk.root} cannot be looked into: permission denied"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (LETTER.encode("utf-16-le"), "This file is stored as UTF-16 (“Unicode” in Windows)"),
        (LETTER.encode("utf-16-be"), "This file is stored as UTF-16 (“Unicode” in Windows)"),
        (LETTER.encode("utf-16"), "This file is stored as UTF-16 (“Unicode” in Windows)"),
        (b"PK\x03\x04\x14\x00", "This is a Word, Excel or zip file, not a text file"),
        (b"%PDF-1.7", "This is a PDF file, not a text file"),
        (b"{\\rtf1", "This is a text with formatting (RTF), not a text file"),
    ],
)
def test_a_file_of_another_kind_is_one_error_without_excerpt(desk: Desk, data: bytes, message: str) -> None:
    desk.write("briefings/spring/letter.yaml", data)
    workspace, (problem,) = desk.load()

    assert problem.message == message
    assert in_words([problem], desk.root, workspace.texts) == (
        f"briefings/spring/letter.yaml:1:1: error: {message}\n  to do: {problem.advice}"
    )
