"""Severities that the user has changed."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from checker.model import Finding, Severity


def graded(findings: Iterable[Finding], severities: Mapping[str, Severity]) -> list[Finding]:
    """Return `findings`, those of the rules named in `severities` with the severity given there."""
    return [replace(f, severity=severities[f.rule]) if f.rule in severities else f for f in findings]
