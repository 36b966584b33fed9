"""Columns that say who complained: they are never read, and it is said that they were not (docs/import-tables.md §举报人)."""

import re

from dczg_desktop.domain.headings import (
    CONTACT,
    OF_LETTERS,
    PETITIONER,
    folded_header,
    header_field,
    of_petitions,
)

PRIVATE = "举报人信息，未读取"
_SAMPLE = 200
_MOBILE = re.compile(r"(?<!\d)(?:1[3-9]\d{9}|\d{17}[\dXx])(?!\d)")
NAME = "姓名"
_NAMES = frozenset({NAME, "联系人"})
_OF_NOBODY_ELSE = re.compile(r"住址|家庭|居住|户籍|身份证")
"""Where somebody lives, and who he is by his papers: offices have neither."""
_OFFICIAL = re.compile(r"单位|部门|责任|承办|办案|经办|负责|包案|受理|办理|领导|科室")


def petitioner_columns(labels: tuple[str, ...], rows: list[list[str]]) -> set[int]:
    """The columns of the petitioners' names, and of telephones and addresses beside them or plainly theirs.

    Under a heading over several columns (举报人信息) all of them are the petitioner's, but for what was complained of.
    """
    plain = [folded_header(label.rsplit("/", 1)[-1]) for label in labels]
    found = {column for column, label in enumerate(labels) if _names_petitioner(label)}
    if any(map(OF_LETTERS.match, plain)):  # who wrote it is called no more than 姓名 there
        found |= {column for column, label in enumerate(plain) if label == NAME}
    if not found and not any(map(of_petitions, plain)):
        return set()
    owner = -1
    for column, label in enumerate(plain):
        if label in {"", NAME}:
            continue
        if not CONTACT.match(label):
            owner = column
        elif owner in found or (
            not _is_official(plain, owner) and (_OF_NOBODY_ELSE.search(label) or _are_mobiles(rows, column))
        ):
            found.add(column)
    return found | {
        column
        for column, label in enumerate(plain)
        if label in _NAMES and not _OFFICIAL.search(labels[column]) and found & {column - 1, column + 1}
    }


def is_petitioners(label: str) -> bool:
    """Whether a line of a petition's form that begins so tells who complained, or how to reach him."""
    plain = folded_header(label)
    return bool(PETITIONER.match(plain) or CONTACT.match(plain))


def _names_petitioner(label: str) -> bool:
    upper, _, last = label.rpartition("/")
    plain = folded_header(last)
    if PETITIONER.match(plain):
        return True
    is_content = header_field(plain)[0] in {"description", "number", "source"}
    return not is_content and any(PETITIONER.match(folded_header(part)) for part in upper.split("/"))


def _is_official(plain: list[str], column: int) -> bool:
    """Whether the column that contacts follow is an office or an official: 承办单位、联系人、联系电话."""
    if column < 0:
        return False
    field = header_field(plain[column])[0] or ""
    if field == "number":
        return False
    return bool(_OFFICIAL.search(plain[column])) or field.endswith(("_unit", "_leader", "_person"))


def _are_mobiles(rows: list[list[str]], column: int) -> bool:
    texts = [row[column] for row in rows[:_SAMPLE] if row[column]]
    return bool(texts) and sum(bool(_MOBILE.search(text)) for text in texts) * 2 > len(texts)
