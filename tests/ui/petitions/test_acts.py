from functools import partial

from openpyxl import Workbook

from dczg_desktop.services.importing.acceptance import accept_import
from dczg_desktop.services.importing.imports import preview_import
from dczg_desktop.services.petitions.closure import decide_petition
from dczg_desktop.services.petitions.points import Point, points_of
from dczg_desktop.services.petitions.repeats import repeats_of, similar_petitions
from tests.services.acts import SecondPerson
from tests.services.petition_acts import put
from tests.ui.petitions.scene import FIRST, SECOND, assert_beside_the_window, choose, noting, saving, shown
from tests.ui.typed import answering, is_kept_until_it_is_taken, leaving_open, typing
from ui.dialogs.petition_closure import ClosureAnswer, PetitionClosureDialog
from ui.dialogs.points import TRUTH, PointsDialog
from ui.dialogs.repeats import RepeatsDialog


def test_points_are_proposed_in_the_dialog_and_saved_from_the_page(page, ledger):
    choose(page, FIRST)

    def answer(parent, detail, points, propose):
        dialog = PointsDialog(parent, detail, points, propose)
        dialog.split_button.click()
        assert "按原文拆出 2 个点位" in dialog.wrong.text()
        assert "逐点为属实 1，不属实 1，整件写“属实”" in dialog.verdict.text()
        dialog.table.cellWidget(1, TRUTH).setCurrentIndex(1)
        assert dialog.check() == ""
        return dialog.answer()

    page.register.acts.ask_points = answering(answer)
    page.register.panel.points_button.click()

    uid = page.register.panel.detail.uid
    assert [(one.text, one.substantiated) for one in points_of(ledger, uid)] == [
        ("甲厂噪声", "属实"),
        ("乙厂异味", "属实"),
    ]
    assert "1. 甲厂噪声：属实" in page.register.panel.beside["points"].text()
    assert page.said == ["逐点清单已保存：新增 2，修改 0，移除 0。"]


def test_the_points_dialog_adds_removes_and_asks_for_words(qtbot, page):
    choose(page, FIRST)
    dialog = PointsDialog(page, page.register.panel.detail, [Point("甲", uid="u1")], list)
    qtbot.addWidget(dialog)
    assert dialog.check() == "没有改动。不需要修改时请点“取消”。"
    dialog.add_button.click()
    assert dialog.check() == "第 2 行没有写反映的问题。不要的行请选中后移除。"
    dialog.table.selectRow(0)
    dialog.remove_button.click()
    dialog.table.item(0, 0).setText("乙")

    assert dialog.answer() == [Point("乙")]
    dialog.split_button.click()
    assert "原文里没有" in dialog.wrong.text()


def test_both_ways_of_a_repetition_are_shown_and_may_be_denied(page, ledger):
    choose(page, SECOND)
    panel = page.register.panel
    told = [column.key for column in page.register.model.columns].index("told")
    assert page.register.model.index(0, told).data().startswith("〔重复2次〕")
    assert panel.beside["repeats"].text().startswith(f"同一问题共举报 2 次：{FIRST}、{SECOND}")
    choose(page, FIRST)
    assert f"被引用：{SECOND}" in panel.beside["repeats"].text()

    page.register.acts.ask_repeat = answering(lambda _p, _n, repeats, *_: ("deny", repeats.later[0].uid))
    panel.repeats_button.click()

    assert "已确认无关" in panel.beside["repeats"].text()
    assert page.said == ["已登记为互不相关，不再算作重复件。"]


def test_the_chain_is_opened_in_the_register(page):
    choose(page, FIRST)
    page.register.acts.ask_repeat = typing(("chain", "-"))

    page.register.panel.repeats_button.click()

    assert shown(page) == [FIRST, SECOND]
    assert page.register.only_words.text() == "只看指定的 2 件"


def test_similar_texts_are_proposed_and_confirmed_only_by_a_person(qtbot, page, context, ledger):
    told = "反映南坪镇三里洗砂场长期夜间生产，噪声扰民，废水直排古塘河"
    uid, other = (
        put(ledger, "X8", description=told),
        put(ledger, "X9", description=f"再次{told}，多次投诉未解决"),
    )
    before = repeats_of(ledger, uid).count
    threads = []
    similar = noting(threads, partial(similar_petitions, ledger, uid))
    dialog = RepeatsDialog(page, FIRST, repeats_of(ledger, uid), similar, lambda number: number, context)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.focusWidget() is dialog.similar_button
    assert not dialog.open_button.isEnabled()
    assert not dialog.apart_button.isEnabled()  # no other petition stands there yet

    dialog.similar_button.click()
    assert not dialog.similar_button.isEnabled()
    assert dialog.similar_button.text() == "正在找…"
    qtbot.waitUntil(dialog.similar_button.isEnabled)
    assert_beside_the_window(threads)
    rows = [dialog.table.item(row, 0).text() for row in range(dialog.table.rowCount())]
    assert "X9" in rows
    assert dialog.table.item(rows.index("X9"), 1).text().startswith("文字相近 ")
    assert repeats_of(ledger, uid).count == before

    dialog.table.selectRow(rows.index("X9"))
    assert dialog.apart_button.isEnabled()
    assert dialog.check() == ""
    assert dialog.answer() == ("confirm", other)
    dialog.number.setText("编号")
    dialog.check()
    assert dialog.answer() == ("confirm", "编号")


def test_closure_is_applied_for_from_the_page_and_the_dialog_says_what_is_missing(qtbot, page):
    refused = []
    choose(page, FIRST)
    page.register.acts.ask_closure = saving(ClosureAnswer("apply", "已整改"))
    page.register.panel.closure_button.click()
    assert page.register.panel.closure.word == "验收中"
    assert page.said == [f"信访件 {FIRST}：已申请验收销号。"]

    page.register.acts.ask_closure = saving(ClosureAnswer("agree", "同意"), refused)
    page.register.panel.closure_button.click()
    assert "申请人不能审批本人事项" in refused[0]

    detail = page.register.panel.detail
    blocked = PetitionClosureDialog(page, detail, "未申请验收", [], ["没有写明是否属实"])
    qtbot.addWidget(blocked)
    assert blocked.check() == "请先补齐上面列出的内容。"
    deciding = PetitionClosureDialog(page, detail, "验收中", [], [])
    qtbot.addWidget(deciding)
    assert deciding.check() == "请写明意见。"
    deciding.opinion.setPlainText("到位")
    assert deciding.check() == ""
    assert deciding.answer() == ClosureAnswer("agree", "到位")


def test_a_petition_is_voided_and_taken_back_with_reasons(page, ledger):
    choose(page, SECOND)
    panel, asked = page.register.panel, []

    def reason(_parent, title, verb, lead, _name, save):
        asked.append((title, verb, lead))
        save("重复登记")

    page.register.acts.ask_reason = reason
    panel.void_button.click()

    assert shown(page) == [FIRST]
    assert page.said[-1] == f"已作废信访件 {SECOND}。"
    assert asked[0][:2] == ("作废信访件", "作废")
    assert "记录保留" in asked[0][2]
    bar = page.register.filters
    bar.set_values({"mark": "已作废"})
    bar.changed.emit(bar.values())
    assert shown(page) == [SECOND]
    choose(page, SECOND)
    assert panel.voided.text() == "已作废：重复登记。不再统计和公开，记录保留。"
    assert panel.closure.word == "已作废"
    assert not panel.edit_button.isEnabled()
    assert panel.void_button.text() == "恢复(&V)"

    panel.void_button.click()

    assert asked[1][:2] == ("恢复信访件", "恢复")
    bar.set_values({"mark": ""})
    bar.changed.emit(bar.values())
    assert shown(page) == [FIRST, SECOND]


def test_setting_a_closed_petition_back_asks_for_the_reason_and_says_what_it_means(page, ledger):
    choose(page, FIRST)
    page.register.acts.ask_closure = saving(ClosureAnswer("apply", "已整改"))
    page.register.panel.closure_button.click()
    with SecondPerson(ledger):
        decide_petition(ledger, page.register.panel.detail.uid, agree=True, opinion="到位")
    page.reload()
    asked: list[str] = []
    answers = iter(["", "回头看发现复产"])

    def reason(_parent, _title, _verb, lead, _name, save, **_more):
        asked.append(lead)
        if words := next(answers):
            save(words)

    page.register.acts.ask_changes = saving({"completion": "未办结"})
    page.register.acts.ask_reason = reason

    page.register.panel.edit_button.click()
    assert page.register.panel.closure.word == "已验收销号"  # no reason, no change
    page.register.panel.edit_button.click()

    assert page.register.panel.completion.word == "未办结"
    assert page.register.panel.closure.word == "未申请验收"
    assert "已验收销号。改为“未办结”就是重新启动整改" in asked[0]
    assert page.said[-1] == f"已保存信访件 {FIRST} 的 2 处修改，验收销号已重新启动。"


def test_the_reason_of_a_voiding_that_is_refused_stays_in_its_dialog(qtbot, monkeypatch, page):
    choose(page, SECOND)
    dialogs = []
    page.register.acts.ask_reason = leaving_open(dialogs)

    page.register.panel.void_button.click()

    is_kept_until_it_is_taken(qtbot, monkeypatch, dialogs[0])


def test_a_reason_for_setting_back_is_offered_again_after_the_changes_were_put_right(page, ledger):
    choose(page, FIRST)
    page.register.acts.ask_closure = saving(ClosureAnswer("apply", "已整改"))
    page.register.panel.closure_button.click()
    with SecondPerson(ledger):
        decide_petition(ledger, page.register.panel.detail.uid, agree=True, opinion="到位")
    page.reload()
    dialogs, refused = [], []

    def ask(_parent, _detail, _marks, save):
        save({"completion": "未办结", "deadline": "尽快"})
        dialogs[0].text.setPlainText("回头看发现复产")
        dialogs[0].do_button.click()
        refused.append(dialogs[0].wrong.text())
        dialogs[0].reject()
        save({"completion": "未办结", "deadline": "2026-12-31"})
        dialogs[1].do_button.click()

    page.register.acts.ask_changes, page.register.acts.ask_reason = ask, leaving_open(dialogs)
    page.register.panel.edit_button.click()

    assert "无法识别" in refused[0]
    assert dialogs[1].answer() == "回头看发现复产"
    assert page.register.panel.completion.word == "未办结"


def test_every_value_read_from_a_file_says_which_cell_it_stood_in(page, ledger, tmp_path):
    rows = [
        ["受理编号", "交办问题基本情况", "行政区域", "是否属实", "目前进展情况", "核算系数"],
        ["D3GS202606090031", "反映油烟扰民", "南坪镇", "属实", "已安装净化器", "0.2"],
    ]
    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.save(tmp_path / "今日.xlsx")
    accept_import(ledger, preview_import(ledger, tmp_path / "今日.xlsx"))
    page.reload()
    choose(page, "D3GS202606090031")
    panel = page.register.panel

    tips = {name: words.toolTip() for name, words in {**panel.short, **panel.long}.items()}

    assert "出处：“今日.xlsx”工作表“Sheet” C2" in tips["area"]
    assert "“今日.xlsx”工作表“Sheet” B2" in tips["description"]
    assert "“今日.xlsx”工作表“Sheet” E2" in tips["result"]
    assert tips["deadline"] == ""
    assert panel.beside["extra"].text() == "核算系数：0.2"
    origin = panel.beside["origin"].text()
    assert origin.startswith("“今日.xlsx”工作表“Sheet”第 2 行　")
    assert "交办问题基本情况 B2" in origin
    choose(page, FIRST)
    assert panel.beside["origin"].isHidden()
    assert panel.long["description"].toolTip() == ""
