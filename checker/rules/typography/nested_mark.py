"""书名号、引号、括号套用不对。

书名号里又用书名号（《……《……》……》）或者尖括号（<……>），引号里又用双引号，圆括号里又用圆括号时报告。

为什么：外层、内层用同一种标点，看不出哪里是里层的开头、哪里是外层的结尾。
怎么改：书名号里面的改用单书名号“〈 〉”，双引号里面的改用单引号“‘ ’”；括号里面的改用方括号，或者改写。
不报：已经用了“〈 〉”“‘ ’”的；并列的两个书名；不成对的（见 unpaired-mark）。
"""

from collections.abc import Iterator

from checker.model import Context, Edit, Finding, Fix, Rule, Severity
from checker.text.pattern import pattern
from checker.text.span import Span
from checker.text.width import is_cjk

_MARK = pattern(r"[《》“”（）()<>＜＞]")
_OPENERS = {"《": "》", "“": "”", "（": "）", "(": "）", "<": ">", "＜": ">"}
_FOLD = {"(": "（", ")": "）", "＜": "<", "＞": ">"}
_INNER = {"《": ("〈", "〉"), "<": ("〈", "〉"), "“": ("‘", "’")}
_NAMES = {"《": "书名号", "<": "书名号", "“": "双引号", "（": "括号"}
_WIDEST = 200  # a pair further apart is two stray marks


def check(ctx: Context) -> Iterator[Finding]:
    """Report each mark that stands within a pair of its own kind."""
    for block in ctx.blocks():
        stack: list[tuple[str, int]] = []
        for match in _MARK.finditer(ctx.text, *block.span):
            mark = _FOLD.get(match[0], match[0])
            if mark in _OPENERS:
                stack.append((mark, match.start()))
            elif stack and _OPENERS[stack[-1][0]] == mark:
                kind, start = stack.pop()
                if stack and _nested(stack[-1][0], kind) and match.end() - stack[-1][1] <= _WIDEST:
                    yield from _finding(ctx, kind, Span(start, match.end()))
            else:
                stack.clear()  # stray marks: what is inside what can no longer be told


def _nested(outer: str, inner: str) -> bool:
    return outer == inner != "<" or (outer == "《" and inner == "<")


def _finding(ctx: Context, kind: str, span: Span) -> Iterator[Finding]:
    words = span.of(ctx.text)
    if not any(map(is_cjk, words)):
        return
    fix = None
    if kind in _INNER:
        opener, closer = _INNER[kind]
        edits = (Edit(Span(span.start, span.start + 1), opener), Edit(Span(span.end - 1, span.end), closer))
        fix = Fix(f"里层改用“{opener}{closer}”", True, edits)
    shown = words[1:-1].translate({ord("“"): "‘", ord("”"): "’"})
    yield ctx.finding(span, f"“{shown}”在{_NAMES[kind]}里又用了{_NAMES[kind] if kind != '<' else '尖括号'}", fix=fix)


RULE = Rule("nested-mark", "typography", Severity.WARNING, check, fixable=True, local=True)
