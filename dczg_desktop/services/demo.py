"""The whole job on the sample: import, assign, exchange over three levels, a conflict, a hand-filled sheet, closure, print."""

import shutil
from datetime import datetime
from pathlib import Path

from dczg_desktop.base.errors import GateClosed, UserError
from dczg_desktop.domain.words import DutyRole, EvidenceRole
from dczg_desktop.services import (
    closure,
    conflicts,
    documents,
    duties,
    evidence,
    measures,
    sample,
    verification,
)
from dczg_desktop.services.approval import print_approval
from dczg_desktop.services.detail import problem_detail
from dczg_desktop.services.incoming import receiving
from dczg_desktop.services.outgoing import shipments
from dczg_desktop.services.problems import find_problem
from dczg_desktop.services.users import act_as

MARK = "演示说明.txt"


class Journal:
    """What was done, printed as it happens and kept for the report."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def say(self, words: str) -> None:
        """Print and keep one line."""
        self.lines.append(words)
        print(f"{len(self.lines):2d}. {words}", flush=True)


def fresh_folder(folder: Path) -> Path:
    """An empty folder for the demo; an earlier demo's is renamed, anything else refused."""
    folder = folder.resolve()
    if folder.is_dir() and any(folder.iterdir()):
        if not (folder / MARK).exists():
            raise UserError(f"文件夹“{folder}”里有别的文件，没有写入。请另选一个空文件夹。")
        moment = datetime.fromtimestamp((folder / MARK).stat().st_mtime).astimezone()
        aside = folder.with_name(f"{folder.name}-{moment:%Y%m%d-%H%M%S}")
        if aside.exists():
            shutil.rmtree(aside)
        folder.rename(aside)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / MARK).write_text("本文件夹由演示生成，可以整个删除。\n", encoding="utf-8")
    return folder


def run_demo(folder: Path) -> tuple[Path, list[str]]:
    """Play the whole job into `folder`; returns the folder and what was done, line by line.

    Raises UserError when the folder holds something else.
    """
    folder = fresh_folder(folder)
    journal = Journal()
    offices = sample.found_offices(folder / "台账", journal.say)
    try:
        _play(offices, folder, journal)
    finally:
        offices.close()
    return folder, journal.lines


def _play(offices: sample.Sample, folder: Path, journal: Journal) -> None:
    say, packages = journal.say, offices.packages
    sample.fill_city(offices, say)
    sample.exchange(offices.city, offices.county, packages, say)
    sample.exchange(offices.city, offices.other, packages, say)
    sample.assign_down(offices, say)
    sample.exchange(offices.county, offices.township, packages, say)
    sample.work_in_township(offices, say)
    _disagree(offices, journal)
    _paper_office(offices, folder, journal)
    _close(offices, journal)
    _wait(offices, journal)
    _refuse(offices, journal)
    _print(offices, folder, journal)
    _verify(offices, folder, journal)


def _disagree(offices: sample.Sample, journal: Journal) -> None:
    """County and township change the same measure before they exchange."""
    uid = find_problem(offices.county, "第九项")
    measure = problem_detail(offices.county, uid).facts.measures[0]
    measures.edit_measure(
        offices.county,
        measure.uid,
        measures.MeasureDraft("清理 7 处倾倒点，清运 8600 立方米", "县城管局", "2026年6月底前"),
    )
    measures.edit_measure(
        offices.township,
        measure.uid,
        measures.MeasureDraft("清理 7 处倾倒点并复垦", "南坪镇", "2026年7月底前"),
    )
    sample.exchange(offices.township, offices.county, offices.packages, journal.say)
    for one in conflicts.list_conflicts(offices.county):
        said = "；".join(f"{value.office}写“{value.value}”" for value in one.values)
        journal.say(f"冲突：{one.code} {one.label}，{said}")
    while found := conflicts.list_conflicts(offices.county):
        mine = next(value for value in found[0].values if value.office == "青石县")
        conflicts.resolve_conflict(
            offices.county, found[0].kind, found[0].uid, found[0].field, mine.value, "以县级方案为准"
        )
    journal.say("青石县逐处定夺，冲突清零")


def _paper_office(offices: sample.Sample, folder: Path, journal: Journal) -> None:
    """A township with only a spreadsheet program fills the package itself and sends it back."""
    name = sample.PAPER_OFFICE[0]
    sent = shipments.send(offices.county, name, offices.packages)
    filled = sample.fill_by_hand(sent.path, folder / "手工填报" / sent.path.name)
    receipt = receiving.receive(offices.county, filled, accept_hand_edits=True)
    journal.say(
        f"{name}在表格里手工填报后交回：接收 {len(receipt.hand_edits)} 处，未接收 {len(receipt.refused)} 处"
    )


def _close(offices: sample.Sample, journal: Journal) -> None:
    """第二项 goes up through the levels, is closed by the city, and comes back down."""
    city, county, township = offices.city, offices.county, offices.township
    sample.exchange(county, township, offices.packages, journal.say)
    uid = find_problem(township, "第二项")
    closure.apply_for_closure(township, uid, "三条措施全部完成，申请销号。")
    journal.say("南坪镇申请第二项销号，通过全部前置检查")
    sample.exchange(township, county, offices.packages, journal.say)
    sample.exchange(county, city, offices.packages, journal.say)
    act_as(city, "莫晓云")
    status = closure.decide(city, uid, agree=True, opinion="经核对佐证并现场抽查，同意销号。")
    journal.say(f"浔江市由申请人以外的莫晓云审核：{status}")
    act_as(city, "韦志远")
    sample.exchange(city, county, offices.packages, journal.say)
    sample.exchange(county, township, offices.packages, journal.say)


def _wait(offices: sample.Sample, journal: Journal) -> None:
    """第七项 of the other county is applied for and waits for the city's second person."""
    other = offices.other
    uid = find_problem(other, "第七项")
    for name, role in (("罗小勇", DutyRole.RESPONSIBLE_LEADER), ("吴敏", DutyRole.RESPONSIBLE_PERSON)):
        duties.assign(other, [uid], name, role)
    for measure, text in zip(
        problem_detail(other, uid).facts.measures,
        ("削坡减载 1.1 万立方米并挂网。", "栽植桤木、胡枝子 5600 株。"),
        strict=True,
    ):
        measures.finish_measures(other, [measure.uid], other.today(), text)
    for name, role_of_file in (
        ("花桥采石场_整改前.jpg", EvidenceRole.BEFORE),
        ("花桥采石场_整改后.jpg", EvidenceRole.AFTER),
    ):
        evidence.attach_files(other, uid, [sample.sample_file(name)], role_of_file)
    closure.apply_for_closure(other, uid, "复绿 3.4 万平方米全部完成，申请销号。")
    sample.exchange(other, offices.city, offices.packages, journal.say)
    journal.say("云岭县申请第七项销号，材料已报到浔江市，等待审核")


def _refuse(offices: sample.Sample, journal: Journal) -> None:
    """第十二项 looks done on paper: the gate says what is missing."""
    uid = find_problem(offices.county, "第十二项")
    evidence.attach_files(offices.county, uid, [sample.sample_file("油坊沟_整改前.jpg")], EvidenceRole.BEFORE)
    try:
        closure.apply_for_closure(offices.county, uid, "材料已齐。")
    except GateClosed as refused:
        reasons = "；".join(reason.rstrip("；。") for reason in refused.reasons)
        journal.say(f"青石县申请第十二项销号被拒，{len(refused.reasons)} 条原因：{reasons}")


def _print(offices: sample.Sample, folder: Path, journal: Journal) -> None:
    paper = folder / "打印"
    for name in documents.FORMS:
        done = documents.print_list(offices.city, name, paper / f"{name}.pdf")
        documents.print_list(offices.city, name, paper / f"{name}.xlsx")
        journal.say(f"打印{name}：{done.pages} 页，打印编号 {done.code}")
    documents.print_list(offices.city, documents.PETITIONS, paper / f"{documents.PETITIONS}.pdf")
    form = print_approval(offices.city, find_problem(offices.city, "第二项"), paper / "销号审批表_第二项.pdf")
    journal.say(f"打印销号审批表：{form.pages} 页")


def _verify(offices: sample.Sample, folder: Path, journal: Journal) -> None:
    for ledger in (offices.city, offices.county, offices.other, offices.township):
        found = verification.verify(ledger)
        if not found.sound:
            raise UserError(
                f"核验未通过：{sample.summary_of(ledger)}，{found.reason or found.database or found.damaged}"
            )
        journal.say(f"{sample.summary_of(ledger)}；核验通过，操作 {found.acts} 次、佐证 {found.evidence} 件")
    saved = verification.back_up(offices.city, folder / "备份")
    journal.say(f"浔江市全部备份：{saved.folder.name}")


def write_report(folder: Path, lines: list[str]) -> Path:
    """The short report of what was done and where it lies, as 演示报告.md in `folder`."""
    places = ("台账", "数据包", "手工填报", "打印", "备份", "截图")
    where = [
        f"- `{place}/`：{sum(1 for _ in (folder / place).rglob('*'))} 个文件"
        for place in places
        if (folder / place).is_dir()
    ]
    body = [
        "# 演示报告",
        "",
        *(f"{n}. {line}" for n, line in enumerate(lines, start=1)),
        "",
        "## 结果在哪里",
        "",
        *where,
        "",
    ]
    path = folder / "演示报告.md"
    path.write_text("\n".join(body), encoding="utf-8")
    return path
