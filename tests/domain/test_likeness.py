"""Which texts are worth comparing, and how alike they are: nothing alike is overlooked."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dczg_desktop.domain.likeness import ALIKE, Likenesses, likeness, plain, trigrams

UNITS = (
    "南坪镇",
    "北坡镇",
    "青石县住建局",
    "云岭县水利局",
    "河湾乡",
    "石坳村",
    "东河工业园区",
    "利民砂场",
    "宏发养殖场",
)
THINGS = (
    "污水处理设施",
    "砂石加工点",
    "生活垃圾填埋场",
    "养殖粪污",
    "建筑渣土堆场",
    "入河排污口",
    "矿山开采面",
    "雨污管网",
)
FLAWS = (
    "长期闲置",
    "超标排放",
    "未批先建",
    "直排入河",
    "未采取防尘措施",
    "渗滤液外溢",
    "防渗措施不到位",
    "台账不全",
)
LETTERS = (
    "镇村河道排污口治理设施运行不正常群众反映强烈影响周边水质整改责任单位督察检查发现问题部门监管缺位数据"
)
texts = st.text(alphabet=LETTERS + "，。1234", min_size=12, max_size=120)


def a_text(chance: random.Random) -> str:
    parts = (
        f"{chance.choice(UNITS)}{chance.choice(THINGS)}{chance.choice(FLAWS)}，{''.join(chance.choices(LETTERS, k=9))}"
        for _ in range(chance.randint(1, 6))
    )
    return "，".join(parts) + f"，涉及 {chance.randint(1, 999)} 户。"


def a_near_copy(chance: random.Random, text: str) -> str:
    """One letter in twelve changed, a clause added, or signs and width changed: as tables are copied by hand."""
    way = chance.randrange(3)
    if way == 0:
        letters = list(text)
        for _ in range(max(1, len(text) // 12)):
            place = chance.randrange(len(letters))
            letters[place : place + chance.randint(0, 1)] = chance.choice(LETTERS)
        return "".join(letters)
    if way == 1 and len(text) > 40:
        return f"{text}请立即核实。"
    return text.replace("，", "； ").replace("。", "")


@pytest.fixture(scope="module")
def planted():
    """800 texts, and near copies of 160 of them."""
    chance = random.Random(20261126)
    known = [a_text(chance) for _ in range(800)]
    index: Likenesses[int] = Likenesses()
    for number, text in enumerate(known):
        index.add(number, text)
    copies = [(number, a_near_copy(chance, known[number])) for number in range(0, 800, 5)]
    return index, known, copies


def test_nine_of_ten_planted_near_copies_are_found(planted):
    index, _known, copies = planted
    found = sum(number in dict(index.like(copy)) for number, copy in copies)

    assert found >= 0.9 * len(copies)


def test_what_comparing_all_pairs_finds_is_found(planted):
    index, known, copies = planted
    missed = alike = 0
    folded = [plain(text) for text in known]
    for _number, copy in copies[:25]:
        asked = plain(copy)
        pairs = {number: likeness(asked, text, ALIKE) for number, text in enumerate(folded)}
        best = max(pairs, key=lambda number: pairs[number])
        if pairs[best] >= ALIKE:
            alike += 1
            missed += best not in dict(index.like(copy))

    assert alike >= 20
    assert missed <= 0.1 * alike


def test_texts_of_the_same_trade_are_not_taken_for_alike(planted):
    index, _known, _copies = planted
    chance = random.Random(7)

    assert sum(bool(index.like(a_text(chance))) for _ in range(200)) <= 10


@given(texts)
def test_a_text_is_found_by_itself(text):
    index: Likenesses[str] = Likenesses()
    index.add("它", text)

    assert index.like(text) == ([("它", 1.0)] if plain(text) else [])


@given(texts, texts)
def test_likeness_is_the_same_from_both_sides_and_between_nothing_and_all(one, other):
    there, back = likeness(plain(one), plain(other)), likeness(plain(other), plain(one))

    assert there == pytest.approx(back)
    assert 0 <= there <= 1


@given(texts)
def test_signs_blanks_and_width_make_no_difference(text):
    spaced = " ".join(text.replace("，", "；")).replace("1", "１")

    assert list(trigrams(plain(spaced))) == list(trigrams(plain(text)))


@given(texts, texts)
def test_a_long_text_that_holds_the_other_whole_is_alike(one, other):
    folded, both = plain(one), plain(one + other)
    if len(folded) >= 15:
        assert likeness(folded, both) >= 0.9


def test_an_empty_text_is_like_nothing():
    index: Likenesses[int] = Likenesses()
    index.add(1, "，。")

    assert index.like("") == index.like("，。") == []
    assert likeness("", "南坪镇") == 0


def test_the_rarest_phrases_find_a_text_among_thousands_of_the_same_wording():
    index: Likenesses[int] = Likenesses()
    for number in range(3000):
        index.add(number, f"南坪镇污水处理设施长期闲置，生活污水直排入河，涉及第{number:04d}网格的居民。")

    assert index.like("南坪镇污水处理设施长期闲置,生活污水直排入河，涉及第 1234 网格的居民")[0] == (1234, 1.0)
