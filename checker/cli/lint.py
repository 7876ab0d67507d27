"""`checker lint`: lint drafts and say what is wrong with them."""

import argparse
import dataclasses
import functools
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from checker.cli import options as values
from checker.cli import streams
from checker.cli.formats import FORMATS
from checker.cli.parser import Parser
from checker.config import FAIL_ON
from checker.model import Level, Severity

if TYPE_CHECKING:
    from checker.batch import Draft, Way
    from checker.cli.output import Output
    from checker.config import Settings
    from checker.model import Report
    from checker.walk import Exclusion

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
        help="稿件、文件夹或者“报告/**/*.docx”这样的写法（.docx .txt .md；默认当前文件夹）；“-”为标准输入",
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
        help="full（默认，详细）、concise（每处一行）、json、jsonl；可以与 --output-file 成对重复",
    )
    shown.add_argument(
        "--output-file", metavar="F", type=Path, action="append", default=[], help="结果写进文件，不在屏幕显示"
    )
    shown.add_argument("--statistics", action="store_true", help="最后按规则列出次数（full、concise）")
    shown.add_argument("--sentences", action="store_true", help="把分好类的句子写进 json")
    values.add_color(shown)
    shown.add_argument("-q", "--quiet", action="store_true", help="不显示进度和小结")
    run_ = parser.add_argument_group("怎么运行")
    run_.add_argument(
        "--fail-on",
        metavar="SEVERITY",
        type=values.one_of(FAIL_ON),
        help="有这个级别以上的问题时退出码为1：error、warning（默认）、info、never",
    )
    run_.add_argument(
        "--jobs", metavar="N", type=values.jobs, default=1, help="同时用几个进程检查（默认1；auto 为处理器的个数）"
    )
    run_.add_argument("--watch", action="store_true", help="一直开着，稿件保存后自动再检查，按 Ctrl-C 结束")
    run_.add_argument(
        "--no-cache", action="store_true", help="不用上次的结果，也不留下这次的（没有改动的稿件默认不重新检查）"
    )
    run_.add_argument("--show-settings", action="store_true", help="显示生效的设置和规则，不检查")
    values.add_common(run_)


def run(options: argparse.Namespace) -> int:
    """Lint and return the exit code."""
    from checker.cli import inputs, output

    drafts = [Path(path) for path in options.paths] + [options.previous] * bool(options.previous)
    outputs = output.paired(options.output_format, options.output_file, drafts)
    if options.show_settings:
        return _show_settings(_way(options, inputs.folder(options.paths[0])))
    if options.watch:
        from checker.cli import watch

        return watch.repeat(options, functools.partial(_lint, options), functools.partial(_show, options, outputs))
    return _show(options, outputs, *_lint(options))


def _lint(options: argparse.Namespace) -> "tuple[list[Draft | Report], list[Report]]":
    """Return what there was to lint, and the reports, in the same order."""
    from checker.cli import inputs

    cache = None
    if not options.no_cache:
        from checker.cache import open_cache

        cache = open_cache()
    way = functools.cache(functools.partial(_way, options))
    exclusion = functools.cache(functools.partial(_exclusion, options))
    items = list(inputs.todo(options.paths, options.stdin_filename, way, exclusion, options.output_file))
    return items, inputs.lint(items, options.jobs, cache, quiet=options.quiet, verbose=options.verbose)


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
    wishes = Wishes(
        color=options.color,
        model=next((report.model for report in reports if report.model), None),
        quiet=options.quiet,
        sentences=options.sentences,
        statistics=options.statistics,
    )
    for wanted in outputs:
        output.write(wanted, reports, wishes)
    if failed:
        return _FAILED
    limits = [item.way.settings.fail_on for item in items if isinstance(item, Draft)]
    return _FOUND if any(map(_fails, reports, limits)) else 0


def _config(options: argparse.Namespace, folder: Path) -> Path | None:
    from checker import config

    return options.config or (None if options.isolated else config.find(folder))


def _exclusion(options: argparse.Namespace, folder: Path) -> "Exclusion | None":
    """Return what the configuration of `folder` leaves out of it."""
    from checker import config, walk

    file = _config(options, folder)
    patterns = config.load(file).exclude if file else ()
    if file is None or not patterns or not folder.is_relative_to(file.absolute().parent):
        return None
    return walk.exclusion(file.parent, patterns, f"{file.name}: exclude")


def _way(options: argparse.Namespace, folder: Path) -> "Way":
    from checker import config
    from checker.batch import Way

    file = _config(options, folder)
    settings = config.load(file) if file else config.Settings()
    keys = ("profile", "year", "select", "ignore", "fail_on")
    given = {key: getattr(options, key) for key in keys if getattr(options, key)}
    if options.level:
        given["level"] = Level(options.level)
    if options.extend_select:
        given["extend_select"] = settings.extend_select + options.extend_select
    return Way(
        dataclasses.replace(settings, **given),
        options.model,
        labels=options.sentences,
        previous=options.previous,
        stamp=options.previous.stat().st_mtime_ns if options.previous and options.previous.exists() else 0,
    )


def _fails(report: "Report", fail_on: str) -> bool:
    return fail_on != "never" and any(finding.severity.rank <= Severity(fail_on).rank for finding in report.findings)


def _show_settings(way: "Way") -> int:
    plan = way.plan()
    streams.write("".join(f"{key} = {value}\n" for key, value in _settings_lines(plan.settings)))
    streams.write(f"规则（{len(plan.rules)}条）：{'、'.join(rule.name for rule in plan.rules)}\n")
    return 0


def _settings_lines(settings: "Settings") -> Iterator[tuple[str, str]]:
    for field in dataclasses.fields(settings):
        value = getattr(settings, field.name)
        if isinstance(value, tuple):
            yield field.name, "、".join(str(item) for item in value) or "（无）"
        else:
            yield field.name, str(value) if value not in (None, "") else "（未定）"
