"""In which languages texts are there: each says in which it is, and none is missing where it is printed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from briefgen.checking.sight import Known, Seen, Sight
from briefgen.jobs import Job
from briefgen.languages import language, lookup_order
from briefgen.loading.workspace import Entry
from briefgen.model.publications import Publication
from briefgen.model.shared import Government
from briefgen.model.values import OWN, AsItStands, ByLanguage, Entity
from briefgen.model.walk import everything
from briefgen.problems import Problem, Refusal, quote


def check_languages(entry: Entry[Entity]) -> Iterator[Problem]:
    """Yield the first text of an entity of which nothing says in which language it is."""
    if entry.value.language:
        return
    for found in everything(entry.value):
        if found.note(ByLanguage) and isinstance(found.value, dict) and OWN in found.value:
            message = f"Nothing says in which language {quote(found.value[OWN].strip())} is written"
            advice = "Add a line “language: …” with its code here, or for all at the head of the file."
            yield Problem("text-without-language", message, advice, entry.place(*found.path))
            return


def check_wordings(document: Entry[Publication]) -> Iterator[Problem]:
    """Yield that briefgen has no wording for a language of a document, at the line that names it."""
    paths = [("language",), *(("translations", number) for number in range(len(document.value.translations)))]
    for code, path in zip((document.value.language, *document.value.translations), paths, strict=True):
        try:
            language(code)
        except Refusal as refusal:
            place = document.place(*path)
            yield from (replace(one, advice=one.advice.strip(), place=place) for one in refusal.problems)


def check_texts(job: Job, sight: Sight) -> Iterator[Problem]:
    """Yield what has no text in the language of a job, or in a parent of it (`de` for `de-CH`).

    That is the document's own texts, and the names of what it names. What else it prints is known only
    when it is composed, and missing texts are told then.
    """
    for seen in sight.seen:
        texts = seen.found.value if seen.found.note(ByLanguage) else None
        wanted = seen.of.is_document or (seen.of.distance == 1 and seen.found.path == ("name",))
        as_it_stands = seen.found.note(AsItStands)
        if not wanted or not isinstance(texts, dict) or not texts or as_it_stands:
            continue
        if not _there(texts, seen.of, job.language) and not _named_by_code(seen, job):
            yield _missing(seen, texts, job)
    for known in sight.known:
        government = known.entry.value
        if isinstance(government, Government) and not government.name and not _territory(government, job):
            yield _nameless(known, government, job)


def _there(texts: Mapping[str, str], of: Known, wanted: str) -> bool:
    own = of.entry.value.language if OWN in texts else None
    return bool({*texts, own} & set(lookup_order(wanted))) or (OWN in texts and own is None)


def _named_by_code(seen: Seen, job: Job) -> bool:
    government = seen.of.entry.value
    is_name = isinstance(government, Government) and seen.found.path == ("name",)
    return is_name and isinstance(government, Government) and _territory(government, job)


def _territory(government: Government, job: Job) -> bool:
    code = government.code if government.shows("code", job.audience) else None
    return bool(code and language(job.language).territory(code))


def _missing(seen: Seen, texts: Mapping[str, str], job: Job) -> Problem:
    own = seen.of.entry.value.language or OWN
    there = ", ".join(sorted({own if code == OWN else code for code in texts}))
    where = "" if seen.of.is_document else f" of the {seen.of.noun} “{seen.of.id}”"
    named = "" if seen.of.is_document else f", but “{job.document}”, printed in it, names the {seen.of.noun}"
    message = f"“{seen.field}”{where} has no text in “{job.language}”{named}"
    advice = f"Add “{job.language}: …” here; there is: {there}."
    if OWN in texts:
        advice = f"Write it by language here, “{own}: …” and “{job.language}: …”; there is: {there}."
    related = () if seen.of.is_document else (seen.of.led_by,)
    return Problem("text-missing-in-language", message, advice, seen.place, related=related)


def _nameless(known: Known, government: Government, job: Job) -> Problem:
    message = (
        f"Nothing is known of how “{government.code}” is called in “{job.language}”, but “{job.document}”, "
        "printed in it, names it"
    )
    advice = f"Add a line “name: {{{job.language}: …}}” to the government “{government.id}”."
    place = known.entry.place("code")
    return Problem("text-missing-in-language", message, advice, place, related=(known.led_by,))
