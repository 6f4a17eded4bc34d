"""The manifest of a unit: from what it was made, with what, and what came out.

It is the same for the same inputs: sorted, no clock, no user, no path outside the workspace. It lies
beside files that are mailed, and could be mailed with them by mistake. So it holds names of files,
ids and hashes, never a text or a name from the data; and of files, only those of which its readers
may see something. Whoever guesses the whole of a short file can confirm the guess by its hash; that is
accepted, since the file names say as much.
"""

from __future__ import annotations

import functools
import hashlib
import json
import os
import re
import sys
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from briefgen import __version__, fonts
from briefgen.checking.sight import sight
from briefgen.document import Document, Footnote, Heading, Paragraph, TableNote, plain_text, walk
from briefgen.jobs import Format, Job
from briefgen.loading.workspace import Entry, Workspace
from briefgen.model.shared import Picture
from briefgen.model.values import Entity
from briefgen.model.walk import Found, everything
from briefgen.places import Place
from briefgen.problems import Problem, Weight
from briefgen.publishing import MANIFEST, unit_folder
from briefgen.theme import HOUSE

LIBRARIES = (
    "babel",
    "fonttools",
    "jinja2",
    "lxml",
    "markdown-it-py",
    "pillow",
    "pydantic",
    "pydyf",
    "pypdfium2",
    "python-docx",
    "pyyaml",
    "weasyprint",
)
"""Distributions whose version can change the bytes of a file, or what is accepted into it."""


@dataclass(frozen=True, slots=True)
class Made:
    """What the worker brings back of one job."""

    files: Mapping[Format, bytes]
    pages: int | None
    """Of the PDF; None where none was asked for."""
    words: int
    problems: tuple[Problem, ...]
    """Of all weights, errors too: the caller decides what stops."""
    templates: Mapping[str, str]
    """Templates used: name → text."""


def count_words(document: Document) -> int:
    """Count words as Word does: what white space separates, and every Chinese character for itself."""
    return sum(
        len(_WORD.findall(plain_text(node.content)))
        for node in walk(document.blocks)
        if isinstance(node, Heading | Paragraph | Footnote | TableNote)
    )


_HAN = r"\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_WORD = re.compile(rf"[{_HAN}]|[^\s{_HAN}]+")


def manifest(workspace: Workspace, job: Job, made: Made) -> bytes:
    """Return the manifest of a unit as JSON."""
    inputs = _inputs(workspace, job)
    templates_used = _templates(made.templates)
    shown = {*inputs, *templates_used}
    told = {
        "briefgen": __version__,
        "job": {
            "document": job.document,
            "language": job.language,
            "audience": job.audience.value,
            "edition": job.edition.value,
            "recipient": job.recipient,
            "formats": [one.value for one in job.formats],
        },
        "source": workspace.documents[job.document].place().file,
        "inputs": inputs,
        "templates": templates_used,
        "revision": revision(workspace, job, made.templates),
        "fonts": _fonts() if Format.PDF in job.formats else {},
        "libraries": _versions(),
        "outputs": {
            f"{job.stem}.{one.value}": {"sha256": _hash(data), "bytes": len(data)}
            for one, data in made.files.items()
        },
        "pages": made.pages,
        "words": made.words,
        "warnings": _listed(made, shown, Weight.GATE, Weight.NOTE),
        "simplifications": _listed(made, shown, Weight.SIMPLIFICATION),
    }
    return (json.dumps(told, indent=2, sort_keys=True, ensure_ascii=False) + "\n").encode()


def revision(workspace: Workspace, job: Job, templates: Mapping[str, str]) -> str:
    """Return the hash of all that a job's readers see something of; the same for drafts and finals."""
    inputs = _inputs(workspace, job)
    return _hash(json.dumps([inputs, _templates(templates)], sort_keys=True).encode())


def _templates(texts: Mapping[str, str]) -> dict[str, str]:
    return {name: _hash(text.encode()) for name, text in texts.items()}


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _inputs(workspace: Workspace, job: Job) -> dict[str, str]:
    """Hash the files that the unit could draw on: text as it was loaded, pictures as they stand."""
    found = {}
    for name in _in_sight(workspace, job):
        text = workspace.texts.get(name)
        data = text.encode() if text is not None else _picture(workspace.root, name)
        if data is not None:
            found[name] = _hash(data)
    return found


def _picture(root: Path, name: str) -> bytes | None:
    """Read a picture; None for one that is not there or not ours, and so was not used either."""
    path = Path(os.path.realpath(root / name))
    try:
        return path.read_bytes() if path.is_relative_to(os.path.realpath(root)) and path.is_file() else None
    except OSError:
        return None


# ---- what the readers of a job may see --------------------------------------------------------------


def _in_sight(workspace: Workspace, job: Job) -> list[str]:
    """Return the files of which the job's readers may see something, and the pictures."""
    seen = sight(workspace, job)
    files = {known.entry.place().file for known in seen.known}
    pictures = {one.found.value.file for one in seen.seen if isinstance(one.found.value, Picture)}
    return sorted(files | pictures)


def unseen_pictures(workspace: Workspace, job: Job) -> frozenset[Place]:
    """Return where the pictures are named that are not for the job's readers: they need not be there."""
    document = workspace.documents[job.document]
    entities = [document, *(found for found, _ in workspace.drawn_on(document) if found)]
    shown = ((seen.of.entry, seen.found) for seen in sight(workspace, job).seen)
    return _of_pictures((one, found) for one in entities for found in everything(one.value)) - _of_pictures(
        shown
    )


def _of_pictures(named: Iterable[tuple[Entry[Entity], Found]]) -> frozenset[Place]:
    """Return the places of the fields by which pictures are looked at."""
    return frozenset(
        entry.place(*found.path, field)
        for entry, found in named
        if isinstance(found.value, Picture)
        for field in ("file", "width")
    )


# ---- what it was made with --------------------------------------------------------------------------


@functools.cache
def _fonts() -> dict[str, str]:
    names = sorted(name for family in fonts.families(HOUSE) for name in fonts.FILES.get(family, ()))
    return {name: _hash((fonts.folder() / name).read_bytes()) for name in names}


@functools.cache
def _versions() -> dict[str, str]:
    return {name: metadata.version(name) for name in LIBRARIES} | dict(_shared_libraries())


def _shared_libraries() -> Iterator[tuple[str, str]]:
    """Versions of what Debian or Homebrew brought, where the PDF writer has loaded it."""
    loaded = sys.modules.get("weasyprint.text.ffi")
    if loaded:
        number = loaded.pango.pango_version()
        yield "pango", f"{number // 10_000}.{number // 100 % 100}.{number % 100}"


def _listed(made: Made, shown: Container[str], *weights: Weight) -> list[str]:
    """Codes, and places in files that are shown; messages may quote the data, so they stay out."""
    return sorted(
        {
            f"{one.code} {one.place}" if one.place and one.place.file in shown else one.code
            for one in made.problems
            if one.weight in weights
        }
    )


@dataclass(frozen=True, slots=True)
class Standing:
    """A unit that lies in the output folder, as its manifest tells."""

    document: str
    stem: str
    source: str
    """The file in which its document stood when it was made."""
    revision: str
    """Hash of all that it was made from."""

    @property
    def folder(self) -> str:
        """Where it lies, from the root of the workspace."""
        return f"output/{self.document}/{self.stem}"


def standing(root: Path) -> list[Standing]:
    """Return the units that lie in the output folder; what has no readable manifest is not one of ours."""
    folders = sorted(path.parent for path in (root / "output").glob(f"[!.]*/[!.]*/{MANIFEST}"))
    found = (standing_at(root, folder.parent.name, folder.name) for folder in folders)
    return [one for one in found if one]


def standing_at(root: Path, document: str, stem: str) -> Standing | None:
    """Return the unit that lies in a folder; None if there is none with a readable manifest."""
    try:
        told = json.loads((unit_folder(root, document, stem) / MANIFEST).read_bytes())
        return Standing(document, stem, str(told["source"]), str(told["revision"]))
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
