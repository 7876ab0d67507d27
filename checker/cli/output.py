"""The results of a lint run, in the formats asked for, to the places asked for."""

import sys
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from checker import batch
from checker.batch import Draft
from checker.cli import streams
from checker.cli.formats import FORMATS, Copy, Format, Wishes
from checker.errors import ReadError, UsageError
from checker.model import Report
from checker.readers import SUFFIXES
from checker.reporters.layout import shown_path
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
    for name, file in zip(formats, files, strict=False):
        require_apart(file, drafts, "--output-file", folder=isinstance(FORMATS[name], Copy))
    if len({file.absolute() for file in files}) < len(files):
        raise UsageError("两个“--output-file”不能是同一个文件")
    return tuple(Output(name, files[index] if index < len(files) else None) for index, name in enumerate(formats))


def require_apart(file: Path, drafts: Collection[Path], option: str, *, folder: bool = False) -> None:
    """Raise UsageError when the `file` (or `folder`) that `option` names cannot be written or is one of `drafts`."""
    if not (folder and file.is_dir()):
        streams.require_writable(file)
    if any(_is_same(file, draft) for draft in drafts):
        raise UsageError(f"{option} “{file}”会覆盖稿件，请换一个文件名")


def _is_same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False  # one of them is not there


def require_places(outputs: Sequence[Output], items: Sequence[Draft | Report]) -> None:
    """Raise UsageError, before any work is done, where a draft cannot be copied as one of `outputs` asks."""
    for output in outputs:
        if isinstance(FORMATS[output.format], Copy):
            _copies(output, [item for item in items if isinstance(item, Draft)])


def write(
    output: Output, reports: Sequence[Report], items: Sequence[Draft | Report], wishes: Wishes, *, aside: bool = False
) -> None:
    """Write `reports`, those of `items`, as `output` says; `aside`: to standard error where it names no file.

    Raises UsageError when a file cannot be written, ReadError when a draft to be copied has changed since.
    """
    form = FORMATS[output.format]
    if isinstance(form, Copy):
        pairs = [(item, report) for item, report in zip(items, reports, strict=True) if isinstance(item, Draft)]
        for (draft, report), place in zip(pairs, _copies(output, [draft for draft, _ in pairs]), strict=True):
            if report.digest:
                _copy(form, draft, report, place)
                if place and not wishes.quiet:
                    streams.note(f"{shown_path(str(place))}：写了{len(report.findings)}处批注")
    else:
        _render(form, output.file, reports, wishes, aside=aside)


def _render(form: Format, file: Path | None, reports: Sequence[Report], wishes: Wishes, *, aside: bool) -> None:
    rendered = form.render(reports, wishes, Look() if file or aside else streams.look(wishes.color))
    if file:
        streams.write_file(file, rendered)
    elif aside:
        streams.note(rendered.rstrip("\n"), lines=True)
    elif form.for_people:
        streams.write(rendered)
    else:
        streams.write_data(rendered)


def _copies(output: Output, drafts: Sequence[Draft]) -> list[Path | None]:
    """Return the file for the copy of each draft, None for standard output. Raises UsageError."""
    for draft in drafts:
        if SUFFIXES.get(Path(draft.path).suffix.lower()) != "docx":
            raise UsageError(f"“--output-format docx”只给 Word 稿件（.docx）写批注，“{shown_path(draft.path)}”不是")
    if output.file is None:
        if len(drafts) > 1:
            raise UsageError("给几份稿件写批注，应加“--output-file 文件夹”，写明放到哪个文件夹")
        if sys.stdout.isatty():
            raise UsageError("批注写在 Word 文件里，屏幕上显示不了，应加“--output-file 批注.docx”")
        return [None] * len(drafts)
    if not output.file.is_dir():
        if len(drafts) > 1:
            raise UsageError(f"给几份稿件写批注，“--output-file”应是已有的文件夹，“{output.file}”不是")
        return [output.file] * len(drafts)
    sources = {Path(draft.path).resolve() for draft in drafts}
    names = set()
    places: list[Path | None] = []
    for draft in drafts:
        place = output.file / Path(draft.path).name
        if place.resolve() in sources:
            raise UsageError(f"批注会覆盖稿件“{place}”，请换一个文件夹")
        if place.name.casefold() in names:
            raise UsageError(f"有几份稿件都叫“{place.name}”，批注不能放进同一个文件夹")
        names.add(place.name.casefold())
        places.append(place)
    return places


def _copy(form: Copy, draft: Draft, report: Report, place: Path | None) -> None:
    # a draft of another word processor's format would be turned into .docx here
    data = batch.read_bytes(Path(draft.path)) if draft.data is None else draft.data
    try:
        copy = form.annotate(data, report)
    except ReadError as error:
        raise ReadError(f"{shown_path(draft.path)}：{error}") from error
    if place:
        streams.write_file_bytes(place, copy)
    else:
        streams.write_bytes(copy)
