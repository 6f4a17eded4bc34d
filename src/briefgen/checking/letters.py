"""What open letters must be: forms of address, signatures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from briefgen.loading.workspace import Entry
from briefgen.model.letters import Agreement, Delivery, OpenLetter
from briefgen.places import Place
from briefgen.problems import ExitCode, Problem, Weight


def check_letter(letter: Entry[OpenLetter]) -> Iterator[Problem]:
    """Yield what is wrong in a letter, whatever is built."""
    yield from _forms_of_address(letter)
    yield from _signatories(letter)


def gate_letter(entry: Entry[OpenLetter]) -> Iterator[Problem]:
    """Yield what keeps a letter from being final."""
    for number, signatory in enumerate(entry.value.signatories):
        if signatory.agreement is Agreement.INVITED:
            message = f"“{signatory.person}” has not agreed to sign"
            advice = "Write “agreement: agreed” once they have; “withdrawn” if they will not."
            place = entry.place("signatories", number, "agreement")
            yield Problem("not-agreed", message, advice, place, Weight.GATE, ExitCode.POLICY)


def _forms_of_address(entry: Entry[OpenLetter]) -> Iterator[Problem]:
    letter = entry.value
    together = letter.delivery is Delivery.TOGETHER
    if together and letter.salutation is None:
        message = "The letter goes to all together but has no form of address"
        advice = "Add a line “salutation: …” to the letter, or write “delivery: separately”."
        yield Problem("missing-salutation", message, advice, replace(entry.place(), path="salutation"))
    if not together and letter.salutation is not None:
        message = "This form of address is never used: each recipient gets a letter with an own one"
        advice = "Delete the line, or write “delivery: together”."
        yield Problem("unused-salutation", message, advice, entry.place("salutation"))
    seen: dict[str, Place] = {}
    for number, recipient in enumerate(letter.recipients):
        place = entry.place("recipients", number, "id")
        if recipient.id in seen:
            message = f"The id “{recipient.id}” belongs to two recipients"
            advice = "Give one of them another id."
            yield Problem("duplicate-id", message, advice, place, related=(seen[recipient.id],))
        seen.setdefault(recipient.id, place)
        if together and recipient.salutation is not None:
            message = "This form of address is never used: the letter goes to all together"
            advice = "Delete the line, or write “delivery: separately”."
            where = entry.place("recipients", number, "salutation")
            yield Problem("unused-salutation", message, advice, where)
        if not together and recipient.salutation is None:
            message = f"The recipient “{recipient.id}” gets a letter of their own but has no form of address"
            advice = "Add a line “salutation: …” to the recipient."
            yield Problem("missing-salutation", message, advice, entry.place("recipients", number))


def _signatories(letter: Entry[OpenLetter]) -> Iterator[Problem]:
    if all(one.agreement is Agreement.WITHDRAWN for one in letter.value.signatories):
        message = "Everybody who was to sign has withdrawn"
        yield Problem("no-signatory", message, "Add somebody who signs.", letter.place("signatories"))
    seen: dict[str, Place] = {}
    for number, signatory in enumerate(letter.value.signatories):
        place = letter.place("signatories", number, "person")
        if signatory.person in seen:
            message = f"“{signatory.person}” signs twice"
            related = (seen[signatory.person],)
            yield Problem("signs-twice", message, "Delete one of the two.", place, related=related)
        seen.setdefault(signatory.person, place)
