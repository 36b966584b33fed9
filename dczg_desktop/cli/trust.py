"""Subcommands of trust between offices: keys, the inbox, receipts, requests to send everything back."""

from argparse import Namespace
from collections.abc import Collection
from pathlib import Path

from dczg_desktop.base.errors import UserError
from dczg_desktop.cli.output import refuse, show
from dczg_desktop.domain.words import RevocationCause, Sealing
from dczg_desktop.exchange.manifest import NewerFormat
from dczg_desktop.services import acknowledgement, returns
from dczg_desktop.services.incoming import inbox, refusals
from dczg_desktop.services.incoming.receipts import Receipt
from dczg_desktop.services.incoming.receiving import receive
from dczg_desktop.services.trust import installation
from dczg_desktop.services.trust import keys as trust
from dczg_desktop.services.trust.partners import partners
from dczg_desktop.store.ledger import Ledger


def keys(ledger: Ledger, args: Namespace) -> None:
    """`keys`: how the keys of all counterparts stand; change our own, stop or resume another's, answer 移动还是复制."""
    if args.moved or args.copied:
        replica = installation.settle(ledger, copied=args.copied)
        said = f"本机标识 {trust.short(replica)}。"
        again = "请导出新卡片请往来单位登记，再用 request 请求回传。" if args.copied else ""
        show({"replica": replica}, as_json=args.json, words=said + again)
    elif args.renew:
        cause = RevocationCause.DOUBTFUL if args.doubtful else RevocationCause.REPLACED
        replica = installation.renew_key(ledger, cause, args.renew)
        said = f"已{cause}密钥，本机标识 {trust.short(replica)}。请导出新卡片请往来单位登记。"
        show({"replica": replica, "cause": cause}, as_json=args.json, words=said)
    elif args.stop:
        since = trust.stop_key(ledger, _replica(ledger, args.stop), args.reason, args.since)
        show(
            {"since": since},
            as_json=args.json,
            words=f"已停用，自第 {since} 条起不再有效；随下一个数据包告知。",
        )
    elif args.resume:
        trust.resume_key(ledger, _replica(ledger, args.resume))
        show({"resumed": args.resume}, as_json=args.json, words="已恢复。")
    else:
        _list_keys(ledger, args)


def warn_of_copies(ledger: Ledger, args: Namespace) -> None:
    """Say beside the answer, not in it, that the ledger seems to be moved, copied or put back."""
    state = installation.installation_state(ledger)
    if state.question and args.command != "keys":
        refuse(f"注意：{state.words}（命令行：keys --moved 或 --copied）")


def _list_keys(ledger: Ledger, args: Namespace) -> None:
    found, state = partners(ledger), installation.installation_state(ledger)
    lines = [
        f"{one.enrolled.relation}\t{one.enrolled.name}\t{trust.short(one.enrolled.replica)}\t第 {one.serial} 号密钥\t"
        f"{'有' if one.sealing else '没有'}密封公钥\t{one.state}"
        for one in found
    ]
    words = "\n".join(
        [f"本机 {trust.short(ledger.identity.replica)}：{state.words or state.standing}", *lines]
    )
    show(
        {"replica": ledger.identity.replica, "standing": state.standing, "partners": found},
        as_json=args.json,
        words=words,
    )


def _replica(ledger: Ledger, text: str) -> str:
    """The installation whose id begins with `text`. Raises UserError when none or several do."""
    found = [
        one.enrolled.replica for one in partners(ledger) if one.enrolled.replica.startswith(text.lower())
    ]
    if len(found) != 1:
        raise UserError(f"往来单位里以“{text}”开头的电脑标识有 {len(found)} 个。请用 keys 查看后写全一些。")
    return found[0]


def receive_or_keep(ledger: Ledger, args: Namespace, chosen: Collection[str] | None) -> Receipt:
    """`receive`; a package that needs a newer program is kept in the inbox for the upgrade."""
    try:
        return receive(
            ledger,
            args.file,
            accept_hand_edits=args.accept_hand_edits,
            chosen=chosen,
            take_doubtful=args.take_doubtful,
            phrase=args.pass_phrase,
        )
    except NewerFormat as error:
        item = inbox.keep(ledger, args.file)
        raise UserError(f"{error}已存入收件箱（{item.uid[:8]}），升级后用 inbox --retry 再试。") from error


def left_words(receipt: Receipt) -> list[str]:
    """What was not taken because a person has to look at it first, and how it is taken."""
    if not receipt.accepted or not receipt.doubtful:
        return []
    told = [f"没有接收，先核实：{one.words}（--only {one.key}）" for one in receipt.doubtful]
    return [
        *told,
        f"以上 {len(told)} 处存疑的撤回留待以后：核实后从同一文件再 receive，用 --only 逐处写明，或用 --take-doubtful 全部接收。",
    ]


def open_inbox(ledger: Ledger, args: Namespace) -> None:
    """`inbox`: list, keep a file, try again, receive one, remove one."""
    if args.receive:
        receipt = inbox.receive_kept(
            ledger, args.receive, accept_hand_edits=args.accept_hand_edits, take_doubtful=args.take_doubtful,
            phrase=args.pass_phrase,
        )  # fmt: skip
        lines = [f"来自 {receipt.sender}，{receipt.sequence}", receipt.message, *left_words(receipt)]
        show(receipt, as_json=args.json, words="\n".join(lines))
        return
    if args.keep:
        inbox.keep(ledger, args.keep, phrase=args.pass_phrase)
    if args.retry:
        inbox.retry_waiting(ledger)
    if args.remove:
        inbox.remove(ledger, args.remove)
    found = inbox.items(ledger)
    lines = [f"{one.uid[:8]}\t{one.state}\t{one.sender}\t{one.file_name}\t{one.reason}" for one in found]
    show(found, as_json=args.json, words="\n".join([*lines, f"共 {len(found)} 件"]))


def receipt(ledger: Ledger, args: Namespace) -> None:
    """`receipt`: ours for a package, as code and file; or take in one of another office."""
    if args.code:
        done = acknowledgement.accept_code(ledger, args.code)
        show(done, as_json=args.json, words=f"已登记：{done.words}")
    elif args.file:
        done = acknowledgement.accept_receipt(ledger, args.file)
        show(done, as_json=args.json, words=f"已登记：{done.words}")
    elif args.refuse:
        out = _out(args)
        declined = refusals.refuse_package(ledger, args.refuse, args.reason, phrase=args.pass_phrase)
        path = acknowledgement.write_receipt(ledger, declined.package_uid, out)
        words = f"已拒收，回执已写到 {path}\n电话回执码：{declined.code}"
        show({"path": path, "code": declined.code}, as_json=args.json, words=words)
    elif args.take_back:
        how = acknowledgement.take_back_receipt(ledger, args.take_back)
        show({"package": args.take_back, "standing": how}, as_json=args.json, words=f"已撤销回执登记：{how}")
    elif args.package:
        told = acknowledgement.acknowledgement(ledger, args.package)
        written = acknowledgement.write_receipt(ledger, args.package, args.out) if args.out else None
        where = f"\n回执文件：{written}" if written else ""
        show(
            {"code": told.code, "outcome": told.outcome, "path": written, "text": told.text},
            as_json=args.json,
            words=told.text + where,
        )
    else:
        raise UserError(
            "请写明要做什么：--package 出具回执，--code 或 --file 登记对方的回执，--refuse 拒收一个数据包，--take-back 撤销误登记的回执。"
        )


def _out(args: Namespace) -> Path:
    if args.out is None:
        raise UserError("请用 --out 写明回执文件放到哪里。")
    return args.out  # type: ignore[no-any-return]


def request(ledger: Ledger, args: Namespace) -> None:
    """`request`: ask another office to send back all it ever had from us."""
    path = returns.request_return(ledger, args.to, args.out, args.reason)
    show({"path": path}, as_json=args.json, words=f"回传请求已写到 {path}，请交给 {args.to}。")


def give_back(ledger: Ledger, args: Namespace) -> None:
    """`giveback`: the package that a request asks for."""
    done = returns.answer_request(
        ledger, args.file, args.out, sealing=Sealing(args.seal) if args.seal else None
    )
    phrase = f"\n口令（电话告知，只显示这一次）：{done.phrase}" if done.phrase else ""
    counts = "，".join(f"{name} {count}" for name, count in done.counts.items())
    show(
        done,
        as_json=args.json,
        words=f"已生成回传包 {done.path}（{counts}；附件 {done.attachments}）{phrase}",
    )
