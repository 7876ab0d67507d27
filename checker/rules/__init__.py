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
from checker.rules.terms import (
    anachronism,
    incomplete_formula,
    misspelled_term,
    outdated_term,
    stale_plan,
    superseded_statute,
    undefined_abbreviation,
    unmarked_statute,
    wrong_statute_title,
    wrong_word,
)
from checker.rules.typography import (
    dash_form,
    date_name_dot,
    document_number_brackets,
    doubled_word,
    ellipsis_with_deng,
    half_width_punctuation,
    heading_end_mark,
    inconsistent_form,
    leading_zero_date,
    mark_between_quotes,
    mixed_numerals,
    nested_mark,
    range_without_unit,
    repeated_mark,
    semicolon_after_stop,
    space_in_text,
    unpaired_mark,
    year_shortened,
)

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
    wrong_statute_title.RULE,
    superseded_statute.RULE,
    stale_plan.RULE,
    outdated_term.RULE,
    incomplete_formula.RULE,
    anachronism.RULE,
    misspelled_term.RULE,
    wrong_word.RULE,
    unmarked_statute.RULE,
    undefined_abbreviation.RULE,
    half_width_punctuation.RULE,
    unpaired_mark.RULE,
    repeated_mark.RULE,
    nested_mark.RULE,
    mark_between_quotes.RULE,
    heading_end_mark.RULE,
    ellipsis_with_deng.RULE,
    range_without_unit.RULE,
    mixed_numerals.RULE,
    year_shortened.RULE,
    leading_zero_date.RULE,
    document_number_brackets.RULE,
    space_in_text.RULE,
    doubled_word.RULE,
    semicolon_after_stop.RULE,
    date_name_dot.RULE,
    dash_form.RULE,
    inconsistent_form.RULE,
    personal_data.RULE,
    repeated_sentence.RULE,
    unused_suppression.RULE,
)
GROUPS = {
    "structure": "结构",
    "coverage": "内容",
    "quantity": "数量",
    "figures": "数字",
    "terms": "用语",
    "typography": "标点",
    "disclosure": "公开",
    "reuse": "重复",
    "suppression": "豁免",
}


def by_name() -> dict[str, Rule]:
    """Return the rules by name."""
    return {rule.name: rule for rule in RULES}
