"""Places where a ledger would come to harm are refused with advice."""

from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from dczg_desktop.base.errors import UserError
from dczg_desktop.safety import drives
from dczg_desktop.safety.drives import (
    Mount,
    cloud_objection,
    is_removable,
    linux_objection,
    mounted,
    refuse_unsafe_place,
    windows_objection,
)

FIXED, REMOVABLE, REMOTE = 3, 2, 4
TYPES = {"C:\\": FIXED, "E:\\": REMOVABLE, "Z:\\": REMOTE}

TABLE = """\
/dev/sda1 / ext4 rw 0 0
overlay /var/lib/box overlay rw 0 0
tmpfs /run tmpfs rw 0 0
server:/export /srv/share nfs4 rw 0 0
//10.1.1.2/公共 /mnt/公共\\040盘 cifs rw 0 0
host /mnt/plan9 9p rw 0 0
me@there: /home/u/远程 fuse.sshfs rw 0 0
/dev/sdb1 /media/u/STICK vfat rw 0 0
/dev/sda2 /srv/share/local ext4 rw 0 0
"""


@pytest.mark.parametrize(
    ("place", "objection"),
    [
        (r"C:\督察台账\台账.db", None),
        (r"\\?\C:\督察台账\台账.db", None),
        (r"\\服务器\共享\台账.db", "网络共享文件夹"),
        ("//server/share/台账.db", "网络共享文件夹"),
        (r"\\?\UNC\server\share\台账.db", "网络共享文件夹"),
        (r"Z:\台账.db", "映射的网络驱动器"),
        (r"E:\台账.db", "U 盘等可移动磁盘"),
        (r"C:\Users\u\OneDrive - 某县生态环境局\台账.db", "云盘"),
        (r"C:\Users\u\Documents\WPS云盘\我的文档\台账.db", "云盘"),
        (r"C:\Users\u\WPSDrive\12345\台账.db", "云盘"),
        (r"D:\同步\台账.db", "云盘"),
    ],
)
def test_windows_places(place, objection):
    roots = [PureWindowsPath("d:\\同步")]

    found = windows_objection(PureWindowsPath(place), lambda root: TYPES.get(root, FIXED), roots)

    assert (found is None) if objection is None else (found is not None and objection in found)


@pytest.mark.parametrize(
    ("place", "objection"),
    [
        ("/home/u/台账.db", None),
        ("/run/scratch/台账.db", None),
        ("/var/lib/box/台账.db", None),
        ("/srv/shared/台账.db", None),
        ("/srv/share/local/台账.db", None),
        ("/srv/share/台账.db", "网络共享文件夹"),
        ("/mnt/公共 盘/台账.db", "网络共享文件夹"),
        ("/mnt/plan9/台账.db", "网络共享文件夹"),
        ("/home/u/远程/x/台账.db", "网络共享文件夹"),
        ("/media/u/STICK/台账.db", "U 盘等可移动磁盘"),
        ("/home/u/坚果云/台账.db", "自动同步的云盘文件夹（坚果云）"),
    ],
)
def test_linux_places(tmp_path, place, objection):
    table = tmp_path / "mounts"
    table.write_text(TABLE, "utf-8")

    assert (
        linux_objection(PurePosixPath(place), mounted(table), lambda device: device == "/dev/sdb1")
        == objection
    )


def test_what_was_mounted_last_over_a_folder_counts():
    mounts = [
        Mount("/dev/sda1", PurePosixPath("/data"), "ext4"),
        Mount("s:/x", PurePosixPath("/data"), "nfs"),
    ]

    assert linux_objection(PurePosixPath("/data/台账.db"), mounts, lambda _: False) == "网络共享文件夹"


def test_a_system_without_a_mount_table_refuses_nothing(tmp_path):
    assert mounted(tmp_path / "none") == []
    assert linux_objection(PurePosixPath("/home/台账.db"), [], lambda _: False) is None


def test_the_name_of_the_ledger_itself_is_free():
    assert cloud_objection(PurePosixPath("/home/u/OneDrive.db"), ()) is None


def test_a_stick_is_told_from_a_fixed_disk(tmp_path):
    for disk, folder in (("sda", "pci0/ata1"), ("sdb", "pci0/usb1/1-1"), ("sdc", "pci0/mmc0")):
        real = tmp_path / "devices" / folder / disk / f"{disk}1"
        real.mkdir(parents=True)
        (real.parent / "removable").write_text("1\n" if disk == "sdc" else "0\n")
        (tmp_path / f"{disk}1").symlink_to(real)

    found = [is_removable(f"/dev/{name}1", tmp_path) for name in ("sda", "sdb", "sdc", "sdd")]

    assert found == [False, True, True, False]


def test_an_ordinary_folder_is_accepted(tmp_path):
    refuse_unsafe_place(tmp_path / "台账.db")


def test_the_refusal_names_the_place_and_gives_advice(monkeypatch, tmp_path):
    monkeypatch.setattr(drives, "mounted", lambda: [Mount("s:/x", PurePosixPath(tmp_path), "nfs4")])

    with pytest.raises(UserError, match=r"台账\.db”不能放在网络共享文件夹.*没有写入任何内容.*本机硬盘"):
        refuse_unsafe_place(tmp_path / "台账.db")


def test_a_link_into_a_share_is_followed(monkeypatch, tmp_path):
    share, local = tmp_path / "share", tmp_path / "local"
    share.mkdir()
    local.symlink_to(share, target_is_directory=True)
    monkeypatch.setattr(drives, "mounted", lambda: [Mount("s:/x", PurePosixPath(share), "cifs")])

    with pytest.raises(UserError, match="网络共享文件夹"):
        refuse_unsafe_place(Path(local, "台账.db"))
