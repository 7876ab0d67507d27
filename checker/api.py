"""The library: lint a text, a file, bytes or a document; keep up with a text that is being edited; classify sentences."""

import functools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from checker import engine
from checker.config import Settings
from checker.engine import Plan, Run
from checker.errors import ReadError, UsageError, unreadable
from checker.model import Document, Edit, Label, Level, Report, unread
from checker.readers import read
from checker.resources import data_dir
from checker.text.span import Span

__all__ = [
    "Edit",
    "Linter",
    "Span",
    "Version",
    "classify",
    "lint_bytes",
    "lint_document",
    "lint_path",
    "lint_text",
]


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
    return lint_bytes(_encoded(text), filename, year=year, level=level, settings=settings, previous=previous)


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
    return engine.lint(document, _plan(_settings(settings, filename, year, level), previous), filename)


def _settings(settings: Settings | None, filename: str, year: int | None, level: Level | str | None) -> Settings:
    chosen = (settings or Settings()).for_file(filename)
    return replace(chosen, year=year or chosen.year, level=Level(level) if level else chosen.level)


def _plan(settings: Settings, previous: Document | None, model: Path | None = None) -> Plan:
    if previous is None and settings.previous:
        previous = _read_previous(settings.previous)
    return engine.plan(settings, model=model, previous=previous)


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


@dataclass(frozen=True, slots=True)
class Version:
    """A text as it stands at one moment of editing, with its report; immutable, made by `Linter` only.

    `source`: the text as the editor has it. `document`: what was read of it, None where nothing could be read, as of an
    empty text; then `report.failures` says why. Places in `report` count code points of `document.text`, and in a plain text
    without carriage returns that is `source`. `run`: what the next version takes over; no earlier version is held.
    """

    source: str
    filename: str
    document: Document | None
    report: Report
    run: Run | None = field(repr=False, compare=False)


class Linter:
    """Rules, law and model loaded once, for programs that lint often; an editor keeps one for all its texts.

    Holds no text, and a plan once made changes no more, so any number of threads may use it. Everything about a text is in its
    `Version`: `open` gives the first one, `update` the next.
    """

    def __init__(
        self,
        settings: Settings | None = None,
        *,
        model: Path | None = None,
        previous: Document | None = None,
        year: int | None = None,
        level: Level | str | None = None,
    ) -> None:
        """Load what the rules that `settings` select need; `model` is the folder of another model than the one shipped.

        `year`, `level`, `previous` and overrides in `settings` as in `lint_text`. Raises UsageError for wrong settings,
        ModelError for a damaged model.
        """
        self._settings = functools.partial(_settings, settings, year=year, level=level)
        self._plan = functools.lru_cache(maxsize=8)(functools.partial(_plan, previous=previous, model=model))
        self._plan(self._settings(""))

    def lint(self, text: str, filename: str = "draft.txt") -> Report:
        """Lint `text` as `lint_text` does. Raises ReadError for an empty text."""
        return self.lint_bytes(_encoded(text), filename)

    def lint_bytes(self, data: bytes, filename: str) -> Report:
        """Lint the bytes of a file as `lint_bytes` of this module does. Raises ReadError, and UsageError as `lint_text`."""
        settings = self._settings(filename)
        document = read(data, filename, layout=engine.reads_layout(settings))
        return engine.lint(document, self._plan(settings), filename)

    def open(self, text: str, filename: str = "draft.txt") -> Version:
        """Return the first version of `text`; the suffix of `filename` (.txt, .md) tells its format. Raises nothing."""
        return self._version(text, filename, None)

    def update(self, version: Version, changes: Iterable[Edit]) -> Version:
        """Return the version that follows `version` when `changes` are made to its source, one after the other.

        The span of each counts code points of the source as the changes before it have left it. The report is that of a
        full run over the new text, to the last value, only sooner. Raises UsageError for a span outside the source.
        """
        source = version.source
        for change in changes:
            start, end = change.span
            if not 0 <= start <= end <= len(source):
                raise UsageError(f"修改的位置{start}—{end}不在文本之内（共{len(source)}个字符）")
            source = source[:start] + change.replacement + source[end:]
        return self._version(source, version.filename, version.run)

    def _version(self, source: str, filename: str, before: Run | None) -> Version:
        try:
            document = read(_encoded(source), filename)
            plan = self._plan(self._settings(filename))
        except (ReadError, UsageError) as error:  # the latter of last year's report, where every file has its own
            return Version(source, filename, None, unread(filename, str(error)), before)
        run = engine.follow(document, plan, filename, before)
        return Version(source, filename, document, run.report, run)


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
