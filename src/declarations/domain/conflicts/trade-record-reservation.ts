import { pointer, violation, type Severity, type Violation } from '../../../messages/refusals/violation.js';
import { isGiven } from '../valuation/amounts.js';
import type { DeclarationInput } from '../declaration.js';

/** What a declaration reserves of a trade record: one line of it, or all of it where `line` is null. */
export interface TradeRecordPart {
  readonly number: string;
  readonly line: number | null;
}

/** What is reserved, with the live declaration that has it; `reference` is null where that is another firm's. */
export interface Reservation extends TradeRecordPart {
  readonly declarationId: string;
  readonly reference: string | null;
}

/** Named in place of the reference of another firm's declaration. */
export const ANOTHER_FIRM = 'another firm';

/** A number as it is compared: full-width digits, spaces and letter case are no other number. */
export const comparable = (number: string): string => number.normalize('NFKC').replace(/\s/g, '').toUpperCase();

/**
 * What a declaration reserves of its trade record (交易单): the lines its goods name, or the whole of it as soon as one of the
 * goods lines names none. Each once: two goods lines may come from one line of the record.
 */
export const tradeRecordPartsOf = ({
  tradeRecord,
  goods = [],
}: Pick<DeclarationInput, 'tradeRecord' | 'goods'>): TradeRecordPart[] => {
  if (!isGiven(tradeRecord)) return [];
  const number = comparable(tradeRecord);
  const named = goods.flatMap(({ tradeLine }) => (isGiven(tradeLine) ? [tradeLine] : []));
  if (named.length === 0 || named.length < goods.length) return [{ number, line: null }];
  return [...new Set(named)].map((line) => ({ number, line }));
};

/** Two parts of one record exclude each other unless both name a line, and another one. */
const excludes = (one: TradeRecordPart, other: TradeRecordPart): boolean =>
  one.number === other.number && (one.line === null || other.line === null || one.line === other.line);

/**
 * The trade record, or lines of it, that another live declaration has reserved already (a duty of banks under SAFE Huifa 2020 No. 11:
 * no trade record twice). The finding points at the record, or at each goods line where both sides name lines.
 */
export const reservedElsewhere = (
  input: DeclarationInput,
  id: string,
  held: readonly Reservation[],
  severity: Severity,
): Violation[] => {
  const elsewhere = held.filter(({ declarationId }) => declarationId !== id);
  const record = input.tradeRecord ?? '';
  const findingsFor = (part: TradeRecordPart, other: Reservation): Violation[] => {
    const params = { record, first: other.reference ?? ANOTHER_FIRM };
    if (part.line === null || other.line === null) {
      return [violation('trade-record-used', pointer('tradeRecord'), params, severity)];
    }
    const line = String(part.line);
    return (input.goods ?? []).flatMap(({ tradeLine }, index) =>
      tradeLine === part.line
        ? [violation('trade-record-used', pointer('goods', index, 'tradeLine'), { ...params, line }, severity)]
        : [],
    );
  };
  return tradeRecordPartsOf(input).flatMap((part) => {
    const other = elsewhere.find((each) => excludes(part, each));
    return other ? findingsFor(part, other) : [];
  });
};
