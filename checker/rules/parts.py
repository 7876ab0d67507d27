"""Mandatory parts that are written but stand under no heading of their own; shared by rules of several groups."""

from checker.model import Context, PartKind, Role, Sentence
from checker.text.pattern import pattern

_SURE = 0.6
_PROBLEM_WORDS = pattern(r"(?:仍|还|也)[^，。；]{0,4}存在|不足|有待|薄弱|短板|差距|不够|还需|仍需|亟待|欠缺")
_PLAN_WORDS = pattern(r"^(?:下一步|下步|下一阶段|下一年|今后|明年|新的一年)")
_OFFICE = r"(?:主要(?:负责人|负责同志|领导)(?:同志)?|(?:党委|党组|党工委|县委|区委|市委|省委)书记|(?<!副)(?:省|市|区|县|镇|乡|局|厅)长|街道办事处主任|(?<!副)主任)"
_ACTS = (
    r"(?:主持|带头|亲自|坚持|履行|认真|切实|听取|部署|定期|多次|先后|严格|牵头|召开|研究|自觉|率先|作为|落实|做到|担任)"
)
_HEAD_ACTS = pattern(rf"{_OFFICE}[^，。；]{{0,8}}{_ACTS}")
# heads of other bodies, or heads as the object of somebody's urging
_OTHER_HEADS = pattern(
    r"各|督促|要求|推动|压实|分管|副|部门|单位|处室|下级|所属|下属|企业|村|社区|通报|由|行政机关|兼任"
)
_BEFORE = 10
_QUOTED = pattern(r"《[^》]*》|“[^”]*”")


def buried(ctx: Context, kind: PartKind) -> tuple[Sentence, ...]:
    """Return the sentences that do the work of part `kind` although no such part exists; empty when it exists."""
    if ctx.anatomy.part(kind) is not None:
        return ()
    found = []
    for sentence, label in ctx.labelled():
        words = sentence.span.of(ctx.text)
        if kind is PartKind.SHORTCOMINGS:
            named = label.role in (Role.PROBLEM, Role.CAUSE) and label.role_confidence >= _SURE
            fits = named and bool(_PROBLEM_WORDS.search(words))
        elif kind is PartKind.PLAN:
            fits = sentence.part is not PartKind.SHORTCOMINGS and bool(_PLAN_WORDS.search(words))
        elif kind is PartKind.RESPONSIBILITY:
            fits = sentence.part not in (PartKind.SHORTCOMINGS, PartKind.PLAN) and head_acts(words)
        else:
            fits = sentence.part not in (PartKind.SHORTCOMINGS, PartKind.PLAN) and label.role in (
                Role.MEASURE,
                Role.RESULT,
            )
        if fits:
            found.append(sentence)
    return tuple(found)


def head_acts(words: str) -> bool:
    """Tell whether the head of the reporting body (书记、县长、局长、主要负责人) is the one who acts in `words`."""
    own = _QUOTED.sub("", words)
    return any(not _OTHER_HEADS.search(own[max(0, m.start() - _BEFORE) : m.start()]) for m in _HEAD_ACTS.finditer(own))
