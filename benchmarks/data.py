"""Prints what the training data is like: near-duplicates, patterns that repeat, lengths, vocabulary against other texts.

usage: python benchmarks/data.py [--data FOLDER] [--against FOLDER_OF_TXT]
"""

import argparse
import re
import statistics
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from checker.classifier.features import normalise
from checker.classifier.segment import Segmenter
from checker.resources import data_dir
from checker.text.sentences import split
from checker.text.span import Span
from checker.training.data import Example, load_examples, load_lexicon
from checker.training.fit import dictionary

GRAM = 5
NEAR = 0.8
_SLOT = re.compile(r"《[^》]*》|“[^”]*”|（[^）]*）|\d[\d,.]*[万亿]?")
_NUMBERED = re.compile(r"^[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．是]+")


def grams(text: str) -> frozenset[str]:
    """Return the 5-character sequences of a normalised sentence, itself where it is shorter."""
    folded = normalise(text)
    return frozenset(folded[at : at + GRAM] for at in range(max(1, len(folded) - GRAM + 1)))


def near_duplicates(texts: Sequence[str]) -> list[tuple[int, int, float]]:
    """Return the pairs of `texts` whose 5-grams overlap (Jaccard) by `NEAR` or more.

    Two such sets share most grams, so they share one of the rarest few of either: only those are looked up.
    """
    sets = [grams(text) for text in texts]
    count = Counter(gram for found in sets for gram in found)
    holders: dict[str, list[int]] = defaultdict(list)
    pairs = []
    for row, found in enumerate(sets):
        rare = sorted(found, key=lambda gram: (count[gram], gram))
        prefix = rare[: len(found) - int(NEAR * len(found)) + 1]
        for other in {other for gram in prefix for other in holders[gram]}:
            share = len(found & sets[other]) / len(found | sets[other])
            if share >= NEAR:
                pairs.append((other, row, share))
        for gram in prefix:
            holders[gram].append(row)
    return pairs


def pattern(text: str) -> str:
    """Return `text` with names, brackets and numbers as slots and without its own number."""
    return _SLOT.sub("□", _NUMBERED.sub("", text))


def show(examples: Sequence[Example]) -> None:
    """Print counts, lengths, near-duplicates and repeated patterns."""
    texts = [example.text for example in examples]
    lengths = sorted(len(text) for text in texts)
    print(f"{len(texts)} sentences by {len({example.author for example in examples})} hands")
    for head in ("category", "role"):
        counts = Counter(str(getattr(example, head)) for example in examples)
        print(f"  {head}: " + ", ".join(f"{name} {number}" for name, number in counts.most_common()))
    print(
        f"  in whole reports: {sum(bool(e.heading) for e in examples)}; second category: {sum(bool(e.also) for e in examples)}"
    )
    print(f"  with a figure: {sum(any(map(str.isdigit, text)) for text in texts) / len(texts):.1%}")
    spread = [lengths[int(share * (len(lengths) - 1))] for share in (0.1, 0.5, 0.9, 1)]
    print(f"  length: p10 {spread[0]}, median {spread[1]}, p90 {spread[2]}, longest {spread[3]}")
    pairs = near_duplicates(texts)
    print(f"near-duplicates (5-gram Jaccard ≥ {NEAR}): {len(pairs)} pairs")
    for one, other, share in pairs:
        print(f"  {examples[one].id} ~ {examples[other].id} {share:.2f}: {texts[one][:40]}")
    patterns = Counter(map(pattern, texts))
    several = sum(number for number in patterns.values() if number > 1)
    most, times = patterns.most_common(1)[0]
    print(f"one slot pattern covers at most {times / len(texts):.2%} ({times}: {most[:40]})")
    print(f"sentences whose pattern stands more than once: {several / len(texts):.2%}")
    openings = Counter(pattern(text)[:8] for text in texts)
    print(f"most frequent opening of 8 characters: {openings.most_common(1)[0][1] / len(texts):.2%}")


def compare(examples: Sequence[Example], others: Iterable[str], folder: Path) -> None:
    """Print how the sentences of other texts differ in length and words."""
    cut = Segmenter(dictionary((normalise(e.text) for e in examples), load_lexicon(folder / "lexicon.txt"))).cut
    known = {word for example in examples for word in cut(normalise(example.text))}
    given = list(others)
    words = [word for text in given for word in cut(normalise(text)) if any(char.isalnum() for char in word)]
    lengths = [len(text) for text in given]
    print(
        f"compared with {len(given)} sentences: median length {statistics.median(lengths):.0f}, longest {max(lengths)}"
    )
    print(f"  with a figure: {sum(any(map(str.isdigit, text)) for text in given) / len(given):.1%}")
    print(f"  words that no training sentence holds: {sum(word not in known for word in words) / len(words):.2%}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=data_dir("training_data"))
    parser.add_argument("--against", type=Path, help="folder of texts to compare with")
    options = parser.parse_args()
    examples = load_examples(options.data / "train")
    show(examples)
    if options.against:
        texts = [path.read_text(encoding="utf-8") for path in sorted(options.against.glob("*.txt"))]
        sentences = [span.of(text) for text in texts for span in split(text, Span(0, len(text)))]
        compare(examples, sentences, options.data)


if __name__ == "__main__":
    main()
