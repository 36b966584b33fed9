"""The fixed vocabularies of the trade as enumerations; stored and exchanged by their Chinese value."""

from enum import StrEnum


class Level(StrEnum):
    """Where an office stands."""

    PROVINCE = "省"
    CITY = "市"
    COUNTY = "县"
    TOWNSHIP = "乡镇"
    DEPARTMENT = "部门"


class Relation(StrEnum):
    """What an enrolled office is to us."""

    SUPERIOR = "上级"
    SUBORDINATE = "下级"
    DEPARTMENT = "部门"


class DutyRole(StrEnum):
    """What somebody answers for; units first, then people."""

    RESPONSIBLE_UNIT = "责任单位"
    LEAD_UNIT = "牵头单位"
    SUPPORTING_UNIT = "配合单位"
    SUPERVISING_UNIT = "督导单位"
    ACCEPTING_UNIT = "验收单位"
    LEAD_LEADER = "牵头领导"
    RESPONSIBLE_LEADER = "责任领导"
    RESPONSIBLE_PERSON = "责任人员"


UNIT_ROLES = (
    DutyRole.RESPONSIBLE_UNIT,
    DutyRole.LEAD_UNIT,
    DutyRole.SUPPORTING_UNIT,
    DutyRole.SUPERVISING_UNIT,
    DutyRole.ACCEPTING_UNIT,
)
PERSON_ROLES = (DutyRole.LEAD_LEADER, DutyRole.RESPONSIBLE_LEADER, DutyRole.RESPONSIBLE_PERSON)


class ProgressStatus(StrEnum):
    """Where the work stands against its plan; computed, never typed (docs/glossary.md)."""

    NOT_STARTED = "尚未启动"
    BEHIND = "未达到序时进度"
    ON_SCHEDULE = "达到序时进度"
    AHEAD = "超过序时进度"
    COMPLETED = "完成整改"


class ClosureStatus(StrEnum):
    """Where the closure procedure stands; a thing of its own beside the progress status."""

    NOT_APPLIED = "未申请"
    IN_REVIEW = "验收中"
    RETURNED = "已退回"
    CLOSED = "已销号"


class Verdict(StrEnum):
    """What a closure step said."""

    APPLIED = "申请"
    AGREED = "同意"
    RETURNED = "退回"
    REOPENED = "重新启动"


class EvidenceRole(StrEnum):
    """What a file is meant to show."""

    BEFORE = "整改前"
    AFTER = "整改后"
    PLAN = "整改方案"
    REPORT = "落实情况报告"
    INSPECTION = "现场核查记录"
    MONITORING = "监测报告"
    ENFORCEMENT = "执法文书"
    PROJECT = "工程验收文件"
    ACCEPTANCE = "验收意见"
    NOTICE = "公示材料"
    MECHANISM = "长效机制文件"
    MINUTES = "会议纪要"
    VISIT = "群众回访"
    OTHER = "其他"


class DeadlineKind(StrEnum):
    """Why a deadline was decided: the first one, or a change that names its ground."""

    ORIGINAL = "原定"
    ADJUSTED = "调整"


class AmendmentWay(StrEnum):
    """Which way a request to change a field goes: down to whoever filled it in, or up to whoever owns it."""

    RETURN = "退回修改"
    PROPOSAL = "建议修改"


class AmendmentVerdict(StrEnum):
    """How a request to change a field was answered in words."""

    ACCEPTED = "已采纳"
    DECLINED = "不采纳"
    EXPLAINED = "已说明"
    WITHDRAWN = "已撤回"


class Role(StrEnum):
    """What a local user may do."""

    CLERK = "录入"
    REVIEWER = "审核"
    LEADER = "负责人"
    ADMINISTRATOR = "管理员"


class Direction(StrEnum):
    """Which way a package went."""

    SENT = "发出"
    RECEIVED = "收到"


class InboxState(StrEnum):
    """How a file in the inbox stands."""

    READY = "待接收"
    RECEIVED = "已接收"
    REPEATED = "已收到过"
    NEWER = "需升级程序"
    SEALED = "需输入口令"
    STRANGER = "待登记来文单位"
    FOREIGN = "外来表格"
    REFUSED = "不能接收"
    DECLINED = "已拒收"


class Medium(StrEnum):
    """On what a package travels, as the register has it."""

    STICK = "U盘"
    DISC = "光盘"
    MAIL = "内网邮件"
    OTHER = "其他"


class ShipmentKind(StrEnum):
    """A package for an office with the program, or sheets for one that has only Excel or WPS."""

    PACKAGE = "数据包"
    FORM = "填报表"


class Sealing(StrEnum):
    """How a package is closed: for the receiver's key, with a pass-phrase told by telephone, or not at all.

    For people who have only Excel or WPS: a workbook that asks for a password on opening, or one without personal data.
    """

    KEY = "密封"
    PHRASE = "口令密封"
    PASSWORD = "打开密码"  # noqa: S105 - the name of a way, no password
    BLANK = "不带个人信息"
    PLAIN = "不密封"


class Acknowledged(StrEnum):
    """How the other side told us that a package arrived."""

    PACKAGE = "数据包"
    FILE = "回执文件"
    TELEPHONE = "电话回执"


class RevocationCause(StrEnum):
    """Why a key counts no longer: replaced in good order, or lost, stolen, doubtful."""

    REPLACED = "更换"
    DOUBTFUL = "停用"


class Job(StrEnum):
    """What an office without the program is asked to fill in: one sheet each."""

    PROGRESS = "进展填报"
    MEASURES = "措施细化"
    PEOPLE = "责任人员"
    MATERIALS = "销号材料目录"
    PETITIONS = "信访件办理"
