import { isCountry } from '../../../vocabulary/country.js';
import { isCurrency } from '../../../vocabulary/currency.js';
import { pointer, violation, type Violation, type ViolationCode } from '../../../vocabulary/violation.js';
import { isGiven } from '../amounts.js';
import { unknownTerms } from '../charges.js';
import type { DeclarationInput } from '../declaration.js';
import type { RuleBook } from '../rule-book.js';
import type { Rule } from './rule.js';

/** Checks the values at some places against one table; what is not given breaks nothing. */
const unknown = (
  code: ViolationCode,
  isKnown: (value: string) => boolean,
  places: readonly (readonly [string | null | undefined, string])[],
  params: Record<string, string> = {},
): Violation[] =>
  places.flatMap(([value, place]) =>
    isGiven(value) && !isKnown(value) ? [violation(code, place, { value, ...params })] : [],
  );

const goodsPlaces = ({ goods = [] }: DeclarationInput, field: 'unit' | 'finalDestination') =>
  goods.map((line, index) => [line[field], pointer('goods', index, field)] as const);

const tablesOfTheDay: Rule = (input, book) => {
  const on = { day: book.day };
  const offices = [
    [input.customsOffice, '/customsOffice'],
    [input.exitOffice, '/exitOffice'],
  ] as const;
  return [
    ...unknown('office-unknown', book.isOffice, offices, on),
    ...(isGiven(input.tradeTerms) && !book.isTerms(input.tradeTerms) ? [unknownTerms(input.tradeTerms)] : []),
    ...unknown('transport-mode-unknown', book.isTransportMode, [[input.transportMode, '/transportMode']], on),
    ...unknown('package-type-unknown', book.isPackageType, [[input.packageType, '/packageType']], on),
    ...unknown('unit-unknown', book.isUnit, goodsPlaces(input, 'unit'), on),
  ];
};

const countriesAndCurrencies = (input: DeclarationInput): Violation[] => [
  ...unknown('country-unknown', isCountry, [
    [input.buyer?.country, '/buyer/country'],
    [input.tradeCountry, '/tradeCountry'],
    [input.arrivalCountry, '/arrivalCountry'],
    ...goodsPlaces(input, 'finalDestination'),
  ]),
  ...unknown('currency-unknown', isCurrency, [
    [input.currency, '/currency'],
    [input.freight?.currency, '/freight/currency'],
    [input.insurance?.currency, '/insurance/currency'],
    [input.otherCharges?.currency, '/otherCharges/currency'],
  ]),
];

const market = (input: DeclarationInput, book: RuleBook): Violation[] =>
  book.market === null ? [violation('market-unknown', '/market', { value: input.market })] : [];

/** Codes against the tables valid on the day. Countries and currencies are those of ISO, which the vocabulary keeps. */
export const codes: Rule = (input, book) => [
  ...market(input, book),
  ...tablesOfTheDay(input, book),
  ...countriesAndCurrencies(input),
];
