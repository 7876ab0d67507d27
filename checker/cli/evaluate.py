"""`checker evaluate`: how well the classifier does on sentences it was not trained on."""

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from checker.cli import options as values
from checker.cli import streams
from checker.cli.parser import Parser
from checker.errors import UsageError
from checker.model import Category, Role

if TYPE_CHECKING:
    from rich.table import Table

    from checker.training.evaluate import Evaluation, HeadScore, Miss

USAGE = "[--data DIR] [--model DIR]"
EPILOG = "准确率、召回率、F1 都在 0 到 1 之间，越大越好。"

_CATEGORIES = {str(category): category.chinese for category in Category}
_ROLES = {str(role): role.chinese for role in Role}
_MOST_CONFUSED = 5


def add_arguments(parser: Parser) -> None:
    """Declare the arguments."""
    group = parser.add_argument_group("选项")
    group.add_argument("--data", metavar="DIR", type=Path, help="数据文件夹，内有 dev 和 quality（默认用自带的）")
    values.add_model(group)
    values.add_color(group)
    values.add_common(group)


def run(options: argparse.Namespace) -> int:
    """Evaluate, print the tables and return the exit code."""
    from rich.console import Console

    from checker.classifier import store
    from checker.engine import MODEL
    from checker.resources import data_dir
    from checker.training.data import load_examples, load_quality
    from checker.training.evaluate import evaluate, misses

    data = options.data or data_dir("training_data")
    if not data.is_dir():
        raise UsageError(f"找不到训练数据文件夹“{data}”")
    model = store.load(options.model or data_dir("models") / MODEL)
    scores = evaluate(model, load_examples(data / "dev"))
    rows = load_quality(data / "quality")
    wrong = misses(model, rows)
    look = streams.look(options.color)
    console = Console(width=look.width, force_terminal=look.colour, no_color=not look.colour, highlight=False)
    console.print(_head_table("方面", scores.category, _CATEGORIES))
    console.print(_head_table("作用", scores.role, _ROLES))
    streams.write(f"{_summary(scores)}\n{_quality(len(rows), wrong)}\n")
    return 0


def _head_table(title: str, head: "HeadScore", names: Mapping[str, str]) -> "Table":
    from rich import box
    from rich.table import Table

    caption = f"{title}：准确率 {head.accuracy:.3f}，平均 F1 {head.macro_f1:.3f}"
    table = Table(title=caption, title_justify="left", box=box.SIMPLE)
    table.add_column(title)
    for column in ("句数", "精确率", "召回率", "F1"):
        table.add_column(column, justify="right")
    for score in head.classes:
        shares = (f"{share:.2f}" for share in (score.precision, score.recall, score.f1))
        table.add_row(names[score.name], str(score.count), *shares)
    return table


def _summary(scores: "Evaluation") -> str:
    most = scores.category.confused[:_MOST_CONFUSED]
    confused = "、".join(f"{_CATEGORIES[right]}→{_CATEGORIES[said]} {count}" for right, said, count in most)
    return (
        f"共{scores.sentences}句。方面：严格 {scores.category.accuracy:.3f}，"
        f"宽松（兼写的方面也算对）{scores.lenient:.3f}，平均把握 {scores.confidence:.3f}。\n"
        f"兼写的方面：精确率 {scores.also_precision:.2f}，召回率 {scores.also_recall:.2f}。\n"
        f"最常混淆：{confused or '无'}。"
    )


def _quality(total: int, wrong: tuple["Miss", ...]) -> str:
    lines = [f"必须分对的句子：{total}句，错{len(wrong)}句。"]
    lines += [
        f"  {miss.row.id} 应为{miss.row.category.chinese}{f'、{miss.row.role.chinese}' if miss.row.role else ''}，"
        f"得{miss.label.category.chinese}、{miss.label.role.chinese}：{miss.row.text}"
        for miss in wrong
    ]
    return "\n".join(lines)
