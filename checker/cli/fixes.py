"""`checker lint --fix` and `--diff`: what was changed goes into the drafts, or is shown."""

import dataclasses
import difflib
import hashlib
import io
from collections.abc import Iterator
from pathlib import Path

from checker import batch
from checker.batch import Draft, Outcome
from checker.cli import streams
from checker.errors import ReadError
from checker.model import Failure, Report
from checker.readers.decoding import decode_text
from checker.reporters.layout import shown_path
from checker.writers import files
from checker.writers.fix import FORMATS

_NO_LINE_END = "\\ No newline at end of file"  # what programs that apply a difference look for
Outcomes = Iterator[tuple[Draft | Report, Outcome]]


def write(outcomes: Outcomes, *, quiet: bool, unsafe: bool) -> list[Report]:
    """Write each fixed draft to its file, that of standard input to standard output; return what remains.

    A line on standard error says how much was changed. A draft that cannot be written is a failure of its report.
    """
    reports, count = [], 0
    for item, outcome in outcomes:
        try:
            _write(item, outcome)
            count += outcome.count
            reports.append(outcome.report)
        except (OSError, ReadError) as error:
            words = str(error) if isinstance(error, ReadError) else _reason(error)
            failures = (*outcome.before.failures, Failure("", f"没有修改：{words}"))
            reports.append(dataclasses.replace(outcome.before, failures=failures))
    if not quiet:
        fixes = [finding.fix for report in reports for finding in report.findings if finding.fix]
        more = sum(len(fix.edits) for fix in fixes if not fix.safe) * (not unsafe)
        hint = f"；另有{more}处要人拿主意，加“--unsafe-fixes”也可以自动修改" if more else ""
        streams.note((f"已自动修改{count}处" if count else "没有可以自动修改的") + hint)
    return reports


def _write(item: Draft | Report, outcome: Outcome) -> None:
    if not isinstance(item, Draft) or outcome.data is None:
        return
    if outcome.report.format not in FORMATS:
        streams.note(f"{shown_path(item.path)}：这种格式不能自动修改，请在文字处理软件里改")
    if item.data is not None:
        streams.write_bytes(outcome.data)
    elif outcome.count:
        path = Path(item.path)
        if hashlib.sha256(batch.read_bytes(path)).hexdigest() != outcome.before.digest:
            raise ReadError("稿件刚才有改动，请再运行一次")
        files.write(path, outcome.data)


def _reason(error: OSError) -> str:
    if isinstance(error, PermissionError):
        return "没有权限写入，或者文件正由别的程序打开"
    return batch.reason(error)


def show(outcomes: Outcomes) -> tuple[list[Report], bool]:
    """Write the differences that fixing would make to standard output; return the reports, and if there were any.

    A Word draft is compared by paragraphs, with personal data starred out.
    """
    reports, different = [], False
    for _, outcome in outcomes:
        reports.append(outcome.report)
        if outcome.count:
            different = True
            streams.write_data(_difference(outcome))
    return reports, different


def _difference(outcome: Outcome) -> str:
    before, after = outcome.before.text, outcome.report.text
    if outcome.report.format != "docx":
        before, after = decode_text(outcome.old or b""), decode_text(outcome.data or b"")
    name = shown_path(outcome.report.path)
    lines = difflib.unified_diff(_lines(before), _lines(after), name, name)
    return "".join(line if line.endswith("\n") else f"{line}\n{_NO_LINE_END}\n" for line in lines)


def _lines(text: str) -> list[str]:
    return io.StringIO(text).readlines()  # of the characters that str.splitlines knows only the line feed ends a line
