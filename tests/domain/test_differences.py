import pytest
from hypothesis import given
from hypothesis import strategies as st

from dczg_desktop.domain.comparison import Row
from dczg_desktop.domain.differences import differences
from dczg_desktop.domain.known import FOREIGN, Known, KnownDuty
from dczg_desktop.domain.words import DutyRole

UNIT, LEADER = DutyRole.RESPONSIBLE_UNIT, DutyRole.RESPONSIBLE_LEADER


def known(**changes: object) -> Known:
    made: dict[str, object] = {
        "kind": "problem", "uid": "u1", "code": "0001", "fields": {"description": "污水直排", "goal": "", "stated_status": "整改中"},
        "numbers": frozenset({"YJ202600001"}), "deadlines": ("2026年12月底前",),
        "duties": (KnownDuty("d1", UNIT, "南坪镇"), KnownDuty("d2", LEADER, "周明")),
        "measures": (("m1", "1.修复管网破损的 12 处接口。"), ("m2", "2.恢复运行。")), "reports": ("已招标。",),
        "extra": {"核算系数": "0.1"},
    }  # fmt: skip
    return Known(**(made | changes))


def found(row: Row, record: Known) -> dict[str, object]:
    return {one.key: one for one in differences(row, record)}


def a_row(extra: dict[str, str] | None = None, duties: tuple = (), **fields: str) -> Row:
    return Row(
        "problem", fields, extra or {}, {name: f"C{n}" for n, name in enumerate(fields)}, duties=duties
    )


def test_what_the_ledger_says_already_is_no_difference():
    row = a_row(
        {"核算系数": "0.1"}, (("responsible_unit", UNIT, "南坪镇"),), description="污水　直排", deadline="2026年12月31日前",
        measures="1.修复管网破损的12处接口。2.恢复运行。", progress="已招标。", status="整改中", goal="",
    )  # fmt: skip

    assert differences(row, known()) == ()


def test_an_empty_value_is_filled_and_another_one_is_only_offered():
    changes = found(a_row(goal="依法取缔", description="污水直排云水河"), known())

    assert (changes["goal"].proposed, changes["goal"].ours) == (True, "")
    assert (changes["description"].proposed, changes["description"].ours) == (False, "污水直排")


def test_measures_are_added_or_reworded_one_by_one():
    text = "1.修复管网破损的 15 处接口。2.恢复运行。3.建立巡查制度。"
    changes = found(a_row(measures=text), known())

    assert set(changes) == {"measure:m1:1", "measure:+:3"}
    assert (changes["measure:m1:1"].ours, changes["measure:m1:1"].proposed) == (
        "1.修复管网破损的 12 处接口。",
        False,
    )
    assert (changes["measure:+:3"].theirs, changes["measure:+:3"].proposed) == ("3.建立巡查制度。", True)


def test_a_report_is_a_new_one_and_leaves_the_old_one_alone():
    changes = found(a_row(progress="管网已修复。"), known())

    assert changes["progress"].ours == "已招标。"
    assert "不动" in changes["progress"].note


def test_units_and_persons_are_added_and_those_named_no_longer_may_end():
    row = a_row(
        duties=(("responsible_unit", UNIT, "县水利局"), ("responsible_leader", LEADER, "李强")),
        responsible_unit="县水利局", responsible_leader="李强",
    )  # fmt: skip
    changes = found(row, known())

    assert set(changes) == {"duty:+:责任单位:县水利局", "duty:-:d1", "duty:+:责任领导:李强", "duty:-:d2"}
    assert not any(one.proposed for one in changes.values())


def test_a_unit_that_only_a_measure_names_is_not_missed_in_the_column():
    duties = (
        KnownDuty("d1", UNIT, "南坪镇"),
        KnownDuty("d3", UNIT, "县水利局"),
        KnownDuty("d4", UNIT, "县住建局"),
    )
    row = a_row(
        duties=(("responsible_unit", UNIT, "南坪镇"),), responsible_unit="南坪镇",
        measures="1.修复管网破损的 12 处接口（责任单位：县水利局）。2.恢复运行。",
    )  # fmt: skip

    assert [key for key in found(row, known(duties=duties)) if key.startswith("duty")] == ["duty:-:d4"]


@pytest.mark.parametrize(("theirs", "is_taken"), [("整改中", False), ("已销号", True), ("", None)])
def test_a_status_that_goes_back_behind_done_is_only_offered(theirs, is_taken):
    changes = found(
        a_row(status=theirs), known(fields={"description": "污水直排", "stated_status": "完成整改"})
    )

    assert {one.proposed for one in changes.values()} == ({is_taken} if theirs else set())


def test_a_deadline_is_a_new_decision_that_nobody_proposes():
    changes = found(a_row(deadline="2027年3月底前"), known())

    assert not changes["deadline"].proposed
    assert "最初的时限保留" in changes["deadline"].note


def test_a_deadline_nobody_can_read_is_not_taken_over():
    assert "没有读懂" in found(a_row(deadline="待定"), known())["deadline"].locked
    assert found(a_row(deadline="2027年3月底前"), known(deadlines=()))["deadline"].proposed


def test_what_the_office_above_owns_is_named_and_locked():
    row = a_row(
        {"核算系数": "0.2", "排放量": "3 吨"},
        description="别的",
        deadline="2027年3月底前",
        accountability="约谈",
        progress="新进展",
    )
    changes = found(row, known(foreign=True))

    assert {key for key, one in changes.items() if one.locked == FOREIGN} == {"description", "deadline"}
    assert {key for key, one in changes.items() if one.proposed} == {
        "accountability",
        "extra:排放量",
        "progress",
    }


def test_another_column_is_filled_where_it_is_empty_and_never_written_over_unasked():
    changes = found(a_row({"核算系数": "0.2", "排放量": "3 吨"}), known())

    assert {key: (one.ours, one.proposed) for key, one in changes.items()} == {
        "extra:核算系数": ("0.1", False),
        "extra:排放量": ("", True),
    }


def test_a_closed_problem_is_not_changed_at_all():
    changes = found(a_row(goal="取缔", progress="新进展"), known(locked="已销号"))

    assert {one.locked for one in changes.values()} == {"已销号"}
    assert not any(one.proposed for one in changes.values())


def test_another_number_is_added_but_a_count_of_rows_is_none():
    assert found(Row("problem", {}, number="SD202600019"), known())["number"].proposed
    assert found(Row("problem", {}, number="7"), known()) == {}


def test_a_row_merged_under_a_problem_brings_only_measures():
    row = Row("problem", {"measures": "复垦复绿", "goal": "别的", "progress": "别的"}, follows=True)

    assert set(found(row, known())) == {"measure:+:1"}


PETITION = Known(
    "petition", "p1", "X3JX202405160020",
    {"completion": "已办结", "result": "已清理", "findings": "属实", "deadline": "2026年6月底前", "description": "异味扰民"},
)  # fmt: skip


def test_a_petition_published_anew_is_an_update():
    row = Row(
        "petition",
        {
            "result": "已清理并复绿",
            "completion": "已办结",
            "findings": "属实",
            "description": "异味扰民，夜间尤甚",
        },
    )
    changes = found(row, PETITION)

    assert {key: one.proposed for key, one in changes.items()} == {"description": False, "result": True}


@pytest.mark.parametrize("text", ["未办结", "正在办理", "阶段性办结"])
def test_a_petition_that_falls_back_is_shown_and_not_proposed(text):
    change = found(Row("petition", {"completion": text}), PETITION)["completion"]

    assert (change.proposed, "请核对" in change.note) == (False, True)


def test_the_deadline_of_a_petition_is_not_changed_by_a_table():
    assert found(Row("petition", {"deadline": "2026年9月底前"}), PETITION)["deadline"].locked
    assert (
        FOREIGN
        in found(
            Row("petition", {"description": "别的"}),
            Known("petition", "p", "", PETITION.fields, foreign=True),
        )["description"].locked
    )


words = st.text(alphabet="南坪镇污水管网整改完成1. 。", max_size=30)


@given(words, words, words, words)
def test_a_record_compared_with_its_own_words_shows_no_difference(description, goal, progress, extra):
    fields = {"description": description, "goal": goal, "progress": progress}
    record = known(
        fields={"description": description, "goal": goal}, reports=(progress,), extra={"甲": extra}
    )

    assert differences(Row("problem", fields, {"甲": extra}), record) == ()


@given(words)
def test_an_empty_cell_takes_nothing_away(text):
    record = known(fields={"description": text, "goal": text})

    assert (
        differences(
            Row("problem", dict.fromkeys(("description", "goal", "measures", "deadline"), "")), record
        )
        == ()
    )


@pytest.mark.parametrize("kind", ["problem", "petition"])
def test_a_petition_is_not_compared_field_by_field_with_a_problem(kind):
    other = "petition" if kind == "problem" else "problem"

    assert differences(Row(kind, {"description": "别的"}), Known(other, "u", "", {})) == ()


def test_a_cell_without_content_of_its_own_is_shown_and_not_proposed():
    row = Row("problem", {}, {"面积": "#N/A", "户数": "12"}, odd=frozenset({"面积"}))
    changes = found(row, known())

    assert {key: one.proposed for key, one in changes.items()} == {"extra:面积": False, "extra:户数": True}
    assert "不是内容" in changes["extra:面积"].note
