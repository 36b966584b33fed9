"""The encoder that is made once writes what `json.dumps` writes: hashes of the journal depend on every character."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from dczg_desktop.base.json_text import encoder

LEAVES = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=8), st.sampled_from(["\ud800", "\u2028", '"\\/'])
)  # fmt: skip
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=4), inner, max_size=3)
    ),
    max_leaves=8,
)
SORTED, AS_IT_IS = encoder(sort_keys=True), encoder(sort_keys=False)


@settings(max_examples=200, deadline=None)
@given(VALUES)
def test_every_value_is_written_as_json_writes_it(value):
    assert SORTED(value) == json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert AS_IT_IS(value) == json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def test_without_the_quick_encoder_the_plain_one_writes_the_same(monkeypatch):
    monkeypatch.setattr(json.encoder, "c_make_encoder", None)

    assert encoder(sort_keys=True)({"乙": [1.5, None], "甲": "文"}) == '{"乙":[1.5,null],"甲":"文"}'
