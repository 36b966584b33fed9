"""What every tab of the detail panel is: told which problem to show, and never asked before it is in sight."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from dczg_desktop.services.asked import Asked
from dczg_desktop.services.detail import ProblemDetail
from ui.context import Context
from ui.pages.ledger.requests import RequestList
from ui.widgets.flow import FlowLayout
from ui.widgets.words import label


class ProblemPanel(QWidget):
    """Base of the tabs; fill `self.body` in the constructor and answer `show_problem`."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.detail: ProblemDetail | None = None
        self.requests: RequestList | None = None
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(10, 10, 10, 10)
        self.body.setSpacing(8)

    @property
    def uid(self) -> str:
        """The problem that is shown; '' before the first one."""
        return self.detail.uid if self.detail else ""

    def show_problem(self, detail: ProblemDetail) -> None:
        """Show this problem as it is now."""
        self.detail = detail
        if self.requests is not None:
            self.requests.show_problem(detail)

    def add_requests(self, *kinds: str) -> None:
        """Show here what was sent back or proposed about records of these kinds."""
        self.requests = RequestList(self.context, kinds)
        self.body.addWidget(self.requests)

    def waiting(self, asked: Iterable[Asked]) -> int:
        """How many of these have to be dealt with here."""
        return self.requests.count(asked) if self.requests is not None else 0

    def add_heading(self, words: str) -> None:
        """A heading between two parts of the panel."""
        self.body.addWidget(label(words, "strong"))

    def add_buttons(self, *buttons: QPushButton) -> None:
        """A row of buttons that goes on below where the panel is narrow."""
        row, flow = QWidget(), FlowLayout(6)
        row.setLayout(flow)
        for one in buttons:
            flow.addWidget(one)
        self.body.addWidget(row)

    def end(self) -> None:
        """Keep everything at the top."""
        self.body.addStretch(1)
        self.body.setAlignment(Qt.AlignmentFlag.AlignTop)


def why_locked(detail: ProblemDetail | None) -> str:
    """Why nothing may be changed on this problem; '' when it may."""
    if detail is None:
        return "请先在列表中选择一个问题"
    if detail.row.voided:
        return "问题已作废，不能再修改"
    if detail.released:
        return f"问题已移交{detail.released}，本单位只能查看"
    return "问题已销号并锁定；确需改动请先“重新启动”" if detail.locked else ""


def why_not_ours(detail: ProblemDetail | None) -> str:
    """Why what belongs to the issuing office may not be changed here; '' when it may."""
    if locked := why_locked(detail):
        return locked
    if detail is not None and not detail.ours:
        return f"由交办单位（{detail.issuer or '上级'}）掌握，本级不能直接修改"
    return ""
