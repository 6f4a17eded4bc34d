"""The workspace that somebody has who types every example of docs/documents.md."""

from __future__ import annotations

import re
from pathlib import Path

PAGE = (Path(__file__).parents[1] / "docs/documents.md").read_text(encoding="utf-8")


def type_in(folder: Path) -> None:
    """Lay out the workspace of the page."""
    examples = re.findall(
        r"^`((?:briefings/|briefgen)[^`]+)`:\n\n```yaml\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL
    )
    assert len(examples) >= 15
    for name, text in examples:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
