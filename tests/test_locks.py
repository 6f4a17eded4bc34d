"""What set-up installs: exact, from nowhere in particular, under licences that let it be used."""

from __future__ import annotations

import os
import re
import shutil
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement

REQUIREMENTS = Path(__file__).parents[1] / "requirements"
LOCKS = sorted(REQUIREMENTS.glob("lock*.txt"))

PERMISSIVE = {
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "HPND",
    "ISC",
    "MIT",
    "MIT-0",
    "MIT-CMU",
    "PSF-2.0",
}
"""SPDX names of licences that ask for no more than a notice."""
BY_OTHER_WORDS = {
    "License :: OSI Approved :: BSD License": "BSD-3-Clause",
    "License :: OSI Approved :: MIT License": "MIT",
    "License :: OSI Approved :: Apache Software License": "Apache-2.0",
}
KNOWN_BY_HAND = {
    # distribution: (what its metadata say, why it may be used)
    "pathspec": ("MPL 2.0", "only builds the package, and is not part of it"),
    "pypdfium2": (
        "BSD-3-Clause, Apache-2.0, dependency licenses",
        "PDFium and what it holds: BSD-3, Apache-2.0",
    ),
    "pyphen": (
        "GPLv2+, LGPLv2+, MPL 1.1",
        "a choice of three; used unchanged, as a library, under the MPL 1.1, which leaves our licence alone",
    ),
}


def locked(name: str) -> dict[str, tuple[Requirement, int]]:
    """Return the requirements of a lock, each with the number of its hashes, by normal name."""
    text = (REQUIREMENTS / name).read_text(encoding="utf-8").replace("\\\n", " ")
    found = {}
    for line in text.splitlines():
        if line.strip() and not line.lstrip().startswith("#"):
            wanted, *hashes = re.split(r"\s--hash=", line)
            requirement = Requirement(wanted.strip())
            assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", one.strip()) for one in hashes), requirement.name
            found[normal(requirement.name)] = requirement, len(hashes)
    return found


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def is_for_here(requirement: Requirement) -> bool:
    return requirement.marker is None or requirement.marker.evaluate()


@pytest.mark.parametrize("path", sorted(REQUIREMENTS.glob("*.txt")), ids=lambda path: path.name)
def test_no_list_says_where_packages_come_from(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    assert "http" not in text
    assert not re.search(r"^\s*(-i|--index|--extra-index|-f|--find-links|--trusted-host)", text, re.MULTILINE)


@pytest.mark.parametrize("path", LOCKS, ids=lambda path: path.name)
def test_every_locked_package_has_one_version_and_hashes(path: Path) -> None:
    found = locked(path.name)

    assert found
    for requirement, hashes in found.values():
        assert re.fullmatch(r"==[^,*]+", str(requirement.specifier)), requirement.name
        assert requirement.url is None
        assert hashes > 0, requirement.name


def test_tests_run_with_the_versions_that_users_get() -> None:
    for_users, for_tests = locked("lock.txt"), locked("lock-test.txt")

    for name, (requirement, _) in for_users.items():
        assert str(for_tests[name][0]) == str(requirement)


def test_everything_that_briefgen_imports_is_locked() -> None:
    wanted = [Requirement(text) for text in metadata.requires("briefgen") or []]
    found = locked("lock.txt")

    assert wanted
    for requirement in wanted:
        pinned, _ = found[normal(requirement.name)]
        (version,) = pinned.specifier
        assert requirement.specifier.contains(version.version), requirement


@pytest.mark.parametrize(
    "name", [name for name, (requirement, _) in locked("lock.txt").items() if is_for_here(requirement)]
)
def test_every_package_that_users_get_may_be_used_in_permissive_software(name: str) -> None:
    told = metadata.metadata(name).json
    classifiers = [one for one in told.get("classifier", []) if one.startswith("License ::")]
    said = str(told.get("license_expression") or told.get("license") or "")
    if name in KNOWN_BY_HAND:
        words = said or ", ".join(re.findall(r"\(([^)]+)\)", " ".join(classifiers)))
        assert words == KNOWN_BY_HAND[name][0]
        return
    licences = re.split(r" (?:OR|AND) |, ", said) if said else [BY_OTHER_WORDS[one] for one in classifiers]

    assert licences
    assert set(licences) <= PERMISSIVE, (name, licences)


def test_the_manifest_names_no_package_that_is_not_locked() -> None:
    from briefgen.manifest import LIBRARIES

    assert {normal(name) for name in LIBRARIES} <= set(locked("lock.txt"))


@pytest.mark.skipif(
    not {"CI", "BRIEFGEN_ALL"} & set(os.environ), reason="only where all judges are wanted (CI, BRIEFGEN_ALL)"
)
@pytest.mark.parametrize(
    "program",
    ["pandoc", "msgfmt", "soffice", "qpdf", "pdftotext", "pdfinfo", "pdffonts", "pdftohtml"],
)
def test_every_outside_judge_is_there_where_nothing_may_be_left_out(program: str) -> None:
    assert shutil.which(program), f"{program} is missing: requirements/debian-test.txt"
