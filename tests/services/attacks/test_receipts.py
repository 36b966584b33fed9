"""False receipts and refusals: what an office says of packages that were not sent to it, too long or too many."""

from dataclasses import replace

from dczg_desktop.services.incoming.receiving import receive
from dczg_desktop.services.outgoing import shipments
from dczg_desktop.services.outgoing.shipments import send
from tests.offices import CITY, COUNTY, TOWNSHIP


def test_attack_false_receipt_an_office_confirms_a_package_that_went_to_another(offices, given, forging):
    sent = send(offices.county, CITY, offices.post / "出")
    path = forging(TOWNSHIP, COUNTY, lambda m: replace(m, acknowledged=(sent.package_uid,)))

    receive(offices.county, path)

    rows = {row.uid: row.acknowledged_at for row in shipments.shipments(offices.county)}
    assert rows[sent.package_uid] == ""


def test_attack_a_list_of_receipts_longer_than_the_database_takes_blocks_nobody(offices, given, forging):
    sent = send(offices.county, CITY, offices.post / "出")
    many = {f"{number:032x}": "x" for number in range(40_000)}
    path = forging(
        CITY, COUNTY, lambda m: replace(m, acknowledged=(*many, sent.package_uid), declined=dict(many))
    )

    assert receive(offices.county, path).accepted
    rows = {row.uid: row.acknowledged_by for row in shipments.shipments(offices.county)}
    assert rows[sent.package_uid] == "数据包"


def test_attack_a_refusal_of_a_package_that_went_to_another_office_says_nothing(offices, given, forging):
    sent = send(offices.county, CITY, offices.post / "出")
    path = forging(TOWNSHIP, COUNTY, lambda m: replace(m, declined={sent.package_uid: "伪造的拒收"}))

    receipt = receive(offices.county, path)

    assert not any("拒收" in words for words in receipt.warnings)
    assert {row.uid: row.receipt for row in shipments.shipments(offices.county)}[
        sent.package_uid
    ] == "等待回执"


def test_attack_a_refusal_as_long_as_a_book_is_cut_to_a_sentence(offices, given, forging):
    sent = send(offices.county, CITY, offices.post / "出")
    path = forging(CITY, COUNTY, lambda m: replace(m, declined={sent.package_uid: "\x07拒\n" * 50_000}))

    (words,) = [one for one in receive(offices.county, path).warnings if "拒收了我方" in one]

    assert len(words) < 500
    assert "\x07" not in words
