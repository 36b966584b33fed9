"""Hostile files, written by us: each is one attack on whoever opens it, built from a whole package or from nothing."""

import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass

from tests.hostile.archives import linked, locked, lying, nested, overlapping, pack

Build = Callable[[], bytes]
SHEET, BOOK, STYLES = "xl/worksheets/sheet2.xml", "xl/workbook.xml", "xl/styles.xml"
BOOK_RELS, TYPES, CORE = "xl/_rels/workbook.xml.rels", "[Content_Types].xml", "docProps/core.xml"
QUICK = 1  # packed in a third of the time and still two hundred times smaller than what comes out


@dataclass(frozen=True)
class Hostile:
    """One file: how it is called, how it is made, and at which doors it must be refused (接收, 导入, 佐证)."""

    name: str
    build: Build
    refused_at: frozenset[str]


class Corpus:
    """All files; `parts` is a whole package workbook taken apart."""

    def __init__(self, parts: dict[str, bytes]) -> None:
        self.parts = parts
        self.files: list[Hostile] = []
        for group in (
            self.bombs,
            self.names,
            self.texts,
            self.cells,
            self.active,
            self.directory,
            self.strangers,
        ):
            group()

    def add(self, name: str, build: Build, doors: str = "接收 导入") -> None:
        self.files.append(Hostile(name, build, frozenset(doors.split())))

    def changed(self, name: str, part: str, data: Callable[[bytes], bytes], doors: str = "接收 导入", level: int | None = None) -> None:  # fmt: skip
        """The package with one part changed (or added)."""
        self.add(
            name, lambda: pack({**self.parts, part: data(self.parts.get(part, b""))}, level=level), doors
        )

    def bombs(self) -> None:
        zeros = bytes(1 << 20)
        for size in (30, 150, 199):
            self.changed(f"零字节炸弹{size}.xlsx", STYLES, lambda _, size=size: zeros * size, level=QUICK)
            self.changed(
                f"空格炸弹{size}.xlsx", SHEET, lambda data, size=size: data + b" " * (size << 20), level=QUICK
            )
        self.add(
            "许多部件.xlsx", lambda: pack({**self.parts, **{f"xl/m{n}.xml": b"<x/>" for n in range(2001)}})
        )
        self.add(
            "许多中等炸弹.xlsx",
            lambda: pack({**self.parts, **{f"xl/m{n}.xml": zeros * 2 for n in range(90)}}),
        )
        self.add("重叠的部件.xlsx", lambda: overlapping(self.parts[SHEET]))
        for depth in (1, 2, 6):
            self.add(f"嵌套压缩包{depth}.zip", lambda depth=depth: nested(pack(self.parts), depth), "接收")
        self.add("四十二.zip", lambda: pack({f"{n}.zip": nested(zeros, 3) for n in range(16)}))

    def names(self) -> None:
        for number, name in enumerate((
            "../../evil.txt", "..\\..\\evil.txt", "/etc/passwd", "C:/x.txt", "c:\\x.txt", "a//b", "a/../../b", "./a", "//host/share/x", "x:stream",
            "附件/a.txt:zone", "CON", "con.jpg", "aux.xml", "NUL.txt", "COM1.png", "lpt9.txt", "prn", "a\u202egpj.exe", "a\u200bb", "a\nb", "a\x07b",
            "x" * 300, "附件/..", "~/../x", "\\\\host\\x", "a\\b",
        )):  # fmt: skip
            self.add(f"名称{number}.xlsx", lambda name=name: pack({**self.parts, name: b"x"}), "接收")
        self.add("链接.xlsx", lambda: linked(self.parts), "接收")

    def texts(self) -> None:
        laughs = b"".join(
            b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10 if n else b"ha") for n in range(9)
        )
        quadratic = b'<!ENTITY q "' + b"A" * 50_000 + b'">'
        kinds = {
            "十亿大笑": b"<!DOCTYPE x [" + laughs + b"]><x>&a8;</x>",
            "平方爆炸": b"<!DOCTYPE x [" + quadratic + b"]><x>" + b"&q;" * 20_000 + b"</x>",
            "外部实体": b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>',
            "外部网址": b'<!DOCTYPE x SYSTEM "http://127.0.0.1:1/x.dtd"><x/>',
            "参数实体": b'<!DOCTYPE x [<!ENTITY % p SYSTEM "file:///dev/zero"> %p;]><x/>',
        }
        for kind, text in kinds.items():
            for part in (SHEET, BOOK, STYLES, BOOK_RELS, TYPES, CORE):
                doors = "接收" if part in (STYLES, CORE) else "接收 导入"
                self.changed(f"{kind}-{part.rpartition('/')[2]}.xlsx", part, lambda _, text=text: text, doors)
        for encoding in ("utf-16-le", "utf-16-be", "utf-16", "utf-32"):
            said = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'
            self.changed(f"换编码-{encoding}.xlsx", SHEET, lambda _, e=encoding, said=said: said.encode(e))
        for encoding in (b"UTF-7", b"gb18030", b"IBM037", b"UTF-16"):
            head = b'<?xml version="1.0" encoding="' + encoding + b'"?><x/>'
            self.changed(f"声称编码-{encoding.decode()}.xlsx", SHEET, lambda _, head=head: head, "接收")
        self.changed("深层嵌套.xlsx", BOOK, lambda _: b"<a>" * 200_000 + b"</a>" * 200_000, "接收")
        self.changed("巨大属性.xlsx", STYLES, lambda _: b'<x a="' + b"A" * (20 << 20) + b'"/>', "接收")
        self.changed(
            "许多样式.xlsx",
            STYLES,
            lambda _: b"<styleSheet>" + b"<xf a='1'/>" * 2_000_000 + b"</styleSheet>",
            "接收",
        )

    def cells(self) -> None:
        rows = {
            "远处的格": b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>', "远处的列": b'<row r="900"><c r="AAA900"><v>1</v></c></row>',
            "远处的行": b'<row r="100001"><c r="A100001"><v>1</v></c></row>', "行号为零": b'<row r="0"><c r="A0"><v>1</v></c></row>',
            "没有位置": b'<row r="900"><c><v>1</v></c></row>', "重复的格": b'<row r="900"><c r="A900"><v>1</v></c><c r="A900"><v>2</v></c></row>',
            "错行的格": b'<row r="900"><c r="A900"><v>1</v></c><c r="B901"><v>2</v></c></row>', "负的字号": b'<row r="900"><c r="A900" t="s"><v>-1</v></c></row>',
            "没有的字": b'<row r="900"><c r="A900" t="s"><v>4294967296</v></c></row>', "不是数": b'<row r="900"><c r="A900"><v>1e</v></c></row>',
            "注释里的格": b'<row r="900"><!-- <c r="A900"/> --></row>', "CDATA里的格": b'<row r="900"><c r="A900"><v><![CDATA[1]]></v></c></row>',
            "换前缀的格": b'<row r="900"><y:c xmlns:y="u" r="A900"/><c r="B900" s="x"><v>1</v></c></row>',
        }  # fmt: skip
        for name, cells in rows.items():
            doors = "接收 导入" if name.startswith("远处") else "" if name == "换前缀的格" else "接收"
            self.changed(f"{name}.xlsx", SHEET, lambda data, cells=cells: before_end(data, cells), doors)
        self.changed("百万行.xlsx", SHEET, lambda data: before_end(data, b"<row/>" * 1_500_000), "接收")
        self.changed("百万行带格.xlsx", SHEET, lambda data: before_end(data, many_rows(400_000)))
        self.changed(
            "三百万格.xlsx", SHEET, lambda data: before_end(data, b'<c r="A1"/>' * 3_100_000), "接收"
        )
        self.changed(
            "巨大合并.xlsx", SHEET, lambda data: data.replace(b"</sheetData>", b"</sheetData>" + MERGES), ""
        )
        self.changed(
            "巨大范围.xlsx",
            SHEET,
            lambda data: data.replace(b"<dimension ", b'<dimension x="A1:XFD1048576" '),
            "",
        )
        for number, formula in enumerate(
            (
                b"1+1",
                b"cmd|' /C calc'!A0",
                b'HYPERLINK("http://127.0.0.1:1/"&amp;A1)',
                b'WEBSERVICE("http://127.0.0.1:1/")',
            )
        ):
            cell = b'<row r="900"><c r="C900"><f>' + formula + b"</f><v>1</v></c></row>"
            self.changed(f"公式{number}.xlsx", SHEET, lambda data, cell=cell: before_end(data, cell), "")

    def active(self) -> None:
        for part in (
            "xl/vbaProject.bin", "xl/macrosheets/sheet1.xml", "xl/externalLinks/externalLink1.xml", "xl/embeddings/oleObject1.bin",
            "xl/activeX/activeX1.bin", "xl/activeX/activeX1.xml", "xl/connections.xml", "xl/dialogsheets/sheet1.xml",
        ):  # fmt: skip
            self.changed(f"活动内容-{part.replace('/', '-')}.xlsx", part, lambda _: b"<x/>", "接收")
        for kind in (
            b"ms-excel.sheet.macroEnabled.main+xml",
            b"ms-excel.addin.macroEnabled.main+xml",
            b"ms-excel.template.macroEnabled.main+xml",
        ):
            self.changed(
                f"改名的宏-{kind[9:15].decode()}.xlsx", TYPES,
                lambda data, kind=kind: data.replace(b"openxmlformats-officedocument.spreadsheetml.sheet.main+xml", kind), "接收",
            )  # fmt: skip
        for kind in (
            "oleLink",
            "externalLinkPath",
            "attachedTemplate",
            "image",
            "frame",
            "xlExternalLinkPath/xlPathMissing",
        ):
            link = (
                b'<Relationship Id="rX" Type="http://x/%s" Target="file:///c:/x" TargetMode="External"/></Rel'
                % kind.encode()
            )
            name = kind.replace("/", "-")
            self.changed(
                f"外部链接-{name}.xlsx",
                BOOK_RELS,
                lambda data, link=link: data.replace(b"</Rel", link, 1),
                "接收",
            )
        for name, head in (("压缩包", b"PK\x03\x04"), ("旧文档", b"\xd0\xcf\x11\xe0"), ("程序", b"MZ\x90\0")):
            self.changed(
                f"嵌入{name}.xlsx", "xl/media/image1.png", lambda _, head=head: head + bytes(200), "接收"
            )

    def directory(self) -> None:
        """Lies in the directory of the zip itself."""
        whole = pack(self.parts)
        end = len(whole) - 22
        for name, build in {
            "前面多出": lambda: b"MZ" + whole, "后面多出": lambda: whole + b"tail", "截断一半": lambda: whole[: len(whole) // 2],
            "少一字节": lambda: whole[:-1], "只有头": lambda: b"PK\x03\x04", "空文件": lambda: b"", "目录位置错": lambda: whole[: end + 16] + b"\xff\xff\xff\x7f" + whole[end + 20 :],
            "条数错": lambda: whole[: end + 10] + b"\xff\xff" + whole[end + 12 :], "带说明": lambda: whole[: end + 20] + b"\x04\0" + b"note",
            "假六十四位": lambda: whole[:end] + b"PK\x06\x07" + bytes(16) + whole[end:], "密码": lambda: locked(whole), "大小不符": lambda: lying(whole),
        }.items():  # fmt: skip
            doors = (
                "接收" if name in ("前面多出", "后面多出", "带说明", "假六十四位", "条数错") else "接收 导入"
            )
            self.add(f"目录-{name}.xlsx", build, doors)
        for method in (zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA):
            self.add(f"目录-压缩方法{method}.xlsx", lambda method=method: pack(self.parts, method), "接收")
        for one, other in (("XL/WORKBOOK.XML", BOOK), ("ｘl/workbook.xml", BOOK)):
            self.add(
                f"目录-同名{one[0]}.xlsx",
                lambda one=one, other=other: pack({**self.parts, one: self.parts[other]}),
                "接收",
            )

    def strangers(self) -> None:
        """Files that are something else than they claim."""
        for name, data in {
            "程序.xlsx": b"MZ\x90\0" + bytes(5000), "网页.xlsx": b"<html><script>alert(1)</script></html>", "文档.xlsx": b"%PDF-1.4\n" + bytes(3000),
            "快捷方式.xlsx": bytes.fromhex("4c0000000114020000000000c000000000000046") + bytes(400), "全零.xlsx": bytes(100_000),
            "旧文档头.xlsx": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(3000), "旧文档乱.xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 5000,
        }.items():  # fmt: skip
            self.add(name, lambda data=data: data, "接收" if name in ("网页.xlsx",) else "接收 导入")
        for name, build in {
            "十亿大笑.xml": lambda: old_xml(b"<Row/>", b"<!DOCTYPE x [<!ENTITY a 'ha'>]>"),
            "远处的行.xml": lambda: old_xml(b'<Row ss:Index="99999999"><Cell><Data>1</Data></Cell></Row>'),
            "许多宽行.xml": lambda: old_xml(
                b'<Row><Cell ss:Index="702"><Data>1</Data></Cell></Row>' * 100_000
            ),
            "没有尽头.xml": lambda: old_xml(b'<Row x="' + b"A" * (40 << 20)),
            "许多部分.mht": lambda: (
                b"MIME-Version: 1.0\nContent-Type: x; boundary=-\n\n" + b"--\n" * 5_000_000
            ),
        }.items():
            self.add(name, build, "导入")
        for name, build in {
            "深层嵌套.xml": lambda: old_xml(b"<B>" * 2_000_000),
            "许多空格子.xml": lambda: old_xml(
                b"<Row/>" * 1_000_000 + b'<Row ss:Hidden="1" ss:Span="999999999"/>' * 100_000
            ),
        }.items():
            self.add(name, build, "导入")
        for name, data in {
            "照片.jpg": b"MZ\x90\0" + bytes(900), "照片.jpg.exe": b"\xff\xd8\xff" + bytes(900), "方案.lnk": b"\x4c\0\0\0\x01\x14\x02\0" + bytes(300),
            "报告.html": b"<html><script>x</script></html>", "报告.hta": b"<script>x</script>", "通知.js": b"WScript.Echo(1)", "通知.vbs": b"MsgBox 1",
            "通知.wsf": b"<job/>", "清单.bat": b"@echo off", "清单.cmd": b"del x", "照片.scr": b"\xff\xd8\xff" + bytes(99), "网址.url": b"[InternetShortcut]",
            "登记.reg": b"Windows Registry Editor", "图.svg": b"<svg onload='x()'/>", "存档.mht": b"MIME-Version: 1.0", "控件.cpl": b"MZ" + bytes(99),
            "脚本.ps1": b"Get-Item", "台账.xlsm": b"PK\x03\x04" + bytes(99), "方案.docm": b"PK\x03\x04" + bytes(99), "帮助.chm": b"ITSF" + bytes(99), "空.jpg": b"",
        }.items():  # fmt: skip
            self.add(name, lambda data=data: data, "佐证")
        for name, build in {
            "一亿像素.png": lambda: flat_png(30_000, 30_000), "巨图.gif": lambda: b"GIF89a\xff\xff\xff\xff\xf0\0\0" + bytes(800),
            "巨图.bmp": lambda: b"BM" + struct.pack("<IHHIIiiHHIIiiII", 99, 0, 0, 54, 40, 2**31 - 1, 2**31 - 1, 1, 1, 0, 0, 0, 0, 0, 0),
            "照片带包.jpg": lambda: b"\xff\xd8\xff\xe0" + bytes(500) + pack({"a.txt": b"x"}), "截断.jpg": lambda: b"\xff\xd8\xff\xe1\xff\xffExif\0\0" + b"\xff" * 99,
            "巨图.tif": lambda: b"II*\0\x08\0\0\0\xff\xff" + b"\x00\x01\x04\x00\x01\0\0\0\xff\xff\xff\x7f" * 400,
            "脚本.pdf": lambda: b"%PDF-1.7\n1 0 obj<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj", "启动.pdf": lambda: b"%PDF-1.7\n<</S/Launch/F(calc.exe)>>",
            "内嵌.pdf": lambda: b"%PDF-1.7\n<</EmbeddedFiles<</Names[(a.exe)]>>>>",
        }.items():  # fmt: skip
            self.add(name, build, "")


def old_xml(rows: bytes, before: bytes = b"") -> bytes:
    """An XML spreadsheet of 2003 with these rows in its only sheet."""
    space = b'xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"'
    head = b'<?xml version="1.0"?>' + before + b"<Workbook " + space + b'><Worksheet ss:Name="a"><Table>'
    return head + rows + b"</Table></Worksheet></Workbook>"


MERGES = b'<mergeCells count="1"><mergeCell ref="A900:XFD1048576"/></mergeCells>'


def before_end(sheet: bytes, cells: bytes) -> bytes:
    return sheet.replace(b"</sheetData>", cells + b"</sheetData>")


def many_rows(count: int) -> bytes:
    return b"".join(b'<row r="%d"><c r="A%d"><v>1</v></c></row>' % (n, n) for n in range(900, 900 + count))


def flat_png(width: int, height: int) -> bytes:
    """A picture of one bit a point and nothing on it: some hundred kilobytes for a hundred million points."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">L", len(data)) + kind + data + struct.pack(">L", zlib.crc32(kind + data))

    rows = zlib.compressobj(QUICK)
    line = bytes(1 + width // 8)
    body = b"".join(rows.compress(line * 100) for _ in range(height // 100)) + rows.flush()
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">LLBBBBB", width, height, 1, 0, 0, 0, 0))
        + chunk(b"IDAT", body)
        + chunk(b"IEND", b"")
    )
