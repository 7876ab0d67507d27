"""Instruments, requirements, profiles, names and phrases as data, and their loaders."""

from checker.law.lexicon import load_lexicon, with_house_terms
from checker.law.loader import Instrument, Law, Period, load

__all__ = ["Instrument", "Law", "Period", "load", "load_lexicon", "with_house_terms"]
