"""Where templates come from: the workspace's own folder first, then those that ship with briefgen."""

from __future__ import annotations

from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path

from briefgen.loading.text_rules import faults
from briefgen.places import Place
from briefgen.problems import Problem, Refusal

LARGEST = 1_000_000
"""Bytes of one template; a long one has ten thousand."""


@dataclass(frozen=True, slots=True)
class TemplateSource:
    """Folders of templates, and the text of every template read from them."""

    folders: tuple[Path, ...]
    """Searched in this order."""
    texts: dict[str, str] = field(default_factory=dict)
    """Text of every template that was read, by the file name that problems give: for excerpts and hashes."""

    def file(self, name: str) -> str:
        """Return the name under which problems speak of a template."""
        return f"templates/{name}"

    def names(self) -> list[str]:
        """Return the names of all templates there are, for suggestions."""
        found = {
            path.relative_to(folder).as_posix()
            for folder in self.folders
            for path in folder.rglob("*.html")
            if path.is_file()
        }
        return sorted(found)

    def read(self, name: str) -> str | None:
        """Return the text of a template, None where there is none of that name.

        Raises Refusal for a file that lies outside the folders (`..`, links), is too large, not UTF-8,
        or holds characters that no text may hold.
        """
        for folder in self.folders:
            path = folder.joinpath(*name.split("/"))
            if path.is_file():
                return self._text(folder, path, name)
        return None

    def _text(self, folder: Path, path: Path, name: str) -> str:
        if not _plain(name) or not path.resolve().is_relative_to(folder.resolve()):
            raise Refusal(
                Problem(
                    "template-outside",
                    f"The template “{name}” lies outside the folders of templates",
                    "Put the file itself into templates/; links and “..” that lead elsewhere are refused.",
                )
            )
        if path.stat().st_size > LARGEST:
            message, advice = (
                f"The template “{name}” is larger than 1 MB",
                "Is this the right file? Split it if so.",
            )
            raise Refusal(Problem("template-too-large", message, advice))
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError as error:
            raise Refusal(
                Problem(
                    "template-not-utf-8",
                    f"The template “{name}” is not UTF-8 (byte {error.start + 1})",
                    "Save it again as UTF-8.",
                )
            ) from None
        self.texts[self.file(name)] = text
        if wrong := _characters(text, self.file(name)):
            raise Refusal(*wrong)
        return text


def _characters(text: str, file: str) -> list[Problem]:
    """Return the characters that no text may hold, markers among them; tabs may indent a template."""
    found = []
    for fault in faults(text):
        if text[fault.offset] != "\t":
            line = text.count("\n", 0, fault.offset) + 1
            column = fault.offset - (text.rfind("\n", 0, fault.offset) + 1) + 1
            place = Place(file, line, column)
            found.append(Problem("bad-character", fault.refused.message, fault.refused.advice, place))
    return found


def _plain(name: str) -> bool:
    return not name.startswith("/") and "\\" not in name and not {"..", ".", ""} & set(name.split("/"))


def packaged_templates() -> Path:
    """Return the folder of the templates that ship with briefgen: installed, or in the source checkout."""
    package = Path(str(resources.files("briefgen")))
    installed = package / "templates"
    return installed if installed.is_dir() else package.parent.parent / "templates"


def workspace_templates(root: Path) -> TemplateSource:
    """Return the templates of a workspace: its own, then the packaged ones."""
    return TemplateSource((root / "templates", packaged_templates()))
