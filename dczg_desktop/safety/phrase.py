"""Pass-phrases of everyday Chinese words, easy to say over the telephone and hard to mishear."""

import secrets

COUNT = 8
"""Words in a phrase: eight of 256 are 64 random bits, behind a key derivation that takes about a second a try."""

_LISTED = """
白菜 萝卜 黄瓜 茄子 土豆 南瓜 豆腐 蘑菇 花生 芝麻 核桃 板栗 红枣 枸杞 莲藕 竹笋
苹果 香蕉 葡萄 西瓜 草莓 樱桃 菠萝 柠檬 石榴 柿子 芒果 荔枝 桂圆 橘子 木瓜 山楂
老虎 狮子 大象 熊猫 猴子 骆驼 斑马 长颈鹿 狐狸 松鼠 刺猬 兔子 乌龟 青蛙 蜻蜓 蝴蝶
蜜蜂 蚂蚁 孔雀 天鹅 喜鹊 燕子 麻雀 鹦鹉 企鹅 鲸鱼 海豚 螃蟹 龙虾 章鱼 珊瑚 贝壳
太阳 月亮 星星 彩虹 闪电 雪花 冰雹 露水 云彩 台风 沙漠 草原 森林 瀑布 湖泊 岛屿
火山 峡谷 温泉 梯田 长城 故宫 钟楼 石桥 码头 灯塔 车站 机场 学校 医院 银行 邮局
书本 铅笔 钢笔 毛笔 砚台 墨水 橡皮 剪刀 胶水 信封 邮票 报纸 地图 日历 字典 黑板
桌子 椅子 沙发 衣柜 窗帘 枕头 被子 毛巾 牙刷 肥皂 镜子 梳子 雨伞 钥匙 钱包 手表
锅盖 筷子 勺子 盘子 茶壶 酒杯 水桶 扫帚 簸箕 抹布 菜刀 砧板 蒸笼 火炉 冰箱 风扇
电灯 电话 收音机 照相机 计算器 显微镜 望远镜 温度计 指南针 算盘 天平 秤砣 磁铁 齿轮 弹簧 螺丝
汽车 火车 轮船 飞机 自行车 拖拉机 卡车 地铁 帆船 气球 火箭 卫星 雪橇 马车 轿子 吊车
足球 篮球 乒乓球 羽毛球 象棋 围棋 风筝 陀螺 毽子 跳绳 秋千 滑梯 积木 拼图 魔方 铃铛
钢琴 二胡 琵琶 古筝 笛子 唢呐 锣鼓 喇叭 口琴 吉他 小提琴 编钟 快板 皮影 剪纸 刺绣
棉花 丝绸 羊毛 皮革 帽子 围巾 手套 袜子 皮鞋 衬衫 旗袍 雨衣 纽扣 拉链 腰带 眼镜
面条 馒头 饺子 包子 油条 米饭 豆浆 牛奶 鸡蛋 酱油 香醋 白糖 蜂蜜 花椒 八角 生姜
玉米 小麦 高粱 大豆 牡丹 菊花 荷花 梅花 茉莉 桂花 仙人掌 梧桐 银杏 杨柳 松树 芦苇
"""

WORDS = tuple(_LISTED.split())


def make_phrase() -> str:
    """A new random phrase, words parted by blanks."""
    return " ".join(secrets.choice(WORDS) for _ in range(COUNT))
