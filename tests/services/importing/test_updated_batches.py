"""Batch and sequence of a known record: which difference is one, which number is changed."""

from sqlalchemy import select

from dczg_desktop.domain.comparison import Choice, Verdict, Way
from dczg_desktop.domain.entities import ProblemSource
from dczg_desktop.services.detail import problem_detail
from dczg_desktop.services.importing.acceptance import accept_import
from dczg_desktop.services.importing.imports import preview_import
from tests.services.importing.second_table import SOURCE, a_table


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
