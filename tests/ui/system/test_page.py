"""The tabs of the page 系统: verification, checks, the log of acts, procedures, the display, about."""

from PySide6.QtWidgets import QLabel

from dczg_desktop.domain.findings import Finding, Severity
from dczg_desktop.domain.words import EvidenceRole
from dczg_desktop.services.closure import procedure_of
from dczg_desktop.services.evidence import attach_files
from dczg_desktop.services.grid import GridQuery, problem_ids
from dczg_desktop.services.problems import ProblemDraft, add_problem
from tests.ui.system.scene import idle


def test_verification_answers_in_words(qtbot, page, context, tmp_path):
    uid = add_problem(context.ledger, ProblemDraft(description="污水直排"))
    (tmp_path / "照片.txt").write_text("照片", encoding="utf-8")
    made = attach_files(context.ledger, uid, [tmp_path / "照片.txt"], EvidenceRole.BEFORE)[0]
    panel = page.verification

    panel.start_button.click()
    idle(qtbot, panel)
    assert panel.verdict.text().startswith("核验通过：3 次操作")
    assert panel.answers["佐证材料"].text() == "共 1 份，全部与登记时一致。"

    context.ledger.evidence.path_of(made.sha256).write_text("换过的照片", encoding="utf-8")
    panel.start_button.click()
    idle(qtbot, panel)
    assert "核验发现问题" in panel.verdict.text()
    assert [chip.word for chip in panel.chips.values()] == ["正常", "正常", "严重"]
    assert "照片.txt" in panel.answers["佐证材料"].text()


def test_checks_list_findings_and_open_the_problem(qtbot, page, context):
    uid = add_problem(context.ledger, ProblemDraft(description="污水直排", deadline="2020年6月底前"))
    asked: list[tuple[str, object]] = []
    context.navigation_requested.connect(lambda name, which: asked.append((name, which)))
    panel = page.findings

    panel.start_button.click()
    idle(qtbot, panel)
    assert len(panel.model.ids()) > 0
    panel.grid.selectRow(0)
    panel.grid.opened.emit(panel.grid.current_id())

    assert asked == [("整改台账", GridQuery(uids=(uid,)))]


def test_findings_are_narrowed_by_weight_and_rule(page):
    panel = page.findings
    panel.show_findings(
        [
            Finding("R19", Severity.WARN, "u1", "甲-1", "时限", "已逾期 3 天"),
            Finding("R13", Severity.BLOCK, "u2", "甲-2", "进展", "残留占位符"),
        ]
    )

    panel.filters.set_values({"severity": "阻断"})
    panel._show(panel.filters.values())

    assert [line.code for line in panel.lines.rows(panel.model.ids())] == ["甲-2"]


def test_the_log_shows_acts_and_takes_one_back(page, context, said):
    add_problem(context.ledger, ProblemDraft(description="污水直排"))
    page.show_filter("操作日志")
    panel = page.journal
    panel.reload()
    assert [panel.model.row_at(row).act for row in range(2)] == ["新增问题", "新建台账"]
    panel.grid.selectRow(1)
    assert panel.undo_button.toolTip() == "“新建台账”不能撤销"

    panel.grid.selectRow(0)
    panel.undo_button.click()
    panel.reload()

    assert problem_ids(context.ledger, GridQuery()) == []
    assert said[-1].startswith("已撤销：新增问题")
    panel.grid.selectRow(0)
    assert panel.undo_button.text() == "重做这一步(&Z)"
    panel.filters.set_values({"act": "新建台账"})
    panel._show()
    assert len(panel.model.ids()) == 1


def test_a_procedure_shows_its_steps_and_is_adopted(page, context):
    page.show_filter("销号流程")
    panel = page.procedure
    assert "正在采用" in panel.use_button.toolTip()

    panel.choices["山东"].setChecked(True)
    panel.use_button.click()

    assert procedure_of(context.ledger).key == "山东"
    panel.reload()
    assert "正在采用" in panel.meaning.heading.text()


def test_the_display_acts_at_once_and_is_kept(page, context):
    sizes: list[int] = []
    context.point_size_changed.connect(sizes.append)
    page.show_filter("显示")

    assert all("督办预警" not in one.text() for one in page.display.findChildren(QLabel))  # no such page
    page.display.sizes[15].click()
    page.display.rows[3].click()
    page.display.days.setValue(20)

    settings = context.settings
    assert (sizes, settings.point_size, settings.rows, settings.due_soon_days) == ([15], 15, 3, 20)


def test_about_names_office_and_file(page, context):
    page.show_filter("关于")

    assert page.about.office.text() == "青石县（县，代码 450421）"
    assert page.about.path.text() == str(context.ledger.path)
