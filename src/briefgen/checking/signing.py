"""Who signs a document: once, for somebody, and having agreed."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.loading.workspace import Entry
from briefgen.model.publications import Publication
from briefgen.model.signing import Agreement, Signatory
from briefgen.places import Place
from briefgen.problems import ExitCode, Problem, Weight


def check_signing(document: Entry[Publication]) -> Iterator[Problem]:
    """Yield what is wrong with the signatures of a document, whatever is built."""
    signatories = document.value.signatories
    if signatories and all(one.agreement is Agreement.WITHDRAWN for one in signatories):
        optional = not type(document.value).model_fields["signatories"].is_required()
        advice = f"Add somebody who signs{', or delete “signatories”' if optional else ''}."
        message = "Everybody who was to sign has withdrawn"
        yield Problem("no-signatory", message, advice, document.place("signatories"))
    seen: dict[str, Place] = {}
    for number, signatory in enumerate(signatories):
        place = document.place("signatories", number, "person")
        if signatory.person in seen:
            message = f"“{signatory.person}” signs twice"
            related = (seen[signatory.person],)
            yield Problem("signs-twice", message, "Delete one of the two.", place, related=related)
        seen.setdefault(signatory.person, place)
        yield from _signs_for_nobody(document.value, signatory, place)


def _signs_for_nobody(document: Publication, signatory: Signatory, place: Place) -> Iterator[Problem]:
    signs = signatory.agreement is not Agreement.WITHDRAWN
    if signs and signatory.organisation is None and len(document.issuers) > 1:
        message = f"Nothing says for which of the {len(document.issuers)} issuers “{signatory.person}” signs"
        advice = f"Add a line “organisation: …” with one of: {', '.join(document.issuers)}."
        yield Problem("signs-for-nobody", message, advice, place)


def gate_signing(document: Entry[Publication]) -> Iterator[Problem]:
    """Yield the signatures to which nobody has agreed yet; they keep a document from being final."""
    for number, signatory in enumerate(document.value.signatories):
        if signatory.agreement is Agreement.INVITED:
            message = f"“{signatory.person}” has not agreed to sign"
            advice = "Write “agreement: agreed” once they have; “withdrawn” if they will not."
            place = document.place("signatories", number, "agreement")
            yield Problem("not-agreed", message, advice, place, Weight.GATE, ExitCode.POLICY)
