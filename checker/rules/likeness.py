"""Sentences that say the same but for their figures; shared by the rules on reuse and the search for copied reports."""

import functools
import zlib
from dataclasses import dataclass, field

from checker.text.pattern import pattern
from checker.text.span import Span
from checker.text.width import fold

_SHORTEST_COUNTED = 25  # short sentences with other figures (“检查12次，立案3件”) tell another fact
_LONGEST = 600  # longer sentences are compared for equality only
_SHINGLE = 5
_SKETCH = 6  # checksums kept of a sentence
_BUCKET = 4  # sentences remembered for a checksum: keeps stock phrases from making every sentence a candidate
_FIGURES = pattern(r"\d+(?:[.,]\d+)*")
_ORDINAL = r"[一二三四五六七八九十]"
_LEAD = pattern(rf"\A(?:[(]?(?:{_ORDINAL}|\d){{1,3}}[)、.]|{_ORDINAL}是|[第其]{_ORDINAL},)\s*")
_NOISE = pattern(r"[\s,、;:.。“”\"]")
_NAMED = pattern(r"《[^》]{1,100}》|“[^”]{1,40}”")
# what every report says every year: guiding thought, the text of the duty, how a part is opened, names of documents
_SET_PHRASE = pattern(
    r"《[^》\n]{1,100}》"
    r"|(?:坚持)?以?习近平(?:新时代中国特色社会主义思想|法治思想)(?:为指导|为指引)?"
    r"|(?:深入|认真|全面|坚决)?(?:学习|宣传|贯彻|落实|领会|践行){0,6}(?:党的)?(?:十九|二十)(?:大|届(?:历次|[一二三四五六七、]{1,9}中)全会)(?:、|和|及)?|精神"
    r"|习近平总书记[^，。；]{0,30}(?:讲话|指示|批示)(?:批示)?(?:精神)?"
    r"|[“‘]?(?:两个确立|四个意识|四个自信|两个维护)[”’]?|深刻(?:领悟|认识)|决定性意义|增强|坚定|做到"
    r"|(?:切实|认真|严格)?履行(?:推进)?法治(?:政府)?建设第一责任人(?:的)?职责"
    r"|(?:对法治(?:政府)?建设)?重要工作亲自部署[，、]?重大问题亲自过问[，、]?重点环节亲自协调[，、]?重要任务亲自督办"
    r"|同部署、?同推进、?同督促、?同考核、?同奖惩|科学立法、?严格执法、?公正司法、?全民守法|(?:尊法|学法|守法|用法){2,4}"
    r"|公众参与、?专家论证、?风险评估、?合法性审查(?:和|、)?集体讨论决定"
    r"|行政执法公示(?:制度)?、?(?:行政)?执法全过程记录(?:制度)?(?:和|、)?重大(?:行政)?执法决定法制审核(?:制度)?"
    r"|法治(?:国家|政府|社会)(?:一体)?建设|依法行政|(?:在|虽然|尽管)[^，。；]{0,12}取得了?(?:一定|明显|较好)?(?:的)?(?:成绩|成效|进展)"
    r"|(?:仍|还|也|依然)?(?:然)?存在(?:着)?(?:一些|不少|一定|诸多)?(?:不足|问题|差距|短板)(?:和|与)?(?:不足|问题|薄弱环节)?|主要(?:表现在|是|有|体现在)|以下(?:几个|[一二三四五])?(?:方面|问题)"
)


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence without figures, marks and leading number, and what its like must have in common with it.

    `names` are those of documents and projects; `figures` count only in a short sentence.
    """

    span: Span
    words: str
    names: tuple[str, ...]
    figures: tuple[str, ...]

    @property
    def key(self) -> tuple[str, ...]:
        """What two lines that differ in figures alone have in common."""
        return (self.words, *self.names, *(self.figures if len(self.words) < _SHORTEST_COUNTED else ()))


def line(span: Span, sentence: str) -> Line:
    """Return the line of the sentence at `span`."""
    return Line(span, *_said(sentence))


def without_set_phrases(words: str) -> str:
    """Return `words` without names of documents and without what every report says every year."""
    return _SET_PHRASE.sub("", words)


@functools.lru_cache(maxsize=2048)  # an editor's text has hardly changed when it is asked for again
def _said(sentence: str) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    folded = _LEAD.sub("", fold(sentence))
    bare = _FIGURES.sub("", folded)
    return _NOISE.sub("", bare), tuple(_NAMED.findall(bare)), tuple(_FIGURES.findall(folded))


@dataclass
class Lines:
    """Lines in which the like of another is found without looking at all of them.

    Lines that share one of their smallest shingle checksums are compared (A. Broder, On the resemblance and containment
    of documents, 1997), so the work grows with the text, not its square. `least`: the likeness asked for (0…1).
    """

    least: float
    _lines: list[Line] = field(default_factory=list)
    _equal: dict[tuple[str, ...], int] = field(default_factory=dict)
    _buckets: dict[int, list[int]] = field(default_factory=dict)

    def add(self, new: Line) -> None:
        """Remember `new`; its number is how many were added before."""
        number = len(self._lines)
        self._lines.append(new)
        if new.key in self._equal:
            return
        self._equal[new.key] = number
        for checksum in _sketch(new.words):
            bucket = self._buckets.setdefault(checksum, [])
            if len(bucket) < _BUCKET:
                bucket.append(number)

    def find(self, new: Line) -> tuple[int, float] | None:
        """Return the number of the line most like `new` and how alike the two are, None where none is alike enough."""
        if (number := self._equal.get(new.key)) is not None:
            return number, 1.0
        near = {number for checksum in _sketch(new.words) for number in self._buckets.get(checksum, ())}
        found = [(likeness, -number) for number in near if (likeness := self._likeness(new, self._lines[number]))]
        likeness, number = max(found, default=(0.0, 0))
        return (-number, likeness) if likeness else None

    def __getitem__(self, number: int) -> Line:
        """Return a line by its number."""
        return self._lines[number]

    def _likeness(self, one: Line, other: Line) -> float:
        from rapidfuzz.fuzz import ratio  # loaded only where two sentences must be compared

        return ratio(one.words, other.words, score_cutoff=self.least * 100) / 100 if one.key[1:] == other.key[1:] else 0


@functools.lru_cache(maxsize=2048)
def _sketch(words: str) -> tuple[int, ...]:
    if len(words) > _LONGEST:
        return ()
    shingles = {words[start : start + _SHINGLE] for start in range(len(words) - _SHINGLE + 1)}
    return tuple(sorted(zlib.crc32(shingle.encode()) for shingle in shingles)[:_SKETCH])
