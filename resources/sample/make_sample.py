"""Writes the sample files beside this script: two tables as offices send them, and drawn before/after pictures."""

import random
from datetime import datetime
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from PIL import Image, ImageDraw, ImageFilter

HERE = Path(__file__).parent
THIN = Side(style="thin")
BOX = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)

LIST_TITLE = "浔江市贯彻落实第三轮省级生态环境保护督察反馈意见整改措施清单"
LIST_HEAD = (
    "序号",
    "问题\n编号",
    "督察反馈问题",
    "类别",
    "属地",
    "整改目标",
    "整改措施",
    "整改\n时限",
    "责任单位",
    "责任\n领导",
    "责任\n人员",
    "督导单位",
    "目前进展情况\n及存在问题",
)
PROBLEMS = (
    (
        "第一项",
        "青石县城区生活污水收集管网覆盖不全，老城片区约 4.6 公里合流管未改造，雨天溢流口每月溢流 3 至 5 次，污水直排清溪河。",
        "水",
        "青石县",
        "完成老城片区雨污分流改造，消除 6 处溢流口，2026 年城区生活污水集中收集率达到 75% 以上。",
        "1.完成老城片区 4.6 公里管网雨污分流改造；\n2.封堵 6 处溢流口并安装水位监测；\n3.建立管网月巡查制度，每季度通报。",
        "2026年12月底前",
        "青石县",
        "周国平",
        "刘志强",
        "市住房和城乡建设局",
        "已完成管网改造 3.1 公里，封堵溢流口 4 处；剩余管段因地下障碍物多，进度偏慢。",
    ),
    (
        "第二项",
        "南坪镇石场坪三家砂石加工点沿河堆料，无围挡、无喷淋，大风天气扬尘严重，群众反映强烈。",
        "大气",
        "青石县",
        "取缔无证加工点，保留场地实现封闭堆存，周边无明显扬尘。",
        "1.拆除 2 家无证加工点设备并清场复绿；\n2.保留的 1 家建成 2400 平方米封闭料棚；\n3.出入口设置车辆冲洗设施。",
        "2026年10月底前",
        "青石县",
        "周国平",
        "陈向东",
        "市生态环境局",
        "",
    ),
    (
        "第三项",
        "北坡镇老鸦冲历史遗留煤矸石堆场约 2.3 万立方米，未采取防渗和截排水措施，雨季淋溶水流入下游农田灌渠。",
        "土壤",
        "青石县",
        "完成堆场综合治理，下游灌渠 3 个断面连续三个月达到地表水Ⅲ类。",
        "1.完成堆场截排水沟 820 米；\n2.覆膜覆土 1.6 万平方米并复绿；\n3.下游灌渠每月监测一次。",
        "2027年6月底前",
        "青石县",
        "何建军",
        "黄丽",
        "市自然资源局",
        "已委托第三方编制治理方案。",
    ),
    (
        "第四项",
        "云岭县工业园区污水处理厂设计规模 1 万吨/日，实际进水不足 3000 吨/日，园区 11 家企业自建排口未接入。",
        "水",
        "云岭县",
        "园区企业污水应接尽接，进水量达到设计规模的 60% 以上。",
        "1.建成 3.8 公里截污干管；\n2.11 家企业完成接管并封堵自建排口；\n3.完善进水在线监测。",
        "2026年9月底前",
        "云岭县",
        "罗小勇",
        "",
        "市工业和信息化局",
        "截污干管已建成 2.2 公里，5 家企业完成接管。",
    ),
    (
        "第五项",
        "云岭县城区 42 家餐饮店油烟净化设施长期不清洗，居民投诉集中，日常监管流于形式。",
        "大气",
        "云岭县",
        "城区餐饮油烟投诉量同比下降 50%。",
        "1.对 42 家餐饮店逐一建档并限期清洗；\n2.每季度开展一次油烟抽测。",
        "立行立改，长期坚持",
        "云岭县",
        "罗小勇",
        "吴敏",
        "市城市管理局",
        "42 家已全部建档，完成首轮清洗。",
    ),
    (
        "第六项",
        "市级饮用水水源地龙潭水库二级保护区内仍有 17 户畜禽养殖户，粪污露天堆放。",
        "水",
        "青石县",
        "二级保护区内畜禽养殖户全部退养或达标治理。",
        "1.完成 17 户退养协议签订和圈舍拆除；\n2.清运粪污 1200 吨；\n3.设置界标和视频监控。",
        "2026年8月底前",
        "青石县",
        "周国平",
        "唐文",
        "市农业农村局",
        "已签订退养协议 15 户，拆除圈舍 12 户。",
    ),
    (
        "第七项",
        "云岭县花桥乡两座废弃采石场未按方案复绿，裸露边坡 3.4 万平方米。",
        "生态",
        "云岭县",
        "完成复绿 3.4 万平方米，植被覆盖率达到 80%。",
        "1.边坡削坡减载并挂网；\n2.栽植乡土树种 5600 株。",
        "2026年11月底前",
        "云岭县",
        "",
        "",
        "市林业局",
        "",
    ),
    (
        "第八项",
        "部分县区对信访件办理“一转了之”，抽查 2025 年 30 件办结件，6 件现场问题仍然存在。",
        "其他",
        "各县",
        "重复举报率降到 5% 以下。",
        "1.对近两年办结件开展一次回访；\n2.建立办结件季度抽查制度。",
        "长期坚持",
        "青石县",
        "何建军",
        "黄丽",
        "市生态环境局",
        "已回访 118 件。",
    ),
    (
        "第九项",
        "青石县建筑垃圾无正规消纳场，南坪镇、北坡镇乡道旁 7 处随意倾倒点累计约 8600 立方米。",
        "固废",
        "青石县",
        "清理全部倾倒点，建成 1 座建筑垃圾消纳场。",
        "1.清理 7 处倾倒点；\n2.建成消纳场并投入运行；\n3.渣土车安装定位并联网。",
        "2026年7月底前，并长期坚持",
        "青石县",
        "周国平",
        "陈向东",
        "市城市管理局",
        "7 处倾倒点已清理 5 处；消纳场正在办理用地手续。",
    ),
    (
        "第十项",
        "云岭县生活垃圾填埋场渗滤液积存 1.8 万立方米，处理设施超负荷运行。",
        "固废",
        "云岭县",
        "积存渗滤液全部处理完毕，填埋场封场。",
        "1.新增 100 吨/日应急处理设备；\n2.完成填埋场封场工程。",
        "2026年12月底前",
        "云岭县",
        "罗小勇",
        "吴敏",
        "市城市管理局",
        "应急设备已安装调试，日处理 80 吨。",
    ),
    (
        "第十一项",
        "全市秸秆禁烧责任落实不到位，2025 年秋季卫星遥感火点 23 个。",
        "大气",
        "各县",
        "秋收期间卫星遥感火点同比下降 60%。",
        "1.落实县乡村三级网格巡查；\n2.建成秸秆收储点 9 个。",
        "每年10月底前",
        "云岭县",
        "罗小勇",
        "",
        "市农业农村局",
        "",
    ),
    (
        "第十二项",
        "青石县清溪河支流油坊沟黑臭反弹，透明度不足 15 厘米，返黑返臭长度 1.2 公里。",
        "水",
        "青石县",
        "油坊沟 3 个断面透明度、氨氮连续六个月达标。",
        "1.清淤 1.2 公里；\n2.截流 9 处散排口；\n3.建设生态护岸 600 米。",
        "2026年5月底前",
        "青石县",
        "何建军",
        "刘志强",
        "市水利局",
        "清淤 0.7 公里，截流散排口 5 处。",
    ),
)
PETITION_TITLE = "第三轮省级生态环境保护督察群众信访举报转办和边督边改公开情况一览表（第九批）"
PETITION_HEAD = (
    "序号",
    "受理编号",
    "交办问题基本情况",
    "行政\n区域",
    "问题\n类型",
    "调查核实情况",
    "是否\n属实",
    "办结目标",
    "处理和整改情况",
    "是否\n办结",
    "责任人被\n处理情况",
)
PETITIONS = (
    (
        "D3XJ202606110007",
        "南坪镇集镇农贸市场旁化粪池外溢，污水流到街面，气味难闻。",
        "青石县南坪镇",
        "水",
        "1.化粪池由南坪镇集镇管委会管理，2019 年建成。\n2.现场发现池体淤满，出水管破损约 2 米，污水外溢属实。",
        "属实",
        "修复破损管道，建立清掏制度。",
        "1.6 月 12 日完成清掏 3 车、更换管道 2 米。\n2.已明确每月清掏一次并公示责任人。",
        "已办结",
        "无",
    ),
    (
        "X3XJ202606110019*",
        "云岭县花桥乡采石场爆破震裂 20 余户房屋，粉尘大，反映多次无人管。",
        "云岭县花桥乡",
        "生态、大气",
        "1.采石场 2025 年 3 月已停止爆破作业，正在复绿。\n2.房屋裂缝 23 户，鉴定机构正在鉴定，原因待定。\n3.运料道路扬尘属实。",
        "部分属实",
        "完成房屋鉴定，落实道路洒水。",
        "1.委托鉴定机构入户鉴定，预计 7 月底出结果。\n2.运料道路每日洒水 4 次。",
        "阶段性办结",
        "约谈 1 人",
    ),
    (
        "D3XJ202606120003",
        "青石县城东新区夜间施工噪声扰民，凌晨仍在浇筑。",
        "青石县",
        "噪声",
        "项目为城东小学扩建工程，6 月 9 日夜间因浇筑连续作业至次日 2 时，未办理夜间施工许可。",
        "属实",
        "规范夜间施工。",
        "责令停止夜间施工，立案处罚 1 家，罚款 2 万元。",
        "已办结",
        "无",
    ),
    (
        "D3XJ202606120015",
        "北坡镇老鸦冲一养猪场粪水直排山塘，塘水发黑。",
        "青石县北坡镇",
        "水、畜禽养殖",
        "养殖场存栏 320 头，建有沼气池但沼液储存池渗漏，山塘水质氨氮超标 2.1 倍。",
        "属实",
        "修复储存池，山塘水质恢复。",
        "1.储存池防渗修复正在施工。\n2.山塘已投放水生植物，每两周监测一次。",
        "未办结",
        "无",
    ),
    (
        "X3XJ202606130002",
        "云岭县城区某洗车店污水直接排入雨水管。",
        "云岭县",
        "水",
        "经查，该店设有三级沉淀池并接入污水管网，现场未发现直排。",
        "不属实",
        "加强日常巡查。",
        "已要求经营者定期清掏沉淀池并留存记录。",
        "已办结",
        "无",
    ),
)


def write_list() -> None:
    """The plan as a city office sends it: merged title, unit and date in the second row, signatures at the end."""
    book = Workbook()
    sheet = book.active
    sheet.title = "整改措施清单"
    width = len(LIST_HEAD)
    _title(sheet, LIST_TITLE, width, "填报单位：浔江市督察整改办（盖章）", "日期：2026年3月18日")
    _row(sheet, 3, LIST_HEAD, bold=True)
    for number, problem in enumerate(PROBLEMS, start=1):
        _row(sheet, number + 3, (number, *problem))
    last = len(PROBLEMS) + 4
    sheet.cell(last, 1, "整改单位负责人：")
    sheet.merge_cells(start_row=last, start_column=1, end_row=last, end_column=6)
    sheet.cell(last, 7, "主管部门负责人：")
    sheet.merge_cells(start_row=last, start_column=7, end_row=last, end_column=width)
    for letter, size in zip("ABCDEFGHIJKLM", (5, 9, 40, 7, 9, 26, 40, 14, 12, 9, 9, 16, 30), strict=True):
        sheet.column_dimensions[letter].width = size
    book.save(HERE / "整改措施清单.xlsx")


def write_petitions() -> None:
    """A day's batch of petitions, in the columns of the third round."""
    book = Workbook()
    sheet = book.active
    sheet.title = "第九批"
    _title(sheet, PETITION_TITLE, len(PETITION_HEAD), "单位：浔江市", "日期：2026年6月20日")
    _row(sheet, 3, PETITION_HEAD, bold=True)
    for number, petition in enumerate(PETITIONS, start=1):
        _row(sheet, number + 3, (number, *petition))
    for letter, size in zip("ABCDEFGHIJK", (5, 21, 34, 14, 10, 36, 8, 20, 34, 10, 10), strict=True):
        sheet.column_dimensions[letter].width = size
    book.save(HERE / "信访件一览表.xlsx")


def _title(sheet, title, width, left, right):
    sheet.cell(1, 1, title).font = Font(size=18, bold=True)
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=width)
    sheet.cell(1, 1).alignment = Alignment(horizontal="center", vertical="center")
    sheet.row_dimensions[1].height = 36
    sheet.cell(2, 1, left)
    sheet.merge_cells(start_row=2, start_column=1, end_row=2, end_column=width - 3)
    sheet.cell(2, width - 2, right)
    sheet.merge_cells(start_row=2, start_column=width - 2, end_row=2, end_column=width)


def _row(sheet, number, texts, *, bold=False):
    for column, text in enumerate(texts, start=1):
        cell = sheet.cell(number, column, text)
        cell.alignment = Alignment(
            wrap_text=True, vertical="center" if bold else "top", horizontal="center" if bold else None
        )
        cell.border = BOX
        cell.font = Font(bold=bold)


def _trees(pen, rng):
    """Rows of young trees."""
    for row in range(4):
        for x in range(20 + row * 12, 940, 46):
            top = 330 + row * 42 + rng.randint(-8, 8)
            pen.rectangle((x + 9, top + 26, x + 13, top + 44), fill=(110, 90, 70))
            pen.ellipse(
                (x, top, x + 24, top + 32), fill=(58 + rng.randint(0, 30), 118 + rng.randint(0, 20), 62)
            )


def _shed(pen, rng):
    """A closed shed, grass before it."""
    pen.rectangle((250, 300, 720, 470), fill=(206, 212, 218), outline=(120, 130, 140), width=4)
    pen.polygon([(230, 300), (485, 220), (740, 300)], fill=(70, 110, 160))
    for x in range(270, 710, 60):
        pen.line((x, 305, x, 468), fill=(176, 184, 192), width=3)
    for _ in range(70):
        x, y = rng.randint(0, 950), rng.randint(600, 710)
        pen.ellipse((x, y, x + 14, y + 10), fill=(70, 124, 66))


def _heaps(pen, rng):
    """Bare heaps and dust."""
    for x, size in ((160, 150), (390, 190), (640, 160), (820, 120)):
        pen.polygon(
            [(x - size, 500), (x, 500 - size), (x + size, 500)], fill=(142 + rng.randint(-8, 8), 128, 104)
        )
    for _ in range(160):
        x, y = rng.randint(0, 950), rng.randint(150, 480)
        pen.ellipse((x, y, x + 26, y + 12), fill=(206, 198, 182))


def draw_yard(*, after: bool, seed: int, shed: bool = True) -> Image.Image:
    """A gravel yard by a river: bare heaps and dust before, a closed shed and green after."""
    rng = random.Random(seed)
    picture = Image.new("RGB", (960, 720), (172, 196, 214) if after else (196, 190, 178))
    pen = ImageDraw.Draw(picture)
    for step in range(300):
        shade = step // 6
        pen.line(
            (0, step, 960, step),
            fill=(160 + shade, 190 + shade, 220 + shade // 2)
            if after
            else (190 + shade // 2, 182 + shade // 2, 168 + shade // 2),
        )
    points = [(x, 250 + rng.randint(-40, 30)) for x in range(0, 1000, 80)]
    pen.polygon([(0, 420), *points, (960, 420)], fill=(88, 128, 92) if after else (122, 124, 104))
    pen.rectangle((0, 400, 960, 720), fill=(116, 152, 92) if after else (164, 146, 116))
    pen.polygon(
        [(0, 560), (960, 500), (960, 590), (0, 660)], fill=(92, 142, 160) if after else (132, 126, 104)
    )
    if after:
        (_shed if shed else _trees)(pen, rng)
    else:
        _heaps(pen, rng)
    noise = Image.effect_noise((960, 720), 22).convert("RGB")
    return Image.blend(picture.filter(ImageFilter.GaussianBlur(1.2)), noise, 0.10)


def draw_river(*, after: bool, seed: int) -> Image.Image:
    """A ditch: black water and rubbish before, clear water and planted banks after."""
    rng = random.Random(seed)
    picture = Image.new("RGB", (960, 720), (188, 206, 220))
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 220, 960, 720), fill=(112, 148, 88) if after else (128, 122, 92))
    pen.polygon(
        [(380, 220), (560, 220), (860, 720), (120, 720)], fill=(104, 156, 172) if after else (46, 48, 44)
    )
    for _ in range(220):
        x, y = rng.randint(0, 950), rng.randint(240, 715)
        colour = (
            (60 + rng.randint(0, 40), 120 + rng.randint(0, 40), 60)
            if after
            else (120 + rng.randint(0, 90), 110, 90)
        )
        pen.ellipse((x, y, x + rng.randint(6, 22), y + rng.randint(4, 14)), fill=colour)
    noise = Image.effect_noise((960, 720), 20).convert("RGB")
    return Image.blend(picture.filter(ImageFilter.GaussianBlur(1.0)), noise, 0.10)


def save(picture: Image.Image, name: str, taken: datetime) -> None:
    """A JPEG that says when it was taken, as a telephone would write it."""
    exif = Image.Exif()
    exif[0x0132] = taken.strftime("%Y:%m:%d %H:%M:%S")
    exif.get_ifd(0x8769)[0x9003] = taken.strftime("%Y:%m:%d %H:%M:%S")
    picture.save(HERE / name, quality=82, exif=exif)


if __name__ == "__main__":
    write_list()
    write_petitions()
    save(draw_yard(after=False, seed=3), "石场坪砂石点_整改前.jpg", datetime(2026, 4, 2, 9, 41))
    save(draw_yard(after=True, seed=3), "石场坪砂石点_整改后.jpg", datetime(2026, 9, 28, 15, 12))
    save(draw_yard(after=False, seed=11), "花桥采石场_整改前.jpg", datetime(2026, 4, 9, 11, 2))
    save(draw_yard(after=True, seed=11, shed=False), "花桥采石场_整改后.jpg", datetime(2026, 11, 5, 14, 36))
    save(draw_river(after=False, seed=5), "油坊沟_整改前.jpg", datetime(2026, 3, 26, 10, 5))
    save(draw_river(after=True, seed=5), "油坊沟_整改后.jpg", datetime(2026, 9, 30, 16, 20))
