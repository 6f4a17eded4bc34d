"""Fields that are made from what was entered: names by language, what stands in for an empty field.

They stand in one table, not in templates: a template cannot tell what nobody entered from what its
readers may not see, and would put the issuer in the place of an organisation that is withheld.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from briefgen.composing.charts import legend, partner_of_inherited
from briefgen.model.dialogues import Dialogue
from briefgen.model.profiles import Chart, ChartCell
from briefgen.model.publications import Publication
from briefgen.model.shared import Contact, Government, Organisation, Person, Term
from briefgen.model.signing import Signatory
from briefgen.model.values import Model

if TYPE_CHECKING:
    from briefgen.composing.view import Group, Plain

Made = Callable[["Group"], "Plain"]


def _person_name(group: Group) -> Plain:
    """The name in the script of the document where there is one, else in Latin script."""
    person = group.model
    assert isinstance(person, Person)
    if group.shows("scripts"):
        printing = group.view.printing
        key = printing.chosen(person.scripts, None)
        if key is not None:
            return printing.by_key(person.scripts, key, group.entry, ("scripts",))
    return group.as_entered("name")


def _original_name(group: Group) -> Plain:
    """The name in its original script with its language; none where the document prints that anyhow."""
    person = group.model
    assert isinstance(person, Person)
    printing = group.view.printing
    if not (person.scripts and group.shows("scripts") and group.shows("name")):
        return None
    if printing.chosen(person.scripts, None) is not None:
        return None
    code = next(iter(person.scripts))
    return {"text": printing.by_key(person.scripts, code, group.entry, ("scripts",)), "language": code}


def _government_name(group: Group) -> Plain:
    """The name that was entered, else the one that CLDR has for the country code."""
    government = group.model
    assert isinstance(government, Government)
    printing, code = group.view.printing, government.code
    if printing.chosen(government.name, None) is None and code is not None and group.shows("code"):
        territory = printing.language.territory(code)
        if territory is not None:
            return printing.entered(territory, group.entry, ("code",))
        if not government.name:
            message = f"There is no {printing.language.name} name for the country code “{code}”"
            advice = f"Add a line “name: {{{printing.language.code}: …}}”."
            return printing.lacking(message, advice, group.entry, ("code",))
    return group.as_entered("name")


def _in_language(name: str) -> Made:
    """Return what makes a short form: none where the language has none, so that the name is printed."""

    def short(group: Group) -> Plain:
        texts = group.entered[name].value
        assert isinstance(texts, dict)
        there = group.view.printing.chosen(texts, group.entry.value.language) is not None
        return group.as_entered(name) if there else None

    return short


def _contact_languages(group: Group) -> Plain:
    """Names of the languages that somebody speaks."""
    printing = group.view.printing
    names: list[Plain] = []
    for field in group.entered["languages"].below:
        code = str(field.value)
        name = printing.language.language_name(code)
        if name is not None:
            names.append(printing.entered(name, group.entry, field.path))
            continue
        message = f"briefgen knows no {printing.language.name} name for the language “{code}”"
        advice = "Check the code; if it is right, its name is missing in the wording of the language."
        names.append(printing.lacking(message, advice, group.entry, field.path))
    return names


def _signing_for(group: Group) -> Plain:
    """The organisation that is named; where none is, the issuer if there is only one."""
    document = group.entry.value
    if group.entered["organisation"].value is not None or not isinstance(document, Publication):
        return group.as_entered("organisation")
    if len(document.issuers) != 1 or not document.shows("issuers", group.view.job.audience):
        return None
    return group.view.entity("organisation", document.issuers[0])


def _dated_to_the_day(group: Group) -> Plain:
    """True where the document's date is a day in figures: some languages print it in another way."""
    document = group.model
    assert isinstance(document, Publication)
    return document.date.printed is None and len(document.date.edtf) == len("2000-09-28")


def _turn(state: str) -> Made:
    """Return what makes the date of a dialogue's latest turn to a state."""

    def date(group: Group) -> Plain:
        dialogue = group.model
        assert isinstance(dialogue, Dialogue)
        number = dialogue.turn(state)
        if number is None or not group.shows("history"):
            return None
        turn = group.entered["history"].below[number]
        return group.view.value(group.entry, next(one for one in turn.below if one.path[-1] == "date"))

    return date


MADE: dict[tuple[type[Model], str], Made] = {
    (Person, "name"): _person_name,
    (Person, "original"): _original_name,
    (Government, "name"): _government_name,
    (Organisation, "acronym"): _in_language("acronym"),
    (Government, "short"): _in_language("short"),
    (Term, "short"): _in_language("short"),
    (Contact, "languages"): _contact_languages,
    (Signatory, "organisation"): _signing_for,
    (ChartCell, "same_as"): partner_of_inherited,
    (Chart, "legend"): legend,
    (Publication, "is_dated_to_the_day"): _dated_to_the_day,
    **{(Dialogue, state): _turn(state) for state in Dialogue.TURNS},
}
"""Model and field → how the field is made. Fields of these names that were entered are not seen otherwise."""
