"""Columns behind an empty one that end before the list does are perhaps another table: asked about once."""

import pytest

from tests.imports.texts_read import asked, one_table

_HEAD = "序号\t问题\t责任单位\t整改时限\t{}\t乡镇\t联络员\t备注"
_PROBLEMS = (
    "1\t堆场未覆盖。\t县住建局\t2026年9月底前",
    "2\t污水直排。\t县水利局\t2026年9月底前",
    "3\t垃圾乱堆。\t石桥镇人民政府\t2026年9月底前",
    "4\t粪污外溢。\t县农业农村局\t2026年9月底前",
)
_BESIDE = ("石桥镇\t王某\t周一报", "青石镇\t李某\t周二报", "白沙镇\t孙某\t周三报", "南山镇\t周某\t周四报")


def _asked(count, gap="", of="", place=0):
    cells = [*[""] * place, *_BESIDE[:count], *[""] * len(_PROBLEMS)]
    pairs = zip(_PROBLEMS, cells, strict=False)
    rows = ["\t".join([row, of, cell or "\t\t"]) for row, cell in pairs]
    return asked(one_table("\n".join([_HEAD.format(gap), *rows])))


@pytest.mark.parametrize("count", [1, 2, 3])
def test_they_are_asked_about_once(count):
    assert _asked(count).count("像是另一张表") == 1
    assert f"只写到第 {count + 1} 行" in _asked(count)


@pytest.mark.parametrize(
    "asked_of", [{"count": 4}, {"count": 2, "gap": "级别", "of": "县级"}, {"count": 2, "place": 1}]
)
def test_columns_filled_to_the_end_or_later_or_behind_a_used_one_are_not(asked_of):
    assert "像是另一张表" not in _asked(**asked_of)
