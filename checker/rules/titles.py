"""Titles in 《》 and the statutes they name; shared by the rules on statutes."""

from collections.abc import Iterator, Mapping
from functools import lru_cache

from checker.model import Lexicon, Statute
from checker.text.pattern import pattern
from checker.text.span import Span

_TITLE = pattern(r"《([^《》\n]{2,80})》")
_STATE = "中华人民共和国"
_FOLD = str.maketrans(
    {"－": "—", "-": "—", "–": "—", "～": "—", "(": "（", ")": "）", " ": None, "　": None, "〈": "<", "〉": ">"}
)
_EDITION = pattern(
    r"（(?:20\d\d年?(?:修订|修正|修正文本|版)?|(?:最新)?修订(?:版|稿)?|修正|试行|暂行|草案|征求意见稿)）\Z"
)


def titles(text: str) -> Iterator[tuple[Span, str]]:
    """Yield each title in 《》 with its place, the marks included in the span."""
    for match in _TITLE.finditer(text):
        yield Span(*match.span()), match[1]


def folded(title: str) -> str:
    """Return `title` with one form of dashes and brackets, without the name of the state, editions and spaces."""
    return _EDITION.sub("", title.translate(_FOLD)).removeprefix(_STATE)


def known(lexicon: Lexicon, title: str) -> tuple[Statute, ...]:
    """Return the statutes that `title` names; several where a name was used again."""
    return names(lexicon).get(folded(title), ())


@lru_cache(maxsize=2)
def names(lexicon: Lexicon) -> Mapping[str, tuple[Statute, ...]]:
    """Return every folded title and short title with the statutes it names."""
    found: dict[str, tuple[Statute, ...]] = {}
    for statute in lexicon.statutes:
        for name in {folded(statute.title), *map(folded, statute.short)}:
            found[name] = (*found.get(name, ()), statute)
    return found
