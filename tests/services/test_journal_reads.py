import pytest

from dczg_desktop.domain.words import Level
from dczg_desktop.services.journal import ActQuery, act_choices, act_ids, act_rows
from dczg_desktop.services.ledgers import create_ledger
from dczg_desktop.services.problems import ProblemDraft, add_problem
from dczg_desktop.services.undo import redo, undo
from dczg_desktop.services.users import add_user, sign_in


@pytest.fixture
def ledger(tmp_path):
    made = create_ledger(tmp_path / "青石县.dczg", "青石县", "450421", Level.COUNTY, "王芳")
    yield made
    made.close()


def newest(ledger, **query):
    ids = act_ids(ledger, ActQuery(**query))
    rows = {row.id: row for row in act_rows(ledger, ids)}
    return [rows[row_id] for row_id in ids]


def test_acts_come_newest_first_with_who_and_what(ledger):
    add_problem(ledger, ProblemDraft(description="污水直排"))

    rows = newest(ledger)

    assert [row.act for row in rows] == ["新增问题", "新建台账"]
    assert rows[0].who == "王芳"
    assert (rows[0].way, rows[1].way) == ("撤销", "")
    oldest = act_ids(ledger, ActQuery(), oldest_first=True)
    assert oldest == [row.id for row in reversed(rows)]


def test_an_undone_act_says_so_and_its_undo_may_be_redone(ledger):
    add_problem(ledger, ProblemDraft(description="污水直排"))
    undo(ledger, newest(ledger)[0].uid)

    undone, made = newest(ledger)[:2]
    assert (undone.act, undone.way, undone.state) == ("撤销", "重做", "")
    assert (made.way, made.state) == ("", "已撤销")

    redo(ledger, undone.uid)
    again, undone, made = newest(ledger)[:3]
    assert (again.way, undone.state, made.state) == ("撤销", "已重做", "撤销后又重做")


def test_people_acts_and_words_narrow_the_log(ledger):
    add_user(ledger, "李慧")
    sign_in(ledger, "李慧")
    add_problem(ledger, ProblemDraft(description="污水直排"))

    assert act_choices(ledger) == (["李慧", "王芳"], ["新增用户", "新增问题", "新建台账"])
    assert [row.act for row in newest(ledger, who="李慧")] == ["新增问题"]
    assert [row.act for row in newest(ledger, act="新增用户")] == ["新增用户"]
    assert [row.act for row in newest(ledger, words="李慧 用户")] == ["新增用户"]
    assert newest(ledger, words="没有这样的内容") == []
