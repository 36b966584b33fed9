"""Ten attacks by name on the exchange of packages, each refused or made visible, and the ledger untouched."""

import base64
import json
import re
import shutil
import zipfile
import zlib
from dataclasses import replace

import pytest

from dczg_desktop.base.errors import UserError
from dczg_desktop.domain.entities import Deadline, Evidence, Withdrawal
from dczg_desktop.domain.words import EvidenceRole, Relation, RevocationCause, Sealing
from dczg_desktop.exchange.card import PURPOSE as CARD_PURPOSE
from dczg_desktop.exchange.letter import PURPOSES, RECEIPT, REQUEST
from dczg_desktop.exchange.manifest import PURPOSE as PACKAGE_PURPOSE
from dczg_desktop.exchange.manifest import RevocationNote
from dczg_desktop.exchange.received import AlteredPackage
from dczg_desktop.safety.hidden.pdf import _objects
from dczg_desktop.safety.hidden.trace import LONGEST
from dczg_desktop.safety.keys import make_key_pair, restored
from dczg_desktop.services.acknowledgement import accept_receipt, write_receipt
from dczg_desktop.services.chain import chains
from dczg_desktop.services.detail import problem_detail
from dczg_desktop.services.duties import assign
from dczg_desktop.services.evidence import attach_files
from dczg_desktop.services.incoming.receiving import preview_package, receive
from dczg_desktop.services.offices import enrol, export_card
from dczg_desktop.services.outgoing import contents as outgoing
from dczg_desktop.services.outgoing import shipments
from dczg_desktop.services.outgoing.shipments import SendOrder, send
from dczg_desktop.services.problems import edit_problem
from dczg_desktop.services.progress import Report, report_progress
from dczg_desktop.services.returns import look_at_request
from dczg_desktop.services.staffing import staffing
from dczg_desktop.services.traces import MARK
from dczg_desktop.services.trust.installation import renew_installation, renew_key
from dczg_desktop.services.trust.keys import RevokedKey, stop_key
from dczg_desktop.services.trust.partners import partners
from tests.offices import CITY, COUNTY, TOWNSHIP, dump, shared
from tests.services.acts import a_photo

SENDING = "dczg_desktop.services.outgoing.shipments.write_package"


@pytest.fixture
def forging(offices, monkeypatch):
    """`forging(sender, receiver, change, key=None)` writes a package whose manifest was changed before it was signed."""

    def make(sender, receiver, change, key=None):
        whole = shipments.write_package

        def write(target, outgoing, sign, *rest):
            forged = replace(outgoing, manifest=change(outgoing.manifest))
            written = whole(target, forged, key.sign if key else sign, *rest)
            return replace(written, manifest=replace(written.manifest, sequence=outgoing.manifest.sequence))

        with monkeypatch.context() as patch:
            patch.setattr(SENDING, write)
            return offices.package(sender, receiver)

    return make


def refused(ledger, act, kind, words):
    before = dump(ledger)
    with pytest.raises(kind, match=words):
        act()
    assert dump(ledger) == before


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


def test_attack_mix_and_match_files_of_one_package_put_into_another_are_not_taken(offices, given, tmp_path):
    attach_files(offices.county, given, [a_photo(tmp_path, "真.jpg", "真的照片")], EvidenceRole.AFTER)
    real = offices.package(COUNTY, CITY)
    mixed = tmp_path / "混装.zip"
    with zipfile.ZipFile(real) as source, zipfile.ZipFile(mixed, "w") as target:
        for entry in source.infolist():
            content = source.read(entry)
            target.writestr(
                entry.filename,
                b"\xff\xd8" + b"x" * (len(content) - 2) if "附件/" in entry.filename else content,
            )
        target.writestr("附件/" + "ab" * 32, b"\xff\xd8 of another package")

    receipt = receive(offices.city, mixed)

    assert receipt.missing_files == ("真.jpg",)
    assert any("没有这个附件" in fault.message for fault in receipt.refused)
    assert any("附件已损坏" in fault.message for fault in receipt.refused)
    assert not any(offices.city.evidence.root.glob("??/*"))


def test_attack_rollback_an_old_package_played_again_changes_nothing_newer(offices, given):
    old = offices.package(CITY, COUNTY)
    edit_problem(offices.city, given, {"goal": "新的目标"})
    offices.deliver(CITY, COUNTY)
    newer = shared(offices.county)

    receipt = receive(offices.county, old)

    assert "较旧" in receipt.sequence
    assert shared(offices.county) == newer
    assert problem_detail(offices.county, given).facts.goal == "新的目标"


def test_attack_fast_forward_a_number_of_two_to_the_63_blocks_nobody(offices, given, forging):
    path = forging(CITY, COUNTY, lambda m: replace(m, sequence=2**63))
    receipt = receive(offices.county, path)
    edit_problem(offices.city, given, {"goal": "下一包照收"})

    after = offices.deliver(CITY, COUNTY)

    assert "编号异常大" in receipt.sequence
    assert after.accepted
    assert "较旧" not in after.sequence
    assert problem_detail(offices.county, given).facts.goal == "下一包照收"


def test_attack_fast_forward_of_the_journal_head_is_refused(offices, given, forging):
    path = forging(CITY, COUNTY, lambda m: replace(m, head=replace(m.head, count=2**63)))

    refused(offices.county, lambda: receive(offices.county, path), UserError, "清单残缺或格式不对")


def test_attack_freeze_packages_held_back_are_shown_as_silence(offices, given):
    offices.deliver(COUNTY, CITY)
    offices.watch.pass_days(40)

    (county,) = [one for one in partners(offices.city) if one.enrolled.name == COUNTY]

    assert (county.sound, county.state) == (False, "已 40 天未收到来文")


def test_attack_replay_of_an_old_card_brings_no_replaced_key_back(offices, given, tmp_path):
    old, _ = export_card(offices.county, tmp_path / "旧.dczgcard")
    renew_key(offices.county, RevocationCause.REPLACED, "换新电脑")
    enrol(offices.city, export_card(offices.county, tmp_path / "新.dczgcard")[0], Relation.SUBORDINATE)

    refused(
        offices.city, lambda: enrol(offices.city, old, Relation.SUBORDINATE), RevokedKey, "已被更新的卡片取代"
    )


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


def stop_of(victim, liar):
    """Our replica is one of the liar's computers, it says, and lost."""
    return RevocationNote(
        victim.identity.replica, liar.identity.office_uid, "00" * 32, "停用", 1, "", 0, "", "乱写的"
    )


def test_attack_lock_out_an_office_claims_the_computers_of_others_and_stops_them(offices, given, forging):
    county, township = offices.county, offices.township
    notes = tuple(stop_of(victim, township) for victim in (offices.city, county))
    path = forging(TOWNSHIP, COUNTY, lambda m: replace(m, revocations=notes, serial=99))

    assert receive(county, path).accepted

    assert offices.deliver(CITY, COUNTY).accepted
    assert offices.deliver(COUNTY, CITY).accepted


def test_attack_lock_out_by_a_card_that_names_the_computers_of_others(offices, given, monkeypatch, tmp_path):
    city, county, township = offices.city, offices.county, offices.township
    notes = tuple(stop_of(victim, township) for victim in (city, county))
    monkeypatch.setattr("dczg_desktop.services.offices.known_revocations", lambda *_: notes)
    path, _ = export_card(township, tmp_path / "镇.dczgcard")

    enrol(county, path, Relation.SUBORDINATE)

    assert offices.deliver(CITY, COUNTY).accepted
    assert offices.deliver(COUNTY, CITY).accepted


def test_attack_lock_out_beforehand_of_a_computer_not_enrolled_yet(offices, given, forging, tmp_path):
    county, township = offices.county, offices.township
    renew_installation(offices.city)
    note = stop_of(offices.city, township)
    receive(county, forging(TOWNSHIP, COUNTY, lambda m: replace(m, revocations=(note,))))

    enrol(county, export_card(offices.city, tmp_path / "市.dczgcard")[0], Relation.SUPERIOR)

    assert offices.deliver(CITY, COUNTY).accepted


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


def test_attack_false_receipt_an_office_confirms_a_package_that_went_to_another(offices, given, forging):
    sent = send(offices.county, CITY, offices.post / "出")
    path = forging(TOWNSHIP, COUNTY, lambda m: replace(m, acknowledged=(sent.package_uid,)))

    receive(offices.county, path)

    rows = {row.uid: row.acknowledged_at for row in shipments.shipments(offices.county)}
    assert rows[sent.package_uid] == ""


def test_attack_a_thousand_million_volumes_are_refused(offices, given, forging):
    path = forging(CITY, COUNTY, lambda m: replace(m, volumes=10**9, volume=5, series="5" * 32))

    refused(offices.county, lambda: receive(offices.county, path), UserError, "清单残缺或格式不对")


def test_attack_a_trail_of_numbers_beyond_counting_is_passed_over(offices, given, forging):
    path = forging(CITY, COUNTY, lambda m: replace(m, trail={"1" * 5000: "y", "９": "x", "²": "z"}))

    assert receive(offices.county, path).accepted


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


def test_attack_a_false_cleaned_copy_keeps_no_evidence_of_another_office_back(offices, given, tmp_path):
    """A township claims that the county's photo has a cleaned copy and withdraws it: the county's file still goes up."""
    (made,) = attach_files(offices.county, given, [a_photo(tmp_path)], EvidenceRole.BEFORE)
    offices.deliver(COUNTY, TOWNSHIP)
    with offices.township.transaction("附佐证") as (session, _act):
        session.add(
            Evidence(
                problem_uid=given,
                role=EvidenceRole.BEFORE,
                name="假.jpg",
                sha256="0" * 64,
                size=1,
                note=f"{MARK}{made.sha256} 假的",
            )
        )
        session.add(Withdrawal(problem_uid=given, target_kind="evidence", target_uid=made.uid, reason="假的"))
    offices.deliver(TOWNSHIP, COUNTY)

    offices.deliver(COUNTY, CITY)

    assert offices.city.evidence.intact(made.sha256)


def test_attack_a_pdf_packed_to_burst_is_looked_through_up_to_a_limit():
    """Each of the packed objects would unpack to eight megabytes, all of them together to more than twenty gigabytes."""
    packed = zlib.compress(b"/Launch " + bytes(8 << 20), 9)
    head = b"<</Type /ObjStm /Filter /FlateDecode /Length %d>> stream\n" % len(packed)
    data = b"%PDF-1.5\n" + (head + packed + b"\nendstream endobj\n") * 3_000

    found = list(_objects(data))
    assert 0 < sum(map(len, filter(None, found))) <= LONGEST
    assert found[-1] is None  # it is said that not everything was read


@pytest.mark.parametrize("claims", [TOWNSHIP, COUNTY])
def test_attack_an_office_below_makes_the_evidence_of_its_superior_disappear(
    offices, given, tmp_path, claims
):
    """Whoever it claims to be: the withdrawal is pointed out and counts only when somebody ticks it."""
    (made,) = attach_files(offices.county, given, [a_photo(tmp_path)], EvidenceRole.BEFORE)
    offices.deliver(COUNTY, TOWNSHIP)
    with offices.township.transaction("附佐证") as (session, _act):
        session.add(Withdrawal(problem_uid=given, target_kind="evidence", target_uid=made.uid, reason="拍错了",
                               office_uid=offices.open[claims].identity.office_uid))  # fmt: skip
    path = offices.package(TOWNSHIP, COUNTY)

    (words,) = [one for one in preview_package(offices.county, path).warnings if "要撤回" in one]
    receipt = receive(offices.county, path, chosen=())

    assert f"附的佐证“{a_photo(tmp_path).name}”" in words
    assert receipt.pending == 1
    assert [one.uid for one in problem_detail(offices.county, given).facts.evidence] == [made.uid]


@pytest.mark.parametrize("at", ["昨天", "9999-12-31T23:59:59", "0001-01-01T00:00:00", "2026-11-22"])
def test_attack_lock_out_by_a_time_that_is_none(offices, given, at, monkeypatch):
    """A deadline decided "yesterday" would make every later decision about it fail: it is not taken, the rest is."""
    with offices.city.transaction("确定时限") as (session, _act):
        session.add(Deadline(problem_uid=given, raw="2027年6月底前", made_at=at))
    edit_problem(offices.city, given, {"goal": "其余照收"})

    receipt = receive(offices.county, offices.package(CITY, COUNTY))

    (fault,) = receipt.refused
    assert "不是时间" in fault.value
    assert problem_detail(offices.county, given).facts.goal == "其余照收"
    before = dump(offices.county)
    assert decide_again(offices.county, given)
    assert dump(offices.county) != before


def decide_again(ledger, uid):
    """The county's own journal goes on deciding."""
    report_progress(ledger, uid, Report("2026-11", "照常填报", 10))
    return problem_detail(ledger, uid).facts.progress


def test_attack_an_act_at_no_time_is_taken_without_its_time(offices, given, monkeypatch):
    """Times of acts come relayed: no office is locked out for what another one wrote, and the chain of duties still reads."""
    notes = outgoing.acts_behind

    def forged(session, scope):
        return {uid: replace(note, at="昨天" * 9) for uid, note in notes(session, scope).items()}

    assign(offices.city, [given], "平江县人民政府")
    monkeypatch.setattr(shipments, "acts_behind", forged)
    receive(offices.county, offices.package(CITY, COUNTY))

    assert chains(offices.county, [given])[given].links
    assert staffing(offices.county)


def test_attack_a_package_made_at_no_time_is_refused(offices, given, forging):
    path = forging(CITY, COUNTY, lambda m: replace(m, made_at="2300-01-01T00:00:00"))

    refused(offices.county, lambda: receive(offices.county, path), UserError, "清单残缺或格式不对")


def test_attack_a_text_that_reads_backwards_is_seen_through_in_the_preview(offices, given):
    edit_problem(offices.city, given, {"goal": "罚款\u202e0005\u202c元"})

    seen = preview_package(offices.county, offices.package(CITY, COUNTY))

    assert [one.after for one in seen.changed if "罚款" in one.after] == [
        "罚款〔改变文字方向〕0005〔改变文字方向〕元"
    ]
