"""The types of the model. Every value arrives as text (YAML is read as text) and is typed here."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    TypeAdapter,
    ValidationError,
)
from pydantic_core import CoreSchema
from pydantic_core.core_schema import no_info_before_validator_function

from briefgen.audience import Audience, Classification, may_see
from briefgen.model.edtf import Edtf as Edtf
from briefgen.model.refusals import refuse as refuse
from briefgen.problems import quote


def is_id(value: str) -> bool:
    """Tell whether a text has the form of an id."""
    return bool(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", value)) and len(value) <= 64


def _identifier(value: str) -> str:
    if not is_id(value):
        raise refuse(
            "bad-id",
            f"{quote(value)} is not an id",
            "Use small letters a to z, digits and single hyphens, at most 64 characters, e.g. "
            "“eu-china-2000-09”.",
        )
    return value


Id = Annotated[str, AfterValidator(_identifier)]
"""A stable name written by people, unique among its kind, never reused."""


_SAID_OF_FILES = ("draft", "final", *Audience)
"""What the name of a finished file says of it (`Job.stem`)."""
_DEVICES = re.compile(r"con|prn|aux|nul|(com|lpt)[0-9]")
"""Names that Windows keeps for devices, whatever follows after a full stop."""


def _name_in_files(value: str) -> str:
    advice = f"Add a word or a year to it, e.g. “{value}-2031”."
    if value in _SAID_OF_FILES:
        message = f"The id “{value}” would make the names of files say something else than they mean"
        raise refuse("reserved-id", message, advice)
    if _DEVICES.fullmatch(value):
        raise refuse("reserved-id", f"Windows cannot have files named “{value}”", advice)
    return value


FileId = Annotated[Id, AfterValidator(_name_in_files)]
"""An id that stands in the names of finished files."""


def _line(value: str) -> str:
    if "\n" in value.strip():
        raise refuse(
            "not-one-line", "This text has several lines, but one line is wanted", "Join it to one line."
        )
    text = " ".join(value.split(" ")).strip()
    if not text:
        raise refuse("empty", "This text is empty", "Write the text, or delete the field if it is optional.")
    if found := re.search(r"\[\[[a-z-]+:[^\]]*\]\]", text):
        message = f"{quote(found[0])} is not read here: this field is one line of plain text"
        advice = "Write the words themselves; references belong into texts of several paragraphs."
        raise refuse("reference-in-a-line", message, advice)
    return text


Line = Annotated[str, AfterValidator(_line)]
"""Plain text on one line: a name, an address line, a subject."""


def _prose(value: str) -> str:
    if not value.strip():
        raise refuse("empty", "This text is empty", "Write the text, or delete the field if it is optional.")
    return value


@dataclass(frozen=True, slots=True)
class Markdown:
    """Says of a text that it is Markdown, with references to facts (`briefgen.model.mentions`)."""


Prose = Annotated[str, AfterValidator(_prose), Markdown()]
"""Paragraphs in Markdown (raw HTML off): emphasis, lists, links, footnotes, tables, references to facts."""


OWN = "und"
"""Key of a text that stands without its language: that of its entity holds (BCP 47 `und`)."""


def _language(value: str) -> str:
    if not re.fullmatch(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?", value) or value == OWN:
        raise refuse(
            "bad-language",
            f"{quote(value)} is not a language code",
            "Use a BCP 47 code such as “en”, “fr”, “zh-Hans” or “de-CH”.",
        )
    return value


LanguageCode = Annotated[str, AfterValidator(_language)]
"""BCP 47 language, script and region, e.g. `en`, `zh-Hant`, `de-CH`."""


def is_language(value: object) -> bool:
    """Tell whether a value has the form of a language code."""
    try:
        TypeAdapter(LanguageCode).validate_python(value)
    except ValidationError:
        return False
    return True


@dataclass(frozen=True, slots=True)
class ByLanguage:
    """Says of a type that its values are texts by language, of which a document prints one."""


Names = Annotated[dict[LanguageCode, Line], ByLanguage()]
"""A name by language."""


@dataclass(frozen=True, slots=True)
class ShortFor:
    """Says of a type with fields that a plain value may stand for them, and turns it into them."""

    path: tuple[str | int, ...]
    """The field for which the plain value stands: `("edtf",)`."""
    wanted: str
    """What is wanted, in words for messages."""
    of_anything: bool = False
    """Whether fields may be the plain value too, as long as the first of the path is not among them."""

    def stands(self, value: object) -> bool:
        """Tell whether a value is written in the short way."""
        if self.of_anything:
            return not (isinstance(value, dict) and self.path[0] in value)
        return isinstance(value, str)

    def spelt_out(self, value: object) -> object:
        """Return what a value is short for; itself where it is not written in the short way."""
        if not self.stands(value):
            return value
        for step in reversed(self.path):
            value = [value] if isinstance(step, int) else {step: value}
        return value

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return no_info_before_validator_function(self.spelt_out, handler(source))


def _written_by_language(value: object) -> object:
    if isinstance(value, dict) and OWN in value:
        raise refuse(
            "bad-language",
            f"“{OWN}” says of no text in which language it is",
            "Write the language’s code instead; or the text alone, if it is in the language of what it "
            "belongs to.",
        )
    return value


def _text_language(value: str) -> str:
    return value if value == OWN else _language(value)


TextLanguage = Annotated[str, AfterValidator(_text_language)]
"""Language of a text, or `OWN`."""

_LOCAL = (
    ShortFor((OWN,), "one text"),
    BeforeValidator(_written_by_language),
    Field(min_length=1),
    ByLanguage(),
)
LocalLine = Annotated[dict[TextLanguage, Line], *_LOCAL]
"""One line of text: plain, in the language of its entity (`language`), or by language."""
LocalProse = Annotated[dict[TextLanguage, Prose], *_LOCAL]
"""Paragraphs in Markdown: plain, in the language of the entity (`language`), or by language."""


@dataclass(frozen=True, slots=True)
class AsItStands:
    """Says of localized text that it needs no translation: it is printed in its own language then."""


Title = Annotated[LocalLine, AsItStands()]
"""A title or name as it stands on what bears it, with translations where there are any."""


@dataclass(frozen=True, slots=True)
class Refers:
    """Says of an id whose id it is."""

    noun: str
    """What the entity is called (`FileKind.noun`)."""


OrganisationId = Annotated[Id, Refers("organisation")]
GovernmentId = Annotated[Id, Refers("government")]
PersonId = Annotated[Id, Refers("person")]
ContactId = Annotated[Id, Refers("contact")]
TermId = Annotated[Id, Refers("term")]
SourceId = Annotated[Id, Refers("source")]
StatementId = Annotated[Id, Refers("statement")]
FigureId = Annotated[Id, Refers("figure")]
DialogueId = Annotated[Id, Refers("dialogue")]
RoundId = Annotated[Id, Refers("round")]
EventId = Annotated[Id, Refers("event")]
FindingId = Annotated[Id, Refers("finding")]
OutcomeId = Annotated[Id, Refers("outcome")]
CommitmentId = Annotated[Id, Refers("commitment")]
BenchmarkId = Annotated[Id, Refers("benchmark")]
RecommendationId = Annotated[Id, Refers("recommendation")]
CaseId = Annotated[Id, Refers("case")]
CaseGroupId = Annotated[Id, Refers("case-group")]
ProfileId = Annotated[Id, Refers("profile")]
ChartId = Annotated[Id, Refers("chart")]
DocumentId = Annotated[Id, Refers("document")]


def _flag(value: object) -> object:
    if value not in ("true", "false", True, False):
        found = quote(value) if isinstance(value, str) else "This"
        raise refuse("not-a-flag", f"{found} is neither “true” nor “false”", "Write true or false.")
    return value


Flag = Annotated[bool, BeforeValidator(_flag)]
"""`true` or `false`; nothing else counts, so that `NO` stays Norway."""


def _classification(value: object) -> object:
    if isinstance(value, list) and len(set(map(str, value))) < len(value):
        raise refuse("audience-twice", "An audience stands twice in this list", "Name every audience once.")
    return [value] if isinstance(value, str) else value


Cleared = Annotated[Classification, BeforeValidator(_classification), Field(min_length=1)]
"""One audience or a list of them: who may see this. See `briefgen.audience`."""


def _millimetres(value: object) -> object:
    text = value if isinstance(value, str) else str(value) if isinstance(value, (int, float)) else ""
    if not re.fullmatch(r"[0-9]{1,4}(\.[0-9]{1,3})?", text) or not float(text) > 0:
        found = quote(text) if text else "This"
        raise refuse(
            "bad-length", f"{found} is not a length", "Write millimetres as a number without unit, e.g. 35.5."
        )
    return float(text)


Millimetres = Annotated[float, BeforeValidator(_millimetres)]
"""A length above 0 in millimetres."""

COLUMN = 150
"""Width of the text column in millimetres; `theme` sets it, a test compares."""


def _within_column(value: float) -> float:
    if value > COLUMN:
        message = f"A width of {value:g} mm is more than the text column has, {COLUMN} mm"
        raise refuse(
            "too-wide", message, f"Write a width of at most {COLUMN}; a logo is seldom wider than 40."
        )
    return value


PrintedWidth = Annotated[Millimetres, AfterValidator(_within_column)]
"""A width in millimetres, no more than the text column."""


def _web(value: str) -> str:
    value = _line(value)
    if re.match(r"https?://[^/?#]*@", value, re.IGNORECASE):
        raise refuse(
            "web-with-password",
            "This web address holds a user name or password, which every reader would see",
            "Delete what stands between “//” and “@”, the “@” too.",
        )
    if not re.fullmatch(r"https?://[^\s/?#@:]+\.[^\s/?#@:.]+(:[0-9]{1,5})?([/?#]\S*)?", value, re.IGNORECASE):
        raise refuse(
            "bad-web",
            f"{quote(value)} is not a web address",
            "Write it in full, beginning with “https://” or “http://”.",
        )
    return value


WebAddress = Annotated[str, AfterValidator(_web)]
"""An absolute http or https address."""


def _email(value: str) -> str:
    value = _line(value)
    if not re.fullmatch(r"[^\s@<>,;:\"()]+@[^\s@<>,;:\"()]+\.[^\s@<>,;:\"().]+", value):
        raise refuse(
            "bad-email",
            f"{quote(value)} is not an email address",
            "Write the address alone: name@example.org.",
        )
    return value


EmailAddress = Annotated[str, AfterValidator(_email)]
"""An email address, without a name before it."""


class Model(BaseModel):
    """Base of all that is loaded: frozen, and an unknown field is an error, never ignored.

    The docstring of a field is its meaning in error messages and in the reference.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class Entity(Model):
    """Base of what stands on its own and is found by its id."""

    ABOUT: ClassVar[tuple[str, ...]] = ()
    """Fields that say what it is about: without anything to see in one of them it is left out."""

    BOOKKEEPING: ClassVar[tuple[str, ...]] = ("id", "audience", "audience_of")
    """Fields that name the entity or say who may see others; they cannot be narrowed themselves."""

    id: Id
    """Stable id, unique among entities of its kind in the workspace."""
    language: LanguageCode | None = None
    """Language of those of its texts that do not say theirs; a list's own line `language:` holds for all."""
    audience: Cleared = frozenset({Audience.PUBLIC})
    """Who may see this entity at all."""
    audience_of: dict[str, Cleared] = {}
    """Fields for fewer eyes than the entity: field name → who may see it."""

    def shown_to(self, audience: Audience) -> bool:
        """Tell whether an audience may see this entity at all."""
        return may_see(audience, self.audience)

    def shows(self, field: str, audience: Audience) -> bool:
        """Tell whether an audience that may see this entity may see one of its fields."""
        classification = self.audience_of.get(field)
        return classification is None or may_see(audience, classification)


class Dated(Model):
    """A date as precise as it is known, and, where needed, the words to print for it."""

    edtf: Edtf
    """The date for sorting, comparing and the file's metadata."""
    printed: LocalLine | None = None
    """Words to print instead of the formatted date."""


Date = Annotated[Dated, ShortFor(("edtf",), "a date")]
"""`2000-09-28`, or a mapping with `edtf` and `printed`."""
