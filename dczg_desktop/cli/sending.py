"""The subcommand `send`: what would leave, a package, sheets to fill in, volumes."""

import re
from argparse import Namespace

from dczg_desktop.base.errors import UserError
from dczg_desktop.cli.output import show
from dczg_desktop.domain.words import Job, Medium, Sealing
from dczg_desktop.services.outgoing import outlook, shipments
from dczg_desktop.store.ledger import Ledger


def send(ledger: Ledger, args: Namespace) -> None:
    """`send`: a package or sheets to fill in, into a folder; or only what they would hold."""
    if args.preview:
        _show_outlook(ledger, args)
        return
    order = shipments.SendOrder(
        jobs=_jobs(args.fill_in), volume_size=int(args.volume_size * (1 << 20)), reason=args.reason,
        medium=Medium(args.medium) if args.medium else None, medium_number=args.medium_number, handler=args.handler,
        sealing=Sealing(args.seal) if args.seal else None,
    )  # fmt: skip
    done = shipments.send(ledger, args.to, args.out, order)
    counts = "，".join(f"{name} {count}" for name, count in done.counts.items())
    lines = [
        f"已生成 {'、'.join(map(str, done.paths))}（第 {done.sequence} 号：{counts}；附件 {done.attachments}）"
    ]
    lines += [f"口令（电话告知，只显示这一次）：{done.phrase}"] if done.phrase else []
    lines += [f"单独成卷（比每卷的上限大）：{name}" for name in done.oversize]
    lines += [f"未发出：{reason}" for reason in done.withheld]
    lines += [f"{former}尚无回执，已由这次代替，不必再送。" for former in done.supersedes]
    show(done, as_json=args.json, words="\n".join(lines))


def _jobs(text: str) -> tuple[Job, ...]:
    """The sheets named by `--fill-in`. Raises UserError for an unknown one."""
    names = [name.strip() for name in re.split("[,，、]", text) if name.strip()]
    known = [job.value for job in Job]
    if unknown := [name for name in names if name not in known]:
        raise UserError(f"没有名为“{unknown[0]}”的填报表。可以要对方填的有：{'、'.join(known)}。")
    return tuple(job for job in Job if job.value in names)


def _show_outlook(ledger: Ledger, args: Namespace) -> None:
    seen = outlook.outlook(ledger, args.to)
    seen = outlook.as_form(seen) if _jobs(args.fill_in) else seen
    lines = [f"将要发给 {seen.office} 第 {seen.sequence} 号：问题 {seen.problems}，附件 {seen.files} 件"]
    sealing = seen.sealing
    lines += [sealing.words] if sealing else []
    lines += [
        "\t".join(filter(None, (one.section, one.code, one.what, one.text, one.weight))) for one in seen.lines
    ]
    content = {
        "office": seen.office, "sequence": seen.sequence, "counts": dict(seen.counts), "problems": seen.problems,
        "released": seen.released, "files": seen.files, "file_bytes": seen.file_bytes, "needs_reason": seen.needs_reason,
        "blocking": len(seen.blocking), "personal": len(seen.personal), "lines": seen.lines,
        "sealing": sealing.how if sealing else "", "sealing_reasons": sealing.reasons if sealing else (),
    }  # fmt: skip
    show(content, as_json=args.json, words="\n".join(lines))
