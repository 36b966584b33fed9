"""Several letters to offices with their answers one below the other."""

import pytest

from dczg_desktop.base.errors import UserError
from dczg_desktop.imports.read import read_text
from tests.imports.texts_read import one_table

TOLD = [
    ("砖厂夜间冒黑烟，请管管。", "县生态环境局", "该厂脱硫塔停用，已责令停产整改。"),
    ("云溪河河面有垃圾。", "石桥镇", "已组织人员清理。"),
    ("公厕无人保洁。", "县城管局", "已增派保洁员。"),
]


@pytest.mark.parametrize("ask", ["市民陈女士反映：", "网友：", "市民（匿名）反映：", "居民周先生咨询："])
@pytest.mark.parametrize("reply", ["答复：", "回复："])
@pytest.mark.parametrize("break_", ["", "\n"])
def test_each_letter_has_its_answer_and_who_gave_it(ask, reply, break_):
    text = "民生直通车\n" + "\n".join(
        f"{ask}{break_}{letter}\n{office}{reply}{break_}{answer}" for letter, office, answer in TOLD
    )
    table = one_table(text)

    assert table.kind == "petition"
    assert [
        (one.fields["description"], one.fields["responsible_unit"], one.fields["result"])
        for one in table.records
    ] == TOLD
    assert sum("分开的" in one.message for one in table.faults) == 3


@pytest.mark.parametrize(
    "text",
    [
        "市民陈女士反映：砖厂夜间冒黑烟。\n市民李先生反映：河面有垃圾。\n县城管局答复：已清理。\n县水利局答复：已安排。",
        "市民陈女士反映：砖厂夜间冒黑烟。\n县生态环境局答复：\n市民李先生反映：河面有垃圾。\n县城管局答复：已清理。",
    ],
)
def test_letters_and_answers_that_do_not_come_in_turn_are_refused(text):
    with pytest.raises(UserError):
        read_text(text)
