"""Telephone numbers written behind the name of a unit: no part of the name."""

import re

_LABEL = r"(?:(?:联系|办公|值班|手机)?电话(?:号码)?|手机(?:号码?)?|[Tt][Ee][Ll])\s*[.:：]?\s*"
_NUMBER = r"(?:(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}|[(（]?0\d{2,3}[)）]?[-—－– ]?[2-9]\d{6,7}|(?!20\d{4,6}(?!\d))[2-8]\d{6,7})"
ONE = rf"(?:{_LABEL})?(?<!\d){_NUMBER}(?:[-转]\d{{1,5}})?(?!\d)"
"""The pattern of one telephone number, with the word before it that says so."""
_SEVERAL = rf"{ONE}(?:\s*[、，,/;；]?\s*{ONE})*"
_BEHIND = re.compile(
    rf"\s*[（(\[【]\s*(?P<inside>{_SEVERAL})\s*[）)\]】]|[ \t\u3000\n,，:：\-—]*(?P<bare>{_SEVERAL})(?![^（(]*[）)])"
)
_LABELLED = re.compile(_LABEL)
_MAYBE, _LONGEST = re.compile(r"\d{3}(?:[-—－– ]?\d){4}"), 500
"""A cell that is longer names more than units with their numbers."""
_LOOSE = " 　,，、;；:：\n"


def bare_telephone(text: str) -> str:
    """A number without the word before it."""
    return _LABELLED.sub("", text).strip()


def without_telephones(text: str) -> tuple[str, tuple[str, ...]]:
    """A text without the telephone numbers in it, and these; nothing is taken where nothing else would be left."""
    if len(text) > _LONGEST or not _MAYBE.search(text):
        return text, ()
    found = [match["inside"] or match["bare"] for match in _BEHIND.finditer(text)]
    rest = _BEHIND.sub("", text).strip(_LOOSE) if found else text
    if not rest:
        return text, ()
    return rest, tuple(map(bare_telephone, found))
