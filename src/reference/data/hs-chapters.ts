import { entriesOf } from './entry.js';

/** Chapters of the Harmonised System, short names. 77 is reserved and stays out: no commodity code begins with it. */
export const HS_CHAPTERS = entriesOf(
  'hs-chapter',
  `
01*|活动物|Live animals
02*|肉及食用杂碎|Meat and edible offal
03*|鱼及其他水生无脊椎动物|Fish and aquatic invertebrates
04*|乳品;蛋品;天然蜂蜜|Dairy produce; eggs; natural honey
05*|其他动物产品|Other products of animal origin
06*|活树及其他活植物;鲜切花|Live trees and plants; cut flowers
07*|食用蔬菜、根及块茎|Edible vegetables, roots and tubers
08*|食用水果及坚果|Edible fruit and nuts
09*|咖啡、茶、马黛茶及调味香料|Coffee, tea, maté and spices
10*|谷物|Cereals
11*|制粉工业产品;麦芽;淀粉|Milling products; malt; starches
12*|含油子仁及果实;药用植物|Oil seeds; medicinal plants
13*|虫胶;树胶、树脂|Lac; gums and resins
14*|编结用植物材料|Vegetable plaiting materials
15*|动、植物油、脂|Animal or vegetable fats and oils
16*|肉、鱼等的制品|Preparations of meat or fish
17*|糖及糖食|Sugars and sugar confectionery
18*|可可及可可制品|Cocoa and cocoa preparations
19*|谷物、粮食粉或乳的制品|Preparations of cereals, flour or milk
20*|蔬菜、水果、坚果的制品|Preparations of vegetables, fruit or nuts
21*|杂项食品|Miscellaneous edible preparations
22*|饮料、酒及醋|Beverages, spirits and vinegar
23*|食品工业的残渣;动物饲料|Residues of the food industries; animal feed
24*|烟草及其制品|Tobacco and substitutes
25*|盐;硫磺;泥土及石料;水泥|Salt; sulphur; earths and stone; cement
26*|矿砂、矿渣及矿灰|Ores, slag and ash
27*|矿物燃料、矿物油|Mineral fuels and oils
28*|无机化学品|Inorganic chemicals
29*|有机化学品|Organic chemicals
30*|药品|Pharmaceutical products
31*|肥料|Fertilisers
32*|染料、颜料、油漆|Dyes, pigments, paints
33*|精油;芳香料制品及化妆品|Essential oils; perfumery and cosmetics
34*|肥皂、洗涤剂、蜡|Soap, washing preparations, waxes
35*|蛋白类物质;胶;酶|Albuminoidal substances; glues; enzymes
36*|炸药;烟火制品;火柴|Explosives; fireworks; matches
37*|照相及电影用品|Photographic goods
38*|杂项化学产品|Miscellaneous chemical products
39*|塑料及其制品|Plastics and articles thereof
40*|橡胶及其制品|Rubber and articles thereof
41*|生皮及皮革|Raw hides, skins and leather
42*|皮革制品;旅行箱包|Articles of leather; travel goods
43*|毛皮、人造毛皮及其制品|Furskins and artificial fur
44*|木及木制品;木炭|Wood and articles of wood; charcoal
45*|软木及软木制品|Cork and articles of cork
46*|编结材料制品;篮筐|Plaited articles; basketware
47*|木浆及其他纤维浆|Pulp of wood
48*|纸及纸板|Paper and paperboard
49*|书籍、报纸、印刷图画|Books, newspapers, printed pictures
50*|蚕丝|Silk
51*|羊毛、动物细毛或粗毛|Wool and animal hair
52*|棉花|Cotton
53*|其他植物纺织纤维|Other vegetable textile fibres
54*|化学纤维长丝|Man-made filaments
55*|化学纤维短纤|Man-made staple fibres
56*|絮胎、毡呢及无纺织物;绳索|Wadding, felt, nonwovens; cordage
57*|地毯及其他铺地制品|Carpets and floor coverings
58*|特种机织物;花边;刺绣品|Special woven fabrics; lace; embroidery
59*|浸渍、涂布的纺织物;工业用纺织制品|Impregnated or coated textiles; technical textiles
60*|针织物及钩编织物|Knitted or crocheted fabrics
61*|针织或钩编的服装及衣着附件|Apparel, knitted or crocheted
62*|非针织或非钩编的服装及衣着附件|Apparel, not knitted or crocheted
63*|其他纺织制成品;旧衣着|Other made-up textiles; worn clothing
64*|鞋靴、护腿|Footwear, gaiters
65*|帽类及其零件|Headgear
66*|雨伞、阳伞、手杖|Umbrellas, walking sticks
67*|羽毛制品;人造花;人发制品|Feather articles; artificial flowers; hair
68*|石料、石膏、水泥制品|Articles of stone, plaster, cement
69*|陶瓷产品|Ceramic products
70*|玻璃及其制品|Glass and glassware
71*|珠宝、贵金属;仿首饰|Jewellery, precious metals; imitation jewellery
72*|钢铁|Iron and steel
73*|钢铁制品|Articles of iron or steel
74*|铜及其制品|Copper and articles thereof
75*|镍及其制品|Nickel and articles thereof
76*|铝及其制品|Aluminium and articles thereof
78*|铅及其制品|Lead and articles thereof
79*|锌及其制品|Zinc and articles thereof
80*|锡及其制品|Tin and articles thereof
81*|其他贱金属、金属陶瓷|Other base metals; cermets
82*|贱金属工具、刀具、餐具|Tools and cutlery of base metal
83*|贱金属杂项制品|Miscellaneous articles of base metal
84*|核反应堆、锅炉、机器|Boilers, machinery
85*|电机、电气设备|Electrical machinery and equipment
86*|铁道及电车道机车、车辆|Railway locomotives and rolling stock
87*|车辆及其零件|Vehicles and parts
88*|航空器、航天器|Aircraft, spacecraft
89*|船舶及浮动结构体|Ships and floating structures
90*|光学、计量、医疗仪器|Optical, measuring, medical instruments
91*|钟表及其零件|Clocks and watches
92*|乐器|Musical instruments
93*|武器、弹药|Arms and ammunition
94*|家具;寝具;灯具|Furniture; bedding; lamps
95*|玩具、游戏品、运动用品|Toys, games, sports requisites
96*|杂项制品|Miscellaneous manufactured articles
97*|艺术品、收藏品及古物|Works of art, collectors' pieces and antiques`,
);
