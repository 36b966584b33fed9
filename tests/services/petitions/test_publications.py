"""Public lists: personal data settled first, who went out with which status kept, unfinished ones listed for another time."""

from datetime import date

import pytest

from dczg_desktop.base.errors import UserError
from dczg_desktop.services.documents import print_list
from dczg_desktop.services.petitions.items import edit_petition
from dczg_desktop.services.petitions.listing import PetitionQuery
from dczg_desktop.services.petitions.printing import PROVINCE, ROUND_THREE, ROUND_TWO, PetitionOrder
from dczg_desktop.services.petitions.publications import (
    KEEP,
    MASK,
    editions,
    personal_hits,
    petitions_of_edition,
    publications_of,
    publish,
)
from dczg_desktop.services.undo import last_undoable, undo
from dczg_desktop.store.journal import verify_chain
from tests.offices import CITY, COUNTY
from tests.services.petition_acts import numbers, put, shown
from tests.services.printed_files import cells_of, words_of

DAY, LATER = date(2026, 6, 10), date(2026, 7, 1)
BATCH = PetitionOrder(query=PetitionQuery(batch="第1批"))


@pytest.fixture
def two(ledger):
    first = put(ledger, "D1", batch="第1批", completion="阶段性办结", sequence="1")
    put(ledger, "D2", batch="第1批", completion="已办结", sequence="2")
    return ledger, first


def test_publishing_keeps_who_went_out_with_which_status_on_which_day(two, tmp_path):
    ledger, first = two

    done = publish(ledger, BATCH, tmp_path / "公开.xlsx", published_on=DAY, place="市政府网站")

    assert (done.printed.rows, done.recorded) == (2, True)
    assert [(one.published_on, one.completion, one.place) for one in publications_of(ledger, first)] == [
        (DAY, "阶段性办结", "市政府网站")
    ]
    assert [(one.items, one.unfinished) for one in editions(ledger)] == [(2, 1)]
    assert len(petitions_of_edition(ledger, editions(ledger)[0].uid)) == 2
    with ledger.reading() as session:
        assert verify_chain(session).broken_at is None


def test_an_item_finished_after_it_went_out_waits_and_goes_out_with_the_next_batch(two, tmp_path):
    ledger, first = two
    publish(ledger, BATCH, tmp_path / "一.xlsx", published_on=DAY)
    assert numbers(ledger, published="待再次公开") == []
    edit_petition(ledger, first, {"completion": "已办结"})
    assert numbers(ledger, published="待再次公开") == ["D1"]
    assert shown(ledger, first).marks == "待再次公开"
    put(ledger, "D3", batch="第2批", completion="未办结")

    order = PetitionOrder(query=PetitionQuery(batch="第2批"), again=True)
    done = publish(ledger, order, tmp_path / "二.xlsx", published_on=LATER)

    cells = cells_of(tmp_path / "二.xlsx")
    assert [row[1] for row in cells if row[0] in {"1", "2"}] == ["D3", "D1"]
    assert any("第 2 号为以前批次公开时未办结、现已办结，本次再次公开" in row[0] for row in cells)
    assert done.again == 1
    assert [(one.published_on, one.completion) for one in publications_of(ledger, first)] == [
        (DAY, "阶段性办结"),
        (LATER, "已办结"),
    ]
    assert numbers(ledger, published="待再次公开") == []
    assert numbers(ledger, published="未公开") == []


def test_a_draft_is_written_without_a_record(two, tmp_path):
    ledger, first = two

    done = publish(ledger, BATCH, tmp_path / "送审.pdf")

    assert not done.recorded
    assert publications_of(ledger, first) == []
    assert "D1" in words_of(tmp_path / "送审.pdf")


def test_a_record_is_taken_back_by_undo(two, tmp_path):
    ledger, first = two
    publish(ledger, BATCH, tmp_path / "一.xlsx", published_on=DAY)

    undo(ledger, last_undoable(ledger).uid)

    assert publications_of(ledger, first) == []
    assert shown(ledger, first).marks == ""


@pytest.fixture
def private(ledger):
    put(ledger, "D1", description="南坪镇11栋2单元203号市民反映噪声", findings="电话13800001234告知")
    return ledger


def test_nothing_goes_out_before_every_personal_passage_is_settled(private, tmp_path):
    target = tmp_path / "公开.xlsx"
    hits = personal_hits(private, PetitionOrder())
    assert [(one.number, one.heading, one.kind) for one in hits] == [
        ("D1", "交办问题基本情况", "门牌住址"),
        ("D1", "调查核实情况", "手机号"),
    ]

    with pytest.raises(
        UserError, match=r"D1“交办问题基本情况”栏的门牌住址；D1“调查核实情况”栏的手机号"
    ) as refused:
        publish(private, PetitionOrder(), target, published_on=DAY)
    with pytest.raises(UserError, match="手机号"):
        publish(private, PetitionOrder(), target, {hits[0].key: MASK}, published_on=DAY)

    assert "13800001234" not in str(refused.value)
    assert not target.exists()
    assert editions(private) == []


def test_masked_passages_are_masked_in_the_file_only_and_confirmed_ones_stay(private, tmp_path):
    door, phone = personal_hits(private, PetitionOrder())
    assert "*栋*单元*号" in door.proposal

    done = publish(
        private, PetitionOrder(), tmp_path / "公开.xlsx", {door.key: MASK, phone.key: KEEP}, published_on=DAY
    )

    text = str(cells_of(tmp_path / "公开.xlsx"))
    assert "南坪镇*栋*单元*号市民" in text
    assert "13800001234" in text
    assert (done.masked, done.confirmed) == (1, 1)
    assert numbers(private, words="203号") == ["D1"]


def test_an_edit_after_a_decision_asks_again(private, tmp_path):
    hits = personal_hits(private, PetitionOrder())
    uid = hits[0].uid
    edit_petition(private, uid, {"description": "居民在11栋2单元203号，南坪镇"})

    with pytest.raises(UserError, match="门牌住址"):
        publish(private, PetitionOrder(), tmp_path / "公开.xlsx", {one.key: MASK for one in hits})


@pytest.mark.parametrize(
    ("order", "words"),
    [
        (PetitionOrder(internal=True), "公开版不含内部栏目"),
        (PetitionOrder(query=PetitionQuery(batch="第9批")), "没有信访件"),
        (PetitionOrder(form="别的"), "没有名为“别的”的一览表"),
    ],
)
def test_what_cannot_be_published_is_refused(two, tmp_path, order, words):
    with pytest.raises(UserError, match=words):
        publish(two[0], order, tmp_path / "公开.xlsx", published_on=DAY)
    assert not (tmp_path / "公开.xlsx").exists()


def test_a_day_in_the_future_and_another_type_of_file_are_refused(two, tmp_path):
    ledger, first = two
    with pytest.raises(UserError, match="晚于今天"):
        publish(ledger, BATCH, tmp_path / "公开.xlsx", published_on=date(2030, 1, 1))
    with pytest.raises(UserError, match="类型不对"):
        publish(ledger, BATCH, tmp_path / "公开.doc", published_on=DAY)
    assert publications_of(ledger, first) == []


@pytest.mark.parametrize("form", [ROUND_THREE, ROUND_TWO, PROVINCE])
def test_no_internal_column_stands_in_a_public_version(two, tmp_path, form):
    ledger, _first = two

    publish(ledger, PetitionOrder(form=form), tmp_path / "公开.xlsx")

    heads = next(row for row in cells_of(tmp_path / "公开.xlsx") if row[0] == "序号")
    assert not {"责任单位", "办理时限", "验收销号", "公开记录"} & set(heads)


def test_publications_travel_and_unfinished_ones_wait_at_the_other_office_too(offices, tmp_path):
    uid = put(offices.city, "D1", office_uid=offices.county.identity.office_uid, completion="阶段性办结")
    publish(offices.city, PetitionOrder(), tmp_path / "一.xlsx", published_on=DAY)
    offices.deliver(CITY, COUNTY)
    edit_petition(offices.county, uid, {"completion": "已办结"})
    assert numbers(offices.county, published="待再次公开") == ["D1"]

    offices.deliver(COUNTY, CITY)

    assert numbers(offices.city, published="待再次公开") == ["D1"]


def test_a_list_that_cannot_be_put_in_its_place_is_not_recorded_as_gone_out(two, tmp_path):
    ledger, first = two
    target = tmp_path / "公开.xlsx"
    target.mkdir()

    with pytest.raises((UserError, OSError)):
        publish(ledger, BATCH, target, published_on=DAY)

    assert publications_of(ledger, first) == []
    assert [one.name for one in tmp_path.iterdir() if one.name.startswith(".公开")] == []


def test_a_list_whose_personal_passages_nobody_settled_never_bears_the_public_title(private, tmp_path):
    print_list(private, ROUND_THREE, tmp_path / "打印.xlsx")
    decisions = {one.key: MASK for one in personal_hits(private, PetitionOrder())}
    publish(private, PetitionOrder(), tmp_path / "公开.xlsx", decisions)

    printed, public = (str(cells_of(tmp_path / f"{name}.xlsx")) for name in ("打印", "公开"))
    assert "公开情况一览表（内部）" in printed
    assert "（内部）" not in public
    assert "13800001234" not in public
