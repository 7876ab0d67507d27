"""The rules, in the order of the catalogue. A rule exists when it stands in this list."""

from checker.model import Rule
from checker.rules.coverage import missing_category, missing_cause
from checker.rules.disclosure import personal_data
from checker.rules.figures import wrong_period
from checker.rules.quantity import (
    ambiguous_percentage,
    approximate_count,
    change_without_base,
    stacked_approximation,
    unmeasurable_plan,
    unquantified_claim,
    unsupported_superlative,
    vague_quantity,
)
from checker.rules.reuse import repeated_sentence
from checker.rules.structure import (
    buried_section,
    heading_number_gap,
    heading_number_style,
    missing_section,
    missing_signature,
    missing_title,
    mixed_section,
    request_in_report,
    thin_section,
    title_year_mismatch,
)
from checker.rules.suppression import unused_suppression
from checker.rules.typography import half_width_punctuation, unpaired_mark

RULES: tuple[Rule, ...] = (
    missing_section.RULE,
    buried_section.RULE,
    thin_section.RULE,
    mixed_section.RULE,
    missing_title.RULE,
    title_year_mismatch.RULE,
    heading_number_gap.RULE,
    heading_number_style.RULE,
    missing_signature.RULE,
    request_in_report.RULE,
    missing_category.RULE,
    missing_cause.RULE,
    unquantified_claim.RULE,
    vague_quantity.RULE,
    change_without_base.RULE,
    ambiguous_percentage.RULE,
    stacked_approximation.RULE,
    approximate_count.RULE,
    unsupported_superlative.RULE,
    unmeasurable_plan.RULE,
    wrong_period.RULE,
    half_width_punctuation.RULE,
    unpaired_mark.RULE,
    personal_data.RULE,
    repeated_sentence.RULE,
    unused_suppression.RULE,
)
GROUPS = {
    "structure": "结构",
    "coverage": "内容",
    "quantity": "数量",
    "figures": "数字",
    "typography": "标点",
    "disclosure": "公开",
    "reuse": "重复",
    "suppression": "豁免",
}


def by_name() -> dict[str, Rule]:
    """Return the rules by name."""
    return {rule.name: rule for rule in RULES}
