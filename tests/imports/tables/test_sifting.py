"""Long columns are sifted before their rules are asked: no text that a rule would doubt is passed over."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dczg_desktop.domain.numbering import are_bare, bare_number
from dczg_desktop.imports.tables.values.doubts import DOUBTS, asked_about

NUMBERS = st.sampled_from(
    ["SJ2026-00001", "12", "202604010001202604010002", "2.02604E+11", "", "第35批 D3XJ202611200017*", "X2HA20210427009",
     "X2HA202104270093D3XJ202611200017", "d3xj202611200017", "1-1", "D1", "3D+1", "0012345678901"]
)  # fmt: skip
STATUSES = st.sampled_from(
    [
        "完成整改",
        "",
        "基本上差不多",
        "□已完成 ☑未完成",
        "□已完成 □未完成",
        "已拆除设备 2 台，正在清场，预计下月全部完成并组织验收。",
        "R已办结£未办结",
        "（ ）完成",
    ]
)
FREE = st.text(alphabet="DXW0123456789-*+第批（）□☑R£完成\n ", max_size=26)


@pytest.mark.parametrize("field", [field for field, _rule in DOUBTS])
@given(texts=st.lists(NUMBERS | STATUSES | FREE, max_size=8))
def test_what_a_rule_doubts_is_asked_about(field, texts):
    rule = dict(DOUBTS)[field]

    asked = asked_about(field, texts)

    assert {text for text in texts if rule(text)} <= set(asked) <= set(texts)


@given(texts=st.lists(NUMBERS | FREE, max_size=8))
def test_bare_numbers_stay_as_they_are(texts):
    if are_bare(texts):
        assert [bare_number(text) or text for text in texts] == texts
