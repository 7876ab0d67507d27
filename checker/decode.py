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

from checker.errors import UsageError

T = typing.TypeVar("T")

_LARGEST_WHOLE = 2**53  # beyond, a whole number has no exact float
_KINDS = {
    str: "字符串",
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


@functools.cache
def _hints(cls: Hashable) -> dict[str, typing.Any]:
    return typing.get_type_hints(typing.cast(type, cls))


def decode(cls: type[T], table: object, where: str) -> T:
    """Build the dataclass `cls` from `table`; `where` is “file: key.path” for messages.

    Raises UsageError on an unknown key, a missing key or a value of the wrong type.
    """
    if not isinstance(table, Mapping):
        raise UsageError(f"{where}：应为表")
    fields = {field.name: field for field in dataclasses.fields(cls)}  # type: ignore[arg-type]
    for key in table:
        if key not in fields:
            raise UsageError(f"{where}：不认识的键“{key}”{suggest(str(key), fields)}")
    hints = _hints(typing.cast(Hashable, cls))
    values = {}
    for name, field in fields.items():
        if name in table:
            values[name] = _value(hints[name], table[name], f"{where}.{name}")
        elif field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING:
            raise UsageError(f"{where}：缺少键“{name}”")
    return cls(**values)


def _value(kind: typing.Any, value: object, where: str) -> typing.Any:
    origin = typing.get_origin(kind)
    if origin in (types.UnionType, typing.Union):
        choices = [choice for choice in typing.get_args(kind) if choice is not type(None)]
        return _value(choices[0], value, where)
    if origin is tuple:
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
    if kind is float and type(value) is int and abs(value) <= _LARGEST_WHOLE:
        return float(value)
    if type(value) is not kind:
        raise UsageError(f"{where}：应为{_KINDS.get(kind, kind.__name__)}")
    return value
