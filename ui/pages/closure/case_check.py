"""核对 of a case: the four lights, what is still missing in sentences, and the photos before and after."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from dczg_desktop.domain.words import ClosureStatus
from dczg_desktop.services.cases import CaseFile, PhotoFile
from ui.dialogs.photo import PhotoDialog
from ui.pages.closure.four_lights import FourLights
from ui.widgets.pair_view import PairView, Photo
from ui.widgets.words import button, ground, label, passage, restyle

READY = {
    ClosureStatus.NOT_APPLIED: "材料齐全，可以申请销号。",
    ClosureStatus.RETURNED: "系统条件都已满足。请对照退回意见逐条补正后，再重新申请：",
    ClosureStatus.IN_REVIEW: "各项条件都已满足，核对佐证后可以同意。",
    ClosureStatus.CLOSED: "已经销号，内容锁定。",
}


class CaseCheck(QWidget):
    """`show_photo` is the dialog for one photo; tests replace it."""

    def __init__(self) -> None:
        super().__init__()
        self.show_photo: Callable[[QWidget, str, Path, str], None] = PhotoDialog.ask
        self._pairs: tuple[tuple[PhotoFile | None, PhotoFile | None], ...] = ()
        self._shown = 0
        self.lights = FourLights()
        self.notice = ground("notice")
        self.summary, self.sentences = label("", "strong"), passage()
        self.pair = PairView()
        self.pair_title, self.next_pair = label("", "strong"), button("下一组", "link")
        self._lay_out()
        self.next_pair.clicked.connect(self._next)
        self.pair.opened.connect(self._enlarge)

    def _lay_out(self) -> None:
        told = QVBoxLayout(self.notice)
        told.setContentsMargins(12, 8, 12, 8)
        told.setSpacing(4)
        told.addWidget(self.summary)
        told.addWidget(self.sentences)
        head = QHBoxLayout()
        head.addWidget(self.pair_title, 1)
        head.addWidget(self.next_pair)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 8, 10, 8)
        layout.setSpacing(6)
        layout.addWidget(self.notice)
        layout.addWidget(self.lights)
        layout.addLayout(head)
        layout.addWidget(self.pair)
        layout.addStretch(1)

    def show_case(self, case: CaseFile) -> None:
        """Show one case from its beginning."""
        self.summary.setText(f"还有 {len(case.missing)} 条没有满足：" if case.missing else READY[case.status])
        told = [f"· {one}" for one in case.missing]
        if case.status is ClosureStatus.RETURNED and case.steps:
            told.append(f"退回意见（{case.steps[0].who}）：{case.steps[0].opinion}")
        self.sentences.setText("\n".join(told))
        self.sentences.setVisible(bool(told))
        self.notice.setProperty("tone", "warning" if case.missing else "")
        restyle(self.notice)
        self.lights.show_lights(case.lights)
        self._pairs, self._shown = case.pairs, 0
        self._show_pair()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        height = max(120, (self.width() - 30) * 3 // 8)  # photos are mostly four by three
        for pane in (self.pair.before, self.pair.after):
            pane.setFixedHeight(height)

    def _show_pair(self) -> None:
        count = len(self._pairs)
        self.pair.setVisible(bool(count))
        self.next_pair.setVisible(count > 1)
        if not count:
            self.pair_title.setText("还没有整改前、整改后的照片")
            return
        self.pair_title.setText(f"整改前后对照（第 {self._shown + 1} 组，共 {count} 组）")
        before, after = self._pairs[self._shown]
        same = before is not None and after is not None and before.sha256 == after.sha256
        warning = "整改前和整改后是同一个文件，请核实。" if same else ""
        self.pair.show_pair(_photo("before", before), _photo("after", after), warning)

    def _next(self) -> None:
        self._shown = (self._shown + 1) % len(self._pairs)
        self._show_pair()

    def _enlarge(self, side: str) -> None:
        photo = self._pairs[self._shown][side == "after"]
        if photo is not None and photo.path is not None:
            title = "整改后" if side == "after" else "整改前"
            self.show_photo(self, title, photo.path, f"{photo.name}　{photo.day}")


def _photo(side: str, photo: PhotoFile | None) -> Photo | None:
    if photo is None:
        return None
    if photo.path is None:
        return Photo(side, Path(photo.sha256), f"{photo.name}　原件尚未收到")
    return Photo(side, photo.path, f"{photo.name}　{photo.day}")
