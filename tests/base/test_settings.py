from datetime import UTC, date, datetime

import pytest

from dczg_desktop.base.clock import BEIJING, now, stamp, today
from dczg_desktop.base.errors import GateClosed
from dczg_desktop.base.paths import data_folder, resources
from dczg_desktop.base.settings import Settings, load_settings, save_settings


@pytest.fixture(autouse=True)
def own_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("DCZG_DATA", str(tmp_path / "数据"))
    return tmp_path / "数据"


def test_settings_come_back_as_saved(tmp_path):
    settings = Settings(point_size=15, rows=3, widths={"台账": [100, 200]})
    settings.remember(tmp_path / "甲.dczg")
    save_settings(settings)

    assert load_settings() == settings


@pytest.mark.parametrize(
    "content", ["", "{", "[]", "null", '{"point_size": "大", "rows": null, "unknown": 1}']
)
def test_damaged_or_foreign_settings_count_as_none(own_folder, content):
    own_folder.mkdir()
    (own_folder / "设置.json").write_text(content, "utf-8")

    assert load_settings() == Settings()


def test_the_newest_ledgers_stand_first_and_only_once(tmp_path):
    settings = Settings()
    for number in [*range(10), 5]:
        settings.remember(tmp_path / f"{number}.dczg")

    assert len(settings.recent) == 8
    assert settings.recent[0] == settings.last_ledger == str(tmp_path / "5.dczg")
    assert len(set(settings.recent)) == 8


def test_the_data_folder_is_made_where_the_administrator_says(own_folder):
    assert data_folder() == own_folder
    assert own_folder.is_dir()


def test_what_is_shipped_is_there():
    assert (resources() / "procedures" / "procedures.json").is_file()


def test_times_are_the_civil_time_of_china():
    assert stamp(datetime(2026, 11, 22, 16, 30, 5, 999, tzinfo=UTC)) == "2026-11-23T00:30:05"
    assert stamp(datetime(2026, 11, 22, 9, 0, tzinfo=BEIJING)) == "2026-11-22T09:00:00"
    assert now().microsecond == 0
    assert isinstance(today(), date)


def test_a_closed_gate_names_its_subject_and_every_reason():
    refusal = GateClosed("问题 1 申请销号", ["缺照片", "缺监测报告"])

    assert str(refusal).startswith("问题 1 申请销号暂不能办理，共 2 条原因")
    assert refusal.reasons == ["缺照片", "缺监测报告"]
    assert all(reason in str(refusal) for reason in refusal.reasons)
