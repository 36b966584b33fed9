"""Lines that begin with the number of a petition, say nothing but it, or hold it behind a place (一、青石县（D3…）反映情况：…)."""

import re

from dczg_desktop.domain.areas import areas
from dczg_desktop.domain.numbering import PETITION_NUMBER
from dczg_desktop.domain.vocabulary import CATEGORIES, categories

OF_PETITION = re.compile(
    rf"^((?:受理|信访件?|交办件?|举报件?)编号)\s*(?:为\s*)?(?:[:：]\s*)?({PETITION_NUMBER}[*＊]?)号?\s*(?:[，,。；;:：]\s*)?(.*)$",
    re.S,
)
HEADED = re.compile(
    rf"^(?!关于[^：:]*[）)][^：:）)]+$)([\u4e00-\u9fff]{{0,24}}?)\s*[（(【]\s*(?:[\u4e00-\u9fff]{{0,5}}编号[:：]?\s*)?({PETITION_NUMBER}[*＊]?)号?\s*[）)】]\s*(.*)$",
    re.S,
)
"""A place with the number in brackets; what the petition says may follow on the line. A title that ends with the name of a section
(关于倾倒矸石问题（X5…）调查处理情况) is none.
"""
UNBRACKETED = re.compile(
    rf"^((?:[\u4e00-\u9fff]{{2,24}}?)?)\s*({PETITION_NUMBER}(?:[*＊]|\s*[（(][*＊][）)])?)号?\s*[:：]?\s*(.+)$",
    re.S,
)
"""The same without brackets, or the number alone (一、青石县X4…(*)反映情况：…, X4… 行政区域：…): only where a label follows."""
_BARE_NUMBER = re.compile(
    rf"(?:第|信访|举报|交办|转办|件){{0,3}}({PETITION_NUMBER}[*＊]?)号?(?:信访|举报|交办|转办|案件|问题|件){{0,3}}\s*[：:]?"
)
_WITH_WORD = re.compile(
    rf"([\u4e00-\u9fff]{{2,16}}?[省市州盟县区旗镇乡])[\s，,、]*(?:受理|信访件?|交办件?|举报件?)编号\s*(?:为|[:：])?\s*({PETITION_NUMBER}(?:[*＊]|\s*[（(][*＊][）)])?)号?"
)
"""The place in front of the word for the number (邓州市 受理编号：D41…), and nothing behind it."""
_PLACED = re.compile(
    rf"(?P<number>{PETITION_NUMBER}[*＊]?)\s*(?:号\s*)?[\s　，,；;（(]+(?P<place>[\u4e00-\u9fff]{{2,10}})(?:[\s　，,；;]+(?P<kinds>[\u4e00-\u9fff、，,/和及]{{1,20}}))?[）)]?"
)
_KINDS = frozenset(word for word, _pattern in CATEGORIES)
_OTHER = re.compile(r"[\u4e00-\u9fff]{2,8}(?:编号|件|号)")
"""A label nobody lists that holds the number of another petition (关联编号, 重复件)."""


def placed_number(plain: str) -> list[tuple[str, str]]:
    """The labels of a line that is nothing but a number, a place and the kinds of pollution (D3…　洞口县　大气); empty for any other."""
    found = _PLACED.fullmatch(plain)
    if found is None:
        return []
    kinds = found["kinds"] or ""
    is_of_kinds = all(word in _KINDS for word in categories(kinds))
    if areas(found["place"]) != (found["place"],) or not is_of_kinds:
        return []
    said = [("受理编号", found["number"]), ("行政区域", found["place"]), ("污染类型", kinds)]
    return [one for one in said if one[1]]


def number_alone(plain: str, before: str) -> tuple[str, str]:
    """The number that is all a line says, behind the place in front of its brackets; none where the line before it is a label that holds it."""
    if _OTHER.fullmatch(before):
        return "", ""
    if found := _BARE_NUMBER.fullmatch(plain.strip("【】[]〔〕")):
        return "", found[1]
    if found := _WITH_WORD.fullmatch(plain):
        return found[1], found[2]
    headed = HEADED.match(plain)
    return (headed[1], headed[2]) if headed and headed[1] and not headed[3] else ("", "")
