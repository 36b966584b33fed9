"""Asks on what a package travelled, and who carried it or took it over when."""

from collections.abc import Callable
from datetime import datetime, time

from PySide6.QtWidgets import QWidget

from dczg_desktop.domain.words import Medium
from dczg_desktop.services.register import Handover, ShipmentRow
from ui.widgets.dialog import Saved, Sheet
from ui.widgets.form import Form


class HandoverDialog(Sheet):
    """Begins with what the register has."""

    def __init__(self, parent: QWidget | None, row: ShipmentRow) -> None:
        lead = f"{row.direction}　{row.office}　第 {row.number} 号　{row.file_name}"
        super().__init__(parent, "补登介质和经手人", "登记", lead)
        self._row = row
        form = Form()
        options: list[tuple[str, object]] = [("未登记", None), *((one.value, one) for one in Medium)]
        self.medium = form.choice("介质", options, row.medium)
        self.number = form.line("介质编号", row.medium_number, hint="U 盘、光盘上贴的编号")
        self.handler = form.line("经手人", row.handler, hint="送去或收下的人")
        at = datetime.fromisoformat(row.handed_at or row.at)
        self.day = form.day("交接日期", at.date())
        self._time = at.time()
        self.body.addWidget(form)
        self.check = self._missing

    @classmethod
    def ask(cls, parent: QWidget | None, row: ShipmentRow, save: Callable[[Handover], Saved]) -> None:
        """Have what was typed registered by `save`."""
        dialog = cls(parent, row)
        dialog.save_by(dialog.answer, save)
        dialog.exec()

    def answer(self) -> Handover:
        """What was typed; the time of day stays while the day does."""
        day = self.day.value()
        kept = datetime.fromisoformat(self._row.handed_at or self._row.at)
        moment = kept if day == kept.date() else datetime.combine(day, time()) if day else None
        return Handover(
            self.medium.currentData(),
            self.number.text().strip(),
            self.handler.text().strip(),
            moment.isoformat(timespec="seconds") if moment else "",
        )

    def _missing(self) -> str:
        return "交接日期不对，请写成 2026-12-05。" if self.day.is_faulty() else ""
