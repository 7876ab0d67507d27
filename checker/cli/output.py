"""The results of a lint run, in the formats asked for, to the places asked for."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from checker.cli import streams
from checker.cli.formats import FORMATS, Wishes
from checker.errors import UsageError
from checker.model import Report
from checker.reporters.look import Look


@dataclass(frozen=True, slots=True)
class Output:
    """One rendering of the run: its format, and the file it goes to (None: standard output)."""

    format: str
    file: Path | None


def paired(formats: Sequence[str], files: Sequence[Path], drafts: Collection[Path]) -> tuple[Output, ...]:
    """Pair the first format with the first file and so on; what has no file goes to standard output.

    Raises UsageError when they do not pair up, when a file cannot be written, is named twice or is one of `drafts`.
    """
    formats = formats or ["full"]
    if len(files) > len(formats):
        raise UsageError("“--output-file”比“--output-format”多，应成对写")
    if len(formats) - len(files) > 1:
        raise UsageError("只能有一种格式显示在屏幕上，其余的应各写一个“--output-file”")
    for file in files:
        require_apart(file, drafts, "--output-file")
    if len({file.absolute() for file in files}) < len(files):
        raise UsageError("两个“--output-file”不能是同一个文件")
    return tuple(Output(name, files[index] if index < len(files) else None) for index, name in enumerate(formats))


def require_apart(file: Path, drafts: Collection[Path], option: str) -> None:
    """Raise UsageError when the `file` that `option` names cannot be written or is one of `drafts`."""
    streams.require_writable(file)
    if any(_is_same(file, draft) for draft in drafts):
        raise UsageError(f"{option} “{file}”会覆盖稿件，请换一个文件名")


def _is_same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False  # one of them is not there


def write(output: Output, reports: Sequence[Report], wishes: Wishes) -> None:
    """Write `reports` as `output` says. Raises UsageError when its file cannot be written."""
    form = FORMATS[output.format]
    look = Look() if output.file else streams.look(wishes.color)
    rendered = form.render(reports, wishes, look)
    if output.file:
        streams.write_file(output.file, rendered)
    elif form.for_people:
        streams.write(rendered)
    else:
        streams.write_data(rendered)
