"""Where a finding stands, for programs that know files and lines only."""

import ntpath
import posixpath
from pathlib import PurePath, PureWindowsPath

from checker.model import Edit, Finding, Place, Report

_WITH_LINES = ("text", "markdown")


def has_lines(report: Report) -> bool:
    """Tell whether the lines of places are lines of the file; in a Word file they count paragraphs."""
    return report.format in _WITH_LINES


def below(path: str, root: PurePath) -> PurePath:
    """Return `path` relative to the folder `root` where it lies below it, else absolute."""
    normal = ntpath.normpath if isinstance(root, PureWindowsPath) else posixpath.normpath
    whole = type(root)(normal(root / path))
    return whole.relative_to(root) if whole.is_relative_to(root) else whole


def told(report: Report, finding: Finding, place: Place | None) -> str:
    """Return the message; where the file has no lines, the place stands before it."""
    return finding.message if place is None or has_lines(report) else f"{place.label}：{finding.message}"


def mapped(report: Report, finding: Finding) -> list[tuple[Edit, Place]]:
    """Return the edits of the fix with their places; none where one would not give the same in the file.

    It would not in a file without lines, nor in Markdown where marks stand within the words.
    """
    if finding.fix is None or not has_lines(report):
        return []
    edits = [(edit, report.located[edit.span]) for edit in finding.fix.edits]
    return edits if report.format == "text" or all(_unbroken(*pair) for pair in edits) else []


def _unbroken(edit: Edit, place: Place) -> bool:
    start, end = edit.span
    return place.line == place.end_line and place.end_column - place.column == end - start
