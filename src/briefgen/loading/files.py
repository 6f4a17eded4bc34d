"""Finding and reading the files of a workspace, and nothing outside it."""

from __future__ import annotations

import os
import re
import stat
from dataclasses import dataclass, field
from pathlib import Path

from briefgen.loading.yaml_reader import MAX_BYTES, decode, is_text, too_large
from briefgen.places import Place
from briefgen.problems import ExitCode, Problem, Refusal, Weight

MARKER = "briefgen.yaml"
"""The file that makes a folder a workspace."""
BRIEFINGS = "briefings"
"""The folder that holds the data."""
MAX_FILES = 10_000
"""Most data files in a workspace."""
MAX_DEPTH = 20
"""Deepest folder below `briefings/`."""


@dataclass(slots=True)
class Listing:
    """Files found, as paths relative to the root with forward slashes, and what was wrong on the way."""

    files: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def find_root(start: Path) -> Path:
    """Return the nearest folder, from `start` upwards, that holds `briefgen.yaml`.

    Raises Refusal (FILES) that says what a workspace is and where it was looked for.
    """
    start = start.absolute()
    looked = (start, *start.parents)
    for folder in looked:
        try:
            if (folder / MARKER).is_file():
                return folder
        except OSError as error:
            raise Refusal(_no_look(folder, error)) from error
    places = ", ".join(str(folder) for folder in looked)
    raise Refusal(
        Problem(
            "no-workspace",
            f"There is no workspace here: no “{MARKER}” in {places}",
            f"Go to the folder of your briefings. A workspace is a folder with a file “{MARKER}” (two lines: "
            f"“kind: workspace” and “format: 1”) and a folder “{BRIEFINGS}” that holds the data.",
            exit_code=ExitCode.FILES,
        )
    )


def _no_look(folder: Path, error: OSError) -> Problem:
    return Problem(
        "unreadable",
        f"The folder {folder} cannot be looked into: {_reason(error)}",
        "See that you are allowed to read it, or name another folder.",
        exit_code=ExitCode.FILES,
    )


def data_files(root: Path) -> Listing:
    """List every `.yaml` and `.yml` file below `briefings/`, sorted by name.

    Names that begin with a dot or end with `~` are left aside (hidden folders, copies of
    editors). Folders that are symbolic links are not entered, and links that lead out of the
    workspace are refused.
    """
    listing = Listing()
    if wrong := astray(root, BRIEFINGS):
        listing.problems.append(wrong)
    elif not (root / BRIEFINGS).is_dir():
        advice = f"Make a folder “{BRIEFINGS}” beside “{MARKER}” and put the data files there."
        listing.problems.append(
            _file_problem("no-briefings", f"The workspace has no folder “{BRIEFINGS}”", advice, BRIEFINGS)
        )
    else:
        _list_folder(root, BRIEFINGS, listing)
    return listing


def _list_folder(root: Path, name: str, listing: Listing) -> None:
    try:
        entries = sorted(os.scandir(root / name), key=lambda entry: entry.name)
    except OSError as error:
        listing.problems.append(_unreadable(name, error))
        return
    for entry in entries:
        if entry.name.startswith(".") or entry.name.endswith("~"):
            continue
        if len(listing.files) >= MAX_FILES:
            message = f"The workspace holds more than {MAX_FILES:,} data files"
            listing.problems.append(
                _file_problem("too-many-files", message, "Split the workspace.", BRIEFINGS)
            )
            return
        try:
            _list_entry(root, entry, f"{name}/{entry.name}", listing)
        except OSError as error:
            listing.problems.append(_unreadable(f"{name}/{entry.name}", error))


def _list_entry(root: Path, entry: os.DirEntry[str], name: str, listing: Listing) -> None:
    low = entry.name.lower()
    if entry.is_symlink() and (wrong := astray(root, name)):
        if low.endswith((".yaml", ".yml")) or Path(entry.path).is_dir():  # what is not read needs no mending
            listing.problems.append(wrong)
    elif entry.is_dir(follow_symlinks=True):
        _list_below(root, entry, name, listing)
    elif low.endswith((".yaml", ".yml")):
        listing.files.append(name)
    elif re.search(r"\.ya?ml(?![a-z])", low):  # letter.yaml.txt, letter.yaml (1)
        listing.problems.append(
            Problem("not-read", "This file is not read, because its name does not end in “.yaml”",
                    "Rename it if it is data; put copies elsewhere.", Place(name, 1, 1), Weight.NOTE)
        )  # fmt: skip


def _list_below(root: Path, entry: os.DirEntry[str], name: str, listing: Listing) -> None:
    if entry.is_symlink():
        message = "This folder is a symbolic link, which is not followed"
        listing.problems.append(_file_problem("symlink", message, "Put the folder itself here.", name))
    elif name.count("/") > MAX_DEPTH:
        message = f"Folders are nested more than {MAX_DEPTH} deep here"
        listing.problems.append(_file_problem("too-deep", message, "Move the files further up.", name))
    else:
        _list_folder(root, name, listing)


def astray(root: Path, name: str) -> Problem | None:
    """Return what keeps a name from being followed: a link that leads out of the workspace or in a circle."""
    try:
        inside = (root / name).resolve().is_relative_to(root.resolve())
    except RuntimeError:  # what Path.resolve says of links that lead in a circle, up to Python 3.12
        return _circle(name)
    except OSError as error:
        return _unreadable(name, error)
    return None if inside else _outside(name)


def _circle(name: str) -> Problem:
    advice = "Delete the link and put the file itself here."
    return _file_problem("circle", "This is a symbolic link that leads in a circle", advice, name)


def _outside(name: str) -> Problem:
    return Problem(
        "outside",
        "This is a symbolic link that leads out of the workspace",
        "Put the file itself here; a workspace holds everything it needs.",
        Place(name, 1, 1),
    )


def _file_problem(code: str, message: str, advice: str, name: str) -> Problem:
    return Problem(code, message, advice, Place(name, 1, 1), exit_code=ExitCode.FILES)


def _reason(error: OSError) -> str:
    return (error.strerror or "unknown reason").lower()


def _unreadable(name: str, error: OSError) -> Problem:
    advice = "See that it exists and that you are allowed to read it."
    return _file_problem("unreadable", f"This cannot be read: {_reason(error)}", advice, name)


def read_file(root: Path, name: str) -> str:
    """Return the text of a file of the workspace.

    Raises Refusal for what lies outside the workspace, cannot be read (FILES), is too large or not UTF-8.
    """
    if wrong := astray(root, name):
        raise Refusal(wrong)
    path = root / name
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise Refusal(
                _file_problem("not-a-file", "This is not an ordinary file", "Put a text file here.", name)
            )
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise Refusal(_unreadable(name, error)) from error
    if len(data) > MAX_BYTES:
        raise Refusal(too_large(name))
    return decode(data, name)


def excerpt_text(root: Path, name: str) -> str:
    """Return what can be shown of a file that is not UTF-8; empty where it cannot or must not be read."""
    path = root / name
    try:
        if astray(root, name) or not path.is_file():  # a pipe would wait for ever
            return ""
        with path.open("rb") as file:
            data = file.read(MAX_BYTES)
    except OSError:
        return ""
    if not is_text(data):
        return ""
    return data.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")
