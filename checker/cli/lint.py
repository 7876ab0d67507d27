"""`checker lint`: lint drafts and say what is wrong with them."""

import argparse
import dataclasses
import functools
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from checker.cli import options as values
from checker.cli import streams
from checker.cli.formats import FORMATS, LABELLED
from checker.cli.parser import Parser
from checker.config import FAIL_ON
from checker.errors import UsageError
from checker.model import Level, Severity

if TYPE_CHECKING:
    from checker.batch import Draft, Way
    from checker.cli.fixes import Outcomes
    from checker.config import Settings
    from checker.model import Report

USAGE = "[选项] [PATH ...]"
EPILOG = (
    "退出码：0 没有达到 --fail-on 级别的问题；1 有问题；2 用法、配置或者模型有误，什么都没有检查；"
    "3 有文件读不了或者规则出错，其他照常检查。"
)

_FOUND, _FAILED = 1, 3


def add_arguments(parser: Parser) -> None:
    """Declare the arguments."""
    what = parser.add_argument_group("检查什么")
    what.add_argument(
        "paths",
        metavar="PATH",
        nargs="*",
        default=["."],
        help="稿件或者文件夹（.docx .pdf .html .txt .md；装有 LibreOffice 的，还有 .doc .wps .odt .rtf；"
        "默认当前文件夹）；“-”为标准输入",
    )
    what.add_argument("--stdin-filename", metavar="NAME", help="标准输入的文件名，后缀说明格式")
    rules = parser.add_argument_group("按什么检查")
    rules.add_argument("--profile", metavar="NAME", help="规范档案，例如 county-2021-2025（默认由标题和年度判断）")
    rules.add_argument("--year", metavar="N", type=values.year, help="报告年度（默认由标题判断）")
    levels = "、".join(f"{level} {level.chinese}" for level in Level)
    rules.add_argument("--level", metavar="LEVEL", type=values.one_of(Level), help=f"报告单位的层级：{levels}")
    rules.add_argument("--select", metavar="RULE,…", type=values.names, help="只用这些规则或规则组")
    rules.add_argument("--ignore", metavar="RULE,…", type=values.names, help="不用这些规则或规则组")
    rules.add_argument("--extend-select", metavar="RULE,…", type=values.names, help="在选定的之外再加这些")
    rules.add_argument(
        "--previous", metavar="F", type=Path, help="上一年的报告，用来查照抄、没有回应的计划和对不上的同比"
    )
    values.add_model(rules)
    source = rules.add_mutually_exclusive_group()
    source.add_argument("--config", metavar="F", type=Path, help="改用这个配置文件（默认从稿件所在的文件夹往上找）")
    source.add_argument("--isolated", action="store_true", help="不读任何配置文件")
    shown = parser.add_argument_group("怎么显示")
    shown.add_argument(
        "--output-format",
        metavar="FORMAT",
        type=values.one_of(FORMATS),
        action="append",
        default=[],
        help=(
            f"full（默认，详细）、concise（每处一行）、{'、'.join(list(FORMATS)[2:])}"
            "（html 是网页，可打印；docx 写成 Word 批注）；可以与 --output-file 成对重复"
        ),
    )
    shown.add_argument(
        "--output-file",
        metavar="F",
        type=Path,
        action="append",
        default=[],
        help="结果写进文件，不在屏幕显示；几份稿件的批注放进文件夹 F",
    )
    shown.add_argument("--statistics", action="store_true", help="最后按规则列出次数（full、concise）")
    shown.add_argument("--sentences", action="store_true", help="把分好类的句子写进 json")
    values.add_color(shown)
    shown.add_argument("-q", "--quiet", action="store_true", help="不显示进度、小结和略过的文件")
    change = parser.add_argument_group("自动修改")
    change.add_argument("--fix", action="store_true", help="把不改变意思的修改写进稿件，再报告剩下的问题")
    change.add_argument("--unsafe-fixes", action="store_true", help="连可能改变意思的也改，改后请逐处核对")
    change.add_argument("--track-changes", action="store_true", help="Word 稿件里写成修订，逐处接受或者拒绝")
    change.add_argument("--diff", action="store_true", help="只显示会改什么，不写进稿件；有要改的退出码为1")
    run_ = parser.add_argument_group("怎么运行")
    run_.add_argument(
        "--fail-on",
        metavar="SEVERITY",
        type=values.one_of(FAIL_ON),
        help="有这个级别以上的问题时退出码为1：error、warning（默认）、info、never",
    )
    run_.add_argument("--jobs", metavar="N", type=values.jobs, default=1, help="同时用几个进程检查（默认1）")
    run_.add_argument("--show-settings", action="store_true", help="显示生效的设置和规则，不检查")
    values.add_common(run_)


def run(options: argparse.Namespace) -> int:
    """Lint and return the exit code."""
    from checker.batch import Draft
    from checker.cli import inputs, output
    from checker.cli.formats import Wishes

    _require_fixing(options)
    drafts = [Path(path) for path in options.paths] + [options.previous] * bool(options.previous)
    outputs = output.paired(options.output_format, options.output_file, drafts)
    way = functools.cache(lambda folder: _way(options, folder))
    if options.show_settings:
        return _show_settings(way(inputs.folder(options.paths[0])))
    items = list(inputs.todo(options.paths, options.stdin_filename, way, quiet=options.quiet))
    output.require_places(outputs, items)
    if options.diff:
        return _show_changes(options, items)
    reports = _fixed(options, items) if options.fix else inputs.lint(items, options.jobs, quiet=options.quiet)
    failed = inputs.note_failures(reports, verbose=options.verbose)
    classifiers = [item.way.plan().classifier for item in items if isinstance(item, Draft)]
    wishes = Wishes(
        color=options.color,
        model=next((classifier.version for classifier in classifiers if classifier), None),
        quiet=options.quiet,
        sentences=options.sentences,
        statistics=options.statistics,
    )
    aside = options.fix and inputs.STDIN in options.paths  # standard output is the fixed draft
    for wanted in outputs:
        output.write(wanted, reports, items, wishes, aside=aside)
    if failed:
        return _FAILED
    limits = [item.way.settings.fail_on for item in items if isinstance(item, Draft)]
    return _FOUND if any(map(_fails, reports, limits)) else 0


def _require_fixing(options: argparse.Namespace) -> None:
    """Raise UsageError for options on fixing that do not go with the others."""
    for option, given in (("--unsafe-fixes", options.unsafe_fixes), ("--track-changes", options.track_changes)):
        if given and not (options.fix or options.diff):
            raise UsageError(f"“{option}”要与“--fix”或者“--diff”一起用")
    if options.diff and (options.output_format or options.output_file):
        raise UsageError("“--diff”只显示会改什么，不能与“--output-format”“--output-file”一起用")
    if options.fix and "docx" in options.output_format and "-" in options.paths:
        raise UsageError("标准输入不能一边修改一边写批注，请先存成文件")


def _outcomes(options: argparse.Namespace, items: Sequence["Draft | Report"]) -> "Outcomes":
    from checker.batch import Fixing
    from checker.cli import inputs

    fixing = Fixing(unsafe=options.unsafe_fixes, tracked=options.track_changes)
    return inputs.fix(items, fixing, options.jobs, quiet=options.quiet)


def _fixed(options: argparse.Namespace, items: Sequence["Draft | Report"]) -> list["Report"]:
    from checker.cli import fixes

    return fixes.write(_outcomes(options, items), quiet=options.quiet, unsafe=options.unsafe_fixes)


def _show_changes(options: argparse.Namespace, items: Sequence["Draft | Report"]) -> int:
    from checker.cli import fixes, inputs

    reports, different = fixes.show(_outcomes(options, items))
    failed = inputs.note_failures(reports, verbose=options.verbose)
    return _FAILED if failed else _FOUND if different else 0


def _way(options: argparse.Namespace, folder: Path) -> "Way":
    from checker import config
    from checker.batch import Way

    file = options.config or (None if options.isolated else config.find(folder))
    settings = config.load(file) if file else config.Settings()
    keys = ("profile", "year", "select", "ignore", "fail_on")
    given = {key: getattr(options, key) for key in keys if getattr(options, key)}
    if options.level:
        given["level"] = Level(options.level)
    if options.extend_select:
        given["extend_select"] = settings.extend_select + options.extend_select
    labels = options.sentences or any(name in LABELLED for name in options.output_format)
    return Way(dataclasses.replace(settings, **given), options.model, labels=labels, previous=options.previous)


def _fails(report: "Report", fail_on: str) -> bool:
    return fail_on != "never" and any(finding.severity.rank <= Severity(fail_on).rank for finding in report.findings)


def _show_settings(way: "Way") -> int:
    from checker.rules import RULES

    plan = way.plan()
    off = [rule.name for rule in RULES if not rule.default and rule not in plan.rules]
    streams.write("".join(f"{key} = {value}\n" for key, value in _settings_lines(plan.settings)))
    streams.write(f"规则（{len(plan.rules)}条）：{'、'.join(rule.name for rule in plan.rules)}\n")
    if off:
        streams.write(f"要用 --extend-select 选上才用的规则（{len(off)}条）：{'、'.join(off)}\n")
    return 0


def _settings_lines(settings: "Settings") -> Iterator[tuple[str, str]]:
    for field in dataclasses.fields(settings):
        value = getattr(settings, field.name)
        if isinstance(value, tuple):
            yield field.name, "、".join(str(item) for item in value) or "（无）"
        else:
            yield field.name, str(value) if value not in (None, "") else "（未定）"
