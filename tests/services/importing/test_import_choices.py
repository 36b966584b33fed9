"""Rows of a foreign table against a ledger that has some of them: new, another number, update by ticks, left alone; undone."""

from datetime import date

import pytest
from openpyxl import Workbook, load_workbook
from sqlalchemy import select

from dczg_desktop.base.errors import Cancelled, UserError
from dczg_desktop.domain.comparison import Choice, Verdict, Way
from dczg_desktop.domain.entities import Problem, ProblemSource, Site
from dczg_desktop.domain.words import DeadlineKind
from dczg_desktop.services.closure import apply_for_closure, decide
from dczg_desktop.services.detail import problem_detail
from dczg_desktop.services.importing import comparing
from dczg_desktop.services.importing.acceptance import accept_import
from dczg_desktop.services.importing.imports import completed, preview_import, revised
from dczg_desktop.services.importing.known import Texts
from dczg_desktop.services.petitions.items import petition_detail
from dczg_desktop.services.petitions.listing import PetitionQuery, petition_ids
from dczg_desktop.services.problems import ProblemDraft, add_problem, find_problem, void_problems
from dczg_desktop.services.undo import redo, undo
from dczg_desktop.services.verification import verify
from tests.offices import CITY, COUNTY, dump, visible
from tests.services.acts import SecondPerson, a_given_problem, a_problem, make_ready

HEADINGS = (
    "问题编号",
    "问题描述",
    "整改目标",
    "整改措施",
    "整改时限",
    "责任单位",
    "责任人",
    "整改进展情况",
    "核算系数",
)
FIRST = (
    ("YX202600001", "某砂场未办理用地手续，长期违规采砂，河岸受损", "", "1.停止采砂。2.拆除设备。", "2026年12月底前", COUNTY, "王某", "已停产", "0.1"),
    ("YX202600002", "某养殖场粪污未经处理直接排入鱼塘", "粪污资源化", "建设三格池", "立行立改", COUNTY, "李某", "", ""),
)  # fmt: skip
AGAIN = (
    ("YX202600001", "某砂场未办理用地手续，长期违规采砂，河岸受损", "依法取缔", "1.停止采砂。2.拆除设备。3.复垦复绿。", "2027年3月底前", f"{COUNTY}、县水利局",
     "王某", "设备已拆除", "0.1"),
    FIRST[1],
    ("", "某养殖场的粪污未经处理直接排入鱼塘中", "", "", "", "", "", "", ""),
    ("SD202600009", "某砂场未办理用地手续，长期违规采砂，河岸严重受损", "", "", "", "", "", "", ""),
    ("YX202600003", "某渣土场未采取抑尘措施，扬尘扰民", "", "覆盖防尘网", "2026年12月底前", COUNTY, "", "", ""),
)  # fmt: skip
SOURCE = "第三轮督察"


def a_table(folder, rows, name="清单.xlsx", headings=HEADINGS):
    book = Workbook()
    book.active.title = "清单"
    book.active.append(["云溪市督察反馈问题清单"])
    for row in (headings, *rows):
        book.active.append(list(row))
    book.save(folder / name)
    return folder / name


@pytest.fixture
def again(ledger, tmp_path):
    """The preview of the second table; the ledger has the first."""
    accept_import(ledger, preview_import(ledger, a_table(tmp_path, FIRST), source=SOURCE), SOURCE)
    return preview_import(ledger, a_table(tmp_path, AGAIN, "又一批.xlsx"), source=SOURCE)


def first(ledger):
    return problem_detail(ledger, find_problem(ledger, "YX202600001"))


def update(preview, *ticks, row=3, reason=""):
    one = next(one for one in preview.planned if one.row == row)
    return {
        (0, row): Choice(Way.UPDATE, one.known_uid, frozenset(ticks or one.candidates[0].proposed()), reason)
    }


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


def test_only_ticked_values_come_over(ledger, again):
    before = first(ledger)

    done = accept_import(ledger, again, SOURCE, choices=update(again, "goal"))

    after = first(ledger)
    assert (done.updated, done.values) == (1, 1)
    assert after.fields["goal"] == "依法取缔"
    assert after.facts.measures == before.facts.measures
    assert after.facts.deadlines == before.facts.deadlines
    assert after.facts.duties == before.facts.duties


def test_what_is_proposed_adds_and_changes_nothing_that_stands(ledger, again):
    before = first(ledger)

    accept_import(ledger, again, SOURCE, choices=update(again))

    after = first(ledger)
    assert after.fields["goal"] == "依法取缔"
    assert [one.text for one in after.facts.measures] == ["1.停止采砂。", "2.拆除设备。", "3.复垦复绿。"]
    assert [one.text for one in after.facts.progress] == ["已停产", "设备已拆除"]
    assert after.facts.measures[:2] == before.facts.measures
    assert after.facts.deadlines == before.facts.deadlines


def test_a_deadline_needs_a_reason_and_the_first_one_stays(ledger, again):
    with pytest.raises(UserError, match="必须写明原因"):
        accept_import(ledger, again, SOURCE, choices=update(again, "deadline"))
    assert first(ledger).facts.due() == date(2026, 12, 31)

    accept_import(ledger, again, SOURCE, choices=update(again, "deadline", reason="汛期无法施工"))

    decisions = first(ledger).facts.deadlines
    assert [(one.raw, one.kind) for one in decisions] == [
        ("2026年12月底前", DeadlineKind.ORIGINAL),
        ("2027年3月底前", DeadlineKind.ADJUSTED),
    ]
    assert (decisions[1].reason, decisions[1].document) == ("汛期无法施工", "又一批.xlsx")


def test_a_unit_is_added_beside_the_one_that_stands(ledger, again):
    accept_import(ledger, again, SOURCE, choices=update(again, "duty:+:责任单位:县水利局"))

    assert [one.name for one in first(ledger).facts.units()] == [COUNTY, "县水利局"]


def test_another_number_is_all_that_is_added(ledger, again):
    before = first(ledger)
    choice = Choice(Way.NUMBER, again.planned[3].known_uid)

    done = accept_import(ledger, again, SOURCE, choices={(0, 6): choice})

    after = first(ledger)
    assert done.numbers == 1
    assert [one.number for one in after.numbers] == ["YX202600001", "SD202600009"]
    assert (after.facts, after.fields["description"]) == (before.facts, before.fields["description"])
    assert find_problem(ledger, "SD202600009") == after.uid


def test_a_similar_row_may_be_a_problem_of_its_own(ledger, again):
    done = accept_import(ledger, again, SOURCE, choices={(0, 5): Choice(Way.NEW), (0, 6): Choice(Way.NEW)})

    assert done.problems == 3


def test_every_value_keeps_where_it_came_from(ledger, again):
    uid = find_problem(ledger, "YX202600001")
    accept_import(ledger, again, SOURCE, choices=update(again) | {(0, 6): Choice(Way.NUMBER, uid)})

    provenance = first(ledger).fields["provenance"]
    assert provenance["file"] == "清单.xlsx"
    assert provenance["cells"]["核算系数"] == "I3"
    later = {key.partition(":")[0]: place for key, place in provenance["later"].items()}
    assert later["goal"] == {"file": "又一批.xlsx", "sheet": "清单", "row": 3, "cell": "C3"}
    assert {kind: place["cell"] for kind, place in later.items()} == {
        "goal": "C3", "measure": "D3", "progress": "H3", "number": "A6",
    }  # fmt: skip


def test_a_corrected_cell_keeps_what_was_read(ledger, tmp_path):
    preview = preview_import(ledger, a_table(tmp_path, FIRST), source=SOURCE)
    edits = preview.edits[0].with_cell((3, "C"), "依法取缔").with_cell((3, "I"), "0.15")

    mended = revised(ledger, preview, (edits,))
    accept_import(ledger, mended, SOURCE)

    fields = first(ledger).fields
    assert (fields["goal"], fields["extra"]["核算系数"]) == ("依法取缔", "0.15")
    assert fields["provenance"]["read"] == {"goal": "", "核算系数": "0.1"}


def test_a_corrected_cell_that_updates_keeps_what_was_read(ledger, again):
    mended = revised(ledger, again, (again.edits[0].with_cell((3, "C"), "依法关停"),))
    accept_import(ledger, mended, SOURCE, choices=update(mended, "goal"))

    detail = first(ledger)
    assert detail.fields["goal"] == "依法关停"
    assert detail.fields["provenance"]["later"]["goal"]["read"] == "依法取缔"


def test_a_column_left_out_does_not_come_in(ledger, tmp_path):
    preview = preview_import(ledger, a_table(tmp_path, FIRST), source=SOURCE)

    accept_import(
        ledger, revised(ledger, preview, (preview.edits[0].with_column("I", left_out=True),)), SOURCE
    )

    assert first(ledger).fields["extra"] == {}


def test_one_undo_takes_back_new_rows_numbers_and_updates_and_redo_brings_them_again(ledger, again):
    before = visible(ledger)
    uid = find_problem(ledger, "YX202600001")
    ticks = update(
        again, "goal", "deadline", "progress", "measure:+:3", "duty:+:责任单位:县水利局", reason="汛期"
    )
    done = accept_import(ledger, again, SOURCE, choices=ticks | {(0, 6): Choice(Way.NUMBER, uid)})
    after = first(ledger)

    undo(ledger, done.act_uid)
    assert {key: _plain(value) for key, value in visible(ledger).items()} == {
        key: _plain(value) for key, value in before.items()
    }
    redo(ledger, _last_act(ledger))

    assert first(ledger).facts == after.facts
    assert verify(ledger).sound


def _plain(rows):
    """Rows without the versions: undo writes new ones."""
    return [tuple(cell for cell in row if not isinstance(cell, int | list)) for row in rows]


def _last_act(ledger):
    from dczg_desktop.services.undo import last_redoable

    return last_redoable(ledger).uid


def test_a_closed_problem_is_not_changed_and_says_why(ledger, tmp_path):
    text = "某河段沿线生活污水未经处理直接排放"
    uid = a_problem(ledger, text)
    make_ready(ledger, uid, tmp_path)
    apply_for_closure(ledger, uid, "已全部完成")
    with SecondPerson(ledger):
        decide(ledger, uid, agree=True, opinion="经核实，同意")
    rows = (("", text, "别的目标", "", "", "", "", "", ""),)
    preview = preview_import(ledger, a_table(tmp_path, rows), source=SOURCE)

    assert "已销号" in preview.planned[0].candidates[0].locked
    for choice in (Choice(Way.UPDATE, uid, frozenset({"goal"})), Choice(Way.NUMBER, uid)):
        with pytest.raises(UserError, match="已销号并锁定"):
            accept_import(ledger, preview, SOURCE, choices={(0, 3): choice})


def test_what_the_office_above_owns_cannot_be_taken_over(offices, tmp_path):
    uid = a_given_problem(offices.city, COUNTY, number="ZY202600009", plan="1.封堵排口。")
    offices.deliver(CITY, COUNTY)
    county = offices.county
    rows = (
        (
            "ZY202600009",
            "某河段的污水直排",
            "别的目标",
            "",
            "2027年3月底前",
            "",
            "",
            "管网已铺设 2.3 公里，正在回填路面。",
            "",
        ),
    )
    preview = preview_import(county, a_table(tmp_path, rows), source=SOURCE)
    locked = {one.key for one in preview.planned[0].candidates[0].differences if one.locked}

    assert preview.planned[0].known_uid == uid
    assert locked == {"description", "goal", "deadline"}
    with pytest.raises(UserError, match="由交办单位掌握"):
        accept_import(county, preview, SOURCE, choices={(0, 3): Choice(Way.UPDATE, uid, frozenset({"goal"}))})

    accept_import(county, preview, SOURCE, choices={(0, 3): Choice(Way.UPDATE, uid, frozenset({"progress"}))})

    assert [one.text for one in problem_detail(county, uid).facts.progress] == [
        "管网已铺设 2.3 公里，正在回填路面。"
    ]


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


def test_a_ledger_changed_since_the_preview_is_compared_again(ledger, again):
    uid = find_problem(ledger, "YX202600001")
    void_problems(ledger, [uid], "重复")

    with pytest.raises(UserError, match="在预览之后台账里有了变化"):
        accept_import(ledger, again, SOURCE, choices=update(again))


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


def test_the_same_row_twice_in_one_file_is_asked_about(ledger, tmp_path):
    row = ("YX202600088", "河湾乡饮用水水源保护区内有养殖户", *[""] * 7)

    planned = preview_import(ledger, a_table(tmp_path, (row, row))).planned

    assert [one.verdict for one in planned] == ["新增", "待定"]
    assert planned[1].note == "与本表第 3 行编号、内容相同"


PETITION = ("受理编号", "交办问题基本情况", "是否属实", "是否办结", "处理和整改情况", "责任单位")


def test_a_petition_published_anew_becomes_an_update(ledger, tmp_path):
    row = ("X3HN202611220001", "群众反映某砂场夜间作业噪声扰民", "属实", "未办结", "", COUNTY)
    accept_import(ledger, preview_import(ledger, a_table(tmp_path, (row,), headings=PETITION)))
    new = (
        "X3HN202611220001",
        "群众反映某砂场夜间作业噪声扰民",
        "属实",
        "已办结",
        "已责令夜间停止作业",
        COUNTY,
    )
    preview = preview_import(ledger, a_table(tmp_path, (new,), "第二批.xlsx", PETITION))
    one = preview.planned[0]
    assert (one.verdict, one.proposal.ticks) == (Verdict.CHANGED, {"completion", "result"})

    done = accept_import(ledger, preview, choices={(0, 3): one.proposal})

    found = petition_ids(ledger, PetitionQuery())
    petition = petition_detail(ledger, found[0])
    assert (len(found), done.updated) == (1, 1)
    assert (petition.text("completion"), petition.text("result")) == ("已办结", "已责令夜间停止作业")
    assert petition.fields["provenance"]["later"]["result"]["cell"] == "E3"
    undo(ledger, done.act_uid)
    assert petition_detail(ledger, found[0]).text("completion") == "未办结"


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


def test_stopping_an_update_half_way_leaves_nothing(ledger, again):
    before = dump(ledger)

    def stop(done, _total):
        if done >= 1:
            raise Cancelled

    choices = update(again) | {(0, 6): Choice(Way.NUMBER, again.planned[3].known_uid)}
    with pytest.raises(Cancelled):
        accept_import(ledger, again, SOURCE, choices=choices, tick=stop)

    assert dump(ledger) == before


def test_rows_merged_under_a_problem_go_with_it(ledger, tmp_path):
    accept_import(ledger, preview_import(ledger, a_table(tmp_path, FIRST), source=SOURCE), SOURCE)
    path = a_table(
        tmp_path,
        ((*FIRST[0][:3], "1.停止采砂。2.拆除设备。", *FIRST[0][4:]), ("", "", "", "复垦复绿", *[""] * 5)),
    )
    book = load_workbook(path)
    for letter in "ABC":
        book.active.merge_cells(f"{letter}3:{letter}4")
    book.save(path)
    preview = preview_import(ledger, path, source=SOURCE)
    leader, follower = preview.planned
    assert (leader.verdict, follower.follows) == (Verdict.SAME, 3)

    accept_import(
        ledger, preview, SOURCE, choices={(0, 3): Choice(Way.UPDATE, leader.known_uid, frozenset())}
    )

    assert [one.text for one in first(ledger).facts.measures] == ["1.停止采砂。", "2.拆除设备。", "复垦复绿"]


def test_a_value_changed_since_the_preview_is_not_written_over_unseen(ledger, again):
    uid = again.planned[0].known_uid
    with ledger.transaction("修改问题") as (session, _act):
        session.scalars(select(Problem).where(Problem.uid == uid)).one().goal = "同事刚填的目标"

    with pytest.raises(UserError, match="第 3 行在预览之后台账里有了变化"):
        accept_import(ledger, again, SOURCE, choices=update(again, "goal"))

    assert first(ledger).fields["goal"] == "同事刚填的目标"
    accept_import(ledger, again, SOURCE, choices=update(again, "number", "extra:核算系数", "progress"))
    assert [one.text for one in first(ledger).facts.progress] == ["已停产", "设备已拆除"]


def of_two_rows(ledger, folder, one, other):
    """A file with two rows about the first problem; the ledger has it."""
    accept_import(ledger, preview_import(ledger, a_table(folder, FIRST), source=SOURCE), SOURCE)
    return preview_import(ledger, a_table(folder, (one, other), "两行.xlsx"), source=SOURCE)


def test_two_rows_that_give_one_value_otherwise_are_never_settled_by_their_order(ledger, tmp_path):
    rows = ((*FIRST[0][:2], goal, *[""] * 6) for goal in ("依法取缔", "恢复河岸"))
    preview = of_two_rows(ledger, tmp_path, *rows)
    assert [one.proposal.ticks for one in preview.planned] == [{"goal"}, set()]
    assert preview.planned[1].candidates[0].differences[0].note == "第 3 行写的不一样，请核对后只勾一行"
    before = dump(ledger)

    with pytest.raises(UserError, match="“清单”第 4 行与“清单”第 3 行给同一条记录的“整改目标”写得不一样"):
        accept_import(
            ledger, preview, SOURCE, choices=update(preview, "goal") | update(preview, "goal", row=4)
        )
    assert dump(ledger) == before

    accept_import(ledger, preview, SOURCE, choices=update(preview, "goal", row=4))
    assert first(ledger).fields["goal"] == "恢复河岸"


def test_what_two_rows_say_alike_is_done_once(ledger, tmp_path):
    row = (*FIRST[0][:3], "复垦复绿", "2027年3月底前", "县水利局", "", "设备已拆除", "")
    preview = of_two_rows(ledger, tmp_path, row, row)
    keys = {one.key for one in preview.planned[0].candidates[0].differences}

    done = accept_import(
        ledger,
        preview,
        SOURCE,
        choices=update(preview, *keys, reason="汛期") | update(preview, *keys, row=4, reason="汛期"),
    )

    facts = first(ledger).facts
    assert (done.updated, done.values) == (1, 4)
    assert [one.text for one in facts.measures] == ["1.停止采砂。", "2.拆除设备。", "复垦复绿"]
    assert [one.name for one in facts.units()] == [COUNTY, "县水利局"]
    assert (len(facts.deadlines), len(facts.progress)) == (2, 2)


def test_one_number_is_given_once_and_not_again(ledger, tmp_path):
    row = ("SD202600077", FIRST[0][1], *[""] * 7)
    preview = of_two_rows(ledger, tmp_path, row, row)

    done = accept_import(
        ledger, preview, SOURCE, choices={(0, one.row): one.proposal for one in preview.planned}
    )

    assert (done.numbers, done.values) == (1, 0)
    assert [one.number for one in first(ledger).numbers] == ["YX202600001", "SD202600077"]
    again = preview_import(ledger, a_table(tmp_path, (row,), "再来.xlsx"), source=SOURCE)
    with pytest.raises(UserError, match="已有编号“SD202600077”"):
        accept_import(ledger, again, SOURCE, choices={(0, 3): Choice(Way.NUMBER, again.planned[0].known_uid)})


def test_another_batch_and_sequence_come_over_only_when_ticked(ledger, tmp_path):
    """A list picked out of a longer one keeps its numbers; what only counts rows is no difference."""
    heads = ("序号", "批次", "问题编号", "问题描述", "整改措施")
    text = "某砂场未办理用地手续，长期违规采砂"
    accept_import(
        ledger, preview_import(ledger, a_table(tmp_path, (("3", "第一批", "YX202600001", text, ""), ("17", "第一批", "YX202600002", "某养殖场粪污直排鱼塘", "")), headings=heads), source=SOURCE), SOURCE
    )  # fmt: skip
    picked = (
        ("4", "第二批", "YX202600001", text, ""),
        ("17", "第1批", "YX202600002", "某养殖场粪污直排鱼塘", ""),
    )
    preview = preview_import(ledger, a_table(tmp_path, picked, "二.xlsx", heads), source=SOURCE)
    counted = (
        ("1", "第一批", "YX202600001", text, ""),
        ("2", "第一批", "YX202600002", "某养殖场粪污直排鱼塘", ""),
    )
    plain = preview_import(ledger, a_table(tmp_path, counted, "三.xlsx", heads), source=SOURCE)

    one = preview.planned[0]
    assert [(each.key, each.ours, each.theirs, each.proposed) for each in one.candidates[0].differences] == [
        ("batch", "第一批", "第二批", False), ("sequence", "3", "4", False),
    ]  # fmt: skip
    assert preview.planned[1].verdict is Verdict.SAME
    assert [one.verdict for one in plain.planned] == [Verdict.SAME, Verdict.SAME]
    choice = Choice(Way.UPDATE, one.known_uid, frozenset({"batch", "sequence"}))
    accept_import(ledger, preview, SOURCE, choices={(0, one.row): choice})

    detail = problem_detail(ledger, one.known_uid)
    assert detail.fields["sequence"] == "4"
    with ledger.reading() as session:
        batches = dict(session.execute(select(ProblemSource.number, ProblemSource.batch)).all())
    assert batches == {"YX202600001": "第二批", "YX202600002": "第一批"}


def test_a_batch_is_changed_where_it_is_the_one_that_was_shown(ledger, tmp_path):
    """Two lists may give one problem the same number in batches of their own."""
    heads, text = ("批次", "问题编号", "问题描述"), "某砂场未办理用地手续，长期违规采砂"
    first = a_table(tmp_path, (("第一批", "YX202600001", text),), headings=heads)
    accept_import(ledger, preview_import(ledger, first, source=SOURCE), SOURCE)
    with ledger.transaction("接收") as (session, _act):
        one = session.scalars(select(ProblemSource)).one()
        session.add(ProblemSource(problem_uid=one.problem_uid, number=one.number, batch="第九批"))
    preview = preview_import(
        ledger, a_table(tmp_path, (("第二批", "YX202600001", text),), "二.xlsx", heads), source=SOURCE
    )
    row = preview.planned[0]
    (shown,) = [each.ours for each in row.candidates[0].differences if each.key == "batch"]

    accept_import(
        ledger,
        preview,
        SOURCE,
        choices={(0, row.row): Choice(Way.UPDATE, row.known_uid, frozenset({"batch"}))},
    )

    with ledger.reading() as session:
        batches = set(session.scalars(select(ProblemSource.batch)))
    assert batches == {"第一批", "第九批", "第二批"} - {shown}
