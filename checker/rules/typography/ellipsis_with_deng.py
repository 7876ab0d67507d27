"""省略号和“等”连用。

“等”后面又用省略号，或者省略号后面又写“等”“等等”时报告。

为什么：两者都表示没有列完，用一个就够了。
怎么改：删去省略号，保留“等”。
不报：只用一个的；引文自己的省略号，后面另起一句的。
"""

from collections.abc import Iterator

from checker.model import Context, Finding, Rule, Severity
from checker.rules.together import mended, replaced
from checker.text.pattern import pattern

_BOTH = pattern(r"(?P<before>等{1,2})(?:…{1,4}|\.{3,6})|(?:…{1,4}|\.{3,6})(?P<after>等{1,2})(?![待级候于同])")


def check(ctx: Context) -> Iterator[Finding]:
    """Report each ellipsis beside 等."""
    edits = replaced(ctx, _BOTH, lambda match: match["before"] or match["after"])
    yield from mended(ctx, edits, "省略号和“等”连用（“{}”）", "删去省略号")


RULE = Rule("ellipsis-with-deng", "typography", Severity.WARNING, check, fixable=True, local=True, joined=True)
