"""Styles of a Word file and what they hand down (ECMA-376 part 1, 17.7)."""

from dataclasses import dataclass

from lxml import etree

from checker.readers.wordxml import OFF, W, integer, switch, value

_LONGEST_CHAIN = 32  # of styles based on styles; longer ones go in a circle


@dataclass(frozen=True, slots=True)
class Style:
    """What a style says of headings, numbers and hidden text; empty or None where it says nothing."""

    name: str = ""
    parent: str = ""
    outline: int | None = None
    list_id: str | None = None
    level: int | None = None
    hidden: bool | None = None


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles by their id, and the id of the default one."""

    by_id: dict[str, Style]
    default: str

    def chain(self, style_id: str) -> list[tuple[str, Style]]:
        """Return the style and those it is based on, nearest first."""
        found: list[tuple[str, Style]] = []
        while style_id in self.by_id and len(found) < _LONGEST_CHAIN:
            found.append((style_id, self.by_id[style_id]))
            style_id = self.by_id[style_id].parent
        return found

    def hidden(self, style_id: str) -> bool | None:
        """Return whether the style hides its text, None where neither it nor those it is based on say."""
        return next((style.hidden for _, style in self.chain(style_id) if style.hidden is not None), None)


def read_styles(root: etree.ElementBase | None) -> Styles:
    """Return the styles that stand in the part with `root` (None: the file has none)."""
    by_id, default = {}, ""
    for style in () if root is None else root.iter(f"{W}style"):
        style_id = style.get(f"{W}styleId", "")
        properties = style.find(f"{W}pPr")
        numbering = None if properties is None else properties.find(f"{W}numPr")
        by_id[style_id] = Style(
            name=value(style, "name") or "",
            parent=value(style, "basedOn") or "",
            outline=integer(value(properties, "outlineLvl")),
            list_id=value(numbering, "numId"),
            level=integer(value(numbering, "ilvl")),
            hidden=switch(style.find(f"{W}rPr"), "vanish"),
        )
        if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default", "0") not in OFF:
            default = style_id
    return Styles(by_id, default)
