"""Quick fixes, all safe fixes at once, and comments that let a finding pass."""

from collections.abc import Callable, Iterable

from lsprotocol.types import (
    CodeAction,
    CodeActionContext,
    CodeActionKind,
    Diagnostic,
    Position,
    Range,
    TextEdit,
    WorkspaceEdit,
)

from checker.lsp.desk import Sheet
from checker.model import BlockKind, Edit, Finding, Place
from checker.reporters.position import mapped
from checker.writers import fix as fixes

FIX_ALL = f"{CodeActionKind.SourceFixAll.value}.checker"
KINDS: tuple[CodeActionKind | str, ...] = (CodeActionKind.QuickFix, FIX_ALL)
_REASON = "（请写明理由）"
_Wrapped = Callable[[list[TextEdit]], WorkspaceEdit]


def actions(sheet: Sheet, within: Range, context: CodeActionContext, wrapped: _Wrapped) -> list[CodeAction]:
    """Return what can be done about the findings that meet `within`, the safe fixes first, and all safe fixes at once.

    `context`: the kinds that the client asks for, and the diagnostics it shows there. `wrapped` makes an edit of the workspace
    of edits to the draft.
    """
    if not sheet.has_lines:
        return []
    kinds = KINDS if context.only is None else tuple(context.only)
    found: list[CodeAction] = []
    if _asked(CodeActionKind.QuickFix, kinds):
        met = [
            (finding, [one for one in context.diagnostics if one.code == finding.rule and one.range == at])
            for finding, place in zip(sheet.report.findings, sheet.report.places, strict=True)
            if _meet(at := sheet.range(place), within)
        ]
        fixing = [action for finding, told in met if (action := _fix(sheet, finding, told, wrapped))]
        found += sorted(fixing, key=lambda action: not action.is_preferred)
        allowing = (action for finding, told in met if (action := _allow(sheet, finding, told, wrapped)))
        found += {str(action.edit): action for action in allowing}.values()  # one comment goes for all of its line
    if _asked(FIX_ALL, kinds) and (edits := _all_safe(sheet)):
        title = f"修改全文可以自动修改的问题（{len(edits)}处）"
        found.append(CodeAction(title, FIX_ALL, edit=wrapped(edits)))
    return found


def _asked(kind: str, kinds: Iterable[str]) -> bool:
    """Tell whether `kind` or what it is a part of is among `kinds`."""
    return any(asked in ("", kind) or kind.startswith(asked + ".") for asked in kinds)


def _meet(one: Range, other: Range) -> bool:
    def key(position: Position) -> tuple[int, int]:
        return position.line, position.character

    return key(one.start) <= key(other.end) and key(other.start) <= key(one.end)


def _fix(sheet: Sheet, finding: Finding, told: list[Diagnostic], wrapped: _Wrapped) -> CodeAction | None:
    edits = mapped(sheet.report, finding)
    if finding.fix is None or not edits:
        return None
    return CodeAction(
        finding.fix.title if finding.fix.safe else f"{finding.fix.title}（可能改变意思，改后请核对）",
        CodeActionKind.QuickFix,
        diagnostics=told,
        is_preferred=finding.fix.safe,
        edit=wrapped(_text_edits(sheet, edits)),
    )


def _all_safe(sheet: Sheet) -> list[TextEdit]:
    """Return the edits of all safe fixes that do not meet each other."""
    chosen = set(fixes.chosen(sheet.report.findings, unsafe=False))
    return _text_edits(
        sheet,
        {pair for finding in sheet.report.findings if finding.fix in chosen for pair in mapped(sheet.report, finding)},
    )


def _text_edits(sheet: Sheet, edits: Iterable[tuple[Edit, Place]]) -> list[TextEdit]:
    return [
        TextEdit(sheet.text.range(place), edit.replacement)
        for edit, place in sorted(edits, key=lambda pair: pair[0].span)
    ]


def _allow(sheet: Sheet, finding: Finding, told: list[Diagnostic], wrapped: _Wrapped) -> CodeAction | None:
    """Return the comment that lets `finding` pass, on a line of its own above it; None in a table, which it would tear."""
    line = _line(sheet, finding)
    if line is None:
        return None
    scope, title = ("allow", "豁免这一处") if finding.span else ("allow-file", "整篇豁免")
    start = Position(line - 1, 0)
    comment = f"<!-- checker: {scope} {finding.rule} {_REASON} -->{sheet.text.line_end}"
    return CodeAction(
        f"{title}：{finding.rule}",
        CodeActionKind.QuickFix,
        diagnostics=told,
        edit=wrapped([TextEdit(Range(start, start), comment)]),
    )


def _line(sheet: Sheet, finding: Finding) -> int | None:
    """Return the line of the block in which `finding` stands, of one without a place that of the first text."""
    block = next(
        block
        for block in sheet.document.blocks
        if (finding.span.start < block.span.end if finding.span else block.kind is not BlockKind.COMMENT)
    )
    return None if block.kind is BlockKind.CELL else sheet.document.locate(block.span).line
