"""公开了个人信息。

文中（包括页眉、页脚、脚注和文本框）出现身份证号、手机号、银行卡号、车牌号或者个人的家庭住址时报告，报告里只显示前几位。

为什么：年度报告要向社会公开，涉及个人隐私的信息公开会损害他人权益，不得公开；一经发布很难收回。
怎么改：删去，或者遮盖成“张某”“浙A＊＊＊＊＊”这样认不出是谁的写法。
不报：批注、修订删去的和隐藏的文字里的（见 draft-residue）；已经遮盖的；12345、12348这类热线和办公电话；案号、文号、信用代码和金额；机关、企业的地址。
"""

from collections.abc import Iterator
from dataclasses import dataclass

from checker.model import Context, Finding, Rule, Severity
from checker.text.pattern import pattern
from checker.text.span import Span
from checker.text.width import fold

_MASK = "＊"
_DIGITS = pattern(
    r"(?<![\dA-Za-z.*])"
    r"(?:(?:86[ -]?)?1\d\d[ -]?\d{4}[ -]?\d{4}|\d{6} \d{8} \d{3}[\dXx]|\d{4}(?: \d{4}){3}(?: \d{1,3})?|\d{16,19}[Xx]?)"
    r"(?![\dA-Za-z*＊]|\.\d)"
)
_SEPARATORS = str.maketrans("", "", " -")
_IDENTITY = pattern(
    r"(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3])\d{4}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx]"
)
# weights and check characters of the identity number: GB 11643-1999
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_MOBILE = pattern(r"(?:86)?1[3-9]\d{9}")
_NOT_PHONE_BEFORE = pattern(r"(?:[第字〔￥¥]|编号|单号|案号|代码|金额|货币|合计|共计)[：:为]?\s*\Z")
_NOT_PHONE_AFTER = pattern(r"\s*(?:号|[余多]?(?:元|万|亿|件|人|次|份|个|户|家|条|吨|平方|立方|%))")
# cards of the domestic network and old numbers of two banks; others only beside a word for a card or an account
_CARD = pattern(r"62\d{14,17}|9558\d{15}|95599\d{14}")
_OTHER_CARD = pattern(r"(?:4\d{3}|5[1-5]\d\d|35\d\d|60\d\d)\d{12,15}")
_CARD_LABEL = pattern(r"卡号|银行卡|借记卡|信用卡|储蓄卡|账号|账户|帐号|户名")
_PLATE = pattern(
    r"[京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新][A-HJ-NP-Z][·•. ]?"
    r"(?:[A-HJ-NP-Z0-9]{5}|[A-HJK][A-HJ-NP-Z0-9]\d{4}|\d{5}[A-HJK])(?![A-Za-z0-9*＊-])(?!号?(?:文|决定|许可|证))"
)
_PLATE_DIGITS = 3
_NUMBER = r"(?:\d{1,5}|[一二三四五六七八九十百]{1,4})"
_HOUSE = rf"{_NUMBER}(?:号楼|号|弄|栋|幢|单元|室|组|户)"
_ADDRESS = pattern(
    rf"(?:家庭(?:住址|地址)|(?:现|居|常)?住址|户籍(?:所在)?地(?:址)?|居住地(?:址)?|家住(?:在|于)?)[：:为是在]?\s*"
    rf"(?P<place>[^，,。；;：:*＊×\n]{{0,30}}?{_HOUSE}(?:[^，,。；;：:的*＊×\n]{{0,12}}?{_HOUSE}){{0,3}})"
    rf"|住(?:在|于)?(?![建房宅院户所保宿培校持])"
    rf"(?P<flat>[^，,。；;：:的*＊×\n]{{2,30}}?{_NUMBER}号[^，,。；;：:的*＊×\n]{{0,12}}?{_NUMBER}室)"
)
_OFFICE = pattern(r"办公|注册|公司|企业|单位|机关|机构|中心|大队|局|所")
_BEFORE = 16


@dataclass(frozen=True, slots=True)
class _Datum:
    """Something that identifies a person: its place, what it is, and how many characters of it may be shown."""

    span: Span
    name: str
    shown: int


def check(ctx: Context) -> Iterator[Finding]:
    """Report each identity number, mobile number, bank card, plate and home address, its value masked."""
    for block in ctx.visible():
        words = fold(block.span.of(ctx.text))
        for datum in (*_numbers(words), *_plates(words), *_addresses(words)):
            value = datum.span.of(words)
            masked = value[: datum.shown] + _MASK * (len(value) - datum.shown)
            yield ctx.finding(datum.span.shift(block.span.start), f"出现了{datum.name}“{masked}”", secret=True)


def _numbers(words: str) -> Iterator[_Datum]:
    for match in _DIGITS.finditer(words):
        span = Span(*match.span())
        number = match[0].translate(_SEPARATORS)
        before = words[max(0, span.start - _BEFORE) : span.start]
        if _IDENTITY.fullmatch(number) and (_identity_checks(number) or "身份证" in before):
            yield _Datum(span, "身份证号", 3)
        elif _MOBILE.fullmatch(number):
            if not _NOT_PHONE_BEFORE.search(before) and not _NOT_PHONE_AFTER.match(words, span.end):
                yield _Datum(span, "手机号", 3)
        elif (_CARD.fullmatch(number) or (_OTHER_CARD.fullmatch(number) and _CARD_LABEL.search(before))) and _luhn(
            number
        ):
            yield _Datum(span, "银行卡号", 4)


def _identity_checks(number: str) -> bool:
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, number[:-1], strict=True))
    return _CHECKS[total % len(_CHECKS)] == number[-1].upper()


def _luhn(number: str) -> bool:
    doubled = [int(digit) * 2 for digit in number[-2::-2]]
    return (sum(map(int, number[-1::-2])) + sum(value // 10 + value % 10 for value in doubled)) % 10 == 0


def _plates(words: str) -> Iterator[_Datum]:
    for match in _PLATE.finditer(words):
        if sum(char.isdigit() for char in match[0]) >= _PLATE_DIGITS:
            yield _Datum(Span(*match.span()), "车牌号", 2)


def _addresses(words: str) -> Iterator[_Datum]:
    for match in _ADDRESS.finditer(words):
        name = "place" if match["place"] else "flat"
        before = words[max(0, match.start() - _BEFORE) : match.start()]
        if not _OFFICE.search(match[name]) and not (name == "flat" and _OFFICE.search(before)):
            yield _Datum(Span(*match.span(name)), "家庭住址", 2)


RULE = Rule("personal-data", "disclosure", Severity.ERROR, check, local=True)
