import { dec, Decimal } from '../../../vocabulary/decimal.js';
import { cents } from '../../../vocabulary/money.js';
import { pointer, violation, type Violation } from '../../../messages/refusals/violation.js';
import { isGiven, sumIfComplete } from './amounts.js';
import type { Charge, ChargeMark, DeclarationInput } from '../declaration.js';
import type { Rate } from '../../../reference/domain/rates.js';
import { rateOf, type RuleBook } from '../rule-book.js';

/** The fields of charges. */
export type ChargeField = 'freight' | 'insurance' | 'otherCharges';

/** The marks each charge may carry (GACC 2019 No. 18, Art. 28 to 30: a price per tonne is for freight only). */
export const CHARGE_MARKS: Readonly<Record<ChargeField, readonly ChargeMark[]>> = {
  freight: ['rate', 'perTonne', 'total'],
  insurance: ['rate', 'total'],
  otherCharges: ['rate', 'total'],
};

/** Which charges lie between the declared total and FOB. Derived from the meaning of the terms; unverified. */
export const TERMS: Readonly<Record<string, { minus: readonly ChargeField[]; plus: readonly ChargeField[] }>> = {
  FOB: { minus: [], plus: [] },
  CFR: { minus: ['freight'], plus: [] },
  CIF: { minus: ['freight', 'insurance'], plus: [] },
  'C&I': { minus: ['insurance'], plus: [] },
  EXW: { minus: [], plus: ['otherCharges'] },
};

/** Says that trade terms are none of those a FOB value can be derived from. */
export const unknownTerms = (value: string): Violation => violation('terms-unknown', pointer('tradeTerms'), { value });

/** The finding of a charge whose mark does not fit its field. */
export const chargeMarkBreach = (field: ChargeField, { mark }: Charge): Violation[] =>
  CHARGE_MARKS[field].includes(mark) ? [] : [violation('charge-mark-invalid', pointer(field, 'mark'), { mark })];

/** The header's gross weight in tonnes, or else that of the lines where all give theirs. */
const grossTonnes = ({ grossWeightKg, goods = [] }: DeclarationInput): Decimal | null => {
  const kilograms = isGiven(grossWeightKg)
    ? dec(grossWeightKg)
    : sumIfComplete(goods.map((line) => line.grossWeightKg));
  return kilograms === null ? null : kilograms.dividedBy(1000);
};

/** What a charge comes to, with the rates that were used for it. */
export interface ChargeAmount {
  amount: Decimal;
  rates: Record<string, Rate>;
}

/**
 * A charge in the declaration's currency, half-up to cents. A `rate` is a percentage of the declared total, whatever the
 * terms; `perTonne` counts gross tonnes; another currency is converted by the two CNY rates of the month.
 * Answers violations when a rate or the weight is missing, or the mark does not fit.
 */
export const chargeAmount = (
  input: DeclarationInput,
  field: ChargeField,
  total: Decimal,
  ruleBook: Pick<RuleBook, 'rates' | 'month'>,
): ChargeAmount | Violation[] => {
  const charge = input[field];
  if (!isGiven(charge)) return { amount: new Decimal(0), rates: {} };
  const breaches = chargeMarkBreach(field, charge);
  if (breaches.length > 0) return breaches;

  const value = dec(charge.value);
  if (charge.mark === 'rate') return { amount: cents(total.times(value).dividedBy(100)), rates: {} };
  const tonnes = charge.mark === 'perTonne' ? grossTonnes(input) : new Decimal(1);
  if (tonnes === null) return [violation('required-missing', pointer('grossWeightKg'), { field: 'grossWeightKg' })];

  const from = isGiven(charge.currency) ? charge.currency : input.currency;
  const to = input.currency;
  if (from === to || from === undefined || to === undefined) return { amount: cents(value.times(tonnes)), rates: {} };
  const [fromRate, toRate] = [rateOf(ruleBook, from), rateOf(ruleBook, to)];
  if (fromRate === null) return [missingRate(pointer(field, 'currency'), from, ruleBook)];
  if (toRate === null) return [missingRate(pointer('currency'), to, ruleBook)];
  const amount = value.times(tonnes).times(dec(fromRate.toCny)).dividedBy(dec(toRate.toCny));
  return { amount: cents(amount), rates: { [from]: fromRate } };
};

/** Says that a month has no rate for a currency. */
export const missingRate = (place: string, currency: string, { month }: Pick<RuleBook, 'month'>): Violation =>
  violation('rate-missing', place, { currency, month });
