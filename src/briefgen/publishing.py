"""Putting finished files where people find them: a unit appears whole, or stays as it was.

A unit (one job) is a folder, `output/<document>/<stem>/`, with its files and, written last, its
`manifest.json`. It is prepared in a hidden folder beside it, every file and the folder fsynced, and
then exchanged by renaming. All of it happens under one lock, `output/.lock`, which the kernel lets go
when its holder dies: so whoever holds the lock knows that hidden folders it finds are left over.

A full or unwritable disk leaves what stood before, byte for byte. A unit that was *refused* (by its
input, by a rule, by a limit, by a fault of ours) is another matter: what stands there no longer says
what the workspace says, and must not lie ready to be mailed. `withdraw` moves it to
`output/<document>/withdrawn/<stem>/`, with a few words why.
"""

from __future__ import annotations

import errno
import fcntl
import os
import secrets
import shutil
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from briefgen.problems import ExitCode, Problem, Refusal

MANIFEST = "manifest.json"
WITHDRAWN = "withdrawn"
WHY = "WHY.txt"
_STAGED = ".staged-"
_REPLACED = ".replaced-"
_PATIENCE = 30.0
"""Seconds to wait for another briefgen; publishing one unit takes milliseconds."""


def unit_folder(root: Path, document: str, stem: str) -> Path:
    """Return where the files of a unit stand."""
    return root / "output" / document / stem


def publish(root: Path, document: str, stem: str, files: Mapping[str, bytes]) -> Path:
    """Put the files of a unit in place, the last of the mapping last; return their folder.

    Raises `Refusal` (`ExitCode.FILES`) if the disk does not let it; then nothing has changed.
    """
    with _trouble(root), _lock(root, create=True):
        shelf = root / "output" / document
        shelf.mkdir(parents=True, exist_ok=True)
        _within(root, shelf)
        _tidy(shelf)
        folder = shelf / stem
        _within(root, folder)
        staged = _stage(shelf, files)
        try:
            _exchange(staged, folder)
        except BaseException:
            shutil.rmtree(staged, ignore_errors=True)
            raise
        return folder


def withdraw(root: Path, document: str, stem: str, reasons: Sequence[Problem]) -> Path | None:
    """Move a refused unit's older files aside; return where they are now, None if there were none.

    Raises `Refusal` (`ExitCode.FILES`) if the disk does not let it.
    """
    if not unit_folder(root, document, stem).is_dir():
        return None
    with _trouble(root), _lock(root, create=False):
        shelf = root / "output" / document
        _within(root, shelf / stem)
        _tidy(shelf)
        if not (shelf / stem).is_dir():
            return None
        aside = shelf / WITHDRAWN / stem
        aside.parent.mkdir(exist_ok=True)
        _within(root, aside)
        _exchange(shelf / stem, aside)
        (aside / WHY).write_text(_why(stem, reasons), encoding="utf-8")
        return aside


def tidy(root: Path) -> None:
    """Finish or clear away what killed builds left in the output folder."""
    output = root / "output"
    if not output.is_dir() or not any(output.glob("**/.[sr]*d-*")):
        return
    with _trouble(root), _lock(root, create=False):
        for shelf in output.iterdir():
            if shelf.is_dir() and not shelf.is_symlink():
                _tidy(shelf)


def check_output(root: Path) -> None:
    """Raise `Refusal` early, before any work, if the output folder could not be written to."""
    with _trouble(root):
        output = root / "output"
        _within(root, output)
        if output.exists() and not output.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(output))
        if not os.access(output if output.exists() else root, os.W_OK | os.X_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(output))


# ---- staging and exchanging -----------------------------------------------------------------------


def _stage(shelf: Path, files: Mapping[str, bytes]) -> Path:
    """Write the files into a hidden folder of their own and force them to the disk."""
    staged = shelf / f"{_STAGED}{secrets.token_hex(8)}"
    staged.mkdir()
    try:
        for name, data in files.items():
            with (staged / name).open("xb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
        _sync_folder(staged)
    except BaseException:
        shutil.rmtree(staged, ignore_errors=True)
        raise
    return staged


def _exchange(new: Path, place: Path) -> None:
    """Rename `new` to `place`; what stood there is renamed aside first, and removed last."""
    replaced = place.with_name(f"{_REPLACED}{place.name}")
    if place.exists():
        place.rename(replaced)
    try:
        new.rename(place)
    except BaseException:
        if replaced.exists():
            replaced.rename(place)
        raise
    _sync_folder(place.parent)
    shutil.rmtree(replaced, ignore_errors=True)  # what stays is cleared away by the next build


def _tidy(shelf: Path) -> None:
    """Put back or remove what a killed exchange left; the caller holds the lock."""
    for folder in (shelf, shelf / WITHDRAWN):
        for replaced in folder.glob(f"{_REPLACED}*"):
            place = replaced.with_name(replaced.name.removeprefix(_REPLACED))
            if place.exists():
                shutil.rmtree(replaced)
            else:
                replaced.rename(place)
    for staged in shelf.glob(f"{_STAGED}*"):
        shutil.rmtree(staged)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _why(stem: str, reasons: Sequence[Problem]) -> str:
    """Return the words that lie beside withdrawn files: codes and places, never content."""
    rows = sorted({f"  {problem.place or '(no file)'}: {problem.code}" for problem in reasons})
    return (
        f"Do not send these files. They are an older {stem}, moved here because a later build\n"
        "refused to make it again:\n"
        + "\n".join(rows)
        + "\nRun the build again to read what is wrong and what to do.\n"
    )


# ---- what can stand in the way --------------------------------------------------------------------


@contextmanager
def _lock(root: Path, *, create: bool) -> Iterator[None]:
    """Hold the one lock of the output folder; wait for another briefgen, but not for ever."""
    output = root / "output"
    _within(root, output)
    if create:
        output.mkdir(exist_ok=True)
    handle = os.open(output / ".lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o666)
    try:
        _wait_for(handle)
        yield
    finally:
        os.close(handle)


def _wait_for(handle: int) -> None:
    end = time.monotonic() + _PATIENCE
    while True:
        try:
            return fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > end:
                raise
            time.sleep(0.01)


def _within(root: Path, path: Path) -> None:
    """Refuse a path that a symbolic link leads out of the workspace."""
    if not path.resolve().is_relative_to(root.resolve()):
        name = path.relative_to(root).as_posix()
        raise Refusal(
            _files(
                "output-outside",
                f"“{name}” is a link that leads out of the workspace",
                "Nothing was written. Replace the link by a real folder.",
            )
        )


@contextmanager
def _trouble(root: Path) -> Iterator[None]:
    """Turn what the system says into a problem with a name in the workspace and something to do."""
    try:
        yield
    except OSError as error:
        raise Refusal(_worded(root, error)) from error


def _worded(root: Path, error: OSError) -> Problem:
    name = "output"
    if error.filename and Path(str(error.filename)).is_relative_to(root):
        name = Path(str(error.filename)).relative_to(root).as_posix()
        name = "/".join(part for part in name.split("/") if not part.startswith("."))
    kept = "What stood there before is unchanged."
    match error.errno:
        case errno.ENOSPC | errno.EDQUOT | errno.EFBIG:
            return _files(
                "disk-full", f"There is no room left to write to “{name}”", f"Free some space. {kept}"
            )
        case errno.EACCES | errno.EPERM | errno.EROFS:
            advice = f"Ask for the right to write there, or have a copy of the workspace of your own. {kept}"
            return _files("not-writable", f"“{name}” may not be written to", advice)
        case errno.ENOTDIR | errno.EEXIST | errno.EISDIR:
            advice = f"Move away the file that has this name. {kept}"
            return _files("not-a-folder", f"“{name}” should be a folder and is a file", advice)
        case errno.EWOULDBLOCK:
            advice = f"Wait until it is done, or end it if it hangs. {kept}"
            return _files("output-busy", "Another briefgen is writing to the output folder", advice)
        case _:
            said = os.strerror(error.errno) if error.errno else type(error).__name__
            return _files(
                "cannot-write", f"“{name}” could not be written: {said}", f"Look at the disk. {kept}"
            )


def _files(code: str, message: str, advice: str) -> Problem:
    return Problem(code, message, advice, exit_code=ExitCode.FILES)
