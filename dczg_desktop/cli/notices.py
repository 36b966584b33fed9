"""The subcommand for published closure notices: look at one, or register it at the problem that is named."""

from argparse import Namespace

from dczg_desktop.base.errors import UserError
from dczg_desktop.cli.acts import day_of
from dczg_desktop.cli.output import plain, show
from dczg_desktop.domain.notice_days import Doubt
from dczg_desktop.domain.notices import ClosureNotice
from dczg_desktop.services.importing.closure_notices import notice_findings, read_notice, register_notice
from dczg_desktop.services.importing.notice_matching import Candidate, found_by_number
from dczg_desktop.store.ledger import Ledger


def published(ledger: Ledger, args: Namespace) -> None:
    """`published`: what a notice says and what it may be about; with --problem it is registered there."""
    reading = read_notice(ledger, args.file)
    notice = reading.notice
    if not args.problem:
        found = notice_findings(ledger, notice, None)
        words = [
            *_told(notice),
            *map(_doubt, found),
            "可能是（用 --problem 指定后登记）：",
            *map(_offer, reading.candidates),
        ]
        content = plain(notice) | {"candidates": plain(reading.candidates), "findings": plain(found)}
        show(content, as_json=args.json, words="\n".join(words))
        return
    chosen = next((one for one in reading.candidates if args.problem in {one.code, one.uid}), None)
    chosen = chosen or found_by_number(ledger, args.problem)
    if chosen is None:
        raise UserError(f"台账里没有编号为“{args.problem}”的问题或信访件，没有登记。请核对编号。")
    starts = day_of(args.starts, "起日") if args.starts else notice.period.starts
    ends = day_of(args.ends, "止日") if args.ends else notice.period.ends
    found = notice_findings(ledger, notice, chosen)
    done = register_notice(ledger, reading, chosen, starts, ends, args.place or notice.place)
    words = [f"已登记到 {done.code}：{'、'.join(done.parts)}。没有销号，请按流程申请。", *map(_doubt, found)]
    show(plain(done) | {"findings": plain(found)}, as_json=args.json, words="\n".join(words))


def _told(notice: ClosureNotice) -> list[str]:
    period = f"{notice.period.starts or '？'} 至 {notice.period.ends or '？'}"
    parts = (("标题", notice.title), ("编号", notice.number), ("问题", notice.description), ("公示", period), ("整改完成情况", notice.progress),
             ("验收情况", notice.acceptance), ("整改结论", notice.conclusion))  # fmt: skip
    return [f"{name}：{text}" for name, text in parts if text]


def _doubt(one: Doubt) -> str:
    return f"疑点 {one.where}：{one.words}"


def _offer(one: Candidate) -> str:
    return f"  {one.code} {one.why}：{one.summary}"
