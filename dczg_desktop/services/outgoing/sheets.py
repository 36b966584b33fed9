"""The sheets a person sees in a package: read-only lists, and the ones to fill in."""

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from dczg_desktop.domain.entities import Board
from dczg_desktop.domain.facts import ProblemFacts
from dczg_desktop.domain.words import DutyRole, Job
from dczg_desktop.exchange.sheets import Sheet, SheetColumn, SheetRow
from dczg_desktop.services.petitions.sheets import PETITIONS
from dczg_desktop.store.facts import load_facts

PROBLEMS, DUTIES, MEASURES, PROGRESS, EVIDENCE = "问题清单", "责任清单", "整改措施", "进展填报", "佐证材料"

JOB_OF = {
    PROGRESS: Job.PROGRESS, MEASURES: Job.MEASURES, DUTIES: Job.PEOPLE, Job.MEASURES.value: Job.MEASURES,
    Job.PEOPLE.value: Job.PEOPLE, Job.MATERIALS.value: Job.MATERIALS, PETITIONS: Job.PETITIONS,
    Job.PETITIONS.value: Job.PETITIONS,
}  # fmt: skip
"""What each sheet that can be filled in is for, in packages and in sheets made for the job."""


_CODE = SheetColumn("code", "台账编号", 16, note="用来对应问题，请勿改动。")
_TEXT = SheetColumn("description", "问题描述", 46)


def build_sheets(session: Session, problems: Sequence[str], period: str) -> list[Sheet]:
    """All sheets for these problems; progress is to be filled in for `period` (`2026-11`)."""
    facts = load_facts(session, problems)
    ordered = [facts[uid] for uid in problems if uid in facts]
    boards = {b.uid: b for b in session.scalars(select(Board)) if b.uid in facts}
    return [
        problem_sheet(ordered, boards),
        _duties(ordered),
        _measures(ordered),
        _progress(ordered, period),
        _evidence(ordered),
    ]


def people_words(problem: ProblemFacts, role: DutyRole) -> str:
    """The people in a role as one cell shows them: `王建（副县长）、李敏`."""
    return "、".join(
        f"{duty.name}（{duty.post}）" if duty.post else duty.name for duty in problem.named(role)
    )


def _named(problem: ProblemFacts, *roles: DutyRole) -> str:
    return "、".join(duty.name for duty in problem.named(*roles))


def problem_sheet(problems: Iterable[ProblemFacts], boards: dict[str, Board]) -> Sheet:
    """The list of problems to look at; nothing in it is to be filled in."""
    columns = (
        _CODE, SheetColumn("number", "问题编号", 20), SheetColumn("source", "来源", 22), _TEXT, SheetColumn("goal", "整改目标", 30),
        SheetColumn("deadline", "整改时限", 18), SheetColumn("unit", "责任单位", 20), SheetColumn("supervisor", "督导单位", 18),
        SheetColumn("status", "进度", 14), SheetColumn("closure", "销号", 10),
    )  # fmt: skip
    rows = []
    for problem in problems:
        board, deadline = boards[problem.uid], problem.deadline()
        rows.append(
            SheetRow(problem.uid, {
                "code": problem.code, "number": board.number, "source": board.source, "description": problem.description,
                "goal": problem.goal, "deadline": deadline.raw if deadline else "", "unit": board.unit,
                "supervisor": board.supervisor, "status": board.progress_status.value, "closure": board.closure_status.value,
            })
        )  # fmt: skip
    return Sheet(
        PROBLEMS,
        "问题清单",
        "由交办单位掌握，供核对。不能在此修改；如有不同意见请写在“进展填报”的困难栏。",
        columns,
        rows,
    )


def _duties(problems: Iterable[ProblemFacts]) -> Sheet:
    columns = (
        _CODE, _TEXT, SheetColumn("unit", "责任单位", 22), SheetColumn("supervisor", "督导单位", 20),
        SheetColumn("leader", "责任领导", 16, editable=True, note="填写本单位责任领导姓名，职务写在括号里，如：王建（副县长）；多人用顿号分开。"),
        SheetColumn("person", "责任人员", 16, editable=True, note="填写具体经办人姓名，职务写在括号里；多人用顿号分开。"),
    )  # fmt: skip
    rows = [
        SheetRow(p.uid, {
            "code": p.code, "description": p.description,
            "unit": _named(p, DutyRole.RESPONSIBLE_UNIT, DutyRole.LEAD_UNIT),
            "supervisor": _named(p, DutyRole.SUPERVISING_UNIT, DutyRole.ACCEPTING_UNIT),
            "leader": people_words(p, DutyRole.RESPONSIBLE_LEADER), "person": people_words(p, DutyRole.RESPONSIBLE_PERSON),
        })
        for p in problems
    ]  # fmt: skip
    return Sheet(DUTIES, "责任清单", "请补齐浅黄格：责任领导、责任人员。其余由交办单位掌握。", columns, rows)


def _measures(problems: Iterable[ProblemFacts]) -> Sheet:
    columns = (
        SheetColumn("code", "台账编号", 16, editable=True, note="新增措施时填所属问题的台账编号；已有的行请勿改动。"),
        SheetColumn("text", "整改措施", 50, editable=True, note="一条措施一行，写清做什么、做到什么程度。"),
        SheetColumn("unit", "承办单位", 20, editable=True), SheetColumn("deadline", "时限", 16, editable=True),
        SheetColumn("done_on", "完成日期", 14, editable=True, note="写成 2026-10-31；没有完成请留空。"),
        SheetColumn("result", "完成情况", 40, editable=True, note="写清做了什么、多少、何时。"),
    )  # fmt: skip
    rows = [
        SheetRow(m.uid, {
            "code": p.code, "text": m.text, "unit": m.unit, "deadline": m.deadline,
            "done_on": m.done_on.isoformat() if m.done_on else "", "result": m.result,
        })
        for p in problems
        for m in p.measures
    ]  # fmt: skip
    note = (
        "浅黄格可填：逐条填完成日期和完成情况；新增措施写在下面的空行并填台账编号。要清除一格请填〔清空〕。"
    )
    return Sheet(MEASURES, "整改措施清单", note, columns, rows, spare_rows=12)


def _progress(problems: Iterable[ProblemFacts], period: str) -> Sheet:
    columns = (
        _CODE, _TEXT, SheetColumn("last", "上期进展", 40), SheetColumn("period", "调度期", 10),
        SheetColumn("text", "本期进展", 50, editable=True, note="写清本期做了什么、多少、何时完成。"),
        SheetColumn("percent", "完成比例", 10, editable=True, note="0 到 100 的整数。"),
        SheetColumn("obstacle", "困难和问题", 30, editable=True), SheetColumn("next_step", "下步打算", 30, editable=True),
    )  # fmt: skip
    rows = []
    for problem in problems:
        last = problem.progress[-1] if problem.progress else None
        shown = f"〔{last.period}〕{last.text}" if last else ""
        rows.append(
            SheetRow(
                problem.uid,
                {"code": problem.code, "description": problem.description, "last": shown, "period": period},
            )
        )
    return Sheet(
        PROGRESS, f"{period} 进展填报", "浅黄格可填，一题一行；没有进展请写明原因，不要留空。", columns, rows
    )


def _evidence(problems: Iterable[ProblemFacts]) -> Sheet:
    columns = (
        SheetColumn("code", "台账编号", 16), SheetColumn("role", "类别", 14), SheetColumn("name", "文件名", 40),
        SheetColumn("taken", "拍摄时间", 20), SheetColumn("made", "登记", 24), SheetColumn("hash", "校验值（前16位）", 20),
    )  # fmt: skip
    rows = [
        SheetRow(e.uid, {
            "code": p.code, "role": e.role.value, "name": e.name, "taken": e.taken_at.replace("T", " "),
            "made": f"{e.made_at[:10]} {e.made_by}", "hash": e.sha256[:16],
        })
        for p in problems
        for e in p.evidence
    ]  # fmt: skip
    return Sheet(
        EVIDENCE, "佐证材料目录", "供核对。原件在同一数据包的“附件”文件夹里，以校验值命名。", columns, rows
    )


def period_words(day: date) -> str:
    """The period that a package sent on `day` asks progress for: `2026-11`."""
    return f"{day:%Y-%m}"
