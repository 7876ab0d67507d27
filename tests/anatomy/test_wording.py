"""Which part a heading announces."""

import pytest

from checker.anatomy.wording import part_kinds

ACHIEVEMENTS = """
一、主要举措和成效
2024年推进法治政府建设的主要举措和取得的成效
工作开展情况
2024年度法治政府建设工作总结
法治政府建设基本情况
主要做法及成效
取得的主要成绩
2023年主要工作
法治政府建设工作情况
工作亮点
主要工作进展
第一部分 2024年工作回顾
"""
SHORTCOMINGS = """
二、不足和原因
存在的不足和原因
存在的主要问题
存在问题
存在的问题及原因分析
存在的困难和问题
主要问题
问题和不足
不足之处
面临的主要困难
存在的短板和差距
工作中存在的不足
差距和不足
法治政府建设存在的薄弱环节
2024年推进法治政府建设存在的不足和原因
困难和挑战、存在的不足
对照先进，短板在哪里
还差在哪
问题与病根
"""
RESPONSIBILITY = """
三、党政主要负责人履行法治建设第一责任人职责，加强法治政府建设的有关情况
党政主要负责人履行推进法治建设第一责任人职责情况
主要负责人履行推进法治建设第一责任人职责情况
履行第一责任人职责情况
主要领导履行法治建设职责情况
局主要负责同志履职情况
履行法治政府建设责任情况
党政主要负责人履行法治建设第一责任人职责工作情况
书记、局长抓法治
镇长履职情况
"""
PLAN = """
四、2025年主要工作安排
下一步工作打算
下步工作计划
下一步工作思路
今后工作打算
2024年工作思路
2025年度法治政府建设工作要点
2025年推进法治政府建设的主要安排
下一年度主要安排
明年工作安排
工作打算
下一阶段重点工作
2026年工作展望
下一步改进措施
2026年任务
明年怎么干
2024年重点任务
"""
OTHER = """
其他需要报告的情况
其他需要说明的事项
附件
有关说明
工作建议
"""
SUBJECTS = """
（一）着力解决群众反映的突出问题
坚持问题导向，深化专项整治
聚焦突出问题，开展专项治理
及时回应社会关切
健全行政决策制度
落实年度立法计划
制定年度执法检查计划
科学制定普法规划
完善突发事件应对预案
全力破解企业融资困难
排查化解矛盾纠纷突出问题
推进行政执法规范化建设
加强党对法治政府建设的领导
健全依法行政制度体系
提升行政复议工作质效
推进数字法治政府建设
优化法治化营商环境
深入开展普法宣传
加大普法力度，营造法治氛围
强化行政权力制约和监督
补齐乡镇执法短板
严格落实整改存在问题
推动领导干部履职尽责
完成2023年度立法任务情况
"""
BOTH = {
    "存在的不足和下一步工作打算": ["shortcomings", "plan"],
    "存在问题及下一步工作计划": ["shortcomings", "plan"],
    "主要成效和存在问题": ["achievements", "shortcomings"],
    "问题与打算": ["shortcomings", "plan"],
}
CASES = [
    (line, kinds)
    for lines, kinds in (
        (ACHIEVEMENTS, ["achievements"]),
        (SHORTCOMINGS, ["shortcomings"]),
        (RESPONSIBILITY, ["responsibility"]),
        (PLAN, ["plan"]),
        (OTHER, ["other"]),
        (SUBJECTS, []),
    )
    for line in lines.split("\n")
    if line
] + list(BOTH.items())


@pytest.mark.parametrize(("heading", "kinds"), CASES, ids=[heading for heading, _ in CASES])
def test_part_kinds(heading: str, kinds: list[str]) -> None:
    words = heading.split("、", 1)[1] if heading[1:2] == "、" else heading.removeprefix("（一）")
    assert [kind.value for kind in part_kinds(words)] == kinds


def test_enough_wordings() -> None:
    assert len(CASES) >= 60
