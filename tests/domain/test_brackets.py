"""Brackets and labels of a measure name units in their roles and a deadline; anything else in brackets is text."""

import pytest

from dczg_desktop.domain.plans import promise_of
from dczg_desktop.domain.words import DutyRole

LEAD, SUPPORT, DO = DutyRole.LEAD_UNIT, DutyRole.SUPPORTING_UNIT, DutyRole.RESPONSIBLE_UNIT


@pytest.mark.parametrize(
    ("text", "unit", "deadline", "roles"),
    [
        ("清理。（牵头单位：县水利局，配合单位：河湾乡、白石镇；完成时限：2025年6月底前）", "县水利局牵头，河湾乡、白石镇配合",
         "2025年6月底前", [LEAD, SUPPORT, SUPPORT]),
        ("清理（县水利局牵头，河湾乡配合，2025年6月底前完成）", "县水利局牵头，河湾乡配合", "2025年6月底前完成", [LEAD, SUPPORT]),
        ("清理（县水利局、河湾乡政府，长期坚持）", "县水利局、河湾乡政府", "长期坚持", [DO, DO]),
        ("清理（县水利局、各县（市、区）人民政府负责）", "县水利局、各县（市、区）人民政府", "", [DO, DO]),
        ("清理（责任单位：县水利局，2025年底前）", "县水利局", "2025年底前", [DO]),
        ("清理。[责任单位：县水利局]", "县水利局", "", [DO]), ("清理（含河湾乡、白石镇）。", "", "", []), ("治理（一期3公里，县水利局，二期2公里）", "", "", []),
        ("收集率达到70%（2025年底）", "", "", []), ("见附件（详见县水利局方案）", "", "", []), ("清理（未闭合，县水利局", "", "", []),
        ("清理（责任单位：县水利局 2025年 6月底前）", "县水利局", "2025年 6月底前", [DO]),
        ("清理。（责任单位：县委、县政府；配合单位：县水利局）", "县委、县政府，县水利局配合", "", [DO, SUPPORT]),
        ("清理（县住房和城乡建设局，2025年底前）", "县住房和城乡建设局", "2025年底前", [DO]), ("清理（县环委会办公室）", "县环委会办公室", "", [DO]),
        ("清理（县水利局、县住建局按职责分工负责）", "县水利局、县住建局", "", [DO, DO]), ("清理（由县水利局负责，2025年底前完成）", "县水利局", "2025年底前完成", [DO]),
        ("清理（县水利局，立即整改，2025年底前）", "县水利局", "立即整改，2025年底前", [DO]), ("清理（县水利局、各乡镇（街道））", "县水利局、各乡镇（街道）", "", [DO, DO]),
        ("清理（责任人：张三；责任单位：县水利局；时限：2025年底前）", "县水利局", "2025年底前", [DO]), ("清理（县级责任单位：县水利局）", "县水利局", "", [DO]),
        ("督促企业（恒发水泥有限公司）整改。", "", "", []), ("对水库（河湾乡）开展整治（县水利局）。", "县水利局", "", [DO]), ("（县水利局）清理。", "县水利局", "", [DO]),
        ("推进整治（东区、西区）。", "", "", []), ("清理（县水利局，2025年6月底前；河湾乡，2025年底前）", "", "", []),
    ],
)  # fmt: skip
def test_brackets_say_who_and_until_when(text, unit, deadline, roles):
    promise = promise_of(text)

    assert (promise.unit, promise.deadline) == (unit, deadline)
    assert [role for role, _name in promise.units] == roles


@pytest.mark.parametrize(
    "text", ["清理（含河道。（责任单位：县水利局；时限：2025年底前）", "清理。（责任单位：县水利局；时限：2025年底前", "清理（甲）（乙（责任单位：县水利局；时限：2025年底前）"]
)  # fmt: skip
def test_a_bracket_that_nobody_closed_hides_no_other(text):
    promise = promise_of(text)

    assert (promise.unit, promise.deadline) == ("县水利局", "2025年底前")
