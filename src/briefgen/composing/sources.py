"""Where templates come from: the workspace's own folder first, then those that ship with briefgen."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path

from briefgen.loading.text_rules import faults
from briefgen.places import Place
from briefgen.problems import ExitCode, Problem, Refusal

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
        return sorted({name for folder in self.folders for name in _names(folder)})

    def read(self, name: str) -> str | None:
        """Return the text of a template, None where there is none of that name.

        Raises Refusal for a file that lies outside the folders (`..`, links), cannot be read, is too
        large, not UTF-8, or holds characters that no text may hold.
        """
        if not _plain(name):
            raise _outside(name)
        for folder in self.folders:
            path = folder.joinpath(*name.split("/"))
            try:
                if _is_there(path):
                    return self._text(folder, path, name)
            except PermissionError:
                message = (
                    f"The template “{name}” cannot be read: this user may not open the file or its folder"
                )
                raise _unreadable(message, "Give yourself the right to read it.") from None
            except (OSError, RuntimeError):  # RuntimeError is what Python 3.11 makes of links in a circle
                message = (
                    f"The template “{name}” cannot be read: it is a link that leads nowhere or to itself"
                )
                raise _unreadable(message, "Put the file itself in its place.") from None
        return None

    def _text(self, folder: Path, path: Path, name: str) -> str:
        if not path.resolve(strict=True).is_relative_to(folder.resolve()):
            raise _outside(name)
        if not path.is_file():
            message = f"The template “{name}” is a folder or a device, not a file"
            raise _unreadable(message, "Put a file in its place.")
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
    return name.isprintable() and "\\" not in name and not {"..", ".", ""} & set(name.split("/"))


def _is_there(path: Path) -> bool:
    """Tell whether anything has this name, a link that leads nowhere too; raises OSError where it is kept."""
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError as error:
        if error.errno == errno.ENAMETOOLONG:
            return False
        raise
    return True


def _names(folder: Path) -> Iterator[str]:
    try:
        for path in folder.rglob("*.html"):
            if path.is_file():
                yield path.relative_to(folder).as_posix()
    except (OSError, RuntimeError):  # only for suggestions: what can be seen is enough
        return


def _outside(name: str) -> Refusal:
    return Refusal(
        Problem(
            "template-outside",
            f"The template “{name}” lies outside the folders of templates",
            "Put the file itself into templates/; links and “..” that lead elsewhere are refused.",
        )
    )


def _unreadable(message: str, advice: str) -> Refusal:
    return Refusal(Problem("template-unreadable", message, advice, exit_code=ExitCode.FILES))


def packaged_templates() -> Path:
    """Return the folder of the templates that ship with briefgen: installed, or in the source checkout."""
    package = Path(str(resources.files("briefgen")))
    installed = package / "templates"
    return installed if installed.is_dir() else package.parent.parent / "templates"


def workspace_templates(root: Path) -> TemplateSource:
    """Return the templates of a workspace: its own, then the packaged ones."""
    return TemplateSource((root / "templates", packaged_templates()))
