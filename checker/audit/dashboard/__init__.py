"""A collection as one HTML page that stands alone: who is late, empty or copied, what is wrong, and a page for each report.

The page loads nothing and runs its own script only. It is written while the records pass by: what stands in a list of all
reports is gathered in columns, everything else goes into packs that the page opens when somebody looks at a report.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from checker.audit.dashboard.content import Content
from checker.audit.pair import Pair
from checker.audit.record import Record
from checker.audit.score import Score
from checker.reporters.web import Explanation
from checker.reporters.web.standalone import asset, environment, policy
from checker.resources import package_dir

__all__ = ["Explanation", "write"]

_FOLDER = package_dir("audit", "dashboard")
_LOOK = package_dir("reporters", "web") / "look.css"
# in the order in which they rest on one another
_SCRIPTS = ("content.js", "list.js", "charts.js", "copies.js", "report.js", "page.js")


def write(
    path: Path,
    records: Iterable[Record],
    explanations: Mapping[str, Explanation],
    version: str,
    *,
    pairs: Sequence[Pair] = (),
    grade: Callable[[Record], Score | None] | None = None,
    name: str = "",
) -> None:
    """Write the page on `records`, which are asked for once, to `path`.

    `explanations`: rule name → what to say of it; `version`: of the program; `pairs`: the copies, by ordinal of the records;
    `grade`: gives the points of a record, None where no points are wanted; `name`: what to call the collection. The same
    arguments give the same bytes. Raises OSError where the file cannot be written.
    """
    style, script = asset(_LOOK, _FOLDER / "page.css"), asset(*(_FOLDER / part for part in _SCRIPTS))
    pieces = (
        environment(_FOLDER)
        .get_template("page.html.j2")
        .generate(
            content=Content(records, explanations, pairs, grade),
            name=name,
            version=version,
            style=style,
            script=script,
            policy=policy(style, script),
        )
    )
    new = path.with_name(f".checker-{path.name}.tmp")  # who has the old page open keeps a whole one
    try:
        with new.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(pieces)
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)
