"""The words that briefgen itself prints, from gettext catalogs: `msgctxt` is the key, `msgstr` the words.

`catalogs/en.po` is the source: its keys are all keys, its `msgid`s the English wording, and its notes (`#.`)
tell translators where the words stand and what goes into the {holes}.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from io import BytesIO
from pathlib import Path
from types import MappingProxyType

from briefgen.languages.lookup import lookup_order
from briefgen.problems import Problem, Refusal

_FOLDER = Path(__file__).with_name("catalogs")
SOURCE = "en"
"""Code of the language in which the words are first written."""
MOST = 1_000_000
"""Bytes of the longest catalog that is read."""


@cache
def words(code: str) -> Mapping[str, str]:
    """Return the words of a language by key; what nobody has translated is not there.

    The catalog of a regional variant, e.g. `de-CH`, holds only what differs from that of its language.
    """
    found: dict[str, str] = {}
    for parent in reversed(lookup_order(code)):
        path = _FOLDER / f"{parent}.po"
        if path.is_file():
            found |= read_catalog(path.read_bytes(), path.name)
    return MappingProxyType(found)


@cache
def wording_keys() -> frozenset[str]:
    """Return all keys."""
    return frozenset(words(SOURCE))


def read_catalog(source: bytes, name: str) -> dict[str, str]:
    """Return the words of a catalog by key.

    An empty, a fuzzy and an obsolete entry is not there: nobody has approved these words. Raises Refusal
    for what is no such catalog; plural forms, whose number a hostile header may set without bounds, are
    refused before they are read.
    """
    from babel.messages.pofile import PoFileError, read_po  # here: it costs 15 ms, and `--help` has no words

    if len(source) > MOST:
        raise _bad(name, "it is too long")
    if re.search(rb"^\s*msgid_plural\b", source, re.MULTILINE):
        raise _bad(name, "it has plural forms")
    try:
        entries = [entry for entry in read_po(BytesIO(source), abort_invalid=True) if entry.id]
    except PoFileError as error:
        raise _bad(name, f"line {error.lineno + 1} makes no sense") from None
    except (ValueError, LookupError):
        raise _bad(name, "its header or its character set makes no sense") from None
    if not entries:
        raise _bad(name, "it holds no words")
    keys = [entry.context or "" for entry in entries]
    if twice := sorted({key for key in keys if not key or keys.count(key) > 1}):
        raise _bad(name, f"the key (msgctxt) “{twice[0]}” is missing or stands there twice")
    return {
        key: str(entry.string)
        for key, entry in zip(keys, entries, strict=True)
        if entry.string and not entry.fuzzy
    }


def _bad(name: str, why: str) -> Refusal:
    advice = "Open it in a program for translators (Poedit), or run msgfmt --check on it."
    return Refusal(Problem("bad-catalog", f"The wording in {name} cannot be read: {why}", advice))
