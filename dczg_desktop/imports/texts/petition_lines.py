"""Lines that begin with the number of a petition, or say nothing but it."""

import re

OF_PETITION = re.compile(
    r"^((?:受理|信访件?|交办件?|举报件?)编号)\s*(?:为\s*)?(?:[:：]\s*)?([DXW]\d?[A-Z]{2}\d{8,12}[*＊]?)号?\s*(?:[，,。；;:：]\s*)?(.*)$",
    re.S,
)
_BARE_NUMBER = re.compile(
    r"(?:第|信访|举报|交办|转办|件){0,3}([DXW]\d?[A-Z]{2}\d{8,12}[*＊]?)号?(?:信访|举报|交办|转办|案件|问题|件){0,3}\s*[：:]?"
)
_OTHER = re.compile(r"[\u4e00-\u9fff]{2,8}(?:编号|件|号)")
"""A label nobody lists that holds the number of another petition (关联编号, 重复件)."""


def number_alone(plain: str, before: str) -> str:
    """The number that is all a line says; none where the line before it is a label that holds it."""
    found = None if _OTHER.fullmatch(before) else _BARE_NUMBER.fullmatch(plain)
    return found[1] if found else ""
