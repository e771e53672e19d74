/** What Keqiao's stalls sell. Codes are shapes for a demo, not tariff advice; prices are per unit, in US cents. */
export interface DemoGood {
  readonly hsCode: string;
  readonly name: string;
  readonly specification: string;
  readonly unit: string;
  readonly priceCents: readonly [number, number];
  readonly gramsPerUnit: number;
}

const METRE = '030';
const KILOGRAM = '035';
const PIECE = '011';

/** HS code, name, specification, unit, price range in cents, grams a unit. */
type Row = readonly [string, string, string, string, readonly [number, number], number];

const ROWS: readonly Row[] = [
  ['5407520090', '涤纶染色布', '150cm 75D', METRE, [80, 190], 165],
  ['5407540000', '涤纶印花布', '150cm 100D', METRE, [95, 220], 170],
  ['5407820000', '涤棉混纺布', '160cm', METRE, [90, 210], 180],
  ['5516120000', '人造棉染色布', '145cm 30S', METRE, [110, 240], 140],
  ['5208320000', '棉染色平纹布', '150cm 40S', METRE, [130, 280], 130],
  ['6006320000', '涤纶针织布', '180cm', KILOGRAM, [320, 620], 1000],
  ['6005370000', '经编针织布', '150cm', KILOGRAM, [350, 680], 1000],
  ['5801370000', '割绒布', '150cm', METRE, [190, 380], 320],
  ['5804210000', '化纤花边', '12cm', KILOGRAM, [900, 1700], 1000],
  ['5806320000', '化纤窄幅织带', '2cm', KILOGRAM, [480, 900], 1000],
  ['5810920000', '刺绣品', '130cm', METRE, [260, 720], 210],
  ['5903200000', '聚氨酯涂层布', '145cm', METRE, [180, 360], 260],
  ['6303920000', '合纤窗帘', '140x260cm', PIECE, [420, 980], 900],
  ['6301400000', '合纤毯', '200x230cm', PIECE, [510, 1250], 1500],
  ['6302530000', '合纤桌布', '150x220cm', PIECE, [210, 520], 420],
  ['6214300000', '合纤围巾', '70x180cm', PIECE, [95, 320], 110],
  ['6109100000', '棉针织T恤', 'S-XXL', PIECE, [150, 420], 180],
  ['6204430000', '合纤连衣裙', 'S-XL', PIECE, [480, 1450], 350],
];

export const GOODS: readonly DemoGood[] = ROWS.map(([hsCode, name, specification, unit, priceCents, gramsPerUnit]) => ({
  hsCode,
  name,
  specification,
  unit,
  priceCents,
  gramsPerUnit,
}));
