"""`checker lsp`: the language server on standard input and output."""

import argparse
import contextlib
import os
import sys

from checker.cli import options as values
from checker.cli.parser import Parser
from checker.errors import UsageError

USAGE = "[选项]"
EPILOG = "由编辑器启动，不在终端里直接用；各种编辑器的设置见 docs/editors.md。"

_PACKAGES = ("pygls", "lsprotocol")
_NOT_ENDED = 1


def add_arguments(parser: Parser) -> None:
    """Declare the arguments."""
    group = parser.add_argument_group("选项")
    group.add_argument("--stdio", action="store_true", help="用标准输入、输出通信（总是如此，有的编辑器要写）")
    values.add_common(group)


def run(_: argparse.Namespace) -> int:
    """Serve until the client ends, and return the exit code: 0 where it did so as agreed."""
    try:
        from checker.lsp.server import serve
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in _PACKAGES:
            raise
        raise UsageError('checker lsp 要另装 pygls：pip install "pygls>=2.1"') from None
    # the server closes its streams; those of the process stay open, and nothing but messages may go out
    with open(os.dup(0), "rb") as source, open(os.dup(1), "wb") as sink, contextlib.redirect_stdout(sys.stderr):  # noqa: PTH123
        return 0 if serve(source, sink) else _NOT_ENDED
