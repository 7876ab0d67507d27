"""Full-width and half-width forms."""

# the marks that Chinese text writes full-width (GB/T 15834)
FULL_WIDTH = {",": "，", ";": "；", ":": "：", "!": "！", "?": "？", "(": "（", ")": "）"}
# a Chinese character (or another letter that is not ASCII) in a pattern: a range of code points takes `re` thirty times as
# long to compile, and patterns are most of what a start costs
HAN = r"(?:(?![!-~])\w)"
_FOLD = str.maketrans(
    {full: half for half, full in FULL_WIDTH.items()}
    | {chr(0xFF10 + digit): str(digit) for digit in range(10)}
    | {"％": "%", "．": ".", "　": " ", "＋": "+", "～": "~", "〈": "<", "〉": ">"}
)


def fold(text: str) -> str:
    """Return `text` with full-width marks and digits as half-width ones; the length never changes."""
    return text.translate(_FOLD)


def is_cjk(char: str) -> bool:
    """Tell whether `char` is a Chinese character."""
    return "\u4e00" <= char <= "\u9fff" or "\u3400" <= char <= "\u4dbf"
