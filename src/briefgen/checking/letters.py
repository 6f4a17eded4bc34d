"""What open letters must be: each recipient is addressed, and once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from briefgen.loading.workspace import Entry
from briefgen.model.letters import Delivery, OpenLetter
from briefgen.places import Place
from briefgen.problems import Problem


def check_letter(entry: Entry[OpenLetter]) -> Iterator[Problem]:
    """Yield what is wrong with the forms of address of a letter, whatever is built."""
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
