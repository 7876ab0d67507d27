"""What stands around a sentence: the part and the headings above it, the sentences before and after it.

The margins of each of these texts count towards the same label of the sentence, each place with one weight for all labels;
the part adds to a role what is usual in it. So few numbers can be learnt from few reports, and one can read them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from checker.classifier.linear import Floats, Margins, softmax
from checker.model.anatomy import PartKind

PARTS = tuple(PartKind)
_MOST_HEADINGS = 3
TEXTS_AROUND = _MOST_HEADINGS + 2  # the headings, the sentence before and the sentence after


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Around one sentence; `headings` outermost first, empty texts and None where there is none or it is not known."""

    headings: tuple[str, ...] = ()
    previous: str = ""
    following: str = ""
    part: PartKind | None = None


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around several sentences, in numbers.

    `margins`: sentences × texts around × labels, zeros where there is no text. `parts`: sentences × parts, 1 for its own.
    """

    margins: Floats
    parts: Floats


@dataclass(frozen=True, slots=True)
class Head:
    """From margins to probabilities: `scale` for the sentence's own, `around` for each text around, `parts` × labels."""

    scale: float
    around: Floats
    parts: Floats

    def probabilities(self, own: Floats, around: Around | None) -> Floats:
        """Return sentences × labels, each row of sum 1."""
        total = self.scale * own
        if around is not None:
            total = total + np.tensordot(around.margins, self.around, axes=(1, 0)) + around.parts @ self.parts
        return softmax(total)


@dataclass(frozen=True, slots=True)
class Heads:
    """The head for the category and the one for the role."""

    category: Head
    role: Head


def texts_around(around: Sequence[Surroundings]) -> Iterator[str]:
    """Yield the `TEXTS_AROUND` texts around each sentence, empty ones where there is none."""
    for place in around:
        headings = place.headings[-_MOST_HEADINGS:][::-1]  # the innermost first
        yield from (*headings, *[""] * (_MOST_HEADINGS - len(headings)), place.previous, place.following)


def measure(around: Sequence[Surroundings], margins: Margins) -> Around:
    """Return in numbers what stands around each sentence; `margins` are those of the texts around."""
    texts = list(texts_around(around))
    measured = margins.of(texts)
    measured[[not text.strip() for text in texts]] = 0
    return Around(
        measured.reshape(len(around), TEXTS_AROUND, measured.shape[1]),
        np.array([[place.part is kind for kind in PARTS] for place in around], dtype=np.float32).reshape(
            -1, len(PARTS)
        ),
    )
