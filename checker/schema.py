"""JSON Schema (2020-12) of `checker.toml`, for editors: made of the dataclasses that the loader decodes it into."""

import dataclasses
import enum
import typing
from pathlib import Path

from checker.config import Settings
from checker.decode import REQUIRED, encode, is_pairs, keys, optional
from checker.rules import GROUPS, RULES
from checker.rules.page import page

Schema = dict[str, object]
_TYPES = {str: "string", Path: "string", int: "integer", float: "number", bool: "boolean"}
_NAME: Schema = {"$ref": "#/$defs/name"}
_NAMED = ("select", "extend_select", "ignore")


def settings() -> Schema:
    """Return the schema of `checker.toml`; the same holds for `[tool.checker]` in `pyproject.toml`."""
    names = [{"const": rule.name, "description": page(rule).title} for rule in RULES]
    names += [{"const": name, "description": f"规则组：{title}"} for name, title in GROUPS.items()]
    found = _table(Settings)
    properties = typing.cast(Schema, found["properties"])
    options = {rule.name: _table(rule.options) | {"description": page(rule).title} for rule in RULES if rule.options}
    properties["rules"] = {
        "type": "object",
        "description": next(key.what for key in keys(Settings) if key.name == "rules"),
        "properties": options,
        "additionalProperties": False,
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "checker.toml",
        "description": "法治政府建设年度报告检查工具的设置",
        **found,
        "$defs": {"name": {"description": "规则或规则组", "oneOf": names}},
    }


def _table(cls: type) -> Schema:
    required = [key.name for key in keys(cls) if key.default is REQUIRED]
    standard = {} if required else encode(cls())
    properties: Schema = {}
    for key in keys(cls):
        told = {"minimum": key.least, "maximum": key.most, "default": standard.get(key.name)}
        properties[key.name] = {
            **_value(key.kind),
            **({"items": _NAME} if key.name in _NAMED else {}),
            "description": key.what,
            **{word: value for word, value in told.items() if value is not None},
        }
    found: Schema = {"type": "object", "properties": properties, "additionalProperties": False}
    return found | {"required": required} if required else found


def _value(kind: typing.Any) -> Schema:  # noqa: ANN401 - types at run time
    kind = optional(kind)
    if is_pairs(kind):
        inner = typing.get_args(typing.get_args(kind)[0])[1]
        return {"type": "object", "propertyNames": _NAME, "additionalProperties": _value(inner)}
    if typing.get_origin(kind) is tuple:
        return {"type": "array", "items": _value(typing.get_args(kind)[0])}
    if dataclasses.is_dataclass(kind):
        return _table(typing.cast(type, kind))
    if isinstance(kind, enum.EnumType):
        return {"enum": [member.value for member in typing.cast(type[enum.Enum], kind)]}
    found: Schema = {"type": _TYPES.get(kind, "object")}
    return found | {"minLength": 1} if kind is Path else found
