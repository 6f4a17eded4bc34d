#!/usr/bin/env python3
"""Set briefgen up on a machine that has nothing but git and Python 3.11, then build or test.

    python3 bootstrap.py samples    set up, then build every sample into output/
    python3 bootstrap.py test       set up with the test tools, then lint, check types and run the tests
    python3 bootstrap.py setup      only set up
    python3 bootstrap.py list       say what would be installed, and where; change nothing

Debian packages go into the system; all else goes into .venv beside this file. What is there is not
brought again, so a second run is quick. Uses the standard library only.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import textwrap
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from bootstrap_fonts import FONTS, NETWORK, fonts, is_there, listed
from bootstrap_system import (
    LOG,
    NEEDS,
    ROOT,
    VENV,
    SetupError,
    check_libraries,
    debian_missing,
    debian_needs,
    is_debian,
    run,
    system_packages,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

STAMPS = VENV / "bootstrap.json"
BIN = VENV / "bin"
# -I shuts PYTHON* variables out: they can hide packages or stop bytecode from being written.
PYTHON = (str(BIN / "python"), "-I")
PIP = (*PYTHON, "-m", "pip", "--disable-pip-version-check", "--no-input", "install")
WORK: Mapping[str, Mapping[str, Sequence[str]]] = {
    "samples": {"Samples": (str(BIN / "briefgen"), "build")},
    "test": {
        "Lint": (str(BIN / "ruff"), "check"),
        "Format": (str(BIN / "ruff"), "format", "--check"),
        "Types": (str(BIN / "mypy"),),
        "Tests": (str(BIN / "pytest"),),
    },
    "setup": {},
}
BYTECODE = """
from importlib.util import cache_from_source, find_spec
open(cache_from_source(find_spec("weasyprint").origin)).close()
"""
AGAIN = "Delete the folder .venv and run the same command again."


class Steps:
    """Numbered progress lines."""

    def __init__(self, total: int) -> None:
        self.number, self.total = 0, total

    @contextmanager
    def step(self, title: str, *, live: bool = False) -> Iterator[list[str]]:
        """Print `[2/5] title …`, then what the step says about itself and the seconds it took."""
        self.number += 1
        said: list[str] = []
        begun = time.monotonic()
        print(f"[{self.number}/{self.total}] {title} …", end="\n" if live else " ", flush=True)
        try:
            yield said
        except BaseException:
            print("stopped", flush=True)
            raise
        if not live:
            first, newline, rest = ", ".join(said).partition("\n")
            print(f"{first}{', ' * bool(first)}{time.monotonic() - begun:.1f} s{newline}{rest}", flush=True)


def digest(path: Path) -> str:
    """SHA-256 of a file's content."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def stamps() -> dict[str, str]:
    """What .venv holds: name of a step → what it was made from. Empty if that is not known."""
    try:
        found: dict[str, str] = json.loads(STAMPS.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found


def stamp(name: str, value: str) -> None:
    """Note that a step is done or, with an empty value, no longer done."""
    fresh = STAMPS.with_suffix(".new")
    fresh.write_text(json.dumps({**stamps(), name: value}), encoding="utf-8")
    fresh.replace(STAMPS)


def venv_identity() -> str:
    """Where .venv stands and which Python it runs; empty if it runs none."""
    command = (*PYTHON, "-c", "import sys; print(sys.prefix, *sys.version_info[:2])")
    try:
        return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()
    except OSError:
        return ""


def make_venv() -> None:
    """Make .venv unless it is there, runs, and has neither been moved nor lost its Python."""
    identity = venv_identity()
    if identity and stamps().get("venv") == identity:
        return
    if not importlib.util.find_spec("ensurepip"):
        raise SetupError(
            f"{sys.executable} cannot make virtual environments, for it has no ensurepip. On Debian, install"
            " python3-venv and run this with /usr/bin/python3; elsewhere, use a complete Python."
        )
    for path in VENV.iterdir():
        # Fonts depend on no Python, and are large to bring again.
        if path not in (LOG, VENV / "share"):
            shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
    run((sys.executable, "-m", "venv", str(VENV)), "Making .venv", AGAIN)
    stamp("venv", venv_identity())


def pins(lock: Path) -> list[str]:
    """Every `name==version` of a lock file."""
    return re.findall(r"^[^\s#]+==[^\s;\\]+", lock.read_text(encoding="utf-8"), re.MULTILINE)


def python_packages(*, test: bool) -> str:
    """Fill .venv from the lock file."""
    make_venv()
    small, full = NEEDS / "lock.txt", NEEDS / "lock-test.txt"
    # The test lock holds all of the other, so it serves for both.
    if stamps().get("packages") in ({digest(full)} if test else {digest(full), digest(small)}):
        return "as locked"
    stamp("packages", "")
    lock = full if test else small
    command = (*PIP, "--compile", "--require-hashes", "-r", str(lock))
    run(command, "Installing Python packages", NETWORK, network=True)
    # Without bytecode every start of WeasyPrint costs two seconds.
    run((*PYTHON, "-c", BYTECODE), "Looking for the bytecode of WeasyPrint", AGAIN)
    stamp("packages", digest(lock))
    return f"{len(pins(lock))} pins of {lock.name}"


def project() -> None:
    """Install briefgen itself so that edits under src/ count at once."""
    made_from = digest(ROOT / "pyproject.toml")
    if stamps().get("project") != made_from:
        command = (*PIP, "--no-deps", "--no-build-isolation", "-e", str(ROOT))
        run(command, "Installing briefgen", "Look at pyproject.toml and the files it names.")
        stamp("project", made_from)
    # A source file that does not compile is for the tools after this to explain.
    subprocess.run((*PYTHON, "-m", "compileall", "-qq", str(ROOT / "src")), check=False)


def set_up(steps: Steps, *, test: bool, system: bool) -> None:
    """Do everything but the work itself."""
    VENV.mkdir(exist_ok=True)
    LOG.write_text("", encoding="utf-8")
    with steps.step("Debian packages") as said:
        said.append(system_packages(test=test, allowed=system))
    with steps.step("System libraries"):
        check_libraries()
    with steps.step("Python packages") as said:
        said.append(python_packages(test=test))
    with steps.step("briefgen itself"):
        project()
    with steps.step("Fonts") as said:
        said.append(fonts(PIP))


def work(steps: Steps, commands: Mapping[str, Sequence[str]]) -> int:
    """Run the commands in plain sight, all of them even if one fails; return the first exit code but 0."""
    failed: dict[str, int] = {}
    for title, command in commands.items():
        with steps.step(title, live=True):
            code = subprocess.run(command, cwd=ROOT, check=False).returncode
        if code:
            failed[title] = code
    if failed:
        print(f"Not in order, see above: {', '.join(failed)}", file=sys.stderr)
    return next(iter(failed.values()), 0)


def show() -> None:
    """Say what would be installed, where, and whether it is there."""
    for title, name, test in (("documents", "debian.txt", False), ("the tests", "debian-test.txt", True)):
        needs = [need for need in debian_needs(test=test) if not test or need not in debian_needs(test=False)]
        missing = debian_missing(needs) if is_debian() else needs
        print(f"Debian packages for {title} (requirements/{name}), into the system:")
        for need in needs:
            print(f"    {need.names[0]:28}{'missing' if need in missing else 'there'}")
    for lock in (NEEDS / "lock.txt", NEEDS / "lock-test.txt"):
        found = pins(lock)
        print(f"Python packages (requirements/{lock.name}, some only for other systems), into {VENV}:")
        print(textwrap.indent(textwrap.fill(" ".join(found), 100, break_on_hyphens=False), "    "))
    print(f"Fonts (requirements/fonts.json), into {FONTS}:")
    for package in listed():
        state = "there" if is_there(package) else "missing"
        print(f"    {package.spec:44}{len(package.hashes)} files, {state}")
    print("    They come through npm; where there is none, one is brought for the moment (lock-fonts.txt).")


def main() -> int:
    """Read the command line and do what it says."""
    as_written = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=as_written)
    parser.add_argument("what", choices=(*WORK, "list"))
    parser.add_argument(
        "--no-system", action="store_true", help="install no Debian package; say which are missing"
    )
    asked = parser.parse_args()
    if asked.what == "list":
        show()
        return 0
    commands = WORK[asked.what]
    steps = Steps(5 + len(commands))
    set_up(steps, test=asked.what == "test", system=not asked.no_system)
    return work(steps, commands)


if __name__ == "__main__":
    if sys.version_info < (3, 11) or os.name != "posix":
        sys.exit("briefgen needs Python 3.11 or newer, on Linux or macOS (on Windows: in WSL).")
    try:
        sys.exit(main())
    except SetupError as error:
        sys.exit(f"\n{error}")
    except OSError as error:
        sys.exit(f"\nStopped: {error}. Can {ROOT} be written to, and has its disk 2 GB free?")
    except KeyboardInterrupt:
        sys.exit("\nStopped as you wished. The same command goes on from where this one was.")
