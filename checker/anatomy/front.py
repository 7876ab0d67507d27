"""What stands before and after the body: title, addressee and signature."""

from dataclasses import dataclass

from checker.model import Block, BlockKind, Document
from checker.text import dates
from checker.text.headings import number_at
from checker.text.pattern import pattern
from checker.text.span import Span, strip
from checker.text.width import HAN

_LONGEST_TITLE = 80
_LONGEST_SIGNATURE = 60
_TITLE_LINES = 4
_LINES_ABOVE = 8
_LONGEST_ABOVE = 40
_SUBJECT = pattern(r"法治|依法行政|依法治")
_GENRE = pattern(r"报\s*告|总\s*结|情\s*况|汇\s*报")
# what a formal document carries above its title: series, number, signer, copy number, secrecy, urgency
_ABOVE_TITLE = pattern(
    r"文\s*件\Z|[〔\[（(]20\d\d[〕\]）)]\s*\d+\s*号(?:\s*签发人.*)?\Z"
    r"|\A[（(【\[]?\s*(?:0\d{2,7}(?!\d)|(?:份号|编号|密级|紧急程度|签发人|公开(?:属性|选项|方式|类型|类别|形式|范围))\s?[：:]"
    r"|[绝机秘]\s{0,2}密(?:[\s\d★☆）)】\]长]|\Z)|(?:[特加平]\s{0,2}急|特\s{0,2}提|急\s{0,2}件)(?:[\s）)】\]]|\Z)"
    r"|内部(?:资料|文件|材料|刊物|使用|掌握|参阅|传阅)|注意保[存密]|此[件文])"
)
_OPENING = pattern(r"现将|现就|如下")  # “现将…报告如下：” opens the text
_STOP = pattern(r"[。！？；]")
_BODY_NAME = (
    rf"(?:{HAN}|[（）()、]){{2,40}}?(?:人民政府|政府|委员会|办公室|办事处|管委会|管理局|分局"
    r"|局|厅|委|署|院|部|处|中心|总队|支队|大队|集团|公司|街道|镇|乡)"
)
_BODY_LINE = pattern(rf"(?:中共)?{_BODY_NAME}(?:办公室|党组|党委)?\Z")
_TAIL = pattern(
    rf"(?:[。；;）)\s]|\A)\s*(?P<body>{_BODY_NAME})?\s*(?P<date>(?:20\d\d|二[〇零○O][一二三四五六七八九〇零○]{{2}})\s?年[\s\d一二三四五六七八九十月日]{{0,12}})\s*\Z"
)
_NOTE = pattern(
    r"\A[（(](?:此件|此文|联系人|公开|主动公开)[^）)]*[）)]\Z|\A抄送|\A附件|\A[-—\d\s]{1,8}\Z|\A(?:信息)?公开(?:选项|属性|类型)"
)


@dataclass(frozen=True, slots=True)
class Front:
    """Spans of title, addressee and signature (None: absent) and of the body between them."""

    title: Span | None
    addressee: Span | None
    body: Span
    signature: Span | None
    signing_body: str
    dated: Span | None


def front(document: Document) -> Front:
    """Find title, addressee and signature of `document`."""
    text = document.text
    blocks = [block for block in document.blocks if block.kind.flows]
    end = max((block.span.end for block in document.blocks if block.kind.reported), default=0)
    blocks = blocks[_above_title(text, blocks) :]
    if not blocks:
        return Front(None, None, Span(0, end), None, "", None)
    title, used = _title(text, blocks)
    if title is None:
        title = _boxed_title(document, blocks[0].span.start)
    dated: Span | None = None
    while (
        used < len(blocks)
        and _is_date_line(span_text := strip(text, blocks[used].span).of(text))
        and len(span_text) < len(blocks[-1].span.of(text)) + 40
    ):
        dated = strip(text, blocks[used].span)  # “（2024年1月15日）” under the title
        used += 1
    addressee = None
    if used < len(blocks):
        line = strip(text, blocks[used].span)
        if _is_addressee(line.of(text)) and number_at(text, line.start) is None:
            addressee = line
            used += 1
    start = blocks[used].span.start if used < len(blocks) else len(text)
    signature, signing_body, signed = _signature(text, blocks[used:])
    end = signature.start if signature else end
    return Front(title, addressee, Span(min(start, end), end), signature, signing_body, signed or dated)


def _is_addressee(line: str) -> bool:
    return line.endswith(("：", ":")) and len(line) <= _LONGEST_TITLE and not _OPENING.search(line)


def _is_date_line(line: str) -> bool:
    bare = line.strip("（()） 　")
    found = next(dates.dates(bare), None)
    return found is not None and found[1].start == 0 and found[1].end >= len(bare) - 1


def _above_title(text: str, blocks: list[Block]) -> int:
    """Return how many of `blocks` stand above the title: down to the last mark before what may be title or text."""
    count = 0
    for index, block in enumerate(blocks[:_LINES_ABOVE]):
        line = strip(text, block.span)
        if _is_above_title(line.of(text)):
            count = index + 1
        elif _GENRE.search(line.of(text)) or _is_no_title(text, line):
            break
    return count


def _is_above_title(words: str) -> bool:
    return len(words) <= _LONGEST_ABOVE and not _GENRE.search(words) and _ABOVE_TITLE.search(words) is not None


def _is_no_title(text: str, line: Span) -> bool:
    words = line.of(text)
    return (
        len(words) > _LONGEST_TITLE
        or _STOP.search(words) is not None
        or words.endswith(("：", ":"))
        or number_at(text, line.start) is not None
    )


def _title(text: str, blocks: list[Block]) -> tuple[Span | None, int]:
    """Return the title's span and how many blocks it takes; a title may stand on several short lines."""
    lines: list[Span] = []
    for block in blocks[:_TITLE_LINES]:
        line = strip(text, block.span)
        words = line.of(text)
        if _is_no_title(text, line) or (lines and _is_date_line(words)):
            break
        lines.append(line)
        joined = text[lines[0].start : line.end]
        if _GENRE.search(joined) and _SUBJECT.search(joined):
            return Span(lines[0].start, line.end), len(lines)
    # a first line that is no sentence and no heading is still the title, if a poor one
    if (
        lines
        and (blocks[0].kind is BlockKind.HEADING or len(blocks) > 1)
        and "，" not in lines[0].of(text)
        and _GENRE.search(lines[0].of(text))
    ):
        return lines[0], 1
    return None, 0


def _boxed_title(document: Document, end: int) -> Span | None:
    """Return the title that stands in text boxes before `end`, where the running text begins; marks are passed over."""
    text = document.text
    boxes = [block for block in document.blocks if block.kind is BlockKind.BOX and block.span.end <= end]
    boxes = [block for block in boxes if not _is_above_title(strip(text, block.span).of(text))]
    return next((title for index in range(len(boxes)) if (title := _title(text, boxes[index:])[0])), None)


def _signature(text: str, blocks: list[Block]) -> tuple[Span | None, str, Span | None]:
    """Return the span of the signature, the body that signs and the span of its date."""
    last = len(blocks)
    while last and _NOTE.match(strip(text, blocks[last - 1].span).of(text)):
        last -= 1
    if not last:
        return None, "", None
    tail = strip(text, blocks[last - 1].span)
    line = tail.of(text)
    if _is_date_line(line) and len(line) <= _LONGEST_SIGNATURE:
        start, body = tail.start, ""
        for block in reversed(blocks[max(0, last - 4) : last - 1]):
            above = strip(text, block.span)
            name = above.of(text).replace(" ", "").replace("　", "")
            if len(name) > _LONGEST_SIGNATURE or not _BODY_LINE.match(name) or number_at(text, above.start) is not None:
                break
            start, body = above.start, name
        return Span(start, tail.end), body, tail
    match = _TAIL.search(text, max(0, tail.start - 1, tail.end - 2 * _LONGEST_SIGNATURE), tail.end)
    if match and (match["body"] or match["date"].rstrip().endswith("日")):
        start = match.start("body") if match["body"] else match.start("date")
        if len(blocks) > 1 or match["body"]:
            return Span(start, tail.end), match["body"] or "", strip(text, Span(*match.span("date")))
    name = line.replace(" ", "")
    if (
        len(name) <= _LONGEST_SIGNATURE // 2
        and _BODY_LINE.match(name)
        and number_at(text, tail.start) is None
        and last > 1
    ):
        return tail, name, None
    return None, "", None
