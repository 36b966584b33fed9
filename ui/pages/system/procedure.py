"""销号流程: which province's way of closing this office follows, with its steps, basis, materials and notice."""

from functools import partial

from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from dczg_desktop.domain.procedures import Procedure
from dczg_desktop.services.cases import notice_rule
from dczg_desktop.services.closure import choose_procedure, list_procedures, procedure_of
from ui.context import Context
from ui.pages.acting import perform
from ui.widgets.cards import SectionCard
from ui.widgets.form import Form
from ui.widgets.page import Page
from ui.widgets.scroll import scrolled
from ui.widgets.words import allow, button, passage


class ProcedurePanel(Page):
    """A choice at the left, what it means at the right; cases already under way keep their procedure."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._procedures = {one.key: one for one in list_procedures()}
        self._group = QButtonGroup(self)
        self.choices: dict[str, QRadioButton] = {}
        choices = SectionCard("本单位用哪一种")
        for key, procedure in self._procedures.items():
            choice = QRadioButton(procedure.name)
            self.choices[key] = choice
            self._group.addButton(choice)
            choices.body.addWidget(choice)
            choice.toggled.connect(self._show)
        choices.body.addStretch(1)
        self.use_button = button("采用这个流程(&Y)", "primary")
        self.meaning = SectionCard("")
        self._inside: QWidget | None = None
        self._right = QVBoxLayout()
        self.meaning.body.addLayout(self._right, 1)
        acts = QHBoxLayout()
        acts.addStretch(1)
        acts.addWidget(self.use_button)
        self.meaning.body.addLayout(acts)
        both = QHBoxLayout()
        both.setSpacing(12)
        both.addWidget(choices, 2)
        both.addWidget(self.meaning, 3)
        self.body.addWidget(
            passage("以后新申请的销号按选定的流程办。已经在办的，按申请时的流程办完。", "secondary")
        )
        self.body.addLayout(both, 1)
        self.use_button.clicked.connect(self._use)

    def reload(self) -> None:
        self.choices[procedure_of(self.context.ledger).key].setChecked(True)
        self._show()

    def chosen(self) -> Procedure:
        """The marked procedure."""
        return next(self._procedures[key] for key, choice in self.choices.items() if choice.isChecked())

    def _show(self) -> None:
        if not any(choice.isChecked() for choice in self.choices.values()):
            return
        procedure = self.chosen()
        is_used = procedure.key == procedure_of(self.context.ledger).key
        self.meaning.set_heading(f"{procedure.name}{'（正在采用）' if is_used else ''}")
        form = Form()
        form.shown("依据", procedure.basis or "没有写明")
        steps = ["申请（责任单位）", *(f"{step.name}（{step.actor}）" for step in procedure.steps)]
        form.shown("环节", "\n".join(f"{number}. {step}" for number, step in enumerate(steps, start=1)))
        form.shown("必备材料", "、".join(procedure.materials) or "没有规定")
        form.shown("公示", notice_rule(procedure))
        if self._inside is not None:
            self._right.removeWidget(self._inside)
            self._inside.hide()
            self._inside.deleteLater()
        self._inside = scrolled(form)
        self._right.addWidget(self._inside)
        allow(self.use_button, "正在采用这个流程" if is_used else "", "以后新申请的销号都按它办")

    def _use(self) -> None:
        procedure = self.chosen()
        act = partial(choose_procedure, self.context.ledger, procedure.key)
        perform(self.context, self, act, f"以后新申请的销号按“{procedure.name}”办。", undoable=False)
