"""What stands above a pasted table besides its title."""

import pytest

from tests.imports.texts_read import one_table

_TABLE = "序号 | 存在问题 | 责任单位 | 整改时限 |\n1 | 堆场未覆盖。 | 县住建局 | 2026年9月底前 |\n2 | 污水直排。 | 县水利局 | 2026年9月底前 |"
_NAME = "河湾县突出环境问题清单"
_SENTENCE = "按照省级生态环境保护督察工作要求，我县对突出环境问题进行了排查，现将有关情况予以公开。"


@pytest.mark.parametrize(
    "above",
    [
        [_SENTENCE, _NAME],
        [_SENTENCE, "监督电话：0731-5550000", "公示时间：2026年2月23日至2026年3月1日", _NAME],
        ["首页 > 新闻资讯 > 行业新闻 >", "行业新闻", _NAME],
        ["行业新闻", "当前位置：首页 > 新闻资讯 > 行业新闻 >", _NAME, "摘要：共排查出2个问题。"],
        [
            "索 引 号: 731074791/2026-29928",
            "发布机构: 河湾县生态环境局",
            "发布日期: 2026-11-26",
            "效力状态: 有效",
            _NAME,
        ],
        [_SENTENCE, "附件：1.河湾县突出环境问题清单", "2.河湾县位置图", "河湾县生态环境局", "附件1", _NAME],
        [_NAME],
    ],
)
def test_the_title_is_the_name_of_the_table(above):
    table = one_table("\n".join([*above, _TABLE]))
    assert table.title == _NAME
    assert len(table.records) == 2
    told = "\n".join(one.text for one in table.left_out)
    assert all(line in told for line in above if line != _NAME)


@pytest.mark.parametrize("above", [[_SENTENCE], [_SENTENCE, "监督电话：0731-5550000"]])
def test_a_sentence_alone_stays_the_title(above):
    assert one_table("\n".join([*above, _TABLE])).title == _SENTENCE
