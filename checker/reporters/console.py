"""`full`: what a person reads on a terminal: the report at a glance, each finding in its sentence, and what to do."""

import bisect
import io
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rich.text import Text

from checker.model import (
    CATEGORIES,
    Basis,
    Category,
    Finding,
    LabelledSentence,
    PartKind,
    Place,
    Report,
    Section,
    Severity,
)
from checker.reporters.citation import cited
from checker.reporters.layout import breaks, columns, head, padded, plain, shown_path
from checker.reporters.look import Look
from checker.reporters.quote import quote

_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.INFO: "bold cyan"}
_MANDATORY = (PartKind.ACHIEVEMENTS, PartKind.SHORTCOMINGS, PartKind.RESPONSIBILITY, PartKind.PLAN)
_WHOLE, _BEFORE = "整篇", "正文"
_INDENT, _DETAIL = 2, 6  # columns before a finding, and before what is said about it
_QUOTE_LINES = 2
_CATEGORY_WIDTH = max(columns(category.chinese) for category in CATEGORIES)
_LONGEST_BAR = 40
_MOST_REASONS = 5
_LEAST_SHARE = 0.02

Lines = Iterator[Text]
Explain = Callable[[str, Category], Sequence[tuple[str, float]]]


def render(reports: Sequence[Report], advice: Mapping[str, str], look: Look, *, summary: bool = True) -> str:
    """Return the reports as text for people.

    `advice`: rule name → how to mend it. `summary`: close with counts, the subjects of the sentences, what to do next.
    """
    page = _Page(advice, look)
    lines = [line for report in reports if report.format for line in page.report(report)]
    if summary:
        lines += page.summary(reports)
    return _text(lines, look)


def render_sentences(report: Report, look: Look, explain: Explain | None = None) -> str:
    """Return the labelled sentences of `report` as a table: subject, role, probability, and how each begins.

    `explain`: gives the words of a sentence with what each adds to its category; they follow below the sentence.
    """
    return _text(_Page({}, look).sentences(report, explain), look)


def _text(lines: Iterable[Text], look: Look) -> str:
    if not look.colour:
        return "".join(f"{line.plain.rstrip()}\n" for line in lines)
    from rich.console import Console  # takes longer to import than the text to lay out; only colours need it

    console = Console(
        file=io.StringIO(),
        force_terminal=True,
        color_system="standard",
        width=look.width,
        legacy_windows=False,
        _environ={},  # whether there is colour was decided by the caller
    )
    with console.capture() as captured:
        for line in lines:
            line.rstrip()
            console.print(line, soft_wrap=True, highlight=False)
    return captured.get()


@dataclass(frozen=True, slots=True)
class _Page:
    """The lines of the text; `advice` and `look` as in `render`."""

    advice: Mapping[str, str]
    look: Look

    def report(self, report: Report) -> Lines:
        """Yield one file: its head, then its findings by section."""
        yield self._rule(report.title or "（没有标题）")
        yield from self._wrapped(Text(" · ".join(_facts(report)), "dim"), _INDENT)
        parts = list(self._parts(report.sections))
        side_by_side = Text("  ") + Text("  ").join(parts)
        fits = columns(side_by_side.plain) <= self.look.width
        yield from [side_by_side] if fits else (Text("  ") + part for part in parts)
        told: set[tuple[str, tuple[Basis, ...]]] = set()
        pairs = list(zip(report.findings, report.places, strict=True))
        for heading, findings in _by_section(report.sections, pairs):
            yield Text()
            yield Text(head(plain(heading), self.look.width), "bold")
            for finding, place in findings:
                yield from self._finding(report, finding, place, again=(finding.rule, finding.basis) in told)
                told.add((finding.rule, finding.basis))
        if not pairs and not report.failures:
            yield Text(f"  {self.look.signs.present} 未发现问题", "green")
        yield Text()

    def sentences(self, report: Report, explain: Explain | None) -> Lines:
        """Yield the table of labelled sentences, the words that carried each label below it where `explain` is given."""
        yield self._rule(report.title or "（没有标题）")
        room = self.look.width - _CATEGORY_WIDTH - 15
        for section, rows in _sentences_by_section(report):
            yield Text()
            yield Text(head(plain(section), self.look.width), "bold")
            for row in rows:
                label = row.label
                sure = f"{label.confidence:>4.0%}{' ' if label.sure else '?'}"
                yield Text.assemble(
                    f"  {padded(label.category.chinese, _CATEGORY_WIDTH)}  {label.role.chinese} ",
                    (sure, "dim"),
                    f"  {head(plain(row.span.of(report.text)), room)}",
                )
                if explain is not None:
                    yield self._reasons(explain(row.span.of(report.text), label.category))

    def _reasons(self, words: Sequence[tuple[str, float]]) -> Text:
        """Return the words that speak most for the category and most against it, numbers standing as “0”."""
        total: Counter[str] = Counter()
        for word, share in words:
            if any(char.isalnum() for char in word):
                total[word.replace("0", "（数）")] += share  # type: ignore[assignment]  # a counter counts fractions as well
        ranked = total.most_common()
        support = [f"{word} +{share:.2f}" for word, share in ranked[:_MOST_REASONS] if share >= _LEAST_SHARE]
        against = [f"{word} −{-share:.2f}" for word, share in ranked[::-1][:_MOST_REASONS] if share <= -_LEAST_SHARE]
        told = "支持：" + ("、".join(support) or "没有哪个词突出")
        told += f"；不支持：{'、'.join(against)}" if against else ""
        return Text(" " * _DETAIL + head(told, self.look.width - _DETAIL), "dim")

    def summary(self, reports: Sequence[Report]) -> Lines:
        """Yield what all files have in common: counts, failures, subjects, the next step."""
        files = f"，共{len(reports)}个文件" if len(reports) > 1 else ""
        yield self._rule(f"小结{files}")
        counts = {severity: sum(report.count(severity) for report in reports) for severity in Severity}
        linted = [report for report in reports if report.format]
        if any(counts.values()):
            yield Text("  ") + Text("   ").join(
                Text(f"{self._mark(severity)} {count}处", _STYLES[severity] if count else "dim")
                for severity, count in counts.items()
            )
        elif not any(report.failures for report in reports):
            yield Text(f"  {self.look.signs.present} 未发现问题", "bold green")
        for report in reports:
            for failure in report.failures:
                what = "" if report.format else "没有检查 "
                line = f"{self.look.signs.error} {what}{shown_path(report.path)}：{plain(failure.message)}"
                yield from self._wrapped(Text(line, "red"), _INDENT)
        yield from self._bars([sentence for report in reports for sentence in report.sentences])
        if linted:
            yield Text()
            yield from self._wrapped(Text(_next_step(counts)), _INDENT)

    def _rule(self, title: str) -> Text:
        line = self.look.signs.line
        shown = head(plain(title), self.look.width - 6)
        rest = self.look.width - 4 - columns(shown)
        return Text.assemble((line * 2, "dim"), (f" {shown} ", "bold"), (line * rest, "dim"))

    def _parts(self, sections: Sequence[Section]) -> Iterator[Text]:
        present = {section.kind for section in sections}
        for kind in _MANDATORY:
            if kind in present:
                yield Text(f"{self.look.signs.present} {kind.chinese}", "green")
            else:
                yield Text(f"{self.look.signs.absent} {kind.chinese}（未列）", "red")

    def _mark(self, severity: Severity) -> str:
        return f"{self.look.signs.mark(severity)} {severity.chinese}"

    def _finding(self, report: Report, finding: Finding, place: Place | None, *, again: bool) -> Lines:
        mark = (self._mark(finding.severity), _STYLES[finding.severity])
        where = f" {place.label}" if place else ""
        message = Text.assemble(mark, (where, "dim"), f"  {plain(finding.message)}")
        yield from self._wrapped(message, _INDENT, _DETAIL)
        if finding.span:
            yield from self._quote(report.text, finding)
        if not again:
            if finding.basis:
                yield from self._wrapped(Text(f"依据：{'；'.join(map(cited, finding.basis))}"), _DETAIL)
            if finding.rule in self.advice:
                yield from self._wrapped(Text(f"怎么改：{self.advice[finding.rule]}"), _DETAIL)
        more = finding.occurrences - 1
        notes = [
            finding.rule,
            *([f"另有{more}处"] if more else []),
            *([("依据和改法同上" if finding.basis else "改法同上")] if again else []),
        ]
        yield from self._wrapped(Text(" · ".join(notes), "dim"), _DETAIL)

    def _quote(self, text: str, finding: Finding) -> Lines:
        if finding.span is None:
            return
        width = self.look.width - _DETAIL - 1
        marks = ("", "") if self.look.colour else ("【", "】")
        # a line may end one column early where a wide character does not fit
        pieces = quote(text, finding.span, _QUOTE_LINES * (width - 3) - sum(map(columns, marks)))
        shown = Text.assemble(pieces.before, marks[0], (pieces.words, "underline"), marks[1], pieces.after)
        yield from self._wrapped(shown, _DETAIL)

    def _bars(self, sentences: Sequence[LabelledSentence]) -> Lines:
        counts = Counter(sentence.label.category for sentence in sentences)
        if not counts:
            return
        yield Text()
        yield Text(f"  各方面的句子（共{counts.total()}句）")
        longest = min(_LONGEST_BAR, self.look.width - _CATEGORY_WIDTH - 12)
        for category in CATEGORIES:
            count = counts[category]
            length = -(-count * longest // max(counts.values()))  # rounded up: one sentence is seen
            name = padded(category.chinese, _CATEGORY_WIDTH)
            yield Text.assemble(f"  {name}  ", (self.look.signs.bar * length, "cyan"), f"{' ' if count else ''}{count}")

    def _wrapped(self, text: Text, indent: int, hanging: int | None = None) -> Lines:
        """Yield `text` in lines that fit, `indent` columns before the first and `hanging` before the others."""
        after = indent if hanging is None else hanging
        for index, line in enumerate(text.divide(breaks(text.plain, self.look.width - max(indent, after)))):
            yield Text(" " * (after if index else indent)) + line


def _facts(report: Report) -> list[str]:
    return [
        shown_path(report.path),
        f"{report.year}年" if report.year else "年度不明（可用 --year 指定）",
        report.level.chinese if report.level else "层级不明（可用 --level 指定）",
        *([report.profile] if report.profile else []),
    ]


def _by_section(
    sections: Sequence[Section], pairs: Sequence[tuple[Finding, Place | None]]
) -> Iterator[tuple[str, list[tuple[Finding, Place | None]]]]:
    """Yield heading and findings, those without a place first, then section by section."""
    whole = [(finding, place) for finding, place in pairs if finding.span is None]
    if whole:
        yield _WHOLE, whole
    starts = [section.span.start for section in sections]
    inside: dict[int, list[tuple[Finding, Place | None]]] = {}
    for finding, place in pairs:
        if finding.span:
            inside.setdefault(bisect.bisect_right(starts, finding.span.start) - 1, []).append((finding, place))
    for index, found in sorted(inside.items()):
        yield sections[index].heading or sections[index].kind.chinese if index >= 0 else _BEFORE, found


def _sentences_by_section(report: Report) -> Iterator[tuple[str, list[LabelledSentence]]]:
    for section in report.sections:
        inside = [sentence for sentence in report.sentences if section.span.contains(sentence.span)]
        if inside:
            yield section.heading or section.kind.chinese, inside


def _next_step(counts: Mapping[Severity, int]) -> str:
    if not any(counts.values()):
        return "下一步：内容是否属实、数字是否准确，仍要自己核对。"
    first = "先改错误，再看警告和提示" if counts[Severity.ERROR] else "逐处核对，该改的改"
    return f"下一步：{first}；改完再检查一遍。对规则有疑问，用 checker explain 规则名 查看。"
