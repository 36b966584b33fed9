"""The subcommand `print`: lists, forms to sign, letters, the register."""

from argparse import Namespace
from collections.abc import Callable
from datetime import date, timedelta

from dczg_desktop.base.errors import UserError
from dczg_desktop.cli.acts import day_of
from dczg_desktop.cli.output import show
from dczg_desktop.domain.words import Direction
from dczg_desktop.services import correspondence, documents, problems, public_notices, register
from dczg_desktop.services.approval import print_approval, print_approvals
from dczg_desktop.services.outgoing import letters, outlook, outlook_print
from dczg_desktop.services.petitions import printing as petition_print
from dczg_desktop.services.petitions import publications
from dczg_desktop.services.petitions.listing import PetitionQuery
from dczg_desktop.services.petitions.printing import PetitionOrder
from dczg_desktop.services.printed import Printed, write_report
from dczg_desktop.services.progress import period_of
from dczg_desktop.store.ledger import Ledger

DUE = 10
"""Days that a letter gives when `--due` is not written."""


def print_document(ledger: Ledger, args: Namespace) -> None:
    """`print`: one document into a file."""
    known = (*documents.DOCUMENTS, *MAKERS)
    if args.document not in known:
        raise UserError(f"没有名为“{args.document}”的文书。可以打印的有：{'、'.join(known)}。")
    made = MAKERS.get(args.document, _list)(ledger, args)
    pages = f"{made.pages} 页，" if made.pages else ""
    show(made, as_json=args.json, words=f"已写出 {made.path}：{pages}{made.rows} 条，打印编号 {made.code}")


def _list(ledger: Ledger, args: Namespace) -> Printed:
    if args.document in petition_print.PRINTS:
        return _petitions(ledger, args)
    return documents.print_list(ledger, args.document, args.out, paper=args.paper)


def _petitions(ledger: Ledger, args: Namespace) -> Printed:
    """A list, table or count of petitions, of one batch when named; with --public the public version."""
    query = PetitionQuery(batch=args.batch)
    if not args.public:
        report = petition_print.petition_report(ledger, args.document, query, args.paper)
        return write_report(report, args.out)
    order = PetitionOrder(args.document, query, again=args.again, paper=args.paper or "A3")
    hits = publications.personal_hits(ledger, order)
    decisions = {hit.key: publications.MASK for hit in hits} if args.mask else {}
    day = day_of(args.published, "公开日期") if args.published else None
    return publications.publish(ledger, order, args.out, decisions, day, args.place).printed


def _correspondence(ledger: Ledger, args: Namespace) -> Printed:
    return correspondence.print_correspondence(ledger, args.out, args.paper or "A4")


def _approval(ledger: Ledger, args: Namespace) -> Printed:
    if args.problem:
        return print_approval(ledger, problems.find_problem(ledger, args.problem), args.out)
    return print_approvals(ledger, args.out)


def _notice(ledger: Ledger, args: Namespace) -> Printed:
    if not args.problem or not args.phone:
        raise UserError("打印公示要写明 --problem 问题编号 和 --phone 受理电话。")
    uid = problems.find_problem(ledger, args.problem)
    return public_notices.print_public_notice(ledger, uid, public_notices.Contact(args.phone), args.out)


def _covering(ledger: Ledger, args: Namespace) -> Printed:
    to = _office(args)
    sent = [row for row in register.shipments(ledger) if row.direction is Direction.SENT and row.office == to]
    if not sent:
        raise UserError(f"登记簿里没有发给“{to}”的数据包，没有可写的发文说明。请先发送。")
    due = day_of(args.due, "期限") if args.due else None
    return letters.print_note(
        ledger, letters.covering_note(ledger, sent[0].uid, due), _heading(args), args.out
    )


def _correction(ledger: Ledger, args: Namespace) -> Printed:
    to = _office(args)
    flaws = letters.flaws_of(ledger, to)
    return letters.print_correction(ledger, to, flaws, _due(ledger, args), _heading(args), args.out)


def _reminder(ledger: Ledger, args: Namespace) -> Printed:
    to, period = _office(args), args.period or period_of(ledger.today())
    missing = letters.missing_reports(ledger, to, period)
    return letters.print_reminder(ledger, to, period, missing, _due(ledger, args), _heading(args), args.out)


def _register(ledger: Ledger, args: Namespace) -> Printed:
    since = day_of(args.since, "起日") if args.since else None
    until = day_of(args.until, "止日") if args.until else None
    wanted = register.RegisterFilter(office=args.to, since=since, until=until)
    return register.print_register(ledger, args.out, wanted, args.paper)


def _outlook(ledger: Ledger, args: Namespace) -> Printed:
    seen = outlook.outlook(ledger, _office(args))
    return outlook_print.print_outlook(ledger, seen, seen.lines, args.out)


def _office(args: Namespace) -> str:
    if not args.to:
        raise UserError(f"打印“{args.document}”要写明 --to 机构。")
    return str(args.to)


def _due(ledger: Ledger, args: Namespace) -> date:
    return day_of(args.due, "期限") if args.due else ledger.today() + timedelta(days=DUE)


def _heading(args: Namespace) -> letters.Heading:
    return letters.Heading(args.number, args.phone)


MAKERS: dict[str, Callable[[Ledger, Namespace], Printed]] = {
    "销号审批表": _approval, "整改销号公示": _notice, "发文说明": _covering, "补正通知": _correction, "催报函": _reminder,
    "往来台账": _correspondence, "登记簿": _register, "将要发出的内容": _outlook,
}  # fmt: skip
"""Documents that are no lists of problems or petitions."""
