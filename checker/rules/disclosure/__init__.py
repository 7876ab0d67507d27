"""Disclosure: before it goes public."""
