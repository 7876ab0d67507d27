"""`checker lint`: lint drafts and say what is wrong with them."""

import argparse
import dataclasses
import functools
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from checker.cli import layers, streams
from checker.cli import options as values
from checker.cli.formats import FORMATS, LABELLED
from checker.cli.parser import Parser
from checker.config import FailOn
from checker.errors import UsageError
from checker.model import Level, Severity
from checker.reporters.layout import shown_path

if TYPE_CHECKING:
    from checker.batch import Draft, Way
    from checker.cli.fixes import Outcomes
    from checker.cli.output import Output
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
        help="稿件、文件夹或者“报告/**/*.docx”这样的写法（.docx .pdf .html .txt .md；装有 LibreOffice 的，还有 .doc .wps .odt .rtf；"
        "默认当前文件夹）；“-”为标准输入",
    )
    what.add_argument("--stdin-filename", metavar="NAME", help="标准输入的文件名，后缀说明格式")
    rules = parser.add_argument_group("按什么检查")
    rules.add_argument("--profile", metavar="NAME", help="规范档案，例如 county-2021-2025（默认由标题和年度判断）")
    rules.add_argument("--year", metavar="N", type=values.year, help="报告年度（默认由标题判断）")
    levels = "、".join(f"{level} {level.chinese}" for level in Level)
    rules.add_argument("--level", metavar="LEVEL", type=values.one_of(Level), help=f"报告单位的层级：{levels}")
    values.add_selection(rules)
    rules.add_argument(
        "--previous", metavar="F", type=Path, help="上一年的报告，用来查照抄、没有回应的计划和对不上的同比"
    )
    values.add_model(rules)
    old = rules.add_mutually_exclusive_group()
    old.add_argument("--baseline", metavar="F", type=Path, help="基线文件：记在里面的旧问题不显示，只报告新的")
    old.add_argument("--write-baseline", metavar="F", type=Path, help="把现有的问题全部记进基线文件，从此只报告新的")
    values.add_source(rules)
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
        type=values.one_of(FailOn),
        help="有这个级别以上的问题时退出码为1：error、warning（默认）、info、never",
    )
    run_.add_argument(
        "--jobs", metavar="N", type=values.jobs, default=1, help="同时用几个进程检查（默认1；auto 为处理器的个数）"
    )
    run_.add_argument("--watch", action="store_true", help="一直开着，稿件保存后自动再检查，按 Ctrl-C 结束")
    run_.add_argument(
        "--no-cache", action="store_true", help="不用上次的结果，也不留下这次的（没有改动的稿件默认不重新检查）"
    )
    run_.add_argument("--show-settings", action="store_true", help="显示这个文件生效的设置（TOML）和规则，不检查")
    values.add_common(run_)


def run(options: argparse.Namespace) -> int:
    """Lint and return the exit code."""
    from checker.cli import output

    _require_agreement(options)
    drafts = [Path(path) for path in options.paths] + [options.previous] * bool(options.previous)
    outputs = output.paired(options.output_format, options.output_file, drafts)
    if options.write_baseline:
        output.require_apart(options.write_baseline, drafts, "--write-baseline")
    if options.show_settings:
        return _show_settings(options)
    gather, lint = functools.partial(_gather, options, outputs), functools.partial(_lint, options)
    show = functools.partial(_show, options, outputs)
    if options.watch:
        from checker.cli import watch

        return watch.repeat(options, gather, lint, show)
    items = gather()
    return _show_changes(options, items) if options.diff else show(items, lint(items))


def _gather(options: argparse.Namespace, outputs: "Sequence[Output]") -> "list[Draft | Report]":
    """Return what there is to lint, each with the settings that go for it now."""
    from checker.cli import inputs, output

    configured = layers.configured(options)
    way = functools.partial(_way, options, layers.layers(options, configured))
    exclusion = functools.partial(layers.exclusion, configured)
    written = [*options.output_file, *[options.write_baseline] * bool(options.write_baseline)]
    items = list(inputs.todo(options.paths, options.stdin_filename, way, exclusion, written, quiet=options.quiet))
    output.require_places(outputs, items)
    return items


def _lint(options: argparse.Namespace, items: "Sequence[Draft | Report]") -> "list[Report]":
    """Return the reports of `items`, of what remains where they are fixed."""
    from checker.cli import inputs

    if options.fix:
        return _fixed(options, items)
    cache = None
    if not (options.no_cache or options.write_baseline):  # a baseline is written once, and of what is there
        from checker.cache import open_cache

        cache = open_cache()
    return inputs.lint(items, options.jobs, cache, quiet=options.quiet, verbose=options.verbose)


def _show(
    options: argparse.Namespace,
    outputs: "Sequence[Output]",
    items: "Sequence[Draft | Report]",
    reports: "Sequence[Report]",
) -> int:
    """Write what was found and what failed, and return the exit code."""
    from checker.batch import Draft
    from checker.cli import inputs, output
    from checker.cli.formats import Wishes

    failed = inputs.note_failures(reports, verbose=options.verbose)
    if options.write_baseline:
        from checker.filters import baseline

        streams.write_file(options.write_baseline, baseline.written(reports, options.write_baseline))
    if not options.quiet:
        _note_known(reports, options.write_baseline, verbose=options.verbose)
    wishes = Wishes(
        color=options.color,
        model=next((report.model for report in reports if report.model), None),
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


def _require_agreement(options: argparse.Namespace) -> None:
    """Raise UsageError for options on fixing and watching that do not go with the others."""
    for option, given in (("--unsafe-fixes", options.unsafe_fixes), ("--track-changes", options.track_changes)):
        if given and not (options.fix or options.diff):
            raise UsageError(f"“{option}”要与“--fix”或者“--diff”一起用")
    if options.diff and (options.output_format or options.output_file):
        raise UsageError("“--diff”只显示会改什么，不能与“--output-format”“--output-file”一起用")
    if options.fix and "docx" in options.output_format and "-" in options.paths:
        raise UsageError("标准输入不能一边修改一边写批注，请先存成文件")
    changing = {"--fix": options.fix, "--diff": options.diff, "--write-baseline": options.write_baseline}
    for option, given in changing.items():
        if given and options.watch:
            raise UsageError(f"“--watch”只检查，不能与“{option}”一起用")


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


def _way(options: argparse.Namespace, found: layers.Layers, path: Path) -> "Way":
    from checker.batch import Way

    settings = found(path)[-1][1]
    way = Way(
        dataclasses.replace(settings, previous=None),
        options.model,
        labels=options.sentences or any(name in LABELLED for name in options.output_format),
        previous=settings.previous,
        all_known=bool(options.write_baseline),
    )
    return way.with_stamp()


def _note_known(reports: Iterable["Report"], wrote: Path | None, *, verbose: bool) -> None:
    """Say on standard error what a baseline silenced, and what of it is gone."""
    known = sum(len(report.known) for report in reports)
    gone = [(report.path, one) for report in reports for one in report.gone]
    if wrote:
        streams.note(f"已把 {known} 处问题记进基线“{wrote}”，以后用 --baseline 只看新问题")
    elif known or gone:
        hint = "，可以重新用 --write-baseline 生成基线" if gone else ""
        streams.note(f"基线：{known} 处旧问题没有显示，{len(gone)} 处已经不再出现{hint}")
    for path, one in gone * verbose:
        streams.note(f"  不再出现：{shown_path(path)} {one.rule} {one.text}")


def _fails(report: "Report", fail_on: str) -> bool:
    return fail_on != "never" and any(finding.severity.rank <= Severity(fail_on).rank for finding in report.findings)


def _show_settings(options: argparse.Namespace) -> int:
    from checker import engine
    from checker.cli import settings

    path, layered = Path(options.paths[0]), layers.layers(options, layers.configured(options))
    found = layered(path)
    changed = engine.severities(found[-1][1])
    rules = [(rule.name, changed.get(rule.name, rule.severity)) for rule in _way(options, layered, path).plan().rules]
    streams.write_data(settings.shown(path, found, rules))
    return 0
