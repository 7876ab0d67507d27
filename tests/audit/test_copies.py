import dataclasses
import itertools
import pickle
from collections.abc import Callable, Iterable, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.audit import copies
from checker.audit.offices import may_be_one, office
from checker.audit.pair import Pair
from checker.audit.prose import Leaf
from checker.audit.record import Record, SentenceRow, Status
from checker.model import BlockKind, Category, Level, PartKind, Role

Work = Callable[[Sequence[Leaf]], copies.Sheaf]
# each county below has written what nobody else has
WRITTEN = {
    "石桥县": (
        "石桥县在河西工业园设立企业法律服务站3个，律师每周二坐班，当面解答用工和欠款问题86个。",
        "司法局抽查林业、水利两个部门的处罚案卷40卷，把送达不规范列为通病逐卷退回重做。",
        "县政府把老城区供水管网改造列入重大决策目录，先后召开听证会2次，采纳居民意见17条。",
        "我县将夜市摊点的管理权交给街道办事处，配发执法记录仪24台，半年内没有发生推搡事件。",
        "对拖欠农民工工资的8家施工单位实行提级办理，由分管副县长逐案听取汇报并限期清偿。",
        "退休法官组成的调解小组进驻石桥镇集市，逢集受理买卖争执，当场说和131起。",
        "全县清理出与上位法抵触的招商文件5份，全部宣布失效并在门户网站公布目录。",
        "公安、民政和妇联共用一套家庭纠纷预警名单，网格员每月上门探访高风险家庭62户。",
        "政务大厅把办理取水许可的材料由11份减到4份，申请人不再往返国土窗口盖章。",
        "县长带队到败诉较多的两个乡镇旁听庭审，庭后当场点评答辩状中的证据缺项。",
    ),
    "青林县": (
        "青林县给每个村配备一名从返乡大学生中选聘的法治专干，负责代写申请和陪同立案。",
        "交通运输部门在国道沿线开展超限运输专项治理，卸载货物两千余吨，查处改装车辆33台。",
        "行政复议窗口搬到县医院旁边的便民楼，一楼收件、二楼听证，全年受理申请57件。",
        "常务会议审议旅游度假区规划前，请外省专家书面论证，否决了占用湿地的两个子项目。",
        "市场监管人员对小餐馆首次轻微违法只发整改提示卡，回访后仍不改正的才立案处罚。",
        "粮食收购季前，农业农村局会同磅秤检定机构校准地磅19台，公示收购价格和投诉电话。",
        "规范性文件起草说明必须附上征求意见的原始记录，缺少记录的由政府办直接退回。",
        "信访接待日改在乡镇轮流举行，县领导带着部门负责人现场签办，办结情况张贴在村口。",
        "检察建议收到后十日内由政府督查室建账，逾期没有回复的在季度会议上点名说明原因。",
        "中小学法治副校长由过去集中讲座改为跟班听课，全年走进课堂四百余节，解答学生提问。",
    ),
    "白河县": (
        "白河县把砂石开采权出让合同交给公职律师逐条审查，补上了生态修复保证金的约定。",
        "应急管理局在汛前组织沿河九个村演练夜间转移，检查冲锋舟和救生衣的存放登记。",
        "不动产登记中心为高龄老人开通上门核验服务，工作人员携带移动终端当面拍照存档。",
        "财政、审计两家联合核对罚没收入账目，追回未按时上缴国库的罚款并约谈经办人员。",
        "综合行政执法大队取消按罚款数额考核的做法，改以案卷质量和投诉多少评定等次。",
        "矿区搬迁补偿方案公布以后，政府法律顾问驻村两个月，逐户讲解补偿标准和救济途径。",
        "县城停车收费标准调整之前，向出租车司机和商铺业主发放问卷，回收率超过八成。",
        "对群众反映强烈的占道经营划定疏导区三处，商户自治组织负责卫生和噪声管理。",
        "司法所与派出所联合值班，夜间接到邻里纠纷报警后同时出动，先稳住双方再分开调解。",
        "电子证照归集到省级平台后，开办药店只需到一个窗口提交身份证明和租赁合同。",
    ),
}
CITY = "云岭省/青川市"


def record(
    name: str,
    sentences: Sequence[str],
    *,
    level: Level = Level.COUNTY,
    year: int = 2025,
    region: str = "",
    block: BlockKind = BlockKind.PARAGRAPH,
    section: PartKind = PartKind.ACHIEVEMENTS,
) -> Record:
    ends = list(itertools.accumulate(map(len, sentences), initial=0))
    rows = [
        SentenceRow(
            text, start, start + len(text), section, Category.GENERAL, 1, (), Role.MEASURE, 1, number // 3, block
        )
        for number, (text, start) in enumerate(zip(sentences, ends, strict=False))
    ]
    body = name if level is Level.DEPARTMENT else f"{name}人民政府"
    return Record(
        path=f"{name}-{year}.docx",
        key="",
        status=Status.READ,
        body=body,
        level=level,
        year=year,
        region=region or f"{CITY}/{name}",
        sentences=tuple(rows),
    )


def own(name: str) -> Record:
    return record(name, WRITTEN[name])


def taken(by: str, count: int = 10, *, of: str = "石桥县", **given: object) -> Record:
    """The report of `by`, which has put its own name into `count` sentences of another, and written the rest itself."""
    copied = [text.replace(of, by).replace(of[:2], by[:2]) for text in WRITTEN[of][:count]]
    return record(by, [*copied, *WRITTEN["青林县"][count:]], **given)


def numbers(pairs: Sequence[Pair]) -> list[tuple[int, int]]:
    return [(pair.first, pair.second) for pair in pairs]


def test_honest_reports_share_nothing() -> None:
    assert copies.find([own(name) for name in WRITTEN]) == []


def test_copied_whole_with_the_names_exchanged() -> None:
    (pair,) = copies.find([own("石桥县"), own("白河县"), taken("枫溪县")])
    assert (pair.first, pair.second) == (0, 2)
    assert pair.first_share == pair.second_share == 1
    assert pair.sentences == 10
    (passage,) = pair.passages
    assert passage.first_sentences == passage.second_sentences == (0, 10)
    assert passage.first_text.startswith("石桥县在河西工业园")
    assert passage.second_text.startswith("枫溪县在河西工业园")
    assert passage.first_text.count("\n") == 3  # four paragraphs


def test_shares_are_of_each_ones_own_text() -> None:
    long = record("石桥县", (*WRITTEN["石桥县"], *WRITTEN["白河县"]))
    (pair,) = copies.find([long, taken("枫溪县", 5)])
    assert 0.2 < pair.first_share < 0.3
    assert 0.4 < pair.second_share < 0.6
    assert pair.sentences == 5
    assert pair.passages[0].second_sentences == (0, 5)


def test_some_sentences_are_no_copy() -> None:
    assert copies.find([own("石桥县"), taken("枫溪县", 3)]) == []


def test_changed_figures_words_and_order_of_clauses() -> None:
    changed = list(WRITTEN["石桥县"])
    changed[0] = changed[0].replace("3个", "5个").replace("86个", "140个")
    changed[1] = changed[1].replace("逐卷退回重做", "逐卷退回补正")
    changed[4] = "由分管副县长逐案听取汇报并限期清偿，对拖欠农民工工资的8家施工单位实行提级办理。"
    changed[6] = "年内，" + changed[6]
    (pair,) = copies.find([own("石桥县"), record("枫溪县", changed)])
    assert pair.sentences == 10


def test_other_documents_are_another_matter() -> None:
    frame = "组织修订《{}》，逐条征求乡镇和企业的意见，请专家论证后提交常务会议审议，并在门户网站公布修订说明第{}期。"
    names = ("取水管理细则", "殡葬服务规程", "户外广告规则", "停车场收费办法", "村道养护章程", "畜禽防疫守则")
    others = ("校车管理规程", "公园管理守则", "饮水保护细则", "集市收费规则", "林场巡护章程", "仓储消防须知")
    one, other = ([frame.format(name, "三") for name in list_] for list_ in (names, others))
    assert copies.find([record("石桥县", one), record("枫溪县", other)]) == []
    assert numbers(copies.find([record("石桥县", one), record("枫溪县", one)])) == [(0, 1)]


def test_passages_are_the_longest_runs() -> None:
    theirs, mine = WRITTEN["石桥县"], WRITTEN["青林县"]
    mixed = (*theirs[:2], mine[0], *theirs[2:6], mine[1], *theirs[7:10], mine[2], theirs[6], mine[3])
    (pair,) = copies.find([own("石桥县"), record("枫溪县", mixed)])
    assert [passage.first_sentences for passage in pair.passages] == [(2, 6), (7, 10), (0, 2)]
    assert [passage.second_sentences for passage in pair.passages] == [(3, 7), (8, 11), (0, 2)]
    assert pair.sentences == 10


def test_short_sentences_between_belong_to_the_passage() -> None:
    texts = (*WRITTEN["石桥县"][:5], "成效明显。", *WRITTEN["石桥县"][5:], "群众满意。")
    (pair,) = copies.find([record("石桥县", texts), record("枫溪县", texts)])
    assert pair.sentences == 10
    assert [passage.first_sentences for passage in pair.passages] == [(0, 11)]


def test_endless_texts_are_not_compared_to_the_end() -> None:
    endless = [*WRITTEN["石桥县"], "，".join(WRITTEN["白河县"]) * 20, *["此处没有内容。", WRITTEN["青林县"][0]] * 2000]
    (pair,) = copies.find([record("石桥县", endless), record("枫溪县", endless)])
    assert pair.sentences == 10


def test_one_copied_by_ten_neighbours() -> None:
    neighbours = [taken(f"{first}溪县") for first in "枫松柏柳梅兰竹菊桐槐"]
    pairs = copies.find([own("石桥县"), *neighbours])
    assert numbers(pairs) == list(itertools.combinations(range(11), 2))


def test_what_many_write_is_common_wording() -> None:
    stems = ["".join(pair) for pair in itertools.product("枫松柏柳梅", "溪山岗坪湾")]
    assert copies.find([taken(f"{stem}县") for stem in stems]) == []


def test_set_phrases_do_not_count() -> None:
    phrases = (
        "认真落实党的二十届三中全会精神，坚持以习近平法治思想为指引，全面贯彻习近平总书记在中央会议上的重要讲话精神。",
        "主要负责人切实履行推进法治建设第一责任人职责，对法治建设重要工作亲自部署、重大问题亲自过问、重点环节亲自协调、重要任务亲自督办。",
        "严格落实公众参与、专家论证、风险评估、合法性审查和集体讨论决定。",
        "全面推行行政执法公示制度、执法全过程记录制度和重大执法决定法制审核制度。",
        "全面推进科学立法、严格执法、公正司法、全民守法，坚持法治国家、法治政府、法治社会一体建设。",
        "将法治政府建设与经济社会发展同部署、同推进、同督促、同考核、同奖惩。",
    )
    assert copies.find([record(name, (*phrases, *WRITTEN[name][:4])) for name in WRITTEN]) == []


@pytest.mark.parametrize("given", [{"block": BlockKind.CELL}, {"section": PartKind.PREAMBLE}])
def test_tables_and_preamble_do_not_count(given: dict[str, object]) -> None:
    assert copies.find([record("石桥县", WRITTEN["石桥县"], **given), taken("枫溪县", **given)]) == []


def test_the_same_body_twice_is_no_copy() -> None:
    report = own("石桥县")
    again = dataclasses.replace(report, path="石桥县（终稿）.docx", body="石桥县")
    nameless = dataclasses.replace(report, path="报告.docx", body="")
    assert copies.find([report, again, nameless]) == []


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (("石桥县司法局", f"{CITY}/石桥县"), ("司法局", f"{CITY}/石桥县"), True),
        (("司法局", f"{CITY}/石桥县"), ("司法局", f"{CITY}/青林县"), False),
        (("石桥县司法局", ""), ("司法局", ""), True),
        (("石桥县司法局", ""), ("石桥县民政局", ""), False),
        (("石桥县人民政府", ""), ("石桥县", "云岭省/青川市/石桥县"), True),
        (("", "云岭省/青川市/石桥县"), ("青林县人民政府", ""), False),
    ],
)
def test_names_of_one_body(one: tuple[str, str], other: tuple[str, str], same: bool) -> None:
    first, second = (
        office(dataclasses.replace(record("x", ()), body=body, region=region)) for body, region in (one, other)
    )
    assert may_be_one(first, second) is may_be_one(second, first) is same


def test_another_year_is_no_copy() -> None:
    assert copies.find([own("石桥县"), taken("枫溪县", year=2024)]) == []


def test_reports_that_were_not_read_or_have_no_year_are_left_out() -> None:
    records = [own("石桥县"), dataclasses.replace(taken("枫溪县"), year=None)]
    assert copies.find(records) == []
    assert copies.find([own("石桥县"), dataclasses.replace(taken("枫溪县"), status=Status.FAILED)]) == []


def test_quoting_the_superior_is_no_copy() -> None:
    city = record("青川市", WRITTEN["石桥县"], level=Level.CITY, region=CITY)
    counties = [own("石桥县"), taken("枫溪县")]
    assert copies.find([city, *counties]) == []
    assert numbers(copies.find([dataclasses.replace(city, year=2024), *counties])) == [(1, 2)]


def test_what_a_city_elsewhere_wrote_is_not_quoted() -> None:
    city = record("明江市", WRITTEN["石桥县"], level=Level.CITY, region="云岭省/明江市")
    assert numbers(copies.find([city, taken("枫溪县")])) == [(0, 1)]


def test_departments_quote_their_government_and_their_own_line() -> None:
    def department(name: str, region: str) -> Record:
        return record(name, WRITTEN["石桥县"], level=Level.DEPARTMENT, region=region)

    county = record("枫溪县", WRITTEN["石桥县"])
    justice, water = (department(f"枫溪县{name}局", f"{CITY}/枫溪县") for name in ("司法", "水利"))
    above, other_above = (department(f"青川市{name}局", CITY) for name in ("司法", "审计"))
    assert copies.find([justice, county]) == []
    assert copies.find([justice, above]) == []
    assert numbers(copies.find([justice, other_above])) == [(0, 1)]
    assert numbers(copies.find([justice, water])) == [(0, 1)]


def test_texts_that_are_given_may_be_quoted() -> None:
    plan = [text.replace("石桥县", "各县") for text in WRITTEN["石桥县"]]
    records = [own("石桥县"), taken("枫溪县")]
    assert numbers(copies.find(records, [WRITTEN["白河县"]])) == [(0, 1)]
    assert copies.find(records, [WRITTEN["白河县"], plan]) == []


def test_the_result_depends_on_the_reports_alone() -> None:
    def elsewhere(work: Work, todo: Iterable[Sequence[Leaf]]) -> list[copies.Sheaf]:
        """Do the work as processes do that take what comes."""
        sent = [pickle.dumps((work, item)) for item in todo]
        return [pickle.loads(pickle.dumps(work(item))) for work, item in map(pickle.loads, reversed(sent))]

    reports = [own("石桥县"), taken("枫溪县"), own("白河县"), taken("松山县", 6), taken("柏岗县", 8, of="白河县")]
    nothing = [record("空县", ())] * 60
    records = [one for report in reports for one in (report, *nothing)]  # several chunks
    pairs = copies.find(records)
    assert numbers(pairs) == [(0, 61), (0, 183), (61, 183), (122, 244)]
    assert copies.find(records, each=elsewhere) == pairs


def swapped(pair: Pair, total: int) -> Pair:
    """The pair as it is when the records come in the other order."""
    passages = tuple(
        dataclasses.replace(
            passage,
            first_text=passage.second_text,
            second_text=passage.first_text,
            first_sentences=passage.second_sentences,
            second_sentences=passage.first_sentences,
        )
        for passage in pair.passages
    )
    return Pair(
        total - 1 - pair.second,
        total - 1 - pair.first,
        pair.second_share,
        pair.first_share,
        pair.sentences,
        pair.characters,
        passages,
    )


SENTENCES = st.sampled_from((*WRITTEN["石桥县"], *WRITTEN["青林县"][:3], "成效明显。"))


@given(st.lists(SENTENCES, max_size=14), st.lists(SENTENCES, max_size=14))
@settings(deadline=None)
def test_the_order_of_the_two_does_not_matter(one: list[str], other: list[str]) -> None:
    records = [record("石桥县", one), record("枫溪县", other)]
    assert [swapped(pair, 2) for pair in copies.find(records)] == copies.find(records[::-1])


@given(st.lists(st.tuples(st.text(max_size=8), st.lists(st.text() | SENTENCES, max_size=8)), max_size=4))
@settings(deadline=None)
def test_any_text(reports: list[tuple[str, list[str]]]) -> None:
    records = [record(name, sentences) for name, sentences in reports]
    for pair in copies.find(records):
        assert 0 <= pair.first < pair.second < len(records)
        assert 0 <= pair.first_share <= 1
        assert 0 <= pair.second_share <= 1
        assert pair.passages
