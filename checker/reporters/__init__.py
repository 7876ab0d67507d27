"""Reporters: reports into text. Each module is one format; none knows rules or law."""
