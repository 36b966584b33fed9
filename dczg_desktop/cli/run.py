"""Runs one subcommand: exit 0 done, 1 refused with the reason, 2 wrong usage."""

import sys
from argparse import Namespace
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType

from dczg_desktop.base.errors import GateClosed, UserError
from dczg_desktop.base.log import details_of
from dczg_desktop.cli import acts, amending, intake, notices, printing, reads, sending, trust
from dczg_desktop.cli.arguments import build_parser
from dczg_desktop.cli.outlet import patient_output
from dczg_desktop.cli.output import refuse, show
from dczg_desktop.domain.words import Level
from dczg_desktop.services.demo import run_demo, write_report
from dczg_desktop.services.ledgers import create_ledger, office_card, open_ledger
from dczg_desktop.services.users import act_as
from dczg_desktop.store.ledger import Ledger

ON_LEDGER: dict[str, Callable[[Ledger, Namespace], int | None]] = {
    "assign": acts.assign, "attach": acts.attach, "edit": acts.edit, "progress": acts.file_progress, "measure": acts.change_measure,
    "void": acts.void, "apply": acts.apply, "decide": acts.decide, "notice": acts.notice, "published": notices.published, "object": acts.object_to,
    "reopen": acts.reopen, "card": acts.card, "enrol": acts.enrol, "send": sending.send, "receive": acts.receive,
    "resolve": acts.resolve, "undo": acts.take_back, "list": reads.list_records, "import": intake.take,
    "print": printing.print_document, "verify": reads.verify, "check": reads.check, "backup": reads.backup,
    "return": amending.send_back, "propose": amending.propose, "answer": amending.answer,
    "history": reads.history, "keys": trust.keys, "inbox": trust.open_inbox, "receipt": trust.receipt,
    "request": trust.request, "giveback": trust.give_back, "overview": reads.today,
}  # fmt: skip

ALONE: dict[str, Callable[[Namespace], None]] = {
    "restore": reads.restore, "workdays": reads.count_days, "deadline": reads.read_limit,
}  # fmt: skip


def main(arguments: Sequence[str]) -> int:
    """Carry out a subcommand; the caller has made sure that there is one."""
    _speak_utf8()
    with patient_output():
        return _carry_out(arguments)


def _carry_out(arguments: Sequence[str]) -> int:
    args = build_parser().parse_args(arguments)
    try:
        return _run(args)
    except GateClosed as error:
        if getattr(args, "json", False):
            show({"refused": error.subject, "objections": error.reasons}, as_json=True)
        else:
            show(error.reasons, as_json=False, words="\n".join(error.reasons))
        refuse(str(error))
        return 1
    except UserError as error:
        if getattr(args, "json", False):
            show({"refused": str(error)}, as_json=True)
        refuse(str(error))
        return 1


def tell_crash(_kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
    """A bug ends the program: where it stood goes to the standard error, no text of the ledger with it, as scripts keep that."""
    if isinstance(error, KeyboardInterrupt):
        print("已中断，没有办完的内容全部撤回。", file=sys.stderr)
        return
    print(f"{details_of(error)}\n程序出现意外，这一步没有做完，台账中已保存的内容不受影响。", file=sys.stderr)


def demo(arguments: Sequence[str], pictures: Callable[[Path], int]) -> int:
    """The demo: the job, then `pictures(folder)`, which returns how many it made, then the report."""
    _speak_utf8()
    with patient_output():
        return _play(arguments, pictures)


def _play(arguments: Sequence[str], pictures: Callable[[Path], int]) -> int:
    args = build_parser().parse_args(arguments)
    try:
        folder, lines = run_demo(args.folder)
        lines.append(f"各页面截图 {pictures(folder)} 张")
    except UserError as error:
        refuse(str(error))
        return 1
    print(f"{len(lines):2d}. {lines[-1]}\n演示完成。报告：{write_report(folder, lines)}")
    return 0


def _speak_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _run(args: Namespace) -> int:
    if args.command in ALONE:
        ALONE[args.command](args)
        return 0
    if args.command == "new":
        return _new(args)
    ledger = open_ledger(args.ledger)
    try:
        if args.user:
            act_as(ledger, args.user)
        trust.warn_of_copies(ledger, args)
        return ON_LEDGER[args.command](ledger, args) or 0
    finally:
        ledger.close()


def _new(args: Namespace) -> int:
    ledger = create_ledger(args.ledger, args.office, args.code, Level(args.level), args.user)
    try:
        card = office_card(ledger)
        show(
            card,
            as_json=args.json,
            words=f"已新建 {card.path}：{card.name}（{card.code}，{card.level}），用户 {card.user}。",
        )
    finally:
        ledger.close()
    return 0
