"""People and groups whose rights are violated. Internal unless somebody decided otherwise."""

from __future__ import annotations

from typing import ClassVar, Self

from pydantic import Field, model_validator

from briefgen.audience import Audience
from briefgen.model.claims import ClaimedAmount, ClaimedDate
from briefgen.model.values import (
    CaseId,
    Cleared,
    Date,
    Entity,
    GovernmentId,
    LocalLine,
    LocalProse,
    Model,
    PersonId,
    RoundId,
    SourceId,
    refuse,
)


class Intervention(Model):
    """A case raised with a government, and what came back."""

    round: RoundId | None = None
    """Id of the round at which it was raised."""
    by: GovernmentId | None = None
    """Id of the government that raised it."""
    date: Date | None = None
    """When it was raised."""
    response: LocalLine | None = None
    """What was answered."""
    answered_at: RoundId | None = None
    """Id of the round at which the answer came, perhaps a later one. Kept for the record."""


class Case(Entity):
    """A person, or a group of people, and what was done to them."""

    ABOUT: ClassVar[tuple[str, ...]] = ("people", "group")

    people: list[PersonId] = []
    """Ids of the people whom it is about."""
    group: LocalLine | None = None
    """The group, where it is one, without names."""
    count: ClaimedAmount | None = None
    """How many people, or claims about it."""
    acts: LocalProse | None = None
    """What was done to them."""
    detained: ClaimedDate | None = None
    """Since when they are detained."""
    sentence: LocalLine | None = None
    """To what they were sentenced."""
    health: LocalLine | None = None
    """How they are."""
    calls: list[LocalLine] = []
    """What is asked for them."""
    interventions: list[Intervention] = []
    """When the case was raised, and what was answered."""
    sources: list[SourceId] = []
    """Ids of its sources."""
    audience: Cleared = frozenset({Audience.INTERNAL})
    """Who may know of this case: internal, unless somebody decides otherwise."""

    @model_validator(mode="after")
    def _of_somebody(self) -> Self:
        if not (self.people or self.group):
            message = f"The case “{self.id}” is about nobody"
            raise refuse("case-of-nobody", message, "Add “people” with ids, or “group” in words.")
        return self


class CaseGroup(Entity):
    """Cases that belong together for one reason, and the call that is made for them."""

    ABOUT: ClassVar[tuple[str, ...]] = ("cases",)

    reason: LocalLine
    """What they have in common, e.g. "seriously ill"."""
    cases: list[CaseId] = Field(min_length=1)
    """Ids of the cases, in the order in which they are printed, at least one."""
    call: LocalProse | None = None
    """What is asked for all of them."""
