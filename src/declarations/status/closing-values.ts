import { Injectable } from '@nestjs/common';
import { isDeepStrictEqual } from 'node:util';
import { Markets } from '../../markets/markets.service.js';
import type { Tx } from '../../platform/database/tx.js';
import { rateHistory } from '../../reference/rates.js';
import { businessDayOf, type Instant, type Month, monthOf } from '../../vocabulary/period.js';
import { violation, type Violation } from '../../messages/refusals/violation.js';
import type { RatesUsed, Valuation } from '../domain/declaration.js';
import { completeValuation, declaredValues, value, type Valued } from '../domain/valuation/valuation.js';
import { storedInputs, storedItems } from '../store/stored-inputs.js';

/** A declaration whose closing has changed; without an instant it is closed no longer. */
export interface DeclarationClosing {
  readonly id: string;
  readonly market: string;
  readonly closedAt: Instant | null;
}

interface Held {
  readonly valuation: Valuation;
  readonly findings: readonly Violation[];
}

interface Outcome {
  readonly id: string;
  readonly valued: Valued;
  readonly findings: readonly Violation[];
}

/** Errors of a submission; as warnings they were left by a closing whose month could not value the declaration. */
const LEFT_BY_CLOSING: readonly string[] = ['rate-missing', 'charges-exceed-total'];

/**
 * Markets whose rate is that of the month of closing (which reading is official is unverified) value their declarations
 * once more when they close.
 */
@Injectable()
export class ClosingValues {
  constructor(private readonly markets: Markets) {}

  /**
   * FOB values at the rates of the month of closing, as they were known at the instant of closing, where the market counts so;
   * while nothing is closed, or in the same month, those of the declaration. So they follow from the closing and from the
   * history of the rates, whatever arrives late. The declared total in USD stays as it was tested against the ceiling. Without
   * rates for the month the values stay too, and a warning says so: a receipt of customs cannot be refused for want of a rate.
   */
  async revalue(tx: Tx, closings: readonly DeclarationClosing[]): Promise<void> {
    const due = await this.due(tx, closings);
    if (due.length === 0) return;
    const ids = due.map(({ id }) => id);
    const held = await valuationsOf(tx, ids);
    const inputs = await storedInputs(tx, ids);
    const items = await storedItems(tx, ids);
    const ratesKnownAt = await rateHistory(
      tx,
      due.flatMap(({ closedAt }) => (closedAt === null ? [] : [monthOf(businessDayOf(closedAt))])),
    );
    const outcomes = due.flatMap(({ id, market: code, closedAt }): Outcome[] => {
      const [input, before] = [inputs.get(id), held.get(id)];
      if (!input || !before) return [];
      const { declared, basis } = before.valuation;
      const rateBasis = closedAt === null ? basis : 'closing';
      const valueAt = ({ month, rates }: { month: Month; rates: RatesUsed['rates'] | null }) => {
        return value(input, items.get(id) ?? [], { month, rates, market: { code, rateBasis } });
      };
      const month = closedAt === null ? declared.month : monthOf(businessDayOf(closedAt));
      const closed =
        closedAt === null || month === declared.month ? declared : { month, rates: ratesKnownAt(month, closedAt) };
      return outcomeOf(id, before, [valueAt(closed), valueAt(declared)]);
    });
    await write(tx, outcomes);
  }

  /** What is no longer closed may have been valued by a closing whatever its market counts by now. */
  private async due(tx: Tx, closings: readonly DeclarationClosing[]): Promise<DeclarationClosing[]> {
    if (closings.length === 0) return [];
    const byClosing = (await this.markets.all(tx)).filter(({ rateBasis }) => rateBasis === 'closing');
    const codes = new Set(byClosing.map(({ code }) => code));
    return closings.filter(({ market, closedAt }) => codes.has(market) || closedAt === null);
  }
}

async function valuationsOf(tx: Tx, ids: readonly string[]): Promise<Map<string, Held>> {
  const rows = await tx.rows<Held & { id: string }>(
    'SELECT id, valuation, findings FROM declaration WHERE id = ANY ($1::uuid[]) AND valuation IS NOT NULL',
    [ids],
  );
  return new Map(
    rows.map(({ id, valuation, findings }) => [id, { valuation: completeValuation(valuation), findings }]),
  );
}

/** The values that the closing changes; without rates for the month of closing those of the declaration stay. */
function outcomeOf(
  id: string,
  { valuation, findings }: Held,
  [closed, declared]: readonly [Valued | Violation[], Valued | Violation[]],
): Outcome[] {
  const valued = Array.isArray(closed) ? declared : closed;
  if (Array.isArray(valued)) return [];
  const remaining = findings.filter(({ code, severity }) => severity !== 'warning' || !LEFT_BY_CLOSING.includes(code));
  const left = Array.isArray(closed)
    ? closed.map(({ code, pointer, params }) => violation(code, pointer, params, 'warning'))
    : [];
  const { month, rates } = valuation.declared;
  const isByClosing = valued !== declared && !Array.isArray(declared) && valued.valuation.month !== month;
  const after = {
    ...valued.valuation,
    declared: isByClosing ? declaredValues(valuation, declared.totals) : { month, rates },
  };
  const outcome = { id, valued: { ...valued, valuation: after }, findings: [...remaining, ...left] };
  const isSame = isDeepStrictEqual(after, valuation) && isDeepStrictEqual(outcome.findings, findings);
  return isSame ? [] : [outcome];
}

async function write(tx: Tx, outcomes: readonly Outcome[]): Promise<void> {
  if (outcomes.length === 0) return;
  const heads = outcomes.map(({ id, findings, valued: { valuation, totals } }) => {
    return { id, findings, valuation, fobCny: totals.fobCny, fobUsd: totals.fobUsd };
  });
  await tx.run(
    `UPDATE declaration d SET valuation = r.valuation, fob_cny = r."fobCny", fob_usd = r."fobUsd", findings = r.findings
     FROM jsonb_to_recordset($1::jsonb) AS r (id uuid, valuation jsonb, findings jsonb, "fobCny" numeric, "fobUsd" numeric)
     WHERE d.id = r.id`,
    [JSON.stringify(heads)],
  );
  const items = outcomes.flatMap(({ id, valued }) =>
    valued.items.map(({ itemNumber, fobCny, fobUsd }) => ({ id, itemNumber, fobCny, fobUsd })),
  );
  await tx.run(
    `UPDATE declaration_item i SET fob_cny = r."fobCny", fob_usd = r."fobUsd"
     FROM jsonb_to_recordset($1::jsonb) AS r (id uuid, "itemNumber" integer, "fobCny" numeric, "fobUsd" numeric)
     WHERE i.declaration_id = r.id AND i.item_number = r."itemNumber"`,
    [JSON.stringify(items)],
  );
}
