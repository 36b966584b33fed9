import pytest

from dczg_desktop.domain.records import ActNote, Record
from dczg_desktop.domain.versions import conflicts, fixed_order, living, merge, union, withhold, write


def latest(field, values):
    return max(values)


def a_problem(**fields):
    return Record("problem", "p1", {"描述": "黑臭水体", "目标": "消除黑臭", **fields}, "o1")


def test_writing_replaces_the_value_and_names_the_act():
    record = write(a_problem(), {"目标": "达到Ⅳ类"}, "a1")

    assert record.fields == {"描述": "黑臭水体", "目标": "达到Ⅳ类"}
    assert record.living == {"目标": {"a1": "达到Ⅳ类"}}
    assert record.seen == ("a1",)


def test_writing_nothing_leaves_no_trace():
    assert write(a_problem(), {}, "a1") == a_problem()


def test_different_fields_merge_without_a_conflict():
    ours, theirs = write(a_problem(), {"目标": "甲"}, "a1"), write(a_problem(), {"描述": "乙"}, "a2")

    both = merge(ours, theirs, latest)

    assert both.fields == {"描述": "乙", "目标": "甲"}
    assert conflicts(both) == {}


def test_two_blind_writers_of_one_field_are_a_conflict_until_somebody_writes_again():
    both = merge(write(a_problem(), {"目标": "甲"}, "a1"), write(a_problem(), {"目标": "乙"}, "a2"), latest)

    assert conflicts(both) == {"目标": {"a1": "甲", "a2": "乙"}}
    assert both.fields["目标"] == "乙"
    settled = write(both, {"目标": "丙"}, "a3")
    assert conflicts(settled) == {}
    assert merge(both, settled, latest) == settled


def test_two_writers_of_the_same_value_do_not_disagree():
    both = merge(write(a_problem(), {"目标": "甲"}, "a1"), write(a_problem(), {"目标": "甲"}, "a2"), latest)

    assert conflicts(both) == {}
    assert living(both, "目标") == {"a1": "甲", "a2": "甲"}


def test_one_and_true_are_different_values():
    both = merge(write(a_problem(), {"目标": 1}, "a1"), write(a_problem(), {"目标": True}, "a2"), latest)

    assert conflicts(both) == {"目标": {"a1": 1, "a2": True}}


def test_a_stale_copy_changes_nothing():
    newer = write(write(a_problem(), {"目标": "甲"}, "a1"), {"目标": "乙"}, "a2")

    assert merge(newer, write(a_problem(), {"目标": "甲"}, "a1"), latest) == newer
    assert merge(a_problem(), newer, latest) == newer


def test_a_field_unknown_to_one_side_is_kept():
    newer_program = write(a_problem(河长="张三"), {"目标": "甲"}, "a1")
    older_program = write(a_problem(), {"描述": "乙"}, "a2")

    both = merge(older_program, newer_program, latest)

    assert both.fields == {"描述": "乙", "目标": "甲", "河长": "张三"}
    assert both == merge(newer_program, older_program, latest)


def test_a_withheld_value_leaves_and_comes_back_without_harm():
    record = write(write(a_problem(举报人="李四"), {"举报人": "李四（电话略）"}, "a1"), {"目标": "甲"}, "a2")

    sent = withhold(record, ["举报人"])
    answered = write(sent, {"目标": "乙"}, "a3")

    assert "李四" not in repr(sent)
    assert merge(record, answered, latest) == write(record, {"目标": "乙"}, "a3")
    assert merge(sent, record, latest) == record


def test_a_withheld_first_value_leaves_and_comes_back_without_harm():
    record = a_problem(举报人="李四")

    sent = withhold(record, {"举报人"})

    assert sent.living == {}
    assert merge(record, write(sent, {"目标": "乙"}, "a3"), latest).fields["举报人"] == "李四"


def test_an_edit_elsewhere_of_a_field_withheld_here_meets_the_hidden_value_again():
    record = write(a_problem(举报人="李四"), {"举报人": "王五"}, "a1")
    blind = merge(
        withhold(record, ["举报人"]), write(a_problem(举报人="李四"), {"举报人": "赵六"}, "a2"), latest
    )

    assert conflicts(merge(record, blind, latest)) == {"举报人": {"a1": "王五", "a2": "赵六"}}


def test_copies_that_claim_to_have_replaced_each_other_lose_nothing():
    ours = Record("problem", "p1", {"目标": "甲"}, "o1", {"目标": {"a1": "甲"}}, ("a1", "a2"))
    theirs = Record("problem", "p1", {"目标": "乙"}, "o1", {"目标": {"a2": "乙"}}, ("a1", "a2"))

    assert conflicts(merge(ours, theirs, latest)) == {"目标": {"a1": "甲", "a2": "乙"}}
    assert merge(ours, theirs, latest) == merge(theirs, ours, latest)


def test_one_act_with_two_values_is_settled_the_same_way_on_both_sides():
    ours, theirs = write(a_problem(), {"目标": "甲"}, "a1"), write(a_problem(), {"目标": "乙"}, "a1")

    assert merge(ours, theirs, latest) == merge(theirs, ours, latest)


def test_different_records_are_never_merged():
    with pytest.raises(ValueError, match="p2"):
        merge(a_problem(), Record("problem", "p2", {}, "o1"), latest)
    with pytest.raises(ValueError, match="p2"):
        union(a_problem(), Record("problem", "p2", {}, "o1"))


def test_the_owner_is_shown_first_and_then_the_latest():
    acts = {
        "a1": ActNote("county", "张三", "2026-05-01T08:00:00", "修改"),
        "a2": ActNote("city", "李四", "2026-05-03T08:00:00", "修改"),
        "a3": ActNote("town", "王五", "2026-05-03T08:00:00", "修改"),
    }
    values = {"a1": "甲", "a2": "乙", "a3": "丙", "a9": "来历不明"}

    assert fixed_order(acts, lambda _field: "county")("目标", values) == "a1"
    assert fixed_order(acts, lambda _field: None)("目标", values) == "a3"
    assert fixed_order({}, lambda _field: None)("目标", values) == "a9"


def test_an_append_only_record_met_again_is_no_news():
    assert union(a_problem(), a_problem()) == (a_problem(), None)


@pytest.mark.parametrize(
    "arriving", [a_problem(目标="改写"), Record("problem", "p1", a_problem().fields, "o2")]
)
def test_an_append_only_record_that_says_otherwise_is_kept_out_and_reported(arriving):
    kept, fault = union(a_problem(), arriving)

    assert kept == a_problem()
    assert fault is not None
    assert "p1" in fault.place
    assert "已保留本机内容" in fault.message


def test_an_append_only_record_gains_the_fields_of_a_newer_program():
    kept, fault = union(a_problem(), a_problem(经度="115.8"))

    assert fault is None
    assert kept.fields == {"描述": "黑臭水体", "目标": "消除黑臭", "经度": "115.8"}
