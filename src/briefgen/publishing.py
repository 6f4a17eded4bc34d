"""Putting finished files where people find them: a unit appears whole, or stays as it was.

A unit (one job) is a folder, `output/<document>/<stem>/`, with its files and, written last, its
`manifest.json`. It is prepared in a hidden folder beside it, every file and the folder fsynced, and
then exchanged by renaming. All of it happens under one lock, `output/.lock`, which the kernel lets go
when its holder dies: so whoever holds the lock knows that hidden folders it finds are left over.

A full or unwritable disk leaves what stood before, byte for byte. A unit that was *refused* (by its
input, by a rule, by a limit, by a fault of ours) is another matter: what stands there no longer says
what the workspace says, and must not lie ready to be mailed. `withdraw` moves it to
`output/<document>/withdrawn/<stem>/`, with a few words why.

What somebody did by hand in the folder of a unit is theirs: before the unit is replaced, files that
its manifest does not know, or knows otherwise, are copied to `output/<document>/kept/<stem>/`.
"""

from __future__ import annotations

import errno
import fcntl
import hashlib
import json
import os
import secrets
import shutil
import stat
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from briefgen.problems import ExitCode, Problem, Refusal

MANIFEST = "manifest.json"
WITHDRAWN = "withdrawn"
KEPT = "kept"
WHY = "WHY.txt"
_STAGED = ".staged-"
_REPLACED = ".replaced-"
"""A unit in the midst of its exchange: put back if nothing stands in its place."""
_REMOVED = ".removed-"
"""What nobody needs any more; stays only where it cannot be deleted, and is never put back."""
_HIDDEN = (_STAGED, _REPLACED, _REMOVED)
_LITTER = ("~$", ".~lock.", ".DS_Store", "Thumbs.db", "desktop.ini")
"""Beginnings of names that desktops and word processors leave in folders: nobody's work."""
_PATIENCE = 30.0
"""Seconds to wait for another briefgen; publishing one unit takes milliseconds."""


@dataclass(frozen=True, slots=True)
class Exchanged:
    """What became of the files of a unit, and of those that stood in their place."""

    folder: Path
    """Where they are now."""
    changed: tuple[str, ...] = ()
    """Names of older files that somebody had changed or added."""
    kept: Path | None = None
    """Where those are now; None if there were none."""
    gone: tuple[str, ...] = ()
    """Names of older files of ours that were removed and have no successor."""


def unit_folder(root: Path, document: str, stem: str) -> Path:
    """Return where the files of a unit stand."""
    return root / "output" / document / stem


def stands(root: Path, document: str, stem: str) -> bool:
    """Tell whether there is a unit; what cannot be looked at counts as none."""
    return os.path.isdir(unit_folder(root, document, stem))  # noqa: PTH112 # pathlib's raises


def publish(root: Path, document: str, stem: str, files: Mapping[str, bytes]) -> Exchanged:
    """Put the files of a unit in place, the last of the mapping last.

    Raises `Refusal` (`ExitCode.FILES`) if the disk does not let it; then nothing has changed.
    """
    with _trouble(root), _lock(root, create=True):
        shelf = root / "output" / document
        folder = shelf / stem
        _ours_to_use(root, shelf, folder)
        _not_a_link(root, folder)
        if not shelf.exists():
            shelf.mkdir()
            _sync_folder(shelf.parent)  # a folder outlives a power cut once the one around it is on the disk
            _sync_folder(root)
        _tidy(shelf)
        staged = _stage(shelf, files)
        try:
            with _changes_kept(root, shelf, folder) as (changed, kept):
                gone = sorted(set(_told(folder)) - set(files) - set(changed))
                gone = [name for name in gone if (folder / name).exists()]
                _exchange(staged, folder)
        except BaseException:
            _remove(staged)
            raise
        return Exchanged(folder, changed, kept, tuple(gone))


def withdraw(root: Path, document: str, stem: str, reasons: Sequence[Problem]) -> Exchanged | None:
    """Move a unit that no longer holds aside; return where it is now, None if there was none.

    Raises `Refusal` (`ExitCode.FILES`) if the disk does not let it.
    """
    if not stands(root, document, stem):
        return None
    with _trouble(root), _lock(root, create=False):
        shelf = root / "output" / document
        aside = shelf / WITHDRAWN / stem
        _ours_to_use(root, shelf, shelf / stem, aside.parent, aside)
        _not_a_link(root, shelf / stem)
        _not_a_link(root, aside)
        _tidy(shelf)
        if not (shelf / stem).is_dir():
            return None
        aside.parent.mkdir(exist_ok=True)
        with _changes_kept(root, shelf, aside) as (changed, kept):
            _unlock(shelf / stem)
            _exchange(shelf / stem, aside)
        (aside / WHY).write_text(_why(stem, reasons), encoding="utf-8")
        return Exchanged(aside, changed, kept)


def tidy(root: Path) -> None:
    """Finish or clear away what killed builds left in the output folder, as far as that can be done."""
    output = root / "output"
    with _trouble(root):
        if not output.is_dir():
            return
        shelves = [shelf for shelf in output.iterdir() if not shelf.is_symlink()]
        left = [shelf for shelf in shelves if any(_left_over(shelf))]
        if left:
            with _lock(root, create=False):
                for shelf in left:
                    _tidy(shelf)


def check_output(root: Path) -> None:
    """Raise `Refusal` early, before any work, if the output folder could not be written to."""
    with _trouble(root):
        output = root / "output"
        _ours_to_use(root, output)
        _open_to_us(output if output.exists() else root, output)


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
        _remove(staged)
        raise
    return staged


def _exchange(new: Path, place: Path) -> None:
    """Rename `new` to `place`; what stood there is renamed aside first, and removed last."""
    replaced = place.with_name(f"{_REPLACED}{place.name}")
    if place.exists():
        place.rename(replaced)
    try:
        new.rename(place)
        _sync_folder(place.parent)
    except BaseException:
        if place.exists():
            place.rename(new)
        if replaced.exists():
            replaced.rename(place)
        raise
    _discard(replaced)


def _discard(folder: Path) -> None:
    """Remove a folder; what cannot be removed is first given a name under which it is never put back."""
    with suppress(OSError):  # of no matter to what stands in its place; the next build tries again
        if folder.exists():
            removed = folder.with_name(f"{_REMOVED}{secrets.token_hex(8)}")
            folder.rename(removed)
            _remove(removed)


def _remove(folder: Path) -> None:
    """Delete a folder of ours, also where somebody has locked it; what resists is left."""
    if folder.is_symlink():
        return
    for path, _, _ in os.walk(folder):
        _unlock(Path(path))
    shutil.rmtree(folder, ignore_errors=True)


def _unlock(folder: Path) -> None:
    """Let files be taken out of a folder, if it is ours to say so."""
    with suppress(OSError):
        folder.chmod(stat.S_IMODE(folder.stat().st_mode) | stat.S_IRWXU)


def _left_over(shelf: Path) -> Iterator[Path]:
    """Yield what interrupted builds left of a document; nothing where one may not look."""
    for folder in (shelf, shelf / WITHDRAWN):
        with suppress(OSError):
            found = sorted(path for path in folder.iterdir() if path.name.startswith(_HIDDEN))
            yield from (path for path in found if path.is_dir() and not path.is_symlink())


def _tidy(shelf: Path) -> None:
    """Put back or remove what a killed exchange left; the caller holds the lock.

    What cannot be moved stays: it stands in nobody's way.
    """
    for path in _left_over(shelf):
        with suppress(OSError):
            place = path.with_name(path.name.removeprefix(_REPLACED))
            if not path.name.startswith(_REPLACED):
                _remove(path)
            elif place.exists():
                _discard(path)
            else:
                path.rename(place)


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
        "found that it can no longer be made:\n"
        + "\n".join(rows)
        + "\nRun the build again to read what is wrong and what to do.\n"
    )


# ---- what somebody did by hand ----------------------------------------------------------------------


@contextmanager
def _changes_kept(root: Path, shelf: Path, folder: Path) -> Iterator[tuple[tuple[str, ...], Path | None]]:
    """Copy what somebody changed in or added to a unit; give the names, and where the copies are.

    Copied, not moved: until the unit is exchanged it is as it was, and if it is not exchanged after
    all, the copies go again.
    """
    changed = tuple(_changed(folder))
    if not changed:
        yield (), None
        return
    _ours_to_use(root, shelf / KEPT)
    (shelf / KEPT).mkdir(exist_ok=True)
    kept = _free(shelf / KEPT / folder.name)
    kept.mkdir()
    try:
        for name in changed:
            _copy(root, folder / name, kept / name)
        yield changed, kept
    except BaseException:
        _remove(kept)
        with suppress(OSError):
            kept.parent.rmdir()  # stays if there is something else in it
        raise


def _changed(folder: Path) -> Iterator[str]:
    """Yield the names in a unit that its manifest does not know, or knows with other content."""
    told = _told(folder)
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        ours = path.name in (MANIFEST, WHY) or path.name.startswith(_LITTER)
        if not ours and (path.is_symlink() or path.is_dir() or _hash(path) != told.get(path.name)):
            yield path.name


def _told(folder: Path) -> dict[str, str]:
    """Return the names and hashes of a unit's files, by its manifest; none if it cannot be read."""
    try:
        outputs = json.loads((folder / MANIFEST).read_bytes())["outputs"]
        return {str(name): str(facts["sha256"]) for name, facts in outputs.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


def _hash(path: Path) -> str:
    """Return the hash of an ordinary file; empty for one that cannot be read."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
    except OSError:
        return ""


def _copy(root: Path, old: Path, new: Path) -> None:
    try:
        if old.is_dir() and not old.is_symlink():
            shutil.copytree(old, new, symlinks=True)
        elif old.is_file() or old.is_symlink():
            shutil.copy2(old, new, follow_symlinks=False)
    except (PermissionError, shutil.Error):
        message = f"“{old.relative_to(root).as_posix()}” was changed by hand and cannot be copied"
        advice = "Nothing was replaced. Move it away, or have its owner do so."
        raise Refusal(_files("cannot-keep", message, advice)) from None


def _free(path: Path) -> Path:
    """Return the path, numbered from 2 if there is something already."""
    free, number = path, 2
    while os.path.lexists(free):
        free, number = path.with_name(f"{path.name}-{number}"), number + 1
    return free


# ---- what can stand in the way --------------------------------------------------------------------


@contextmanager
def _lock(root: Path, *, create: bool) -> Iterator[None]:
    """Hold the one lock of the output folder; wait for another briefgen, but not for ever."""
    output = root / "output"
    _ours_to_use(root, output)
    if create:
        output.mkdir(exist_ok=True)
    _open_to_us(output, output)
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


def _ours_to_use(root: Path, *folders: Path) -> None:
    """Refuse what is not a folder of the workspace itself: a file of somebody's, a link that leads astray."""
    for folder in folders:
        _within(root, folder)
        if folder.exists() and not folder.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder))


def _open_to_us(folder: Path, named: Path) -> None:
    """Refuse a folder that one may not look into and write to."""
    if not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(named))


def _not_a_link(root: Path, folder: Path) -> None:
    """Refuse a link in the place of a unit, which exchanging would hide."""
    if folder.is_symlink():
        message = f"“{folder.relative_to(root).as_posix()}” should be a folder and is a link"
        raise Refusal(_files("not-a-folder", message, "Nothing was written. Move away the link."))


def _within(root: Path, path: Path) -> None:
    """Refuse a path that a symbolic link leads out of the workspace, or nowhere."""
    name = path.relative_to(root).as_posix()
    advice = "Nothing was written. Replace the link by a real folder."
    if path.is_symlink() and not path.exists():
        raise Refusal(_files("broken-link", f"“{name}” is a link that leads nowhere", advice))
    if not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(root)):
        message = f"“{name}” is a link that leads out of the workspace"
        raise Refusal(_files("output-outside", message, advice))


@contextmanager
def _trouble(root: Path) -> Iterator[None]:
    """Turn what the system says into a problem with a name in the workspace and something to do."""
    try:
        yield
    except OSError as error:
        raise Refusal(_worded(root, error)) from error


def _name(root: Path, error: OSError) -> str:
    """Return the path that the trouble is about, from the workspace; that of its folder for a hidden one."""
    path = Path(str(error.filename)) if error.filename else root / "output"
    if not path.is_relative_to(root):
        path = root / "output"
    parts = path.relative_to(root).parts
    hidden = [part.startswith(_HIDDEN) for part in parts]
    return "/".join(parts[: hidden.index(True)] if True in hidden else parts)


def _worded(root: Path, error: OSError) -> Problem:
    name = _name(root, error)
    kept = "What stood there before is unchanged."
    match error.errno:
        case errno.ENOSPC | errno.EDQUOT | errno.EFBIG:
            return _files(
                "disk-full", f"There is no room left to write to “{name}”", f"Free some space. {kept}"
            )
        case errno.EACCES | errno.EPERM | errno.EROFS:
            advice = f"Ask for the right to write there, or have a copy of the workspace of your own. {kept}"
            return _files("not-writable", f"“{name}” may not be written to", advice)
        case errno.EISDIR:
            advice = f"Move away the folder that has this name. {kept}"
            return _files("not-a-file", f"“{name}” should be a file and is a folder", advice)
        case errno.ELOOP:
            advice = f"Delete the link. {kept}"
            return _files("broken-link", f"“{name}” is a link, which is not followed here", advice)
        case errno.ENOTDIR | errno.EEXIST:
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
