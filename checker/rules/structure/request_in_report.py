"""报告里夹带请示。

在报告里请求批准、请求解决经费编制时报告。

为什么：报告是汇报工作的，上级不必答复；请示事项夹在里面会被漏掉，公文规定不允许。
怎么改：删去这句话；确需上级批准或者支持的，另外行文请示。
不报：“请审阅”“请批评指正”这类客套话；转述群众、企业的请求；引号里的话。
"""

from collections.abc import Iterator

from checker.model import Context, Finding, Rule, Severity
from checker.text.pattern import pattern
from checker.text.span import Span

_REQUEST = pattern(
    r"(?:妥否|当否|是否妥当|可否)[，,]?\s*请[^，。；]{0,6}(?:批示|批复|指示|审批)|请(?:予|予以)?(?:批示|批准|批复|审批)"
    r"|恳请[^，。；“”]{0,20}(?:支持|批准|解决|帮助|给予|予以|协调|增加|倾斜)"
    r"|(?<![报提申呈邀聘敬])请(?:上级|省|市|州|县|区)[^，。；“”]{0,10}(?:批准|批示|批复|审批)"
    r"|(?:特此|现)请示|以上请示|请求(?:上级|省|市|县|区)[^，。；“”]{0,16}(?:支持|批准|解决|增加|拨付|协调)"
)
_QUOTED = pattern(r"“[^”\n]{0,200}”|《[^》\n]{0,100}》")


def check(ctx: Context) -> Iterator[Finding]:
    """Report each request to a superior."""
    for block in ctx.blocks():
        quoted = [Span(*match.span()) for match in _QUOTED.finditer(ctx.text, *block.span)]
        for match in _REQUEST.finditer(ctx.text, *block.span):
            span = Span(*match.span())
            if not any(quote.overlaps(span) for quote in quoted):
                yield ctx.finding(span, f"报告里夹带了请示事项“{match[0]}”")


RULE = Rule("request-in-report", "structure", Severity.WARNING, check, local=True)
