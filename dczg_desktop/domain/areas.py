"""Areas as tables write them (`嘉峪 关市`, `浔江市青石县南坪镇`), and which office of the tree answers for one; never guessed."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

_END = r"自治[区州县旗]|地区|开发区|高新区|经开区|新区|园区|街道|社区|[省市州盟县区旗乡镇村]"
_COMPLETE = re.compile(rf"^[\u4e00-\u9fff()（）]+?(?:{_END})$")
_STEP = re.compile(rf"[\u4e00-\u9fff]{{1,12}}?(?:{_END})(?!政府|委员)")
_OFFICE_OF_LEVEL = re.compile(
    r"^(?!市[场政容]|[县区]域)[省市州县区][\u4e00-\u9fff]{2,16}(?:[局委办厅]|委员会|中心|公司|集团|支队|大队)$"
)
"""市住建局 below 青石县 is another name, and no piece of it."""
_PLACE = re.compile(
    r"(?!全|各|本|我|该|两|所有|其他|城市|农村|自然|保护|(?:[省市州县区乡镇城]|街道){2,}$|乡村|城乡)[\u4e00-\u9fff]{1,9}"
    r"(?:[省市州盟县区旗乡镇村]|街道(?:办事处)?|社区|园区|开发区|管委会|农场|林场)"
)
_NO_PLACE = re.compile(
    r"(?:城|市|辖|矿|库|景|山|林|湖|片|小|校|厂|保护|生活|居民|工业|示范|功能|污染)区$|(?:超|城|菜)市$"
)
_SEPARATORS = re.compile(r"[、，,;；/|\n]+")
_OFFICE = re.compile(
    r"(?:人民政府|政府|党委|党工委|管理委员会|管委会|办事处|(?:生态环境)?(?:保护)?(?:督察)?整改(?:工作)?(?:领导小组)?(?:办公室|办))$"
)
_GOVERNMENT = re.compile(r"(?:人民政府|政府|管理委员会|管委会|办事处)$")


@dataclass(frozen=True, slots=True)
class Seat:
    """One office of the tree."""

    uid: str
    name: str
    parent_uid: str = ""


@dataclass(frozen=True, slots=True)
class AreaMatch:
    """The office of an area; without `uid`, `names` are the offices it may be, empty when none is known."""

    uid: str = ""
    names: tuple[str, ...] = ()


def healed(text: str) -> str:
    """An area without the blanks and line breaks a narrow column put into its name; blanks between whole names stay."""
    words = text.split()
    return text if len(words) < 2 or _are_names(words) else "".join(words)


def _are_names(words: list[str]) -> bool:
    """Whether every word is a whole name: a place, or behind one an office of its own."""
    return all(
        _COMPLETE.match(word) or (place and _OFFICE_OF_LEVEL.match(word)) for place, word in enumerate(words)
    )


def is_place(text: str) -> bool:
    """Whether a text is nothing but the name of one place: 河湾镇, but not 全县 or 矿区."""
    return bool(_PLACE.fullmatch(text)) and not _NO_PLACE.search(text)


def areas(text: str) -> tuple[str, ...]:
    """The areas named in a cell, each once; blanks and line breaks inside a name are taken out, between names they part."""
    plain = unicodedata.normalize("NFKC", text).replace("(市、区)", "").replace("(市,区)", "")
    found: list[str] = []
    for piece in _SEPARATORS.split(re.sub(r"(?<!\s)\s*\n\s*", " ", plain)):
        words = piece.split()
        if _are_names(words):
            found += words
        else:
            found.append("".join(words))
    return tuple(dict.fromkeys(filter(None, _rejoined(found))))


def _rejoined(names: list[str]) -> list[str]:
    """A township after its county (`青石县 南坪镇`) is one area with it."""
    joined: list[str] = []
    for name in names:
        is_part = joined and re.search(r"[县区旗市]$", joined[-1]) and re.search(r"(?:[乡镇]|街道)$", name)
        if is_part:
            joined[-1] += name
        else:
            joined.append(name)
    return joined


class Offices:
    """The offices of the tree by the places they govern."""

    def __init__(self, seats: Iterable[Seat]) -> None:
        self._seats = {seat.uid: seat for seat in seats}
        self._places: dict[str, list[Seat]] = defaultdict(list)
        for seat in self._seats.values():
            name = re.sub(r"\s+", "", seat.name)
            for place in {name, _OFFICE.sub("", name)}:
                self._places[place].append(seat)

    def of(self, text: str) -> AreaMatch:
        """The office of the one area a cell names; several areas, or several offices of it, are not decided."""
        named = areas(text)
        if len(named) != 1:
            found = [seat.name for name in named for seat in self._governing(name)]
            return AreaMatch("", tuple(dict.fromkeys(found)))
        governing = self._governing(named[0])
        if len(governing) == 1:
            return AreaMatch(governing[0].uid, (governing[0].name,))
        return AreaMatch("", tuple(self._told(seat) for seat in governing))

    def _governing(self, area: str) -> list[Seat]:
        """The offices of a place; of those of one place the government, of equal names those below the places written before."""
        steps = _STEP.findall(area) or [area]
        found = self._places.get(area) or self._places.get(steps[-1]) or []
        if len(found) > 1 and len(steps) > 1:
            found = [seat for seat in found if self._is_below(seat, steps[:-1])] or found
        if len(found) > 1:
            found = [seat for seat in found if _GOVERNMENT.search(seat.name)] or found
        return found

    def _is_below(self, seat: Seat, steps: list[str]) -> bool:
        above: list[str] = []
        parent = self._seats.get(seat.parent_uid)
        while parent and len(above) < len(self._seats):
            above.append(_OFFICE.sub("", parent.name))
            parent = self._seats.get(parent.parent_uid)
        return any(step in above for step in steps)

    def _told(self, seat: Seat) -> str:
        parent = self._seats.get(seat.parent_uid)
        return f"{seat.name}（{parent.name}）" if parent else seat.name
