"""A safe, positioned reader of YAML: every scalar is text, and every value knows its place.

It works from the stream of parsing events, which libyaml makes without recursion and only as
fast as they are taken: the depth and the number of values are counted before anything is built
(200,000 opening brackets crash the composer of the same library). Nothing is typed here, so `NO`
stays Norway and `12:30` a time. Anchors, aliases, tags, merge keys and duplicate keys are refused.
"""

from __future__ import annotations

import re

import yaml

from briefgen.loading.text_rules import Fault, faults, refused
from briefgen.loading.yaml_builder import Builder, Stop
from briefgen.loading.yaml_errors import Stumble, explain
from briefgen.loading.yaml_tree import BROKEN, MAX_PROBLEMS, Tree, path_text
from briefgen.places import Place
from briefgen.problems import Problem, Refusal

MAX_BYTES = 2_000_000
"""Largest file that is read; a long briefing has 200,000."""


_BINARY = {
    b"PK\x03\x04": "a Word, Excel or zip file",
    b"\xd0\xcf\x11\xe0": "an old Word or Excel file",
    b"%PDF": "a PDF file",
    b"{\\rtf": "a text with formatting (RTF)",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
}
"""What is renamed to `.yaml` now and then, by its first bytes."""


def is_text(data: bytes) -> bool:
    """Tell whether a file is text in a form that can be shown: neither of another kind nor UTF-16."""
    return not _other_kind(data) and not _is_utf16(data)


def _other_kind(data: bytes) -> str | None:
    return next((words for start, words in _BINARY.items() if data.startswith(start)), None)


def _is_utf16(data: bytes) -> bool:
    """Tell UTF-16 by its mark, or without one by every second byte of its first letters being 0."""
    start = data[:1000]
    halves = start[::2], start[1::2]
    return start[:2] in (b"\xff\xfe", b"\xfe\xff") or any(
        len(half) > 3 and half.count(0) > len(half) / 3 and not other.count(0)
        for half, other in (halves, halves[::-1])
    )


def decode(data: bytes, file: str) -> str:
    """Return the text of a file: UTF-8, its byte order mark dropped, every line end a newline.

    Raises Refusal for files that are no text and for other encodings, with the line and column of the
    first byte that is not UTF-8.
    """
    if other := _other_kind(data):
        advice = (
            "Write the data in a plain-text editor and save it with a name that ends in “.yaml”; a new name "
            "does not turn a file into text."
        )
        raise Refusal(Problem("not-text", f"This is {other}, not a text file", advice, Place(file, 1, 1)))
    if _is_utf16(data):
        raise Refusal(_not_utf8("This file is stored as UTF-16 (“Unicode” in Windows)", Place(file, 1, 1)))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8-sig")
        line = before.count("\n") + 1
        place = Place(file, line, len(before) - (before.rfind("\n") + 1) + 1)
        raise Refusal(_not_utf8(f"Byte {data[error.start]:02X} (hexadecimal) is not UTF-8", place)) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _not_utf8(message: str, place: Place) -> Problem:
    return Problem(
        "not-utf8", message, "Open the file in your editor and save it with the encoding “UTF-8”.", place
    )


def read_yaml(text: str, file: str) -> Tree:
    """Read a file's text (see `decode`). Never raises: what is wrong stands in `Tree.problems`."""
    lines = text.split("\n")
    stopped = _unreadable(text, lines, file)
    if stopped:
        return _nothing(file, stopped)
    found = faults(text)
    problems = _fault_problems(found, lines, file)
    tabs = [fault for fault in found if text[fault.offset] == "\t"]
    if any(not text[text.rfind("\n", 0, fault.offset) + 1 : fault.offset].strip() for fault in tabs):
        return _nothing(file, problems)  # a tab in the indentation: the structure is a guess
    if found:
        text = _neutral(text)
    builder = Builder(file, text.split("\n"), problems)
    try:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        stumble = _stumble(error, builder)
        if not any(_explains(problem, stumble) for problem in builder.problems):
            builder.problems.append(explain(stumble))
        builder.data = BROKEN
    except Stop:
        builder.data = BROKEN
    return builder.tree()


def _nothing(file: str, problems: list[Problem]) -> Tree:
    return Tree(file, BROKEN, {(): Place(file, 1, 1)}, {}, frozenset(), frozenset({()}), tuple(problems))


def _unreadable(text: str, lines: list[str], file: str) -> list[Problem]:
    if len(text) > MAX_BYTES:
        return [too_large(file)]
    if not any(line.strip() and not line.lstrip().startswith("#") for line in lines):
        advice = "Begin it with “kind:” and “format: 1”, or delete the file."
        return [Problem("empty-file", "This file is empty", advice, Place(file, 1, 1))]
    conflicts = [number for number, line in enumerate(lines) if re.match(r"(<{7}|>{7}|\|{7})( |$)", line)]
    return [
        Problem(
            "merge-conflict",
            "Two versions of this file were joined and somebody still has to choose between them",
            "Between “<<<<<<<” and “>>>>>>>” keep the lines that are right, and delete the others and "
            "these marks.",
            Place(file, number + 1, 1, length=7),
        )
        for number in conflicts
        if lines[number].startswith("<")
    ]


def too_large(file: str) -> Problem:
    """Return the problem of a file beyond `MAX_BYTES`."""
    return Problem(
        "file-too-large",
        f"This file is larger than {MAX_BYTES // 1_000_000} MB",
        "Split it into several files; pictures and other files are named in it, never pasted.",
        Place(file, 1, 1),
    )


def _neutral(text: str) -> str:
    """Return the text with refused characters replaced one for one, so that positions stand."""
    bad = {char for char in set(text) if refused(char)}
    return text.translate({ord(char): " " if char == "\t" else "\ufffd" for char in bad})


def _fault_problems(found: list[Fault], lines: list[str], file: str) -> list[Problem]:
    """Return one problem for each run of one refused character; no more than are ever shown."""
    problems: list[Problem] = []
    line, start, index = 0, 0, 0
    while index < len(found) and len(problems) <= MAX_PROBLEMS:
        fault = found[index]
        while fault.offset > start + len(lines[line]):
            start += len(lines[line]) + 1
            line += 1
        first = index
        while index < len(found) and found[index] == Fault(fault.offset + index - first, fault.refused):
            index += 1
        place = Place(file, line + 1, fault.offset - start + 1, length=index - first)
        problems.append(Problem("bad-character", fault.refused.message, fault.refused.advice, place))
    return problems


def _explains(problem: Problem, stumble: Stumble) -> bool:
    """Tell whether the parser gave up only because of a sign, refused already, that begins a text."""
    signs = ("alias", "anchor", "tag")
    return problem.code in signs and problem.place is not None and problem.place.line == stumble.line + 1


def _stumble(error: yaml.MarkedYAMLError, builder: Builder) -> Stumble:
    mark, context = error.problem_mark, error.context_mark
    mark = mark or context
    return Stumble(
        said=f"{error.context or ''} {error.problem or ''}",
        line=mark.line if mark else 0,
        column=mark.column if mark else 0,
        began=(context.line, context.column) if context else None,
        quoted=builder.quoted,
        lines=builder.lines,
        file=builder.file,
        path=path_text(builder.here()),
    )
