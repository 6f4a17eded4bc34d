"""The reference pages, made from the program itself: `python -m briefgen.reference docs`.

`commands.md` comes from the command line, `data.md` from the model and its docstrings.
"""

from __future__ import annotations

import sys
from enum import Enum
from pathlib import Path
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

import click

from briefgen.audience import Classification
from briefgen.cli import briefgen
from briefgen.model import values
from briefgen.model.files import FILE_KINDS, FileKind, WorkspaceFile
from briefgen.model.values import Dated, Model, Refers

_HEAD = """# Commands

Made by `python -m briefgen.reference docs`; do not edit. `briefgen --help` says the same.

Results go to standard output; problems and progress go to standard error (`check`, whose result the problems
are, prints them to standard output). Everything is UTF-8, without colours.
"""


def commands() -> str:
    """Return the reference of the commands as Markdown."""
    top = _context(briefgen, "briefgen")
    below = [_context(briefgen.commands[name], name, top) for name in sorted(briefgen.commands)]
    return "\n".join([_HEAD, *map(_section, [top, *below])])


def _context(command: click.Command, name: str, parent: click.Context | None = None) -> click.Context:
    settings = {**command.context_settings, "terminal_width": 100, "max_content_width": 100}
    return click.Context(command, parent=parent, info_name=name, **settings)


def _section(context: click.Context) -> str:
    return f"## {context.command_path}\n\n```text\n{context.get_help()}\n```\n"


# ---- what files hold ------------------------------------------------------------------------------


_DATA_HEAD = """# What the files hold

Made by `python -m briefgen.reference docs`; do not edit.

A workspace is a folder with `briefgen.yaml`, `briefings/` and `templates/`. What lives long (organisations,
people) stands once in files below `briefings/`, wherever you like; a round has a folder of its own there,
with its letters. Every file begins with `kind:` and `format: 1`. Everything is text: `NO` is Norway, `1.10`
stays `1.10`. An id is written by you, in small letters, digits and hyphens, and is never given to something
else.

An asterisk marks the fields that have to be there. `audience` says who may see something: `public`,
`partners`, `governments`, `internal`, one or a list. People are internal unless they say otherwise,
everything else is public; a document has to say for whom it is. `audience_of` narrows single fields:
`audience_of: {phone: internal}`.
"""

_TYPES: dict[Any, str] = {
    values.Id: "id",
    values.Line: "one line of text",
    values.Prose: "paragraphs in Markdown",
    values.LanguageCode: "language code",
    values.Names: "text by language, `{en: …, fr: …}`",
    values.Flag: "`true` or `false`",
    Classification: "audience or list of audiences",
    values.Edtf: "EDTF date",
    values.Date: "date, or `{edtf: …, printed: …}`",
    float: "number, in mm",
    values.WebAddress: "web address",
    values.EmailAddress: "email address",
}
"""How the types of fields are called on the page."""


def data() -> str:
    """Return the reference of all kinds of files as Markdown."""
    marker = _table(WorkspaceFile, {"kind", "format"})
    sections = [_DATA_HEAD, "## `briefgen.yaml` (kind: workspace)\n", *marker]
    for kind in FILE_KINDS.values():
        sections += _kind(kind)
    return "\n".join([*sections, "## Dates\n", *_table(Dated, set())])


def _kind(kind: FileKind) -> list[str]:
    holds = f"a list `{kind.many}:` of" if kind.many else "one"
    sections = [f"## kind: {kind.kind}\n", f"Holds {holds} {kind.plural if kind.many else kind.noun}:\n"]
    waiting: list[type[Model]] = [kind.entity]
    met: list[type[Model]] = []
    while waiting:
        model = waiting.pop(0)
        if model in met:
            continue
        if met:
            sections.append(f"### {model.__name__}\n\n{_first_line(model.__doc__)}\n")
        met.append(model)
        sections += _table(model, set())
        parts = (part for field in model.model_fields.values() for part in _models(field.annotation))
        waiting += [part for part in parts if part is not Dated]
    return sections


def _table(model: type[Model], without: set[str]) -> list[str]:
    rows = ["| field | what it holds | meaning |", "|---|---|---|"]
    for name, field in model.model_fields.items():
        if name not in without:
            annotation = Annotated[field.annotation, *field.metadata] if field.metadata else field.annotation
            star = " *" if field.is_required() else ""
            rows.append(f"| `{name}`{star} | {_type(annotation)} | {_cell(field.description)} |")
    return [*rows, ""]


def _type(annotation: Any) -> str:
    """Return the words for a type; raises TypeError for one that has none."""
    if words := next((words for known, words in _TYPES.items() if known == annotation), ""):
        return words
    origin, arguments = get_origin(annotation), get_args(annotation)
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return " / ".join(f"`{member.value}`" for member in annotation)
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return f"fields, see {annotation.__name__}"
    if origin is list:
        return f"list: {_type(arguments[0])}"
    if origin is dict:
        return f"by field name: {_type(arguments[1])}"
    if origin in (Union, UnionType):
        return _type(next(one for one in arguments if one is not NoneType))
    if origin is Annotated:
        refers = next((note for note in arguments[1:] if isinstance(note, Refers)), None)
        inner = Annotated[arguments[0], *arguments[1:-1]] if len(arguments) > 2 else arguments[0]
        return f"id of {_article(refers.noun)} {refers.noun}" if refers else _type(inner)
    raise TypeError(f"no words for {annotation}")


def _article(noun: str) -> str:
    return "an" if noun[0] in "aeiou" else "a"


def _models(annotation: Any) -> list[type[Model]]:
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return [annotation]
    return [model for argument in get_args(annotation) for model in _models(argument)]


def _first_line(docstring: str | None) -> str:
    return (docstring or "").split("\n")[0]


def _cell(text: str | None) -> str:
    return " ".join((text or "").split()).replace("|", "\\|")


PAGES = {"commands.md": commands, "data.md": data}


if __name__ == "__main__":
    for name, page in PAGES.items():
        (Path(sys.argv[1]) / name).write_text(page(), encoding="utf-8")
