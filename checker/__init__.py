"""法治政府建设年度报告检查工具：作为库使用。

>>> import checker
>>> report = checker.lint_text("…", filename="draft.md", year=2025)
>>> report.findings[0].rule, report.findings[0].span, report.places[0]

Nothing is loaded before it is used; no global state, no output, no network; safe from several threads.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from checker.api import (
        Edit,
        Linter,
        Span,
        Version,
        classify,
        lint_bytes,
        lint_document,
        lint_path,
        lint_text,
    )

__version__ = "0.1.0"
__all__ = [
    "Edit",
    "Linter",
    "Span",
    "Version",
    "__version__",
    "classify",
    "lint_bytes",
    "lint_document",
    "lint_path",
    "lint_text",
]


def __getattr__(name: str) -> object:
    """Import the library functions on first use, so that `checker --help` stays cheap."""
    if name in __all__:
        from checker import api

        return getattr(api, name)
    raise AttributeError(f"module 'checker' has no attribute '{name}'")
