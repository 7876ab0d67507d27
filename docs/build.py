"""Writes `docs/rules/` and `docs/schema/`.

The pages of the rules are made of the same docstrings, law data and cases as `checker explain`.

usage: python docs/build.py
"""

import json
from collections.abc import Iterator
from pathlib import Path

from checker import law
from checker.cli.explain import marked
from checker.model import Rule
from checker.reporters import schema
from checker.reporters.citation import cited
from checker.resources import data_dir
from checker.rules import GROUPS, RULES
from checker.rules.cases import parse
from checker.rules.page import options, page
from checker.schema import settings

FOLDER = Path(__file__).parent / "rules"
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
    folder = Path(__file__).parent / "schema"
    folder.mkdir(exist_ok=True)
    (folder / "checker.schema.json").write_text(settings_schema(), encoding="utf-8")


if __name__ == "__main__":
    main()
