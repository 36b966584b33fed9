"""Asks about people: a new account, a role, a password, and who is working now."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QLineEdit, QWidget

from dczg_desktop.base.errors import UserError
from dczg_desktop.domain.words import Role
from ui.widgets.dialog import Saved, Sheet
from ui.widgets.form import Form

MEANINGS = {
    Role.CLERK: "录入：登记问题、填报进展、附佐证",
    Role.REVIEWER: "审核：审核佐证和销号申请",
    Role.LEADER: "负责人：审核并批准",
    Role.ADMINISTRATOR: "管理员：另可管理用户",
}
SignIn = Callable[[str, str], None]
"""Takes name and password; raises UserError when they do not fit."""


@dataclass(frozen=True, slots=True)
class NewUser:
    """A new account; an empty password means none."""

    name: str
    role: Role
    password: str


@dataclass(frozen=True, slots=True)
class NewPassword:
    """The old and the new password; an empty new one removes it."""

    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Person:
    """An account that may work now."""

    name: str
    has_password: bool


def _secret(form: Form, name: str, hint: str = "", *, required: bool = False) -> QLineEdit:
    field = form.line(name, hint=hint, required=required)
    field.setEchoMode(QLineEdit.EchoMode.Password)
    return field


class UserDialog(Sheet):
    """A new account."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(
            parent, "新增用户", "新增", "每个人用自己的名字办理，操作日志按名字记录，申请和审核不能是同一人。"
        )
        form = Form()
        self.name = form.line("姓名", required=True)
        self.role = form.choice("角色", [(MEANINGS[role], role) for role in Role], Role.CLERK)
        self.password = _secret(form, "口令", "可以不设；设置时至少 10 个字符")
        self.again = _secret(form, "再输一遍口令")
        self.body.addWidget(form)
        self.check = self._missing
        self.name.setFocus()

    @classmethod
    def ask(cls, parent: QWidget | None, save: Callable[[NewUser], Saved]) -> None:
        """Have the account made by `save`."""
        dialog = cls(parent)
        dialog.save_by(dialog.answer, save)
        dialog.exec()

    def answer(self) -> NewUser:
        """What was typed."""
        return NewUser(self.name.text().strip(), Role(self.role.currentData()), self.password.text())

    def _missing(self) -> str:
        if not self.name.text().strip():
            return "请填写姓名。"
        return _differ(self.password, self.again)


class RoleDialog(Sheet):
    """Another role for an account."""

    def __init__(self, parent: QWidget | None, name: str, role: Role) -> None:
        super().__init__(parent, f"修改“{name}”的角色", "修改")
        form = Form()
        self.role = form.choice("角色", [(MEANINGS[one], one) for one in Role], role)
        self.body.addWidget(form)

    @classmethod
    def ask(cls, parent: QWidget | None, name: str, role: Role, save: Callable[[Role], Saved]) -> None:
        """Have the chosen role written by `save`."""
        dialog = cls(parent, name, role)
        dialog.save_by(dialog.answer, save)
        dialog.exec()

    def answer(self) -> Role:
        """The chosen role."""
        return Role(self.role.currentData())


class PasswordDialog(Sheet):
    """Sets or removes a password; `asks_old` when it is one's own and there is one."""

    def __init__(self, parent: QWidget | None, name: str, *, asks_old: bool) -> None:
        lead = "至少 10 个字符，可以用一句容易记住的话。留空表示取消口令。口令不写在任何地方，忘记后由管理员重设。"
        super().__init__(parent, f"设置“{name}”的口令", "设置", lead)
        form = Form()
        self.old = _secret(form, "原口令", required=True) if asks_old else QLineEdit()
        self.new = _secret(form, "新口令")
        self.again = _secret(form, "再输一遍")
        self.body.addWidget(form)
        self.check = self._missing

    @classmethod
    def ask(
        cls,
        parent: QWidget | None,
        name: str,
        save: Callable[[NewPassword], Saved],
        *,
        asks_old: bool,
    ) -> None:
        """Have the password set by `save`."""
        dialog = cls(parent, name, asks_old=asks_old)
        dialog.save_by(dialog.answer, save)
        dialog.exec()

    def answer(self) -> NewPassword:
        """What was typed."""
        return NewPassword(self.old.text(), self.new.text())

    def _missing(self) -> str:
        return _differ(self.new, self.again)


def _differ(first: QLineEdit, second: QLineEdit) -> str:
    if first.text() == second.text():
        return ""
    second.clear()
    second.setFocus()
    return "两遍口令不一样，请重新输入。"


class SignInDialog(Sheet):
    """Who is working; the password is tried here, so that a typing error costs nothing."""

    def __init__(
        self, parent: QWidget | None, people: Sequence[Person], chosen: str, sign_in: SignIn
    ) -> None:
        super().__init__(parent, "由谁办理", "开始办理", "此后的操作都记在这个名字下。")
        self._people = {person.name: person for person in people}
        self._sign_in = sign_in
        form = Form()
        name = chosen if chosen in self._people else next(iter(self._people), "")
        self.name = form.choice("用户", list(self._people), name)
        self.password = _secret(form, "口令")
        self.body.addWidget(form)
        self.name.currentIndexChanged.connect(self._show)
        self.check = self._try
        self._show()

    @classmethod
    def ask(
        cls, parent: QWidget | None, people: Sequence[Person], chosen: str, sign_in: SignIn
    ) -> str | None:
        """The name of who has signed in; None when nobody has."""
        dialog = cls(parent, people, chosen, sign_in)
        return dialog.answer() if dialog.exec() else None

    def answer(self) -> str:
        """The chosen name."""
        return str(self.name.currentData() or "")

    def _show(self) -> None:
        person = self._people.get(self.answer())
        needed = person is not None and person.has_password
        self.password.clear()
        self.password.setEnabled(needed)
        self.password.setPlaceholderText("" if needed else "没有设口令，直接开始")
        if needed:
            self.password.setFocus()

    def _try(self) -> str:
        try:
            self._sign_in(self.answer(), self.password.text())
        except UserError as error:
            self.password.selectAll()
            self.password.setFocus()
            return str(error)
        return ""
