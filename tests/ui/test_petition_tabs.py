"""The tabs and dialogs of the page 信访件: batches, counts, bulletin, publications, points, repeats, closure, export."""

import threading
from datetime import date
from functools import partial

import pytest
from openpyxl import Workbook

from dczg_desktop.domain.entities import Petition
from dczg_desktop.services.importing.acceptance import accept_import
from dczg_desktop.services.importing.daily import batch_of_file
from dczg_desktop.services.importing.imports import preview_import
from dczg_desktop.services.petitions.batches import announce_batch, batches
from dczg_desktop.services.petitions.closure import decide_petition
from dczg_desktop.services.petitions.counts import count_table
from dczg_desktop.services.petitions.items import edit_petition
from dczg_desktop.services.petitions.listing import PetitionQuery
from dczg_desktop.services.petitions.points import Point, points_of
from dczg_desktop.services.petitions.printing import PROVINCE, PetitionOrder, count_report
from dczg_desktop.services.petitions.publications import MASK, Hit, editions, personal_hits, publish
from dczg_desktop.services.petitions.repeats import repeats_of, similar_petitions
from tests.services.acts import SecondPerson
from tests.services.petition_acts import put
from ui.dialogs.batch import BatchAnswer, BatchDialog, TakeBatchDialog
from ui.dialogs.petition_closure import ClosureAnswer, PetitionClosureDialog
from ui.dialogs.points import TRUTH, PointsDialog
from ui.dialogs.publish import PUBLIC, ExportAnswer, ExportDialog
from ui.dialogs.repeats import RepeatsDialog
from ui.pages.intake.order import BatchOrder
from ui.pages.petitions import PetitionsPage
from ui.theme.dress import dress

FIRST, SECOND = "D3GS202606070006", "D3GS202606090011"
FINDINGS = "（一）关于“甲厂噪声”问题。经查属实。（二）关于“乙厂异味”问题。经查不属实。"


@pytest.fixture
def page(qtbot, context, ledger):
    put(ledger, FIRST, batch="第1批", sequence="1", category="大气、噪声", responsible_unit="南坪镇", completion="已办结",
        findings=FINDINGS, substantiated="属实", result="罚款2万元")  # fmt: skip
    put(ledger, SECOND, batch="第2批", sequence="2", category="水", responsible_unit="石桥镇", completion="阶段性办结",
        findings=f"与{FIRST}号相同")  # fmt: skip
    context.open_ledger(ledger, ledger.user_uid, "张录入", "云溪市整改办")
    page = PetitionsPage(context)
    page.asked, page.said = [], []
    context.navigation_requested.connect(lambda name, chosen: page.asked.append((name, chosen)))
    context.said.connect(lambda words, _undoable: page.said.append(words))
    context.ledger_changed.connect(page.reload)
    qtbot.addWidget(page)
    page.resize(1190, 676)
    page.reload()
    return page


def shown(page) -> list[str]:
    model = page.register.grid.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def choose(page, number: str) -> None:
    page.register.grid.selectRow(shown(page).index(number))


def open_tab(page, name: str):
    page.show_filter(name)
    return page.panels[name]


def test_a_batch_is_chosen_and_walked_through_with_its_own_counts(page, ledger):
    announce_batch(ledger, "第2批", expected=3, handed_on=date(2026, 6, 9))
    page.reload()
    walk = page.register.walk

    walk.forth.click()
    assert (shown(page), page.register.cards["信访件总数"]._number) == ([FIRST], "1")
    walk.forth.click()
    assert shown(page) == [SECOND]
    assert walk.words.text() == "2026-06-09 交办，应有 3 件，已有 1 件，少 2 件，缺序号 1、3"
    assert not walk.forth.isEnabled()
    walk.back.click()
    walk.back.click()
    assert shown(page) == [FIRST, SECOND]


def test_completion_and_closure_are_filtered_apart(page):
    bar = page.register.filters
    bar.set_values({"closure": "未申请验收"})
    bar.changed.emit(bar.values())
    assert shown(page) == [FIRST, SECOND]

    bar.set_values({"closure": "未申请验收", "completion": "已办结"})
    bar.changed.emit(bar.values())
    assert shown(page) == [FIRST]


def test_a_row_of_the_batches_opens_its_petitions(page):
    panel = open_tab(page, "批次")
    assert [panel.model.index(row, 0).data() for row in range(panel.model.rowCount())] == ["第1批", "第2批"]

    panel.grid.opened.emit(2)

    assert page.tabs.currentIndex() == 0
    assert shown(page) == [SECOND]


def test_a_number_of_a_batch_opens_what_it_counts(page):
    panel = open_tab(page, "批次")
    keys = [column.key for column in panel.model.columns]
    for name, wanted in (
        ("completed", [FIRST]),
        ("staged", []),
        ("unfinished", []),
        ("closed", []),
        ("total", [FIRST]),
    ):
        panel.grid.setCurrentIndex(panel.model.index(0, keys.index(name)))
        panel.grid.opened.emit(1)
        assert shown(page) == wanted, name


def test_a_batch_is_announced_from_the_page(page, ledger):
    page.register.walk.choose("", "第2批")
    page.register.acts.ask_batch = lambda _parent, name, _row: BatchAnswer(name, None, 4)

    page.register.walk.announce.click()

    assert batches(ledger)[1].expected == 4
    assert page.said == ["已登记第2批。"]


def counts(qtbot, page):
    """The tab 统计 with its numbers, which are counted beside the window."""
    panel = open_tab(page, "统计")
    qtbot.waitUntil(lambda: not panel.inquiry.is_busy)
    return panel


def test_the_numbers_are_counted_beside_the_window(qtbot, page, monkeypatch):
    threads = []

    def noted(*args, **named):
        threads.append(threading.get_ident())
        return count_table(*args, **named)

    monkeypatch.setattr("ui.pages.petitions.counts.count_table", noted)

    counts(qtbot, page)

    assert_beside_the_window(threads)


def test_the_screen_writes_a_zero_where_the_printed_table_writes_one(qtbot, page, ledger):
    panel = counts(qtbot, page)
    printed = count_report(ledger, "unit", PetitionQuery())
    table = panel.table

    shown_rows = [
        tuple(table.item(row, column).text() for column in range(table.columnCount()))
        for row in range(table.rowCount())
    ]

    assert shown_rows == list(printed.rows)
    assert any("0" in row for row in shown_rows)


def test_every_number_of_the_table_opens_its_rows(qtbot, page):
    panel = counts(qtbot, page)
    table = panel.shown

    for row in range(len(table.rows)):
        for column, number in enumerate(table.rows[row].numbers):
            panel.table.cellDoubleClicked.emit(row, column + 1)
            assert len(shown(page)) == number


def test_the_table_may_count_each_item_once_and_go_by_batch(qtbot, page):
    panel = counts(qtbot, page)
    panel.filters.set_values({"by": "batch", "once": "每件只计第一类"})
    panel.filters.changed.emit(panel.filters.values())
    qtbot.waitUntil(lambda: not panel.inquiry.is_busy)

    assert [panel.table.item(row, 0).text() for row in range(panel.table.rowCount())] == [
        "第1批",
        "第2批",
        "合计",
    ]
    assert "每件只计入第一个污染类型" in panel.note.text()


def test_the_table_is_printed_and_exported(qtbot, page, tmp_path):
    panel = open_tab(page, "统计")
    documents = []
    panel.show_document = lambda _parent, _context, content, name: documents.append((content[:5], name))
    panel.ask_target = lambda _parent, name: tmp_path / name

    panel.print_button.click()
    qtbot.waitUntil(lambda: bool(documents) and not panel.is_busy, timeout=20_000)
    panel.export_button.click()
    qtbot.waitUntil(lambda: not panel.is_busy, timeout=20_000)

    assert documents == [(b"%PDF-", "信访件统计表.pdf")]
    assert (tmp_path / "信访件统计表.xlsx").is_file()


def test_the_elements_open_the_petitions_they_were_read_from(qtbot, page):
    panel = open_tab(page, "通报要素")
    qtbot.waitUntil(lambda: not panel.is_busy and panel.model.rowCount() == 7, timeout=20_000)
    fines = next(line for line in panel.lines.rows(panel.lines.ids(None, None)) if line.name == "罚款金额")
    assert fines.sum == "20,000"

    panel.grid.opened.emit(fines.id)

    assert shown(page) == [FIRST]
    place = [column.key for column in panel.model.columns].index("unread")
    panel.grid.setCurrentIndex(panel.model.index(fines.id - 1, place))
    panel.grid.opened.emit(fines.id)
    assert shown(page) == [FIRST]  # nothing is unread, so that nothing else is opened
    assert page.register.only_words.text() == "只看指定的 1 件"
    page.register.only_off.click()
    assert shown(page) == [FIRST, SECOND]


def test_public_lists_are_listed_and_opened_and_what_waits_too(page, ledger, tmp_path):
    publish(
        ledger,
        PetitionOrder(query=PetitionQuery(batch="第2批")),
        tmp_path / "一.xlsx",
        published_on=date(2026, 6, 10),
    )
    with ledger.reading() as session:
        uid = session.query(Petition).filter(Petition.number == SECOND).one().uid
    edit_petition(ledger, uid, {"completion": "已办结"})
    page.reload()
    panel = open_tab(page, "公开记录")
    assert panel.waiting_words.text() == "有 1 件公开时未办结、现已办结，待再次公开。"

    place = [column.key for column in panel.model.columns].index("unfinished")
    panel.grid.setCurrentIndex(panel.model.index(0, place))
    panel.grid.opened.emit(1)
    assert shown(page) == [SECOND]
    panel.waiting_button.click()
    assert shown(page) == [SECOND]
    assert page.register.filters.values()["mark"] == "待再次公开"


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

    page.register.acts.ask_points = answer
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

    page.register.acts.ask_repeat = lambda _p, _n, repeats, *_: ("deny", repeats.later[0].uid)
    panel.repeats_button.click()

    assert "已确认无关" in panel.beside["repeats"].text()
    assert page.said == ["已登记为互不相关，不再算作重复件。"]


def test_the_chain_is_opened_in_the_register(page):
    choose(page, FIRST)
    page.register.acts.ask_repeat = lambda *_: ("chain", "-")

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
    assert dialog.check() == ""
    assert dialog.answer() == ("confirm", other)
    dialog.number.setText("编号")
    dialog.check()
    assert dialog.answer() == ("confirm", "编号")


def test_closure_is_applied_for_from_the_page_and_the_dialog_says_what_is_missing(qtbot, page, shown_errors):
    choose(page, FIRST)
    page.register.acts.ask_closure = lambda *_: ClosureAnswer("apply", "已整改")
    page.register.panel.closure_button.click()
    assert page.register.panel.closure.word == "验收中"
    assert page.said == [f"信访件 {FIRST}：已申请验收销号。"]

    page.register.acts.ask_closure = lambda *_: ClosureAnswer("agree", "同意")
    page.register.panel.closure_button.click()
    assert "申请人不能审批本人事项" in str(shown_errors[0])

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


@pytest.mark.parametrize("public", [False, True])
def test_a_list_is_written_from_the_page(qtbot, page, ledger, tmp_path, public):
    order = PetitionOrder(PROVINCE, internal=not public)
    day = date(2026, 6, 10) if public else None
    page.register.files.ask_export = lambda *_: ExportAnswer(order, public, ".xlsx", {}, day, "市政府网站")
    page.register.files.ask_target = lambda _parent, name: tmp_path / name

    page.register.export_button.click()
    qtbot.waitUntil(lambda: bool(page.said), timeout=20_000)
    qtbot.waitUntil(page.register.strip.isHidden)

    words = "已登记公开" if public else "已写出"
    assert words in page.said[0]
    assert len(editions(ledger)) == int(public)


def test_the_internal_list_is_shown_as_it_will_lie_on_paper(qtbot, page):
    documents = []
    page.register.files.show_document = lambda _p, _c, content, name: documents.append((content[:5], name))
    page.register.files.ask_export = lambda *_: ExportAnswer(PetitionOrder(), False, ".pdf")

    page.register.export_button.click()
    qtbot.waitUntil(lambda: bool(documents), timeout=20_000)
    qtbot.waitUntil(page.register.strip.isHidden)

    assert documents == [(b"%PDF-", "信访件一览表.pdf")]


def noting(threads, work):
    """The work, and on which thread it was done."""

    def noted(*args, tick):
        threads.append(threading.get_ident())
        return work(*args, tick=tick)

    return noted


def assert_beside_the_window(threads):
    assert threads
    assert threading.main_thread().ident not in threads


def test_the_export_dialog_asks_about_every_personal_passage(qtbot, page, context, ledger):
    put(ledger, "D9", description="11栋2单元203号市民反映，电话13800001234")
    threads = []
    hits = noting(threads, partial(personal_hits, ledger))
    dialog = ExportDialog(page, PetitionQuery(), 3, 0, hits, date(2026, 11, 22), context)
    qtbot.addWidget(dialog)
    assert dialog.check() == ""
    assert dialog.answer().public is False

    dialog.version.setCurrentText(PUBLIC)
    assert dialog.check() == "正在逐件查找可能泄露个人信息的内容，查完才能写出，请稍候。"
    qtbot.waitUntil(lambda: not dialog.is_busy)
    assert_beside_the_window(threads)
    assert dialog.table.rowCount() == 2
    assert dialog.check().startswith("还有没处理的个人信息")
    dialog.mask_all.click()
    assert dialog.check() == ""
    answer = dialog.answer()
    assert set(answer.decisions.values()) == {MASK}
    assert answer.published_on == date(2026, 11, 22)
    dialog.record.setChecked(False)
    assert dialog.answer().published_on is None
    dialog._count = 0
    assert dialog.check().startswith("当前的批次和筛选里没有信访件")


def some_hits(count):
    return [
        Hit(f"k{number}", "u", FIRST, "栏", "手机号", "电话", "13800001111", "反映", "138****1111")
        for number in range(count)
    ]


def test_an_answer_to_an_older_choice_never_shows(qtbot, page, context, ledger):
    gate, asked = threading.Event(), []

    def hits(order, tick):
        asked.append(order.form)
        if len(asked) == 1:
            gate.wait(10)
            return some_hits(1)
        return some_hits(2)

    dialog = ExportDialog(page, PetitionQuery(), 3, 0, hits, ledger.today(), context)
    qtbot.addWidget(dialog)
    dialog.version.setCurrentText(PUBLIC)
    qtbot.waitUntil(lambda: bool(asked))

    dialog.set.setCurrentIndex(1)
    gate.set()

    qtbot.waitUntil(lambda: not dialog.is_busy)
    assert len(set(asked)) == 2
    assert dialog.table.rowCount() == 2


def test_hundreds_of_passages_come_into_the_table_a_few_at_a_time(qtbot, page, context, ledger):
    dialog = ExportDialog(
        page, PetitionQuery(), 3, 0, lambda *_, **__: some_hits(60), ledger.today(), context
    )
    qtbot.addWidget(dialog)
    counts = []
    dialog.table.model().rowsInserted.connect(lambda _at, first, last: counts.append(last - first + 1))

    dialog.version.setCurrentText(PUBLIC)
    qtbot.waitUntil(lambda: not dialog.is_busy)

    assert counts == [25, 25, 10]
    dialog.mask_all.click()
    assert len(dialog.answer().decisions) == 60
    assert dialog.check() == ""


def test_closing_the_dialog_ends_its_search(qtbot, page, context, ledger):
    ended = threading.Event()

    def hits(_order, tick):
        try:
            while True:
                tick(0, 0)
        finally:
            ended.set()

    dialog = ExportDialog(page, PetitionQuery(), 3, 0, hits, ledger.today(), context)
    qtbot.addWidget(dialog)
    dialog.version.setCurrentText(PUBLIC)

    dialog.reject()

    assert ended.wait(5)
    assert not dialog.is_busy


def a_list(folder, title: str):
    rows = [
        [title, "", "", ""],
        ["序号", "受理编号", "交办问题基本情况", "是否属实"],
        ["1", "D3GS202606090021", "反映油烟扰民", "属实"],
        ["2", "D3GS202606090022", "反映河道垃圾", ""],
    ]
    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.active.merge_cells("A1:D1")
    book.save(folder / "今日.xlsx")
    return folder / "今日.xlsx"


def test_the_batch_of_a_file_comes_from_its_title_and_is_asked_for(qtbot, page, tmp_path):
    path = a_list(tmp_path, "青石县信访件一览表（第十七批 2026年6月9日）")
    dialog = TakeBatchDialog(page, path, batch_of_file(path), "第三轮督察")
    qtbot.addWidget(dialog)

    assert dialog.windowTitle() == "导入本日批次"
    assert dialog.check() == ""
    assert dialog.answer() == BatchAnswer("第17批", date(2026, 6, 9), None, "", "第三轮督察")
    dialog.name.setText("补报")
    assert dialog.check() == "批次请写成“第17批”。"
    dialog.name.setText("17")
    dialog.expected.setText("x")
    assert dialog.check() == "应有件数要填整数，或留空。"


def test_the_button_hands_the_file_and_its_batch_to_the_import(qtbot, page, tmp_path, monkeypatch):
    path = a_list(tmp_path, "一览表")
    page.register.files.ask_file = lambda _parent: path
    page.register.files.ask_take = lambda *_: BatchAnswer("第17批", date(2026, 6, 9), 3, "", "督察")
    threads = []
    monkeypatch.setattr("ui.pages.petitions.files.batch_of_file", noting(threads, batch_of_file))

    page.register.import_button.click()

    assert not page.register.import_button.isEnabled()
    assert not page.register.strip.isHidden()
    qtbot.waitUntil(lambda: bool(page.asked))
    assert_beside_the_window(threads)
    assert page.register.import_button.isEnabled()
    assert page.asked == [("导入表格", BatchOrder(path, "第17批", "督察", date(2026, 6, 9), 3))]


def test_a_file_that_cannot_be_read_is_told(qtbot, page, tmp_path, shown_errors):
    broken = tmp_path / "坏.xlsx"
    broken.write_bytes(b"")
    page.register.files.ask_file = lambda _parent: broken

    page.register.import_button.click()

    qtbot.waitUntil(lambda: bool(shown_errors))
    assert "坏.xlsx" in str(shown_errors[0])
    assert page.asked == []


def test_the_batch_dialog_keeps_what_is_known(qtbot, page, ledger):
    announce_batch(ledger, "第1批", expected=3)
    dialog = BatchDialog(page, "第1批", batches(ledger)[0])
    qtbot.addWidget(dialog)

    assert dialog.answer() == BatchAnswer("第1批", None, 3)


def test_in_large_type_no_field_of_the_public_export_is_cut(qtbot, qapp, context, ledger):
    dress(qapp, 15)
    try:
        dialog = ExportDialog(
            None, PetitionQuery(), 1, 0, lambda *_, **__: some_hits(1), ledger.today(), context
        )
        qtbot.addWidget(dialog)
        dialog.show()

        dialog.version.setCurrentText(PUBLIC)
        qtbot.waitUntil(lambda: not dialog.is_busy)
        qapp.processEvents()

        assert dialog.form.height() >= dialog.form.sizeHint().height()
        assert dialog.place.height() >= dialog.place.sizeHint().height()
    finally:
        dress(qapp, 11)


def test_a_petition_is_voided_and_taken_back_with_reasons(page, ledger):
    choose(page, SECOND)
    panel, asked = page.register.panel, []

    def reason(_parent, title, verb, lead, _name):
        asked.append((title, verb, lead))
        return "重复登记"

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
    page.register.acts.ask_closure = lambda *_: ClosureAnswer("apply", "已整改")
    page.register.panel.closure_button.click()
    with SecondPerson(ledger):
        decide_petition(ledger, page.register.panel.detail.uid, agree=True, opinion="到位")
    page.reload()
    asked: list[str] = []
    answers = iter([None, "回头看发现复产"])
    page.register.acts.ask_changes = lambda *_: {"completion": "未办结"}
    page.register.acts.ask_reason = lambda _p, _t, _v, lead: asked.append(lead) or next(answers)

    page.register.panel.edit_button.click()
    assert page.register.panel.closure.word == "已验收销号"  # no reason, no change
    page.register.panel.edit_button.click()

    assert page.register.panel.completion.word == "未办结"
    assert page.register.panel.closure.word == "未申请验收"
    assert "已验收销号。改为“未办结”就是重新启动整改" in asked[0]
    assert page.said[-1] == f"已保存信访件 {FIRST} 的 2 处修改，验收销号已重新启动。"


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
