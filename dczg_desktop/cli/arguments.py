"""The script interface: subcommands and their arguments (docs/scripts.md)."""

import argparse
from functools import partial
from pathlib import Path

from dczg_desktop.cli.trust_arguments import add_trust_commands
from dczg_desktop.domain.words import DutyRole, EvidenceRole, Level, Medium, Relation, Sealing

LISTS = ("问题", "措施", "责任", "信访件", "佐证", "冲突", "往来", "退回与建议")


class _Parser(argparse.ArgumentParser):
    """argparse with exit code 2 for wrong usage and Chinese headings."""

    def format_usage(self) -> str:
        return super().format_usage().replace("usage:", "用法：")


def _with_ledger(parent: "argparse._SubParsersAction[_Parser]", name: str, help_text: str) -> _Parser:
    parser = parent.add_parser(name, help=help_text)
    parser.add_argument("ledger", type=Path, metavar="LEDGER")
    parser.add_argument("--user", default="", metavar="用户", help="经办人姓名，首次出现时自动建账号")
    parser.add_argument("--json", action="store_true", help="输出一个 JSON 文档")
    return parser


def build_parser() -> argparse.ArgumentParser:
    """The whole parser; without a subcommand the window opens."""
    parser = _Parser(prog="main.py", description="督察整改台账")
    parser.add_argument(
        "--ledger", type=Path, dest="open_ledger", metavar="FILE", help="打开窗口并载入该台账"
    )
    commands = parser.add_subparsers(dest="command", parser_class=_Parser, metavar="子命令")
    _ledger_commands(commands)
    _exchange_commands(commands)
    _amendment_commands(commands)
    _list_command(commands)
    _problem_commands(commands)
    _work_commands(commands)
    _closure_commands(commands)
    _output_commands(commands)
    _plain_commands(commands)
    return parser


def _ledger_commands(commands: "argparse._SubParsersAction[_Parser]") -> None:
    new = _with_ledger(commands, "new", "新建台账")
    new.add_argument("--office", required=True, metavar="名称")
    new.add_argument("--code", required=True, metavar="代码")
    new.add_argument("--level", required=True, choices=list(Level))
    _with_ledger(commands, "verify", "核验数据库、操作日志链和佐证")
    _with_ledger(commands, "check", "疑点检查")
    backup = _with_ledger(commands, "backup", "全部备份")
    backup.add_argument("--out", type=Path, required=True, metavar="DIR")
    restore = commands.add_parser("restore", help="从备份恢复为新台账")
    restore.add_argument("backup", type=Path, metavar="BACKUP")
    restore.add_argument("--to", type=Path, required=True, metavar="FILE")
    restore.add_argument("--json", action="store_true")
    undo = _with_ledger(commands, "undo", "撤销最近一次操作")
    undo.add_argument("--redo", action="store_true", help="改为重做")
    history = _with_ledger(commands, "history", "一个问题的修改历史")
    history.add_argument("number", metavar="问题编号")
    history.add_argument("--field", default="")


def _exchange_commands(commands: "argparse._SubParsersAction[_Parser]") -> None:
    card = _with_ledger(commands, "card", "导出本单位卡片")
    card.add_argument("--out", type=Path, required=True, metavar="FILE")
    enrol = _with_ledger(commands, "enrol", "登记对方单位的卡片")
    enrol.add_argument("card", type=Path, metavar="CARD")
    enrol.add_argument("--as", dest="relation", required=True, choices=list(Relation))
    send = _with_ledger(commands, "send", "生成数据包")
    send.add_argument("--to", required=True, metavar="机构")
    send.add_argument("--out", type=Path, required=True, metavar="DIR")
    _sending(send)
    add_trust_commands(partial(_with_ledger, commands))
    receive = _with_ledger(commands, "receive", "接收数据包")
    receive.add_argument("file", type=Path, metavar="FILE")
    receive.add_argument("--preview", action="store_true", help="只看不写")
    receive.add_argument("--accept-hand-edits", action="store_true", help="同时接收手工填报")
    receive.add_argument(
        "--only",
        action="append",
        default=None,
        metavar="KEY",
        help="手工填报和建议修改中只接收这些（预览 --json 里的 key），其余留待以后；可写多次，空文字表示一处也不要",
    )
    receive.add_argument(
        "--take-doubtful", action="store_true", help="存疑的撤回（别的单位附的佐证等）也接收；不写则留待核实"
    )
    receive.add_argument(
        "--pass-phrase", default="", metavar="口令", help="口令密封的文件，来文单位电话告知的八个词"
    )
    resolve = _with_ledger(commands, "resolve", "处理一处冲突")
    resolve.add_argument("number", metavar="冲突序号", type=int)
    resolve.add_argument("--value", required=True, metavar="取值")
    resolve.add_argument("--reason", default="")


def _sending(send: _Parser) -> None:
    send.add_argument("--preview", action="store_true", help="只列出将要发出的内容，不生成")
    send.add_argument(
        "--fill-in", default="", metavar="进展填报,…", help="改发填报表：要对方填哪几张，逗号分开"
    )
    send.add_argument("--volume-size", type=float, default=0, metavar="MB", help="附件按多大分卷")
    send.add_argument(
        "--seal",
        default="",
        nargs="?",
        const=Sealing.KEY.value,
        choices=("", *Sealing),
        help="怎样密封；不写按内容自动决定",
    )
    send.add_argument("--reason", default="", help="有阻断疑点或个人信息而照发的理由")
    send.add_argument("--medium", default="", choices=("", *Medium), help="存在什么介质上")
    send.add_argument("--medium-number", default="", metavar="编号")
    send.add_argument("--handler", default="", metavar="经手人")


def _amendment_commands(commands: "argparse._SubParsersAction[_Parser]") -> None:
    back = _with_ledger(commands, "return", "退回下级填报的内容，逐处写明理由")
    back.add_argument("number", metavar="问题编号或受理编号")
    back.add_argument(
        "--field",
        action="append",
        required=True,
        metavar="哪一处=理由",
        help="例如 “本期进展=请写明数量”“第 1 条措施 完成情况=与现场不符”；可写多次",
    )
    back.add_argument("--to", default="", metavar="机构", help="不写则退给填报的下级")
    propose = _with_ledger(commands, "propose", "对交办单位掌握的内容提出修改建议")
    propose.add_argument("number", metavar="问题编号或受理编号")
    propose.add_argument("field", metavar="FIELD")
    propose.add_argument("value", metavar="VALUE")
    propose.add_argument("--reason", required=True)
    answer = _with_ledger(commands, "answer", "答复退回或建议")
    answer.add_argument("number", metavar="序号", type=int, help="list 退回与建议 里的第几条")
    verdict = answer.add_mutually_exclusive_group(required=True)
    verdict.add_argument("--accept", action="store_true", help="采纳建议")
    verdict.add_argument("--decline", default="", metavar="理由", help="不采纳建议")
    verdict.add_argument("--explain", default="", metavar="情况", help="退回的内容不用改，说明情况")


def _list_command(commands: "argparse._SubParsersAction[_Parser]") -> None:
    listing = _with_ledger(commands, "list", "列出记录")
    listing.add_argument("what", choices=LISTS)
    listing.add_argument("--grid", action="store_true", help="往来按单位列：末次收发、确认、缺号、各期报送")


def _row_options(take: _Parser) -> None:
    """What `import` does with single rows, and which batch of petitions they are."""
    take.add_argument("--update", nargs="*", metavar="行", help="更新已有的记录；不写行号时更新全部有变动的")
    take.add_argument("--fields", default="", metavar="字段,字段", help="更新时只取这些字段")
    take.add_argument("--reason", default="", help="调整整改时限的原因")
    take.add_argument(
        "--as-number", action="append", default=[], metavar="行=台账编号", help="作为已有问题的另一编号"
    )
    take.add_argument("--new", action="append", default=[], metavar="行", help="相似的行作为新记录")
    take.add_argument("--skip", action="append", default=[], metavar="行", help="这一行不导入")
    take.add_argument("--batch", default="", metavar="批次", help="没有写批次的信访件属于这一批")
    take.add_argument("--handed-on", default="", metavar="日期", help="这一批的交办日期")
    take.add_argument("--expected", type=int, default=None, metavar="件数", help="交办函上写的件数")


def _problem_commands(commands: "argparse._SubParsersAction[_Parser]") -> None:
    take = _with_ledger(commands, "import", "导入表格")
    take.add_argument("file", type=Path, metavar="FILE")
    take.add_argument("--source", default="", metavar="名称")
    take.add_argument("--sheet", default=None, metavar="名")
    take.add_argument("--preview", action="store_true")
    take.add_argument(
        "--faulty-rows",
        type=Path,
        default=None,
        metavar="OUT",
        help="只看不写，把有问题的行连同原因导出为 .xlsx",
    )
    take.add_argument("--sender", default="", metavar="单位", help="报送单位；表里写明时不用")
    take.add_argument("--hidden", default="take", choices=("take", "leave"), help="隐藏的行列读入还是不读入")
    _row_options(take)
    assign = _with_ledger(commands, "assign", "交办")
    assign.add_argument("number", metavar="问题编号", nargs="+")
    assign.add_argument("--unit", required=True, metavar="机构")
    assign.add_argument("--role", default=DutyRole.RESPONSIBLE_UNIT.value, choices=list(DutyRole))
    attach = _with_ledger(commands, "attach", "附佐证")
    attach.add_argument("number", metavar="问题编号")
    attach.add_argument("file", type=Path, metavar="FILE")
    attach.add_argument("--role", required=True, choices=list(EvidenceRole))
    edit = _with_ledger(commands, "edit", "修改问题的字段")
    edit.add_argument("number", metavar="问题编号")
    edit.add_argument("field", metavar="FIELD")
    edit.add_argument("value", metavar="VALUE")
    edit.add_argument("--reason", default="", help="调整时限的原因")
    edit.add_argument("--document", default="", help="调整时限的文号")


def _work_commands(commands: "argparse._SubParsersAction[_Parser]") -> None:
    progress = _with_ledger(commands, "progress", "填报进展")
    progress.add_argument("number", metavar="问题编号")
    progress.add_argument("--period", required=True, metavar="2026-10")
    progress.add_argument("--text", required=True, metavar="文字")
    progress.add_argument("--percent", type=int, default=None, metavar="n")
    measure = _with_ledger(commands, "measure", "措施：新增，或填完成日期")
    measure.add_argument("number", metavar="问题编号")
    measure.add_argument("--add", default="", metavar="措施")
    measure.add_argument("--done", type=int, default=0, metavar="第几条")
    measure.add_argument("--on", default="", metavar="DATE")
    measure.add_argument("--result", default="")
    void = _with_ledger(commands, "void", "作废问题")
    void.add_argument("number", metavar="问题编号")
    void.add_argument("--reason", required=True)


def _closure_commands(commands: "argparse._SubParsersAction[_Parser]") -> None:
    apply = _with_ledger(commands, "apply", "申请销号")
    apply.add_argument("number", metavar="问题编号")
    apply.add_argument("--opinion", default="")
    decide = _with_ledger(commands, "decide", "审核销号申请")
    decide.add_argument("number", metavar="问题编号")
    verdict = decide.add_mutually_exclusive_group(required=True)
    verdict.add_argument("--agree", action="store_true")
    verdict.add_argument("--return", action="store_true", dest="send_back")
    decide.add_argument("--opinion", default="", metavar="意见")
    published = _with_ledger(commands, "published", "读一份销号公示，或登记到指定的问题")
    published.add_argument("file", type=Path, metavar="FILE")
    published.add_argument(
        "--problem", default="", metavar="问题编号", help="登记到这个问题或信访件；不写只看"
    )
    published.add_argument("--from", dest="starts", default="", metavar="DATE", help="公示件上读不出时填写")
    published.add_argument("--to", dest="ends", default="", metavar="DATE")
    published.add_argument("--place", default="", metavar="处")
    notice = _with_ledger(commands, "notice", "登记公示")
    notice.add_argument("number", metavar="问题编号")
    notice.add_argument("--from", dest="starts", required=True, metavar="DATE")
    notice.add_argument("--to", dest="ends", required=True, metavar="DATE")
    notice.add_argument("--place", required=True, metavar="处")
    object_ = _with_ledger(commands, "object", "登记异议，或答复异议")
    object_.add_argument("number", metavar="问题编号")
    object_.add_argument("--text", default="", metavar="异议")
    object_.add_argument("--answer", default="", metavar="处理结果")
    reopen = _with_ledger(commands, "reopen", "已销号问题重新启动")
    reopen.add_argument("number", metavar="问题编号")
    reopen.add_argument("--reason", required=True)


def _output_commands(commands: "argparse._SubParsersAction[_Parser]") -> None:
    paper = _with_ledger(
        commands,
        "print",
        "打印文书：清单、一览表、统计表、批次表、销号审批表、整改销号公示、发文说明、补正通知、催报函、登记簿、往来台账、将要发出的内容",
    )
    paper.add_argument("document", metavar="文书")
    paper.add_argument("--out", type=Path, required=True, metavar="FILE")
    paper.add_argument(
        "--problem",
        default="",
        metavar="问题编号",
        help="只打印这个问题的销号审批表；不给则打印全部申请过销号的",
    )
    paper.add_argument("--paper", default="", choices=("", "A3", "A4"))
    paper.add_argument("--batch", default="", metavar="批次", help="信访件：只打印这一批")
    paper.add_argument("--public", action="store_true", help="信访件一览表：公开版")
    paper.add_argument("--mask", action="store_true", help="公开版：可能泄露个人信息的内容全部按建议遮盖")
    paper.add_argument("--again", action="store_true", help="公开版：加入待再次公开的信访件")
    paper.add_argument("--published", default="", metavar="DATE", help="公开版：登记这一天公开")
    paper.add_argument("--place", default="", metavar="媒体", help="公开版：公开的媒体")
    paper.add_argument("--to", default="", metavar="机构", help="函件发给谁；登记簿只列这个单位")
    paper.add_argument("--due", default="", metavar="DATE", help="函件要求的期限，默认十天")
    paper.add_argument("--period", default="", metavar="2026-10", help="催报哪一期的进展")
    paper.add_argument("--number", default="", metavar="发文字号", help="写了就用红色版头")
    paper.add_argument("--phone", default="", metavar="电话")
    paper.add_argument("--since", default="", metavar="DATE", help="登记簿起日")
    paper.add_argument("--until", default="", metavar="DATE", help="登记簿止日")
    overview = _with_ledger(commands, "overview", "今日待办和各项数")
    overview.add_argument("--soon", type=int, default=30, metavar="天")


def _plain_commands(commands: "argparse._SubParsersAction[_Parser]") -> None:
    demo = commands.add_parser("demo", help="在示例数据上走完整个流程，不开窗口")
    demo.add_argument("folder", type=Path, metavar="DIR")
    days = commands.add_parser("workdays", help="两日之间的工作日数，首尾都算")
    days.add_argument("starts", metavar="FROM")
    days.add_argument("ends", metavar="TO")
    days.add_argument("--json", action="store_true")
    deadline = commands.add_parser("deadline", help="读一段整改时限")
    deadline.add_argument("text", metavar="TEXT")
    deadline.add_argument("--base", default="", metavar="DATE")
    deadline.add_argument("--json", action="store_true")
