"""Reports in words, tables and JSON. Makes text; the command line prints it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from briefgen.loading.yaml_reader import is_text
from briefgen.outcome import Report, Unit
from briefgen.places import Place
from briefgen.problems import ExitCode, Problem, Weight, render, visible

ROWS = 20
"""Rows of the summary, so that it fits on a screen of 24 lines."""


def in_words(problems: Iterable[Problem], root: Path | None, texts: Mapping[str, str]) -> str:
    """Return all problems with their excerpts, one after the other with blank lines between."""
    listed = list(problems)
    lines = _lines(listed, root, texts)
    return "\n\n".join(render(problem, lines) for problem in listed)


def _lines(problems: Iterable[Problem], root: Path | None, texts: Mapping[str, str]) -> dict[str, list[str]]:
    """Return the lines of every file that the problems name, as loaded, else from the disk."""
    found = {}
    for name in {problem.place.file for problem in problems if problem.place}:
        text = texts.get(name)
        if text is None and root:
            text = _on_disk(root, name)
        if text is not None:
            found[name] = text.split("\n")
    return found


def _on_disk(root: Path, name: str) -> str | None:
    """Return the text of a file that no stage loaded; None for what is no text, or lies outside."""
    from briefgen.composing.sources import packaged_templates

    bases = [root, *([packaged_templates().parent] if name.startswith("templates/") else [])]
    for path, base in ((base / name, base) for base in bases):
        try:
            if os.path.lexists(path) and not path.resolve().is_relative_to(base.resolve()):
                return None  # a link must not show what lies elsewhere
            if path.is_file() and path.stat().st_size < 1_000_000:
                data = path.read_bytes()
                return data.decode("utf-8", "replace") if is_text(data) else None
        except (OSError, RuntimeError):  # RuntimeError: links that lead in a circle, up to Python 3.12
            return None
    return None


def counted(number: int, one: str, many: str | None = None) -> str:
    """Return `1 error`, `2 errors`."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def tally(problems: Sequence[Problem]) -> str:
    """Return how many problems there are of each weight, heaviest first."""
    words = {
        Weight.ERROR: ("error", "errors"),
        Weight.GATE: ("point that blocks a final", "points that block a final"),
        Weight.SIMPLIFICATION: ("simplification", "simplifications"),
        Weight.NOTE: ("note", "notes"),
    }
    numbers = {weight: sum(problem.weight is weight for problem in problems) for weight in words}
    return ", ".join(counted(number, *words[weight]) for weight, number in numbers.items() if number)


def check_summary(report: Report) -> str:
    """Return the last line of `check`."""
    files, documents = len(report.workspace.texts), len(report.workspace.documents)
    looked = f"{counted(files, 'file')}, {counted(documents, 'document')}"
    return f"{looked}: {tally(report.problems) or 'nothing wrong'}"


def build_summary(report: Report) -> str:
    """Return the table of what was made and what was not, and a last line that counts."""
    failed = [unit for unit in report.units if not unit.folder]
    ordered = [*failed, *(unit for unit in report.units if unit.folder)]
    head = ("DOCUMENT", "RECIPIENT", "FORMATS", "PAGES", "WORDS", "WARNINGS", "WHERE")
    rows = [head, *(_row(unit) for unit in ordered[:ROWS])]
    widths = [max(len(row[column]) for row in rows) for column in range(len(head) - 1)]
    lines = ["  ".join([*map(str.ljust, row, widths), row[-1]]) for row in rows] if ordered else []
    if len(ordered) > ROWS:
        lines.append(f"… and {len(ordered) - ROWS} more like the last")
    lines += [f"Moved aside, since the workspace no longer makes it: {folder}" for folder in report.withdrawn]
    if report.elsewhere:
        said = counted(report.elsewhere, "problem")
        lines.append(f"{said} in files that these documents do not use: “briefgen check” lists them")
    return "\n".join([*lines, _made(report, len(failed))])


def _made(report: Report, failed: int) -> str:
    said = tally(report.problems)
    made = f"{len(report.units) - failed} of {counted(len(report.units), 'document')} made"
    return f"{made}: {said}" if said else made


def _row(unit: Unit) -> tuple[str, ...]:
    job = unit.job
    where = unit.folder or "not made"
    if unit.withdrawn:
        where += f"; older files moved to {unit.withdrawn}"
    return (
        job.document,
        job.recipient or "-",
        " ".join(job.formats),
        str(unit.pages) if unit.pages else "-",
        str(unit.words) if unit.words else "-",
        str(sum(problem.weight is not Weight.ERROR for problem in unit.problems)),
        where,
    )


# ---- JSON -----------------------------------------------------------------------------------------


def check_json(report: Report) -> dict[str, Any]:
    """Return the result of `check` for other programs."""
    return {
        "command": "check",
        "exit_code": int(report.exit_code),
        "files": len(report.workspace.texts),
        "documents": sorted(report.workspace.documents),
        "problems": [_problem(problem) for problem in report.problems],
    }


def build_json(report: Report) -> dict[str, Any]:
    """Return the result of `build` for other programs."""
    return {
        "command": "build",
        "exit_code": int(report.exit_code),
        "units": [_unit(unit) for unit in report.units],
        "withdrawn": list(report.withdrawn),
        "problems": [_problem(problem) for problem in report.problems],
    }


def refusal_json(command: str, code: ExitCode, problems: Iterable[Problem]) -> dict[str, Any]:
    """Return what is said of a command that could not begin."""
    return {"command": command, "exit_code": int(code), "problems": [_problem(one) for one in problems]}


def _unit(unit: Unit) -> dict[str, Any]:
    job = unit.job
    return {
        "document": job.document,
        "language": job.language,
        "audience": job.audience.value,
        "edition": job.edition.value,
        "recipient": job.recipient,
        "formats": [one.value for one in job.formats],
        "made": unit.folder is not None,
        "folder": unit.folder,
        "withdrawn": unit.withdrawn,
        "pages": unit.pages,
        "words": unit.words,
        "problems": [_problem(problem) for problem in unit.problems],
    }


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "code": problem.code,
        "weight": problem.weight.name.lower(),
        "class": problem.exit_code.name.lower(),
        "message": visible(problem.message),
        "advice": visible(problem.advice),
        "place": _place(problem.place) if problem.place else None,
        "related": [_place(place) for place in problem.related],
    }


def _place(place: Place) -> dict[str, Any]:
    return {"file": place.file, "line": place.line, "column": place.column, "path": place.path}
