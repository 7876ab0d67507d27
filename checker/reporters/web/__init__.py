"""`html`: one page that stands alone, with each draft set as text and its findings in the margin.

The page loads nothing and may run only the script that stands in it; without that script everything is still there to read.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

from checker.model import CATEGORIES, Report, Severity
from checker.reporters.web.draft import Draft
from checker.reporters.web.note import Explanation
from checker.reporters.web.standalone import asset, environment, policy
from checker.resources import package_dir

__all__ = ["Explanation", "render"]

_FOLDER = package_dir("reporters", "web")


def render(reports: Sequence[Report], explanations: Mapping[str, Explanation], version: str) -> str:
    """Return the reports as one HTML page. `explanations`: rule name → what to say of it; `version`: of the program."""
    drafts = [Draft(report, number, explanations) for number, report in enumerate(reports, 1)]
    notes = [note for draft in drafts for note in draft.notes]
    rules = {note.finding.rule for note in notes}
    style, script = asset(_FOLDER / "look.css", _FOLDER / "page.css"), asset(_FOLDER / "page.js")
    return (
        environment(_FOLDER)
        .get_template("page.html.j2")
        .render(
            drafts=drafts,
            severities={severity: sum(note.finding.severity is severity for note in notes) for severity in Severity},
            groups=Counter(note.group for note in notes),
            rules={rule: explanations[rule] for rule in sorted(rules) if rule in explanations},
            categories=CATEGORIES,
            labelled=any(draft.report.sentences for draft in drafts),
            version=version,
            style=style,
            script=script,
            policy=policy(style, script),
        )
    )
