"""The documents tell the truth: links and named files exist, nothing of the program is left out."""

import argparse
import json
import re
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from dczg_desktop.base.settings import Settings
from dczg_desktop.cli.arguments import build_parser
from dczg_desktop.domain import checks, petition_checks, time_checks, words
from dczg_desktop.domain.deadlines import read_deadline
from dczg_desktop.domain.duties import ELEMENTS
from dczg_desktop.imports.tables.sheets import FIELDS
from dczg_desktop.services.documents import FORMS, PETITIONS
from dczg_desktop.store.procedures import procedures
from ui.context import Context
from ui.pages import registry

ROOT = Path(__file__).resolve().parents[1]
DOCS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), ROOT / "resources/fonts/README.md"])
SOURCES = sorted(
    path
    for pattern in (
        "*.py",
        "dczg_desktop/**/*.py",
        "ui/**/*.py",
        "benchmarks/**/*.py",
        "resources/**/*.py",
        "docs/*.py",
    )
    for path in ROOT.glob(pattern)
)
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ +(.+)$", re.MULTILINE)
NAMED = re.compile(r"`((?:dczg_desktop|ui|tests|resources|docs|benchmarks|store|imports|exchange|reports|safety|services|domain|base)"
                   r"/[\w./\u4e00-\u9fff]*)`")  # fmt: skip
CITED = re.compile(r"\b(docs/[\w-]+\.md)(?: §([^\s).;,，。]+)|, ([^).\n]+)\))?")
PLACES = ("", "dczg_desktop/", "docs/")
COMMANDS: dict[str, argparse.ArgumentParser] = next(
    action.choices for action in build_parser()._actions if isinstance(action, argparse._SubParsersAction)
)


def text_of(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def headings(path: Path) -> list[str]:
    return HEADING.findall(
        re.sub(r"^```.*?^```", "", path.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    )


def anchor(heading: str) -> str:
    """The fragment that readers of Markdown make of a heading: lower case, blanks to hyphens, no punctuation."""
    return re.sub(r"[^\w-]", "", heading.strip().lower().replace(" ", "-"))


def row_of(document: str, first: str) -> list[str]:
    """The cells of the table row that begins with `first`."""
    for line in document.splitlines():
        cells = [cell.strip() for cell in re.split(r"(?<!\\)\|", line.strip().strip("|"))]
        if line.startswith("|") and cells[0] == first:
            return cells
    return []


@pytest.mark.parametrize("path", DOCS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_leads_somewhere(path):
    broken = []
    for link in LINK.findall(path.read_text("utf-8")):
        name, _, fragment = unquote(link).partition("#")
        target = path.parent / name if name else path
        is_there = target.exists() and (not fragment or fragment in map(anchor, headings(target)))
        if "://" not in link and not is_there:
            broken.append(link)

    assert broken == []


@pytest.mark.parametrize("path", DOCS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_file_and_folder_named_in_a_document_exists(path):
    # `年.json`, `*.py` and the like are patterns; names made by somebody who adds something are examples
    lost = [
        name
        for name in NAMED.findall(path.read_text("utf-8"))
        if "年." not in name and not any((ROOT / place / name).exists() for place in PLACES)
    ]

    assert lost == []


def citations() -> list[tuple[str, str, str]]:
    found = []
    for path in SOURCES:
        for name, section, words_ in CITED.findall(path.read_text("utf-8")):
            found.append((str(path.relative_to(ROOT)), name, section or words_))
    return found


def test_every_document_and_section_cited_in_the_code_exists():
    lost = [
        (source, name, section)
        for source, name, section in citations()
        if not (ROOT / name).exists() or not any(section in heading for heading in headings(ROOT / name))
    ]

    assert citations()
    assert lost == []


@pytest.mark.parametrize("name", COMMANDS)
def test_a_subcommand_is_described_with_all_its_options(name):
    lines = [line for line in text_of("docs/scripts.md").splitlines() if line.startswith(f"| `{name} ")]
    common = {"-h", "--help", "--user", "--json"}
    options = {option for action in COMMANDS[name]._actions for option in action.option_strings} - common

    assert len(lines) == 1
    assert {option for option in options if option not in lines[0]} == set()


def test_no_subcommand_is_described_that_does_not_exist():
    described = re.findall(r"^\| `([a-z]+) (?:LEDGER|[A-Z]+)", text_of("docs/scripts.md"), re.MULTILINE)

    assert set(described) == set(COMMANDS)


IMPORTING = sorted(ROOT.glob("docs/import*.md"))


@pytest.mark.parametrize("path", IMPORTING, ids=lambda path: path.name)
def test_the_pages_on_importing_say_one_thing_a_line_and_the_first_page_leads_to_each(path):
    lines = path.read_text("utf-8").splitlines()

    assert [line for line in lines if len(line) > (300 if line.startswith("|") else 200)] == []
    assert path.name == "import.md" or f"]({path.name})" in text_of("docs/import.md")


def choices(name: str, dest: str) -> list[str]:
    return [
        str(one) for action in COMMANDS[name]._actions if action.dest == dest for one in action.choices or ()
    ]


@pytest.mark.parametrize(
    ("name", "dest"), [("list", "what"), ("assign", "role"), ("attach", "role"), ("enrol", "relation")]
)
def test_every_choice_of_an_option_is_written_down(name, dest):
    line = next(line for line in text_of("docs/scripts.md").splitlines() if line.startswith(f"| `{name} "))

    assert choices(name, dest)
    assert [one for one in choices(name, dest) if one not in line] == []


def test_every_field_of_an_import_is_named_in_the_script_interface():
    assert [field for field in FIELDS if not re.search(rf"\b{field}\b", text_of("docs/scripts.md"))] == []


SENT_TO = re.compile(r"(?:点|在|到|请用|改用)“([^”{}]{2,14})”|（((?:数据交换|系统|整改台账)—[^）{}]{2,12})）")
ELSEWHERE = {"允许"}
"""What is pressed in a browser, not here."""


def test_every_place_that_a_sentence_sends_to_is_a_name_on_the_screen():
    sources = [
        path.read_text("utf-8") for path in SOURCES if path.parts[len(ROOT.parts)] in {"ui", "dczg_desktop"}
    ]
    said = {words for source in sources for words in re.findall(r'"([^"\n]+)"', source)}
    names = {re.sub(r"\(&.\)|[&…]|^＋ ", "", words) for words in said}
    found = {"".join(place).strip("…") for source in sources for place in SENT_TO.findall(source)}

    assert {part for place in found for part in place.split("—")} - names == ELSEWHERE


def page_titles() -> list[str]:
    context = Context(Settings())
    try:
        return [spec.title for spec in registry.pages(context)]
    finally:
        context.close()


def test_every_page_of_the_window_has_a_chapter_in_the_manual():
    chapters = headings(ROOT / "docs/manual.md")

    assert page_titles()
    assert [title for title in page_titles() if title not in chapters] == []


def test_every_check_stands_in_the_glossary_with_its_weight():
    sources = "".join(
        Path(module.__file__).read_text("utf-8") for module in (checks, time_checks, petition_checks)
    )
    rules = dict(re.findall(r'"(R\d\d)",\s*Severity\.(\w+)', sources))
    glossary = text_of("docs/glossary.md")

    assert rules
    assert {rule: row_of(glossary, rule)[1:2] for rule in rules} == {
        rule: [checks.Severity[weight].value] for rule, weight in rules.items()
    }


def test_every_procedure_stands_in_the_glossary_as_it_is():
    glossary = text_of("docs/glossary.md")

    for key, procedure in procedures().items():
        _, steps, materials, notice = row_of(glossary, key)
        assert steps == "→".join(f"{step.name}（{step.actor}）" for step in procedure.steps)
        assert materials == "、".join(procedure.materials)
        day = "工作日" if procedure.notice_working else "自然日"
        assert notice == (f"{procedure.notice_days} 个{day}" if procedure.notice_days else "不要求")


def test_every_status_and_element_stands_in_the_glossary():
    glossary = text_of("docs/glossary.md")
    wanted = [*words.ProgressStatus, *words.ClosureStatus, *(name for name, _ in ELEMENTS)]

    assert [word for word in wanted if word not in glossary] == []


@pytest.mark.parametrize("document", [*FORMS, PETITIONS, "销号审批表"])
def test_every_printed_document_is_in_the_manual_and_in_the_script_interface(document):
    assert document in text_of("docs/manual.md")
    assert document in text_of("docs/scripts.md")


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_dependency_is_explained_with_its_version(name):
    architecture = text_of("docs/architecture.md")
    pinned = [line.split("==") for line in text_of(name).splitlines() if "==" in line]

    assert [
        (package, version) for package, version in pinned if row_of(architecture, package)[1:2] != [version]
    ] == []


def test_the_change_log_begins_with_the_present_version():
    version = re.search(r'__version__ = "([\d.]+)"', text_of("dczg_desktop/__init__.py"))

    assert version
    released = [one for one in headings(ROOT / "CHANGELOG.md")[1:] if one != "未发布"]
    assert released[0].startswith(version[1])


def test_the_examples_of_deadlines_in_the_script_interface_are_what_the_program_answers():
    examples = re.findall(
        r"main\.py deadline (\S+) --json\n(\{.*?\})\n", text_of("docs/scripts.md"), re.DOTALL
    )
    answers: dict[str, Any] = {text: json.loads(answer) for text, answer in examples}

    assert len(answers) >= 3
    for text, answer in answers.items():
        reading = read_deadline(text)
        assert [day.isoformat() for day in reading.dates] == answer["dates"]
        for name in ("long_term", "recurrence", "on_receipt", "understood", "proposal"):
            assert getattr(reading, name) == answer[name]


def deadline_examples() -> list[tuple[str, bool]]:
    """The spellings in the first column of the two tables of docs/deadlines.md, and whether they are read."""
    read, asked = text_of("docs/deadlines.md").split("下面的写法不猜")
    found = []
    for part, is_read in ((read, True), (asked, False)):
        for cell in re.findall(r"^\| ([^|]+) \|", part, re.MULTILINE):
            plain = re.sub(r"（[^）]*）|表格日期序号 ", "", cell).replace("\\*", "*")
            found += [(text, is_read) for text in plain.split("、") if text not in {"写法", "---"}]
    return found


@pytest.mark.parametrize(("text", "is_read"), deadline_examples())
def test_a_deadline_is_read_or_asked_as_the_document_says(text, is_read):
    assert read_deadline(text, date(2026, 3, 1)).understood is is_read
