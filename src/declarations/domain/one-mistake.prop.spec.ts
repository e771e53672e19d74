import fc from 'fast-check';
import {
  EXAMPLE_RATES,
  exampleRuleBook,
  exampleDeclaration,
  exampleLine,
  breachTexts,
} from '../../../test/samples/example.js';
import type { Force } from '../../reference/domain/trade-rules.js';
import { assess } from './assess.js';
import type { DeclarationInput, GoodsLine } from './declaration.js';
import type { RuleBook } from './rule-book.js';

/** One thing that is wrong, where it is, and the only findings it may make. */
interface Mistake {
  readonly at: string;
  readonly input: (good: DeclarationInput) => DeclarationInput;
  readonly ruleBook?: Partial<RuleBook>;
  readonly findings: readonly string[];
}

const header = (at: string, changes: Partial<DeclarationInput>, ...expected: string[]): Mistake => ({
  at,
  input: (good) => ({ ...good, ...changes }),
  findings: expected,
});
/** In the first of two lines. */
const line = (at: string, changes: Partial<GoodsLine>, ...expected: string[]): Mistake => ({
  at: 'goods',
  input: (good) => ({ ...good, goods: [exampleLine(1, changes), exampleLine(2)] }),
  findings: expected.map((code) => `${code} /goods/0/${at}`),
});
const charge = (value: string, currency?: string) => ({ mark: 'total' as const, value, currency });

const MISTAKES: Record<string, Mistake> = {
  'a market nobody knows': {
    ...header('market', { market: 'XX' }, 'market-unknown /market'),
    ruleBook: { market: null },
  },
  'no office': header('customsOffice', { customsOffice: undefined }, 'required-missing /customsOffice'),
  'an unknown office': header('customsOffice', { customsOffice: '9999' }, 'office-unknown /customsOffice'),
  'no buyer': header('buyer', { buyer: undefined }, 'required-missing /buyer'),
  'a buyer from nowhere': header('buyer', { buyer: { name: 'n', country: 'XX' } }, 'country-unknown /buyer/country'),
  'no consignor': header('consignor', { consignor: undefined }, 'required-missing /consignor'),
  'no terms': header('tradeTerms', { tradeTerms: undefined }, 'required-missing /tradeTerms'),
  'unknown terms': header('tradeTerms', { tradeTerms: 'DDP' }, 'terms-unknown /tradeTerms'),
  'no packages at all': header('packages', { packages: 0 }, 'amount-not-positive /packages'),
  'packages that do not tie': header('packages', { packages: 21 }, 'totals-do-not-tie /packages'),
  'a gross weight of nothing': header('grossWeightKg', { grossWeightKg: '0' }, 'amount-not-positive /grossWeightKg'),
  'a container number with a slip': header(
    'containers',
    { containers: [{ number: 'CSQU3054384', goodsLines: [1] }] },
    'container-number-invalid /containers/0/number',
  ),
  'an HS code too short': line('hsCode', { hsCode: '5407' }, 'hs-code-invalid'),
  'no HS code': line('hsCode', { hsCode: undefined }, 'required-missing'),
  'no price': line('totalPrice', { totalPrice: undefined }, 'required-missing'),
  'a price of nothing': line('totalPrice', { totalPrice: '0' }, 'amount-not-positive'),
  'a line that weighs nothing': line('grossWeightKg', { grossWeightKg: '0' }, 'amount-not-positive'),
  'a line net above gross': {
    ...line('netWeightKg', {}, 'net-above-gross'),
    // The header says what the lines add up to, or it would be wrong as well.
    input: (good) => ({
      ...good,
      netWeightKg: '1021',
      goods: [exampleLine(1, { netWeightKg: '521' }), exampleLine(2)],
    }),
  },
  'a line to China': line('finalDestination', { finalDestination: 'CHN' }, 'destination-is-china'),
  'a line to nowhere': line('finalDestination', { finalDestination: 'XX' }, 'country-unknown'),
};

/** What lies in the currency, its rates and what is converted by them: alone, since several of these meet in one field. */
const MONEY: Record<string, Mistake> = {
  'no currency': header('money', { currency: undefined }, 'required-missing /currency'),
  'a currency nobody knows: no rate of it, no ceiling, no charges': header(
    'money',
    { currency: 'XXY', tradeTerms: 'CIF', freight: charge('5') },
    'currency-unknown /currency',
  ),
  'a currency without a rate: no ceiling, no FOB': header(
    'money',
    { currency: 'JPY', tradeTerms: 'CIF', freight: charge('5') },
    'rate-missing /currency',
  ),
  'a month without rates': { ...header('money', {}, 'rate-missing /currency'), ruleBook: { rates: null } },
  'a charge in a currency nobody knows': header(
    'money',
    { tradeTerms: 'CIF', freight: charge('5', 'XXY') },
    'currency-unknown /freight/currency',
  ),
  'a charge in a currency without a rate': header(
    'money',
    { tradeTerms: 'CIF', freight: charge('5', 'JPY') },
    'rate-missing /freight/currency',
  ),
  'a mark that does not fit': header(
    'money',
    { tradeTerms: 'CIF', insurance: { mark: 'perTonne', value: '1' } },
    'charge-mark-invalid /insurance/mark',
  ),
  'charges above the total': header(
    'money',
    { tradeTerms: 'CIF', freight: charge('99999') },
    'charges-exceed-total /freight/value',
  ),
  'a day to come, in a month without rates yet': {
    ...header('money', { declaredOn: '2022-03-01' }, 'declared-in-future /declaredOn'),
    ruleBook: { day: '2022-03-01', month: '2022-03', rates: null },
  },
};

/** Without goods to speak of there is nothing else to be wrong about. */
const NO_GOODS: Record<string, Mistake> = {
  'no goods': header('goods', { goods: [] }, 'required-missing /goods'),
  'goods worth nothing at all, with charges': header(
    'money',
    {
      tradeTerms: 'CIF',
      freight: charge('5'),
      goods: [exampleLine(1, { totalPrice: '0' })],
      containers: [],
      ...{ packages: undefined, grossWeightKg: undefined, netWeightKg: undefined },
    },
    'amount-not-positive /goods/0/totalPrice',
  ),
};

const found = (mistakes: readonly Mistake[]): string[] => {
  const spoiled = mistakes.reduce((input, mistake) => mistake.input(input), exampleDeclaration());
  const ruleBook = exampleRuleBook({
    rates: EXAMPLE_RATES,
    ...Object.assign({}, ...mistakes.map((each) => each.ruleBook ?? {})),
  });
  return breachTexts(assess(spoiled, ruleBook).findings);
};

describe('one mistake', () => {
  it.each(Object.entries({ ...MISTAKES, ...MONEY, ...NO_GOODS }))('is found once: %s', (_, mistake) => {
    expect(found([mistake])).toEqual(mistake.findings);
  });
});

describe('several mistakes in different places', () => {
  it('are found each as if it were alone', () => {
    const anyFew = fc.uniqueArray(fc.constantFrom(...Object.values(MISTAKES)), {
      selector: ({ at }) => at,
      maxLength: 6,
    });
    fc.assert(
      fc.property(anyFew, fc.option(fc.constantFrom(...Object.values(MONEY))), (few, money) => {
        // Terms and goods decide whether anything is valued at all: together with money there is more to say than once.
        const valued = !few.some(({ at }) => ['goods', 'tradeTerms'].includes(at));
        const apart = money && valued ? [...few, money] : few;
        expect(found(apart).sort()).toEqual(apart.flatMap(({ findings: each }) => each).sort());
      }),
    );
  });
});

describe('a dated rule', () => {
  const refuses: Force = { severity: 'error', refusesFrom: null };

  it('says nothing of the document of a buyer that is not there at all', () => {
    const { findings } = assess(exampleDeclaration({ buyer: undefined }), exampleRuleBook({ force: () => refuses }));
    expect(breachTexts(findings).filter((text) => text.includes('buyer'))).toEqual(['required-missing /buyer']);
  });
});
