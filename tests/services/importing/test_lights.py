"""What the lights of a table stand for is remembered for its office as its columns are, and the words of the file are kept."""

import pytest
from sqlalchemy import select

from dczg_desktop.domain.entities import Problem
from dczg_desktop.services.importing.acceptance import accept_import
from dczg_desktop.services.importing.imports import correct_mapping, forget_mapping, preview_import
from dczg_desktop.services.importing.lights import lights_question, with_lights
from tests.services.importing.lists import a_list_of

HEADS = ("编号", "存在问题", "责任单位", "亮灯情况")


@pytest.fixture
def look(ledger, tmp_path):
    def looked(number=1, state="绿灯"):
        rows = [
            (f"A{number}-{one}", f"第{number}期第{one}处污水直排小河", "县水利局", state) for one in (1, 2)
        ]
        return preview_import(ledger, a_list_of(tmp_path, HEADS, *rows, name=f"{number}.xlsx"), source="督察")

    return looked


def states(preview):
    return [one.fields["status"] for one in preview.reading.tables[0].records]


def answered(ledger, preview, way):
    return correct_mapping(
        ledger, preview, 0, with_lights(preview, 0, preview.reading.tables[0].mapping, way)
    )


def test_the_answer_holds_for_the_next_file_with_these_headings(ledger, look):
    told = answered(ledger, look(), "done")
    again = look(2)

    assert states(told) == states(again) == ["完成整改"] * 2
    assert lights_question(look(1).shown.tables[0]) == ""
    assert again.remembered[0] is not None


def test_forgotten_they_are_asked_about_anew(ledger, look):
    answered(ledger, look(), "done")
    preview = forget_mapping(ledger, look(2), 0)

    assert states(preview) == ["绿灯"] * 2
    assert "绿灯" in lights_question(preview.shown.tables[0])


def test_another_assignment_of_columns_keeps_the_answer(ledger, look):
    told = answered(ledger, look(), "done")
    columns = told.reading.tables[0].mapping | {"responsible_unit": "", "lead_unit": "责任单位"}

    mended = correct_mapping(ledger, told, 0, with_lights(told, 0, columns))

    assert states(mended) == ["完成整改"] * 2
    assert mended.reading.tables[0].records[0].fields["lead_unit"] == "县水利局"


def test_what_the_file_said_is_kept_beside_the_state(ledger, look):
    accept_import(ledger, answered(ledger, look(), "done"), "督察")

    with ledger.reading() as session:
        problem = session.scalars(select(Problem)).first()
        assert problem.stated_status == "完成整改"
        assert problem.provenance["read"] == {"status": "绿灯"}
