"""Sheets filled in by somebody who has only a spreadsheet program, with another program's writer."""

from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

from dczg_desktop.base.errors import UserError
from dczg_desktop.services.incoming.receiving import receive
from dczg_desktop.services.trust.sealing import opened_seal
from tests.services.workbooks import Filled
from tests.soak.ledger_file import State, acts_after, plain, read_state
from tests.soak.oracle import Diverged
from tests.soak.world import Machine

if TYPE_CHECKING:
    from tests.soak.history import History, Parcel


FINISHED = {
    "measure": ("整改措施", "完成情况"),
    "petition": ("信访件", "处理和整改情况"),
    "petition_point": ("信访件", "处理和整改情况"),
}
"""Where somebody writes what was done, in a field that is called `result` everywhere."""


def fill_in(history: "History", machine: Machine, parcel: "Parcel", dice: Random, uids: list[str]) -> None:
    """Some cells of real fill-in sheets, the result of one of these records among them.

    What changed here meanwhile must live beside what was filled in.
    """
    standing = [r for r in parcel.file.records if not r["fields"].get("voided")]
    records = {r["uid"]: r["kind"] for r in standing if r["uid"] in set(uids)}
    codes = {r["uid"]: r["fields"]["code"] for r in standing if r["kind"] == "problem"}
    if not records or not codes:
        return
    uid = dice.choice(list(records))
    try:
        path, word = _filled(history, machine, parcel, dice, (records[uid], uid), codes)
    except StopIteration:  # a row that is not on the sheets: the problem was only released to the receiver
        return
    before = history.states[machine.name]
    try:
        receipt = receive(machine.ledger, path, accept_hand_edits=True)
    except UserError as refusal:
        history.tell(machine.name, f"回填件（被拒绝：{str(refusal)[:40]}）")
        history.unchanged(machine, "拒收回填件")
        return
    after = read_state(machine.path)
    history.states[machine.name] = after
    history.tell(machine.name, f"接收回填件：{len(receipt.hand_edits)} 处，未接收 {len(receipt.refused)} 处")
    if records[uid] != "measure" and word:
        history.done["手工填写信访件"] += 1
    history.oracle.acted(machine.name, after, acts_after(machine.path, before.acts), beside=True)
    if (
        word
        and receipt.accepted
        and uid in before.mutable
        and all(fault.value != word for fault in receipt.refused)
    ):
        _judge(machine, uid, word, before, after, plain(parcel.contents.shown[uid]["result"]))


def _filled(
    history: "History",
    machine: Machine,
    parcel: "Parcel",
    dice: Random,
    record: tuple[str, str],
    codes: dict[str, str],
) -> tuple[Path, str]:
    """The file after somebody wrote into it, and what they wrote into the result of the measure, petition or point."""
    new, word = history.deeds.word, ""
    kind, uid = record
    opened = opened_seal(machine.ledger, parcel.path)
    filled = Filled(opened)
    if dice.random() < 0.7:
        word = new()
        sheet, heading = FINISHED[kind]
        filled.fill(sheet, uid, **{heading: word})
    if dice.random() < 0.5:
        filled.fill("进展填报", dice.choice(list(codes)), 本期进展=new())
    if dice.random() < 0.3:
        filled.fill("责任清单", dice.choice(list(codes)), 责任人员=new())
    if dice.random() < 0.3:
        filled.add("整改措施", 台账编号=dice.choice(list(codes.values())), 整改措施=new())
    if kind != "measure" and dice.random() < 0.3:
        filled.add("信访件", 受理编号="X3605", 交办问题基本情况=new())
    return filled.save(f"回填{len(history.story)}.xlsx"), word


def _judge(machine: Machine, uid: str, word: str, before: State, after: State, sent: Any) -> None:
    """The word stands alone when nobody wrote here since the sheet left; else both stand."""
    old, values = before.mutable[uid], set(after.mutable[uid].living["result"].values())
    wanted = {word} if old.shown["result"] == sent else {word, *old.living["result"].values()}
    if values != wanted:
        raise Diverged(f"{machine.name} 回填的完成情况应为 {wanted}，实为 {values}")
