"""Old backups laid over a ledger and copied installations: nothing is lost, and people are told."""

from dczg_desktop.services.detail import problem_detail
from dczg_desktop.services.measures import finish_measures
from dczg_desktop.services.progress import Report, report_progress
from tests.offices import CITY, COUNTY, shared
from tests.services.acts import DONE, measures_of


def test_a_restored_backup_regains_everything_and_both_sides_are_told(offices, given, tmp_path):
    copy = offices.copy_of(COUNTY, tmp_path / "旧.dczg")
    report_progress(offices.county, given, Report("2026-11", "恢复前报送的进展"))
    finish_measures(offices.county, measures_of(offices.county, given), DONE, "全部完成")
    offices.deliver(COUNTY, CITY)
    full = shared(offices.county)
    offices.put_back(COUNTY, copy)
    assert shared(offices.county) != full

    told_county = offices.deliver(CITY, COUNTY)
    told_city = offices.deliver(COUNTY, CITY)

    assert shared(offices.county) == full == shared(offices.city)
    assert any("本机历史" in warning for warning in told_county.warnings)
    assert any("历史记录与上次报送不一致" in warning for warning in told_city.warnings)


def test_a_copied_installation_loses_no_work_of_either(offices, given, tmp_path):
    copy = offices.copy_of(COUNTY, tmp_path / "拷贝.dczg")
    report_progress(offices.county, given, Report("2026-10", "原机的进展"))
    offices.deliver(COUNTY, CITY)
    first = offices.copy_of(COUNTY, tmp_path / "原机.dczg")
    offices.put_back(COUNTY, copy)
    report_progress(offices.county, given, Report("2026-11", "拷贝机的进展"))
    receipt = offices.deliver(COUNTY, CITY)
    assert receipt.warnings
    offices.put_back(COUNTY, first)

    offices.deliver(CITY, COUNTY)

    for ledger in (offices.city, offices.county):
        texts = {one.text for one in problem_detail(ledger, given).facts.progress}
        assert texts == {"原机的进展", "拷贝机的进展"}
