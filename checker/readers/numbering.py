"""Automatic numbers of a Word document: definitions, counters and how a value is written (ECMA-376 part 1, 17.9)."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from lxml import etree

from checker.readers.styles import Styles
from checker.readers.wordxml import W, content, integer, switch, value
from checker.text.numerals import chinese_ordinal
from checker.text.pattern import pattern

_PLACEHOLDER = pattern(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list. `restart`: None: after any higher level, 0: never, n: after level n (from 1) or higher."""

    start: int = 1
    form: str = "decimal"  # w:numFmt
    text: str = ""  # w:lvlText: “%1、”
    restart: int | None = None
    legal: bool = False  # w:isLgl: every value in Arabic digits
    spaced: bool = True  # a space or tab follows the number
    style: str = ""  # the paragraph style that stands for this level


@dataclass(frozen=True, slots=True)
class List:
    """A list (w:num): the counters it shares (`family`, its abstractNum), its levels, and the starts it sets anew."""

    family: str
    levels: Mapping[int, Level]
    starts: Mapping[int, int] = field(default_factory=dict)


class Counters:
    """Counts through a document: `number` is called once for each numbered paragraph, in order."""

    def __init__(self, lists: Mapping[str, List]) -> None:
        """Start before the first paragraph; `lists` by numId."""
        self._lists = lists
        self._values: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()

    def number(self, list_id: str, level: int) -> str:
        """Count one paragraph of list `list_id` at `level` (from 0) and return its number as Word shows it."""
        numbered = self._lists.get(list_id)
        if numbered is None or level not in numbered.levels:
            return ""
        values = self._values.setdefault(numbered.family, {})
        if level in numbered.starts and (list_id, level) not in self._begun:
            values.pop(level, None)
        self._begun.add((list_id, level))
        values[level] = values[level] + 1 if level in values else _start(numbered, level)
        for deeper, definition in numbered.levels.items():
            if deeper > level and (definition.restart is None or level < definition.restart):
                values.pop(deeper, None)
        return _shown(numbered, level, values)


def _start(numbered: List, level: int) -> int:
    return numbered.starts.get(level, numbered.levels[level].start)


def _shown(numbered: List, level: int, values: Mapping[int, int]) -> str:
    own = numbered.levels[level]
    if own.form == "bullet":
        return ""

    def value(match: re.Match[str]) -> str:
        index = int(match[1]) - 1
        if index not in numbered.levels:
            return ""
        form = "decimal" if own.legal else numbered.levels[index].form
        return written(values.get(index, _start(numbered, index)), form)

    text = _PLACEHOLDER.sub(value, own.text)
    # the gap is kept only where it parts digits: “1. 2024年”, but “一、加强领导”
    return text + " " if own.spaced and text[-1:].isascii() and text.strip() else text


def written(value: int, form: str) -> str:
    """Return `value` in number format `form` (w:numFmt); digits where the format has no sign for it or is not known."""
    if form in ("none", "bullet"):
        return ""
    writer = _FORMS.get(form)
    return (writer(value) if writer and value > 0 else "") or str(value)


def _signs(signs: str) -> Callable[[int], str]:
    return lambda value: signs[value - 1] if value <= len(signs) else ""


def _digits(signs: str) -> Callable[[int], str]:
    return lambda value: "".join(signs[int(digit)] for digit in str(value))


def _letters(first: str) -> Callable[[int], str]:
    return lambda value: chr(ord(first) + (value - 1) % 26) * ((value - 1) // 26 + 1) if value <= 26 * 30 else ""


def _roman(value: int) -> str:
    if value >= 4000:
        return ""
    signs = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
    places = zip(("M", "CDM", "XLC", "IVX"), f"{value:04d}", strict=True)
    return "".join(signs[int(digit)].translate(str.maketrans("IVX", names.ljust(3))) for names, digit in places)


def _formal(value: int) -> str:
    """壹、拾贰、壹佰零伍: as counted in Chinese with the characters of banknotes."""
    text = _counted(value)
    return ("一" * (text[:1] == "十") + text).translate(
        str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")
    )


def _counted(value: int) -> str:
    """一、十二、二十、一百零五: as counted in Chinese, below ten thousand."""
    if value < 100:
        return chinese_ordinal(value)
    if value >= 10_000:
        return ""
    digits, text, gap = "零一二三四五六七八九", "", False
    for unit, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = value // unit % 10
        if digit:
            text += ("零" if gap and text else "") + digits[digit] + sign
        gap = not digit
    return text


_COUNTED = (
    "chineseCounting",
    "chineseCountingThousand",
    "japaneseCounting",
    "taiwaneseCounting",
    "taiwaneseCountingThousand",
)
_FORMS: dict[str, Callable[[int], str]] = {
    **dict.fromkeys(_COUNTED, _counted),
    "chineseLegalSimplified": _formal,
    "numberInDash": lambda value: f"- {value} -",
    "ideographZodiacTraditional": lambda value: (
        "甲乙丙丁戊己庚辛壬癸"[(value - 1) % 10] + "子丑寅卯辰巳午未申酉戌亥"[(value - 1) % 12] if value <= 60 else ""
    ),
    "ideographDigital": _digits("〇一二三四五六七八九"),
    "taiwaneseDigital": _digits("〇一二三四五六七八九"),
    "japaneseDigitalTenThousand": _digits("〇一二三四五六七八九"),
    "decimalZero": lambda value: f"{value:02d}",
    "decimalFullWidth": _digits("０１２３４５６７８９"),
    "decimalFullWidth2": _digits("０１２３４５６７８９"),
    "decimalEnclosedCircle": _signs("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"),
    "decimalEnclosedCircleChinese": _signs("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"),
    "decimalEnclosedParen": _signs("⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"),
    "decimalEnclosedFullstop": _signs("⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛"),
    "ideographEnclosedCircle": _signs("㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉"),
    "ideographTraditional": _signs("甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": _signs("子丑寅卯辰巳午未申酉戌亥"),
    "lowerLetter": _letters("a"),
    "upperLetter": _letters("A"),
    "lowerRoman": lambda value: _roman(value).lower(),
    "upperRoman": _roman,
}


def read_lists(root: etree.ElementBase | None, styles: Styles) -> dict[str, List]:
    """Return the lists by numId."""
    if root is None:
        return {}
    families = {family.get(f"{W}abstractNumId"): family for family in root.iter(f"{W}abstractNum")}
    numbers = {number.get(f"{W}numId"): number for number in root.iter(f"{W}num")}
    lists = {}
    for list_id, number in numbers.items():
        family_id = value(number, "abstractNumId")
        link = value(families.get(family_id), "numStyleLink")
        if link is not None and link in styles.by_id:
            # the levels stand in the list that the named numbering style uses
            family_id = value(numbers.get(styles.by_id[link].list_id), "abstractNumId")
        family = families.get(family_id)
        if list_id is None or family_id is None or family is None:
            continue
        levels = {index: _level(level) for level in family.findall(f"{W}lvl") if (index := _index(level)) is not None}
        starts = {}
        for override in number.findall(f"{W}lvlOverride"):
            index = _index(override)
            if index is None:
                continue
            if (level := override.find(f"{W}lvl")) is not None:
                levels[index] = _level(level)
            if (start := integer(value(override, "startOverride"))) is not None:
                starts[index] = start
        lists[list_id] = List(family_id, levels, starts)
    return lists


def _index(element: etree.ElementBase) -> int | None:
    return integer(element.get(f"{W}ilvl"))


def _level(level: etree.ElementBase) -> Level:
    form = next((child.get(f"{W}val") for child in content(level) if child.tag == f"{W}numFmt"), None)
    start = integer(value(level, "start"))
    return Level(
        start=0 if start is None else start,
        form=form or "decimal",
        text=value(level, "lvlText") or "",
        restart=integer(value(level, "lvlRestart")),
        legal=switch(level, "isLgl") is True,
        spaced=value(level, "suff") != "nothing",
        style=value(level, "pStyle") or "",
    )
