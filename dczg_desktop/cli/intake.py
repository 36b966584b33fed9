"""The subcommand that takes foreign tables in: look, or do what the options say with the rows the ledger may have."""

from argparse import Namespace
from collections.abc import Mapping
from dataclasses import replace

from dczg_desktop.base.errors import UserError
from dczg_desktop.cli.acts import day_of
from dczg_desktop.cli.output import show
from dczg_desktop.domain.comparison import SAID, Choice, Verdict, Way
from dczg_desktop.imports.editing import with_tables
from dczg_desktop.services import problems
from dczg_desktop.services.importing import acceptance, imports
from dczg_desktop.services.importing.comparing import read_all
from dczg_desktop.services.importing.doubted import rows_of_faults, standing_faults
from dczg_desktop.services.importing.faulty_rows import write_faulty_rows
from dczg_desktop.services.importing.planned import Planned
from dczg_desktop.services.petitions.batches import daily_batch
from dczg_desktop.store.ledger import Ledger


def take(ledger: Ledger, args: Namespace) -> None:
    """`import`: look with --preview, else take in."""
    handed_on = day_of(args.handed_on, "交办日期") if args.handed_on else None
    batch = daily_batch(args.batch, handed_on, args.expected, ledger.today())
    preview = imports.preview_import(ledger, args.file, args.sheet, source=args.source, batch=batch)
    if args.sender:
        preview = imports.revised(ledger, preview, sender=args.sender)
    left_out: frozenset[acceptance.Line] = frozenset()
    if args.hidden == "leave":
        preview, left_out = _without_hidden(ledger, preview)
        preview = _without_doubts_of(preview, left_out)
    if args.preview or args.faulty_rows:
        _look(ledger, preview, args)
        return
    choices = _choices(ledger, preview, args)
    done = acceptance.accept_import(ledger, preview, args.source, left_out, choices=choices)
    skipped = frozenset(line for line, choice in choices.items() if choice.way is Way.SKIP)
    _tell(_without_doubts_of(preview, skipped), done, as_json=args.json)


def _look(ledger: Ledger, preview: imports.Preview, args: Namespace) -> None:
    """What was understood; with --faulty-rows also the workbook of faulty rows for the sender."""
    content, words = imports.preview_json(preview), _preview_words(preview)
    if args.faulty_rows:
        done = write_faulty_rows(ledger, preview.shown, preview.sender, args.faulty_rows)
        content["faulty_rows"] = {"path": done.path, "rows": done.rows, "places": done.places}
        words += f"\n问题行已导出到 {done.path}：{done.rows} 行，{done.places} 处（台账没有改动）。"
    show(content, as_json=args.json, words=words)


def _tell(preview: imports.Preview, done: acceptance.Accepted, *, as_json: bool) -> None:
    words = f"已导入：问题 {done.problems}，信访件 {done.petitions}，措施 {done.measures}；台账已有 {done.known}，跳过 {done.skipped}。"
    if done.updated or done.numbers:
        words += f"更新 {done.updated} 条（{done.values} 处），另一编号 {done.numbers}。"
    faults = [
        f"{fault.place} “{fault.value}” {fault.message}"
        for table in preview.reading.tables
        for fault in table.faults
    ]
    read_all(preview.view, preview.planned)
    unclear = [
        f"{preview.reading.tables[one.table].sheet} 第 {one.row} 行：{_why(one)}"
        for one in preview.planned
        if one.verdict is Verdict.UNCLEAR
    ]
    content = {"problems": done.problems, "petitions": done.petitions, "measures": done.measures, "known": done.known,
               "skipped": done.skipped, "act": done.act_uid, "faults": faults, "updated": done.updated, "values": done.values,
               "numbers": done.numbers, "unclear": done.unclear, "waiting": unclear if done.unclear else []}  # fmt: skip
    if done.unclear:
        has_notices = any(one.is_notice for one in preview.planned)
        why = "要由您决定" if has_notices else "与台账里的记录相似"
        how = "请用 --new、--update、--as-number 或 --skip 说明："
        words += f"\n{done.unclear} 行{why}，没有导入，{how}"
        words = "\n".join([words, *unclear])
    show(content, as_json=as_json, words="\n".join([words, *faults]))


def _why(one: Planned) -> str:
    known = "；".join(f"{found.code} {found.why}" for found in one.candidates)
    return "；".join(filter(None, (one.note, known))) if one.is_notice else known or one.note


def _without_hidden(
    ledger: Ledger, preview: imports.Preview
) -> tuple[imports.Preview, frozenset[acceptance.Line]]:
    left_out = set()
    edits = []
    for index, mended in enumerate(preview.edits):
        rows, columns = preview.hidden(index)
        left_out |= {(index, row) for row in rows}
        edits.append(replace(mended, columns=mended.columns | set(columns)))
    return imports.revised(ledger, preview, tuple(edits)), frozenset(left_out)


def _without_doubts_of(preview: imports.Preview, left_out: frozenset[acceptance.Line]) -> imports.Preview:
    """The same preview; what is doubtful in rows that are left out is not told."""
    if not left_out:
        return preview
    tables = []
    for index, table in enumerate(preview.reading.tables):
        rows = {row for number, row in left_out if number == index}
        standing = standing_faults(table.faults, rows_of_faults(table, table.faults), rows)
        tables.append(replace(table, faults=tuple(standing)))
    return replace(preview, reading=with_tables(preview.reading, tables))


def _choices(ledger: Ledger, preview: imports.Preview, args: Namespace) -> Mapping[acceptance.Line, Choice]:
    """What the options say of single rows; nothing said about a row leaves it to the usual."""
    found: dict[acceptance.Line, Choice] = {}
    for one in _to_update(preview, args.update):
        if choice := _update(one, args):
            found[one.table, one.row] = choice
    for names, way in ((args.new, Way.NEW), (args.skip, Way.SKIP)):
        for one in (_planned(preview, name) for name in names):
            found[one.table, one.row] = Choice(way)
    for pair in args.as_number:
        name, sign, number = pair.rpartition("=")
        if not sign:
            raise UserError(f"--as-number 请写成“行=台账编号”，例如 5=450421-2026-0009；现在是“{pair}”。")
        one, uid = _planned(preview, name), problems.find_problem(ledger, number)
        if one.candidate(uid) is None:
            raise UserError(f"第 {one.row} 行与问题 {number} 看不出是同一件，没有导入。请核对行号和编号。")
        found[one.table, one.row] = Choice(Way.NUMBER, uid)
    return found


def _to_update(preview: imports.Preview, names: list[str] | None) -> list[Planned]:
    """The rows that --update names; without names all that bring something new to one certain record."""
    if names is None:
        return []
    if names:
        return [_planned(preview, name) for name in names]
    return [one for one in preview.planned if one.verdict is Verdict.CHANGED]


def _update(one: Planned, args: Namespace) -> Choice | None:
    best = next((found for found in one.candidates if found.differences and not found.locked), None)
    if best is None:
        return None
    open_keys = {each.key for each in best.differences if not each.locked}
    ticks = best.proposed()
    if args.fields:
        wanted = {word.strip() for word in args.fields.split(",")}
        ticks = frozenset(key for key in open_keys if key in wanted or key.partition(":")[0] in wanted)
    return Choice(Way.UPDATE, best.uid, ticks, args.reason) if ticks else None


def _planned(preview: imports.Preview, name: str) -> Planned:
    """The row that `5` or `工作表!5` names."""
    sheet, _, number = name.rpartition("!")
    found = [
        one
        for one in preview.planned
        if str(one.row) == number and sheet in {"", preview.reading.tables[one.table].sheet}
    ]
    if len(found) == 1:
        return found[0]
    if found:
        raise UserError(f"有几张表都有第 {number} 行，请写成“工作表!{number}”。")
    raise UserError(f"表里没有第“{name}”行记录，没有导入。行号与表格软件左边显示的一致。")


def _preview_words(preview: imports.Preview) -> str:
    counts = "，".join(f"{word.value} {preview.count(word)}" for word in SAID)
    lines = [f"{counts}（没有写入）"]
    lines += [f"填报单位：{preview.sender}"] if preview.sender else []
    for table in preview.reading.tables:
        lines.append(f"〔{table.sheet}〕{table.title} 类型 {table.kind}，{len(table.records)} 条")
        lines += [f"  {field} ← {heading}" for field, heading in table.mapping.items()]
        lines += [f"  未对应：{heading}（保留为其他字段）" for heading in table.unmapped]
        lines += [f"  {fault.place} “{fault.value}” {fault.message}" for fault in table.faults]
    lines += [line for one in preview.planned for line in _row_words(one)]
    return "\n".join(lines)


def _row_words(one: Planned) -> list[str]:
    if one.verdict not in {Verdict.CHANGED, Verdict.UNCLEAR}:
        return []
    lines = [f"  第 {one.row} 行 {one.verdict.value}：{_why(one)}"]
    for found in one.candidates[:1]:
        lines += [f"    {each.label}：{each.ours or '〔空〕'} → {each.theirs}" for each in found.differences]
    return lines
