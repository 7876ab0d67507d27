"""中文里用了半角标点。

中文句子里的逗号、分号、冒号、叹号、问号、括号、引号和行末的句号用了半角，全文合并为一处报告。

为什么：中文标点各占一个字的位置，半角标点是英文用的；混用多半是输入法没有切换，或者是从网页粘贴的。
怎么改：改成全角标点。
不报：数字、比例和时间里的（1,063、3:2、9:30）；网址、邮箱；英文词句里的；只有英文或者年份的括号；Markdown 标记。
"""

from collections.abc import Iterator

from checker.model import Context, Edit, Finding, Fix, Rule, Severity
from checker.text.pattern import pattern
from checker.text.span import Span
from checker.text.width import FULL_WIDTH, is_cjk

# addresses, HTML entities and tags, Markdown code and link targets: their marks are no punctuation
_FOREIGN = pattern(
    r"(?:https?|ftp)://[!-~]+|www\.[!-~]+|[A-Za-z0-9_.+-]{1,64}@[A-Za-z0-9_.-]{1,64}|&#?[0-9A-Za-z]{1,10};"
    r"|<[^<>\n]{1,200}>|`[^`\n]{1,200}`|\]\([^()\n]{0,300}\)"
)
_STOP = pattern(r"[,;:!?](?P<spaces>[ \t]*)|\.(?=\s*\Z)")
_QUOTE = pattern(r'"([^"\n]{1,100})"')
_YEAR = pattern(r"20\d\d")
_MEASURES = "%％‰℃"
_OPENERS = "“‘（《【〔「"
_CLOSERS = "”’）》】〕」"
_WIDEST_PAIR = 200  # brackets further apart are two stray marks


def check(ctx: Context) -> Iterator[Finding]:
    """Report each half-width mark."""
    for block in ctx.blocks():
        for edit in _edits(ctx.text, block.span):
            mark = Span(edit.span.start, edit.span.start + 1)
            fix = Fix("改成全角标点", True, (edit,))
            yield ctx.finding(mark, f"中文里用了半角标点“{mark.of(ctx.text)}”", fix=fix)


def _edits(text: str, block: Span) -> list[Edit]:
    """Return the edits of one block in the order of the text."""
    words = _FOREIGN.sub(lambda match: "\0" * len(match[0]), block.of(text))
    pairs = [*_brackets(words), *_quotes(words)]
    mended = list(words)
    for edit in pairs:
        mended[edit.span.start] = edit.replacement
    found = sorted((*pairs, *_stops("".join(mended))), key=lambda edit: edit.span)
    return [Edit(edit.span.shift(block.start), edit.replacement) for edit in found]


def _stops(words: str) -> Iterator[Edit]:
    last = len(words.rstrip())
    for match in _STOP.finditer(words):
        at, end = match.span()
        before, after = words[max(at - 1, 0) : at], words[at + 1 : at + 2]
        if words[at] == ".":
            if _ends_chinese(before):
                yield Edit(Span(at, end), "。")
        elif _ends_chinese(before) and after != "[":  # “![” opens an image in Markdown
            # the space typed after an English mark goes with it, but not at the end of the line
            yield Edit(Span(at, end if end < last else at + 1), FULL_WIDTH[words[at]])
        elif _begins_chinese(after) and before and (before.isalnum() or before in _MEASURES):
            yield Edit(Span(at, at + 1), FULL_WIDTH[words[at]])


def _brackets(words: str) -> Iterator[Edit]:
    """Yield the half-width brackets around Chinese, around a number in Chinese, and in pairs of mixed width."""
    opened: list[int] = []
    for at, char in enumerate(words):
        if char in "(（":
            opened.append(at)
        elif char in ")）" and opened:
            start = opened.pop()
            inner = words[start + 1 : at]
            mixed = (words[start] == "(") != (char == ")")
            # “国发(2024)5号” wants other brackets altogether
            number = inner.isdigit() and not _YEAR.fullmatch(inner) and is_cjk(words[at + 1 : at + 2] or " ")
            if len(inner) <= _WIDEST_PAIR and (mixed or number or any(map(is_cjk, inner))):
                yield from (
                    Edit(Span(place, place + 1), FULL_WIDTH[words[place]])
                    for place in (start, at)
                    if words[place] in "()"
                )


def _quotes(words: str) -> Iterator[Edit]:
    """Yield the straight quotes around Chinese, in a block that holds an even number of them."""
    if words.count('"') % 2:
        return
    for match in _QUOTE.finditer(words):
        if any(map(is_cjk, match[1])):
            yield Edit(Span(match.start(), match.start() + 1), "“")
            yield Edit(Span(match.end() - 1, match.end()), "”")


def _ends_chinese(char: str) -> bool:
    return bool(char) and (is_cjk(char) or char in _CLOSERS)


def _begins_chinese(char: str) -> bool:
    return bool(char) and (is_cjk(char) or char in _OPENERS)


RULE = Rule("half-width-punctuation", "typography", Severity.WARNING, check, fixable=True, local=True, joined=True)
