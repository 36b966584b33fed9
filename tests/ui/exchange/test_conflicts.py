import pytest
from PySide6.QtCore import Qt

from dczg_desktop.base.errors import UserError
from dczg_desktop.services import conflicts
from dczg_desktop.services.incoming import receiving
from tests.ui.exchange.scene import COUNTY, TOWN, settle
from tests.ui.typed import answering, typing
from ui.dialogs.resolve import Decision, ResolveDialog, may_be_written, value_words


@pytest.fixture
def disputed(qtbot, page, world):
    path = world.package_for_county()
    world.disagree()
    receiving.receive(world.county, path)
    page.reload()
    page.show_tab("冲突")
    return page.conflicts


def test_a_conflict_shows_both_values_with_who_wrote_them(disputed, page):
    assert page.tabs.tabText(3) == "冲突（1）"
    assert disputed.model.row_at(0).label == "整改措施"
    assert {value.office for value in disputed.model.row_at(0).conflict.values} == {COUNTY, TOWN}
    assert [card.use_button.text() for card in disputed.detail.cards] == ["采用（1）", "采用（2）"]
    assert all(card.use_button.shortcut().isEmpty() for card in disputed.detail.cards)  # Alt+1 opens a page


def test_a_decision_ends_the_conflict_and_the_page_is_calm(qtbot, disputed, page, world, context, said):
    badges = []
    context.badge_changed.connect(lambda name, count: badges.append((name, count)))
    one = disputed.model.row_at(0).conflict
    town = next(value for value in one.values if value.office == TOWN)
    disputed.ask = answering(
        lambda _parent, _conflict, _names, chosen: Decision(
            next(value.value for value in one.values if value.act_uid == chosen), "镇里了解现场"
        )
    )

    next(
        card for card in disputed.detail.cards if TOWN in card.use_button.accessibleName()
    ).use_button.click()
    settle(qtbot, disputed)

    assert world.measure_text() == town.value
    assert conflicts.list_conflicts(world.county) == []
    assert disputed.stack.currentIndex() == 0
    assert set(badges) == {("数据交换", 0)}
    assert "镇里分两期开工" in said[-1]


def test_a_conflict_that_is_gone_is_refused_in_words(qtbot, disputed, world, shown_errors):
    one = disputed.model.row_at(0).conflict

    told = []
    conflicts.resolve_conflict(world.county, one.kind, one.uid, one.field, "第三种", "按批复")
    disputed.ask = typing(Decision("第四种", ""), told)
    disputed.detail.another_button.click()
    settle(qtbot, disputed)

    assert (isinstance(told[0], UserError), shown_errors) == (True, [])
    assert world.measure_text() == "第三种"


def test_the_dialog_asks_for_a_choice_and_takes_other_words(qtbot, disputed):
    one = disputed.model.row_at(0).conflict
    dialog = ResolveDialog(None, one, {})
    qtbot.addWidget(dialog)
    dialog.show()

    dialog.do_button.click()
    assert "请选择" in dialog.wrong.text()
    dialog.text.setPlainText("分两期，\t一期年内通水 ")
    dialog.reason.setText("协商一致")
    dialog.do_button.click()

    assert dialog.answer() == Decision("分两期， 一期年内通水", "协商一致")


def test_an_unreadable_date_is_not_taken_as_a_decision(qtbot, disputed):
    one = disputed.model.row_at(0).conflict
    values = [conflicts.LivingValue(f"a{n}", f"2026-11-{n:02}", TOWN, "", "", n == 1) for n in (1, 2)]
    on_a_day = conflicts.Conflict(
        "measure",
        one.uid,
        "done_on",
        "完成日期",
        one.problem_uid,
        one.code,
        one.record,
        one.owner,
        (*values,),
    )
    dialog = ResolveDialog(None, on_a_day, {})
    qtbot.addWidget(dialog)

    dialog.text.setPlainText("下周")
    dialog.do_button.click()

    assert "2026-11-01" in dialog.wrong.text()


def test_values_are_said_in_words_and_references_cannot_be_typed(disputed):
    one = disputed.model.row_at(0).conflict
    flag = conflicts.Conflict(
        "problem", one.uid, "confidential", "内部掌握", one.uid, "", "", one.owner,
        (conflicts.LivingValue("a", True, TOWN, "", "", True),),
    )  # fmt: skip

    assert [value_words(value, {"u1": TOWN}) for value in (True, None, "u1", ["甲", "乙"], 3)] == [
        "是",
        "〔空〕",
        TOWN,
        "甲、乙",
        "3",
    ]
    assert may_be_written(one)
    assert not may_be_written(flag)


def test_another_page_opens_a_tab_by_name(page):
    page.show_filter("冲突")

    assert page.tabs.currentIndex() == 3
    assert page.conflicts.stack.currentIndex() == 0


def test_conflicts_stand_above_every_page_until_they_are_decided(qtbot, page, world, context):
    heard = []
    context.banner_changed.connect(heard.append)
    path = world.package_for_county()
    world.disagree()
    receiving.receive(world.county, path)
    page.reload()
    assert heard[-1].words.startswith("还有 1 处冲突：1 处由本单位定夺")
    assert not heard[-1].closable

    (one,) = conflicts.list_conflicts(world.county)
    conflicts.resolve_conflict(world.county, one.kind, one.uid, one.field, one.values[0].value, "按批复")
    page.reload()

    assert heard[-1].words == ""


def test_a_number_key_takes_a_value_and_asks_for_the_reason_where_one_is_needed(qtbot, page, world, context):
    path = world.package_for_county()
    world.disagree()
    receiving.receive(world.county, path)
    page.reload()
    page.show_tab("冲突")
    asked = []

    def answer(_parent, conflict, _names, act_uid):
        asked.append(conflict.note_required)
        chosen = next(one for one in conflict.values if one.act_uid == act_uid)
        return Decision(chosen.value, "以现场为准")

    page.conflicts.ask = answering(answer)
    (conflict,) = conflicts.list_conflicts(world.county)
    qtbot.keyClick(page.conflicts.grid, Qt.Key.Key_1)
    settle(qtbot, page.conflicts)

    assert asked == [True]
    assert world.measure_text() == conflict.values[0].value
    assert "分歧以前：" in page.conflicts.detail.base.text() or page.conflicts.stack.currentIndex() == 0
