"""One file of a collection → one line of `results.jsonl`; runs in the processes of a pool."""

import bisect
import dataclasses
import datetime
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from checker import __version__, batch
from checker.anatomy.facts import body_of, level_of
from checker.audit.collection import Entry
from checker.audit.record import Status
from checker.audit.region import region_of, same_name
from checker.batch import Draft, Way
from checker.cache import digest
from checker.engine import Plan
from checker.errors import ReadError
from checker.model import BlockKind, Level, Report, unread
from checker.reporters import json
from checker.rules import RULES
from checker.rules.disclosure import late_report
from checker.text import dates
from checker.text.relations import statements
from checker.text.span import Span

_Table = dict[str, object]
_ORDINAL = "届"  # of a congress or an assembly, which is counted by nobody
_GROUPS = {rule.name: rule.group for rule in RULES}


@dataclass(frozen=True, slots=True)
class Task:
    """A file and how it is linted; `product`: digest of the code and data that make reports (`cache.product`)."""

    entry: Entry
    way: Way
    product: str

    def key(self, sha256: str) -> str:
        """Return the digest of all that the line of this file depends on, its contents being those of `sha256`."""
        declared = dataclasses.replace(self.entry.declared, received=None)  # added when all is done
        parts = (self.product, digest(self.way), sha256, self.entry.name, repr(declared), repr(self.entry.folders))
        return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()

    def key_now(self) -> str:
        """Return the key of the file as it is now; of no line where it cannot be read."""
        try:
            return self.key(hashlib.sha256(batch.read_bytes(Path(self.entry.path))).hexdigest())
        except (OSError, ReadError):
            return ""


def examine(task: Task) -> bytes:
    """Lint the file and return its line, without the line end; what goes wrong stands in it as a failure."""
    declared = task.entry.declared
    settings = dataclasses.replace(
        task.way.settings,
        level=declared.level or task.way.settings.level,
        year=declared.year or task.way.settings.year,
    )
    way = dataclasses.replace(task.way, settings=settings, labels=True)
    report = batch.lint_draft(Draft(task.entry.path, way))
    report = _identified(report, task.entry)
    if not report.digest:  # it could not be read at all
        return msgspec.json.encode(_line(task.entry, report, Status.FAILED))
    line = _line(task.entry, report, Status.READ)
    return msgspec.json.encode(line | {"key": task.key(report.digest), "due": _due(report, way.plan())})


def not_examined(entry: Entry, status: Status, why: str) -> bytes:
    """Return the line of a file that is listed only, or of a body without one, because of `why`."""
    return msgspec.json.encode(_line(entry, _identified(unread(entry.path, why), entry), status))


def _identified(report: Report, entry: Entry) -> Report:
    """Return `report` with body, level and year of the manifest, else of the text, else of the file name and folders."""
    declared, stem = entry.declared, Path(entry.path).stem
    body = declared.body or report.body or body_of(stem) or _sender(entry.folders)
    level = declared.level or report.level or level_of(body)
    named = (year for name in (stem, *reversed(entry.folders)) for year, _ in dates.years(name))
    return dataclasses.replace(report, body=body, level=level, year=declared.year or report.year or next(named, None))


def _sender(folders: Sequence[str]) -> str:
    """Return the name of the innermost folder where it is that of a body and not of a place, else nothing."""
    name = folders[-1] if folders else ""
    return name if level_of(name) is Level.DEPARTMENT or same_name(name) != name else ""


def _line(entry: Entry, report: Report, status: Status) -> _Table:
    table = json.document(report, json.Tool(__version__, report.model or None, _GROUPS), sentences=True)
    starts = [passage.span.start for passage in report.passages]
    sentences = zip(table["sentences"], report.sentences, strict=True)
    return {
        **table,
        "path": entry.name,
        "key": "",
        "status": status,
        "body": report.body,
        "region": entry.declared.region or region_of(report.body, entry.folders),
        "dated": report.dated,
        "received": entry.declared.received,
        "due": None,
        "characters": len("".join(report.text.split())),
        "sentences": [row | _stands(report, starts, sentence.span) for row, sentence in sentences],
        "figures": _figures(report),
    }


def _stands(report: Report, starts: list[int], span: Span) -> _Table:
    """Return the ordinal and the kind of the block that `span` stands in."""
    at = bisect.bisect_right(starts, span.start) - 1
    return {"paragraph": at, "block": report.passages[at].kind if at >= 0 else BlockKind.PARAGRAPH}


def _figures(report: Report) -> list[_Table]:
    """Return the figures of the labelled sentences; years, ordinals and numbers of documents count nothing and are left out."""
    found: list[_Table] = []
    for ordinal, sentence in enumerate(report.sentences):
        start = sentence.span.start
        for said in statements(sentence.span.of(report.text)):
            if said.figure.unit == _ORDINAL:
                continue
            span = said.figure.span.shift(start)
            found.append(
                {
                    "text": span.of(report.text),
                    "start": span.start,
                    "end": span.end,
                    "kind": said.figure.kind,
                    "value": said.figure.value,
                    "unit": said.figure.unit,
                    "exact": said.figure.exact,
                    "about": said.head or said.tail,
                    "change": said.change,
                    "past": said.past,
                    "sentence": ordinal,
                }
            )
    return found


def _due(report: Report, plan: Plan) -> datetime.date | None:
    """Return the day before which `report` was due, None where no requirement says so."""
    if report.year is None or report.level is None:
        return None
    return min(_days(report.year, report.level, report.body, plan), default=None)


def _days(year: int, level: Level, body: str, plan: Plan) -> list[datetime.date]:
    asked = [r.id for r in plan.law.applicable(level, year) if r.rule == late_report.RULE.name]
    days = [late_report.due(year, body, plan.demands[name].params) for name in asked]
    return [day for day in days if day]
