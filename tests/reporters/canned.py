"""Reports made by hand: rules and model may change daily, these do not."""

from dataclasses import replace

from checker.model import (
    Basis,
    Category,
    Edit,
    Evidence,
    Failure,
    Finding,
    Fix,
    Heading,
    Label,
    LabelledSentence,
    Level,
    PartKind,
    Place,
    Report,
    Role,
    Section,
    Severity,
)
from checker.reporters.sarif import Descriptor
from checker.reporters.web import Explanation
from checker.text.span import Span

TEXT = """松原县2024年法治政府建设年度报告
一、主要举措和成效
全年共办理行政复议案件63件,审结60件，群众满意度显著提升。
严格落实行政执法“三项制度”，联合市场监管、生态环境、交通运输、农业农村等部门开展跨部门联合检查，围绕燃气安全、餐饮油烟、校园周边、工地扬尘等群众反映强烈的问题，检查经营主体1200余家，整改隐患86处，办结投诉举报214件，约谈企业负责人35人次，执法效能大幅提高，得到社会各界一致好评。
二、存在的不足和原因
🙂基层执法力量不足。
"""
SECTIONS = (
    Section(PartKind.TITLE, "", Span(0, 18)),
    Section(PartKind.ACHIEVEMENTS, "一、主要举措和成效", Span(18, TEXT.index("二、"))),
    Section(PartKind.SHORTCOMINGS, "二、存在的不足和原因", Span(TEXT.index("二、"), len(TEXT))),
)
HEADINGS = tuple(
    Heading(Span(start, start + len(number + title)), number, title, level=1, ordinal=ordinal, run_in=False)
    for ordinal, (number, title) in enumerate((("一、", "主要举措和成效"), ("二、", "存在的不足和原因")), 1)
    for start in (TEXT.index(number),)
)
NORM = Basis("法治政府建设与责任落实督察工作规定", "第四章", Evidence.SECONDHAND)
STANDARD = Basis("GB/T 15834-2011 标点符号用法", "4.3", Evidence.SEEN)
RECALLED = Basis("法治政府建设实施纲要（2021—2025年）", "", Evidence.RECALLED)
ADVICE = {
    "missing-section": "补写这个部分，并给它一个标题；确实没有内容的，保留标题并如实说明。",
    "unquantified-claim": "补上数字，或者删去“显著”这样的词。",
    "half-width-punctuation": "改用全角标点；可以自动改。",
}
GROUPS = {
    "missing-section": "structure",
    "unquantified-claim": "quantity",
    "half-width-punctuation": "typography",
}

DESCRIPTORS = {
    rule: Descriptor(group, Severity.WARNING, f"标题{rule}", "报告什么。", (("为什么", "理由。"), ("怎么改", "改法。")))
    for rule, group in GROUPS.items()
}
EXPLANATIONS = {
    "missing-section": Explanation("缺少规定的部分", "结构", "缺一部分即不完整。", ADVICE["missing-section"]),
    "unquantified-claim": Explanation("成效断语没有数据", "数量", "成效要靠数据说话。", ADVICE["unquantified-claim"]),
    "half-width-punctuation": Explanation("半角标点", "标点", "", ADVICE["half-width-punctuation"]),
}


def words(quoted: str) -> Span:
    start = TEXT.index(quoted)
    return Span(start, start + len(quoted))


def place(span: Span | None) -> Place | None:
    if span is None:
        return None
    line = TEXT.count("\n", 0, span.start) + 1
    before = TEXT[TEXT.rfind("\n", 0, span.start) + 1 : span.start]
    byte_column = len(before.encode()) + 1
    return Place(
        line,
        len(before) + 1,
        line,
        len(before) + 1 + span.end - span.start,
        None,
        f"第{line}行",
        byte_column,
        byte_column + len(span.of(TEXT).encode()),
    )


ABSENT = Finding("missing-section", "缺少“下一年度主要安排”部分", None, Severity.ERROR, (NORM, RECALLED))
CLAIM = Finding(
    "unquantified-claim",
    "“显著提升”没有数字",
    words("显著提升"),
    Severity.WARNING,
    related=(words("大幅提高"),),
    occurrences=2,
    confidence=0.87654,
)
SECOND_CLAIM = Finding("unquantified-claim", "“大幅提高”没有数字", words("大幅提高"), Severity.WARNING)
COMMA = Finding(
    "half-width-punctuation",
    "中文里用了半角逗号",
    words(","),
    Severity.INFO,
    (STANDARD,),
    Fix("改成全角逗号", safe=True, edits=(Edit(words(","), "，"),)),
    occurrences=126,
)
EMOJI = Finding("unquantified-claim", "“🙂基层”不是公文用语", words("🙂基层"), Severity.WARNING)
DELETION = Finding(
    "unquantified-claim",
    "“显著提升”没有数字",
    words("显著提升"),
    Severity.WARNING,
    fix=Fix("删去“显著”", safe=False, edits=(Edit(words("显著"), ""),)),
)
ODD = Finding("unquantified-claim", "“100%”,\n换行::", words("“三项制度”"), Severity.WARNING)
SENTENCES = (
    LabelledSentence(
        words("全年共办理行政复议案件63件,审结60件，群众满意度显著提升。"),
        PartKind.ACHIEVEMENTS,
        Label(Category.DISPUTE_RESOLUTION, 0.98766, (Category.OVERSIGHT,), Role.RESULT, 0.91234),
    ),
    LabelledSentence(
        words("🙂基层执法力量不足。"), PartKind.SHORTCOMINGS, Label(Category.CAPACITY, 0.5, (), Role.PROBLEM, 1.0)
    ),
)


def report(*findings: Finding, sentences: bool = True, failures: tuple[Failure, ...] = ()) -> Report:
    return Report(
        path="稿件/松原县.txt",
        format="text",
        digest="ab" * 32,
        text=TEXT,
        title="松原县2024年法治政府建设年度报告",
        year=2024,
        level=Level.COUNTY,
        profile="county-2021-2025",
        sections=SECTIONS,
        headings=HEADINGS,
        sentences=SENTENCES if sentences else (),
        findings=findings,
        places=tuple(place(finding.span) for finding in findings),
        failures=failures,
        located=located(findings),
    )


def located(findings: tuple[Finding, ...]) -> dict[Span, Place]:
    return {span: where for finding in findings for span in finding.others if (where := place(span))}


def in_word(*findings: Finding) -> Report:
    """The same draft as a Word file: its lines are paragraphs."""
    written = report(*findings)
    return replace(
        written,
        path="稿件/松原县.docx",
        format="docx",
        places=tuple(where and paragraph(where) for where in written.places),
        located={span: paragraph(where) for span, where in written.located.items()},
    )


def paragraph(where: Place) -> Place:
    return replace(where, label=f"第{where.line}段", byte_column=None, end_byte_column=None)


def in_markdown(*findings: Finding) -> Report:
    """The same draft in Markdown, “显著” being “**显著**” in the file."""
    written = report(*findings)
    marked = {span: replace(where, end_column=where.end_column + 4) for span, where in written.located.items()}
    first = {span: where for span, where in written.located.items() if "显著" not in span.of(TEXT)}
    return replace(written, path="稿件/松原县.md", format="markdown", located={**marked, **first})


UNREAD = Report("坏文件.docx", "", "", "", "", None, None, "", failures=(Failure("", "文件是空的"),))
ELSEWHERE = Report("/报送/a:b,c%.txt", "", "", "", "", None, None, "", failures=(Failure("", "找不到\x00文件\n"),))
BARE = Report("无题.txt", "text", "cd" * 32, "一二三", "", None, None, "")

CASES: dict[str, tuple[Report, ...]] = {
    "clean": (report(),),
    "error-without-place": (report(ABSENT),),
    "warning": (report(CLAIM),),
    "info": (report(COMMA),),
    "every-severity": (report(ABSENT, COMMA, CLAIM, SECOND_CLAIM),),
    "emoji": (report(EMOJI),),
    "unread": (UNREAD,),
    "rule-failed": (report(CLAIM, failures=(Failure("sum-mismatch", "规则“sum-mismatch”运行出错：除以零"),)),),
    "several-files": (report(CLAIM), UNREAD, BARE),
    "word": (in_word(ABSENT, COMMA, CLAIM),),
    "markdown": (in_markdown(COMMA, DELETION),),
    "twice": (report(SECOND_CLAIM, SECOND_CLAIM),),
    "odd-characters": (report(ODD), ELSEWHERE),
    "unlabelled": (report(CLAIM, sentences=False),),
}
