from pathlib import Path
from random import Random

import pytest

from dczg_desktop.services.ledgers import open_ledger
from tests.crash.killing import CONFIRMED, judge, run_victim, state_of
from tests.crash.scene import ACTS, Scene, clock, dump, make_scene, perform

PLACES = (
    ("import", "import.after_copy", "之前"),
    ("import", "import.after_rows", "之前"),
    ("import", "act.before_commit", "之前"),
    ("import", "import.after_commit", "之后"),
    ("receive", "receive.after_copy", "之前"),
    ("receive", "receive.after_evidence", "之前"),
    ("receive", "receive.after_new", "之前"),
    ("receive", "receive.before_commit", "之前"),
    ("receive", "act.before_commit", "之前"),
    ("receive", "receive.after_commit", "之后"),
)


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Scene:
    return make_scene(tmp_path_factory.mktemp("scene"))


@pytest.mark.parametrize(("act", "place", "state"), PLACES)
def test_a_process_that_ends_at_a_named_place_leaves_the_ledger_whole_and_the_act_can_be_done_again(
    scene: Scene, tmp_path: Path, act: str, place: str, state: str
) -> None:
    ledger = scene.copy(tmp_path / "现场")

    ran = run_victim(scene, act, ledger, fault=place)
    outcome = judge(scene, act, ledger, ran, place)

    assert outcome.died
    assert not outcome.confirmed
    assert outcome.state == state
    if state == "之前":
        again = open_ledger(ledger, clock)
        perform(again, act, scene.source(act))
        again.close()
        assert state_of(scene, act, dump(ledger)) == "之后"


def test_a_process_killed_at_any_moment_leaves_before_or_after_and_never_less_than_it_confirmed(
    scene: Scene, tmp_path: Path
) -> None:
    random = Random(20261122)
    for act in ACTS:
        whole = run_victim(scene, act, scene.copy(tmp_path / act))
        assert whole.last == CONFIRMED
        for number in range(6):
            ledger = scene.copy(tmp_path / f"{act}{number}")
            moment = random.uniform(0, 1.05 * whole.seconds)
            ran = run_victim(scene, act, ledger, after=moment)
            judge(scene, act, ledger, ran, f"{act} after {moment:.3f} s")
