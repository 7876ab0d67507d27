"""Small functions from findings to findings, applied after the rules."""
