"""Measures of a row against those of the problem it is about: added, reworded, or with another unit and time in a row of their own."""

from collections.abc import Iterator, Mapping, Sequence

from dczg_desktop.domain.comparison import Difference, Row
from dczg_desktop.domain.deadlines import read_deadline
from dczg_desktop.domain.dictionary import label_of
from dczg_desktop.domain.known import Known
from dczg_desktop.domain.likeness import likeness, plain
from dczg_desktop.domain.measures import split_measures
from dczg_desktop.domain.plans import promise_of

REWORDED = 0.75
"""From this likeness on a measure is an old one in other words."""


def own_words(fields: Mapping[str, str]) -> dict[str, str]:
    """Unit, deadline and result that one of several rows of a problem gives its measures, as far as it says any."""
    unit = "responsible_unit" if fields.get("responsible_unit") else "lead_unit"
    names = {
        "unit": unit,
        "deadline": "deadline",
        "result": "progress" if fields.get("progress") else "result",
    }
    return {to: text for to, name in names.items() if (text := fields.get(name, ""))}


def changed_words(text: str, ours: Mapping[str, str], theirs: Mapping[str, str]) -> dict[str, str]:
    """Which of the row's own words are others than those of a measure (its `text`); what stands in its bracket wins over the row."""
    promise = promise_of(text)
    said = {"unit": promise.unit, "deadline": promise.deadline}
    return {
        name: words
        for name, words in theirs.items()
        if not said.get(name) and plain(words) != plain(ours.get(name, ""))
    }


def _of_repeated(row: Row, known: Known, texts: Sequence[str]) -> Iterator[Difference]:
    theirs = {name: words for name, words in own_words(row.own).items() if name != "result"}
    bare = {plain(text) for text in texts} if theirs else set()
    for uid, text in known.measures if theirs else ():
        ours = known.own_of_measures.get(uid, {})
        changed = changed_words(text, ours, theirs) if plain(text) in bare else {}
        changed = {
            name: words
            for name, words in changed.items()
            if not _says_the_problem(row, known, ours, name, words)
        }
        if not changed:
            continue
        deadline = changed.get("deadline", "")
        is_read = not deadline or read_deadline(deadline, row.year, asks_start=True).understood
        yield Difference(
            f"own:{uid}", "措施的单位、时限", _told({name: ours.get(name, "") for name in changed}), _told(changed),
            row.cells.get("measures", ""), f"只改这一条措施“{text[:20]}”",
            "" if is_read else "来表的时限没有读懂，请先在表里改成“2026年12月底前”这样的写法",
        )  # fmt: skip


def _says_the_problem(row: Row, known: Known, ours: Mapping[str, str], name: str, words: str) -> bool:
    """Whether a measure has none of its own and the first row only says what is so of the whole problem: its unit is compared
    as a duty, its deadline as the problem's.
    """
    if row.follows or ours.get(name, ""):
        return False
    return name == "unit" or any(plain(words) == plain(one) for one in known.deadlines)


def _told(words: Mapping[str, str]) -> str:
    return "，".join(f"{label_of('measure', name)}“{text}”" for name, text in words.items())


def measure_differences(row: Row, known: Known) -> Iterator[Difference]:
    """Measures that the row adds or words otherwise, and what one of several rows of a problem says otherwise of those it repeats."""
    cell = row.cells.get("measures", "")
    texts = split_measures(row.fields.get("measures", ""))
    left = dict(known.measures)
    yield from _of_repeated(row, known, texts)
    if not texts or texts == list(left.values()):
        return
    bare = {uid: plain(ours) for uid, ours in left.items()}
    unmet = []
    for number, text in enumerate(texts, start=1):
        folded_text = plain(text)
        uid = next((uid for uid in left if bare[uid] == folded_text), "")
        if uid:
            del left[uid]
        else:
            unmet.append((number, text, folded_text))
    for number, text, folded_text in unmet:
        uid, alike = max(
            ((uid, likeness(folded_text, bare[uid])) for uid in left),
            key=lambda pair: pair[1],
            default=("", 0.0),
        )
        if alike >= REWORDED:
            note = "改写这一条，文字里写明的单位、时限跟着改，完成情况、节点不动"
            yield Difference(f"measure:{uid}:{number}", "整改措施", left.pop(uid), text, cell, note)
        else:
            note = f"增加一条{_own_of_measure(row)}，原有措施不动"
            yield Difference(f"measure:+:{number}", "整改措施", "", text, cell, note, proposed=True)


def _own_of_measure(row: Row) -> str:
    """What a row says of its measures alone, which comes along with them."""
    said = [f"{label_of('measure', to)}“{text}”" for to, text in own_words(row.own).items()]
    return f"（{'，'.join(said)}）" if said else ""
