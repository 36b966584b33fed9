"""用户: who may work here, in which role, and who is working now."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QHBoxLayout

from dczg_desktop.domain.words import Role
from dczg_desktop.services.accounts import change_role, set_password
from dczg_desktop.services.ledgers import office_card
from dczg_desktop.services.users import UserRow, add_user, disable_user, list_users, sign_in
from ui.context import Context
from ui.dialogs.user import NewPassword, NewUser, PasswordDialog, Person, RoleDialog, SignInDialog, UserDialog
from ui.models.grid import GridModel
from ui.models.lines import Lines
from ui.pages.acting import attempt, perform
from ui.widgets.columns import GridColumn
from ui.widgets.grid import Grid
from ui.widgets.page import Page
from ui.widgets.words import allow, button, passage

COLUMNS = (
    GridColumn("name", "姓名", 150),
    GridColumn("role", "角色", 110),
    GridColumn("password", "口令", 100),
    GridColumn("state", "状态", 120, "chip"),
    GridColumn("now", "", 200, "long", sortable=False),
)
ADMIN_ONLY = "由管理员办理：请先用“换用户”换成管理员"


@dataclass(frozen=True, slots=True)
class UserLine:
    """One account in words."""

    id: int
    user: UserRow
    name: str
    role: str
    password: str
    state: str
    now: str


class UsersPanel(Page):
    """The list of accounts and what can be done with the chosen one."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.ask_user, self.ask_role = UserDialog.ask, RoleDialog.ask
        self.ask_password, self.ask_person = PasswordDialog.ask, SignInDialog.ask
        self.lines: Lines[UserLine] = Lines()
        self.model = GridModel(COLUMNS, self.lines.ids, self.lines.rows, self)
        self.grid = Grid("系统-用户", context, "还没有用户")
        self.grid.show_model(self.model)
        self.switch_button = button("换用户(&U)", "primary")
        self.add_button, self.role_button = button("新增用户(&N)"), button("修改角色")
        self.password_button, self.disable_button = button("设置口令"), button("停用")
        self.body.addWidget(
            passage(
                "每个人用自己的名字办理。申请销号和审核不能是同一人；停用的用户留在记录里，不会删除。",
                "secondary",
            )
        )
        self.body.addWidget(self.grid, 1)
        self.body.addLayout(self._acts())
        self.grid.chosen.connect(self.enable)
        self.switch_button.clicked.connect(self._switch)
        self.add_button.clicked.connect(self._add)
        self.role_button.clicked.connect(self._change_role)
        self.password_button.clicked.connect(self._set_password)
        self.disable_button.clicked.connect(self._disable)

    def _acts(self) -> QHBoxLayout:
        acts = QHBoxLayout()
        for act in (self.add_button, self.role_button, self.password_button, self.disable_button):
            acts.addWidget(act)
        acts.addStretch(1)
        acts.addWidget(self.switch_button)
        return acts

    def reload(self) -> None:
        self.lines.put(self._line(user) for user in list_users(self.context.ledger))
        self.model.reload()
        self.enable()

    def enable(self) -> None:
        """Give every button its state and the reason."""
        user, mine = self.chosen(), self.context.ledger.user_uid
        none = "" if user else "先选一个用户"
        others = "" if self._is_administrator() else ADMIN_ONLY
        own = user is not None and user.uid == mine
        allow(self.add_button, others)
        allow(self.role_button, none or others)
        allow(self.password_button, none or ("" if own else others), "设置、更换或取消口令")
        allow(self.disable_button, none or others or ("不能停用正在使用的账号" if own else ""))
        self.disable_button.setText("重新启用" if user and user.disabled else "停用")
        alone = sum(1 for line in self._all() if not line.user.disabled) < 2
        allow(self.switch_button, "只有一个用户。请先新增用户" if alone else "", "换成另一个人办理")

    def chosen(self) -> UserRow | None:
        """The chosen account."""
        line = self.lines.get(self.grid.current_id())
        return line.user if line else None

    def _line(self, user: UserRow) -> UserLine:
        now = "正在办理" if user.uid == self.context.ledger.user_uid else ""
        state = "已停用" if user.disabled else "正常"
        password = "已设置" if user.has_password else "未设置"
        return UserLine(self.lines.number(user.uid), user, user.name, user.role.value, password, state, now)

    def _all(self) -> list[UserLine]:
        return list(self.lines.rows(self.lines.ids(None, None)))

    def _is_administrator(self) -> bool:
        mine = self.context.ledger.user_uid
        return any(line.user.uid == mine and line.user.role is Role.ADMINISTRATOR for line in self._all())

    def _try(self, act: Callable[[], object], words: str) -> str:
        return attempt(self.context, act, words, undoable=False)

    def _add(self) -> None:
        def save(new: NewUser) -> str:
            act = partial(add_user, self.context.ledger, new.name, new.role, new.password)
            return self._try(act, f"已新增用户“{new.name}”（{new.role}）。")

        self.ask_user(self, save)

    def _change_role(self) -> None:
        if (user := self.chosen()) is None:
            return

        def save(role: Role) -> str:
            act = partial(change_role, self.context.ledger, user.uid, role)
            return self._try(act, f"“{user.name}”的角色改为{role}。") if role is not user.role else ""

        self.ask_role(self, user.name, user.role, save)

    def _set_password(self) -> None:
        user = self.chosen()
        if user is None:
            return
        own = user.uid == self.context.ledger.user_uid

        def save(answer: NewPassword) -> str:
            act = partial(set_password, self.context.ledger, user.uid, answer.new, answer.old)
            return self._try(act, f"“{user.name}”的口令已{'设置' if answer.new else '取消'}。")

        self.ask_password(self, user.name, save, asks_old=own and user.has_password)

    def _disable(self) -> None:
        if user := self.chosen():
            act = partial(disable_user, self.context.ledger, user.uid, disabled=not user.disabled)
            words = f"“{user.name}”已{'重新启用' if user.disabled else '停用'}。"
            perform(self.context, self, act, words, undoable=False)

    def _switch(self) -> None:
        context, ledger = self.context, self.context.ledger
        people = [Person(line.name, line.user.has_password) for line in self._all() if not line.user.disabled]
        picked = self.chosen()
        other = picked.name if picked else ""
        name = self.ask_person(self, people, other, partial(sign_in, ledger))
        if name is None:
            return
        context.settings.last_user = name
        context.keep_settings()
        context.open_ledger(ledger, ledger.user_uid, name, office_card(ledger).name)
        context.say(f"现在由{name}办理。")
