"""Makes collections of reports of any size, with planted faults and copies: benchmark data, never to be used for training.

usage: python benchmarks/collection.py OUT --reports 1000 --seed 7 [--year 2025] [--copies 0.04] [--degrees 0.2,0.4,0.6,0.8]
       [--faults 0.3] [--formats docx:6,html:1,txt:2,md:1]

`OUT/manifest.csv` says who should have reported and what came in, `OUT/planted.jsonl` what is wrong with each report. Places, bodies
and figures are invented; sentences are put together from the written clauses in `benchmarks/collection/`. The same arguments
give the same bytes.

A clause is a skeleton with slots in braces: `{领域}` one of the lines of that list, `{20-300}` a figure (scaled to the level of the
body when it can be large), `{n=20-300}` the same with a name, `{m<n}` a part of it near the whole, `{k:n}` about half. The names of the
body (`NAMES`) stay in braces until a report is written, so that a copied sentence is filled with the names of its copier.
"""

import argparse
import csv
import dataclasses
import datetime
import functools
import html
import io
import itertools
import json
import pathlib
import random
import re
import tomllib
import zipfile
from collections.abc import Iterator, Mapping, Sequence

YEARS = range(2021, 2026)  # the plan that the set phrases quote
CATEGORIES = (
    "functions",
    "rulemaking",
    "decision_making",
    "enforcement",
    "emergency",
    "dispute_resolution",
    "oversight",
    "digital",
    "legal_services",
    "capacity",
    "leadership",
)
COMPARED = ("achievements", "shortcomings", "plan")  # parts whose sentences count when copies are measured
REWRITING = (
    "missing-section",
    "missing-cause",
    "half-width-punctuation",
    "empty",
)  # not for a report that copies or is copied
DEGREES = (0.2, 0.4, 0.6, 0.8)
FORMATS = {"docx": 6, "html": 1, "txt": 2, "md": 1}

_FOLDER = pathlib.Path(__file__).with_suffix("")
_SCALE = {"province": 6.0, "city": 2.5, "county": 1.0, "township": 0.4, "department": 0.7}
_LENGTH = {
    "province": 3900,
    "city": 3500,
    "county": 3100,
    "township": 2100,
    "department": 2400,
}  # characters, the median
_SENTENCE = 50  # characters of a sentence of the achievements, on average
_REST = 1350  # characters of the other parts and of headings, on average
_TOKEN = re.compile(r"\{([^{}]+)\}")
_FIGURE = re.compile(r"(?:(?P<name>\w)=)?(?P<low>\d+)-(?P<high>\d+)|(?P<part>\w)(?P<how>[<:])(?P<whole>\w)")
_CHANGED = re.compile(r"(?<![\d.])(?!12345热线)\d+(?![\d.年月日%])")
_ORDINALS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一")
_AREAS = ("13", "21", "34", "42", "51", "62")  # first two digits of an identity number
_SHAPES = ("oar", "oar", "aa", "ar", "oaa", "aar")  # opening, act, result
NAMES = ("全称", "地", "府", "委", "首", "下", "省", "年", "次年")


@dataclasses.dataclass(frozen=True, slots=True)
class Body:
    """Who reports: its level, place in the tree, and the names that stand in its sentences."""

    level: str
    region: tuple[str, ...]  # province, city, county, as far down as it goes
    name: str
    addressee: str
    names: Mapping[str, str]


@dataclasses.dataclass(slots=True)
class Sentence:
    """One sentence with the names still in braces; `own` is false for what everybody writes."""

    text: str
    own: bool = True
    source: str | None = None  # the text that it was copied from


@dataclasses.dataclass(slots=True)
class Paragraph:
    """Sentences on one category under their heading, which may be empty."""

    category: str
    heading: str
    sentences: list[Sentence]


@dataclasses.dataclass(slots=True)
class Part:
    """A part of a report; `kind` as in the machine formats."""

    kind: str
    heading: str
    paragraphs: list[Paragraph]


@dataclasses.dataclass(slots=True)
class Draft:
    """A report before it is written."""

    body: Body
    title: str
    preamble: list[Sentence]
    parts: list[Part]
    dated: datetime.date
    outline: tuple[tuple[str, int], ...]  # categories of the achievements and their numbers of sentences
    secrecy: str = ""
    faults: list[dict[str, str]] = dataclasses.field(default_factory=list)

    def compared(self) -> Iterator[tuple[tuple[str, str], Sentence]]:
        """Yield the own sentences of the parts that are compared, each with its part and category."""
        for part in self.parts:
            if part.kind in COMPARED:
                for paragraph in part.paragraphs:
                    for sentence in paragraph.sentences:
                        if sentence.own:
                            yield (part.kind, paragraph.category), sentence


@functools.cache
def blocks(name: str) -> dict[str, list[str]]:
    """Return the lists of lines in `benchmarks/collection/<name>.toml`."""
    table = tomllib.loads((_FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    return {key: value.splitlines() for key, value in table.items() if isinstance(value, str)}


@functools.cache
def phrases(part: str, year: int) -> tuple[str, ...]:
    """Return the set phrases that a report of `year` may carry in `part` (a category, preamble, plan, closing)."""
    with (_FOLDER / "phrases.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    return tuple(row["text"] for row in rows if row["part"] == part and int(row["first"]) <= year <= int(row["last"]))


@functools.cache
def _duties() -> tuple[list[str], ...]:
    table = tomllib.loads((_FOLDER / "responsibility.toml").read_text(encoding="utf-8"))
    return tuple(lines.splitlines() for lines in table["duties"])


@functools.cache
def _tokens(skeleton: str) -> tuple[tuple[str, str, re.Match[str] | None, bool], ...]:
    """Return the slots of `skeleton`: the words before, the slot, its figure, whether a percentage follows."""
    found, end = [], 0
    for match in _TOKEN.finditer(skeleton):
        follows = skeleton[match.end() : match.end() + 1] in {".", "%"}
        found.append((skeleton[end : match.start()], match[1], _FIGURE.fullmatch(match[1]), follows))
        end = match.end()
    return (*found, (skeleton[end:], "", None, False))


class Writer:
    """Fills skeletons by lot."""

    def __init__(self, chance: random.Random, scale: float = 1.0) -> None:
        self.chance = chance
        self.scale = scale

    def fill(self, skeleton: str, category: str = "slots") -> str:
        """Return `skeleton` with its slots filled, names of the body left in braces."""
        return self._fill(skeleton, blocks(category), {}, set())

    def _fill(self, skeleton: str, own: Mapping[str, list[str]], figures: dict[str, int], used: set[str]) -> str:
        words = []
        for before, slot, figure, follows in _tokens(skeleton):
            words.append(before)
            if not slot:
                continue
            if slot in NAMES:
                words.append(f"{{{slot}}}")
            elif figure:
                words.append(str(self._figure(figure, figures, fixed=follows)))
            elif slot in {"手机", "身份证"}:
                words.append(_number(self.chance, slot))
            else:
                lines = own.get(slot) or blocks("slots")[slot]
                line = self.chance.choice(lines)
                while line in used and len(lines) > len(used):
                    line = self.chance.choice(lines)
                used.add(line)
                words.append(self._fill(line, own, figures, used) if "{" in line else line)
        return "".join(words)

    def _figure(self, figure: re.Match[str], figures: dict[str, int], *, fixed: bool) -> int:
        if figure["part"]:
            whole = figures[figure["whole"]]
            low, high = (0.86, 0.99) if figure["how"] == "<" else (0.3, 0.6)
            value = max(1, int(whole * self.chance.uniform(low, high)))
            figures[figure["part"]] = value
            return value
        low, high = int(figure["low"]), int(figure["high"])
        if high > 60 and not fixed:  # a number of cases, not of days or of per cent
            low, high = max(2, int(low * self.scale)), max(3, int(high * self.scale))
        value = self.chance.randint(low, high)
        if figure["name"]:
            figures[figure["name"]] = value
        return value


def _number(chance: random.Random, kind: str) -> str:
    """Return an invented mobile number, or an identity number whose check digit is right."""
    if kind == "手机":
        return f"1{chance.choice('35789')}{chance.randint(0, 9)}{chance.randint(10**7, 10**8 - 1)}"
    born = datetime.date(1955, 1, 1) + datetime.timedelta(days=chance.randrange(15000))
    area = f"{chance.choice(_AREAS)}{chance.randint(1, 20):02}{chance.randint(70, 79)}"
    digits = f"{area}{born:%Y%m%d}{chance.randint(1, 999):03}"
    weighed = sum(int(digit) * pow(2, 17 - place, 11) for place, digit in enumerate(digits))
    return digits + "10X98765432"[weighed % 11]


def bodies(seed: int) -> Iterator[Body]:
    """Yield invented bodies in the order of the tree: a province and its departments, its cities, their counties, townships."""
    table = tomllib.loads((_FOLDER / "names.toml").read_text(encoding="utf-8"))
    townships, departments = table["townships"].splitlines(), table["departments"].splitlines()
    chance = random.Random(f"{seed}/names")
    places = [first + second for first in table["first"] for second in table["second"]]
    chance.shuffle(places)
    stock = iter(places)
    while True:
        taken = list(itertools.islice(stock, 1 + 14 + 14 * 9))
        if len(taken) < 1 + 14 + 14 * 9:
            return
        names = iter(taken)
        province = next(names) + "省"
        yield from _seat("province", (province,), "国务院", departments, chance)
        for _ in range(14):
            city = next(names) + "市"
            yield from _seat("city", (province, city), f"{province}人民政府", departments, chance)
            for _ in range(9):
                county = next(names) + chance.choice(table["county_suffix"])
                region = (province, city, county)
                yield from _seat("county", region, f"{city}人民政府", departments, chance)
                for township in chance.sample(townships, 16):
                    yield _township(region, township, chance.choice(table["township_suffix"]))


def _seat(
    level: str, region: tuple[str, ...], above: str, departments: Sequence[str], chance: random.Random
) -> Iterator[Body]:
    """Yield a government and its departments."""
    place, kind = region[-1], region[-1][-1]
    names = {
        "全称": f"{place}人民政府",
        "地": place,
        "府": f"{kind}政府",
        "委": f"{kind}委",
        "首": f"{kind}长",
        "下": {"province": "各市", "city": "各县（区）", "county": "各乡镇（街道）"}[level],
        "省": region[0],
    }
    yield Body(level, region, names["全称"], above, names)
    for department in chance.sample(departments, len(departments) - 2):
        office = department + ("厅" if level == "province" else "局")
        name = place + office
        rest = {
            "府": f"{office[-1]}领导班子",
            "委": f"{office}党组",
            "首": f"{office[-1]}长",
            "下": "各处室" if level == "province" else "各科室",
        }
        yield Body("department", region, name, f"{place}人民政府", {**names, **rest, "全称": name, "地": name})


def _township(region: tuple[str, ...], stem: str, kind: str) -> Body:
    place = region[-1] + stem + ("街道" if kind == "街" else kind)
    office = "办事处" if kind == "街" else "人民政府"
    names = {
        "全称": place + office,
        "地": place,
        "府": "街道办事处" if kind == "街" else f"{kind}政府",
        "委": "街道党工委" if kind == "街" else f"{kind}党委",
        "首": "街道办事处主任" if kind == "街" else f"{kind}长",
        "下": "各村（社区）",
        "省": region[0],
    }
    return Body("township", region, names["全称"], f"{region[-1]}人民政府", names)


def superior(province: str, seed: int, year: int) -> tuple[str, ...]:
    """Return the sentences of the province's plan that its bodies may quote as they stand."""
    chance = random.Random(f"{seed}/{year}/{province}")
    writer = Writer(chance)
    sentences = chance.sample(blocks("superior")["sentence"], chance.randint(4, 8))
    names = {"省": province, "年": str(year), "次年": str(year + 1)}
    return tuple(_named(writer.fill(sentence), names) + "。" for sentence in sentences)


def _named(text: str, names: Mapping[str, str]) -> str:
    return _TOKEN.sub(lambda found: names[found[1]], text)


def compose(body: Body, seed: int, year: int, outline: tuple[tuple[str, int], ...] = ()) -> Draft:
    """Return a report without faults; `outline` makes it follow the categories of another report."""
    chance = random.Random(f"{seed}/{year}/{'/'.join(body.region)}/{body.name}")
    writer = Writer(chance, _SCALE[body.level])
    length = min(4000, max(1800, round(_LENGTH[body.level] * chance.lognormvariate(0, 0.2))))
    outline = outline or _outline(chance, length)
    parts = blocks("parts")
    achievements = Part("achievements", chance.choice(parts["achievements"]), [])
    for category, count in outline:
        heading = chance.choice(blocks(category)["heading"])
        achievements.paragraphs.append(Paragraph(category, heading, _achieved(writer, category, count, year)))
    weak = chance.sample(
        [category for category, _ in outline], min(len(outline), 4 + (length > 2600) + (length > 3300))
    )
    shortcomings = Part("shortcomings", chance.choice(parts["shortcomings"]), [])
    for category in weak:
        text = writer.fill(chance.choice(blocks("slots")["gap_frame"]), category)
        shortcomings.paragraphs.append(Paragraph(category, "", [Sentence(text)]))
    plan = Part("plan", chance.choice(parts["plan"]), [])
    others = [category for category, _ in outline if category not in weak]
    for category in [*weak, *chance.sample(others, min(len(others), length // 900))]:
        texts = [
            writer.fill(frame, category) for frame in chance.sample(blocks("slots")["plan_frame"], 1 + (length > 3000))
        ]
        plan.paragraphs.append(Paragraph(category, "", [Sentence(text) for text in texts]))
    if chance.random() < 0.5:
        plan.paragraphs[-1].sentences.append(Sentence(chance.choice(phrases("plan", year)), own=False))
    quoted = superior(body.region[0], seed, year)
    if body.level == "province" or chance.random() < 0.55:
        start = 0 if body.level == "province" else chance.randrange(len(quoted) - 1)
        end = len(quoted) if body.level == "province" else chance.randint(start + 2, len(quoted))
        plan.paragraphs.insert(0, Paragraph("superior", "", [Sentence(text, own=False) for text in quoted[start:end]]))
    order = [achievements, shortcomings, _responsibility(writer, body, length, year), plan]
    if chance.random() < 0.15:
        order[1], order[2] = order[2], order[1]
    preamble = [Sentence(writer.fill(chance.choice(parts["preamble"])) + "。")]
    preamble += [Sentence(text, own=False) for text in chance.sample(phrases("preamble", year), chance.randint(1, 3))]
    preamble.append(Sentence(chance.choice(phrases("closing", year)), own=False))
    last = datetime.date(year + 1, 3 if body.level == "province" else 2, 27)
    first = datetime.date(year + 1, 1, 8)
    dated = first + datetime.timedelta(days=chance.randrange((last - first).days))
    return Draft(body, chance.choice(parts["title"]), preamble, order, dated, outline)


def _outline(chance: random.Random, length: int) -> tuple[tuple[str, int], ...]:
    """Draw which categories the achievements tell of, in which order, and in how many sentences."""
    categories = list(CATEGORIES)
    if chance.random() < 0.5:
        categories.remove(chance.choice(("legal_services", "capacity")))
    if chance.random() < 0.4:
        categories.insert(0, categories.pop())  # leadership first
    if chance.random() < 0.3:
        place = chance.randrange(1, len(categories) - 1)
        categories[place], categories[place + 1] = categories[place + 1], categories[place]
    counts = dict.fromkeys(categories, 1)
    for _ in range((length - _REST) // _SENTENCE - len(categories)):
        counts[chance.choice(categories)] += 1
    return tuple(counts.items())


def _achieved(writer: Writer, category: str, count: int, year: int) -> list[Sentence]:
    chance, own, openings = writer.chance, blocks(category), blocks("slots")["opening"]
    acts = chance.sample(own["act"], len(own["act"]))
    results = chance.sample(own["result"], len(own["result"]))

    def clause(kind: str) -> str:
        if kind == "o":
            return writer.fill(chance.choice(openings), category)
        lines = acts if kind == "a" else results
        lines.insert(0, lines[-1])
        return writer.fill(lines.pop(), category)

    sentences = [Sentence(f"{writer.fill(chance.choice(own['must']), category)}，{clause('a')}。")]
    sentences += [Sentence("，".join(map(clause, chance.choice(_SHAPES))) + "。") for _ in range(count - 1)]
    if chance.random() < 0.45 and (known := phrases(category, year)):
        sentences.insert(0, Sentence(chance.choice(known), own=False))
    return sentences


def _responsibility(writer: Writer, body: Body, length: int, year: int) -> Part:
    chance, duties = writer.chance, _duties()
    full = body.level in {"province", "city", "county"}
    clauses = [
        writer.fill(chance.choice(lines), "responsibility")
        for place, lines in enumerate(duties)
        if full or length > 2400 or place not in {1, 2, 3}
    ]
    sentences, rest = [], iter(clauses)
    for clause in rest:
        subject = "" if clause.startswith("{首}") or chance.random() < 0.5 else "{首}"
        second = next(rest, "") if chance.random() < 0.4 else ""
        sentences.append(Sentence(f"{subject}{clause}{'，' if second else ''}{second}。"))
    if chance.random() < 0.4:
        sentences.insert(0, Sentence(chance.choice(phrases("responsibility", year)), own=False))
    cut = len(sentences) // 2 if chance.random() < 0.5 else len(sentences)
    groups = [group for group in (sentences[:cut], sentences[cut:]) if group]
    heading = chance.choice(blocks("responsibility")["heading"])
    return Part("responsibility", heading, [Paragraph("", "", group) for group in groups])


def copy(draft: Draft, source: Draft, degree: float, chance: random.Random) -> None:
    """Put runs of sentences of `source` into `draft`, until `degree` of the characters that are compared are copied."""
    theirs: dict[tuple[str, str], list[Sentence]] = {}
    mine: dict[tuple[str, str], list[Sentence]] = {}
    for key, sentence in source.compared():
        theirs.setdefault(key, []).append(sentence)
    for key, sentence in draft.compared():
        mine.setdefault(key, []).append(sentence)
    keys = [key for key in mine if key in theirs]
    chance.shuffle(keys)
    changed = 0
    for key in keys:
        room = min(len(mine[key]), len(theirs[key]))
        run = room if degree > 0.7 or chance.random() < 0.5 else chance.randint(min(2, room), room)
        here, there = (chance.randint(0, len(sentences) - run) for sentences in (mine[key], theirs[key]))
        for to, of in zip(mine[key][here : here + run], theirs[key][there : there + run], strict=True):
            now = overlap(draft)
            if now >= degree - 0.01:
                return
            to.text, to.source = of.text, of.text
            if changed % 2:
                to.text = _refigured(to.text, chance)
            if changed % 3 == 2:
                to.text = _edited(to.text, chance)
            changed += 1


def _refigured(text: str, chance: random.Random) -> str:
    """Return `text` with all its figures changed by one factor, so that a part stays smaller than its whole."""
    factor = chance.uniform(1.15, 1.6)
    return _CHANGED.sub(lambda found: str(round(int(found[0]) * factor)), text)


def _edited(text: str, chance: random.Random) -> str:
    """Return `text` with a word exchanged, two clauses in the other order, or a phrase more."""
    edits = blocks("edits")
    clauses = text.removesuffix("。").split("，")
    kinds = ["word", "add", "swap"]
    chance.shuffle(kinds)
    for kind in kinds:
        if kind == "word":
            words = [pair for line in edits["words"] if (pair := line.split("\t"))[0] in text]
            if words:
                old, new = chance.choice(words)
                return text.replace(old, new, 1)
        elif kind == "swap" and len(clauses) > 2:
            clauses[-1], clauses[-2] = clauses[-2], clauses[-1]
            return "，".join(clauses) + "。"
        elif kind == "add":
            more = (
                [chance.choice(edits["before"]), *clauses]
                if chance.random() < 0.5
                else [*clauses, chance.choice(edits["after"])]
            )
            return "，".join(more) + "。"
    return text


def overlap(draft: Draft) -> float:
    """Return the share of characters of the compared sentences that stand in copied ones, names filled in, 0 to 1."""
    total = copied = 0
    for _, sentence in draft.compared():
        size = len(_named(sentence.text, _names(draft.body, draft.dated.year - 1)))
        total += size
        copied += size if sentence.source else 0
    return copied / total if total else 0.0


def _names(body: Body, year: int) -> dict[str, str]:
    return {**body.names, "年": str(year), "次年": str(year + 1)}


_KINDS = (
    "missing-section",
    "missing-cause",
    "late-report",
    "title-year-mismatch",
    "half-width-punctuation",
    "empty",
    *blocks("faults"),
)


def plant(draft: Draft, chance: random.Random, year: int, *, gently: bool) -> None:
    """Put one to four faults into `draft`; `gently`: only such as leave the sentences that stand there alone."""
    kinds = [kind for kind in _KINDS if not gently or kind not in REWRITING]
    drawn = chance.sample(kinds, chance.choices((1, 2, 3, 4), (50, 30, 15, 5))[0])
    if "empty" in drawn:
        drawn = ["empty"]
    drawn.sort(key=lambda kind: kind == "half-width-punctuation")  # last, over the sentences that other faults bring
    for kind in drawn:
        for rule, text in _plant(draft, kind, chance, year):
            draft.faults.append({"rule": rule, "text": text})


def _plant(draft: Draft, kind: str, chance: random.Random, year: int) -> list[tuple[str, str]]:
    """Put one fault into `draft` and return the rules that it breaks, each with the planted words."""
    writer = Writer(chance)  # figures as they stand: they must not fit
    achievements = next(part for part in draft.parts if part.kind == "achievements")
    if kind == "empty":
        draft.preamble = [
            Sentence(f"{{年}}年，{{地}}围绕{chance.choice(blocks('slots')['领域'])}推进依法行政，各项任务按期完成。")
        ]
        draft.parts = []
        return [("missing-section", "")]
    if kind == "missing-section":
        gone = chance.choice(("shortcomings", "responsibility", "plan"))
        draft.parts = [part for part in draft.parts if part.kind != gone]
        return [(kind, "")]
    if kind == "missing-cause":
        for part in draft.parts:
            if part.kind == "shortcomings":
                for paragraph in part.paragraphs:
                    frame = chance.choice(blocks("slots")["bare_frame"])
                    paragraph.sentences = [Sentence(writer.fill(frame, paragraph.category))]
                return [(kind, "")]
        return []
    if kind == "late-report":
        day = datetime.date(year + 1, 4 if draft.body.level == "province" else 3, 4)
        draft.dated = day + datetime.timedelta(days=chance.randrange(45))
        return [(kind, _chinese_date(draft.dated))]
    if kind == "title-year-mismatch":
        draft.title = draft.title.replace("{年}", str(year - 1))
        return [(kind, f"{year - 1}年")]
    if kind == "half-width-punctuation":
        for paragraph in achievements.paragraphs:
            for sentence in paragraph.sentences:
                sentence.text = sentence.text.replace("，", ",")
        text = chance.choice(
            [sentence for paragraph in achievements.paragraphs for sentence in paragraph.sentences if sentence.own]
        ).text
        return [(kind, _named(text, _names(draft.body, year)))]
    before, text, after = re.split("[⟦⟧]", writer.fill(chance.choice(blocks("faults")[kind])))
    if kind == "secrecy-mark":
        draft.secrecy = text
        return [(kind, text)]
    chance.choice(achievements.paragraphs).sentences.append(Sentence(f"{before}{text}{after}。"))
    return [(kind, text)]


def _chinese_date(day: datetime.date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def lines(draft: Draft, year: int, chance: random.Random) -> list[tuple[str, str]]:
    """Return the paragraphs of a report as it will be written: (title, addressee, h1, h2, p or right; text)."""
    names = _names(draft.body, year)
    made = [("p", draft.secrecy)] if draft.secrecy else []
    made.append(("title", _named(draft.title, names)))
    date = _chinese_date(draft.dated)
    below = chance.random() < 0.15
    if below:
        made.append(("center", f"（{date}）"))
    if chance.random() < 0.7:
        made.append(("p", f"{draft.body.addressee}："))
    made.append(("p", _text(draft.preamble, names)))
    run_in = chance.random() < 0.3
    listed = chance.choice(("one", "numbers", "plain"))
    for number, part in zip(_ORDINALS, draft.parts, strict=False):
        made.append(("h1", f"{number}、{_named(part.heading, names)}"))
        numbered = 0
        flowing = []
        for paragraph in part.paragraphs:
            text = _text(paragraph.sentences, names)
            ordinal = _ORDINALS[numbered]
            if paragraph.heading and run_in:
                made.append(("p", f"（{ordinal}）{paragraph.heading}。{text}"))
            elif paragraph.heading:
                made += [("h2", f"（{ordinal}）{paragraph.heading}"), ("p", text)]
            elif part.kind == "responsibility" or paragraph.category == "superior" or listed == "plain":
                made.append(("p", text))
                continue
            elif listed == "numbers":
                made.append(("p", f"（{numbered + 1}）{text}"))
            else:
                flowing.append(f"{ordinal}是{text}")
            numbered += 1
        if flowing:
            made.append(("p", "".join(flowing)))
    made.append(("right", draft.body.name))
    if not below:
        made.append(("right", date))
    return made


def _text(sentences: Sequence[Sentence], names: Mapping[str, str]) -> str:
    return "".join(_named(sentence.text, names) for sentence in sentences)


def _plain(made: Sequence[tuple[str, str]], chance: random.Random) -> bytes:
    indent = chance.choice(("　　", ""))
    text = "\n".join((indent if kind == "p" and not line.endswith("：") else "") + line for kind, line in made)
    return (text + "\n").encode(chance.choice(("utf-8", "utf-8-sig", "gb18030")))


def _markdown(made: Sequence[tuple[str, str]]) -> bytes:
    marks = {"title": "# ", "h1": "## ", "h2": "### "}
    return ("\n\n".join(marks.get(kind, "") + line for kind, line in made) + "\n").encode()


def _page(made: Sequence[tuple[str, str]]) -> bytes:
    title = html.escape(next(line for kind, line in made if kind == "title"))
    tags = {
        "title": '<h1 class="title">{}</h1>',
        "h1": "<p><strong>{}</strong></p>",
        "right": '<p style="text-align:right">{}</p>',
    }
    article = "\n".join(tags.get(kind, "<p>{}</p>").format(html.escape(line)) for kind, line in made)
    return (
        f'<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="utf-8"><title>{title}</title></head>\n<body>\n'
        '<div class="nav"><a href="/">首页</a> <a href="/zwgk/">政务公开</a> <a href="/hdjl/">互动交流</a></div>\n'
        f'<div class="article" id="zoom">\n{article}\n</div>\n<div class="footer">版权所有 网站标识码</div>\n</body></html>\n'
    ).encode()


@functools.cache
def _package() -> tuple[tuple[tuple[str, bytes], ...], str, str]:
    """Return the other parts of an empty Word file and its document before and after the paragraphs."""
    import docx

    document = docx.Document()
    package = document.part.package
    for key in [key for key, rel in package.rels.items() if rel.reltype.endswith("/thumbnail")]:
        del package.rels[key]
    buffer = io.BytesIO()
    document.save(buffer)
    with zipfile.ZipFile(buffer) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    before, after = re.split(r"(?<=<w:body>)\s*(?=<w:sectPr)", parts.pop("word/document.xml").decode(), maxsplit=1)
    return tuple(sorted(parts.items())), before, after


def _word(made: Sequence[tuple[str, str]], *, styled: bool) -> bytes:
    parts, before, after = _package()
    styles = {"title": "Title", "h1": "Heading1", "h2": "Heading2"} if styled else {}
    aligned = {"title": '<w:jc w:val="center"/>', "center": '<w:jc w:val="center"/>', "right": '<w:jc w:val="right"/>'}
    paragraphs = []
    for kind, line in made:
        style = f'<w:pStyle w:val="{styles[kind]}"/>' if kind in styles else ""
        text = f'<w:r><w:t xml:space="preserve">{html.escape(line, quote=False)}</w:t></w:r>'
        paragraphs.append(f"<w:p><w:pPr>{style}{aligned.get(kind, '')}</w:pPr>{text}</w:p>")
    return _zipped([*parts, ("word/document.xml", (before + "".join(paragraphs) + after).encode())])


def _zipped(parts: Sequence[tuple[str, bytes]]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as file:
        for name, content in parts:
            info = zipfile.ZipInfo(name)  # of 1980, whatever the clock says
            info.create_system = 3
            info.compress_type = zipfile.ZIP_DEFLATED
            file.writestr(info, content)
    return buffer.getvalue()


def _sheet() -> bytes:
    """Return a workbook with one empty sheet."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    rel = '<Relationships xmlns="{}/relationships"><Relationship Id="r1" Type="{}/{}" Target="{}"/></Relationships>'
    types = "".join(
        f'<Override PartName="/xl/{name}.xml" ContentType="{kind}.{what}+xml"/>'
        for name, what in (("workbook", "sheet.main"), ("sheet", "worksheet"))
    )
    default = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    texts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types">{default}{types}</Types>',
        "_rels/.rels": rel.format(package, office, "officeDocument", "xl/workbook.xml"),
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets><sheet name="汇总" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": rel.format(package, office, "worksheet", "sheet.xml"),
        "xl/sheet.xml": f'<worksheet xmlns="{main}"><sheetData/></worksheet>',
    }
    return _zipped([(name, text.encode()) for name, text in texts.items()])


@dataclasses.dataclass(frozen=True, slots=True)
class Plan:
    """Who reports what, drawn before anything is written; numbers are places in `bodies`."""

    bodies: tuple[Body, ...]
    missing: frozenset[int]  # did not report
    unreadable: Mapping[int, str]  # sent a file without a report: "broken" or "empty"
    sources: Mapping[int, tuple[int, float]]  # who copies: from whom, and how much
    faulty: frozenset[int]
    packed: frozenset[int]  # have an archive with the same report beside it


def _plan(reports: int, seed: int, year: int, *, copies: float, degrees: Sequence[float], faults: float) -> Plan:
    chance = random.Random(f"{seed}/{year}/plan")
    broken = empty = 1 + reports // 300
    absent = 1 + reports // 100
    count = reports + broken + empty + absent
    known = tuple(itertools.islice(bodies(seed), count))
    if len(known) < count:
        raise ValueError(f"names for {len(known)} bodies only, {count} are needed")
    others = chance.sample(range(count), broken + empty + absent)
    unreadable = {number: "broken" if place < broken else "empty" for place, number in enumerate(others[absent:])}
    present = sorted(set(range(count)) - set(others))
    faulty = frozenset(chance.sample(present, round(faults * reports)))
    by_level: dict[str, list[int]] = {}
    for number in present:
        by_level.setdefault(known[number].level, []).append(number)
    eligible = [number for number in present if len(by_level[known[number].level]) > 20]
    copiers = chance.sample(eligible, min(len(eligible), round(copies * reports)))
    chosen = set(copiers)
    sources = {}
    for place, number in enumerate(copiers):
        elsewhere = [
            other
            for other in chance.sample(by_level[known[number].level], 20)
            if other not in chosen and known[other].names["地"] != known[number].names["地"]
        ]
        if elsewhere:
            sources[number] = (elsewhere[0], degrees[place % len(degrees)])
    packed = frozenset(chance.sample(present, min(reports, 1 + reports // 500)))
    return Plan(known, frozenset(others[:absent]), unreadable, sources, faulty, packed)


def generate(
    out: pathlib.Path,
    reports: int,
    seed: int,
    *,
    year: int = 2025,
    copies: float = 0.04,
    degrees: Sequence[float] = DEGREES,
    faults: float = 0.3,
    formats: Mapping[str, int] = FORMATS,
) -> None:
    """Write a collection into the new or empty folder `out`.

    `copies` and `faults` are shares of the reports, `degrees` the shares of its sentences that a copier takes, in turn; `formats`
    gives each format its weight. Raises ValueError where an argument cannot be followed.
    """
    if year not in YEARS:
        raise ValueError(f"year must be in {YEARS.start}–{YEARS.stop - 1}")
    if unknown := set(formats) - set(FORMATS):
        raise ValueError(f"unknown format: {', '.join(sorted(unknown))}")
    if out.exists() and any(out.iterdir()):
        raise ValueError(f"not empty: {out}")
    plan = _plan(reports, seed, year, copies=copies, degrees=degrees, faults=faults)
    linked = {*plan.sources, *(source for source, _ in plan.sources.values())}
    out.mkdir(parents=True, exist_ok=True)
    with (
        (out / "manifest.csv").open("w", encoding="utf-8-sig", newline="") as manifest,
        (out / "planted.jsonl").open("w", encoding="utf-8") as planted,
    ):
        table = csv.writer(manifest)
        table.writerow(["path", "body", "level", "year", "region", "received"])
        paths = [_path(body, seed, year, formats) for body in plan.bodies]
        for number, body in enumerate(plan.bodies):
            path, chance = paths[number], random.Random(f"{seed}/{year}/{number}/file")
            region = "/".join(body.region)
            if number in plan.missing:
                table.writerow(["", body.name, body.level, year, region, ""])
                continue
            draft = compose(body, seed, year)
            source = None
            if number in plan.sources:
                taken, degree = plan.sources[number]
                source = compose(plan.bodies[taken], seed, year)
                draft = compose(body, seed, year, source.outline)
                copy(draft, source, degree, chance)
            if number in plan.faulty:
                plant(draft, chance, year, gently=number in linked)
            made = lines(draft, year, chance)
            content = _written(path, made, chance)
            if number in plan.unreadable:
                path = path.with_suffix(".docx" if plan.unreadable[number] == "broken" else ".txt")
                content = _word(made, styled=False)[:9000] if plan.unreadable[number] == "broken" else b""
            late = 45 if chance.random() < 0.03 else 9
            received = draft.dated + datetime.timedelta(days=chance.randint(late // 9 - 1, late))
            table.writerow([path.as_posix(), body.name, body.level, year, region, received])
            file = out / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
            if number in plan.packed:
                file.with_suffix(".zip").write_bytes(_zipped([(path.name, content)]))
            if number % 300 == 100:
                (file.parent / f"~${path.name[2:]}").write_bytes(b"\x04user".ljust(162, b"\0"))
            if number % 200 == 50:
                (file.parent / "报送情况汇总.xlsx").write_bytes(_sheet())
            if number not in plan.unreadable:
                taken_from = paths[plan.sources[number][0]] if source else None
                row = _truth(draft, path, year, source, taken_from)
                planted.write(json.dumps(row, ensure_ascii=False) + "\n")


def _truth(
    draft: Draft, path: pathlib.PurePosixPath, year: int, source: Draft | None, taken_from: pathlib.PurePosixPath | None
) -> dict[str, object]:
    """Return the line of `planted.jsonl`; `copied` are pairs: the sentence here, the sentence in the source."""
    names = _names(draft.body, year)
    pairs = [
        [_named(sentence.text, names), _named(sentence.source, _names(source.body, year))]
        for _, sentence in draft.compared()
        if source and sentence.source
    ]
    return {
        "path": path.as_posix(),
        "body": draft.body.name,
        "level": draft.body.level,
        "year": year,
        "region": "/".join(draft.body.region),
        "dated": draft.dated.isoformat(),
        "faults": draft.faults,
        "empty": not draft.parts,
        "copied_from": taken_from.as_posix() if taken_from else None,
        "overlap": round(overlap(draft), 4),
        "copied": pairs,
    }


def _path(body: Body, seed: int, year: int, formats: Mapping[str, int]) -> pathlib.PurePosixPath:
    """Return where the report of `body` lies, named as people name files."""
    chance = random.Random(f"{seed}/{year}/{'/'.join(body.region)}/{body.name}/path")
    kinds = sorted(formats)
    suffix = chance.choices(kinds, [formats[kind] for kind in kinds])[0]
    names = {"全称": body.name, "年": str(year)}
    folder = pathlib.PurePosixPath(*body.region)
    if chance.random() < 0.35:  # a name that says nothing, in a folder of the body
        return folder / body.name / f"{_named(chance.choice(blocks('names')['plain_file']), names)}.{suffix}"
    return folder / f"{_named(chance.choice(blocks('names')['file']), names)}.{suffix}"


def _written(path: pathlib.PurePosixPath, made: Sequence[tuple[str, str]], chance: random.Random) -> bytes:
    match path.suffix:
        case ".docx":
            return _word(made, styled=chance.random() < 0.4)
        case ".html":
            return _page(made)
        case ".md":
            return _markdown(made)
        case _:
            return _plain(made, chance)


def main() -> None:
    """Read the arguments and write the collection."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--reports", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--year", type=int, default=2025)
    parser.add_argument("--copies", type=float, default=0.04)
    parser.add_argument("--degrees", default=",".join(map(str, DEGREES)))
    parser.add_argument("--faults", type=float, default=0.3)
    parser.add_argument("--formats", default=",".join(f"{name}:{weight}" for name, weight in FORMATS.items()))
    options = parser.parse_args()
    try:
        generate(
            options.out,
            options.reports,
            options.seed,
            year=options.year,
            copies=options.copies,
            degrees=[float(degree) for degree in options.degrees.split(",")],
            faults=options.faults,
            formats={name: int(weight) for name, weight in (pair.split(":") for pair in options.formats.split(","))},
        )
    except ValueError as error:
        parser.error(str(error))


if __name__ == "__main__":
    main()
