"""Changes of an account that already exists: its role and its password."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dczg_desktop.base.errors import UserError
from dczg_desktop.domain.entities import User
from dczg_desktop.domain.words import Role
from dczg_desktop.safety.passwords import hash_password, refuse_weak, verify_password
from dczg_desktop.store.ledger import Ledger, require_user


def change_role(ledger: Ledger, uid: str, role: Role) -> None:
    """Give an account another role.

    Raises UserError when the acting user is no 管理员, or when the last 管理员 would be lost.
    """
    with ledger.transaction("修改用户") as (session, act):
        _require_administrator(session, ledger.user_uid)
        user = _account(session, uid)
        act.title = f"{user.name}：{user.role} 改为 {role}"
        if user.role is Role.ADMINISTRATOR and role is not Role.ADMINISTRATOR and _is_last(session, uid):
            raise UserError(f"“{user.name}”是唯一的管理员，没有改动。请先让另一个用户担任管理员。")
        user.role = role


def set_password(ledger: Ledger, uid: str, new: str, old: str = "") -> None:
    """Set, change or (with an empty `new`) remove a password.

    One's own needs the old one; another's needs a 管理员. Raises UserError: not allowed, old one wrong, new one weak.
    """
    with ledger.transaction("设置口令") as (session, act):
        user = _account(session, uid)
        act.title = user.name
        if uid != ledger.user_uid:
            _require_administrator(session, ledger.user_uid)
        elif user.secret and not verify_password(old, user.secret):
            raise UserError("原口令不对，口令没有改动。请重新输入；忘记口令时请管理员重设。")
        if new:
            refuse_weak(new, user.name)
        user.secret = hash_password(new) if new else ""


def _account(session: Session, uid: str) -> User:
    user = session.scalar(select(User).where(User.uid == uid))
    if user is None:
        raise UserError("找不到这个用户，请刷新后重试。")
    return user


def _require_administrator(session: Session, uid: str) -> None:
    if require_user(session, uid).role is not Role.ADMINISTRATOR:
        raise UserError("这件事由管理员办理，没有改动。请先换成管理员用户。")


def _is_last(session: Session, uid: str) -> bool:
    others = select(func.count(User.id)).where(
        User.role == Role.ADMINISTRATOR, ~User.disabled, User.uid != uid
    )
    return not session.scalar(others)
