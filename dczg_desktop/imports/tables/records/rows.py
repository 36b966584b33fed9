"""Which rows under a header are records, and what the others are: repeated headers, totals, notes, signatures, groups."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from dczg_desktop.domain.headings import folded_header, is_header
from dczg_desktop.domain.numbering import is_petition_number
from dczg_desktop.domain.traditional import simplified
from dczg_desktop.domain.units import NOBODY
from dczg_desktop.imports.header import Header
from dczg_desktop.imports.merged import MergedDown
from dczg_desktop.imports.reading import Grid, LeftOut
from dczg_desktop.imports.tables.values.drawn import PAGE

_TOTAL = re.compile(
    r"^(?:本[页表单]|本单位|全[省市县区])?(?:合计|总计|小计|共计|累计|总合计|汇总|总数|合计件数?|(?:已|未)?完成数|完成率)[:：]?$"
    r"|^(?:本[页表单]|全[省市县区])?(?:合计|总计|小计|共计|总合计)(?:[:：]?(?:\d{1,6}[项个件条处家户宗起][\u4e00-\u9fff]{0,4}[，,、；;]?){1,4}|[(（]\d{1,6}[项个件条处家户宗起]?[)）])$"
)
_TALLY = re.compile(
    r"^(?:本[页表]|以上|全[省市县区])?(?:合计|总计|小计|共计|总共)[:：]?\d{1,5}[项个件条处家]?|^(?:本[页表]|以上)?共有?\d{1,5}[项个件条](?:问题|任务|信访件)?(?:[，,。；;:：（(]|$)"
)
"""What counts the rows above in one cell; 共12家企业未办环评 is a problem."""
REPEATED = "重复的表头"
_SENTENCE = re.compile(r"[。；，]")
_OF_TABLE = re.compile(r"表|清单|台账|批|情况|公[示告开]|附[件表]|单位|日期|时间")
_BLANK_BELOW = re.compile(r"[（(]?(?:以下|此页|本页)(?:空白|无正文|无内容|无数据)[)）]?")
_NEXT_NOTE = re.compile(r"(?:\d{1,2}[.、．]|[（(]\d{1,2}[)）]|[①-⑳])\D")
_NOTE = re.compile(
    r"^(?:注|备注|说明|附注|附|填表说明|填报说明|备注说明)\d*[:：.、]|^[(（](?:注|截至|备注|说明)|^[*※]\s*\D"
)
_LEGEND = re.compile(r"图例(?:说明)?(?:[:：]|$)")
_LEGEND_LABEL = re.compile(r"图例(?:说明)?[:：]?")
_SIGNATURE = re.compile(
    r"^(?:.{0,12}(?:负责人|填表人|制表人?|审核人?|审批人?|填报人|联系人|经办人|签发人?|签字|签名|签章|盖章|分管领导|主要领导|填报单位|制表单位)"
    r"[^:：]{0,8}[:：]|(?:编制|编写|校[核对]|批准|核准)(?:人|单位|部门)?[:：]|(?:联系)?(?:电话|日期|时间|填报日期|填表日期|制表日期)[^:：]{0,4}[:：])"
)
_SIGNATURE_LABEL = re.compile(
    r"(?:填表|制表|填报|审核|审批|经办|签发|签收|接收|复核|批准|报送|承办)人|签收(?:时间|日期|单位)|(?:单位|部门|主要|分管)?负责人|(?:分管|主要)领导|联系(?:人|电话)"
    r"|(?:填报|填表|制表|报送)?日期|电话|签[字名章]|盖章"
)
"""Such words in cells of their own, each with what is filled in beside it."""
_NOTE_LABEL = re.compile(r"备?注|说明|附注|填表说明|填报说明")
_DATE_LINE = re.compile(
    r"^(?:\d{4}|[二〇零○一三四五六七八九]{4}|\s*)\s*年[\d\s一二三四五六七八九十]*月[\d\s一二三四五六七八九十]*日?$"
)
_EXAMPLE = re.compile(
    r"^[（(【\[]?(?:示例|样例|举例|例如|例|填写示例|填写说明|填表说明|填报说明|填报要求|填写要求)\d*(?:[)）\]】]|[:：、.．]|$)"
)
_ASKED_FOR = re.compile(
    r"必填|选填|下拉|不超过.{0,6}字|字以内|格式|文本型?$|^填写|请填|如[:：]|例[:：]|例如|单选|多选|按.{1,12}填|yyyy",
    re.IGNORECASE,
)
_CODE = re.compile(r"[A-Za-z][A-Za-z_]{1,30}\d{0,2}")
_FEWEST_CODES = 3
_SHORT = 60
_LONGEST_MARK = 200
_MOST_LABELS = 8
_FEW = 2


HOW_TO_FILL, NOTE, SUM = "填写说明或示例", "说明", "合计行"
LEGEND, PAGE_NUMBER = "图例", "页码"
TITLE_OR_NOTE = "分组标题或说明"


@dataclass(slots=True)
class Body:
    """The rows of one table: records and, listed, everything that is none. `wide` are records with so many cells that they are nothing else."""

    records: list[int] = field(default_factory=list)
    wide: set[int] = field(default_factory=set)
    left_out: list[LeftOut] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Repeated:
    """The rows of a header, which may stand once more below."""

    rows: set[tuple[str, ...]]
    starts: set[str]

    def holds(self, cells: list[str], first: str) -> bool:
        is_start = first in self.starts or is_header(first)
        return is_start and tuple(map(folded_header, cells)) in self.rows


def shown(cells: list[str]) -> str:
    """A row as one line of text."""
    return "　".join(cell for cell in cells if cell)


def body(grid: Grid, header: Header, end: int, long_columns: frozenset[int], merged: MergedDown) -> Body:
    """Sort the rows from the header to `end` (exclusive). `long_columns` may hold a record all by themselves.

    `merged` are the cells whose text was merged down from above: a row of nothing else is no record, a row with one
    text of its own beside them is.
    """
    result = Body()
    headings = grid.rows[header.top : header.bottom + 1]
    starts = {next(filter(None, one), "") for one in headings}
    repeated = _Repeated({tuple(map(folded_header, one)) for one in headings}, starts)
    across = _rows_across(grid, len(header.labels))
    for row in range(header.bottom + 1, end):
        cells = grid.rows[row]
        count = len(cells) - cells.count("")
        if not count or (
            merged and count <= len(covered := merged.of_row(row)) and not _has_own(cells, covered)
        ):
            continue
        first = cells[0] or next(filter(None, cells))
        is_long = count > _MOST_LABELS and row > header.bottom + 1
        if is_long and first.isascii() and first not in starts:  # NO. is a label
            result.records.append(row)  # the common case: many cells, the first one a number
            result.wide.add(row)
            continue
        filled = [column for column, cell in enumerate(cells) if cell]
        if _goes_on_noting(result.left_out, row, cells, filled):
            result.left_out.append(LeftOut(row + 1, shown(cells), NOTE))
        elif merged and _is_sum_below(cells, filled, merged.of_row(row)):
            result.left_out.append(LeftOut(row + 1, shown(cells), SUM))
        elif (why := _why_left_out(cells, filled, repeated, long_columns, row in across)) or (
            why := _why_above_all(
                cells, filled, is_first=row == header.bottom + 1, any_yet=bool(result.records)
            )
        ):
            result.left_out.append(LeftOut(row + 1, shown(cells), why))
        else:
            result.records.append(row)
    _take_titles_out(grid, result)
    return result


def _take_titles_out(grid: Grid, result: Body) -> None:
    """List single texts right above a header that stands once more: they are the title of what follows, in whatever column."""
    repeated = [one.row - 1 for one in result.left_out if one.why == REPEATED]
    records = set(result.records) if repeated else set[int]()
    for again in repeated:
        row = again - 1
        while row in records and _is_title(grid.rows[row]):
            result.records.remove(row)
            result.left_out.append(LeftOut(row + 1, shown(grid.rows[row]), TITLE_OR_NOTE))
            row -= 1
    result.left_out.sort(key=lambda one: one.row)


def _is_title(cells: list[str]) -> bool:
    """Whether a row is one text that names a list, and no sentence: a problem of which nothing else is said yet is a record."""
    text = shown(cells) if len(cells) - cells.count("") == 1 else ""
    return bool(_OF_TABLE.search(text)) and not _SENTENCE.search(text)


def _goes_on_noting(left_out: list[LeftOut], row: int, cells: list[str], filled: list[int]) -> bool:
    """Whether a row is the next point of the note right above it (说明｜1.…, ｜2.…)."""
    above = left_out[-1] if left_out else None
    is_next = above is not None and above.why == NOTE and above.row == row
    return is_next and len(filled) == 1 and bool(_NEXT_NOTE.match(cells[filled[0]]))


def _is_sum_below(cells: list[str], filled: list[int], covered: Mapping[int, int]) -> bool:
    """Whether the first text of its own in a row under a merged cell is 小计: the cell is of the rows above it too."""
    own = next((column for column in filled if column not in covered), None) if covered else None
    return own is not None and own != filled[0] and bool(_TOTAL.match(_beginning(cells[own])))


def _has_own(cells: list[str], covered: Mapping[int, int]) -> bool:
    """Whether a row has a text that was not merged down into it."""
    return any(cell and column not in covered for column, cell in enumerate(cells))


def _why_above_all(cells: list[str], filled: list[int], *, is_first: bool, any_yet: bool) -> str:
    """The word for a row between the header and the records that explains the columns, or an empty string."""
    texts = [cells[column] for column in filled]
    if is_first and _is_column_numbers(cells, filled):
        return "栏次"
    if is_first and _are_codes(texts):
        return "栏目代码"
    return HOW_TO_FILL if not any_yet and _tells_how_to_fill(texts) else ""


def _tells_how_to_fill(texts: list[str]) -> bool:
    """An example, or what each column asks for (文本格式、不超过1000字), above the first record."""
    return bool(_EXAMPLE.match(texts[0])) or sum(bool(_ASKED_FOR.search(text)) for text in texts) * 2 > len(
        texts
    )


def _are_codes(texts: list[str]) -> bool:
    """The names of the columns in a program (WTBH, zgqx) right under their headings."""
    return len(texts) >= _FEWEST_CODES and all(map(_CODE.fullmatch, texts))


def _rows_across(grid: Grid, width: int) -> set[int]:
    """Rows whose text is merged over most of the table."""
    return {span[0] for span in grid.merges if span[0] == span[2] and (span[3] - span[1] + 1) * 2 > width > 1}


def _why_left_out(
    cells: list[str],
    filled: list[int],
    repeated: _Repeated,
    long_columns: frozenset[int],
    across: bool,  # noqa: FBT001
) -> str:
    """The word for a row that is no record, or an empty string."""
    first = cells[filled[0]]
    if len(first) <= _LONGEST_MARK and repeated.holds(cells, first):
        return REPEATED
    plain = _beginning(first)
    if _TOTAL.match(plain):
        return SUM
    if _LEGEND.match(plain) and (len(filled) == 1 or _LEGEND_LABEL.fullmatch(plain)):
        return LEGEND
    if len(filled) > _MOST_LABELS:
        return ""
    if why := _why_few([cells[column] for column in filled], plain):
        return why
    is_alone = len(filled) == 1 and not is_petition_number(
        first
    )  # a number alone is that of a petition known already
    return TITLE_OR_NOTE if is_alone and (across or filled[0] not in long_columns) else ""


def _why_few(texts: list[str], plain: str) -> str:
    """The same by the words of a row of few cells; `plain` is how the first begins."""
    if len(texts) <= _FEW and (_NOTE.match(plain) or (len(texts) > 1 and _NOTE_LABEL.fullmatch(plain))):
        return NOTE
    if len(texts) <= _FEW and any(map(_BLANK_BELOW.fullmatch, texts)):
        return NOTE
    if len(texts) > 1 and NOBODY.issuperset(texts[texts[0].isdigit() :]):
        return "没有内容的行"
    if _are_signatures(texts):
        return "签名行"
    if len(texts) == 1 and PAGE.match(texts[0]):
        return PAGE_NUMBER
    if len(texts) == 1:
        return SUM if _TALLY.match(plain) else "落款日期" if _DATE_LINE.match(plain) else ""
    return ""


@lru_cache(maxsize=4096)
def _beginning(text: str) -> str:
    """The beginning of a text without blanks, in simplified characters."""
    return simplified("".join(text[:_LONGEST_MARK].split()))


def _are_signatures(texts: list[str]) -> bool:
    """Whether at least one cell is a signature label and the rest are labels, dates or short fillings; never with a serial number."""
    if texts[0].isdigit():
        return False
    bare = ["".join(text.split()) for text in texts]
    alone = sum(bool(_SIGNATURE_LABEL.fullmatch(simplified(text))) for text in bare)
    if alone * 2 + (alone > 1) >= len(texts) > 1 and _SIGNATURE_LABEL.fullmatch(simplified(bare[0])):
        return all(len(text) <= _SHORT for text in texts)
    if sum(":" in text or "：" in text for text in texts) * 2 < len(texts):
        return False
    labels = sum(bool(_SIGNATURE.match(simplified(re.sub(r"\s+", "", text)))) for text in texts)
    return labels * 2 >= len(texts) and labels > 0 and all(len(text) <= _SHORT for text in texts)


def _is_column_numbers(cells: list[str], filled: list[int]) -> bool:
    """栏次: 1, 2, 3 …, A, B, C … or 甲, 乙, 丙 … (or 甲, 乙, 1, 2 …) right under the header, in brackets or without."""
    texts = [cells[column].strip("()（） ") for column in filled]
    numbers = [text for text in texts if text not in {"甲", "乙", "丙", "栏次"}]
    is_counted = bool(numbers) and numbers == [str(number + 1) for number in range(len(numbers))]
    is_lettered = "".join(texts).startswith(_LETTERS) and any(
        row.startswith("".join(texts)) for row in _COLUMNS
    )
    return len(texts) >= 3 and (is_counted or is_lettered)


_COLUMNS = ("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "甲乙丙丁戊己庚辛壬癸")
_LETTERS = tuple(row[:3] for row in _COLUMNS)
_FORM = re.compile(
    r"^[(（]?(?:填报|填表|制表|编制|报送|被检查|检查|主管)?(?:单位|部门|日期|时间)(?:名称)?(?:[(（][^)）]*[)）])?\s*[:：]"
    r"|^[(（]?单位\s*[:：]|^\d{4}年\d{1,2}月\d{1,2}日$"
)


def is_note(text: str) -> bool:
    """Whether a row above the header is a note (说明：…) and no title."""
    return bool(_NOTE.match(simplified(re.sub(r"\s+", "", text[:_LONGEST_MARK])))) and not text.startswith(
        ("(", "（")
    )


def is_form_line(text: str) -> bool:
    """Whether a row above the header names the reporting unit or the date and is no title."""
    return bool(_FORM.match(text.strip()))
