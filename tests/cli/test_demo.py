"""The demo plays the whole job and leaves what it says it leaves."""

import pytest

from dczg_desktop.base.errors import UserError
from dczg_desktop.services.demo import run_demo, write_report
from dczg_desktop.services.sample import make_sample


def test_the_demo_does_the_whole_job(tmp_path, capsys):
    folder, lines = run_demo(tmp_path / "演示")
    told = "\n".join(lines)
    for part in (
        "冲突：",
        "冲突清零",
        "手工填报后交回：接收 4 处",
        "：已销号",
        "销号被拒，4 条原因",
        "核验通过",
        "打印销号审批表",
    ):
        assert part in told
    assert sorted(path.name for path in (folder / "打印").glob("*.pdf")) == sorted(
        f"{name}.pdf" for name in ("问题清单", "责任清单", "整改清单", "信访件一览表", "销号审批表_第二项")
    )
    assert write_report(folder, lines).read_text("utf-8").count("\n") > len(lines)
    assert "1." in capsys.readouterr().out


def test_a_second_demo_moves_the_first_aside_and_other_files_are_left_alone(tmp_path, capsys):
    mine = tmp_path / "我的文件"
    mine.mkdir()
    (mine / "工作总结.docx").write_bytes(b"x")
    with pytest.raises(UserError, match="有别的文件"):
        run_demo(mine)
    assert [path.name for path in mine.iterdir()] == ["工作总结.docx"]


def test_the_sample_ledger_is_made_beside_an_earlier_one(tmp_path):
    first, second = make_sample(tmp_path), make_sample(tmp_path)
    assert (first.name, second.name) == ("示例台账.dczg", "示例台账2.dczg")
