/** What Keqiao's stalls sell, with codes and legal units of the 2026 tariff; prices are per unit, in US cents. */
export interface DemoGood {
  readonly hsCode: string;
  readonly name: string;
  readonly specification: string;
  /** The unit it is sold by, the tariff's first one. */
  readonly unit: string;
  /** Whether the tariff has kilograms as a second unit. */
  readonly countsKilograms: boolean;
  readonly priceCents: readonly [number, number];
  readonly gramsPerUnit: number;
}

const METRE = '030';
const KILOGRAM = '035';
const PIECE = '011';
const STRIP = '015';

/** HS code, name, specification, unit, price range in cents, grams a unit. */
type Row = readonly [string, string, string, string, readonly [number, number], number];

const ROWS: readonly Row[] = [
  ['5407520000', '涤纶染色布', '150cm 75D', METRE, [80, 190], 165],
  ['5407540000', '涤纶印花布', '150cm 100D', METRE, [95, 220], 170],
  ['5407820000', '涤棉混纺布', '160cm', METRE, [90, 210], 180],
  ['5516120000', '人造棉染色布', '145cm 30S', METRE, [110, 240], 140],
  ['5208320000', '棉染色平纹布', '150cm 40S', METRE, [130, 280], 130],
  ['6006320000', '涤纶针织布', '180cm', METRE, [120, 240], 380],
  ['6005370000', '经编针织布', '150cm', METRE, [110, 220], 320],
  ['5801371000', '割绒布', '150cm', METRE, [190, 380], 320],
  ['5804210000', '化纤花边', '12cm', KILOGRAM, [900, 1700], 1000],
  ['5806320000', '化纤窄幅织带', '2cm', KILOGRAM, [480, 900], 1000],
  ['5810920000', '刺绣品', '130cm', KILOGRAM, [1200, 3400], 1000],
  ['5515120000', '涤粘混纺布', '145cm', METRE, [180, 360], 260],
  ['6303920000', '合纤窗帘', '140x260cm', KILOGRAM, [470, 1090], 1000],
  ['6301400000', '合纤毯', '200x230cm', STRIP, [510, 1250], 1500],
  ['6302539090', '合纤桌布', '150x220cm', PIECE, [210, 520], 420],
  ['6214300000', '合纤围巾', '70x180cm', STRIP, [95, 320], 110],
  ['6109100000', '棉针织T恤', 'S-XXL', PIECE, [150, 420], 180],
  ['6204430000', '合纤连衣裙', 'S-XL', PIECE, [480, 1450], 350],
];

export const GOODS: readonly DemoGood[] = ROWS.map(([hsCode, name, specification, unit, priceCents, gramsPerUnit]) => ({
  ...{ hsCode, name, specification, unit, priceCents, gramsPerUnit },
  countsKilograms: unit !== KILOGRAM,
}));
