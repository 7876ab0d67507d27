"""The model card: every figure in it is computed here, or measured elsewhere and entered with the model it was measured on."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from checker.classifier.store import Manifest
from checker.decode import decode
from checker.errors import UsageError
from checker.model.label import SURE, Category, Role
from checker.training.ablation import Row
from checker.training.evaluate import Evaluation, HeadScore


@dataclass(frozen=True, slots=True)
class Measured:
    """Figures on reports that are no part of the project (0…1), with the version of the model they were measured on."""

    on: str
    model: str
    sentences: int
    strict: float
    lenient: float
    macro_f1: float
    role: float


def load_measured(path: Path) -> tuple[Measured, ...]:
    """Return the rows of a TOML file of `[[measured]]` tables, none where there is no file. Raises UsageError."""
    if not path.is_file():
        return ()
    try:
        rows = tomllib.loads(path.read_text(encoding="utf-8")).get("measured", [])
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{path.name}：不是有效的 TOML（{error}）") from error
    return tuple(decode(Measured, row, f"{path.name}: measured[{index}]") for index, row in enumerate(rows))


def card(
    text: str,
    manifest: Manifest,
    scores: tuple[Evaluation, Evaluation | None],
    *,
    rows: Sequence[Row],
    measured: Sequence[Measured],
) -> str:
    """Return the card in Markdown.

    `text`: what people wrote of the model, put in front of the figures. `scores`: sentences alone, and in reports.
    """
    alone, inside = scores
    best = inside or alone
    lines = [
        text.rstrip(),
        "",
        "## 版本",
        f"- 模型 {manifest.version}，{manifest.training.sentences} 句训练，训练数据 SHA-256 `{manifest.training.digest}`",
        *(f"- `{file.name}` SHA-256 `{file.sha256}`" for file in manifest.files),
        "",
        "## 成绩（留出作者）",
        "| 怎么判 | 句数 | 类别（严格） | 类别（宽松） | 类别平均 F1 | 作用 | 作用平均 F1 | ECE |",
        "|---|---|---|---|---|---|---|---|",
        _summary("单句", alone),
        *([_summary("在报告里", inside)] if inside else []),
        "",
        "“严格”指主类别相同，“宽松”指主类别或者次要类别之一相同；ECE 是概率与正确率的平均差距，越小越好。",
        "",
        "### 各类",
        "| 标签 | 句数 | 精确率 | 召回率 | F1 |",
        "|---|---|---|---|---|",
        *_classes(best.category),
        *_classes(best.role),
        "",
        "### 概率可信吗",
        "| 概率 | 句数 | 平均概率 | 正确率 |",
        "|---|---|---|---|",
        *(f"| {bin_.low:.1f} 起 | {bin_.count} | {bin_.confidence:.3f} | {bin_.accuracy:.3f} |" for bin_ in best.bins),
        "",
        f"概率低于 {SURE} 的标签显示为“不确定”，与内容有关的规则不以它为准。",
        f"其余占 {best.sure_share:.1%}，正确率 {best.sure_precision:.3f}。",
        "",
        "## 在真实报告上",
        *_measured(measured, manifest.version),
        "",
        "## 怎么选的",
        "每一行都用全部训练数据训练，在留出作者上逐句判（只看类别，严格）。粗体是采用的。",
        *_ablation(rows),
    ]
    return "\n".join(lines) + "\n"


def _summary(name: str, scores: Evaluation) -> str:
    return (
        f"| {name} | {scores.sentences} | {scores.category.accuracy:.3f} | {scores.lenient:.3f} | "
        f"{scores.category.macro_f1:.3f} | {scores.role.accuracy:.3f} | {scores.role.macro_f1:.3f} | {scores.ece:.3f} |"
    )


def _classes(head: HeadScore) -> list[str]:
    names = {label.value: label.chinese for label in (*Category, *Role)}
    return [
        f"| {names[score.name]} | {score.count} | {score.precision:.2f} | {score.recall:.2f} | {score.f1:.2f} |"
        for score in head.classes
    ]


def _measured(measured: Sequence[Measured], version: str) -> list[str]:
    if not measured:
        return ["没有测量。"]
    stale = [row for row in measured if row.model != version]
    return [
        "这些报告只用于测量，不在项目里，也不参加训练。",
        "",
        "| 在什么上 | 模型 | 句数 | 类别（严格） | 类别（宽松） | 类别平均 F1 | 作用 |",
        "|---|---|---|---|---|---|---|",
        *(
            f"| {row.on} | {row.model} | {row.sentences} | {row.strict:.3f} | {row.lenient:.3f} | {row.macro_f1:.3f} "
            f"| {row.role:.3f} |"
            for row in measured
        ),
        *(["", "**其中有的是在以前的模型上测的，现在的模型没有测。**"] if stale else []),
    ]


def _ablation(rows: Sequence[Row]) -> list[str]:
    lines = []
    for table, group in groupby(rows, key=lambda row: row.table):
        inside = list(group)
        authors = list(inside[0].scores)
        lines += ["", f"### {table}", f"| | {' | '.join(authors)} | 特征或句数 |", "|---" * (len(authors) + 2) + "|"]
        for row in inside:
            name = f"**{row.name}**" if row.shipped else row.name
            scores = " | ".join(f"{row.scores[author]:.3f}" for author in authors)
            lines.append(f"| {name} | {scores} | {row.size if row.size is not None else ''} |")
    return lines
