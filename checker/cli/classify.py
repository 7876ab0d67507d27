"""`checker classify`: what each sentence is about and what it does."""

import argparse
import io
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from checker.cli import options as values
from checker.cli import streams
from checker.cli.parser import Parser
from checker.errors import ReadError, UsageError

if TYPE_CHECKING:
    from checker.classifier.context import Surroundings
    from checker.reporters.console import Explain

USAGE = "[选项] FILE ..."
EPILOG = '--lines 每行读一个 JSON 对象：{"id": …, "text": …, "heading": …, "previous": …}，只有 text 必写；每行答一行。'

_FAILED = 3


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence to label, as `--lines` reads it."""

    identity: object
    text: str
    heading: str
    previous: str


def add_arguments(parser: Parser) -> None:
    """Declare the arguments."""
    what = parser.add_argument_group("对象")
    what.add_argument("paths", metavar="FILE", nargs="*", help="报告文件；“-”为标准输入")
    what.add_argument("--lines", metavar="F", help="逐行给句子分类，每行一个 JSON 对象；“-”为标准输入")
    how = parser.add_argument_group("选项")
    how.add_argument(
        "--output-format",
        metavar="FORMAT",
        type=values.one_of(("table", "jsonl")),
        default="table",
        help="table（默认，给人看的表）或 jsonl（每句一行）",
    )
    how.add_argument("--explain", action="store_true", help="每句另写明是哪些词支持这个方面，哪些词不支持（只用于表）")
    values.add_model(how)
    values.add_color(how)
    values.add_common(how)


def run(options: argparse.Namespace) -> int:
    """Label the sentences and return the exit code."""
    if bool(options.lines) == bool(options.paths):
        raise UsageError("应写明要分类的文件，或者用 --lines 逐行分类，二者取一")
    if options.explain and (options.lines or options.output_format != "table"):
        raise UsageError("--explain 只用于给人看的表，不能和 --lines、--output-format jsonl 一起用")
    return _lines(options) if options.lines else _files(options)


def _files(options: argparse.Namespace) -> int:
    from checker.batch import Way
    from checker.cli import inputs
    from checker.config import Settings
    from checker.reporters import json as machine

    way = Way(Settings(), options.model, only_labels=True)
    explain = _explainer(options.model) if options.explain else None
    reports = inputs.lint(list(inputs.todo(options.paths, None, lambda _: way)))
    failed = inputs.note_failures(reports, verbose=options.verbose)
    for report in reports:
        if options.output_format == "jsonl":
            streams.write_data(machine.render_sentences(report))
        elif report.sentences:
            from checker.reporters import console

            streams.write(console.render_sentences(report, streams.look(options.color), explain))
    return _FAILED if failed else 0


def _explainer(folder: Path | None) -> "Explain":
    """Return what tells, for a sentence and its category, what each word adds."""
    from checker.classifier import store
    from checker.engine import MODEL
    from checker.resources import data_dir

    folder = folder or data_dir("models") / MODEL
    model, words = store.load(folder), store.segmenter(folder)
    return lambda text, category: model.explain(text, category, words.cut)


def _lines(options: argparse.Namespace) -> int:
    from checker.classifier import store
    from checker.engine import MODEL
    from checker.reporters.json import label_line
    from checker.resources import data_dir

    model = store.load(options.model or data_dir("models") / MODEL)
    for line in _read_lines(options.lines):
        (label,) = model.label([line.text], [_around(line)] if line.heading or line.previous else None)
        streams.write_data(label_line(line.identity, label))
    return 0


def _around(line: Line) -> "Surroundings":
    from checker.anatomy.parts import part_under
    from checker.classifier.context import Surroundings

    headings = tuple(title for heading in line.heading.split(">") if (title := heading.strip()))
    return Surroundings(headings, line.previous, "", part_under(headings) if headings else None)


def _read_lines(name: str) -> Iterator[Line]:
    try:
        source = sys.stdin.buffer if name == "-" else io.BytesIO(Path(name).read_bytes())
    except OSError as error:
        from checker.batch import reason

        raise ReadError(f"{name}：{reason(error)}") from error
    empty = True
    for number, line in enumerate(source, start=1):
        if line.strip():
            empty = False
            yield _line(line, f"{'标准输入' if name == '-' else name}第{number}行")
    if empty:
        raise ReadError("标准输入没有内容" if name == "-" else f"{name}：文件是空的")


def _refuse(constant: str) -> None:
    raise ValueError(constant)  # NaN and Infinity are no JSON


def _line(line: bytes, where: str) -> Line:
    try:
        row = json.loads(line, parse_constant=_refuse)
    except (ValueError, RecursionError):  # bad UTF-8, bad JSON, brackets without end
        raise ReadError(f"{where}：不是有效的 JSON") from None
    if not isinstance(row, dict):
        raise ReadError(f"{where}：应为 JSON 对象")
    if "text" not in row:
        raise ReadError(f"{where}：缺少键“text”")
    texts = ["" if row.get(key) is None else row[key] for key in ("text", "heading", "previous")]
    if not all(isinstance(text, str) for text in texts):
        raise ReadError(f"{where}：text、heading、previous 应为字符串")
    return Line(row.get("id"), *texts)
