"""What stands around each training sentence, where it belongs to a whole report."""

from collections.abc import Sequence

from checker.anatomy.parts import part_under
from checker.classifier.context import Surroundings
from checker.training.data import Example

_BETWEEN_HEADINGS = " > "


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
