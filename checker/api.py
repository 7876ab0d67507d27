"""The library: lint a text, a file, bytes or a document; classify sentences."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from checker import engine
from checker.config import Settings
from checker.errors import ReadError, UsageError, unreadable
from checker.model import Document, Label, Level, Report
from checker.readers import read
from checker.resources import data_dir


def lint_text(
    text: str,
    filename: str = "draft.txt",
    *,
    year: int | None = None,
    level: Level | str | None = None,
    settings: Settings | None = None,
    previous: Document | None = None,
) -> Report:
    """Lint `text`; the suffix of `filename` (.txt, .md) tells its format.

    `year` (report year) and `level` outrank what the text says; `settings` (see `checker.config.load`) may hold overrides
    for `filename`; `previous` is last year's report (see `checker.readers.read`) and outranks that of the settings. Raises
    ReadError for an empty text, UsageError for wrong settings, ModelError for a damaged model.
    """
    return lint_bytes(
        text.encode("utf-8", "surrogatepass"), filename, year=year, level=level, settings=settings, previous=previous
    )


def lint_path(
    path: str | Path,
    *,
    year: int | None = None,
    level: Level | str | None = None,
    settings: Settings | None = None,
    previous: Document | None = None,
) -> Report:
    """Lint the file at `path`. Raises ReadError when it cannot be read, else as `lint_text`."""
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        raise ReadError(f"无法读取文件（{error.strerror}）") from error
    return lint_bytes(data, str(path), year=year, level=level, settings=settings, previous=previous)


def lint_bytes(
    data: bytes,
    filename: str,
    *,
    year: int | None = None,
    level: Level | str | None = None,
    settings: Settings | None = None,
    previous: Document | None = None,
) -> Report:
    """Lint the bytes of a file whose format the suffix of `filename` tells. Raises as `lint_path`."""
    document = read(data, filename, layout=engine.reads_layout(settings or Settings()))
    return lint_document(document, filename, year=year, level=level, settings=settings, previous=previous)


def lint_document(
    document: Document,
    filename: str = "",
    *,
    year: int | None = None,
    level: Level | str | None = None,
    settings: Settings | None = None,
    previous: Document | None = None,
) -> Report:
    """Lint a document that a reader has made; the rules on layout need one read with `layout=True`.

    Raises UsageError and ModelError as `lint_text`.
    """
    chosen = (settings or Settings()).for_file(filename)
    if year is not None or level is not None:
        chosen = replace(chosen, year=year or chosen.year, level=Level(level) if level else chosen.level)
    if previous is None and chosen.previous:
        previous = _read_previous(chosen.previous)
    return engine.lint(document, engine.plan(chosen, previous=previous), filename)


def _read_previous(path: Path) -> Document:
    try:
        return read(path.read_bytes(), path.name)
    except OSError as error:
        raise UsageError(f"上一年的报告“{path}”：{unreadable(error)}") from error
    except ReadError as error:
        raise UsageError(f"上一年的报告“{path}”：{error}") from error


def classify(texts: Sequence[str]) -> list[Label]:
    """Return category and role of each sentence of `texts`. Raises ModelError for a damaged model."""
    from checker.classifier import store

    return list(store.load(data_dir("models") / engine.MODEL).label(texts))
