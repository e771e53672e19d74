import { entriesOf } from './entry.js';

/** Headings that a textile market declares most, with short names; the full tariff is loaded by whoever holds it. */
export const HS_HEADINGS = entriesOf(
  'hs-heading',
  `
5007*|丝机织物|Woven fabrics of silk
5112*|精梳羊毛机织物|Woven fabrics of combed wool
5208*|棉机织物,含棉≥85%,≤200克/平方米|Woven cotton, 85 % or more, up to 200 g/m²
5209*|棉机织物,含棉≥85%,>200克/平方米|Woven cotton, 85 % or more, above 200 g/m²
5210*|棉与化纤混纺机织物,≤200克/平方米|Woven cotton mixed with man-made fibres, up to 200 g/m²
5211*|棉与化纤混纺机织物,>200克/平方米|Woven cotton mixed with man-made fibres, above 200 g/m²
5212*|其他棉机织物|Other woven cotton fabrics
5309*|亚麻机织物|Woven fabrics of flax
5407*|合成纤维长丝机织物|Woven fabrics of synthetic filament yarn
5408*|人造纤维长丝机织物|Woven fabrics of artificial filament yarn
5512*|合成纤维短纤机织物,含量≥85%|Woven synthetic staple, 85 % or more
5513*|合成纤维短纤与棉混纺机织物,≤170克/平方米|Woven synthetic staple mixed with cotton, up to 170 g/m²
5514*|合成纤维短纤与棉混纺机织物,>170克/平方米|Woven synthetic staple mixed with cotton, above 170 g/m²
5515*|合成纤维短纤的其他机织物|Other woven fabrics of synthetic staple
5516*|人造纤维短纤机织物|Woven fabrics of artificial staple
5603*|无纺织物|Nonwovens
5702*|机织地毯|Woven carpets
5703*|簇绒地毯|Tufted carpets
5801*|起绒机织物及绳绒织物|Woven pile and chenille fabrics
5804*|网眼薄纱;花边|Tulles and net; lace
5806*|狭幅机织物|Narrow woven fabrics
5807*|标签、徽章|Labels and badges
5808*|成匹的编带;装饰带|Braids; ornamental trimmings
5810*|刺绣品|Embroidery
5903*|用塑料浸渍、涂布的纺织物|Textiles coated with plastics
5907*|其他浸渍、涂布的纺织物|Other coated textiles
6001*|针织起绒织物|Knitted pile fabrics
6002*|窄幅弹性针织物|Narrow elastic knitted fabrics
6003*|其他窄幅针织物|Other narrow knitted fabrics
6004*|宽幅弹性针织物|Wide elastic knitted fabrics
6005*|经编织物|Warp knit fabrics
6006*|其他针织物|Other knitted fabrics
6104*|针织女式套装、连衣裙、裤|Women's suits, dresses, trousers, knitted
6105*|针织男衬衫|Men's shirts, knitted
6109*|针织T恤衫、背心|T-shirts and vests, knitted
6110*|针织套头衫、开襟衫|Jerseys, pullovers, cardigans, knitted
6115*|袜类|Hosiery
6203*|男式套装、上衣、裤|Men's suits, jackets, trousers
6204*|女式套装、连衣裙、裙、裤|Women's suits, dresses, skirts, trousers
6206*|女衬衫|Women's blouses
6214*|披巾、领巾、围巾、面纱|Shawls, scarves, veils
6301*|毯子及旅行毯|Blankets and travelling rugs
6302*|床上、餐桌、盥洗及厨房用织物制品|Bed, table, toilet and kitchen linen
6303*|窗帘、帷帘;帐幔|Curtains and interior blinds
6304*|其他装饰用织物制品|Other furnishing articles
6305*|包装货物用袋|Sacks and bags for packing
6307*|其他纺织制成品|Other made-up textile articles
9606*|钮扣|Buttons
9607*|拉链及其零件|Slide fasteners and parts`,
);
