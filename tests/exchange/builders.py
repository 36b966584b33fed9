"""Builders of one small but complete package: three problems, one sheet to fill in, a real key, real files."""

import hashlib
from dataclasses import replace

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from dczg_desktop.domain.records import ActNote, Record
from dczg_desktop.exchange.manifest import AttachmentNote, Head, Manifest, Party
from dczg_desktop.exchange.package import Outgoing
from dczg_desktop.exchange.sheets import Sheet, SheetColumn, SheetRow

KEY = Ed25519PrivateKey.from_private_bytes(b"\x07" * 32)
PUBLIC = KEY.public_key().public_bytes_raw()

COLUMNS = [
    SheetColumn("number", "序号", 6),
    SheetColumn("description", "问题描述", 40),
    SheetColumn("person", "责任人", 10, editable=True, note="填写姓名和职务"),
    SheetColumn("due", "完成时限", 12, editable=True),
    SheetColumn("status", "进展情况", 14, editable=True, choices=("达到序时进度", "未达序时进度")),
]
TEXTS = {
    "p1": ("1", "南河黑臭水体，\n雨天溢流", "张三", "2026-06-30", "未达序时进度"),
    "p2": ("2", "=1+1 开头的描述", "", "", ""),
    "p3": ("3", "砂石堆场未覆盖_x0041_", "李四", "30", "达到序时进度"),
}


def a_manifest(**changes):
    manifest = Manifest(
        package_uid="pkg-1",
        sender=Party("office-county", "361102000000", "信州区"),
        replica="replica-1",
        receiver=Party("office-city", "361100000000", "上饶市"),
        sequence=7,
        previous_digest="0" * 64,
        head=Head(12, "ab" * 32),
        made_at="2026-11-22T10:30:00",
        made_by="王工",
        program="0.1.0",
        public_key=PUBLIC.hex(),
        heads_seen={"replica-9": Head(3, "cd" * 32)},
        acknowledged=("pkg-0",),
    )
    return replace(manifest, **changes)


def an_outgoing(**changes):
    records = [
        Record("problem", uid, {"description": texts[1], "person": texts[2], "share": 0.1}, "a0")
        for uid, texts in TEXTS.items()
    ]
    records[0] = replace(records[0], living={"person": {"a1": "张三", "a2": "王五"}}, seen=("a1", "a2"))
    acts = {
        act: ActNote("office-county", "王工", "2026-11-20T09:00:00", "修改") for act in ("a0", "a1", "a2")
    }
    names = [column.id for column in COLUMNS]
    rows = [SheetRow(uid, dict(zip(names, texts, strict=True))) for uid, texts in TEXTS.items()]
    sheet = Sheet("问题清单", "信州区问题清单", "浅黄色格可填写。", COLUMNS, rows, spare_rows=3)
    return replace(Outgoing(a_manifest(), records, acts, [sheet]), **changes)


def with_files(folder):
    """An outgoing package with two evidence files and one that is only announced."""
    files = {}
    for content in (b"\xff\xd8photo one", b"%PDF-1.4 two"):
        path = folder / f"evidence-{len(files)}"
        path.write_bytes(content)
        files[hashlib.sha256(content).hexdigest()] = path
    notes = [
        AttachmentNote(digest, path.stat().st_size, f"../{path.name}.jpg") for digest, path in files.items()
    ]
    notes.append(AttachmentNote("e" * 64, 10, "以后再发.jpg"))
    return an_outgoing(manifest=a_manifest(attachments=tuple(notes)), attachments=files)


def known(office, replica):
    return PUBLIC if (office, replica) == ("office-county", "replica-1") else None
