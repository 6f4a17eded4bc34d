"""Dialogues between governments, their rounds, and events around them."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar, Self

from pydantic import Field, model_validator

from briefgen.model.claims import ClaimedDate
from briefgen.model.values import (
    Date,
    DialogueId,
    Entity,
    FigureId,
    GovernmentId,
    LocalLine,
    LocalProse,
    Model,
    OrganisationId,
    SourceId,
    WebAddress,
    refuse,
)


class DialogueState(StrEnum):
    """What happened to a dialogue."""

    BEGUN = "begun"
    SUSPENDED = "suspended"
    RESUMED = "resumed"
    ENDED = "ended"


class StateChange(Model):
    """A turn in the history of a dialogue."""

    state: DialogueState
    """What happened."""
    date: ClaimedDate
    """When, or claims about it."""
    reason: LocalLine | None = None
    """Why. Kept for the record."""


class Dialogue(Entity):
    """A series of talks on human rights between governments."""

    TURNS: ClassVar[tuple[str, ...]] = tuple(state.value for state in DialogueState)
    """What texts can print of its history: `[[dialogue:id.resumed]]` is the date of the latest such turn."""

    name: LocalLine
    """Its name."""
    parties: list[GovernmentId] = Field(min_length=2)
    """Ids of the governments that lead it, at least two. Kept for the record."""
    history: list[StateChange] = []
    """When it began, was suspended, resumed or ended, in this order."""
    frequency: LocalLine | None = None
    """How often it meets."""
    web: WebAddress | None = None
    """Where a party publishes on it."""
    sources: list[SourceId] = []
    """Ids of the sources of these facts. Kept for the record."""

    def turn(self, state: str) -> int | None:
        """Return the number, in the history, of the latest turn to a state; None where there was none."""
        turns = [number for number, change in enumerate(self.history) if change.state.value == state]
        return turns[-1] if turns else None


class Participation(Model):
    """Who was let in to a round, or kept out."""

    organisation: OrganisationId | None = None
    """Id of the organisation."""
    group: LocalLine | None = None
    """Who it was, where no single organisation is named, e.g. "other international organisations"."""
    by: GovernmentId | None = None
    """Id of the government that decided so."""
    note: LocalLine | None = None
    """How and why."""

    @model_validator(mode="after")
    def _one(self) -> Self:
        if bool(self.organisation) == bool(self.group):
            message = "Who was let in or kept out is either an organisation or a group"
            raise refuse("participation-undecided", message, "Write one of them.")
        return self


class Round(Entity):
    """One round of a dialogue between governments."""

    dialogue: DialogueId
    """Id of the dialogue."""
    ordinal: LocalLine | None = None
    """Which round it is, in words, e.g. "13th". Kept for the record."""
    dates: Date
    """The days on which it meets."""
    place: LocalLine | None = None
    """Where it meets."""
    host: GovernmentId | None = None
    """Id of the government that hosts or chairs it. Kept for the record."""
    agenda: list[LocalLine] = []
    """What it talks about. Kept for the record."""
    let_in: list[Participation] = []
    """Who was invited or admitted besides the governments. Kept for the record."""
    kept_out: list[Participation] = []
    """Who was refused. Kept for the record."""
    sources: list[SourceId] = []
    """Ids of the sources of these facts. Kept for the record."""


class Event(Entity):
    """A meeting around a dialogue: a round-table, a hearing, a mission."""

    name: LocalLine
    """What it was called."""
    dialogue: DialogueId | None = None
    """Id of the dialogue that it was about, where it was about one. Kept for the record."""
    date: ClaimedDate
    """When it took place."""
    place: LocalLine | None = None
    """Where."""
    organisers: list[OrganisationId] = []
    """Ids of the organisations that convened it, in order."""
    partners: list[OrganisationId] = []
    """Ids of the organisations with which they did so."""
    attendance: list[FigureId] = []
    """Ids of the figures on who attended."""
    text: LocalProse | None = None
    """What happened."""
    questions: list[LocalProse] = []
    """Questions that were raised."""
    agreements: list[LocalProse] = []
    """What those present agreed on."""
    sources: list[SourceId] = []
    """Ids of the sources of these facts."""
