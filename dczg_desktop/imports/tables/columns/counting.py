"""Columns that count the rows 1, 2, 3: a number without a heading, or one of two numbers side by side."""

from collections.abc import Mapping

from dczg_desktop.domain.headings import header_field
from dczg_desktop.imports.tables.values.rivals import Claim, only_counts

_SAMPLE = 200


def second_number(
    labels: tuple[str, ...], samples: list[list[str]], taken: Mapping[int, Claim]
) -> int | None:
    """市序号 beside 省编号: of two numbers the one that counts the rows 1, 2, 3 is the 序号, where no column is called so."""
    fields = {claim.field for claim in taken.values()}
    if "sequence" in fields or "number" not in fields:
        return None
    return next(
        (
            column
            for column, texts in enumerate(samples)
            if column not in taken and header_field(labels[column])[0] == "number" and only_counts(texts)
        ),
        None,
    )


def counting(labels: tuple[str, ...], samples: list[list[str]], rows: list[list[str]]) -> int | None:
    """The first filled column when it has no heading and counts the rows 1, 2, 3."""
    first = next((column for column, texts in enumerate(samples) if texts or labels[column]), None)
    if first is None or labels[first] or len(samples[first]) < min(len(rows), _SAMPLE):
        return None
    return first if only_counts(samples[first]) else None
