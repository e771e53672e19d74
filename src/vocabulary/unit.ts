/** A unit of quantity as customs codes it: three digits, with its Chinese and English name. */
export interface Unit {
  code: string;
  zh: string;
  en: string;
}

/** The unit quantities fall back to when merged goods are counted in different units. */
export const KILOGRAM = '035';

/** Code, Chinese, English. 035 is confirmed by public sources; the others are from memory of the customs table: unverified. */
const TABLE = `
001 台 set (machine)|002 座 seat|003 辆 vehicle|004 艘 vessel|005 架 aircraft|006 套 suite|007 个 each|008 只 unit
009 头 head|010 张 sheet|011 件 piece|012 支 stick|013 枝 branch|014 根 rod|015 条 strip|016 把 handful|017 块 block
018 卷 roll|019 副 pair (set)|020 片 slice|021 组 group|022 份 part|023 幅 panel|025 双 pair|026 对 couple|027 棵 tree
028 株 plant|029 井 well|030 米 metre|031 盘 coil|032 平方米 square metre|033 立方米 cubic metre|034 筒 tube
035 千克 kilogram|036 克 gram|037 盆 pot|038 万个 ten thousand pieces|039 具 outfit|040 百副 hundred pairs (sets)
041 百支 hundred sticks|042 百把 hundred handfuls|043 百个 hundred pieces|044 百片 hundred slices|045 刀 quire|046 疋 bolt
047 公担 quintal|048 扇 leaf|049 百枝 hundred branches|050 千只 thousand units|051 千块 thousand blocks
052 千盒 thousand boxes|053 千枝 thousand branches|054 千个 thousand pieces|055 亿支 hundred million sticks
056 亿个 hundred million pieces|057 万套 ten thousand suites|058 千张 thousand sheets|059 万张 ten thousand sheets
060 千伏安 kilovolt-ampere|061 千瓦 kilowatt|062 千瓦时 kilowatt-hour|063 千升 thousand litres|067 英尺 foot
070 吨 tonne|071 长吨 long ton|072 短吨 short ton|076 磅 pound|077 担 picul|083 盎司 ounce|084 克拉 carat|086 码 yard
088 英寸 inch|095 升 litre|096 毫升 millilitre|097 英加仑 imperial gallon|098 美加仑 US gallon|099 立方英尺 cubic foot
110 平方码 square yard|111 平方英尺 square foot|115 英制马力 horsepower|116 公制马力 metric horsepower|118 令 ream
120 箱 case|121 批 batch|122 罐 can|123 桶 barrel|124 扎 bundle|125 包 pack|126 箩 gross|127 打 dozen|128 筐 basket
129 罗 gross (twelve dozen)|130 匹 bolt (cloth)|131 册 volume|132 本 book|133 发 round|134 枚 item|135 捆 sheaf|136 袋 bag
139 粒 grain|140 盒 box|141 合 case (small)|142 瓶 bottle|143 千支 thousand sticks|144 万双 ten thousand pairs
145 万粒 ten thousand grains|146 千粒 thousand grains|147 千米 kilometre|148 千英尺 thousand feet
149 百万贝可 million becquerel|163 部 apparatus|164 亿株 hundred million plants`;

const unitOf = (text: string): Unit => {
  const [code = '', zh = '', ...en] = text.trim().split(' ');
  return { code, zh, en: en.join(' ') };
};

/** The units a fresh installation starts with; what is valid on a day is the code table's answer. */
export const UNITS: readonly Unit[] = TABLE.trim().split(/[|\n]/).map(unitOf);
