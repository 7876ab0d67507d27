"""`checker train`: rebuild the classifier from its training data."""

import argparse
from pathlib import Path

from checker.cli import options as values
from checker.cli import streams
from checker.cli.parser import Parser
from checker.errors import UsageError

USAGE = "[--data DIR] [--output DIR]"
EPILOG = "同一份数据训练两次，模型文件逐字节相同。"


def add_arguments(parser: Parser) -> None:
    """Declare the arguments."""
    group = parser.add_argument_group("选项")
    group.add_argument("--data", metavar="DIR", type=Path, help="训练数据（默认随程序提供的 training_data）")
    group.add_argument("--output", metavar="DIR", type=Path, help="模型写到哪里（默认改写程序自己的模型）")
    values.add_common(group)


def run(options: argparse.Namespace) -> int:
    """Train and return the exit code."""
    from checker.engine import MODEL
    from checker.resources import data_dir
    from checker.training.fit import train

    data = options.data or data_dir("training_data")
    output = options.output or data_dir("models") / MODEL
    if not data.is_dir():
        raise UsageError(f"找不到训练数据文件夹“{data}”")
    if output.exists() and not output.is_dir():
        raise UsageError(f"无法写入“{output}”（不是文件夹）")
    try:
        manifest = train(data, output)
    except OSError as error:
        raise UsageError(f"无法写入“{output}”（{error.strerror}）") from error
    size = sum((output / file.name).stat().st_size for file in manifest.files)
    count = manifest.training.sentences
    streams.write(f"模型 {manifest.version}，{count}句训练，{size / 2**20:.1f} MiB，写入 {output}\n")
    return 0
