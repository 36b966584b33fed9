import pytest

from dczg_desktop.imports.furniture import parted
from dczg_desktop.imports.read import read_text

NOTICE = (
    "关于信访件（受理编号X3JX202405160021）整改销号情况公示\n"
    "一、转办问题基本情况：南坪镇石料场扬尘扰民。\n二、整改情况：已覆盖并绿化。\n三、验收情况：现场查验合格。\n"
    "公示时间：2026年5月21日至2026年6月3日\n"
)


@pytest.mark.parametrize(
    "line",
    [
        "来源：青石县人民政府网 发布时间：2026-05-20 浏览次数：12次",
        "【来源：青石县自然资源局】【字体：大 中 小】",
        "发布时间：2026-05-20　　来源：县整改办　　点击数：3",
        "来源: www.qingshi.example.gov.cn《公示》 | 说明: 全文",
        "发表时间:2026-05-20",
        "发布日期：2026年5月20日 16:36",
        "浏览次数:",
        "青石县人民政府 2026-05-20 16:36 来源: 县河湖管理中心",
    ],
)
@pytest.mark.parametrize("is_above", [True, False])
def test_what_a_web_page_puts_around_a_notice_is_no_part_of_it(line, is_above):
    title, _, rest = NOTICE.partition("\n")
    text = f"{line}\n{NOTICE}" if is_above else f"{title}\n{line}\n{rest}"

    table = read_text(text).tables[0]

    assert len(table.records) == 1
    assert table.records[0].fields["number"] == "X3JX202405160021"
    assert not {"source", "remark"} & set(table.records[0].fields)
    assert (line, "来源、时间等") in {(one.text, one.why) for one in table.left_out}


@pytest.mark.parametrize("line", ["来源：中央生态环境保护督察", "来源：省级督察，第三批", "备注：来源不明"])
def test_the_source_of_a_problem_stays(line):
    assert parted([(0, line)]) == ([(0, line)], [])


def test_only_the_first_lines_are_looked_at():
    late = (30, "来源：县政府网 发布时间：2026-05-20")

    assert parted([*((row, "正文") for row in range(30)), late])[1] == []
