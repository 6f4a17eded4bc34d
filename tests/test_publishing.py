"""Publishing: a unit appears whole or stays as it was, whatever the disk or the user does."""

from __future__ import annotations

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


def files(word: str, length: int = 50_000) -> dict[str, bytes]:
    data = (word * length).encode()[:length]
    return {"letter.en.draft.pdf": data, "letter.en.draft.docx": data, "manifest.json": data}


def put(root: Path, word: str) -> Path:
    return publish(root, "letter", "letter.en.draft", files(word))


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

    aside = withdraw(tmp_path, "letter", "letter.en.draft", [REASON])

    assert aside == tmp_path / "output/letter/withdrawn/letter.en.draft"
    assert not (tmp_path / UNIT).exists()
    assert (aside / "letter.en.draft.pdf").read_bytes() == files("a")["letter.en.draft.pdf"]
    assert (aside / "WHY.txt").read_text(encoding="utf-8") == (
        "Do not send these files. They are an older letter.en.draft, moved here because a later build\n"
        "refused to make it again:\n"
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


# ---- kills and company ----------------------------------------------------------------------------


LOOP = """
import sys
from pathlib import Path
from briefgen.publishing import publish
root, words = Path(sys.argv[1]), sys.argv[2]
print("ready", flush=True)
while True:
    for word in words:
        data = word.encode() * 50_000
        names = ("letter.en.draft.pdf", "letter.en.draft.docx", "manifest.json")
        publish(root, "letter", "letter.en.draft", dict.fromkeys(names, data))
"""


def test_a_build_killed_at_any_moment_leaves_a_whole_unit(tmp_path: Path) -> None:
    put(tmp_path, "a")
    chance = random.Random(4)  # noqa: S311 # moments, not secrets
    for _ in range(30):
        with builder(tmp_path, "bc") as process:
            time.sleep(chance.uniform(0, 0.03))
            process.kill()
        tidy(tmp_path)  # what the next build does first
        unit = {path.name: path.read_bytes() for path in (tmp_path / UNIT).iterdir()}
        assert len(unit) == 3
        assert len(set(unit.values())) == 1
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
    assert all(len(set(look)) == 1 for look in looks)


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
    for path in (folder / "output", folder / "output/letter"):
        path.chmod(0o755)
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
        [sys.executable, "-c", textwrap.dedent(LOOP), str(root), words], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    process.stdout.readline()
    return process


def whole_units(folder: Path, *, seconds: float) -> Iterator[list[bytes]]:
    """Yield what a reader sees who opens the folder once and reads its files."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            handle = os.open(folder, os.O_RDONLY)
        except FileNotFoundError:  # between the two renames
            continue
        try:
            look = []
            for name in os.listdir(handle):  # noqa: PTH208 # of an open folder, which pathlib cannot
                file = os.open(name, os.O_RDONLY, dir_fd=handle)
                look.append(os.read(file, 100_000))
                os.close(file)
        except FileNotFoundError:  # it was replaced while we read
            continue
        finally:
            os.close(handle)
        if look:
            yield look
