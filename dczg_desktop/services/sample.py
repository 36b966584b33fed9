"""The sample: four offices on three levels, filled from the shipped tables; first run, demo and screenshots use it."""

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from dczg_desktop.base.paths import resources
from dczg_desktop.domain.words import EvidenceRole, Level, Relation
from dczg_desktop.services import closure, duties, evidence, ledgers, measures, offices, progress
from dczg_desktop.services.detail import problem_detail
from dczg_desktop.services.grid import GridQuery, problem_ids, problem_rows
from dczg_desktop.services.importing import acceptance, imports
from dczg_desktop.services.incoming import receiving
from dczg_desktop.services.incoming.receipts import Receipt
from dczg_desktop.services.outgoing import shipments
from dczg_desktop.services.problems import find_problem
from dczg_desktop.services.users import act_as
from dczg_desktop.store.ledger import Ledger

Say = Callable[[str], None]

OFFICES = (
    ("浔江市", "450400", Level.CITY, "韦志远"),
    ("青石县", "450421", Level.COUNTY, "王芳"),
    ("云岭县", "450422", Level.COUNTY, "覃建华"),
    ("南坪镇", "450421103", Level.TOWNSHIP, "赵六"),
)
PAPER_OFFICE = ("北坡镇", "450421104")
"""A township with only a spreadsheet program."""


@dataclass(frozen=True, slots=True)
class Sample:
    """The open ledgers of the four offices, and the folder of packages between them."""

    city: Ledger
    county: Ledger
    other: Ledger
    township: Ledger
    packages: Path

    def close(self) -> None:
        """Close all four."""
        for ledger in (self.city, self.county, self.other, self.township):
            ledger.close()


def sample_file(name: str) -> Path:
    """One of the shipped sample files."""
    return resources() / "sample" / name


def found_offices(folder: Path, say: Say) -> Sample:
    """New ledgers of the four offices, enrolled with each other by their cards."""
    opened = [
        ledgers.create_ledger(folder / f"{name}.dczg", name, code, level, user)
        for name, code, level, user in OFFICES
    ]
    sample = Sample(opened[0], opened[1], opened[2], opened[3], folder.parent / "数据包")
    for above, below in (
        (sample.city, sample.county),
        (sample.city, sample.other),
        (sample.county, sample.township),
    ):
        _enrol(above, below, folder.parent / "卡片", say)
    return sample


def _enrol(above: Ledger, below: Ledger, folder: Path, say: Say) -> None:
    names = [ledgers.office_card(ledger).name for ledger in (above, below)]
    first, mark = offices.export_card(above, folder / f"{names[0]}.dczgcard")
    second, _ = offices.export_card(below, folder / f"{names[1]}.dczgcard")
    offices.enrol(above, second, Relation.SUBORDINATE)
    offices.enrol(below, first, Relation.SUPERIOR)
    say(f"{names[0]}与{names[1]}互相登记卡片，{names[0]}的指纹是 {mark}")


def fill_city(sample: Sample, say: Say) -> None:
    """The city takes in the plan and the petitions; units named in the tables are offices already."""
    for name, source in (
        ("整改措施清单.xlsx", "第三轮省级生态环境保护督察反馈意见"),
        ("信访件一览表.xlsx", "第三轮省级生态环境保护督察信访举报"),
    ):
        preview = imports.preview_import(sample.city, sample_file(name))
        done = acceptance.accept_import(sample.city, preview, source)
        say(
            f"浔江市导入“{name}”：问题 {done.problems} 个，措施 {done.measures} 条，信访件 {done.petitions} 件"
        )


def exchange(sender: Ledger, receiver: Ledger, folder: Path, say: Say, *, by_hand: bool = False) -> Receipt:
    """One package from `sender` to `receiver`."""
    sent = shipments.send(sender, ledgers.office_card(receiver).name, folder)
    receipt = receiving.receive(receiver, sent.path, accept_hand_edits=by_hand)
    conflicts = f"，冲突 {len(receipt.conflicts)} 处" if receipt.conflicts else ""
    say(f"{sent.path.name}：附件 {sent.attachments} 件；{receipt.message.rstrip('。')}{conflicts}")
    return receipt


def assign_down(sample: Sample, say: Say) -> None:
    """The county gives three problems to its townships and names people."""
    uids = {name: find_problem(sample.county, name) for name in ("第二项", "第九项", "第三项")}
    duties.assign(sample.county, [uids["第二项"], uids["第九项"]], "南坪镇")
    offices.add_office(sample.county, *PAPER_OFFICE, Level.TOWNSHIP)
    duties.assign(sample.county, [uids["第三项"]], PAPER_OFFICE[0])
    say(f"青石县把第二项、第九项交给南坪镇，把第三项交给只有表格软件的{PAPER_OFFICE[0]}")


def work_in_township(sample: Sample, say: Say) -> str:
    """The township reports, finishes the measures of 第二项 and attaches before and after pictures."""
    uid = find_problem(sample.township, "第二项")
    texts = ("2 家无证加工点设备已于 9 月 12 日拆除，清场 3600 平方米并撒播草籽。", "2400 平方米封闭料棚 9 月 26 日完工验收。",
             "出入口冲洗平台 1 套 9 月 20 日投入使用。")  # fmt: skip
    days = (date(2026, 9, 12), date(2026, 9, 26), date(2026, 9, 20))
    for measure, text, day in zip(
        problem_detail(sample.township, uid).facts.measures, texts, days, strict=True
    ):
        measures.finish_measures(sample.township, [measure.uid], min(day, sample.township.today()), text)
    progress.report_progress(
        sample.township,
        uid,
        progress.Report("2026-10", "拆除无证加工点 2 家，封闭料棚、冲洗平台全部投用，9 月以来零投诉。", 100),
    )
    for name, role in (
        ("石场坪砂石点_整改前.jpg", EvidenceRole.BEFORE),
        ("石场坪砂石点_整改后.jpg", EvidenceRole.AFTER),
    ):
        evidence.attach_files(sample.township, uid, [sample_file(name)], role)
    say("南坪镇填报进展，逐条完成第二项的三条措施，附整改前后照片各 1 张")
    return uid


def fill_by_hand(path: Path, target: Path) -> Path:
    """Fill a package's sheets as a clerk with only a spreadsheet program would; returns the saved file."""
    book = load_workbook(path)
    _write_cells(book["进展填报"], {"本期进展": "截排水沟已挖通 460 米，覆膜材料 8000 平方米到场。", "完成比例": "35",
                                    "困难和问题": "雨季施工受影响约 10 天。"})  # fmt: skip
    _write_cells(book["责任清单"], {"责任人员": "蓝永强"})
    target.parent.mkdir(parents=True, exist_ok=True)
    book.save(target)
    return target


def _write_cells(sheet: Worksheet, texts: dict[str, str]) -> None:
    """Under each heading, in the first row of data."""
    for number, row in enumerate(sheet.iter_rows(), start=1):
        columns = {str(cell.value): cell.column for cell in row if cell.value}
        if set(texts) <= set(columns):
            for heading, text in texts.items():
                sheet.cell(number + 1, columns[heading], text)
            return
    raise LookupError(sheet.title)


def make_sample(folder: Path) -> Path:
    """The county's ledger of the sample as a file in `folder`, for looking around; returns its path.

    An earlier sample there is kept; the new one then gets a number. Raises UserError when the disk refuses.
    """
    folder.mkdir(parents=True, exist_ok=True)
    name = next(
        n
        for n in ("示例台账", *(f"示例台账{i}" for i in range(2, 1000)))
        if not (folder / f"{n}.dczg").exists()
    )
    with tempfile.TemporaryDirectory(prefix="dczg-") as place:
        made = Path(place) / "台账"
        sample = found_offices(made, _silent)
        try:
            fill_city(sample, _silent)
            exchange(sample.city, sample.county, sample.packages, _silent)
            assign_down(sample, _silent)
            _work_and_apply(sample)
            act_as(sample.county, "李慧")
            act_as(sample.county, "王芳")
        finally:
            sample.close()
        if (made / "青石县.附件").is_dir():
            shutil.copytree(made / "青石县.附件", folder / f"{name}.附件", dirs_exist_ok=True)
        shutil.copyfile(made / "青石县.dczg", folder / f"{name}.dczg")
    return folder / f"{name}.dczg"


def _work_and_apply(sample: Sample) -> None:
    """The township finishes 第二项 and applies; the county has its petitions and two other offices' words to look at."""
    exchange(sample.county, sample.township, sample.packages, _silent)
    closure.apply_for_closure(
        sample.township, work_in_township(sample, _silent), "三条措施全部完成，申请销号。"
    )
    exchange(sample.township, sample.county, sample.packages, _silent)
    preview = imports.preview_import(sample.county, sample_file("信访件一览表.xlsx"))
    acceptance.accept_import(sample.county, preview, "第三轮省级生态环境保护督察信访举报")


def _silent(_words: str) -> None:
    """Say nothing."""


def summary_of(ledger: Ledger) -> str:
    """One line: how many problems, how many closed."""
    rows = problem_rows(ledger, problem_ids(ledger, GridQuery()))
    closed = sum(1 for row in rows if row.closure_status.value == "已销号")
    return f"{ledgers.office_card(ledger).name}：问题 {len(rows)} 个，已销号 {closed} 个"
