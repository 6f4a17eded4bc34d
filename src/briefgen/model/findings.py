"""What was found, claimed, promised and asked for."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from briefgen.model.values import (
    BenchmarkId,
    CaseId,
    Date,
    DialogueId,
    Entity,
    FigureId,
    GovernmentId,
    Line,
    LocalLine,
    LocalProse,
    Model,
    OrganisationId,
    RecommendationId,
    RoundId,
    SourceId,
    StatementId,
)


class Finding(Entity):
    """What an organisation has found on one theme."""

    heading: LocalLine
    """Its theme, as a heading."""
    text: LocalProse
    """The finding."""
    as_of: Date | None = None
    """The date for which it holds."""
    figures: list[FigureId] = []
    """Ids of the figures on which it rests. Kept for the record."""
    sources: list[SourceId] = []
    """Ids of its sources, printed as a line beneath it."""


class Concern(Model):
    """What stands against a claimed outcome."""

    text: LocalProse
    """The concern; may hold a list."""
    sources: list[SourceId] = []
    """Ids of its sources."""


class Outcome(Entity):
    """A result that governments claim for a dialogue, with the concerns that answer it."""

    heading: LocalLine
    """The outcome in a few words."""
    claimed_by: list[GovernmentId] = []
    """Ids of the governments that claim it; none where dialogue partners in general do."""
    claim: LocalProse | None = None
    """What they say."""
    concerns: list[Concern] = Field(min_length=1)
    """What answers it, at least one."""
    sources: list[SourceId] = []
    """Ids of the sources of the claim."""


class Fulfilment(StrEnum):
    """What became of something promised or asked for."""

    KEPT = "kept"
    PARTLY = "partly"
    BROKEN = "broken"
    NOT_DUE = "not-due"
    UNKNOWN = "unknown"


class Assessment(Model):
    """What had become of a commitment or recommendation at one time."""

    status: Fulfilment
    """What had become of it."""
    round: RoundId | None = None
    """Id of the round at which it was assessed."""
    as_of: Date | None = None
    """Date of the assessment."""
    note: LocalLine | None = None
    """Why."""
    sources: list[SourceId] = []
    """Ids of its sources."""


class Commitment(Entity):
    """What a government promised."""

    by: GovernmentId
    """Id of the government that promised it. Kept for the record."""
    dialogue: DialogueId | None = None
    """Id of the dialogue in which, or about which, it was promised. Kept for the record."""
    date: Date
    """When it was promised. Kept for the record."""
    text: LocalLine
    """What was promised, in our words. Kept for the record."""
    statement: StatementId | None = None
    """Id of the statement with the exact words. Kept for the record."""
    assessments: list[Assessment] = []
    """What became of it, in order of time. Kept for the record."""
    sources: list[SourceId] = []
    """Ids of its sources. Kept for the record."""


class Change(Model):
    """A change of a benchmark: nothing is moved without a reason."""

    date: Date
    """When it was changed."""
    field: Line
    """Which field was changed."""
    before: LocalLine
    """What stood there before."""
    reason: LocalLine
    """Why it was changed."""


class Benchmark(Entity):
    """By what progress is measured."""

    dialogue: DialogueId | None = None
    """Id of the dialogue for which it holds. Kept for the record."""
    set_by: list[GovernmentId] = []
    """Ids of the governments that set it. Kept for the record."""
    indicator: LocalLine
    """What is measured."""
    baseline: LocalLine | None = None
    """Where things stood at the start."""
    target: LocalLine | None = None
    """What is to be reached."""
    deadline: Date | None = None
    """By when."""
    changes: list[Change] = []
    """What was changed, when and why, in order of time. Kept for the record."""
    sources: list[SourceId] = []
    """Ids of its sources. Kept for the record."""


class Scope(StrEnum):
    """What a recommendation is about."""

    GENERAL = "general"
    """Policy as a whole."""
    DIALOGUE = "dialogue"
    """How dialogues are led."""
    CASE = "case"
    """A person or group."""


class Derivation(Model):
    """A passage on which a recommendation rests."""

    source: SourceId
    """Id of the source, e.g. a UN document."""
    locator: Line | None = None
    """Its paragraph or page."""


class Recommendation(Entity):
    """One thing that is asked for."""

    scope: Scope
    """What it is about."""
    heading: LocalLine | None = None
    """A few words printed before it."""
    actors: list[GovernmentId] = []
    """Ids of the governments that are asked; none where all dialogue partners are."""
    bodies: list[OrganisationId] = []
    """Ids of other bodies that are asked."""
    text: LocalProse
    """What is asked for."""
    time_frame: LocalLine | None = None
    """By when."""
    benchmarks: list[BenchmarkId] = []
    """Ids of the benchmarks by which it is measured."""
    case: CaseId | None = None
    """Id of the case that it is about. Kept for the record."""
    derives_from: list[Derivation] = []
    """On what it rests."""
    supersedes: list[RecommendationId] = []
    """Ids of the recommendations that it replaces. Kept for the record."""
    assessments: list[Assessment] = []
    """What became of it, in order of time. Kept for the record."""
