"""The entry of the command line: the verbs, their errors, and the exit codes."""

import contextlib
import gc
import importlib
import sys
import traceback
from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from checker import __version__
from checker.cli import streams
from checker.errors import CheckerError, ReadError, UsageError

if TYPE_CHECKING:
    from checker.cli.parser import Verb

_USAGE, _UNREADABLE, _INTERRUPTED = 2, 3, 130
_RARELY = 100_000  # new objects between two collections
# every verb is a module of its name in this package, loaded when it is called
_VERBS = {
    "lint": "检查稿件，逐处说明问题、依据和改法",
    "audit": "检查一批报告：谁没有报、谁逾期、谁照抄，汇总成表和网页",
    "classify": "给每个句子标出写的是哪个方面、起什么作用",
    "explain": "说明一条规则：查什么、为什么、依据、怎么改",
    "lsp": "语言服务器：写稿时在编辑器里随时提示",
    "init": "在当前文件夹写一份有说明的 checker.toml",
    "train": "用训练数据重新训练分类模型",
    "evaluate": "给分类模型打分：没有参加训练的作者写的句子，和必须分对的句子",
}
_VERB_LINES = "\n".join(f"  {name:<10}{does}" for name, does in _VERBS.items())
_OVERVIEW = f"""\
检查法治政府建设年度报告：缺不缺规定的部分，数字对不对得上，措辞和标点有没有问题。
不联网，稿子不出本机。

用法：checker 命令 [选项]

命令：
{_VERB_LINES}

选项：
  -h, --help  显示这份说明；“checker 命令 --help”显示一个命令的全部选项
  --version   显示版本

例子：
  checker lint 年度报告.docx
  checker explain missing-section
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line with `arguments` (default: those of the process) and return the exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    # what the imports make stays for good: looking through it again and again costs a tenth of a short run
    gc.set_threshold(_RARELY)
    streams.replace_closed()
    for stream in (sys.stdout, sys.stderr):
        # an old console that lacks a character shows a question mark; it never ends the run
        with contextlib.suppress(AttributeError):
            stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    try:
        code = _run(given)
        sys.stdout.flush()
    except CheckerError as error:
        if "-v" in given or "--verbose" in given:
            traceback.print_exc()
        streams.note(f"checker：{error}")
        return _UNREADABLE if isinstance(error, ReadError) else _USAGE
    except BrokenPipeError:
        # whoever read has had enough; the interpreter must not complain when it closes the stream
        streams.give_up_output()
        return 0
    except OSError as error:  # a full disk, a name that no file can have, a folder that may not be entered
        from checker.batch import reason

        if "-v" in given or "--verbose" in given:
            traceback.print_exc()
        streams.give_up_output()
        streams.note(f"checker：{f'{error.filename}：' if error.filename else ''}{reason(error)}")
        return _USAGE
    except KeyboardInterrupt:
        streams.note("checker：已中断")
        return _INTERRUPTED
    return code


def _run(arguments: list[str]) -> int:
    name = arguments[0] if arguments else "--help"
    if name in ("-h", "--help"):
        streams.write(_OVERVIEW)
        return 0
    if name == "--version":
        streams.write(f"fazhi-checker {__version__}\n")
        return 0
    from checker.cli.parser import Parser
    from checker.decode import suggest

    if name not in _VERBS:
        what = "选项" if name.startswith("-") else "命令"
        raise UsageError(f"不认识的{what}“{name}”{suggest(name, [*_VERBS, '--help', '--version'])}")
    verb = cast("Verb", importlib.import_module(f"checker.cli.{name}"))
    parser = Parser(f"checker {name}", verb.USAGE, _VERBS[name], verb.EPILOG)
    verb.add_arguments(parser)
    if "-h" in arguments or "--help" in arguments:
        streams.write(parser.format_help())
        return 0
    return verb.run(parser.parse(arguments[1:]))
