"""Whom a notice names for objections."""

import pytest

from dczg_desktop.base.text import folded
from dczg_desktop.domain.notice_contacts import phone_of


@pytest.mark.parametrize("line", ["—", "－", "–", "-"])
def test_the_code_of_an_area_is_part_of_the_number_whatever_line_stands_behind_it(line):
    assert phone_of({folded("监督电话"): f"025{line}86263014。"}, []) == f"025{line}86263014"
    assert phone_of({}, [f"如有异议，请拨打电话025{line}86263014。"]) == f"025{line}86263014"
