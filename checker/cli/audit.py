"""`checker audit`: a whole collection of reports at once."""

import argparse
import contextlib
import functools
import signal
import sys
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from checker.cli import layers, streams
from checker.cli import options as values
from checker.cli.formats import explanations
from checker.cli.parser import Parser
from checker.errors import UsageError

if TYPE_CHECKING:
    from checker.audit.run import Summary
    from checker.batch import Way

USAGE = "[选项] DIR [DIR ...]"
EPILOG = "退出码：0 做完了；2 用法、配置或者模型有误，或者结果写不进去；3 做完了，但有文件读不了；130 中断了。用法详见 docs/audit.md。"

_FAILED, _INTERRUPTED = 3, 130
_PACKAGES = ("pyarrow", "datasketch", "filelock")
_Item = TypeVar("_Item")


def add_arguments(parser: Parser) -> None:
    """Declare the arguments."""
    what = parser.add_argument_group("检查什么")
    what.add_argument(
        "paths", metavar="DIR", nargs="+", type=Path, help="放报告的文件夹，连同里面的各级文件夹；也可以是文件"
    )
    what.add_argument(
        "--manifest",
        metavar="F",
        type=Path,
        help="清单（CSV 或 TSV）：文件、单位、层级、年度、地区、收到日期，有几列写几列；只写单位的，用来查谁没有报送",
    )
    what.add_argument(
        "--reference",
        metavar="F",
        type=Path,
        nargs="+",
        action="extend",
        default=[],
        help="上级的文件和报告：抄自这里的话不算雷同",
    )
    where = parser.add_argument_group("结果")
    where.add_argument(
        "--output",
        metavar="DIR",
        type=Path,
        default=Path("audit"),
        help="结果放进这个文件夹（默认 audit）：index.html 网页，各张表（Parquet），results.jsonl",
    )
    where.add_argument("--score", action="store_true", help="按打分表给每份报告打分，逐项说明扣在哪里")
    where.add_argument("--score-sheet", metavar="F", type=Path, help="改用这张打分表（TOML），写法见 docs/audit.md")
    where.add_argument("-q", "--quiet", action="store_true", help="不显示进度和小结")
    rules = parser.add_argument_group("按什么检查")
    values.add_selection(rules)
    values.add_model(rules)
    values.add_source(rules)
    how = parser.add_argument_group("怎么运行")
    how.add_argument("--resume", action="store_true", help="接着上次做：没有改动的文件不再检查")
    how.add_argument(
        "--jobs",
        metavar="N",
        type=values.jobs,
        default=values.jobs("auto"),
        help="同时用几个进程（默认为处理器的个数）",
    )
    how.add_argument(
        "--backend",
        metavar="NAME",
        type=values.one_of(("loky", "dask")),
        default="loky",
        help="loky（默认，本机）或者 dask（一台或多台机器，要另装 distributed）",
    )
    how.add_argument(
        "--scheduler", metavar="ADDRESS", help="dask 调度器的地址，例如 tcp://10.0.0.5:8786；不写在本机临时起一个"
    )
    values.add_common(how)
    parser.set_defaults(
        profile=None, year=None, level=None, baseline=None, write_baseline=None, previous=None, fail_on=None
    )


def run(options: argparse.Namespace) -> int:
    """Audit and return the exit code."""
    if options.scheduler and options.backend != "dask":
        raise UsageError("“--scheduler”要与“--backend dask”一起用")
    if options.score_sheet and not options.score:
        raise UsageError("“--score-sheet”要与“--score”一起用")
    try:
        from checker.audit.run import Order, audit
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in _PACKAGES:
            raise
        raise UsageError('checker audit 要另装几个包：pip install "fazhi-checker[audit]"') from None
    from checker.audit import pool, score
    from checker.audit.collection import Manifest, gather, read_manifest
    from checker.audit.journal import Journal
    from checker.batch import reason

    if options.output.exists() and not options.output.is_dir():
        raise UsageError(f"{options.output}：这是文件，不是文件夹")
    if not options.resume and Journal.unfinished(options.output):
        raise UsageError(
            f"“{options.output}”里有上次没有做完的结果：加 --resume 接着做，或者用 --output 另写一个文件夹"
        )
    configured = layers.configured(options)
    manifest = read_manifest(options.manifest) if options.manifest else Manifest()
    gathered = gather(options.paths, manifest, functools.partial(layers.exclusion, configured), [options.output])
    for folder, trouble in gathered.unreadable:
        streams.note(f"{folder}：{reason(trouble)}")
    if gathered.unreadable and not gathered.entries:
        raise UsageError("没有可以检查的报告")
    stopped = threading.Event()
    order = Order(
        gathered,
        functools.partial(_way, options, layers.layers(options, configured)),
        options.output,
        explanations(),
        "、".join(path.resolve().name for path in options.paths),
        resume=options.resume,
        stop=stopped.is_set,
        sheet=score.load(options.score_sheet) if options.score else None,
        references=tuple(options.reference),
    )
    progress = functools.partial(_with_bar, quiet=options.quiet)
    try:
        with _heeding(stopped), pool.opened(pool.Backend(options.backend), options.jobs, options.scheduler) as workers:
            summary = audit(order, workers, progress)
    except KeyboardInterrupt:
        streams.note(f"checker：已中断{_kept(options.output)}")
        return _INTERRUPTED
    except OSError as error:
        words = "没有权限" if isinstance(error, PermissionError) else reason(error)
        raise UsageError(f"无法写入“{options.output}”（{words}）{_kept(options.output)}") from error
    if not options.quiet:
        streams.write(_shown(summary, options.output))
    return _FAILED if summary.failed or gathered.unreadable else 0


def _kept(output: Path) -> str:
    """Return what to say of what is already there."""
    from checker.audit.journal import PART, RESULTS

    done = any((output / name).exists() for name in (RESULTS, RESULTS + PART))
    return f"；已做完的结果在“{output}”，加 --resume 接着做" if done else ""


@contextlib.contextmanager
def _heeding(stopped: threading.Event) -> Iterator[None]:
    """The first Ctrl-C lets the files that have been begun come to their end; the next one is like any other."""

    def stop(*_: object) -> None:
        signal.signal(signal.SIGINT, before)
        stopped.set()

    before = signal.signal(signal.SIGINT, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _shown(summary: "Summary", output: Path) -> str:
    """Return what was found in a few lines."""
    counts = [
        (summary.late, "份逾期"),
        (summary.empty, "份空白"),
        (summary.copied, "对雷同"),
        (summary.missing, "个单位没有报送"),
        (summary.failed, "份读不了"),
        (summary.passed, "个文件没有检查（压缩包、同名的副本等）"),
    ]
    told = "，".join(f"{count}{what}" for count, what in counts if count)
    return f"检查了{summary.read}份报告" + (f"：{told}" if told else "") + f"\n结果在 {output / 'index.html'}\n"


def _way(options: argparse.Namespace, found: layers.Layers, path: Path) -> "Way":
    from checker.batch import Way

    return Way(found(path)[-1][1], options.model, labels=True).with_stamp()


def _with_bar(items: Iterable[_Item], total: int | None, step: str, *, quiet: bool) -> Iterable[_Item]:
    if quiet or not sys.stderr.isatty():
        return items
    from rich.console import Console
    from rich.progress import track

    return track(items, step, total=total, console=Console(stderr=True), transient=True)
