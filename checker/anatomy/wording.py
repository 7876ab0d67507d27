"""The wordings by which officials announce a part of the report.

Sources: the five contents of 督察工作规定 chapter four and the titles and headings in actual use. Patterns name
meanings, not whole headings, so that order, number and decoration do not matter.
"""

from checker.model import PartKind
from checker.text.pattern import pattern
from checker.text.width import HAN

_RESPONSIBILITY = pattern(
    r"第一责任人"
    r"|主要(?:负责人|负责同志|领导)[^，。；]{0,12}(?:履行|履职|职责|法治)"
    r"|(?:书记|局长|主任|厅长|省长|市长|县长|区长|镇长|乡长|一把手)[^，。；]{0,4}(?:抓法治|履职|履责)"
    r"|履行(?:推进)?法治(?:政府)?建设[^，。；]{0,6}(?:职责|责任)"
)
_NOT_SHORTCOMINGS = pattern(r"解决|整治|破解|化解|回应|导向|整改|聚焦|排查|处置|查摆|攻坚|纾困|助企|紧盯|治理")
_SHORTCOMINGS = pattern(
    r"(?:存在|主要|面临|突出|工作中)[^，。；]{0,8}(?:不足|问题|困难|差距|短板|薄弱)"
    r"|不足(?:之处)?(?:$|[和及与、]|[（(])"
    r"|(?:问题|短板|困难|差距)(?:和|与|及|以及|、)(?:[^，。；]{0,6})(?:不足|原因|短板|弱项|困难|差距|问题|挑战)"
    r"|^(?:主要|存在)?问题(?:$|[和及与、])"
    r"|^(?:困难|差距|短板)(?:$|[和及与、])"
    r"|薄弱环节|短板弱项|(?:短板|差距|不足|弱项|问题|病根)(?:在哪|有哪些)|差在哪|^问题[和与及]病根"
)
_NOT_PLAN = pattern(r"^(?:落实|执行|制定|健全|完善|严格|强化|加强|研究|认真|全面落实|科学)")
_PLAN = pattern(
    r"下一步|下步|下一年|下一阶段|下年度|明年|今后"
    r"|20\d\d年度?(?:(?!成效|总结|情况|回顾|和|及|与)[^，。；]){0,22}(?:安排|打算|计划|思路|设想|重点工作$|工作重点|工作要点|展望|谋划|工作任务)"
    r"|(?:工作|主要|重点|推进)(?:工作)?(?:安排|打算|计划|思路|设想|谋划|展望)"
    r"|^(?:安排|打算|计划)|(?:问题|不足|短板|差距)[和与及、](?:下步|下一步)?(?:打算|安排|计划|对策)|怎么干|20\d\d年度?(?:主要|重点|目标|工作)*任务$"
)
_OTHER = pattern(
    r"其他(?:需要|应当|要)?(?:报告|说明|汇报|反映)?(?:的)?(?:情况|事项|内容|工作|问题)|^附[件表录]|意见(?:和|与|及)?建议|工作建议|^有关说明"
)
_ACHIEVEMENTS = pattern(
    r"举措|成效|做法|开展情况|推进情况|完成情况|工作情况|建设情况|落实情况|基本情况|工作总结|主要工作|取得[^，。；]{0,6}成绩|进展|亮点|特色|工作回顾"
)
_ACCOUNT = pattern(
    r"成效|总结|开展情况|完成情况|工作回顾"
)  # beside a plan only these announce an account: “主要工作安排” does not
_NUMBERED_LEAD = pattern(r"^[\s　]*(?:第[一二三四五六七八九十]+[部章]分?[、：:\s]*)?")

# how a text without a heading of its own turns to what comes next
PLAN_OPENER = pattern(
    r"^(?:[（(]?[一二三四五六七八九十]+[、）)])?(?:(?:下步|工作)?打算[：:]|下一步|下步|下一阶段|下一年|今后|明年|新的一年|20\d\d年(?:度)?[，,][^。；]{0,12}(?:将|要|我)|针对(?:上述|以上|存在))"
)
SHORTCOMINGS_OPENER = pattern(
    r"^(?:在看到|在肯定|在总结|虽然|尽管)[^。；]{0,40}(?:成绩|成效|进展|进步)|(?:仍|还|也)(?:然)?存在[^。；]{0,24}(?:不足|问题|差距|短板|薄弱)|^存在的?(?:主要)?(?:问题|不足)"
)
# where the words of a run-in heading end and the sentence begins although nothing stands between
SENTENCE_OPENER = pattern(
    rf"[\s　]|一是|一方面|(?<={HAN})(?:我[局县市区省镇乡委办厅院处所们州盟旗街]|本[局县市区镇乡委办厅院]"
    r"|在看到|在肯定|在总结|总体来看|总的来看|回顾|下一步|今后|虽然|尽管"
    r"|(?:20\d\d|二〇[〇一二三四五六七八九]{2})年(?=[，,我全来共度以]|[^，。；]{0,6}，)|一年来|今年来|今年以来|过去一年|(?<!推动)(?<!促进)(?<!带动)(?<!服务)(?<!覆盖)(?<!助力)(?<!引领)(?<!统筹)(?<!推进)全[县市区镇乡省局州旗](?=[上坚认以紧深始严积围按各把将全])"
    r"|(?:区|县|市|镇|局)(?:委|政府|党组)(?=[、始高坚把严认]))"
)
# a heading that is whole once these words are complete, so that what follows is text even without a mark
KNOWN_HEADING = pattern(
    r"(?:存在的?(?:主要)?(?:问题|不足)(?:(?:和|与|及|以及)(?:不足|原因|问题|短板|困难|差距|原因分析))?"
    r"|不足(?:之处)?(?:和|与|及)原因(?:分析)?|(?:问题|困难)(?:和|与|及)(?:不足|原因|困难|问题)"
    r"|(?:下一步|下步|今后|20\d\d年(?:度)?)?(?:的)?(?:主要|重点)?工作(?:打算|安排|计划|思路|设想)"
    r"|(?:党政)?主要(?:负责人|负责同志|领导)履行(?:推进)?法治(?:政府)?建设第一责任人职责(?:[，,]加强法治政府建设)?的?(?:有关|相关|工作)?情况"
    r"|工作开展情况|主要(?:工作)?(?:举措|做法)(?:和|与|及)(?:工作)?成效)(?![和与及、的情])"
)


def part_kinds(title: str) -> tuple[PartKind, ...]:
    """Return the parts that a heading announces, in the order of its words; empty when it names none."""
    words = _NUMBERED_LEAD.sub("", title).strip("。：: 　")
    found: list[tuple[int, PartKind]] = []
    if match := _RESPONSIBILITY.search(words):
        found.append((match.end(), PartKind.RESPONSIBILITY))
    if not _NOT_SHORTCOMINGS.search(words) and (match := _SHORTCOMINGS.search(words)):
        found.append((match.end(), PartKind.SHORTCOMINGS))
    if not _NOT_PLAN.search(words) and (match := _PLAN.search(words)):
        found.append((match.end(), PartKind.PLAN))
    if match := _OTHER.search(words):
        found.append((match.end(), PartKind.OTHER))
    kinds = [kind for _, kind in found]
    accounts = _ACCOUNT if PartKind.PLAN in kinds else _ACHIEVEMENTS
    if PartKind.RESPONSIBILITY not in kinds and (match := accounts.search(words)):
        found.append((match.end(), PartKind.ACHIEVEMENTS))
    return tuple(kind for _, kind in sorted(found))
