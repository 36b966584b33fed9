"""Arguments of the subcommands of `cli.trust`."""

from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path

from dczg_desktop.domain.words import Sealing

Command = Callable[[str, str], ArgumentParser]


def add_trust_commands(command: Command) -> None:
    """`keys`, `inbox`, `receipt`, `request`, `giveback`; `command(name, help)` makes a parser that takes a ledger."""
    keys = command("keys", "密钥：查看往来单位的状态，更换、停用、恢复")
    keys.add_argument("--renew", default="", metavar="原因", help="更换本机密钥")
    keys.add_argument("--doubtful", action="store_true", help="旧密钥丢失或可疑，与 --renew 合用")
    keys.add_argument("--stop", default="", metavar="电脑标识", help="停用一台登记过的电脑的密钥")
    keys.add_argument("--reason", default="", help="停用的原因")
    keys.add_argument(
        "--since", type=int, default=None, metavar="N", help="自第几条起不再有效，对方电话告知的"
    )
    keys.add_argument("--resume", default="", metavar="电脑标识", help="恢复误停用的密钥")
    keys.add_argument("--moved", action="store_true", help="台账是移动过来的，沿用标识")
    keys.add_argument("--copied", action="store_true", help="台账是复制或恢复来的，换新标识")
    inbox = command("inbox", "收件箱")
    inbox.add_argument("--keep", type=Path, default=None, metavar="FILE", help="存入一个文件")
    inbox.add_argument("--retry", action="store_true", help="升级、登记以后再试")
    inbox.add_argument("--receive", default="", metavar="编号", help="接收其中一件")
    inbox.add_argument("--remove", default="", metavar="编号", help="移除一件")
    inbox.add_argument("--accept-hand-edits", action="store_true", help="同时接收手工填报")
    inbox.add_argument("--take-doubtful", action="store_true", help="存疑的撤回也接收；不写则留待核实")
    inbox.add_argument("--pass-phrase", default="", metavar="口令")
    _letter_commands(command)


def _letter_commands(command: Command) -> None:
    receipt = command("receipt", "回执：出具，或登记对方的")
    receipt.add_argument("--package", default="", metavar="包标识", help="为收到的这个包出具回执")
    receipt.add_argument("--out", type=Path, default=None, metavar="FILE", help="回执文件写到哪里")
    receipt.add_argument("--code", default="", metavar="回执码", help="登记电话里念的 12 位数字")
    receipt.add_argument("--file", type=Path, default=None, metavar="FILE", help="登记对方的回执文件")
    receipt.add_argument(
        "--refuse", type=Path, default=None, metavar="FILE", help="拒收这个数据包，出具说明原因的回执"
    )
    receipt.add_argument("--reason", default="", help="拒收的原因")
    receipt.add_argument("--take-back", default="", metavar="包标识", help="撤销误登记的回执")
    receipt.add_argument("--pass-phrase", default="", metavar="口令")
    request = command("request", "请求对方回传本单位报送过的全部内容")
    request.add_argument("--to", required=True, metavar="机构")
    request.add_argument("--out", type=Path, required=True, metavar="DIR")
    request.add_argument("--reason", default="")
    giveback = command("giveback", "答复回传请求，生成回传包")
    giveback.add_argument("file", type=Path, metavar="FILE")
    giveback.add_argument("--out", type=Path, required=True, metavar="DIR")
    giveback.add_argument("--seal", default="", choices=("", Sealing.KEY, Sealing.PHRASE, Sealing.PLAIN))
