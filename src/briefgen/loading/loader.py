"""Load a workspace: every file, every problem in one go."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from briefgen.loading.files import MARKER, data_files, excerpt_text, find_root, read_file
from briefgen.loading.validation import validate
from briefgen.loading.workspace import Entry, Path_, Workspace
from briefgen.loading.yaml_reader import read_yaml
from briefgen.loading.yaml_tree import Data, Tree, shortened
from briefgen.model.files import FILE_KINDS, FileKind, WorkspaceFile
from briefgen.model.values import Entity, is_id, is_language
from briefgen.places import Place
from briefgen.problems import Problem, Refusal, did_you_mean, quote

__all__ = ["find_root", "load"]

E = TypeVar("E", bound=Entity)
_HEADER = ("kind", "format")
MOST_RELATED = 5
"""Most other places that one problem names."""


@dataclass(slots=True)
class _Loaded:
    """What has been gathered so far."""

    entries: dict[str, dict[str, Entry[Any]]] = field(
        default_factory=lambda: {kind.noun: {} for kind in FILE_KINDS.values()}
    )
    texts: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    left_out: set[tuple[str, str]] = field(default_factory=set)
    unread: set[str] = field(default_factory=set)
    holders: dict[tuple[str, str], list[Place]] = field(default_factory=dict)
    """Where every id stands, of sound entities and of others."""
    name: str | None = None


def load(root: Path) -> tuple[Workspace, list[Problem]]:
    """Read `briefgen.yaml` and every data file of the workspace.

    Returns what is sound and every problem of every file, sorted by place; entities with
    problems are left out. Raises Refusal only where `root` is no workspace.
    """
    if not (root / MARKER).is_file():
        find_root(root)  # raises, unless a folder above is the workspace
    loaded = _Loaded()
    _load_marker(root, loaded)
    listing = data_files(root)
    loaded.problems += listing.problems
    if any(problem.weight.value == "error" for problem in listing.problems):
        loaded.unread |= set(loaded.entries)
    for name in listing.files:
        _load_file(root, name, loaded)
    loaded.problems += _doubled(loaded)
    workspace = Workspace(
        root=root,
        entries=loaded.entries,
        texts=loaded.texts,
        name=loaded.name,
        left_out=frozenset(loaded.left_out),
        unread=frozenset(loaded.unread),
    )
    return workspace, sorted(loaded.problems, key=_order)


def _order(problem: Problem) -> tuple[str, int, int]:
    return (problem.place.file, problem.place.line, problem.place.column) if problem.place else ("", 0, 0)


def _read_tree(root: Path, name: str, loaded: _Loaded) -> Tree | None:
    try:
        text = read_file(root, name)
    except Refusal as refusal:
        if text := excerpt_text(root, name):
            loaded.texts[name] = text
        loaded.problems += refusal.problems
        return None
    loaded.texts[name] = text
    tree = read_yaml(text, name)
    loaded.problems += tree.problems
    return tree


def _load_marker(root: Path, loaded: _Loaded) -> None:
    tree = _read_tree(root, MARKER, loaded)
    if tree is None or () in tree.broken:
        return
    value, problems = validate(WorkspaceFile, tree.data, (), tree)
    loaded.problems += problems
    if value and value.kind != "workspace":
        message = f"{quote(value.kind)} is not the kind of this file"
        loaded.problems.append(
            Problem("unknown-kind", message, "Write “kind: workspace”.", tree.place(("kind",)))
        )
    loaded.name = value.name if value else None


def _load_file(root: Path, name: str, loaded: _Loaded) -> None:
    tree = _read_tree(root, name, loaded)
    if tree is None or not isinstance(tree.data, dict):
        loaded.unread |= _kinds_by_sight(loaded.texts.get(name, ""))
        if tree is not None and () not in tree.broken:
            loaded.problems.append(_no_fields(tree))
        return
    kind, problems = _kind(tree)
    if kind is None:
        loaded.unread |= set(loaded.entries) if "kind" in tree.data else _kinds_by_sight("")
    elif kind.many:
        problems += _load_list(kind, kind.many, tree, loaded)
    else:
        header = {key: value for key, value in tree.data.items() if key in _HEADER}
        problems += validate(kind.header, header, (), tree)[1]
        body: dict[str, Data] = {key: value for key, value in tree.data.items() if key not in _HEADER}
        problems += _load_entity(kind, body, (), tree, loaded)
    loaded.problems += shortened(sorted(problems, key=_order), name)


def _kinds_by_sight(text: str) -> set[str]:
    """Return what a file that cannot be read would have held; everything, if even that is unclear."""
    found = re.search(r"^kind: *[\"']?([a-z-]+)", text, re.MULTILINE)
    kind = FILE_KINDS.get(found[1]) if found else None
    return {kind.noun} if kind else {kind.noun for kind in FILE_KINDS.values()}


def _no_fields(tree: Tree) -> Problem:
    what = "list" if isinstance(tree.data, list) else "text"
    message = f"This file holds only a {what}, but fields are wanted"
    advice = "Begin it with “kind:” and “format: 1”; after the name of a field come a colon and a space."
    return Problem("fields-wanted", message, advice, tree.place(()))


def _kind(tree: Tree) -> tuple[FileKind | None, list[Problem]]:
    assert isinstance(tree.data, dict)
    known = ", ".join(FILE_KINDS)
    if "kind" not in tree.data:
        advice = f"Begin it with a line “kind: …”. Kinds of files are: {known}."
        return None, [
            Problem("missing-field", "This file does not say what kind it is", advice, tree.place(()))
        ]
    given = tree.data["kind"]
    if isinstance(given, str) and given in FILE_KINDS:
        return FILE_KINDS[given], []
    if ("kind",) in tree.broken:
        return None, []
    guess = did_you_mean(given, FILE_KINDS) if isinstance(given, str) else ""
    message = f"{quote(given) if isinstance(given, str) else 'This'} is not a kind of file"
    advice = f"{guess} Kinds of files are: {known}.".strip()
    return None, [Problem("unknown-kind", message, advice, tree.place(("kind",)))]


def _load_list(kind: FileKind, name: str, tree: Tree, loaded: _Loaded) -> list[Problem]:
    assert isinstance(tree.data, dict)
    items = tree.data.get(name)
    if not isinstance(items, list):
        loaded.unread.add(kind.noun)
        return validate(kind.header, tree.data, (), tree)[1]
    problems = validate(kind.header, {**tree.data, name: []}, (), tree)[1]
    below = _by_item(tree.places, name), _by_item(tree.keys, name)
    literal = _by_item(dict.fromkeys(tree.literal, tree.place(())), name)
    broken = {path[1] for path in tree.broken if len(path) > 1 and path[0] == name}
    language = tree.data.get("language")
    common: dict[str, Data] = {"language": language} if language and is_language(language) else {}
    for number, one in enumerate(items):
        item = {**common, **one} if isinstance(one, dict) else one
        places, keys, lines = below[0].get(number, {}), below[1].get(number, {}), literal.get(number, {})
        entry_of = _Parts(places, keys, frozenset(lines), number in broken)
        problems += _load_entity(kind, item, (name, number), tree, loaded, entry_of)
    return problems


def _by_item(places: Mapping[Path_, Place], name: str) -> dict[int, dict[Path_, Place]]:
    """Sort places by the item of the list under which they stand, with paths below that item."""
    items: dict[int, dict[Path_, Place]] = {}
    for path, place in places.items():
        if len(path) > 1 and path[0] == name and isinstance(path[1], int):
            items.setdefault(path[1], {})[path[2:]] = place
    return items


@dataclass(frozen=True, slots=True)
class _Parts:
    """Places of one entity, and whether something in it was refused."""

    places: Mapping[Path_, Place]
    keys: Mapping[Path_, Place]
    literal: frozenset[Path_]
    broken: bool


def _load_entity(
    kind: FileKind, data: Data, base: Path_, tree: Tree, loaded: _Loaded, parts: _Parts | None = None
) -> list[Problem]:
    parts = parts or _Parts(tree.places, tree.keys, tree.literal, bool(tree.broken))
    value, problems = validate(kind.entity, data, base, tree)
    ident = data.get("id") if isinstance(data, dict) else None
    if isinstance(ident, str) and is_id(ident):
        loaded.holders.setdefault((kind.noun, ident), []).append(tree.place((*base, "id")))
    if value is None or parts.broken:
        if isinstance(ident, str):
            loaded.left_out.add((kind.noun, ident))
        else:
            loaded.unread.add(kind.noun)
        return problems
    entry = Entry(value, parts.places, parts.keys, parts.literal)
    loaded.entries[kind.noun][value.id] = entry
    return problems


# ---- one id, several holders ----------------------------------------------------------------------------


def _doubled(loaded: _Loaded) -> list[Problem]:
    """Leave out whatever shares its id with another, since nobody can say which of them is meant."""
    by_file: dict[str, list[Problem]] = {}
    for (noun, ident), places in loaded.holders.items():
        if len(places) > 1:
            loaded.entries[noun].pop(ident, None)
            loaded.left_out.add((noun, ident))
            # The first is named by the others, unless none of them stands in its file.
            first_too = places[0].file not in {place.file for place in places[1:]}
            for place in places if first_too else places[1:]:
                by_file.setdefault(place.file, []).append(_duplicate(noun, ident, place, places))
    return [one for file, found in by_file.items() for one in shortened(found, file)]


def _duplicate(noun: str, ident: str, place: Place, places: list[Place]) -> Problem:
    plural = next(kind.plural for kind in FILE_KINDS.values() if kind.noun == noun)
    others = tuple(other for other in places[: MOST_RELATED + 1] if other is not place)
    where = f"{others[0].file} on line {others[0].line}"
    if len(places) == 2:
        message = f"The id “{ident}” belongs to two {plural}"
        advice = f"Give one of them another id; the other stands in {where}. Neither is used until then."
    else:
        message = f"The id “{ident}” belongs to {len(places)} {plural}"
        advice = f"Give all but one of them another id; one stands in {where}. None is used until then."
    return Problem("duplicate-id", message, advice, place, related=others[:MOST_RELATED])
