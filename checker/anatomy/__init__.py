"""What a report is made of: outline, parts by meaning, sentences, and facts about the report."""

from checker.anatomy.dissect import dissect

__all__ = ["dissect"]
