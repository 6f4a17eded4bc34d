"""What set-up needs of the machine: commands run quietly, Debian packages, system libraries."""

from __future__ import annotations

import ctypes
import ctypes.util
import importlib
import importlib.util
import os
import re
import shlex
import shutil
import subprocess
import textwrap
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).resolve().parent
NEEDS = ROOT / "requirements"
VENV = ROOT / ".venv"
LOG = VENV / "bootstrap.log"

# Name for people → name for the linker.
LIBRARIES = {"Pango": "pango-1.0", "PangoFT2": "pangoft2-1.0", "HarfBuzz-Subset": "harfbuzz-subset"}
TIMED_OUT = re.compile(r"timed? ?out|ETIMEDOUT|ECONNRESET|EAI_AGAIN|Temporary failure", re.IGNORECASE)


class SetupError(Exception):
    """What went wrong and what to do, in sentences for the person at the keyboard."""


def run(command: Sequence[str], what: str, advice: str, *, cwd: Path = ROOT, network: bool = False) -> None:
    """Run a command quietly, its output in the log; a time-out of the network gets one more try."""
    for tries_left in (1, 0):
        with LOG.open("a+", encoding="utf-8", errors="replace") as log:
            log.write(f"\n$ {shlex.join(command)}\n")
            log.flush()
            start = log.tell()
            done = subprocess.run(
                command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=cwd, check=False
            )
            log.seek(start)
            said = log.read()
        if done.returncode == 0:
            return
        if not (network and tries_left and TIMED_OUT.search(said)):
            break
    tail = textwrap.indent("\n".join(said.strip().splitlines()[-20:]), "    | ")
    raise SetupError(f"{what} failed (exit code {done.returncode}):\n{tail}\n{advice}\nThe whole log: {LOG}")


@dataclass(frozen=True)
class Need:
    """One line of a Debian list."""

    names: tuple[str, ...]
    """The first is installed if none is there; any one of them will do."""
    without: str
    """What goes wrong without it."""


def debian_needs(*, test: bool) -> list[Need]:
    """Read the Debian list, or for the tests both."""
    lists = (NEEDS / "debian.txt", NEEDS / "debian-test.txt")[: 2 if test else 1]
    needs = []
    for line in "\n".join(path.read_text(encoding="utf-8") for path in lists).splitlines():
        names, _, without = line.partition("#")
        if names.strip():
            needs.append(Need(tuple(names.replace("|", " ").split()), without.strip()))
    return needs


def debian_missing(needs: Sequence[Need]) -> list[Need]:
    """Those of the needs that this Debian has not got."""
    query = ("dpkg-query", "--show", "--showformat=${db:Status-Abbrev} ${Package}\n")
    names = [name for need in needs for name in need.names]
    said = subprocess.run((*query, *names), capture_output=True, text=True, check=False).stdout
    there = {line.split()[1] for line in said.splitlines() if line[1:2] == "i"}
    if importlib.util.find_spec("ensurepip"):
        there.add("python3-venv")
    return [need for need in needs if there.isdisjoint(need.names)]


def is_debian() -> bool:
    """Debian, or something made from it."""
    return bool(shutil.which("dpkg-query") and shutil.which("apt-get"))


def system_packages(*, test: bool, allowed: bool) -> str:
    """Install the Debian packages that are missing, and say in a few words what was done."""
    if not is_debian():
        tools = "; the tests also want poppler, qpdf, pandoc and LibreOffice" if test else ""
        return f"not Debian: Pango and HarfBuzz are for you to install (macOS: brew install pango){tools}"
    missing = debian_missing(debian_needs(test=test))
    if not missing:
        return "all there"
    if not allowed:
        rows = "".join(f"\n    {need.names[0]}: without it, {need.without}" for need in missing)
        return f"none installed, as told; missing are those below{rows}"
    names = [need.names[0] for need in missing]
    sudo = [] if os.geteuid() == 0 else ["sudo"]
    install = ["apt-get", "install", "-y", "--no-install-recommends", *names]
    if sudo and not shutil.which("sudo"):
        raise SetupError(
            "Debian packages are missing, and only root may install them. As root, run\n"
            f"    {shlex.join(install)}\nand then this command again."
        )
    advice = f"Install them by hand, then run this command again:\n    {shlex.join([*sudo, *install])}"
    # Another apt at work (unattended upgrades) is waited for, not tripped over.
    apt = (*sudo, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-o", "DPkg::Lock::Timeout=300")
    run((*apt, "update"), "apt-get update", advice, network=True)
    run((*apt, *install[1:]), "Installing Debian packages", advice, network=True)
    importlib.invalidate_caches()
    return f"installed {' '.join(names)}"


def loads(library: str) -> bool:
    """Tell whether the dynamic linker can load a library."""
    for name in (f"lib{library}.so.0", f"lib{library}.0.dylib", f"lib{library}.dylib"):
        with suppress(OSError):
            ctypes.CDLL(name)
            return True
    return ctypes.util.find_library(library) is not None


def check_libraries() -> None:
    """Stop before anything is downloaded if PDFs could not be made, or only at a crawl."""
    absent = [title for title, library in LIBRARIES.items() if not loads(library)]
    if absent:
        raise SetupError(
            f"These system libraries cannot be loaded: {', '.join(absent)}.\n"
            "Without Pango and PangoFT2 no PDF can be made; without HarfBuzz-Subset a page with Chinese takes"
            " half a minute.\nInstall them, then run this command again:\n"
            "    Debian: apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0\n"
            "    macOS:  brew install pango (and if they are still not found,"
            ' export DYLD_FALLBACK_LIBRARY_PATH="$(brew --prefix)/lib")'
        )
