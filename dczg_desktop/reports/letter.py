"""Letters in 信函格式: the note that goes with a package, 补正通知 for a report with gaps, 催报函 for one that did not come."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dczg_desktop.base.errors import UserError
from dczg_desktop.reports.pen import PrintResult
from dczg_desktop.reports.prose import Letter, Paragraph, write_letter_pdf
from dczg_desktop.reports.tables import chinese_date


@dataclass(frozen=True, slots=True)
class Sender:
    """Who writes: office, document number (发文字号), telephone, day of the letter, and whether the red head is printed already."""

    office: str
    number: str
    phone: str
    issued_on: date | None
    is_preprinted: bool = False
    code: str = ""


def write_correction_pdf(
    sender: Sender, to: str, subject: str, flaws: Sequence[str], due: date, target: Path
) -> PrintResult:
    """Print a 补正通知: what in `subject` (a report or package) must be corrected by `due`.

    `flaws` are sentences naming the record and what is wrong, one each. Raises UserError when there are none or the
    disk refuses.
    """
    _require(flaws, "没有需要补正的事项，不必发补正通知。")
    opening = f"经审核，你单位报送的{subject}存在以下{len(flaws)}项问题，请逐项补正："
    demand = (
        f"请于{chinese_date(due)}前完成补正，经主要负责同志审核签字后重新报送。逾期未报的，将按规定予以通报。"
    )
    return _write(sender, to, f"关于补正{subject}的通知", (opening, flaws, demand), target)


def write_reminder_pdf(
    sender: Sender, to: str, period: str, missing: Sequence[str], due: date, target: Path
) -> PrintResult:
    """Print a 催报函: what for `period` (2026年10月) has not arrived and must be sent by `due`.

    `missing` names the reports or problems without one, one each. Raises UserError when there are none or the disk
    refuses.
    """
    _require(missing, "没有缺报的事项，不必发催报函。")
    opening = f"截至本函发出之日，我单位尚未收到你单位{period}的下列{len(missing)}项整改进展情况："
    demand = f"请于{chinese_date(due)}前补报，并书面说明未按期报送的原因。"
    return _write(sender, to, f"关于催报{period}整改进展情况的函", (opening, missing, demand), target)


def write_note_pdf(
    sender: Sender, to: str, title: str, paragraphs: Sequence[str], target: Path
) -> PrintResult:
    """Print the letter that goes with a package. Raises UserError when the disk refuses."""
    *before, last = paragraphs
    call = f"联系电话：{sender.phone}。" if sender.phone else ""
    found = [Paragraph(f"{to}：", is_flush=True), *map(Paragraph, before), Paragraph(last + call)]
    return _written(sender, title, found, target)


def _phone(sender: Sender) -> list[Paragraph]:
    return [Paragraph(f"联系电话：{sender.phone}")] if sender.phone else []


def _require(items: Sequence[str], refusal: str) -> None:
    if not items:
        raise UserError(refusal)


def _write(
    sender: Sender, to: str, title: str, parts: tuple[str, Sequence[str], str], target: Path
) -> PrintResult:
    opening, items, demand = parts
    paragraphs = [Paragraph(f"{to}：", is_flush=True), Paragraph(opening)]
    paragraphs += [Paragraph(f"{number}.{text}") for number, text in enumerate(items, start=1)]
    paragraphs += [Paragraph(demand), *_phone(sender)]
    return _written(sender, title, paragraphs, target)


def _written(sender: Sender, title: str, paragraphs: Sequence[Paragraph], target: Path) -> PrintResult:
    letter = Letter(
        title,
        paragraphs,
        sender.office,
        sender.issued_on,
        sender.code,
        sender.number,
        is_preprinted=sender.is_preprinted,
    )
    return write_letter_pdf(letter, target)
