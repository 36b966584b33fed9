"""Subcommands that return, propose and answer."""

from argparse import Namespace

from dczg_desktop.base.errors import UserError
from dczg_desktop.base.text import folded
from dczg_desktop.cli.acts import CHINESE
from dczg_desktop.cli.output import show
from dczg_desktop.domain.amendments import Item, returnable
from dczg_desktop.domain.dictionary import label_of
from dczg_desktop.domain.petition_amendments import PROPOSABLE
from dczg_desktop.domain.words import AmendmentVerdict
from dczg_desktop.services import amendments, detail, offices, problems, requests
from dczg_desktop.services.petitions import amendments as petition_amendments
from dczg_desktop.services.petitions import repeats as petition_repeats
from dczg_desktop.services.petitions import requests as petition_requests
from dczg_desktop.store.ledger import Ledger


def send_back(ledger: Ledger, args: Namespace) -> None:
    """`return`: fields with their reasons, to the office below that filled them in."""
    uid, petition = _named(ledger, args.number)
    items = (
        petition_requests.returnable_items(ledger, uid)
        if petition
        else returnable(detail.problem_detail(ledger, uid).facts)
    )
    wishes = [_wish(items, said) for said in args.field]
    may = petition_requests.petition_may_be_returned_to if petition else requests.may_be_returned_to
    to = _receiver(ledger, args.to, may(ledger, uid))
    act = petition_amendments.return_petition if petition else amendments.return_fields
    made = act(ledger, uid, wishes, to)
    show(
        {"requests": made, "to": to}, as_json=args.json, words=f"已退回 {len(made)} 处，随下一次数据包下发。"
    )


def _wish(items: list[Item], said: str) -> amendments.Wish:
    name, _, reason = said.partition("=")
    found = [
        one
        for one in items
        if folded(name)
        in {folded(one.label), folded(f"{one.place}{one.label}"), folded(f"{one.place} {one.label}")}
    ]
    if len(found) != 1:
        known = "、".join(f"{one.place} {one.label}" for one in (found or items))
        raise UserError(
            f"“{name}”{'不止一处' if found else '不在可以退回的内容里'}，没有退回。可以写：{known}。"
        )
    return amendments.Wish(found[0], reason)


def _named(ledger: Ledger, number: str) -> tuple[str, bool]:
    """The problem with this number, else the petition, and whether it is a petition. Raises UserError: neither, several."""
    try:
        return problems.find_problem(ledger, number), False
    except UserError:
        try:
            return petition_repeats.find_petition(ledger, number), True
        except UserError:
            pass
        raise


def _receiver(ledger: Ledger, name: str, lower: list[tuple[str, str]]) -> str:
    if name:
        known = {folded(one.name): one.uid for one in offices.offices(ledger)}
        if folded(name) not in known:
            raise UserError(f"机构表里没有“{name}”，没有退回。")
        return known[folded(name)]
    if not lower:
        raise UserError("没有登记过的下级单位填报或承担它，没有退回。")
    return lower[0][0]


def propose(ledger: Ledger, args: Namespace) -> None:
    """`propose`: one field that the issuing office owns."""
    uid, petition = _named(ledger, args.number)
    known = {label_of("petition", name): name for name in PROPOSABLE} if petition else CHINESE
    act = petition_amendments.propose_petition if petition else amendments.propose
    made = act(ledger, uid, {known.get(args.field, args.field): args.value}, args.reason)
    show({"requests": made}, as_json=args.json, words="已提出建议，随下一次数据包上报。采纳以前内容不变。")


def answer(ledger: Ledger, args: Namespace) -> None:
    """`answer`: the n-th of `list 退回与建议`."""
    found = requests.list_amendments(ledger)
    if not 1 <= args.number <= len(found):
        raise UserError(
            f"退回与建议共 {len(found)} 条，没有第 {args.number} 条。请先用 list 退回与建议 查看。"
        )
    one = found[args.number - 1]
    verdict = (
        AmendmentVerdict.ACCEPTED
        if args.accept
        else AmendmentVerdict.DECLINED
        if args.decline
        else AmendmentVerdict.EXPLAINED
    )
    petition_amendments.answer_request(ledger, one, verdict, args.decline or args.explain)
    words = f"{one.code} {one.place} {one.label}：{verdict}。"
    show({"answered": one.uid, "verdict": verdict}, as_json=args.json, words=words)
