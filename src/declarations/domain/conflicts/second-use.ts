import { pointer, violation, type Severity, type Violation } from '../../../messages/violation.js';
import { isGiven } from '../valuation/amounts.js';
import type { DeclarationInput } from '../declaration.js';

/** A trade record that a declaration uses: one line of it, or all of it where `line` is null. */
export interface TradeUse {
  readonly number: string;
  readonly line: number | null;
}

/** A use with the live declaration that has it; `reference` is null where that is another firm's. */
export interface HeldUse extends TradeUse {
  readonly declarationId: string;
  readonly reference: string | null;
}

/** What a reader is told of a declaration that is not his own. */
export const ANOTHER_FIRM = 'another firm';

/** A number as it is compared: full-width digits, spaces and letter case are no other number. */
export const comparable = (number: string): string => number.normalize('NFKC').replace(/\s/g, '').toUpperCase();

/**
 * What a declaration uses of its trade record (交易单): the lines its goods name, or the whole of it as soon as one of the
 * goods lines names none. Each once: two goods lines may come from one line of the record.
 */
export const tradeUsesOf = ({
  tradeRecord,
  goods = [],
}: Pick<DeclarationInput, 'tradeRecord' | 'goods'>): TradeUse[] => {
  if (!isGiven(tradeRecord)) return [];
  const number = comparable(tradeRecord);
  const named = goods.flatMap(({ tradeLine }) => (isGiven(tradeLine) ? [tradeLine] : []));
  if (named.length === 0 || named.length < goods.length) return [{ number, line: null }];
  return [...new Set(named)].map((line) => ({ number, line }));
};

/** Two uses of one record exclude each other unless both name a line, and another one. */
const excludes = (one: TradeUse, other: TradeUse): boolean =>
  one.number === other.number && (one.line === null || other.line === null || one.line === other.line);

/**
 * The trade record, or lines of it, that another live declaration uses already (a duty of banks under SAFE Huifa 2020 No. 11:
 * no trade record twice). Told at the record, or at each goods line where both sides name lines.
 */
export const secondUses = (
  input: DeclarationInput,
  id: string,
  held: readonly HeldUse[],
  severity: Severity,
): Violation[] => {
  const foreign = held.filter(({ declarationId }) => declarationId !== id);
  const record = input.tradeRecord ?? '';
  const tell = (use: TradeUse, other: HeldUse): Violation[] => {
    const params = { record, first: other.reference ?? ANOTHER_FIRM };
    if (use.line === null || other.line === null) {
      return [violation('trade-record-used', pointer('tradeRecord'), params, severity)];
    }
    const line = String(use.line);
    return (input.goods ?? []).flatMap(({ tradeLine }, index) =>
      tradeLine === use.line
        ? [violation('trade-record-used', pointer('goods', index, 'tradeLine'), { ...params, line }, severity)]
        : [],
    );
  };
  return tradeUsesOf(input).flatMap((use) => {
    const other = foreign.find((each) => excludes(use, each));
    return other ? tell(use, other) : [];
  });
};
