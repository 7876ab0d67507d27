"""留有起草时的占位、提示和修改痕迹。

文中留有“待补充”“（数据待核实）”“请法规科填写”一类提示，“XX件”“××月”“＿＿次”“？？”一类占位，“【此处填写……】”一类模板文字，
或者标题写成了文件名、带着“送审稿”字样时报告。Word 文件里留有没有接受或者拒绝的修订、没有删除的批注、隐藏的文字、
用颜色标出的文字时，各报告一处，合计处数；颜色只作提示。

为什么：这是没有写完或者没有定稿的痕迹，公开后有损报告的严肃性，也说明这处内容没有人核对；修订、批注和隐藏的文字发布以后人人都能看到。
怎么改：补上实际的内容，或者删去；标题改为正式名称；在 Word 的“审阅”里接受或者拒绝全部修订、删除全部批注；显示编辑标记，删去隐藏的文字。
不报：“有待补充”“待核实线索12条”这样的正文；“张××”“138××××1234”“××公司诉……案”这样有意隐去的名称、号码；
“N+X”“党建+XX”这样的模式名称；【典型案例】这样的栏目；只改了格式的修订；本工具写进文件的批注。
"""

import re
from collections.abc import Iterator, Sequence

from checker.model import Context, Finding, PartKind, Residue, ResidueKind, Rule, Severity
from checker.rules.account import shown
from checker.text.pattern import pattern
from checker.text.span import Span, strip
from checker.text.width import HAN

_END = r"(?=\s*(?:[，。；、：）)】\]！？,;:]|\Z))"
_LATER = r"(?:补充|补全|补齐|补|填写|填报|填|插入|核实|核对|核定|核|确认|确定|定|统计|更新|完善|提供|修改|查)"
_ASKED = r"(?:补充|补全|补齐|填写|填报|填入|插入|核实|核对|核定|核准|确认|提供|修改|删除|替换|润色|斟酌|统稿)"
_SHORT = r"[^（）()【】\[\]［］\n，。；\d]{0,12}?"
_UNIT = r"(?:个百分点|[%％件次份项个户家人名场批起宗例处条篇期台套万亿元月日年号届])"
_MASK = "×XxＸｘ"
_BLANK = pattern(rf"[{_MASK}]{{2,12}}|[_＿]{{2,80}}|[*＊●○〇□]{{2,12}}(?={_UNIT})|[?？]{{2,40}}")
_BOLD = pattern(rf"\*\*(?!{_UNIT})")  # “**重点**项目”: emphasis as Markdown writes it
_BLANKS = frozenset(_MASK + "_＿*＊●○〇□?？")
_JOINED_BEFORE = pattern(r"[A-Za-z0-9+＋-]\Z")
_JOINED_AFTER = pattern(r"[A-Za-z0-9+＋]")
_YEAR = pattern(r"(?:20|二[〇零○])\Z")
# what is hidden on purpose: a person's name, the name of a party in a case, the rest of a number
_SURNAME = pattern(
    rf"(?<![{_MASK}])[赵钱孙李周吴郑王冯陈蒋沈韩杨朱秦许吕张孔曹严魏陶姜谢苏潘范彭马袁柳史唐薛雷贺罗郝毕傅康顾孟黄萧尹姚邵汪毛"
    r"戴宋庞熊舒屈祝董梁杜季贾江郭梅林钟徐邱骆夏蔡胡霍柯卢莫丁邓崔龚邢陆翁侯武刘叶黎赖卓覃温庄瞿阎廖曾欧]\Z"
)
_PARTY = pattern(r"(?:等\d|有限|公司|企业|工厂|厂|店|超市|合作社|餐[馆厅]|一?案|诉(?!讼)|不服|与|某)")
_HINTS = pattern(
    rf"(?<![有亟尚仍还等急留需])待(?:补充|补全|补齐|补录|填写|填报|插入){_END}"
    r"|[（(【\[［]"
    rf"(?:{_SHORT}(?<![有亟尚仍还等急留])(?<!时间|日期|地点|人选)待{_LATER}"
    rf"|烦?请(?:{_SHORT}(?:科|处|股|室|局|办|所|队|部门|单位|领导|主任|局长))?{_SHORT}{_ASKED}"
    rf"(?:一下|相关|有关|具体|最新|准确|全年|本年)?(?:数据|数字|情况|内容|材料|案例|文字|名称|信息|部分)?"
    rf"|{_SHORT}(?:需|再)(?:再|要|进一步)?(?:补充|核实|核对|确认|斟酌)|(?:数据|数字)?(?:暂缺|存疑)|缺数据?|此处{_SHORT})[）)】\]］]"
    r"|[【\[［](?:(?:请(?!进)|此处|填写|填入|插入)|(?:注意?|备注|样例|示例|示范|模板|说明|如|例如?|补充)[：:])[^【】\[\]［］\n]{0,60}[】\]］]"
    r"|[【\[［](?:单位|部门|机关)?(?:名称|年份|数字|数据|数量|姓名|地名)[】\]］]"
    r"|\{\{[^{}\n]{0,40}\}\}|\$\{[^{}\n]{0,40}\}"
    rf"|此处(?:待|需|应|请|可)?(?:补充|填写|插入|加入|添加)(?:{HAN}){{0,12}}{_END}"
    r"|(?<![A-Za-z])(?:TODO|TBD|FIXME|todo|tbd)(?![A-Za-z])"
)
_DRAFT = (
    r"(?:初稿|草稿|草案稿|征求意见稿?|送审稿?|讨论稿|修改稿|修订稿|审议稿|审定稿|报批稿|报审稿|上报稿|汇报稿|代拟稿|定稿|终稿|清稿|校对稿"
    r"|最终版|最终稿|修改版|第?[一二三四五六七八九十\d]{1,2}稿)"
)
_FILE_NAME = pattern(
    r"\.(?:docx?|wps|pdf|txt|rtf|md|xlsx?|ofd)$"
    rf"|[（(【\[_-]?{_DRAFT}[\d.]{{0,8}}[）)】\]]?[\d._-]{{0,12}}$"
    r"|[（(][\d改]{1,2}[）)]$|(?<=[告结])[ _-]{0,3}(?:副本|复件|[Vv]\d[\d.]{0,4}|改\d{0,2}|(?!20\d\d$)\d{1,8}(?:[._-]\d{1,4}){0,2})$"
    r"|^(?:新建|未命名|无标题|Microsoft|(?:文档|Document) ?\d{0,2}$)",
    re.MULTILINE,
)
_LONGEST_TITLE = 100
_OWN = "法治报告检查"  # the author of the comments that an annotated copy carries
_MOST_AUTHORS = 3


def check(ctx: Context) -> Iterator[Finding]:
    """Report placeholders, prompts, a title that is a file name, and what a word processor keeps of drafting."""
    if (title := _title(ctx)) and (match := _FILE_NAME.search(title.of(ctx.text))):
        yield ctx.finding(title, f"标题“{shown(ctx.text, title)}”带着文件名或者稿次的字样“{match[0].strip()}”")
    for block in ctx.visible():
        words = block.span.of(ctx.text)
        for span in (Span(*match.span()) for match in _HINTS.finditer(words)):
            place = span.shift(block.span.start)
            yield ctx.finding(place, f"留有起草提示“{shown(ctx.text, place)}”")
        if _BLANKS.isdisjoint(words):
            continue
        rest = _HINTS.sub(lambda match: " " * len(match[0]), words)
        emphasis = bool(_BOLD.search(rest))
        for match in _BLANK.finditer(rest):
            if not _meant(rest, match) and not (match[0][0] == "*" and emphasis):
                place = Span(*match.span()).shift(block.span.start)
                yield ctx.finding(place, f"留有占位“{shown(ctx.text, place)}”")
    yield from _residues(ctx)


def _residues(ctx: Context) -> Iterator[Finding]:
    """Yield one finding for each kind of trace, at the first place with words to show, else at the line of the first."""
    for kinds, message, role, severity in _TRACES:
        found = [r for r in ctx.document.residues if r.kind in kinds and r.author != _OWN]
        if found:
            spans = sorted((residue.span for residue in found), key=lambda span: span.start == span.end)
            first = spans[0] if spans[0].of(ctx.text) else _line(ctx, spans[0].start)
            told = message.format(len(found)) + _authors(found, role)
            yield ctx.finding(first, told, severity=severity, related=tuple(spans[1:]), occurrences=len(found))


def _line(ctx: Context, at: int) -> Span:
    """Return the words of the block that `at` stands in, behind the last block those of that one."""
    block = next((block for block in ctx.visible() if at <= block.span.end), None)
    return strip(ctx.text, block.span if block else ctx.document.blocks[-1].span)


def _authors(residues: Sequence[Residue], role: str) -> str:
    names = list(dict.fromkeys(residue.author for residue in residues if residue.author))
    if not names:
        return ""
    return f"（{role}：{'、'.join(names[:_MOST_AUTHORS])}{'等' if len(names) > _MOST_AUTHORS else ''}）"


# the kinds that make one finding, its message, what their authors are called, and how much it weighs
_TRACES = (
    ((ResidueKind.INSERTION, ResidueKind.DELETION), "有{}处修订没有接受或者拒绝", "修订人", Severity.WARNING),
    ((ResidueKind.COMMENT,), "有{}条批注没有删除", "批注人", Severity.WARNING),
    ((ResidueKind.HIDDEN,), "有{}处隐藏的文字", "", Severity.WARNING),
    ((ResidueKind.HIGHLIGHT,), "有{}处用颜色标出的文字", "", Severity.INFO),
)


def _title(ctx: Context) -> Span | None:
    """Return the title, or the first line where no title was recognised."""
    part = ctx.anatomy.part(PartKind.TITLE)
    first = next(ctx.blocks(), None)
    if part:
        title = part.span
    elif first and first.kind.flows:
        title = first.span
    else:
        return None
    title = strip(ctx.text, title)
    return title if title.end - title.start <= _LONGEST_TITLE else None


def _meant(words: str, match: re.Match[str]) -> bool:
    """Tell whether the marks hide something on purpose, or are letters of a foreign word."""
    start, end = match.span()
    if match[0][0] not in _MASK:
        return False
    before, after = words[max(0, start - 2) : start], words[end : end + 6]
    if _YEAR.search(before) and after.startswith("年"):
        return False
    if _JOINED_BEFORE.search(before) or _JOINED_AFTER.match(after):
        return True
    return bool(_SURNAME.search(before) or _PARTY.match(after))


RULE = Rule("draft-residue", "disclosure", Severity.ERROR, check)
