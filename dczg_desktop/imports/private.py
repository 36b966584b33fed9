"""Columns that say who complained: they are never read, and it is said that they were not (docs/import.md)."""

import re

from dczg_desktop.domain.headings import CONTACT, PETITIONER, folded_header, header_field, of_petitions

_SAMPLE = 200
_MOBILE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")
_OFFICIAL = re.compile(r"单位|部门|责任|承办|办案|经办|负责|包案|受理|办理|领导|科室")


def petitioner_columns(labels: tuple[str, ...], rows: list[list[str]]) -> set[int]:
    """The columns of the petitioners' names, and of telephones and addresses beside them or plainly theirs."""
    plain = [folded_header(label.rsplit("/", 1)[-1]) for label in labels]
    found = {column for column, label in enumerate(plain) if PETITIONER.match(label)}
    if not found and not any(map(of_petitions, plain)):
        return set()
    owner = -1
    for column, label in enumerate(plain):
        if not label:
            continue
        if not CONTACT.match(label):
            owner = column
        elif owner in found or (not _is_official(plain, owner) and _are_mobiles(rows, column)):
            found.add(column)
    return found


def _is_official(plain: list[str], column: int) -> bool:
    """Whether the column that contacts follow is an office or an official: 承办单位、联系人、联系电话."""
    if column < 0:
        return False
    field = header_field(plain[column])[0] or ""
    return bool(_OFFICIAL.search(plain[column])) or field.endswith(("_unit", "_leader", "_person"))


def _are_mobiles(rows: list[list[str]], column: int) -> bool:
    texts = [row[column] for row in rows[:_SAMPLE] if row[column]]
    return bool(texts) and sum(bool(_MOBILE.search(text)) for text in texts) * 2 > len(texts)
