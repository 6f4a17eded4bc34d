"""Resolving: which words a mention prints, numbers of notes, labels, and what references print."""

from __future__ import annotations

from dataclasses import replace

from briefgen.document import Document
from briefgen.languages import Language
from briefgen.passes import labels, mentions, notes, references
from briefgen.problems import Refusal


def resolve(document: Document, language: Language) -> Document:
    """Return the document with everything decided, numbered, labelled and referred to.

    In this order, because each step needs the one before: a later form may hold no note, a note may
    give way to its later words, and references repeat what is numbered. Resolving what is resolved
    changes nothing.

    Raises Refusal with a problem for every reference that leads to nothing.
    """
    blocks = labels.labelled(notes.placed(mentions.decided(document.blocks)), language)
    blocks, problems = references.filled(blocks)
    if problems:
        raise Refusal(*problems)
    return replace(document, blocks=blocks)
