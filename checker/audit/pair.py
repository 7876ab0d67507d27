"""Two reports that share text, as the search for copies finds them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch that stands in both: its words in each, the sentences it runs over (ordinals, half open), its length in code points."""

    first_text: str
    second_text: str
    first_sentences: tuple[int, int]
    second_sentences: tuple[int, int]
    characters: int


@dataclass(frozen=True, slots=True)
class Pair:
    """Two reports of the collection, by ordinal, `first` < `second`; the shares (0…1) are of each one's own text.

    `sentences` and `characters`: how much they share altogether; `passages`: the longest first.
    """

    first: int
    second: int
    first_share: float
    second_share: float
    sentences: int
    characters: int
    passages: tuple[Passage, ...]
