"""The tools around the program: pinned versions, one command, one gate, budgets of the house style."""

import ast
import importlib.metadata
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

import run

ROOT = Path(__file__).resolve().parents[1]
SOURCES = sorted([*ROOT.glob("dczg_desktop/**/*.py"), *ROOT.glob("ui/**/*.py"), *ROOT.glob("*.py")])

# The data dictionary is read as one file; a migration is history and is never rearranged.
ONE_FILE_BY_NATURE = {
    ROOT / "dczg_desktop/domain/entities.py",
    *ROOT.glob("dczg_desktop/store/migrations/**/*.py"),
}


def requirement_lines(name: str) -> list[str]:
    lines = (ROOT / name).read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith(("#", "-r "))]


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_requirement_is_pinned_to_one_version(name):
    assert all(re.fullmatch(r"[\w.-]+==[\w.]+", line) for line in requirement_lines(name))


def test_what_is_installed_is_what_is_pinned():
    pinned = dict(line.split("==") for line in requirement_lines("requirements.txt"))

    assert {name: importlib.metadata.version(name) for name in pinned} == pinned


def test_the_window_library_does_not_lose_references(qtbot):
    """PySide6 6.12.0 on Python 3.11 drops one reference to None at each call and in the end aborts."""
    widget = QWidget()
    qtbot.addWidget(widget)
    before = sys.getrefcount(None)

    for _ in range(200):
        widget.setEnabled(True)

    assert sys.getrefcount(None) > before - 100


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_opens_with_a_sentence_and_stays_within_300_lines(path):
    text = path.read_text("utf-8")

    assert text.count("\n") <= 300 or path in ONE_FILE_BY_NATURE
    assert not text.strip() or ast.get_docstring(ast.parse(text))


def test_no_module_of_tests_is_longer_than_300_lines():
    lengths = {path: path.read_text("utf-8").count("\n") for path in ROOT.glob("tests/**/*.py")}

    assert [str(path) for path, lines in lengths.items() if lines > 300] == []


def test_no_piece_of_work_is_left_for_later():
    marks = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")

    assert [str(path) for path in SOURCES if marks.search(path.read_text("utf-8"))] == []


def test_the_gate_is_a_strict_executable_script():
    gate = ROOT / ".ci" / "run"

    assert os.access(gate, os.X_OK)
    assert "set -euo pipefail" in gate.read_text("utf-8")
    for tool in ("ruff format --check", "ruff check", "mypy", "lint_imports", "run.py test"):
        assert tool in gate.read_text("utf-8")


def test_run_py_can_be_read_by_old_pythons_so_that_it_can_tell_them():
    ast.parse((ROOT / "run.py").read_text("utf-8"), feature_version=(3, 7))


def test_run_py_needs_nothing_but_the_standard_library():
    tree = ast.parse((ROOT / "run.py").read_text("utf-8"))
    imported = {
        name.name.split(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import)
        for name in node.names
    }
    imported |= {
        str(node.module).split(".")[0] for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)
    }

    assert imported <= sys.stdlib_module_names


@pytest.mark.parametrize("version", [(3, 9), (3, 10), (3, 14)])
def test_an_unfit_python_is_told_what_to_use(version):
    with pytest.raises(
        run.SetupError, match=rf"需要 Python 3\.11 至 3\.13，当前是 {version[0]}\.{version[1]}"
    ):
        run.refuse_wrong_python(version)


@pytest.mark.parametrize("version", [(3, 11), (3, 12), (3, 13)])
def test_a_fit_python_is_accepted(version):
    run.refuse_wrong_python(version)


@pytest.mark.parametrize("encoding", ["ascii", "gbk", "latin-1"])
def test_chinese_survives_a_terminal_of_another_encoding(encoding):
    surroundings = {
        **os.environ,
        "LC_ALL": "C",
        "PYTHONCOERCECLOCALE": "0",
        "PYTHONUTF8": "0",
        "PYTHONIOENCODING": encoding,
    }

    answer = subprocess.run(
        [sys.executable, ROOT / "run.py", "--help"], env=surroundings, capture_output=True, check=True
    )

    assert "打开督察整改台账" in answer.stdout.decode("utf-8")


@pytest.mark.skipif(sys.platform != "linux", reason="only Debian's libraries are named")
def test_missing_libraries_are_named_by_their_packages():
    assert run.missing_packages({"libc.so.6": "libc6", "libnot-here.so.9": "libnot-here9"}) == [
        "libnot-here9"
    ]


def test_without_rights_the_line_for_the_administrator_is_given(monkeypatch):
    monkeypatch.setattr(run, "administrator", lambda: None)
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")

    with pytest.raises(
        run.SetupError, match=r"sudo apt-get install -y --no-install-recommends libegl1 libgl1"
    ):
        run.install_packages(["libegl1", "libgl1"])


def test_without_apt_the_names_are_given(monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda _: None)

    with pytest.raises(run.SetupError, match="libegl1（Debian 的名称）"):
        run.install_packages(["libegl1"])


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project folder of its own, where installing only writes down what would be run."""
    (tmp_path / "requirements.txt").write_text("a==1\n", "utf-8")
    (tmp_path / "requirements-dev.txt").write_text("-r requirements.txt\nb==1\n", "utf-8")
    monkeypatch.setattr(run, "ROOT", tmp_path)
    monkeypatch.setattr(run, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(run, "VENV_PYTHON", tmp_path / ".venv" / "bin" / "python")
    monkeypatch.setattr(run, "STAMP", tmp_path / ".venv" / "installed.txt")
    ran: list[str] = []

    def note(command: list[str], **_more: str) -> int:
        (tmp_path / ".venv").mkdir(exist_ok=True)
        ran.append(" ".join(command[2:4]))
        return 0

    monkeypatch.setattr(run, "run", note)
    return ran


def test_a_second_start_installs_nothing(project, monkeypatch):
    monkeypatch.setattr(run, "is_venv_usable", lambda: bool(project))

    for _ in range(2):
        run.install_requirements("requirements.txt")

    assert project == ["venv --clear", "pip install"]


def test_the_tools_for_developers_include_what_the_program_needs(project, monkeypatch):
    monkeypatch.setattr(run, "is_venv_usable", lambda: bool(project))

    for name in ("requirements.txt", "requirements-dev.txt", "requirements.txt", "requirements-dev.txt"):
        run.install_requirements(name)

    assert project == ["venv --clear", "pip install", "pip install"]


def test_a_changed_requirement_is_installed(project, monkeypatch):
    monkeypatch.setattr(run, "is_venv_usable", lambda: True)
    run.install_requirements("requirements-dev.txt")

    (run.ROOT / "requirements.txt").write_text("a==2\n", "utf-8")
    run.install_requirements("requirements-dev.txt")

    assert project == ["pip install", "pip install"]


def test_a_failed_installation_is_tried_again_next_time(project, monkeypatch):
    monkeypatch.setattr(run, "is_venv_usable", lambda: True)
    monkeypatch.setattr(run, "run", lambda _: 1)

    with pytest.raises(run.SetupError, match="PIP_INDEX_URL"):
        run.install_requirements("requirements.txt")
    assert not run.STAMP.exists()


@pytest.mark.skipif(os.name == "nt", reason="the stand-in interpreter is a shell script")
@pytest.mark.parametrize(("script", "is_usable"), [("exit 1", False), ("exit 0", True), (None, False)])
def test_an_environment_that_does_not_start_is_rebuilt(project, script, is_usable):
    if script:
        run.VENV_PYTHON.parent.mkdir(parents=True)
        run.VENV_PYTHON.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
        run.VENV_PYTHON.chmod(0o755)

    assert run.is_venv_usable() == is_usable


def test_an_environment_whose_python_is_gone_is_rebuilt(project):
    run.VENV_PYTHON.parent.mkdir(parents=True)
    run.VENV_PYTHON.symlink_to(run.ROOT / "gone")

    assert not run.is_venv_usable()


def test_the_result_of_a_program_is_handed_on():
    assert run.run([sys.executable, "-c", "raise SystemExit(5)"]) == 5


@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_a_killed_program_counts_as_failed():
    assert run.run([sys.executable, "-c", "import os; os.abort()"]) == 134


def test_without_a_display_the_sample_is_walked_through(project, monkeypatch, capsys):
    monkeypatch.setattr(run, "has_display", lambda: False)
    monkeypatch.setattr(run, "main_program", lambda arguments: project.append(" ".join(arguments)) or 0)

    assert run.chosen([]) == 0
    assert project == [f"demo {run.ROOT / 'demo-output'}"]
    assert f"演示完成，请查看：{run.ROOT / 'demo-output'}" in capsys.readouterr().out


def test_other_words_go_to_the_program(project, monkeypatch):
    monkeypatch.setattr(run, "main_program", lambda arguments: project.append(" ".join(arguments)) or 3)

    assert run.chosen(["verify", "台账.db", "--json"]) == 3
    assert project == ["verify 台账.db --json"]


@pytest.mark.parametrize("folder", ["dczg_desktop", "ui"])
def test_no_pattern_is_possessive(folder):
    """Python 3.11.2, which Debian 12 has, loses groups that are matched possessively; from 3.11.3 on it does not."""
    possessive = re.compile(r"[\])\w.][*+?]\+[^+=\s\"']")

    found = [
        f"{path.name}:{number}"
        for path in (ROOT / folder).rglob("*.py")
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1)
        if possessive.search(line)
    ]

    assert found == []
