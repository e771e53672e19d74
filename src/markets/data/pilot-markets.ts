/** A market as a fresh installation knows it. */
export interface PilotMarket {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  readonly province: string;
  readonly batch: number;
  readonly year: number;
  readonly customsOffice: string | null;
}

/** Year of each batch of pilots; the days of approval are not agreed upon in public sources and are not kept. */
const YEARS: Readonly<Record<string, number>> = { 1: 2013, 2: 2015, 3: 2016, 4: 2018, 5: 2020, 6: 2022 };

/**
 * Customs offices of markets. No public table gives Keqiao an office of its own: 2906 (Shaoxing) is unverified.
 * The other markets get theirs when somebody sets them up.
 */
const OFFICES: Readonly<Record<string, string>> = { 'KQ-CTC': '2906', 'YW-ICC': '2921' };

/** The 39 pilots: batch, our own code (customs publishes none), province, name, English name. Names are unverified. */
const TABLE = `
1|YW-ICC|浙江|义乌国际小商品城|Yiwu International Trade City
2|HM-DSQ|江苏|海门叠石桥国际家纺城|Haimen Dieshiqiao International Home Textile City
2|HN-LTH|浙江|海宁皮革城|Haining Leather City
3|CS-GMC|江苏|常熟服装城|Changshu Garment City
3|HD-LGM|广东|广州花都皮革皮具市场|Guangzhou Huadu Leather Goods Market
3|LY-EMM|山东|临沂商城工程物资市场|Linyi Engineering Materials Market
3|WH-HKB|湖北|武汉汉口北国际商品交易中心|Wuhan North Hankou International Commodity Exchange
3|BG-LUG|河北|白沟箱包市场|Baigou Luggage Market
4|WZ-LIP|浙江|温州(鹿城)轻工产品交易中心|Wenzhou (Lucheng) Light Industry Exchange
4|SS-GMC|福建|泉州石狮服装城|Quanzhou Shishi Garment City
4|CH-GQM|湖南|长沙高桥大市场|Changsha Gaoqiao Market
4|FS-AIF|广东|佛山亚洲国际家具材料交易中心|Foshan Asia International Furniture Materials Exchange
4|ZS-LHL|广东|中山利和灯博中心|Zhongshan Lihe Lighting Expo Centre
4|CD-ITC|四川|成都国际商贸城|Chengdu International Trade City
5|XL-GMC|辽宁|西柳服装城|Xiliu Garment City
5|KQ-CTC|浙江|绍兴柯桥中国轻纺城|China Textile City, Keqiao, Shaoxing
5|TZ-LQP|浙江|台州路桥日用品及塑料制品交易中心|Taizhou Luqiao Daily Goods and Plastics Exchange
5|HZ-ZLC|浙江|湖州(织里)童装及日用消费品交易管理中心|Huzhou (Zhili) Children's Wear and Consumer Goods Exchange
5|BB-ZHC|安徽|蚌埠中恒商贸城|Bengbu Zhongheng Trade City
5|JJ-SHT|福建|晋江国际鞋纺城|Jinjiang International Shoe and Textile City
5|QD-JMC|山东|青岛即墨国际商贸城|Qingdao Jimo International Trade City
5|YT-SZM|山东|烟台三站批发交易市场|Yantai Sanzhan Wholesale Market
5|XC-HRM|河南|许昌国际发制品交易市场|Xuchang International Hair Products Market
5|YC-TGL|湖北|宜昌三峡物流园|Yichang Three Gorges Logistics Park
5|ST-BAT|广东|汕头宝奥国际玩具城|Shantou Baoao International Toy City
5|DG-DLW|广东|东莞大朗毛织贸易中心|Dongguan Dalang Woollen Trade Centre
5|KM-LSW|云南|昆明俊发·新螺蛳湾国际商贸城|Kunming Junfa New Luosiwan International Trade City
5|SZ-HNC|广东|深圳华南国际工业原料城|Shenzhen South China International Industrial Materials City
5|MZ-MGC|内蒙古|满洲里满购中心(边贸)|Manzhouli Mangou Centre (border trade)
5|PX-ECP|广西|凭祥出口商品采购中心(边贸)|Pingxiang Export Commodity Procurement Centre (border trade)
5|RL-ICM|云南|瑞丽国际商品交易市场(边贸)|Ruili International Commodity Market (border trade)
6|TJ-WLZ|天津|天津王兰庄国际商贸城|Tianjin Wanglanzhuang International Trade City
6|TS-ITC|河北|唐山国际商贸交易中心|Tangshan International Trade Centre
6|HC-NEA|吉林|珲春东北亚国际商品城|Hunchun Northeast Asia International Commodity City
6|SF-QYM|黑龙江|绥芬河青云市场|Suifenhe Qingyun Market
6|JD-CMT|江西|景德镇陶瓷交易市场|Jingdezhen Ceramics Market
6|CQ-LSH|重庆|重庆大足龙水五金市场|Chongqing Dazu Longshui Hardware Market
6|AL-YOC|新疆|阿拉山口亚欧商品城|Alashankou Eurasia Commodity City
6|UR-BJH|新疆|乌鲁木齐边疆宾馆商贸市场|Urumqi Bianjiang Hotel Trade Market`;

const marketOf = (text: string): PilotMarket => {
  const [batch = '', code = '', province = '', name = '', nameEn = ''] = text.split('|');
  const year = YEARS[batch] ?? 0;
  return { code, name, nameEn, province, batch: Number(batch), year, customsOffice: OFFICES[code] ?? null };
};

export const PILOT_MARKETS: readonly PilotMarket[] = TABLE.trim().split('\n').map(marketOf);
