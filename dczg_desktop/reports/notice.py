"""整改销号公示: the six sections the public reads, refused while a placeholder or an empty section remains."""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dczg_desktop.base.errors import GateClosed
from dczg_desktop.base.text import excerpt
from dczg_desktop.reports.pen import PrintResult
from dczg_desktop.reports.prose import Letter, Paragraph, write_letter_pdf

PLACEHOLDER = re.compile(
    r"〔(?!\d{4}〕)[^〕\n]{0,40}〕"  # 〔…〕 other than the year of a document number
    r"|【[^】\n]{0,40}】"
    r"|[XxＸｘ×]{2,}|\d[XxＸｘ×](?=年|月|日)"
    r"|(?<![\d*])[*＊]{3,}"
    r"|_{2,}|＿+"
    r"|[□○◯〇]{2,}"
    r"|待填|待补充|待定"
)
"""What templates leave behind and real notices were published with."""


@dataclass(frozen=True, slots=True)
class Notice:
    """The text of a public notice on the closure of one problem; every field but `address` and `code` is required."""

    title: str
    opening: str
    problem: str
    implementing_unit: str
    measures: str
    goal: str
    deadline: str
    result: str
    period: str
    accepting_office: str
    phone: str
    issued_by: str
    issued_on: date
    address: str = ""
    code: str = ""


def placeholders(text: str) -> list[str]:
    """The placeholders still standing in `text`, in order."""
    return [found.group() for found in PLACEHOLDER.finditer(text)]


def flaws(notice: Notice) -> list[str]:
    """Everything that must be put right before the notice may be published; empty means go."""
    found = []
    for name, text in _named_texts(notice):
        if not text.strip() and name != "联系地址":
            found.append(f"“{name}”没有填写，请补全。")
        found += [
            f"“{name}”中还有未替换的占位内容“{mark}”，请改成实际内容：{excerpt(text, 40)}"
            for mark in placeholders(text)
        ]
    return found


def write_notice_pdf(notice: Notice, target: Path) -> PrintResult:
    """Print the notice to `target`, replacing it only when whole.

    Raises GateClosed with one reason per flaw while `flaws` finds any, UserError when the disk refuses.
    """
    if reasons := flaws(notice):
        raise GateClosed(f"《{excerpt(notice.title, 40) or '整改销号公示'}》", reasons)
    letter = Letter(notice.title, _paragraphs(notice), notice.issued_by, notice.issued_on, notice.code)
    return write_letter_pdf(letter, target)


def _sections(notice: Notice) -> tuple[tuple[str, str], ...]:
    """The six sections and their texts, as the provinces' notices have them."""
    return (
        ("整改问题", notice.problem),
        ("整改实施主体", notice.implementing_unit),
        ("重点措施", notice.measures),
        ("目标任务", notice.goal),
        ("完成时限", notice.deadline),
        ("整改完成情况", notice.result),
    )


def _contacts(notice: Notice) -> tuple[tuple[str, str], ...]:
    return (
        ("公示时间", notice.period),
        ("受理部门", notice.accepting_office),
        ("联系电话", notice.phone),
        ("联系地址", notice.address),
    )


def _named_texts(notice: Notice) -> tuple[tuple[str, str], ...]:
    ends = (("标题", notice.title), ("引言", notice.opening), ("公示单位", notice.issued_by))
    return (*ends, *_sections(notice), *_contacts(notice))


def _paragraphs(notice: Notice) -> list[Paragraph]:
    paragraphs = [Paragraph(notice.opening)]
    for number, (heading, text) in zip("一二三四五六", _sections(notice), strict=True):
        paragraphs += [Paragraph(f"{number}、{heading}", heading=True), Paragraph(text)]
    paragraphs.append(Paragraph("公示期间，如有异议，请以书面或电话方式向受理部门反映。"))
    paragraphs += [Paragraph(f"{name}：{text}") for name, text in _contacts(notice) if text]
    return paragraphs
