"""没有落款。

文末没有发文机关名称，也没有成文日期时报告。

为什么：落款说明谁负责、什么时候作出；从网上复制时常常丢掉。
怎么改：在文末另起一行写机关名称，再起一行写日期，例如“2025年2月20日”。
不报：日期写在标题下面的；只有机关名称或者只有日期的。
"""

from collections.abc import Iterator

from checker.model import Context, Finding, PartKind, Rule, Severity


def check(ctx: Context) -> Iterator[Finding]:
    """Report a text that ends without body and date."""
    if ctx.anatomy.part(PartKind.SIGNATURE) is None and ctx.anatomy.facts.dated is None:
        yield ctx.finding(None, "文末没有发文机关名称和成文日期")


RULE = Rule("missing-signature", "structure", Severity.INFO, check)
