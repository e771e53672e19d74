import type { Violation } from '../../src/messages/refusals/violation.js';
import type { DeclarationInput, GoodsLine } from '../../src/declarations/domain/declaration.js';
import type { Rate } from '../../src/reference/domain/rates.js';
import type { RuleBook } from '../../src/declarations/domain/rule-book.js';
import type { HsFlags } from '../../src/reference/domain/code-tables.js';
import { TERMS } from '../../src/declarations/domain/valuation/charges.js';
import { UNITS } from '../../src/vocabulary/unit.js';

/** A goods line that breaks nothing and is complete on the paper form: 1,000.00, 1,000 metres, 500 kg net of 520, to Nigeria. */
export const exampleLine = (line: number, changes: Partial<GoodsLine> = {}): GoodsLine => ({
  line,
  hsCode: '5407520090',
  name: '涤纶染色布',
  quantity: '1000',
  unit: '030',
  packages: 10,
  grossWeightKg: '520',
  netWeightKg: '500',
  totalPrice: '1000.00',
  finalDestination: 'NGA',
  stall: 'C1-0231',
  legalQuantity1: '1000',
  legalQuantity2: '500',
  elements: '1:机织|2:染色|3:涤纶100%',
  domesticSource: '33069',
  ...changes,
});

/** A declaration that can be submitted as it stands, and says nothing that deserves a look: two lines, FOB, USD. */
export const exampleDeclaration = (changes: Partial<DeclarationInput> = {}): DeclarationInput => ({
  reference: 'DC-20211228-0001',
  market: 'KQ-CTC',
  declaredOn: '2021-12-28',
  customsOffice: '2906',
  exitOffice: '3104',
  consignor: { uscc: '91000000MA0000001R', name: '绍兴锦泰进出口有限公司' },
  principal: { idType: 'USCC', id: '92000000MA0000001N', name: '柯桥德隆纺织品经营部' },
  buyer: { name: 'LAGOS FABRICS', country: 'NGA' },
  tradeTerms: 'FOB',
  currency: 'USD',
  transportMode: '2',
  billOfLading: 'COSU6123456780',
  tradeCountry: 'NGA',
  arrivalCountry: 'NGA',
  packages: 20,
  packageType: '06',
  grossWeightKg: '1040',
  netWeightKg: '1000',
  containers: [{ number: 'CSQU3054383', goodsLines: [1, 2] }],
  goods: [exampleLine(1), exampleLine(2)],
  ...changes,
});

/** A declaration of these lines alone: no header figures to tie with, no container to name them. */
export const declarationOf = (goods: readonly GoodsLine[], changes: Partial<DeclarationInput> = {}): DeclarationInput =>
  exampleDeclaration({
    packages: undefined,
    grossWeightKg: undefined,
    netWeightKg: undefined,
    containers: undefined,
    goods,
    ...changes,
  });

/** The sample rates of December 2021. */
export const EXAMPLE_RATES: Readonly<Record<string, Rate>> = {
  USD: { toCny: '6.3935', toUsd: '1' },
  EUR: { toCny: '7.2340', toUsd: '1.1315' },
  CNY: { toCny: '1', toUsd: '0.15641' },
};

const NO_FLAGS: HsFlags = { ineligible: false, ineligibleFrom: null, exportDuty: false, inspection: false };
const UNIT_CODES = new Set(UNITS.map(({ code }) => code));

/** The code tables of a day. `flags` names what is special about an HS code. */
export const exampleRuleBook = (
  changes: Partial<RuleBook> = {},
  flags: Readonly<Record<string, Partial<HsFlags>>> = {},
): RuleBook => ({
  today: '2021-12-28',
  day: '2021-12-28',
  month: '2021-12',
  rates: EXAMPLE_RATES,
  market: { code: 'KQ-CTC', rateBasis: 'declaration', customsOffices: ['2906'], exitOffices: null },
  isOffice: (code) => code === '2906' || code === '3104',
  isUnit: (code) => UNIT_CODES.has(code),
  isTerms: (code) => Object.hasOwn(TERMS, code),
  isTransportMode: (code) => code === '2',
  isPackageType: (code) => code === '06' || code === '22',
  isPort: () => true,
  isExitPort: () => true,
  tariff: null,
  isChapter: (chapter) => chapter !== '00' && chapter !== '77',
  isHeading: (heading) => !heading.endsWith('00'),
  hsFlags: (hsCode) => ({ ...NO_FLAGS, ...flags[hsCode] }),
  force: () => null,
  ...changes,
});

/** Findings as short claims: "uscc-invalid /consignor/uscc". */
export const breachTexts = (findings: readonly Violation[]): string[] =>
  findings.map(({ code, pointer }) => `${code} ${pointer}`);
