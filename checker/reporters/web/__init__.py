"""`html`: one page that stands alone, with each draft set as text and its findings in the margin.

The page loads nothing and may run only the script that stands in it; without that script everything is still there to read.
"""

import base64
import functools
import hashlib
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from checker.model import CATEGORIES, Report, Severity
from checker.reporters.web.draft import Draft
from checker.reporters.web.note import Explanation
from checker.resources import package_dir

__all__ = ["Explanation", "render"]

_FOLDER = package_dir("reporters", "web")
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_BIDIRECTIONAL = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def render(reports: Sequence[Report], explanations: Mapping[str, Explanation], version: str) -> str:
    """Return the reports as one HTML page. `explanations`: rule name → what to say of it; `version`: of the program."""
    drafts = [Draft(report, number, explanations) for number, report in enumerate(reports, 1)]
    notes = [note for draft in drafts for note in draft.notes]
    rules = {note.finding.rule for note in notes}
    style, script = _asset("page.css"), _asset("page.js")
    return (
        _environment()
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
            policy=f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; "
            "base-uri 'none'; form-action 'none'",
        )
    )


@functools.cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        finalize=_visible,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _visible(value: object) -> object:
    """Return text with the characters that would act instead of being seen (control, direction) replaced."""
    if not isinstance(value, str) or isinstance(value, Markup) or value.isprintable():
        return value
    return "".join(_REPLACEMENT if _acts(char) else char for char in value)


def _acts(char: str) -> bool:
    return char in _BIDIRECTIONAL or (unicodedata.category(char) in ("Cc", "Cs") and char not in "\t\n")


def _asset(name: str) -> Markup:
    return Markup((_FOLDER / name).read_text(encoding="utf-8"))  # noqa: S704 - a file of this package, no text of a draft


def _hash(asset: str) -> str:
    digest = hashlib.sha256(asset.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
