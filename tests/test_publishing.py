"""Publishing: a unit appears whole or stays as it was, whatever the disk or the user does."""

from __future__ import annotations

import hashlib
import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import textwrap
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from briefgen.places import Place
from briefgen.problems import ExitCode, Problem, Refusal
from briefgen.publishing import check_output, publish, tidy, withdraw

UNIT = Path("output/letter/letter.en.draft")
REASON = Problem("gate", "The signatory Kim Secret has not agreed", "Ask", Place("briefings/a.yaml", 3, 5))


def unit(made: dict[str, bytes]) -> dict[str, bytes]:
    outputs = {name: {"sha256": hashlib.sha256(data).hexdigest()} for name, data in made.items()}
    return {**made, "manifest.json": json.dumps({"outputs": outputs}).encode()}


def files(word: str, length: int = 50_000) -> dict[str, bytes]:
    data = (word * length).encode()[:length]
    return unit({"letter.en.draft.pdf": data, "letter.en.draft.docx": data})


def whole(found: dict[str, bytes]) -> bool:
    return any(found == files(word) for word in "abc")


def put(root: Path, word: str) -> Path:
    return publish(root, "letter", "letter.en.draft", files(word)).folder


def tree(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and path.name != ".lock"
    }


def refused(action: Callable[[], object]) -> Problem:
    with pytest.raises(Refusal) as caught:
        action()
    (problem,) = caught.value.problems
    assert problem.exit_code is ExitCode.FILES
    return problem


def test_a_unit_appears_with_all_its_files_and_nothing_else(tmp_path: Path) -> None:
    folder = put(tmp_path, "a")

    assert folder == tmp_path / UNIT
    assert tree(tmp_path) == {f"{UNIT}/{name}": data for name, data in files("a").items()}
    assert [path.name for path in (tmp_path / "output/letter").iterdir()] == ["letter.en.draft"]


def test_a_second_build_replaces_the_whole_unit_also_files_of_other_formats(tmp_path: Path) -> None:
    put(tmp_path, "a")

    publish(tmp_path, "letter", "letter.en.draft", {"letter.en.draft.txt": b"b", "manifest.json": b"{}"})

    there = sorted(path.name for path in (tmp_path / UNIT).iterdir())
    assert there == ["letter.en.draft.txt", "manifest.json"]


def test_units_of_the_same_document_do_not_touch_each_other(tmp_path: Path) -> None:
    put(tmp_path, "a")
    publish(tmp_path, "letter", "letter.fr.draft", {"manifest.json": b"fr"})

    assert (tmp_path / UNIT / "manifest.json").read_bytes() == files("a")["manifest.json"]
    assert (tmp_path / "output/letter/letter.fr.draft/manifest.json").read_bytes() == b"fr"


def test_file_modes_follow_the_umask(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        folder = put(tmp_path, "a")
    finally:
        os.umask(before)

    assert (folder / "manifest.json").stat().st_mode & 0o777 == 0o640
    assert folder.stat().st_mode & 0o777 == 0o750


# ---- withdrawing ----------------------------------------------------------------------------------


def test_a_refused_unit_is_moved_aside_with_a_word_why_and_no_content(tmp_path: Path) -> None:
    put(tmp_path, "a")

    done = withdraw(tmp_path, "letter", "letter.en.draft", [REASON])

    assert done
    aside = done.folder
    assert aside == tmp_path / "output/letter/withdrawn/letter.en.draft"
    assert not (tmp_path / UNIT).exists()
    assert (aside / "letter.en.draft.pdf").read_bytes() == files("a")["letter.en.draft.pdf"]
    assert (aside / "WHY.txt").read_text(encoding="utf-8") == (
        "Do not send these files. They are an older letter.en.draft, moved here because a later build\n"
        "found that it can no longer be made:\n"
        "  briefings/a.yaml:3:5: gate\n"
        "Run the build again to read what is wrong and what to do.\n"
    )


def test_withdrawing_what_was_never_made_creates_nothing(tmp_path: Path) -> None:
    assert withdraw(tmp_path, "letter", "letter.en.draft", [REASON]) is None
    assert list(tmp_path.iterdir()) == []


def test_withdrawing_again_keeps_the_newest_of_the_older_files(tmp_path: Path) -> None:
    for word in "ab":
        put(tmp_path, word)
        withdraw(tmp_path, "letter", "letter.en.draft", [REASON])

    aside = tmp_path / "output/letter/withdrawn"
    assert [path.name for path in aside.iterdir()] == ["letter.en.draft"]
    assert (aside / "letter.en.draft/letter.en.draft.pdf").read_bytes() == files("b")["letter.en.draft.pdf"]


# ---- disks and permissions ------------------------------------------------------------------------


def test_a_full_disk_leaves_the_old_unit_byte_for_byte(tmp_path: Path) -> None:
    put(tmp_path, "a")
    before = tree(tmp_path)

    problem = refused(lambda: in_child(lambda: full(lambda: put(tmp_path, "b"))))

    assert problem.code == "disk-full"
    assert problem.message == "There is no room left to write to “output”"
    assert problem.advice == "Free some space. What stood there before is unchanged."
    assert tree(tmp_path) == before
    assert [path.name for path in (tmp_path / "output/letter").iterdir()] == ["letter.en.draft"]


def test_a_disk_full_from_the_start_leaves_no_half_file(tmp_path: Path) -> None:
    refused(lambda: in_child(lambda: full(lambda: put(tmp_path, "b"))))

    assert tree(tmp_path) == {}


def test_an_output_folder_that_may_not_be_written_to_is_named(shared_folder: Path) -> None:
    put(shared_folder, "a")
    before = tree(shared_folder)
    for folder in (shared_folder / "output", shared_folder / "output/letter"):
        folder.chmod(0o555)

    problem = refused(lambda: in_child(lambda: put(shared_folder, "b"), unprivileged=True))
    early = refused(lambda: in_child(lambda: check_output(shared_folder), unprivileged=True))

    assert problem.code == "not-writable"
    assert early.message == "“output” may not be written to"
    assert early.advice == (
        "Ask for the right to write there, or have a copy of the workspace of your own. "
        "What stood there before is unchanged."
    )
    assert tree(shared_folder) == before


def test_an_output_that_is_a_file_is_named_and_kept(tmp_path: Path) -> None:
    (tmp_path / "output").write_text("notes", encoding="utf-8")

    assert refused(lambda: check_output(tmp_path)).message == "“output” should be a folder and is a file"
    refused(lambda: put(tmp_path, "a"))

    assert tree(tmp_path) == {"output": b"notes"}


@pytest.mark.parametrize("link", ["output", "output/letter", "output/letter/letter.en.draft"])
def test_a_link_that_leads_out_of_the_workspace_is_refused(tmp_path: Path, link: str) -> None:
    elsewhere, root = tmp_path / "elsewhere", tmp_path / "workspace"
    elsewhere.mkdir()
    (root / link).parent.mkdir(parents=True)
    (root / link).symlink_to(elsewhere)

    problem = refused(lambda: put(root, "a"))

    assert problem.message == f"“{link}” is a link that leads out of the workspace"
    assert list(elsewhere.iterdir()) == []


def test_a_link_within_the_workspace_is_welcome(tmp_path: Path) -> None:
    (tmp_path / "made").mkdir()
    (tmp_path / "output").symlink_to("made")

    put(tmp_path, "a")

    assert (tmp_path / "made/letter/letter.en.draft/manifest.json").exists()


@pytest.mark.parametrize("name", ["output/letter", "output/letter/letter.en.draft"])
def test_a_file_where_a_folder_belongs_is_named_and_never_hidden(tmp_path: Path, name: str) -> None:
    (tmp_path / name).parent.mkdir(parents=True)
    (tmp_path / name).write_text("notes", encoding="utf-8")

    for _ in range(2):
        problem = refused(lambda: put(tmp_path, "a"))

        assert problem.message == f"“{name}” should be a folder and is a file"
        assert problem.advice == (
            "Move away the file that has this name. What stood there before is unchanged."
        )
        assert tree(tmp_path) == {name: b"notes"}


@pytest.mark.parametrize("name", ["withdrawn", "withdrawn/letter.en.draft"])
def test_a_file_in_the_way_of_withdrawing_is_named(tmp_path: Path, name: str) -> None:
    put(tmp_path, "a")
    (tmp_path / "output/letter" / name).parent.mkdir(exist_ok=True)
    (tmp_path / "output/letter" / name).write_text("notes", encoding="utf-8")
    before = tree(tmp_path)

    problem = refused(lambda: withdraw(tmp_path, "letter", "letter.en.draft", [REASON]))

    assert problem.message == f"“output/letter/{name}” should be a folder and is a file"
    assert tree(tmp_path) == before


def test_a_link_in_the_place_of_a_unit_is_not_exchanged_away(tmp_path: Path) -> None:
    (tmp_path / "output/letter/mine").mkdir(parents=True)
    (tmp_path / UNIT).symlink_to("mine")

    problem = refused(lambda: put(tmp_path, "a"))

    assert problem.message == f"“{UNIT}” should be a folder and is a link"
    assert (tmp_path / UNIT).is_symlink()


@pytest.mark.parametrize("link", ["output", "output/letter", "output/letter/letter.en.draft"])
@pytest.mark.parametrize("target", ["itself", "nothing"])
def test_a_link_that_leads_nowhere_or_in_a_circle_is_named(tmp_path: Path, link: str, target: str) -> None:
    (tmp_path / link).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / link).symlink_to(Path(link).name if target == "itself" else "nothing")

    problem = refused(lambda: put(tmp_path, "a"))

    assert problem.message == f"“{link}” is a link that leads nowhere"
    assert problem.advice == "Nothing was written. Replace the link by a real folder."
    assert (tmp_path / link).is_symlink()
    tidy(tmp_path)


@pytest.mark.parametrize(
    ("closed", "named"), [("output", "output"), ("output/letter", "output/letter/letter.en.draft")]
)
def test_a_folder_that_may_not_be_looked_into_is_named(shared_folder: Path, closed: str, named: str) -> None:
    put(shared_folder, "a")
    (shared_folder / "output").chmod(0o777)
    (shared_folder / "output/.lock").chmod(0o666)
    (shared_folder / closed).chmod(0)

    problem = refused(lambda: in_child(lambda: put(shared_folder, "b"), unprivileged=True))

    assert (problem.code, problem.message) == ("not-writable", f"“{named}” may not be written to")


def test_a_lock_that_is_no_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "output/.lock").mkdir(parents=True)

    problem = refused(lambda: put(tmp_path, "a"))

    assert problem.message == "“output/.lock” should be a file and is a folder"


def test_a_unit_that_somebody_locked_is_replaced_and_leaves_no_rubbish(shared_folder: Path) -> None:
    def build_and_lock() -> None:
        for word in "aba":
            put(shared_folder, word)
            (shared_folder / UNIT).chmod(0o555)
        withdraw(shared_folder, "letter", "letter.en.draft", [REASON])

    in_child(build_and_lock, unprivileged=True)

    shelf = shared_folder / "output/letter"
    assert [path.name for path in shelf.iterdir()] == ["withdrawn"]
    assert [path.name for path in (shelf / "withdrawn").iterdir()] == ["letter.en.draft"]


def test_what_cannot_be_removed_stops_no_later_build_and_is_never_put_back(shared_folder: Path) -> None:
    (shared_folder / "output/letter").mkdir(parents=True)
    for folder in (shared_folder / "output", shared_folder / "output/letter"):
        folder.chmod(0o777)
    (shared_folder / "output/letter/.staged-01").mkdir()  # of somebody else
    (shared_folder / "output/letter/.staged-01/a.pdf").write_bytes(b"half")
    put(shared_folder, "a")
    (shared_folder / "output/.lock").chmod(0o666)
    (shared_folder / "output/letter/.removed-01").mkdir()
    (shared_folder / "output/letter/.removed-01/a.pdf").write_bytes(b"old")

    def later() -> None:
        tidy(shared_folder)
        put(shared_folder, "b")
        put(shared_folder, "c")
        withdraw(shared_folder, "letter", "letter.en.draft", [REASON])
        tidy(shared_folder)

    in_child(later, unprivileged=True)

    assert not (shared_folder / UNIT).exists()
    aside = shared_folder / "output/letter/withdrawn/letter.en.draft/letter.en.draft.pdf"
    assert aside.read_bytes() == files("c")["letter.en.draft.pdf"]


# ---- what somebody did by hand ----------------------------------------------------------------------


def test_what_somebody_changed_or_added_is_kept_and_numbered(tmp_path: Path) -> None:
    for number, kept in enumerate(["letter.en.draft", "letter.en.draft-2"]):
        folder = put(tmp_path, "a")
        (folder / "letter.en.draft.docx").write_bytes(b"edited %d" % number)
        (folder / "comments.docx").write_bytes(b"added")
        (folder / "annexes").mkdir()
        (folder / "annexes/map.png").write_bytes(b"map")
        (folder / "~$tter.en.draft.docx").write_bytes(b"litter of a word processor")

        done = publish(tmp_path, "letter", "letter.en.draft", files("b"))

        assert done.changed == ("annexes", "comments.docx", "letter.en.draft.docx")
        assert done.kept == tmp_path / "output/letter/kept" / kept
        assert {path.relative_to(done.kept).as_posix() for path in done.kept.rglob("*")} == {
            "annexes",
            "annexes/map.png",
            "comments.docx",
            "letter.en.draft.docx",
        }
        assert (done.kept / "letter.en.draft.docx").read_bytes() == b"edited %d" % number
        assert whole({path.name: path.read_bytes() for path in done.folder.iterdir()})


def test_what_is_as_it_was_made_is_not_kept(tmp_path: Path) -> None:
    put(tmp_path, "a")

    done = publish(tmp_path, "letter", "letter.en.draft", files("b"))

    assert (done.changed, done.kept, done.gone) == ((), None, ())
    assert not (tmp_path / "output/letter/kept").exists()


def test_formats_that_the_new_unit_does_not_have_are_told(tmp_path: Path) -> None:
    put(tmp_path, "a")

    done = publish(tmp_path, "letter", "letter.en.draft", unit({"letter.en.draft.pdf": b"b"}))

    assert done.gone == ("letter.en.draft.docx",)


def test_a_folder_without_a_manifest_is_somebodys_own(tmp_path: Path) -> None:
    (tmp_path / UNIT).mkdir(parents=True)
    (tmp_path / UNIT / "notes.txt").write_bytes(b"mine")

    done = publish(tmp_path, "letter", "letter.en.draft", files("a"))

    assert done.kept
    assert (done.kept / "notes.txt").read_bytes() == b"mine"


def test_changes_move_with_a_withdrawn_unit_and_outlive_the_next_one(tmp_path: Path) -> None:
    for word in "ab":
        (put(tmp_path, word) / "letter.en.draft.docx").write_bytes(b"edited " + word.encode())
        done = withdraw(tmp_path, "letter", "letter.en.draft", [REASON])

    assert done
    assert (done.folder / "letter.en.draft.docx").read_bytes() == b"edited b"
    assert done.kept
    assert (done.kept / "letter.en.draft.docx").read_bytes() == b"edited a"


def test_a_full_disk_keeps_changes_where_they_are(tmp_path: Path) -> None:
    folder = put(tmp_path, "a")
    (folder / "comments.docx").write_bytes(b"c" * 20_000)
    before = tree(tmp_path)

    small = unit({"letter.en.draft.pdf": b"b"})
    problem = refused(
        lambda: in_child(lambda: full(lambda: publish(tmp_path, "letter", "letter.en.draft", small)))
    )

    assert problem.code == "disk-full"
    assert tree(tmp_path) == before
    assert [path.name for path in (tmp_path / "output/letter").iterdir()] == ["letter.en.draft"]


def test_changes_that_may_not_be_read_are_not_replaced(shared_folder: Path) -> None:
    def lock_and_build() -> None:
        folder = put(shared_folder, "a")
        (folder / "comments.docx").write_bytes(b"added")
        (folder / "comments.docx").chmod(0)
        put(shared_folder, "b")

    problem = refused(lambda: in_child(lock_and_build, unprivileged=True))

    assert problem.message == f"“{UNIT}/comments.docx” was changed by hand and cannot be copied"
    assert problem.advice == "Nothing was replaced. Move it away, or have its owner do so."
    assert (shared_folder / UNIT / "comments.docx").exists()


# ---- kills and company ----------------------------------------------------------------------------


LOOP = """
import sys
from pathlib import Path
from briefgen.publishing import publish
from tests.test_publishing import files
root, words = Path(sys.argv[1]), sys.argv[2]
print("ready", flush=True)
while True:
    for word in words:
        publish(root, "letter", "letter.en.draft", files(word))
"""


def test_a_build_killed_at_any_moment_leaves_a_whole_unit(tmp_path: Path) -> None:
    put(tmp_path, "a")
    chance = random.Random(4)  # noqa: S311 # moments, not secrets
    for _ in range(30):
        with builder(tmp_path, "bc") as process:
            time.sleep(chance.uniform(0, 0.03))
            process.kill()
        tidy(tmp_path)  # what the next build does first
        assert whole({path.name: path.read_bytes() for path in (tmp_path / UNIT).iterdir()})
        assert [path.name for path in (tmp_path / "output/letter").iterdir()] == ["letter.en.draft"]


def test_two_builders_of_the_same_unit_never_mix_their_files(tmp_path: Path) -> None:
    put(tmp_path, "a")
    with builder(tmp_path, "b") as one, builder(tmp_path, "c") as other:
        looks = list(whole_units(tmp_path / UNIT, seconds=1.0))
        assert one.poll() is None
        assert other.poll() is None
        one.kill()
        other.kill()
    assert looks
    assert all(any(look.items() <= files(word).items() for word in "abc") for look in looks)


def test_left_over_staging_is_cleared_and_a_half_done_exchange_put_back(tmp_path: Path) -> None:
    put(tmp_path, "a")
    shelf = tmp_path / "output/letter"
    (shelf / ".staged-0123").mkdir()
    (shelf / ".staged-0123/letter.en.draft.pdf").write_bytes(b"half")
    (shelf / "letter.en.draft").rename(shelf / ".replaced-letter.en.draft")

    tidy(tmp_path)

    assert tree(tmp_path) == {f"{UNIT}/{name}": data for name, data in files("a").items()}


# ---- the test's own tools -------------------------------------------------------------------------


@pytest.fixture
def shared_folder() -> Iterator[Path]:
    """A folder that somebody without privileges can reach, too."""
    folder = Path(tempfile.mkdtemp(prefix="briefgen-test-")).resolve()
    folder.chmod(0o777)
    yield folder
    shutil.rmtree(folder)


def in_child(action: Callable[[], object], *, unprivileged: bool = False) -> None:
    """Run the action in a child, as nobody if asked, and raise here what it refused there."""
    from briefgen.worker import Desk, Limits, Stopped, supervise

    def work(_: Desk) -> None:
        if unprivileged and os.geteuid() == 0:
            os.setuid(65534)
        action()

    outcome = supervise(work, limits=Limits(), size=0)
    if isinstance(outcome, Stopped):
        raise Refusal(*outcome.problems)


def full(action: Callable[[], object]) -> None:
    """Run the action on a disk that takes no file of more than 10,000 bytes."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000))
    action()


def builder(root: Path, words: str) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(LOOP), str(root), words],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[1],
    )
    assert process.stdout is not None
    process.stdout.readline()
    return process


def whole_units(folder: Path, *, seconds: float) -> Iterator[dict[str, bytes]]:
    """Yield what a reader sees who opens the folder once and reads its files."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            handle = os.open(folder, os.O_RDONLY)
        except FileNotFoundError:  # between the two renames
            continue
        try:
            look = {}
            for name in os.listdir(handle):  # noqa: PTH208 # of an open folder, which pathlib cannot
                file = os.open(name, os.O_RDONLY, dir_fd=handle)
                look[name] = os.read(file, 100_000)
                os.close(file)
        except FileNotFoundError:  # it was replaced while we read
            continue
        finally:
            os.close(handle)
        if look:
            yield look
