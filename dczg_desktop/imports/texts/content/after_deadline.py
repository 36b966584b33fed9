"""What goes on behind a deadline or a unit in a text that lost its line breaks (2024年6月底 立行立改请市城管局…): no part of it, kept beside it and told."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from dczg_desktop.base.errors import Fault
from dczg_desktop.base.text import excerpt
from dczg_desktop.domain.deadlines import read_deadline
from dczg_desktop.imports.reading import Table
from dczg_desktop.imports.tables.forms.upright import Pair
from dczg_desktop.imports.texts.content.addressed import is_addressed
from dczg_desktop.imports.texts.labelling.label_words import field_of

AFTER, AFTER_UNIT = "时限后面的文字", "单位后面的文字"
_TERM = re.compile(
    r"(?:(?:立[行即查][立即]?(?:立改|整改|改)|即知即改|长期(?:坚持|推进)|持续(?:推进|整改|坚持)|常态化(?:推进|坚持))[，、,；;]?)+"
)
_ORDER = re.compile(
    r"(?:(?:具体|并|同时)[，,]?)?(?:请|责成|责令|督促|要求|由)(?=[\u4e00-\u9fff]{2,24}(?:[局委办厅镇乡]|政府|街道|公司|中心|单位|部门))"
)
_PIECE = re.compile(r"[^\s。]+[\s。]*")
_DATED = re.compile(r"[年月日号底前]|\d[-./]\d|季度")
_PAST = re.compile(
    r"^(?!.*(?:延期|延长|延至|顺延|推迟|调整|变更|展期))(?:已经?于?|均已)?[^，。；;底前]{0,24}(?:已(?:经|于|完成|全部|按)|召开|印发|下发|约谈|发函|通报)[^底前]*$"
)
"""What was done on some day: no part of the deadline, though it names a day too (2019年8月5日已召开推进会); that it was put off is."""
_SEATED = re.compile(
    r"(?<=[。\s])(?=(?:[（(][一二三四五六七八九十\d]{1,2}[)）]|\d{1,2}[.、])?[\u4e00-\u9fff]{0,12}(?:领导小组|专班|指挥部|办公室)[^。；;]{0,10}(?:设在|设于|承担日常|负责(?:日常|统筹|具体)))"
)
"""Where a unit is followed by where an office sits (县水利局。领导小组办公室设在县水利局): that names no other unit."""
_HAN = re.compile(r"[\u4e00-\u9fff]")
_UNITS = frozenset({"responsible_unit", "lead_unit", "supporting_unit"})
_AROUND = " \u3000\n。，,；;"
_LONGEST, _FEWEST = 30, 6
_SOME_DAY = date(2000, 1, 1)
"""Only whether a text tells a time is asked."""
_ASKED_OF_UNIT = "单位后面接着写着“{}”，没有算作单位，作为其他栏目（{}）留着。请对照原文，看它属于哪一项。"
_ASKED = "整改时限后面接着写着“{}”，没有算进时限，作为其他栏目（{}）留着。请对照原文，看它属于哪一项。"


def with_rest_apart(groups: Sequence[list[Pair]]) -> list[list[Pair]]:
    """The contents of every record with what goes on behind its deadline as a content of its own."""
    return [[part for pair in group for part in _parted(pair)] for group in groups]


def rest_faults(table: Table) -> Iterator[Fault]:
    """The question about every such text."""
    for record in table.records:
        if rest := record.extra.get(AFTER, ""):
            place = record.cells.get("deadline", "")
            yield Fault(f"{table.sheet}!{place}", record.fields.get("deadline", ""), _ASKED.format(excerpt(rest, 30), AFTER))  # fmt: skip
        if rest := record.extra.get(AFTER_UNIT, ""):
            place = record.cells.get("responsible_unit", "")
            yield Fault(f"{table.sheet}!{place}", record.fields.get("responsible_unit", ""), _ASKED_OF_UNIT.format(excerpt(rest, 30), AFTER_UNIT))  # fmt: skip


def _parted(pair: Pair) -> Iterator[Pair]:
    row, more, label, text = pair
    seated = _SEATED.search(text) if field_of(label) in _UNITS else None
    if seated and seated.start():
        yield row, more, label, text[: seated.start()].strip(_AROUND)
        yield row, more, AFTER_UNIT, text[seated.end() :].strip()
        return
    end = end_of_deadline(text) if field_of(label) == "deadline" else len(text)
    rest = text[end:].strip(_AROUND)
    is_other = not _tells_time(rest) or _PAST.match(rest) is not None
    if end and len(_HAN.findall(rest)) >= _FEWEST and is_other and not is_addressed(rest):
        yield row, more, label, text[:end].strip(_AROUND)
        yield row, more, AFTER, rest
    else:
        yield pair


def end_of_deadline(text: str) -> int:
    """Where the words that tell a time end: at a blank, a full stop or an order to somebody; 0 where the text begins with none."""
    end = 0
    for piece in _PIECE.finditer(text):
        words = piece[0].strip("。 \u3000\n")
        order = _ORDER.search(words)
        own = words[: order.start()] if order else words
        if not own or len(own) > _LONGEST or not _is_time(own):
            break
        end = piece.start() + len(own) if order else piece.end()
        if order:
            break
    return end


def _is_time(words: str) -> bool:
    is_dated = bool(_DATED.search(words)) and not _PAST.match(words)
    return bool(_TERM.fullmatch(words)) or (is_dated and _tells_time(words))


def _tells_time(text: str) -> bool:
    """Whether a text tells a day, a term or a count of days."""
    reading = read_deadline(text, _SOME_DAY)
    return bool(reading.dates or reading.long_term or reading.on_receipt or reading.recurrence)
