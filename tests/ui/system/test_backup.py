"""Copies and backups are made and brought back, and it is said what would be lost."""

from pathlib import Path

from dczg_desktop.safety.copies import safety_copy
from dczg_desktop.services.problems import ProblemDraft, add_problem
from tests.ui.system.scene import idle
from ui.pages.system.backup import size_words


def test_a_copy_tells_what_would_be_lost_and_comes_back(qtbot, page, context, said, tmp_path):
    ledger = context.ledger
    safety_copy(ledger.path, "导入前", ledger.moment())
    add_problem(ledger, ProblemDraft(description="污水直排"))
    page.show_filter("备份与恢复")
    backup = page.backup
    assert "先在上面选一份备份" in backup.restore_button.toolTip()
    backup.grid.selectRow(0)
    assert "新增问题" in backup.words.text()

    told: list[str] = []
    backup.confirm = lambda *words: bool(told.append(words[-1])) or True
    backup.ask_target = lambda _parent, proposed: proposed
    backup.restore_button.click()
    idle(qtbot, backup)

    assert (tmp_path / "青石县（恢复）.dczg").is_file()
    assert "没有之后办理的" in told[0]
    assert "请重新交换单位卡片" in said[-1]
    assert context.settings.recent[-1].endswith("青石县（恢复）.dczg")


def test_a_full_backup_is_made_and_brought_back(qtbot, page, context, said, tmp_path):
    page.show_filter("备份与恢复")
    backup = page.backup
    backup.ask_folder = lambda _parent, _title: tmp_path / "U盘"
    backup.backup_button.click()
    idle(qtbot, backup)
    (folder,) = Path(tmp_path / "U盘").iterdir()
    assert "已备份到" in said[-1]

    backup.ask_folder = lambda _parent, _title: folder
    backup.confirm = lambda *_words: True
    backup.ask_target = lambda _parent, _proposed: tmp_path / "另一本.dczg"
    backup.folder_button.click()
    idle(qtbot, backup)
    assert (tmp_path / "另一本.dczg").is_file()


def test_a_folder_that_is_no_backup_is_refused(page, shown_errors, tmp_path):
    page.backup.ask_folder = lambda _parent, _title: tmp_path

    page.backup.folder_button.click()

    assert "不能恢复" in str(shown_errors[0])


def test_sizes_in_words():
    assert (size_words(10), size_words(3_500_000)) == ("1 KB", "3.3 MB")
