"""`checker explain`: the page of a rule, or the list of all."""

import argparse
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from checker.cli import options as values
from checker.cli import streams
from checker.cli.parser import Parser
from checker.decode import suggest
from checker.errors import UsageError
from checker.model import Requirement, Rule, When
from checker.reporters.citation import cited
from checker.reporters.layout import padded, wrapped

if TYPE_CHECKING:
    from checker.rules.cases import Case

USAGE = "RULE | --all"
EPILOG = "依据后面注明读到的程度：〔原文〕读过原文，〔转引〕见别处引用，〔凭记忆〕没有核对过。"

_NAME_COLUMNS = 28


def add_arguments(parser: Parser) -> None:
    """Declare the arguments."""
    what = parser.add_argument_group("说明什么").add_mutually_exclusive_group(required=True)
    what.add_argument("rule", metavar="RULE", nargs="?", help="规则名，例如 missing-section")
    what.add_argument("--all", action="store_true", help="列出全部规则")
    values.add_common(parser.add_argument_group("选项"))


def run(options: argparse.Namespace) -> int:
    """Print the page or the list and return the exit code."""
    from checker import law
    from checker.rules import by_name

    width = streams.width(sys.stdout)
    if options.all:
        lines = _list()
    else:
        rule = by_name().get(options.rule)
        if rule is None:
            raise UsageError(f"不认识的规则“{options.rule}”{suggest(options.rule, by_name())}")
        requirements = [requirement for requirement in law.load().requirements if requirement.rule == rule.name]
        lines = _page(rule, requirements, examples(rule), width)
    streams.write("".join(f"{line}\n" for line in lines))
    return 0


def _list() -> Iterator[str]:
    from checker.rules import GROUPS, RULES
    from checker.rules.page import page

    for group, title in GROUPS.items():
        rules = [rule for rule in RULES if rule.group == group]
        if rules:
            off = "" if any(rule.default for rule in rules) else f"，默认不用，用 --extend-select {group} 打开"
            yield f"{title}（{group}{off}）"
            for rule in rules:
                yield f"  {rule.severity.chinese}  {padded(rule.name, _NAME_COLUMNS)}{page(rule).title}"
            yield ""
    yield "用 checker explain 规则名 查看一条规则；--select、--ignore 可以写规则名或者括号里的组名。"


def examples(rule: Rule) -> "list[Case]":
    """Return the first case of `rule` that is reported and the first two that are not."""
    from checker.resources import data_dir
    from checker.rules.cases import parse

    cases = parse((data_dir("cases") / rule.group / f"{rule.name}.md").read_text(encoding="utf-8"))
    reported = [case for case in cases if not case.silent]
    return reported[:1] + [case for case in cases if case.silent][:2]


def marked(case: "Case") -> str:
    """Return the text of `case` with what is reported in 【】 and how it is set in 〔〕."""
    signs = [(at, sign) for start, end, _ in case.expected for at, sign in ((start, "【"), (end, "】"))]
    page = ""
    if case.setting is not None:
        page = f"页面：{case.setting.page}\n" if case.setting.page else ""
        signs += [(at, f"〔{words}〕") for at, words in case.setting.words]
    text, last = page, 0
    for at, sign in sorted(signs, key=lambda sign: sign[0]):
        text += case.text[last:at] + sign
        last = at
    return text + case.text[last:]


def _page(rule: Rule, requirements: list[Requirement], cases: "list[Case]", width: int) -> Iterator[str]:
    from checker.rules import GROUPS
    from checker.rules.page import page

    found = page(rule)
    yield f"{rule.name}  {found.title}"
    fix = "有（在 json 输出里）" if rule.fixable else "无"
    yield f"级别：{rule.severity.chinese}  组：{GROUPS[rule.group]}（{rule.group}）  自动改法：{fix}"
    if not rule.default:
        yield f"默认不用，用 --extend-select {rule.group} 或者 --extend-select {rule.name} 打开。"
    yield ""
    yield from wrapped(found.what, width)
    for title, text in (("为什么", found.why), ("怎么改", found.advice), ("不报", found.silent)):
        yield ""
        yield title
        yield from _indented(text, width, 2)
    yield ""
    yield "依据"
    if not requirements:
        yield "  没有明文规定，出自通行写法。"
    for norm, asked in _asked(requirements).items():
        yield from _indented(norm or "没有明文规定，出自通行写法。", width, 2)
        for line in dict.fromkeys(asked):
            yield from _indented(line, width, 4)
    yield ""
    yield "选项"
    for line in _options(rule):
        yield from _indented(line, width, 2)
    yield ""
    yield "例子"
    for case in cases:
        yield f"  {'不报' if case.silent else '报告（标在【】里）' if case.expected else '报告（没有位置）'}"
        for line in marked(case).splitlines():
            yield from _indented(line, width, 4)


def _options(rule: Rule) -> Iterator[str]:
    from checker.rules.page import options

    found = options(rule)
    yield f"写在 checker.toml 的 [rules.{rule.name}] 下面：" if found else "无。"
    for option in found:
        yield f"{option.name}{f' = {option.default}' if option.default else ''}  {option.what}"


def _asked(requirements: list[Requirement]) -> dict[str, list[str]]:
    """Return norm → what it asks and of which reports, in the order of the law data."""
    found: dict[str, list[str]] = {}
    for requirement in requirements:
        norm = "；".join(map(cited, requirement.basis))
        found.setdefault(norm, []).append(f"要求：{requirement.asks}{_reports(requirement.when)}")
    return found


def _reports(when: When) -> str:
    first, last = when.first_year, when.last_year
    if first and last:
        return f"（{first}—{last}年的报告）"
    if first:
        return f"（{first}年以后的报告）"
    return f"（{last}年以前的报告）" if last else ""


def _indented(text: str, width: int, indent: int) -> Iterator[str]:
    return (" " * indent + line for line in wrapped(text, width - indent))
