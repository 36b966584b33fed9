"""A problem over merged rows read again: what the row of a measure says, the deadline of all rows, units in common."""

from datetime import date

from openpyxl import load_workbook

from dczg_desktop.domain.comparison import Choice, Verdict, Way
from dczg_desktop.services.importing.acceptance import accept_import
from dczg_desktop.services.importing.imports import preview_import
from dczg_desktop.services.undo import undo
from tests.services.importing.second_table import FIRST, SOURCE, a_table, first, update


def test_rows_merged_under_a_problem_go_with_it(ledger, tmp_path):
    accept_import(ledger, preview_import(ledger, a_table(tmp_path, FIRST), source=SOURCE), SOURCE)
    path = a_table(
        tmp_path,
        ((*FIRST[0][:3], "1.停止采砂。2.拆除设备。", *FIRST[0][4:]), ("", "", "", "复垦复绿", *[""] * 5)),
    )
    book = load_workbook(path)
    for letter in "ABC":
        book.active.merge_cells(f"{letter}3:{letter}4")
    book.save(path)
    preview = preview_import(ledger, path, source=SOURCE)
    leader, follower = preview.planned
    assert (leader.verdict, follower.follows) == (Verdict.SAME, 3)

    accept_import(
        ledger, preview, SOURCE, choices={(0, 3): Choice(Way.UPDATE, leader.known_uid, frozenset())}
    )

    assert [one.text for one in first(ledger).facts.measures] == ["1.停止采砂。", "2.拆除设备。", "复垦复绿"]


MERGED = ("问题编号", "问题描述", "整改措施", "整改时限", "责任单位")
OF_ROWS = (
    (
        "YX202600001",
        "某砂场未办理用地手续，长期违规采砂，河岸受损",
        "1.停止采砂",
        "2026年6月底前",
        "县水利局",
    ),
    ("", "", "2.复垦复绿", "2026年9月底前", "河湾乡"),
)


def _merged(folder, rows, *ranges):
    path = a_table(folder, rows, headings=MERGED)
    book = load_workbook(path)
    for one in ranges:
        book.active.merge_cells(one)
    book.save(path)
    return path


def test_what_the_row_of_a_measure_says_of_it_alone_is_seen_when_it_changes(ledger, tmp_path):
    accept_import(ledger, preview_import(ledger, _merged(tmp_path, OF_ROWS, "A3:A4", "B3:B4"), source=SOURCE), SOURCE)  # fmt: skip
    changed = (OF_ROWS[0], (*OF_ROWS[1][:3], "2026年8月底前", "白石镇"))

    preview = preview_import(ledger, _merged(tmp_path, changed, "A3:A4", "B3:B4"), source=SOURCE)
    (own,) = preview.planned[1].candidates[0].differences

    assert (own.ours, own.theirs) == (
        "承办单位“河湾乡”，时限“2026年9月底前”",
        "承办单位“白石镇”，时限“2026年8月底前”",
    )
    assert not own.proposed
    done = accept_import(ledger, preview, SOURCE, choices=update(preview, own.key, row=4))
    assert [(one.unit, one.due) for one in first(ledger).facts.measures] == [
        ("县水利局", date(2026, 6, 30)),
        ("白石镇", date(2026, 8, 31)),
    ]
    undo(ledger, done.act_uid)
    assert first(ledger).facts.measures[1].unit == "河湾乡"


def test_the_deadline_of_several_rows_is_told_with_the_cell_it_stands_in(ledger, tmp_path):
    accept_import(ledger, preview_import(ledger, _merged(tmp_path, OF_ROWS, "A3:A4", "B3:B4"), source=SOURCE), SOURCE)  # fmt: skip
    later = (OF_ROWS[0], (*OF_ROWS[1][:3], "2026年12月底前", "河湾乡"))

    preview = preview_import(ledger, _merged(tmp_path, later, "A3:A4", "B3:B4"), source=SOURCE)

    assert first(ledger).facts.due() == date(2026, 9, 30)
    assert [(one.key, one.cell) for one in preview.planned[0].candidates[0].differences] == [
        ("deadline", "D4")
    ]


def test_units_of_rows_with_a_measure_in_common_are_all_of_the_problem(ledger, tmp_path):
    rows = (OF_ROWS[0], ("", "", "", "", "河湾乡"))
    path = _merged(tmp_path, rows, "A3:A4", "B3:B4", "C3:C4")
    accept_import(ledger, preview_import(ledger, path, source=SOURCE), SOURCE)
    assert [one.name for one in first(ledger).facts.units()] == ["县水利局", "河湾乡"]
    assert {one.verdict for one in preview_import(ledger, path, source=SOURCE).planned} == {Verdict.SAME}

    other = _merged(tmp_path, (rows[0], ("", "", "", "", "白石镇")), "A3:A4", "B3:B4", "C3:C4")
    changes = preview_import(ledger, other, source=SOURCE).planned[0].candidates[0].differences

    assert [one.theirs for one in changes] == ["白石镇", "县水利局、白石镇"]
