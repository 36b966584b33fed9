"""A line of labels with their contents (编号：督〔2026〕3号　交办日期：2026年5月13日), parted."""

import re

_LABEL = r"[\u4e00-\u9fff]{2,10}(?:[(（][\u4e00-\u9fff]{1,6}[)）])?"
_PIECE = re.compile(rf"({_LABEL})[:：]\s*([^:：\n]*?)\s*(?=$|\s{_LABEL}[:：]|　{_LABEL}[:：])")
_LONGEST = 120


def pieces_of(text: str) -> list[tuple[str, str]]:
    """The labels and contents of a text that is nothing else (编号：督〔2026〕3号　交办日期：2026年5月13日); none of any other."""
    pieces = [] if len(text) > _LONGEST else list(_PIECE.finditer(text))
    is_whole = (
        bool(pieces)
        and pieces[0].start() == 0
        and len("".join(one[0] for one in pieces)) * 10 >= len(text) * 8
    )
    return [(one[1], one[2]) for one in pieces] if is_whole else []
