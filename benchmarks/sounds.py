"""Writes `checker/law/lexicon/sounds.tsv`: the sounds of the characters of GB 2312, without tones, by pypinyin.

pypinyin takes longer to import than a whole report takes to lint, so its answers are kept as a table.

usage: python benchmarks/sounds.py
"""

import unicodedata
from pathlib import Path

from pypinyin import Style, pinyin

TABLE = Path(__file__).parents[1] / "checker" / "law" / "lexicon" / "sounds.tsv"
_FIRST_ROW, _LAST_ROW, _COLUMNS = 0xB0, 0xF7, range(0xA1, 0xFF)


def sounds(char: str) -> list[str]:
    """Return every sound of `char`, “ü” as “v”."""
    heard = pinyin(char, style=Style.NORMAL, heteronym=True)[0]
    return sorted({unicodedata.normalize("NFC", sound) for sound in heard})


def characters() -> list[str]:
    """Return the characters of GB 2312 in order."""
    codes = (bytes([row, column]) for row in range(_FIRST_ROW, _LAST_ROW + 1) for column in _COLUMNS)
    return [char for code in codes if (char := code.decode("gb2312", "ignore"))]


def table() -> str:
    """Return the table as text."""
    return "character\tsounds\n" + "".join(f"{char}\t{'|'.join(sounds(char))}\n" for char in characters())


if __name__ == "__main__":
    TABLE.write_text(table(), encoding="utf-8")
