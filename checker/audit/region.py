"""Whose report it is and where that is: from the name of the body, of the file and of the folders it lies in."""

import re
from collections.abc import Sequence

from checker.text.pattern import pattern

_WORD = r"[^省市盟县区旗\W\d_]{2,8}?"
# from the outermost: each place bears the kind of its government in its name
_PLACES = pattern(
    rf"(?P<province>{_WORD}(?:省|自治区)|(?:北京|上海|天津|重庆)市|新疆生产建设兵团)?"
    rf"(?P<city>{_WORD}(?:自治州|地区|市|州(?![市县区])|盟))?"  # 临海州 is one, 临州市 and 临州县 are not
    rf"(?P<county>(?:{_WORD}(?:自治县|自治旗|县|区|旗|市)|市[东西南北中]区))?"
)
_RANKS = ("province", "city", "county")
_GOVERNMENT = pattern(r"\A中共|(?:人民)?政府\Z|\s")
_BETWEEN = pattern(r"[\W_]+")
_ORDER_MARK = pattern(r"\A[\d\s.、_（()）-]+")


def region_of(body: str, folders: Sequence[str]) -> str:
    """Return the names of province, city and county that `body` belongs to, as one word; empty where nothing tells.

    `body` names its own; `folders`, the outermost first, those above it: 云岭省/青川市 and 石桥县司法局 give 云岭省青川市石桥县.
    """
    found: dict[str, str] = {}
    for folder in folders:
        name = _ORDER_MARK.sub("", folder)
        named = _named(_PLACES.fullmatch(name))
        if "city" in found and named.keys() == {"city"}:
            named = {"county": named["city"]}  # a city in a city is of county level
        found |= named
    named = _named(_PLACES.match(_GOVERNMENT.sub("", body)))
    if named:
        # of which level a city is, the folder that bears its name knows
        known = {place: rank for rank, place in found.items()}
        named = {known.get(place, rank): place for rank, place in named.items()}
        lowest = max(_RANKS.index(rank) for rank in named)
        found = {rank: place for rank, place in found.items() if _RANKS.index(rank) <= lowest} | named
    return "".join(found.get(rank, "") for rank in _RANKS)


def places(region: str) -> tuple[str, str, str]:
    """Return the names of province, city and county in `region`, as `region_of` or a manifest writes it; empty where not told."""
    found = _named(_PLACES.match(_BETWEEN.sub("", region)))
    return found.get("province", ""), found.get("city", ""), found.get("county", "")


def _named(match: re.Match[str] | None) -> dict[str, str]:
    """Return the places in `match` by rank."""
    return {rank: place for rank, place in match.groupdict().items() if place} if match else {}


def same_name(body: str) -> str:
    """Return what the names of one body have in common: 石桥县, 石桥县政府 and 石桥县人民政府 are one."""
    return _GOVERNMENT.sub("", body)
