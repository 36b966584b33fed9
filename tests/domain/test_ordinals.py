"""批次 and 序号: what says something of the record, and what only counts the rows of a file."""

import pytest

from dczg_desktop.domain.comparison import Row
from dczg_desktop.domain.differences import differences
from dczg_desktop.domain.known import FOREIGN, Known
from dczg_desktop.domain.ordinals import counts_rows


def found(row, record):
    return {one.key: one for one in differences(row, record)}


def petition(foreign=False, **fields):
    made = {"batch": "第5批", "sequence": "3", "completion": "未办结"} | fields
    return Known("petition", "u1", "D3", made, foreign=foreign)


def a_row(kind="petition", batch="", *, counted=True, **fields):
    cells = {name: f"C{n}" for n, name in enumerate(fields)}
    return Row(kind, fields, cells=cells, number="D3HN0001", batch=batch, counted=counted)


PROBLEM = Known(
    "problem",
    "u1",
    "0001",
    {"sequence": "17"},
    numbers=frozenset({"D3HN0001"}),
    batches={"D3HN0001": "第2批"},
)


@pytest.mark.parametrize(
    ("sequences", "counts"),
    [
        (("1", "2", "3"), True), (("1", "2", "2", "", "3"), True), (("1", "2", "1", "2"), True), (("1",), True),
        (("3", "17", "22"), False), (("1", "3"), False), (("一", "二"), False), (("", ""), False), ((), False),
    ],
)  # fmt: skip
def test_a_running_count_is_told_from_numbers_that_were_picked(sequences, counts):
    assert counts_rows(sequences) is counts


def test_another_batch_of_a_petition_is_offered_and_never_taken_unasked():
    one = found(a_row(batch="第8批", sequence="1"), petition())["batch"]

    assert (one.ours, one.theirs, one.proposed) == ("第5批", "第8批", False)
    assert "以前批次的旧件" in one.note


def test_a_batch_written_otherwise_is_the_same_and_an_empty_one_is_filled():
    assert "batch" not in found(a_row(batch="第五批"), petition())
    assert found(a_row(batch="第8批"), petition(batch=""))["batch"].proposed


def test_the_batch_belongs_to_the_office_that_handed_the_petition_over():
    assert found(a_row(batch="第8批"), petition(foreign=True))["batch"].locked == FOREIGN


def test_the_sequence_counts_within_its_own_batch_only():
    assert found(a_row(batch="第5批", sequence="4"), petition())["sequence"].ours == "3"
    assert "sequence" not in found(a_row(batch="第8批", sequence="4"), petition())
    assert "sequence" not in found(a_row(sequence="4"), petition())
    assert "sequence" not in found(a_row(batch="第5批", sequence="3"), petition())


def test_the_sequence_of_a_problem_is_compared_unless_it_only_counts_rows():
    assert "sequence" not in found(a_row("problem", sequence="1"), PROBLEM)
    one = found(a_row("problem", sequence="18", counted=False), PROBLEM)["sequence"]
    assert (one.ours, one.theirs, one.proposed) == ("17", "18", False)


def test_the_batch_of_a_problem_is_that_of_its_number():
    one = found(a_row("problem", batch="第3批"), PROBLEM)["batch"]

    assert (one.ours, one.theirs, one.proposed) == ("第2批", "第3批", False)
