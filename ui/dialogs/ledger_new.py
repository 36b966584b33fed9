"""Asks what a new ledger needs: whose it is, its code and level, the first user, and where the file lies."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QWidget

from dczg_desktop.domain.words import Level
from ui.widgets.dialog import Sheet
from ui.widgets.form import Form
from ui.widgets.words import button

SUFFIX = ".dczg"
_FORBIDDEN = re.compile(r'[\\/:*?"<>|\s]+')
_LEVELS = {
    Level.PROVINCE: "省（自治区、直辖市）",
    Level.CITY: "市（州、盟）",
    Level.COUNTY: "县（市、区、旗）",
    Level.TOWNSHIP: "乡镇（街道）",
    Level.DEPARTMENT: "部门（行业主管部门、园区、企业）",
}


@dataclass(frozen=True, slots=True)
class NewLedger:
    """Everything `services.ledgers.create_ledger` asks for."""

    path: Path
    office: str
    code: str
    level: Level
    first_user: str


class LedgerDialog(Sheet):
    """The file name follows the office until it is changed by hand."""

    def __init__(self, parent: QWidget | None, folder: Path, draft: NewLedger | None = None) -> None:
        super().__init__(
            parent,
            "新建台账",
            "新建台账",
            "一个单位建一本台账。单位名称和代码会印在数据包上，请按正式名称填写。",
        )
        self.ask_file: Callable[[QWidget, Path], Path | None] = ask_file
        self._own_path = draft is not None
        self._folder = folder
        form = Form()
        self.office = form.line("单位名称", draft.office if draft else "", required=True, hint="例如：青石县")
        self.code = form.line(
            "单位代码", draft.code if draft else "", required=True, hint="行政区划代码，或本级自编代码"
        )
        level = draft.level if draft else Level.COUNTY
        self.level = form.choice("层级", [(words, one) for one, words in _LEVELS.items()], level)
        self.user = form.line(
            "第一个用户",
            draft.first_user if draft else "",
            required=True,
            hint="经办人姓名，可以管理其他用户",
        )
        self.path = QLineEdit(str(draft.path) if draft else "")
        self.path.setAccessibleName("存放位置")
        form.add("存放位置", self._place(), required=True)
        self._form = form
        self.body.addWidget(form)
        self.setMinimumWidth(620)
        self.office.textChanged.connect(self._propose)
        self.path.textEdited.connect(self._keep)
        self.check = self._missing
        self._propose()
        self.office.setFocus()

    def _place(self) -> QWidget:
        whole = QWidget()
        choose = button("选择…", "", "存在本机硬盘上；不要放在 U 盘、共享文件夹或云盘里")
        layout = QHBoxLayout(whole)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.path, 1)
        layout.addWidget(choose)
        whole.setFocusProxy(self.path)
        choose.clicked.connect(self._choose)
        return whole

    @classmethod
    def ask(cls, parent: QWidget | None, folder: Path, draft: NewLedger | None = None) -> NewLedger | None:
        """What to make; None when cancelled. `draft` is what was typed at a first try."""
        dialog = cls(parent, folder, draft)
        return dialog.answer() if dialog.exec() else None

    def answer(self) -> NewLedger:
        """What was typed."""
        path = Path(self.path.text().strip())
        return NewLedger(
            path if path.suffix == SUFFIX else path.with_name(path.name + SUFFIX) if path.name else path,
            self.office.text().strip(),
            self.code.text().strip(),
            Level(self.level.currentData()),
            self.user.text().strip(),
        )

    def _propose(self) -> None:
        if not self._own_path:
            name = _FORBIDDEN.sub("", self.office.text()) or "督察整改"
            self.path.setText(str(self._folder / f"{name}{SUFFIX}"))
            self.path.setCursorPosition(0)

    def _keep(self) -> None:
        self._own_path = True

    def _choose(self) -> None:
        if chosen := self.ask_file(self, self.answer().path):
            self._own_path = True
            self.path.setText(str(chosen))

    def _missing(self) -> str:
        self._form.clear_faults()
        for field, words in (
            (self.office, "请填写单位名称。"),
            (self.code, "请填写单位代码。"),
            (self.user, "请填写第一个用户的姓名。"),
        ):
            if not field.text().strip():
                self._form.fault(field, words)
        if self._form.has_faults():
            return "还有必填的内容没有填写。"
        path = self.answer().path
        if not path.is_absolute():
            return "请用“选择…”指定台账存放在哪个文件夹。"
        return (
            f"“{path.name}”已经存在。请换一个文件名，或取消后用“打开台账文件”打开它。"
            if path.exists()
            else ""
        )


def ask_file(parent: QWidget, proposed: Path) -> Path | None:
    """Where the new ledger goes; None when the user changed their mind."""
    chosen, _ = QFileDialog.getSaveFileName(
        parent, "台账存放在哪里", str(proposed), f"督察整改台账 (*{SUFFIX})"
    )
    return Path(chosen) if chosen else None
