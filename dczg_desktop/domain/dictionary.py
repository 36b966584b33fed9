"""What is exchanged and who owns it: one entry a kind, one label a field (docs/package-format.md)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any

from sqlalchemy import Boolean, Date, Enum, Integer

from dczg_desktop.domain import entities as e
from dczg_desktop.domain.records import Value


class Owner(StrEnum):
    """Whose word counts for a field: the office that issued the problem, the ones that answer for it, or either."""

    ISSUER = "交办单位"
    RESPONSIBLE = "责任单位"
    BOTH = "双方"


LOCAL_COLUMNS = frozenset({"id", "uid", "origin", "hidden", "living", "seen", "beyond", "disputed"})
"""Columns that describe this copy of a record, not the record; they never leave the file."""

CONFIDENTIAL: dict[str, frozenset[str]] = {
    "problem": frozenset({"internal_note"}), "petition": frozenset({"extra"}),
}  # fmt: skip
"""Fields that never leave this office, by kind; columns we do not know of a petition may name the petitioner."""

LABELS: dict[str, str] = {
    "code": "台账编号",
    "issuer_uid": "交办单位",
    "source_uid": "问题来源",
    "site_uid": "点位",
    "sequence": "序号",
    "category": "类别",
    "area": "属地",
    "commonness": "共性/个性",
    "assigned_on": "交办日期",
    "confidential": "内部掌握",
    "stated_status": "原表状态",
    "description": "问题描述",
    "goal": "整改目标",
    "plan": "整改措施（原文）",
    "accountability": "责任追究",
    "remark": "备注",
    "internal_note": "内部备注",
    "extra": "其他字段",
    "provenance": "出处",
    "voided": "作废原因",
    "number": "外部编号",
    "batch": "批次",
    "starred": "重点件",
    "role": "职责",
    "name": "名称",
    "post": "职务",
    "phone": "电话",
    "office_uid": "单位",
    "person_uid": "人员",
    "since": "起",
    "until": "止",
    "position": "序次",
    "text": "内容",
    "unit": "承办单位",
    "deadline": "时限",
    "due": "到期日",
    "done_on": "完成日期",
    "result": "完成情况",
    "title": "标题",
    "problem_uid": "所属问题",
    "measure_uid": "所属措施",
    "parent_uid": "上级单位",
    "level": "层级",
    "tier": "督察层级",
    "round": "轮次",
    "document": "文号",
    "address": "地址",
    "enterprise": "企业",
    "channel": "受理方式",
    "findings": "调查核实情况",
    "substantiated": "是否属实",
    "completion": "办结情况",
    "completed_on": "办结日期",
    "handling": "处理类别",
    "responsible_unit": "责任单位",
    "answer": "答复",
    "answered_on": "答复日期",
    "raised_on": "提出日期",
    "kind": "种类",
    "raw": "原文",
    "dates": "日期",
    "long_term": "长期坚持",
    "recurrence": "周期",
    "on_receipt": "即知即改",
    "understood": "是否读懂",
    "decided_by": "批准机关",
    "reason": "原因",
    "made_by": "经办人",
    "made_at": "办理时间",
    "replaces": "代替的记录",
    "period": "调度期",
    "percent": "完成比例",
    "obstacle": "困难和问题",
    "next_step": "下步打算",
    "sha256": "校验值",
    "size": "字节数",
    "media": "文件类型",
    "taken_at": "拍摄时间",
    "file_time": "文件时间",
    "procedure": "销号流程",
    "case_uid": "销号申请",
    "step": "环节",
    "actor_uid": "办理人",
    "digest": "内容摘要",
    "starts": "公示起",
    "ends": "公示止",
    "target_kind": "撤回的种类",
    "way": "方式",
    "field": "字段",
    "said": "原来写的",
    "wanted": "建议改为",
    "to_office_uid": "收件单位",
    "amendment_uid": "修改意见",
    "enclosed": "是否已附",
    "place": "存放位置",
    "pages": "页数",
    "note": "说明",
    "petition_uid": "所属信访件",
    "target_uid": "前件",
    "relation": "关系",
    "basis": "依据",
    "handed_on": "交办日期",
    "expected": "应有件数",
    "earlier": "以前批次已交办的件",
    "verdict": "意见类别",
    "opinion": "意见",
    "decided_on": "办理日期",
    "edition": "公开批号",
    "form": "表式",
    "published_on": "公开日期",
    "masked": "遮盖处数",
    "confirmed": "确认处数",
}


PETITION_LABELS = {
    "number": "受理编号", "description": "交办问题基本情况", "goal": "办结目标", "result": "处理和整改情况",
    "accountability": "责任人被处理情况", "category": "问题类型", "area": "行政区域", "deadline": "办理时限", "due": "办理到期日",
    "problem_uid": "关联问题", "office_uid": "承办单位",
}  # fmt: skip
"""Fields of a petition as the published lists have them, where they are called something else on a problem."""

POINT_LABELS = {"text": "反映的问题", "unit": "责任单位", "result": "处理和整改情况"}

PLACES = {"petition_point": "地点", "publication": "公开媒体", "public_notice": "公示地点"}
"""What `place` is called where it is not where a paper lies."""


@cache
def _columns(kind: str) -> tuple[str, ...]:
    return tuple(c.name for c in KINDS[kind].entity.__table__.columns if c.name not in LOCAL_COLUMNS)


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of record: its table, Chinese name, whether it is mutable, and who owns its fields.

    `settles`: two values need nobody's decision, the fixed order shows one (the directory of offices).
    """

    name: str
    label: str
    entity: type[Any]
    mutable: bool
    owner: Owner = Owner.BOTH
    owners: tuple[tuple[str, Owner], ...] = ()
    settles: bool = False

    def owner_of(self, field: str) -> Owner:
        """Who owns `field`."""
        return dict(self.owners).get(field, self.owner)

    def columns(self) -> tuple[str, ...]:
        """The exchanged columns, in the order of the table."""
        return _columns(self.name)


_EITHER = Owner.BOTH
KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind("office", "单位", e.Office, mutable=True, settles=True),
        Kind("person", "人员", e.Person, mutable=True),
        Kind("source", "来源", e.Source, mutable=True, owner=Owner.ISSUER),
        Kind("site", "点位", e.Site, mutable=True),
        Kind("problem", "问题", e.Problem, mutable=True, owner=Owner.ISSUER, owners=
             (("site_uid", _EITHER), ("accountability", Owner.RESPONSIBLE), ("plan", _EITHER), ("extra", _EITHER))),
        Kind("problem_source", "外部编号", e.ProblemSource, mutable=True, owner=Owner.ISSUER),
        Kind("duty", "责任", e.Duty, mutable=True),
        Kind("measure", "措施", e.Measure, mutable=True, owner=Owner.RESPONSIBLE),
        Kind("milestone", "节点", e.Milestone, mutable=True, owner=Owner.RESPONSIBLE),
        Kind("petition", "信访件", e.Petition, mutable=True, owner=Owner.RESPONSIBLE, owners=
             (("number", Owner.ISSUER), ("batch", Owner.ISSUER), ("description", Owner.ISSUER), ("due", Owner.ISSUER),
              ("deadline", Owner.ISSUER), ("voided", Owner.ISSUER))),
        Kind("petition_point", "逐点", e.PetitionPoint, mutable=True, owner=Owner.RESPONSIBLE),
        Kind("petition_link", "重复件", e.PetitionLink, mutable=True),
        Kind("petition_batch", "批次", e.PetitionBatch, mutable=True),
        Kind("objection", "异议", e.Objection, mutable=True),
        Kind("deadline", "时限", e.Deadline, mutable=False, owner=Owner.ISSUER),
        Kind("progress", "进展", e.Progress, mutable=False),
        Kind("evidence", "佐证", e.Evidence, mutable=False),
        Kind("material", "销号材料", e.Material, mutable=False),
        Kind("closure_case", "销号申请", e.ClosureCase, mutable=False),
        Kind("closure_step", "销号环节", e.ClosureStep, mutable=False),
        Kind("public_notice", "公示", e.PublicNotice, mutable=False),
        Kind("withdrawal", "撤回", e.Withdrawal, mutable=False),
        Kind("amendment", "修改意见", e.Amendment, mutable=False),
        Kind("amendment_answer", "意见答复", e.AmendmentAnswer, mutable=False),
        Kind("petition_step", "信访销号", e.PetitionStep, mutable=False, owner=Owner.ISSUER),
        Kind("publication", "公开", e.Publication, mutable=False),
        Kind("petition_amendment", "信访修改意见", e.PetitionAmendment, mutable=False),
        Kind("petition_amendment_answer", "信访意见答复", e.PetitionAmendmentAnswer, mutable=False),
    )
}  # fmt: skip
"""Every exchanged kind, parents before children."""

KIND_OF: dict[type[Any], Kind] = {kind.entity: kind for kind in KINDS.values()}


def label_of(kind: str, field: str) -> str:
    """The Chinese name of a field; the field's own name when a newer version sent one that is unknown here."""
    if field == "":
        return "新增记录"
    if field == "name" and kind == "duty":
        return "责任单位/人"
    if field == "text" and kind == "measure":
        return "整改措施"
    if field == "place" and kind in PLACES:
        return PLACES[kind]
    own = PETITION_LABELS if kind == "petition" else POINT_LABELS if kind == "petition_point" else {}
    if field in own:
        return own[field]
    return LABELS.get(field, field)


def to_value(content: Any) -> Value:
    """A column's content as JSON: dates ISO, enumerations by value."""
    if isinstance(content, date):
        return content.isoformat()
    if isinstance(content, StrEnum):
        return content.value
    return content  # type: ignore[no-any-return]


def from_value(kind: Kind, field: str, value: Value) -> Any:
    """JSON back into what the column of `field` holds. Raises ValueError when it does not fit."""
    nullable, wanted = _held(kind.name, field)
    if value is None:
        if nullable:
            return None
        raise ValueError(f"{kind.label}的“{label_of(kind.name, field)}”不能为空")
    if wanted is date:
        return date.fromisoformat(str(value))
    if issubclass(wanted, StrEnum):
        return wanted(_expect(value, str, kind, field))
    return _expect(value, wanted, kind, field)


def held_type(kind: Kind, field: str) -> type:
    """What the column of `field` holds: str, bool, int, date, an enumeration, dict or list."""
    return _held(kind.name, field)[1]


@cache
def _held(kind: str, field: str) -> tuple[bool, type]:
    """Whether the column may be empty, and what it holds."""
    column = KINDS[kind].entity.__table__.columns[field]
    if isinstance(column.type, Enum) and column.type.enum_class:
        return bool(column.nullable), column.type.enum_class
    for plain, wanted in ((Date, date), (Boolean, bool), (Integer, int)):
        if isinstance(column.type, plain):
            return bool(column.nullable), wanted
    if field in {"extra", "provenance", "earlier"}:
        return bool(column.nullable), dict
    return bool(column.nullable), list if field == "dates" else str


def _expect(value: Value, wanted: type, kind: Kind, field: str) -> Any:
    if not isinstance(value, wanted) or (wanted is int and isinstance(value, bool)):
        raise ValueError(f"{kind.label}的“{label_of(kind.name, field)}”内容不对：{value!r}")
    return value
