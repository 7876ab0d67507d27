"""Reuse: text that was not written for its place."""
