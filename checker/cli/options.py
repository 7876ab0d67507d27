"""Values of options: what argparse calls to check them, and options that several verbs share."""

import argparse
import os
from collections.abc import Callable, Iterable
from pathlib import Path

from checker.config import FIRST_YEAR, LAST_YEAR
from checker.decode import suggest

_MOST_JOBS = 256
_LONGEST_NUMBER = 9


def year(text: str) -> int:
    """Return a report year. Raises ArgumentTypeError."""
    if not text.isdecimal() or len(text) > _LONGEST_NUMBER or not FIRST_YEAR <= int(text) <= LAST_YEAR:
        raise argparse.ArgumentTypeError(f"“{text}”不是年份，应为{FIRST_YEAR}—{LAST_YEAR}之间的四位数字")
    return int(text)


def jobs(text: str) -> int:
    """Return a number of processes, for “auto” that of the processors. Raises ArgumentTypeError."""
    if text == "auto":
        return min(os.cpu_count() or 1, _MOST_JOBS)
    if not text.isdecimal() or len(text) > _LONGEST_NUMBER or not 1 <= int(text) <= _MOST_JOBS:
        raise argparse.ArgumentTypeError(f"“{text}”不是进程数，应为1—{_MOST_JOBS}之间的整数或者 auto")
    return int(text)


def names(text: str) -> tuple[str, ...]:
    """Return the names of a list with commas. Raises ArgumentTypeError for an empty one."""
    found = tuple(name.strip() for name in text.replace("，", ",").split(",") if name.strip())
    if not found:
        raise argparse.ArgumentTypeError("没有写规则或规则组的名称")
    return found


def one_of(choices: Iterable[str]) -> Callable[[str], str]:
    """Return a check that a value is one of `choices`; it raises ArgumentTypeError naming them and the nearest."""
    known = tuple(choices)

    def check(text: str) -> str:
        if text not in known:
            raise argparse.ArgumentTypeError(f"“{text}”不在可用的值之内（{'、'.join(known)}）{suggest(text, known)}")
        return text

    return check


def add_selection(group: argparse._ArgumentGroup) -> None:
    """Add the options that select rules."""
    group.add_argument("--select", metavar="RULE,…", type=names, help="只用这些规则或规则组")
    group.add_argument("--ignore", metavar="RULE,…", type=names, help="不用这些规则或规则组")
    group.add_argument("--extend-select", metavar="RULE,…", type=names, help="在选定的之外再加这些")


def add_source(group: argparse._ArgumentGroup) -> None:
    """Add the options that say where settings come from."""
    source = group.add_mutually_exclusive_group()
    source.add_argument("--config", metavar="F", type=Path, help="改用这个配置文件（默认从稿件所在的文件夹往上找）")
    source.add_argument("--isolated", action="store_true", help="不读任何配置文件")


def add_model(group: argparse._ArgumentGroup) -> None:
    """Add `--model`."""
    group.add_argument("--model", metavar="DIR", type=Path, help="改用这个文件夹里的分类模型")


def add_common(group: argparse._ArgumentGroup) -> None:
    """Add `-v` and `-h`, which every verb has (the entry acts on them)."""
    group.add_argument("-v", "--verbose", action="store_true", help="出错时显示详细过程")
    group.add_argument("-h", "--help", action="store_true", help="显示这份说明")


def add_color(group: argparse._ArgumentGroup) -> None:
    """Add `--color`."""
    group.add_argument(
        "--color",
        metavar="WHEN",
        type=one_of(("auto", "always", "never")),
        default="auto",
        help="颜色：auto（默认，只在终端里用）、always、never；也认环境变量 NO_COLOR",
    )
