"""How the words of a report are set, compared with what is asked; shared by the rules on layout."""

import bisect
import functools
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from checker.model import Alignment, Context, Layout, Lexicon, PageSetup, PartKind, SetParagraph
from checker.text.pattern import pattern
from checker.text.span import Span, strip

_SIZES = (
    *((42, "初号"), (36, "小初"), (26, "一号"), (24, "小一"), (22, "二号"), (18, "小二"), (16, "三号"), (15, "小三")),
    *((14, "四号"), (12, "小四"), (10.5, "五号"), (9, "小五"), (7.5, "六号"), (6.5, "小六")),
)
_BESIDE_TEXT = (PartKind.TITLE, PartKind.ADDRESSEE, PartKind.SIGNATURE)
_SENTENCE = pattern(r"[。；！？][”’）】]*\Z")
_NO_BODY = pattern(
    r"(?:[备附]?注|说明|附件?|(?:资料|数据)?来源|单位|抄送|[图表]\s?[\d一二三四五六七八九十]+)\s?\d*\s?[：:、.．\s]"
)
_ANNEX = pattern(r"附\s*[件表录]\s*[\d一二三四五六七八九十]*\s*[：:]?\Z")


@dataclass(frozen=True, slots=True)
class Face:
    """What words are to be set in."""

    typeface: str
    size: float  # points


class Look(NamedTuple):
    """What words are set in: the font as the file names it (empty: not known) and its size in points."""

    font: str
    size: float | None


def layout(ctx: Context) -> Layout:
    """Return the layout of the document, an empty one where none was read."""
    return ctx.document.layout or Layout()


def body(ctx: Context) -> Iterator[SetParagraph]:
    """Yield the paragraphs of sentences in the text of the report.

    Left out is what the standard does not mean by text or may set otherwise: headings, title and signature, captions and
    notes, lines that are no sentence, are centred or stand on the right, and everything from the first annex on.
    """
    headings = [heading.span for heading in ctx.anatomy.outline if not heading.run_in]
    starts = [span.start for span in headings]
    parts = ctx.anatomy.parts
    part_starts = [part.span.start for part in parts]
    end = text_end(ctx)
    for paragraph in layout(ctx).paragraphs:
        if paragraph.span.start >= end:
            return
        span = strip(ctx.text, paragraph.span)
        words = span.of(ctx.text)
        before = bisect.bisect_right(starts, span.start) - 1
        part = bisect.bisect_right(part_starts, span.start) - 1
        if (
            paragraph.alignment in (Alignment.LEFT, Alignment.JUSTIFIED)
            and _SENTENCE.search(words)
            and not _NO_BODY.match(words)
            and part >= 0
            and parts[part].kind not in _BESIDE_TEXT
            and not (before >= 0 and headings[before].overlaps(span))
        ):
            yield paragraph


def text_end(ctx: Context) -> int:
    """Return where the first annex begins, else the end of the document."""
    lines = (strip(ctx.text, paragraph.span) for paragraph in layout(ctx).paragraphs)
    return next((line.start for line in lines if _ANNEX.match(ctx.text, *line)), len(ctx.text))


def pages(ctx: Context) -> list[PageSetup]:
    """Return the upright pages that hold text of the report; a page on its side is for a table."""
    starts = [paragraph.span.start for paragraph in body(ctx)]
    return [
        page
        for page in layout(ctx).pages
        if page.height >= page.width
        and bisect.bisect_left(starts, page.span.start) < bisect.bisect_left(starts, page.span.end)
    ]


def look(paragraphs: Iterable[SetParagraph], stretch: Span) -> Look | None:
    """Return what most of the words of `stretch`, which lies in `paragraphs`, are set in; None where none are Chinese."""
    count: Counter[Look] = Counter()
    for run in (run for paragraph in paragraphs for run in paragraph.runs if run.span.overlaps(stretch)):
        length = min(run.span.end, stretch.end) - max(run.span.start, stretch.start)
        count[Look(run.font, run.size)] += length
    return count.most_common(1)[0][0] if count else None


def typeface(font: str, lexicon: Lexicon) -> str:
    """Return the typeface that `font` shows, empty where that is not known."""
    name = font.partition(";")[0].lstrip("@").casefold()  # stand-ins may follow; “@” is for upright text
    return _typefaces(lexicon).get(name, "")


@functools.lru_cache(maxsize=4)
def _typefaces(lexicon: Lexicon) -> Mapping[str, str]:
    return {font.casefold(): face.name for face in lexicon.typefaces for font in face.fonts}


def differs(found: Look, asked: Face, lexicon: Lexicon) -> bool:
    """Tell whether `found` is surely not `asked`: a font or size that is not known is none."""
    known = typeface(found.font, lexicon)
    return (bool(known) and known != asked.typeface) or (found.size is not None and found.size != asked.size)


def named(found: Look, lexicon: Lexicon) -> str:
    """Return what words are set in as people call it: “宋体”小四（12磅）. A font that is not known is left out."""
    font = f"“{found.font}”" if typeface(found.font, lexicon) else ""
    return font + ("" if found.size is None else _called(found.size))


def asked_for(asked: Face) -> str:
    """Return what is asked as people call it: 仿宋三号（16磅）."""
    return f"{asked.typeface}{_called(asked.size)}"


def _called(size: float) -> str:
    """Return a size in points with its Chinese name: 三号（16磅）."""
    name = next((name for points, name in _SIZES if points == size), "")
    return f"{name}（{size:g}磅）" if name else f"{size:g}磅"
