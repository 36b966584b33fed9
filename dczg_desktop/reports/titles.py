"""Breaking titles so that words stay whole and the lines are nearly equal (GB/T 9704-2012, 7.3.1: 回行词意完整)."""

import re
from collections.abc import Mapping
from itertools import combinations, pairwise

from dczg_desktop.reports.linebreak import Line, balanced_lines, break_lines, may_break, within_run

WORDS = re.compile(
    r"\d+[年月日项条号件批轮]+|第[一二三四五六七八九十百\d]+[轮批项次号]*|中央|省级|市级|县级|生态|环境|保护|督察|反馈|意见|问题|整改|"
    r"措施|清单|台账|责任|任务|情况|进展|完成|验收|销号|审批|申请|公示|公告|工作|领导|小组|办公室|人民|政府|人民政府|"
    r"委员会|街道|办事处|关于|通知|报告|报送|补正|催报|督办|预警|约谈|信访|交办|调度|汇总|统计|佐证|材料|回头看|自查|"
    r"举一反三|行政|区域|阶段性|办结|属实|污染|治理|突出|长江|黄河|流域|自然|保护地|保护区|水源|水利|住房|城乡|建设|农业|农村|资源|应急|管理|"
    r"[一-鿿](?=[省市县区镇乡村局])[省市县区镇乡村局]"
)
SPLIT_WORD = 6000  # a torn word weighs as much as lines uneven by six characters


def title_lines(text: str, limit: int, widths: Mapping[str, int]) -> list[Line]:
    """Lines of a title no wider than `limit` (1/1000 of the type size), as few as possible; LF in the text decides alone."""
    count = len(break_lines(text, limit, widths))
    if "\n" in text or not 2 <= count <= 3 or len(text) > 90:
        return balanced_lines(text, limit, widths)
    torn = {at for found in WORDS.finditer(text) for at in range(found.start() + 1, found.end())}
    places = [at for at in range(1, len(text)) if may_break(text, at) and not within_run(text, at)]
    best: tuple[int, list[Line]] | None = None
    for cuts in combinations(places, count - 1):
        lines = [_line(text[first:last], widths) for first, last in pairwise((0, *cuts, len(text)))]
        widest = max(line.width for line in lines)
        if widest > limit:
            continue
        cost = widest - min(line.width for line in lines) + SPLIT_WORD * len(torn.intersection(cuts))
        if best is None or cost < best[0]:
            best = (cost, lines)
    return best[1] if best else balanced_lines(text, limit, widths)


def _line(text: str, widths: Mapping[str, int]) -> Line:
    text = text.strip(" ")
    return Line(text, sum(map(widths.__getitem__, text)), soft=False)
