"""Packages, letters and texts that are not what they say they are; an old card played again stands with the keys (`trust/test_keys.py`)."""

import base64
import json
import re
import shutil
import zipfile
from dataclasses import replace

from dczg_desktop.base.errors import UserError
from dczg_desktop.domain.words import Sealing
from dczg_desktop.exchange.card import PURPOSE as CARD_PURPOSE
from dczg_desktop.exchange.letter import PURPOSES, RECEIPT, REQUEST
from dczg_desktop.exchange.manifest import PURPOSE as PACKAGE_PURPOSE
from dczg_desktop.exchange.received import AlteredPackage
from dczg_desktop.safety.keys import make_key_pair, restored
from dczg_desktop.services.acknowledgement import accept_receipt, write_receipt
from dczg_desktop.services.incoming.receiving import preview_package, receive
from dczg_desktop.services.outgoing import shipments
from dczg_desktop.services.outgoing.shipments import SendOrder, send
from dczg_desktop.services.problems import edit_problem
from dczg_desktop.services.returns import look_at_request
from dczg_desktop.services.trust.keys import RevokedKey, stop_key
from tests.offices import CITY, COUNTY
from tests.services.attacks.refusal import refused


def test_attack_forged_sender_a_stranger_signs_in_the_name_of_an_enrolled_office(offices, given, forging):
    thief = make_key_pair()
    path = forging(CITY, COUNTY, lambda m: replace(m, public_key=thief.public.hex()), thief)

    refused(offices.county, lambda: receive(offices.county, path), AlteredPackage, "登记的公钥不符")


def test_attack_readdressed_a_package_for_another_office_is_handed_to_us(offices, given):
    path = offices.package(CITY, COUNTY)

    refused(offices.township, lambda: receive(offices.township, path), UserError, f"接收单位是“{COUNTY}”")


def test_attack_readdressed_by_changing_the_address_breaks_the_signature(offices, given, tmp_path):
    path = offices.package(CITY, COUNTY)
    bent = tmp_path / path.name
    shutil.copy(path, bent)
    county, township = (ledger.identity.office_uid for ledger in (offices.county, offices.township))
    _swap_in_hidden_sheet(bent, county, township)

    refused(
        offices.township,
        lambda: receive(offices.township, bent),
        UserError,
        r"内容被改|没有登记|未作任何改动",
    )


def _swap_in_hidden_sheet(path, old, new):
    """Rewrite the manifest in the workbook as somebody with a text editor would."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for name, data in parts.items():
        for chunk in set(re.findall(rb":([A-Za-z0-9+/=]{200,})", data)):
            text = base64.b64decode(chunk)
            if text.startswith(b'{"manifest"'):
                parts[name] = data.replace(chunk, base64.b64encode(text.replace(old.encode(), new.encode())))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)


def test_attack_key_compromise_a_thief_signs_after_the_stop_even_with_an_earlier_number(
    offices, given, forging
):
    thief = restored(offices.county.identity.private_key)
    offices.deliver(COUNTY, CITY)
    stop_key(offices.city, offices.county.identity.replica, "电脑被盗")
    later = forging(COUNTY, CITY, lambda m: replace(m, head=replace(m.head, count=10**6)), thief)
    earlier = forging(COUNTY, CITY, lambda m: replace(m, head=replace(m.head, count=1)), thief)

    for path in (later, earlier):
        refused(offices.city, lambda path=path: receive(offices.city, path), RevokedKey, "不再有效")


def test_attack_truncated_seal_nothing_of_it_is_read(offices, given, tmp_path):
    sent = send(offices.city, COUNTY, offices.post / "出", SendOrder(sealing=Sealing.KEY))
    whole = sent.path.read_bytes()

    for share in (0.01, 0.25, 0.5, 0.75, 0.99):
        cut = tmp_path / sent.path.name
        cut.write_bytes(whole[: int(len(whole) * share)])
        refused(offices.county, lambda cut=cut: receive(offices.county, cut), UserError, "台账未作任何改动")


def test_attack_purpose_confusion_a_signature_for_one_thing_proves_no_other(offices, given, tmp_path):
    """What was signed as a receipt is handed in as a request, and the other way round; all purposes differ."""
    offices.deliver(CITY, COUNTY)
    uid = next(iter(_package_uids(offices.county)))
    receipt = write_receipt(offices.county, uid, tmp_path / "回执.dczghz")
    envelope = json.loads(receipt.read_text("utf-8"))
    disguised = tmp_path / "请求.dczgqq"
    disguised.write_text(json.dumps(envelope | {"kind": REQUEST}), "utf-8")
    unsigned = tmp_path / "别的用途.dczghz"
    other = restored(offices.county.identity.private_key).sign(
        PURPOSES[REQUEST] + envelope["letter"].encode()
    )
    unsigned.write_text(json.dumps(envelope | {"signature": other.hex()}), "utf-8")

    refused(offices.city, lambda: look_at_request(offices.city, disguised), UserError, r"公钥不符|不是完整的")
    refused(offices.city, lambda: accept_receipt(offices.city, unsigned), UserError, "公钥不符")
    assert len({CARD_PURPOSE, PACKAGE_PURPOSE, PURPOSES[RECEIPT], PURPOSES[REQUEST]}) == 4


def test_attack_purpose_confusion_a_manifest_signed_without_its_purpose_is_no_package(
    offices, given, forging
):
    class Bare:
        """Signs without the purpose in front, as a program with that fault would."""

        def sign(self, message):
            key = restored(offices.city.identity.private_key)
            return key.sign(message.removeprefix(PACKAGE_PURPOSE))

    path = forging(CITY, COUNTY, lambda m: m, Bare())

    refused(offices.county, lambda: receive(offices.county, path), AlteredPackage, "登记的公钥不符")


def _package_uids(ledger):
    return [row.uid for row in shipments.shipments(ledger)]


def test_attack_a_text_that_reads_backwards_is_seen_through_in_the_preview(offices, given):
    edit_problem(offices.city, given, {"goal": "罚款\u202e0005\u202c元"})

    seen = preview_package(offices.county, offices.package(CITY, COUNTY))

    assert [one.after for one in seen.changed if "罚款" in one.after] == [
        "罚款〔改变文字方向〕0005〔改变文字方向〕元"
    ]
