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

USAGE = "[--data DIR] [--model DIR] [--ablation] [--card F]"
EPILOG = "准确率、召回率、F1 都在 0 到 1 之间，越大越好。"

_CATEGORIES = {str(category): category.chinese for category in Category}
_ROLES = {str(role): role.chinese for role in Role}
_MOST_CONFUSED = 5


def add_arguments(parser: Parser) -> None:
    """Declare the arguments."""
    group = parser.add_argument_group("选项")
    group.add_argument("--data", metavar="DIR", type=Path, help="数据文件夹，内有 dev 和 quality（默认用自带的）")
    values.add_model(group)
    group.add_argument("--ablation", action="store_true", help="另外比较不同的特征、模型和数据量（要几分钟）")
    group.add_argument("--card", metavar="F", type=Path, help="把全部成绩写成模型说明（Markdown），同时作比较")
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
    folder = options.model or data_dir("models") / MODEL
    model = store.load(folder)
    dev = load_examples(data / "dev")
    alone, inside = evaluate(model, dev), evaluate(model, dev, in_reports=True)
    if alone is None:
        raise UsageError(f"文件夹“{data / 'dev'}”里没有句子")
    rows = load_quality(data / "quality")
    wrong = misses(model, rows)
    look = streams.look(options.color)
    console = Console(width=look.width, force_terminal=look.colour, no_color=not look.colour, highlight=False)
    for name, scores in (("单句", alone), ("在报告里", inside)):
        if scores is not None:
            console.print(_head_table(f"{name}·方面", scores.category, _CATEGORIES))
            console.print(_head_table(f"{name}·作用", scores.role, _ROLES))
            console.print(_bins_table(name, scores))
            streams.write(f"{_summary(name, scores)}\n\n")
    streams.write(f"{_quality(len(rows), wrong)}\n")
    if options.ablation or options.card:
        _compare(options, data, folder, (alone, inside))
    return 0


def _compare(
    options: argparse.Namespace,
    data: Path,
    folder: Path,
    scores: "tuple[Evaluation, Evaluation | None]",
) -> None:
    from checker.classifier.store import read_manifest
    from checker.training.ablation import ablation
    from checker.training.card import card, load_measured
    from checker.training.data import load_examples, load_lexicon, load_signals

    compared = []
    train, dev = load_examples(data / "train"), load_examples(data / "dev")
    signals = load_signals(data / "labels.toml")
    for row in ablation(train, dev, load_lexicon(data / "lexicon.txt"), signals):
        compared.append(row)
        told = "  ".join(f"{author} {score:.3f}" for author, score in row.scores.items())
        streams.write(f"{row.table}  {row.name}{'（采用）' if row.shipped else ''}：{told}\n")
    if options.card:
        text = (data / "card.md").read_text(encoding="utf-8") if (data / "card.md").is_file() else "# 模型说明"
        measured = load_measured(data / "measured.toml")
        page = card(text, read_manifest(folder), scores, rows=compared, measured=measured)
        try:
            options.card.write_text(page, encoding="utf-8")
        except OSError as error:
            raise UsageError(f"无法写入“{options.card}”（{error.strerror}）") from error
        streams.write(f"模型说明写入 {options.card}\n")


def _bins_table(name: str, scores: "Evaluation") -> "Table":
    from rich import box
    from rich.table import Table

    caption = f"{name}·概率与正确率，ECE {scores.ece:.3f}"
    table = Table(title=caption, title_justify="left", box=box.SIMPLE)
    for column in ("概率", "句数", "平均概率", "正确率"):
        table.add_column(column, justify="right")
    for row in scores.bins:
        table.add_row(f"{row.low:.1f} 起", str(row.count), f"{row.confidence:.3f}", f"{row.accuracy:.3f}")
    return table


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


def _summary(name: str, scores: "Evaluation") -> str:
    most = scores.category.confused[:_MOST_CONFUSED]
    confused = "、".join(f"{_CATEGORIES[right]}→{_CATEGORIES[said]} {count}" for right, said, count in most)
    return (
        f"{name}：共{scores.sentences}句。方面：严格 {scores.category.accuracy:.3f}，"
        f"宽松（兼写的方面也算对）{scores.lenient:.3f}。作用：{scores.role.accuracy:.3f}。\n"
        f"确定的标签占 {scores.sure_share:.1%}，其中对 {scores.sure_precision:.3f}。"
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
