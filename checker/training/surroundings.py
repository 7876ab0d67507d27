"""What stands around each training sentence, where it belongs to a whole report."""

from collections.abc import Sequence

from checker.anatomy.parts import part_under
from checker.classifier.context import Surroundings
from checker.model.label import Role
from checker.text.pattern import pattern
from checker.training.data import Example

_BETWEEN_HEADINGS = " > "
_PLAN_WORDS = pattern(r"将|要|力争|继续|年底|下一步|下步|今后|明年|计划|拟|争取|确保")


def surroundings(examples: Sequence[Example]) -> list[Surroundings | None]:
    """Return the surroundings of each of `examples`, None for sentences written alone.

    Sentences of one author and scenario of which any has a heading are a whole report, in the order of the rows.
    """
    reports = {(example.author, example.scenario) for example in examples if example.heading}
    found: list[Surroundings | None] = []
    for row, example in enumerate(examples):
        report = (example.author, example.scenario)
        if report not in reports:
            found.append(None)
            continue
        previous, following = (
            examples[near].text
            if 0 <= near < len(examples) and (examples[near].author, examples[near].scenario) == report
            else ""
            for near in (row - 1, row + 1)
        )
        headings = tuple(example.heading.split(_BETWEEN_HEADINGS)) if example.heading else ()
        found.append(Surroundings(headings, previous, following, part_under(headings)))
    return found


def plan_by_heading(example: Example) -> bool:
    """Tell whether only the heading makes the sentence a plan: by itself the label guide calls it a measure."""
    return example.role is Role.PLAN and bool(example.heading) and not _PLAN_WORDS.search(example.text)
