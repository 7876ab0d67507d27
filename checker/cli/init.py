"""`checker init`: write a commented `checker.toml`."""

import argparse
import os
from pathlib import Path

from checker.cli import options as values
from checker.cli import streams
from checker.cli.parser import Parser
from checker.errors import UsageError

USAGE = "[选项]"
EPILOG = "写出的都是默认值，前面有“#”的不起作用；稿件所在的文件夹和它上面的文件夹里，离得最近的 checker.toml 起作用。"

_FILE = "checker.toml"


def add_arguments(parser: Parser) -> None:
    """Declare the arguments."""
    values.add_common(parser.add_argument_group("选项"))


def run(_: argparse.Namespace) -> int:
    """Write the file and return the exit code; one that is there is never touched."""
    from checker.cli import settings

    if os.path.lexists(_FILE):
        raise UsageError(f"{_FILE} 已经有了，没有改动；要重写，请先把它改名或者删去")
    streams.write_file(Path(_FILE), settings.commented())
    streams.write(
        f"已写入 {_FILE}。删去一行行首的“#”再改值，就会起作用；checker lint --show-settings 查看生效的设置。\n"
    )
    return 0
