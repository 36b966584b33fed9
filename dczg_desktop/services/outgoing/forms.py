"""Sheets to fill in for an office that has only Excel or WPS: one a job, and the list of problems to look at."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from sqlalchemy import select
from sqlalchemy.orm import Session

from dczg_desktop.base.text import excerpt
from dczg_desktop.domain.closure import last_case
from dczg_desktop.domain.entities import Board
from dczg_desktop.domain.facts import MaterialFacts, ProblemFacts
from dczg_desktop.domain.words import ClosureStatus, DutyRole, EvidenceRole, Job
from dczg_desktop.exchange.sheets import Sheet, SheetColumn, SheetRow
from dczg_desktop.services.closure import procedure_of
from dczg_desktop.services.handwork.filled import NO, YES
from dczg_desktop.services.outgoing.sheets import people_words, problem_sheet
from dczg_desktop.store.facts import load_facts
from dczg_desktop.store.ledger import Ledger

SPARE = 10
"""Blank rows for new measures or materials."""
JOINT = "|"
"""Between the problem and the class of material in the identity of a row."""

_CODE = SheetColumn("code", "台账编号", 17)
_TEXT = SheetColumn("description", "问题描述", 40)
_LIMIT = SheetColumn("limit", "整改时限", 14)


def build_form(
    ledger: Ledger,
    session: Session,
    problems: Sequence[str],
    period: str,
    jobs: Sequence[Job],
    petitions: Sheet | None = None,
) -> list[Sheet]:
    """The chosen sheets in the order of `Job`, over the problems that are still open; the list of problems comes last.

    `petitions` is the sheet for `Job.PETITIONS`, made by `petition_sheets`; asked for alone, the problems are left out.
    """
    facts = load_facts(session, problems)
    boards = {board.uid: board for board in session.scalars(select(Board)) if board.uid in facts}
    open_ = [
        facts[uid]
        for uid in problems
        if uid in boards and boards[uid].closure_status is not ClosureStatus.CLOSED and not boards[uid].voided
    ]
    makers: dict[Job, Callable[[], Sheet]] = {
        Job.PROGRESS: partial(_progress, open_, period),
        Job.MEASURES: partial(_measures, open_),
        Job.PEOPLE: partial(_people, open_),
        Job.MATERIALS: partial(_materials, ledger, open_),
    }
    if petitions is not None:
        makers[Job.PETITIONS] = lambda: petitions
    made = [makers[job]() for job in Job if job in jobs and job in makers]
    if set(jobs) == {Job.PETITIONS}:
        return made
    return [*made, problem_sheet([facts[uid] for uid in problems if uid in boards], boards)]


def form_words(sender: str, receiver: str, jobs: Sequence[Job]) -> tuple[str, tuple[str, ...]]:
    """The title of the first sheet, and what to do, for whoever opens the file."""
    listed = "、".join(f"“{job}”" for job in jobs)
    return f"{sender}请{receiver}填报", (
        f"请填写{listed}{len(jobs)}张表的浅黄色格，保存后把本文件原样发回{sender}；文件名可以改，表和表里隐藏的行列不要删。",
        "表头下面有填写说明，点到要填的格时也有提示。打印出来可以先在纸上填，再照着录入。",
    )


def _limit(problem: ProblemFacts) -> str:
    deadline = problem.deadline()
    return deadline.raw if deadline else ""


def _progress(problems: Iterable[ProblemFacts], period: str) -> Sheet:
    columns = (
        _CODE, _TEXT, _LIMIT, SheetColumn("last", "上期进展", 32), SheetColumn("period", "调度期", 10),
        SheetColumn("text", "本期进展", 46, editable=True, note="写清本期做了什么、多少、何时完成；没有进展写明原因。"),
        SheetColumn("percent", "完成比例", 10, editable=True, note="0 到 100 的整数，如 60。填 100 表示措施全部完成。"),
        SheetColumn("obstacle", "困难和问题", 26, editable=True, note="需要上级协调的事项写在这里；没有就留空。"),
        SheetColumn("next_step", "下步打算", 26, editable=True, note="下一期做什么、何时做完。"),
    )  # fmt: skip
    rows = []
    for problem in problems:
        last = problem.progress[-1] if problem.progress else None
        cells = {"code": problem.code, "description": problem.description, "limit": _limit(problem), "period": period,
                 "last": f"〔{last.period}〕{last.text}" if last else ""}  # fmt: skip
        rows.append(SheetRow(problem.uid, cells))
    note = "请填浅黄色格，一题一行：本期进展必填；完成比例填 0 到 100 的整数。灰色格供对照，改了也不采用。"
    return Sheet(Job.PROGRESS.value, f"{period} 整改进展填报表", note, columns, rows)


def _measures(problems: Sequence[ProblemFacts]) -> Sheet:
    codes = tuple(problem.code for problem in problems)
    columns = (
        SheetColumn("code", "台账编号", 17, editable=True, choices=codes,
                    note="新增、拆分时选所属问题的台账编号；已有的行不要改。"),
        SheetColumn("description", "问题描述", 30), SheetColumn("position", "序次", 6),
        SheetColumn("text", "整改措施", 44, editable=True, note="一条措施一行，写清做什么、做到什么程度。"),
        SheetColumn("unit", "承办单位", 18, editable=True, note="具体承办的单位或站所。"),
        SheetColumn("deadline", "完成时限", 15, editable=True, note="写成 2026年10月底前 或 2026-10-31，不得晚于整改时限。"),
        SheetColumn("done_on", "完成日期", 13, editable=True, note="已经完成的写实际日期，如 2026-10-31；没有完成请留空。"),
        SheetColumn("result", "完成情况", 30, editable=True, note="写清做了什么、多少、何时。"),
        SheetColumn("after", "拆分自第几条", 9, editable=True,
                    note="把一条措施拆成几条时：原行改成第一条，其余写在表尾空行，这里填原来的序次。"),
    )  # fmt: skip
    rows = [
        SheetRow(m.uid, {
            "code": p.code, "description": excerpt(p.description, 60), "position": str(n), "text": m.text, "unit": m.unit,
            "deadline": m.deadline, "done_on": m.done_on.isoformat() if m.done_on else "", "result": m.result,
        })
        for p in problems
        for n, m in enumerate(p.measures, 1)
    ]  # fmt: skip
    note = (
        "请把措施细化到承办单位和时限。已有的行可以改措施、承办单位、时限；新增或拆分写在表尾空行，选台账编号。"
        "要清除一格请填〔清空〕；不再执行的措施请在“进展填报”或电话里说明，由交办单位作废。"
    )
    empty = sum(not problem.measures for problem in problems)
    return Sheet(Job.MEASURES.value, "整改措施细化表", note, columns, rows, spare_rows=SPARE + 3 * empty)


def _people(problems: Iterable[ProblemFacts]) -> Sheet:
    hint = "姓名后用括号写职务，如：王建（副镇长）；多人用顿号分开；换人直接改写。"
    columns = (
        _CODE, _TEXT, _LIMIT, SheetColumn("unit", "责任单位", 22), SheetColumn("supervisor", "督导单位", 18),
        SheetColumn("leader", "责任领导（职务）", 26, editable=True, note=hint),
        SheetColumn("person", "责任人员（职务）", 26, editable=True, note=hint),
    )  # fmt: skip
    rows = [
        SheetRow(p.uid, {
            "code": p.code, "description": p.description, "limit": _limit(p),
            "unit": _units(p, DutyRole.RESPONSIBLE_UNIT, DutyRole.LEAD_UNIT, DutyRole.SUPPORTING_UNIT),
            "supervisor": _units(p, DutyRole.SUPERVISING_UNIT, DutyRole.ACCEPTING_UNIT),
            "leader": people_words(p, DutyRole.RESPONSIBLE_LEADER), "person": people_words(p, DutyRole.RESPONSIBLE_PERSON),
        })
        for p in problems
    ]  # fmt: skip
    note = "请补齐浅黄色格：责任领导、责任人员各填姓名，括号里写职务，如：王建（副镇长）。多人用顿号分开。"
    return Sheet(Job.PEOPLE.value, "整改责任人员表", note, columns, rows)


def _units(problem: ProblemFacts, *roles: DutyRole) -> str:
    return "、".join(dict.fromkeys(duty.name for duty in problem.named(*roles)))


def _materials(ledger: Ledger, problems: Sequence[ProblemFacts]) -> Sheet:
    columns = (
        SheetColumn("code", "台账编号", 17, editable=True, choices=tuple(problem.code for problem in problems),
                    note="增加材料时选所属问题的台账编号；已有的行不要改。"),
        SheetColumn("description", "问题描述", 32),
        SheetColumn("role", "材料", 18, editable=True, choices=tuple(role.value for role in EvidenceRole),
                    note="增加材料时选类别；已有的行不要改。"),
        SheetColumn("required", "是否必备", 9), SheetColumn("files", "已报电子件", 30),
        SheetColumn("enclosed", "是否已附", 10, editable=True, choices=(YES, NO), note="材料齐了填“是”，还没有填“否”。"),
        SheetColumn("place", "存放位置", 26, editable=True, note="如：纸质卷宗第 2 册；随本次光盘；已用数据包报送。"),
        SheetColumn("pages", "页数", 8, editable=True, note="纸质或扫描件的页数，整数。"),
        SheetColumn("note", "说明", 26, editable=True, note="缺的写明原因和补齐时间。"),
    )  # fmt: skip
    usual = procedure_of(ledger).materials
    rows = [row for problem in problems for row in _material_rows(ledger, usual, problem)]
    note = "销号前逐项核对：材料齐的填“是”，写明放在哪里、多少页；缺的填“否”，在说明里写原因和补齐时间。其他材料写在表尾空行。"
    return Sheet(Job.MATERIALS.value, "销号材料目录", note, columns, rows, spare_rows=SPARE)


def _material_rows(
    ledger: Ledger, usual: Sequence[EvidenceRole], problem: ProblemFacts
) -> Iterable[SheetRow]:
    case = last_case(problem)
    required = procedure_of(ledger, case).materials if case else usual
    said = latest_materials(problem)
    for role in dict.fromkeys([*required, *said]):
        one = said.get(role)
        files = "、".join(item.name for item in problem.evidence if item.role is role)
        yield SheetRow(f"{problem.uid}{JOINT}{role.value}", {
            "code": problem.code, "description": excerpt(problem.description, 60), "role": role.value,
            "required": "必备" if role in required else "补充", "files": files,
            "enclosed": (YES if one.enclosed else NO) if one else "", "place": one.place if one else "",
            "pages": str(one.pages) if one and one.pages is not None else "", "note": one.note if one else "",
        })  # fmt: skip


def latest_materials(problem: ProblemFacts) -> dict[EvidenceRole, MaterialFacts]:
    """The last word on each class of material."""
    return {one.role: one for one in problem.materials}
