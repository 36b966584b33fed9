"""What is planned for a row of a foreign table, and what rows say about each other before anything is taken in."""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from typing import NamedTuple

from dczg_desktop.base.text import excerpt
from dczg_desktop.domain.comparison import (
    Candidate,
    Choice,
    Verdict,
    Way,
    after_others,
    is_digits,
    proposal_of,
)
from dczg_desktop.domain.likeness import plain
from dczg_desktop.domain.spelling import are_one_writing, one_writing
from dczg_desktop.imports.reading import RecordReading, Table
from dczg_desktop.imports.tables.records.spread_petitions import loose_rows
from dczg_desktop.imports.tables.values.doubts import says_none
from dczg_desktop.services.importing.candidates import Later, Said

SKIP = Choice(Way.SKIP)
_NEW = Choice(Way.NEW)
TAKEN_IN = frozenset({"problem", "petition"})
_NOTHING = Verdict.SKIPPED, SKIP, ""
_NEW_ROW = Verdict.NEW, _NEW, ""
_BY_NUMBER = "编号、内容相同"
_SAYS_NONE = Verdict.UNCLEAR, SKIP, "写着没有问题"
_NUMBER_ALONE = Verdict.UNCLEAR, SKIP, "有编号，没有内容，台账里也没有这个编号"


class Planned(NamedTuple):
    """What the comparison says of one row of a table, and what is proposed for it.

    `follows` is the row of the problem that this row, merged under it, adds to; None for a row of its own. `note` says
    what else there is to know about the row, `brings_number` whether it has an outside number to give.
    """

    table: int
    row: int
    number: str
    description: str
    verdict: Verdict
    candidates: Sequence[Candidate] = ()
    usual: Choice | None = SKIP
    follows: int | None = None
    note: str = ""
    brings_number: bool = False
    is_notice: bool = False

    @property
    def text(self) -> str:
        """The beginning of what the row describes."""
        return excerpt(self.description, 60)

    @property
    def proposal(self) -> Choice:
        """What is proposed; for an unclear row it is found when somebody asks."""
        if self.usual is None and isinstance(self.candidates, Later):
            return proposal_of(self.candidates.asked.row, self.verdict, self.candidates)
        return self.usual or SKIP

    @property
    def is_other(self) -> bool:
        """Whether the most likely record has the number of the row and says something quite different: then nothing is advised."""
        return bool(self.candidates) and self.candidates[0].is_other

    @property
    def known_uid(self) -> str:
        """The record that the row is most likely about, '' when there is none."""
        return self.candidates[0].uid if self.candidates else ""

    def candidate(self, uid: str) -> Candidate | None:
        """The candidate with this uid."""
        return next((one for one in self.candidates if one.uid == uid), None)


def alone(table: int, kind: str, record: RecordReading, number: str) -> Planned:
    """A row that no record of the ledger was found for, and the number others gave it: a new one has to say something."""
    value = record.fields.get
    text = value("description", "")
    verdict, usual, note = _NOTHING
    if kind in TAKEN_IN:
        verdict, usual, note = _number_or_text(text, number)
    shown = number or value("sequence", "")
    return Planned(table, record.row, shown, text, verdict, (), usual, record.merged_from, note, bool(number))


def _number_or_text(text: str, number: str) -> tuple[Verdict, Choice, str]:
    if not text:
        return _NUMBER_ALONE if number else _NOTHING
    return _SAYS_NONE if says_none(text) else _NEW_ROW


def loose_asked(planned: list[Planned], tables: Sequence[Table]) -> list[Planned]:
    """A row that may be of the petition right above it, having no number of its own, is unclear: the clerk says which it is."""
    loose = {
        (index, row): above.row
        for index, table in enumerate(tables)
        for row, above in loose_rows(table, table.records).items()
    }
    for place, one in enumerate(planned if loose else ()):
        if (above := loose.get((one.table, one.row))) is not None and one.verdict is Verdict.NEW:
            note = f"没有序号和编号，紧接在第 {above} 行下面，可能与它是同一件"
            planned[place] = one._replace(verdict=Verdict.UNCLEAR, usual=SKIP, note=note)
    return planned


def twins_named(planned: list[Planned], records: Sequence[RecordReading]) -> list[Planned]:
    """A new row that says the same as one before it in the file is unclear: the clerk says whether it is one thing.

    Rows of one number have to describe the same, those without a number, or with one that only counts them, to be the same
    in every column but 序号.
    """
    if _all_differ([one for one in planned if _may_be_twin(one)]):
        return planned
    times = Counter([sign for one in planned if _may_be_twin(one) for sign in _signs_of(one)])
    seen: dict[Hashable, Planned] = {}
    for place, (one, record) in enumerate(zip(planned, records, strict=True)):
        if not _may_be_twin(one) or all(times[sign] < 2 for sign in _signs_of(one)):
            continue
        found = [(what, seen.setdefault(key, one)) for what, key in _keys_of(one, record)]
        what, first = next(((what, first) for what, first in found if first is not one), ("", one))
        if first is not one and one.description:
            where = "本表" if first.table == one.table else f"前面第 {first.table + 1} 张表"
            if what == _BY_NUMBER and one.number != first.number:
                what = f"编号（{first.number}）只是写法不同、内容相同"
            note = f"与{where}第 {first.row} 行{what}"
            planned[place] = one._replace(verdict=Verdict.UNCLEAR, usual=SKIP, note=note)
    return planned


def _all_differ(planned: Sequence[Planned]) -> bool:
    """Whether no two of these rows have any sign in common."""
    numbers = [one.number for one in planned if one.brings_number]
    texts = [one.description for one in planned if not one.brings_number or is_digits(one.number)]
    if len(set(texts)) < len(texts):
        return False
    written = numbers if are_one_writing(numbers) else list(map(one_writing, numbers))
    return len(set(written)) == len(written)


def _may_be_twin(one: Planned) -> bool:
    return one.verdict is Verdict.NEW and one.follows is None


def _signs_of(one: Planned) -> Iterator[tuple[bool, str]]:
    """What two rows have in common at least when they say the same, quickly told. A number that only counts the rows is none."""
    if one.brings_number:
        yield True, one_writing(one.number)
    if not one.brings_number or is_digits(one.number):
        yield False, one.description


def _keys_of(one: Planned, record: RecordReading) -> Iterator[tuple[str, Hashable]]:
    """What makes two rows the same, and the words for it."""
    if one.brings_number:
        yield _BY_NUMBER, (one_writing(one.number), plain(one.description))
    if not one.brings_number or is_digits(one.number):
        yield "各栏内容相同", _columns(record)


def _columns(record: RecordReading) -> Hashable:
    own = tuple(
        (name, text)
        for name, text in record.fields.items()
        if text and name != "sequence" and not (name == "number" and is_digits(text))
    )
    return own, tuple(record.extra.items())


def contested(planned: Iterable[Planned], said: Said) -> Iterator[Planned]:
    """What a row before it says otherwise of the same record is not proposed again: the clerk says which holds."""
    for one in planned:
        if one.usual is None or one.usual.way is not Way.UPDATE:
            yield one
            continue
        best = after_others(one.candidates[0], (one.table, one.row), said)
        usual = Choice(Way.UPDATE, best.uid, best.proposed()) if best.proposed() else SKIP
        yield one._replace(candidates=(best, *one.candidates[1:]), usual=usual)
