"""What the office that sends a paper says behind its list to those who get it (请各单位于…前报送, 特此函告, 联系人): nothing of the last problem."""

import re
from collections.abc import Iterator

from dczg_desktop.base.errors import Fault
from dczg_desktop.base.text import excerpt
from dczg_desktop.imports.reading import Table
from dczg_desktop.imports.texts.labelling.label_words import is_own_words

_THEY = r"(?:各|有关|相关|责任|牵头|所涉|上述|以上){1,3}(?:责任|有关|相关|牵头)?(?:单位|部门)"
_REPORTED = r"(?:报送|上报|反馈|报告|回复|函复|报备|报至|报到|书面报|报[我省市州县区镇乡整督环]|送[我省市州县区整督环])"
_ADDRESSED = re.compile(
    r"^(?:"
    r"(?:现)?(?:请|望|希望?|烦请|敬请|务请|恳请)(?:你|贵|各|有关|相关|上述|以上|责任|牵头|属地|认真|遵照|结合|对照|按|抓紧|尽快|高度|及时|严格|务必|将|收到|接|根据|举一反三|立即|迅速|切实)"
    rf"|请[^。]{{0,30}}(?:于|在|每)[^。]{{1,30}}{_REPORTED}"
    r"|(?:以上|上述|前述)(?:各|这)?[^。，,]{0,12}(?:问题|事项|任务|情况|要求|线索|点位|企业|单位)[^。]{0,8}(?:请|望|希|务必|必须|应|须|限|移交|转交|交由|由[^。]{2,20}(?:督办|督促|督导|跟踪|调度))"
    rf"|{_THEY}[^。，,]{{0,8}}(?:要(?!求)|应|须|需|请|务必|必须|高度重视|切实|抓紧|尽快|认真)"
    rf"|(?:各[乡镇街道县市区旗]{{1,4}}(?:人民政府)?[、和，,]){{1,3}}{_THEY}[^。，,]{{0,8}}(?:要(?!求)|应|须|需|请|务必|必须|高度重视|切实|抓紧|尽快|认真)"
    r"|(?:你|贵)(?:局|镇|乡|县|市|区|委|办|公司|单位|部门|街道|厂|院|校|村)(?!的)"
    r"|(?:接|收)到?(?:此|本|该)(?:件|函|文|通知|通报|交办单|督办单|清单)"
    rf"|(?:将|有关|相关|整改|办理|落实|进展|处理|工作|核查|调查|排查|佐证){{1,4}}(?:情况|结果|方案|报告|材料|台账|清单|信息|表)(?!.{{0,30}}[已未])[^。]{{0,24}}(?:请|应|须|务必|一并|书面|于|在|每)[^。]{{0,24}}{_REPORTED}"
    r"|(?:我|本)(?:公司|单位|企业|厂|院|校|局|镇|乡|村|街道|党组|党委){1,2}[^。，,]{0,6}(?:承诺|保证)"
    r"|(?:现|特|依法|为此|对此)?[，,]?(?:要求|责令|限令?)(?:你|贵)(?:局|镇|乡|县|市|区|委|办|公司|单位|部门|街道|厂|院|校|村|矿|场)"
    r"|特此|此函|专此|此复|此致|妥否|[\u4e00-\u9fff]{0,12}联\s*系\s*(?:人|电\s*话|方\s*式)\s*[：:及]|抄\s*[送报]|主\s*送\s*[：:]|此件"
    r"|(?:有关|相关|工作|具体|几点|下一?步)(?:工作)?要求(?:如下)?[：:]?$|(?:整改|约谈|督办|办理)要求(?:如下)?[：:]$"
    r")"
)
_TOLD = ("description", "goal", "measures", "deadline", "responsible_unit", "progress", "result", "remark")
_SENTENCE = re.compile(r"[^。\n]+")


def is_addressed(line: str) -> bool:
    """Whether a line speaks to the offices that got the paper."""
    return bool(_ADDRESSED.match(line))


def addressed_faults(table: Table) -> Iterator[Fault]:
    """The question where such a sentence stands in the last record's contents: it was run on behind them."""
    letters = {one.field for one in table.columns if is_own_words(one.header)}
    for record in table.records[-1:]:
        for field in _TOLD:
            if field in letters:
                continue
            sentences = [one.strip() for one in _SENTENCE.findall(record.fields.get(field, ""))]
            said = next((one for one in sentences[1:] if is_addressed(one)), "")
            if said:
                yield Fault(
                    f"{table.sheet}!{record.cells.get(field, '')}", excerpt(said, 30),
                    "这一句像是发文单位写给各单位的话，不是最后这个问题的内容，请对照原文核对、删去。",
                )  # fmt: skip
