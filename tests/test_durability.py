"""What is published survives a power cut: forced to the disk first, exchanged by renaming, manifest last."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from briefgen.jobs import Format
from briefgen.outcome import Report
from briefgen.pipeline import build
from briefgen.planning import Choices
from briefgen.problems import ExitCode, Refusal
from briefgen.publishing import publish
from briefgen.worker import Limits

from .conftest import LETTER, Laid

STEM = "spring-letter.en.zenda.draft"
UNIT = f"output/spring-letter/{STEM}"
ALL_BUT_PDF = Choices(recipients=("zenda",), formats=(Format.DOCX, Format.HTML, Format.TXT))


def made(small: Laid) -> Report:
    return build(small.root, ALL_BUT_PDF, Limits())


@dataclass
class Disk:
    """What the system was asked to do, in order."""

    events: list[tuple[str, int, int]] = field(default_factory=list)
    """`sync`, file number, size; `rename`, file number of what moved, 0."""
    moves: list[tuple[str, str]] = field(default_factory=list)

    def position(self, what: str, path: Path) -> int:
        """Return when something first happened to what now stands at a path."""
        number = path.stat().st_ino
        return next(at for at, event in enumerate(self.events) if event[:2] == (what, number))

    def size_at_sync(self, path: Path) -> int:
        return self.events[self.position("sync", path)][2]


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Disk:
    """Listens to what this process asks of the disk; everything is done as before."""
    disk, sync = Disk(), os.fsync

    def noting_sync(file: int) -> None:
        sync(file)
        facts = os.fstat(file)
        disk.events.append(("sync", facts.st_ino, facts.st_size))

    def noting(move: Callable[..., None]) -> Callable[..., None]:
        def noted(old: str | Path, new: str | Path) -> None:
            number = Path(old).stat().st_ino
            move(old, new)
            disk.events.append(("rename", number, 0))
            disk.moves.append((Path(old).name, Path(new).name))

        return noted

    monkeypatch.setattr(os, "fsync", noting_sync)
    monkeypatch.setattr(os, "rename", noting(os.rename))
    monkeypatch.setattr(os, "replace", noting(os.replace))
    return disk


def test_every_file_is_whole_on_the_disk_before_its_folder_gets_its_name(small: Laid, disk: Disk) -> None:
    made(small)

    folder = small.root / UNIT
    named = disk.position("rename", folder)
    files = sorted(folder.iterdir())
    assert [path.name for path in files] == [
        "manifest.json",
        *(f"{STEM}.{e}" for e in ("docx", "html", "txt")),
    ]
    for path in files:
        assert disk.size_at_sync(path) == path.stat().st_size > 0
        assert disk.position("sync", path) < disk.position("sync", folder) < named


def test_the_manifest_is_written_when_all_it_speaks_of_is_on_the_disk(small: Laid, disk: Disk) -> None:
    made(small)

    *others, manifest = sorted((small.root / UNIT).iterdir(), key=lambda path: disk.position("sync", path))
    assert len(others) == 3
    assert manifest.name == "manifest.json"


def test_the_new_name_is_on_the_disk_before_the_old_files_are_deleted(
    small: Laid, disk: Disk, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(small)
    old = (small.root / UNIT).stat().st_ino
    disk.events.clear()
    deleted_after: list[int] = []
    remove = os.unlink

    def noting_unlink(*arguments: object, **options: object) -> None:
        deleted_after.append(len(disk.events))
        remove(*arguments, **options)  # type: ignore[arg-type] # handed through as it came

    monkeypatch.setattr(os, "unlink", noting_unlink)
    made(small)

    shelf = (small.root / UNIT).parent.stat().st_ino
    new_named = disk.position("rename", small.root / UNIT)
    old_moved = disk.events.index(("rename", old, 0))
    shelf_synced = max(at for at, event in enumerate(disk.events) if event[:2] == ("sync", shelf))
    assert old_moved < new_named < shelf_synced < min(deleted_after)
    assert not [path for path in (small.root / UNIT).parent.iterdir() if path.name.startswith(".")]


def test_a_unit_changes_by_renaming_whole_folders_and_nothing_else(small: Laid, disk: Disk) -> None:
    made(small)
    made(small)

    first, second = (old for old, new in disk.moves if new == STEM)
    assert first != second  # two builders never share a folder
    (aside,) = (new for old, new in disk.moves if old == STEM)
    assert aside not in (first, second)
    assert {name[0] for name in (first, second, aside)} == {"."}


@pytest.mark.parametrize("fails_at", range(5))  # four files, then their folder
def test_a_disk_that_fails_while_it_is_forced_leaves_the_old_files(
    small: Laid, monkeypatch: pytest.MonkeyPatch, fails_at: int
) -> None:
    made(small)
    before = small.output()
    small.change(LETTER, "closing: Yours sincerely,", "closing: Yours faithfully,")
    sync, calls = os.fsync, iter(range(100))

    def failing(file: int) -> None:
        if next(calls) == fails_at:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        sync(file)

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", failing)
        assert made(small).exit_code is ExitCode.FILES

    assert small.output() == before
    assert [path.name for path in (small.root / UNIT).parent.iterdir()] == [STEM]
    assert made(small).exit_code is ExitCode.OK
    assert b"Yours faithfully," in small.output()[f"spring-letter/{STEM}/{STEM}.txt"]


def test_an_exchange_that_fails_halfway_puts_the_old_files_back_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "output/letter/letter.en"
    publish(tmp_path, "letter", "letter.en", {"letter.en.txt": b"old", "manifest.json": b"{}"})
    rename = os.rename

    def failing(old: Path, new: Path) -> None:
        if Path(new) == folder and (Path(old) / "letter.en.txt").read_bytes() == b"new":
            assert not folder.exists()  # the old files are aside, the new ones not yet in their place
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        rename(old, new)

    monkeypatch.setattr(os, "rename", failing)
    with pytest.raises(Refusal):
        publish(tmp_path, "letter", "letter.en", {"letter.en.txt": b"new", "manifest.json": b"{}"})

    assert (folder / "letter.en.txt").read_bytes() == b"old"
    assert [path.name for path in folder.parent.iterdir()] == ["letter.en"]


def test_what_a_dead_build_left_is_cleared_away_first_in_all_documents(small: Laid) -> None:
    made(small)
    dead = small.root / "output/another-letter/.staged-0123456789abcdef"
    dead.mkdir(parents=True)
    (dead / "another-letter.en.pdf").write_bytes(b"half a confidential letter")
    small.change(LETTER, "closing: Yours sincerely,\n", "")  # so that nothing is published by this build

    made(small)

    assert not dead.exists()


def test_a_unit_that_a_dead_build_had_moved_aside_stands_again_before_anything_is_made(small: Laid) -> None:
    made(small)
    unit = small.root / UNIT
    other = small.root / "output/another-letter/another-letter.en"
    other.parent.mkdir()
    unit.rename(other.with_name(f".replaced-{other.name}"))

    made(small)

    assert (other / "manifest.json").is_file()
    assert unit.is_dir()


def test_the_folders_around_a_first_unit_are_on_the_disk_too(small: Laid, disk: Disk) -> None:
    made(small)

    for folder in ("output/spring-letter", "output", "."):
        assert disk.position("sync", small.root / folder) >= 0


def test_a_disk_that_fails_after_the_exchange_leaves_the_old_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(tmp_path, "a", "a.en", {"a.txt": b"old"})
    sync = os.fsync

    def failing(file: int) -> None:
        if os.fstat(file).st_ino == (tmp_path / "output/a").stat().st_ino:
            raise OSError(errno.EIO, "input/output error")
        sync(file)

    monkeypatch.setattr(os, "fsync", failing)
    with pytest.raises(Refusal):
        publish(tmp_path, "a", "a.en", {"a.txt": b"new"})

    assert (tmp_path / "output/a/a.en/a.txt").read_bytes() == b"old"
    assert [path.name for path in (tmp_path / "output/a").iterdir()] == ["a.en"]
