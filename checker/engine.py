"""One report, one run: the only place where rules, law and classifier meet.

The command line, the library call and a run over many files all go through `lint(document, plan)`.
"""

import dataclasses
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from checker import config, law
from checker.anatomy import dissect
from checker.config import Settings
from checker.decode import decode, suggest
from checker.errors import UsageError
from checker.filters import baseline
from checker.filters.baseline import Baseline
from checker.filters.order import bounded, ordered
from checker.filters.severity import graded
from checker.filters.suppressions import from_comments, from_waivers, suppress
from checker.law import Law
from checker.memory import Memory, View, shifted
from checker.model import (
    Anatomy,
    Context,
    Demand,
    Document,
    Fact,
    Failure,
    Finding,
    Known,
    Label,
    LabelledSentence,
    Lexicon,
    PartKind,
    Passage,
    Previous,
    Report,
    Requirement,
    Rule,
    Section,
    Severity,
    Suppression,
)
from checker.resources import data_dir
from checker.rules import GROUPS, RULES
from checker.rules.together import joined

if TYPE_CHECKING:
    from checker.classifier.labeller import Classifier
    from checker.classifier.linear import Margins

MODEL = "reporting-category"
_LABELS = "labels"
_SUPPRESSIONS = "suppressions"
_LEXICON = "lexicon"
_PREVIOUS = "previous"
_LAYOUT = "layout"


@dataclass(frozen=True, slots=True)
class Plan:
    """What one run does: the selected rules, the settings, the law, and what the rules need besides.

    `previous`: last year's report, where one was given. `severities`: those the user has changed, and `options`: those of
    every rule that has some, both by rule. `baseline`: what is known from an earlier run.
    """

    rules: tuple[Rule, ...]
    settings: Settings
    law: Law
    demands: dict[str, Demand]  # by requirement id, parameters decoded for the rule
    classifier: "Classifier | None"
    lexicon: Lexicon
    previous: Previous | None
    severities: dict[str, Severity]
    options: dict[str, object]
    baseline: Baseline | None


@dataclass(frozen=True, slots=True)
class Run:
    """A report, the plan it was made by, and what the next run can take over; `memory` is None where a rule failed.

    `margins` are those of the sentences and of what stands around them, None where nothing was labelled.
    """

    report: Report
    plan: Plan
    margins: "Margins | None"
    memory: Memory | None


def selected(settings: Settings) -> tuple[Rule, ...]:
    """Return the rules that `settings` select. Raises UsageError for a name that is no rule and no group."""
    names = [rule.name for rule in RULES]
    config.check_names((*settings.select, *settings.extend_select, *settings.ignore), [*names, *GROUPS])
    wanted = {*(settings.select or (rule.name for rule in RULES if rule.default)), *settings.extend_select}
    return tuple(
        rule
        for rule in RULES
        if (rule.name in wanted or rule.group in wanted)
        and rule.name not in settings.ignore
        and rule.group not in settings.ignore
    )


def reads_layout(settings: Settings) -> bool:
    """Tell whether a selected rule needs the layout of the document, which is then to be read. Raises as `selected`."""
    return any(_LAYOUT in rule.needs for rule in selected(settings))


def severities(settings: Settings) -> dict[str, Severity]:
    """Return the severities that `settings` change, by rule: what is said of a rule outranks what is said of its group."""
    changed = dict(settings.severity)
    config.check_names(changed, [*(rule.name for rule in RULES), *GROUPS])
    return {rule.name: changed[name] for rule in RULES for name in (rule.group, rule.name) if name in changed}


def plan(
    settings: Settings,
    *,
    model: Path | None = None,
    labels: bool = False,
    previous: Document | None = None,
    all_known: bool = False,
) -> Plan:
    """Prepare a run; the classifier is loaded only when a selected rule, or the caller (`labels`), needs labels.

    `settings` are those for one file (`Settings.for_file`). `previous`: last year's report, for the rules that compare; without
    it they do not run. `all_known`: every finding counts as known, in order to write a baseline.

    Raises UsageError for unknown rules, profiles, broken law data or baseline, ModelError for a damaged model.
    """
    rules = selected(settings)
    if previous is None:
        rules = tuple(rule for rule in rules if _PREVIOUS not in rule.needs)
    known = law.load(own=settings.requirements)
    profiles = known.profiles()
    if settings.profile and settings.profile not in profiles:
        raise UsageError(f"不认识的规范档案“{settings.profile}”{suggest(settings.profile, profiles)}")
    by_name = {rule.name: rule for rule in RULES}
    demands = {requirement.id: _demand(requirement, by_name) for requirement in known.requirements}
    classifier: Classifier | None = None
    if labels or any(_LABELS in rule.needs for rule in rules):
        from checker.classifier import store  # numpy is loaded only for a run that needs labels

        classifier = store.load(model or data_dir("models") / MODEL)
    lexicon = law.load_lexicon() if any(_LEXICON in rule.needs for rule in rules) else Lexicon()
    if settings.terms:
        lexicon = law.with_house_terms(lexicon, settings.terms)
    before = _previous(previous, classifier) if previous else None
    options = {rule.name: rule.options() for rule in RULES if rule.options} | dict(settings.rules)
    old = Baseline(whole=True) if all_known else baseline.load(settings.baseline) if settings.baseline else None
    return Plan(rules, settings, known, demands, classifier, lexicon, before, severities(settings), options, old)


def _previous(document: Document, classifier: "Classifier | None") -> Previous:
    anatomy = dissect(document)
    return Previous(document, anatomy, labelled(document, anatomy, classifier) if classifier else ())


def _demand(requirement: Requirement, rules: dict[str, Rule]) -> Demand:
    where = requirement.where
    rule = rules.get(requirement.rule)
    if rule is None:
        raise UsageError(f"{where}.rule：不认识的规则“{requirement.rule}”{suggest(requirement.rule, rules)}")
    if rule.params is None:
        if requirement.params:
            raise UsageError(f"{where}.params：规则“{rule.name}”没有参数")
        return Demand(requirement.id, requirement.basis, None)
    return Demand(requirement.id, requirement.basis, decode(rule.params, requirement.params, f"{where}.params"))


def lint(document: Document, plan: Plan, path: str = "") -> Report:
    """Lint one document. A rule that fails is recorded in `Report.failures`; the others go on."""
    return follow(document, plan, path).report


def follow(document: Document, plan: Plan, path: str = "", before: Run | None = None) -> Run:
    """Lint one document; `before`, a run over an earlier text of it, spares what has not changed and changes no finding."""
    if before and before.plan is not plan:
        before = None
    memory = before.memory if before else None
    anatomy = _with_settings(dissect(document), plan)
    labels, margins = _measured(document, anatomy, plan.classifier, before.margins if before else None)
    view = View(document, anatomy, labels)
    year = anatomy.facts.year.value if anatomy.facts.year else None
    level = anatomy.facts.level.value if anatomy.facts.level else None
    applicable = plan.law.applicable(level, year)
    failures: list[Failure] = []

    def run(rules: Sequence[Rule], view: View, suppressions: tuple[Suppression, ...] = ()) -> list[Finding]:
        found: list[Finding] = []
        for rule in rules:
            demands = tuple(plan.demands[r.id] for r in applicable if r.rule == rule.name)
            if (rule.params is not None and not demands) or (_LAYOUT in rule.needs and document.layout is None):
                continue
            context = Context(
                rule.name,
                rule.severity,
                view.document,
                view.anatomy,
                view.labels,
                suppressions,
                demands,
                plan.lexicon,
                plan.previous,
                plan.options.get(rule.name),
            )
            try:
                found.extend(rule.check(context))
            except Exception as error:  # noqa: BLE001 - the guard around one rule: its failure must not cost the others
                failures.append(Failure(rule.name, f"规则“{rule.name}”运行出错：{error}", traceback.format_exc()))
        return found

    near = _near([rule for rule in plan.rules if rule.local], view, memory, run)
    if failures and memory:
        return follow(document, plan, path)  # what a rule found before it failed hangs on where it began
    findings = _told(near, plan.rules) + run(
        [rule for rule in plan.rules if not rule.local and _SUPPRESSIONS not in rule.needs], view
    )
    suppressions = from_comments(document) + from_waivers(document, path, plan.settings.waivers)
    kept, settled = suppress(findings, suppressions, {rule.name for rule in RULES}, {rule.name for rule in plan.rules})
    kept += run([rule for rule in plan.rules if _SUPPRESSIONS in rule.needs], view, tuple(settled))
    findings = ordered(graded(kept, plan.severities))
    text, sections = _masked(document.text, kept), _sections(anatomy)
    known: tuple[Known, ...] = ()
    gone: tuple[Known, ...] = ()
    if plan.baseline is not None:
        ran = {rule.name for rule in plan.rules} - {failure.rule for failure in failures}
        findings, known, gone = plan.baseline.part(path, text, sections, findings, ran)
    findings = bounded(findings)
    period = plan.law.period(year)
    report = Report(
        path=path,
        format=document.format,
        digest=document.digest,
        text=text,
        title=_title(document, anatomy),
        year=year,
        level=level,
        profile=plan.settings.profile or (f"{level}-{period.id}" if level and period else ""),
        sections=sections,
        passages=tuple(
            Passage(block.kind, block.span, document.origin(block.span.start)[0].cell) for block in document.blocks
        ),
        headings=anatomy.outline,
        sentences=tuple(
            LabelledSentence(s.span, s.part, label) for s, label in zip(anatomy.sentences, labels, strict=bool(labels))
        ),
        findings=tuple(findings),
        places=tuple(document.locate(finding.span) if finding.span else None for finding in findings),
        failures=tuple(failures),
        located={span: document.locate(span) for span in {span for finding in findings for span in finding.others}},
        known=known,
        gone=gone,
        model=plan.classifier.version if plan.classifier else "",
        body=anatomy.facts.body.value if anatomy.facts.body else "",
        dated=anatomy.facts.dated.value if anatomy.facts.dated else None,
    )
    return Run(report, plan, margins, None if failures else Memory(view, tuple(near)))


def _told(findings: Sequence[Finding], rules: Sequence[Rule]) -> list[Finding]:
    """Return `findings`, those of each rule that tells its slip once made one."""
    rest: list[Finding] = []
    apart: dict[str, list[Finding]] = {rule.name: [] for rule in rules if rule.joined}
    for finding in findings:
        apart.get(finding.rule, rest).append(finding)
    return rest + [joined(found) for found in apart.values() if found]


def _near(
    rules: Sequence[Rule], view: View, memory: Memory | None, run: Callable[[Sequence[Rule], View], list[Finding]]
) -> list[Finding]:
    """Return what the local `rules` find, as far as `memory` knows it already without asking them."""
    if memory is None:
        return run(rules, view)
    kept, changed = memory.carried(view)
    if changed.start == changed.stop:
        return kept
    start = view.document.blocks[changed.start].span.start
    return kept + list(shifted(run(rules, view.cut(changed)), start))


def labelled(document: Document, anatomy: Anatomy, classifier: "Classifier") -> tuple[Label, ...]:
    """Return the labels of the sentences of `document` as they stand in it, in order."""
    return _measured(document, anatomy, classifier, None)[0]


def _measured(
    document: Document, anatomy: Anatomy, classifier: "Classifier | None", known: "Margins | None"
) -> "tuple[tuple[Label, ...], Margins | None]":
    """Return the labels of the sentences and the margins that they rest on, taken over from `known` where they stand there."""
    if classifier is None:
        return (), None
    from checker.classifier.context import Surroundings

    texts = [sentence.words(document.text) for sentence in anatomy.sentences]
    around = [
        Surroundings(sentence.headings, previous, following, sentence.part)
        for sentence, previous, following in zip(anatomy.sentences, ["", *texts], [*texts[1:], ""], strict=False)
    ]
    margins = classifier.margins(texts, around, known)
    return classifier.label(texts, around, margins), margins


def _masked(text: str, findings: Sequence[Finding]) -> str:
    """Return `text` with personal data starred out, so that no reporter can print what should not be public."""
    for finding in findings:
        if finding.secret and finding.span:
            start, end = finding.span
            text = text[:start] + "*" * (end - start) + text[end:]
    return text


def _sections(anatomy: Anatomy) -> tuple[Section, ...]:
    return tuple(
        Section(p.kind, p.heading.number + p.heading.title if p.heading else "", p.span) for p in anatomy.parts
    )


def _title(document: Document, anatomy: Anatomy) -> str:
    part = anatomy.part(PartKind.TITLE)
    return "".join(part.span.of(document.text).split()) if part else ""


def _with_settings(anatomy: Anatomy, plan: Plan) -> Anatomy:
    """Facts given by the user outrank what the text says; a profile gives its level, and its year where none is known."""
    facts = anatomy.facts
    year, level = plan.settings.year, plan.settings.level
    if plan.settings.profile:
        profile_level, period = plan.law.profiles()[plan.settings.profile]
        level = level or profile_level
        known = facts.year.value if facts.year else None
        if year is None and (known is None or not period.holds(known)):
            year = period.last_year or period.first_year
    facts = dataclasses.replace(
        facts, year=Fact(year, None) if year else facts.year, level=Fact(level, None) if level else facts.level
    )
    return dataclasses.replace(anatomy, facts=facts)
