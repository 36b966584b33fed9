"""Fifteen hundred changed packages: each is refused in words or says what it said. `benchmarks/fuzz_packages.py` does more."""

from collections import Counter

import pytest

from tests.exchange.mutating import Accepted, fuzz, judge, originals

TURNS, EACH = 10, 150


@pytest.mark.parametrize("turn", range(TURNS))
def test_a_changed_package_is_refused_or_says_what_it_said(tmp_path, turn):
    tally: Counter[str] = Counter()

    fuzz(tmp_path, range(turn * EACH, (turn + 1) * EACH), tally, lambda judged: judged())

    assert tally["拒收"] > EACH // 2
    assert tally["照旧"] > 0
    assert tally["照旧，有手工修改"] > 0


def test_the_judge_notices_a_package_that_says_something_else(tmp_path):
    whole, _, zipped = originals(tmp_path)

    with pytest.raises(Accepted):
        judge(whole, zipped.raw, tmp_path)
