"""The built wheel works by itself: templates come with it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.mark.slow
def test_a_workspace_without_templates_uses_those_of_the_installed_package(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "build",
        "--wheel",
        "--no-isolation",
        "--outdir",
        str(tmp_path),
        str(ROOT),
    ]
    subprocess.run(command, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    installed, workspace = tmp_path / "installed", tmp_path / "workspace"
    with zipfile.ZipFile(wheel) as members:
        members.extractall(installed)
    shutil.copytree(ROOT / "briefings", workspace / "briefings")
    shutil.copy(ROOT / "briefgen.yaml", workspace)

    made = subprocess.run(
        [sys.executable, "-P", "-m", "briefgen", "build", "--document", "open-letter-eu-china", "--final"],
        check=False,
        cwd=workspace,
        env={**os.environ, "PYTHONPATH": str(installed)},
        capture_output=True,
        text=True,
    )

    assert made.returncode == 0, made.stderr
    assert {path.suffix for path in (workspace / "output").rglob("open-letter*.*")} >= {".pdf", ".docx"}
    assert (installed / "briefgen" / "py.typed").is_file()
