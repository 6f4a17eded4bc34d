"""Imports point down only; what each floor may know stands here, and in ARCHITECTURE."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "briefgen"

FLOORS: tuple[frozenset[str], ...] = (
    frozenset({"places", "problems", "audience", "roles", "jobs"}),
    frozenset({"document", "theme", "model"}),
    frozenset({"loading", "languages", "reading", "pictures", "fonts"}),
    frozenset({"checking", "composing", "passes", "leaks"}),
    frozenset({"writers", "readback"}),
    frozenset({"publishing", "worker", "planning", "manifest", "formats", "outcome", "releasing"}),
    frozenset({"pipeline"}),
    frozenset({"reports", "terminal", "cli", "reference", "schema", "__main__"}),
)

FORBIDDEN = {
    "writers": {"model", "loading", "composing", "reading", "readback", "jinja2", "pydantic", "yaml"},
    "readback": {
        "model",
        "loading",
        "composing",
        "reading",
        "writers",
        "jinja2",
        "pydantic",
        "weasyprint",
        "docx",
    },
    "worker": {"document", "model", "loading", "writers"},
    "publishing": {"document", "model", "loading", "writers"},
}
"""What a part must not know although it stands lower."""

OWNERS = {
    "babel": {"languages"},
    "click": {"cli", "terminal", "reference"},
    "docx": {"writers"},
    "jinja2": {"composing"},
    "markdown_it": {"composing"},
    "PIL": {"pictures"},
    "pydantic": {"model", "loading"},
    "pydyf": {"writers"},
    "pypdfium2": {"readback"},
    "weasyprint": {"writers"},
    "yaml": {"loading"},
}
"""The only parts that may import a library: whoever replaces it has to look nowhere else."""


def imports(path: Path) -> Iterator[tuple[str, bool]]:
    """Yield what a file imports, and whether it does so when it is itself imported."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    late = {id(node) for function in ast.walk(tree) if is_late(function) for node in ast.walk(function)}
    for node in ast.walk(tree):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are written in full"
            names = [str(node.module)]
            if node.module == "briefgen":
                names = [f"briefgen.{alias.name}" for alias in node.names if alias.name != "__version__"]
        yield from ((name, id(node) not in late) for name in names)


def is_late(node: ast.AST) -> bool:
    guard = isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
    return guard or isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)


def part(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def files() -> list[Path]:
    return [path for path in sorted(SOURCE.rglob("*.py")) if path != SOURCE / "__init__.py"]


def known_parts(path: Path) -> set[str]:
    names = (name for name, _ in imports(path))
    return {name.split(".")[1] for name in names if name.startswith("briefgen.")}


def floor(name: str) -> int:
    return next(number for number, parts in enumerate(FLOORS) if name in parts)


def test_every_part_of_the_source_has_its_floor() -> None:
    assert {part(path) for path in files()} <= set[str]().union(*FLOORS)


@pytest.mark.parametrize("path", files(), ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_imports_point_down(path: Path) -> None:
    above = {name for name in known_parts(path) if floor(name) > floor(part(path))}

    assert not above


def test_no_two_parts_import_each_other() -> None:
    graph: dict[str, set[str]] = {}
    for path in files():
        graph.setdefault(part(path), set()).update(known_parts(path) - {part(path)})

    assert list(TopologicalSorter(graph).static_order())  # raises CycleError


@pytest.mark.parametrize("name", FORBIDDEN)
def test_parts_do_not_know_what_is_none_of_their_business(name: str) -> None:
    known: set[str] = set()
    for path in files():
        if part(path) == name:
            known |= known_parts(path) | {module.split(".")[0] for module, _ in imports(path)}

    assert not known & FORBIDDEN[name]


@pytest.mark.parametrize("library", OWNERS)
def test_a_library_is_imported_only_by_its_owner(library: str) -> None:
    users = {part(path) for path in files() if library in {name.split(".")[0] for name, _ in imports(path)}}

    assert users <= OWNERS[library]


def test_what_check_imports_loads_no_layout_engine() -> None:
    heavy = {"weasyprint", "docx", "jinja2", "pydyf", "pypdfium2"}
    light = {
        "checking",
        "loading",
        "planning",
        "pipeline",
        "manifest",
        "reports",
        "cli",
        "worker",
        "publishing",
    }
    at_once = {
        (part(path), name.split(".")[0])
        for path in files()
        for name, immediately in imports(path)
        if immediately and part(path) in light
    }

    assert not {(user, name) for user, name in at_once if name in heavy}
