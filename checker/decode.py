"""Plain tables (from TOML or JSON) into frozen dataclasses, with exact error messages.

A wrong key, a missing key or a value of the wrong type is an error that names file, key path and,
where one is near, the name that was probably meant. Nothing is guessed and nothing is skipped.
"""

import dataclasses
import datetime
import difflib
import enum
import functools
import types
import typing
from collections.abc import Hashable, Iterable, Mapping
from pathlib import Path

from checker.errors import UsageError

T = typing.TypeVar("T")

REQUIRED = dataclasses.MISSING  # the default of a key that must be given
INTERNAL = {"internal": True}  # metadata of a field that is no key
_LARGEST_WHOLE = 2**53  # beyond, a whole number has no exact float
_KINDS = {
    str: "字符串",
    Path: "字符串（路径）",
    int: "整数",
    float: "数字",
    bool: "true 或 false",
    datetime.date: "日期",
    tuple: "数组",
    dict: "表",
}


def suggest(name: str, known: Iterable[str]) -> str:
    """Return “；是否想写“…”？” when a known name is near, else an empty string.

    The dashes that every option begins with do not make two of them alike.
    """
    near = difflib.get_close_matches(name, list(known), n=1, cutoff=0.75 if name.startswith("--") else 0.6)
    return f"；是否想写“{near[0]}”？" if near else ""


def key(
    default: typing.Any, what: str, *, least: float | None = None, most: float | None = None, example: object = None
) -> typing.Any:
    """Return a dataclass field that a user may set: its default or `REQUIRED`, what it means (Chinese), its bounds.

    `example` is a value, as it stands in a file, to show where the default tells too little.
    The loader, the schema, the commented file of `checker init` and the pages of the rules all read it here.
    """
    told = {"what": what, "least": least, "most": most, "example": example}
    return dataclasses.field(default=default, metadata=told)


class Key(typing.NamedTuple):
    """One key of a table that a dataclass is decoded from; see `key`."""

    name: str
    kind: typing.Any
    default: typing.Any
    what: str = ""
    least: float | None = None
    most: float | None = None
    example: object = None


def keys(cls: type) -> tuple[Key, ...]:
    """Return the keys of the dataclass `cls`: its fields, but for those marked `INTERNAL`."""
    return _keys(typing.cast(Hashable, cls))


@functools.cache
def _keys(cls: Hashable) -> tuple[Key, ...]:
    kinds = typing.get_type_hints(typing.cast(type, cls))
    return tuple(
        Key(
            field.name,
            kinds[field.name],
            field.default if field.default_factory is dataclasses.MISSING else field.default_factory(),
            **field.metadata,
        )
        for field in dataclasses.fields(typing.cast(type, cls))
        if field.metadata != INTERNAL
    )


def optional(kind: typing.Any) -> typing.Any:
    """Return what `kind` is where it is not None."""
    if typing.get_origin(kind) in (types.UnionType, typing.Union):
        return next(choice for choice in typing.get_args(kind) if choice is not type(None))
    return kind


def decode(cls: type[T], table: object, where: str) -> T:
    """Build the dataclass `cls` from `table`; `where` is “file: key.path” for messages.

    A field of pairs, such as `tuple[tuple[str, int], ...]`, is a table in the file. Raises UsageError on an unknown key, a
    missing key or a value of the wrong type or out of bounds.
    """
    if not isinstance(table, Mapping):
        raise UsageError(f"{where}：应为表")
    known = [one.name for one in keys(cls)]
    for name in table:
        if name not in known:
            raise UsageError(f"{where}：不认识的键“{name}”{suggest(str(name), known)}")
    values = {}
    for one in keys(cls):
        if one.name in table:
            values[one.name] = _value(one.kind, table[one.name], f"{where}.{one.name}")
            _check_bounds(one, values[one.name], f"{where}.{one.name}")
        elif one.default is REQUIRED:
            raise UsageError(f"{where}：缺少键“{one.name}”")
    return cls(**values)


def encode(instance: object) -> dict[str, object]:
    """Return the table that `decode` makes into `instance`; what is None is left out."""
    values = ((one, getattr(instance, one.name)) for one in keys(type(instance)))
    return {one.name: _plain(one.kind, value) for one, value in values if value is not None}


def _plain(kind: typing.Any, value: typing.Any) -> object:
    if is_pairs(kind):
        return {name: _plain(None, item) for name, item in value}
    if isinstance(value, tuple):
        return [_plain(None, item) for item in value]
    if isinstance(value, enum.Enum):
        return value.value
    if isinstance(value, Path):
        return str(value.absolute())
    return encode(value) if dataclasses.is_dataclass(value) else value


def is_pairs(kind: typing.Any) -> bool:
    """Tell whether `kind` is a tuple of pairs, which is a table in a file."""
    return typing.get_origin(kind) is tuple and typing.get_origin(typing.get_args(kind)[0]) is tuple


def _check_bounds(one: Key, value: typing.Any, where: str) -> None:
    least, most = one.least, one.most
    if (least is not None and not value >= least) or (most is not None and not value <= most):  # nan is neither
        raise UsageError(f"{where}：应{f'在{least}到{most}之间' if most is not None else f'不小于{least}'}")


def _value(kind: typing.Any, value: object, where: str) -> typing.Any:
    kind = optional(kind)
    if is_pairs(kind):
        if not isinstance(value, Mapping):
            raise UsageError(f"{where}：应为表")
        inner = typing.get_args(typing.get_args(kind)[0])[1]
        return tuple((name, _value(inner, item, f"{where}.{name}")) for name, item in value.items())
    if typing.get_origin(kind) is tuple:
        if not isinstance(value, list | tuple):
            raise UsageError(f"{where}：应为数组")
        inner = typing.get_args(kind)[0]
        return tuple(_value(inner, item, f"{where}[{index}]") for index, item in enumerate(value))
    if dataclasses.is_dataclass(kind):
        return decode(typing.cast(type, kind), value, where)
    if isinstance(kind, type) and issubclass(kind, enum.Enum):
        names = [str(member.value) for member in kind]
        if value not in names:
            raise UsageError(f"{where}：“{value}”不在可用的值之内（{'、'.join(names)}）{suggest(str(value), names)}")
        return kind(value)
    if kind is Path and isinstance(value, str) and value and "\0" not in value:
        return Path(value)
    if kind is float and type(value) is int and abs(value) <= _LARGEST_WHOLE:
        return float(value)
    if type(value) is not kind:
        raise UsageError(f"{where}：应为{_KINDS.get(kind, kind.__name__)}")
    return value
