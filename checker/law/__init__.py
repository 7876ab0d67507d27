"""Instruments, requirements and profiles as data, and their loader."""

from checker.law.loader import Instrument, Law, Period, load

__all__ = ["Instrument", "Law", "Period", "load"]
