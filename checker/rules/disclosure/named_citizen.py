"""写出了案件当事人的姓名。

在案件、纠纷、法律援助里写出当事人、申请人、未成年人、受援人的全名时报告；报告里只显示姓。

为什么：年度报告要向社会公开，个人涉诉、受罚、受援的情况属于个人隐私，公开会损害他人权益，未成年人尤其如此。
怎么改：改为“张某”“李某某”，或者只写案由，不写姓名。
不报：“张某”“王先生”这样已经隐去的；领导干部、先进典型、律师、专家；单位名称；不在案件里的姓名。
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from checker.decode import key
from checker.model import Context, Finding, Rule, Severity
from checker.text.pattern import pattern
from checker.text.sentences import split
from checker.text.span import Span
from checker.text.width import HAN

_DOUBLE = "欧阳|司马|上官|诸葛|司徒|皇甫|令狐|尉迟|慕容"
_SINGLE = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白"
    "孟秦邱侯江尹薛闫阎段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔汤常温康施牛樊葛邢安齐乔伍庞颜倪庄聂章鲁岳翟殷詹欧耿关兰焦俞左柳甘祝包尚舒阮柯纪梅"
    "童凌毕裴霍涂谷翁冉骆蓝辛靳柴蒙鲍华喻祁蒲滕屈饶牟艾尤穆卓吉缪芦麦褚娄窦戚岑宫费卜冷晏柏瞿桂佟臧闵苟邬卞姬栾隋刁巫寇郎甄丛仲虞敖巩佘迟邝项"
)
_SURNAME = f"(?:{_DOUBLE}|[{_SINGLE}])"
_FIRST = frozenset(_SINGLE) | {double[0] for double in _DOUBLE.split("|")}
# words that begin like a surname and are no name
_NO_NAME = (
    r"(?:高[度效兴额龄质校速新层中等级]|何[种时地处]|程[序度]|方[面便可式能案法针向]|余[额款下]|于[是此]|任[何意职期务免组副命用教]|金[额融属]|白天|万[元人件户余一]"
    r"|武[装器汉]|钱[款财物]|严[格重肃厉惩]|常[见态住年务去来在理]|马[上路]|黄金|许[可诺多]|曾[经因于在任]|谢绝|周[边围期岁密到全]|顾[虑问及]|付[款出清费]|陆[续地]|夏季"
    r"|安[全置排徽居宁心稳康]|关[于系爱心注怀键押停切]|施[工行]|康[复养]|包[括含装庇]|石[材料油]|田[地间]|林[地木场权业]|江[河苏西]|温[馨度州饱暖]|左[右侧]|尚[未有需]"
    r"|章程|殷[实切]|项目|欧[盟洲]|吉[祥林]|齐全|费[用时]|华[侨人]|龙头|雷达|贵州|苏[州醒]|牛羊|童[年装]|纪[检委律录念实]|冷[链冻静]|陈[述列设]|张[贴扬]|杜绝|董事|肖像"
    r"|仲裁|蒙[受骗蔽]|焦[点虑]|甘愿|祝[愿贺]|舒[心适]|牟[利取]|尤其|罗列|刁难|巩固|辛[苦劳]|庞大|乔迁|屈服|涂[改抹]|毕[竟业]|凌晨|范围|郑重|胡乱|莫[名大])"
)
_TITLED = r"(?:先生|女士|小姐|师傅|大爷|大妈|大娘|大哥|大姐|老师|奶奶|爷爷|阿姨|叔叔|婆婆|老人|老汉|老太|律师|同志|同学|法官|医生|主任|局长|书记|镇长|某|家)"
_GIVEN = rf"(?!{_TITLED})(?:(?![某等与和及的诉因在对向被为是系不提以])(?:{HAN})){{1,2}}?"
_NAME = rf"(?!{_NO_NAME})(?P<name>{_SURNAME}{_GIVEN})"
# what may stand right behind a name
_BEHIND = r"(?=\Z|[\s，。；、：,;:（()）”]|诉(?!讼|求|源)|不服|与|和|及|等(?!级|待)|因|向|系(?!统|列)|一案|案(?!件)|的|提出|提起|申请|起诉|对|认为|被|在|于|以|为|是|涉嫌|追|讨|支付|索|获|办理|依法|提供|挽回|成功|之|要求)"
# what may follow besides where the word before says that this is a party
_DOES = r"(?=[遭受患已未曾有无到来将均经签拿没拒死身违驾]|多次|长期|主动|反映|委托|自愿|履行|盗|殴|醉|酒|缴|老人|一家)"
_ROLE = (
    r"(?:原告人?|被告人?|上诉人|被上诉人|第三人|(?:被)?申请(?:执行)?人|(?:被)?申诉人|当事人|受援(?:人|对象)|(?:被)?处罚人|(?:行政)?相对人|违法(?:行为|嫌疑)?人|犯罪嫌疑人|嫌疑人"
    r"|(?:被)?执行人|罪犯|(?:社区)?矫正对象|信访人|上访人|(?:被)?投诉人|(?:被)?举报人|受害人|被害人|死者|伤者|未成年人|(?:未成年|留守)(?:儿童|少年|女孩|男孩|子女))"
)
# a private person as well as a model worker or a delegate: a name counts only in a sentence on a case
_PERSON = r"(?:农民工|务工人员|村民|居民|业主|职工|工人|老人|残疾人|低保户|困难户|贫困户|当地人|男子|女子|学生|儿童|女童|男童|家属|消费者|患者|劳动者|经营者|个体户|商户|司机|驾驶员)"
_NAMED_ROLE = pattern(rf"{_ROLE}(?:[：:]\s?|\s|[（(])?{_NAME}(?:{_BEHIND}|{_DOES})")
_NAMED_PERSON = pattern(rf"{_PERSON}{_NAME}{_BEHIND}")
_CASE = pattern(r"援助|纠纷|诉讼|起诉|案|复议|赔偿|工伤|欠薪|拖欠|讨薪|行政处罚|被处罚|被拘|矛盾|上访|信访|调解|诉求")
_LAWSUIT = pattern(
    rf"(?:\A|(?<=[\s，。；：、“《（(—了理结解处对就及和为将由件于案的]))"
    rf"{_NAME}(?:等\d{{0,3}}人)?(?:(?<![方便投起申控上反胜败应告公厂店局府村组社行院会所镇乡司])诉(?=(?!讼|求|源|访|调|裁|前|状|累)[^，。；\n]{{2,40}}?(?:局|政府|委|厅|队|街道|镇|乡|公司|案|纠纷))"
    r"|不服(?=[^，。；\n]{2,40})|(?:与|和)(?=[^，。；\n]{2,40}?纠纷(?:一)?案|[^，。；\n]{2,30}?一案)|(?=(?:涉嫌|故意|诈骗|盗窃|非法|交通|寻衅|危险|工伤|劳动|离婚|追索|申请|行政)[^，。；\n]{0,24}案))"
)
# cheap to tell: the patterns with names take long to compile, and most reports hold no case with a party in it
_ROLES, _PERSONS = pattern(_ROLE), pattern(_PERSON)
_SUED = pattern(
    r"(?<![方便投起申控上反胜败应告])诉(?!讼|求|源|访|调|裁|前|状|累)|不服|纠纷一?案|一案"
    r"|(?:涉嫌|故意|诈骗|盗窃|非法|交通|寻衅|危险|工伤|劳动|离婚|追索|申请|行政)[^，。；\n]{0,24}案"
)
_BEFORE_NAME = "：: （("
_NOT_PERSON = pattern(r"[厂店局府村组社行院会所镇乡县市区司队户路街站校部处庄桥]\Z|\A.[山河湖岛港湾门]\Z")
_ALSO = pattern(
    rf"[、与和]{_NAME}(?=[、，。；等（(与和诉不一因的之]|离婚|继承|民间|借贷|相邻|邻里|宅基|土地|房屋|合同|劳动|买卖|租赁|赡养|抚养|婚姻|纠纷)"
)


@dataclass(frozen=True, slots=True)
class Options:
    """Names that may stand in a public report."""

    allowed: tuple[str, ...] = key((), "可以公开的姓名，例如在调解案例里写到的先进典型")


def check(ctx: Context) -> Iterator[Finding]:
    """Report each full name of a private person in a case."""
    for sentence in (sentence for block in ctx.blocks() for sentence in split(ctx.text, block.span)):
        words = sentence.of(ctx.text)
        forms = [form for form, may_hold in _FORMS if may_hold(words)]
        spans = {
            span
            for form in forms
            for match in form.finditer(words)
            for span in _names(words, Span(*match.span("name")))
        }
        for span in sorted(spans):
            name = span.of(words)
            if name in ctx.options.allowed:
                continue
            yield ctx.finding(
                span.shift(sentence.start),
                f"写出了案件里个人的姓名“{name[0]}{'＊' * (len(name) - 1)}”",
                secret=True,
            )


def _before_surname(words: str, roles: re.Pattern[str]) -> bool:
    return any(
        words[match.end() : match.end() + 2].lstrip(_BEFORE_NAME)[:1] in _FIRST for match in roles.finditer(words)
    )


_FORMS: tuple[tuple[re.Pattern[str], Callable[[str], bool]], ...] = (
    (_NAMED_ROLE, lambda words: _before_surname(words, _ROLES)),
    (_LAWSUIT, lambda words: bool(_SUED.search(words))),
    (_NAMED_PERSON, lambda words: bool(_CASE.search(words)) and _before_surname(words, _PERSONS)),
)


def _names(words: str, first: Span) -> Iterator[Span]:
    """Yield the name and those that are listed after it (“王小明、李建国等3人”)."""
    span: Span | None = first
    while span and not _NOT_PERSON.search(span.of(words)):
        yield span
        match = _ALSO.match(words, span.end)
        span = Span(*match.span("name")) if match else None


RULE = Rule("named-citizen", "disclosure", Severity.WARNING, check, options=Options, local=True)
