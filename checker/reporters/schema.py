"""What `json`, `jsonl` and the lines of `checker classify` look like, as JSON Schema 2020-12."""

from collections.abc import Iterable
from enum import StrEnum

from checker.model import Category, Evidence, Level, PartKind, Role, Severity
from checker.reporters.json import SCHEMA, Table

_TEXT: Table = {"type": "string"}
_COUNT: Table = {"type": "integer", "minimum": 0}
_ORDINAL: Table = {"type": "integer", "minimum": 1}
_SHARE: Table = {"type": "number", "minimum": 0, "maximum": 1}
_SPAN: Table = {"start": _COUNT, "end": _COUNT}
# line and column are those of the file in text formats; in a Word file the line counts paragraphs
_PLACE: Table = {
    "line": _ORDINAL,
    "column": _ORDINAL,
    "end_line": _ORDINAL,
    "end_column": _ORDINAL,
    "page": {"type": ["integer", "null"], "minimum": 1},
    "label": _TEXT,
}


def report() -> Table:
    """Return the schema of the whole object of `json`.

    `$defs` holds `line` for a line of `jsonl`, `sentence` for one of `classify`, and `label` for one of `classify
    --lines`.
    """
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "fazhi-checker --output-format json",
        "description": "位置一律按 Unicode 码点计，左闭右开；行、列从1起。$defs 中的 line 是 jsonl 的一行，"
        "sentence 是 classify 的一行，label 是 classify --lines 的一行。",
        **_object(
            {
                "schema": {"const": SCHEMA},
                "tool": _object(
                    {"name": {"const": "fazhi-checker"}, "version": _TEXT, "model": {"type": ["string", "null"]}}
                ),
                "documents": _array("document"),
                "summary": _object({**dict.fromkeys(Severity, _COUNT), "files": _COUNT, "failed": _COUNT}),
            }
        ),
        "$defs": _definitions(),
    }


def _definitions() -> Table:
    finding = {
        "rule": _TEXT,
        "group": _TEXT,
        "severity": _one_of(Severity),
        "message": _TEXT,
        "excerpt": _TEXT,
        "span": _or_null(_object(_SPAN)),
        "place": _or_null(_object(_PLACE)),
        "occurrences": _ORDINAL,
        "basis": {
            "type": "array",
            "items": _object({"instrument": _TEXT, "article": _TEXT, "evidence": _one_of(Evidence)}),
        },
        "confidence": _SHARE,
        "fix": _or_null(_ref("fix")),
    }
    label = {
        "category": _one_of(Category),
        "confidence": _SHARE,
        "also": {"type": "array", "items": _one_of(Category)},
        "role": _one_of(Role),
        "role_confidence": _SHARE,
    }
    document = {
        "path": _TEXT,
        "format": _TEXT,
        "sha256": {"type": "string", "pattern": "^([0-9a-f]{64})?$"},
        "title": _TEXT,
        "year": {"type": ["integer", "null"]},
        "level": _or_null(_one_of(Level)),
        "profile": _TEXT,
        "sections": {"type": "array", "items": _object({"kind": _one_of(PartKind), "heading": _TEXT, **_SPAN})},
        "findings": _array("finding"),
        "sentences": _array("sentence"),
        "failures": {
            "type": "array",
            "items": _object({"rule": {"type": ["string", "null"]}, "message": _TEXT}),
        },
    }
    edit = _object({**_SPAN, "replacement": _TEXT})
    return {
        "document": _object(document, optional=("sentences",)),
        "finding": _object(finding),
        "fix": _object({"title": _TEXT, "safe": {"type": "boolean"}, "edits": {"type": "array", "items": edit}}),
        "sentence": _object({"text": _TEXT, **_SPAN, "section": _one_of(PartKind), **label}),
        "line": _object({"path": _TEXT, **finding}),
        "label": _object({"id": True, **label}),
    }


def _object(properties: Table, optional: Iterable[str] = ()) -> Table:
    return {
        "type": "object",
        "properties": properties,
        "required": [name for name in properties if name not in optional],
        "additionalProperties": False,
    }


def _one_of(choices: type[StrEnum]) -> Table:
    return {"enum": [choice.value for choice in choices]}


def _or_null(form: Table) -> Table:
    return {"anyOf": [form, {"type": "null"}]}


def _ref(name: str) -> Table:
    return {"$ref": f"#/$defs/{name}"}


def _array(name: str) -> Table:
    return {"type": "array", "items": _ref(name)}
