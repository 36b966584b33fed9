"""How alike two texts are, and which of many texts are worth asking that about: MinHash over character trigrams.

A signature is one-permutation MinHash in 64 bins; texts that share one of 32 bands of two bins are candidates, and only
those are compared letter by letter (rapidfuzz). Written without arrays of numbers: 30,000 texts take seconds.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator
from typing import Generic, TypeVar
from zlib import crc32

from rapidfuzz import fuzz

ALIKE = 0.72
"""From here on two texts may be about the same thing and a person has to say so."""

BINS = 64
_BAND = 2
_GRAM = 3
_EMPTY = 1 << 32
_MIX = 0x9E3779B1
_MASK = 0xFFFFFFFF
_CROWDED = 400
"""A bucket with more texts holds a phrase of the trade, not a likeness."""
_LOOKED_AT = 24
_CONTAINED = 15
_IN_ANOTHER = 0.9
_SIGNS = re.compile(r"[\W_]+")

Signature = tuple[int, ...]
Key = TypeVar("Key", bound=Hashable)


def plain(text: str) -> str:
    """A text for comparing: full-width forms folded, no blanks and signs, lower case."""
    return _SIGNS.sub("", unicodedata.normalize("NFKC", text)).lower()


def signature(text: str) -> Signature:
    """The signature of a text already `plain`; empty for an empty text."""
    if not text:
        return ()
    grams = {text[start : start + _GRAM] for start in range(max(1, len(text) - _GRAM + 1))}
    bins = [_EMPTY] * BINS
    for gram in grams:
        mixed = crc32(gram.encode("utf-8")) * _MIX & _MASK
        place, value = mixed & (BINS - 1), mixed >> 6
        bins[place] = min(bins[place], value)
    return tuple(_filled(bins))


def _filled(bins: list[int]) -> Iterator[int]:
    """Empty bins take the value of the next filled one, marked by how far it was."""
    for place, value in enumerate(bins):
        step = 0
        while value == _EMPTY:
            step += 1
            value = bins[(place + step) % BINS]  # noqa: PLW2901 - the walk to the next filled bin
        yield value + (step << 32)


def likeness(one: str, other: str, at_least: float = 0.0) -> float:
    """0 to 1 for two `plain` texts; 0 below `at_least`. A long text that holds the other whole counts as 0.9."""
    if not one or not other:
        return 0.0
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    if len(short) >= _CONTAINED and short != long and short in long:
        return max(_IN_ANOTHER, fuzz.ratio(one, other) / 100)
    return fuzz.ratio(one, other, score_cutoff=at_least * 100) / 100


class Likenesses(Generic[Key]):
    """Texts to look for likenesses among; every text is kept under a key of the caller's."""

    def __init__(self) -> None:
        self._texts: dict[Key, str] = {}
        self._buckets: defaultdict[tuple[int, int, int], list[Key]] = defaultdict(list)

    def add(self, key: Key, text: str) -> None:
        """Keep a text; a key is given once."""
        folded = plain(text)
        if folded:
            self._texts[key] = folded
            for band in _bands(signature(folded)):
                self._buckets[band].append(key)

    def like(self, text: str, at_least: float = ALIKE, most: int = 3) -> list[tuple[Key, float]]:
        """The most alike texts with their likeness, the most alike first; of equal ones the earlier added."""
        folded = plain(text)
        if not folded:
            return []
        shared: Counter[Key] = Counter()
        for band in _bands(signature(folded)):
            bucket = self._buckets.get(band, ())
            if len(bucket) <= _CROWDED:
                shared.update(bucket)
        found = []
        for key, _count in shared.most_common(_LOOKED_AT):
            if (alike := likeness(folded, self._texts[key], at_least)) >= at_least:
                found.append((key, alike))
        found.sort(key=lambda pair: -pair[1])
        return found[:most]


def _bands(values: Signature) -> Iterator[tuple[int, int, int]]:
    for place in range(0, len(values), _BAND):
        yield place, values[place], values[place + 1]
