"""Full-text search that finds exactly what LIKE would: character pairs in a contentless FTS5 table, then a check.

Each character is written as five or six hex digits, so that the tokenizer can neither split nor fold it
(docs/architecture.md, search).
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, text

from dczg_desktop.base.progress import Tick, no_tick
from dczg_desktop.store.among import AMONG, listed
from dczg_desktop.store.facts import CHUNK, chunks

_CAPITALS = re.compile("[A-Z]+")
_RUN, _GAP = re.compile(r"[^\W_]+"), re.compile(r"[\W_]+")
_ACROSS = re.compile("0000a 0000a[0-9a-f]{5}")
"""The end of a run and the beginning of the next, among words made as if the line end between them were a letter."""

TEXTS = """
SELECT p.id, p.uid, p.code || char(10) || p.description || char(10) || p.goal || char(10) || p.plan || char(10) || p.area
  || char(10) || p.category || char(10) || p.remark || char(10) || p.accountability || char(10)
  || coalesce((SELECT group_concat(number, char(10)) FROM problem_source WHERE problem_uid = p.uid AND NOT hidden AND voided = ''), '')
  || char(10) || coalesce((SELECT group_concat(name, char(10)) FROM duty WHERE problem_uid = p.uid AND NOT hidden AND voided = ''), '')
  || char(10) || coalesce((SELECT group_concat(text, char(10)) FROM measure WHERE problem_uid = p.uid AND NOT hidden AND voided = ''), '')
  || char(10) || coalesce((SELECT group_concat(name, char(10)) FROM evidence WHERE problem_uid = p.uid AND NOT hidden), '')
FROM problem p WHERE NOT p.hidden AND p.uid IN (SELECT value FROM json_each(?))
"""
"""What is searched of a problem: numbers, texts, who answers, measures, names of files."""

PETITION_TEXTS = """
SELECT p.id, p.uid, p.number || char(10) || p.area || char(10) || p.category || char(10) || p.responsible_unit || char(10)
  || p.description || char(10) || p.findings || char(10) || p.goal || char(10) || p.result || char(10) || p.accountability
  || char(10) || p.remark || char(10) || coalesce((SELECT group_concat(text || char(10) || place || char(10) || unit || char(10)
  || findings || char(10) || result, char(10)) FROM petition_point WHERE petition_uid = p.uid AND NOT hidden AND voided = ''), '')
FROM petition p WHERE NOT p.hidden AND p.uid IN (SELECT value FROM json_each(?))
"""
"""What is searched of a petition: its number, place, type, unit and texts, and those of its points."""


@dataclass(frozen=True, slots=True)
class Searched:
    """What is searched: the question for the texts, the table that keeps them, the index over it."""

    read: str
    texts: str
    index: str


PROBLEMS = Searched(TEXTS, "search_text", "search_index")
PETITIONS = Searched(PETITION_TEXTS, "search_petition", "search_petition_index")


def lowered(content: str) -> str:
    """Only A–Z folded, as LIKE does."""
    return _CAPITALS.sub(_small, content)


def _small(match: re.Match[str]) -> str:
    return match[0].lower()


def tokens(content: str) -> str:
    """The index text: every pair of neighbouring letters or digits as one word, and the last one of a run alone."""
    return _tokens(lowered(content))


def _tokens(content: str) -> str:
    """The same of a text that is lowered already: all words at once, a digit's column at a time (many texts are indexed)."""
    runs = _GAP.sub("\n", content).strip("\n")
    units = (runs + "\n").encode("utf-16-be", "surrogatepass").hex().encode()
    if len(units) != 4 * len(runs) + 4:  # characters of two units
        return _tokens_of_rare(runs)
    words = bytearray(b"0----0---- ") * len(runs)
    for digit in range(4):
        words[1 + digit :: 11] = units[digit:-4:4]
        words[6 + digit :: 11] = units[4 + digit :: 4]
    return _ACROSS.sub("", words[:-6].decode())


def _tokens_of_rare(runs: str) -> str:
    words: list[str] = []
    for run in runs.split("\n"):
        codes = _codes(run)
        words.extend([*_pairs(codes), codes[-5:]])
    return " ".join(words)


def _codes(run: str) -> str:
    """Five hex digits a character, one after the other; every letter and digit there is has a number that fits."""
    digits = run.encode("utf-32-be", "surrogatepass").hex(" ", 4)
    return digits[3:].replace(" 000", "")


def _pairs(codes: str) -> list[str]:
    """Every two neighbours as one word; none of a single character."""
    return [codes[start : start + 10] for start in range(0, len(codes) - 5, 5)]


def expression(term: str) -> str:
    """The FTS5 query whose hits include every text that contains `term`; '' when the index cannot narrow it."""
    parts = []
    for run in _RUN.findall(lowered(term)):
        codes = _codes(run)
        pairs = _pairs(codes)
        parts.append(f'"{" ".join(pairs)}"' if pairs else f"{codes}*")
    return " AND ".join(parts)


def refresh(
    connection: Connection, uids: Collection[str], kind: Searched = PROBLEMS, tick: Tick = no_tick
) -> None:
    """Index these problems (or petitions) anew."""
    for done, part in enumerate(chunks(sorted(uids))):
        tick(done * CHUNK, len(uids))
        rows = connection.exec_driver_sql(kind.read, (listed(part),))
        fresh = [(row[0], row[1], lowered(row[2])) for row in rows]
        _forget(connection, part, kind)
        _remember(connection, fresh, kind)


def _forget(connection: Connection, uids: Sequence[str], kind: Searched) -> None:
    these = (listed(uids),)
    old = connection.exec_driver_sql(f"SELECT id, body FROM {kind.texts} WHERE uid {AMONG}", these).all()
    if not old:
        return
    connection.exec_driver_sql(
        f"INSERT INTO {kind.index} ({kind.index}, rowid, body) VALUES ('delete', ?, ?)",
        [(row[0], _tokens(row[1])) for row in old],
    )
    connection.exec_driver_sql(f"DELETE FROM {kind.texts} WHERE uid {AMONG}", these)


def _remember(connection: Connection, fresh: Sequence[tuple[int, str, str]], kind: Searched) -> None:
    """The row numbers are those of the records, here, in the index and on the board, so that hits need no join."""
    if not fresh:
        return
    connection.exec_driver_sql(f"INSERT INTO {kind.texts} (id, uid, body) VALUES (?, ?, ?)", fresh)
    connection.exec_driver_sql(
        f"INSERT INTO {kind.index} (rowid, body) VALUES (?, ?)", [(row[0], _tokens(row[2])) for row in fresh]
    )


def condition(terms: str, record_id: str, kind: Searched = PROBLEMS) -> tuple[str, dict[str, str]]:
    """SQL for words separated by blanks, all of which must occur, with its parameters.

    `record_id` is the column, as SQL, that holds the row number of the problem or petition.
    """
    clauses, bound = [], {}
    for position, term in enumerate(lowered(terms).split()):
        found = expression(term)
        if found:
            clauses.append(
                f"{record_id} IN (SELECT rowid FROM {kind.index} WHERE {kind.index} MATCH :m{position})"
            )
            bound[f"m{position}"] = found
        if not _RUN.fullmatch(term):  # one run of letters and digits is found exactly by its pairs
            body = f"(SELECT body FROM {kind.texts} WHERE id = {record_id})"
            clauses.append(f"instr({body}, :t{position}) > 0")
            bound[f"t{position}"] = term
    return " AND ".join(clauses) or "1", bound


def find(connection: Connection, terms: str, limit: int = -1) -> list[str]:
    """Uids of problems whose text contains every word of `terms`, newest first; `limit` < 0 for all."""
    clause, bound = condition(terms, "s.id")
    query = text(f"SELECT s.uid FROM search_text s WHERE {clause} ORDER BY s.id DESC LIMIT :limit")
    return [row[0] for row in connection.execute(query, {**bound, "limit": limit})]
