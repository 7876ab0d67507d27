"""Settings as TOML: the commented file of `checker init`, and what is in effect for a file."""

import itertools
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import tomli_w

from checker.config import Settings
from checker.decode import encode, keys
from checker.model import Severity
from checker.reporters.layout import shown_path
from checker.rules import RULES

_HEAD = """\
# checker.toml：法治政府建设年度报告检查工具的设置，对这个文件夹和它下面的稿件起作用。
# 下面写的都是默认值和例子；要改一项，删去那一行行首的“#”，再改值。它上面有带方括号的行的，那一行也要删去“#”。
# 文件路径都从这个文件夹算起。
"""


def commented() -> str:
    """Return `checker.toml` with every setting explained; a line that begins with “#” and no space is a default."""
    return "\n".join([_HEAD, *_keys(Settings), *_options()])


def _keys(cls: type) -> Iterator[str]:
    """Yield the lines of each key of `cls`: what it means, its default, an example."""
    standard = encode(cls())
    for key in keys(cls):
        if key.name == "rules":
            continue  # they stand last, with every option
        yield f"# {key.what}"
        default = standard.get(key.name)
        if default is not None and not isinstance(key.example, dict | list):
            yield _lines(key.name, default, "#")
        if key.example is not None:
            yield "# 例如："
            yield _lines(key.name, key.example, "#     ")
        yield ""


def _options() -> Iterator[str]:
    for rule in RULES:
        if rule.options:
            yield f"#[rules.{rule.name}]"
            yield from _keys(rule.options)


def shown(path: Path, layers: Sequence[tuple[str, Settings]], rules: Iterable[tuple[str, Severity]]) -> str:
    """Return the last of `layers` as TOML that can be read again, with the layer that each value comes from.

    `rules` are those that run on the draft `path`, with their severity.
    """
    chosen = encode(layers[-1][1])
    lines = [f"# 对 {shown_path(str(path))} 生效的设置", ""]
    for key in keys(Settings):
        source = layers[0][0]
        for (_, before), (name, after) in itertools.pairwise(layers):
            if getattr(before, key.name) != getattr(after, key.name):
                source = name
        value = chosen.get(key.name)
        lines.append(f"# {key.what}（出自：{shown_path(source)}）")
        no_tables = value == [] and isinstance(key.example, list)  # “waivers = []” would belong to the table above
        lines.append("" if value is None or no_tables else _lines(key.name, value) + "\n")
    found = list(rules)
    lines.append(f"# 规则（{len(found)} 条）")
    lines += [f"#   {severity.chinese}  {name}" for name, severity in found]
    return "\n".join(lines) + "\n"


def _lines(name: str, value: object, before: str = "") -> str:
    """Return `name` = `value` as TOML, each line with `before` in front; a list of tables as tables of their own."""
    if isinstance(value, list) and value and isinstance(value[0], dict):
        written = "".join(f"[[{name}]]\n{tomli_w.dumps(table)}" for table in value)
    else:
        written = tomli_w.dumps({name: value})
    return "\n".join(f"{before}{line}" for line in written.split("\n") if line)
