"""Kills imports and receipts at random moments, again and again, and judges what each left: `kill.py [--times 200]`."""

import argparse
import shutil
import sys
import tempfile
from collections import Counter
from pathlib import Path
from random import Random

PLACES = {
    "READY": "备份台账之前或之中", "import.after_copy": "逐行写入之中", "import.after_rows": "看板、检索、日志写入之中",
    "receive.after_copy": "存放佐证之中", "receive.after_evidence": "逐条写入之中", "receive.after_new": "合并、登记之中",
    "receive.before_commit": "看板、检索、日志写入之中", "act.before_commit": "提交之中", "import.after_commit": "提交之后、答复之前",
    "receive.after_commit": "提交之后、答复之前", "CONFIRMED": "答复之后、退出之前",
}  # fmt: skip
"""In words, what was under way when the last thing the process said was the key."""

NAMES = {"import": "导入", "receive": "接收"}


def main() -> int:
    """Print how many kills fell where and what they left; 1 when one of them broke a promise."""
    parser = argparse.ArgumentParser(description="反复在随机时刻强行结束导入和接收，检查台账。")
    parser.add_argument("--times", type=int, default=200, help="强行结束的次数，导入和接收各半（默认 200）")
    parser.add_argument("--seed", type=int, default=20261122, help="随机种子（默认 20261122）")
    wanted = parser.parse_args()
    sys.path[0] = str(Path(__file__).resolve().parents[1])
    with tempfile.TemporaryDirectory(prefix="dczg-kill-") as folder:
        return kill(Path(folder), wanted.times, wanted.seed)


def kill(folder: Path, times: int, seed: int) -> int:
    """Do it `times` times in `folder`."""
    from tests.crash.killing import judge, run_victim
    from tests.crash.scene import ACTS, make_scene

    scene, random = make_scene(folder / "准备", rows=400, files=60), Random(seed)
    whole = {act: run_victim(scene, act, scene.copy(folder / f"{act}整")).seconds for act in ACTS}
    fell: Counter[tuple[str, str, str]] = Counter()
    left: Counter[str] = Counter()
    broken: list[str] = []
    for number in range(times):
        act = ACTS[number % len(ACTS)]
        ledger = scene.copy(folder / "现场")
        moment = random.uniform(0, 1.05 * whole[act])
        where = f"{NAMES[act]}，{moment:.3f} 秒"
        try:
            ran = run_victim(scene, act, ledger, after=moment)
            outcome = judge(scene, act, ledger, ran, where)
        except AssertionError as error:
            broken.append(str(error))
        else:
            fell[NAMES[act], PLACES.get(ran.last, ran.last), outcome.state] += 1
            left.update(outcome.left)
        shutil.rmtree(ledger.parent)
    for (act, place, state), count in sorted(fell.items()):
        print(f"{act}  {place:　<16}  {state}  {count}")
    print(f"共 {times} 次；打开时清除的半截文件：{dict(left) or '无'}；违背承诺：{len(broken)} 次")
    for line in broken:
        print(f"  {line}")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
