"""Subcommands that look, import, print and check."""

from argparse import Namespace
from typing import Any

from dczg_desktop.base.errors import UserError
from dczg_desktop.cli.acts import day_of
from dczg_desktop.cli.output import show
from dczg_desktop.domain.deadlines import read_deadline
from dczg_desktop.services import checks, correspondence, detail, listing, overview, problems, verification
from dczg_desktop.services.calendars import working_days
from dczg_desktop.store.ledger import Ledger

COLUMNS = {
    "问题": (
        "code",
        "number",
        "description",
        "responsible_unit",
        "deadline",
        "progress_status",
        "closure_status",
    ),
    "措施": ("problem", "position", "text", "due", "done_on"),
    "责任": ("problem", "role", "name"),
    "信访件": ("number", "batch_name", "area", "description", "completion_status", "closure_status"),
    "佐证": ("problem", "role", "name", "sha256"),
    "冲突": ("code", "record", "label"),
    "退回与建议": ("way", "standing", "code", "place", "label", "reason", "maker", "receiver"),
    "往来": ("direction", "office", "sequence", "file_name", "at", "acknowledged_at"),
}


def list_records(ledger: Ledger, args: Namespace) -> None:
    """`list`: one line a record, cells cut to 40 characters; with --json everything."""
    if args.grid:
        _show_grid(ledger, args)
        return
    rows = listing.listed(ledger, args.what)
    lines = ["\t".join(_cell(row.get(name)) for name in COLUMNS[args.what]) for row in rows]
    show(rows, as_json=args.json, words="\n".join([*lines, f"共 {len(rows)} 条"]))


def _show_grid(ledger: Ledger, args: Namespace) -> None:
    if args.what != "往来":
        raise UserError("--grid 只用于“往来”：list LEDGER 往来 --grid。")
    rows = correspondence.correspondence(ledger)
    lines = [
        "\t".join((row.standing, row.office, row.words, correspondence.numbers_words(row))) for row in rows
    ]
    show(rows, as_json=args.json, words="\n".join([*lines, f"共 {len(rows)} 家"]))


def _cell(content: Any) -> str:
    text = "" if content is None else " ".join(str(content).split())
    return text if len(text) <= 40 else text[:39] + "…"


def verify(ledger: Ledger, args: Namespace) -> int:
    """`verify`: exit 1 when anything is wrong."""
    found = verification.verify(ledger)
    lines = [
        f"操作日志 {found.acts} 次、{found.changes} 处变更，链头 {found.head[:16]}，佐证 {found.evidence} 件"
    ]
    lines += [f"数据库：{problem}" for problem in found.database]
    lines += [found.reason] if found.reason else []
    lines += [f"原件损坏：{name}" for name in found.damaged] + [f"原件未到：{name}" for name in found.missing]
    lines.append("核验通过。" if found.sound else "核验未通过，请从最近的备份恢复，并保留本文件备查。")
    show(found, as_json=args.json, words="\n".join(lines))
    return 0 if found.sound else 1


def check(ledger: Ledger, args: Namespace) -> None:
    """`check`: findings that deserve a look; never a verdict."""
    found = checks.run_checks(ledger)
    lines = [f"{one.rule} {one.severity} {one.code} {one.where}：{one.why}" for one in found]
    show(found, as_json=args.json, words="\n".join([*lines, f"共 {len(found)} 处疑点，请逐条核实。"]))


def backup(ledger: Ledger, args: Namespace) -> None:
    """`backup`: everything into a new folder."""
    done = verification.back_up(ledger, args.out)
    flawed = "".join(f"\n未能备份：{sha256}" for sha256 in (*done.missing, *done.damaged))
    show(done, as_json=args.json, words=f"已备份到 {done.folder}，佐证 {done.evidence} 件。{flawed}")


def restore(args: Namespace) -> None:
    """`restore`: a backup into a new file."""
    done = verification.bring_back(args.backup, args.to)
    show(
        done, as_json=args.json, words=f"已恢复为 {done.ledger}。本机已换发新标识，请重新导出卡片交对方登记。"
    )


def history(ledger: Ledger, args: Namespace) -> None:
    """`history`: who changed what."""
    rows = detail.problem_history(ledger, problems.find_problem(ledger, args.number), args.field)
    lines = [
        f"{row.at} {row.who} {row.act} {row.kind}·{row.field}：{_cell(row.old)} → {_cell(row.new)}"
        for row in rows
    ]
    show(rows, as_json=args.json, words="\n".join(lines) or "没有记录。")


def today(ledger: Ledger, args: Namespace) -> None:
    """`overview`: today's list."""
    found = overview.overview(ledger, args.soon)
    lines = [f"{task.title} {task.count}（{task.reason}）" for task in found.tasks]
    show(
        found,
        as_json=args.json,
        words="\n".join([f"问题 {found.summary.total}，已销号 {found.summary.closed}", *lines]),
    )


def count_days(args: Namespace) -> None:
    """`workdays`: both ends counted."""
    starts, ends = day_of(args.starts, "起日"), day_of(args.ends, "止日")
    if ends < starts:
        raise UserError(f"止日 {ends} 早于起日 {starts}。")
    content = {"working_days": working_days(starts, ends), "calendar_days": (ends - starts).days + 1}
    show(
        content,
        as_json=args.json,
        words=f"{content['working_days']} 个工作日，{content['calendar_days']} 天（首尾都算）",
    )


def read_limit(args: Namespace) -> None:
    """`deadline`: what a text means."""
    reading = read_deadline(args.text, day_of(args.base, "基准日") if args.base else None)
    content = {
        "dates": list(reading.dates), "long_term": reading.long_term, "recurrence": reading.recurrence,
        "on_receipt": reading.on_receipt, "understood": reading.understood, "proposal": reading.proposal,
    }  # fmt: skip
    days = "、".join(map(str, reading.dates)) or "无固定日期"
    show(content, as_json=args.json, words=days if reading.understood else f"没有读懂。{reading.proposal}")
