"""Report year, level and kind of body, and date, read from title, preamble, plan and signature."""

import datetime
import re
from collections import Counter

from checker.anatomy.front import Front
from checker.model import Fact, Facts, Level, Part, PartKind
from checker.text import dates
from checker.text.pattern import pattern
from checker.text.span import Span
from checker.text.width import HAN

# “截至2022年底” is said of the year that is reported
_YEAR_END = pattern(r"截[至止]到?(?=(20\d\d)年(?:年?底|年?末|12月3[01]日))")
_TITLE_BODY = pattern(
    rf"^(?:20\d\d年度?)?(?:中共)?(?!推进|落实|贯彻)(?P<body>(?:{HAN}|[（）()·]){{2,40}}?)"
    r"(?:关于|(?=20\d\d|二[〇零○]|(?:推进|全面)?(?:法治(?:政府|建设)|依法行政)))"
)
_AREA = pattern(
    r"(?:片区|新区|开发区|园区|度假区|保税区|管理区|实验区|风景区|景区)(?:管理局|管委会|管理委员会|党工委)|管委会\Z|管理委员会\Z"
)
_DEPARTMENT = pattern(r"(?:局|委|委员会|办公室|厅|部|署|院|中心|总队|支队|大队|银行|联合会|公司|集团)\Z")
_TOWNSHIP = pattern(r"(?:街道|街道办事处|镇|乡|苏木|镇人民政府|乡人民政府|办事处)\Z")
_GOVERNMENTS = (
    (Level.PROVINCE, pattern(r"(?:省|自治区|北京市|上海市|天津市|重庆市|兵团)(?:人民政府|委)?\Z")),
    (Level.COUNTY, pattern(rf"(?:县|区|旗)(?:委|人民政府|政府)*\Z|市{HAN}{{1,8}}[区县](?:人民政府|政府)?\Z")),
    (Level.CITY, pattern(r"(?:市|州|盟|地区|行署)(?:委|人民政府|政府)*\Z")),
)
# how the author speaks of his own body; enough of one kind and no title is needed
_SELF = (
    (
        Level.DEPARTMENT,
        pattern(r"我[局委办厅院部]|本[局委厅]|局党组|厅党组|委党组|局领导班子|局机关|全局(?=[干上各机])"),
    ),
    (
        Level.TOWNSHIP,
        pattern(r"我[镇乡]|我街道|全[镇乡](?!村)|镇党委|乡党委|街道党工委|街道办事处|本街道|我片区|片区(?:管理局|党)"),
    ),
    (Level.COUNTY, pattern(r"我[县旗]|全[县旗]|县委|旗委|区委|县政府|区政府|(?<!社)全区(?=上|各|依|法|干|行政)")),
    (Level.CITY, pattern(r"我市|全市|市委|市政府")),
    (Level.PROVINCE, pattern(r"我省|全省|省委|省政府|自治区党委")),
)
_LEAST_SELF = 2
_LEAST_YEAR_MENTIONS = 3
_SUBJECT = pattern(
    rf"(?:\A|[。，,])(?P<body>{HAN}{{2,16}}?(?:人民政府|街道|镇|乡|管理局|局|管委会|委员会|县|区|市|省))(?=在(?:{HAN}|、){{0,24}}(?:领导|指导|支持)|坚持|始终|深入|紧紧|认真|全面|以习)"
)


def read_facts(text: str, front: Front, parts: tuple[Part, ...]) -> Facts:
    """Return what the text says of itself; a fact that no words support is None."""
    dated = next(dates.dates(text, *front.dated), None) if front.dated else None
    signed = Fact(dated[0], dated[1]) if dated else None
    body = _body(text, front, parts)
    return Facts(year=_year(text, front, parts, signed), level=_level(text, body), body=body, dated=signed)


def _year(text: str, front: Front, parts: tuple[Part, ...], dated: Fact[datetime.date] | None) -> Fact[int] | None:
    if front.title and (found := list(dates.years(text, *front.title))):
        return Fact(*found[0])
    for part in parts:
        if part.kind is PartKind.PREAMBLE and (found := list(dates.whole_years(text, *part.span))):
            return Fact(*found[0])
    for part in parts:
        if part.kind is PartKind.PLAN and part.heading and (found := list(dates.years(text, *part.heading.span))):
            return Fact(found[0][0] - 1, found[0][1])
    if match := _YEAR_END.search(text, *front.body):
        return Fact(int(match[1]), Span(match.end(), match.end() + 5))
    own = list(dates.whole_years(text, *front.body))
    counts = Counter(year for year, _ in own).most_common(2)
    if counts and counts[0][1] >= _LEAST_YEAR_MENTIONS and (len(counts) == 1 or counts[0][1] >= 2 * counts[1][1]):
        return Fact(counts[0][0], next(place for year, place in own if year == counts[0][0]))
    if dated is not None:
        found = list(dates.years(text, *(front.dated or Span(0, 0))))
        return Fact(found[0][0] - 1, found[0][1]) if found else None
    return None


def _body(text: str, front: Front, parts: tuple[Part, ...]) -> Fact[str] | None:
    if front.title and (titled := body_of(front.title.of(text))):
        return Fact(titled, front.title)
    if front.signing_body and front.signature:
        return Fact(front.signing_body, front.signature)
    for part in parts[:3]:
        if part.kind is PartKind.PREAMBLE:
            match = _SUBJECT.search(text, *part.span)
            if match:
                return Fact(match["body"], Span(*match.span("body")))
    return None


def body_of(title: str) -> str:
    """Return the body that a title, or a file name like one, names as the one that reports; empty where it names none."""
    match = _TITLE_BODY.match(re.sub(r"\s", "", title))
    return match["body"] if match else ""


def level_of(body: str) -> Level | None:
    """Return the level of a body by its name, or None when the name does not tell."""
    name = re.sub(r"[（(][^）)]*[）)]\Z", "", body)
    name = re.sub(r"^.*党组(?=\Z)", "", name) or name
    if _AREA.search(name) or _TOWNSHIP.search(name):
        return Level.TOWNSHIP
    for level, form in _GOVERNMENTS:
        if form.search(name):
            return level
    return Level.DEPARTMENT if _DEPARTMENT.search(name) else None


def _level(text: str, body: Fact[str] | None) -> Fact[Level] | None:
    named = level_of(body.value) if body else None
    if body and named:
        return Fact(named, body.evidence)
    for level, form in _SELF:
        found = [Span(*match.span()) for match in form.finditer(text)]
        if len(found) >= _LEAST_SELF:
            return Fact(level, found[0])
    return None
