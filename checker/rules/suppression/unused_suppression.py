"""豁免没有用上，或者写得不对。

豁免注释或者 checker.toml 里的豁免，没有豁免到任何问题、规则名称不存在、没有写理由时报告。

为什么：没有用的豁免留在稿子里，以后真有问题时会被它悄悄放过；没有理由的豁免不起作用。
怎么改：问题已经改好的，删去豁免；规则名称写错的，改正；没有理由的，在规则名称后面写上理由。
不报：用上了的豁免；这次没有选中那条规则的。
"""

from collections.abc import Iterator

from checker.model import Context, Finding, Rule, Severity, Suppression, SuppressionState


def check(ctx: Context) -> Iterator[Finding]:
    """Report each suppression that silences nothing, at its comment; a waiver has no place in the text."""
    for suppression in ctx.suppressions:
        trouble = _trouble(suppression)
        if trouble:
            words = f"（“{suppression.quoted}”）" if suppression.quoted else ""
            source = "" if suppression.span else f"checker.toml 里的一条豁免{words}："
            yield ctx.finding(suppression.span, source + trouble)


def _trouble(suppression: Suppression) -> str:
    if suppression.state is SuppressionState.UNKNOWN_RULE:
        return f"没有名为“{suppression.rule}”的规则" if suppression.rule else "豁免没有写明规则名称"
    if suppression.state is SuppressionState.NO_REASON:
        return f"对“{suppression.rule}”的豁免没有写理由，不起作用"
    if suppression.state is SuppressionState.UNUSED:
        return f"对“{suppression.rule}”的豁免没有用上"
    return ""


RULE = Rule("unused-suppression", "suppression", Severity.WARNING, check, needs=frozenset({"suppressions"}))
