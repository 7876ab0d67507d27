"""Figures: numbers and periods that cannot be right."""
