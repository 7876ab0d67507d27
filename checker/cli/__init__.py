"""The command line: one verb, one file, nothing but argument handling."""

from checker.cli.command import main

__all__ = ["main"]
