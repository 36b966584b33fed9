"""What is known of the texts of a sheet before its cells are read, where cells only name texts that they share."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, count, islice
from operator import add
from typing import TypeGuard

from dczg_desktop.base.text import clean
from dczg_desktop.domain.personal import maybe_person_data
from dczg_desktop.imports.signs import BETWEEN, DITTOS, NONE, Sign, maybe_marks, whole_of

_TEXTS_ALONE = {str}
BLANKS = " \t\r\n"
"""What counts as blank in XML."""
_MOST_SPOTS = 50_000
"""Texts in which signs are as common as this are looked through where they stand."""


@dataclass(frozen=True, slots=True)
class KnownTexts:
    """The texts that have to be cleaned, and by sign the texts that may hold it; kinds without a text are left out.

    In the columns `apart` (from 0) there are other texts too.
    """

    unclean: frozenset[str]
    with_sign: Mapping[Sign, frozenset[str]]
    apart: frozenset[int] = frozenset()

    def are_clean(self, cells: Sequence[object], column: int) -> TypeGuard[Sequence[str]]:
        """Whether all of these are such texts, and `clean` leaves them as they are."""
        return (
            column not in self.apart
            and set(map(type, cells)) == _TEXTS_ALONE
            and not (self.unclean and not self.unclean.isdisjoint(cells))
        )

    def signs_of(self, texts: Sequence[str], known: Sign = NONE) -> Sign:
        """The signs in these texts together with those `known` before."""
        for sign, some in self.with_sign.items():
            if sign not in known and not some.isdisjoint(texts):
                known |= sign
        return known


def known_texts(texts: list[str]) -> KnownTexts | None:
    """What is to be known of these texts; None where signs are so common among them that this tells little."""
    whole = whole_of(BETWEEN.join(texts))
    ends = list(map(add, accumulate(map(len, texts)), count()))
    found: dict[Sign, frozenset[str]] = {Sign.DITTO: DITTOS.intersection(texts)}
    for sign, coming in ((Sign.MARK, maybe_marks(texts, whole)), (Sign.PERSON, maybe_person_data(*whole))):
        spots = list(islice(coming, _MOST_SPOTS))
        if len(spots) == _MOST_SPOTS:
            return None
        found[sign] = frozenset(_as_read(texts[bisect_right(ends, spot)] for spot in spots))
    unclean = frozenset(_as_read(_unclean(texts, whole.text)))
    return KnownTexts(unclean, {sign: some for sign, some in found.items() if some})


def _as_read(texts: Iterable[str]) -> Iterator[str]:
    """These texts as they are written, and without the blanks at their ends that a reader may cut off."""
    for text in texts:
        yield text
        yield text.strip(BLANKS)


def _unclean(texts: list[str], whole: str) -> Iterator[str]:
    """The texts that `clean` changes, first looked at as one: of all blanks only the plain one and the line end are printable."""
    if whole.replace("\n", "").isprintable() and list(map(str.strip, texts)) == texts:
        return iter(())
    return (text for text in texts if clean(text) != text)
