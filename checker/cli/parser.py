"""argparse that speaks Chinese: headings, wrapping by display width, and its own error messages."""

import argparse
import re
from typing import NoReturn, Protocol

from checker.decode import suggest
from checker.errors import UsageError
from checker.reporters.layout import wrapped
from checker.text.pattern import pattern

# what argparse says, and what it means to a user; the first that fits is taken
_MESSAGES = (
    (pattern(r"argument (\S+): expected .*argument"), "选项“{0}”后面缺少值"),
    (pattern(r"argument (\S+): ignored explicit argument '(.*)'"), "选项“{0}”不带值，多了“{1}”"),
    (pattern(r"argument (\S+): not allowed with argument (\S+)"), "选项“{0}”不能与“{1}”同时使用"),
    (pattern(r"one of the arguments (.+) is required"), "缺少参数，应写明其中之一：{0}"),
    (pattern(r"the following arguments are required: (.+)"), "缺少参数：{0}"),
    (pattern(r"argument (\S+): (.+)"), "“{0}”：{1}"),
)
_HELP_COLUMN = 30
_WIDTH = 100


class Verb(Protocol):
    """A module of one verb: how its use is shown in help, its arguments and what it does."""

    USAGE: str
    EPILOG: str

    def add_arguments(self, parser: "Parser") -> None:
        """Declare the verb's arguments."""

    def run(self, options: argparse.Namespace) -> int:
        """Do it and return the exit code; raises CheckerError for what a user can mend."""


class Formatter(argparse.HelpFormatter):
    """Help text in two columns, wrapped by what a terminal shows: a Chinese character takes two columns."""

    def __init__(self, prog: str) -> None:
        """Make a formatter for the program `prog`."""
        super().__init__(prog, max_help_position=_HELP_COLUMN, width=_WIDTH)

    def add_usage(self, usage: str | None, actions: object, groups: object, prefix: str | None = None) -> None:
        """Add the usage line under its Chinese name."""
        super().add_usage(usage, actions, groups, prefix=prefix or "用法：")  # type: ignore[arg-type]

    def _split_lines(self, text: str, width: int) -> list[str]:
        return wrapped(text, width)

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        return "\n".join(indent + line for part in text.splitlines() for line in wrapped(part, width - len(indent)))


class Parser(argparse.ArgumentParser):
    """A parser whose errors are UsageError in Chinese; options are declared in groups with Chinese headings."""

    def __init__(self, prog: str, usage: str, description: str, epilog: str) -> None:
        """Make a parser; `usage` is what follows the program's name."""
        super().__init__(
            prog=prog,
            usage=f"%(prog)s {usage}",
            description=description,
            epilog=epilog,
            formatter_class=Formatter,
            add_help=False,
            allow_abbrev=False,
        )

    def error(self, message: str) -> NoReturn:
        """Raise UsageError with argparse's `message` in Chinese."""
        for form, chinese in _MESSAGES:
            found = form.fullmatch(message)
            if found:
                raise UsageError(chinese.format(*found.groups()))
        raise UsageError(message)

    def format_help(self) -> str:
        """Return the help text, the colons after its headings in full width."""
        return re.sub(r"^(\S+):$", r"\1：", super().format_help(), flags=re.MULTILINE)

    def parse(self, arguments: list[str]) -> argparse.Namespace:
        """Return the options in `arguments`. Raises UsageError for an unknown one, naming the nearest known one."""
        options, rest = self.parse_known_args(arguments)
        if rest:
            name = rest[0].partition("=")[0]
            if name.startswith("-"):
                raise UsageError(f"不认识的选项“{name}”{suggest(name, self._option_string_actions)}")
            raise UsageError(f"多余的参数“{name}”")
        return options
