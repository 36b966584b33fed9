"""A table taken in as one act: undone, stopped, refused when the ledger changed meanwhile, and two rows about one record."""

import pytest
from sqlalchemy import select

from dczg_desktop.base.errors import Cancelled, UserError
from dczg_desktop.domain.comparison import Choice, Way
from dczg_desktop.domain.entities import Problem
from dczg_desktop.services.importing import acceptance
from dczg_desktop.services.importing.acceptance import accept_import
from dczg_desktop.services.importing.imports import preview_import, revised
from dczg_desktop.services.problems import find_problem, void_problems
from dczg_desktop.services.undo import redo, undo
from dczg_desktop.services.verification import verify
from tests.offices import dump, visible
from tests.services.importing.second_table import (
    FIRST,
    SOURCE,
    a_table,
    first,
    update,
)


def test_a_corrected_cell_keeps_what_was_read(ledger, tmp_path):
    preview = preview_import(ledger, a_table(tmp_path, FIRST), source=SOURCE)
    edits = preview.edits[0].with_cell((3, "C"), "依法取缔").with_cell((3, "I"), "0.15")

    mended = revised(ledger, preview, (edits,))
    accept_import(ledger, mended, SOURCE)

    fields = first(ledger).fields
    assert (fields["goal"], fields["extra"]["核算系数"]) == ("依法取缔", "0.15")
    assert fields["provenance"]["read"] == {"goal": "", "核算系数": "0.1"}


def test_a_column_left_out_does_not_come_in(ledger, tmp_path):
    preview = preview_import(ledger, a_table(tmp_path, FIRST), source=SOURCE)

    accept_import(
        ledger, revised(ledger, preview, (preview.edits[0].with_column("I", left_out=True),)), SOURCE
    )

    assert first(ledger).fields["extra"] == {}


def test_one_undo_takes_back_new_rows_numbers_and_updates_and_redo_brings_them_again(ledger, again):
    before = visible(ledger)
    uid = find_problem(ledger, "YX202600001")
    ticks = update(
        again, "goal", "deadline", "progress", "measure:+:3", "duty:+:责任单位:县水利局", reason="汛期"
    )
    done = accept_import(ledger, again, SOURCE, choices=ticks | {(0, 6): Choice(Way.NUMBER, uid)})
    after = first(ledger)

    undo(ledger, done.act_uid)
    assert {key: _plain(value) for key, value in visible(ledger).items()} == {
        key: _plain(value) for key, value in before.items()
    }
    redo(ledger, _last_act(ledger))

    assert first(ledger).facts == after.facts
    assert verify(ledger).sound


def _plain(rows):
    """Rows without the versions: undo writes new ones."""
    return [tuple(cell for cell in row if not isinstance(cell, int | list)) for row in rows]


def _last_act(ledger):
    from dczg_desktop.services.undo import last_redoable

    return last_redoable(ledger).uid


def test_a_ledger_changed_since_the_preview_is_compared_again(ledger, again):
    uid = find_problem(ledger, "YX202600001")
    void_problems(ledger, [uid], "重复")

    with pytest.raises(UserError, match="在预览之后台账里有了变化"):
        accept_import(ledger, again, SOURCE, choices=update(again))


def test_stopping_an_update_half_way_leaves_nothing(ledger, again):
    before = dump(ledger)

    def stop(done, _total):
        if done >= 1:
            raise Cancelled

    choices = update(again) | {(0, 6): Choice(Way.NUMBER, again.planned[3].known_uid)}
    with pytest.raises(Cancelled):
        accept_import(ledger, again, SOURCE, choices=choices, tick=stop)

    assert dump(ledger) == before


def test_a_value_changed_since_the_preview_is_not_written_over_unseen(ledger, again):
    uid = again.planned[0].known_uid
    with ledger.transaction("修改问题") as (session, _act):
        session.scalars(select(Problem).where(Problem.uid == uid)).one().goal = "同事刚填的目标"

    with pytest.raises(UserError, match="第 3 行在预览之后台账里有了变化"):
        accept_import(ledger, again, SOURCE, choices=update(again, "goal"))

    assert first(ledger).fields["goal"] == "同事刚填的目标"
    accept_import(ledger, again, SOURCE, choices=update(again, "number", "extra:核算系数", "progress"))
    assert [one.text for one in first(ledger).facts.progress] == ["已停产", "设备已拆除"]


def of_two_rows(ledger, folder, one, other):
    """A file with two rows about the first problem; the ledger has it."""
    accept_import(ledger, preview_import(ledger, a_table(folder, FIRST), source=SOURCE), SOURCE)
    return preview_import(ledger, a_table(folder, (one, other), "两行.xlsx"), source=SOURCE)


def test_two_rows_that_give_one_value_otherwise_are_never_settled_by_their_order(ledger, tmp_path):
    rows = ((*FIRST[0][:2], goal, *[""] * 6) for goal in ("依法取缔", "恢复河岸"))
    preview = of_two_rows(ledger, tmp_path, *rows)
    assert [one.proposal.ticks for one in preview.planned] == [{"goal"}, set()]
    assert preview.planned[1].candidates[0].differences[0].note == "第 3 行写的不一样，请核对后只勾一行"
    before = dump(ledger)

    with pytest.raises(UserError, match="“清单”第 4 行与“清单”第 3 行给同一条记录的“整改目标”写得不一样"):
        accept_import(
            ledger, preview, SOURCE, choices=update(preview, "goal") | update(preview, "goal", row=4)
        )
    assert dump(ledger) == before

    accept_import(ledger, preview, SOURCE, choices=update(preview, "goal", row=4))
    assert first(ledger).fields["goal"] == "恢复河岸"


def test_what_two_rows_say_alike_is_done_once(ledger, tmp_path):
    row = (*FIRST[0][:3], "复垦复绿", "2027年3月底前", "县水利局", "", "设备已拆除", "")
    preview = of_two_rows(ledger, tmp_path, row, row)
    keys = {one.key for one in preview.planned[0].candidates[0].differences}

    done = accept_import(
        ledger,
        preview,
        SOURCE,
        choices=update(preview, *keys, reason="汛期") | update(preview, *keys, row=4, reason="汛期"),
    )

    facts = first(ledger).facts
    assert (done.updated, done.values) == (1, 5)
    assert [one.text for one in facts.measures] == ["1.停止采砂。", "2.拆除设备。", "复垦复绿"]
    assert [one.name for one in facts.units()] == ["县水利局"]
    assert (len(facts.deadlines), len(facts.progress)) == (2, 2)


def test_one_number_is_given_once_and_not_again(ledger, tmp_path):
    row = ("SD202600077", FIRST[0][1], *[""] * 7)
    preview = of_two_rows(ledger, tmp_path, row, row)

    done = accept_import(
        ledger, preview, SOURCE, choices={(0, one.row): one.proposal for one in preview.planned}
    )

    assert (done.numbers, done.values) == (1, 0)
    assert [one.number for one in first(ledger).numbers] == ["YX202600001", "SD202600077"]
    again = preview_import(ledger, a_table(tmp_path, (row,), "再来.xlsx"), source=SOURCE)
    with pytest.raises(UserError, match="已有编号“SD202600077”"):
        accept_import(ledger, again, SOURCE, choices={(0, 3): Choice(Way.NUMBER, again.planned[0].known_uid)})


def test_what_another_program_writes_during_the_safety_copy_is_not_written_over(ledger, again, monkeypatch):
    uid = again.planned[0].known_uid

    def meanwhile(*_args):
        with ledger.transaction("修改问题") as (session, _act):
            session.scalars(select(Problem).where(Problem.uid == uid)).one().goal = "同事刚填的目标"

    monkeypatch.setattr(acceptance, "safety_copy", meanwhile)

    with pytest.raises(UserError, match="另一个窗口或脚本改动了台账"):
        accept_import(ledger, again, SOURCE, choices=update(again, "goal"))

    assert first(ledger).fields["goal"] == "同事刚填的目标"
