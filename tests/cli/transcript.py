"""What the tests of the command line share: a draft with known faults, and what a run gave."""

from collections.abc import Callable
from dataclasses import dataclass

DRAFT = """松原县2024年法治政府建设年度报告
一、主要举措和成效
今年以来，全县共受理行政复议案件63件，审结60件。
二、存在的不足和原因
行政执法人员力量不足，主要原因是基层编制偏少。
四、2025年工作安排
下一步，将开展行政执法案卷评查。联系电话13812345678。
"""


@dataclass(frozen=True)
class Done:
    code: int
    out: str
    err: str


Run = Callable[..., Done]
