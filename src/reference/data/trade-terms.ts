import type { SeedEntry } from './entry.js';

/** 成交方式, by the term people write; `customsCode` is the digit of the declaration form. Code 7 (EXW) is unverified. */
const TABLE: readonly (readonly [
  term: string,
  customsCode: string,
  name: string,
  nameEn: string,
  verified: boolean,
])[] = [
  ['CIF', '1', '到岸价', 'Cost, insurance and freight', true],
  ['CFR', '2', '成本加运费(C&F)', 'Cost and freight (C&F)', true],
  ['FOB', '3', '离岸价', 'Free on board', true],
  ['C&I', '4', '成本加保险费', 'Cost and insurance', true],
  ['EXW', '7', '工厂交货', 'Ex works', false],
];

export const TRADE_TERMS: readonly SeedEntry[] = TABLE.map(([code, customsCode, name, nameEn, verified]) => ({
  table: 'trade-terms',
  code,
  name,
  nameEn,
  verified,
  attributes: { customsCode },
}));
