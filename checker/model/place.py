"""Where something stands, as a person would point to it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A position in the file, 1-based, columns in code points; the only type with a line, column or page."""

    line: int
    column: int
    end_line: int
    end_column: int
    page: int | None
    label: str  # “第3行”, “第3段”, “表1第2行第1格”
    byte_column: int | None = None  # the columns in bytes of UTF-8, in text formats
    end_byte_column: int | None = None
