"""Named accounts on this installation: who acts."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from dczg_desktop.base.clock import BEIJING, stamp
from dczg_desktop.base.errors import UserError
from dczg_desktop.domain.entities import User
from dczg_desktop.domain.words import Role
from dczg_desktop.safety.passwords import hash_password, refuse_weak, verify_password, waiting_seconds
from dczg_desktop.store.ledger import Ledger


@dataclass(frozen=True, slots=True)
class UserRow:
    """One account."""

    uid: str
    name: str
    role: Role
    disabled: bool
    has_password: bool


def list_users(ledger: Ledger) -> list[UserRow]:
    """All accounts in the order they were made."""
    with ledger.reading() as session:
        query = select(User.uid, User.name, User.role, User.disabled, User.secret != "").order_by(User.id)
        return [UserRow(*row) for row in session.execute(query)]


def add_user(ledger: Ledger, name: str, role: Role = Role.CLERK, password: str = "") -> str:
    """A new account; returns its uid. Raises UserError when the name is empty or taken, or the password weak."""
    name = name.strip()
    if not name:
        raise UserError("请填写用户姓名。")
    if password:
        refuse_weak(password, name)
    with ledger.transaction("新增用户", f"{name}（{role}）") as (session, _act):
        if session.scalar(select(User.id).where(User.name == name)):
            raise UserError(f"用户“{name}”已经存在，没有重复新增。")
        user = User(name=name, role=role, secret=hash_password(password) if password else "")
        session.add(user)
        session.flush()
        return user.uid


def sign_in(ledger: Ledger, name: str, password: str = "") -> None:
    """Make `name` the acting user. Raises UserError: unknown, disabled, wrong password."""
    with ledger.reading() as session:
        user = session.scalar(select(User).where(User.name == name.strip()))
        if user is None:
            raise UserError(f"没有名为“{name}”的用户。请在“系统—用户”里新增，或核对姓名。")
        if user.disabled:
            raise UserError(f"用户“{name}”已停用，不能办理业务。")
        uid, secret = user.uid, user.secret
    if secret:
        _check_password(ledger, uid, name, password, secret)
    ledger.user_uid = uid


def _check_password(ledger: Ledger, uid: str, name: str, password: str, secret: str) -> None:
    """Wrong tries are counted in the ledger; from the fifth on the account waits (safety.passwords)."""
    key = f"wrong:{uid[:26]}"
    tries, since = (ledger.meta(key) or "0 ").split(" ", 1)
    wait = waiting_seconds(int(tries))
    passed = (
        (ledger.moment() - datetime.fromisoformat(since).replace(tzinfo=BEIJING)).total_seconds()
        if since
        else 0.0
    )
    if wait and 0 <= passed < wait:
        raise UserError(f"用户“{name}”口令错误次数过多，请 {int(wait - passed) + 1} 秒后再试。")
    if verify_password(password, secret):
        if tries != "0":
            ledger.set_meta(key, "0 ")
        return
    ledger.set_meta(key, f"{int(tries) + 1} {stamp(ledger.moment())}")
    raise UserError(f"用户“{name}”的口令不对，没有登录。请重新输入。")


def act_as(ledger: Ledger, name: str) -> None:
    """Scripts: act as `name`, made on first mention (录入) so that a script can name two people."""
    known = {row.name for row in list_users(ledger)}
    if name.strip() not in known:
        add_user(ledger, name)
    sign_in(ledger, name)


def disable_user(ledger: Ledger, uid: str, *, disabled: bool = True) -> None:
    """Disable or re-enable an account; it is never deleted. Raises UserError for the acting user."""
    if uid == ledger.user_uid and disabled:
        raise UserError("不能停用正在使用的账号，请先换一个用户登录。")
    with ledger.transaction("停用用户" if disabled else "启用用户") as (session, act):
        user = session.scalar(select(User).where(User.uid == uid))
        if user is None:
            raise UserError("找不到这个用户，请刷新后重试。")
        act.title = user.name
        user.disabled = disabled
