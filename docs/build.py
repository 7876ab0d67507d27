"""Writes `docs/rules/`, `docs/schema/` and what `docs/audit.md` tells of columns and of the sheet of points.

The pages of the rules are made of the same docstrings, law data and cases as `checker explain`.

usage: python docs/build.py
"""

import json
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa

from checker import law
from checker.audit import score
from checker.audit.tables import TABLES
from checker.cli.explain import marked
from checker.decode import keys
from checker.model import Rule
from checker.reporters import schema
from checker.reporters.citation import cited
from checker.resources import data_dir
from checker.rules import GROUPS, RULES
from checker.rules.cases import parse
from checker.rules.page import options, page
from checker.schema import settings

FOLDER = Path(__file__).parent / "rules"
AUDIT = Path(__file__).parent / "audit.md"
SCHEMA = Path(__file__).parent / "schema" / "report.schema.json"


def pages() -> dict[str, str]:
    """Return file name → text of the whole site."""
    found = {f"{rule.name}.md": "\n".join(_page(rule)) + "\n" for rule in RULES}
    found["README.md"] = "\n".join(_index()) + "\n"
    return found


def report_schema() -> str:
    """Return the JSON Schema of the formats json and jsonl as text."""
    return json.dumps(schema.report(), ensure_ascii=False, indent=1) + "\n"


def _index() -> Iterator[str]:
    yield "# 规则一览"
    yield ""
    yield f"共 {len(RULES)} 条。由 `docs/build.py` 生成，和 `checker explain` 同出一处。"
    for group, title in GROUPS.items():
        yield f"\n## {title}（{group}）\n"
        if not any(rule.default for rule in RULES if rule.group == group):
            yield f"默认不用，用 `--extend-select {group}` 打开。\n"
        yield "| 规则 | 级别 | 报告什么 |\n|---|---|---|"
        for rule in RULES:
            if rule.group == group:
                yield f"| [{rule.name}]({rule.name}.md) | {rule.severity.chinese} | {page(rule).title} |"


def _page(rule: Rule) -> Iterator[str]:
    found = page(rule)
    yield f"# {rule.name}：{found.title}"
    yield ""
    yield f"级别：{rule.severity.chinese}　组：{GROUPS[rule.group]}（{rule.group}）　自动改法：{'有' if rule.fixable else '无'}"
    if not rule.default:
        yield f"\n默认不用，用 `--extend-select {rule.group}` 或者 `--extend-select {rule.name}` 打开。"
    yield f"\n{found.what}"
    for title, text in (("为什么", found.why), ("怎么改", found.advice), ("不报", found.silent)):
        yield f"\n## {title}\n\n{text}"
    yield "\n## 依据\n"
    asked = [r for r in law.load().requirements if r.rule == rule.name]
    lines = [f"- {'；'.join(map(cited, r.basis)) or '没有明文规定，出自通行写法'}：{r.asks}" for r in asked]
    yield from dict.fromkeys(lines or ["没有明文规定，出自通行写法。"])
    yield "\n## 选项\n"
    settable = options(rule)
    if settable:
        yield f"写在 `checker.toml` 的 `[rules.{rule.name}]` 下面，写法见 [设置](../config.md)。\n"
        yield "| 选项 | 默认 | 意思 |\n|---|---|---|"
    else:
        yield "无。"
    for option in settable:
        yield f"| `{option.name}` | {f'`{option.default}`' if option.default else '不写'} | {option.what} |"
    yield "\n## 例子"
    for case in parse((data_dir("cases") / rule.group / f"{rule.name}.md").read_text(encoding="utf-8")):
        yield f"\n{case.shows}（{'不报' if case.silent else '报告'}）\n"
        yield f"```text\n{marked(case)}\n```"


def settings_schema() -> str:
    """Return the JSON Schema of `checker.toml` as text."""
    return json.dumps(settings(), ensure_ascii=False, indent=2) + "\n"


def audit_page(text: str) -> str:
    """Return the page of the audit with what stands between its marks made anew."""
    made = {"columns": _tables(), "sheet": _sheet(), "keys": _keys()}
    for name, lines in made.items():
        start, end = f"<!-- {name} -->\n", f"<!-- /{name} -->"
        before, _, rest = text.partition(start)
        _, _, after = rest.partition(end)
        text = "".join((before, start, "\n".join(lines), "\n", end, after))
    return text


def _tables() -> Iterator[str]:
    for table in TABLES:
        yield f"\n### {table.name}.parquet\n\n{table.what}。\n\n| 列 | 类型 | 意思 |\n|---|---|---|"
        for column in table.columns:
            yield f"| `{column.name}` | {_kind(column.kind)} | {column.what} |"
    yield ""


def _kind(kind: pa.DataType) -> str:
    if pa.types.is_list(kind):
        return f"{_kind(kind.value_type)}的列表"
    tests = (
        (pa.types.is_integer, "整数"),
        (pa.types.is_floating, "小数"),
        (pa.types.is_boolean, "是否"),
        (pa.types.is_date, "日期"),
        (pa.types.is_struct, "记录"),
    )
    return next((name for test, name in tests if test(kind)), "文字")


def _sheet() -> Iterator[str]:
    yield "\n| 项目 | 满分 | 怎样评 |\n|---|---|---|"
    for item in score.load().item:
        asked = [item.material.chinese] if item.material else []
        told = "<br>".join([*asked, *(deduction.chinese for deduction in item.deduct)])
        yield f"| {GROUPS[item.group]}：{item.title}（`{item.id}`） | {item.points:g} | {told} |"
    yield ""


def _keys() -> Iterator[str]:
    tables = {
        "最上面": score.Sheet,
        "`[[item]]`": score.Item,
        "`[[item.deduct]]`": score.Deduction,
        "`[item.material]`": score.Material,
    }
    yield "\n| 写在 | 键 | 意思 |\n|---|---|---|"
    for place, cls in tables.items():
        for key in keys(cls):
            yield f"| {place} | `{key.name}` | {key.what} |"
    yield ""


def main() -> None:
    """Write the schema and the pages, and take away those of rules that are gone."""
    SCHEMA.parent.mkdir(exist_ok=True)
    SCHEMA.write_text(report_schema(), encoding="utf-8")
    FOLDER.mkdir(exist_ok=True)
    made = pages()
    for path in FOLDER.glob("*.md"):
        if path.name not in made:
            path.unlink()
    for name, text in made.items():
        (FOLDER / name).write_text(text, encoding="utf-8")
    AUDIT.write_text(audit_page(AUDIT.read_text(encoding="utf-8")), encoding="utf-8")
    folder = Path(__file__).parent / "schema"
    folder.mkdir(exist_ok=True)
    (folder / "checker.schema.json").write_text(settings_schema(), encoding="utf-8")


if __name__ == "__main__":
    main()
