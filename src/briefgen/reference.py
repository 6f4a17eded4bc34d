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
from briefgen.languages import LANGUAGES
from briefgen.model import claims, profiles, shared, values
from briefgen.model.claims import Claim, Claimed, Quantity
from briefgen.model.files import FILE_KINDS, FileKind, WorkspaceFile
from briefgen.model.values import Dated, Model, Refers, ShortFor

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

Made by `python -m briefgen.reference docs`; do not edit. [documents.md](documents.md) shows with examples
how a document is entered.

A workspace is a folder with `briefgen.yaml`, `briefings/` and `templates/`. What lives long
(organisations, people, sources) stands once in files below `briefings/`, wherever you like; a round has a
folder of its own there, with its findings and documents. Every file begins with `kind:` and `format: 1`.
Everything is text: `NO` is Norway, `1.10` stays `1.10`. An id is written by you, in small letters, digits
and hyphens, and is never given to something else.

An asterisk marks the fields that have to be there. *Kept for the record* says of a field that the templates
that come with briefgen do not print it; many of them can be printed by references in texts, and all by
templates of your own.

**Who may see it.** `audience` takes `public`, `partners`, `governments`, `internal`, one or a list.
People and cases are internal unless they say otherwise, everything else is public; a document has to say
for whom it is. `audience_of` narrows single fields of the entity at which it stands: with an organisation,
`audience_of: {phone: internal}` keeps back its telephone number.

**Languages.** A text is written plainly, in the language that `language` names (of the entity, or at the
head of a list for all in it), or by language: `title: {en: …, fr: …}`. A document appears in its
`language` and in its `translations`; all that it prints then needs a text in each of them, apart from
titles of sources and of other documents, exact words and names of people, which stay as they are. A short
name that is missing in a language is not used there. briefgen has words of its own, such as “Recommendations”
and the names of months, in these languages: %(languages)s.

**Claims.** Where sources contradict each other, a date or number takes the claims of each. One is
preferred and printed. As long as none is, drafts print the first, every build reports it as a problem, and no
final is made; the drafts themselves do not show it:

```yaml
date:
  claims:
    - {value: 1989, source: report-2003, locator: p. 12}
    - {value: 1999-01, source: ministry-2001, as_of: 2001-05, preferred: true}
```

**References in texts.** Wherever a field takes paragraphs, `[[person:irma-holt]]`,
`[[round:spring.dates]]` or `[[source:report-2003|p. 12]]` print what the data hold, so that nothing is
typed twice. What stands before the colon is the word for one entity: %(nouns)s. Within a document,
`[[table:key]]` and `[[heading:key]]` name a table or heading. `\\[[` is an ordinary bracket.

**Editors.** `briefgen schema --write` puts a schema for every kind of file into `briefings/schemas/`.
With a first line such as `# yaml-language-server: $schema=../schemas/people.json`, editors complete the
names of fields and mark mistakes while you write.
"""

_GROUPS: dict[str, tuple[str, ...]] = {
    "What lives long": ("organisations", "governments", "people", "contacts", "terms"),
    "Where facts come from": ("sources", "statements", "figures"),
    "Dialogues": ("dialogues", "round", "events"),
    "What was found, claimed, promised and asked for": (
        "findings",
        "outcomes",
        "commitments",
        "benchmarks",
        "recommendations",
    ),
    "Cases": ("cases", "case-groups"),
    "The chart": ("profiles", "chart"),
    "Documents": ("open-letter", "press-release", "report"),
}
"""Headings of the page, and the kinds of files below them."""

_COMMON: dict[str, tuple[str, type[Model]]] = {
    "Dates": ("Year first: `2000-09-28`, `2000-09`, `2000`, `2000-09-28/2000-09-29`; or fields:", Dated),
    "Numbers": ("Digits with a point before decimals: `400000000`, `0.5`; or fields:", Quantity),
    "Claims": ("Below `claims:`, a list; each claim has these fields:", Claim[Any]),
}
"""What stands in fields of many kinds: described once, at the end."""

_TYPES: dict[Any, str] = {
    values.Id: "id",
    values.Line: "one line of text",
    values.Prose: "paragraphs in Markdown",
    values.LanguageCode: "language code",
    values.Names: "text by language, `{en: …, fr: …}`",
    values.Flag: "`true` or `false`",
    Classification: "audience or list of audiences",
    values.Edtf: "EDTF date",
    values.Date: "date",
    claims.Number: "number in digits",
    claims.Amount: "number",
    claims.ClaimedDate: "date, or claims",
    claims.ClaimedAmount: "number, or claims",
    profiles.Cell: "one line of text, or fields, see ChartCell",
    profiles.Share: "whole number, 1 to 20",
    shared.CountryCode: "country code, ISO 3166-1",
    float: "number, in mm",
    values.WebAddress: "web address",
    values.EmailAddress: "email address",
    Any: "what is claimed",
}
"""How the types of fields are called on the page."""


def data() -> str:
    """Return the reference of all kinds of files as Markdown."""
    languages = ", ".join(f"`{code}`" for code in LANGUAGES)
    nouns = ", ".join(dict.fromkeys(f"`{kind.noun}`" for kind in FILE_KINDS.values()))
    marker = _table(WorkspaceFile, {"kind", "format"})
    sections = [
        _DATA_HEAD % {"nouns": nouns, "languages": languages},
        "## The workspace\n",
        "### `briefgen.yaml` (kind: workspace)\n",
    ]
    sections += marker
    met: set[type[Model]] = {model for _, model in _COMMON.values()}
    for heading, kinds in _GROUPS.items():
        sections.append(f"## {heading}\n")
        for kind in kinds:
            sections += _kind(FILE_KINDS[kind], met)
    for heading, (words, model) in _COMMON.items():
        sections += [f"## {heading}\n", f"{words}\n", *_table(model, set())]
    return "\n".join(sections)


def _kind(kind: FileKind, met: set[type[Model]]) -> list[str]:
    holds = f"a list `{kind.many}:` of" if kind.many else "one"
    meaning = (kind.entity.__doc__ or "").split("\n\n")
    words = f"Holds {holds} {kind.plural if kind.many else kind.noun}. {_cell(' '.join(meaning))}\n"
    sections = [f"### kind: {kind.kind}\n", words]
    waiting: list[type[Model]] = [kind.entity]
    while waiting:
        model = waiting.pop(0)
        if model in met:
            continue
        met.add(model)
        if model is not kind.entity:
            sections.append(f"#### {model.__name__}\n\n{_first_line(model.__doc__)}\n")
        sections += _table(model, set())
        parts = (part for field in model.model_fields.values() for part in _models(field.annotation))
        waiting += [part for part in parts if not issubclass(part, Dated | Quantity | Claimed)]
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
        return f"by {'column' if arguments[0] == values.Id else 'field name'}: {_type(arguments[1])}"
    if origin in (Union, UnionType):
        return _type(next(one for one in arguments if one is not NoneType))
    if origin is Annotated:
        return _annotated(arguments[0], arguments[1:])
    raise TypeError(f"no words for {annotation}")


def _annotated(inner: Any, notes: tuple[Any, ...]) -> str:
    """Return the words for a type with notes: the first that are known, without the last note, and so on."""
    if refers := next((note for note in notes if isinstance(note, Refers)), None):
        return f"id of {_article(refers.noun)} {refers.noun}"
    if any(isinstance(note, ShortFor) and note.path == (values.OWN,) for note in notes):
        return f"{_type(get_args(inner)[1])}, or by language"
    *others, _ = notes
    return _type(Annotated[inner, *others] if others else inner)


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
