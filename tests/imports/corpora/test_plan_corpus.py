"""Every layout of a plan gives every field, pasted, as a text file and as a Word document; nothing is lost on the way."""

import itertools
import re
from pathlib import Path

import pytest

from dczg_desktop.base.errors import UserError
from dczg_desktop.base.text import folded
from dczg_desktop.imports.files.documents.listing import chinese_number
from dczg_desktop.imports.read import read_tables, read_text
from dczg_desktop.imports.reading import Table
from dczg_desktop.imports.texts.labelling.label_words import names_field
from tests.imports.samples.plan_corpus import SAMPLES
from tests.imports.samples.plan_samples import Sample
from tests.imports.samples.word_files import document, paragraph

each = pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)


def told(table: Table) -> list[dict[str, str]]:
    """The filled fields of every record; the number counts as sequence when it is the only one."""
    found = []
    for record in table.records:
        fields = {name: text for name, text in record.fields.items() if text}
        if "sequence" not in table.mapping and table.mapping.get("number") == "序号" and "number" in fields:
            fields["sequence"] = fields.pop("number")
        found.append(fields)
    return found


def check(table: Table, sample: Sample) -> None:
    assert told(table) == sample.records
    if sample.extra:
        extra = [{name: text for name, text in record.extra.items() if text} for record in table.records]
        assert extra == sample.extra
    left = [row.text for row in table.left_out]
    assert all(line in left for line in sample.loose)


@each
def test_pasted(sample):
    (table,) = read_text(sample.text).tables

    check(table, sample)


@each
def test_as_a_word_document(tmp_path, sample):
    path = document(tmp_path / "方案.docx", *map(paragraph, sample.text.splitlines()))

    (table,) = read_tables(path).tables

    check(table, sample)


@each
def test_every_sign_of_the_source_arrives_somewhere(tmp_path: Path, sample):
    path = tmp_path / "方案.txt"
    path.write_bytes(sample.text.encode("gb18030"))
    (table,) = read_tables(path).tables

    kept = folded("".join([table.title, *(row.text for row in table.left_out)]))
    for record in table.records:
        kept += folded("".join([*table.mapping.values(), *record.extra, *record.fields.values(), *record.extra.values()]))  # fmt: skip
    for line in sample.text.splitlines():
        for piece in re.split(r"[：；。【】—\s]+", line):
            bare = re.sub(
                r"^(?:.{1,2}[、.．]|[（(].{1,2}[）)]|整改任务第.项|第.{1,2}项、|问题.$|第.部分 )", "", piece
            )
            assert folded(piece) in kept or folded(bare) in kept or names_field(bare), line


@each
def test_no_fault_is_made_up(sample):
    (table,) = read_text(sample.text).tables

    assert [fault.message for fault in table.faults if "重复" in fault.message] == []


HEADINGS = {
    "一、": ("一、{}", "二、{}", "三、{}"), "（一）": ("（一）{}", "（二）{}", "（三）{}"), "1.": ("1.{}", "2.{}", "3.{}"),
    "1、": ("1、{}", "2、{}", "3、{}"), "(1)": ("(1){}", "(2){}", "(3){}"), "task": ("整改任务第1项：{}", "整改任务第2项：{}", "整改任务第3项：{}"),
    "第一项": ("第一项、{}", "第二项、{}", "第三项、{}"), "问题": ("问题1：{}", "问题2：{}", "问题3：{}"), "【问题一】": ("【问题一】{}", "【问题二】{}", "【问题三】{}"),
}  # fmt: skip
STYLES = (
    "{}：{}",
    "{}:{}",
    "【{}】{}",
    "{}：\n{}",
    "{}\n{}",
    "{}　{}",
    "（三）{}：{}",
    "1.{}：{}",
    "（1）{}。{}",
)
ITEMS = {
    "1.": ("1.清理垃圾。", "2.建立队伍。", "3.巡查。"), "（一）": ("（一）清理垃圾。", "（二）建立队伍。", "（三）巡查。"),
    "(1)": ("(1)清理垃圾；", "(2)建立队伍；", "(3)巡查。"), "①": ("①清理垃圾；", "②建立队伍；", "③巡查。"), "一是": ("一是清理垃圾；", "二是建立队伍；", "三是巡查。"),
    "brackets": ("1.清理。（责任单位：县水利局；时限：2025年底前）", "2.保洁（县水利局牵头，河湾乡配合）", "3.巡查。"),
    "dates": ("1.2025年6月底前开工；12月底前完工。", "2.2026年6月底前验收。", "3.每季度巡查。"), "plain": ("清理垃圾。",),
}  # fmt: skip
DEPTH = {"一、": 1, "（一）": 2, "1.": 3, "1、": 3, "(1)": 4}
PROBLEMS = ("河道垃圾未清", "料场扬尘污染。督察发现未覆盖", "夜间噪声扰民")
OTHERS = (
    ("整改目标", "清理到位，达到标准。"),
    ("整改时限", "2025年12月底前"),
    ("责任单位", "县水利局、河湾乡人民政府"),
    ("督导单位", "市水利局"),
)


def plan(heading: str, style: str, items: str, *, measures_last: bool, chapters: bool) -> str:
    lines = []
    for number, (pattern, problem) in enumerate(zip(HEADINGS[heading], PROBLEMS, strict=True)):
        if chapters and number != 1:
            lines.append(f"{'一二'[number > 0]}、关于{'水气'[number > 0]}的问题")
        lines.append(pattern.format(problem))
        labelled = [style.format(*pair) for pair in OTHERS]
        content = ("" if "\n" in style else "\n").join(("", "\n".join(ITEMS[items])))
        labelled.insert(4 if measures_last else 1, style.format("整改措施", content).replace("\n\n", "\n"))
        lines += labelled
    return "\n".join(lines)


def combinations():
    for heading, style, items, last, chapters in itertools.product(
        HEADINGS, STYLES, ITEMS, (True, False), (True, False)
    ):
        numbered = {"（三）{}：{}": 2, "1.{}：{}": 3, "（1）{}。{}": 4}.get(style, 9)
        if numbered <= DEPTH.get(heading, 0) or (chapters and heading == "一、"):
            continue  # nobody numbers a label like the problem that holds it, or a problem like its chapter
        if not last and items == "plain" and "\n" not in style and style == "{}\n{}":
            continue
        yield heading, style, items, last, chapters


def test_every_way_of_numbering_labelling_and_listing_is_understood():
    wrong = []
    for heading, style, items, last, chapters in itertools.islice(combinations(), 0, None, 7):
        text = plan(heading, style, items, measures_last=last, chapters=chapters)
        try:
            (table,) = read_text(text).tables
        except UserError:
            wrong.append((heading, style, items, last, chapters))
            continue
        expected = [
            {"description": problem, "goal": OTHERS[0][1], "deadline": OTHERS[1][1], "responsible_unit": OTHERS[2][1],
             "supervising_unit": OTHERS[3][1], "measures": "\n".join(ITEMS[items])}
            for problem in PROBLEMS
        ]  # fmt: skip
        got = [{name: fields.get(name, "") for name in expected[0]} for fields in told(table)]
        if got != expected:
            wrong.append((heading, style, items, last, chapters))

    assert wrong == []


def test_five_hundred_problems_are_five_hundred():
    blocks = [
        f"（{chinese_number(number)}）第{number}处料场未覆盖。\n整改目标：覆盖。\n整改时限：2025年底前\n责任单位：县住建局\n整改措施：\n1.覆盖。\n2.巡查。"
        for number in range(1, 501)
    ]

    (table,) = read_text("\n".join(blocks)).tables

    assert [record.fields["number"] for record in table.records] == list(map(chinese_number, range(1, 501)))
    assert {record.fields["measures"] for record in table.records} == {"1.覆盖。\n2.巡查。"}
    assert table.left_out == ()
