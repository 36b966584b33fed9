"""Every hostile file is refused in words, or opened without harm, at every door: within moments and without eating memory.

The files are opened by a process of its own whose memory is limited; times are of the processor, with a wide margin.
"""

import json
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from dczg_desktop.exchange.package import write_package
from tests.exchange.builders import KEY, an_outgoing
from tests.hostile.corpus import Corpus

ROOT = Path(__file__).resolve().parents[2]
DOORS = ("接收", "导入", "佐证")
SECONDS, KILOBYTES = 5, 200 << 10

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="limits of a process are set as Linux sets them"
)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    path = write_package(tmp_path_factory.mktemp("原样") / "a.xlsx", an_outgoing(), KEY.sign).path
    with zipfile.ZipFile(path) as archive:
        return Corpus({entry.filename: archive.read(entry) for entry in archive.infolist()}).files


@pytest.fixture(scope="module")
def answers(corpus, tmp_path_factory):
    """{(door, file): what came of it}."""
    folder = tmp_path_factory.mktemp("敌意")
    for file in corpus:
        (folder / file.name).write_bytes(file.build())
    asked = "".join(f"{door}\t{file.name}\n" for file in corpus for door in DOORS)
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "PYTHONWARNINGS": "ignore"}
    done = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("opener.py")), str(folder)],
        input=asked, text=True, capture_output=True, env=environment, timeout=600, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    found = [json.loads(line) for line in done.stdout.splitlines()]
    return {(answer["door"], answer["name"]): answer for answer in found}


def test_there_are_more_than_a_hundred_of_them(corpus):
    assert len({file.name for file in corpus}) == len(corpus) > 100


def test_nothing_escapes_that_is_not_said_in_words(corpus, answers):
    assert len(answers) == len(corpus) * len(DOORS)
    assert [answer for answer in answers.values() if answer["said"].startswith("漏出")] == []


def test_what_is_dangerous_is_refused_and_the_refusal_names_the_file(corpus, answers):
    opened = [
        (door, file.name)
        for file in corpus
        for door in file.refused_at
        if answers[door, file.name]["said"] == "收下"
    ]
    unnamed = [
        key
        for key, answer in answers.items()
        if answer["said"].startswith("拒绝") and key[1] not in answer["said"]
    ]

    assert (opened, unnamed) == ([], [])


def test_a_refusal_is_chinese_and_says_that_nothing_was_changed(answers):
    said = [
        answer["said"] for (door, _), answer in answers.items() if door == "接收" and answer["said"] != "收下"
    ]

    assert all(re.search("台账(未作|没有)任何改动|打不开", text) for text in said)


def test_none_takes_long_or_much_memory(answers):
    slow = [(key, answer["seconds"]) for key, answer in answers.items() if answer["seconds"] > SECONDS]
    large = [(key, answer["kilobytes"]) for key, answer in answers.items() if answer["kilobytes"] > KILOBYTES]

    assert (slow, large) == ([], [])
