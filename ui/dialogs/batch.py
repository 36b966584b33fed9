"""Asks for what the covering letter of a batch says, also when its list is about to be taken in."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QLineEdit, QWidget

from dczg_desktop.domain.petitions import LAST_ORDER, batch_of
from dczg_desktop.services.importing.daily import FileBatch
from dczg_desktop.services.petitions.batches import BatchRow
from ui.widgets.dialog import Saved, Sheet
from ui.widgets.form import Form


@dataclass(frozen=True, slots=True)
class BatchAnswer:
    """`expected` None: the letter does not say how many."""

    name: str
    handed_on: date | None
    expected: int | None
    remark: str = ""
    source: str = ""


class BatchDialog(Sheet):
    """`row` is the batch as known, None for one that is not known yet."""

    def __init__(
        self, parent: QWidget | None, name: str, row: BatchRow | None, do_words: str = "登记", lead: str = "",
        title: str = "登记批次",
    ) -> None:  # fmt: skip
        told = lead or "按交办函填写。应有件数与已有的对不上、表内序号缺号，会在批次里列出。"
        super().__init__(parent, title, do_words, told)
        self.form = Form()
        self.name = self.form.line(
            "批次", batch_of(name)[0] if row is None else row.name, required=True, hint="第17批"
        )
        self.day = self.form.day("交办日期", row.handed_on if row else None)
        expected = "" if row is None or row.expected is None else str(row.expected)
        self.expected = self.form.line("应有件数", expected, hint="交办函上写的件数，可留空")
        self.remark = self._add_remark(row)
        self.body.addWidget(self.form)
        self.check = self._missing

    def _add_remark(self, row: BatchRow | None) -> QLineEdit | None:
        return self.form.line("备注", row.remark if row else "")

    @classmethod
    def ask(
        cls,
        parent: QWidget | None,
        name: str,
        row: BatchRow | None,
        save: Callable[[BatchAnswer], Saved],
    ) -> None:
        """Have what the letter says registered by `save`."""
        dialog = cls(parent, name, row)
        dialog.save_by(dialog.answer, save)
        dialog.exec()

    def answer(self) -> BatchAnswer:
        """What was written."""
        typed = self.expected.text().strip()
        expected, remark = int(typed) if typed.isdecimal() else None, self.remark
        return BatchAnswer(
            batch_of(self.name.text().strip())[0], self.day.value(), expected, remark.text().strip() if remark else ""
        )  # fmt: skip

    def _missing(self) -> str:
        typed = self.expected.text().strip()
        if batch_of(self.name.text().strip())[1] >= LAST_ORDER - 1:
            return "批次请写成“第17批”。"
        if self.day.is_faulty():
            return "交办日期请写成 2026-11-05，或留空。"
        return "" if not typed or typed.isdecimal() else "应有件数要填整数，或留空。"


class TakeBatchDialog(BatchDialog):
    """The batch of a file that is about to be read; name and day come from its title when it names them."""

    def __init__(self, parent: QWidget | None, path: Path, found: FileBatch, source: str) -> None:
        told = (
            f"“{path.name}”的标题里写的是{found.name}。"
            if found.name
            else f"“{path.name}”的标题里没有写批次，请填写。"
        )
        super().__init__(
            parent,
            found.name,
            None,
            "读取表格",
            f"{told}表里自己写了批次的行，以表里为准；接着逐行比对，确认后才写入台账。",
            "导入本日批次",
        )
        self.day.set_value(found.handed_on)
        self.source = self.form.line(
            "来源", source or found.source, hint="督察名称，各批用同一个，才能连起来看"
        )

    def _add_remark(self, row: BatchRow | None) -> None:
        """None: an import writes down no remark, it is added with 登记批次."""

    @classmethod
    def ask(  # type: ignore[override]
        cls, parent: QWidget | None, path: Path, found: FileBatch, source: str
    ) -> BatchAnswer | None:
        """The batch of a file in which `found` was read; None when cancelled."""
        dialog = cls(parent, path, found, source)
        return dialog.answer() if dialog.exec() else None

    def answer(self) -> BatchAnswer:
        """What was written, with the inspection."""
        return replace(super().answer(), source=self.source.text().strip())
