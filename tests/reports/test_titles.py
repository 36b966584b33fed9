import pytest
from hypothesis import given
from hypothesis import strategies as st

from dczg_desktop.reports.titles import title_lines


class Widths(dict[str, int]):
    def __missing__(self, character: str) -> int:
        return 500 if character.isascii() else 1000


@pytest.mark.parametrize(
    ("title", "limit", "lines"),
    [
        (
            "青石县第三轮中央生态环境保护督察反馈问题（第17项）整改完成情况公示",
            26000,
            ["青石县第三轮中央生态环境保护督察", "反馈问题（第17项）整改完成情况公示"],
        ),
        ("关于补正2026年10月整改进展情况报告的通知", 16000, ["关于补正2026年10月", "整改进展情况报告的通知"]),
        ("县住房城乡建设局", 7000, ["县住房", "城乡建设局"]),
        ("整改台账", 10000, ["整改台账"]),
        ("行政区域", 3000, ["行政", "区域"]),
        ("阶段性办结", 4000, ["阶段性", "办结"]),
        ("上行\n下行很长", 10000, ["上行", "下行很长"]),
    ],
)
def test_titles_part_between_words(title, limit, lines):
    assert [line.text for line in title_lines(title, limit, Widths())] == lines


@given(st.text(alphabet="督察整改问题，（）2026年10月 \n", min_size=1, max_size=60), st.integers(4000, 20000))
def test_no_title_line_is_too_wide_and_nothing_is_lost(text, limit):
    lines = title_lines(text, limit, Widths())

    assert all(line.width <= limit for line in lines)
    assert "".join(line.text for line in lines).replace(" ", "") == text.replace(" ", "").replace("\n", "")
