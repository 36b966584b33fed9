"""Where a problem comes from: outside numbers, the cells of the table it was read from, columns nobody asked for."""

from collections.abc import Mapping

from PySide6.QtWidgets import QVBoxLayout, QWidget

from dczg_desktop.domain.dictionary import LABELS
from dczg_desktop.domain.records import Value
from dczg_desktop.services.detail import NumberRow, ProblemDetail
from dczg_desktop.services.origins import cells_in
from ui.widgets.words import label, passage


def origin_tip(detail: ProblemDetail, key: str) -> str:
    """`出处：…` for a field or for the uid of something that hangs on the problem; '' when it came out of no file."""
    words = detail.origins.get(key, "")
    return f"出处：{words}" if words else ""


class OriginList(QWidget):
    """Facts that cannot be changed here; everything can be selected and copied."""

    def __init__(self) -> None:
        super().__init__()
        self.texts = {
            name: passage() for name in ("来源", "外部编号", "交办单位", "原表状态", "出处", "其他字段")
        }
        self._headings = {name: label(name, "strong") for name in self.texts}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.setSpacing(2)
        for name, text in self.texts.items():
            layout.addWidget(self._headings[name])
            layout.addWidget(text)
            layout.addSpacing(6)

    def show_problem(self, detail: ProblemDetail) -> None:
        """Show what is known; what is not known takes no room."""
        shown = {
            "来源": detail.source,
            "外部编号": "\n".join(number_words(one) for one in detail.numbers),
            "交办单位": detail.issuer + ("（本单位）" if detail.ours and detail.issuer else ""),
            "原表状态": str(detail.fields.get("stated_status") or ""),
            "出处": "\n".join(
                filter(None, (provenance_words(detail.fields.get("provenance")), later_words(detail)))
            ),
            "其他字段": extra_words(detail.fields.get("extra")),
        }
        for name, words in shown.items():
            self.texts[name].setText(words)
            self.texts[name].setVisible(bool(words))
            self._headings[name].setVisible(bool(words))


def number_words(one: NumberRow) -> str:
    """An outside number with its batch and source; a `*` marks a key case."""
    more = "，".join(part for part in (one.batch and f"第 {one.batch} 批", one.source) if part)
    return f"{one.number}{'*' if one.starred else ''}" + (f"（{more}）" if more else "")


def provenance_words(provenance: Value) -> str:
    """File, sheet, row, and the cell of every field that was read."""
    if not isinstance(provenance, Mapping) or not provenance:
        return ""
    place = [
        str(provenance.get("file") or ""),
        f"工作表“{provenance['sheet']}”" if provenance.get("sheet") else "",
        f"第 {provenance['row']} 行" if provenance.get("row") else "",
    ]
    named = [
        f"{CELL_LABELS.get(key, LABELS.get(key, key))} {cell}" for key, cell in cells_in(provenance).items()
    ]
    return "\n".join(part for part in ("　".join(word for word in place if word), "、".join(named)) if part)


def later_words(detail: ProblemDetail) -> str:
    """The values that came by a later import: one line for each."""
    provenance = detail.fields.get("provenance")
    later = provenance.get("later") if isinstance(provenance, Mapping) else None
    if not isinstance(later, Mapping):
        return ""
    lines = []
    for key in later:
        kind, _, uid = key.partition(":")
        title = (
            uid if kind == "extra" else CELL_LABELS.get(kind, LABELS.get(kind, KIND_LABELS.get(kind, kind)))
        )
        if words := detail.origins.get(uid if kind in KIND_LABELS else key, ""):
            lines.append(f"{title}：{words}")
    return "\n".join(lines)


def extra_words(extra: Value) -> str:
    """The columns of the original table that have no field here."""
    if not isinstance(extra, Mapping):
        return ""
    return "\n".join(f"{heading}：{text}" for heading, text in extra.items())


KIND_LABELS = {
    "measure": "整改措施",
    "duty": "责任",
    "number": "外部编号",
    "progress": "进展情况",
    "deadline": "整改时限",
}
"""What hangs on a problem, by the beginning of its key in the provenance."""

CELL_LABELS = {
    "measures": "整改措施",
    "responsible_leader": "责任领导",
    "responsible_person": "责任人员",
    "lead_unit": "牵头单位",
    "supporting_unit": "配合单位",
    "supervising_unit": "督导单位",
    "accepting_unit": "验收单位",
    "lead_leader": "牵头领导",
    "progress": "进展情况",
    "status": "状态",
    "source": "问题来源",
}
"""Fields of a table that are no fields of the problem itself."""
