"""One request to change a field as the lists, the pages and the letters show it."""

from dataclasses import dataclass

from dczg_desktop.domain.amendments import Standing
from dczg_desktop.domain.facts import AmendmentFacts
from dczg_desktop.domain.words import AmendmentWay


@dataclass(frozen=True, slots=True)
class Asked:
    """One request as the lists show it, about a problem or about a petition: the other uid is ''. `ours`: put to this office;
    `mine`: made by it.
    """

    uid: str
    way: AmendmentWay
    problem_uid: str
    code: str
    place: str
    label: str
    said: str
    wanted: str
    reason: str
    maker: str
    receiver: str
    made_by: str
    made_at: str
    standing: Standing
    answer: str
    answered_by: str
    ours: bool
    mine: bool
    facts: AmendmentFacts
    petition_uid: str = ""

    @property
    def remark(self) -> str:
        """What there is to say of where it stands; '' when the word says all."""
        if self.standing is not Standing.REMOVED:
            return ""
        what = {"petition_point": "点位", "measure": "措施", "progress": "进展"}.get(
            self.facts.target_kind, "内容"
        )
        if self.mine:
            return f"对应的{what}已删除，请核对：确应删除的，撤回这条意见；不应删除的，请对方重新填报，或另行退回。"
        return f"对应的{what}已删除，等{self.maker or '提出单位'}核对。"

    @property
    def waits(self) -> bool:
        """Whether somebody has to do something about it: whoever was asked, or whoever asked when it was removed."""
        return self.standing is Standing.OPEN or (self.standing is Standing.REMOVED and self.mine)
