"""The command reference, made from the command line: `python -m briefgen.reference docs/commands.md`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from briefgen.cli import briefgen

_HEAD = """# Commands

Made by `python -m briefgen.reference docs/commands.md`; do not edit. `briefgen --help` says the same.

Results go to standard output; problems and progress go to standard error (`check`, whose result the problems
are, prints them to standard output). Everything is UTF-8, without colours.
"""


def reference() -> str:
    """Return the reference as Markdown."""
    top = _context(briefgen, "briefgen")
    below = [_context(briefgen.commands[name], name, top) for name in sorted(briefgen.commands)]
    return "\n".join([_HEAD, *map(_section, [top, *below])])


def _context(command: click.Command, name: str, parent: click.Context | None = None) -> click.Context:
    settings = {**command.context_settings, "terminal_width": 100, "max_content_width": 100}
    return click.Context(command, parent=parent, info_name=name, **settings)


def _section(context: click.Context) -> str:
    return f"## {context.command_path}\n\n```text\n{context.get_help()}\n```\n"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(reference(), encoding="utf-8")
