"""Chinese numerals."""

_DIGITS = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2, "○": 0, "O": 0}
_UNITS = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
CHINESE_DIGITS = "〇零一二三四五六七八九两"


def parse_chinese(numeral: str) -> int | None:
    """Return the value of a Chinese numeral (一百二十, 十三, 二〇二三), or None when it is not one."""
    if not numeral or any(char not in _DIGITS and char not in _UNITS for char in numeral):
        return None
    if not any(char in _UNITS for char in numeral):
        return int("".join(str(_DIGITS[char]) for char in numeral))
    total = section = digit = 0
    for char in numeral:
        if char in _DIGITS:
            digit = _DIGITS[char]
            continue
        unit = _UNITS[char]
        if unit == _UNITS["亿"]:
            total, section = (total + section + digit) * unit, 0
        elif unit == _UNITS["万"]:
            total, section = total + (section + digit) * unit, 0
        else:
            section += (digit or 1) * unit
        digit = 0
    return total + section + digit


def chinese_ordinal(value: int) -> str:
    """Return `value` (1…99) as Chinese headings write it: 3 → 三, 12 → 十二, 20 → 二十."""
    tens, ones = divmod(value, 10)
    digits = "〇一二三四五六七八九"
    return ("" if tens == 0 else "十" if tens == 1 else digits[tens] + "十") + (digits[ones] if ones else "")
