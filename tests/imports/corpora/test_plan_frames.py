"""Whatever stands around a plan (letterhead, general chapters, contents, safeguards, signature, an empty form), its problems are read."""

import pytest

from dczg_desktop.imports.read import read_text
from dczg_desktop.imports.reading import ImportReading

COUNTED = "一二三"
PROBLEMS = [
    ("加油站油气回收装置改造滞后，3座未完成。", "3座完成改造。", "2025年6月底", "县商务局", ("约谈负责人。", "逾期停业。")),
    ("柳河镇污水直排入河。", "消除直排。", "2025年9月30日", "柳河镇、县水利局", ("铺设管网3公里。", "建立巡查制度。")),
    ("砂场没有环评手续。", "依法取缔。", "立行立改，长期坚持", "县自然资源局", ("拆除设备。", "复绿。")),
]  # fmt: skip
SHAPES = {
    "titles": ("{count}、{text}\n整改目标：{goal}\n整改时限：{due}\n责任单位：{unit}\n整改措施：\n{measures}", "（一）（二）"),
    "numbered_labels": (
        "{count}、问题{count}：{text}\n1.整改目标：{goal}\n2.整改时限：{due}\n3.责任单位：{unit}\n4.整改措施：\n{measures}", "（一）（二）",
    ),
    "brackets": ("（{count}）{text}\n责任单位：{unit}\n整改时限：{due}\n整改目标：{goal}\n整改措施：{measures}", "1.2."),
    "labels_only": (
        "序号：{number}\n反馈问题：{text}\n整改目标：{goal}\n整改时限：{due}\n责任单位：{unit}\n整改措施：{measures}", "（一）（二）",
    ),
    "figures": ("{number}.{text}\n整改目标：{goal}\n整改时限：{due}\n责任单位：{unit}\n整改措施：{measures}", "①②"),
}  # fmt: skip
HEADS = {
    "none": "",
    "letterhead": (
        "青石县人民政府办公室文件\n青政办〔2025〕3号\n关于印发《青石县督察反馈问题整改方案》的通知\n各乡镇人民政府，县直各单位：\n"
        "《青石县督察反馈问题整改方案》已经县政府同意，现印发给你们，请认真贯彻落实。\n青石县人民政府办公室\n2025年2月8日\n（此件公开发布）\n"
        "青石县督察反馈问题整改方案\n"
    ),
    "chapters_like_labels": (
        "青石县督察反馈问题整改方案\n为做好整改工作，制定本方案。\n一、指导思想\n坚持生态优先。\n二、工作目标\n到2025年底，全面完成整改。\n"
        "三、组织领导\n（一）加强领导。成立领导小组。\n（二）压实责任。各单位负责。\n四、整改任务\n"
    ),
    "chapters_in_chapters": (
        "青石县督察反馈问题整改方案\n一、总体要求\n（一）指导思想。坚持生态优先。\n（二）基本原则。\n1.坚持问题导向。\n2.坚持标本兼治。\n"
        "（三）整改目标。到2025年底全面完成。\n二、重点任务及措施\n"
    ),
    "contents": "青石县督察反馈问题整改方案\n目 录\n一、加油站改造\n二、污水直排\n三、砂场手续\n正文\n",
    "attachments": (
        "关于印发整改任务的通知\n各乡镇：\n请抓好落实。\n附件：1.整改任务清单\n2.进展报送表\n3.联络员名单\n青石县督察整改办\n2025年2月8日\n附件1\n整改任务清单\n"
    ),
}  # fmt: skip
TAILS = {
    "none": "",
    "signature": "\n青石县督察整改办\n2025年2月8日",
    "safeguards": "\n五、保障措施\n（一）加强领导。各单位主要负责人亲自抓。\n（二）强化督办。定期通报。\n（三）严肃追责。对整改不力的严肃问责。",
    "copies": "\n抄送：市生态环境局，县委各部门。\n青石县人民政府办公室 2025年2月8日印发",
    "attachments": "\n附件：1.责任分工表\n2.进展情况表\n青石县督察整改办\n2025年2月8日",
    "contact": "\n联系人：张三\n联系电话：0555-7211243\n邮箱：a@qs.gov.cn",
    "note": "\n备注：1.整改时限以月底为准。\n2.责任单位排第一的为牵头单位。",
    "empty_form": "\n附件2\n进展情况表\n序号\t问题\t进展\n1\t\t\n2\t\t",
}


def plan(shape: str) -> str:
    pattern, marks = SHAPES[shape]
    half = len(marks) // 2
    items = []
    for number, (text, goal, due, unit, (first, second)) in enumerate(PROBLEMS, start=1):
        measures = f"{marks[:half]}{first}\n{marks[half:]}{second}"
        items.append(
            pattern.format(
                count=COUNTED[number - 1], number=number, text=text, goal=goal, due=due, unit=unit, measures=measures,
            )
        )  # fmt: skip
    return "\n".join(items)


def told(reading: ImportReading) -> str:
    texts = [one.text for table in reading.tables for one in table.left_out] + [
        one.title for one in reading.tables
    ]
    for table in reading.tables:
        for record in table.records:
            texts += [*record.fields.values(), *record.extra, *record.extra.values()]
    return "".join("".join(texts).split())


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("head", HEADS)
def test_every_problem_keeps_its_own_and_nothing_around_it_is_lost(shape, head):
    for tail in TAILS.values():
        text = HEADS[head] + plan(shape) + tail

        reading = read_text(text)

        records = [record for table in reading.tables for record in table.records]
        names = ("description", "goal", "deadline", "responsible_unit")
        found = [tuple(record.fields[name] for name in names) for record in records]
        assert found == [one[:4] for one in PROBLEMS], tail
        for record, (*_rest, measures) in zip(records, PROBLEMS, strict=True):
            lines = record.fields["measures"].split("\n")
            assert [line.endswith(own) for line, own in zip(lines, measures, strict=True)] == [True, True], (
                tail
            )
        whole = told(reading)
        missing = [line for line in text.split("\n") if len(line) > 6 and line.split("：")[-1].split("\t")[0][-8:].replace(" ", "") not in whole]  # fmt: skip
        assert missing == [], tail


def test_the_last_measure_stays_with_the_problem_above_the_next_counted_label():
    items = [
        f"{number}. 存在问题\n{text}\n整改目标\n{goal}\n整改时限\n{due}\n责任单位\n{unit}\n整改措施\n（一）{first}\n（二）{second}"
        for number, (text, goal, due, unit, (first, second)) in enumerate(PROBLEMS, start=1)
    ]

    (table,) = read_text(HEADS["chapters_like_labels"] + "\n".join(items)).tables

    assert [record.fields["description"] for record in table.records] == [one[0] for one in PROBLEMS]
    measures = [f"（一）{first}\n（二）{second}" for *_rest, (first, second) in PROBLEMS]
    assert [record.fields["measures"] for record in table.records] == measures
    assert {record.extra["所在章节"] for record in table.records} == {"四、整改任务"}
