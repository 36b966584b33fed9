"""The tab 基本情况: the fields of the problem, edited where they stand, and all that is known of their origin."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout

from dczg_desktop.domain.amendments import returnable
from dczg_desktop.domain.dictionary import KINDS, Owner
from dczg_desktop.domain.records import Value
from dczg_desktop.services.amendments import propose, return_fields
from dczg_desktop.services.detail import ProblemDetail
from dczg_desktop.services.problems import edit_problem
from dczg_desktop.services.requests import may_be_returned_to
from ui.context import Context
from ui.dialogs.amendment import OF_PROBLEM, Proposed, ProposeDialog, ReturnDialog, Returned
from ui.pages.acting import attempt, perform
from ui.pages.ledger.conflicts import ConflictList
from ui.pages.ledger.deadlines import DeadlineList
from ui.pages.ledger.fields import EditField
from ui.pages.ledger.origin import OriginList, origin_tip
from ui.pages.ledger.panel import ProblemPanel, why_locked, why_not_ours
from ui.widgets.form import Form
from ui.widgets.words import allow, button, ground, label


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """A field of the problem: its name in the ledger, its title, how it is edited."""

    key: str
    title: str
    kind: str = "line"


FIELDS = (
    FieldSpec("description", "问题描述", "text"),
    FieldSpec("goal", "整改目标", "text"),
    FieldSpec("plan", "措施原文", "text"),
    FieldSpec("category", "类别"),
    FieldSpec("area", "属地"),
    FieldSpec("commonness", "共性个性"),
    FieldSpec("assigned_on", "交办日期", "day"),
    FieldSpec("accountability", "责任追究", "text"),
    FieldSpec("remark", "备注", "text"),
    FieldSpec("internal_note", "内部备注", "text"),
    FieldSpec("confidential", "内部掌握，不随数据包发出", "tick"),
)


class BasicsPanel(ProblemPanel):
    """Nothing is written before 保存; `bar` with that button is put where it is always in sight."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.add_requests("problem")
        self.fields: dict[str, EditField] = {}
        self._shown: dict[str, Value] = {}
        self.conflicts, self.deadlines, self.origin = (
            ConflictList(context),
            DeadlineList(context),
            OriginList(),
        )
        form = Form()
        for spec in FIELDS:
            field = EditField(spec.kind, spec.title, spec.title if spec.kind == "tick" else "")
            form.add("保密" if spec.kind == "tick" else spec.title, field)
            field.changed.connect(self._typed)
            self.fields[spec.key] = field
        self.ask_return, self.ask_proposal = ReturnDialog.ask, ProposeDialog.ask
        self.return_button, self.propose_button = button("退回修改(&B)…"), button("建议修改…")
        self.body.addWidget(self.conflicts)
        self.add_buttons(self.return_button, self.propose_button)
        for part in (form, self.deadlines, self.origin):
            self.body.addWidget(part)
        self.return_button.clicked.connect(self._return)
        self.propose_button.clicked.connect(self._propose)
        self.end()
        self.save_button = button("保存修改(&S)", "primary", "保存（Ctrl+S）")
        self.drop_button = button("放弃修改")
        self.bar = self._save_bar()
        keys = QShortcut(QKeySequence(QKeySequence.StandardKey.Save), self)
        keys.activated.connect(self.save)
        self.save_button.clicked.connect(self.save)
        self.drop_button.clicked.connect(self.drop)

    def show_problem(self, detail: ProblemDetail) -> None:
        """Show the stored values; what was typed for the same problem and not saved stays."""
        kept = self.changes() if detail.uid == self.uid else {}
        super().show_problem(detail)
        for key, field in self.fields.items():
            field.lock(why_foreign(detail, key))
            field.tell(origin_tip(detail, key))
            field.show_value(detail.fields.get(key))
            self._shown[key] = field.value()
            if key in kept:
                field.show_value(kept[key])
        self.conflicts.show_problem(detail)
        self.deadlines.show_problem(detail)
        self.origin.show_problem(detail)
        lower = may_be_returned_to(self.context.ledger, detail.uid)
        none = "" if lower else "没有登记过的下级单位填报或承担这个问题"
        allow(self.return_button, why_locked(detail) or none, "逐处退回下级填报的内容，写明理由")
        self.propose_button.setVisible(not detail.ours)
        allow(self.propose_button, why_locked(detail), "对交办单位掌握的内容提出修改建议")
        self._typed()

    def _return(self) -> None:
        detail, ledger = self.detail, self.context.ledger
        if detail is None:
            return
        lower = may_be_returned_to(ledger, detail.uid)

        def save(answer: Returned) -> str:
            act = partial(return_fields, ledger, detail.uid, answer.wishes, answer.to_office_uid)
            return attempt(self.context, act, f"已退回 {len(answer.wishes)} 处，随下一次数据包下发。")

        self.ask_return(self, f"问题 {detail.row.code}", returnable(detail.facts), lower, save)

    def _propose(self) -> None:
        detail, ledger = self.detail, self.context.ledger
        if detail is None:
            return
        now = {name: str(value) for name, value in detail.fields.items() if value is not None}
        deadline = detail.facts.deadline()
        now["deadline"] = deadline.raw if deadline else ""
        issuer = detail.issuer or "上级"

        def save(answer: Proposed) -> str:
            act = partial(propose, ledger, detail.uid, answer.values, answer.reason)
            return attempt(self.context, act, f"已向{issuer}提出 {len(answer.values)} 处建议。")

        self.ask_proposal(self, f"问题 {detail.row.code}", issuer, OF_PROBLEM, now, save)

    def changes(self) -> dict[str, Value]:
        """What was typed and differs from what is stored."""
        typed = {key: field.value() for key, field in self.fields.items()}
        return {key: value for key, value in typed.items() if value != self._shown.get(key, value)}

    def save(self) -> bool:
        """Write what was typed; False when it was refused."""
        changes, detail = self.changes(), self.detail
        if not changes or detail is None:
            return True
        return perform(
            self.context,
            self,
            lambda: edit_problem(self.context.ledger, detail.uid, changes),
            lambda count: f"已保存问题 {detail.row.code} 的 {count} 处修改。",
        )

    def drop(self) -> None:
        """Show the stored values again."""
        for key, field in self.fields.items():
            field.show_value(self._shown.get(key))
        self._typed()

    def edit(self) -> None:
        """Put the cursor into the first field that may be changed."""
        for field in self.fields.values():
            if field.is_open():
                field.setFocus()
                return

    def _save_bar(self) -> QFrame:
        bar = ground("notice")
        layout = QHBoxLayout(bar)
        layout.setContentsMargins(12, 5, 8, 5)
        layout.addWidget(label("有修改还没有保存"), 1)
        layout.addWidget(self.drop_button)
        layout.addWidget(self.save_button)
        bar.hide()
        return bar

    def _typed(self) -> None:
        self.bar.setVisible(bool(self.changes()))


def why_foreign(detail: ProblemDetail, key: str) -> str:
    """Why this field may not be changed here; '' when it may (docs/package-format.md, ownership)."""
    if key == "internal_note" or KINDS["problem"].owner_of(key) is not Owner.ISSUER:
        return why_locked(detail)
    return why_not_ours(detail)
