"""A list, a petition and the notice that closes one of its problems, and what is done with it again and again."""

from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from sqlalchemy import select

from dczg_desktop.services.importing.closure_notices import (
    NoticeReading,
    Registered,
    register_notice,
)
from dczg_desktop.store.ledger import Ledger
from tests.imports.samples.word_files import document, paragraph

HEAD = ["问题编号", "反馈问题", "整改时限", "责任单位", "验收单位", "整改措施"]
ROWS = [
    [
        "第十四项",
        "南坪镇采石场毁坏林地，废渣冲入河道，造成水土流失。",
        "2025年底前",
        "青石县自然资源局",
        "浔江市自然资源局",
        "1.复绿。2.清渣。",
    ],
    ["第二十七项", "畜禽粪污露天堆放，未处理的粪水排入沟渠。", "2025年底前", "县畜牧中心", "", "1.清运。"],
]
PETITIONS = [
    ["受理编号", "交办问题基本情况", "是否属实", "处理和整改情况"],
    ["X3YX202505160020", "采石场噪声扰民。", "属实", "已责令整改。"],
]
NOTICE = """整改销号公示（序号14）
反馈问题：南坪镇采石场毁坏林地，废渣冲入河道，造成水土流失。
整改目标：复绿到位。
整改时限：2025年底前
责任单位：青石县自然资源局
验收单位：浔江市自然资源局
整改完成情况：林地已复绿，废渣已清运。
验收情况：经现场查验，同意销号。
整改结论：已完成整改
公示时间：2025年5月21日至2025年6月4日，共10个工作日
"""
DAYS = (date(2025, 5, 21), date(2025, 6, 4))


def workbook(path: Path, rows: list[list[str]]) -> Path:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def notice_file(folder: Path, text: str = NOTICE) -> Path:
    return document(folder / "公示.docx", *map(paragraph, text.splitlines()))


def rows(ledger: Ledger, entity: Any) -> list[Any]:
    with ledger.reading() as session:
        found = list(session.scalars(select(entity).where(~entity.hidden).order_by(entity.id)))
        session.expunge_all()
    return found


def register(ledger: Ledger, reading: NoticeReading, number: int = 0) -> Registered:
    return register_notice(ledger, reading, reading.candidates[number], *DAYS, "县政府网站")
