"""A norm as people are shown it."""

from checker.model import Basis, Evidence

EVIDENCE = {Evidence.SEEN: "原文", Evidence.SECONDHAND: "转引", Evidence.RECALLED: "凭记忆"}


def cited(basis: Basis) -> str:
    """Return title, article and how well it is known; a norm that is only recalled never shows an article."""
    article = "" if basis.evidence is Evidence.RECALLED else basis.article
    gap = " " if article and article[0].isascii() else ""
    # the title of a standard begins with its number and stands without title marks
    title = basis.instrument if basis.instrument[:1].isascii() else f"《{basis.instrument}》"
    return f"{title}{gap}{article}〔{EVIDENCE[basis.evidence]}〕"
