"""“首个”“率先”“领先”没有出处。

写“全国首个”“全省率先”“位居全市第一”“走在前列”，句中没有写由哪份文件、哪项考核、哪个部门认定时提示。

为什么：“第一”“首个”要经得起核对，没有出处的，公开以后容易受到质疑。
怎么改：写明出处，例如“在2023年度全省法治建设考核中位列第二”“被省司法厅评为……”；没有出处的，改写具体做法。
不报：写明文件、考核、评选、通报、批示的；“率先垂范”“第一责任人”“第一时间”“首次”；目标（“力争走在前列”）；引号和书名号里的。
"""

from collections.abc import Iterator

from checker.model import Context, Finding, Level, PartKind, Rule, Severity
from checker.rules.account import shown, told
from checker.text.clauses import bare, clauses
from checker.text.pattern import pattern
from checker.text.span import Span
from checker.text.width import HAN

_SCOPE = r"(?:全国|全省|全市|省内|市内|国内|国际|全球|全自治区|西部|东部|中部|同类城市|同行业|全系统)"
_CLAIM = pattern(
    rf"{_SCOPE}(?:范围内?|各[县区市州]+)?(?:首个|首创|首家|首例|首批|首部|首支|首条|首推|唯一|最早|"
    rf"最优|最高|最好|最快|率先|领先|第一(?![责时线批季次期届书人章条课轮]))"
    rf"|(?:位居|位列|居|列|排名|名列)(?:在)?{_SCOPE}(?:同{HAN}{{1,4}})?(?:前列|首位|第一|榜首|前茅)"
    rf"|(?:走在|处于|保持|跻身)(?:了)?{_SCOPE}?(?:同{HAN}{{1,4}})?(?:前列|领先|第一方阵|首位)"
    r"|名列前茅|独占鳌头"
    rf"|高于{_SCOPE}平均"
    r"|率先(?!垂范|示范|带头|学|遵|士|引领|突破|发展|落实|做|行动|当好|履|执行|试点|"
    r"推动)(?=[在于]?[^，。；]{0,12}(?:建|推|开|制|出|完|实|成|设|探|启|上|创|发))"
)
_OWN_SCOPE = {Level.PROVINCE: "全省", Level.CITY: "全市"}
_SOURCE = pattern(
    r"《|荣获|获评|获得|获批|获[^，]{0,8}(?:奖|称号)|被[^，。；]{0,20}(?:评|授|确定|列|命名|认定|通报|"
    r"推广|采纳|转发)|入选|考核|考评|测评|评估|评价|评选|评比|排名|排行|通报|表彰|表扬|"
    r"批示|认定|公布|发布|统计|报道|刊发|媒体|据|竞赛|大赛|评查|抽查|检查结果|推广|指数|得分|督察|审计|□{3}"
)
_AIM = pattern(
    r"力争|争取|争当|争创|努力|推动|打造|确保|目标|致力|奋力|助力|着力|瞄准|对标|要|将|勇当|当好|为[^，]{0,4}\Z"
)


def check(ctx: Context) -> Iterator[Finding]:
    """Report superlatives without a source, document, ranking or award in the same sentence."""
    level = ctx.anatomy.facts.level
    own = _OWN_SCOPE.get(level.value, "") if level else ""
    for sentence, words in told(ctx):
        plain = bare(words)
        if _SOURCE.search(words):
            continue
        for clause in clauses(plain):
            match = _CLAIM.search(plain, clause.start, clause.end)
            if match is None or (own and own in match[0]) or _AIM.search(plain, clause.start, match.start()):
                continue
            if match[0].startswith("率先") and sentence.part is PartKind.RESPONSIBILITY:
                continue
            span = Span(match.start(), clause.end).shift(sentence.span.start)
            yield ctx.finding(span, f"“{shown(ctx.text, span)}”没有写出处")


RULE = Rule("unsupported-superlative", "quantity", Severity.INFO, check, local=True)
