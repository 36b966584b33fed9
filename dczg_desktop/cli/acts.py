"""Subcommands that change a ledger: each one service, its answer in words or JSON."""

import re
from argparse import Namespace
from datetime import date

from dczg_desktop.base.errors import UserError
from dczg_desktop.cli.output import plain, show
from dczg_desktop.cli.trust import left_words, receive_or_keep
from dczg_desktop.domain.words import UNIT_ROLES, DutyRole, EvidenceRole, Relation
from dczg_desktop.services import (
    acknowledgement,
    closure,
    conflicts,
    detail,
    duties,
    evidence,
    measures,
    offices,
    problems,
    progress,
    undo,
)
from dczg_desktop.services.incoming import receiving
from dczg_desktop.services.listing import ROLE_FIELDS
from dczg_desktop.store.ledger import Ledger

MEASURE_FIELD = re.compile(r"measures?[.\[](\d+)[.\]]*\.?(text|unit|deadline|done_on|result)")
CHINESE = {"目标": "goal", "整改目标": "goal", "问题描述": "description", "描述": "description", "类别": "category", "属地": "area",
           "备注": "remark", "责任追究": "accountability", "整改时限": "deadline", "时限": "deadline"}  # fmt: skip


def day_of(text: str, name: str) -> date:
    """A day written 2026-10-31. Raises UserError naming the argument."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise UserError(f"{name}“{text}”不是日期，请写成 2026-10-31。") from error


def assign(ledger: Ledger, args: Namespace) -> None:
    """`assign`: a unit or person for one or more problems."""
    uids = [problems.find_problem(ledger, number) for number in args.number]
    done = duties.assign(ledger, uids, args.unit, DutyRole(args.role))
    note = (
        ""
        if done.known or DutyRole(args.role) not in UNIT_ROLES
        else "（该单位尚未登记，登记卡片后自动关联）"
    )
    show(done, as_json=args.json, words=f"已把 {done.problems} 个问题的“{args.role}”交给 {done.unit}{note}。")


def attach(ledger: Ledger, args: Namespace) -> None:
    """`attach`: one file as evidence."""
    uid = problems.find_problem(ledger, args.number)
    done = evidence.attach_files(ledger, uid, [args.file], EvidenceRole(args.role))[0]
    reused = f"注意：同一文件已用于另外 {len(done.also_used_by)} 个问题。" if done.also_used_by else ""
    show(done, as_json=args.json, words=f"已附 {args.role}：{done.name}，校验值 {done.sha256[:16]}。{reused}")


def edit(ledger: Ledger, args: Namespace) -> None:
    """`edit`: a field of the problem, its deadline, a duty, or `measures.1.done_on`."""
    uid = problems.find_problem(ledger, args.number)
    field = CHINESE.get(args.field, args.field)
    if match := MEASURE_FIELD.fullmatch(field):
        _edit_measure(ledger, uid, int(match[1]), match[2], args.value)
    elif field == "deadline":
        problems.adjust_deadline(ledger, uid, args.value, args.reason, document=args.document)
    elif field in ROLE_FIELDS:
        duties.assign(ledger, [uid], args.value, ROLE_FIELDS[field])
    else:
        problems.edit_problem(ledger, uid, {field: args.value})
    show(
        {"uid": uid, "field": field, "value": args.value},
        as_json=args.json,
        words=f"已修改 {args.number} 的 {args.field}。",
    )


def _edit_measure(ledger: Ledger, uid: str, position: int, field: str, value: str) -> None:
    found = detail.problem_detail(ledger, uid).facts.measures
    if not 1 <= position <= len(found):
        raise UserError(f"这个问题只有 {len(found)} 条措施，没有第 {position} 条。")
    one = found[position - 1]
    if field == "done_on":
        measures.finish_measures(ledger, [one.uid], day_of(value, "完成日期") if value else None)
    elif field == "result":
        measures.finish_measures(ledger, [one.uid], one.done_on, value)
    else:
        draft = {"text": one.text, "unit": one.unit, "deadline": one.deadline} | {field: value}
        measures.edit_measure(ledger, one.uid, measures.MeasureDraft(**draft))


def file_progress(ledger: Ledger, args: Namespace) -> None:
    """`progress`: a report; 100 % declares all open measures finished today, and says so."""
    uid = problems.find_problem(ledger, args.number)
    finished = measures_declared(ledger, uid) if args.percent == 100 else ()
    report = progress.Report(args.period, args.text, args.percent, finished=finished)
    made = progress.report_progress(ledger, uid, report)
    note = f"据本次报告，{len(finished)} 条措施记为今日完成。" if finished else ""
    content = {
        "uid": made,
        "problem": uid,
        "period": args.period,
        "percent": args.percent,
        "finished": finished,
    }
    show(content, as_json=args.json, words=f"已填报 {args.number} 的 {args.period} 进展。{note}")


def measures_declared(ledger: Ledger, uid: str) -> tuple[str, ...]:
    """The measures that a report of 100 % declares finished."""
    return tuple(measure for measure, _text in progress.unfinished_measures(ledger, uid))


def change_measure(ledger: Ledger, args: Namespace) -> None:
    """`measure`: add one, or set the day the n-th was finished."""
    uid = problems.find_problem(ledger, args.number)
    if args.add:
        measures.add_measures(ledger, uid, [measures.MeasureDraft(args.add)])
    if args.done:
        found = detail.problem_detail(ledger, uid).facts.measures
        if not 1 <= args.done <= len(found):
            raise UserError(f"这个问题只有 {len(found)} 条措施，没有第 {args.done} 条。")
        day = day_of(args.on, "完成日期") if args.on else ledger.today()
        measures.finish_measures(ledger, [found[args.done - 1].uid], day, args.result)
    facts = detail.problem_detail(ledger, uid).facts
    show(
        facts.measures,
        as_json=args.json,
        words="\n".join(f"{n}. {m.text} {m.done_on or '未完成'}" for n, m in enumerate(facts.measures, 1)),
    )


def void(ledger: Ledger, args: Namespace) -> None:
    """`void`: one problem, with a reason."""
    problems.void_problems(ledger, [problems.find_problem(ledger, args.number)], args.reason)
    show({"voided": args.number}, as_json=args.json, words=f"已作废 {args.number}：{args.reason}")


def apply(ledger: Ledger, args: Namespace) -> None:
    """`apply`: through the gate."""
    uid = problems.find_problem(ledger, args.number)
    case = closure.apply_for_closure(ledger, uid, args.opinion)
    show(
        {"case": case, "problem": uid, "status": "验收中"},
        as_json=args.json,
        words=f"{args.number} 已申请销号，等待审核。",
    )


def decide(ledger: Ledger, args: Namespace) -> None:
    """`decide`: agree or return."""
    uid = problems.find_problem(ledger, args.number)
    status = closure.decide(ledger, uid, agree=args.agree, opinion=args.opinion)
    show({"problem": uid, "status": status}, as_json=args.json, words=f"{args.number}：{status}。")


def notice(ledger: Ledger, args: Namespace) -> None:
    """`notice`: from, to, where."""
    uid = problems.find_problem(ledger, args.number)
    starts, ends = day_of(args.starts, "起日"), day_of(args.ends, "止日")
    days = closure.publish_notice(ledger, uid, starts, ends, args.place)
    content = {"problem": uid, "working_days": days, "calendar_days": (ends - starts).days + 1}
    show(
        content, as_json=args.json, words=f"已登记公示：{starts} 至 {ends}，共 {days} 个工作日（首尾都算）。"
    )


def object_to(ledger: Ledger, args: Namespace) -> None:
    """`object`: raise an objection, or answer the standing ones."""
    uid = problems.find_problem(ledger, args.number)
    if args.text:
        closure.raise_objection(ledger, uid, args.text)
    if args.answer:
        for one in detail.problem_detail(ledger, uid).facts.objections:
            if not one.answer:
                closure.answer_objection(ledger, one.uid, args.answer)
    show(detail.problem_detail(ledger, uid).facts.objections, as_json=args.json, words="已登记。")


def reopen(ledger: Ledger, args: Namespace) -> None:
    """`reopen`: a closed problem."""
    closure.reopen(ledger, problems.find_problem(ledger, args.number), args.reason)
    show({"reopened": args.number}, as_json=args.json, words=f"{args.number} 已重新启动，原销号记录保留。")


def card(ledger: Ledger, args: Namespace) -> None:
    """`card`: write it, say the fingerprint."""
    path, mark = offices.export_card(ledger, args.out)
    show(
        {"path": path, "fingerprint": mark},
        as_json=args.json,
        words=f"卡片已写到 {path}\n指纹（电话核对）：{mark}",
    )


def enrol(ledger: Ledger, args: Namespace) -> None:
    """`enrol`: another office by its card."""
    done = offices.enrol(ledger, args.card, Relation(args.relation))
    replaced = "".join(f"\n取代原来登记的电脑 {replica[:8].upper()}。" for replica in done.replaced)
    words = f"已登记{done.relation}“{done.name}”，关联 {done.linked} 处。{replaced}\n指纹（电话核对）：{done.fingerprint}"
    show(done, as_json=args.json, words=words)


def receive(ledger: Ledger, args: Namespace) -> None:
    """`receive`: look, or take."""
    if args.preview:
        receipt = receiving.preview_package(ledger, args.file, phrase=args.pass_phrase)
    else:
        receipt = receive_or_keep(ledger, args, _chosen(args))
    lines = [f"来自 {receipt.sender}（{receipt.trust}），{receipt.sequence}", receipt.message]
    lines += [f"冲突：{one.problem} {one.record} {one.field}：{one.after}" for one in receipt.conflicts]
    lines += [
        f"手工填报：{one.record} {one.field}：{one.before or '（空）'} → {one.after}"
        for one in receipt.hand_edits
    ]
    lines += [f"未接收：{one.place} “{one.value}” {one.message}" for one in receipt.refused]
    lines += left_words(receipt)
    lines += [text for text in (receipt.base, receipt.skew) if text]
    lines += [*receipt.warnings, *(f"待收附件：{name}" for name in receipt.missing_files)]
    code = acknowledgement.acknowledgement(ledger, receipt.package_uid).code if receipt.accepted else ""
    lines += [f"电话回执码：{code}"] if code else []
    counts = {
        "new": len(receipt.new), "changed": len(receipt.changed), "unchanged": receipt.unchanged,
        "conflicts": len(receipt.conflicts), "hand_edits": len(receipt.hand_edits), "refused": len(receipt.refused),
    }  # fmt: skip
    show(plain(receipt) | {"counts": counts, "code": code}, as_json=args.json, words="\n".join(lines))


def _chosen(args: Namespace) -> list[str] | None:
    """What `--only` names; given without a name it means nothing optional."""
    return None if args.only is None else [key for key in args.only if key]


def resolve(ledger: Ledger, args: Namespace) -> None:
    """`resolve`: the n-th conflict of `list 冲突`."""
    found = conflicts.list_conflicts(ledger)
    if not 1 <= args.number <= len(found):
        raise UserError(f"现有 {len(found)} 处冲突，没有第 {args.number} 处。请先用 list 冲突 查看。")
    one = found[args.number - 1]
    value = next((living.value for living in one.values if str(living.value) == args.value), args.value)
    conflicts.resolve_conflict(ledger, one.kind, one.uid, one.field, value, args.reason)
    show(
        {"resolved": one.label, "value": value},
        as_json=args.json,
        words=f"已定：{one.record} {one.label} = {value}",
    )


def take_back(ledger: Ledger, args: Namespace) -> None:
    """`undo`: the last act, or with --redo the last undo."""
    last = undo.last_redoable(ledger) if args.redo else undo.last_undoable(ledger)
    if last is None:
        raise UserError("没有可以重做的操作。" if args.redo else "没有可以撤销的操作。")
    done = undo.redo(ledger, last.uid) if args.redo else undo.undo(ledger, last.uid)
    show({"act": done}, as_json=args.json, words=f"已{'重做' if args.redo else '撤销'}：{done}")
