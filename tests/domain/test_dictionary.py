from datetime import date

import pytest

from dczg_desktop.domain import entities
from dczg_desktop.domain.dictionary import (
    CONFIDENTIAL,
    KINDS,
    LABELS,
    LOCAL_COLUMNS,
    Owner,
    from_value,
    label_of,
    to_value,
)
from dczg_desktop.domain.words import DutyRole

EVERY_FIELD = [(kind, field) for kind in KINDS.values() for field in kind.columns()]


def test_every_exchanged_table_has_a_kind_and_no_other_has():
    exchanged = {
        mapper.class_
        for mapper in entities.Entity.registry.mappers
        if issubclass(mapper.class_, entities.Exchanged)
    }

    assert {kind.entity for kind in KINDS.values()} == exchanged


def test_parents_come_before_children():
    order = list(KINDS)
    tables = {kind.entity.__tablename__: name for name, kind in KINDS.items()}
    for name, kind in KINDS.items():
        for key in kind.entity.__table__.foreign_keys:
            assert order.index(tables[key.column.table.name]) < order.index(name)


def test_mutable_kinds_keep_versions_and_others_name_their_maker():
    for kind in KINDS.values():
        assert issubclass(kind.entity, entities.Kept if kind.mutable else entities.Made)


@pytest.mark.parametrize(
    ("kind", "field"), [(k, f) for k, f in EVERY_FIELD if k.mutable], ids=lambda x: getattr(x, "name", x)
)
def test_every_field_that_people_change_has_a_chinese_name(kind, field):
    assert label_of(kind.name, field) != field
    assert not label_of(kind.name, field).isascii()


def test_versions_and_the_local_mark_never_leave():
    for kind in KINDS.values():
        assert not LOCAL_COLUMNS & set(kind.columns())


def test_confidential_fields_exist():
    for name, fields in CONFIDENTIAL.items():
        assert fields <= set(KINDS[name].columns())
    assert "internal_note" in CONFIDENTIAL["problem"]


@pytest.mark.parametrize(
    ("kind", "field", "owner"),
    [
        ("problem", "description", Owner.ISSUER),
        ("problem", "goal", Owner.ISSUER),
        ("problem", "accountability", Owner.RESPONSIBLE),
        ("problem", "plan", Owner.BOTH),
        ("measure", "text", Owner.RESPONSIBLE),
        ("duty", "name", Owner.BOTH),
        ("petition", "description", Owner.ISSUER),
        ("petition", "findings", Owner.RESPONSIBLE),
        ("deadline", "raw", Owner.ISSUER),
    ],
)
def test_whose_word_counts(kind, field, owner):
    assert KINDS[kind].owner_of(field) is owner


@pytest.mark.parametrize(
    ("kind", "field", "content"),
    [
        ("measure", "done_on", date(2026, 10, 31)),
        ("measure", "done_on", None),
        ("duty", "role", DutyRole.LEAD_UNIT),
        ("problem", "confidential", True),
        ("problem", "extra", {"其他": "值"}),
        ("deadline", "dates", ["2026-10-31"]),
        ("measure", "position", 3),
    ],
)
def test_contents_survive_the_way_through_json(kind, field, content):
    back = from_value(KINDS[kind], field, to_value(content))

    assert back == content
    assert type(back) is type(content)


@pytest.mark.parametrize(
    ("kind", "field", "value"),
    [
        ("measure", "done_on", "十月底"),
        ("measure", "text", None),
        ("measure", "text", 3),
        ("measure", "position", True),
        ("measure", "position", "3"),
        ("problem", "confidential", 1),
        ("problem", "extra", "文字"),
        ("duty", "role", "没有的职责"),
    ],
)
def test_values_that_do_not_fit_are_refused(kind, field, value):
    with pytest.raises(ValueError, match=r"内容不对|不能为空|Invalid|not a valid"):
        from_value(KINDS[kind], field, value)


def test_a_field_of_a_newer_program_keeps_its_own_name():
    assert label_of("problem", "brand_new") == "brand_new"
    assert "brand_new" not in LABELS


def test_every_field_that_leaves_has_a_chinese_name():
    assert [(k.name, name) for k in KINDS.values() for name in k.columns() if name not in LABELS] == []
