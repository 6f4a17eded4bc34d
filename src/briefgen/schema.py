"""JSON Schemas of the kinds of files, for editors: `briefgen schema`.

An editor reads YAML by the rules of YAML 1.2, where a plain `2031` is a number and a plain `true` is a
truth value, while briefgen reads all of it as text. So a schema takes numbers wherever a text can look like
one. What holds between several files (ids that are there, languages, audiences) only `briefgen check` knows.
"""

from __future__ import annotations

import json
from enum import Enum
from pathlib import Path
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from briefgen.audience import Audience, Classification
from briefgen.loading.files import BRIEFINGS, astray
from briefgen.model import claims, profiles, shared, values
from briefgen.model.cases import Case
from briefgen.model.dialogues import Participation
from briefgen.model.files import FILE_KINDS, FileKind, WorkspaceFile
from briefgen.model.publications import Relation
from briefgen.model.sources import Source, Statement
from briefgen.model.values import Entity, Model, ShortFor
from briefgen.model.walk import described, type_name
from briefgen.problems import ExitCode, Problem, Refusal, did_you_mean, quote

Schema = dict[str, Any]
"""A JSON Schema, or a part of one (draft 2020-12)."""

FOLDER = f"{BRIEFINGS}/schemas"
"""Where `briefgen schema --write` puts them, from the root of the workspace."""
WORKSPACE = "workspace"
KINDS = (WORKSPACE, *FILE_KINDS)
"""Every kind of file, that of `briefgen.yaml` first."""

_ID: Schema = {
    "type": ["string", "integer"],
    "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$",
    "maxLength": 64,
    "minimum": 0,
}
_RESERVED = f"^({'|'.join(('draft', 'final', *Audience))}|con|prn|aux|nul|(com|lpt)[0-9])$"
_LANGUAGE: Schema = {
    "type": "string",
    "pattern": "^(?!und(-|$))[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$",
    "examples": ["en", "fr", "de", "es", "zh-Hans", "zh-Hant"],
}
_DAY = "[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?[~?%]?"
_AUDIENCE: Schema = {"enum": [one.value for one in Audience]}
_LENGTH: Schema = {
    "type": ["number", "string"],
    "pattern": "^[0-9]{1,4}(\\.[0-9]{1,3})?$",
    "exclusiveMinimum": 0,
}

_SCALARS: tuple[tuple[Any, Schema], ...] = (
    (values.Id, _ID),
    (values.FileId, {**_ID, "not": {"pattern": _RESERVED, "type": "string"}}),
    (values.Line, {"type": ["string", "number", "boolean"], "pattern": "^\\s*\\S([^\\n]*\\S)?\\s*$"}),
    (values.Prose, {"type": ["string", "number", "boolean"], "pattern": "\\S"}),
    (values.LanguageCode, _LANGUAGE),
    (values.TextLanguage, _LANGUAGE),
    (values.Flag, {"enum": [True, False, "true", "false"]}),
    (
        values.Edtf,
        {
            "type": ["string", "integer"],
            "pattern": f"^({_DAY}|({_DAY}|(\\.\\.)?)/({_DAY}|(\\.\\.)?))$",
            "minimum": 1,
            "maximum": 9999,
            "examples": ["2000-09-28", "2000-09", "2000", "2000-09-28/2000-09-29", "1997~"],
        },
    ),
    (claims.Number, {"type": ["number", "string"], "pattern": "^-?[0-9]{1,15}(\\.[0-9]{1,6})?$"}),
    (values.Millimetres, _LENGTH),
    (values.PrintedWidth, {**_LENGTH, "maximum": values.COLUMN}),
    (
        profiles.Share,
        {"type": ["integer", "string"], "pattern": "^([1-9]|1[0-9]|20)$", "minimum": 1, "maximum": 20},
    ),
    (
        values.WebAddress,
        {
            "type": "string",
            "pattern": "^\\s*[Hh][Tt][Tt][Pp][Ss]?://[^\\s/?#@:]+\\.[^\\s/?#@:.]+(:[0-9]{1,5})?([/?#]\\S*)?\\s*$",
            "examples": ["https://example.org/"],
        },
    ),
    (
        values.EmailAddress,
        {
            "type": "string",
            "pattern": '^\\s*[^\\s@<>,;:"()]+@[^\\s@<>,;:"()]+\\.[^\\s@<>,;:"().]+\\s*$',
            "examples": ["letters@example.org"],
        },
    ),
    (shared.CountryCode, {"type": "string", "pattern": "^[A-Z]{2}$", "examples": ["NO", "CN", "EU"]}),
    (
        Classification,
        {"anyOf": [_AUDIENCE, {"type": "array", "items": _AUDIENCE, "minItems": 1, "uniqueItems": True}]},
    ),
)
"""What editors check of the types that are one value."""

_RULES: dict[type[Model], Schema] = {
    shared.Government: {"anyOf": [{"required": ["name"]}, {"required": ["code"]}]},
    Source: {"oneOf": [{"required": ["title"]}, {"required": ["description"]}]},
    Relation: {"oneOf": [{"required": ["document"]}, {"required": ["source"]}]},
    Participation: {"oneOf": [{"required": ["organisation"]}, {"required": ["group"]}]},
    Case: {"anyOf": [{"required": ["people"]}, {"required": ["group"]}]},
    Statement: {
        "anyOf": [
            {"required": [one]} for one in ("speaker", "organisation", "government", "capacity", "source")
        ]
    },
    profiles.ChartCell: {
        "oneOf": [
            {"required": ["empty"]},
            {"anyOf": [{"required": [one]} for one in profiles.FILLING]},
        ],
        "dependentRequired": {"printed": ["empty"]},
    },
}
"""What holds between the fields of a model (its validators)."""


def schema(kind: str) -> Schema:
    """Return the schema of a kind of file; raises Refusal (USAGE) for one that there is not."""
    if kind not in KINDS:
        message = f"{quote(kind)} is not a kind of file"
        advice = f"{did_you_mean(kind, KINDS)} Kinds of files are: {', '.join(KINDS)}.".strip()
        raise Refusal(Problem("unknown-kind", message, advice, exit_code=ExitCode.USAGE))
    maker = _Maker()
    file = maker.fields(WorkspaceFile) if kind == WORKSPACE else _file(FILE_KINDS[kind], maker)
    file["properties"]["kind"] = {"const": kind, "description": "What the file holds."}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"briefgen: {kind}",
        **file,
        **({"$defs": dict(sorted(maker.models.items()))} if maker.models else {}),
    }


def summary(kind: str) -> str:
    """Return in one line what a kind of file holds."""
    if kind == WORKSPACE:
        return "briefgen.yaml, which makes a folder a workspace"
    known = FILE_KINDS[kind]
    if known.many:
        return f"a list of {known.plural}"
    words = (known.entity.__doc__ or "").split("\n")[0].rstrip(".")
    return words[:1].lower() + words[1:]


def text(kind: str) -> str:
    """Return the schema of a kind of file as it stands in its file."""
    return json.dumps(schema(kind), indent=2, ensure_ascii=False) + "\n"


def write(root: Path) -> list[str]:
    """Write the schemas of all kinds into a workspace; return the names of those that were new or changed.

    Each file is written beside its place and then moved there, so that no editor sees half of it. Raises
    Refusal where the folder leads out of the workspace, OSError where the disk stands in the way.
    """
    if wrong := astray(root, FOLDER):
        raise Refusal(wrong)
    (root / FOLDER).mkdir(parents=True, exist_ok=True)
    return [name for kind in KINDS if _renewed(root / (name := f"{FOLDER}/{kind}.json"), text(kind))]


def _renewed(path: Path, content: str) -> bool:
    if path.is_file() and path.read_bytes() == content.encode():
        return False
    new = path.with_name(f".{path.name}.new")
    new.write_bytes(content.encode())
    new.replace(path)
    return True


# ---- from the model to schemas --------------------------------------------------------------------------


def _file(kind: FileKind, maker: _Maker) -> Schema:
    """Return the schema of a file: a header with a list, or with the fields of the one entity."""
    header = maker.fields(kind.header)
    if kind.many:
        header["properties"][kind.many]["items"] = maker.of(kind.entity)
        return header
    entity = maker.fields(kind.entity)
    return {
        **entity,
        "properties": {**header["properties"], **entity["properties"]},
        "required": [*header["required"], *entity["required"]],
    }


class _Maker:
    """Makes schemas of types, and gathers those of the models that they lead to."""

    def __init__(self) -> None:
        self.models: dict[str, Schema] = {}

    def fields(self, model: type[Model]) -> Schema:
        """Return the schema of a model: all its fields and no other."""
        properties: dict[str, Schema] = {}
        for name, field in model.model_fields.items():
            annotation = Annotated[field.annotation, *field.metadata] if field.metadata else field.annotation
            properties[name] = {
                **({"description": " ".join(field.description.split())} if field.description else {}),
                **self.of(annotation),
                **({"default": field.default} if _plain(field.default) else {}),
            }
        if "audience_of" in properties:
            named = [one for one in properties if one not in Entity.BOOKKEEPING]
            properties["audience_of"]["propertyNames"] = {"enum": named}
        meaning = " ".join((described(model) or "").split("\n\n")[0].split())
        return {
            **({"description": meaning} if meaning else {}),
            "type": "object",
            "properties": properties,
            "required": [name for name, field in model.model_fields.items() if field.is_required()],
            "additionalProperties": False,
            **_RULES.get(model, {}),
        }

    def of(self, annotation: Any) -> Schema:
        """Return the schema of a type; raises TypeError for one that has none."""
        if found := next((one for known, one in _SCALARS if known == annotation), None):
            return dict(found)
        origin, arguments = get_origin(annotation), get_args(annotation)
        if origin is Annotated:
            return self.annotated(arguments[0], arguments[1:])
        if origin in (Union, UnionType):
            return self.of(next(one for one in arguments if one is not NoneType))
        if origin is Literal:
            return {"enum": [*(int(one) for one in arguments if one.isdigit()), *arguments]}
        if origin is list:
            return {"type": "array", "items": self.of(arguments[0])}
        if origin is dict:
            inner = {} if arguments[0] is str else {"propertyNames": _names(self.of(arguments[0]))}
            return {"type": "object", **inner, "additionalProperties": self.of(arguments[1])}
        if isinstance(annotation, type) and issubclass(annotation, Enum):
            return {"enum": [member.value for member in annotation]}
        if isinstance(annotation, type) and issubclass(annotation, Model):
            return {"$ref": f"#/$defs/{self.model(annotation)}"}
        raise TypeError(f"no schema of {annotation}")

    def annotated(self, inner: Any, notes: tuple[Any, ...]) -> Schema:
        """Return the schema of a type with notes: how many, how it is written in the short way."""
        *others, last = notes
        schema = self.of(Annotated[inner, *others] if others else inner)
        if isinstance(last, ShortFor):
            return {"anyOf": [self.of(_short(inner, last)), schema]}
        least = next(
            (one.min_length for one in (last, *getattr(last, "metadata", ())) if _has_least(one)), None
        )
        if least and schema.get("type") == "array":
            schema["minItems"] = least
        for one in schema.get("anyOf", ()):
            if least and one.get("type") == "object":
                one["minProperties"] = least
        return schema

    def model(self, model: type[Model]) -> str:
        """Return the name of a model among the definitions."""
        name = type_name(model)
        if name not in self.models:
            self.models[name] = {}
            self.models[name] = self.fields(model)
        return name


def _short(inner: Any, short: ShortFor) -> Any:
    """Return the type of what stands for a whole in the short way."""
    here = inner
    for step in short.path:
        if isinstance(here, type) and issubclass(here, Model):
            field = here.model_fields[str(step)]
            here = Annotated[field.annotation, *field.metadata] if field.metadata else field.annotation
        else:
            here = get_args(here)[-1]
        while get_origin(here) in (Union, UnionType):
            here = next(one for one in get_args(here) if one is not NoneType)
        if get_origin(here) is Annotated and get_origin(get_args(here)[0]) is list:
            here = get_args(here)[0]
    return here


def _names(schema: Schema) -> Schema:
    """Return the schema of the names of fields, which are always text."""
    return {key: value for key, value in schema.items() if key in ("pattern", "maxLength")}


def _has_least(note: object) -> bool:
    return isinstance(getattr(note, "min_length", None), int)


def _plain(default: object) -> bool:
    """Tell whether a default is worth showing in an editor."""
    return isinstance(default, (Enum, bool, int)) and default is not None
