"""What the place of a sentence in a report adds to its label."""

from dataclasses import replace

from checker.model import Label, PartKind, Role


def in_part(label: Label, part: PartKind) -> Label:
    """Return `label` as it reads in `part`: a bare verb phrase tells an act, under the heading of the plan it is a plan.

    Source: label guide, roles. The confidence stays that of the sentence alone.
    """
    if part is PartKind.PLAN and label.role is Role.MEASURE:
        return replace(label, role=Role.PLAN)
    return label
