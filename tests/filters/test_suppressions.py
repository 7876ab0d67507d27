"""Suppressions from comment to report: what they silence and what becomes of each."""

import pytest

from checker import engine
from checker.config import Settings, Waiver
from checker.filters.suppressions import from_comments, from_waivers, suppress
from checker.model import Document, Finding, Report, Severity, SuppressionState
from checker.readers import read
from checker.text.span import Span

PERIOD = "今年以来，共调解纠纷300件。"
DRAFT = f"一、主要举措和成效\n{PERIOD}\n今年来，共审查文件12件。\n"
SELECT = ("wrong-period", "half-width-punctuation", "unused-suppression")


def document(text: str) -> Document:
    return read(text.encode(), "draft.txt")


def lint(text: str, waivers: tuple[Waiver, ...] = (), path: str = "drafts/2023.txt") -> Report:
    settings = Settings(select=SELECT, year=2023, waivers=waivers)
    return engine.lint(document(text), engine.plan(settings), path)


def found(report: Report) -> list[tuple[str, str]]:
    return [(f.rule, f.span.of(report.text) if f.span else f.message) for f in report.findings]


def test_allow_reaches_the_next_line_only() -> None:
    comment = "<!-- checker: allow wrong-period 报告在十二月定稿 -->\n"
    report = lint(DRAFT.replace(PERIOD, comment + PERIOD))
    assert found(report) == [("wrong-period", "今年来")]


def test_allow_reaches_over_blank_lines_and_other_comments() -> None:
    comments = "<!-- checker: allow wrong-period 报告在十二月定稿 -->\n\n<!-- 待核对 -->\n"
    report = lint(DRAFT.replace(PERIOD, comments + PERIOD))
    assert found(report) == [("wrong-period", "今年来")]


def test_allow_file_reaches_everything_before_and_after() -> None:
    report = lint(DRAFT + "<!-- checker: allow-file wrong-period 报告在十二月定稿 -->\n")
    assert found(report) == []


def test_only_the_named_rule_is_silenced() -> None:
    comment = "<!-- checker: allow wrong-period 报告在十二月定稿 -->\n"
    report = lint(f"一、主要举措和成效\n{comment}今年以来,共调解纠纷300件。\n")
    assert found(report) == [("half-width-punctuation", ",")]


@pytest.mark.parametrize(
    ("comment", "message"),
    [
        ("<!-- checker: allow half-width-punctuation 照录原文 -->", "对“half-width-punctuation”的豁免没有用上"),
        ("<!-- checker: allow-file half-width-punctuation 照录原文 -->", "对“half-width-punctuation”的豁免没有用上"),
        ("<!-- checker: allow wrong-peroid 报告在十二月定稿 -->", "没有名为“wrong-peroid”的规则"),
        ("<!-- checker: allow -->", "豁免没有写明规则名称"),
        ("<!-- checker: allow wrong-period -->", "对“wrong-period”的豁免没有写理由，不起作用"),
    ],
)
def test_trouble_is_reported_at_the_comment(comment: str, message: str) -> None:
    report = lint(f"一、主要举措和成效\n{comment}\n{PERIOD}\n")
    assert [
        (f.message, f.span.of(report.text)) for f in report.findings if f.rule == "unused-suppression" and f.span
    ] == [(message, comment)]
    assert ("wrong-period", "今年以来") in found(report)


def test_comment_at_the_end_reaches_nothing() -> None:
    report = lint(DRAFT + "<!-- checker: allow wrong-period 报告在十二月定稿 -->")
    assert [rule for rule, _ in found(report)] == ["wrong-period", "wrong-period", "unused-suppression"]


def test_rule_that_was_not_run_is_not_called_unused() -> None:
    report = lint("<!-- checker: allow missing-title 标题另附 -->\n2023年共调解纠纷300件。\n")
    assert report.findings == ()


def test_comment_is_no_text_of_the_report() -> None:
    report = lint("<!-- checker: allow-file personal-data 今年以来,都已核对 -->\n2023年共调解纠纷300件。\n")
    assert report.findings == ()


@pytest.mark.parametrize("file", ["drafts/2023.txt", "2023.txt", "drafts/*.txt", "*"])
def test_waiver_of_a_file(file: str) -> None:
    assert found(lint(DRAFT, (Waiver(file, "wrong-period", "报告在十二月定稿"),))) == []


def test_waiver_of_another_file_says_nothing() -> None:
    assert [rule for rule, _ in found(lint(DRAFT, (Waiver("2022.txt", "wrong-period", "另一年"),)))] == [
        "wrong-period"
    ] * 2


def test_waiver_reaches_the_quoted_words() -> None:
    waiver = Waiver("2023.txt", "wrong-period", "报告在十二月定稿", "今年以来，共调解")
    assert found(lint(DRAFT, (waiver,))) == [("wrong-period", "今年来")]


@pytest.mark.parametrize(
    ("waiver", "message"),
    [
        (
            Waiver("*", "wrong-period", "已改", "本年以来"),
            "checker.toml 里的一条豁免（“本年以来”）：对“wrong-period”的豁免没有用上",
        ),
        (
            Waiver("*", "half-width-punctuation", "照录"),
            "checker.toml 里的一条豁免：对“half-width-punctuation”的豁免没有用上",
        ),
        (Waiver("*", "no-such-rule", "照录"), "checker.toml 里的一条豁免：没有名为“no-such-rule”的规则"),
        (Waiver("*", "wrong-period", ""), "checker.toml 里的一条豁免：对“wrong-period”的豁免没有写理由，不起作用"),
    ],
)
def test_trouble_of_a_waiver_has_no_place(waiver: Waiver, message: str) -> None:
    report = lint(DRAFT, (waiver,))
    assert [f.message for f in report.findings if f.span is None] == [message]
    assert [rule for rule, _ in found(report)].count("wrong-period") == 2


def test_windows_path() -> None:
    waivers = from_waivers(
        document(DRAFT), "drafts\\2023.txt", [Waiver("2023.txt", "wrong-period", "报告在十二月定稿")]
    )
    assert len(waivers) == 1


def test_comments_are_read_with_rule_reason_and_reach() -> None:
    text = (
        "<!--checker: allow wrong-period  报告在 十二月 定稿-->\n今年以来。\n"
        "<!-- checker: allow-file thin-section 短稿 -->\n"
    )
    start = text.index("今年以来")
    first, second = from_comments(document(text))
    assert (first.rule, first.reason, first.reach) == ("wrong-period", "报告在 十二月 定稿", Span(start, start + 5))
    assert (second.rule, second.reason, second.reach) == ("thin-section", "短稿", None)


def test_finding_without_a_place_needs_allow_file() -> None:
    absent = Finding("missing-title", "没有标题", None, Severity.WARNING)
    text = "<!-- checker: {} missing-title 标题另附 -->\n共调解纠纷300件。"
    for word, left, state in (("allow", [absent], SuppressionState.UNUSED), ("allow-file", [], SuppressionState.USED)):
        kept, (settled,) = suppress(
            [absent], from_comments(document(text.format(word))), {"missing-title"}, {"missing-title"}
        )
        assert (kept, settled.state) == (left, state)
