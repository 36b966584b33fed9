"""Traditional characters as simplified ones, as far as headers, labels and signatures have them."""

import re

_SIMPLIFIED = str.maketrans(
    "號編辦轉題況區類調實屬處責導單級標時間項點環內牽頭進結據備註聯繫電話規範種聲隱圖數總計檔對組織監測驗銷廳顯縣鄉鎮業員長專劃開關審報執嚴辭舉來傳訪後發現狀態採場歸"
    "資達與從門為應當個體約談問饋務領協參氣塵煙線簽訴複復續認證設議詳質費過運違選階際難預風農決則創動變響壞將層崗錄懲戶擬護無術機權條欄檢匯汙滿燈碼確稱紅紀經統罰職補"
    "堅製臺鹽併牆車購賬記說負輪轄隊儘盡歷雙評論廢鍵瀏覽閱讀異議請該黨團見產環廠養礦園滯擾師兩萬黃書週強郵網"
    "丟臨爲麼亂爭於們價衆眾會寫準幾擊剛別佔啓啟諮國塊夠學幹並廣庫張彈徹徵徑懷掃揚擔撥掛換攝斷暫構樣橋歡畢沒潯灣溼濕熱暢蓋礙積"
    "稅穩籤簡緊糾納細終給絡絕績維綠羅羣節薦獲營藍視訊許識詞詢説諾誰貯贊軟載輩輻輯邊還這連遲適裏裡鏈錯閉聞閲險隸頁頂順須顧飲駁驟齡覈誌佈",
    "号编办转题况区类调实属处责导单级标时间项点环内牵头进结据备注联系电话规范种声隐图数总计档对组织监测验销厅显县乡镇业员长专划开关审报执严辞举来传访后发现状态采场归"
    "资达与从门为应当个体约谈问馈务领协参气尘烟线签诉复复续认证设议详质费过运违选阶际难预风农决则创动变响坏将层岗录惩户拟护无术机权条栏检汇污满灯码确称红纪经统罚职补"
    "坚制台盐并墙车购账记说负轮辖队尽尽历双评论废键浏览阅读异议请该党团见产环厂养矿园滞扰师两万黄书周强邮网"
    "丢临为么乱争于们价众众会写准几击刚别占启启咨国块够学干并广库张弹彻征径怀扫扬担拨挂换摄断暂构样桥欢毕没浔湾湿湿热畅盖碍积"
    "税稳签简紧纠纳细终给络绝绩维绿罗群节荐获营蓝视讯许识词询说诺谁贮赞软载辈辐辑边还这连迟适里里链错闭闻阅险隶页顶顺须顾饮驳骤龄核志布",
)
"""Traditional characters of every word that the readers know; texts under the headers are left as written."""

_TRADITIONAL = frozenset(map(chr, _SIMPLIFIED))
_FEWEST = 5
_ANSWERED = re.compile("([答回批])覆")
"""覆 is 复 where it answers, and stays where it covers (覆盖)."""


def simplified(text: str) -> str:
    """The text with the traditional characters of headers and signatures as simplified ones; for comparing only."""
    plain = text.translate(_SIMPLIFIED)
    return _ANSWERED.sub("\\1复", plain) if "覆" in plain else plain


def is_traditional(text: str) -> bool:
    """Whether a text is written in traditional characters: a few of them stand in any text (於, 週)."""
    return len(_TRADITIONAL.intersection(text)) >= _FEWEST
