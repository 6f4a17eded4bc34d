"""The manifest of a unit: from what it was made, with what, and what came out.

It is the same for the same inputs: sorted, no clock, no user, no path outside the workspace. It lies
beside files that are mailed, and could be mailed with them by mistake. So it holds names of files,
ids and hashes, never a text or a name from the data. Whoever guesses the whole of a short file can
confirm the guess by its hash; that is accepted, since the file names say as much.
"""

from __future__ import annotations

import functools
import hashlib
import json
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from briefgen import __version__, fonts
from briefgen.document import Document, Footnote, Heading, Paragraph, plain_text, walk
from briefgen.jobs import Format, Job
from briefgen.loading.workspace import Workspace
from briefgen.planning import sources
from briefgen.problems import Problem, Weight
from briefgen.publishing import MANIFEST
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
        if isinstance(node, Heading | Paragraph | Footnote)
    )


_HAN = r"\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_WORD = re.compile(rf"[{_HAN}]|[^\s{_HAN}]+")


def manifest(workspace: Workspace, job: Job, made: Made) -> bytes:
    """Return the manifest of a unit as JSON."""
    inputs = _inputs(workspace, job)
    templates_used = {name: _hash(text.encode()) for name, text in made.templates.items()}
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
        "source": sources(workspace, job.document).files[0],
        "inputs": inputs,
        "templates": templates_used,
        "revision": _hash(json.dumps([inputs, templates_used], sort_keys=True).encode()),
        "fonts": _fonts() if Format.PDF in job.formats else {},
        "libraries": _versions(),
        "outputs": {
            f"{job.stem}.{one.value}": {"sha256": _hash(data), "bytes": len(data)}
            for one, data in made.files.items()
        },
        "pages": made.pages,
        "words": made.words,
        "warnings": _listed(made, Weight.GATE, Weight.NOTE),
        "simplifications": _listed(made, Weight.SIMPLIFICATION),
    }
    return (json.dumps(told, indent=2, sort_keys=True, ensure_ascii=False) + "\n").encode()


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _inputs(workspace: Workspace, job: Job) -> dict[str, str]:
    """Hash the files that the unit could draw on: text as it was loaded, pictures as they stand."""
    found = {}
    for name in sources(workspace, job.document).files:
        text = workspace.texts.get(name)
        data = text.encode() if text is not None else _picture(workspace.root, name)
        if data is not None:
            found[name] = _hash(data)
    return found


def _picture(root: Path, name: str) -> bytes | None:
    """Read a picture; None for one that is not there or not ours, and so was not used either."""
    path = (root / name).resolve()
    return path.read_bytes() if path.is_relative_to(root.resolve()) and path.is_file() else None


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


def _listed(made: Made, *weights: Weight) -> list[str]:
    """Codes and places; messages may quote the data, so they stay out."""
    return sorted({f"{one.code} {one.place or ''}".strip() for one in made.problems if one.weight in weights})


@dataclass(frozen=True, slots=True)
class Standing:
    """A unit that lies in the output folder, as its manifest tells."""

    document: str
    stem: str
    source: str
    """The file in which its document stood when it was made."""


def standing(root: Path) -> list[Standing]:
    """Return the units that lie in the output folder; what has no readable manifest is not one of ours."""
    found = []
    for path in sorted((root / "output").glob(f"*/*/{MANIFEST}")):
        try:
            told = json.loads(path.read_bytes())
            found.append(Standing(path.parent.parent.name, path.parent.name, str(told["source"])))
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            continue
    return found
