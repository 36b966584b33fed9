"""办结日期 in sheets filled in by hand: it stands and goes with 办结情况, is taken or left with it, and what contradicts is named."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from dczg_desktop.domain.dictionary import label_of
from dczg_desktop.domain.finishing import FINISHED, loses_day
from dczg_desktop.domain.petition_amendments import said_of
from dczg_desktop.domain.records import Record
from dczg_desktop.services.handwork.plan import Edit

COMPLETION = "completion"


def with_days(
    edits: Sequence[Edit], standing: Mapping[str, Record]
) -> tuple[list[Edit], list[tuple[Edit, str]]]:
    """These cells with the days that go along, and the days that cannot be taken with the reason."""
    told = {edit.uid: edit for edit in edits if edit.column == COMPLETION}
    emptied = {edit.uid for edit in edits if edit.column == FINISHED and not edit.after}
    kept: list[Edit] = []
    refused: list[tuple[Edit, str]] = []
    for edit in edits:
        if edit.column == FINISHED:
            if why := _objection(edit, told.get(edit.uid), standing[edit.uid]):
                refused.append((edit, why))
                continue
            edit = replace(edit, along=COMPLETION if edit.uid in told else "")  # noqa: PLW2901 - the same cell
        kept.append(edit)
        if edit.column == COMPLETION and edit.uid not in emptied:
            kept += _cleared(edit, standing[edit.uid])
    return kept, refused


def _objection(day: Edit, told: Edit | None, record: Record) -> str:
    """Why a day cannot stand beside what is or will be written under 办结情况; '' when it can."""
    completion = told.after if told else str(record.fields.get(COMPLETION) or "")
    if not day.after or not loses_day(completion):
        return ""
    said = f"是“{completion}”" if completion else "没有填写"
    return f"办结情况{said}，不能有办结日期，没有接收这一格。请把办结情况一并填为已办结或阶段性办结。"


def _cleared(told: Edit, record: Record) -> Iterator[Edit]:
    """The day that goes with a 办结情况 that is cleared or set back."""
    day = said_of(record.fields.get(FINISHED))
    if day and loses_day(told.after):
        heading = f"{label_of('petition', FINISHED)}（随办结情况清空）"
        yield replace(told, column=FINISHED, heading=heading, before=day, after="", along=COMPLETION)
