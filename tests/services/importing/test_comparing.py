"""Rows of a foreign table against a ledger that has some of them: new, changed, the same or unclear, and when that is known."""

import pytest
from sqlalchemy import select

from dczg_desktop.base.errors import Cancelled, UserError
from dczg_desktop.domain.comparison import Choice, Verdict, Way
from dczg_desktop.domain.entities import Problem, Site
from dczg_desktop.services.detail import problem_detail
from dczg_desktop.services.importing import comparing
from dczg_desktop.services.importing.acceptance import accept_import
from dczg_desktop.services.importing.imports import completed, preview_import
from dczg_desktop.services.importing.known import Texts
from dczg_desktop.services.petitions.listing import PetitionQuery, petition_ids
from dczg_desktop.services.problems import ProblemDraft, add_problem, find_problem, void_problems
from tests.offices import COUNTY
from tests.services.importing.second_table import (
    FIRST,
    PETITION,
    SOURCE,
    a_table,
)


def test_every_row_is_new_changed_the_same_or_unclear(again):
    assert [one.verdict for one in again.planned] == ["有变动", "无变动", "待定", "待定", "新增"]
    assert [one.candidates[0].why[:4] for one in again.planned[:4]] == [
        "编号相同",
        "编号相同",
        "描述相似",
        "描述相似",
    ]


def test_a_similar_row_is_never_taken_without_a_word(ledger, again):
    done = accept_import(ledger, again, SOURCE)

    assert (done.problems, done.known, done.unclear) == (1, 2, 2)


def test_a_similar_row_may_be_a_problem_of_its_own(ledger, again):
    done = accept_import(ledger, again, SOURCE, choices={(0, 5): Choice(Way.NEW), (0, 6): Choice(Way.NEW)})

    assert done.problems == 3


def test_a_petition_whose_number_a_problem_carries_is_asked_about(offices, given, tmp_path):
    row = ("D3HN202611220001", "群众反映某河段污水直排", "属实", "未办结", "", COUNTY)

    one = preview_import(offices.county, a_table(tmp_path, (row,), headings=PETITION)).planned[0]

    assert (one.verdict, one.known_uid, one.candidates[0].why) == ("待定", given, "编号相同")


def test_rows_without_a_known_number_wait_and_nothing_is_taken_in_before_they_are_compared(
    ledger, again, tmp_path
):
    early = preview_import(ledger, tmp_path / "又一批.xlsx", source=SOURCE, most_alike=2)

    assert [one.verdict for one in early.planned] == ["有变动", "无变动", "比对中", "比对中", "比对中"]
    with pytest.raises(UserError, match="还有 3 行没有与台账比对完"):
        accept_import(ledger, early, SOURCE)
    whole = completed(ledger, early)
    assert whole.waiting == 0
    assert [(one.verdict, one.proposal, tuple(one.candidates)) for one in whole.planned] == [
        (one.verdict, one.proposal, tuple(one.candidates)) for one in again.planned
    ]


def test_a_search_that_was_stopped_goes_on_where_it_was(ledger, again, tmp_path, monkeypatch):
    early = preview_import(ledger, tmp_path / "又一批.xlsx", source=SOURCE, most_alike=0)
    asked: list[str] = []
    like = Texts.like
    monkeypatch.setattr(Texts, "like", lambda *args: asked.append(args[1]) or like(*args))
    monkeypatch.setattr(comparing, "_TICK_EVERY", 1)

    def stop(done, total):
        if len(asked) == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        completed(ledger, early, stop)
    assert completed(ledger, early).waiting == 0
    assert len(asked) == len(set(asked)) == 3


def test_a_ledger_changed_while_rows_waited_is_compared_as_it_is_now(ledger, again, tmp_path):
    early = preview_import(ledger, tmp_path / "又一批.xlsx", source=SOURCE, most_alike=0)
    void_problems(ledger, [find_problem(ledger, "YX202600002")], "重复")

    assert [one.verdict for one in completed(ledger, early).planned] == [
        "有变动",
        "新增",
        "新增",
        "待定",
        "新增",
    ]


def test_the_same_text_under_another_number_is_unclear_and_without_number_the_same(ledger, again, tmp_path):
    text = FIRST[0][1]
    rows = (("QT202600777", text, *[""] * 7), ("", text, *[""] * 7), ("1", text, *[""] * 7))
    preview = preview_import(ledger, a_table(tmp_path, rows, "三.xlsx"), source="另一轮")

    assert [one.verdict for one in preview.planned] == ["待定", "无变动", "无变动"]
    assert preview.planned[0].proposal.way is Way.NUMBER


def test_a_short_number_means_a_record_only_within_its_source(ledger, tmp_path):
    rows = (("第九项", "东河工业园区雨污管网错接混接，晴天有水", *[""] * 7),)
    accept_import(ledger, preview_import(ledger, a_table(tmp_path, rows), source="甲轮"), "甲轮")
    other = (("第九项", "石坳村矿山开采面生态修复滞后，扬尘严重", *[""] * 7),)

    path = a_table(tmp_path, other, "二.xlsx")
    assert preview_import(ledger, path, source="乙轮").planned[0].verdict is Verdict.NEW
    same_source = preview_import(ledger, path, source="甲轮").planned[0]
    assert (same_source.verdict, same_source.candidates[0].why) == (Verdict.UNCLEAR, "编号相同，描述却不同")


def test_a_known_number_over_quite_another_text_is_asked_about_without_a_suggestion(ledger, again, tmp_path):
    row = (FIRST[0][0], "石坳村矿山开采面生态修复滞后，扬尘严重", "复垦复绿", *FIRST[0][3:])

    (one,) = preview_import(ledger, a_table(tmp_path, (row,), "另一张.xlsx"), source=SOURCE).planned

    (found,) = one.candidates
    assert (one.verdict, found.why, one.proposal.way) == ("待定", "编号相同，描述却不同", Way.SKIP)
    assert found.proposed()  # there is something to update, nobody is advised to


def test_the_same_row_twice_in_one_file_is_asked_about(ledger, tmp_path):
    row = ("YX202600088", "河湾乡饮用水水源保护区内有养殖户", *[""] * 7)

    planned = preview_import(ledger, a_table(tmp_path, (row, row))).planned

    assert [one.verdict for one in planned] == ["新增", "待定"]
    assert planned[1].note == "与本表第 3 行编号、内容相同"


def test_a_petition_about_a_problem_gives_it_its_number(ledger, tmp_path):
    text = "某砂场未办理用地手续，长期违规采砂，河岸受损严重"
    uid = add_problem(ledger, ProblemDraft(text))
    row = ("X3HN202611220009", f"群众反映{text}", "属实", "未办结", "", COUNTY)
    preview = preview_import(ledger, a_table(tmp_path, (row,), headings=PETITION))
    assert preview.planned[0].verdict is Verdict.UNCLEAR

    accept_import(ledger, preview, choices={(0, 3): Choice(Way.NUMBER, uid)})

    assert [one.number for one in problem_detail(ledger, uid).numbers] == ["X3HN202611220009"]
    assert petition_ids(ledger, PetitionQuery()) == []


def test_a_problem_at_a_site_the_text_names_is_asked_about(ledger, tmp_path):
    uid = add_problem(ledger, ProblemDraft("宏发养殖场粪污未经处理直接排入鱼塘，水体发黑"))
    with ledger.transaction("登记点位") as (session, _act):
        site = Site(name="宏发养殖场", address="石坳村三组")
        session.add(site)
        session.flush()
        session.scalars(select(Problem).where(Problem.uid == uid)).one().site_uid = site.uid
    near = ("", "宏发养殖场恶臭扰民，粪污露天堆放", *[""] * 7)
    far = (
        "",
        "县城餐饮店油烟直排，宏发养殖场附近居民也有反映，城区多条街道夜间噪声、扬尘、垃圾清运不及时",
        *[""] * 7,
    )

    planned = preview_import(ledger, a_table(tmp_path, (near, far))).planned

    assert (planned[0].verdict, planned[0].known_uid) == (Verdict.UNCLEAR, uid)
    assert planned[0].candidates[0].why.startswith("同一点位")
    assert planned[1].verdict is Verdict.NEW


@pytest.mark.parametrize(
    ("number", "title", "text", "verdict"),
    [
        ("2026-001", "河湾乡问题清单", "东庄村生活垃圾乱堆乱放，环境卫生很差", Verdict.CHANGED),
        ("2026-001", "白石镇问题清单", "东庄村生活垃圾乱堆乱放，环境卫生差", Verdict.SAME),
        ("2026-001", "白石镇问题清单", "西庄村生活垃圾乱堆乱放，环境卫生差", Verdict.UNCLEAR),
        ("SD202600001", "白石镇问题清单", "东庄村生活垃圾乱堆乱放，环境卫生很差", Verdict.CHANGED),
    ],
)  # fmt: skip
def test_a_number_that_every_office_counts_up_to_is_sure_only_from_its_source_or_with_its_words(
    ledger, tmp_path, number, title, text, verdict
):
    heads = ("问题编号", "问题描述", "责任单位")
    said = a_table(tmp_path, [(number, "东庄村生活垃圾乱堆乱放，环境卫生差", "河湾乡")], headings=heads)
    accept_import(ledger, preview_import(ledger, said, source="河湾乡问题清单"), "河湾乡问题清单")

    again = preview_import(
        ledger, a_table(tmp_path, [(number, text, "河湾乡")], headings=heads), source=title
    )

    assert [one.verdict for one in again.planned] == [verdict]
