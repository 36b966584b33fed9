"""How alike two texts are, and which of many texts are worth asking that about.

Every text is kept under its trigrams. Asked for texts like another one, those that share its rarest trigrams are candidates,
and only they are compared letter by letter (rapidfuzz): what stands in many texts is a phrase of the trade and tells nothing.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable
from itertools import chain
from typing import Generic, TypeVar

from rapidfuzz import fuzz, process

ALIKE = 0.72
"""From here on two texts may be about the same thing and a person has to say so."""

_GRAM = 3
_PLACES = 1500
"""So many places of rare trigrams are looked at for one text."""
_LOOKED_AT = 48
_CONTAINED = 15
_IN_ANOTHER = 0.9
_COMMON_SIGNS = re.compile("[\\s，。、；：？！“”‘’（）《》〈〉【】〔〕…—～·,.;:?!()\\[\\]\"'%％/+*#－-]+")
"""None of them holds a letter in its folded form: without them a text is nearly always folded already."""
_SIGNS = re.compile(r"[\W_]+")

Key = TypeVar("Key", bound=Hashable)


def plain(text: str) -> str:
    """A text for comparing: full-width forms folded, no blanks and signs, lower case."""
    bare = _COMMON_SIGNS.sub("", text)
    if not unicodedata.is_normalized("NFKC", bare):
        bare = unicodedata.normalize("NFKC", bare)
    return (bare if bare.isalnum() else _SIGNS.sub("", bare)).lower()


def likeness(one: str, other: str, at_least: float = 0.0) -> float:
    """0 to 1 for two `plain` texts; 0 below `at_least`. A long text that holds the other whole counts as 0.9."""
    if not one or not other:
        return 0.0
    if _holds(one, other):
        return max(_IN_ANOTHER, fuzz.ratio(one, other) / 100)
    return fuzz.ratio(one, other, score_cutoff=at_least * 100) / 100


def _holds(one: str, other: str) -> bool:
    """Whether the longer of two different texts holds the other whole."""
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    return len(short) >= _CONTAINED and short != long and short in long


def trigrams(text: str) -> Iterable[str]:
    """The trigrams of a `plain` text in order, each once; a shorter text is its only one."""
    return dict.fromkeys([text[start : start + _GRAM] for start in range(max(1, len(text) - _GRAM + 1))])


class Likenesses(Generic[Key]):
    """Texts to look for likenesses among; every text is kept under a key of the caller's."""

    def __init__(self) -> None:
        self._keys: list[Key] = []
        self._texts: list[str] = []
        self._places: defaultdict[str, list[int]] = defaultdict(list)

    def add(self, key: Key, text: str) -> None:
        """Keep a text; a key is given once."""
        self.add_plain(key, plain(text))

    def add_plain(self, key: Key, folded: str) -> None:
        """Keep a text that is `plain` already."""
        if folded:
            number, places = len(self._keys), self._places
            self._keys.append(key)
            self._texts.append(folded)
            for gram in trigrams(folded):
                places[gram].append(number)

    def like(self, text: str, at_least: float = ALIKE, most: int = 3) -> list[tuple[Key, float]]:
        """The most alike texts with their likeness, the most alike first; of equal ones the earlier added."""
        folded = plain(text)
        numbers = self._worth_asking(folded) if folded else []
        texts = [self._texts[number] for number in numbers]
        found = {
            place: score / 100
            for _text, score, place in process.extract(
                folded, texts, scorer=fuzz.ratio, score_cutoff=at_least * 100, limit=None
            )
        }
        for place, other in enumerate(texts):
            if _holds(folded, other):
                found[place] = max(_IN_ANOTHER, found.get(place, 0.0))
        alike = sorted((-score, numbers[place]) for place, score in found.items())
        return [(self._keys[number], -score) for score, number in alike[:most]]

    def _worth_asking(self, folded: str) -> list[int]:
        """Numbers of the texts that share the most of the rarest trigrams."""
        rare = sorted(filter(None, map(self._places.get, trigrams(folded))), key=len)
        taken = places = 0
        for one in rare:
            places += len(one)
            if places > _PLACES and taken:
                break
            taken += 1
        shared = Counter(chain.from_iterable(rare[:taken]))
        if len(shared) <= _LOOKED_AT:
            return list(shared)
        least = sorted(shared.values(), reverse=True)[_LOOKED_AT - 1]
        above = [number for number, count in shared.items() if count > least]
        others = [number for number, count in shared.items() if count == least]
        return above + sorted(others)[: _LOOKED_AT - len(above)]
