"""Baseline: the findings of an earlier run, which are silent in later ones, so that only new ones are reported."""

import itertools
import json
import os
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from checker.decode import decode
from checker.errors import UsageError, unreadable
from checker.model import Finding, Known, Report, Section
from checker.model.fingerprint import fingerprints
from checker.text.headings import number_at
from checker.text.span import Span

VERSION = 1
_TOOL = "fazhi-checker"
_LONGEST = 60  # characters of a finding's words, which only tell people what it was


@dataclass(frozen=True, slots=True)
class _Entry:
    file: str
    rule: str
    section: str
    text: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class _Contents:
    tool: str
    version: int
    findings: tuple[_Entry, ...]


@dataclass(frozen=True, slots=True)
class Baseline:
    """Known findings by file, whose paths are relative to `folder`; `whole`: every finding counts as known."""

    folder: Path = Path()
    files: Mapping[str, tuple[Known, ...]] = field(default_factory=dict)
    whole: bool = False

    def part(
        self, path: str, text: str, sections: tuple[Section, ...], findings: Sequence[Finding], rules: Collection[str]
    ) -> tuple[list[Finding], tuple[Known, ...], tuple[Known, ...]]:
        """Part all `findings` of the file `path`: new ones, known ones, and known ones that are gone.

        In `text` secret words are starred out. `rules` are the names of those that ran; nothing can be said of the findings
        of the others.
        """
        # a heading that holds secret words is not in the text any more, and must not be in the file
        sections = tuple(replace(one, heading=one.heading if one.heading in text else "") for one in sections)
        parts = [_parts(finding, text) for finding in findings]
        flat = tuple(itertools.chain.from_iterable(parts))
        report = Report(path, "", "", text, "", None, None, "", sections=sections, findings=flat)
        told = (
            Known(part.rule, _section(part, sections), _text(part, text), fingerprint)
            for part, fingerprint in zip(flat, fingerprints(report), strict=True)
        )
        held = self.files.get(_relative(path, self.folder), ())
        old = {one.fingerprint for one in held}
        new: list[Finding] = []
        known: list[Known] = []
        for finding, own in zip(findings, parts, strict=True):
            here = list(itertools.islice(told, len(own)))
            recognised = here if self.whole else [one for one in here if one.fingerprint in old]
            known += recognised
            if len(recognised) < len(here):
                new.append(finding)
        still = {one.fingerprint for one in known}
        gone = tuple(one for one in held if one.fingerprint not in still and one.rule in rules)
        return new, tuple(known), gone


def _parts(finding: Finding, text: str) -> list[Finding]:
    """Return `finding` once for each of its places: where one of them is mended, the others are still known.

    The number before a heading is no part of its place: it changes with the headings before. Nor is what the message of an
    absence says behind its first clause, which may quote some other sentence.
    """
    if finding.span is None:
        return [replace(finding, message=finding.message.partition("，")[0])]
    spans = (finding.span, *finding.related) if finding.occurrences > 1 else (finding.span,)
    numbers = [number_at(text, span.start) for span in spans]
    return [
        replace(finding, span=Span(number.end, span.end) if number and number.end < span.end else span)
        for span, number in zip(spans, numbers, strict=True)
    ]


def load(path: Path) -> Baseline:
    """Read the baseline at `path`. Raises UsageError when it is missing, foreign, damaged or of another version."""
    try:
        table = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise UsageError(f"基线“{path}”：{unreadable(error)}") from error
    except (ValueError, RecursionError):
        table = None
    if not isinstance(table, Mapping) or table.get("tool") != _TOOL:
        raise UsageError(f"基线“{path}”：不是 --write-baseline 写出的文件")
    if table.get("version") != VERSION:
        raise UsageError(
            f"基线“{path}”：版本是 {table.get('version')}，这个程序只认 {VERSION}，请重新用 --write-baseline 生成"
        )
    files: dict[str, list[Known]] = {}
    for entry in decode(_Contents, table, f"基线“{path}”").findings:
        files.setdefault(entry.file, []).append(Known(entry.rule, entry.section, entry.text, entry.fingerprint))
    return Baseline(path.absolute().parent, {file: tuple(known) for file, known in files.items()})


def written(reports: Iterable[Report], path: Path) -> str:
    """Return what the baseline at `path` holds when it knows the `known` findings of `reports`: sorted, one a line."""
    entries = {
        _Entry(_relative(report.path, path.absolute().parent), one.rule, one.section, one.text, one.fingerprint)
        for report in reports
        for one in report.known
    }
    lines = sorted(json.dumps(asdict(entry), ensure_ascii=False) for entry in entries)
    findings = "[\n" + ",\n".join(f"    {line}" for line in lines) + "\n  ]" if lines else "[]"
    return f'{{\n  "tool": "{_TOOL}",\n  "version": {VERSION},\n  "findings": {findings}\n}}\n'


def _relative(file: str, folder: Path) -> str:
    try:
        return Path(os.path.relpath(file, folder)).as_posix()
    except ValueError:  # another drive of Windows
        return Path(file).absolute().as_posix()


def _section(finding: Finding, sections: Iterable[Section]) -> str:
    at = finding.span.start if finding.span else -1
    return next((section.heading for section in sections if section.span.start <= at < section.span.end), "")


def _text(finding: Finding, text: str) -> str:
    words = finding.span.of(text) if finding.span else finding.message
    return " ".join(words.split())[:_LONGEST]
