"""Prints what each rule costs on a report, and how that grows with the text: a rule that is worse than linear shows at once.

usage: python benchmarks/rules.py [REPORT] [--times 16] [--adversarial]
"""

import argparse
import time
from pathlib import Path

from checker import engine
from checker.anatomy import dissect
from checker.config import Settings
from checker.model import Context, Document
from checker.readers import read

HERE = Path(__file__).parent
# what patterns trip over: endless runs of what they repeat, openings that never close, separators without end
ADVERSARIAL = (
    "一" * 400 + "、" * 400 + "“" * 200 + "《" * 200 + "（" * 200 + "1" * 400 + "，" * 300 + "的" * 300 + " " * 300,
    "同比" * 200
    + "下降" * 200
    + "率" * 200
    + "行政" * 300
    + "法治" * 300
    + "不断提高" * 100
    + "其中" * 100
    + "等" * 100,
    "2023年" * 200
    + "〔2023〕" * 100
    + "12.4" * 100
    + "某某局" * 200
    + "一是二是三是" * 100
    + "共100件，其中50件、" * 60,
)


def seconds(document: Document, plan: engine.Plan) -> dict[str, float]:
    """Return the seconds that anatomy, labels and each rule take on `document`."""
    found = {}
    start = time.perf_counter()
    anatomy = dissect(document)
    found["(anatomy)"] = time.perf_counter() - start
    start = time.perf_counter()
    labels = engine.labelled(document, anatomy, plan.classifier) if plan.classifier else ()
    found["(labels)"] = time.perf_counter() - start
    year = anatomy.facts.year.value if anatomy.facts.year else None
    level = anatomy.facts.level.value if anatomy.facts.level else None
    applicable = plan.law.applicable(level, year)
    for rule in plan.rules:
        demands = tuple(plan.demands[r.id] for r in applicable if r.rule == rule.name)
        context = Context(
            rule.name,
            rule.severity,
            document,
            anatomy,
            labels,
            (),
            demands,
            plan.lexicon,
            plan.previous,
            plan.options.get(rule.name),
        )
        start = time.perf_counter()
        list(rule.check(context))
        found[rule.name] = time.perf_counter() - start
    return found


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("report", nargs="?", type=Path, default=HERE.parent / "examples" / "faulty.md")
    parser.add_argument("--times", type=int, default=16, help="how many times longer the long text is")
    parser.add_argument("--adversarial", action="store_true", help="a text made to be slow instead of the report")
    options = parser.parse_args()
    text = "\n".join(ADVERSARIAL) if options.adversarial else options.report.read_text(encoding="utf-8")
    plan = engine.plan(Settings())
    short = read(text.encode(), "short.txt")
    long = read("\n".join([text] * options.times).encode(), "long.txt")
    seconds(short, plan)  # patterns are compiled on first use
    once, often = seconds(short, plan), seconds(long, plan)
    print(f"{len(short.text)} and {len(long.text)} characters; growth 1.0 is linear")
    for name in sorted(once, key=lambda name: -often[name]):
        growth = often[name] / max(once[name], 1e-6) / options.times
        print(f"{name:<26} {once[name] * 1000:8.2f} ms {often[name] * 1000:10.2f} ms   growth {growth:.1f}")
    total = sum(value for name, value in once.items() if not name.startswith("("))
    print(f"all rules on the report: {total * 1000:.1f} ms")


if __name__ == "__main__":
    main()
