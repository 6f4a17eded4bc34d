"""From the events of a YAML parser to data and places, refusing what is not plain data."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

import yaml

from briefgen.loading.text_rules import faults, refused
from briefgen.loading.workspace import Path_
from briefgen.loading.yaml_tree import BROKEN, MAX_PROBLEMS, Data, Tree, path_text, shortened
from briefgen.places import Place
from briefgen.problems import Problem, quote

MAX_DEPTH = 24
"""Deepest nesting; the model needs 8."""
MAX_VALUES = 200_000
"""Most values and names in one file."""

_ESCAPE = re.compile(r"\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")
_NAMED_ESCAPES = {
    "0": "\x00", "a": "\x07", "b": "\x08", "t": "\t", "v": "\x0b", "f": "\x0c", "r": "\r", "e": "\x1b",
    "N": "\x85", "L": "\u2028", "P": "\u2029",
}  # fmt: skip
"""Escapes of YAML 1.1, 5.7, for characters that are refused."""


def _escaped(escape: re.Match[str]) -> str:
    code = escape[1] or escape[2] or escape[3]
    return chr(int(code, 16)) if code else _NAMED_ESCAPES.get(escape[4], "")


_COMMENT = re.compile(r" +(#[^\s#]\S*)")
"""What was meant as text, like the number in “case #12”: comments have a space after their sign."""


def _span(event: yaml.Event) -> tuple[int, int, int, int]:
    """Return line and column, from 0, of the start and of the end."""
    start, end = event.start_mark, event.end_mark
    assert start is not None
    assert end is not None
    return start.line, start.column, end.line, end.column


class Stop(Exception):
    """Raised once the rest of a file is not worth reading."""


@dataclass(slots=True)
class _Frame:
    """A list or mapping that is being read."""

    data: list[Data] | dict[str, Data]
    path: Path_
    key: str | None = None
    """In a mapping: the name whose value comes next."""
    dropped: bool = False
    """The value that comes next belongs to a refused name."""


@dataclass(slots=True)
class Builder:
    """Takes events one by one and builds the data and its places."""

    file: str
    lines: list[str]
    problems: list[Problem]
    data: Data = BROKEN
    places: dict[Path_, Place] = field(default_factory=dict)
    keys: dict[Path_, Place] = field(default_factory=dict)
    literal: set[Path_] = field(default_factory=set)
    broken: set[Path_] = field(default_factory=set)
    stack: list[_Frame] = field(default_factory=list)
    quoted: tuple[int, int, int, int] | None = None
    count: int = 0
    documents: int = 0

    def tree(self) -> Tree:
        """Return what was read."""
        self.places.setdefault((), Place(self.file, 1, 1))
        broken = frozenset(self.broken) | ({()} if self.data is BROKEN else set())
        return Tree(
            self.file,
            self.data,
            self.places,
            self.keys,
            frozenset(self.literal),
            broken,
            shortened(self.problems, self.file),
        )

    def here(self) -> Path_:
        """Return the path of the value that comes next."""
        if not self.stack:
            return ()
        frame = self.stack[-1]
        if isinstance(frame.data, list):
            return (*frame.path, len(frame.data))
        return (*frame.path, frame.key) if frame.key is not None else frame.path

    def take(self, event: yaml.Event) -> None:
        """Take the next event."""
        match event:
            case yaml.DocumentStartEvent():
                self._document(event)
            case yaml.ScalarEvent():
                self._count(event)
                self._scalar(event)
            case yaml.AliasEvent():
                self._count(event)
                self._refuse_as_name(self._place(event))
                self._refuse_sign(event, "*", "alias")
                self._put(BROKEN, self._place(event))
            case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                self._count(event)
                self._open(event)
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                self.stack.pop()
            case _:
                pass

    # -- the pieces ------------------------------------------------------------------------------

    def _report(self, code: str, message: str, advice: str, place: Place, *related: Place) -> None:
        self.problems.append(Problem(code, message, advice, place, related=related))
        self.broken.add(self.here())
        if len(self.problems) > MAX_PROBLEMS:
            raise Stop

    def _count(self, event: yaml.NodeEvent) -> None:
        self.count += 1
        if self.count > MAX_VALUES:
            message = f"This file holds more than {MAX_VALUES:,} values"
            self._report("too-many-values", message, "Split it into several files.", self._place(event))
            raise Stop

    def _document(self, event: yaml.DocumentStartEvent) -> None:
        self.documents += 1
        line, column, _, _ = _span(event)
        place = Place(self.file, line + 1, column + 1)
        if self.documents > 1:
            advice = (
                "Keep one document in each file: delete the line “---”, or move the rest to another file."
            )
            self._report("several-documents", "A second document begins here", advice, place)
            raise Stop
        if event.version or event.tags:
            advice = "Delete the lines that begin with “%”."
            self._report("yaml-directive", "A line that begins with “%” is not for briefgen", advice, place)

    def _place(self, event: yaml.NodeEvent) -> Place:
        line, column, last, stop = _span(event)
        if line >= len(self.lines):  # a value that is missed at the end of the file
            line = last = len(self.lines) - 1
            column = stop = len(self.lines[line])
        if last != line:
            stop = len(self.lines[line].rstrip())
        return Place(self.file, line + 1, column + 1, path_text(self.here()), max(1, stop - column))

    def _block_place(self, event: yaml.ScalarEvent) -> Place:
        first = _span(event)[0] + 1
        for number, text in enumerate(event.value.split("\n")):
            if text.strip() and first + number < len(self.lines):
                source = self.lines[first + number]
                indent = len(source) - len(source.lstrip(" ")) - (len(text) - len(text.lstrip(" ")))
                length = max(1, len(self.lines[first].rstrip()) - indent)
                return Place(self.file, first + 1, indent + 1, path_text(self.here()), length)
        return self._place(event)

    def _refuse_sign(self, event: yaml.NodeEvent, sign: str, what: str) -> None:
        place = self._place(event)
        word = re.split(r"[\s,\]}]", self.lines[place.line - 1][place.column - 1 :], maxsplit=1)[0]
        message = f"A “{sign}” at the start of a value has a meaning in YAML that is not allowed here"
        advice = (
            "If the sign belongs to the text, put the whole text between double quotation marks; "
            "otherwise delete it."
        )
        self._report(what, message, advice, replace(place, length=max(1, len(word))))

    def _refuse_properties(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> bool:
        if event.anchor is not None:
            self._refuse_sign(event, "&", "anchor")
        elif event.tag is not None:
            self._refuse_sign(event, "!", "tag")
        return event.anchor is not None or event.tag is not None

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        self.quoted = _span(event) if event.style in ("'", '"') else None
        if self.stack and isinstance(self.stack[-1].data, dict) and self.stack[-1].key is None:
            self._key(event, self.stack[-1], self.stack[-1].data)
            return
        place = self._block_place(event) if event.style in ("|", ">") else self._place(event)
        bad = (
            self._refuse_properties(event)
            or (not event.style and (self._is_empty_or_cut(event, place) or self._lacks_bar(event, place)))
            or self._is_garbled(event)
        )
        if bad:
            self.broken.add(self.here())
        elif event.style == "|":
            self.literal.add(self.here())
        self._put(BROKEN if bad else event.value, place)

    def _is_empty_or_cut(self, event: yaml.ScalarEvent, place: Place) -> bool:
        if event.value in ("", "~", "null"):
            name = self.stack[-1].key if self.stack else None
            message = f"The field {quote(name)} has no value" if name is not None else "This item is empty"
            where = place if event.value else self.keys.get(self.here(), place)
            self._report("empty", message, "Write the value, or delete the line.", where)
            return True
        _, _, last, stop = _span(event)
        comment = _COMMENT.match(self.lines[last][stop:]) if last < len(self.lines) else None
        if comment:
            column = stop + comment.start(1) + 1
            where = replace(place, line=last + 1, column=column, length=len(comment[1]))
            message = f"{quote(comment[1])} would be lost: after a space, “#” begins a comment"
            advice = (
                "Put the whole text between double quotation marks; if it is a comment, "
                "write a space after “#”."
            )
            self._report("lost-comment", message, advice, where)
        return bool(comment)

    def _lacks_bar(self, event: yaml.ScalarEvent, place: Place) -> bool:
        """Tell whether a text of several paragraphs stands without “|”: YAML would run them together."""
        name = self.stack[-1].key if self.stack else None
        if "\n" in event.value and name is not None:
            message = f"The text of “{name}” has several paragraphs, which YAML joins to one without a “|”"
            advice = (
                f"Write “{name}: |”, put the text on the lines below it, and begin each of them two spaces "
                "further right than the field’s name."
            )
            self._report("no-bar", message, advice, place)
        return "\n" in event.value and name is not None

    def _is_garbled(self, event: yaml.ScalarEvent) -> bool:
        """Tell whether a text holds refused characters; report those that an escape brings in."""
        if "\ufffd" in event.value and event.style != '"':
            return True
        if event.style == '"' and faults(event.value):
            self._report_escapes(event)
            return True
        return False

    def _report_escapes(self, event: yaml.ScalarEvent) -> None:
        line, column, last, stop = _span(event)
        for number in range(line, last + 1):
            text = self.lines[number][:stop] if number == last else self.lines[number]
            for escape in _ESCAPE.finditer(text, column if number == line else 0):
                char = _escaped(escape)
                why = refused(char) if char else None
                if why:
                    start = escape.start() + 1
                    place = Place(self.file, number + 1, start, path_text(self.here()), len(escape[0]))
                    self._report("bad-character", why.message, why.advice, place)

    def _key(self, event: yaml.ScalarEvent, frame: _Frame, fields: dict[str, Data]) -> None:
        name = frame.key = event.value
        frame.dropped = True
        path = self.here()
        place = replace(self._place(event), path=path_text(path))
        if self._refuse_properties(event) or self._is_garbled(event):
            pass
        elif name == "<<" and not event.style:
            advice = "Write the fields out; briefgen copies nothing from elsewhere in the file."
            self._report("merge-key", "The merge key “<<” is not allowed", advice, place)
        elif path in self.keys:
            first = self.keys[path]
            message = f"The field {quote(name)} stands twice"
            advice = f"Keep one of the two; the first stands on line {first.line}."
            self._report("duplicate-key", message, advice, place, first)
        else:
            frame.dropped = False
            self.keys[path] = place
        if frame.dropped:
            self.broken.add(frame.path)

    def _open(self, event: yaml.CollectionStartEvent) -> None:
        place = self._place(event)
        if len(self.stack) >= MAX_DEPTH:
            message = f"Lists and fields are nested more than {MAX_DEPTH} deep here"
            advice = "No briefing needs that: look for brackets that are not closed."
            self._report("too-deep", message, advice, place)
            raise Stop
        self._refuse_as_name(place)
        if self._refuse_properties(event):
            self.broken.add(self.here())
        new: list[Data] | dict[str, Data] = [] if isinstance(event, yaml.SequenceStartEvent) else {}
        path = self.here()
        if self.stack and self.stack[-1].dropped:
            path = (*path, f"(again {self.count})")  # keeps apart what stands under one name
        self._put(new, place)
        self.stack.append(_Frame(new, path))

    def _refuse_as_name(self, place: Place) -> None:
        top = self.stack[-1] if self.stack else None
        if top and isinstance(top.data, dict) and top.key is None:
            advice = "Put the name between double quotation marks if it begins with a bracket or a star."
            self._report("bad-key", "The name of a field has to be a plain text", advice, place)
            raise Stop

    def _put(self, value: Data, place: Place) -> None:
        if not self.stack:
            self.data = value
            self.places[()] = place
            return
        frame = self.stack[-1]
        path = self.here()
        if isinstance(frame.data, list):
            self.places[path] = place
            frame.data.append(value)
            return
        assert frame.key is not None
        if not frame.dropped:
            self.places[path] = place
            frame.data[frame.key] = value
        frame.key, frame.dropped = None, False
