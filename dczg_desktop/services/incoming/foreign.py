"""What merging would do with records of kinds that only a newer program knows."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from dczg_desktop.domain.records import ActNote, Record
from dczg_desktop.domain.versions import fixed_order, merge
from dczg_desktop.store.foreign import hidden_foreign, load_foreign


@dataclass(slots=True)
class ForeignPlan:
    """Records of kinds that a newer program knows: kept as they come, merged like mutable ones, brought back when hidden."""

    new: list[Record] = field(default_factory=list)
    merged: list[tuple[Record, Record]] = field(default_factory=list)
    returning: list[Record] = field(default_factory=list)
    kinds: dict[str, int] = field(default_factory=dict)

    def words(self) -> tuple[str, ...]:
        """One sentence for whoever receives; none when everything is known."""
        if not self.kinds:
            return ()
        listed = "、".join(f"{name} {count} 条" for name, count in sorted(self.kinds.items()))
        return (f"来文含新版程序才认识的记录（{listed}），已原样保存、随问题转发；升级程序后自动补入台账。",)


def plan_foreign(
    session: Session, plan: ForeignPlan, kind: str, arriving: dict[str, Record], notes: Mapping[str, ActNote]
) -> None:
    """Compare what came of one such kind with what is kept here."""
    ours, hidden = load_foreign(session, kind, list(arriving)), hidden_foreign(session, kind)
    shown = fixed_order(notes, lambda _: None)
    plan.kinds[kind] = len(arriving)
    for uid, record in arriving.items():
        if uid not in ours:
            plan.new.append(record)
            continue
        merged = merge(ours[uid], record, shown)
        if merged != ours[uid]:
            plan.merged.append((ours[uid], merged))
        if uid in hidden:
            plan.returning.append(record)
