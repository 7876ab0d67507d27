"""The linter for editors: an update gives what a full run gives, whatever was changed, on any number of threads."""

import functools
import gc
import importlib.util
import random
import re
import sys
import weakref
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import checker
from checker import Edit, Linter, Span, Version, config, engine
from checker.classifier import store
from checker.config import Settings
from checker.errors import ReadError, UsageError
from checker.filters import baseline
from checker.memory import View, shifted
from checker.model import Context, Finding, Rule, Severity
from checker.readers import read
from checker.resources import data_dir
from checker.rules import RULES
from checker.rules.cases import Case, parse

ROOT = Path(__file__).parents[1]
EXAMPLES = [(ROOT / "examples" / name).read_text(encoding="utf-8") for name in ("good.md", "faulty.md")]


def cases(rule: Rule) -> list[Case]:
    return parse((ROOT / "tests" / "rules" / rule.group / f"{rule.name}.md").read_text(encoding="utf-8"))


CASES = [case.text for rule in RULES for case in cases(rule)]
LINES = [line for text in (*EXAMPLES, *CASES) for line in text.split("\n")]
TITLES = [
    "清江县2023年法治政府建设年度报告",
    "石桥镇2021年法治政府建设情况报告",
    "二、存在的不足和原因",
    "四、2025年工作安排",
    "2022年3月1日",
]
TABLE = (
    "| 事项 | 2023年 | 2024年 |\n|---|---|---|\n| 受理行政复议申请 | 41件 | 63件 |\n| 审结 | 四十件 | 60余件，， |\n"
)
SETTINGS = """
baseline = "baseline.json"
[severity]
typography = "info"
doubled-word = "error"
[rules.named-citizen]
allowed = ["赵立群"]
[[waivers]]
file = "draft.*"
rule = "vague-quantity"
reason = "原始台账只有约数"
[[overrides]]
files = ["*.md"]
level = "township"
ignore = ["terms"]
"""
LINTER = Linter()


def lines_of(text: str) -> list[Span]:
    """Return where each line of `text` stands, its line end not included."""
    ends = [match.start() for match in re.finditer(r"\n|\Z", text)]
    return [Span(start, end) for start, end in zip([0, *(end + 1 for end in ends)], ends, strict=False)]


@st.composite
def changes(draw: st.DrawFn, text: str) -> list[Edit]:
    """Draw what a writer may do to `text` at one time: to characters, to whole lines, at several places."""
    places = lines_of(text)
    line, other = (draw(st.sampled_from(places)) for _ in range(2))
    at = draw(st.integers(0, len(text)))
    new = draw(st.sampled_from(LINES) | st.sampled_from(TITLES) | st.just(TABLE))
    one = st.sampled_from([*"的，。；“”《》（）2一年\n,　 a\r", "<!-- checker: allow wrong-period 有意 -->\n"])
    match draw(st.sampled_from(["type", "erase", "insert", "replace", "delete", "join", "part", "move", "twice"])):
        case "type":
            return [Edit(Span(at, at), draw(one))]
        case "erase":
            return [Edit(Span(at, min(len(text), at + draw(st.integers(1, 40)))), "")]
        case "insert":
            return [Edit(Span(line.start, line.start), new + "\n")]
        case "replace":
            return [Edit(line, new)]
        case "delete":
            return [Edit(Span(line.start, min(len(text), line.end + 1)), "")]
        case "join":
            return [Edit(Span(line.end, min(len(text), line.end + 1)), "")]
        case "part":
            return [Edit(Span(at, at), "\n")]
        case "move":
            words = line.of(text)
            return [Edit(Span(other.start, other.start), words + "\n"), Edit(line, "")]
        case _:
            return [Edit(Span(line.start, line.end), new), Edit(Span(0, 0), draw(one))]


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Draw an example, a case, or lines of all of them mixed."""
    mixed = st.lists(st.sampled_from(LINES), min_size=1, max_size=25).map("\n".join)
    return draw(st.sampled_from(EXAMPLES) | st.sampled_from(CASES) | mixed)


@settings(max_examples=60, deadline=None)
@given(data=st.data(), text=texts(), suffix=st.sampled_from([".txt", ".md"]))
def test_an_update_gives_what_a_full_run_gives(data: st.DataObject, text: str, suffix: str) -> None:
    follows(LINTER, data, text, "draft" + suffix, 4)


@pytest.fixture(scope="module")
def strict(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings with severities, options, a waiver, an override for Markdown and a baseline of one example."""
    folder = tmp_path_factory.mktemp("settings")
    plan = engine.plan(Settings(), all_known=True)
    draft = folder / "draft.md"
    reports = [engine.lint(read(EXAMPLES[1].encode(), draft.name), plan, str(draft))]
    (folder / "baseline.json").write_text(baseline.written(reports, folder / "baseline.json"), encoding="utf-8")
    (folder / "checker.toml").write_text(SETTINGS, encoding="utf-8")
    return config.load(folder / "checker.toml")


@settings(max_examples=20, deadline=None)
@given(data=st.data(), text=texts(), suffix=st.sampled_from([".txt", ".md"]))
def test_settings_go_for_an_update_as_for_a_full_run(
    strict: Settings, data: st.DataObject, text: str, suffix: str
) -> None:
    assert strict.folder
    filename = str(strict.folder / f"draft{suffix}")
    version = follows(Linter(strict), data, text, filename, 2)
    if version.document:
        assert version.report == checker.lint_text(version.source, filename, settings=strict)


def follows(linter: Linter, data: st.DataObject, text: str, filename: str, steps: int) -> Version:
    """Return what `text` is after some changes, each of which gave what a full run gives."""
    version = linter.open(text, filename)
    for _ in range(steps):
        version = linter.update(version, data.draw(changes(version.source)))
        whole = linter.open(version.source, version.filename)
        assert version == whole
        assert version.report == whole.report
    return version


def test_each_file_has_its_own_settings(strict: Settings) -> None:
    assert strict.folder
    linter = Linter(strict)
    text, markdown = (
        linter.update(linter.open(EXAMPLES[1], str(strict.folder / name)), []).report
        for name in ("draft.txt", "draft.md")
    )
    assert (text.level, markdown.level) == ("county", "township")
    assert markdown.known
    assert not text.known
    assert text.gone == ()


def test_what_is_wrong_with_the_settings_of_one_file_is_told_of_it(tmp_path: Path) -> None:
    (tmp_path / "draft.md").write_text("", encoding="utf-8")
    linter = Linter(Settings(previous=tmp_path))
    (failure,) = linter.open("甲。", str(tmp_path / "2024" / "draft.md")).report.failures
    assert failure.message == f"上一年的报告“{tmp_path / 'draft.md'}”：文件是空的"


PLAN = engine.plan(Settings())


@functools.cache
def views() -> list[View]:
    """Return every example and case as rules see it in the year of the case, and the cases of each rule in a row."""
    years = {case.year for rule in RULES for case in cases(rule)}
    linters = {year: Linter(year=year) for year in years}
    whole = [(2024, text) for text in EXAMPLES]
    for rule in RULES:
        whole += [(case.year, case.text) for case in cases(rule)]
        whole += [(year, "\n".join(case.text for case in cases(rule) if case.year == year)) for year in years]
    runs = (linters[year].open(text, "draft.md").run for year, text in whole if text)
    return [run.memory.view for run in runs if run and run.memory]


def found(rule: Rule, view: View) -> list[Finding]:
    """Return what `rule` finds in `view`, in the order of the text."""
    year, level = (fact.value if fact else None for fact in (view.anatomy.facts.year, view.anatomy.facts.level))
    demands = tuple(PLAN.demands[r.id] for r in PLAN.law.applicable(level, year) if r.rule == rule.name)
    seen = (view.document, view.anatomy, view.labels)
    findings = rule.check(
        Context(rule.name, rule.severity, *seen, (), demands, PLAN.lexicon, None, PLAN.options.get(rule.name))
    )
    return sorted(findings, key=lambda finding: (finding.span, finding.message))


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.local], ids=lambda rule: rule.name)
def test_a_local_rule_finds_in_a_document_what_it_finds_in_its_blocks(rule: Rule) -> None:
    total = 0
    for view in views():
        apart = [
            finding
            for index, block in enumerate(view.document.blocks)
            for finding in shifted(found(rule, view.cut(slice(index, index + 1))), block.span.start)
        ]
        assert found(rule, view) == sorted(apart, key=lambda finding: (finding.span, finding.message))
        total += len(apart)
    assert total >= 3  # there is something to find


def test_a_rule_that_is_joined_is_local() -> None:
    assert all(rule.local for rule in RULES if rule.joined)


def linter_of(check: Callable[[Context], Iterator[Finding]], monkeypatch: pytest.MonkeyPatch) -> Linter:
    """Return a linter whose only rule does `check` and is local."""
    rule = Rule("doubled-word", "typography", Severity.INFO, check, local=True)
    others = tuple(other for other in RULES if other.name != rule.name)
    monkeypatch.setattr(engine, "RULES", (*others, rule))
    return Linter(Settings(select=(rule.name,)))


def test_what_has_not_changed_is_not_looked_at_again(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []

    def check(ctx: Context) -> Iterator[Finding]:
        seen.append(ctx.text)
        for block in ctx.blocks():
            yield ctx.finding(block.span, "甲")

    linter = linter_of(check, monkeypatch)
    version = linter.open("甲句。\n\n乙句。\n丙句。\n")
    version = linter.update(version, [Edit(Span(5, 6), "子")])
    assert seen == ["甲句。\n\n乙句。\n丙句。\n", "子句。"]
    assert [finding.span for finding in version.report.findings] == [Span(0, 3), Span(5, 8), Span(9, 12)]
    version = linter.update(version, [Edit(Span(4, 5), "")])  # an empty line goes: everything moves, nothing changes
    assert len(seen) == 2
    assert [finding.span for finding in version.report.findings] == [Span(0, 3), Span(4, 7), Span(8, 11)]


def test_a_rule_that_fails_is_reported_as_in_a_full_run(monkeypatch: pytest.MonkeyPatch) -> None:
    def check(ctx: Context) -> Iterator[Finding]:
        for block in ctx.blocks():
            if "坏" in block.span.of(ctx.text):
                raise ValueError("坏")
            yield ctx.finding(block.span, "甲")

    linter = linter_of(check, monkeypatch)
    version = linter.open("甲。\n乙。\n丙。")
    for change in (Edit(Span(3, 4), "坏"), Edit(Span(0, 1), "丁"), Edit(Span(3, 4), "好")):
        version = linter.update(version, [change])
        assert version.report == linter.open(version.source).report
    assert version.report.failures == ()


def test_changes_are_made_one_after_the_other() -> None:
    version = LINTER.open("甲乙丙。")
    version = LINTER.update(version, [Edit(Span(0, 1), ""), Edit(Span(0, 1), "子丑")])
    assert version.source == "子丑丙。"
    assert LINTER.update(version, []) == version


@pytest.mark.parametrize("span", [Span(-1, 0), Span(2, 1), Span(0, 9)])
def test_a_change_outside_the_text_is_refused(span: Span) -> None:
    version = LINTER.open("甲乙丙。")
    with pytest.raises(UsageError, match=rf"^修改的位置{span.start}—{span.end}不在文本之内（共4个字符）$"):
        LINTER.update(version, [Edit(span, "")])


def test_an_emptied_text_has_a_report_and_can_be_filled_again() -> None:
    full = LINTER.open(EXAMPLES[1], "draft.md")
    empty = LINTER.update(full, [Edit(Span(0, len(full.source)), "")])
    assert (empty.source, empty.document) == ("", None)
    assert [failure.message for failure in empty.report.failures] == ["文件是空的"]
    assert LINTER.update(empty, [Edit(Span(0, 0), EXAMPLES[1])]) == full
    with pytest.raises(ReadError, match="文件是空的"):
        LINTER.lint("")


def test_places_in_a_text_with_carriage_returns() -> None:
    version = LINTER.update(LINTER.open("2024年工作\r\n通过通过。"), [Edit(Span(0, 0), "甲\r\n")])
    (index,) = [i for i, finding in enumerate(version.report.findings) if finding.rule == "doubled-word"]
    place = version.report.places[index]
    assert place is not None
    assert (place.line, place.column) == (3, 1)


def test_year_level_previous_and_settings() -> None:
    last = read(EXAMPLES[0].replace("2024", "2023").encode(), "last.md")
    linter = Linter(Settings(select=("copied-from-previous",)), previous=last, year=2024, level="county")
    report = linter.update(linter.open(EXAMPLES[0], "draft.md"), []).report
    assert {finding.rule for finding in report.findings} == {"copied-from-previous"}
    assert report == checker.lint_text(
        EXAMPLES[0],
        "draft.md",
        settings=Settings(select=("copied-from-previous",)),
        previous=last,
        year=2024,
        level="county",
    )
    with pytest.raises(UsageError, match="no-such-rule"):
        Linter(Settings(select=("no-such-rule",)))


def test_a_version_of_another_linter_is_read_anew() -> None:
    version = Linter(year=2020).open(EXAMPLES[1])
    assert LINTER.update(version, []) == LINTER.open(EXAMPLES[1])


def test_a_sentence_measures_the_same_in_any_company() -> None:
    linear = store.load(data_dir("models") / engine.MODEL).linear
    sentences = [line for line in LINES if line.strip()]
    together = linear.margins(sentences)
    for sentence in random.Random(1).sample(sentences, 200):
        alone = linear.margins([sentence])
        assert alone.values.tobytes() == together.of([sentence]).tobytes()


def test_eight_threads_on_one_linter() -> None:
    def edited(seed: int) -> list[Version]:
        chance = random.Random(seed)
        version = LINTER.open(chance.choice(EXAMPLES), f"draft{seed}.{chance.choice(['md', 'txt'])}")
        found = []
        for _ in range(5):
            at = chance.randrange(len(version.source))
            change = Edit(Span(at, min(at + chance.randrange(3), len(version.source))), chance.choice(LINES))
            version = LINTER.update(version, [change])
            found += [version, LINTER.open(version.source, version.filename)]
        return found

    alone = [edited(seed) for seed in range(8)]
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    try:
        with ThreadPoolExecutor(8) as pool:
            assert list(pool.map(edited, range(8))) == alone
    finally:
        sys.setswitchinterval(interval)


def test_no_earlier_version_is_held() -> None:
    version = LINTER.open(EXAMPLES[1])
    first = weakref.ref(version.document)
    for _ in range(2):
        version = LINTER.update(version, [Edit(Span(0, 0), "甲")])
    gc.collect()
    assert first() is None


def test_an_update_is_reported_as_by_the_other_functions() -> None:
    version = LINTER.update(LINTER.open(EXAMPLES[1]), [Edit(Span(0, 0), "甲")])
    assert version.report == checker.lint_text(version.source) == LINTER.lint(version.source)


def test_the_benchmark_runs() -> None:
    spec = importlib.util.spec_from_file_location("keystroke", ROOT / "benchmarks" / "keystroke.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    text = module.report(10_000)
    assert 9_900 < len(text) < 10_200
    changed = {module.edit(text, random.Random(seed)).replacement for seed in range(60)}
    assert {"", "\n", module.PASTED} < changed
