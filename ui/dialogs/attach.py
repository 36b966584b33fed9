"""Asks which files are taken in as evidence, and what they show."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QListWidget, QWidget

from dczg_desktop.domain.words import EvidenceRole
from ui.widgets.dialog import Saved, Sheet
from ui.widgets.form import Form
from ui.widgets.words import button


@dataclass(frozen=True, slots=True)
class Attachment:
    """Files of one role; `measure_uid` names the measure they prove, '' for the whole problem."""

    files: tuple[Path, ...]
    role: EvidenceRole
    note: str = ""
    measure_uid: str = ""


class AttachDialog(Sheet):
    """`files` may already be there (dropped on the page); `measures` are (uid, text) to choose from."""

    def __init__(
        self,
        parent: QWidget | None,
        code: str,
        files: Sequence[Path] = (),
        role: EvidenceRole = EvidenceRole.AFTER,
        measures: Sequence[tuple[str, str]] = (),
    ) -> None:
        super().__init__(
            parent, "附佐证材料", "附上", f"问题 {code}　照片、PDF、Office/WPS 文档、视频都可以，可多选。"
        )
        self.choose = button("选择文件(&F)…")
        self.list = QListWidget()
        self.list.setAccessibleName("要附上的文件")
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.list.setMaximumHeight(150)
        self.body.addWidget(self.list)
        self.body.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignLeft)
        form = Form()
        self.role = form.choice("材料类别", [(one.value, one) for one in EvidenceRole], role)
        options: list[tuple[str, object]] = [("整个问题", "")]
        options += [(text if len(text) <= 30 else text[:29] + "…", uid) for uid, text in measures]
        self.measure = form.choice("对应措施", options)
        self.note = form.line("说明", hint="例如：拍摄地点、文号，可留空")
        self.body.addWidget(form)
        self._files: list[Path] = []
        self._take(files)
        self.choose.clicked.connect(self._choose)
        self.check = self._missing
        self.choose.setFocus()

    @classmethod
    def ask(
        cls,
        parent: QWidget | None,
        code: str,
        files: Sequence[Path],
        role: EvidenceRole,
        measures: Sequence[tuple[str, str]],
        save: Callable[[Attachment], Saved],
    ) -> None:
        """Have the files taken in by `save`."""
        dialog = cls(parent, code, files, role, measures)
        dialog.save_by(dialog.answer, save)
        dialog.exec()

    def answer(self) -> Attachment:
        """What was chosen."""
        return Attachment(
            tuple(self._files),
            EvidenceRole(self.role.currentData()),
            self.note.text().strip(),
            str(self.measure.currentData()),
        )

    def _choose(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(self, "选择佐证材料")
        self._take([Path(name) for name in names])

    def _take(self, files: Sequence[Path]) -> None:
        for file in files:
            if file not in self._files:
                self._files.append(file)
                self.list.addItem(file.name)
                self.list.item(self.list.count() - 1).setToolTip(str(file))

    def _missing(self) -> str:
        return "" if self._files else "请先选择要附上的文件。"
